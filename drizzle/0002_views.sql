-- Two coarse materialized views in a schema without grants, refreshed by their owner verdant_refresher through one function, and read
-- through security-barrier views that filter on the tenant context. They keep mergeable sums; averages are derived when read.
CREATE SCHEMA rollup AUTHORIZATION verdant_owner;
--> statement-breakpoint
REVOKE ALL ON SCHEMA rollup FROM PUBLIC;
--> statement-breakpoint
CREATE POLICY refresher_read ON public.analytics_daily FOR SELECT TO verdant_refresher USING (true);
--> statement-breakpoint
CREATE POLICY refresher_read ON public.learner_days FOR SELECT TO verdant_refresher USING (true);
--> statement-breakpoint
GRANT SELECT ON public.analytics_daily, public.learner_days TO verdant_refresher;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA rollup TO verdant_refresher;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO verdant_refresher;
--> statement-breakpoint
SET ROLE verdant_refresher;
--> statement-breakpoint
CREATE MATERIALIZED VIEW rollup.analytics_learning_velocity_mv AS
  SELECT organization_id, user_id, role, day,
    coalesce(sum(headline), 0) AS pace_sum, count(headline) AS pace_n,
    coalesce(sum(target), 0) AS target_pace_sum, count(target) AS target_pace_n,
    sum(n)::bigint AS data_points, max(calculated_at) AS last_calculated_at
  FROM public.analytics_daily
  WHERE type = 'learning_velocity' AND day > current_date - 90
  GROUP BY organization_id, user_id, role, day;
--> statement-breakpoint
CREATE UNIQUE INDEX analytics_learning_velocity_mv_key ON rollup.analytics_learning_velocity_mv (organization_id, user_id, role, day);
--> statement-breakpoint
CREATE MATERIALIZED VIEW rollup.organization_kpis_mv AS
  WITH paces AS (
    SELECT organization_id, day,
      coalesce(sum(headline) FILTER (WHERE type = 'learning_velocity'), 0) AS pace_sum,
      count(headline) FILTER (WHERE type = 'learning_velocity') AS pace_n,
      coalesce(sum(target) FILTER (WHERE type = 'learning_velocity'), 0) AS target_pace_sum,
      count(target) FILTER (WHERE type = 'learning_velocity') AS target_pace_n,
      count(*) FILTER (WHERE status IN ('ok', 'stale')) AS analytics_counted,
      max(calculated_at) AS last_calculated_at
    FROM public.analytics_daily WHERE role = 'learner' AND day > current_date - 30 GROUP BY organization_id, day
  ), activity AS (
    SELECT organization_id, day, count(*) AS active_learners FROM public.learner_days
    WHERE points > 0 AND day > current_date - 30 GROUP BY organization_id, day
  )
  SELECT organization_id, day, coalesce(a.active_learners, 0) AS active_learners, coalesce(p.pace_sum, 0) AS pace_sum, coalesce(p.pace_n, 0) AS pace_n,
    coalesce(p.target_pace_sum, 0) AS target_pace_sum, coalesce(p.target_pace_n, 0) AS target_pace_n,
    coalesce(p.analytics_counted, 0) AS analytics_counted, p.last_calculated_at
  FROM paces p FULL JOIN activity a USING (organization_id, day);
--> statement-breakpoint
CREATE UNIQUE INDEX organization_kpis_mv_key ON rollup.organization_kpis_mv (organization_id, day);
--> statement-breakpoint
CREATE VIEW public.learning_velocity_by_day WITH (security_barrier) AS
  SELECT organization_id, user_id, role, day, pace_sum, pace_n, target_pace_sum, target_pace_n, data_points, last_calculated_at
  FROM rollup.analytics_learning_velocity_mv
  WHERE organization_id = (SELECT app.org_id())
    AND (user_id = (SELECT app.user_id()) OR (SELECT app.active_role()) = 'org_admin'
      OR ((SELECT app.active_role()) = 'trainer' AND user_id IN (SELECT app.trained_learner_ids())));
--> statement-breakpoint
CREATE VIEW public.organization_kpis_by_day WITH (security_barrier) AS
  SELECT organization_id, day, active_learners, pace_sum, pace_n, target_pace_sum, target_pace_n, analytics_counted, last_calculated_at
  FROM rollup.organization_kpis_mv
  WHERE organization_id = (SELECT app.org_id()) AND (SELECT app.active_role()) = 'org_admin';
--> statement-breakpoint
GRANT SELECT ON public.learning_velocity_by_day, public.organization_kpis_by_day TO verdant_app;
--> statement-breakpoint
-- SECURITY DEFINER: a materialized view can only be refreshed by its owner, and CONCURRENTLY keeps readers undisturbed.
CREATE FUNCTION app.refresh_views() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
  BEGIN
    REFRESH MATERIALIZED VIEW CONCURRENTLY rollup.analytics_learning_velocity_mv;
    REFRESH MATERIALIZED VIEW CONCURRENTLY rollup.organization_kpis_mv;
  END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.refresh_views() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.refresh_views() TO verdant_worker;
--> statement-breakpoint
SET ROLE verdant_owner;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.trained_learner_ids() TO verdant_refresher;
--> statement-breakpoint
-- Durable queue: only a run that exists in the caller's organization can be queued; runs of one organization wait for each other.
CREATE FUNCTION app.enqueue_recalculation(run uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.recalculation_runs r WHERE r.organization_id = app.org_id() AND r.id = run AND r.state = 'queued') THEN
      RAISE EXCEPTION 'enqueue_recalculation: no queued run % in this organization', run;
    END IF;
    PERFORM graphile_worker.add_job('recalculate', json_build_object('organizationId', app.org_id(), 'runId', run),
      queue_name => 'recalculate:' || app.org_id(), job_key => 'run:' || run, max_attempts => 5);
  END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.enqueue_recalculation(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.enqueue_recalculation(uuid) TO verdant_app;
--> statement-breakpoint
ALTER FUNCTION app.enqueue_recalculation(uuid) OWNER TO verdant_worker;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM verdant_refresher;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA rollup FROM verdant_refresher;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM verdant_doorkeeper, verdant_refresher, verdant_worker;
