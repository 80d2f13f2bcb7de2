import type { ComponentType } from 'react';
import type { Permission } from '../../../core/permissions.ts';

/** The groups of the left navigation, in order. */
export const pageGroups = {
  ...{ home: '', reception: '收件', holdings: '档案', transfer: '转递', stackroom: '库房', digitisation: '数字化', consultation: '利用' },
  ...{ evaluation: '绩效', system: '系统' },
} as const;

export type Page = {
  path: `/${string}`;
  title: string;
  /** `null` keeps it out of the navigation and the command box: the page of one dossier, say. */
  group: keyof typeof pageGroups | null;
  /** Who may open it; `null` for everybody who is signed in. */
  permission: Permission | null;
  icon: ComponentType;
  /** Pinyin initials and other words by which it is found. */
  words: string;
  /** Opens the page after `g`. One letter, no two alike. */
  goKey?: string;
  component: () => Promise<ComponentType>;
};
