import type { FinishedRun, RunLearner } from '@verdant/domain/prediction/drop-off-cases';
import type { DropOffEvidence } from '@verdant/domain/prediction/drop-off-features';
import type { EndedEnrollment } from '@verdant/domain/prediction/drop-off-outcome';
import { addDays } from '@verdant/domain/time/day';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportError } from '../ingest/import-error.ts';
import { ClickSpill, spillClicks } from '../ingest/oulad/click-spill.ts';
import { byDueDay, loadCatalogue, type AssessmentPlan } from '../ingest/oulad/load-catalogue.ts';
import { enrolledDay, loadStudents, type Registration } from '../ingest/oulad/load-students.ts';
import { Naming, type Presentation } from '../ingest/oulad/presentation.ts';
import { openTables } from '../ingest/oulad/tables.ts';
import type { ReadOptions } from '../ingest/read-table.ts';
import { RejectsFile } from '../ingest/rejects.ts';
import { loadAuditGroups } from './load-audit-groups.ts';
import { loadHandIns, type HandIn } from './load-hand-ins.ts';
import { RunActivity } from './run-activity.ts';
import type { RunName } from './run-name.ts';

/** A run with the number of rows that could not be taken, and the file where they stand with their reasons. */
export type LoadedRun = { run: FinishedRun; rejected: number; rejectsPath: string };

/** enrollmentOf is how an enrollment ended: who withdrew without a day is counted to have left on the last one, as the importer does. */
function enrollmentOf(registration: Registration, { start, lastDay }: Presentation): EndedEnrollment {
  const completed = registration.result === 'Pass' || registration.result === 'Distinction';
  const left = registration.unregistered ?? (registration.result === 'Withdrawn' ? lastDay : null);
  return {
    enrolledDay: addDays(start, enrolledDay(registration)), leftDay: completed || left === null ? null : addDays(start, left),
    completedDay: completed ? addDays(start, lastDay) : null,
  };
}

function evidenceOf(
  registration: Registration, plans: readonly AssessmentPlan[], handIns: readonly HandIn[], activity: RunActivity,
): DropOffEvidence {
  const { start } = registration.presentation;
  for (const handIn of handIns) activity.addHandIn(registration.student, enrolledDay(registration), handIn);
  const days = activity.daysOf(registration.student);
  const byAssessment = new Map(handIns.map((handIn) => [handIn.assessment, handIn]));
  const inOrder = [...handIns].sort((a, b) => a.day - b.day || Number(a.assessment) - Number(b.assessment));
  return {
    startDay: start, firstDay: addDays(start, Math.min(enrolledDay(registration), ...days.keys())),
    days: [...days].map(([day, counts]) => ({ day: addDays(start, day), ...counts })),
    results: inOrder.flatMap(({ day, score, banked }) => (banked || score === null ? [] : [{ day: addDays(start, day), pct: score }])),
    due: plans.filter(({ key }) => byAssessment.get(key)?.banked !== true).map(({ key, dueDay }) => {
      const done = byAssessment.get(key);
      return { dueDay: addDays(start, dueDay), doneDay: done === undefined ? null : addDays(start, done.day) };
    }),
  };
}

async function readRun({ folder, key, name }: RunName, options: ReadOptions): Promise<FinishedRun> {
  const tables = await openTables(folder);
  const spill = new ClickSpill();
  try {
    const catalogue = await loadCatalogue(tables, new Naming('evaluation', 'UTC'), key, options);
    const students = await loadStudents(tables, catalogue, key, options);
    await spillClicks(tables, catalogue, students, key, spill, options);
    if (spill.rows === 0) {
      throw new ImportError(
        `studentVle.csv has no row of ${name}: without clicks there is no activity to learn from. Choose a presentation or folder that has them.`
      );
    }
    const registrations = [...students.registrations.values()];
    const handIns = await loadHandIns(tables, catalogue, new Set(registrations.map(({ student }) => student)), options);
    const groups = await loadAuditGroups(tables, key, options);
    const activity = new RunActivity();
    activity.addClicks(spill);
    const plans = [...catalogue.assessments.values()].sort(byDueDay);
    const learners = registrations.map((registration): RunLearner => ({
      personId: registration.student, enrollment: enrollmentOf(registration, registration.presentation), groups: groups.get(registration.student) ?? {},
      evidence: evidenceOf(registration, plans, handIns.get(registration.student) ?? [], activity),
    }));
    const presentation = catalogue.presentations.get(key);
    if (presentation === undefined) throw new Error(`Presentation ${key} was found and is gone.`);
    return { name, startDay: presentation.start, days: presentation.lastDay, learners };
  } finally {
    spill.remove();
  }
}

/** loadRun reads one presentation of an Open University folder into what a drop-off model is trained and judged on. */
export async function loadRun(runName: RunName): Promise<LoadedRun> {
  const rejects = new RejectsFile(join(mkdtempSync(join(tmpdir(), 'verdant-evaluation-')), 'rejected.csv'));
  try {
    const run = await readRun(runName, { rejects });
    return { run, rejected: rejects.count, rejectsPath: rejects.path };
  } finally {
    rejects.close();
  }
}
