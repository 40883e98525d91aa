import { defaultSettings } from '@verdant/domain/analytics/settings';
import { permitted } from '../procedures.ts';
import type { SettingsView } from '../views.ts';

const shownChanges = 50;

/** settings is what the organization's numbers are calculated with, beside the defaults, and what was changed when. */
export const settings = permitted('settings:read').query(async ({ ctx }): Promise<SettingsView> => {
  const organization = await ctx.ports.read.loadOrganization(ctx.tx);
  return {
    settings: organization.settings, version: organization.settingsVersion, defaults: defaultSettings,
    history: await ctx.ports.settings.history(ctx.tx, shownChanges),
  };
});
