import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OuladTable } from './tables.ts';

/** Two presentations, five students; small enough that every expected fact can be counted by hand. */
const files: Record<OuladTable, string[]> = {
  courses: ['code_module,code_presentation,module_presentation_length', 'AAA,2013J,268', 'BBB,2014B,240'],
  assessments: [
    'code_module,code_presentation,id_assessment,assessment_type,date,weight',
    'AAA,2013J,2,TMA,54,60', 'AAA,2013J,1,TMA,19,40', 'AAA,2013J,3,Exam,,100', 'BBB,2014B,9,CMA,30,0',
  ],
  vle: [
    'id_site,code_module,code_presentation,activity_type,week_from,week_to',
    '501,AAA,2013J,oucontent,,', '502,AAA,2013J,forumng,2,4', '503,AAA,2013J,quiz,3,3', '504,AAA,2013J,homepage,,', '505,AAA,2013J,dataplus,,',
    '601,BBB,2014B,resource,,',
  ],
  studentInfo: [
    'code_module,code_presentation,id_student,gender,region,highest_education,imd_band,age_band,num_of_prev_attempts,studied_credits,disability,final_result',
    'AAA,2013J,11,M,Wales,HE Qualification,,0-35,0,60,N,Pass', 'AAA,2013J,12,F,Wales,HE Qualification,10-20,35-55,1,120,Y,Withdrawn',
    'AAA,2013J,13,F,Wales,HE Qualification,10-20,35-55,0,60,N,Fail', 'AAA,2013J,14,F,Wales,HE Qualification,10-20,35-55,0,60,N,Withdrawn',
    'BBB,2014B,11,M,Wales,HE Qualification,,0-35,0,60,N,Distinction', 'BBB,2014B,21,F,Wales,HE Qualification,10-20,35-55,0,60,N,Pass',
  ],
  studentRegistration: [
    'code_module,code_presentation,id_student,date_registration,date_unregistration',
    'AAA,2013J,11,-159,', 'AAA,2013J,12,-30,40', 'AAA,2013J,13,,', 'AAA,2013J,14,-5,', 'BBB,2014B,11,-20,', 'BBB,2014B,21,,',
  ],
  studentAssessment: [
    'id_assessment,id_student,date_submitted,is_banked,score',
    '1,11,18,0,78', '2,11,54,0,85', '1,12,-1,1,66', '1,13,22,0,', '9,11,30,0,100', '9,21,31,0,40',
  ],
  studentVle: [
    'code_module,code_presentation,id_student,id_site,date,sum_click',
    'AAA,2013J,11,501,-10,4', 'AAA,2013J,11,501,-10,1', 'AAA,2013J,11,502,-10,2', 'AAA,2013J,13,501,3,7', 'AAA,2013J,13,503,-2,1',
    'BBB,2014B,11,601,5,6', 'AAA,2013J,11,501,-10,1', 'AAA,2013J,11,501,120,9',
  ],
};

export type Change = Partial<Record<OuladTable, (lines: string[]) => string[] | null>>;

/** writeOulad writes the seven files into a new folder; a change edits the lines of a file, null leaves it out. */
export function writeOulad(change: Change = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'verdant-oulad-test-'));
  const folder = join(root, 'oulad');
  mkdirSync(folder);
  // The table's keys are the names of the files.
  for (const [name, lines] of Object.entries(files) as [OuladTable, string[]][]) {
    const edited = change[name] ? change[name](lines) : lines;
    if (edited !== null) writeFileSync(join(folder, `${name}.csv`), `${edited.join('\n')}\n`);
  }
  return folder;
}
