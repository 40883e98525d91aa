import { addDays, type Day } from '@verdant/domain/time/day';
import { readTable, type ReadOptions, type TableCount } from '../read-table.ts';
import { RowError } from '../row.ts';
import type { OuladCatalogue } from './load-catalogue.ts';
import { pickPresentation, presentationKey, type Presentation } from './presentation.ts';
import type { OuladTables } from './tables.ts';

const results = ['Pass', 'Distinction', 'Fail', 'Withdrawn'] as const;
export type FinalResult = (typeof results)[number];

/** One student in one presentation. */
export type Registration = {
  presentation: Presentation;
  student: string;
  result: FinalResult;
  /** Day offsets; null = the file does not say. */
  registered: number | null;
  unregistered: number | null;
  firstClick: number | null;
};

export type OuladStudents = {
  /** By `presentation/student`. */
  registrations: Map<string, Registration>;
  /** Earliest registration day of each imported student in any presentation. */
  joinedOn: Map<string, Day>;
  counts: Record<'studentInfo' | 'studentRegistration', TableCount>;
};

/** loadStudents reads studentInfo and studentRegistration; gender, region, education, deprivation, age and disability are no facts and are not looked at. */
export async function loadStudents(tables: OuladTables, catalogue: OuladCatalogue, wanted: string | null, options: ReadOptions): Promise<OuladStudents> {
  const registrations = new Map<string, Registration>();
  const students = new Set<string>();
  const studentInfo = await readTable(tables.studentInfo, options, (row) => {
    const presentation = pickPresentation(presentationKey(row), catalogue.known, wanted);
    if (!presentation) return false;
    const student = row.id('id_student');
    const key = `${presentation.key}/${student}`;
    if (registrations.has(key)) throw new RowError('id_student', 'duplicate', `${student} stands twice in ${presentation.key}.`);
    row.integer('num_of_prev_attempts', 0, 100);
    row.integer('studied_credits', 0, 2_000);
    registrations.set(key, { presentation, student, result: row.oneOf('final_result', results), registered: null, unregistered: null, firstClick: null });
    students.add(student);
    return true;
  });

  const joinedOn = new Map<string, Day>();
  const studentRegistration = await readTable(tables.studentRegistration, options, (row) => {
    const presentation = pickPresentation(presentationKey(row), catalogue.known, null);
    const student = row.id('id_student');
    const wantedHere = presentation !== null && catalogue.presentations.has(presentation.key);
    if (!presentation || (!wantedHere && !students.has(student))) return false;
    const registered = row.integerOrNull('date_registration', -1_000, 1_000);
    const unregistered = row.integerOrNull('date_unregistration', -1_000, 1_000);
    const registration = registrations.get(`${presentation.key}/${student}`);
    if (wantedHere && !registration) throw new RowError('id_student', 'unknown_student', `${student} is not in studentInfo.csv for ${presentation.key}.`);
    const day = addDays(presentation.start, Math.min(registered ?? 0, 0));
    const known = joinedOn.get(student);
    if (known === undefined || day < known) joinedOn.set(student, day);
    if (!registration) return false;
    registration.registered = registered;
    registration.unregistered = unregistered;
    return true;
  });
  return { registrations, joinedOn, counts: { studentInfo, studentRegistration } };
}

/** enrolledDay is the day of registration; where the file has none, the first click, else the start. */
export const enrolledDay = ({ registered, firstClick }: Registration): number => registered ?? firstClick ?? 0;

/** joinDay is the first day on which a student of the import was there. */
export function joinDay(student: string, registrations: readonly Registration[], joinedOn: ReadonlyMap<string, Day>): Day {
  const days = registrations.map((registration) => addDays(registration.presentation.start, enrolledDay(registration)));
  return [...days, joinedOn.get(student) ?? '9999-12-31'].sort()[0] ?? '9999-12-31';
}
