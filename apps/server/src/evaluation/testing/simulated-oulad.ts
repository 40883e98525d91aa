import { sigmoid } from '@verdant/domain/prediction/sigmoid';
import { seededRandom } from '@verdant/domain/prediction/testing/seeded-random';
import { writeOulad } from '../../ingest/oulad/oulad-fixture.ts';

const days = 240;
const due = [15, 40, 70, 100, 150];
type Lines = Record<'studentInfo' | 'studentRegistration' | 'studentAssessment' | 'studentVle', string[]>;

/** One presentation whose students leave, come late and stay away the more, the less effort they make. */
function addStudents(lines: Lines, code: string, firstAssessment: number, people: number, seed: number): void {
  const random = seededRandom(seed);
  for (let student = 1; student <= people; student++) {
    const id = seed * 1_000 + student;
    const effort = random();
    const left = random() < sigmoid(3 - 12 * effort) ? Math.floor(-10 + random() * days) : null;
    const gender = random() < 0.5 ? 'F' : 'M';
    const result = left !== null ? 'Withdrawn' : effort < 0.1 ? 'Fail' : 'Pass';
    lines.studentInfo.push(`SIM,${code},${id},${gender},Wales,HE Qualification,,0-35,0,60,N,${result}`);
    lines.studentRegistration.push(`SIM,${code},${id},-30,${left ?? ''}`);
    for (let day = -5; day < (left ?? days); day++) if (random() < 0.1 + 0.5 * effort) lines.studentVle.push(`SIM,${code},${id},701,${day},${1 + (day & 3)}`);
    due.forEach((day, i) => {
      const handedIn = day - 2 + Math.floor(9 * (1 - effort) * random());
      if (handedIn < (left ?? days)) lines.studentAssessment.push(`${firstAssessment + i},${id},${handedIn},0,${Math.round(40 + 50 * effort)}`);
    });
  }
}

/** writeSimulatedOulad writes a folder with two presentations of one module, SIM_2013J and SIM_2014J, and one without clicks, SIM_2015J. */
export function writeSimulatedOulad(people: number): string {
  const lines: Lines = { studentInfo: [], studentRegistration: [], studentAssessment: [], studentVle: [] };
  addStudents(lines, '2013J', 100, people, 1);
  addStudents(lines, '2014J', 200, people, 2);
  lines.studentInfo.push('SIM,2015J,9001,F,Wales,HE Qualification,,0-35,0,60,N,Pass');
  lines.studentRegistration.push('SIM,2015J,9001,-30,');
  const append = (more: readonly string[]) => (known: string[]) => [...known, ...more];
  return writeOulad({
    courses: append(['SIM,2013J,240', 'SIM,2014J,240', 'SIM,2015J,240']),
    assessments: append([['2013J', 100], ['2014J', 200]].flatMap(([code, first]) => due.map((day, i) => `SIM,${code},${Number(first) + i},TMA,${day},20`))),
    vle: append(['701,SIM,2013J,oucontent,,', '701,SIM,2014J,oucontent,,']),
    studentInfo: append(lines.studentInfo), studentRegistration: append(lines.studentRegistration), studentAssessment: append(lines.studentAssessment),
    studentVle: append(lines.studentVle),
  });
}
