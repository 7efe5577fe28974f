-- Generated from schema.py by `python -m rehabtrack.storage.compiler`; do not edit.

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

CREATE TABLE change (
	patient_id INTEGER NOT NULL,
	no INTEGER NOT NULL,
	id BYTEA NOT NULL,
	command BYTEA NOT NULL,
	at BIGINT NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	action TEXT COLLATE "C" NOT NULL,
	takes_back INTEGER NOT NULL,
	seal BYTEA,
	made BYTEA,
	voided BYTEA,
	digest BYTEA,
	CONSTRAINT pk_change PRIMARY KEY (patient_id, no),
	CONSTRAINT uq_change_id UNIQUE (id),
	CONSTRAINT ck_change_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_change_command_bytes CHECK (length(command) = 16),
	CONSTRAINT ck_change_no_counted CHECK (no >= 1),
	CONSTRAINT ck_change_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_change_action_filled CHECK (length(trim(action)) > 0),
	CONSTRAINT ck_change_seal_bytes CHECK (seal IS NULL OR length(seal) = 16),
	CONSTRAINT ck_change_made_bytes CHECK (made IS NULL OR length(made) = 16),
	CONSTRAINT ck_change_voided_bytes CHECK (voided IS NULL OR length(voided) = 16),
	CONSTRAINT ck_change_digest_bytes CHECK (digest IS NULL OR length(digest) = 32),
	CONSTRAINT ck_change_takes_back_earlier CHECK (takes_back >= 0 AND takes_back < no)
);

CREATE TABLE patient (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	name TEXT COLLATE "C" NOT NULL,
	zone TEXT COLLATE "C",
	site TEXT COLLATE "C" NOT NULL,
	diagnosis TEXT COLLATE "C",
	archived INTEGER NOT NULL,
	CONSTRAINT pk_patient PRIMARY KEY (patient_id),
	CONSTRAINT ck_patient_name_filled CHECK (length(trim(name)) > 0),
	CONSTRAINT ck_patient_site_filled CHECK (length(trim(site)) > 0),
	CONSTRAINT ck_patient_archived_flag CHECK (archived IN (0, 1)),
	CONSTRAINT ck_patient_no_one CHECK (no = 1),
	CONSTRAINT uq_patient_id UNIQUE (id),
	CONSTRAINT fk_patient_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_patient_no_counted CHECK (no >= 1),
	CONSTRAINT ck_patient_version_counted CHECK (version >= 1),
	CONSTRAINT ck_patient_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_patient_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_patient_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_patient_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
);

CREATE TABLE patient_version (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	name TEXT COLLATE "C" NOT NULL,
	zone TEXT COLLATE "C",
	site TEXT COLLATE "C" NOT NULL,
	diagnosis TEXT COLLATE "C",
	archived INTEGER NOT NULL,
	CONSTRAINT pk_patient_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_patient_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
);

CREATE TABLE massage (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	judged_at BIGINT NOT NULL,
	given INTEGER NOT NULL,
	minutes INTEGER,
	areas TEXT COLLATE "C",
	techniques TEXT COLLATE "C",
	pressure TEXT COLLATE "C",
	therapist TEXT COLLATE "C",
	because TEXT COLLATE "C",
	note TEXT COLLATE "C",
	same INTEGER,
	origin BYTEA,
	CONSTRAINT pk_massage PRIMARY KEY (patient_id, id),
	CONSTRAINT ck_massage_judged_at_last_minute CHECK (judged_at = CASE width WHEN 0 THEN at ELSE at + width - 60000 END),
	CONSTRAINT ck_massage_given_flag CHECK (given IN (0, 1)),
	CONSTRAINT ck_massage_minutes_of_a_day CHECK (minutes IS NULL OR minutes BETWEEN 1 AND 1440),
	CONSTRAINT ck_massage_pressure_known CHECK (pressure IS NULL OR pressure IN ('light', 'medium', 'deep')),
	CONSTRAINT ck_massage_because_not_given CHECK ((given = 1 AND because IS NULL) OR (given = 0 AND because IS NOT NULL AND length(trim(because)) > 0)),
	CONSTRAINT ck_massage_note_length CHECK (note IS NULL OR length(note) BETWEEN 1 AND 20000),
	CONSTRAINT fk_massage_patient_id_same FOREIGN KEY(patient_id, same) REFERENCES massage (patient_id, no),
	CONSTRAINT ck_massage_same_as_another CHECK (same IS NULL OR same <> no),
	CONSTRAINT uq_massage_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_massage_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_massage_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_massage_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT ck_massage_origin_bytes CHECK (origin IS NULL OR length(origin) = 16),
	CONSTRAINT fk_massage_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_massage_no_counted CHECK (no >= 1),
	CONSTRAINT ck_massage_version_counted CHECK (version >= 1),
	CONSTRAINT ck_massage_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_massage_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_massage_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_massage_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
);

CREATE TABLE massage_version (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	judged_at BIGINT NOT NULL,
	given INTEGER NOT NULL,
	minutes INTEGER,
	areas TEXT COLLATE "C",
	techniques TEXT COLLATE "C",
	pressure TEXT COLLATE "C",
	therapist TEXT COLLATE "C",
	because TEXT COLLATE "C",
	note TEXT COLLATE "C",
	same INTEGER,
	origin BYTEA,
	CONSTRAINT pk_massage_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_massage_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
);

CREATE TABLE pain (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	site TEXT COLLATE "C" NOT NULL,
	scale TEXT COLLATE "C" NOT NULL,
	value INTEGER NOT NULL,
	recall TEXT COLLATE "C" NOT NULL,
	session INTEGER,
	relation TEXT COLLATE "C",
	note TEXT COLLATE "C",
	counts INTEGER NOT NULL,
	origin BYTEA,
	CONSTRAINT pk_pain PRIMARY KEY (patient_id, id),
	CONSTRAINT fk_pain_patient_id_session FOREIGN KEY(patient_id, session) REFERENCES massage (patient_id, no),
	CONSTRAINT ck_pain_site_filled CHECK (length(trim(site)) > 0),
	CONSTRAINT ck_pain_value_on_scale CHECK ((scale = 'nrs' AND value BETWEEN 0 AND 10) OR (scale = 'vas' AND value BETWEEN 0 AND 100) OR (scale = 'faces' AND value IN (0, 2, 4, 6, 8, 10)) OR (scale = 'vrs' AND value BETWEEN 0 AND 3)),
	CONSTRAINT ck_pain_recall_known CHECK (recall IN ('now', 'average-24h', 'worst-24h', 'average-7d')),
	CONSTRAINT ck_pain_relation_to_session CHECK ((session IS NULL AND relation IS NULL) OR (session IS NOT NULL AND relation IS NOT NULL AND relation IN ('before', 'after', 'next-day'))),
	CONSTRAINT ck_pain_note_length CHECK (note IS NULL OR length(note) BETWEEN 1 AND 20000),
	CONSTRAINT ck_pain_counts_flag CHECK (counts IN (0, 1)),
	CONSTRAINT uq_pain_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_pain_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_pain_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_pain_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT ck_pain_origin_bytes CHECK (origin IS NULL OR length(origin) = 16),
	CONSTRAINT fk_pain_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_pain_no_counted CHECK (no >= 1),
	CONSTRAINT ck_pain_version_counted CHECK (version >= 1),
	CONSTRAINT ck_pain_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_pain_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_pain_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_pain_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
);

CREATE TABLE pain_version (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	site TEXT COLLATE "C" NOT NULL,
	scale TEXT COLLATE "C" NOT NULL,
	value INTEGER NOT NULL,
	recall TEXT COLLATE "C" NOT NULL,
	session INTEGER,
	relation TEXT COLLATE "C",
	note TEXT COLLATE "C",
	counts INTEGER NOT NULL,
	origin BYTEA,
	CONSTRAINT pk_pain_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_pain_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
);

CREATE TABLE phase (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	end_at BIGINT,
	kind TEXT COLLATE "C" NOT NULL,
	course_done_at BIGINT,
	note TEXT COLLATE "C",
	origin BYTEA,
	CONSTRAINT pk_phase PRIMARY KEY (patient_id, id),
	CONSTRAINT ck_phase_ends_later CHECK (end_at IS NULL OR (end_at > at AND end_at % 60000 = 0)),
	CONSTRAINT ck_phase_kind_known CHECK (kind IN ('conservative', 'surgery', 'recovery')),
	CONSTRAINT ck_phase_course_of_conservative CHECK (course_done_at IS NULL OR (kind = 'conservative' AND course_done_at >= at AND course_done_at % 60000 = 0)),
	CONSTRAINT ck_phase_note_length CHECK (note IS NULL OR length(note) BETWEEN 1 AND 20000),
	CONSTRAINT uq_phase_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_phase_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_phase_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_phase_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT ck_phase_origin_bytes CHECK (origin IS NULL OR length(origin) = 16),
	CONSTRAINT fk_phase_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_phase_no_counted CHECK (no >= 1),
	CONSTRAINT ck_phase_version_counted CHECK (version >= 1),
	CONSTRAINT ck_phase_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_phase_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_phase_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_phase_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
);

CREATE TABLE phase_version (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	end_at BIGINT,
	kind TEXT COLLATE "C" NOT NULL,
	course_done_at BIGINT,
	note TEXT COLLATE "C",
	origin BYTEA,
	CONSTRAINT pk_phase_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_phase_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
);

CREATE TABLE measure (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	end_at BIGINT,
	kind TEXT COLLATE "C" NOT NULL,
	name TEXT COLLATE "C" NOT NULL,
	form TEXT COLLATE "C",
	dose TEXT COLLATE "C",
	minutes INTEGER,
	note TEXT COLLATE "C",
	origin BYTEA,
	CONSTRAINT pk_measure PRIMARY KEY (patient_id, id),
	CONSTRAINT ck_measure_ends_later CHECK (end_at IS NULL OR (end_at >= at AND end_at % 60000 = 0)),
	CONSTRAINT ck_measure_kind_known CHECK (kind IN ('drug', 'physiotherapy', 'exercise', 'manual')),
	CONSTRAINT ck_measure_name_filled CHECK (length(trim(name)) > 0),
	CONSTRAINT ck_measure_form_of_physiotherapy CHECK (form IS NULL OR (kind = 'physiotherapy' AND form IN ('acupuncture', 'hirudotherapy', 'reflexotherapy', 'other'))),
	CONSTRAINT ck_measure_minutes_of_a_day CHECK (minutes IS NULL OR minutes BETWEEN 1 AND 1440),
	CONSTRAINT ck_measure_note_length CHECK (note IS NULL OR length(note) BETWEEN 1 AND 20000),
	CONSTRAINT uq_measure_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_measure_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_measure_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_measure_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT ck_measure_origin_bytes CHECK (origin IS NULL OR length(origin) = 16),
	CONSTRAINT fk_measure_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_measure_no_counted CHECK (no >= 1),
	CONSTRAINT ck_measure_version_counted CHECK (version >= 1),
	CONSTRAINT ck_measure_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_measure_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_measure_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_measure_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
);

