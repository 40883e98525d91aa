import { useQuery } from '@tanstack/react-query';
import { BookOpen } from 'lucide-react';
import { PageHead } from '../../app/page-head.tsx';
import { usePage } from '../../app/page-store.ts';
import { roleNames } from '../../app/role-url.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { QueryGate } from '../../ui/query-gate.tsx';
import { SampleDataBadge } from '../../ui/sample-data-badge.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { pageOptions } from '../analytics/subject.ts';
import { learner } from './messages.ts';

const tones = { active: 'info', completed: 'fresh', withdrawn: 'neutral', failed: 'stale' } as const;

/** CoursesPage lists the learner's courses with their progress. */
export function CoursesPage() {
  const query = useQuery(pageOptions({ kind: 'self' }));
  usePage(learner.courses, roleNames.learner, query.data?.calculatedAt ?? null, query.data?.timeZone ?? null);
  return (
    <>
      <PageHead title={learner.courses} />
      <QueryGate query={query} waiting={<Skeleton className="h-48" />}>
        {({ courses, demo }) =>
          courses.length === 0 ? (
            <EmptyState icon={<BookOpen className="size-5" />} title={learner.noCourses} text={learner.noCoursesText} />
          ) : (
            <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
              {courses.map((course) => (
                <li key={course.id}>
                  <Card className="flex h-full flex-col gap-4">
                    <div className="flex flex-wrap gap-2">
                      <Badge tone={tones[course.status]}>{learner.status[course.status]}</Badge>
                      {demo && <SampleDataBadge />}
                    </div>
                    <h2 className="flex-1 text-md font-semibold"><bdi>{course.title}</bdi></h2>
                    <div className="grid gap-2">
                      <p className="tabular text-sm text-muted">{learner.progress(course.done, course.topics)}</p>
                      <ProgressBar label={course.title} value={course.done} max={Math.max(1, course.topics)} text={learner.progress(course.done, course.topics)} />
                    </div>
                  </Card>
                </li>
              ))}
            </ul>
          )
        }
      </QueryGate>
    </>
  );
}
