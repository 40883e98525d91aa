import { describe, expect, it } from 'vitest';
import { defaultSettings, settingsSchema } from './settings.ts';

const accepts = (settings: unknown) => settingsSchema.safeParse(settings).success;

describe('settings of courses and of the organization', () => {
  it('are those of the specification where nothing is set', () => {
    expect(defaultSettings).toMatchObject({
      privacyK: 10, minRaters: 5, release: { resetAfterDays: 90 },
      course: { targetCompletionPct: 70, targetDurationDays: 60, droppedAfterDays: 30 },
      health: { weights: [0.3, 0.25, 0.2, 0.15, 0.1], healthy: 75, watch: 50 },
      alignment: { weights: [0.5, 0.3, 0.2], aligned: 75, partial: 50 },
      culture: { weights: [0.35, 0.2, 0.2, 0.15, 0.1], sharingTarget: 5, thriving: 70, growing: 40 },
      orgPace: { high: 12, medium: 4 },
      risk: { points: [40, 30, 30], critical: 80, high: 60, medium: 40 },
      recommend: { weights: [0.55, 0.2, 0.25] }, demand: { weights: [0.4, 0.35, 0.25] },
    });
  });

  it.each([
    ['k 10 to 100, never below', [10, 100], [9, 101, 10.5], (value: number) => ({ privacyK: value })],
    ['target completion 1 to 100 %', [1, 100], [0, 101], (value: number) => ({ course: { targetCompletionPct: value } })],
    ['target duration 7 to 730 days', [7, 730], [6, 731, 30.5], (value: number) => ({ course: { targetDurationDays: value } })],
    ['dropped after 14 to 180 days', [14, 180], [13, 181], (value: number) => ({ course: { droppedAfterDays: value } })],
    ['sharing target above 0', [0.1, 50], [0, -1], (value: number) => ({ culture: { sharingTarget: value } })],
    ['high pace in whole topics above the medium 4', [5, 100], [4, 3, 12.5], (value: number) => ({ orgPace: { high: value } })],
    ['medium pace in whole topics below the high 12', [1, 11], [0, 12, 2.5], (value: number) => ({ orgPace: { medium: value } })],
    ['3 to 20 raters', [3, 20], [2, 21], (value: number) => ({ minRaters: value })],
    ['releases reset after 30 to 365 days', [30, 365], [29, 366], (value: number) => ({ release: { resetAfterDays: value } })],
  ])('%s', (_rule, allowed, refused, make) => {
    expect(allowed.map((value) => accepts(make(value)))).toEqual(allowed.map(() => true));
    expect(refused.map((value) => accepts(make(value)))).toEqual(refused.map(() => false));
  });

  it('refuse weights that do not sum to 1 (.5 + .3 + .2 does, .5 + .3 + .3 does not) or are not as many as the parts, and bands that do not descend', () => {
    expect(accepts({ alignment: { weights: [0.2, 0.3, 0.5] } })).toBe(true);
    const refused = [
      { alignment: { weights: [0.5, 0.3, 0.3] } }, { alignment: { weights: [0.5, 0.5] } }, { health: { weights: [0.2, 0.2, 0.2, 0.2, 0.1] } },
      { culture: { weights: [0.5, 0.5, 0.5, -0.5, 0] } }, { health: { healthy: 50 } }, { alignment: { partial: 75 } }, { culture: { growing: 71 } },
      { risk: { points: [40, 30, 20] } }, { demand: { weights: [0.4, 0.4, 0.4] } }, { recommend: { weights: [1, 0, 0.1] } },
    ];
    expect(refused.map(accepts)).toEqual(refused.map(() => false));
  });
});
