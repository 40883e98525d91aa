-- The tenant context is signed by the server: settings that injected SQL changes are no context any more.
-- HMAC-SHA-256 (RFC 2104) over organization, user, role, expiry and backend, with the two padded keys kept where no login can read them.
CREATE TABLE app.context_key (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  inner_key bytea NOT NULL CHECK (length(inner_key) = 64),
  outer_key bytea NOT NULL CHECK (length(outer_key) = 64)
);
--> statement-breakpoint
REVOKE ALL ON app.context_key FROM PUBLIC;
--> statement-breakpoint
-- Bound to the backend, so that a context read from somebody else's session is worth nothing here; a transaction outlives its expiry, a new one does not.
CREATE FUNCTION app.context_is_signed() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
  DECLARE
    keys app.context_key;
    claim text := current_setting('app.org_id', true) || '|' || current_setting('app.user_id', true) || '|' || current_setting('app.active_role', true)
      || '|' || current_setting('app.expires', true) || '|' || pg_backend_pid();
  BEGIN
    IF claim IS NULL THEN RETURN false; END IF;
    SELECT * INTO keys FROM app.context_key;
    -- Both sides are hashed once more, so that the time of the comparison tells nothing about the signature.
    IF sha256(convert_to(encode(sha256(keys.outer_key || sha256(keys.inner_key || convert_to(claim, 'UTF8'))), 'hex'), 'UTF8'))
      IS DISTINCT FROM sha256(convert_to(current_setting('app.signature', true), 'UTF8')) THEN RETURN false; END IF;
    RETURN extract(epoch FROM now()) < current_setting('app.expires', true)::bigint;
  END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.context_is_signed() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.context_is_signed() TO verdant_app, verdant_worker, verdant_refresher, verdant_doorkeeper;
--> statement-breakpoint
-- The tenant policy of every table asks this one function; user and role need no check of their own, because a context in which they were changed
-- has no organization any more.
CREATE OR REPLACE FUNCTION app.org_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL RESTRICTED
  AS $$ SELECT CASE WHEN app.context_is_signed() THEN nullif(current_setting('app.org_id', true), '')::uuid END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;
--> statement-breakpoint
-- Sign-in knows no tenant yet; what it may do needs a context signed for the door, which no transaction of a tenant has.
CREATE FUNCTION app.require_door() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
  AS $$
  BEGIN
    IF app.context_is_signed() AND current_setting('app.active_role', true) = 'door' THEN RETURN true; END IF;
    RAISE EXCEPTION 'only the entrance may do this' USING ERRCODE = 'insufficient_privilege';
  END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.require_door() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.require_door() TO verdant_doorkeeper;
--> statement-breakpoint
GRANT CREATE ON SCHEMA app TO verdant_doorkeeper;
--> statement-breakpoint
SET ROLE verdant_doorkeeper;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.find_account(slug text, address text)
  RETURNS TABLE (organization_id uuid, user_id uuid, password_hash text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT u.organization_id, u.id, c.password_hash
    FROM public.organizations o JOIN public.users u ON u.organization_id = o.id
    JOIN public.credentials c ON c.organization_id = u.organization_id AND c.user_id = u.id
    WHERE app.require_door() AND o.slug = lower(find_account.slug) AND u.email = lower(find_account.address) AND o.deleted_at IS NULL AND u.active
  $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.open_session(id_hash text, organization_id uuid, user_id uuid, expires_at timestamptz)
  RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ INSERT INTO public.sessions (id_hash, organization_id, user_id, expires_at)
        SELECT open_session.id_hash, open_session.organization_id, open_session.user_id, open_session.expires_at WHERE app.require_door() $$;
--> statement-breakpoint
-- Ends all sessions of a person: their own, or an org admin's choice inside the organization.
CREATE OR REPLACE FUNCTION app.close_sessions_of(organization_id uuid, user_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ DELETE FROM public.sessions s WHERE s.organization_id = close_sessions_of.organization_id AND s.user_id = close_sessions_of.user_id
          AND s.organization_id = app.org_id() AND (s.user_id = app.user_id() OR app.active_role() = 'org_admin') $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.sign_in_failures(key text, window_seconds integer)
  RETURNS TABLE (failures integer, window_started_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT l.failures, l.window_started_at FROM public.sign_in_limits l
        WHERE app.require_door() AND l.key = sign_in_failures.key AND l.window_started_at > now() - make_interval(secs => sign_in_failures.window_seconds) $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.count_sign_in_failure(key text, window_seconds integer) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    INSERT INTO public.sign_in_limits AS l (key, failures, window_started_at) SELECT count_sign_in_failure.key, 1, now() WHERE app.require_door()
    ON CONFLICT ON CONSTRAINT sign_in_limits_pkey DO UPDATE SET
      failures = CASE WHEN l.window_started_at > now() - make_interval(secs => count_sign_in_failure.window_seconds) THEN l.failures + 1 ELSE 1 END,
      window_started_at = CASE WHEN l.window_started_at > now() - make_interval(secs => count_sign_in_failure.window_seconds) THEN l.window_started_at ELSE now() END
  $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.forget_sign_in_failures(key text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ DELETE FROM public.sign_in_limits l WHERE app.require_door() AND l.key = forget_sign_in_failures.key $$;
--> statement-breakpoint
SET ROLE verdant_owner;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA app FROM verdant_doorkeeper;
