import type { LoggedPractice, StudentLog } from '../student-log.ts';
import { seededRandom } from './seeded-random.ts';

/** simulatedLogs draws students of different ability who get better at each skill with practice and forget some of it overnight. */
export function simulatedLogs(students: number, seed: number): StudentLog[] {
  const random = seededRandom(seed);
  return Array.from({ length: students }, (_, s) => {
    const ability = random();
    const strength = new Map<string, number>();
    let minute = 0;
    const practice = Array.from({ length: 40 }, (_practice, i): LoggedPractice => {
      const day = i < 24 ? 0 : 1;
      minute += i === 24 ? 1440 : 1 + Math.floor(3 * random());
      const skill = `K${Math.floor(4 * random())}`;
      const item = `${skill}-${Math.floor(2 * random())}`;
      const known = (strength.get(skill) ?? 0) * (i === 24 ? 0.6 : 1);
      strength.set(skill, known + 0.3 * (1 - known));
      const score = random() < 0.1 + 0.3 * ability + 0.55 * known ? 1 : 0;
      return { minute, day, skill, item, score: random() < 0.05 ? null : score };
    });
    return { student: `student ${s}`, practice };
  });
}
