// Every address of the console. Pages are chunks of their own: a role loads what it opens and nothing else.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  type RouteComponent,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Loading, NotFound, NotDrawn } from '@/parts/feedback';
import { reached } from './reached';
import { Shell } from './shell';

/** What stands behind the question mark: filters and tabs, never anything about a person. */
export type Search = Record<string, string | undefined>;

const asSearch = (search: Record<string, unknown>): Search =>
  Object.fromEntries(Object.entries(search).map(([key, value]) => [key, value == null ? undefined : String(value)]));

const root = createRootRoute({ component: Outlet, notFoundComponent: NoSuchPage });
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });

function NoSuchPage(): ReactNode {
  return (
    <Shell>
      <NotFound />
    </Shell>
  );
}

type Loader<N extends string> = () => Promise<Record<N, RouteComponent>>;

/** Pages with forms, dialogs and pickers stand below the frame that brings Ant Design. */
const framed = createRoute({
  getParentRoute: () => shell,
  id: 'framed',
  component: lazyRouteComponent(
    reached(() => import('./antd-frame')),
    'AntdFrame',
  ),
});

/** Start pages draw with plain HTML alone: the first thing anybody loads. */
function light<P extends string, N extends string>(path: P, load: Loader<N>, name: N) {
  return createRoute({
    getParentRoute: () => shell,
    path,
    validateSearch: asSearch,
    component: lazyRouteComponent(reached(load), name),
  });
}

/** What no id looks like is nobody's: the API would call it a faulty request. Rulebooks are named by code and version. */
function known({ params }: { params: object }): void {
  const { id } = params as { id?: string };
  if (id !== undefined && !/^([\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|[^@]+@\d+)$/.test(id)) throw notFound();
}

function page<P extends string, N extends string>(path: P, load: Loader<N>, name: N) {
  return createRoute({
    getParentRoute: () => framed,
    path,
    validateSearch: asSearch,
    beforeLoad: known,
    component: lazyRouteComponent(reached(load), name),
  });
}

const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  validateSearch: asSearch,
  component: lazyRouteComponent(
    reached(() => import('@/pages/verify/verify')),
    'Verify',
  ),
});

const pages = shell.addChildren([
  light('/', () => import('@/pages/start/start'), 'Start'),
  light('/inbox', () => import('@/pages/start/inbox'), 'Inbox'),
  light('/board', () => import('@/pages/board/board'), 'Board'),
  light('/board/means', () => import('@/pages/board/means'), 'TargetWithoutMeans'),
  light('/board/counties', () => import('@/pages/board/counties'), 'Counties'),

  framed.addChildren([
    page('/me', () => import('@/pages/me/me'), 'Me'),
    page('/pilots', () => import('@/pages/pilots/list'), 'PilotList'),
    page('/pilots/new', () => import('@/pages/pilots/register'), 'RegisterPilot'),
    page('/pilots/$id', () => import('@/pages/pilots/pilot'), 'PilotPage'),
    page('/pilots/$id/amend', () => import('@/pages/pilots/amend'), 'AmendScope'),
    page('/pledges', () => import('@/pages/pledges/list'), 'PledgeList'),
    page('/pledges/$id', () => import('@/pages/pledges/pledge'), 'PledgePage'),
    page('/approvals', () => import('@/pages/approvals/list'), 'ApprovalList'),
    page('/approvals/$id', () => import('@/pages/approvals/approval'), 'ApprovalPage'),
    page('/exemptions', () => import('@/pages/exemptions/list'), 'ExemptionList'),
    page('/exemptions/new', () => import('@/pages/exemptions/file'), 'FileRecord'),
    page('/exemptions/$id', () => import('@/pages/exemptions/exemption'), 'ExemptionPage'),
    page('/exemptions/$id/edit', () => import('@/pages/exemptions/edit'), 'EditRecord'),
    page('/exemptions/$id/review', () => import('@/pages/exemptions/review'), 'ReviewRecord'),
    page('/flaws', () => import('@/pages/flaws/list'), 'FlawList'),
    page('/flaws/new', () => import('@/pages/flaws/report'), 'ReportFlaw'),
    page('/flaws/$id', () => import('@/pages/flaws/flaw'), 'FlawPage'),
    page('/flaws/$id/case', () => import('@/pages/cases/flaw-case'), 'FlawCase'),
    page('/claims', () => import('@/pages/claims/list'), 'ClaimList'),
    page('/claims/new', () => import('@/pages/claims/file'), 'FileClaim'),
    page('/claims/$id', () => import('@/pages/claims/claim'), 'ClaimPage'),
    page('/claims/$id/case', () => import('@/pages/cases/claim-case'), 'ClaimCase'),
    page('/corrections', () => import('@/pages/claims/corrections'), 'CorrectionList'),
    page('/corrections/$id', () => import('@/pages/claims/correction'), 'CorrectionPage'),
    page('/protections', () => import('@/pages/claims/protections'), 'Protections'),
    page('/organisations', () => import('@/pages/administration/organisations'), 'OrganisationList'),
    page('/organisations/$id', () => import('@/pages/administration/organisation'), 'OrganisationPage'),
    page('/accounts', () => import('@/pages/administration/accounts'), 'AccountList'),
    page('/accounts/$id', () => import('@/pages/administration/account'), 'AccountPage'),
    page('/calendar', () => import('@/pages/administration/calendar'), 'CalendarPage'),
    page('/rulebooks', () => import('@/pages/rulebooks/list'), 'RulebookList'),
    page('/rulebooks/$id', () => import('@/pages/rulebooks/rulebook'), 'RulebookPage'),
    page('/rulebooks/compare', () => import('@/pages/rulebooks/compare'), 'CompareRulebooks'),
    page('/rulebook-drafts/new', () => import('@/pages/rulebooks/new-draft'), 'NewDraft'),
    page('/rulebook-drafts/$id', () => import('@/pages/rulebooks/draft'), 'RulebookDraft'),
    page('/ledger', () => import('@/pages/ledger/ledger'), 'LedgerPage'),
    page('/trail', () => import('@/pages/ledger/trail'), 'Trail'),
    page('/erasures', () => import('@/pages/ledger/erasures'), 'Erasures'),
  ]),
]);

export const router = createRouter({
  routeTree: root.addChildren([pages, verify]),
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: NotDrawn,
  scrollRestoration: true,
  parseSearch: text => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: search => {
    const kept = Object.entries(search as Search).filter((entry): entry is [string, string] => Boolean(entry[1]));
    return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`;
  },
});

/** Pages that anybody may open, without an account. */
export const isPublicPath = (path: string): boolean => path === '/verify';

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
