-- Results of the learners that were calculated, given to all the others: an envelope is as large as a real one and names courses and skills that exist.
CREATE TABLE bench.copies AS
  SELECT l.n, l.organization_id, l.user_id, o.user_id AS of_user FROM bench.learners l JOIN bench.learners o
    ON o.org = l.org AND o.k = 1 + (l.k - 1) % current_setting('bench.calculated')::int WHERE l.k > current_setting('bench.calculated')::int;
INSERT INTO public.analytics (organization_id, user_id, role, type, status, headline, band, envelope, digest, version, calculated_at, changed_at, run_id)
  SELECT c.organization_id, c.user_id, a.role, a.type, a.status, a.headline, a.band, a.envelope, a.digest, 1 + c.n % 40, a.calculated_at, a.changed_at,
    a.run_id
  FROM bench.copies c JOIN public.analytics a ON a.organization_id = c.organization_id AND a.user_id = c.of_user ORDER BY c.user_id;
INSERT INTO public.learner_standings (organization_id, user_id, attention, reasons, last_activity_day, pace, target_pace, pace_status, mastery_pct,
  engagement, last_score_pct,
    average_pct, readiness_pct, open_gaps, critical_gaps, bands, insufficient, calculated_at)
  SELECT c.organization_id, c.user_id, s.attention + bench.unit(c.n, 81), s.reasons, m.last_activity_day, s.pace, s.target_pace, s.pace_status,
    s.mastery_pct, s.engagement,
    s.last_score_pct, s.average_pct, s.readiness_pct, s.open_gaps, s.critical_gaps, s.bands, s.insufficient, s.calculated_at
  FROM bench.copies c JOIN public.learner_standings s ON s.organization_id = c.organization_id AND s.user_id = c.of_user
  JOIN public.learner_summaries m ON m.organization_id = c.organization_id AND m.user_id = c.user_id ORDER BY c.user_id;

-- Analytics of courses, trainers and the organization, each as large as those of a learner, and a month of releases with sixty cohorts.
INSERT INTO public.group_analytics (organization_id, grain, scope_id, role, type, status, headline, envelope, digest, version, calculated_at, changed_at)
  SELECT g.organization_id, g.grain, g.id, g.role, t.type, a.status, a.headline, a.envelope, a.digest, 1, now(), now() FROM (
    SELECT organization_id, 'course' AS grain, id, unnest('{trainer,org_admin}'::text[]) AS role FROM bench.courses
    UNION ALL SELECT organization_id, 'trainer', user_id, 'trainer' FROM bench.staff WHERE bench.staff.role = 'trainer'
    UNION ALL SELECT id, 'organization', id, 'org_admin' FROM bench.organizations
  ) g CROSS JOIN (VALUES ('course_performance', 'mastery'), ('course_health', 'performance'), ('student_distribution', 'engagement'),
    ('teaching_effectiveness', 'mastery')) AS t (type, of)
  CROSS JOIN LATERAL (SELECT * FROM public.analytics a WHERE a.organization_id = g.organization_id AND a.type = t.of LIMIT 1) a;
INSERT INTO public.release_memberships (organization_id, user_id, cohort_id, metric, day, own, counted)
  SELECT l.organization_id, l.user_id, 'cohort-' || (l.k + 20 * c) % 60, m, current_date, 100 * bench.unit(l.n, 83), true
  FROM bench.learners l CROSS JOIN generate_series(0, 2) AS c CROSS JOIN unnest('{pace,mastery,average,engagement}'::text[]) AS m;
INSERT INTO public.release_entries (organization_id, day, cohort_id, metric, audience, entry, open_to_members, open_to_others)
  SELECT o.id, current_date - d, 'cohort-' || c, m, 'peers', jsonb_build_object('n', 300, 'values', (SELECT jsonb_agg(v) FROM generate_series(1, 30) AS v)),
    true, true
  FROM bench.organizations o CROSS JOIN generate_series(0, 29) AS d CROSS JOIN generate_series(0, 59) AS c
    CROSS JOIN unnest('{pace,mastery,average,engagement}'::text[]) AS m;

CREATE TABLE bench.headlines AS
  SELECT organization_id, user_id, role, type, status, headline, band, (envelope ->> 'n')::int AS n, envelope ->> 'formulaVersion' AS formula_version
  FROM public.analytics ORDER BY user_id;

-- Ninety days of history for everyone, up to yesterday; today's was stored with the results.
CREATE FUNCTION bench.load_history(month date) RETURNS bigint LANGUAGE sql AS $$
  WITH loaded AS (
    INSERT INTO public.analytics_daily (organization_id, user_id, role, type, day, status, headline, target, band, n, formula_version, calculated_at)
    SELECT a.organization_id, a.user_id, a.role, a.type, d::date, a.status,
      round((a.headline * (0.85 + 0.3 * bench.unit(hashtext(a.user_id::text) + (d::date - DATE '2000-01-01'), 82)))::numeric, 2),
      CASE a.type WHEN 'learning_velocity' THEN 1.5 END, a.band, a.n, a.formula_version, d + interval '2 hours'
    FROM generate_series(greatest(load_history.month, current_date - 89), least(load_history.month + interval '1 month', current_date) - interval '1 day',
      interval '1 day') AS d
    CROSS JOIN bench.headlines a
    WHERE d >= load_history.month
    RETURNING 1
  ) SELECT count(*) FROM loaded $$;
