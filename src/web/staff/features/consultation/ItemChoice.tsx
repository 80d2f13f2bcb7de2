import { byCategory, categoryWords, itemCode } from '../digitisation/category-words.ts';

/** One item of a catalogue, as it is chosen from a list. */
export type ChoosableItem = { id: string; categoryCode: string; sequence: number; title: string; pageCount: number };

type Props = { items: readonly ChoosableItem[]; id?: string; value?: readonly string[]; onChange?: (ids: string[]) => void };

/** 选择材料: every item of the catalogue with a tick, all or none at once. For a Form.Item, which gives `id`, `value` and `onChange`. */
export function ItemChoice({ items, id, value = [], onChange }: Props) {
  const chosen = new Set(value);
  const set = (next: ReadonlySet<string>) => onChange?.(items.flatMap((item) => (next.has(item.id) ? [item.id] : [])));
  const toggle = (itemId: string) => set(new Set(chosen.has(itemId) ? [...chosen].filter((each) => each !== itemId) : [...chosen, itemId]));
  const isAll = items.every((item) => chosen.has(item.id));
  const pageCount = items.reduce((sum, item) => sum + (chosen.has(item.id) ? item.pageCount : 0), 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame of its own
    <div className="item-choice" id={id} role="group" aria-label="材料">
      <div className="item-choice-head">
        <button type="button" className="plain-button" onClick={() => set(new Set(isAll ? [] : items.map((item) => item.id)))}>
          {isAll ? '全不选' : '全选'}
        </button>
        <span className="muted" role="status">
          已选 {chosen.size} 件，{pageCount} 页，共 {items.length} 件
        </span>
      </div>
      <div className="item-choice-list">
        {byCategory(items).map(([code, own]) => (
          <section key={code} aria-label={categoryWords(code).title}>
            <h3>{categoryWords(code).title}</h3>
            {own.map((item) => (
              <label key={item.id}>
                <input type="checkbox" checked={chosen.has(item.id)} onChange={() => toggle(item.id)} />
                <span className="code">{itemCode(item)}</span> {item.title}
                <span className="muted">{item.pageCount} 页</span>
              </label>
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}
