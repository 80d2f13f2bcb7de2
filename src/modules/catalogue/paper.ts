import { type DossierKind, dossierKinds } from '../../core/scope.ts';
import { type CategoryCode, categories, categoryOrder, headings, type Scheme } from '../packages/categories.ts';
import { type ArrangedItem, marks, splitDate } from './rules/item.ts';

/** The printed catalogue (目录): A4, the columns of the form in use, the head of the table again on every page. */
export const CATALOGUE_PAPER = `
#let paper = json(bytes(sys.inputs.data))
#set document(title: "目录")
#set page(
  paper: "a4", margin: (left: 25mm, right: 15mm, top: 18mm, bottom: 20mm),
  footer: context align(center, text(size: 9pt)[第 #counter(page).display() 页 共 #counter(page).final().first() 页]),
)
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 10.5pt, lang: "zh")
#set par(leading: 0.5em)
#align(center, text(size: 18pt, weight: "bold", tracking: 2pt, paper.heading))
#v(2mm)
#grid(columns: (1fr, auto), [姓名：#paper.personName], [档案编号：#paper.referenceCode])
#v(1mm)
#let cell(body) = align(center + horizon, body)
#table(
  columns: (13mm, 10mm, 1fr, 13mm, 9mm, 9mm, 11mm, 11mm, 30mm),
  inset: (x: 1.2mm, y: 1.6mm), stroke: 0.5pt, align: horizon,
  table.header(
    table.cell(rowspan: 2, cell[类号]), table.cell(rowspan: 2, cell[序号]), table.cell(rowspan: 2, cell[材料名称]),
    table.cell(colspan: 3, cell[材料形成时间]), table.cell(rowspan: 2, cell[份数]), table.cell(rowspan: 2, cell[页数]),
    table.cell(rowspan: 2, cell[备注]), cell[年], cell[月], cell[日],
  ),
  ..paper.rows.map(row => if row.kind == "heading" {
    (cell(strong(row.code)), table.cell(colspan: 8, strong(row.name)))
  } else if row.kind == "blank" {
    range(9).map(i => [#v(4.2mm)])
  } else {
    (cell(row.code), cell(row.sequence), row.title, cell(row.year), cell(row.month), cell(row.day), cell(row.copies), cell(row.pages),
      text(size: 9pt, row.remark))
  }).flatten()
)
#grid(columns: (1fr, auto), [合计：#paper.itemCount 件，#paper.pageCount 页], [#paper.signature])
`;

export type PaperFacts = {
  kind: DossierKind;
  personName: string;
  referenceCode: string;
  scheme: Scheme;
  isDraft: boolean;
  itemCount: number;
  pageCount: number;
  arrangedBy: string;
  arrangedOn: string;
};

type PaperRow = { kind: 'heading'; code: string; name: string } | { kind: 'blank' } | { kind: 'item'; [column: string]: string };

/** What the paper is set from: every category with its heading, its items and blank rows for what is filed later. Pure. */
export function paperOf(facts: PaperFacts, items: readonly ArrangedItem[], blankRowCount: number) {
  const byCategory = Map.groupBy(items, ({ categoryCode }) => categoryCode);
  const rows = categoryOrder.flatMap((code): PaperRow[] => [
    ...headingOf(code, facts.scheme),
    ...(byCategory.get(code) ?? []).map(rowOf),
    ...Array.from({ length: blankRowCount }, (): PaperRow => ({ kind: 'blank' })),
  ]);
  const { personName, referenceCode, isDraft, itemCount, pageCount, arrangedBy, arrangedOn } = facts;
  const heading = `${dossierKinds[facts.kind].replace(/档案$/, facts.kind === 'floating' ? '人事档案' : '档案')}目录${isDraft ? '（草稿）' : ''}`;
  const signature = isDraft ? `打印日期：${arrangedOn}` : `整理人：${arrangedBy}　整理日期：${arrangedOn}`;
  return { heading, personName, referenceCode, rows, itemCount: String(itemCount), pageCount: String(pageCount), signature };
}

/** The heading of a category, and before the first of its sub-classes that of the whole. */
function headingOf(code: CategoryCode, scheme: Scheme): PaperRow[] {
  const { numeral, names } = categories[code];
  const own: PaperRow = { kind: 'heading', code: numeral, name: names[scheme] };
  const parent = code === '4-1' ? headings['4'] : code === '9-1' ? headings['9'] : undefined;
  return parent ? [{ kind: 'heading', code: parent.numeral, name: parent.names[scheme] }, own] : [own];
}

function rowOf(item: ArrangedItem): PaperRow {
  const { year, month, day } = splitDate(item.formedOn);
  const short = (part: string) => part.replace(/^0/, '');
  const noted = item.marks.map((mark) => marks[mark].zh).filter((zh) => !item.remark?.includes(zh));
  return {
    ...{ kind: 'item', code: item.categoryCode, sequence: String(item.sequence), title: item.title },
    ...{ year, month: short(month), day: short(day), copies: String(item.copyCount), pages: String(item.pageCount) },
    remark: [...noted, ...(item.remark ? [item.remark] : [])].join('；'),
  };
}
