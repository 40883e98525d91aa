import { addDays, type Day } from '../../time/day.ts';
import type { FinishedRun, RunLearner } from '../drop-off-cases.ts';
import { sigmoid } from '../sigmoid.ts';
import { seededRandom } from './seeded-random.ts';

const length = 240;
const dueOffsets = [15, 40, 70, 100, 150];

/** A learner whose hidden effort 0..1 decides how often they are seen, how punctual they are, and whether they leave some day. */
function learner(index: number, startDay: Day, random: () => number): RunLearner {
  const effort = random();
  const on = (offset: number) => addDays(startDay, offset);
  const left = random() < sigmoid(4 - 14 * effort) ? Math.floor(-20 + random() * (length + 20)) : null;
  const last = left ?? length;
  const offsets = Array.from({ length: length + 20 }, (_, i) => i - 20).filter((offset) => offset < last && random() < 0.1 + 0.5 * effort);
  const done = dueOffsets.map((due) => ({ due, day: due - 3 + Math.floor(10 * (1 - effort) * random()) })).filter(({ day }) => day < last);
  const days = offsets.map((offset) => ({ day: on(offset), points: 3, progress: 0, assessment: 0, practice: 0, clicks: Math.floor(20 * random()) }));
  return {
    personId: `learner ${index}`, groups: { gender: random() < 0.5 ? 'F' : 'M' },
    enrollment: { enrolledDay: on(-30), leftDay: left === null ? null : on(left), completedDay: left === null && effort > 0.2 ? on(length) : null },
    evidence: {
      firstDay: on(-30), startDay, days, results: done.map(({ day }) => ({ day: on(day), pct: Math.round(40 + 50 * effort) })),
      due: dueOffsets.map((due) => {
        const handIn = done.find((each) => each.due === due);
        return { dueDay: on(due), doneDay: handIn === undefined ? null : on(handIn.day) };
      }),
    },
  };
}

/** simulatedRun makes a finished run in which little effort leads to leaving. */
export function simulatedRun(name: string, startDay: Day, people: number, seed: number): FinishedRun {
  const random = seededRandom(seed);
  return { name, startDay, days: length, learners: Array.from({ length: people }, (_, i) => learner(i, startDay, random)) };
}
