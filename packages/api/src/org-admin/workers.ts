import { DomainError } from '@verdant/domain/errors';
import { z } from 'zod';
import { asRosterRow } from '../group/as-roster-row.ts';
import { permitted } from '../procedures.ts';
import { workerSorts, type WorkersPage } from '../views.ts';

const input = z.object({
  search: z.string().trim().max(200).optional(),
  courseId: z.uuid().optional(),
  sort: z.enum(workerSorts).default('name'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(500).default(100),
}).prefault({});

/** workers lists the organization's learners by name; sorted, filtered and cut in the database. */
export const workers = permitted('worker:read').input(input).query(async ({ ctx, input: asked }): Promise<WorkersPage> => {
  const { tx, ports } = ctx;
  if (asked.courseId !== undefined && !(await ports.read.courseExists(tx, asked.courseId))) throw new DomainError('not-found', 'There is no such course.');
  const { demo } = await ports.read.loadOrganization(tx);
  const { search, courseId, ...order } = asked;
  const { rows, total } = await ports.read.listWorkers(tx, { ...order, search: search ? search : null, courseId: courseId ?? null });
  const end = asked.offset + rows.length;
  return { rows: rows.map(asRosterRow), total, nextOffset: end < total ? end : null, demo };
});
