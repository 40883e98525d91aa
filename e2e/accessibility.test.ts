import AxeBuilder from '@axe-core/playwright';
import { afterAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { closeBrowser, newVisitor, signIn } from './browser.ts';

afterAll(closeBrowser);

const pages = {
  'learner@demo.verdant.test': ['/learner', '/learner/analytics/learning-velocity', '/learner/analytics/skill-gaps', '/learner/analytics/mastery',
    '/learner/analytics/performance', '/learner/analytics/engagement', '/learner/analytics/content-effectiveness', '/learner/courses', '/account', '/help/metrics/mastery'],
  'trainer@demo.verdant.test': ['/trainer'],
  'admin@demo.verdant.test': ['/org-admin', '/org-admin/workers', '/org-admin/settings/runs'],
} as const;

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary ?? ''}`));
}

/** Signs in and checks each page once its heading stands and nothing is being fetched any more. */
async function checkEach(page: Page, email: string, paths: readonly string[], check: (path: string) => Promise<void>): Promise<void> {
  await signIn(page, email);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  for (const path of paths) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await check(path);
  }
}

describe.each(['dark', 'light'] as const)('in the %s theme', (colorScheme) => {
  it('the entrance has no accessibility violations', async () => {
    const { page, close } = await newVisitor({ colorScheme });
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /sign in/i }).waitFor();
    expect(await violations(page)).toEqual([]);
    await close();
  });

  it.each(Object.entries(pages))('the pages of %s have no accessibility violations', async (email, paths) => {
    const { page, close } = await newVisitor({ colorScheme, reducedMotion: 'reduce' });
    await checkEach(page, email, paths, async (path) => {
      expect({ path, violations: await violations(page) }).toEqual({ path, violations: [] });
    });
    await close();
  });
});

describe.each([320, 390])('at a width of %i pixels', (width) => {
  it.each(Object.entries(pages))('no page of %s scrolls sideways', async (email, paths) => {
    const { page, close } = await newVisitor({ viewport: { width, height: 800 } });
    await checkEach(page, email, paths, async (path) => {
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect({ path, overflow }).toEqual({ path, overflow: 0 });
    });
    await close();
  });
});
