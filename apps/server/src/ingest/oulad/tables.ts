import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ImportError } from '../import-error.ts';
import { checkTable, type Table } from '../read-table.ts';

/** The seven files and the columns each must have. */
const columns = {
  courses: ['code_module', 'code_presentation', 'module_presentation_length'],
  assessments: ['code_module', 'code_presentation', 'id_assessment', 'assessment_type', 'date', 'weight'],
  vle: ['id_site', 'code_module', 'code_presentation', 'activity_type', 'week_from', 'week_to'],
  studentInfo: [
    'code_module', 'code_presentation', 'id_student', 'gender', 'region', 'highest_education', 'imd_band', 'age_band', 'num_of_prev_attempts',
    'studied_credits', 'disability', 'final_result',
  ],
  studentRegistration: ['code_module', 'code_presentation', 'id_student', 'date_registration', 'date_unregistration'],
  studentAssessment: ['id_assessment', 'id_student', 'date_submitted', 'is_banked', 'score'],
  studentVle: ['code_module', 'code_presentation', 'id_student', 'id_site', 'date', 'sum_click'],
} as const;

export type OuladTable = keyof typeof columns;
export type OuladTables = Record<OuladTable, Table>;

/** openTables finds the seven files and checks their headers before a single row is stored. */
export async function openTables(folder: string): Promise<OuladTables> {
  if (!existsSync(folder)) throw new ImportError(`There is no folder ${folder}.`);
  if (!statSync(folder).isDirectory()) throw new ImportError(`${folder} is a file; name the folder that holds the seven CSV files.`);
  const table = (name: OuladTable): Table => ({ path: join(folder, `${name}.csv`), file: `${name}.csv`, columns: columns[name] });
  const tables: OuladTables = {
    courses: table('courses'), assessments: table('assessments'), vle: table('vle'), studentInfo: table('studentInfo'),
    studentRegistration: table('studentRegistration'), studentAssessment: table('studentAssessment'), studentVle: table('studentVle'),
  };
  const missing = Object.values(tables).filter(({ path }) => !existsSync(path) || !statSync(path).isFile());
  if (missing.length > 0) throw new ImportError(`${folder} lacks ${missing.map(({ file }) => file).join(', ')}.`);
  for (const each of Object.values(tables)) await checkTable(each);
  return tables;
}
