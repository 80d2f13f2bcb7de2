import type { SaveState } from './useAutosave.ts';

const words: Readonly<Record<SaveState['state'], string>> = {
  ...{ saved: '已保存', unsaved: '有改动，即将保存', saving: '正在保存…' },
  ...{ conflict: '与他人的草稿冲突，没有保存', refused: '没有保存，正在重试；内容已留在本机' },
};

/** Whether what was typed is safe, said without disturbing. */
export const SaveStatus = ({ shown }: { shown: SaveState }) => (
  <span className={shown.state === 'conflict' || shown.state === 'refused' ? 'fault' : 'muted'} role="status">
    {words[shown.state]}
  </span>
);
