import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { CallError } from '../call.ts';
import { pages } from './pages.ts';
import { PASSWORD, SIGN_IN, sessionQuery } from './session.ts';
import { Broken, Missing } from './shell/Broken.tsx';
import { Notices } from './shell/Notices.tsx';
import { Shell } from './shell/Shell.tsx';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: () => (
    <>
      <Notices />
      <Outlet />
    </>
  ),
  notFoundComponent: Missing,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: SIGN_IN,
  component: lazyRouteComponent(() => import('./features/accounts/SignIn.tsx'), 'SignIn'),
});
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./features/accounts/SetUp.tsx'), 'SetUp'),
});

/** Everything below needs a session. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery).catch((error: unknown) => {
      if (!isSignedOut(error)) throw error;
      throw redirect({ to: SIGN_IN, search: location.pathname === '/' ? {} : { next: location.href } });
    });
    if (session.mustChange && location.pathname !== PASSWORD) throw redirect({ to: PASSWORD });
  },
});
const password = createRoute({
  getParentRoute: () => signedIn,
  path: PASSWORD,
  component: lazyRouteComponent(() => import('./features/accounts/ChangePassword.tsx'), 'ChangePassword'),
});
const shell = createRoute({ getParentRoute: () => signedIn, id: 'shell', component: Shell });
const inShell = pages.map(({ path, component }) =>
  createRoute({
    getParentRoute: () => shell,
    path: path as string,
    component: lazyRouteComponent(() => component().then((page) => ({ page })), 'page'),
  }),
);

/** True for an error that says: no session. */
export const isSignedOut = (error: unknown): boolean => error instanceof CallError && error.code === 'unauthenticated';

/** The addresses of the staff web. Search parameters are plain text: `?state=signed`. */
export const routerFor = (queries: QueryClient) =>
  createRouter({
    routeTree: root.addChildren([signIn, setUp, signedIn.addChildren([password, shell.addChildren(inShell)])]),
    context: { queries },
    defaultPreload: 'intent',
    defaultErrorComponent: Broken,
    defaultPendingMs: 400,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString();
      return text === '' ? '' : `?${text}`;
    },
  });
