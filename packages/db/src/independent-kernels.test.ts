import { scoreSkillGap } from '@verdant/domain/analytics/score-skill-gap';
import { defaultSettings } from '@verdant/domain/analytics/settings';
import { bktUpdate } from '@verdant/domain/stats/bkt';
import { itemStats } from '@verdant/domain/stats/item-stats';
import { sessions } from '@verdant/domain/stats/sessions';
import { theilSen } from '@verdant/domain/stats/theil-sen';
import { wilson } from '@verdant/domain/stats/wilson';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

/** The same kernels a second time, in SQL with its own aggregates and written from the specification, on thousands of random cases. */
let db: TestDatabase;
beforeAll(async () => { db = await createTestDatabase(); });
afterAll(() => db.close());

const cases = 3_000;
const sampled = <T>(arbitrary: fc.Arbitrary<T>): T[] => fc.sample(arbitrary, { numRuns: cases, seed: 20_260_331 });
async function inSql<Row extends object>(text: string, inputs: readonly unknown[]): Promise<Row[]> {
  const { rows } = await db.owner.query<Row>(text, [JSON.stringify(inputs)]);
  return rows;
}
const thousandths = (min: number, max: number) => fc.integer({ min, max }).map((n) => n / 1000);
const share = thousandths(0, 1000);
const close = (got: number | null, expected: number | null, digits = 9) => {
  if (got === null || expected === null) expect(got).toBe(expected);
  else expect(got).toBeCloseTo(expected, digits);
};

