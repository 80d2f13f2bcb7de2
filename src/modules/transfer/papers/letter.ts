/** 调档函 / 商调函, one page a letter: the text, a QR code that holds only the letter's number, and the label to be torn off. */
export const LETTER_PAPER = `
#let paper = json(bytes(sys.inputs.data))
#set document(title: "调档函")
#set page(paper: "a4", margin: (x: 27mm, top: 30mm, bottom: 16mm))
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 15pt, lang: "zh")
#let indented(body) = par(first-line-indent: (amount: 2em, all: true), leading: 1.05em, justify: true, body)
#for (i, one) in paper.letters.enumerate() [
  #if i > 0 { pagebreak() }
  #align(center, text(size: 24pt, weight: "bold", tracking: 6pt, one.kind))
  #align(right, text(size: 12pt)[编号：#one.number])
  #v(4mm)
  #one.institution：
  #indented[#text(weight: "bold", one.person) 同志（公民身份号码：#one.idNumber），#one.request 根据《流动人员人事档案管理服务规定》（人社部发〔2021〕112号），如同意，请将其人事档案通过机要通信或专人送取等规定渠道转递至我单位，并附转递通知单。]
  #v(2mm)
  #text(size: 12pt)[
    注：1. 转来的档案须装订成册、目录完整、密封并加盖骑缝章，严禁个人自带。\\
    　　2. 请将页末标签撕下，贴于档案袋封面，以便核对。\\
    　　3. 本函有效期至 #one.expires。
    #if paper.address != "" [\\ 　　4. 收档地址：#paper.address。]]
  #v(8mm)
  #grid(columns: (32mm, 1fr), column-gutter: 6mm,
    image(one.image, width: 30mm),
    align(right)[#paper.unit（盖章） \\ #one.issued])
  #place(bottom, block(width: 100%)[
    #line(length: 100%, stroke: (thickness: 0.6pt, dash: "dashed"))
    #align(center, text(size: 9pt)[沿此线撕下，贴于档案袋])
    #rect(width: 100%, inset: 4mm, stroke: 0.7pt, grid(columns: (1fr, 24mm), align: horizon,
      [#text(size: 17pt, weight: "bold")[#one.person] \\ #v(1mm) #text(size: 13pt)[#one.kind 编号：#one.number] \\ #text(size: 11pt)[寄往：#paper.unit　#paper.address]],
      image(one.image, width: 22mm)))
  ])
]
`;

/** 回执 for dossiers that arrived: four slips on a page. */
export const SLIP_PAPER = `
#let paper = json(bytes(sys.inputs.data))
#set document(title: "回执")
#set page(paper: "a4", margin: (x: 20mm, y: 14mm))
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 12pt, lang: "zh")
#for one in paper.slips [
  #block(breakable: false, width: 100%, height: 62mm)[
    #align(center, text(size: 16pt, weight: "bold", tracking: 6pt)[回执])
    #v(1mm)
    #one.institution：
    #par(first-line-indent: (amount: 2em, all: true), leading: 0.9em)[你处转来 #text(weight: "bold", one.person) 同志的人事档案材料共 #one.volumes，已于 #one.day 全部收到，我单位存档编号 #one.code，现将回执退回。]
    #v(2mm)
    #grid(columns: (1fr, 1fr), [收件人签名：], align(right)[#paper.unit（盖章） \\ #paper.today])
    #v(1fr)
    #line(length: 100%, stroke: (thickness: 0.6pt, dash: "dashed"))
  ]
]
`;
