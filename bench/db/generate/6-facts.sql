-- What came of the journeys: topics done, attempts, practice, and the skills that these showed.
CREATE TABLE bench.touched AS
  SELECT e.n * 100 + t.place AS n, e.organization_id, e.user_id, e.course_id, t.id AS topic_id, t.canonical_id, t.skill_ids, t.n AS topic_n, e.ability,
    t.place <= 12 * e.progress - 0.6 AS done,
    (current_date - greatest(1, floor(e.started_ago - e.takes * t.place / 12))::int)::timestamptz + interval '15 hours' AS at
  FROM bench.enrolled e JOIN bench.topics t ON t.course_n = e.course_n WHERE t.place <= 12 * e.progress;
INSERT INTO public.topic_completions (organization_id, id, source, source_id, digest, received_at, user_id, topic_id, occurred_at, via)
  SELECT organization_id, bench.id('completion', n), 'platform', n::text, md5(n::text), at, user_id, topic_id, at, 'course' FROM bench.touched WHERE done
    ORDER BY at;
INSERT INTO public.practice_results (organization_id, id, source, source_id, digest, received_at, user_id, practice_id, course_id, topic_id, skill_ids,
  occurred_at, passed, score)
  SELECT organization_id, bench.id('practice', n), 'platform', n::text, md5(n::text), at, user_id, 'practice-' || topic_n, course_id, topic_id, skill_ids,
    at - interval '1 hour',
    bench.unit(n, 61) < 0.7 * ability, least(1, ability * bench.unit(n, 62)) FROM bench.touched WHERE n % 5 < 3 ORDER BY at;

CREATE TABLE bench.attempts AS
  SELECT (e.n * 10 + a.place) * 4 + turn AS n, e.organization_id, e.user_id, a.id AS assessment_id, a.course_id, a.kind, a.skill_ids, turn,
    e.n % 3 = 0 AS itemized,
    round(least(100, greatest(0, 62 * e.ability + 14 * bench.normal((e.n * 10 + a.place) * 4 + turn, 63) + 6 * turn))::numeric, 1)::float8 AS score,
    (current_date - greatest(1, floor(e.started_ago - e.takes * (a.place - 0.5) / 5))::int)::timestamptz + make_interval(hours => 8 + 3 * turn) AS at
  FROM bench.enrolled e JOIN bench.assessments a ON a.course_n = e.course_n AND a.place <= 5 * e.progress + 0.5
  CROSS JOIN LATERAL generate_series(1, 1 + floor(1.7 * bench.unit(e.n * 10 + a.place, 64))::int) AS turn;
INSERT INTO public.assessment_attempts (organization_id, id, source, source_id, digest, received_at, user_id, assessment_id, course_id, occurred_at, score,
  max, pass_mark,
    attempt_no, duration_min, skills, kind, items)
  SELECT organization_id, bench.id('attempt', n), 'platform', n::text, md5(n::text), at, user_id, assessment_id, CASE WHEN n % 10 > 0 THEN course_id END,
    at, score, 100, 60, turn,
    10 + 20 * bench.unit(n, 65), (SELECT jsonb_agg(jsonb_build_object('skillId', s, 'score', score / 100)) FROM unnest(skill_ids) AS s), kind,
    CASE WHEN itemized THEN (SELECT jsonb_agg(jsonb_build_object('itemId', 'q' || q, 'score', (bench.unit(n * 16 + q, 66) * 100 < score)::int))
      FROM generate_series(1, 12) AS q) END
  FROM bench.attempts ORDER BY at;

CREATE TABLE bench.observations AS
  SELECT organization_id, user_id, s AS skill_id, at, score / 100 AS score, 'attempt' AS origin_kind, bench.id('attempt', n) AS origin_id
    FROM bench.attempts CROSS JOIN LATERAL unnest(skill_ids) AS s WHERE kind <> 'baseline'
  UNION ALL
  SELECT organization_id, user_id, s, at - interval '1 hour', least(1, ability * bench.unit(n, 62)), 'practice', bench.id('practice', n)
    FROM bench.touched CROSS JOIN LATERAL unnest(skill_ids) AS s WHERE n % 5 < 3;
INSERT INTO public.skill_observations (organization_id, id, source, source_id, digest, received_at, user_id, skill_id, occurred_at, score, origin_kind,
  origin_id)
  SELECT organization_id, md5(origin_id || '/' || skill_id)::uuid, 'platform', origin_id || '/' || skill_id, left(md5(origin_id::text), 22), at, user_id,
    skill_id, at, score,
    origin_kind, origin_id FROM bench.observations ORDER BY at;

INSERT INTO public.skill_targets (organization_id, id, source, source_id, digest, received_at, user_id, skill_id, target, origin, business, due)
  SELECT l.organization_id, bench.id('target', l.n * 10 + nth), 'platform', (l.n * 10 + nth)::text, md5(l.n::text), now(), l.user_id, s.id,
    1 + floor(6 * bench.unit(l.n * 10 + nth, 67)) / 2,
    CASE WHEN nth < 7 THEN 'organization' ELSE 'learner' END, bench.pick('{critical,high,medium,low}', l.n * 10 + nth, 68), current_date + (30 * nth)
  FROM bench.learners l CROSS JOIN generate_series(1, 8) AS nth JOIN bench.organizations o ON o.no = l.org
  JOIN bench.skills s ON s.org = l.org AND s.k = 1 + (l.k * 5 + nth * 11) % o.skills;
INSERT INTO public.skill_levels (organization_id, id, source, source_id, digest, received_at, user_id, skill_id, level, assessed_at, by)
  SELECT l.organization_id, bench.id('level', l.n * 10 + nth), 'platform', (l.n * 10 + nth)::text, md5(l.n::text), now(), l.user_id, s.id,
    4 * bench.unit(l.n * 10 + nth, 69),
    now() - make_interval(days => 20 * nth), 'skills-engine'
  FROM bench.learners l CROSS JOIN generate_series(1, 4) AS nth JOIN bench.organizations o ON o.no = l.org
  JOIN bench.skills s ON s.org = l.org AND s.k = 1 + (l.k * 5 + nth * 11) % o.skills;
INSERT INTO public.learning_paths (organization_id, id, source, source_id, digest, received_at, user_id, title, topic_ids, start_date, target_date, status)
  SELECT e.organization_id, bench.id('path', e.learner_n), 'platform', e.learner_n::text, md5(e.learner_n::text), now(), e.user_id, 'Path',
    (SELECT array_agg(t.id ORDER BY t.place) FROM bench.topics t WHERE t.course_n = e.course_n), current_date - e.started_ago,
      current_date - e.started_ago + 120, 'active'
  FROM (SELECT DISTINCT ON (learner_n) * FROM bench.enrolled ORDER BY learner_n, started_ago) e WHERE e.learner_n % 2 = 0;
