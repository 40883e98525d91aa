import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeSettings, type SettingsPatch } from './change-settings.ts';
import { defaultSettings, settingsSchema } from './settings.ts';

describe('changeSettings', () => {
  it('changes what is named and leaves the rest', () => {
    const changed = changeSettings(defaultSettings, { engagement: { weights: [0.5, 0.25, 0.25] }, privacyK: 12 });
    expect(changed).toEqual({ ...defaultSettings, privacyK: 12, engagement: { ...defaultSettings.engagement, weights: [0.5, 0.25, 0.25] } });
    expect(changeSettings(defaultSettings, {})).toEqual(defaultSettings);
  });

  it.each<[string, SettingsPatch, RegExp]>([
    ['weights .5 + .25 + .2 = .95', { engagement: { weights: [0.5, 0.25, 0.2] } }, /^engagement\.weights: Weights must sum to 1/],
    ['k below 10', { privacyK: 9 }, /^privacyK: /], ['bands 50 above 40', { engagement: { high: 40 } }, /^engagement: Bands must descend/],
    ['a window nobody offers', { velocity: { windowDays: 31 as 30 } }, /^velocity\.windowDays: /],
    ['an unknown group', { speed: 3 } as SettingsPatch, /There is no setting "speed"/], ['an unknown field', { risk: { fast: 3 } } as SettingsPatch, /There is no setting "fast"/],
    ['a group that is a number', { risk: 3 } as unknown as SettingsPatch, /^risk: /], ['a number that is none', { performance: { passMark: Number.NaN } }, /^performance\.passMark: /],
  ])('refuses %s with place and reason', (_, patch, message) => {
    expect(() => changeSettings(defaultSettings, patch)).toThrow(message);
  });

  it('raises the size of a group and never lowers it', () => {
    const raised = changeSettings(defaultSettings, { privacyK: 20 });
    expect(() => changeSettings(raised, { privacyK: 19 })).toThrow('never lowered');
    expect(changeSettings(raised, { privacyK: 20 }).privacyK).toBe(20);
  });

  it('takes any JSON and gives valid settings or a DomainError, nothing else', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...Object.keys(defaultSettings), 'other'), fc.jsonValue()), (patch) => {
      try {
        expect(settingsSchema.safeParse(changeSettings(defaultSettings, patch as SettingsPatch)).success).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid-input' });
      }
    }), { numRuns: 500 });
  });
});
