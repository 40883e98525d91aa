import { sql } from 'drizzle-orm';
import {
  assessmentAttempts, assessments, contentItems, courses, enrollments, learningEvents, learningPaths, skills, topicCompletions, topics,
} from '@verdant/db/schema/facts';
import { deadLetters, sources } from '@verdant/db/schema/operations';
import { organizations, users } from '@verdant/db/schema/people';
import { createTestDatabase, type TestDatabase } from '@verdant/db/testing/test-database';
import { totalOf } from '@verdant/db/stores/facts/store-report';
import { withOrg, type TenantContext, type Tx } from '@verdant/db/with-org';
import type { OrganizationId } from '@verdant/domain/ids';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importOulad, type OuladOptions } from './import-oulad.ts';
import { writeOulad } from './oulad-fixture.ts';

let db: TestDatabase;
let organizationId: OrganizationId;
let worker: TenantContext;

beforeAll(async () => { db = await createTestDatabase(); });
afterAll(() => db.close());
beforeEach(async () => {
  organizationId = randomUUID() as OrganizationId;
  worker = { organizationId, userId: null, role: 'worker' };
  await withOrg(db.owner, { ...worker, role: 'operator' }, (tx) =>
    tx.insert(organizations).values({ id: organizationId, slug: organizationId, name: 'Research', timeZone: 'Europe/London' }));
});

const inWorker = <T>(work: (tx: Tx) => Promise<T>) => withOrg(db.worker, worker, work);
const run = (folder: string, over: Partial<OuladOptions> = {}) => importOulad({
  owner: db.owner, worker: db.worker, organizationId, timeZone: 'Europe/London', folder, presentation: null, rejectsPath: join(dirname(folder), 'rejected.csv'),
  now: '2026-03-31T12:00:00.000Z', ...over,
});
const userIdOf = async (student: number) => {
  const rows = await inWorker((tx) => tx.execute<{ id: string }>(sql`SELECT id FROM users WHERE external_id = ${`oulad-${student}`}`));
  return rows.rows[0]?.id;
};
const rejectedOf = (folder: string) => readFileSync(join(dirname(folder), 'rejected.csv'), 'utf8').trimEnd().split('\r\n').slice(1);

