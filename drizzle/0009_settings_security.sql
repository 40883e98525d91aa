-- Org admins change the settings of their organization: those two columns and nothing else of the row, and add to the history, which nobody changes.
ALTER TABLE public.settings_changes ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE public.settings_changes FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON public.settings_changes AS RESTRICTIVE FOR ALL TO verdant_owner, verdant_app, verdant_worker
  USING (organization_id = (SELECT app.org_id())) WITH CHECK (organization_id = (SELECT app.org_id()));
--> statement-breakpoint
CREATE POLICY owner_all ON public.settings_changes FOR ALL TO verdant_owner USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY admin_read ON public.settings_changes FOR SELECT TO verdant_app USING ((SELECT app.active_role()) = 'org_admin');
--> statement-breakpoint
CREATE POLICY admin_insert ON public.settings_changes FOR INSERT TO verdant_app
  WITH CHECK ((SELECT app.active_role()) = 'org_admin' AND changed_by = (SELECT app.user_id()));
--> statement-breakpoint
GRANT SELECT, INSERT ON public.settings_changes TO verdant_app;
--> statement-breakpoint
CREATE POLICY worker_select ON public.settings_changes FOR SELECT TO verdant_worker USING (true);
--> statement-breakpoint
GRANT SELECT ON public.settings_changes TO verdant_worker;
--> statement-breakpoint
CREATE POLICY admin_update ON public.organizations FOR UPDATE TO verdant_app
  USING ((SELECT app.active_role()) = 'org_admin') WITH CHECK ((SELECT app.active_role()) = 'org_admin');
--> statement-breakpoint
GRANT UPDATE (settings, settings_version) ON public.organizations TO verdant_app;
--> statement-breakpoint
-- Months begin and end in UTC, whatever zone the database or a session has.
ALTER FUNCTION app.ensure_months(date, date) SET timezone = 'UTC';
