-- Policies and grants of the tables of 0004, policies per command for the worker, the chain of the audit log, months and retention.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['voided_facts', 'learner_bases', 'organization_days', 'audit_chain', 'erasures'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON public.%I AS RESTRICTIVE FOR ALL TO verdant_owner, verdant_app, verdant_worker
      USING (organization_id = (SELECT app.org_id())) WITH CHECK (organization_id = (SELECT app.org_id()))', name);
    EXECUTE format('CREATE POLICY owner_all ON public.%I FOR ALL TO verdant_owner USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY admin_read ON public.erasures FOR SELECT TO verdant_app USING ((SELECT app.active_role()) = 'org_admin');
--> statement-breakpoint
GRANT SELECT ON public.erasures TO verdant_app;
--> statement-breakpoint
GRANT SELECT ON public.erasures, public.audit_chain TO verdant_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON public.voided_facts, public.learner_bases, public.organization_days TO verdant_worker;
--> statement-breakpoint
-- The worker: one policy for each command that it may use on a table, so that a grant alone opens nothing.
DO $$
DECLARE name text; command text;
BEGIN
  FOR name IN SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND policyname = 'worker_all' LOOP
    EXECUTE format('DROP POLICY worker_all ON public.%I', name);
  END LOOP;
  FOR name, command IN
    SELECT c.relname, a.privilege_type FROM pg_class c, aclexplode(c.relacl) a
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.grantee = 'verdant_worker'::regrole
  LOOP
    EXECUTE format('CREATE POLICY %I ON public.%I FOR %s TO verdant_worker %s', 'worker_' || lower(command), name, command,
      CASE command WHEN 'INSERT' THEN 'WITH CHECK (true)' WHEN 'UPDATE' THEN 'USING (true) WITH CHECK (true)' ELSE 'USING (true)' END);
  END LOOP;
END $$;
--> statement-breakpoint
-- What the chain covers of the persons in a line: their ids under the line's own salt. Erasing a person takes salt and ids away and leaves the digest.
CREATE FUNCTION app.audit_person_digest(salt uuid, actor_id uuid, subject_id text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT encode(sha256(convert_to(salt::text || '|' || coalesce(actor_id::text, '') || '|' || coalesce(subject_id, ''), 'UTF8')), 'hex') $$;
--> statement-breakpoint
CREATE FUNCTION app.audit_link(previous text, link bigint, line public.audit_log) RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT encode(sha256(convert_to(concat_ws('|', previous, link, line.organization_id, line.id, (extract(epoch FROM line.at) * 1000000)::bigint,
    coalesce(line.role, ''), line.action, line.outcome, coalesce(line.request_id, ''), line.details::text, line.person_digest), 'UTF8')), 'hex') $$;
--> statement-breakpoint
CREATE FUNCTION app.seal_audit_line() RETURNS trigger LANGUAGE plpgsql
  AS $$
  BEGIN
    NEW.salt := coalesce(NEW.salt, gen_random_uuid());
    NEW.person_digest := app.audit_person_digest(NEW.salt, NEW.actor_id, NEW.subject_id);
    RETURN NEW;
  END $$;
--> statement-breakpoint
-- At commit, so that the lock by which the lines of an organization follow each other is held for the moment of the commit only.
CREATE FUNCTION app.chain_audit_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
  DECLARE last public.audit_chain;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || NEW.organization_id, 0));
    SELECT * INTO last FROM public.audit_chain c WHERE c.organization_id = NEW.organization_id ORDER BY c.position DESC LIMIT 1;
    INSERT INTO public.audit_chain (organization_id, position, audit_id, hash)
    VALUES (NEW.organization_id, coalesce(last.position, 0) + 1, NEW.id, app.audit_link(coalesce(last.hash, ''), coalesce(last.position, 0) + 1, NEW));
    RETURN NULL;
  END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.audit_person_digest(uuid, uuid, text), app.audit_link(text, bigint, public.audit_log), app.seal_audit_line(), app.chain_audit_line() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.audit_person_digest(uuid, uuid, text) TO verdant_app, verdant_worker;
--> statement-breakpoint
-- Lines written before there was a chain are linked in the order of their ids; for that the owner sees all organizations, within this transaction.
ALTER TABLE public.audit_log NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE public.audit_chain NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE public.audit_log SET salt = gen_random_uuid() WHERE salt IS NULL;
--> statement-breakpoint
UPDATE public.audit_log SET person_digest = app.audit_person_digest(salt, actor_id, subject_id);
--> statement-breakpoint
DO $$
DECLARE line public.audit_log; place bigint; before text; tenant uuid;
BEGIN
  FOR line IN SELECT * FROM public.audit_log ORDER BY organization_id, id LOOP
    IF tenant IS DISTINCT FROM line.organization_id THEN place := 0; before := ''; tenant := line.organization_id; END IF;
    place := place + 1;
    before := app.audit_link(before, place, line);
    INSERT INTO public.audit_chain (organization_id, position, audit_id, hash) VALUES (tenant, place, line.id, before);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE public.audit_log FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE public.audit_chain FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TRIGGER seal_line BEFORE INSERT ON public.audit_log FOR EACH ROW EXECUTE FUNCTION app.seal_audit_line();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER chain_line AFTER INSERT ON public.audit_log DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.chain_audit_line();
--> statement-breakpoint
-- Months of facts and of history that every organization has given up are dropped. How far each one has, the worker notes in organizations.retained_from when
-- it has carried over what the expired facts gave; the last three months are never dropped, and a month only a day after its end, because days are local. Who waits too long for the lock gives up and comes again.
CREATE POLICY worker_update ON public.organizations FOR UPDATE TO verdant_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT UPDATE (retained_from) ON public.organizations TO verdant_worker;
--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO verdant_doorkeeper;
--> statement-breakpoint
SET ROLE verdant_doorkeeper;
--> statement-breakpoint
CREATE FUNCTION app.retained_from() RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT least(min(coalesce(o.retained_from, '-infinity')), (current_date - interval '3 months')::date) FROM public.organizations o WHERE o.deleted_at IS NULL $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.retained_from() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.retained_from() TO verdant_owner;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.organization_ids() TO verdant_owner;
--> statement-breakpoint
SET ROLE verdant_owner;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM verdant_doorkeeper;
--> statement-breakpoint
CREATE FUNCTION app.drop_expired_months() RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s'
  AS $$
  DECLARE part text; horizon date := app.retained_from();
  BEGIN
    FOR part IN
      SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent IN ('public.learning_events'::regclass, 'public.analytics_daily'::regclass)
        AND c.relname ~ '_\d{4}_\d{2}$' AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month 1 day' <= horizon ORDER BY right(c.relname, 7), 1
    LOOP
      EXECUTE format('DROP TABLE public.%I', part);
      RETURN NEXT part;
    END LOOP;
  END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.drop_expired_months() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.drop_expired_months() TO verdant_worker;
