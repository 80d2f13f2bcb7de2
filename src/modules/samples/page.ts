/** What one sheet says, before it is drawn: the same blocks give the picture and its true text. */
export type SheetPage = { blocks: readonly Block[]; look: Look };

/** How a document of its time looks. */
export type Look = {
  printFont: 'serif' | 'sans';
  /** Filled in by pen or typed. */
  fill: 'hand' | 'print';
  /** Ink of the pen, `#rrggbb`. */
  ink: string;
};

export type Block =
  | { is: 'title'; text: string; size?: number }
  | { is: 'heading'; text: string }
  | { is: 'line'; left: string; right?: string }
  | { is: 'text'; text: string; by: 'print' | 'fill'; indent?: boolean; size?: number; centred?: boolean; red?: boolean }
  | { is: 'space'; mm: number }
  | { is: 'grid'; columns: readonly number[]; rows: readonly (readonly Cell[])[] }
  | { is: 'sign'; sign: Sign };

/** `span` and `down` count columns and rows; `heightMm` is the least height of the cell. */
export type Cell = {
  text: string;
  as: 'label' | 'fill' | 'print' | 'photo';
  span?: number;
  down?: number;
  heightMm?: number;
  left?: boolean;
  sign?: Sign;
};

/** A signature corner (落款): who signed, the unit, the day as written, and whose round seal lies on it. */
export type Sign = { caption?: string; by?: string; unit?: string; on: string; seal?: string };

export type PageText = {
  /** Everything drawn except seals, line by line in reading order. */
  text: string;
  /** The parts of `text` in handwriting. */
  handwritten: string[];
  /** What the seals say. */
  seals: string[];
};

/** The true text of a page. `marks` are the pencilled item code and page number, absent on sheets nobody has arranged yet. */
export function textOf(page: SheetPage, marks?: { code: string; pageNumber: number }): PageText {
  const out: PageText = { text: '', handwritten: [], seals: [] };
  const lines: string[] = [];
  const say = (text: string, isHand: boolean) => {
    if (text === '') return;
    lines.push(text);
    if (isHand) out.handwritten.push(text);
  };
  if (marks) say(marks.code, true);
  const isHandFilled = page.look.fill === 'hand';
  for (const block of page.blocks)
    for (const [text, by] of sayings(block))
      by === 'seal' ? out.seals.push(text) : say(text, by === 'hand' || (by === 'fill' && isHandFilled));
  if (marks) say(String(marks.pageNumber), true);
  out.text = lines.join('\n');
  return out;
}

export const label = (text: string): Cell => ({ text, as: 'label' });
export const fill = (text: string, span = 1): Cell => ({ text, as: 'fill', span });
/** A wide box of running text with an optional signature corner. */
const box = (text: string, span: number, heightMm: number, sign?: Sign): Cell => ({
  text,
  as: 'fill',
  span,
  heightMm,
  left: true,
  ...(sign && { sign }),
});
/** A row of label and entry by turns; a number widens the cell before it: `facts('姓名', name, '单位', employer, 3)`. */
export function facts(...parts: readonly (string | number)[]): Cell[] {
  const cells: Cell[] = [];
  for (const part of parts) {
    const last = cells.at(-1);
    if (typeof part === 'string') cells.push(cells.length % 2 === 0 ? label(part) : fill(part));
    else if (last) last.span = part;
  }
  return cells;
}
/** An opinion row (意见栏): its name, the words, the least height and who signed. */
export const said = (name: string, text: string, heightMm: number, sign?: Sign): Cell[] => [label(name), box(text, 1, heightMm, sign)];
export const signed = (caption: string, by: string, day: string, seal?: string): Sign => ({
  caption,
  by,
  on: chineseDate(day),
  ...(seal && { seal }),
});
export const sealed = (seal: string, day: string, unit = '（盖章）'): Sign => ({ unit, on: chineseDate(day), seal });
export const photo = (down: number): Cell => ({ text: '', as: 'photo', down });
export const title = (text: string, size?: number): Block => ({ is: 'title', text, ...(size && { size }) });
export const grid = (columns: readonly number[], rows: readonly (readonly Cell[])[]): Block => ({ is: 'grid', columns, rows });
export const printed = (text: string): Block => ({ is: 'text', text, by: 'print', indent: true });
export const written = (text: string): Block => ({ is: 'text', text, by: 'fill', indent: true });

/** `1998-07-01` → `1998年7月1日`; a partial day gives what it has. */
export function chineseDate(day: string): string {
  const [year = '', month, date] = day.split('-');
  return `${year}年${month ? `${Number(month)}月` : ''}${date ? `${Number(date)}日` : ''}`;
}
export const chineseMonth = (day: string) => chineseDate(day.slice(0, 7));

type Saying = readonly [text: string, by: 'print' | 'fill' | 'hand' | 'seal'];

function sayings(block: Block): Saying[] {
  if (block.is === 'space') return [];
  if (block.is === 'line') return [[block.right ? `${block.left} ${block.right}` : block.left, 'print']];
  if (block.is === 'text') return [[block.text, block.by]];
  if (block.is === 'sign') return signSayings(block.sign);
  if (block.is === 'grid') return block.rows.flat().flatMap((cell) => cellSayings(cell));
  return [[block.text, 'print']];
}

function cellSayings(cell: Cell): Saying[] {
  if (cell.as === 'photo') return [];
  const own: Saying[] = cell.text.split('\n').map((text) => [text, cell.as === 'fill' ? 'fill' : 'print']);
  return cell.sign ? [...own, ...signSayings(cell.sign)] : own;
}

function signSayings(sign: Sign): Saying[] {
  const own: Saying[] = [];
  if (sign.unit) own.push([sign.unit, 'print']);
  if (sign.caption) own.push([sign.caption, 'print']);
  if (sign.by) own.push([sign.by, 'hand']);
  own.push([sign.on, 'fill']);
  if (sign.seal) own.push([sign.seal, 'seal']);
  return own;
}
