/** Copies for a reader: each page as it was seen, one to a sheet, with whose copy it is below. */
export const COPY_PAPER = `
#let paper = json(bytes(sys.inputs.data))
#set document(title: paper.title)
#set page(paper: "a4", margin: (x: 8mm, top: 8mm, bottom: 12mm), footer: align(center, text(size: 8pt)[#paper.footer　第 #context counter(page).display() 页]))
#set text(font: ("Noto Sans SC", "Noto Serif SC"), size: 9pt, lang: "zh")
#for (index, name) in paper.pages.enumerate() [
  #if index > 0 { pagebreak() }
  #align(center + horizon, image("/lantai/" + name, width: 100%, height: 100%, fit: "contain"))
]
`;

/** 查阅登记簿 of a year: A4 across, the head of the table again on every page. */
export const REGISTER_PAPER = `
#let paper = json(bytes(sys.inputs.data))
#set document(title: paper.title)
#set page(
  paper: "a4", flipped: true, margin: (x: 12mm, top: 14mm, bottom: 14mm),
  footer: context align(center, text(size: 9pt)[第 #counter(page).display() 页 共 #counter(page).final().first() 页]),
)
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 8.5pt, lang: "zh")
#align(center, text(size: 16pt, weight: "bold", tracking: 2pt, paper.title))
#v(1mm)
#grid(columns: (1fr, auto), [#paper.unit], [打印日期：#paper.printedOn])
#v(1mm)
#table(
  columns: paper.widths.map(width => if width == 0 { 1fr } else { width * 1mm }), inset: (x: 1mm, y: 1.4mm), stroke: 0.5pt, align: horizon,
  table.header(..paper.heads.map(head => align(center, strong(head)))),
  ..paper.rows.flatten()
)
#paper.sums
`;
