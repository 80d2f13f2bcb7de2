import type { Permission } from './permissions.ts';

/** The two kinds of dossier (流动人员 / 干部): their own rules, numbers and readers. */
export const dossierKinds = { floating: '流动人员档案', cadre: '干部人事档案' } as const;
export type DossierKind = keyof typeof dossierKinds;

/** Which rows a caller may see at all. A row out of scope does not exist for the caller and is not counted. */
export type Scope = {
  /** Own institution first; the ones below it follow where the account may look down the tree. */
  institutions: readonly [number, ...number[]];
  kinds: readonly DossierKind[];
};

/** Who asks, bound once per request. */
export type Actor = {
  userId: string;
  loginName: string;
  displayName: string;
  institutionId: number;
  permissions: ReadonlySet<Permission>;
  scope: Scope;
};
