-- Rollups as a recalculation would leave them, made of the same rows as the facts and written learner by learner.
INSERT INTO public.learner_topics (organization_id, user_id, topic_id, done_day, touched, best_pct, practice_passed)
  SELECT organization_id, user_id, coalesce(canonical_id, topic_id), min(at::date) FILTER (WHERE done), true, NULL, bool_or(n % 5 < 2)
  FROM bench.touched GROUP BY organization_id, user_id, coalesce(canonical_id, topic_id);
INSERT INTO public.learner_items (organization_id, user_id, content_item_id, type, opened_at, completed_at, outcome_pct)
  SELECT t.organization_id, t.user_id, i.id, i.type, t.at - interval '2 hours', CASE WHEN t.done THEN t.at END,
    CASE WHEN i.n % 3 = 0 THEN 100 * bench.unit(t.n, 71) END
  FROM bench.touched t JOIN bench.items i ON i.topic_id = t.topic_id WHERE (t.n + i.n) % 5 > 0 ORDER BY t.user_id;
INSERT INTO public.learner_skills (organization_id, user_id, skill_id, l, half_life_days, n, last_day, recent, best_pct, practice_passed, attempt_pct_sum,
  attempt_n)
  SELECT organization_id, user_id, skill_id, avg(score), 7 + 5 * count(*), count(*), max(at)::date,
    jsonb_build_array(jsonb_build_object('day', min(at)::date, 'L', min(score)), jsonb_build_object('day', max(at)::date, 'L', avg(score))), 100 * max(score),
    bool_or(origin_kind = 'practice' AND score > 0.5), coalesce(sum(100 * score) FILTER (WHERE origin_kind = 'attempt'), 0),
      count(*) FILTER (WHERE origin_kind = 'attempt')
  FROM bench.observations GROUP BY organization_id, user_id, skill_id;
INSERT INTO public.learner_assessments (organization_id, user_id, assessment_id, course_id, attempts, first_pct, best_pct, latest_pct, first_passed,
  latest_passed,
    first_pass_position, minutes_sum, minutes_n)
  SELECT organization_id, user_id, assessment_id, min(CASE WHEN n % 10 > 0 THEN course_id::text END)::uuid, count(*), min(score) FILTER (WHERE turn = 1),
    max(score),
    (array_agg(score ORDER BY turn DESC))[1], bool_or(turn = 1 AND score >= 60), (array_agg(score ORDER BY turn DESC))[1] >= 60,
      min(turn) FILTER (WHERE score >= 60), 20 * count(*), count(*)
  FROM bench.attempts WHERE kind <> 'baseline' GROUP BY organization_id, user_id, assessment_id;
INSERT INTO public.learner_summaries (organization_id, user_id, first_activity_day, last_activity_day, as_of, last_attempts)
  SELECT l.organization_id, l.user_id, d.first, d.last, d.as_of, coalesce(a.last, '[]')
  FROM bench.learners l
  LEFT JOIN (SELECT learner_n, min(day) AS first, max(day) AS last, max(day::timestamptz + make_interval(mins => minute)) AS as_of FROM bench.days
    GROUP BY learner_n) d
    ON d.learner_n = l.n
  LEFT JOIN (
    SELECT user_id, jsonb_agg(jsonb_build_object('id', bench.id('attempt', n), 'assessmentId', assessment_id, 'courseId', course_id, 'occurredAt',
      to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'), 'pct', score, 'passed', score >= 60, 'durationMin', 20) ORDER BY at) AS last
    FROM (SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY at DESC) AS newest FROM bench.attempts WHERE kind <> 'baseline') r WHERE newest <= 10
      GROUP BY user_id
  ) a ON a.user_id = l.user_id;

INSERT INTO public.learner_course_days (organization_id, user_id, course_id, day, points, active_min, sessions, hours, posts)
  SELECT d.organization_id, d.user_id, c.id, d.day, d.events, 2.7 * d.events, 1 + d.events / 20,
    array_fill(0, ARRAY[d.minute / 60]) || d.events || array_fill(0, ARRAY[23 - d.minute / 60]), 0
  FROM bench.days d JOIN bench.courses c ON c.n = d.course_n;
INSERT INTO public.learner_courses (organization_id, user_id, course_id, last_active_day)
  SELECT e.organization_id, e.user_id, e.course_id, d.last
  FROM bench.enrolled e LEFT JOIN (SELECT learner_n, course_n, max(day) AS last FROM bench.days GROUP BY learner_n, course_n) d USING (learner_n, course_n);

-- Ten runs at sign-in for each learner, a nightly run each night, and some that trainers asked for.
INSERT INTO public.recalculation_runs (organization_id, id, trigger, scope_kind, scope_id, requested_by, requested_role, state, step, total, done,
  requested_at, started_at, finished_at)
  SELECT organization_id, bench.id(kind || 'run', n), trigger, kind, scope_id, asked_by, role, 'succeeded', 'done', 1, 1, at, at, at + interval '2 seconds'
    FROM (
    SELECT organization_id, n * 10 + nth AS n, 'sign-in' AS trigger, 'learner' AS kind, user_id AS scope_id, user_id AS asked_by, 'learner' AS role,
      now() - make_interval(hours => floor(390 * 24 * bench.unit(n * 10 + nth, 72))::int) - interval '1 hour' AS at FROM bench.learners
        CROSS JOIN generate_series(0, 9) AS nth
    UNION ALL SELECT id, base + k, 'nightly', 'organization', NULL, NULL, NULL, current_date - k + interval '2 hours' FROM bench.organizations
      CROSS JOIN generate_series(1, 390) AS k
    UNION ALL SELECT t.organization_id, c.n * 100 + k, 'manual', 'course', c.id, t.user_id, 'trainer',
      now() - make_interval(days => 9 * k, hours => c.place % 24)
      FROM bench.courses c JOIN public.course_trainers t ON t.course_id = c.id CROSS JOIN generate_series(1, 40) AS k WHERE (c.place + k) % 2 = 0
  ) r ON CONFLICT DO NOTHING;
