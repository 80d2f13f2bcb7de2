import { Link } from '@tanstack/react-router';
import { pages as allPages, type Page, pageGroups } from '../pages.ts';
import { BrandMark } from '../parts/BrandMark.tsx';

/** The pages that this user may open, by group. On a narrow screen only the icons stay. */
export function SideNavigation({ pages }: { pages: readonly Page[] }) {
  const groups = Object.entries(pageGroups).map(([group, title]) => ({ title, pages: pages.filter((page) => page.group === group) }));
  return (
    <nav className="shell-nav" aria-label="主导航">
      <Link to="/" className="brand" aria-label="兰台，回到工作台">
        <BrandMark size={26} />
        <span>兰台</span>
      </Link>
      {groups
        .filter((group) => group.pages.length > 0)
        .map((group) => (
          <div key={group.title}>
            {group.title ? <div className="nav-group">{group.title}</div> : null}
            <ul>
              {group.pages.map((page) => (
                <li key={page.path}>
                  <NavigationLink page={page} />
                </li>
              ))}
            </ul>
          </div>
        ))}
    </nav>
  );
}

const NavigationLink = ({ page: { path, title, icon: Icon } }: { page: Page }) => (
  <Link to={path as string} className="nav-link" activeOptions={{ exact: hasPagesBelow(path), includeSearch: false }} title={title}>
    <Icon aria-hidden="true" />
    <span>{title}</span>
  </Link>
);

/** A page with pages of the navigation below its address is shown as open only at its own. */
const hasPagesBelow = (path: string): boolean =>
  path === '/' || allPages.some((other) => other.group !== null && other.path.startsWith(`${path}/`));
