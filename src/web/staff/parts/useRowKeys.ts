import { useShortcut } from './useShortcut.ts';

/** J and K walk down and up the rows of the list; Enter opens the row, as on any link. */
export function useRowKeys(): void {
  useShortcut('j', '下一行（回车打开）', () => walk(1));
  useShortcut('k', '上一行', () => walk(-1));
}

function walk(step: 1 | -1) {
  const links = [...document.querySelectorAll<HTMLElement>('.list tbody tr a')];
  const row = document.activeElement?.closest('tr');
  const at = links.findIndex((link) => row?.contains(link) ?? false);
  links[at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
}
