import type { OrganizationId } from '@verdant/domain/ids';
import { uuid } from '@verdant/domain/testing/build-facts';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../../testing/test-database.ts';
import { withOrg } from '../../with-org.ts';
import { loadCourseGroup } from './course-group.ts';
import { loadTeachingState } from './teaching-state.ts';
import { insertOrganization } from './testing/fold-facts.ts';

it('scale', { timeout: 300000 }, async () => {
  const db = await createTestDatabase();
  const organizationId = uuid('0a', 1) as OrganizationId;
  const u = (n: string, kind: string) => sql.raw(`('${kind.padStart(8, '0')}-0000-4000-8000-' || lpad((${n})::text, 12, '0'))::uuid`);
  await insertOrganization(db, { organizationId, timeZone: 'Europe/Berlin', userIds: Array.from({ length: 3000 }, (_, i) => uuid('aa', i + 1)) });
  const O = sql.raw(`'${organizationId}'::uuid`);
  await withOrg(db.worker, { organizationId, userId: null, role: 'worker' }, async (tx) => {
    await tx.execute(sql`INSERT INTO courses (organization_id,id,source,source_id,version,digest,received_at,title,status,created_at) SELECT ${O}, ${u('c', 'c0')}, 's', 'c'||c,1,'d',now(),'C','active',now() - interval '400 days' FROM generate_series(1,20) c`);
    await tx.execute(sql`INSERT INTO topics (organization_id,id,source,source_id,version,digest,received_at,title,course_id,position,expected_min) SELECT ${O}, ${u('c*100+t', '10')}, 's', 't'||c||'-'||t,1,'d',now(),'T',${u('c', 'c0')},t,30 FROM generate_series(1,20) c, generate_series(1,20) t`);
    await tx.execute(sql`INSERT INTO content_items (organization_id,id,source,source_id,version,digest,received_at,title,course_id,type,created_by,status) SELECT ${O}, ${u('c*100+t', '1e')}, 's', 'i'||c||'-'||t,1,'d',now(),'T',${u('c', 'c0')},'video','human','active' FROM generate_series(1,20) c, generate_series(1,30) t`);
    await tx.execute(sql`INSERT INTO assessments (organization_id,id,source,source_id,version,digest,received_at,title,course_id,topic_id,kind,max) SELECT ${O}, ${u('c*100+t', 'a5')}, 's', 'a'||c||'-'||t,1,'d',now(),'T',${u('c', 'c0')},${u('c*100+t', '10')},'other',100 FROM generate_series(1,20) c, generate_series(1,5) t`);
    await tx.execute(sql`SELECT 1`);
    await tx.execute(sql`INSERT INTO enrollments (organization_id,id,source,source_id,version,digest,received_at,user_id,course_id,enrolled_at,mode,status) SELECT ${O}, gen_random_uuid(), 's', gen_random_uuid()::text,1,'d',now(),${u('n', 'aa')},${u('c', 'c0')}, now() - (n%200) * interval '1 day', 'unknown', CASE WHEN n%3=0 THEN 'completed' ELSE 'active' END FROM (SELECT n, 1 + (n*7 + k*5) % 20 AS c FROM generate_series(1,3000) n, generate_series(0,3) k) m`);
    await tx.execute(sql`INSERT INTO learner_topics (organization_id,user_id,topic_id,done_day,touched,best_pct,practice_passed,minutes) SELECT ${O}, ${u('n', 'aa')}, ${u('c*100+t', '10')}, current_date - (n%100), true, 70, false, n%200 FROM (SELECT n, 1 + (n*7 + k*5) % 20 AS c FROM generate_series(1,3000) n, generate_series(0,3) k) m, generate_series(1,15) t`);
    await tx.execute(sql`INSERT INTO learner_items (organization_id,user_id,content_item_id,type,completed_at) SELECT ${O}, ${u('n', 'aa')}, ${u('c*100+t', '1e')}, 'video', now() FROM (SELECT n, 1 + (n*7 + k*5) % 20 AS c FROM generate_series(1,3000) n, generate_series(0,3) k) m, generate_series(1,20) t`);
    await tx.execute(sql`INSERT INTO learner_assessments SELECT ${O}, ${u('n', 'aa')}, ${u('c*100+t', 'a5')}, NULL, 2, 50, 80, 70, false, true, 2, 10, 1 FROM (SELECT n, 1 + (n*7 + k*5) % 20 AS c FROM generate_series(1,3000) n, generate_series(0,3) k) m, generate_series(1,5) t`);
    await tx.execute(sql`INSERT INTO learner_courses SELECT ${O}, ${u('n', 'aa')}, ${u('c', 'c0')}, current_date - n%40, NULL, NULL FROM (SELECT n, 1 + (n*7 + k*5) % 20 AS c FROM generate_series(1,3000) n, generate_series(0,3) k) m`);
    await tx.execute(sql`INSERT INTO learner_course_days (organization_id,user_id,course_id,day,points,active_min,sessions,hours,posts) SELECT ${O}, ${u('n', 'aa')}, ${u('c', 'c0')}, current_date - t*3, 4, 30.5, 1, array_fill(1, ARRAY[24]), 0 FROM (SELECT n, 1 + (n*7 + k*5) % 20 AS c FROM generate_series(1,3000) n, generate_series(0,3) k) m, generate_series(0,29) t`);
    await tx.execute(sql`INSERT INTO learner_days SELECT ${O}, ${u('n', 'aa')}, current_date - t, 4, 30, 1,1,0,0,0,0,0, array_fill(1, ARRAY[24]), array_fill(0, ARRAY[7]),0,0,0, now() FROM generate_series(1,3000) n, generate_series(0,59) t`);
    await tx.execute(sql`INSERT INTO assessment_attempts (organization_id,id,source,source_id,version,digest,received_at,user_id,assessment_id,occurred_at,score,max,attempt_no,kind) SELECT ${O}, gen_random_uuid(), 's', gen_random_uuid()::text,1,'d',now(),${u('n', 'aa')},${u('c*100+t', 'a5')}, now() - interval '5 days', 50,100,1, CASE t WHEN 1 THEN 'baseline' WHEN 2 THEN 'post' ELSE 'other' END FROM (SELECT n, 1 + (n*7 + k*5) % 20 AS c FROM generate_series(1,3000) n, generate_series(0,3) k) m, generate_series(1,5) t`);
  });
  await withOrg(db.owner, { organizationId, userId: null, role: 'operator' }, async (tx) => {
    await tx.execute(sql`INSERT INTO course_trainers (organization_id, course_id, user_id) SELECT ${O}, ${u('c', 'c0')}, ${u('1', 'aa')} FROM generate_series(1,5) c`);
  });
  for (const analyze of [false, true]) {
    if (analyze) await db.owner.query('ANALYZE');
    for (const [pool, context] of [[db.worker, { organizationId, userId: null, role: 'worker' }], [db.app, { organizationId, userId: uuid('aa', 1), role: 'trainer' }]] as const) {
      await withOrg(pool, context as never, async (tx) => {
        for (let i = 0; i < 3; i += 1) {
          const slow: string[] = [];
          const timing = new Proxy(tx, { get: (target, key) => (key === 'execute' ? async (q: never) => { const at = performance.now(); const r = await target.execute(q); slow.push((performance.now() - at).toFixed(0)); return r; } : Reflect.get(target, key) as unknown) });
          const t = performance.now();
          const g = await loadCourseGroup(timing, uuid('c0', 3), new Date().toISOString(), 'Europe/Berlin');
          const a = performance.now();
          const s = await loadTeachingState(timing, uuid('aa', 1), new Date().toISOString(), 'Europe/Berlin');
          console.log(analyze, context.role, g?.learners.length, 'group', (a - t).toFixed(0), 'teaching', s.learners.length, s.gainPairs.length, (performance.now() - a).toFixed(0), slow.join(' '));
        }
      });
    }
  }
  await db.close();
  expect(1).toBe(1);
});