CREATE TABLE measure_version (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	end_at BIGINT,
	kind TEXT COLLATE "C" NOT NULL,
	name TEXT COLLATE "C" NOT NULL,
	form TEXT COLLATE "C",
	dose TEXT COLLATE "C",
	minutes INTEGER,
	note TEXT COLLATE "C",
	origin BYTEA,
	CONSTRAINT pk_measure_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_measure_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
);

CREATE TABLE clearance (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	end_at BIGINT,
	doctor TEXT COLLATE "C" NOT NULL,
	specialty TEXT COLLATE "C" NOT NULL,
	refuses INTEGER NOT NULL,
	areas TEXT COLLATE "C",
	techniques TEXT COLLATE "C",
	pressure TEXT COLLATE "C",
	limits TEXT COLLATE "C",
	CONSTRAINT pk_clearance PRIMARY KEY (patient_id, id),
	CONSTRAINT ck_clearance_ends_later CHECK (end_at IS NULL OR (end_at > at AND end_at % 60000 = 0)),
	CONSTRAINT ck_clearance_doctor_filled CHECK (length(trim(doctor)) > 0),
	CONSTRAINT ck_clearance_specialty_known CHECK (specialty IN ('neurologist', 'physician', 'surgeon', 'other')),
	CONSTRAINT ck_clearance_refuses_flag CHECK (refuses IN (0, 1)),
	CONSTRAINT ck_clearance_pressure_known CHECK (pressure IS NULL OR pressure IN ('light', 'medium', 'deep')),
	CONSTRAINT uq_clearance_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_clearance_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_clearance_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_clearance_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT fk_clearance_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_clearance_no_counted CHECK (no >= 1),
	CONSTRAINT ck_clearance_version_counted CHECK (version >= 1),
	CONSTRAINT ck_clearance_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_clearance_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_clearance_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_clearance_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
);

CREATE TABLE clearance_version (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	end_at BIGINT,
	doctor TEXT COLLATE "C" NOT NULL,
	specialty TEXT COLLATE "C" NOT NULL,
	refuses INTEGER NOT NULL,
	areas TEXT COLLATE "C",
	techniques TEXT COLLATE "C",
	pressure TEXT COLLATE "C",
	limits TEXT COLLATE "C",
	CONSTRAINT pk_clearance_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_clearance_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
);

CREATE TABLE policy (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	"limit" INTEGER NOT NULL,
	hours INTEGER NOT NULL,
	because TEXT COLLATE "C" NOT NULL,
	on_advice_of TEXT COLLATE "C",
	CONSTRAINT pk_policy PRIMARY KEY (patient_id, id),
	CONSTRAINT ck_policy_from_an_instant CHECK (width = 0),
	CONSTRAINT ck_policy_limit_allowed CHECK ("limit" BETWEEN 1 AND 4),
	CONSTRAINT ck_policy_hours_allowed CHECK (hours BETWEEN 1 AND 72),
	CONSTRAINT ck_policy_because_filled CHECK (length(trim(because)) > 0),
	CONSTRAINT ck_policy_limit_on_advice CHECK ("limit" <= 3 OR (on_advice_of IS NOT NULL AND length(trim(on_advice_of)) > 0)),
	CONSTRAINT uq_policy_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_policy_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_policy_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_policy_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT fk_policy_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_policy_no_counted CHECK (no >= 1),
	CONSTRAINT ck_policy_version_counted CHECK (version >= 1),
	CONSTRAINT ck_policy_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_policy_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_policy_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_policy_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
);

CREATE TABLE policy_version (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	"limit" INTEGER NOT NULL,
	hours INTEGER NOT NULL,
	because TEXT COLLATE "C" NOT NULL,
	on_advice_of TEXT COLLATE "C",
	CONSTRAINT pk_policy_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_policy_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
);

CREATE TABLE screen (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	session INTEGER,
	edition INTEGER NOT NULL,
	yes TEXT COLLATE "C",
	CONSTRAINT pk_screen PRIMARY KEY (patient_id, id),
	CONSTRAINT fk_screen_patient_id_session FOREIGN KEY(patient_id, session) REFERENCES massage (patient_id, no),
	CONSTRAINT ck_screen_edition_counted CHECK (edition >= 1),
	CONSTRAINT ck_screen_yes_said CHECK (yes IS NULL OR length(trim(yes)) > 0),
	CONSTRAINT uq_screen_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_screen_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_screen_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_screen_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT fk_screen_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_screen_no_counted CHECK (no >= 1),
	CONSTRAINT ck_screen_version_counted CHECK (version >= 1),
	CONSTRAINT ck_screen_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_screen_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_screen_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_screen_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
);

CREATE TABLE screen_version (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	session INTEGER,
	edition INTEGER NOT NULL,
	yes TEXT COLLATE "C",
	CONSTRAINT pk_screen_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_screen_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
);

CREATE TABLE note (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	session INTEGER NOT NULL,
	subjective TEXT COLLATE "C",
	objective TEXT COLLATE "C",
	assessment TEXT COLLATE "C",
	"plan" TEXT COLLATE "C",
	signed_at BIGINT,
	signed_by TEXT COLLATE "C",
	signed_as TEXT COLLATE "C",
	CONSTRAINT pk_note PRIMARY KEY (patient_id, id),
	CONSTRAINT fk_note_patient_id_session FOREIGN KEY(patient_id, session) REFERENCES massage (patient_id, no),
	CONSTRAINT ck_note_subjective_length CHECK (subjective IS NULL OR length(subjective) BETWEEN 1 AND 20000),
	CONSTRAINT ck_note_objective_length CHECK (objective IS NULL OR length(objective) BETWEEN 1 AND 20000),
	CONSTRAINT ck_note_assessment_length CHECK (assessment IS NULL OR length(assessment) BETWEEN 1 AND 20000),
	CONSTRAINT ck_note_plan_length CHECK (plan IS NULL OR length(plan) BETWEEN 1 AND 20000),
	CONSTRAINT ck_note_something_said CHECK (coalesce(subjective, objective, assessment, plan) IS NOT NULL),
	CONSTRAINT ck_note_signed_by_somebody CHECK ((signed_at IS NULL AND signed_by IS NULL AND signed_as IS NULL) OR (signed_at IS NOT NULL AND signed_by IS NOT NULL AND length(trim(signed_by)) > 0)),
	CONSTRAINT ck_note_signed_stands CHECK (signed_at IS NULL OR voided_by = 0),
	CONSTRAINT uq_note_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_note_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_note_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_note_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT fk_note_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_note_no_counted CHECK (no >= 1),
	CONSTRAINT ck_note_version_counted CHECK (version >= 1),
	CONSTRAINT ck_note_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_note_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_note_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_note_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
);

CREATE TABLE note_version (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	session INTEGER NOT NULL,
	subjective TEXT COLLATE "C",
	objective TEXT COLLATE "C",
	assessment TEXT COLLATE "C",
	"plan" TEXT COLLATE "C",
	signed_at BIGINT,
	signed_by TEXT COLLATE "C",
	signed_as TEXT COLLATE "C",
	CONSTRAINT pk_note_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_note_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
);

CREATE TABLE addendum (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	amends INTEGER NOT NULL,
	because TEXT COLLATE "C" NOT NULL,
	text TEXT COLLATE "C",
	CONSTRAINT pk_addendum PRIMARY KEY (patient_id, id),
	CONSTRAINT fk_addendum_patient_id_amends FOREIGN KEY(patient_id, amends) REFERENCES note (patient_id, no),
	CONSTRAINT ck_addendum_because_filled CHECK (length(trim(because)) > 0),
	CONSTRAINT ck_addendum_text_length CHECK (text IS NULL OR length(text) BETWEEN 1 AND 20000),
	CONSTRAINT uq_addendum_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_addendum_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_addendum_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_addendum_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT fk_addendum_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_addendum_no_counted CHECK (no >= 1),
	CONSTRAINT ck_addendum_version_counted CHECK (version >= 1),
	CONSTRAINT ck_addendum_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_addendum_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_addendum_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_addendum_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
);

CREATE TABLE addendum_version (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	amends INTEGER NOT NULL,
	because TEXT COLLATE "C" NOT NULL,
	text TEXT COLLATE "C",
	CONSTRAINT pk_addendum_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_addendum_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
);

CREATE TABLE redflag (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	code TEXT COLLATE "C" NOT NULL,
	assessed_at BIGINT,
	assessed_by TEXT COLLATE "C",
	specialty TEXT COLLATE "C",
	note TEXT COLLATE "C",
	CONSTRAINT pk_redflag PRIMARY KEY (patient_id, id),
	CONSTRAINT ck_redflag_code_filled CHECK (length(trim(code)) > 0),
	CONSTRAINT ck_redflag_assessed_by_a_doctor CHECK ((assessed_at IS NULL AND assessed_by IS NULL AND specialty IS NULL) OR (assessed_at IS NOT NULL AND assessed_at >= at AND assessed_by IS NOT NULL AND length(trim(assessed_by)) > 0 AND specialty IS NOT NULL)),
	CONSTRAINT ck_redflag_specialty_known CHECK (specialty IS NULL OR specialty IN ('neurologist', 'physician', 'surgeon', 'other')),
	CONSTRAINT ck_redflag_note_length CHECK (note IS NULL OR length(note) BETWEEN 1 AND 20000),
	CONSTRAINT uq_redflag_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_redflag_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_redflag_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_redflag_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT fk_redflag_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_redflag_no_counted CHECK (no >= 1),
	CONSTRAINT ck_redflag_version_counted CHECK (version >= 1),
	CONSTRAINT ck_redflag_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_redflag_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_redflag_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_redflag_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
);

CREATE TABLE redflag_version (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	code TEXT COLLATE "C" NOT NULL,
	assessed_at BIGINT,
	assessed_by TEXT COLLATE "C",
	specialty TEXT COLLATE "C",
	note TEXT COLLATE "C",
	CONSTRAINT pk_redflag_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_redflag_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
);

CREATE TABLE symptom (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	sign TEXT COLLATE "C" NOT NULL,
	site TEXT COLLATE "C" NOT NULL,
	asks TEXT COLLATE "C",
	CONSTRAINT pk_symptom PRIMARY KEY (patient_id, id),
	CONSTRAINT ck_symptom_sign_known CHECK (sign IN ('numbness', 'weakness')),
	CONSTRAINT ck_symptom_site_filled CHECK (length(trim(site)) > 0),
	CONSTRAINT ck_symptom_something_asked CHECK (asks IS NULL OR length(trim(asks)) > 0),
	CONSTRAINT uq_symptom_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_symptom_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_symptom_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_symptom_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT fk_symptom_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_symptom_no_counted CHECK (no >= 1),
	CONSTRAINT ck_symptom_version_counted CHECK (version >= 1),
	CONSTRAINT ck_symptom_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_symptom_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_symptom_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_symptom_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
);

