import { sql } from 'drizzle-orm';
import { dayOf, type Day, type Instant } from '@verdant/domain/time/day';
import type { Tx } from '../../with-org.ts';

/** DirtyMarks collects what a batch touched: learner and day, learner alone, or everyone enrolled in a course. */
export class DirtyMarks {
  readonly #timeZone: string;
  readonly #days = new Map<string, Day>();
  readonly #marks = new Map<string, { userId: string; day: Day | null }>();
  readonly #courses = new Set<string>();

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  markDay(userId: string, day: Day | null): void {
    this.#marks.set(`${userId}|${day ?? ''}`, { userId, day });
  }

  markInstant(userId: string, at: Instant | null): void {
    this.markDay(userId, at === null ? null : this.#dayOf(at));
  }

  markCourse(courseId: string): void {
    this.#courses.add(courseId);
  }

  /** Minutes of a batch repeat far more often than they differ, and a calendar look-up is dear. */
  #dayOf(at: Instant): Day {
    const minute = at.slice(0, 16);
    let day = this.#days.get(minute);
    if (day === undefined) {
      day = dayOf(at, this.#timeZone);
      this.#days.set(minute, day);
    }
    return day;
  }

  /** write raises the marks in one order for all writers, so that two batches cannot wait for each other. */
  async write(tx: Tx, organizationId: string, chunkSize: number): Promise<void> {
    if (this.#courses.size > 0) {
      const enrolled = await tx.execute<{ user_id: string }>(sql`
        SELECT DISTINCT user_id FROM enrollments
        WHERE organization_id = ${organizationId} AND course_id = ANY(${`{${[...this.#courses].join(',')}}`}::uuid[])`);
      for (const { user_id } of enrolled.rows) this.markDay(user_id, null);
    }
    const marks = [...this.#marks.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, mark]) => mark);
    for (let start = 0; start < marks.length; start += chunkSize) {
      const json = JSON.stringify(marks.slice(start, start + chunkSize).map(({ userId, day }) => ({ user_id: userId, day })));
      await tx.execute(sql`
        INSERT INTO dirty_learner_days (organization_id, user_id, day)
        SELECT ${organizationId}, r.user_id, r.day FROM json_to_recordset(${json}::json) AS r(user_id uuid, day date)
        ON CONFLICT (organization_id, user_id, day) DO UPDATE SET marked_at = now()`);
    }
  }
}
