DO $$
DECLARE name text; policy text;
BEGIN
  FOREACH name IN ARRAY ARRAY['learner_courses', 'learner_course_days', 'group_analytics', 'group_analytics_daily', 'release_entries', 'release_records',
    'release_memberships']
  LOOP
    FOR policy IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = name LOOP
      EXECUTE format('DROP POLICY %I ON public.%I', policy, name);
    END LOOP;
    EXECUTE format('REVOKE ALL ON public.%I FROM verdant_app, verdant_worker', name);
    EXECUTE format('ALTER TABLE public.%I NO FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE public.%I DISABLE ROW LEVEL SECURITY', name);
  END LOOP;
END $$;
