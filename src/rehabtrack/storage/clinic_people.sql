-- Every login has settings of her own.
ALTER TABLE setting ADD COLUMN login TEXT COLLATE "C" DEFAULT SESSION_USER NOT NULL;
ALTER TABLE setting DROP CONSTRAINT pk_setting;
ALTER TABLE setting ADD CONSTRAINT pk_setting PRIMARY KEY (login, name);

-- Nothing is written to a journal but under a change that is not sealed yet.
CREATE INDEX ix_change_open ON change (patient_id) WHERE digest IS NULL;

CREATE TABLE person (
	login TEXT COLLATE "C" NOT NULL,
	role TEXT COLLATE "C" NOT NULL,
	admitted_at BIGINT NOT NULL,
	admitted_by TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (login),
	CONSTRAINT ck_person_role_known
	CHECK (role IN ('patient', 'massage-therapist', 'doctor', 'administrator'))
);

-- In whose care a patient is, and was. Who adds a patient grants it to herself.
CREATE TABLE care (
	patient_id INTEGER NOT NULL,
	login TEXT COLLATE "C" NOT NULL,
	granted_at BIGINT NOT NULL,
	granted_by TEXT COLLATE "C" NOT NULL,
	revoked_at BIGINT,
	revoked_by TEXT COLLATE "C",
	CONSTRAINT fk_care_login FOREIGN KEY (login) REFERENCES person (login),
	CONSTRAINT ck_care_revoked_by_somebody CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
CREATE UNIQUE INDEX ix_care_standing ON care (patient_id, login) WHERE revoked_at IS NULL;
-- Whatever moment a transaction keeps to, two that begin journals never get the same number.
CREATE UNIQUE INDEX ix_care_begun ON care (patient_id) WHERE granted_by = login;
CREATE INDEX ix_care_login ON care (login);

-- What a person may do beyond her own rows: functions that run as the owner. Each asks by itself
-- whether who logged in may, and none trusts the search path of who calls it.

CREATE FUNCTION now_ms() RETURNS bigint LANGUAGE sql
SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint
$$;

CREATE FUNCTION my_role() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT role FROM person WHERE login = SESSION_USER
$$;

-- Whether a patient is in her care: what every policy asks. By its COST it is asked of each row before
-- anything that she asks herself. It has no rights but hers, and no path to search, which would
-- take as long as the answer.
CREATE FUNCTION sees(whose integer) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
COST 0.0001 AS $$
BEGIN
	PERFORM FROM public.care
	WHERE patient_id OPERATOR(pg_catalog.=) whose
	AND login OPERATOR(pg_catalog.=) SESSION_USER AND revoked_at IS NULL;
	RETURN FOUND;
END
$$;

-- Holds a journal that is in her care until the transaction ends. Only at READ COMMITTED: whoever
-- keeps to an older moment does not see what was revoked since.
CREATE FUNCTION hold(whose integer) RETURNS TABLE (
	version integer, change integer, voided_by integer
) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF current_setting('transaction_isolation') <> 'read committed' THEN
		RAISE EXCEPTION 'A journal is written to at READ COMMITTED alone.';
	END IF;
	IF sees(whose) THEN
		PERFORM pg_advisory_xact_lock(21064, whose); -- "RH", and each journal
	END IF;
	IF NOT sees(whose) THEN -- it may have been revoked while the lock was waited for
		RAISE EXCEPTION 'There is no such patient.' USING HINT = 'See: rehabtrack patient list';
	END IF;
	RETURN QUERY SELECT patient.version, patient.change, patient.voided_by
	FROM patient WHERE patient_id = whose AND no = 1;
END
$$;

-- The number of a new patient, in whose care she then is who asks for it.
CREATE FUNCTION next_patient() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	given integer;
BEGIN
	IF my_role() IS NULL THEN
		RAISE EXCEPTION 'Your login is nobody in this clinic.'
		USING HINT = 'Ask an administrator of it: rehabtrack role LOGIN ..';
	END IF;
	SELECT coalesce(max(patient_id), 0) INTO given FROM care;
	LOOP -- who has begun one and not ended is not waited for: she may never end
		given := given + 1;
		CONTINUE WHEN NOT pg_try_advisory_xact_lock(21064, given);
		EXIT WHEN NOT EXISTS (SELECT FROM care WHERE patient_id = given); -- looked at once it is got
	END LOOP;
	INSERT INTO care VALUES (given, SESSION_USER, now_ms(), SESSION_USER);
	RETURN given;
END
$$;

-- Whether it was granted now; false if she had it already.
CREATE FUNCTION grant_care(whose integer, whom text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	PERFORM hold(whose);
	IF NOT EXISTS (SELECT FROM person WHERE login = whom) THEN
		RAISE EXCEPTION 'There is no such login in this clinic.'
		USING HINT = 'An administrator admits it: rehabtrack role LOGIN ..';
	END IF;
	INSERT INTO care VALUES (whose, whom, now_ms(), SESSION_USER) ON CONFLICT DO NOTHING;
	RETURN FOUND;
END
$$;

-- Whether it was revoked now; false if she did not have it.
CREATE FUNCTION revoke_care(whose integer, whom text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	granter text;
BEGIN
	PERFORM hold(whose);
	SELECT granted_by INTO granter FROM care
	WHERE patient_id = whose AND login = whom AND revoked_at IS NULL;
	IF NOT FOUND THEN
		RETURN false;
	END IF;
	IF SESSION_USER NOT IN (whom, granter)
	AND EXISTS (SELECT FROM person WHERE login = whom AND role = 'patient') THEN
		RAISE EXCEPTION 'A patient sees her journal for as long as she likes.'
		USING HINT = 'Only she herself, or who granted it, can end that.';
	END IF;
	IF NOT EXISTS (
		SELECT FROM care WHERE patient_id = whose AND login <> whom AND revoked_at IS NULL
	) THEN
		RAISE EXCEPTION 'Nobody else would see this journal any more.'
		USING HINT = 'Grant it to somebody first: rehabtrack care grant LOGIN';
	END IF;
	UPDATE care SET revoked_at = now_ms(), revoked_by = SESSION_USER
	WHERE patient_id = whose AND login = whom AND revoked_at IS NULL;
	RETURN true;
END
$$;

-- Who sees a journal, or did; nobody's where it is not in her care.
CREATE FUNCTION carers(whose integer) RETURNS TABLE (
	login text, role text, granted_at bigint, granted_by text, revoked_at bigint, revoked_by text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT login, role, granted_at, granted_by, revoked_at, revoked_by
	FROM care JOIN person USING (login)
	WHERE patient_id = whose AND EXISTS (
		SELECT FROM care AS mine
		WHERE mine.patient_id = whose AND mine.login = SESSION_USER AND mine.revoked_at IS NULL
	)
	ORDER BY granted_at, login
$$;

-- Everybody who is admitted, for an administrator; for anybody else herself alone.
CREATE FUNCTION people() RETURNS SETOF person LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT * FROM person WHERE login = SESSION_USER OR my_role() = 'administrator' ORDER BY login
$$;

CREATE FUNCTION refuse_a_password(verifier text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF (verifier ~ '^SCRAM-SHA-256\$\d+:[\w+/=]+\$[\w+/=]+:[\w+/=]+$') IS NOT TRUE THEN
		RAISE EXCEPTION 'That is no verifier of a password.';
	END IF;
END
$$;

-- Makes a login; the server is never told its password, only what that is verified by.
CREATE FUNCTION make_login(whom text, as_role text, verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF (whom ~ '^(?!pg_|public$|none$)[a-z][a-z0-9._-]{0,62}$') IS NOT TRUE THEN
		RAISE EXCEPTION 'That is no name of a login.' USING HINT =
			'It has small letters a to z, digits, dots, dashes and begins with a letter.';
	END IF;
	IF EXISTS (SELECT FROM pg_roles WHERE rolname = whom) THEN
		RAISE EXCEPTION 'The server has a login of that name already.'
		USING HINT = 'Choose another.';
	END IF;
	PERFORM refuse_a_password(verifier);
	EXECUTE format(
		'CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS'
		' PASSWORD %L IN ROLE rehabtrack_person', whom, verifier
	);
	INSERT INTO person VALUES (whom, as_role, now_ms(), SESSION_USER);
END
$$;

-- An administrator admits anybody; who treats patients, a patient.
CREATE FUNCTION admit(whom text, as_role text, verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF (
		my_role() = 'administrator'
		OR (as_role = 'patient' AND my_role() IN ('massage-therapist', 'doctor'))
	) IS NOT TRUE THEN
		RAISE EXCEPTION 'Only an administrator of the clinic admits somebody.'
		USING HINT = 'She does it by: rehabtrack role LOGIN ..';
	END IF;
	PERFORM make_login(whom, as_role, verifier);
END
$$;

-- Gives a login another role or another password, where one is told; what its role is then.
CREATE FUNCTION change_login(whom text, as_role text, verifier text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF my_role() IS DISTINCT FROM 'administrator' THEN
		RAISE EXCEPTION 'Only an administrator of the clinic changes a login.'
		USING HINT = 'She does it by: rehabtrack role LOGIN ..';
	END IF;
	IF NOT EXISTS (SELECT FROM person WHERE login = whom) THEN
		RAISE EXCEPTION 'There is no such login in this clinic.'
		USING HINT = 'An administrator admits it: rehabtrack role LOGIN ..';
	END IF;
	IF EXISTS (
		SELECT FROM pg_roles WHERE rolname = whom AND (rolsuper OR rolcreaterole OR rolbypassrls)
	) THEN
		RAISE EXCEPTION 'That login may do more on the server than an administrator of a clinic.'
		USING HINT = 'Whoever runs the server changes it.';
	END IF;
	IF as_role <> 'administrator' AND NOT EXISTS (
		SELECT FROM person WHERE role = 'administrator' AND login <> whom
	) THEN
		RAISE EXCEPTION 'Nobody else could admit people any more.'
		USING HINT = 'Make somebody else one first: rehabtrack role LOGIN administrator';
	END IF;
	UPDATE person SET role = coalesce(as_role, role) WHERE login = whom;
	IF verifier IS NOT NULL THEN
		PERFORM refuse_a_password(verifier);
		RAISE LOG '% gave % a new password.', SESSION_USER, whom;
		EXECUTE format('ALTER ROLE %I PASSWORD %L', whom, verifier);
	END IF;
	RETURN (SELECT role FROM person WHERE login = whom);
END
$$;

-- Deletes a setting of her own, if it has this value. The right to delete rows would be a right to
-- lock the table, which every command reads, against everybody else.
CREATE FUNCTION forget(called text, said text) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
	DELETE FROM setting WHERE login = SESSION_USER AND name = called AND value = said
$$;

-- By an index of names anybody's guesses would be tried. Nothing of this one is leakproof: nobody's
-- own query may use it, nor the planner say what it noted of it.
CREATE INDEX ix_patient_called ON patient ((hashtext(name)::numeric));

-- The patients in her care who are called so, not one of all of whom each is to be looked at.
CREATE FUNCTION patients_called(called text) RETURNS SETOF patient
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	RETURN QUERY SELECT patient.* FROM patient
	WHERE hashtext(name)::numeric = hashtext(called)::numeric AND name = called AND voided_by = 0
	AND EXISTS (
		SELECT FROM care WHERE care.patient_id = patient.patient_id
		AND login = SESSION_USER AND revoked_at IS NULL
	);
END
$$;

-- Whether a patient with this id was erased here, be it long before she who asks was admitted.
CREATE FUNCTION knows_erased(uid bytea) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM erasure WHERE id = uid)
$$;

-- Deletes what tells of a patient; her changes stay, and of these authors read "erased". With it
-- goes her own login, unless she has other journals.
CREATE FUNCTION erase_patient(whose integer, authors text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	told text;
	hers text;
BEGIN
	PERFORM hold(whose);
	IF my_role() = 'patient' THEN
		RAISE EXCEPTION 'A patient does not erase a journal of the clinic herself.'
		USING HINT = 'Ask who treats her.';
	END IF;
	DELETE FROM setting USING patient
	WHERE patient_id = whose AND setting.name = 'patient' AND value = encode(id, 'hex');
	-- nobody hides by it what another login did
	UPDATE change SET author = 'erased'
	WHERE patient_id = whose AND author = ANY (authors) AND (
		author NOT IN (SELECT login FROM person WHERE role <> 'patient') OR lower(author) IN (
			SELECT lower(name) FROM patient WHERE patient_id = whose
			UNION SELECT lower(name) FROM patient_version WHERE patient_id = whose
		)
	);
	FOREACH told IN ARRAY ARRAY[/* emptied */] LOOP
		EXECUTE format('DELETE FROM %I WHERE patient_id = $1', told) USING whose;
	END LOOP;
	FOR hers IN
		SELECT login FROM person WHERE role = 'patient'
		AND login IN (SELECT login FROM care WHERE patient_id = whose)
		AND login NOT IN (SELECT login FROM care WHERE patient_id <> whose)
	LOOP
		UPDATE change SET author = 'erased' WHERE patient_id = whose AND author = hers;
		DELETE FROM care WHERE patient_id = whose AND login = hers;
		UPDATE care SET granted_by = 'erased' WHERE patient_id = whose AND granted_by = hers;
		UPDATE care SET revoked_by = 'erased' WHERE patient_id = whose AND revoked_by = hers;
		DELETE FROM setting WHERE login = hers;
		DELETE FROM person WHERE login = hers;
		BEGIN
			EXECUTE format('DROP ROLE %I', hers);
		EXCEPTION WHEN dependent_objects_still_exist THEN
			EXECUTE format('ALTER ROLE %I NOLOGIN', hers);
		END;
	END LOOP;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
	sees, hold, next_patient, grant_care, revoke_care, carers, people, admit, change_login,
	forget, patients_called, knows_erased, erase_patient
TO rehabtrack_person;
