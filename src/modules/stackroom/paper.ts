/** 提卷单 and 归架单: one line a volume in the order of the shelves, with room to tick and to sign for both sides. */
export const WALK_PAPER = `
#let paper = json(bytes(sys.inputs.data))
#set document(title: paper.title)
#set page(
  paper: "a4", margin: (x: 15mm, top: 18mm, bottom: 18mm),
  footer: context align(center, text(size: 9pt)[第 #counter(page).display() 页 共 #counter(page).final().first() 页]),
)
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 10pt, lang: "zh")
#align(center, text(size: 18pt, weight: "bold", tracking: 4pt, paper.title))
#grid(columns: (1fr, auto), [#paper.unit], [打印：#paper.printedBy #paper.printedAt])
#v(1mm)
#let cell(body) = align(center + horizon, body)
#table(
  columns: (10mm, 44mm, 44mm, 14mm, 1fr, 22mm, 12mm, 10mm), inset: (x: 1.2mm, y: 1.8mm), stroke: 0.5pt, align: horizon,
  table.header(cell[序号], cell[库位], cell[卷条码], cell[用途], cell[领用人], cell[应还日期], cell[页数], cell[✓]),
  ..paper.rows.enumerate().map(((i, row)) =>
    (cell(str(i + 1)), row.address, row.barcode, cell(row.purpose), row.taker, cell(row.dueOn), cell(row.pages), [])).flatten()
)
#v(4mm)
#grid(columns: (1fr, 1fr, 1fr), [合计：#paper.rows.len() 卷], [库管员：], [经手人：])
`;
