-- Policies and grants of the tables of 0006.
DO $$
DECLARE name text; command text;
BEGIN
  FOREACH name IN ARRAY ARRAY['learner_courses', 'learner_course_days', 'group_analytics', 'group_analytics_daily', 'release_entries', 'release_records',
    'release_memberships']
  LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON public.%I AS RESTRICTIVE FOR ALL TO verdant_owner, verdant_app, verdant_worker
      USING (organization_id = (SELECT app.org_id())) WITH CHECK (organization_id = (SELECT app.org_id()))', name);
    EXECUTE format('CREATE POLICY owner_all ON public.%I FOR ALL TO verdant_owner USING (true) WITH CHECK (true)', name);
    FOREACH command IN ARRAY ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'] LOOP
      -- What was released is never changed, not by the worker either.
      CONTINUE WHEN name = 'release_entries' AND command IN ('UPDATE', 'DELETE');
      EXECUTE format('GRANT %s ON public.%I TO verdant_worker', command, name);
      EXECUTE format('CREATE POLICY %I ON public.%I FOR %s TO verdant_worker %s', 'worker_' || lower(command), name, command,
        CASE command WHEN 'INSERT' THEN 'WITH CHECK (true)' WHEN 'UPDATE' THEN 'USING (true) WITH CHECK (true)' ELSE 'USING (true)' END);
    END LOOP;
  END LOOP;
  FOREACH name IN ARRAY ARRAY['learner_courses', 'learner_course_days'] LOOP
    EXECUTE format('CREATE POLICY self_read ON public.%I FOR SELECT TO verdant_app USING (user_id = (SELECT app.user_id()))', name);
    EXECUTE format('CREATE POLICY trainer_read ON public.%I FOR SELECT TO verdant_app
      USING ((SELECT app.active_role()) = ''trainer'' AND user_id IN (SELECT app.trained_learner_ids()))', name);
    EXECUTE format('CREATE POLICY admin_read ON public.%I FOR SELECT TO verdant_app USING ((SELECT app.active_role()) = ''org_admin'')', name);
    EXECUTE format('GRANT SELECT ON public.%I TO verdant_app', name);
  END LOOP;
  -- A group's analytics: each role its own rows; a trainer those of own courses and of the own person.
  FOREACH name IN ARRAY ARRAY['group_analytics', 'group_analytics_daily'] LOOP
    EXECUTE format('CREATE POLICY member_read ON public.%I FOR SELECT TO verdant_app
      USING (grain = ''organization'' AND role = (SELECT app.active_role()))', name);
    EXECUTE format('CREATE POLICY trainer_read ON public.%I FOR SELECT TO verdant_app
      USING (role = ''trainer'' AND (SELECT app.active_role()) = ''trainer'' AND ((grain = ''trainer'' AND scope_id = (SELECT app.user_id()))
        OR (grain = ''course'' AND scope_id IN (SELECT t.course_id FROM public.course_trainers t WHERE t.user_id = (SELECT app.user_id())))))', name);
    EXECUTE format('CREATE POLICY admin_read ON public.%I FOR SELECT TO verdant_app
      USING (role = ''org_admin'' AND (SELECT app.active_role()) = ''org_admin'')', name);
    EXECUTE format('GRANT SELECT ON public.%I TO verdant_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY self_read ON public.release_memberships FOR SELECT TO verdant_app USING (user_id = (SELECT app.user_id()));
--> statement-breakpoint
GRANT SELECT ON public.release_memberships TO verdant_app;
--> statement-breakpoint
-- Figures about other people: an org admin sees what was released for admins; whoever takes part in comparisons sees the cohorts they belong to, if enough others are in them.
CREATE POLICY admin_read ON public.release_entries FOR SELECT TO verdant_app
  USING ((SELECT app.active_role()) = 'org_admin' AND audience = 'admin' AND open_to_others);
--> statement-breakpoint
CREATE POLICY peer_read ON public.release_entries FOR SELECT TO verdant_app
  USING (audience = 'peers' AND EXISTS (SELECT 1 FROM public.users u WHERE u.id = (SELECT app.user_id()) AND u.comparison = 'in')
    AND EXISTS (SELECT 1 FROM public.release_memberships m WHERE m.user_id = (SELECT app.user_id()) AND m.day = release_entries.day
      AND m.cohort_id = release_entries.cohort_id AND m.metric = release_entries.metric AND CASE WHEN m.counted THEN release_entries.open_to_members ELSE release_entries.open_to_others END));
--> statement-breakpoint
GRANT SELECT ON public.release_entries TO verdant_app;
