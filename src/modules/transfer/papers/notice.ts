const FONT = `#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 11pt, lang: "zh")`;

/** 转递通知单, one page a dossier: address label, 存根, 通知单, 回执, each cut off along its line. */
export const NOTICE_PAPER = `
#let paper = json(bytes(sys.inputs.data))
#set document(title: "转递通知单")
#set page(paper: "a4", margin: (x: 18mm, y: 14mm))
${FONT}
#set text(size: 12.5pt)
#let cut = block(above: 8mm, below: 7mm, line(length: 100%, stroke: (thickness: 0.6pt, dash: "dashed")))
#let head(name, no) = grid(columns: (1fr, auto, 1fr), [], text(size: 14pt, weight: "bold", tracking: 2pt, name), align(right + horizon, [第 #no 号]))
#let cell(body) = align(center + horizon, body)
#for (i, one) in paper.notices.enumerate() [
  #if i > 0 { pagebreak() }
  #rect(width: 100%, inset: 5mm, stroke: 0.7pt)[
    #grid(columns: (1fr, auto), row-gutter: 4mm,
      [邮编：#one.postcode], [机要号：#one.confidentialNo],
      grid.cell(colspan: 2)[地址：#one.address],
      grid.cell(colspan: 2, text(size: 13pt, weight: "bold")[#one.receiver（收）]),
      [档案人：#one.person　　档案编号：#one.code], [#one.channel])
  ]
  #cut
  #head("转递通知单（存根）", one.number)
  #v(1.5mm)
  #table(columns: (26mm, 1fr, 30mm, 22mm, 34mm), inset: 2mm, stroke: 0.5pt, align: horizon,
    cell[姓名], cell[转往单位], cell[转递原因], cell[册份], cell[备注],
    cell(one.person), cell(one.receiver), cell(one.reason), cell(one.volumes), cell(text(size: 9pt, one.letter)))
  #grid(columns: (1fr, 1fr), [经办人：#one.handler], align(right, one.day))
  #cut
  #head("转递通知单", one.number)
  #v(2mm)
  #one.receiver：
  #par(first-line-indent: (amount: 2em, all: true), leading: 0.9em)[兹将 #text(weight: "bold", one.person) 同志的人事档案（档案编号 #one.code）转递你处，请按档案目录清点查收，并将回执退回。]
  #v(1mm)
  #table(columns: (1fr, 1fr, 1fr, 1fr, 1fr), inset: 2mm, stroke: 0.5pt, align: horizon,
    cell[正本（卷）], cell[副本（卷）], cell[材料（份）], cell[页数], cell[转递原因],
    cell(one.principal), cell(one.counterpart), cell(one.items), cell(one.pages), cell(one.reason))
  #v(3mm)
  #align(right)[#paper.unit（盖章） \\ #one.day]
  #cut
  #head("转递通知单（回执）", one.number)
  #v(2mm)
  #paper.unit：
  #par(first-line-indent: (amount: 2em, all: true), leading: 0.9em)[你处于#one.day 转来 #text(weight: "bold", one.person) 同志的人事档案材料共 #one.volumes，已全部收到，现将回执退回。]
  #v(8mm)
  #grid(columns: (1fr, 1fr), [收件人签名：], [收件机关（盖章）：])
  #v(4mm)
  #align(right)[年　　　月　　　日]
]
`;

/** 催办函: one page a receiver's dossier that was not acknowledged. */
export const CHASE_PAPER = `
#let paper = json(bytes(sys.inputs.data))
#set document(title: "催办函")
#set page(paper: "a4", margin: (x: 28mm, y: 32mm))
${FONT}
#set text(size: 15pt)
#for (i, one) in paper.chases.enumerate() [
  #if i > 0 { pagebreak() }
  #align(center, text(size: 20pt, weight: "bold", [关于催要人事档案转递回执的函]))
  #v(8mm)
  #one.receiver：
  #par(first-line-indent: (amount: 2em, all: true), leading: 1.1em)[我单位于 #one.day 以#one.channel（单号 #one.tracking）转递你处 #one.person 同志的人事档案 #one.volumes，转递通知单第 #one.number 号，至今已 #one.waited 天，尚未收到回执。请核查档案是否收妥，并将回执退回；未收到的，请即与我单位联系。]
  #v(16mm)
  #align(right)[#paper.unit（盖章） \\ #paper.today]
]
`;

/** A wide table: 机要清单, what goes together, and 转出登记簿. `points` is the size of its type. */
export const ROLL_PAPER = `
#let paper = json(bytes(sys.inputs.data))
#set document(title: paper.title)
#set page(paper: "a4", flipped: true, margin: (x: 14mm, y: 15mm), footer: context align(center, text(size: 9pt)[第 #counter(page).display() 页 共 #counter(page).final().first() 页]))
${FONT}
#set text(size: paper.points * 1pt)
#align(center, text(size: 18pt, weight: "bold", tracking: 3pt, paper.title))
#grid(columns: (1fr, auto), paper.unit, paper.today)
#v(1mm)
#let cell(body) = align(center + horizon, body)
#table(columns: paper.widths.map(w => if w == 0 { 1fr } else { w * 1mm }), inset: (x: 1.2mm, y: 1.8mm), stroke: 0.5pt, align: horizon,
  table.header(..paper.columns.map(name => cell(strong(name)))),
  ..paper.rows.flatten())
#v(3mm)
#grid(columns: (1fr, 1fr, 1fr), [合计：#paper.rows.len() 份], [#paper.left], [#paper.right])
`;
