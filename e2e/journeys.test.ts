import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { closeBrowser, newVisitor, signIn, type Visitor } from './browser.ts';
import { openDatabase } from './database.ts';

let db: Awaited<ReturnType<typeof openDatabase>>;
const visitors: Visitor[] = [];

beforeAll(async () => { db = await openDatabase(); });
afterAll(async () => { await db.close(); await closeBrowser(); });
afterEach(async () => {
  const errors = visitors.flatMap((visitor) => visitor.errors);
  await Promise.all(visitors.splice(0).map((visitor) => visitor.close()));
  expect(errors).toEqual([]);
});

async function visit(email: string, organization = 'demo', options = {}): Promise<Page> {
  const visitor = await newVisitor(options);
  visitors.push(visitor);
  await signIn(visitor.page, email, organization);
  await visitor.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return visitor.page;
}

const headline = (page: Page, analytic: string) => page.locator(`[data-headline="${analytic}"] > p`).first();
const textOf = async (page: Page, analytic: string) => (await headline(page, analytic).textContent()) ?? '';

describe('a learner', () => {
  it('signs in, sees six numbers, opens one, chooses a window by keyboard, reads the table and the explanation', async () => {
    const page = await visit('learner@demo.verdant.test');
    await page.waitForURL('**/learner');
    await expect.poll(() => page.locator('[data-card]').count()).toBe(6);
    expect(await page.getByText('Sample data').count()).toBeGreaterThanOrEqual(6);

    await page.getByRole('link', { name: 'Learning velocity' }).last().click();
    await page.waitForURL('**/learner/analytics/learning-velocity');
    const slider = page.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('End');
    await expect.poll(() => new URL(page.url()).searchParams.get('window')).toBe('90d');
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toContain('last 90 days');

    await page.getByRole('button', { name: 'Show as table' }).click();
    await expect.poll(() => page.getByRole('table').first().getByRole('row').count()).toBeGreaterThan(2);
    await page.getByRole('button', { name: 'Explain this number' }).click();
    const explanation = page.getByRole('dialog');
    await expect.poll(() => explanation.textContent()).toContain('learning-velocity@1.0.0');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('gets the same not-found page for an unknown address, for a person\'s id and for another role\'s page', async () => {
    const page = await visit('learner@demo.verdant.test');
    for (const path of ['/learner/analytics/salary', '/nowhere', `/trainer/learners/${randomUUID()}`, '/org-admin']) {
      await page.goto(path);
      await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    }
  });

  it('keeps the last numbers when the network goes, and cannot recalculate until it is back', async () => {
    const page = await visit('learner@demo.verdant.test');
    await headline(page, 'performance').waitFor();
    const before = await textOf(page, 'performance');
    await page.context().setOffline(true);
    await page.getByText('You are offline').first().waitFor();
    expect(await textOf(page, 'performance')).toBe(before);
    expect(await page.getByRole('button', { name: /recalculate/i }).getAttribute('aria-disabled')).toBe('true');
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText('You are offline').count()).toBe(0);
    for (const visitor of visitors) visitor.errors.length = 0;
  });
});

describe('a trainer', () => {
  it('recalculates a course, and the number on a learner\'s open page changes without a reload', async () => {
    const userId = await db.userId('learner@demo.verdant.test');
    const learner = await visit('learner@demo.verdant.test');
    await headline(learner, 'performance').waitFor();
    const before = await textOf(learner, 'performance');
    await learner.evaluate(() => { document.body.dataset['opened'] = 'once'; });

    const trainer = await visit('trainer@demo.verdant.test');
    const { rows: [course] } = await db.inOrg((tx) => tx.execute<{ id: string; title: string }>(sql`
      SELECT c.id, c.title FROM courses c JOIN enrollments e ON e.course_id = c.id AND e.user_id = ${userId}
      JOIN course_trainers t ON t.course_id = c.id JOIN users u ON u.id = t.user_id AND u.email = 'trainer@demo.verdant.test' ORDER BY c.title LIMIT 1`));
    if (!course) throw new Error('The demonstration trainer trains no course of the demonstration learner.');
    await trainer.goto(`/trainer/courses/${course.id}`);
    await trainer.getByRole('heading', { name: course.title }).waitFor();

    // A result arrives from outside; nothing has calculated it yet.
    const name = randomUUID();
    await db.store({ assessment_attempts: [{
      id: db.id('assessment_attempts', name), source: 'journey', sourceId: name, version: 1, userId, assessmentId: db.id('assessments', name), courseId: course.id,
      occurredAt: new Date(Date.now() - 60_000).toISOString(), score: 1, max: 100, attemptNo: 1, skills: [], kind: 'other',
    }] });
    await trainer.getByRole('button', { name: /recalculate/i }).click();
    await expect.poll(() => textOf(learner, 'performance'), { timeout: 20_000 }).not.toBe(before);

    const { rows: [stored] } = await db.inOrg((tx) => tx.execute<{ headline: number }>(sql`
      SELECT headline FROM analytics WHERE user_id = ${userId} AND role = 'learner' AND type = 'performance'`));
    await expect.poll(() => textOf(learner, 'performance')).toContain(String(stored?.headline));
    expect(await learner.evaluate(() => document.body.dataset['opened'])).toBe('once');
    await expect.poll(() => trainer.getByRole('button', { name: /recalculate/i }).textContent()).toContain('4 left');
  });

  it('finds a learner with reasons, opens the same numbers the learner sees, and comes back', async () => {
    const page = await visit('trainer@demo.verdant.test');
    const row = page.getByRole('table').first().getByRole('row').nth(1);
    await row.waitFor();
    expect(((await row.textContent()) ?? '').length).toBeGreaterThan(10);
    await row.getByRole('link').first().click();
    await page.waitForURL('**/trainer/learners/**');
    await expect.poll(() => page.locator('[data-card]').count()).toBe(6);
    await page.goBack();
    await page.waitForURL((url) => url.pathname === '/trainer' || url.pathname.startsWith('/trainer/courses'));
  });

  it('sees on a learner\'s page what the learner sees', async () => {
    const userId = await db.userId('learner@demo.verdant.test');
    const trainer = await visit('trainer@demo.verdant.test');
    const learner = await visit('learner@demo.verdant.test');
    await trainer.goto(`/trainer/learners/${userId}`);
    for (const analytic of ['learning-velocity', 'mastery', 'performance', 'engagement', 'content-effectiveness']) {
      await headline(trainer, analytic).waitFor();
      await headline(learner, analytic).waitFor();
      await expect.poll(() => textOf(trainer, analytic)).toBe(await textOf(learner, analytic));
    }
  });
});

describe('an organization admin', () => {
  it('sees the organization, finds a person, and watches a recalculation end', async () => {
    const page = await visit('admin@demo.verdant.test');
    await page.waitForURL('**/org-admin');
    await page.getByText('300 learners', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'People' }).first().click();
    await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill('Maya Lindqvist');
    await page.getByRole('link', { name: 'Maya Lindqvist' }).waitFor();
    await page.goto('/org-admin/settings/runs');
    await page.getByText('Whole organization').first().waitFor();
    // The first calculation may be younger than a minute, and would be answered with "already up to date".
    await db.inOrg((tx) => tx.execute(sql`UPDATE recalculation_runs SET finished_at = finished_at - interval '2 minutes' WHERE scope_kind = 'organization'`));
    const runs = page.locator('text=Whole organization');
    const before = await runs.count();
    await page.getByRole('button', { name: /recalculate/i }).click();
    await expect.poll(() => runs.count(), { timeout: 30_000 }).toBeGreaterThan(before);
    await expect.poll(() => page.getByText('Succeeded').count(), { timeout: 40_000 }).toBeGreaterThan(1);
  });

  it('of another organization sees nothing of this one', async () => {
    const userId = await db.userId('learner@demo.verdant.test');
    const page = await visit('admin@other.verdant.test', 'other');
    await page.getByText('25 learners').waitFor();
    await page.goto(`/org-admin/workers/${userId}`);
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    // The browser itself notes the refused call; that is the answer this journey is about.
    for (const visitor of visitors) expect(visitor.errors.splice(0).filter((error) => !error.includes('404'))).toEqual([]);
  });
});

describe('the entrance', () => {
  it('says the same for a wrong password, an unknown e-mail and an unknown organization', async () => {
    const visitor = await newVisitor();
    const answers: string[] = [];
    for (const [email, organization, password] of [
      ['learner@demo.verdant.test', 'demo', 'not the password'], ['nobody@demo.verdant.test', 'demo', 'verdant-demo'], ['learner@demo.verdant.test', 'nowhere', 'verdant-demo'],
    ] as const) {
      await signIn(visitor.page, email, organization, password);
      const alert = visitor.page.getByRole('alert');
      await alert.waitFor();
      answers.push((await alert.textContent()) ?? '');
    }
    expect(new Set(answers).size).toBe(1);
    await visitor.close();
  });

  it('asks a person with several roles, and switches between them', async () => {
    const page = await visit('multi@demo.verdant.test');
    await page.waitForURL('**/choose-role');
    await page.getByRole('button', { name: /trainer/i }).or(page.getByRole('link', { name: /trainer/i })).first().click();
    await page.waitForURL('**/trainer**');
    await page.getByRole('button', { name: /switch role/i }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Organization admin' }).click();
    await page.waitForURL('**/org-admin');
    await page.getByText('300 learners', { exact: true }).waitFor();
  });
});
