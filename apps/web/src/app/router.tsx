import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import type { WorkerSort } from '@verdant/api/views';
import { isLearnerAnalyticId } from '@verdant/domain/analytics/catalogue';
import { setActiveRole } from '../api/active-role.ts';
import { queryClient } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { EntryPage } from '../features/entrance/entry-page.tsx';
import { detailOptions, pageOptions, type Subject } from '../features/analytics/subject.ts';
import { parseWindow, rememberedWindow } from '../features/analytics/windows.ts';
import { workerSorts } from '../features/org-admin/worker-sorts.ts';
import { NotFoundPage } from '../features/not-found/not-found-page.tsx';
import { readDetailSearch, readRosterSearch } from '../features/trainer/search.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { Frame } from './frame/frame.tsx';
import { roleOfPath } from './role-url.ts';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const pick = <Name extends string>(name: Name, value: string | undefined) => (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: string };

// Data is asked for while the code of a page is still on its way; both calls leave in one batch.
const prefetch = (subject: Subject) => void queryClient.prefetchQuery(pageOptions(subject));
const prefetchDetail = (subject: Subject, slug: string, window: string | undefined) => {
  if (isLearnerAnalyticId(slug)) void queryClient.prefetchQuery(detailOptions(subject, slug, parseWindow(slug, window) ?? rememberedWindow(slug)));
};

const rootRoute = createRootRoute({
  component: () => (
    <>
      <LiveRegion />
      <Outlet />
    </>
  ),
  notFoundComponent: NotFoundPage,
});

const entryRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: EntryPage });
const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>): { organization?: string; redirect?: string } => ({ ...pick('organization', text(raw['organization'])), ...pick('redirect', text(raw['redirect'])) }),
  component: lazyRouteComponent(() => import('../features/entrance/sign-in-page.tsx'), 'SignInPage'),
});
const chooseRoleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/choose-role',
  validateSearch: (raw: Record<string, unknown>): { redirect?: string } => pick('redirect', text(raw['redirect'])),
  component: lazyRouteComponent(() => import('../features/entrance/choose-role-page.tsx'), 'ChooseRolePage'),
});

const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: Frame,
  beforeLoad: ({ location }) => {
    const role = roleOfPath(location.pathname);
    if (role !== null) setActiveRole(role);
  },
  loader: () => {
    void queryClient.prefetchQuery(queries.me());
    void queryClient.prefetchQuery(queries.status());
  },
});
const within = { getParentRoute: () => frameRoute };
const detailPage = () => import('../features/analytics/routes.tsx');

const learnerRoute = createRoute({
  ...within, path: '/learner', loader: () => prefetch({ kind: 'self' }),
  component: lazyRouteComponent(() => import('../features/learner/learner-page.tsx'), 'LearnerPage'),
});
const learnerCoursesRoute = createRoute({
  ...within, path: '/learner/courses', loader: () => prefetch({ kind: 'self' }),
  component: lazyRouteComponent(() => import('../features/learner/courses-page.tsx'), 'CoursesPage'),
});
const learnerAnalyticRoute = createRoute({
  ...within, path: '/learner/analytics/$slug', validateSearch: readDetailSearch, loaderDeps: ({ search }) => ({ window: search.window }),
  loader: ({ params, deps }) => prefetchDetail({ kind: 'self' }, params.slug, deps.window),
  component: lazyRouteComponent(detailPage, 'OwnAnalytic'),
});

