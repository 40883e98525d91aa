-- Tenant context, policies, grants and the few public functions. Roles are made by the bootstrap (packages/db/src/roles.ts).
-- verdant_owner owns tables and is itself under FORCE ROW LEVEL SECURITY; verdant_app serves requests; verdant_worker calculates;
-- verdant_refresher reads what the materialized views need; verdant_doorkeeper (no login) owns what happens before a context exists.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO verdant_app, verdant_worker, verdant_refresher, verdant_doorkeeper;
--> statement-breakpoint
CREATE SCHEMA app;
--> statement-breakpoint
REVOKE ALL ON SCHEMA app FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA app TO verdant_app, verdant_worker, verdant_refresher, verdant_doorkeeper;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
--> statement-breakpoint
CREATE FUNCTION app.org_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.org_id', true), '')::uuid $$;
--> statement-breakpoint
CREATE FUNCTION app.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;
--> statement-breakpoint
CREATE FUNCTION app.active_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.active_role', true), '') $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.org_id(), app.user_id(), app.active_role() TO verdant_app, verdant_worker, verdant_refresher, verdant_doorkeeper, verdant_owner;
--> statement-breakpoint
-- Learners of the courses and cohorts that the caller trains. SECURITY DEFINER so that policies can call it without recursion;
-- its owner is under the tenant policy like everyone else.
CREATE FUNCTION app.trained_learner_ids() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT e.user_id FROM public.course_trainers t JOIN public.enrollments e USING (organization_id, course_id)
      WHERE t.organization_id = app.org_id() AND t.user_id = app.user_id()
    UNION
    SELECT m.user_id FROM public.cohort_trainers t JOIN public.cohort_members m USING (organization_id, cohort_id)
      WHERE t.organization_id = app.org_id() AND t.user_id = app.user_id()
  $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.trained_learner_ids() TO verdant_app;
