-- Courses with twelve topics, four items a topic and five assessments; who teaches what.
CREATE TABLE bench.skills AS
  SELECT o.base + k AS n, o.no AS org, k, o.id AS organization_id, bench.id('skill', o.base + k) AS id
  FROM bench.organizations o CROSS JOIN LATERAL generate_series(1, o.skills) AS k;
CREATE TABLE bench.courses AS
  SELECT o.base + k AS n, o.no AS org, k AS place, o.id AS organization_id, o.skills, bench.id('course', o.base + k) AS id
  FROM bench.organizations o CROSS JOIN LATERAL generate_series(1, o.courses) AS k;
CREATE TABLE bench.topics AS
  SELECT c.n * 100 + t AS n, c.n AS course_n, c.organization_id, c.id AS course_id, t AS place, bench.id('topic', c.n * 100 + t) AS id,
    CASE WHEN t = 1 AND c.place % 8 = 0 THEN bench.id('topic', (c.n - 1) * 100 + t) END AS canonical_id,
    ARRAY(SELECT s.id FROM bench.skills s WHERE s.org = c.org AND s.k IN (1 + (c.place * 7 + t) % c.skills, 1 + (c.place * 7 + t / 3) % c.skills)
      ORDER BY s.k) AS skill_ids
  FROM bench.courses c CROSS JOIN generate_series(1, 12) AS t;
CREATE TABLE bench.items AS
  SELECT t.n * 10 + k AS n, t.organization_id, t.course_id, t.id AS topic_id, bench.id('item', t.n * 10 + k) AS id, t.skill_ids,
    bench.pick('{video,video,article,article,interactive,practice,forum,other}', t.n * 10 + k, 21) AS type
  FROM bench.topics t CROSS JOIN generate_series(1, 4) AS k;
CREATE TABLE bench.assessments AS
  SELECT c.n * 10 + k AS n, c.n AS course_n, c.organization_id, c.id AS course_id, k AS place, bench.id('assessment', c.n * 10 + k) AS id,
    CASE WHEN c.place % 5 < 2 AND k = 1 THEN 'baseline' WHEN c.place % 5 < 2 AND k = 5 THEN 'post' ELSE 'other' END AS kind,
    (SELECT t.skill_ids FROM bench.topics t WHERE t.n = c.n * 100 + 2 * k) AS skill_ids
  FROM bench.courses c CROSS JOIN generate_series(1, 5) AS k;

INSERT INTO public.sources (organization_id, source, facts, measures, last_contact_at)
  SELECT id, 'platform', '{courses,topics,content_items,assessments,skills,enrollments,learning_events,topic_completions,assessment_attempts,practice_results,
    skill_observations,skill_levels,skill_targets,learning_paths}', '{time-of-day,minutes}', now() FROM bench.organizations;
INSERT INTO public.skills (organization_id, id, source, source_id, digest, received_at, name, market_demand)
  SELECT organization_id, id, 'platform', n::text, md5(n::text), now(), 'Skill ' || k, 100 * bench.unit(n, 22) FROM bench.skills;
INSERT INTO public.courses (organization_id, id, source, source_id, digest, received_at, title, status, created_at, pass_mark)
  SELECT organization_id, id, 'platform', n::text, md5(n::text), now(), 'Course ' || place, 'active', now() - interval '450 days', 60 FROM bench.courses;
INSERT INTO public.topics (organization_id, id, source, source_id, digest, received_at, title, canonical_id, course_id, position, skill_ids, expected_min)
  SELECT organization_id, id, 'platform', n::text, md5(n::text), now(), 'Topic ' || n, canonical_id, course_id, place, skill_ids,
    20 + 60 * bench.unit(n, 23) FROM bench.topics;
INSERT INTO public.content_items (organization_id, id, source, source_id, digest, received_at, title, course_id, topic_id, type, created_by, skill_ids,
  expected_min, status)
  SELECT organization_id, id, 'platform', n::text, md5(n::text), now(), 'Item ' || n, course_id, topic_id, type,
    bench.pick('{human,human,hybrid,ai}', n, 24), skill_ids,
    5 + 20 * bench.unit(n, 25), 'active' FROM bench.items;
INSERT INTO public.assessments (organization_id, id, source, source_id, digest, received_at, title, course_id, kind, max, pass_mark, weight)
  SELECT organization_id, id, 'platform', n::text, md5(n::text), now(), 'Assessment ' || n, course_id, kind, 100, 60, 0.2 FROM bench.assessments;

-- A trainer has about four courses (every second course has two trainers) and two cohorts of some fifty learners.
CREATE TABLE bench.cohorts AS
  SELECT o.base + k AS n, k, o.no AS org, o.id AS organization_id, bench.id('cohort', o.base + k) AS id, ceil(o.learners / 50.0)::int AS cohorts, o.courses
  FROM bench.organizations o CROSS JOIN LATERAL generate_series(1, ceil(o.learners / 50.0)::int) AS k;
INSERT INTO public.cohorts (organization_id, id, name, starts_on) SELECT organization_id, id, 'Cohort ' || k, current_date - 200 FROM bench.cohorts;
INSERT INTO public.cohort_members (organization_id, cohort_id, user_id)
  SELECT l.organization_id, c.id, l.user_id FROM bench.learners l JOIN bench.cohorts c ON c.org = l.org AND c.k = 1 + l.k % c.cohorts;
INSERT INTO public.course_trainers (organization_id, course_id, user_id)
  SELECT DISTINCT c.organization_id, c.id, s.user_id FROM bench.courses c CROSS JOIN generate_series(1, 1 + c.place % 2) AS turn
  JOIN bench.organizations o ON o.no = c.org JOIN bench.staff s ON s.org = c.org AND s.role = 'trainer'
    AND s.k = 1 + (c.place * turn * 3 + turn) % (o.courses / 2 + 1);
INSERT INTO public.cohort_trainers (organization_id, cohort_id, user_id)
  SELECT c.organization_id, c.id, s.user_id FROM bench.cohorts c JOIN bench.staff s ON s.org = c.org AND s.role = 'trainer'
    AND s.k = 1 + (c.k * 5) % (c.courses / 2 + 1);