const prefetchGroup = (kind: 'course' | 'cohort', id: string) => {
  void queryClient.prefetchQuery(queries.trainerCourses());
  void queryClient.prefetchQuery(queries.courseOverview({ kind, id }));
};
const trainerPages = () => import('../features/trainer/routes.tsx');
const trainerRoute = createRoute({
  ...within, path: '/trainer', validateSearch: readRosterSearch, loader: () => void queryClient.prefetchQuery(queries.trainerCourses()),
  component: lazyRouteComponent(trainerPages, 'TrainerHome'),
});
const trainerCourseRoute = createRoute({
  ...within, path: '/trainer/courses/$courseId', validateSearch: readRosterSearch, loader: ({ params }) => prefetchGroup('course', params.courseId),
  component: lazyRouteComponent(trainerPages, 'TrainerCourse'),
});
const trainerCohortRoute = createRoute({
  ...within, path: '/trainer/cohorts/$cohortId', validateSearch: readRosterSearch, loader: ({ params }) => prefetchGroup('cohort', params.cohortId),
  component: lazyRouteComponent(trainerPages, 'TrainerCohort'),
});
const trainerLearnerRoute = createRoute({
  ...within, path: '/trainer/learners/$userId', loader: ({ params }) => prefetch({ kind: 'trained', userId: params.userId }), component: lazyRouteComponent(detailPage, 'TrainedPerson'),
});
const trainerLearnerAnalyticRoute = createRoute({
  ...within, path: '/trainer/learners/$userId/$slug', validateSearch: readDetailSearch, loaderDeps: ({ search }) => ({ window: search.window }),
  loader: ({ params, deps }) => prefetchDetail({ kind: 'trained', userId: params.userId }, params.slug, deps.window),
  component: lazyRouteComponent(detailPage, 'TrainedAnalytic'),
});

/** What an org admin chose on the table of people. */
type WorkersSearch = { q?: string; sort?: WorkerSort; dir?: 'asc' | 'desc' };
const readWorkersSearch = (raw: Record<string, unknown>): WorkersSearch => {
  const sort = workerSorts.find((one) => one === raw['sort']);
  return { ...pick('q', text(raw['q'])?.slice(0, 100)), ...(sort === undefined ? {} : { sort }), ...(raw['dir'] === 'asc' || raw['dir'] === 'desc' ? { dir: raw['dir'] } : {}) };
};
const orgAdminRoute = createRoute({
  ...within, path: '/org-admin', loader: () => void queryClient.prefetchQuery(queries.organization()),
  component: lazyRouteComponent(() => import('../features/org-admin/org-admin-page.tsx'), 'OrgAdminPage'),
});
const workersRoute = createRoute({
  ...within, path: '/org-admin/workers', validateSearch: readWorkersSearch, component: lazyRouteComponent(() => import('../features/org-admin/workers-page.tsx'), 'WorkersPage'),
});
const workerRoute = createRoute({
  ...within, path: '/org-admin/workers/$userId', loader: ({ params }) => prefetch({ kind: 'worker', userId: params.userId }), component: lazyRouteComponent(detailPage, 'Worker'),
});
const workerAnalyticRoute = createRoute({
  ...within, path: '/org-admin/workers/$userId/$slug', validateSearch: readDetailSearch, loaderDeps: ({ search }) => ({ window: search.window }),
  loader: ({ params, deps }) => prefetchDetail({ kind: 'worker', userId: params.userId }, params.slug, deps.window),
  component: lazyRouteComponent(detailPage, 'WorkerAnalytic'),
});
const runsRoute = createRoute({ ...within, path: '/org-admin/settings/runs', component: lazyRouteComponent(() => import('../features/org-admin/runs-page.tsx'), 'RunsPage') });
const accountRoute = createRoute({ ...within, path: '/account', component: lazyRouteComponent(() => import('../features/account/account-page.tsx'), 'AccountPage') });
const helpRoute = createRoute({ ...within, path: '/help/metrics/$slug', component: lazyRouteComponent(() => import('../features/help/routes.tsx'), 'Metric') });
const helpHomeRoute = createRoute({
  ...within, path: '/help/metrics', beforeLoad: () => {
    throw redirect({ to: '/help/metrics/$slug', params: { slug: 'learning-velocity' } });
  },
});
const unknownRoute = createRoute({ ...within, path: '$', component: NotFoundPage });

const routeTree = rootRoute.addChildren([
  entryRoute, signInRoute, chooseRoleRoute,
  frameRoute.addChildren([
    learnerRoute, learnerCoursesRoute, learnerAnalyticRoute, trainerRoute, trainerCourseRoute, trainerCohortRoute, trainerLearnerRoute, trainerLearnerAnalyticRoute,
    orgAdminRoute, workersRoute, workerRoute, workerAnalyticRoute, runsRoute, accountRoute, helpRoute, helpHomeRoute, unknownRoute,
  ]),
]);

/** router maps every address of the product to its page; the code of a page comes with its first visit. */
export const router = createRouter({ routeTree, defaultPreload: 'intent', defaultPreloadStaleTime: 0, scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