--> statement-breakpoint
-- Every tenant table: forced row-level security, one RESTRICTIVE tenant policy, owner and worker inside the tenant.
DO $$
DECLARE name text; tenant text;
BEGIN
  FOR name IN
    SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', name);
    IF name = 'sign_in_limits' THEN CONTINUE; END IF;
    tenant := CASE name WHEN 'organizations' THEN 'id' ELSE 'organization_id' END;
    EXECUTE format(
      'CREATE POLICY tenant ON public.%I AS RESTRICTIVE FOR ALL TO verdant_owner, verdant_app, verdant_worker
         USING (%I = (SELECT app.org_id())) WITH CHECK (%I = (SELECT app.org_id()))', name, tenant, tenant);
    EXECUTE format('CREATE POLICY owner_all ON public.%I FOR ALL TO verdant_owner USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY worker_all ON public.%I FOR ALL TO verdant_worker USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Shape "own": a learner sees their own rows, a trainer those of trained learners, an org admin all of the organization.
DO $$
DECLARE name text; person text;
BEGIN
  FOREACH name IN ARRAY ARRAY['users', 'enrollments', 'learning_events', 'topic_completions', 'assessment_attempts', 'practice_results',
    'skill_observations', 'skill_levels', 'skill_targets', 'learning_paths', 'learner_days', 'learner_topics', 'learner_items', 'learner_skills',
    'learner_assessments', 'learner_summaries', 'analytics', 'analytics_daily', 'learner_standings']
  LOOP
    person := CASE name WHEN 'users' THEN 'id' ELSE 'user_id' END;
    EXECUTE format('CREATE POLICY self_read ON public.%I FOR SELECT TO verdant_app USING (%I = (SELECT app.user_id()))', name, person);
    EXECUTE format(
      'CREATE POLICY trainer_read ON public.%I FOR SELECT TO verdant_app
         USING ((SELECT app.active_role()) = ''trainer'' AND %I IN (SELECT app.trained_learner_ids()))', name, person);
    EXECUTE format('CREATE POLICY admin_read ON public.%I FOR SELECT TO verdant_app USING ((SELECT app.active_role()) = ''org_admin'')', name);
    EXECUTE format('GRANT SELECT ON public.%I TO verdant_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Shape "reference": names that every role of the organization may read.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['courses', 'topics', 'content_items', 'assessments', 'skills', 'sources']
  LOOP
    EXECUTE format('CREATE POLICY member_read ON public.%I FOR SELECT TO verdant_app USING ((SELECT app.active_role()) IN (''learner'', ''trainer'', ''org_admin''))', name);
    EXECUTE format('GRANT SELECT ON public.%I TO verdant_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY member_read ON public.organizations FOR SELECT TO verdant_app USING ((SELECT app.user_id()) IS NOT NULL);
--> statement-breakpoint
GRANT SELECT ON public.organizations TO verdant_app;
--> statement-breakpoint
CREATE POLICY admin_read ON public.kpis FOR SELECT TO verdant_app USING ((SELECT app.active_role()) = 'org_admin');
--> statement-breakpoint
GRANT SELECT ON public.kpis TO verdant_app;
--> statement-breakpoint
-- A person keeps their own preferences, nothing else of their row.
CREATE POLICY self_prefer ON public.users FOR UPDATE TO verdant_app USING (id = (SELECT app.user_id())) WITH CHECK (id = (SELECT app.user_id()));
--> statement-breakpoint
GRANT UPDATE (theme, layout, last_role) ON public.users TO verdant_app;
--> statement-breakpoint
-- Who trains whom and who holds which role: one's own, or all for an org admin; nobody writes them through the application.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['user_roles', 'course_trainers', 'cohort_trainers']
  LOOP
    EXECUTE format('CREATE POLICY self_read ON public.%I FOR SELECT TO verdant_app USING (user_id = (SELECT app.user_id()))', name);
    EXECUTE format('CREATE POLICY admin_read ON public.%I FOR SELECT TO verdant_app USING ((SELECT app.active_role()) = ''org_admin'')', name);
    EXECUTE format('GRANT SELECT ON public.%I TO verdant_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY trainer_read ON public.cohorts FOR SELECT TO verdant_app
  USING ((SELECT app.active_role()) = 'trainer' AND id IN (SELECT t.cohort_id FROM public.cohort_trainers t WHERE t.user_id = (SELECT app.user_id())));
--> statement-breakpoint
CREATE POLICY admin_read ON public.cohorts FOR SELECT TO verdant_app USING ((SELECT app.active_role()) = 'org_admin');
--> statement-breakpoint
GRANT SELECT ON public.cohorts TO verdant_app;
--> statement-breakpoint
CREATE POLICY trainer_read ON public.cohort_members FOR SELECT TO verdant_app
  USING ((SELECT app.active_role()) = 'trainer' AND cohort_id IN (SELECT t.cohort_id FROM public.cohort_trainers t WHERE t.user_id = (SELECT app.user_id())));
--> statement-breakpoint
CREATE POLICY admin_read ON public.cohort_members FOR SELECT TO verdant_app USING ((SELECT app.active_role()) = 'org_admin');
--> statement-breakpoint
GRANT SELECT ON public.cohort_members TO verdant_app;
--> statement-breakpoint
-- Runs: the requester and org admins see them; the application may only ask for one in its own name and mark its own as cancelled.
CREATE POLICY self_read ON public.recalculation_runs FOR SELECT TO verdant_app USING (requested_by = (SELECT app.user_id()));
--> statement-breakpoint
CREATE POLICY admin_read ON public.recalculation_runs FOR SELECT TO verdant_app USING ((SELECT app.active_role()) = 'org_admin');
--> statement-breakpoint
CREATE POLICY trainer_read ON public.recalculation_runs FOR SELECT TO verdant_app
  USING ((SELECT app.active_role()) = 'trainer' AND scope_kind = 'course'
    AND scope_id IN (SELECT t.course_id FROM public.course_trainers t WHERE t.user_id = (SELECT app.user_id())));
--> statement-breakpoint
CREATE POLICY self_insert ON public.recalculation_runs FOR INSERT TO verdant_app
  WITH CHECK (requested_by = (SELECT app.user_id()) AND requested_role = (SELECT app.active_role()) AND state = 'queued');
--> statement-breakpoint
CREATE POLICY self_cancel ON public.recalculation_runs FOR UPDATE TO verdant_app
  USING (requested_by = (SELECT app.user_id()) OR (SELECT app.active_role()) = 'org_admin') WITH CHECK (state = 'cancelled');
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, finished_at) ON public.recalculation_runs TO verdant_app;
--> statement-breakpoint
CREATE POLICY member_insert ON public.audit_log FOR INSERT TO verdant_app
  WITH CHECK (actor_id = (SELECT app.user_id()) AND (role IS NULL OR role = (SELECT app.active_role())));
--> statement-breakpoint
CREATE POLICY admin_read ON public.audit_log FOR SELECT TO verdant_app USING ((SELECT app.active_role()) = 'org_admin');
--> statement-breakpoint
GRANT SELECT, INSERT ON public.audit_log TO verdant_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE public.audit_log_id_seq TO verdant_app;
--> statement-breakpoint
-- The worker reads the tenant it works for and writes facts, rollups, results and runs; never roles, credentials or sessions.
GRANT SELECT ON public.organizations, public.users, public.user_roles, public.course_trainers, public.cohorts, public.cohort_members, public.cohort_trainers TO verdant_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON public.courses, public.topics, public.content_items, public.assessments, public.skills, public.kpis,
  public.enrollments, public.learning_events, public.topic_completions, public.assessment_attempts, public.practice_results,
  public.skill_observations, public.skill_levels, public.skill_targets, public.learning_paths, public.learner_days, public.learner_topics,
  public.learner_items, public.learner_skills, public.learner_assessments, public.learner_summaries, public.dirty_learner_days, public.analytics,
  public.analytics_daily, public.learner_standings, public.sources, public.dead_letters, public.external_data_cache TO verdant_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON public.recalculation_runs TO verdant_worker;
--> statement-breakpoint
GRANT INSERT, SELECT ON public.audit_log TO verdant_worker;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE public.audit_log_id_seq, public.dead_letters_id_seq TO verdant_worker;
--> statement-breakpoint
-- Before a context exists: sign-in and sessions, through functions of the doorkeeper that return one row.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['organizations', 'users', 'user_roles', 'credentials', 'sessions', 'sign_in_limits']
  LOOP
    EXECUTE format('CREATE POLICY doorkeeper_read ON public.%I FOR SELECT TO verdant_doorkeeper USING (true)', name);
    EXECUTE format('GRANT SELECT ON public.%I TO verdant_doorkeeper', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['sessions', 'sign_in_limits']
  LOOP
    EXECUTE format('CREATE POLICY doorkeeper_insert ON public.%I FOR INSERT TO verdant_doorkeeper WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY doorkeeper_update ON public.%I FOR UPDATE TO verdant_doorkeeper USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY doorkeeper_delete ON public.%I FOR DELETE TO verdant_doorkeeper USING (true)', name);
    EXECUTE format('GRANT INSERT, UPDATE, DELETE ON public.%I TO verdant_doorkeeper', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.find_account(slug text, address text)
  RETURNS TABLE (organization_id uuid, user_id uuid, password_hash text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT u.organization_id, u.id, c.password_hash
    FROM public.organizations o JOIN public.users u ON u.organization_id = o.id
    JOIN public.credentials c ON c.organization_id = u.organization_id AND c.user_id = u.id
    WHERE o.slug = lower(find_account.slug) AND u.email = lower(find_account.address) AND o.deleted_at IS NULL AND u.active
  $$;
--> statement-breakpoint
CREATE FUNCTION app.open_session(id_hash text, organization_id uuid, user_id uuid, expires_at timestamptz)
  RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ INSERT INTO public.sessions (id_hash, organization_id, user_id, expires_at)
        VALUES (open_session.id_hash, open_session.organization_id, open_session.user_id, open_session.expires_at) $$;
--> statement-breakpoint
CREATE FUNCTION app.find_session(id_hash text)
  RETURNS TABLE (organization_id uuid, user_id uuid, created_at timestamptz, expires_at timestamptz, roles text[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT s.organization_id, s.user_id, s.created_at, s.expires_at,
      ARRAY(SELECT r.role FROM public.user_roles r WHERE r.organization_id = s.organization_id AND r.user_id = s.user_id ORDER BY r.role)
    FROM public.sessions s
    JOIN public.users u ON u.organization_id = s.organization_id AND u.id = s.user_id AND u.active
    JOIN public.organizations o ON o.id = s.organization_id AND o.deleted_at IS NULL
    WHERE s.id_hash = find_session.id_hash
  $$;
--> statement-breakpoint
CREATE FUNCTION app.extend_session(id_hash text, expires_at timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ UPDATE public.sessions s SET expires_at = extend_session.expires_at WHERE s.id_hash = extend_session.id_hash $$;
--> statement-breakpoint
-- A new id for the same session, as after a change of role: when it began, and so when it ends at the latest, stays.
CREATE FUNCTION app.renew_session(id_hash text, new_hash text, expires_at timestamptz) RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ WITH renewed AS (UPDATE public.sessions s SET id_hash = renew_session.new_hash, expires_at = renew_session.expires_at
          WHERE s.id_hash = renew_session.id_hash RETURNING 1) SELECT EXISTS (SELECT 1 FROM renewed) $$;
--> statement-breakpoint
CREATE FUNCTION app.close_session(id_hash text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ DELETE FROM public.sessions s WHERE s.id_hash = close_session.id_hash $$;
--> statement-breakpoint
CREATE FUNCTION app.close_sessions_of(organization_id uuid, user_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ DELETE FROM public.sessions s WHERE s.organization_id = close_sessions_of.organization_id AND s.user_id = close_sessions_of.user_id $$;
--> statement-breakpoint
CREATE FUNCTION app.delete_expired_sessions() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ DELETE FROM public.sessions s WHERE s.expires_at <= now() $$;
--> statement-breakpoint
-- Failures of one key within a window; a window that ran out starts again.
CREATE FUNCTION app.sign_in_failures(key text, window_seconds integer)
  RETURNS TABLE (failures integer, window_started_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT l.failures, l.window_started_at FROM public.sign_in_limits l
        WHERE l.key = sign_in_failures.key AND l.window_started_at > now() - make_interval(secs => sign_in_failures.window_seconds) $$;
--> statement-breakpoint
CREATE FUNCTION app.count_sign_in_failure(key text, window_seconds integer) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    INSERT INTO public.sign_in_limits AS l (key, failures, window_started_at) VALUES (count_sign_in_failure.key, 1, now())
    ON CONFLICT ON CONSTRAINT sign_in_limits_pkey DO UPDATE SET
      failures = CASE WHEN l.window_started_at > now() - make_interval(secs => count_sign_in_failure.window_seconds) THEN l.failures + 1 ELSE 1 END,
      window_started_at = CASE WHEN l.window_started_at > now() - make_interval(secs => count_sign_in_failure.window_seconds) THEN l.window_started_at ELSE now() END
  $$;
--> statement-breakpoint
CREATE FUNCTION app.forget_sign_in_failures(key text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ DELETE FROM public.sign_in_limits l WHERE l.key = forget_sign_in_failures.key $$;
--> statement-breakpoint
-- Which organizations the worker has to take turns for; no other column.
CREATE FUNCTION app.organization_ids() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT o.id FROM public.organizations o WHERE o.deleted_at IS NULL ORDER BY o.created_at, o.id $$;
--> statement-breakpoint
-- Id of an organization by its short name, for operator commands.
CREATE FUNCTION app.find_organization(slug text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT o.id FROM public.organizations o WHERE o.slug = lower(find_organization.slug) AND o.deleted_at IS NULL $$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO verdant_doorkeeper, verdant_refresher, verdant_worker;
--> statement-breakpoint
DO $$
DECLARE signature text;
BEGIN
  FOREACH signature IN ARRAY ARRAY['find_account(text, text)', 'open_session(text, uuid, uuid, timestamptz)', 'find_session(text)',
    'extend_session(text, timestamptz)', 'renew_session(text, text, timestamptz)', 'close_session(text)', 'close_sessions_of(uuid, uuid)', 'delete_expired_sessions()',
    'sign_in_failures(text, integer)', 'count_sign_in_failure(text, integer)', 'forget_sign_in_failures(text)', 'organization_ids()', 'find_organization(text)']
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION app.%s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION app.%s TO %s', signature,
      CASE WHEN signature IN ('organization_ids()', 'delete_expired_sessions()', 'find_organization(text)') THEN 'verdant_worker' ELSE 'verdant_app' END);
    EXECUTE format('ALTER FUNCTION app.%s OWNER TO verdant_doorkeeper', signature);
  END LOOP;
END $$;
--> statement-breakpoint
-- A change of owner takes the old owner's grants along, so the operator's own is given by the doorkeeper afterwards.
SET ROLE verdant_doorkeeper;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.find_organization(text) TO verdant_owner;
--> statement-breakpoint
SET ROLE verdant_owner;
--> statement-breakpoint
-- Which runs of the organization are on their way, ids and scopes only: a learner may not read the nightly run, but must be able to wait for it.
CREATE FUNCTION app.runs_on_their_way() RETURNS TABLE (id uuid, scope_kind text, scope_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT r.id, r.scope_kind, r.scope_id FROM public.recalculation_runs r WHERE r.organization_id = app.org_id() AND r.state IN ('queued', 'running') $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.runs_on_their_way() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.runs_on_their_way() TO verdant_app, verdant_worker;
--> statement-breakpoint
-- Months of the two partitioned tables are made ahead; partitions have no grants, so rows are reached through the parent and its policies only.
CREATE FUNCTION app.ensure_months(from_day date, to_day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
  DECLARE month date; parent text; part text;
  BEGIN
    IF from_day < DATE '2000-01-01' OR to_day > current_date + 400 OR to_day - from_day > 366 * 30 THEN
      RAISE EXCEPTION 'ensure_months: % to % is outside what is kept', from_day, to_day;
    END IF;
    FOR month IN SELECT generate_series(date_trunc('month', from_day), date_trunc('month', to_day), interval '1 month')::date LOOP
      FOREACH parent IN ARRAY ARRAY['learning_events', 'analytics_daily'] LOOP
        part := parent || '_' || to_char(month, 'YYYY_MM');
        IF to_regclass('public.' || part) IS NULL THEN
          PERFORM pg_advisory_xact_lock(hashtext(part));
          IF to_regclass('public.' || part) IS NULL THEN
            EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)', part, parent, month, (month + interval '1 month')::date);
            EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', part);
            EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', part);
          END IF;
        END IF;
      END LOOP;
    END LOOP;
  END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.ensure_months(date, date) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.ensure_months(date, date) TO verdant_worker;
--> statement-breakpoint
SELECT app.ensure_months((current_date - 400)::date, (current_date + 62)::date);
