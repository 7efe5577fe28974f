-- Two roles that cannot log in: the owner, whom all of a clinic belongs to, and the person, who has
-- what every login of a clinic may do. They are the server's, and serve every clinic on it.
DO $$
BEGIN
	IF current_setting('server_version_num')::integer < 150000 THEN
		RAISE EXCEPTION 'A clinic needs PostgreSQL 15 or newer.'
		USING HINT = 'Upgrade the server, or use another one.';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rehabtrack_owner') THEN
		CREATE ROLE rehabtrack_owner NOLOGIN CREATEROLE;
	END IF;
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rehabtrack_person') THEN
		CREATE ROLE rehabtrack_person NOLOGIN;
	END IF;
	IF EXISTS (
		SELECT FROM pg_roles WHERE rolname IN ('rehabtrack_owner', 'rehabtrack_person')
		AND (rolcanlogin OR rolsuper OR rolbypassrls)
	) THEN
		RAISE EXCEPTION 'A role rehabtrack_owner or rehabtrack_person of this server may do too much.'
		USING HINT = 'A clinic needs them without LOGIN, SUPERUSER and BYPASSRLS.';
	END IF;
	EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
	EXECUTE format('GRANT CONNECT ON DATABASE %I TO rehabtrack_person', current_database());
END
$$;

GRANT rehabtrack_person TO rehabtrack_owner WITH ADMIN OPTION;
GRANT rehabtrack_owner TO CURRENT_USER;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO rehabtrack_owner;
GRANT USAGE ON SCHEMA public TO rehabtrack_person;

-- A lock of a journal is got through hold() alone, or anybody could hold up everybody; and whose
-- login holds which journal's lock is nobody's business.
DO $$
DECLARE
	locking regprocedure;
BEGIN
	FOR locking IN
		SELECT oid FROM pg_proc
		WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ '^pg_(try_)?advisory_'
	LOOP
		EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', locking);
	END LOOP;
	REVOKE EXECUTE ON FUNCTION pg_lock_status() FROM PUBLIC;
	GRANT EXECUTE ON FUNCTION
		pg_advisory_xact_lock(integer, integer), pg_try_advisory_xact_lock(integer, integer)
	TO rehabtrack_owner;
END
$$;

CREATE TABLE IF NOT EXISTS public.alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
ALTER TABLE public.alembic_version OWNER TO rehabtrack_owner;

SET ROLE rehabtrack_owner;
SET search_path = public;