CREATE TABLE symptom_version (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	sign TEXT COLLATE "C" NOT NULL,
	site TEXT COLLATE "C" NOT NULL,
	asks TEXT COLLATE "C",
	CONSTRAINT pk_symptom_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_symptom_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
);

CREATE TABLE score (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	instrument TEXT COLLATE "C" NOT NULL,
	tenths INTEGER NOT NULL,
	items TEXT COLLATE "C",
	CONSTRAINT pk_score PRIMARY KEY (patient_id, id),
	CONSTRAINT ck_score_instrument_known CHECK (instrument IN ('rmdq', 'odi', 'peg', 'promis-pi', 'start-back')),
	CONSTRAINT ck_score_tenths_not_negative CHECK (tenths BETWEEN 0 AND 1000),
	CONSTRAINT ck_score_items_of_rmdq CHECK (items IS NULL OR (instrument = 'rmdq' AND length(items) > 0)),
	CONSTRAINT uq_score_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_score_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_score_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_score_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT fk_score_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_score_no_counted CHECK (no >= 1),
	CONSTRAINT ck_score_version_counted CHECK (version >= 1),
	CONSTRAINT ck_score_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_score_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_score_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_score_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
);

CREATE TABLE score_version (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	instrument TEXT COLLATE "C" NOT NULL,
	tenths INTEGER NOT NULL,
	items TEXT COLLATE "C",
	CONSTRAINT pk_score_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_score_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
);

