import { changeSettings, type SettingsPatch } from '@verdant/domain/analytics/change-settings';
import { settingsSchema, type Settings } from '@verdant/domain/analytics/settings';
import type { Instant } from '@verdant/domain/time/day';
import { desc, eq } from 'drizzle-orm';
import { settingsChanges } from '../schema/operations.ts';
import { organizations } from '../schema/people.ts';
import type { Tx } from '../with-org.ts';

export type SettingsVersion = { version: number; changedAt: Instant; changedBy: string | null; patch: unknown };
export type SettingsStore = {
  /** Applies a change and raises the version; the same settings stay as they are. Throws DomainError `invalid-input`. */
  change: (tx: Tx, patch: SettingsPatch, by: { userId: string; now: Instant }) => Promise<{ settings: Settings; version: number; changed: boolean }>;
  /** The newest changes, newest first. */
  history: (tx: Tx, limit: number) => Promise<SettingsVersion[]>;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

export const settingsStore: SettingsStore = {
  change: async (tx, patch, { userId, now }) => {
    const [row] = await tx.select({ id: organizations.id, stored: organizations.settings, version: organizations.settingsVersion }).from(organizations).for('update');
    if (row === undefined) throw new Error('The tenant context names no organization.');
    const before = settingsSchema.parse(row.stored);
    const settings = changeSettings(before, patch);
    if (JSON.stringify(settings) === JSON.stringify(before)) return { settings, version: row.version, changed: false };
    const version = row.version + 1;
    // What else stands there, as the time that facts are kept, is no setting of a formula and stays.
    await tx.update(organizations).set({ settings: { ...(isRecord(row.stored) ? row.stored : {}), ...settings }, settingsVersion: version }).where(eq(organizations.id, row.id));
    await tx.insert(settingsChanges).values({ organizationId: row.id, version, changedAt: now, changedBy: userId, settings, patch });
    return { settings, version, changed: true };
  },
  history: (tx, limit) => {
    const { version, changedAt, changedBy, patch } = settingsChanges;
    return tx.select({ version, changedAt, changedBy, patch }).from(settingsChanges).orderBy(desc(version)).limit(limit);
  },
};
