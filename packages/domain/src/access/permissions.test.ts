import { describe, expect, it } from 'vitest';
import { DomainError, domainErrorCodes, isDomainError } from '../errors.ts';
import { settingsSchema, defaultSettings } from '../analytics/settings.ts';
import { hasPermission, permissions } from './permissions.ts';
import type { Permission } from './permissions.ts';
import { roleSegment, roles } from './roles.ts';

const names = Object.keys(permissions).filter((name): name is Permission => name in permissions);

describe('permissions', () => {
  it('are held by exactly these roles', () => {
    const held = Object.fromEntries(names.map((name) => [name, roles.filter((role) => hasPermission(role, name))]));
    expect(held).toEqual({
      'account:use': ['learner', 'trainer', 'org_admin'], 'own-analytics:read': ['learner'], 'course-analytics:read': ['trainer'],
      'trained-learner:read': ['trainer'],
      'organization-analytics:read': ['org_admin'], 'worker:read': ['org_admin'], 'settings:read': ['org_admin'], 'settings:change': ['org_admin'],
      'recalculation:request': ['learner', 'trainer', 'org_admin'],
      'recalculation:read': ['learner', 'trainer', 'org_admin'], 'recalculation:history': ['org_admin'],
    });
    expect(new Set(Object.values(roleSegment)).size).toBe(roles.length);
  });
});

describe('DomainError', () => {
  it('carries its code and what a caller may show', () => {
    const error = new DomainError('rate-limited', 'Too many requests', { retryAfterSeconds: 12 });
    expect(error).toMatchObject({ name: 'DomainError', code: 'rate-limited', message: 'Too many requests', data: { retryAfterSeconds: 12 } });
    expect(new DomainError('not-found')).toMatchObject({ message: 'not-found', data: {} });
    expect([isDomainError(error), isDomainError(new Error('x')), domainErrorCodes.includes('locked-out')]).toEqual([true, false, true]);
  });
});

describe('settings', () => {
  it('have defaults, and refuse weights that do not sum to 1, bands that do not descend, half-lives out of order', () => {
    expect(defaultSettings).toMatchObject({ privacyK: 10, engagement: { weights: [0.35, 0.25, 0.4] }, mastery: { threshold: 0.95 } });
    const refused = [
      {
        gaps: { weights: [0.25, 0.3, 0.2, 0.15, 0.2] } }, { gaps: { critical: 50 } }, { gaps: { medium: 60 } }, { engagement: { high: 50 } },
          { mastery: { halfLifeMin: 20 },
      },
      { mastery: { halfLifeMax: 10 } }, { privacyK: 9 }, { velocity: { windowDays: 31 } },
    ];
    expect(refused.map((settings) => settingsSchema.safeParse(settings).success)).toEqual(refused.map(() => false));
  });
});