CREATE TABLE context (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	source TEXT COLLATE "C" NOT NULL,
	text TEXT COLLATE "C" NOT NULL,
	origin BYTEA,
	CONSTRAINT pk_context PRIMARY KEY (patient_id, id),
	CONSTRAINT ck_context_source_filled CHECK (length(trim(source)) > 0),
	CONSTRAINT ck_context_text_length CHECK (text IS NULL OR length(text) BETWEEN 1 AND 20000),
	CONSTRAINT uq_context_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT ck_context_at_whole_minute CHECK (at % 60000 = 0),
	CONSTRAINT ck_context_width_of_a_day CHECK (width BETWEEN 0 AND 172800000 AND width % 60000 = 0),
	CONSTRAINT ck_context_offset_of_a_day CHECK ("offset" BETWEEN -1439 AND 1439),
	CONSTRAINT ck_context_origin_bytes CHECK (origin IS NULL OR length(origin) = 16),
	CONSTRAINT fk_context_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_context_no_counted CHECK (no >= 1),
	CONSTRAINT ck_context_version_counted CHECK (version >= 1),
	CONSTRAINT ck_context_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_context_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_context_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_context_void_with_reason CHECK (voided_by = 0 OR (voided_by > 0 AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
);

CREATE TABLE context_version (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	recorded_at BIGINT NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	at BIGINT NOT NULL,
	width BIGINT NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	source TEXT COLLATE "C" NOT NULL,
	text TEXT COLLATE "C" NOT NULL,
	origin BYTEA,
	CONSTRAINT pk_context_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_context_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
);

CREATE TABLE warning (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	session INTEGER NOT NULL,
	rule TEXT COLLATE "C" NOT NULL,
	rule_version INTEGER NOT NULL,
	status TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C" NOT NULL,
	category INTEGER,
	"limit" INTEGER,
	hours INTEGER,
	on_advice_of TEXT COLLATE "C",
	evidence TEXT COLLATE "C" NOT NULL,
	until_at BIGINT,
	raised_at BIGINT NOT NULL,
	how TEXT COLLATE "C" NOT NULL,
	change INTEGER NOT NULL,
	thread INTEGER NOT NULL,
	withdrawn_by INTEGER NOT NULL,
	withdrawn_at BIGINT,
	cause TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	CONSTRAINT pk_warning PRIMARY KEY (patient_id, id),
	CONSTRAINT uq_warning_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT fk_warning_patient_id_session FOREIGN KEY(patient_id, session) REFERENCES massage (patient_id, no),
	CONSTRAINT fk_warning_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_warning_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_warning_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_warning_no_counted CHECK (no >= 1),
	CONSTRAINT ck_warning_rule_version_counted CHECK (rule_version >= 1),
	CONSTRAINT ck_warning_rule_filled CHECK (length(trim(rule)) > 0),
	CONSTRAINT ck_warning_status_filled CHECK (length(trim(status)) > 0),
	CONSTRAINT ck_warning_reason_filled CHECK (length(trim(reason)) > 0),
	CONSTRAINT ck_warning_status_of_high_pain CHECK (rule <> 'high-pain' OR status IN ('high-pain', 'unverified')),
	CONSTRAINT ck_warning_category_ranked CHECK (category IS NULL OR category BETWEEN 0 AND 3),
	CONSTRAINT ck_warning_policy_of_high_pain CHECK (rule <> 'high-pain' OR ("limit" IS NOT NULL AND "limit" BETWEEN 1 AND 4 AND hours IS NOT NULL AND hours BETWEEN 1 AND 72)),
	CONSTRAINT ck_warning_how_known CHECK (how IN ('at-logging', 'later', 'import')),
	CONSTRAINT ck_warning_thread_begun CHECK (thread BETWEEN 1 AND no),
	CONSTRAINT ck_warning_withdrawn_with_cause CHECK ((withdrawn_by = 0 AND withdrawn_at IS NULL AND cause IS NULL) OR (withdrawn_by > 0 AND withdrawn_at IS NOT NULL AND cause IS NOT NULL AND length(trim(cause)) > 0))
);

CREATE TABLE answer (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	no INTEGER NOT NULL,
	thread INTEGER NOT NULL,
	warning INTEGER NOT NULL,
	code TEXT COLLATE "C" NOT NULL,
	text TEXT COLLATE "C",
	at BIGINT NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	change INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	digest BYTEA NOT NULL,
	CONSTRAINT pk_answer PRIMARY KEY (patient_id, id),
	CONSTRAINT uq_answer_patient_id_no UNIQUE (patient_id, no),
	CONSTRAINT fk_answer_patient_id_warning FOREIGN KEY(patient_id, warning) REFERENCES warning (patient_id, no),
	CONSTRAINT fk_answer_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_answer_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_answer_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_answer_no_counted CHECK (no >= 1),
	CONSTRAINT ck_answer_thread_begun CHECK (thread BETWEEN 1 AND warning),
	CONSTRAINT ck_answer_code_known CHECK (code IN ('doctor-cleared', 'decided-with-therapist', 'away-from-spine', 'pain-eased', 'light-technique', 'not-rated', 'other')),
	CONSTRAINT ck_answer_other_said CHECK (code <> 'other' OR (text IS NOT NULL AND length(trim(text)) > 0)),
	CONSTRAINT ck_answer_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_answer_voided_by_change CHECK (voided_by >= 0)
);

CREATE TABLE intake (
	patient_id INTEGER NOT NULL,
	no INTEGER NOT NULL,
	change INTEGER NOT NULL,
	format TEXT COLLATE "C" NOT NULL,
	sha256 BYTEA NOT NULL,
	person BYTEA,
	digest BYTEA NOT NULL,
	CONSTRAINT pk_intake PRIMARY KEY (patient_id, no),
	CONSTRAINT fk_intake_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_intake_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_intake_no_counted CHECK (no >= 1),
	CONSTRAINT ck_intake_format_filled CHECK (length(trim(format)) > 0),
	CONSTRAINT ck_intake_sha256_bytes CHECK (length(sha256) = 32),
	CONSTRAINT ck_intake_person_bytes CHECK (person IS NULL OR length(person) = 16)
);

CREATE TABLE arrival (
	patient_id INTEGER NOT NULL,
	no INTEGER NOT NULL,
	change INTEGER NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	record INTEGER NOT NULL,
	version INTEGER NOT NULL,
	stamp BYTEA,
	author TEXT COLLATE "C",
	at BIGINT,
	known BYTEA,
	voids BYTEA,
	withheld INTEGER NOT NULL,
	rival INTEGER NOT NULL,
	original TEXT COLLATE "C",
	digest BYTEA NOT NULL,
	CONSTRAINT pk_arrival PRIMARY KEY (patient_id, no),
	CONSTRAINT fk_arrival_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_arrival_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_arrival_no_counted CHECK (no >= 1),
	CONSTRAINT ck_arrival_kind_known CHECK (kind IN ('patient', 'massage', 'pain', 'phase', 'measure', 'clearance', 'policy', 'screen', 'note', 'addendum', 'redflag', 'symptom', 'score', 'context')),
	CONSTRAINT ck_arrival_record_counted CHECK (record >= 1 AND version >= 1),
	CONSTRAINT ck_arrival_stamped_by_somebody CHECK ((stamp IS NULL AND author IS NULL AND at IS NULL) OR (stamp IS NOT NULL AND length(stamp) = 16 AND author IS NOT NULL AND at IS NOT NULL)),
	CONSTRAINT ck_arrival_known_stamps CHECK (known IS NULL OR (length(known) > 0 AND length(known) % 16 = 0)),
	CONSTRAINT ck_arrival_voids_stamps CHECK (voids IS NULL OR (length(voids) > 0 AND length(voids) % 16 = 0)),
	CONSTRAINT ck_arrival_withheld_flag CHECK (withheld IN (0, 1)),
	CONSTRAINT ck_arrival_rival_flag CHECK (rival IN (0, 1)),
	CONSTRAINT ck_arrival_original_length CHECK (original IS NULL OR length(original) BETWEEN 1 AND 20000)
);

CREATE TABLE erasure (
	patient_id INTEGER NOT NULL,
	id BYTEA NOT NULL,
	at BIGINT NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	because TEXT COLLATE "C" NOT NULL,
	change INTEGER NOT NULL,
	digest BYTEA NOT NULL,
	CONSTRAINT pk_erasure PRIMARY KEY (patient_id),
	CONSTRAINT uq_erasure_id UNIQUE (id),
	CONSTRAINT fk_erasure_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_erasure_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_erasure_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_erasure_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_erasure_because_filled CHECK (length(trim(because)) > 0)
);

CREATE TABLE setting (
	name TEXT COLLATE "C" NOT NULL,
	value TEXT COLLATE "C" NOT NULL,
	digest BYTEA NOT NULL,
	CONSTRAINT pk_setting PRIMARY KEY (name),
	CONSTRAINT ck_setting_name_filled CHECK (length(trim(name)) > 0),
	CONSTRAINT ck_setting_digest_bytes CHECK (length(digest) = 16)
);

CREATE INDEX ix_change_command ON change (command);

CREATE INDEX ix_patient_patient_id_change_no ON patient (patient_id, change, no);

CREATE INDEX ix_patient_patient_id_voided_by_change_no ON patient (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_patient_version_patient_id_change_no_version ON patient_version (patient_id, change, no, version);

CREATE INDEX ix_patient_version_patient_id_voided_by_change_no ON patient_version (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_massage_patient_id_at_no ON massage (patient_id, at, no);

CREATE INDEX ix_massage_patient_id_change_no ON massage (patient_id, change, no);

CREATE INDEX ix_massage_patient_id_judged_at_no ON massage (patient_id, judged_at, no);

CREATE INDEX ix_massage_patient_id_voided_by_change_no ON massage (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_massage_same ON massage (patient_id, no, same) WHERE same IS NOT NULL;

CREATE INDEX ix_massage_version_patient_id_change_no_version ON massage_version (patient_id, change, no, version);

CREATE INDEX ix_massage_version_patient_id_voided_by_change_no ON massage_version (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_pain_patient_id_at_no ON pain (patient_id, at, no);

CREATE INDEX ix_pain_patient_id_change_no ON pain (patient_id, change, no);

CREATE INDEX ix_pain_patient_id_session_at_no ON pain (patient_id, session, at, no) WHERE session IS NOT NULL;

CREATE INDEX ix_pain_patient_id_voided_by_change_no ON pain (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_pain_version_patient_id_change_no_version ON pain_version (patient_id, change, no, version);

CREATE INDEX ix_pain_version_patient_id_voided_by_change_no ON pain_version (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_phase_patient_id_at_no ON phase (patient_id, at, no);

CREATE INDEX ix_phase_patient_id_change_no ON phase (patient_id, change, no);

CREATE INDEX ix_phase_patient_id_voided_by_change_no ON phase (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_phase_version_patient_id_change_no_version ON phase_version (patient_id, change, no, version);

CREATE INDEX ix_phase_version_patient_id_voided_by_change_no ON phase_version (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_measure_patient_id_at_no ON measure (patient_id, at, no);

CREATE INDEX ix_measure_patient_id_change_no ON measure (patient_id, change, no);

CREATE INDEX ix_measure_patient_id_voided_by_change_no ON measure (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_measure_version_patient_id_change_no_version ON measure_version (patient_id, change, no, version);

CREATE INDEX ix_measure_version_patient_id_voided_by_change_no ON measure_version (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_clearance_patient_id_at_no ON clearance (patient_id, at, no);

CREATE INDEX ix_clearance_patient_id_change_no ON clearance (patient_id, change, no);

CREATE INDEX ix_clearance_patient_id_voided_by_change_no ON clearance (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_clearance_version_patient_id_change_no_version ON clearance_version (patient_id, change, no, version);

CREATE INDEX ix_clearance_version_patient_id_voided_by_change_no ON clearance_version (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_policy_patient_id_at_no ON policy (patient_id, at, no);

CREATE INDEX ix_policy_patient_id_change_no ON policy (patient_id, change, no);

CREATE INDEX ix_policy_patient_id_voided_by_change_no ON policy (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_policy_version_patient_id_change_no_version ON policy_version (patient_id, change, no, version);

CREATE INDEX ix_policy_version_patient_id_voided_by_change_no ON policy_version (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_screen_patient_id_at_no ON screen (patient_id, at, no);

CREATE INDEX ix_screen_patient_id_change_no ON screen (patient_id, change, no);

CREATE INDEX ix_screen_patient_id_session_no ON screen (patient_id, session, no) WHERE session IS NOT NULL;

CREATE INDEX ix_screen_patient_id_voided_by_change_no ON screen (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_screen_version_patient_id_change_no_version ON screen_version (patient_id, change, no, version);

CREATE INDEX ix_screen_version_patient_id_voided_by_change_no ON screen_version (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_note_draft ON note (patient_id, no) WHERE signed_at IS NULL;

CREATE INDEX ix_note_patient_id_at_no ON note (patient_id, at, no);

CREATE INDEX ix_note_patient_id_change_no ON note (patient_id, change, no);

CREATE INDEX ix_note_patient_id_session_no ON note (patient_id, session, no);

CREATE INDEX ix_note_patient_id_voided_by_change_no ON note (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_note_version_patient_id_change_no_version ON note_version (patient_id, change, no, version);

CREATE INDEX ix_note_version_patient_id_voided_by_change_no ON note_version (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_addendum_patient_id_amends_no ON addendum (patient_id, amends, no);

CREATE INDEX ix_addendum_patient_id_at_no ON addendum (patient_id, at, no);

CREATE INDEX ix_addendum_patient_id_change_no ON addendum (patient_id, change, no);

CREATE INDEX ix_addendum_patient_id_voided_by_change_no ON addendum (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_addendum_version_patient_id_change_no_version ON addendum_version (patient_id, change, no, version);

CREATE INDEX ix_addendum_version_patient_id_voided_by_change_no ON addendum_version (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_redflag_open ON redflag (patient_id, at, no) WHERE assessed_at IS NULL;

CREATE INDEX ix_redflag_patient_id_at_no ON redflag (patient_id, at, no);

CREATE INDEX ix_redflag_patient_id_change_no ON redflag (patient_id, change, no);

CREATE INDEX ix_redflag_patient_id_voided_by_change_no ON redflag (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_redflag_version_patient_id_change_no_version ON redflag_version (patient_id, change, no, version);

CREATE INDEX ix_redflag_version_patient_id_voided_by_change_no ON redflag_version (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_symptom_asking ON symptom (patient_id, at, no) WHERE asks IS NOT NULL;

CREATE INDEX ix_symptom_patient_id_at_no ON symptom (patient_id, at, no);

CREATE INDEX ix_symptom_patient_id_change_no ON symptom (patient_id, change, no);

CREATE INDEX ix_symptom_patient_id_voided_by_change_no ON symptom (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_symptom_version_patient_id_change_no_version ON symptom_version (patient_id, change, no, version);

CREATE INDEX ix_symptom_version_patient_id_voided_by_change_no ON symptom_version (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_score_patient_id_at_no ON score (patient_id, at, no);

CREATE INDEX ix_score_patient_id_change_no ON score (patient_id, change, no);

CREATE INDEX ix_score_patient_id_voided_by_change_no ON score (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_score_version_patient_id_change_no_version ON score_version (patient_id, change, no, version);

CREATE INDEX ix_score_version_patient_id_voided_by_change_no ON score_version (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_context_patient_id_at_no ON context (patient_id, at, no);

CREATE INDEX ix_context_patient_id_change_no ON context (patient_id, change, no);

CREATE INDEX ix_context_patient_id_voided_by_change_no ON context (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_context_version_patient_id_change_no_version ON context_version (patient_id, change, no, version);

CREATE INDEX ix_context_version_patient_id_voided_by_change_no ON context_version (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_warning_patient_id_change_no ON warning (patient_id, change, no);

CREATE INDEX ix_warning_patient_id_session_no ON warning (patient_id, session, no);

CREATE INDEX ix_warning_patient_id_withdrawn_by_raised_at_no ON warning (patient_id, withdrawn_by, raised_at, no, thread, status, how);

CREATE INDEX ix_answer_patient_id_change_no ON answer (patient_id, change, no);

CREATE INDEX ix_answer_patient_id_thread_voided_by ON answer (patient_id, thread, voided_by);

CREATE INDEX ix_answer_patient_id_voided_by_change_no ON answer (patient_id, voided_by, change, no) WHERE voided_by > 0;

CREATE INDEX ix_intake_patient_id_change_no ON intake (patient_id, change, no);

CREATE INDEX ix_intake_person_patient_id_no ON intake (person, patient_id, no) WHERE person IS NOT NULL;

CREATE INDEX ix_arrival_patient_id_change_no ON arrival (patient_id, change, no);

CREATE INDEX ix_arrival_patient_id_kind_record_version ON arrival (patient_id, kind, record, version);

CREATE INDEX ix_arrival_rival ON arrival (patient_id, kind, record) WHERE rival = 1;

CREATE FUNCTION refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF CURRENT_USER = 'rehabtrack_owner' THEN
		RETURN coalesce(NEW, OLD);
	END IF;
	RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE FUNCTION refuse_a_gap() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF NEW.no IS DISTINCT FROM (SELECT coalesce(max(no), 0) FROM change WHERE patient_id = NEW.patient_id) + 1 THEN
		RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
	END IF;
	RETURN NEW;
END
$$;

CREATE TRIGGER change_no_delete
BEFORE DELETE ON change
FOR EACH ROW
EXECUTE FUNCTION refuse('change: nothing is deleted');

CREATE TRIGGER patient_version_no_delete
BEFORE DELETE ON patient_version
FOR EACH ROW
EXECUTE FUNCTION refuse('patient_version: nothing is deleted');

CREATE TRIGGER massage_version_no_delete
BEFORE DELETE ON massage_version
FOR EACH ROW
EXECUTE FUNCTION refuse('massage_version: nothing is deleted');

CREATE TRIGGER pain_version_no_delete
BEFORE DELETE ON pain_version
FOR EACH ROW
EXECUTE FUNCTION refuse('pain_version: nothing is deleted');

CREATE TRIGGER phase_version_no_delete
BEFORE DELETE ON phase_version
FOR EACH ROW
EXECUTE FUNCTION refuse('phase_version: nothing is deleted');

CREATE TRIGGER measure_version_no_delete
BEFORE DELETE ON measure_version
FOR EACH ROW
EXECUTE FUNCTION refuse('measure_version: nothing is deleted');

CREATE TRIGGER clearance_version_no_delete
BEFORE DELETE ON clearance_version
FOR EACH ROW
EXECUTE FUNCTION refuse('clearance_version: nothing is deleted');

CREATE TRIGGER policy_version_no_delete
BEFORE DELETE ON policy_version
FOR EACH ROW
EXECUTE FUNCTION refuse('policy_version: nothing is deleted');

CREATE TRIGGER screen_version_no_delete
BEFORE DELETE ON screen_version
FOR EACH ROW
EXECUTE FUNCTION refuse('screen_version: nothing is deleted');

CREATE TRIGGER note_version_no_delete
BEFORE DELETE ON note_version
FOR EACH ROW
EXECUTE FUNCTION refuse('note_version: nothing is deleted');

CREATE TRIGGER addendum_version_no_delete
BEFORE DELETE ON addendum_version
FOR EACH ROW
EXECUTE FUNCTION refuse('addendum_version: nothing is deleted');

CREATE TRIGGER redflag_version_no_delete
BEFORE DELETE ON redflag_version
FOR EACH ROW
EXECUTE FUNCTION refuse('redflag_version: nothing is deleted');

CREATE TRIGGER symptom_version_no_delete
BEFORE DELETE ON symptom_version
FOR EACH ROW
EXECUTE FUNCTION refuse('symptom_version: nothing is deleted');

CREATE TRIGGER score_version_no_delete
BEFORE DELETE ON score_version
FOR EACH ROW
EXECUTE FUNCTION refuse('score_version: nothing is deleted');

CREATE TRIGGER context_version_no_delete
BEFORE DELETE ON context_version
FOR EACH ROW
EXECUTE FUNCTION refuse('context_version: nothing is deleted');

CREATE TRIGGER erasure_no_delete
BEFORE DELETE ON erasure
FOR EACH ROW
EXECUTE FUNCTION refuse('erasure: nothing is deleted');

CREATE TRIGGER intake_no_delete
BEFORE DELETE ON intake
FOR EACH ROW
EXECUTE FUNCTION refuse('intake: nothing is deleted');

CREATE TRIGGER arrival_no_delete
BEFORE DELETE ON arrival
FOR EACH ROW
EXECUTE FUNCTION refuse('arrival: nothing is deleted');

CREATE TRIGGER patient_no_delete
BEFORE DELETE ON patient
FOR EACH ROW
EXECUTE FUNCTION refuse('patient: nothing is deleted');

CREATE TRIGGER massage_no_delete
BEFORE DELETE ON massage
FOR EACH ROW
EXECUTE FUNCTION refuse('massage: nothing is deleted');

CREATE TRIGGER pain_no_delete
BEFORE DELETE ON pain
FOR EACH ROW
EXECUTE FUNCTION refuse('pain: nothing is deleted');

CREATE TRIGGER phase_no_delete
BEFORE DELETE ON phase
FOR EACH ROW
EXECUTE FUNCTION refuse('phase: nothing is deleted');

CREATE TRIGGER measure_no_delete
BEFORE DELETE ON measure
FOR EACH ROW
EXECUTE FUNCTION refuse('measure: nothing is deleted');

CREATE TRIGGER clearance_no_delete
BEFORE DELETE ON clearance
FOR EACH ROW
EXECUTE FUNCTION refuse('clearance: nothing is deleted');

CREATE TRIGGER policy_no_delete
BEFORE DELETE ON policy
FOR EACH ROW
EXECUTE FUNCTION refuse('policy: nothing is deleted');

CREATE TRIGGER screen_no_delete
BEFORE DELETE ON screen
FOR EACH ROW
EXECUTE FUNCTION refuse('screen: nothing is deleted');

CREATE TRIGGER note_no_delete
BEFORE DELETE ON note
FOR EACH ROW
EXECUTE FUNCTION refuse('note: nothing is deleted');

CREATE TRIGGER addendum_no_delete
BEFORE DELETE ON addendum
FOR EACH ROW
EXECUTE FUNCTION refuse('addendum: nothing is deleted');

CREATE TRIGGER redflag_no_delete
BEFORE DELETE ON redflag
FOR EACH ROW
EXECUTE FUNCTION refuse('redflag: nothing is deleted');

CREATE TRIGGER symptom_no_delete
BEFORE DELETE ON symptom
FOR EACH ROW
EXECUTE FUNCTION refuse('symptom: nothing is deleted');

CREATE TRIGGER score_no_delete
BEFORE DELETE ON score
FOR EACH ROW
EXECUTE FUNCTION refuse('score: nothing is deleted');

CREATE TRIGGER context_no_delete
BEFORE DELETE ON context
FOR EACH ROW
EXECUTE FUNCTION refuse('context: nothing is deleted');

CREATE TRIGGER warning_no_delete
BEFORE DELETE ON warning
FOR EACH ROW
EXECUTE FUNCTION refuse('warning: nothing is deleted');

CREATE TRIGGER answer_no_delete
BEFORE DELETE ON answer
FOR EACH ROW
EXECUTE FUNCTION refuse('answer: nothing is deleted');

CREATE TRIGGER patient_version_no_update
BEFORE UPDATE ON patient_version
FOR EACH ROW
EXECUTE FUNCTION refuse('patient_version: what was is not changed');

CREATE TRIGGER massage_version_no_update
BEFORE UPDATE ON massage_version
FOR EACH ROW
EXECUTE FUNCTION refuse('massage_version: what was is not changed');

CREATE TRIGGER pain_version_no_update
BEFORE UPDATE ON pain_version
FOR EACH ROW
EXECUTE FUNCTION refuse('pain_version: what was is not changed');

CREATE TRIGGER phase_version_no_update
BEFORE UPDATE ON phase_version
FOR EACH ROW
EXECUTE FUNCTION refuse('phase_version: what was is not changed');

CREATE TRIGGER measure_version_no_update
BEFORE UPDATE ON measure_version
FOR EACH ROW
EXECUTE FUNCTION refuse('measure_version: what was is not changed');

CREATE TRIGGER clearance_version_no_update
BEFORE UPDATE ON clearance_version
FOR EACH ROW
EXECUTE FUNCTION refuse('clearance_version: what was is not changed');

CREATE TRIGGER policy_version_no_update
BEFORE UPDATE ON policy_version
FOR EACH ROW
EXECUTE FUNCTION refuse('policy_version: what was is not changed');

CREATE TRIGGER screen_version_no_update
BEFORE UPDATE ON screen_version
FOR EACH ROW
EXECUTE FUNCTION refuse('screen_version: what was is not changed');

CREATE TRIGGER note_version_no_update
BEFORE UPDATE ON note_version
FOR EACH ROW
EXECUTE FUNCTION refuse('note_version: what was is not changed');

CREATE TRIGGER addendum_version_no_update
BEFORE UPDATE ON addendum_version
FOR EACH ROW
EXECUTE FUNCTION refuse('addendum_version: what was is not changed');

CREATE TRIGGER redflag_version_no_update
BEFORE UPDATE ON redflag_version
FOR EACH ROW
EXECUTE FUNCTION refuse('redflag_version: what was is not changed');

CREATE TRIGGER symptom_version_no_update
BEFORE UPDATE ON symptom_version
FOR EACH ROW
EXECUTE FUNCTION refuse('symptom_version: what was is not changed');

CREATE TRIGGER score_version_no_update
BEFORE UPDATE ON score_version
FOR EACH ROW
EXECUTE FUNCTION refuse('score_version: what was is not changed');

CREATE TRIGGER context_version_no_update
BEFORE UPDATE ON context_version
FOR EACH ROW
EXECUTE FUNCTION refuse('context_version: what was is not changed');

CREATE TRIGGER erasure_no_update
BEFORE UPDATE ON erasure
FOR EACH ROW
EXECUTE FUNCTION refuse('erasure: what was is not changed');

CREATE TRIGGER intake_no_update
BEFORE UPDATE ON intake
FOR EACH ROW
EXECUTE FUNCTION refuse('intake: what was is not changed');

CREATE TRIGGER arrival_no_update
BEFORE UPDATE ON arrival
FOR EACH ROW
EXECUTE FUNCTION refuse('arrival: what was is not changed');

CREATE TRIGGER change_no_update
BEFORE UPDATE OF patient_id, no, id, command, at, author, action, takes_back ON change
FOR EACH ROW
EXECUTE FUNCTION refuse('change: what was is not changed');

CREATE TRIGGER change_sealed_once
BEFORE UPDATE ON change
FOR EACH ROW
WHEN (OLD.digest IS NOT NULL)
EXECUTE FUNCTION refuse('change: a change is sealed once');

CREATE TRIGGER patient_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON patient
FOR EACH ROW
EXECUTE FUNCTION refuse('patient: its identity is not changed');

CREATE TRIGGER massage_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON massage
FOR EACH ROW
EXECUTE FUNCTION refuse('massage: its identity is not changed');

CREATE TRIGGER pain_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON pain
FOR EACH ROW
EXECUTE FUNCTION refuse('pain: its identity is not changed');

CREATE TRIGGER phase_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON phase
FOR EACH ROW
EXECUTE FUNCTION refuse('phase: its identity is not changed');

CREATE TRIGGER measure_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON measure
FOR EACH ROW
EXECUTE FUNCTION refuse('measure: its identity is not changed');

CREATE TRIGGER clearance_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON clearance
FOR EACH ROW
EXECUTE FUNCTION refuse('clearance: its identity is not changed');

CREATE TRIGGER policy_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON policy
FOR EACH ROW
EXECUTE FUNCTION refuse('policy: its identity is not changed');

CREATE TRIGGER screen_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON screen
FOR EACH ROW
EXECUTE FUNCTION refuse('screen: its identity is not changed');

CREATE TRIGGER note_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON note
FOR EACH ROW
EXECUTE FUNCTION refuse('note: its identity is not changed');

CREATE TRIGGER redflag_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON redflag
FOR EACH ROW
EXECUTE FUNCTION refuse('redflag: its identity is not changed');

CREATE TRIGGER symptom_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON symptom
FOR EACH ROW
EXECUTE FUNCTION refuse('symptom: its identity is not changed');

CREATE TRIGGER score_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON score
FOR EACH ROW
EXECUTE FUNCTION refuse('score: its identity is not changed');

CREATE TRIGGER context_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON context
FOR EACH ROW
EXECUTE FUNCTION refuse('context: its identity is not changed');

CREATE TRIGGER warning_same_fact
BEFORE UPDATE OF patient_id, id, no, session, rule, rule_version, status, reason, category, "limit", hours, on_advice_of, evidence, until_at, raised_at, how, change, thread, digest ON warning
FOR EACH ROW
EXECUTE FUNCTION refuse('warning: what was said is not changed');

CREATE TRIGGER answer_same_fact
BEFORE UPDATE OF patient_id, id, no, thread, warning, code, text, at, author, change, digest ON answer
FOR EACH ROW
EXECUTE FUNCTION refuse('answer: what was said is not changed');

CREATE TRIGGER warning_withdrawn_once
BEFORE UPDATE ON warning
FOR EACH ROW
WHEN (OLD.withdrawn_by <> 0)
EXECUTE FUNCTION refuse('warning: a withdrawn warning stays withdrawn');

CREATE TRIGGER note_signed
BEFORE UPDATE ON note
FOR EACH ROW
WHEN (OLD.signed_at IS NOT NULL)
EXECUTE FUNCTION refuse('note: a signed note stays as it was signed');

CREATE TRIGGER addendum_no_update
BEFORE UPDATE ON addendum
FOR EACH ROW
EXECUTE FUNCTION refuse('addendum: what was said is not changed');

CREATE TRIGGER change_no_truncate
BEFORE TRUNCATE ON change
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('change: nothing is deleted');

CREATE TRIGGER patient_version_no_truncate
BEFORE TRUNCATE ON patient_version
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('patient_version: nothing is deleted');

CREATE TRIGGER massage_version_no_truncate
BEFORE TRUNCATE ON massage_version
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('massage_version: nothing is deleted');

CREATE TRIGGER pain_version_no_truncate
BEFORE TRUNCATE ON pain_version
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('pain_version: nothing is deleted');

CREATE TRIGGER phase_version_no_truncate
BEFORE TRUNCATE ON phase_version
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('phase_version: nothing is deleted');

CREATE TRIGGER measure_version_no_truncate
BEFORE TRUNCATE ON measure_version
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('measure_version: nothing is deleted');

CREATE TRIGGER clearance_version_no_truncate
BEFORE TRUNCATE ON clearance_version
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('clearance_version: nothing is deleted');

CREATE TRIGGER policy_version_no_truncate
BEFORE TRUNCATE ON policy_version
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('policy_version: nothing is deleted');

CREATE TRIGGER screen_version_no_truncate
BEFORE TRUNCATE ON screen_version
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('screen_version: nothing is deleted');

CREATE TRIGGER note_version_no_truncate
BEFORE TRUNCATE ON note_version
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('note_version: nothing is deleted');

CREATE TRIGGER addendum_version_no_truncate
BEFORE TRUNCATE ON addendum_version
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('addendum_version: nothing is deleted');

CREATE TRIGGER redflag_version_no_truncate
BEFORE TRUNCATE ON redflag_version
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('redflag_version: nothing is deleted');

CREATE TRIGGER symptom_version_no_truncate
BEFORE TRUNCATE ON symptom_version
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('symptom_version: nothing is deleted');

CREATE TRIGGER score_version_no_truncate
BEFORE TRUNCATE ON score_version
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('score_version: nothing is deleted');

CREATE TRIGGER context_version_no_truncate
BEFORE TRUNCATE ON context_version
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('context_version: nothing is deleted');

CREATE TRIGGER erasure_no_truncate
BEFORE TRUNCATE ON erasure
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('erasure: nothing is deleted');

CREATE TRIGGER intake_no_truncate
BEFORE TRUNCATE ON intake
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('intake: nothing is deleted');

CREATE TRIGGER arrival_no_truncate
BEFORE TRUNCATE ON arrival
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('arrival: nothing is deleted');

CREATE TRIGGER patient_no_truncate
BEFORE TRUNCATE ON patient
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('patient: nothing is deleted');

CREATE TRIGGER massage_no_truncate
BEFORE TRUNCATE ON massage
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('massage: nothing is deleted');

CREATE TRIGGER pain_no_truncate
BEFORE TRUNCATE ON pain
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('pain: nothing is deleted');

CREATE TRIGGER phase_no_truncate
BEFORE TRUNCATE ON phase
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('phase: nothing is deleted');

CREATE TRIGGER measure_no_truncate
BEFORE TRUNCATE ON measure
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('measure: nothing is deleted');

CREATE TRIGGER clearance_no_truncate
BEFORE TRUNCATE ON clearance
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('clearance: nothing is deleted');

CREATE TRIGGER policy_no_truncate
BEFORE TRUNCATE ON policy
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('policy: nothing is deleted');

CREATE TRIGGER screen_no_truncate
BEFORE TRUNCATE ON screen
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('screen: nothing is deleted');

CREATE TRIGGER note_no_truncate
BEFORE TRUNCATE ON note
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('note: nothing is deleted');

CREATE TRIGGER addendum_no_truncate
BEFORE TRUNCATE ON addendum
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('addendum: nothing is deleted');

CREATE TRIGGER redflag_no_truncate
BEFORE TRUNCATE ON redflag
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('redflag: nothing is deleted');

CREATE TRIGGER symptom_no_truncate
BEFORE TRUNCATE ON symptom
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('symptom: nothing is deleted');

CREATE TRIGGER score_no_truncate
BEFORE TRUNCATE ON score
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('score: nothing is deleted');

CREATE TRIGGER context_no_truncate
BEFORE TRUNCATE ON context
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('context: nothing is deleted');

CREATE TRIGGER warning_no_truncate
BEFORE TRUNCATE ON warning
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('warning: nothing is deleted');

CREATE TRIGGER answer_no_truncate
BEFORE TRUNCATE ON answer
FOR EACH STATEMENT
EXECUTE FUNCTION refuse('answer: nothing is deleted');

CREATE TRIGGER change_no_gap
BEFORE INSERT ON change
FOR EACH ROW
EXECUTE FUNCTION refuse_a_gap('change: changes are numbered without gaps');

CREATE VIEW patient_readable WITH (security_invoker = true) AS
SELECT
	patient,
	version,
	'u' || change AS change,
	author,
	to_char((to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	zone,
	site,
	diagnosis,
	CASE archived WHEN 1 THEN 'yes' ELSE 'no' END AS archived
FROM patient
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id);

CREATE VIEW massage_readable WITH (security_invoker = true) AS
SELECT
	patient,
	'm' || no AS id,
	version,
	'u' || change AS change,
	author,
	to_char((to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(to_char((to_timestamp((at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	CASE given WHEN 1 THEN 'yes' ELSE 'no' END AS given,
	minutes,
	areas,
	techniques,
	pressure,
	therapist,
	because,
	note,
	same
FROM massage
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id);

CREATE VIEW pain_readable WITH (security_invoker = true) AS
SELECT
	patient,
	'p' || no AS id,
	version,
	'u' || change AS change,
	author,
	to_char((to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(to_char((to_timestamp((at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	site,
	scale,
	CASE scale WHEN 'vrs' THEN CASE value WHEN 0 THEN 'none' WHEN 1 THEN 'weak' WHEN 2 THEN 'moderate' ELSE 'severe' END ELSE value || CASE scale WHEN 'nrs' THEN '/10' WHEN 'vas' THEN '/100 mm' ELSE '/10 faces' END END AS value,
	recall,
	'm' || session AS session,
	relation,
	note,
	CASE counts WHEN 1 THEN 'yes' ELSE 'no' END AS counts
FROM pain
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id);

CREATE VIEW phase_readable WITH (security_invoker = true) AS
SELECT
	patient,
	'f' || no AS id,
	version,
	'u' || change AS change,
	author,
	to_char((to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(to_char((to_timestamp((at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	to_char((to_timestamp((end_at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0') AS end_at,
	kind,
	to_char((to_timestamp((course_done_at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0') AS course_done_at,
	note
FROM phase
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id);

CREATE VIEW measure_readable WITH (security_invoker = true) AS
SELECT
	patient,
	't' || no AS id,
	version,
	'u' || change AS change,
	author,
	to_char((to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(to_char((to_timestamp((at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	to_char((to_timestamp((end_at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0') AS end_at,
	kind,
	name,
	form,
	dose,
	minutes,
	note
FROM measure
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id);

CREATE VIEW clearance_readable WITH (security_invoker = true) AS
SELECT
	patient,
	'c' || no AS id,
	version,
	'u' || change AS change,
	author,
	to_char((to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(to_char((to_timestamp((at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	to_char((to_timestamp((end_at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0') AS end_at,
	doctor,
	specialty,
	CASE refuses WHEN 1 THEN 'yes' ELSE 'no' END AS refuses,
	areas,
	techniques,
	pressure,
	limits
FROM clearance
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id);

CREATE VIEW policy_readable WITH (security_invoker = true) AS
SELECT
	patient,
	version,
	'u' || change AS change,
	author,
	to_char((to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(to_char((to_timestamp((at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	"limit",
	hours,
	because,
	on_advice_of
FROM policy
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id);

CREATE VIEW screen_readable WITH (security_invoker = true) AS
SELECT
	patient,
	'q' || no AS id,
	version,
	'u' || change AS change,
	author,
	to_char((to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(to_char((to_timestamp((at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	'm' || session AS session,
	edition,
	yes
FROM screen
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id);

CREATE VIEW note_readable WITH (security_invoker = true) AS
SELECT
	patient,
	'n' || no AS id,
	version,
	'u' || change AS change,
	author,
	to_char((to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(to_char((to_timestamp((at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	'm' || session AS session,
	subjective,
	objective,
	assessment,
	"plan",
	to_char((to_timestamp((signed_at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0') AS signed_at,
	signed_by,
	signed_as
FROM note
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id);

CREATE VIEW addendum_readable WITH (security_invoker = true) AS
SELECT
	patient,
	'a' || no AS id,
	version,
	'u' || change AS change,
	author,
	to_char((to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(to_char((to_timestamp((at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	'n' || amends AS amends,
	because,
	text
FROM addendum
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id);

CREATE VIEW redflag_readable WITH (security_invoker = true) AS
SELECT
	patient,
	'r' || no AS id,
	version,
	'u' || change AS change,
	author,
	to_char((to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(to_char((to_timestamp((at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	code,
	to_char((to_timestamp((assessed_at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0') AS assessed_at,
	assessed_by,
	specialty,
	note
FROM redflag
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id);

CREATE VIEW symptom_readable WITH (security_invoker = true) AS
SELECT
	patient,
	'y' || no AS id,
	version,
	'u' || change AS change,
	author,
	to_char((to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(to_char((to_timestamp((at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	sign,
	site,
	asks
FROM symptom
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id);

CREATE VIEW score_readable WITH (security_invoker = true) AS
SELECT
	patient,
	's' || no AS id,
	version,
	'u' || change AS change,
	author,
	to_char((to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(to_char((to_timestamp((at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	instrument,
	tenths,
	items
FROM score
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id);

CREATE VIEW context_readable WITH (security_invoker = true) AS
SELECT
	patient,
	'x' || no AS id,
	version,
	'u' || change AS change,
	author,
	to_char((to_timestamp(recorded_at / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(to_char((to_timestamp((at + "offset" * 60000) / 1000) AT TIME ZONE 'UTC'), 'YYYY-MM-DD"T"HH24:MI') || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END || lpad((abs("offset") / 60)::text, 2, '0') || ':' || lpad((abs("offset") % 60)::text, 2, '0'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	source,
	text
FROM context
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id);

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
	FOREACH told IN ARRAY ARRAY['answer', 'intake', 'arrival', 'warning', 'patient_version', 'massage_version', 'pain_version', 'phase_version', 'measure_version', 'clearance_version', 'policy_version', 'screen_version', 'note_version', 'addendum_version', 'redflag_version', 'symptom_version', 'score_version', 'context_version', 'context', 'score', 'symptom', 'redflag', 'addendum', 'note', 'screen', 'policy', 'clearance', 'measure', 'phase', 'pain', 'massage', 'patient'] LOOP
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

ALTER TABLE change ENABLE ROW LEVEL SECURITY;

ALTER TABLE change FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON change TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON change FOR SELECT
USING (sees(change.patient_id));

CREATE POLICY added ON change FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = change.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (change.author = SESSION_USER OR (change.author = 'erased' AND NOT EXISTS (SELECT FROM patient WHERE patient.patient_id = care.patient_id)) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON change FOR UPDATE
USING (sees(change.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = change.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL));

ALTER TABLE change
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN action SET STATISTICS 0;

ALTER TABLE patient ENABLE ROW LEVEL SECURITY;

ALTER TABLE patient FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON patient TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON patient FOR SELECT
USING (sees(patient.patient_id));

CREATE POLICY added ON patient FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = patient.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON patient FOR UPDATE
USING (sees(patient.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = patient.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE patient
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN name SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN site SET STATISTICS 0,
	ALTER COLUMN diagnosis SET STATISTICS 0;

ALTER TABLE patient_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE patient_version FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON patient_version TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON patient_version FOR SELECT
USING (sees(patient_version.patient_id));

CREATE POLICY added ON patient_version FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = patient_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON patient_version FOR UPDATE
USING (sees(patient_version.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = patient_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE patient_version
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN name SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN site SET STATISTICS 0,
	ALTER COLUMN diagnosis SET STATISTICS 0;

ALTER TABLE massage ENABLE ROW LEVEL SECURITY;

ALTER TABLE massage FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON massage TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON massage FOR SELECT
USING (sees(massage.patient_id));

CREATE POLICY added ON massage FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = massage.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON massage FOR UPDATE
USING (sees(massage.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = massage.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE massage
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN areas SET STATISTICS 0,
	ALTER COLUMN techniques SET STATISTICS 0,
	ALTER COLUMN pressure SET STATISTICS 0,
	ALTER COLUMN therapist SET STATISTICS 0,
	ALTER COLUMN because SET STATISTICS 0,
	ALTER COLUMN note SET STATISTICS 0;

ALTER TABLE massage_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE massage_version FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON massage_version TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON massage_version FOR SELECT
USING (sees(massage_version.patient_id));

CREATE POLICY added ON massage_version FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = massage_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON massage_version FOR UPDATE
USING (sees(massage_version.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = massage_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE massage_version
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN areas SET STATISTICS 0,
	ALTER COLUMN techniques SET STATISTICS 0,
	ALTER COLUMN pressure SET STATISTICS 0,
	ALTER COLUMN therapist SET STATISTICS 0,
	ALTER COLUMN because SET STATISTICS 0,
	ALTER COLUMN note SET STATISTICS 0;

ALTER TABLE pain ENABLE ROW LEVEL SECURITY;

ALTER TABLE pain FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON pain TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON pain FOR SELECT
USING (sees(pain.patient_id));

CREATE POLICY added ON pain FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = pain.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON pain FOR UPDATE
USING (sees(pain.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = pain.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE pain
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN site SET STATISTICS 0,
	ALTER COLUMN scale SET STATISTICS 0,
	ALTER COLUMN recall SET STATISTICS 0,
	ALTER COLUMN relation SET STATISTICS 0,
	ALTER COLUMN note SET STATISTICS 0;

ALTER TABLE pain_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE pain_version FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON pain_version TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON pain_version FOR SELECT
USING (sees(pain_version.patient_id));

CREATE POLICY added ON pain_version FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = pain_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON pain_version FOR UPDATE
USING (sees(pain_version.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = pain_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE pain_version
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN site SET STATISTICS 0,
	ALTER COLUMN scale SET STATISTICS 0,
	ALTER COLUMN recall SET STATISTICS 0,
	ALTER COLUMN relation SET STATISTICS 0,
	ALTER COLUMN note SET STATISTICS 0;

ALTER TABLE phase ENABLE ROW LEVEL SECURITY;

ALTER TABLE phase FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON phase TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON phase FOR SELECT
USING (sees(phase.patient_id));

CREATE POLICY added ON phase FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = phase.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON phase FOR UPDATE
USING (sees(phase.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = phase.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE phase
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN kind SET STATISTICS 0,
	ALTER COLUMN note SET STATISTICS 0;

ALTER TABLE phase_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE phase_version FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON phase_version TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON phase_version FOR SELECT
USING (sees(phase_version.patient_id));

CREATE POLICY added ON phase_version FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = phase_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON phase_version FOR UPDATE
USING (sees(phase_version.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = phase_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE phase_version
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN kind SET STATISTICS 0,
	ALTER COLUMN note SET STATISTICS 0;

ALTER TABLE measure ENABLE ROW LEVEL SECURITY;

ALTER TABLE measure FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON measure TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON measure FOR SELECT
USING (sees(measure.patient_id));

CREATE POLICY added ON measure FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = measure.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON measure FOR UPDATE
USING (sees(measure.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = measure.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE measure
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN kind SET STATISTICS 0,
	ALTER COLUMN name SET STATISTICS 0,
	ALTER COLUMN form SET STATISTICS 0,
	ALTER COLUMN dose SET STATISTICS 0,
	ALTER COLUMN note SET STATISTICS 0;

ALTER TABLE measure_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE measure_version FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON measure_version TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON measure_version FOR SELECT
USING (sees(measure_version.patient_id));

CREATE POLICY added ON measure_version FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = measure_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON measure_version FOR UPDATE
USING (sees(measure_version.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = measure_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE measure_version
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN kind SET STATISTICS 0,
	ALTER COLUMN name SET STATISTICS 0,
	ALTER COLUMN form SET STATISTICS 0,
	ALTER COLUMN dose SET STATISTICS 0,
	ALTER COLUMN note SET STATISTICS 0;

ALTER TABLE clearance ENABLE ROW LEVEL SECURITY;

ALTER TABLE clearance FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON clearance TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON clearance FOR SELECT
USING (sees(clearance.patient_id));

CREATE POLICY added ON clearance FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = clearance.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON clearance FOR UPDATE
USING (sees(clearance.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = clearance.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE clearance
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN doctor SET STATISTICS 0,
	ALTER COLUMN specialty SET STATISTICS 0,
	ALTER COLUMN areas SET STATISTICS 0,
	ALTER COLUMN techniques SET STATISTICS 0,
	ALTER COLUMN pressure SET STATISTICS 0,
	ALTER COLUMN limits SET STATISTICS 0;

ALTER TABLE clearance_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE clearance_version FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON clearance_version TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON clearance_version FOR SELECT
USING (sees(clearance_version.patient_id));

CREATE POLICY added ON clearance_version FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = clearance_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON clearance_version FOR UPDATE
USING (sees(clearance_version.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = clearance_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE clearance_version
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN doctor SET STATISTICS 0,
	ALTER COLUMN specialty SET STATISTICS 0,
	ALTER COLUMN areas SET STATISTICS 0,
	ALTER COLUMN techniques SET STATISTICS 0,
	ALTER COLUMN pressure SET STATISTICS 0,
	ALTER COLUMN limits SET STATISTICS 0;

ALTER TABLE policy ENABLE ROW LEVEL SECURITY;

ALTER TABLE policy FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON policy TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON policy FOR SELECT
USING (sees(policy.patient_id));

CREATE POLICY added ON policy FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = policy.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON policy FOR UPDATE
USING (sees(policy.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = policy.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE policy
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN because SET STATISTICS 0,
	ALTER COLUMN on_advice_of SET STATISTICS 0;

ALTER TABLE policy_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE policy_version FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON policy_version TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON policy_version FOR SELECT
USING (sees(policy_version.patient_id));

CREATE POLICY added ON policy_version FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = policy_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON policy_version FOR UPDATE
USING (sees(policy_version.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = policy_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE policy_version
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN because SET STATISTICS 0,
	ALTER COLUMN on_advice_of SET STATISTICS 0;

ALTER TABLE screen ENABLE ROW LEVEL SECURITY;

ALTER TABLE screen FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON screen TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON screen FOR SELECT
USING (sees(screen.patient_id));

CREATE POLICY added ON screen FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = screen.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON screen FOR UPDATE
USING (sees(screen.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = screen.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE screen
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN yes SET STATISTICS 0;

ALTER TABLE screen_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE screen_version FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON screen_version TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON screen_version FOR SELECT
USING (sees(screen_version.patient_id));

CREATE POLICY added ON screen_version FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = screen_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON screen_version FOR UPDATE
USING (sees(screen_version.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = screen_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE screen_version
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN yes SET STATISTICS 0;

ALTER TABLE note ENABLE ROW LEVEL SECURITY;

ALTER TABLE note FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON note TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON note FOR SELECT
USING (sees(note.patient_id));

CREATE POLICY added ON note FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = note.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON note FOR UPDATE
USING (sees(note.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = note.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE note
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN subjective SET STATISTICS 0,
	ALTER COLUMN objective SET STATISTICS 0,
	ALTER COLUMN assessment SET STATISTICS 0,
	ALTER COLUMN "plan" SET STATISTICS 0,
	ALTER COLUMN signed_by SET STATISTICS 0,
	ALTER COLUMN signed_as SET STATISTICS 0;

ALTER TABLE note_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE note_version FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON note_version TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON note_version FOR SELECT
USING (sees(note_version.patient_id));

CREATE POLICY added ON note_version FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = note_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON note_version FOR UPDATE
USING (sees(note_version.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = note_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE note_version
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN subjective SET STATISTICS 0,
	ALTER COLUMN objective SET STATISTICS 0,
	ALTER COLUMN assessment SET STATISTICS 0,
	ALTER COLUMN "plan" SET STATISTICS 0,
	ALTER COLUMN signed_by SET STATISTICS 0,
	ALTER COLUMN signed_as SET STATISTICS 0;

ALTER TABLE addendum ENABLE ROW LEVEL SECURITY;

ALTER TABLE addendum FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON addendum TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON addendum FOR SELECT
USING (sees(addendum.patient_id));

CREATE POLICY added ON addendum FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = addendum.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON addendum FOR UPDATE
USING (sees(addendum.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = addendum.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE addendum
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN because SET STATISTICS 0,
	ALTER COLUMN text SET STATISTICS 0;

ALTER TABLE addendum_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE addendum_version FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON addendum_version TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON addendum_version FOR SELECT
USING (sees(addendum_version.patient_id));

CREATE POLICY added ON addendum_version FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = addendum_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON addendum_version FOR UPDATE
USING (sees(addendum_version.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = addendum_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE addendum_version
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN because SET STATISTICS 0,
	ALTER COLUMN text SET STATISTICS 0;

ALTER TABLE redflag ENABLE ROW LEVEL SECURITY;

ALTER TABLE redflag FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON redflag TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON redflag FOR SELECT
USING (sees(redflag.patient_id));

CREATE POLICY added ON redflag FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = redflag.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON redflag FOR UPDATE
USING (sees(redflag.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = redflag.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE redflag
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN code SET STATISTICS 0,
	ALTER COLUMN assessed_by SET STATISTICS 0,
	ALTER COLUMN specialty SET STATISTICS 0,
	ALTER COLUMN note SET STATISTICS 0;

ALTER TABLE redflag_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE redflag_version FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON redflag_version TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON redflag_version FOR SELECT
USING (sees(redflag_version.patient_id));

CREATE POLICY added ON redflag_version FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = redflag_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON redflag_version FOR UPDATE
USING (sees(redflag_version.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = redflag_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE redflag_version
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN code SET STATISTICS 0,
	ALTER COLUMN assessed_by SET STATISTICS 0,
	ALTER COLUMN specialty SET STATISTICS 0,
	ALTER COLUMN note SET STATISTICS 0;

ALTER TABLE symptom ENABLE ROW LEVEL SECURITY;

ALTER TABLE symptom FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON symptom TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON symptom FOR SELECT
USING (sees(symptom.patient_id));

CREATE POLICY added ON symptom FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = symptom.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON symptom FOR UPDATE
USING (sees(symptom.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = symptom.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE symptom
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN sign SET STATISTICS 0,
	ALTER COLUMN site SET STATISTICS 0,
	ALTER COLUMN asks SET STATISTICS 0;

ALTER TABLE symptom_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE symptom_version FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON symptom_version TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON symptom_version FOR SELECT
USING (sees(symptom_version.patient_id));

CREATE POLICY added ON symptom_version FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = symptom_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON symptom_version FOR UPDATE
USING (sees(symptom_version.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = symptom_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE symptom_version
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN sign SET STATISTICS 0,
	ALTER COLUMN site SET STATISTICS 0,
	ALTER COLUMN asks SET STATISTICS 0;

ALTER TABLE score ENABLE ROW LEVEL SECURITY;

ALTER TABLE score FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON score TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON score FOR SELECT
USING (sees(score.patient_id));

CREATE POLICY added ON score FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = score.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON score FOR UPDATE
USING (sees(score.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = score.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE score
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN instrument SET STATISTICS 0,
	ALTER COLUMN items SET STATISTICS 0;

ALTER TABLE score_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE score_version FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON score_version TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON score_version FOR SELECT
USING (sees(score_version.patient_id));

CREATE POLICY added ON score_version FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = score_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON score_version FOR UPDATE
USING (sees(score_version.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = score_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE score_version
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN instrument SET STATISTICS 0,
	ALTER COLUMN items SET STATISTICS 0;

ALTER TABLE context ENABLE ROW LEVEL SECURITY;

ALTER TABLE context FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON context TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON context FOR SELECT
USING (sees(context.patient_id));

CREATE POLICY added ON context FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = context.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON context FOR UPDATE
USING (sees(context.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = context.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE context
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN source SET STATISTICS 0,
	ALTER COLUMN text SET STATISTICS 0;

ALTER TABLE context_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE context_version FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON context_version TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON context_version FOR SELECT
USING (sees(context_version.patient_id));

CREATE POLICY added ON context_version FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = context_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON context_version FOR UPDATE
USING (sees(context_version.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = context_version.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE context_version
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN void_reason SET STATISTICS 0,
	ALTER COLUMN zone SET STATISTICS 0,
	ALTER COLUMN source SET STATISTICS 0,
	ALTER COLUMN text SET STATISTICS 0;

ALTER TABLE warning ENABLE ROW LEVEL SECURITY;

ALTER TABLE warning FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON warning TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON warning FOR SELECT
USING (sees(warning.patient_id));

CREATE POLICY added ON warning FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = warning.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON warning FOR UPDATE
USING (sees(warning.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = warning.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE warning
	ALTER COLUMN rule SET STATISTICS 0,
	ALTER COLUMN status SET STATISTICS 0,
	ALTER COLUMN reason SET STATISTICS 0,
	ALTER COLUMN on_advice_of SET STATISTICS 0,
	ALTER COLUMN evidence SET STATISTICS 0,
	ALTER COLUMN how SET STATISTICS 0,
	ALTER COLUMN cause SET STATISTICS 0;

ALTER TABLE answer ENABLE ROW LEVEL SECURITY;

ALTER TABLE answer FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON answer TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON answer FOR SELECT
USING (sees(answer.patient_id));

CREATE POLICY added ON answer FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = answer.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON answer FOR UPDATE
USING (sees(answer.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = answer.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE answer
	ALTER COLUMN code SET STATISTICS 0,
	ALTER COLUMN text SET STATISTICS 0,
	ALTER COLUMN author SET STATISTICS 0;

ALTER TABLE intake ENABLE ROW LEVEL SECURITY;

ALTER TABLE intake FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON intake TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON intake FOR SELECT
USING (sees(intake.patient_id));

CREATE POLICY added ON intake FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = intake.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON intake FOR UPDATE
USING (sees(intake.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = intake.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE intake
	ALTER COLUMN format SET STATISTICS 0;

ALTER TABLE arrival ENABLE ROW LEVEL SECURITY;

ALTER TABLE arrival FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON arrival TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON arrival FOR SELECT
USING (sees(arrival.patient_id));

CREATE POLICY added ON arrival FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = arrival.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON arrival FOR UPDATE
USING (sees(arrival.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = arrival.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE arrival
	ALTER COLUMN kind SET STATISTICS 0,
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN original SET STATISTICS 0;

ALTER TABLE erasure ENABLE ROW LEVEL SECURITY;

ALTER TABLE erasure FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON erasure TO rehabtrack_owner
USING (true);

CREATE POLICY seen ON erasure FOR SELECT
USING (sees(erasure.patient_id));

CREATE POLICY added ON erasure FOR INSERT
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = erasure.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND NOT EXISTS (SELECT FROM patient WHERE patient.patient_id = care.patient_id) AND (erasure.author IN (SESSION_USER, 'erased') OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

CREATE POLICY changed ON erasure FOR UPDATE
USING (sees(erasure.patient_id))
WITH CHECK ((SELECT current_setting('transaction_isolation') = 'read committed')
AND (SELECT true FROM care WHERE care.patient_id = erasure.patient_id AND care.login = SESSION_USER AND care.revoked_at IS NULL AND (EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id AND change.digest IS NULL AND change.author = SESSION_USER) OR (care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid))));

ALTER TABLE erasure
	ALTER COLUMN author SET STATISTICS 0,
	ALTER COLUMN because SET STATISTICS 0;

ALTER TABLE setting
	ALTER COLUMN name SET STATISTICS 0,
	ALTER COLUMN value SET STATISTICS 0;

ALTER TABLE setting ENABLE ROW LEVEL SECURITY;

ALTER TABLE setting FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON setting TO rehabtrack_owner
USING (true);

CREATE POLICY her_own ON setting
USING (login = SESSION_USER);

ALTER TABLE person ENABLE ROW LEVEL SECURITY;

ALTER TABLE person FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON person TO rehabtrack_owner
USING (true);

CREATE POLICY her_own ON person
USING (login = SESSION_USER);

ALTER TABLE care ENABLE ROW LEVEL SECURITY;

ALTER TABLE care FORCE ROW LEVEL SECURITY;

CREATE POLICY everything ON care TO rehabtrack_owner
USING (true);

CREATE POLICY her_own ON care
USING (login = SESSION_USER);

GRANT SELECT, INSERT, UPDATE (seal, made, voided, digest) ON change TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (version, change, recorded_at, voided_by, void_reason, digest, name, zone, site, diagnosis, archived) ON patient TO rehabtrack_person;

GRANT SELECT, INSERT ON patient_version TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (version, change, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, judged_at, given, minutes, areas, techniques, pressure, therapist, because, note, same, origin) ON massage TO rehabtrack_person;

GRANT SELECT, INSERT ON massage_version TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (version, change, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, site, scale, value, recall, session, relation, note, counts, origin) ON pain TO rehabtrack_person;

GRANT SELECT, INSERT ON pain_version TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (version, change, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, end_at, kind, course_done_at, note, origin) ON phase TO rehabtrack_person;

GRANT SELECT, INSERT ON phase_version TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (version, change, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, end_at, kind, name, form, dose, minutes, note, origin) ON measure TO rehabtrack_person;

GRANT SELECT, INSERT ON measure_version TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (version, change, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, end_at, doctor, specialty, refuses, areas, techniques, pressure, limits) ON clearance TO rehabtrack_person;

GRANT SELECT, INSERT ON clearance_version TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (version, change, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, "limit", hours, because, on_advice_of) ON policy TO rehabtrack_person;

GRANT SELECT, INSERT ON policy_version TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (version, change, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, session, edition, yes) ON screen TO rehabtrack_person;

GRANT SELECT, INSERT ON screen_version TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (version, change, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, session, subjective, objective, assessment, "plan", signed_at, signed_by, signed_as) ON note TO rehabtrack_person;

GRANT SELECT, INSERT ON note_version TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (version, change, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, amends, because, text) ON addendum TO rehabtrack_person;

GRANT SELECT, INSERT ON addendum_version TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (version, change, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, code, assessed_at, assessed_by, specialty, note) ON redflag TO rehabtrack_person;

GRANT SELECT, INSERT ON redflag_version TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (version, change, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, sign, site, asks) ON symptom TO rehabtrack_person;

GRANT SELECT, INSERT ON symptom_version TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (version, change, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, instrument, tenths, items) ON score TO rehabtrack_person;

GRANT SELECT, INSERT ON score_version TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (version, change, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, source, text, origin) ON context TO rehabtrack_person;

GRANT SELECT, INSERT ON context_version TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (withdrawn_by, withdrawn_at, cause) ON warning TO rehabtrack_person;

GRANT SELECT, INSERT, UPDATE (voided_by) ON answer TO rehabtrack_person;

GRANT SELECT, INSERT ON intake TO rehabtrack_person;

GRANT SELECT, INSERT ON arrival TO rehabtrack_person;

GRANT SELECT, INSERT ON erasure TO rehabtrack_person;

GRANT SELECT, INSERT (name, value, digest), UPDATE (value, digest) ON setting TO rehabtrack_person;

GRANT SELECT ON person, care, alembic_version, patient_readable, massage_readable, pain_readable, phase_readable, measure_readable, clearance_readable, policy_readable, screen_readable, note_readable, addendum_readable, redflag_readable, symptom_readable, score_readable, context_readable TO rehabtrack_person;

RESET ROLE;
