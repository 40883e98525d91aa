-- The tenant context is what the settings of the transaction say again; the key of the signatures goes.
-- Loses: app.context_key
CREATE OR REPLACE FUNCTION app.org_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.org_id', true), '')::uuid $$;
CREATE OR REPLACE FUNCTION app.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;
GRANT CREATE ON SCHEMA app TO verdant_doorkeeper;
SET ROLE verdant_doorkeeper;
CREATE OR REPLACE FUNCTION app.find_account(slug text, address text)
  RETURNS TABLE (organization_id uuid, user_id uuid, password_hash text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    SELECT u.organization_id, u.id, c.password_hash
    FROM public.organizations o JOIN public.users u ON u.organization_id = o.id
    JOIN public.credentials c ON c.organization_id = u.organization_id AND c.user_id = u.id
    WHERE o.slug = lower(find_account.slug) AND u.email = lower(find_account.address) AND o.deleted_at IS NULL AND u.active
  $$;
CREATE OR REPLACE FUNCTION app.open_session(id_hash text, organization_id uuid, user_id uuid, expires_at timestamptz)
  RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ INSERT INTO public.sessions (id_hash, organization_id, user_id, expires_at)
        VALUES (open_session.id_hash, open_session.organization_id, open_session.user_id, open_session.expires_at) $$;
CREATE OR REPLACE FUNCTION app.close_sessions_of(organization_id uuid, user_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ DELETE FROM public.sessions s WHERE s.organization_id = close_sessions_of.organization_id AND s.user_id = close_sessions_of.user_id $$;
CREATE OR REPLACE FUNCTION app.sign_in_failures(key text, window_seconds integer)
  RETURNS TABLE (failures integer, window_started_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT l.failures, l.window_started_at FROM public.sign_in_limits l
        WHERE l.key = sign_in_failures.key AND l.window_started_at > now() - make_interval(secs => sign_in_failures.window_seconds) $$;
CREATE OR REPLACE FUNCTION app.count_sign_in_failure(key text, window_seconds integer) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$
    INSERT INTO public.sign_in_limits AS l (key, failures, window_started_at) VALUES (count_sign_in_failure.key, 1, now())
    ON CONFLICT ON CONSTRAINT sign_in_limits_pkey DO UPDATE SET
      failures = CASE WHEN l.window_started_at > now() - make_interval(secs => count_sign_in_failure.window_seconds) THEN l.failures + 1 ELSE 1 END,
      window_started_at = CASE WHEN l.window_started_at > now() - make_interval(secs => count_sign_in_failure.window_seconds) THEN l.window_started_at ELSE now() END
  $$;
CREATE OR REPLACE FUNCTION app.forget_sign_in_failures(key text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ DELETE FROM public.sign_in_limits l WHERE l.key = forget_sign_in_failures.key $$;
SET ROLE verdant_owner;
REVOKE CREATE ON SCHEMA app FROM verdant_doorkeeper;
DROP FUNCTION app.require_door();
DROP FUNCTION app.context_is_signed();
DROP TABLE app.context_key;
