const PAGE = `
#let paper = json(bytes(sys.inputs.data))
#set document(title: paper.title)
#set page(
  paper: "a4", margin: (x: 15mm, top: 16mm, bottom: 16mm),
  footer: context align(center, text(size: 9pt)[第 #counter(page).display() 页 共 #counter(page).final().first() 页]),
)
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 9.5pt, lang: "zh")
#let cell(body) = align(center + horizon, body)
#align(center, text(size: 17pt, weight: "bold", tracking: 4pt, paper.title))
#grid(columns: (1fr, auto), [#paper.unit　#paper.name], [打印：#paper.printedBy #paper.printedAt])
#v(1mm)
`;

/** 盘点表: level by level in the order of the shelves; a box to tick, and lines to write down what the sheet does not list. */
export const SHEET_PAPER = `${PAGE}
#text(size: 8.5pt)[在架的打 ✓，不在的打 ×；标签损坏的在条码旁写“损”；表上没有而架上有的写在该层“多出”一行。基线 #paper.baseline。]
#for shelf in paper.shelves {
  block(breakable: true, above: 4mm, [
    #text(weight: "bold", shelf.address)　账面 #shelf.lines.len() 卷
    #table(
      columns: (9mm, 1fr, 8mm, 9mm, 1fr, 8mm, 9mm, 1fr, 8mm), inset: (x: 1mm, y: 1.4mm), stroke: 0.4pt, align: horizon,
      ..shelf.lines.map(line => (cell(line.position), line.barcode + line.mark, box(width: 3mm, height: 3mm, stroke: 0.5pt))).flatten(),
    )
    #text(size: 8.5pt)[多出：#box(width: 120mm, stroke: (bottom: 0.4pt))　盘点人：]
  ])
}
`;

/** 盘点报告: what it came to, and each difference with how it was settled. */
export const REPORT_PAPER = `${PAGE}
#table(
  columns: (24mm, 1fr, 24mm, 1fr), inset: (x: 1.5mm, y: 2mm), stroke: 0.5pt, align: horizon,
  ..paper.facts.map(((name, value)) => (cell(name), value)).flatten()
)
#v(2mm)
#table(
  columns: (1fr,) * paper.counts.len(), inset: (y: 2mm), stroke: 0.5pt,
  table.header(..paper.counts.map(((name, count)) => cell(name))),
  ..paper.counts.map(((name, count)) => cell(str(count)))
)
#v(2mm)
#table(
  columns: (10mm, 42mm, 18mm, 40mm, 36mm, 1fr), inset: (x: 1.2mm, y: 1.6mm), stroke: 0.5pt, align: horizon,
  table.header(cell[序号], cell[条码], cell[情况], cell[账面库位], cell[所见之层], cell[处理]),
  ..paper.lines.enumerate().map(((i, line)) =>
    (cell(str(i + 1)), line.barcode, cell(line.category), line.place, line.seenAt, line.settled)).flatten()
)
#if paper.more != "" [#paper.more]
#v(6mm)
#grid(columns: (1fr, 1fr, 1fr), [盘点人：], [复核人：], [负责人：])
`;
