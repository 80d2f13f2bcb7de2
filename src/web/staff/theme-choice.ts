import { useSyncExternalStore } from 'react';
import type { Mode } from './theme.ts';

/** 浅色、深色、随系统; kept in this browser. */
export const themeChoices = { auto: '随系统', light: '浅色', dark: '深色' } as const;
export type ThemeChoice = keyof typeof themeChoices;

const KEY = 'lantai.theme';
const listeners = new Set<() => void>();
const system = matchMedia('(prefers-color-scheme: dark)');
system.addEventListener('change', tell);

/** What the user chose; `auto` unless he did. */
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, read);

/** The palette that follows from the choice and the system. */
export const useMode = (): Mode => useSyncExternalStore(subscribe, () => modeOf(read()));

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(KEY, choice);
  tell();
}

function read(): ThemeChoice {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

const modeOf = (choice: ThemeChoice): Mode => (choice === 'auto' ? (system.matches ? 'dark' : 'light') : choice);

function tell() {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
