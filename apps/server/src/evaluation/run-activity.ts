import type { ActiveDay } from '@verdant/domain/prediction/drop-off-features';
import type { ClickSpill } from '../ingest/oulad/click-spill.ts';
import type { HandIn } from './load-hand-ins.ts';

/** What a student did on a day; days count from the start of the presentation. */
export type DayCounts = Omit<ActiveDay, 'day'>;

/** RunActivity counts days as facts and rollups do: one point a site and day; a graded result is an attempt and completes its topic. */
export class RunActivity {
  readonly #byStudent = new Map<string, Map<number, DayCounts>>();

  daysOf(student: string): ReadonlyMap<number, DayCounts> {
    return this.#days(student);
  }

  addClicks(spill: ClickSpill): void {
    for (const { clicks } of spill.weeks()) {
      for (const { student, day, clicks: sum } of clicks) {
        const counts = this.#on(student, day);
        counts.points += 1;
        counts.clicks += sum;
      }
    }
  }

  /** A banked result completes its topic on the day of enrollment and is no attempt; one without score was handed in only. */
  addHandIn(student: string, enrolledDay: number, { day, score, banked }: HandIn): void {
    const counts = this.#on(student, banked ? enrolledDay : day);
    const graded = !banked && score !== null;
    counts.points += graded ? 2 : 1;
    if (graded || banked) counts.progress += 1;
    if (graded) counts.assessment += 1;
  }

  #days(student: string): Map<number, DayCounts> {
    let days = this.#byStudent.get(student);
    if (days === undefined) this.#byStudent.set(student, (days = new Map()));
    return days;
  }

  #on(student: string, day: number): DayCounts {
    const days = this.#days(student);
    let counts = days.get(day);
    if (counts === undefined) days.set(day, (counts = { points: 0, progress: 0, assessment: 0, practice: 0, clicks: 0 }));
    return counts;
  }
}
