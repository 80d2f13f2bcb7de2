import bwipjs from 'bwip-js/node';
import { typeset } from './typst.ts';

/** A sheet of 3 × 8 labels of 63.5 × 33.9 mm on A4. */
const SHEET = `
#set page(paper: "a4", margin: (x: 7.2mm, y: 12.9mm))
#set text(font: "Noto Sans SC", size: 9pt, lang: "zh")
#let labels = json(bytes(sys.inputs.data))
#grid(
  columns: (63.5mm,) * 3, column-gutter: 2.5mm, rows: 33.9mm,
  ..labels.map(label => block(width: 63.5mm, height: 33.9mm, inset: 3mm, align(center + horizon, stack(
    spacing: 2mm,
    image(label.image, width: 54mm, height: 13mm, fit: "stretch"),
    text(size: 10pt, weight: "bold", label.barcode),
    text(size: 8pt, label.caption),
  ))))
)`;

type Label = { barcode: string; part: 'principal' | 'counterpart'; number: number };

/** Bar-code labels (条码标签) as PDF: Code 128 of the bar code, its text, and which volume it is; nothing about the person. */
export function labelSheet(labels: readonly Label[]): Uint8Array {
  const images = Object.fromEntries(
    labels.map(({ barcode }, i) => [`${i}.svg`, bwipjs.toSVG({ bcid: 'code128', text: barcode, height: 12, paddingwidth: 10 })]),
  );
  const data = labels.map(({ barcode, part, number }, i) => ({
    barcode,
    image: `/lantai/${i}.svg`,
    caption: `${part === 'principal' ? '正本' : '副本'} 第 ${number} 卷`,
  }));
  return typeset(SHEET, data, images);
}
