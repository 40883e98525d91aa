-- Called once a month of events, so that two connections share the work; facts of a day stand together, as they arrive.
CREATE FUNCTION bench.load_events(month date) RETURNS bigint LANGUAGE sql AS $$
  WITH loaded AS (
    INSERT INTO public.learning_events (organization_id, id, source, source_id, digest, received_at, user_id, occurred_at, verb, object_type, object_id,
      course_id, topic_id,
      content_type, duration_min)
    SELECT d.organization_id, md5(d.n || '/' || k)::uuid, 'platform', d.n || '/' || k, left(md5(k || '/' || d.n), 22), at + interval '2 seconds', d.user_id,
      at,
      bench.pick('{opened,opened,progressed,progressed,watched,read,answered,completed,practised,posted,replied,rated}', d.n * 500 + k, 51), 'content',
        i.id::text,
      i.course_id, i.topic_id, i.type, round((0.5 + 6 * bench.unit(d.n * 500 + k, 52))::numeric, 1)
    FROM bench.days d CROSS JOIN LATERAL generate_series(1, d.events) AS k
    CROSS JOIN LATERAL (SELECT d.day::timestamptz + make_interval(secs => 60 * d.minute + k * least(160, 18000.0 / d.events)) AS at) a
    JOIN bench.items i ON i.n = (d.course_n * 100 + 1 + floor(12 * bench.unit(d.n * 100 + k / 6, 53))::int) * 10
      + 1 + floor(4 * bench.unit(d.n * 500 + k, 54))::int
    WHERE d.day >= load_events.month AND d.day < load_events.month + interval '1 month'
    RETURNING 1
  ) SELECT count(*) FROM loaded $$;

CREATE FUNCTION bench.load_learner_days() RETURNS void LANGUAGE sql AS $$
  INSERT INTO public.learner_days (organization_id, user_id, day, points, active_min, sessions, progress, assessment, practice, practice_passed, pct_sum,
    pct_n, hours, types,
    shared, replied, mentored, last_at)
  SELECT organization_id, user_id, day, events, 2.7 * events, 1 + events / 20, events / 8, (n % 9 = 0)::int, (n % 5 = 0)::int, (n % 7 = 0)::int,
    CASE n % 9 WHEN 0 THEN 40 + n % 60 ELSE 0 END, (n % 9 = 0)::int, array_fill(0, ARRAY[minute / 60]) || events || array_fill(0, ARRAY[23 - minute / 60]),
    ARRAY[events / 3, events - events / 3 - events / 5 - events / 9, events / 5, 0, events / 9, 0, 0], 0, (n % 11 = 0)::int, 0,
    day::timestamptz + make_interval(mins => minute + least(300, 3 * events))
  FROM bench.days $$;
