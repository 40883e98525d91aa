import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { CourseOverview, TrainerCourses } from '@verdant/api/views';
import { UsersRound } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { PageHead } from '../../app/page-head.tsx';
import { usePage } from '../../app/page-store.ts';
import { roleNames } from '../../app/role-url.ts';
import { queries } from '../../api/queries.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/field.tsx';
import { QueryGate } from '../../ui/query-gate.tsx';
import { SampleDataBadge } from '../../ui/sample-data-badge.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { RecalculateButton } from '../recalculation/recalculate-button.tsx';
import { trainer } from './messages.ts';
import { Tiles } from './tiles.tsx';

// The four numbers stand first; table and class views follow with their own code.
const WhoNeedsMe = lazy(() => import('./who-needs-me.tsx').then((module) => ({ default: module.WhoNeedsMe })));
const ClassViews = lazy(() => import('./class-views.tsx').then((module) => ({ default: module.ClassViews })));

type Group = { kind: 'course' | 'cohort'; id: string };

/** pickDefault chooses the group that was active last; without any activity the first one. */
export function pickDefault({ groups }: TrainerCourses): Group | null {
  const [first, ...rest] = groups;
  if (first === undefined) return null;
  return rest.reduce((best, one) => ((one.lastActivityDay ?? '') > (best.lastActivityDay ?? '') ? one : best), first);
}

function Picker({ groups, current }: TrainerCourses & { current: Group }) {
  const navigate = useNavigate();
  const open = (value: string) => {
    const group = groups.find((one) => `${one.kind}:${one.id}` === value);
    if (group?.kind === 'course') void navigate({ to: '/trainer/courses/$courseId', params: { courseId: group.id } });
    else if (group) void navigate({ to: '/trainer/cohorts/$cohortId', params: { cohortId: group.id } });
  };
  const of = (kind: Group['kind']) => groups.filter((one) => one.kind === kind);
  return (
    <Select label={trainer.picker} hideLabel value={`${current.kind}:${current.id}`} onChange={(event) => open(event.target.value)} className="w-full sm:w-72">
      {(['course', 'cohort'] as const).map((kind) => of(kind).length > 0 && (
        <optgroup key={kind} label={trainer[kind]}>
          {of(kind).map((one) => <option key={one.id} value={`${kind}:${one.id}`}>{one.name}</option>)}
        </optgroup>
      ))}
    </Select>
  );
}

function Waiting() {
  return (
    <div aria-busy="true" className="grid gap-5">
      <div className="grid grid-cols-2 gap-4 xl:grid-cols-4">{[1, 2, 3, 4].map((n) => <Skeleton key={n} className="h-28 rounded-2xl" />)}</div>
      <Skeleton className="h-96 rounded-2xl" />
    </div>
  );
}

function Overview({ overview }: { overview: CourseOverview }) {
  return (
    <div className="grid gap-5">
      <Tiles tiles={overview.tiles} />
      <Suspense fallback={<Skeleton className="h-[50rem] rounded-2xl" />}><WhoNeedsMe overview={overview} /></Suspense>
      <Suspense fallback={<Skeleton className="h-96 rounded-2xl" />}><ClassViews overview={overview} /></Suspense>
    </div>
  );
}

function GroupPage({ group, courses }: { group: Group; courses: TrainerCourses }) {
  const query = useQuery(queries.courseOverview(group));
  const name = query.data?.group.name ?? courses.groups.find((one) => one.id === group.id)?.name ?? trainer.title;
  usePage(name, roleNames.trainer, query.data?.calculatedAt ?? null, query.data?.timeZone ?? null);
  const known = courses.groups.some((one) => one.id === group.id && one.kind === group.kind);
  const head = (
    <PageHead
      title={name}
      badges={query.data?.demo ? <SampleDataBadge /> : undefined}
      actions={
        <div className="flex w-full flex-wrap items-center gap-3 sm:w-auto">
          <Picker groups={courses.groups} current={group} />
          {group.kind === 'course' && <RecalculateButton scope={{ kind: 'course', courseId: group.id }} />}
        </div>
      }
    />
  );
  return (
    <>
      {known && head}
      <QueryGate query={query} waiting={<Waiting />}>{(overview) => <>{!known && head}<Overview overview={overview} /></>}</QueryGate>
    </>
  );
}

function NoGroups() {
  usePage(trainer.title, roleNames.trainer);
  return <Card><h1 className="sr-only">{trainer.title}</h1><EmptyState icon={<UsersRound className="size-5" />} title={trainer.noGroups} text={trainer.noGroupsText} /></Card>;
}

/** TrainerPage is the trainer's dashboard of one course or cohort; without one named it opens the most recently active. */
export function TrainerPage({ group }: { group: Group | null }) {
  const query = useQuery(queries.trainerCourses());
  return (
    <QueryGate query={query} waiting={<Waiting />}>
      {(courses) => {
        const chosen = group ?? pickDefault(courses);
        if (chosen === null) {
          return <NoGroups />;
        }
        return <GroupPage key={`${chosen.kind}:${chosen.id}`} group={{ kind: chosen.kind, id: chosen.id }} courses={courses} />;
      }}
    </QueryGate>
  );
}
