import { Overlay } from '../parts/Overlay.tsx';
import { type Shortcut, useShortcuts } from '../parts/useShortcut.ts';

/** The keys that work on this page, then those that work everywhere. */
export function ShortcutList({ close }: { close: () => void }) {
  const shortcuts = useShortcuts();
  const here = shortcuts.filter(({ isEverywhere }) => !isEverywhere);
  return (
    <Overlay label="快捷键" close={close}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="keys" tabIndex={0} role="document">
        <h2>快捷键</h2>
        {here.length > 0 ? <Keys title="本页" shortcuts={here} /> : null}
        <Keys title="所有页面" shortcuts={shortcuts.filter(({ isEverywhere }) => isEverywhere)} />
        <p className="muted small">在输入框中时，单键快捷键不起作用；按 Esc 离开输入框。</p>
      </div>
    </Overlay>
  );
}

const Keys = ({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }) => (
  <table>
    <caption className="unseen">{title}</caption>
    <tbody>
      {shortcuts.map(({ keys, title: does }) => (
        <tr key={keys}>
          <td>{does}</td>
          <td>
            {(keys === ' ' ? ['空格'] : keys.split(' ')).map((key) => (
              <kbd key={key}>{words(key)}</kbd>
            ))}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const words = (key: string) =>
  key
    .replace('mod+', 'Ctrl + ')
    .replace('alt+', 'Alt + ')
    .replace(/Arrow(Left|Right|Up|Down)/, (_, side: keyof typeof arrows) => arrows[side])
    .replace('Enter', '回车')
    .replace('Escape', 'Esc')
    .replace(/ ([a-z])$/, (end) => end.toUpperCase());

const arrows = { Left: '←', Right: '→', Up: '↑', Down: '↓' } as const;
