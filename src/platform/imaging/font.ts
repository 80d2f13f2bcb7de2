import { createRequire } from 'node:module';

/** The Chinese font that comes with Lantai, because a bare server has none: Noto Sans SC Regular (OFL), a TrueType file of 10 MB. */
export const fontFile: string = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);
export const fontName = 'Noto Sans SC';
