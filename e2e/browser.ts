import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as playwright, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { inject } from 'vitest';

const unpackFolder = fileURLToPath(new URL('../node_modules/.cache/chromium', import.meta.url));
const flags = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--font-render-hinting=none'];

/** The npm package unpacks the browser into TMPDIR, with the libraries that a bare machine lacks when it believes to run in a cloud function. */
async function unpackBrowser(): Promise<string> {
  mkdirSync(unpackFolder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = unpackFolder;
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

async function launch(): Promise<Browser> {
  const executablePath = await unpackBrowser();
  return await playwright.launch({ executablePath, headless: true, args: flags, env: { ...process.env, HOME: mkdtempSync(join(tmpdir(), 'verdant-browser-')) } });
}

let shared: Promise<Browser> | undefined;
/** openBrowser gives the one browser of a test file. */
export const openBrowser = (): Promise<Browser> => (shared ??= launch());
export const closeBrowser = async (): Promise<void> => { await (await shared)?.close(); shared = undefined; };

export type Visitor = { page: Page; errors: string[]; close: () => Promise<void> };

/** newVisitor opens a page of its own, and collects what the console complains about. */
export async function newVisitor(options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await (await openBrowser()).newContext({ baseURL: inject('productUrl'), viewport: { width: 1440, height: 900 }, colorScheme: 'dark', ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  page.on('pageerror', (error) => errors.push(String(error)));
  return { page, errors, close: () => context.close() };
}

/** signIn goes through the front door. */
export async function signIn(page: Page, email: string, organization = 'demo', password = 'verdant-demo'): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(/organization/i).fill(organization);
  await page.getByLabel(/e-?mail/i).fill(email);
  await page.getByLabel(/password/i).first().fill(password);
  await page.getByRole('button', { name: /sign in/i }).click();
}
