import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type Page, pages } from '../pages.ts';
import { EmptyState } from '../parts/EmptyState.tsx';
import { isAt, PagesContext } from '../parts/usePage.ts';
import { useShortcut } from '../parts/useShortcut.ts';
import { may, useSession } from '../session.ts';
import { CommandBox } from './CommandBox.tsx';
import { ShortcutList } from './ShortcutList.tsx';
import { SideNavigation } from './SideNavigation.tsx';
import { TopBar } from './TopBar.tsx';
import '../styles/shell.css';

/** The frame of every page behind the sign-in: navigation, top bar, command box, keys. */
export function Shell() {
  const session = useSession();
  const { pathname } = useLocation();
  const [covering, setCovering] = useState<'commands' | 'keys'>();
  const page = pages.find(({ path }) => isAt(path, pathname));
  const allowed = pages.filter(({ permission }) => may(session, permission));
  useShortcut('/', '查找档案、页面、命令', () => setCovering('commands'), true);
  useShortcut('mod+k', '查找（输入框内也可用）', () => setCovering('commands'), true);
  useShortcut('?', '显示本页快捷键', () => setCovering('keys'), true);
  useEffect(() => {
    document.title = page ? `${page.title} · 兰台` : '兰台';
  }, [page]);
  const close = () => setCovering(undefined);
  return (
    <PagesContext value={pages}>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <div className="shell">
        <SideNavigation pages={allowed} />
        <TopBar session={session} openCommands={() => setCovering('commands')} openKeys={() => setCovering('keys')} />
        <main className="shell-main" id="main" tabIndex={-1}>
          {page && !allowed.includes(page) ? <Forbidden title={page.title} /> : <Outlet />}
        </main>
      </div>
      {allowed
        .filter(({ goKey }) => goKey)
        .map((each) => (
          <GoKey key={each.path} page={each} />
        ))}
      {covering === 'commands' ? <CommandBox session={session} close={close} /> : null}
      {covering === 'keys' ? <ShortcutList close={close} /> : null}
    </PagesContext>
  );
}

function GoKey({ page }: { page: Page }) {
  const navigate = useNavigate();
  useShortcut(`g ${page.goKey ?? ''}`, `打开${page.title}`, () => void navigate({ to: page.path as string }), true);
  return null;
}

const Forbidden = ({ title }: { title: string }) => (
  <EmptyState title={`没有打开“${title}”的权限`}>需要时请安全保密员核对您的角色；角色变动后重新登录生效。</EmptyState>
);
