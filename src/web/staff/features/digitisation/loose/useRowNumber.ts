import { useRef } from 'react';
import { useShortcut } from '../../../parts/useShortcut.ts';

const WAIT_MS = 700;

/** Digits name a row. Where there are ten and more, a second digit may follow; a pause ends the number. */
export function useRowNumber(rowCount: number, run: (number: number) => void): void {
  const typed = useRef({ text: '', timer: undefined as ReturnType<typeof setTimeout> | undefined });
  const press = (digit: string) => {
    const state = typed.current;
    clearTimeout(state.timer);
    state.text += digit;
    const number = Number(state.text);
    const end = () => {
      state.text = '';
      if (number >= 1 && number <= rowCount) run(number);
    };
    if (number * 10 > rowCount) end();
    else state.timer = setTimeout(end, WAIT_MS);
  };
  const title = '放入这一行（行号）';
  useShortcut('1', title, () => press('1'));
  useShortcut('2', title, () => press('2'));
  useShortcut('3', title, () => press('3'));
  useShortcut('4', title, () => press('4'));
  useShortcut('5', title, () => press('5'));
  useShortcut('6', title, () => press('6'));
  useShortcut('7', title, () => press('7'));
  useShortcut('8', title, () => press('8'));
  useShortcut('9', title, () => press('9'));
  useShortcut('0', title, () => press('0'));
}
