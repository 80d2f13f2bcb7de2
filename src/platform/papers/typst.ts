import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const FONTS = ['noto-serif-sc', 'noto-sans-sc'].flatMap((family) =>
  ['400Regular', '700Bold'].map((weight) =>
    fileURLToPath(new URL(`../../../node_modules/@expo-google-fonts/${family}/${weight}`, import.meta.url)),
  ),
);

let compiler: NodeCompiler | undefined;

/**
 * Typesets a paper as PDF/A-2b. `source` is ours; what comes from people goes into `data` and is read with
 * `json(bytes(sys.inputs.data))`, so that it stays data and is never run. `images` are SVG texts or the bytes of
 * JPEGs, by file name.
 * The compiler is made at the first paper (190 ms, 156 MB) and kept.
 */
export function typeset(source: string, data: unknown, images: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths: FONTS }], workspace: '/' });
  const files = Object.entries(images).map(([name, image]) => [path.join('/lantai', name), Buffer.from(image)] as const);
  for (const [name, bytes] of files) compiler.mapShadow(name, bytes);
  try {
    const pdf = compiler.pdf({ mainFileContent: source, inputs: { data: JSON.stringify(data) } }, { pdfStandard: 'a-2b' });
    return pdf;
  } finally {
    for (const [name] of files) compiler.unmapShadow(name);
  }
}