describe('a second implementation in SQL agrees', () => {
  it('on knowledge tracing: a recursive query over each sequence of answers', async () => {
    const inputs = sampled(fc.record({ L: thousandths(50, 950), T: thousandths(0, 500), G: thousandths(10, 300), S: thousandths(10, 100), answers: fc.array(share, { minLength: 1, maxLength: 12 }) }));
    const rows = await inSql<{ mastery: number }>(`
      WITH RECURSIVE input AS (
        SELECT ordinality AS id, (v ->> 'L')::float8 AS l, (v ->> 'T')::float8 AS t, (v ->> 'G')::float8 AS g, (v ->> 'S')::float8 AS s, v -> 'answers' AS answers
        FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e(v, ordinality)
      ), traced AS (
        SELECT id, 0 AS step, l FROM input
        UNION ALL
        SELECT p.id, p.step + 1, a * (right_ + (1 - right_) * i.t) + (1 - a) * (wrong + (1 - wrong) * i.t)
        FROM traced p JOIN input i ON i.id = p.id AND p.step < jsonb_array_length(i.answers),
          LATERAL (SELECT (i.answers ->> p.step)::float8 AS a, p.l * (1 - i.s) / (p.l * (1 - i.s) + (1 - p.l) * i.g) AS right_,
            p.l * i.s / (p.l * i.s + (1 - p.l) * (1 - i.g)) AS wrong) u
      ) SELECT DISTINCT ON (id) l AS mastery FROM traced ORDER BY id, step DESC`, inputs);
    inputs.forEach(({ L, answers, ...parameters }, i) => close(answers.reduce((known, answer) => bktUpdate(known, parameters, answer), L), rows[i]?.mastery ?? null));
  });

  it('on robust slopes: all pairs by a self join, their median and rank interval', async () => {
    const inputs = sampled(fc.array(fc.record({ t: fc.integer({ min: 0, max: 60 }), y: fc.integer({ min: -50, max: 50 }) }), { maxLength: 14 }));
    const rows = await inSql<{ slope: number | null; lo: number | null; hi: number | null }>(`
      WITH input AS (SELECT ordinality AS id, v FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e(v, ordinality)),
      points AS (SELECT id, (p ->> 't')::float8 AS t, avg((p ->> 'y')::float8) AS y FROM input, jsonb_array_elements(v) p GROUP BY 1, 2),
      enough AS (SELECT id, count(*) AS m FROM points GROUP BY id HAVING count(*) >= 4 AND max(t) - min(t) >= 14),
      slopes AS (SELECT a.id, (b.y - a.y) / (b.t - a.t) AS s, row_number() OVER (PARTITION BY a.id ORDER BY (b.y - a.y) / (b.t - a.t)) - 1 AS rank
        FROM points a JOIN points b ON b.id = a.id AND b.t > a.t JOIN enough e ON e.id = a.id),
      bounds AS (SELECT e.id, greatest(0, floor((count(*) - 1.645 * sqrt(e.m * (e.m - 1) * (2 * e.m + 5) / 18.0)) / 2)) AS low, count(*) AS n
        FROM slopes s JOIN enough e ON e.id = s.id GROUP BY e.id, e.m)
      SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY s.s) AS slope, min(s.s) FILTER (WHERE s.rank = b.low) AS lo, min(s.s) FILTER (WHERE s.rank = b.n - 1 - b.low) AS hi
      FROM input i LEFT JOIN bounds b ON b.id = i.id LEFT JOIN slopes s ON s.id = b.id GROUP BY i.id ORDER BY i.id`, inputs);
    inputs.forEach((points, i) => {
      const found = theilSen(points);
      for (const field of ['slope', 'lo', 'hi'] as const) close(found?.[field] ?? null, rows[i]?.[field] ?? null);
    });
    expect(inputs.filter((points) => theilSen(points) !== null).length).toBeGreaterThan(1_000);
  });

  it('on Wilson intervals: the roots of (p - x)² = z² x (1 - x) / n', async () => {
    const inputs = sampled(fc.integer({ min: 1, max: 400 }).chain((n) => fc.record({ n: fc.constant(n), c: fc.integer({ min: 0, max: n }) })));
    const rows = await inSql<{ lo: number; hi: number }>(`
      SELECT greatest(0, (b - sqrt(greatest(0, b * b - 4 * a * p * p))) / (2 * a)) AS lo, least(1, (b + sqrt(greatest(0, b * b - 4 * a * p * p))) / (2 * a)) AS hi
      FROM (SELECT ordinality, (v ->> 'c')::float8 / (v ->> 'n')::float8 AS p, 1 + 1.96 ^ 2 / (v ->> 'n')::float8 AS a,
          2 * (v ->> 'c')::float8 / (v ->> 'n')::float8 + 1.96 ^ 2 / (v ->> 'n')::float8 AS b
        FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e(v, ordinality)) q ORDER BY ordinality`, inputs);
    inputs.forEach(({ c, n }, i) => {
      close(wilson(c, n)?.lo ?? null, rows[i]?.lo ?? null, 7);
      close(wilson(c, n)?.hi ?? null, rows[i]?.hi ?? null, 7);
    });
  });

  it('on item statistics: avg, corr with the rest, and alpha from var_samp', async () => {
    const inputs = sampled(fc.tuple(fc.integer({ min: 2, max: 10 }), fc.integer({ min: 2, max: 5 })).chain(([rows, items]) =>
      fc.array(fc.array(fc.constantFrom(0, 0.5, 1), { minLength: items, maxLength: items }), { minLength: rows, maxLength: rows })));
    const rows = await inSql<{ facility: number[]; discrimination: (number | null)[]; alpha: number | null }>(`
      WITH scores AS (SELECT c.ordinality AS id, r.ordinality AS person, s.ordinality AS item, s.v::float8 AS x
        FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS c(v, ordinality), jsonb_array_elements(c.v) WITH ORDINALITY AS r(v, ordinality),
          jsonb_array_elements_text(r.v) WITH ORDINALITY AS s(v, ordinality)),
      totals AS (SELECT id, person, sum(x) AS total FROM scores GROUP BY 1, 2),
      items AS (SELECT s.id, s.item, avg(s.x) AS facility, corr(s.x, t.total - s.x) AS discrimination, var_samp(s.x) AS spread
        FROM scores s JOIN totals t USING (id, person) GROUP BY 1, 2),
      wholes AS (SELECT id, var_samp(total) AS spread FROM totals GROUP BY 1)
      SELECT array_agg(i.facility ORDER BY i.item) AS facility, array_agg(i.discrimination ORDER BY i.item) AS discrimination,
        CASE WHEN w.spread > 1e-12 THEN count(*) / (count(*) - 1.0) * (1 - sum(i.spread) / w.spread) END AS alpha
      FROM items i JOIN wholes w USING (id) GROUP BY i.id, w.spread ORDER BY i.id`, inputs);
    inputs.forEach((matrix, i) => {
      const found = itemStats(matrix);
      const row = rows[i];
      close(found?.alpha ?? null, row?.alpha ?? null, 8);
      found?.items.forEach((item, index) => {
        close(item.facility, row?.facility[index] ?? null);
        close(item.discrimination, row?.discrimination[index] ?? null, 8);
      });
    });
  });

  it('on sessions: the union of intervals as a multirange, and the gaps between its parts', async () => {
    const inputs = sampled(fc.array(fc.record({ endMin: fc.integer({ min: 0, max: 900 }), durationMin: fc.option(fc.integer({ min: 0, max: 300 }), { freq: 3 }) }), { maxLength: 10 }));
    const rows = await inSql<{ sessions: number; minutes: number }>(`
      WITH input AS (SELECT ordinality AS id, v FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e(v, ordinality)),
      covered AS (SELECT id, range_agg(numrange((p ->> 'endMin')::numeric - least(240, coalesce((p ->> 'durationMin')::numeric, 0)), (p ->> 'endMin')::numeric, '[]')) AS parts
        FROM input, jsonb_array_elements(v) p GROUP BY id),
      parts AS (SELECT id, upper(r) - lower(r) AS length, lower(r) - lag(upper(r)) OVER (PARTITION BY id ORDER BY lower(r)) AS gap FROM covered, unnest(parts) r)
      SELECT coalesce((count(p.length) FILTER (WHERE p.gap IS NULL OR p.gap > 30)), 0)::int AS sessions,
        coalesce(sum(p.length) + sum(least(p.gap, 10)) FILTER (WHERE p.gap <= 30), sum(p.length), 0)::float8 AS minutes
      FROM input i LEFT JOIN parts p ON p.id = i.id GROUP BY i.id ORDER BY i.id`, inputs);
    inputs.forEach((points, i) => expect(sessions(points.map((point, index) => ({ ...point, id: String(index) })))).toEqual(rows[i]));
  });

  it('on the priority of a skill gap: weights of the known parts, renormalised', async () => {
    const inputs = sampled(fc.record({
      target: fc.integer({ min: 1, max: 4 }), current: fc.integer({ min: 0, max: 16 }).map((quarter) => quarter / 4), unlocks: fc.option(fc.nat(7)),
      business: fc.option(fc.constantFrom('critical' as const, 'high' as const, 'medium' as const, 'low' as const)),
      marketDemand: fc.option(fc.integer({ min: 0, max: 100 })), careerImpact: fc.option(fc.nat(30)),
    }));
    const rows = await inSql<{ priority: number | null }>(`
      SELECT CASE WHEN (v ->> 'target')::float8 > (v ->> 'current')::float8 THEN (SELECT sum(weight * score) / sum(weight) FROM (VALUES
          (0.25, 100 * ((v ->> 'target')::float8 - (v ->> 'current')::float8) / (v ->> 'target')::float8),
          (0.30, CASE v ->> 'business' WHEN 'critical' THEN 100 WHEN 'high' THEN 75 WHEN 'medium' THEN 50 WHEN 'low' THEN 25 END),
          (0.20, (v ->> 'marketDemand')::float8), (0.15, CASE WHEN v ->> 'unlocks' IS NOT NULL THEN least(100, 20 * (v ->> 'unlocks')::float8) END),
          (0.10, CASE WHEN v ->> 'careerImpact' IS NOT NULL THEN least(100, 5 * (v ->> 'careerImpact')::float8) END)
        ) AS part(weight, score) WHERE score IS NOT NULL) END AS priority
      FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e(v, ordinality) ORDER BY ordinality`, inputs);
    inputs.forEach((input, i) => {
      const { priority } = scoreSkillGap(input, defaultSettings.gaps);
      const expected = rows[i]?.priority ?? null;
      if (expected === null) expect(priority).toBeNull();
      else expect(Math.abs((priority ?? Number.NaN) - expected)).toBeLessThanOrEqual(0.05 + 1e-9);
    });
  });
});