describe('importOulad', () => {
  it('maps courses with assumed starts at noon of the zone, pass mark 40, length, one skill a module and no trainer', async () => {
    await run(writeOulad());
    const rows = await inWorker(
      (tx) => tx.select(
        { title: courses.title, at: courses.createdAt, mark: courses.passMark, days: courses.targetDurationDays }
      ).from(courses).orderBy(courses.title)
    );
    // 1 October 2013 is summer time in London, 1 February 2014 is not.
    expect(rows).toEqual([
      { title: 'AAA/2013J', at: '2013-10-01T11:00:00.000Z', mark: 40, days: 268 }, { title: 'BBB/2014B', at: '2014-02-01T12:00:00.000Z', mark: 40, days: 240 },
    ]);
    expect((await inWorker((tx) => tx.select({ name: skills.name }).from(skills).orderBy(skills.name))).map(({ name }) => name)).toEqual(['AAA', 'BBB']);
    expect(await inWorker((tx) => tx.execute(sql`SELECT 1 FROM course_trainers`)).then(({ rowCount }) => rowCount)).toBe(0);
  });

  it('maps assessments to definitions of kind other and to one topic each by due day; a missing day is the last one', async () => {
    await run(writeOulad());
    const found = await inWorker(
      (tx) => tx.select(
        { title: assessments.title, kind: assessments.kind, weight: assessments.weight, due: assessments.dueAt, max: assessments.max }
      ).from(assessments).orderBy(assessments.title)
    );
    expect(found).toEqual([
      { title: 'CMA 9', kind: 'other', weight: 0, due: '2014-03-03T12:00:00.000Z', max: 100 }, {
        title: 'Exam 3', kind: 'other', weight: 100, due: '2014-06-26T11:00:00.000Z', max: 100,
      },
      {
        title: 'TMA 1', kind: 'other', weight: 40, due: '2013-10-20T11:00:00.000Z', max: 100,
      }, { title: 'TMA 2', kind: 'other', weight: 60, due: '2013-11-24T12:00:00.000Z', max: 100 },
    ]);
    const ordered = await inWorker((tx) => tx.execute<{ title: string; position: number; skill: string }>(sql`
      SELECT t.title, t.position, s.name AS skill FROM topics t JOIN skills s ON s.id = t.skill_ids[1] ORDER BY s.name, t.position`));
    expect(ordered.rows).toEqual([
      { title: 'TMA 1', position: 0, skill: 'AAA' }, { title: 'TMA 2', position: 1, skill: 'AAA' }, { title: 'Exam 3', position: 2, skill: 'AAA' },
      { title: 'CMA 9', position: 0, skill: 'BBB' },
    ]);
  });

  it('maps sites to content items, keeping activity type and planned weeks', async () => {
    await run(writeOulad());
    const items = await inWorker((tx) => tx.select({ title: contentItems.title, type: contentItems.type }).from(contentItems).orderBy(contentItems.title));
    expect(items).toEqual([
      { title: 'dataplus 505', type: 'interactive' }, { title: 'forumng 502, weeks 2 to 4', type: 'forum' }, { title: 'homepage 504', type: 'other' },
      { title: 'oucontent 501', type: 'article' }, { title: 'quiz 503, week 3', type: 'assessment' }, { title: 'resource 601', type: 'article' },
    ]);
  });

  it('makes each student one person without e-mail or credentials, in for comparison, joined on their earliest registration', async () => {
    const summary = await run(writeOulad());
    const people = await inWorker(
      (tx) => tx.select({ name: users.name, email: users.email, joined: users.joinedOn, comparison: users.comparison }).from(users).orderBy(users.name)
    );
    expect(people).toEqual([
      { name: 'oulad-11', email: null, joined: '2013-04-25', comparison: 'in' }, { name: 'oulad-12', email: null, joined: '2013-09-01', comparison: 'in' },
      { name: 'oulad-13', email: null, joined: '2013-09-29', comparison: 'in' }, { name: 'oulad-14', email: null, joined: '2013-09-26', comparison: 'in' },
      { name: 'oulad-21', email: null, joined: '2014-02-01', comparison: 'in' },
    ]);
    expect(summary.people).toEqual({ inserted: 5, changed: 0, unchanged: 0, erased: 0 });
    const credentials = await withOrg(db.owner, { ...worker, role: 'operator' }, (tx) => tx.execute(sql`SELECT 1 FROM credentials`));
    expect(credentials.rowCount).toBe(0);
  });

  it('maps registrations: missing days are the first click, else the start; results are the status from the last day on', async () => {
    const summary = await run(writeOulad());
    const found = await inWorker((tx) => tx.execute<{
      who: string; course: string; day: string; status: string; completed: string | null; withdrawn: string | null;
    }>(sql`
      SELECT u.external_id AS who, c.title AS course, (e.enrolled_at AT TIME ZONE 'Europe/London')::date::text AS day, e.status,
        (e.completed_at AT TIME ZONE 'Europe/London')::date::text AS completed, (e.withdrawn_at AT TIME ZONE 'Europe/London')::date::text AS withdrawn
      FROM enrollments e JOIN users u ON u.id = e.user_id JOIN courses c ON c.id = e.course_id ORDER BY 2, 1`));
    expect(found.rows).toEqual([
      { who: 'oulad-11', course: 'AAA/2013J', day: '2013-04-25', status: 'completed', completed: '2014-06-26', withdrawn: null },
      { who: 'oulad-12', course: 'AAA/2013J', day: '2013-09-01', status: 'withdrawn', completed: null, withdrawn: '2013-11-10' },
      { who: 'oulad-13', course: 'AAA/2013J', day: '2013-09-29', status: 'failed', completed: null, withdrawn: null },
      { who: 'oulad-14', course: 'AAA/2013J', day: '2013-09-26', status: 'withdrawn', completed: null, withdrawn: '2014-06-26' },
      { who: 'oulad-11', course: 'BBB/2014B', day: '2014-01-12', status: 'completed', completed: '2014-09-29', withdrawn: null },
      { who: 'oulad-21', course: 'BBB/2014B', day: '2014-02-01', status: 'completed', completed: '2014-09-29', withdrawn: null },
    ]);
    expect(summary.notes).toEqual({ banked: 1, withoutScore: 1, withoutRegistrationDay: 2, withdrawnWithoutDay: 1 });
  });

  it('does not tell the result of a presentation that is not over', async () => {
    await run(writeOulad(), { now: '2013-11-30T12:00:00.000Z', presentation: 'AAA_2013J' });
    const found = await inWorker((tx) => tx.execute<{ who: string; status: string }>(sql`
      SELECT u.external_id AS who, e.status FROM enrollments e JOIN users u ON u.id = e.user_id ORDER BY 1`));
    expect(found.rows).toEqual([
      { who: 'oulad-11', status: 'active' }, {
        who: 'oulad-12', status: 'withdrawn',
      }, { who: 'oulad-13', status: 'active' }, { who: 'oulad-14', status: 'active' },
    ]);
  });

  it('maps results: graded are attempts and completed topics, banked complete at enrollment, without score only handed in', async () => {
    await run(writeOulad(), { presentation: 'AAA_2013J' });
    const attempts = await inWorker((tx) => tx.select({
      score: assessmentAttempts.score, max: assessmentAttempts.max, no: assessmentAttempts.attemptNo, kind: assessmentAttempts.kind,
      at: assessmentAttempts.occurredAt, skills: assessmentAttempts.skills }).from(assessmentAttempts).orderBy(assessmentAttempts.score));
    const skillId = await inWorker((tx) => tx.select({ id: skills.id }).from(skills)).then(([skill]) => skill?.id);
    expect(attempts).toEqual([
      { score: 78, max: 100, no: 1, kind: 'other', at: '2013-10-19T11:00:00.000Z', skills: [{ skillId, score: 0.78 }] },
      { score: 85, max: 100, no: 1, kind: 'other', at: '2013-11-24T12:00:00.000Z', skills: [{ skillId, score: 0.85 }] },
    ]);
    const done = await inWorker(
      (tx) => tx.select(
        { userId: topicCompletions.userId, at: topicCompletions.occurredAt, via: topicCompletions.via }
      ).from(topicCompletions).orderBy(topicCompletions.occurredAt)
    );
    const [eleven, twelve, thirteen] = [await userIdOf(11), await userIdOf(12), await userIdOf(13)];
    expect(done).toEqual([
      { userId: twelve, at: '2013-09-01T11:00:00.000Z', via: 'course' }, { userId: eleven, at: '2013-10-19T11:00:00.000Z', via: 'course' },
      { userId: eleven, at: '2013-11-24T12:00:00.000Z', via: 'course' },
    ]);
    const submitted = await inWorker(
      (tx) => tx.execute<{ user_id: string; object_type: string }>(sql`SELECT user_id, object_type FROM learning_events WHERE verb = 'submitted'`)
    );
    expect(submitted.rows).toEqual([{ user_id: thirteen, object_type: 'assessment' }]);
  });

  it('sums clicks of one student, site and day wherever the rows stand: 4 + 1 + 1 = 6', async () => {
    const summary = await run(writeOulad(), { presentation: 'AAA_2013J' });
    const opened = await inWorker((tx) => tx.select(
      { at: learningEvents.occurredAt, clicks: learningEvents.clicks, type: learningEvents.contentType, minutes: learningEvents.durationMin }
    )
      .from(learningEvents).where(sql`verb = 'opened'`).orderBy(learningEvents.occurredAt, learningEvents.clicks));
    expect(opened).toEqual([
      { at: '2013-09-21T11:00:00.000Z', clicks: 2, type: 'forum', minutes: null }, {
        at: '2013-09-21T11:00:00.000Z', clicks: 6, type: 'article', minutes: null,
      },
      {
        at: '2013-09-29T11:00:00.000Z', clicks: 1, type: 'assessment', minutes: null,
      }, { at: '2013-10-04T11:00:00.000Z', clicks: 7, type: 'article', minutes: null },
      { at: '2014-01-29T12:00:00.000Z', clicks: 9, type: 'article', minutes: null },
    ]);
    expect(summary.clickRows).toBe(7);
    expect(summary.files.studentVle).toEqual({ rows: 8, taken: 7, skipped: 1, rejected: 0 });
  });

  it('derives a path per enrollment, by due day, ending on the last one', async () => {
    await run(writeOulad(), { presentation: 'AAA_2013J' });
    const paths = await inWorker(
      (tx) => tx.select(
        { topicIds: learningPaths.topicIds, start: learningPaths.startDate, target: learningPaths.targetDate, status: learningPaths.status }
      ).from(learningPaths).orderBy(learningPaths.status)
    );
    const ordered = await inWorker((tx) => tx.select({ id: topics.id }).from(topics).orderBy(topics.position));
    const path = { topicIds: ordered.map(({ id }) => id), start: '2013-10-01', target: '2014-06-26' };
    expect(paths).toEqual([{ ...path, status: 'active' }, { ...path, status: 'active' }, { ...path, status: 'cancelled' }, { ...path, status: 'cancelled' }]);
  });

  it('declares a source that carries neither times of day nor minutes', async () => {
    await run(writeOulad());
    expect(
      await inWorker((tx) => tx.select({ source: sources.source, kind: sources.kind, measures: sources.measures }).from(sources))
    ).toEqual([{ source: 'oulad', kind: 'data-set', measures: [] }]);
  });

  it('takes one presentation alone and can take the rest later', async () => {
    const folder = writeOulad();
    expect((await run(folder, { presentation: 'AAA_2013J' })).facts.enrollments?.inserted).toBe(4);
    const rest = await run(folder);
    expect(rest.facts.enrollments).toMatchObject({ inserted: 2, unchanged: 4, conflicts: 0 });
    expect(rest.facts.learning_events).toMatchObject({ inserted: 1, unchanged: 6, conflicts: 0 });
  });

  it('makes the organization keep facts as old as the data, which would expire at once', async () => {
    const { kept } = await run(writeOulad());
    expect(kept.before).toBe(13);
    const { rows: [row] } = await inWorker((tx) => tx.execute<{ months: number }>(sql`SELECT (settings -> 'retention' ->> 'factMonths')::int AS months FROM organizations`));
    expect(row?.months).toBe(kept.now);
    expect(kept.now).toBeGreaterThan(150);
  });

  it('reports everything unchanged when it runs again', async () => {
    const folder = writeOulad();
    const { kept, facts } = await run(folder);
    const first = totalOf(facts);
    const second = await run(folder, { now: '2026-04-01T12:00:00.000Z' });
    expect(totalOf(second.facts)).toEqual({ inserted: 0, unchanged: first.inserted, replaced: 0, ignoredOlder: 0, conflicts: 0, quarantined: 0, expired: 0, erased: 0 });
    expect(second.people).toEqual({ inserted: 0, changed: 0, unchanged: 5, erased: 0 });
    expect(second.kept).toEqual({ before: kept.now, now: kept.now });
    expect(await inWorker((tx) => tx.$count(deadLetters))).toBe(0);
  });

  it('takes up an interrupted import: what was stored stays, nothing comes twice', async () => {
    const folder = writeOulad();
    const controller = new AbortController();
    const broken = run(folder, { signal: controller.signal, onProgress: ({ phase }) => { if (phase === 'storing') controller.abort(new Error('stopped')); } });
    await expect(broken).rejects.toThrow('stopped');
    const stored = await inWorker((tx) => tx.$count(learningEvents));
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(7);
    expect((await run(folder)).facts.learning_events).toMatchObject({ inserted: 7 - stored, unchanged: stored });
    expect(await inWorker((tx) => tx.$count(learningEvents))).toBe(7);
    expect(await inWorker((tx) => tx.$count(enrollments))).toBe(6);
  });

  it('sets bad rows aside with line, column, code and the row as sent, and takes all others', async () => {
    const folder = writeOulad({
      studentVle: (lines) => [
        ...lines, 'AAA,2013J,11,501,3', 'AAA,2013J,99,501,3,1', 'AAA,2013J,11,999,3,1', 'AAA,2013J,11,501,x,1', 'AAA,2013J,11,501,3,0', 'ZZZ,2013J,11,501,3,1',
        'AAA,2013J,,501,3,1',
      ],
      studentAssessment: (lines) => [...lines, '1,14,20,0,101', '77,11,20,0,50', '=cmd(),11,20,0,50'],
      studentInfo: (lines) => [...lines, 'AAA,2013J,11,M,Wales,HE,,0-35,0,60,N,Pass', 'AAA,2013J,15,M,Wales,HE,,0-35,0,60,N,Maybe'],
    });
    const summary = await run(folder);
    expect(summary.rejected).toBe(12);
    expect(summary.facts.learning_events?.inserted).toBe(7);
    const rejected = rejectedOf(folder);
    expect(rejected).toHaveLength(12);
    expect(rejected).toEqual(expect.arrayContaining([
      '"studentVle.csv","10","","column_count","5 columns, expected 6.","AAA,2013J,11,501,3"',
      '"studentVle.csv","11","id_student","unknown_student","99 is not in studentInfo.csv for AAA/2013J.","AAA,2013J,99,501,3,1"',
      '"studentVle.csv","12","id_site","unknown_site","999 is not in vle.csv for AAA/2013J.","AAA,2013J,11,999,3,1"',
      '"studentVle.csv","13","date","not_a_number","date is ""x"", expected a whole number.","AAA,2013J,11,501,x,1"',
      '"studentVle.csv","14","sum_click","out_of_range","sum_click is 0, expected 1 to 100000.","AAA,2013J,11,501,3,0"',
      '"studentVle.csv","15","code_presentation","unknown_presentation","ZZZ/2013J is not in courses.csv.","ZZZ,2013J,11,501,3,1"',
      '"studentVle.csv","16","id_student","missing","id_student is missing.","AAA,2013J,,501,3,1"',
      '"studentAssessment.csv","8","score","out_of_range","score is 101, expected 0 to 100.","1,14,20,0,101"',
      '"studentAssessment.csv","9","id_assessment","unknown_assessment","77 is not in assessments.csv.","77,11,20,0,50"',
      // No spreadsheet takes this cell for a formula.
      '"studentAssessment.csv","10","id_assessment","not_a_number","id_assessment is ""=cmd()"", expected a whole number.","\'=cmd(),11,20,0,50"',
      '"studentInfo.csv","8","id_student","duplicate","11 stands twice in AAA/2013J.","AAA,2013J,11,M,Wales,HE,,0-35,0,60,N,Pass"',
      '"studentInfo.csv","9","final_result","unknown_value","final_result is ""Maybe"", expected one of Pass, Distinction, Fail, Withdrawn.",'
        + '"AAA,2013J,15,M,Wales,HE,,0-35,0,60,N,Maybe"',
    ]));
  });

  it('reads quoted files with a byte order mark, other line ends and the question marks of the original', async () => {
    const quote = (lines: string[]) => lines.map((line) => `${line.split(',').map((cell) => `"${cell === '' ? '?' : cell}"`).join(',')}\r`);
    const folder = writeOulad({ studentVle: quote, assessments: quote, studentRegistration: (lines) => [`\uFEFF${lines[0]}`, ...lines.slice(1)] });
    const summary = await run(folder);
    expect(summary.rejected).toBe(0);
    expect(summary.facts.learning_events?.inserted).toBe(7);
    expect(existsSync(summary.rejectsPath)).toBe(false);
  });

  it('says which folder, file, columns or presentation is wrong, before anything is stored', async () => {
    const folder = writeOulad();
    await expect(run(join(folder, 'nowhere'))).rejects.toThrow(`There is no folder ${folder}/nowhere.`);
    await expect(run(join(folder, 'vle.csv'))).rejects.toThrow('is a file; name the folder');
    await expect(run(writeOulad({ vle: () => null, courses: () => null }))).rejects.toThrow('lacks courses.csv, vle.csv.');
    await expect(run(writeOulad({ vle: () => ['name,size', 'a,1'] }))).rejects.toThrow(
      'is not a vle.csv file: it lacks id_site, code_module, code_presentation, activity_type, week_from, week_to. '
      + 'Expected columns: id_site, code_module, code_presentation, activity_type, week_from, week_to.');
    await expect(run(writeOulad({ studentInfo: () => [''] }))).rejects.toThrow('is not a studentInfo.csv file');
    await expect(run(folder, { presentation: 'AAA_2019J' })).rejects.toThrow('There is no presentation AAA_2019J in courses.csv. It has AAA_2013J, BBB_2014B.');
    await expect(run(folder, { presentation: 'AAA' })).rejects.toThrow('"AAA" names no presentation; write module and presentation like AAA_2013J.');
    expect(await inWorker((tx) => tx.$count(users))).toBe(0);
  });

  it('names the line after which a file with an open quote cannot be read', async () => {
    const folder = writeOulad();
    const path = join(folder, 'studentVle.csv');
    writeFileSync(path, `${readFileSync(path, 'utf8')}AAA,2013J,11,501,3,"1\n${'AAA,2013J,11,501,3,1\n'.repeat(20_000)}`);
    await expect(run(folder)).rejects.toThrow(/studentVle.csv cannot be read after line 9: a quote is opened there and not closed/);
    writeFileSync(path, `${readFileSync(path, 'utf8').slice(0, 400)}\nAAA,2013J,11,501,3,"1\n`);
    await expect(run(folder)).rejects.toThrow('a quote is opened there and not closed');
  });
});
