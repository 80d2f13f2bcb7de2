import { findDossiers } from '../../modules/holdings/contract.ts';
import { custodyStates } from '../../modules/holdings/rules.ts';
import { call } from '../call.ts';
import { pages } from './pages.ts';
import type { Session } from './session.ts';
import { may } from './session.ts';
import { chooseTheme, type ThemeChoice, themeChoices } from './theme-choice.ts';

/** What a source may use to answer, and a hit to act. */
export type SearchContext = { session: Session; open: (address: string) => void; signOut: (everywhere: boolean) => void };
export type Hit = { id: string; title: string; detail?: string; run: () => void };
export type SearchSource = { title: string; find: (text: string, context: SearchContext) => readonly Hit[] | Promise<readonly Hit[]> };

/** Where the command box looks, in the order in which it shows what it found. Add a source to let it find more. */
export const searchSources: readonly SearchSource[] = [
  { title: '页面', find: findPages },
  { title: '命令', find: findCommands },
  { title: '档案', find: findDossiersByText },
  { title: '收件', find: findParcelsByNumber },
];

function findPages(text: string, { session, open }: SearchContext): Hit[] {
  return pages
    .filter((page) => page.group !== null && may(session, page.permission) && matches(text, page.title, page.words))
    .map(({ path, title, goKey }) => ({ id: path, title, ...(goKey ? { detail: `g ${goKey}` } : {}), run: () => open(path) }));
}

function findCommands(text: string, { open, signOut }: SearchContext): Hit[] {
  const themes = (Object.keys(themeChoices) as ThemeChoice[]).map((choice) => ({
    ...{
      id: `theme ${choice}`,
      title: `界面颜色：${themeChoices[choice]}`,
      words: 'jmys zt 主题 深色 浅色',
      run: () => chooseTheme(choice),
    },
  }));
  const commands = [
    { id: 'password', title: '修改密码', words: 'xgmm', run: () => open('/password') },
    ...themes,
    { id: 'out', title: '退出登录', words: 'tc', run: () => signOut(false) },
    { id: 'out everywhere', title: '在所有设备上退出', words: 'tc sysb', run: () => signOut(true) },
  ];
  return commands.filter(({ title, words }) => matches(text, title, words));
}

/** A scanned or typed number opens the list of parcels at it; the list says whether there is one. */
function findParcelsByNumber(text: string, { session, open }: SearchContext): Hit[] {
  if (!may(session, 'parcel.read') || !/^[0-9A-Za-z-]{4,30}$/.test(text)) return [];
  return [
    {
      id: 'parcel',
      title: `查邮件号以 ${text.toUpperCase()} 开头的包裹`,
      run: () => open(`/reception/parcels?search=${encodeURIComponent(text)}`),
    },
  ];
}

const MOST_DOSSIERS = 8;
const WAIT_MS = 120;
const latest = { text: '' };

/**
 * Name, initials, ID number or its last four, number or bar code, as the list of dossiers takes them. Asks when typing rests, since every
 * question goes into the audit log.
 */
async function findDossiersByText(text: string, { session, open }: SearchContext): Promise<Hit[]> {
  if (!may(session, 'dossier.read') || text.length < 2) return [];
  latest.text = text;
  await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  if (latest.text !== text) return [];
  const { dossiers } = await call(findDossiers, { search: text, limit: MOST_DOSSIERS }).catch(() => ({ dossiers: [] }));
  return dossiers.map(({ id, personName, referenceCode, custodyState }) => ({
    ...{ id, title: `${personName}　${referenceCode}`, detail: custodyStates[custodyState], run: () => open(`/dossiers/${id}`) },
  }));
}

const matches = (text: string, title: string, words: string): boolean => {
  const wanted = text.trim().toLowerCase();
  return title.toLowerCase().includes(wanted) || words.split(' ').some((word) => word.startsWith(wanted));
};
