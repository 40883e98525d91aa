import { defaultSettings } from '@verdant/domain/analytics/settings';
import type { LearningEvent } from '@verdant/domain/facts/facts';
import { foldLearnerDays } from '@verdant/domain/rollups/fold-learner-day';
import type { LearnerFacts } from '@verdant/domain/rollups/learner-facts';
import { addDays } from '@verdant/domain/time/day';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ImportError } from '../ingest/import-error.ts';
import { ClickSpill, spillClicks } from '../ingest/oulad/click-spill.ts';
import { loadCatalogue } from '../ingest/oulad/load-catalogue.ts';
import { loadStudents } from '../ingest/oulad/load-students.ts';
import { Mapper } from '../ingest/oulad/map-facts.ts';
import { writeOulad } from '../ingest/oulad/oulad-fixture.ts';
import { Naming } from '../ingest/oulad/presentation.ts';
import { openTables } from '../ingest/oulad/tables.ts';
import { RejectsFile } from '../ingest/rejects.ts';
import { loadRun } from './load-run.ts';
import { readRunName } from './run-name.ts';

const start = '2013-10-01';
const on = (offset: number) => addDays(start, offset);
const load = (folder: string, name = 'AAA_2013J') => loadRun(readRunName(`${folder}:${name}`));

describe('loadRun', () => {
  it('reads four students of the presentation, how they ended, and their groups', async () => {
    const { run, rejected } = await load(writeOulad());
    expect([run.name, run.startDay, run.days, rejected]).toEqual(['AAA_2013J', start, 268, 0]);
    const described = run.learners.map(({ personId, enrollment: { enrolledDay, leftDay, completedDay }, groups }) => (
      [personId, enrolledDay, leftDay, completedDay, groups]
    ));
    expect(described).toEqual([
      ['11', on(-159), null, on(268), { gender: 'M', 'age band': '0-35', disability: 'N' }],
      ['12', on(-30), on(40), null, { gender: 'F', 'age band': '35-55', disability: 'Y' }],
      // No registration day: enrolled with the first click. Withdrawn without a day: left on the last one.
      ['13', on(-2), null, null, { gender: 'F', 'age band': '35-55', disability: 'N' }],
      ['14', on(-5), on(268), null, { gender: 'F', 'age band': '35-55', disability: 'N' }],
    ]);
  });

  it('knows what was due and when it was done: carried-over work is not due, work without a score is handed in', async () => {
    const { run } = await load(writeOulad());
    const [eleven, twelve, thirteen] = run.learners.map(({ evidence }) => evidence);
    expect(eleven?.due).toEqual([
      { dueDay: on(19), doneDay: on(18) }, { dueDay: on(54), doneDay: on(54) }, { dueDay: on(268), doneDay: null },
    ]);
    expect(eleven?.results).toEqual([{ day: on(18), pct: 78 }, { day: on(54), pct: 85 }]);
    expect(twelve?.due.map(({ dueDay }) => dueDay)).toEqual([on(54), on(268)]);
    expect(thirteen?.due[0]).toEqual({ dueDay: on(19), doneDay: on(22) });
    expect(thirteen?.results).toEqual([]);
  });

  it('counts days exactly as rollups of the imported facts do', async () => {
    const folder = writeOulad();
    const tables = await openTables(folder);
    const options = { rejects: new RejectsFile(join(mkdtempSync(join(tmpdir(), 'verdant-evaluation-test-')), 'rejected.csv')) };
    const naming = new Naming('organization', 'UTC');
    const catalogue = await loadCatalogue(tables, naming, 'AAA/2013J', options);
    const students = await loadStudents(tables, catalogue, 'AAA/2013J', options);
    const spill = new ClickSpill();
    await spillClicks(tables, catalogue, students, 'AAA/2013J', spill, options);
    const mapper = new Mapper(naming, catalogue, new Map(['11', '12', '13', '14'].map((student) => [`oulad-${student}`, student])), '2026-03-31T12:00:00.000Z');
    const plan = (key: string) => {
      const found = catalogue.assessments.get(key);
      if (found === undefined) throw new Error(`No assessment ${key}`);
      return found;
    };
    const opened = [...spill.weeks()].flatMap(({ clicks }) => clicks).map((each): [string, LearningEvent] => {
      const site = catalogue.sites.get(`AAA/2013J/${each.site}`);
      if (site === undefined) throw new Error(`No site ${each.site}`);
      return [each.student, mapper.opened(each, site, 'course')];
    });
    spill.remove();
    const none: LearnerFacts = {
      events: [], completions: [], attempts: [], practice: [], observations: [], enrollments: [],
      topics: new Map(), contentItems: new Map(), assessments: new Map(), courses: new Map(),
    };
    const eventsOf = (student: string) => opened.filter(([id]) => id === student).map(([, event]) => event);
    const facts: Record<string, LearnerFacts> = {
      11: {
        ...none, events: eventsOf('11'), attempts: [mapper.attempt(plan('1'), '11', 18, 78), mapper.attempt(plan('2'), '11', 54, 85)],
        completions: [mapper.completion(plan('1'), '11', 18), mapper.completion(plan('2'), '11', 54)],
      },
      12: { ...none, completions: [mapper.completion(plan('1'), '12', -30)] },
      13: { ...none, events: [...eventsOf('13'), mapper.submitted(plan('1'), '13', 22)] },
      14: none,
    };
    const { run } = await load(folder);
    for (const { personId, evidence } of run.learners) {
      const rollups = foldLearnerDays(facts[personId] ?? none, { timeZone: 'UTC', settings: defaultSettings });
      const counted = [...evidence.days].sort((a, b) => (a.day < b.day ? -1 : 1));
      expect(counted.map(({ day, points, progress, assessment, practice }) => ({ day, points, progress, assessment, practice })))
        .toEqual(rollups.map(({ day, points, progress, assessment, practice }) => ({ day, points, progress, assessment, practice })));
      expect(evidence.days.length).toBe(rollups.length);
    }
    expect(run.learners[0]?.evidence.days.map(({ clicks }) => clicks).sort((a, b) => b - a)).toEqual([9, 8, 0, 0]);
  });

  it('counts rows that cannot be taken and keeps them with their reason', async () => {
    const { rejected, rejectsPath } = await load(writeOulad({ studentAssessment: (lines) => [...lines, '1,11,soon,0,50', '77,11,3,0,50'] }));
    expect(rejected).toBe(2);
    expect(readFileSync(rejectsPath, 'utf8')).toContain('date_submitted is ""soon""');
  });

  it('says what to do about a wrong name, folder, presentation, or one without clicks', async () => {
    const folder = writeOulad();
    expect(() => readRunName(folder)).toThrow(/names no presentation; write folder and presentation like/);
    expect(readRunName('C:\\data\\oulad:AAA_2013J').key).toBe('AAA/2013J');
    await expect(load(`${folder}-gone`)).rejects.toThrow(/There is no folder/);
    await expect(load(folder, 'AAA_2019J')).rejects.toThrow(/It has AAA_2013J, BBB_2014B/);
    await expect(load(writeOulad({ studentVle: (lines) => lines.slice(0, 1) }))).rejects.toThrow(new ImportError(
      'studentVle.csv has no row of AAA_2013J: without clicks there is no activity to learn from. Choose a presentation or folder that has them.',
    ));
  });
});
