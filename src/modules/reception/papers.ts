/** What every paper of the desk begins with: A4, page numbers, serif text. */
export const PAGE = `
#let paper = json(bytes(sys.inputs.data))
#set document(title: paper.title)
#set page(
  paper: "a4", margin: (x: 18mm, top: 18mm, bottom: 18mm),
  footer: context align(center, text(size: 9pt)[第 #counter(page).display() 页 共 #counter(page).final().first() 页]),
)
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 10.5pt, lang: "zh")
#set par(leading: 0.75em)
#let cell(body) = align(center + horizon, body)
#let title(body) = align(center, text(size: 18pt, weight: "bold", tracking: 4pt, body))
#let people(rows) = table(
  columns: (12mm, 16mm, 34mm, 48mm, 1fr), inset: (x: 1.5mm, y: 1.8mm), stroke: 0.5pt, align: horizon,
  table.header(cell[序号], cell[清单行], cell[姓名], cell[证件号码], cell[说明]),
  ..rows.enumerate().map(((i, row)) => (cell(str(i + 1)), cell(row.number), row.name, cell(row.idNumber), row.note)).flatten()
)
`;

/** 缺件单: the same page twice, one to keep and one to send, each to be signed. */
export const MISSING_PAPER = `${PAGE}
#let copy(name) = [
  #title(paper.title)
  #grid(columns: (1fr, auto), [来档单位：#paper.sender], text(size: 9pt)[（#name）])
  #v(1mm)
  名册“#paper.fileName”（#paper.importedOn 导入）清单 *#paper.listed* 份，实收 *#paper.received* 份，缺 *#paper.rows.len()* 份：
  #people(paper.rows)
  #v(3mm)
  请核对后补寄；如清单列错，请书面说明。
  #v(8mm)
  #grid(columns: (1fr, 1fr, 1fr), [经办人：], [复核人：], [来档单位（盖章）：])
  #v(4mm)
  #align(right)[#paper.unit　#paper.today]
]
#copy("存根联")
#pagebreak()
#copy("寄来档单位联")
`;

/** 差异函: tells the sender all that differs from its list. */
export const DIFFERENCE_PAPER = `${PAGE}
#title(paper.title)
#v(4mm)
#paper.sender：
#par(first-line-indent: (amount: 2em, all: true))[你单位转递的人事档案（名册“#paper.fileName”）经我单位逐份清点：清单 #paper.listed 份，实收 #paper.received 份。与清单不符的情况如下，请予核对并函复。]
#for part in paper.parts [
  #v(2mm)
  *#part.title*（#part.rows.len() 份）
  #people(part.rows)
]
#v(12mm)
#align(right)[#paper.unit（盖章）\\ #paper.today]
`;

/** 当日清册: parcels and dossiers of one day, with the lines to be signed. */
export const DAY_PAPER = `${PAGE}
#set page(flipped: true)
#title(paper.title)
#grid(columns: (1fr, auto), [#paper.unit　#paper.day], text(size: 9pt)[打印：#paper.printedBy #paper.printedAt])
#let list(columns, head, rows) = table(
  columns: columns, inset: (x: 1.2mm, y: 1.5mm), stroke: 0.5pt, align: horizon,
  table.header(..head.map(cell)), ..rows.flatten()
)
#v(2mm)
*一、包裹*（#paper.parcels.len() 件）
#list((11mm, 38mm, 24mm, 1fr, 17mm, 17mm, 18mm, 45mm, 22mm), paper.parcelHead, paper.parcels)
#v(3mm)
*二、档案*（#paper.dossiers.len() 份）
#list((11mm, 52mm, 34mm, 1fr, 14mm, 24mm), paper.dossierHead, paper.dossiers)
#v(8mm)
#grid(columns: (1fr, 1fr, 1fr), [经办人：], [库管员：], [复核人：])
`;

/** 退件单 and 挂起通知: one parcel, why, and who signs. */
export const SLIP_PAPER = `${PAGE}
#title(paper.title)
#v(4mm)
#paper.sender：
#par(first-line-indent: (amount: 2em, all: true))[你单位寄来的邮件（#paper.parcel，#paper.signedOn 签收），#paper.words#paper.reason。]
#v(14mm)
#grid(columns: (1fr, 1fr, 1fr), [经办人：#paper.by], [复核人：], [收件人（签名）：])
#v(6mm)
#align(right)[#paper.unit（盖章）\\ #paper.today]
`;
