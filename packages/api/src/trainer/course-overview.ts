import { DomainError } from '@verdant/domain/errors';
import { addDays, dayOf, type Day } from '@verdant/domain/time/day';
import { z } from 'zod';
import type { StandingRow } from '@verdant/db/queries/rows';
import { asClassViews, showAll } from '../group/as-class-views.ts';
import { asRosterRow } from '../group/as-roster-row.ts';
import { collectIds } from '../learner/collect-ids.ts';
import { permitted } from '../procedures.ts';
import type { CourseOverview } from '../views.ts';
import { readCourseContent } from './read-course-content.ts';

const input = z.object({ kind: z.enum(['course', 'cohort']), id: z.uuid() });

function countTiles(rows: readonly StandingRow[], today: Day): CourseOverview['tiles'] {
  const since = addDays(today, -6);
  return {
    learners: rows.length,
    active7: rows.filter(({ lastActivityDay }) => lastActivityDay !== null && lastActivityDay >= since).length,
    behind: rows.filter(({ paceStatus }) => paceStatus === 'behind').length,
    insufficient: rows.filter(({ insufficient }) => insufficient === null || insufficient > 0).length,
  };
}

const oldest = (rows: readonly StandingRow[]): string | null => rows.flatMap(({ calculatedAt }) => calculatedAt ?? []).sort()[0] ?? null;

/** courseOverview is the trainer's page of one course or cohort that they train; names are theirs to see, so nothing is suppressed. */
export const courseOverview = permitted('course-analytics:read').input(input).query(async ({ ctx, input: asked }): Promise<CourseOverview> => {
  const { tx, ports, actor, now } = ctx;
  const group = await ports.read.findTrainedGroup(tx, actor.userId, asked);
  if (group === null) throw new DomainError('not-found', 'There is no such course or cohort.');
  const organization = await ports.read.loadOrganization(tx);
  const roster = await ports.read.loadRoster(tx, asked);
  const distributions = await ports.read.loadDistributions(tx, asked);
  const content = asked.kind === 'course' ? await readCourseContent(ctx, asked.id, organization) : null;
  return {
    group, demo: organization.demo, timeZone: organization.timeZone, tiles: countTiles(roster, dayOf(now(), organization.timeZone)),
    roster: roster.map(asRosterRow), classViews: asClassViews(distributions, showAll), content,
    labels: await ports.read.loadLabels(tx, collectIds(content)), calculatedAt: oldest(roster),
  };
});
