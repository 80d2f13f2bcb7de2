import { SearchOutlined, UserOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { MenuButton, type MenuItem } from '../parts/MenuButton.tsx';
import { PASSWORD, type Session, useSignOut } from '../session.ts';
import { chooseTheme, type ThemeChoice, themeChoices, useThemeChoice } from '../theme-choice.ts';

type Props = { session: Session; openCommands: () => void; openKeys: () => void };

/** Command box, institution, and what the user can do about himself. */
export function TopBar({ session, openCommands, openKeys }: Props) {
  const navigate = useNavigate();
  const signOut = useSignOut();
  const theme = useThemeChoice();
  const themes: MenuItem[] = (Object.keys(themeChoices) as ThemeChoice[]).map((choice) => ({
    ...{ title: `界面颜色：${themeChoices[choice]}`, isChosen: choice === theme, run: () => chooseTheme(choice) },
  }));
  const own: MenuItem[] = [
    { title: '修改密码', run: () => void navigate({ to: PASSWORD }) },
    { title: '显示快捷键', detail: '?', run: openKeys },
  ];
  const out: MenuItem[] = [
    { title: '退出登录', run: () => void signOut(false) },
    { title: '在所有设备上退出', run: () => void signOut(true) },
  ];
  return (
    <header className="shell-top">
      <button type="button" className="find-button" onClick={openCommands}>
        <SearchOutlined aria-hidden="true" />
        <span>查找档案、页面、命令、邮件号</span>
        <kbd>/</kbd>
      </button>
      <div className="top-end">
        <span className="institution" title={session.institution.name}>
          {session.institution.name}
        </span>
        <MenuButton label={`${session.displayName}，个人菜单`} note={`登录名 ${session.loginName}`} groups={[own, themes, out]}>
          <UserOutlined aria-hidden="true" />
          {session.displayName}
        </MenuButton>
      </div>
    </header>
  );
}
