import type { OrganizationId, UserId } from '@verdant/domain/ids';
import type { RunRow } from '@verdant/db/queries/rows';
import { describe, expect, it } from 'vitest';
import { asRunView, etaSeconds } from './as-run-view.ts';
import { nextNightlyAt } from './next-nightly.ts';

const now = '2026-03-31T09:01:00.000Z';
const row: RunRow = {
  id: 'r', trigger: 'nightly', scope: { kind: 'organization' }, scopeName: null, requestedBy: null, state: 'running', step: 'calculating', total: 100,
  done: 25, failed: 1, changed: 3,
  requestedAt: '2026-03-31T09:00:00.000Z', startedAt: '2026-03-31T09:00:00.000Z', finishedAt: null, steps: [],
  failures: [{ userId: 'u', name: null, reason: 'broken' }], error: null,
};
const actor = (role: 'learner' | 'org_admin') => ({ organizationId: 'o' as OrganizationId, userId: 'me' as UserId, role });

describe('etaSeconds', () => {
  it('25 of 100 in 60 s leaves 180 s', () => expect(etaSeconds(row, now)).toBe(180));
  it('is unknown before anything is done', () => {
    expect(etaSeconds({ ...row, done: 0 }, now)).toBeNull();
    expect(etaSeconds({ ...row, startedAt: null }, now)).toBeNull();
  });
  it('is 0 when more is done than was counted', () => expect(etaSeconds({ ...row, done: 101 }, now)).toBe(0));
});

describe('asRunView', () => {
  it('names what the reader may not know by what it is', () => {
    const view = asRunView({ ...row, scope: { kind: 'learner', userId: 'u' }, requestedBy: { userId: 'other', name: null } }, actor('learner'), now);
    expect(view).toMatchObject({ scopeLabel: 'a learner', requestedBy: { name: 'a learner' }, failures: [{ name: 'a learner', reason: 'broken' }],
      mayCancel: false });
  });
  it('lets an org admin cancel what runs, and nobody what has ended', () => {
    expect(asRunView(row, actor('org_admin'), now)).toMatchObject({ scopeLabel: 'Whole organization', etaSeconds: 180, mayCancel: true });
    expect(asRunView({ ...row, state: 'succeeded', finishedAt: now }, actor('org_admin'), now)).toMatchObject({ mayCancel: false, etaSeconds: null,
      durationMs: 60_000 });
  });
});

describe('nextNightlyAt', () => {
  it.each([['2026-03-31T01:59:59.000Z', '2026-03-31T02:00:00.000Z'], ['2026-03-31T02:00:00.000Z', '2026-04-01T02:00:00.000Z'],
    ['2026-12-31T23:00:00.000Z', '2027-01-01T02:00:00.000Z']])(
    'after %s is %s', (at, next) => expect(nextNightlyAt(at)).toBe(next));
});
