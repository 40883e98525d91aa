import type { OuladCatalogue } from '../ingest/oulad/load-catalogue.ts';
import type { OuladTables } from '../ingest/oulad/tables.ts';
import { readTable, type ReadOptions } from '../ingest/read-table.ts';
import { RowError } from '../ingest/row.ts';

/** One row of studentAssessment: the day in days from the start, the score in percent (null = handed in only), banked = carried over from an earlier run. */
export type HandIn = { assessment: string; day: number; score: number | null; banked: boolean };

/** loadHandIns reads studentAssessment of the assessments in the catalogue, by student; checks are those of the importer. */
export async function loadHandIns(
  tables: OuladTables, catalogue: OuladCatalogue, students: ReadonlySet<string>, options: ReadOptions,
): Promise<Map<string, HandIn[]>> {
  const byStudent = new Map<string, HandIn[]>();
  await readTable(tables.studentAssessment, options, (row) => {
    const assessment = row.id('id_assessment');
    if (!catalogue.assessments.has(assessment)) {
      if (catalogue.knownAssessments.has(assessment)) return false;
      throw new RowError('id_assessment', 'unknown_assessment', `${assessment} is not in assessments.csv.`);
    }
    const student = row.id('id_student');
    if (!students.has(student)) throw new RowError('id_student', 'unknown_student', `${student} is not in studentInfo.csv for this presentation.`);
    const handIn = {
      assessment, day: row.integer('date_submitted', -1_000, 1_000), score: row.numberOrNull('score', 0, 100), banked: row.integer('is_banked', 0, 1) === 1,
    };
    const known = byStudent.get(student);
    if (known === undefined) byStudent.set(student, [handIn]);
    else known.push(handIn);
    return true;
  });
  return byStudent;
}
