import { find } from '../../modules/search/contract.ts';
import { call } from '../call.ts';
import { pages } from './pages.ts';
import type { Session } from './session.ts';
import { may } from './session.ts';
import { chooseTheme, type ThemeChoice, themeChoices } from './theme-choice.ts';

/** What a source may use to answer, and a hit to act. */
export type SearchContext = { session: Session; open: (address: string) => void; signOut: (everywhere: boolean) => void };
export type Hit = { id: string; title: string; detail?: string; run: () => void };
export type Found = { title: string; hits: readonly Hit[] };
export type SearchSource = (text: string, context: SearchContext) => readonly Found[] | Promise<readonly Found[]>;

/** Where the command box looks, in the order in which it shows what it found. Add a source to let it find more. */
export const searchSources: readonly SearchSource[] = [
  (text, context) => [{ title: '页面', hits: findPages(text, context) }],
  (text, context) => [{ title: '命令', hits: findCommands(text, context) }],
  findDossiersByText,
  (text, context) => [{ title: '收件', hits: findParcelsByNumber(text, context) }],
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

/** Whatever `search.find` understands, in its groups. Asks when typing rests, since every question goes into the audit log. */
async function findDossiersByText(text: string, { session, open }: SearchContext): Promise<Found[]> {
  if (!may(session, 'dossier.read') || /^[\x20-\x7e]?$/.test(text)) return [];
  latest.text = text;
  await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  if (latest.text !== text) return [];
  const { groups } = await call(find, { text, limit: MOST_DOSSIERS }).catch(() => ({ groups: [] }));
  return groups.map(({ name, hits }) => ({
    title: name,
    hits: hits.map(({ dossierId, personName, referenceCode, birthYear, why }) => ({
      ...{ id: dossierId, title: `${personName}　${referenceCode}`, run: () => open(`/dossiers/${dossierId}`) },
      detail: birthYear === null ? why : `${birthYear} 年生 · ${why}`,
    })),
  }));
}

const matches = (text: string, title: string, words: string): boolean => {
  const wanted = text.trim().toLowerCase();
  return title.toLowerCase().includes(wanted) || words.split(' ').some((word) => word.startsWith(wanted));
};
