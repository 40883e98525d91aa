-- Three courses a learner on average, popular ones more often, each taken at a pace of its own (days for the whole course); one in thirty enrolled again.
CREATE TABLE bench.enrolled AS
  SELECT row_number() OVER () AS n, e.*, CASE WHEN bench.unit(e.learner_n, e.course_n) < 0.1 THEN 'withdrawn'
    WHEN bench.unit(e.learner_n, e.course_n) < 0.14 THEN 'failed'
    WHEN e.progress >= 1 THEN 'completed' ELSE 'active' END AS status
  FROM (
    SELECT l.n AS learner_n, l.organization_id, l.user_id, c.n AS course_n, c.id AS course_id, d.started_ago, l.ability, d.takes,
      least(1, d.started_ago / d.takes) AS progress
    FROM bench.learners l JOIN bench.organizations o ON o.no = l.org
    CROSS JOIN LATERAL (
      SELECT DISTINCT ON (place) place, 1 + floor(420 * bench.unit(l.n * 8 + k, 32))::int AS started_ago,
        130 / (l.ability * (0.4 + bench.unit(l.n * 8 + k, 33))) AS takes
      FROM (SELECT k, 1 + floor(o.courses * power(bench.unit(l.n * 8 + k, 31), 1.3))::int AS place
        FROM generate_series(1, 1 + floor(5.2 * bench.unit(l.n, 30))::int) AS k) chosen ORDER BY place, k
    ) d JOIN bench.courses c ON c.org = l.org AND c.place = d.place
  ) e;
CREATE INDEX ON bench.enrolled (learner_n);
INSERT INTO public.enrollments (organization_id, id, source, source_id, digest, received_at, user_id, course_id, enrolled_at, mode, status, completed_at,
  due_at)
  SELECT organization_id, bench.id('enrollment', n * 2 + again), 'platform', (n * 2 + again)::text, md5(n::text), now(), user_id, course_id,
    (current_date - started_ago - 60 * again)::timestamptz + interval '8 hours', CASE WHEN n % 3 = 0 THEN 'mandatory' ELSE 'voluntary' END,
    CASE again WHEN 1 THEN 'withdrawn' ELSE status END, CASE WHEN status = 'completed' AND again = 0 THEN now() - interval '20 days' END,
    (current_date - started_ago + 120)::timestamptz
  FROM bench.enrolled CROSS JOIN LATERAL generate_series(0, (n % 30 = 0)::int) AS again;

-- Days on which somebody learned: likelier on weekdays and in the first four months of a course. What they did is spread over the days found.
CREATE TABLE bench.days AS
  WITH active AS (
    SELECT l.n AS learner_n, l.organization_id, l.user_id, ago, current_date - ago AS day, e.courses
    FROM (SELECT learner_n, array_agg(started_ago) AS starts, array_agg(course_n ORDER BY started_ago) AS courses FROM bench.enrolled GROUP BY learner_n) e
    JOIN bench.learners l ON l.n = e.learner_n CROSS JOIN generate_series(1, 389) AS ago
    WHERE bench.unit(l.n * 1000 + ago, 41) < least(0.9, l.diligence * CASE WHEN extract(isodow FROM current_date - ago) > 5 THEN 0.35 ELSE 1 END
      * CASE WHEN EXISTS (SELECT 1 FROM unnest(e.starts) AS s WHERE s - ago BETWEEN 0 AND 120) THEN 1 ELSE 0.25 END)
  ), mean AS (SELECT current_setting('bench.events')::float8 / count(*) AS events FROM active)
  SELECT learner_n * 1000 + ago AS n, learner_n, organization_id, user_id, day,
    courses[1 + floor(cardinality(courses) * bench.unit(learner_n * 1000 + ago, 42))::int] AS course_n,
    1 + floor(-ln(bench.unit(learner_n * 1000 + ago, 43)) * greatest(0.2, mean.events - 0.5))::int AS events,
    360 + floor(700 * (bench.unit(learner_n * 1000 + ago, 44) + bench.unit(learner_n, 45)) / 2)::int AS minute
  FROM active, mean ORDER BY day, bench.unit(learner_n * 1000 + ago, 46);
CREATE INDEX ON bench.days (day);
