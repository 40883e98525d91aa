import { describe, expect, it } from 'vitest';
import { roleOfPath, samePageFor } from './role-url.ts';

describe('roleOfPath', () => {
  it.each([['/learner', 'learner'], ['/org-admin/workers', 'org_admin'], ['/trainer/courses/1', 'trainer'], ['/account', null], ['/', null]])('%s is %s', (path, role) => {
    expect(roleOfPath(path)).toBe(role);
  });
});

describe('samePageFor', () => {
  it('opens the same person and analytic in the other role', () => {
    expect(samePageFor('/trainer/learners/u1/mastery', 'org_admin', 'me')).toBe('/org-admin/workers/u1/mastery');
    expect(samePageFor('/org-admin/workers/u1', 'trainer', 'me')).toBe('/trainer/learners/u1');
  });
  it("turns one's own analytic into the admin's view of oneself and back", () => {
    expect(samePageFor('/learner/analytics/engagement', 'org_admin', 'me')).toBe('/org-admin/workers/me/engagement');
    expect(samePageFor('/org-admin/workers/me/engagement', 'learner', 'me')).toBe('/learner/analytics/engagement');
  });
  it('falls back to the dashboard where the page has no counterpart', () => {
    expect(samePageFor('/trainer/learners/u1/mastery', 'learner', 'me')).toBe('/learner');
    expect(samePageFor('/org-admin/settings/runs', 'trainer', 'me')).toBe('/trainer');
    expect(samePageFor('/learner/courses', 'org_admin', 'me')).toBe('/org-admin');
  });
});
