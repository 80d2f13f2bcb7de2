import type { KeyboardEvent } from 'react';

const FIELDS = 'input:not([type=hidden]):not([type=file]):not(:disabled), select:not(:disabled), button[type=submit]';

/** Enter goes to the next field, from the last one to the button that sends. */
export function enterMovesOn(event: KeyboardEvent<HTMLFormElement>): void {
  const field = event.target as HTMLElement;
  const isField = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
  if (event.defaultPrevented || event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing || !isField)
    return;
  event.preventDefault();
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>(FIELDS)].filter((each) => each.offsetParent !== null);
  const next = fields[fields.indexOf(field) + 1];
  next?.focus();
  if (next instanceof HTMLInputElement && next.type === 'text') next.select();
}
