"""The first schema, as released: tables, indexes, triggers and views.

Frozen: this text is what the files out there hold, so it is never edited, whatever schema.py says.
What makes a clinic on PostgreSQL lies beside it.
"""

# ruff: noqa: E501

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPLICATION_ID = 0x52485442


def upgrade() -> None:
    """Make everything in an empty file, or database on a server."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        text = Path(__file__).with_name("0001_postgresql.sql").read_text(encoding="utf-8")
        connection.connection.cursor().execute(text)  # a script: the driver alone takes it whole
        return
    for statement in SCHEMA:
        connection.exec_driver_sql(statement.strip())
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def downgrade() -> None:
    """Refuse: clinical records are not thrown away."""
    raise NotImplementedError("There is no way back: restore the copy made before the upgrade.")


SCHEMA = (
    """
CREATE TABLE change (
	patient_id INTEGER NOT NULL,
	no INTEGER NOT NULL,
	id BLOB NOT NULL,
	command BLOB NOT NULL,
	at INTEGER NOT NULL,
	author TEXT NOT NULL,
	action TEXT NOT NULL,
	takes_back INTEGER NOT NULL,
	seal BLOB,
	made BLOB,
	voided BLOB,
	digest BLOB,
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
) STRICT
""",
    """
CREATE TABLE patient (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	name TEXT NOT NULL,
	zone TEXT,
	site TEXT NOT NULL,
	diagnosis TEXT,
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
) STRICT
""",
    """
CREATE TABLE patient_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	name TEXT NOT NULL,
	zone TEXT,
	site TEXT NOT NULL,
	diagnosis TEXT,
	archived INTEGER NOT NULL,
	CONSTRAINT pk_patient_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_patient_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT
""",
    """
CREATE TABLE massage (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	judged_at INTEGER NOT NULL,
	given INTEGER NOT NULL,
	minutes INTEGER,
	areas TEXT,
	techniques TEXT,
	pressure TEXT,
	therapist TEXT,
	because TEXT,
	note TEXT,
	same INTEGER,
	origin BLOB,
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
) STRICT
""",
    """
CREATE TABLE massage_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	judged_at INTEGER NOT NULL,
	given INTEGER NOT NULL,
	minutes INTEGER,
	areas TEXT,
	techniques TEXT,
	pressure TEXT,
	therapist TEXT,
	because TEXT,
	note TEXT,
	same INTEGER,
	origin BLOB,
	CONSTRAINT pk_massage_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_massage_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT
""",
    """
CREATE TABLE pain (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	site TEXT NOT NULL,
	scale TEXT NOT NULL,
	value INTEGER NOT NULL,
	recall TEXT NOT NULL,
	session INTEGER,
	relation TEXT,
	note TEXT,
	counts INTEGER NOT NULL,
	origin BLOB,
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
) STRICT
""",
    """
CREATE TABLE pain_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	site TEXT NOT NULL,
	scale TEXT NOT NULL,
	value INTEGER NOT NULL,
	recall TEXT NOT NULL,
	session INTEGER,
	relation TEXT,
	note TEXT,
	counts INTEGER NOT NULL,
	origin BLOB,
	CONSTRAINT pk_pain_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_pain_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT
""",
    """
CREATE TABLE phase (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	end_at INTEGER,
	kind TEXT NOT NULL,
	course_done_at INTEGER,
	note TEXT,
	origin BLOB,
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
) STRICT
""",
    """
CREATE TABLE phase_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	end_at INTEGER,
	kind TEXT NOT NULL,
	course_done_at INTEGER,
	note TEXT,
	origin BLOB,
	CONSTRAINT pk_phase_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_phase_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT
""",
    """
CREATE TABLE measure (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	end_at INTEGER,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	form TEXT,
	dose TEXT,
	minutes INTEGER,
	note TEXT,
	origin BLOB,
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
) STRICT
""",
    """
CREATE TABLE measure_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	end_at INTEGER,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	form TEXT,
	dose TEXT,
	minutes INTEGER,
	note TEXT,
	origin BLOB,
	CONSTRAINT pk_measure_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_measure_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT
""",
    """
CREATE TABLE clearance (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	end_at INTEGER,
	doctor TEXT NOT NULL,
	specialty TEXT NOT NULL,
	refuses INTEGER NOT NULL,
	areas TEXT,
	techniques TEXT,
	pressure TEXT,
	limits TEXT,
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
) STRICT
""",
    """
CREATE TABLE clearance_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	end_at INTEGER,
	doctor TEXT NOT NULL,
	specialty TEXT NOT NULL,
	refuses INTEGER NOT NULL,
	areas TEXT,
	techniques TEXT,
	pressure TEXT,
	limits TEXT,
	CONSTRAINT pk_clearance_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_clearance_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT
""",
    """
CREATE TABLE policy (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	"limit" INTEGER NOT NULL,
	hours INTEGER NOT NULL,
	because TEXT NOT NULL,
	on_advice_of TEXT,
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
) STRICT
""",
    """
CREATE TABLE policy_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	"limit" INTEGER NOT NULL,
	hours INTEGER NOT NULL,
	because TEXT NOT NULL,
	on_advice_of TEXT,
	CONSTRAINT pk_policy_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_policy_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT
""",
    """
CREATE TABLE screen (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	session INTEGER,
	edition INTEGER NOT NULL,
	yes TEXT,
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
) STRICT
""",
    """
CREATE TABLE screen_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	session INTEGER,
	edition INTEGER NOT NULL,
	yes TEXT,
	CONSTRAINT pk_screen_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_screen_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT
""",
    """
CREATE TABLE note (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	session INTEGER NOT NULL,
	subjective TEXT,
	objective TEXT,
	assessment TEXT,
	"plan" TEXT,
	signed_at INTEGER,
	signed_by TEXT,
	signed_as TEXT,
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
) STRICT
""",
    """
CREATE TABLE note_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	session INTEGER NOT NULL,
	subjective TEXT,
	objective TEXT,
	assessment TEXT,
	"plan" TEXT,
	signed_at INTEGER,
	signed_by TEXT,
	signed_as TEXT,
	CONSTRAINT pk_note_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_note_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT
""",
    """
CREATE TABLE addendum (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	amends INTEGER NOT NULL,
	because TEXT NOT NULL,
	text TEXT,
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
) STRICT
""",
    """
CREATE TABLE addendum_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	amends INTEGER NOT NULL,
	because TEXT NOT NULL,
	text TEXT,
	CONSTRAINT pk_addendum_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_addendum_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT
""",
    """
CREATE TABLE redflag (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	code TEXT NOT NULL,
	assessed_at INTEGER,
	assessed_by TEXT,
	specialty TEXT,
	note TEXT,
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
) STRICT
""",
    """
CREATE TABLE redflag_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	code TEXT NOT NULL,
	assessed_at INTEGER,
	assessed_by TEXT,
	specialty TEXT,
	note TEXT,
	CONSTRAINT pk_redflag_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_redflag_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT
""",
    """
CREATE TABLE symptom (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	sign TEXT NOT NULL,
	site TEXT NOT NULL,
	asks TEXT,
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
) STRICT
""",
    """
CREATE TABLE symptom_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	sign TEXT NOT NULL,
	site TEXT NOT NULL,
	asks TEXT,
	CONSTRAINT pk_symptom_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_symptom_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT
""",
    """
CREATE TABLE score (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	instrument TEXT NOT NULL,
	tenths INTEGER NOT NULL,
	items TEXT,
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
) STRICT
""",
    """
CREATE TABLE score_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	instrument TEXT NOT NULL,
	tenths INTEGER NOT NULL,
	items TEXT,
	CONSTRAINT pk_score_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_score_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT
""",
    """
CREATE TABLE context (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	source TEXT NOT NULL,
	text TEXT NOT NULL,
	origin BLOB,
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
) STRICT
""",
    """
CREATE TABLE context_version (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	version INTEGER NOT NULL,
	change INTEGER NOT NULL,
	author TEXT NOT NULL,
	recorded_at INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	void_reason TEXT,
	digest BLOB NOT NULL,
	at INTEGER NOT NULL,
	width INTEGER NOT NULL,
	"offset" INTEGER NOT NULL,
	zone TEXT NOT NULL,
	source TEXT NOT NULL,
	text TEXT NOT NULL,
	origin BLOB,
	CONSTRAINT pk_context_version PRIMARY KEY (patient_id, no, version),
	CONSTRAINT fk_context_version_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no)
) STRICT
""",
    """
CREATE TABLE warning (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	session INTEGER NOT NULL,
	rule TEXT NOT NULL,
	rule_version INTEGER NOT NULL,
	status TEXT NOT NULL,
	reason TEXT NOT NULL,
	category INTEGER,
	"limit" INTEGER,
	hours INTEGER,
	on_advice_of TEXT,
	evidence TEXT NOT NULL,
	until_at INTEGER,
	raised_at INTEGER NOT NULL,
	how TEXT NOT NULL,
	change INTEGER NOT NULL,
	thread INTEGER NOT NULL,
	withdrawn_by INTEGER NOT NULL,
	withdrawn_at INTEGER,
	cause TEXT,
	digest BLOB NOT NULL,
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
) STRICT
""",
    """
CREATE TABLE answer (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	no INTEGER NOT NULL,
	thread INTEGER NOT NULL,
	warning INTEGER NOT NULL,
	code TEXT NOT NULL,
	text TEXT,
	at INTEGER NOT NULL,
	author TEXT NOT NULL,
	change INTEGER NOT NULL,
	voided_by INTEGER NOT NULL,
	digest BLOB NOT NULL,
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
) STRICT
""",
    """
CREATE TABLE intake (
	patient_id INTEGER NOT NULL,
	no INTEGER NOT NULL,
	change INTEGER NOT NULL,
	format TEXT NOT NULL,
	sha256 BLOB NOT NULL,
	person BLOB,
	digest BLOB NOT NULL,
	CONSTRAINT pk_intake PRIMARY KEY (patient_id, no),
	CONSTRAINT fk_intake_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_intake_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_intake_no_counted CHECK (no >= 1),
	CONSTRAINT ck_intake_format_filled CHECK (length(trim(format)) > 0),
	CONSTRAINT ck_intake_sha256_bytes CHECK (length(sha256) = 32),
	CONSTRAINT ck_intake_person_bytes CHECK (person IS NULL OR length(person) = 16)
) STRICT
""",
    """
CREATE TABLE arrival (
	patient_id INTEGER NOT NULL,
	no INTEGER NOT NULL,
	change INTEGER NOT NULL,
	kind TEXT NOT NULL,
	record INTEGER NOT NULL,
	version INTEGER NOT NULL,
	stamp BLOB,
	author TEXT,
	at INTEGER,
	known BLOB,
	voids BLOB,
	withheld INTEGER NOT NULL,
	rival INTEGER NOT NULL,
	original TEXT,
	digest BLOB NOT NULL,
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
) STRICT
""",
    """
CREATE TABLE erasure (
	patient_id INTEGER NOT NULL,
	id BLOB NOT NULL,
	at INTEGER NOT NULL,
	author TEXT NOT NULL,
	because TEXT NOT NULL,
	change INTEGER NOT NULL,
	digest BLOB NOT NULL,
	CONSTRAINT pk_erasure PRIMARY KEY (patient_id),
	CONSTRAINT uq_erasure_id UNIQUE (id),
	CONSTRAINT fk_erasure_patient_id_change FOREIGN KEY(patient_id, change) REFERENCES change (patient_id, no),
	CONSTRAINT ck_erasure_id_bytes CHECK (length(id) = 16),
	CONSTRAINT ck_erasure_digest_bytes CHECK (length(digest) = 16),
	CONSTRAINT ck_erasure_author_filled CHECK (length(trim(author)) > 0),
	CONSTRAINT ck_erasure_because_filled CHECK (length(trim(because)) > 0)
) STRICT
""",
    """
CREATE TABLE setting (
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	digest BLOB NOT NULL,
	CONSTRAINT pk_setting PRIMARY KEY (name),
	CONSTRAINT ck_setting_name_filled CHECK (length(trim(name)) > 0),
	CONSTRAINT ck_setting_digest_bytes CHECK (length(digest) = 16)
) STRICT
""",
    """
CREATE INDEX ix_change_command ON change (command)
""",
    """
CREATE UNIQUE INDEX ix_patient_name ON patient (name) WHERE voided_by = 0
""",
    """
CREATE INDEX ix_patient_patient_id_change_no ON patient (patient_id, change, no)
""",
    """
CREATE INDEX ix_patient_patient_id_voided_by_change_no ON patient (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_patient_version_patient_id_change_no_version ON patient_version (patient_id, change, no, version)
""",
    """
CREATE INDEX ix_patient_version_patient_id_voided_by_change_no ON patient_version (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_massage_patient_id_at_no ON massage (patient_id, at, no)
""",
    """
CREATE INDEX ix_massage_patient_id_change_no ON massage (patient_id, change, no)
""",
    """
CREATE INDEX ix_massage_patient_id_judged_at_no ON massage (patient_id, judged_at, no)
""",
    """
CREATE INDEX ix_massage_patient_id_voided_by_change_no ON massage (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_massage_same ON massage (patient_id, no, same) WHERE same IS NOT NULL
""",
    """
CREATE INDEX ix_massage_version_patient_id_change_no_version ON massage_version (patient_id, change, no, version)
""",
    """
CREATE INDEX ix_massage_version_patient_id_voided_by_change_no ON massage_version (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_pain_patient_id_at_no ON pain (patient_id, at, no)
""",
    """
CREATE INDEX ix_pain_patient_id_change_no ON pain (patient_id, change, no)
""",
    """
CREATE INDEX ix_pain_patient_id_session_at_no ON pain (patient_id, session, at, no) WHERE session IS NOT NULL
""",
    """
CREATE INDEX ix_pain_patient_id_voided_by_change_no ON pain (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_pain_version_patient_id_change_no_version ON pain_version (patient_id, change, no, version)
""",
    """
CREATE INDEX ix_pain_version_patient_id_voided_by_change_no ON pain_version (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_phase_patient_id_at_no ON phase (patient_id, at, no)
""",
    """
CREATE INDEX ix_phase_patient_id_change_no ON phase (patient_id, change, no)
""",
    """
CREATE INDEX ix_phase_patient_id_voided_by_change_no ON phase (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_phase_version_patient_id_change_no_version ON phase_version (patient_id, change, no, version)
""",
    """
CREATE INDEX ix_phase_version_patient_id_voided_by_change_no ON phase_version (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_measure_patient_id_at_no ON measure (patient_id, at, no)
""",
    """
CREATE INDEX ix_measure_patient_id_change_no ON measure (patient_id, change, no)
""",
    """
CREATE INDEX ix_measure_patient_id_voided_by_change_no ON measure (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_measure_version_patient_id_change_no_version ON measure_version (patient_id, change, no, version)
""",
    """
CREATE INDEX ix_measure_version_patient_id_voided_by_change_no ON measure_version (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_clearance_patient_id_at_no ON clearance (patient_id, at, no)
""",
    """
CREATE INDEX ix_clearance_patient_id_change_no ON clearance (patient_id, change, no)
""",
    """
CREATE INDEX ix_clearance_patient_id_voided_by_change_no ON clearance (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_clearance_version_patient_id_change_no_version ON clearance_version (patient_id, change, no, version)
""",
    """
CREATE INDEX ix_clearance_version_patient_id_voided_by_change_no ON clearance_version (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_policy_patient_id_at_no ON policy (patient_id, at, no)
""",
    """
CREATE INDEX ix_policy_patient_id_change_no ON policy (patient_id, change, no)
""",
    """
CREATE INDEX ix_policy_patient_id_voided_by_change_no ON policy (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_policy_version_patient_id_change_no_version ON policy_version (patient_id, change, no, version)
""",
    """
CREATE INDEX ix_policy_version_patient_id_voided_by_change_no ON policy_version (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_screen_patient_id_at_no ON screen (patient_id, at, no)
""",
    """
CREATE INDEX ix_screen_patient_id_change_no ON screen (patient_id, change, no)
""",
    """
CREATE INDEX ix_screen_patient_id_session_no ON screen (patient_id, session, no) WHERE session IS NOT NULL
""",
    """
CREATE INDEX ix_screen_patient_id_voided_by_change_no ON screen (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_screen_version_patient_id_change_no_version ON screen_version (patient_id, change, no, version)
""",
    """
CREATE INDEX ix_screen_version_patient_id_voided_by_change_no ON screen_version (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_note_draft ON note (patient_id, no) WHERE signed_at IS NULL
""",
    """
CREATE INDEX ix_note_patient_id_at_no ON note (patient_id, at, no)
""",
    """
CREATE INDEX ix_note_patient_id_change_no ON note (patient_id, change, no)
""",
    """
CREATE INDEX ix_note_patient_id_session_no ON note (patient_id, session, no)
""",
    """
CREATE INDEX ix_note_patient_id_voided_by_change_no ON note (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_note_version_patient_id_change_no_version ON note_version (patient_id, change, no, version)
""",
    """
CREATE INDEX ix_note_version_patient_id_voided_by_change_no ON note_version (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_addendum_patient_id_amends_no ON addendum (patient_id, amends, no)
""",
    """
CREATE INDEX ix_addendum_patient_id_at_no ON addendum (patient_id, at, no)
""",
    """
CREATE INDEX ix_addendum_patient_id_change_no ON addendum (patient_id, change, no)
""",
    """
CREATE INDEX ix_addendum_patient_id_voided_by_change_no ON addendum (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_addendum_version_patient_id_change_no_version ON addendum_version (patient_id, change, no, version)
""",
    """
CREATE INDEX ix_addendum_version_patient_id_voided_by_change_no ON addendum_version (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_redflag_open ON redflag (patient_id, at, no) WHERE assessed_at IS NULL
""",
    """
CREATE INDEX ix_redflag_patient_id_at_no ON redflag (patient_id, at, no)
""",
    """
CREATE INDEX ix_redflag_patient_id_change_no ON redflag (patient_id, change, no)
""",
    """
CREATE INDEX ix_redflag_patient_id_voided_by_change_no ON redflag (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_redflag_version_patient_id_change_no_version ON redflag_version (patient_id, change, no, version)
""",
    """
CREATE INDEX ix_redflag_version_patient_id_voided_by_change_no ON redflag_version (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_symptom_asking ON symptom (patient_id, at, no) WHERE asks IS NOT NULL
""",
    """
CREATE INDEX ix_symptom_patient_id_at_no ON symptom (patient_id, at, no)
""",
    """
CREATE INDEX ix_symptom_patient_id_change_no ON symptom (patient_id, change, no)
""",
    """
CREATE INDEX ix_symptom_patient_id_voided_by_change_no ON symptom (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_symptom_version_patient_id_change_no_version ON symptom_version (patient_id, change, no, version)
""",
    """
CREATE INDEX ix_symptom_version_patient_id_voided_by_change_no ON symptom_version (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_score_patient_id_at_no ON score (patient_id, at, no)
""",
    """
CREATE INDEX ix_score_patient_id_change_no ON score (patient_id, change, no)
""",
    """
CREATE INDEX ix_score_patient_id_voided_by_change_no ON score (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_score_version_patient_id_change_no_version ON score_version (patient_id, change, no, version)
""",
    """
CREATE INDEX ix_score_version_patient_id_voided_by_change_no ON score_version (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_context_patient_id_at_no ON context (patient_id, at, no)
""",
    """
CREATE INDEX ix_context_patient_id_change_no ON context (patient_id, change, no)
""",
    """
CREATE INDEX ix_context_patient_id_voided_by_change_no ON context (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_context_version_patient_id_change_no_version ON context_version (patient_id, change, no, version)
""",
    """
CREATE INDEX ix_context_version_patient_id_voided_by_change_no ON context_version (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_warning_patient_id_change_no ON warning (patient_id, change, no)
""",
    """
CREATE INDEX ix_warning_patient_id_session_no ON warning (patient_id, session, no)
""",
    """
CREATE INDEX ix_warning_patient_id_withdrawn_by_raised_at_no ON warning (patient_id, withdrawn_by, raised_at, no, thread, status, how)
""",
    """
CREATE INDEX ix_answer_patient_id_change_no ON answer (patient_id, change, no)
""",
    """
CREATE INDEX ix_answer_patient_id_thread_voided_by ON answer (patient_id, thread, voided_by)
""",
    """
CREATE INDEX ix_answer_patient_id_voided_by_change_no ON answer (patient_id, voided_by, change, no) WHERE voided_by > 0
""",
    """
CREATE INDEX ix_intake_patient_id_change_no ON intake (patient_id, change, no)
""",
    """
CREATE INDEX ix_intake_person_patient_id_no ON intake (person, patient_id, no) WHERE person IS NOT NULL
""",
    """
CREATE INDEX ix_arrival_patient_id_change_no ON arrival (patient_id, change, no)
""",
    """
CREATE INDEX ix_arrival_patient_id_kind_record_version ON arrival (patient_id, kind, record, version)
""",
    """
CREATE INDEX ix_arrival_rival ON arrival (patient_id, kind, record) WHERE rival = 1
""",
    """
CREATE TRIGGER change_no_delete
BEFORE DELETE ON change
BEGIN
	SELECT RAISE(ABORT, 'change: nothing is deleted');
END
""",
    """
CREATE TRIGGER patient_version_no_delete
BEFORE DELETE ON patient_version
BEGIN
	SELECT RAISE(ABORT, 'patient_version: nothing is deleted');
END
""",
    """
CREATE TRIGGER massage_version_no_delete
BEFORE DELETE ON massage_version
BEGIN
	SELECT RAISE(ABORT, 'massage_version: nothing is deleted');
END
""",
    """
CREATE TRIGGER pain_version_no_delete
BEFORE DELETE ON pain_version
BEGIN
	SELECT RAISE(ABORT, 'pain_version: nothing is deleted');
END
""",
    """
CREATE TRIGGER phase_version_no_delete
BEFORE DELETE ON phase_version
BEGIN
	SELECT RAISE(ABORT, 'phase_version: nothing is deleted');
END
""",
    """
CREATE TRIGGER measure_version_no_delete
BEFORE DELETE ON measure_version
BEGIN
	SELECT RAISE(ABORT, 'measure_version: nothing is deleted');
END
""",
    """
CREATE TRIGGER clearance_version_no_delete
BEFORE DELETE ON clearance_version
BEGIN
	SELECT RAISE(ABORT, 'clearance_version: nothing is deleted');
END
""",
    """
CREATE TRIGGER policy_version_no_delete
BEFORE DELETE ON policy_version
BEGIN
	SELECT RAISE(ABORT, 'policy_version: nothing is deleted');
END
""",
    """
CREATE TRIGGER screen_version_no_delete
BEFORE DELETE ON screen_version
BEGIN
	SELECT RAISE(ABORT, 'screen_version: nothing is deleted');
END
""",
    """
CREATE TRIGGER note_version_no_delete
BEFORE DELETE ON note_version
BEGIN
	SELECT RAISE(ABORT, 'note_version: nothing is deleted');
END
""",
    """
CREATE TRIGGER addendum_version_no_delete
BEFORE DELETE ON addendum_version
BEGIN
	SELECT RAISE(ABORT, 'addendum_version: nothing is deleted');
END
""",
    """
CREATE TRIGGER redflag_version_no_delete
BEFORE DELETE ON redflag_version
BEGIN
	SELECT RAISE(ABORT, 'redflag_version: nothing is deleted');
END
""",
    """
CREATE TRIGGER symptom_version_no_delete
BEFORE DELETE ON symptom_version
BEGIN
	SELECT RAISE(ABORT, 'symptom_version: nothing is deleted');
END
""",
    """
CREATE TRIGGER score_version_no_delete
BEFORE DELETE ON score_version
BEGIN
	SELECT RAISE(ABORT, 'score_version: nothing is deleted');
END
""",
    """
CREATE TRIGGER context_version_no_delete
BEFORE DELETE ON context_version
BEGIN
	SELECT RAISE(ABORT, 'context_version: nothing is deleted');
END
""",
    """
CREATE TRIGGER erasure_no_delete
BEFORE DELETE ON erasure
BEGIN
	SELECT RAISE(ABORT, 'erasure: nothing is deleted');
END
""",
    """
CREATE TRIGGER intake_no_delete
BEFORE DELETE ON intake
BEGIN
	SELECT RAISE(ABORT, 'intake: nothing is deleted');
END
""",
    """
CREATE TRIGGER arrival_no_delete
BEFORE DELETE ON arrival
BEGIN
	SELECT RAISE(ABORT, 'arrival: nothing is deleted');
END
""",
    """
CREATE TRIGGER patient_no_delete
BEFORE DELETE ON patient
BEGIN
	SELECT RAISE(ABORT, 'patient: nothing is deleted');
END
""",
    """
CREATE TRIGGER massage_no_delete
BEFORE DELETE ON massage
BEGIN
	SELECT RAISE(ABORT, 'massage: nothing is deleted');
END
""",
    """
CREATE TRIGGER pain_no_delete
BEFORE DELETE ON pain
BEGIN
	SELECT RAISE(ABORT, 'pain: nothing is deleted');
END
""",
    """
CREATE TRIGGER phase_no_delete
BEFORE DELETE ON phase
BEGIN
	SELECT RAISE(ABORT, 'phase: nothing is deleted');
END
""",
    """
CREATE TRIGGER measure_no_delete
BEFORE DELETE ON measure
BEGIN
	SELECT RAISE(ABORT, 'measure: nothing is deleted');
END
""",
    """
CREATE TRIGGER clearance_no_delete
BEFORE DELETE ON clearance
BEGIN
	SELECT RAISE(ABORT, 'clearance: nothing is deleted');
END
""",
    """
CREATE TRIGGER policy_no_delete
BEFORE DELETE ON policy
BEGIN
	SELECT RAISE(ABORT, 'policy: nothing is deleted');
END
""",
    """
CREATE TRIGGER screen_no_delete
BEFORE DELETE ON screen
BEGIN
	SELECT RAISE(ABORT, 'screen: nothing is deleted');
END
""",
    """
CREATE TRIGGER note_no_delete
BEFORE DELETE ON note
BEGIN
	SELECT RAISE(ABORT, 'note: nothing is deleted');
END
""",
    """
CREATE TRIGGER addendum_no_delete
BEFORE DELETE ON addendum
BEGIN
	SELECT RAISE(ABORT, 'addendum: nothing is deleted');
END
""",
    """
CREATE TRIGGER redflag_no_delete
BEFORE DELETE ON redflag
BEGIN
	SELECT RAISE(ABORT, 'redflag: nothing is deleted');
END
""",
    """
CREATE TRIGGER symptom_no_delete
BEFORE DELETE ON symptom
BEGIN
	SELECT RAISE(ABORT, 'symptom: nothing is deleted');
END
""",
    """
CREATE TRIGGER score_no_delete
BEFORE DELETE ON score
BEGIN
	SELECT RAISE(ABORT, 'score: nothing is deleted');
END
""",
    """
CREATE TRIGGER context_no_delete
BEFORE DELETE ON context
BEGIN
	SELECT RAISE(ABORT, 'context: nothing is deleted');
END
""",
    """
CREATE TRIGGER warning_no_delete
BEFORE DELETE ON warning
BEGIN
	SELECT RAISE(ABORT, 'warning: nothing is deleted');
END
""",
    """
CREATE TRIGGER answer_no_delete
BEFORE DELETE ON answer
BEGIN
	SELECT RAISE(ABORT, 'answer: nothing is deleted');
END
""",
    """
CREATE TRIGGER patient_version_no_update
BEFORE UPDATE ON patient_version
BEGIN
	SELECT RAISE(ABORT, 'patient_version: what was is not changed');
END
""",
    """
CREATE TRIGGER massage_version_no_update
BEFORE UPDATE ON massage_version
BEGIN
	SELECT RAISE(ABORT, 'massage_version: what was is not changed');
END
""",
    """
CREATE TRIGGER pain_version_no_update
BEFORE UPDATE ON pain_version
BEGIN
	SELECT RAISE(ABORT, 'pain_version: what was is not changed');
END
""",
    """
CREATE TRIGGER phase_version_no_update
BEFORE UPDATE ON phase_version
BEGIN
	SELECT RAISE(ABORT, 'phase_version: what was is not changed');
END
""",
    """
CREATE TRIGGER measure_version_no_update
BEFORE UPDATE ON measure_version
BEGIN
	SELECT RAISE(ABORT, 'measure_version: what was is not changed');
END
""",
    """
CREATE TRIGGER clearance_version_no_update
BEFORE UPDATE ON clearance_version
BEGIN
	SELECT RAISE(ABORT, 'clearance_version: what was is not changed');
END
""",
    """
CREATE TRIGGER policy_version_no_update
BEFORE UPDATE ON policy_version
BEGIN
	SELECT RAISE(ABORT, 'policy_version: what was is not changed');
END
""",
    """
CREATE TRIGGER screen_version_no_update
BEFORE UPDATE ON screen_version
BEGIN
	SELECT RAISE(ABORT, 'screen_version: what was is not changed');
END
""",
    """
CREATE TRIGGER note_version_no_update
BEFORE UPDATE ON note_version
BEGIN
	SELECT RAISE(ABORT, 'note_version: what was is not changed');
END
""",
    """
CREATE TRIGGER addendum_version_no_update
BEFORE UPDATE ON addendum_version
BEGIN
	SELECT RAISE(ABORT, 'addendum_version: what was is not changed');
END
""",
    """
CREATE TRIGGER redflag_version_no_update
BEFORE UPDATE ON redflag_version
BEGIN
	SELECT RAISE(ABORT, 'redflag_version: what was is not changed');
END
""",
    """
CREATE TRIGGER symptom_version_no_update
BEFORE UPDATE ON symptom_version
BEGIN
	SELECT RAISE(ABORT, 'symptom_version: what was is not changed');
END
""",
    """
CREATE TRIGGER score_version_no_update
BEFORE UPDATE ON score_version
BEGIN
	SELECT RAISE(ABORT, 'score_version: what was is not changed');
END
""",
    """
CREATE TRIGGER context_version_no_update
BEFORE UPDATE ON context_version
BEGIN
	SELECT RAISE(ABORT, 'context_version: what was is not changed');
END
""",
    """
CREATE TRIGGER erasure_no_update
BEFORE UPDATE ON erasure
BEGIN
	SELECT RAISE(ABORT, 'erasure: what was is not changed');
END
""",
    """
CREATE TRIGGER intake_no_update
BEFORE UPDATE ON intake
BEGIN
	SELECT RAISE(ABORT, 'intake: what was is not changed');
END
""",
    """
CREATE TRIGGER arrival_no_update
BEFORE UPDATE ON arrival
BEGIN
	SELECT RAISE(ABORT, 'arrival: what was is not changed');
END
""",
    """
CREATE TRIGGER change_no_update
BEFORE UPDATE OF patient_id, no, id, command, at, author, action, takes_back ON change
BEGIN
	SELECT RAISE(ABORT, 'change: what was is not changed');
END
""",
    """
CREATE TRIGGER change_sealed_once
BEFORE UPDATE ON change
WHEN OLD.digest IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'change: a change is sealed once');
END
""",
    """
CREATE TRIGGER patient_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON patient
BEGIN
	SELECT RAISE(ABORT, 'patient: its identity is not changed');
END
""",
    """
CREATE TRIGGER massage_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON massage
BEGIN
	SELECT RAISE(ABORT, 'massage: its identity is not changed');
END
""",
    """
CREATE TRIGGER pain_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON pain
BEGIN
	SELECT RAISE(ABORT, 'pain: its identity is not changed');
END
""",
    """
CREATE TRIGGER phase_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON phase
BEGIN
	SELECT RAISE(ABORT, 'phase: its identity is not changed');
END
""",
    """
CREATE TRIGGER measure_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON measure
BEGIN
	SELECT RAISE(ABORT, 'measure: its identity is not changed');
END
""",
    """
CREATE TRIGGER clearance_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON clearance
BEGIN
	SELECT RAISE(ABORT, 'clearance: its identity is not changed');
END
""",
    """
CREATE TRIGGER policy_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON policy
BEGIN
	SELECT RAISE(ABORT, 'policy: its identity is not changed');
END
""",
    """
CREATE TRIGGER screen_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON screen
BEGIN
	SELECT RAISE(ABORT, 'screen: its identity is not changed');
END
""",
    """
CREATE TRIGGER note_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON note
BEGIN
	SELECT RAISE(ABORT, 'note: its identity is not changed');
END
""",
    """
CREATE TRIGGER redflag_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON redflag
BEGIN
	SELECT RAISE(ABORT, 'redflag: its identity is not changed');
END
""",
    """
CREATE TRIGGER symptom_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON symptom
BEGIN
	SELECT RAISE(ABORT, 'symptom: its identity is not changed');
END
""",
    """
CREATE TRIGGER score_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON score
BEGIN
	SELECT RAISE(ABORT, 'score: its identity is not changed');
END
""",
    """
CREATE TRIGGER context_same_identity
BEFORE UPDATE OF patient_id, id, no, author ON context
BEGIN
	SELECT RAISE(ABORT, 'context: its identity is not changed');
END
""",
    """
CREATE TRIGGER warning_same_fact
BEFORE UPDATE OF patient_id, id, no, session, rule, rule_version, status, reason, category, "limit", hours, on_advice_of, evidence, until_at, raised_at, how, change, thread, digest ON warning
BEGIN
	SELECT RAISE(ABORT, 'warning: what was said is not changed');
END
""",
    """
CREATE TRIGGER answer_same_fact
BEFORE UPDATE OF patient_id, id, no, thread, warning, code, text, at, author, change, digest ON answer
BEGIN
	SELECT RAISE(ABORT, 'answer: what was said is not changed');
END
""",
    """
CREATE TRIGGER warning_withdrawn_once
BEFORE UPDATE ON warning
WHEN OLD.withdrawn_by <> 0
BEGIN
	SELECT RAISE(ABORT, 'warning: a withdrawn warning stays withdrawn');
END
""",
    """
CREATE TRIGGER note_signed
BEFORE UPDATE ON note
WHEN OLD.signed_at IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'note: a signed note stays as it was signed');
END
""",
    """
CREATE TRIGGER addendum_no_update
BEFORE UPDATE ON addendum
BEGIN
	SELECT RAISE(ABORT, 'addendum: what was said is not changed');
END
""",
    """
CREATE TRIGGER note_not_replaced
BEFORE INSERT ON note
WHEN EXISTS (SELECT 1 FROM note WHERE rowid = NEW.rowid OR (patient_id = NEW.patient_id AND (no = NEW.no OR id = NEW.id)))
BEGIN
	SELECT RAISE(ABORT, 'note: it is there and stays');
END
""",
    """
CREATE TRIGGER addendum_not_replaced
BEFORE INSERT ON addendum
WHEN EXISTS (SELECT 1 FROM addendum WHERE rowid = NEW.rowid OR (patient_id = NEW.patient_id AND (no = NEW.no OR id = NEW.id)))
BEGIN
	SELECT RAISE(ABORT, 'addendum: it is there and stays');
END
""",
    """
CREATE TRIGGER note_same_place
BEFORE UPDATE ON note
WHEN NEW.rowid IS NOT OLD.rowid
BEGIN
	SELECT RAISE(ABORT, 'note: its place is not changed');
END
""",
    """
CREATE TRIGGER change_no_gap
BEFORE INSERT ON change
WHEN NEW.no IS NOT (SELECT coalesce(max(no), 0) FROM change WHERE patient_id = NEW.patient_id) + 1
BEGIN
	SELECT RAISE(ABORT, 'change: changes are numbered without gaps');
END
""",
    """
CREATE VIEW patient_readable AS
SELECT
	patient,
	version,
	'u' || change AS change,
	author,
	strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	zone,
	site,
	diagnosis,
	CASE archived WHEN 1 THEN 'yes' ELSE 'no' END AS archived
FROM patient
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)
""",
    """
CREATE VIEW massage_readable AS
SELECT
	patient,
	'm' || no AS id,
	version,
	'u' || change AS change,
	author,
	strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(strftime('%Y-%m-%dT%H:%M', (at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
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
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)
""",
    """
CREATE VIEW pain_readable AS
SELECT
	patient,
	'p' || no AS id,
	version,
	'u' || change AS change,
	author,
	strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(strftime('%Y-%m-%dT%H:%M', (at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
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
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)
""",
    """
CREATE VIEW phase_readable AS
SELECT
	patient,
	'f' || no AS id,
	version,
	'u' || change AS change,
	author,
	strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(strftime('%Y-%m-%dT%H:%M', (at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	strftime('%Y-%m-%dT%H:%M', (end_at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch') AS end_at,
	kind,
	strftime('%Y-%m-%dT%H:%M', (course_done_at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch') AS course_done_at,
	note
FROM phase
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)
""",
    """
CREATE VIEW measure_readable AS
SELECT
	patient,
	't' || no AS id,
	version,
	'u' || change AS change,
	author,
	strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(strftime('%Y-%m-%dT%H:%M', (at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	strftime('%Y-%m-%dT%H:%M', (end_at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch') AS end_at,
	kind,
	name,
	form,
	dose,
	minutes,
	note
FROM measure
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)
""",
    """
CREATE VIEW clearance_readable AS
SELECT
	patient,
	'c' || no AS id,
	version,
	'u' || change AS change,
	author,
	strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(strftime('%Y-%m-%dT%H:%M', (at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	strftime('%Y-%m-%dT%H:%M', (end_at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch') AS end_at,
	doctor,
	specialty,
	CASE refuses WHEN 1 THEN 'yes' ELSE 'no' END AS refuses,
	areas,
	techniques,
	pressure,
	limits
FROM clearance
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)
""",
    """
CREATE VIEW policy_readable AS
SELECT
	patient,
	version,
	'u' || change AS change,
	author,
	strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(strftime('%Y-%m-%dT%H:%M', (at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	"limit",
	hours,
	because,
	on_advice_of
FROM policy
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)
""",
    """
CREATE VIEW screen_readable AS
SELECT
	patient,
	'q' || no AS id,
	version,
	'u' || change AS change,
	author,
	strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(strftime('%Y-%m-%dT%H:%M', (at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	'm' || session AS session,
	edition,
	yes
FROM screen
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)
""",
    """
CREATE VIEW note_readable AS
SELECT
	patient,
	'n' || no AS id,
	version,
	'u' || change AS change,
	author,
	strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(strftime('%Y-%m-%dT%H:%M', (at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	'm' || session AS session,
	subjective,
	objective,
	assessment,
	"plan",
	strftime('%Y-%m-%dT%H:%M', (signed_at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch') AS signed_at,
	signed_by,
	signed_as
FROM note
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)
""",
    """
CREATE VIEW addendum_readable AS
SELECT
	patient,
	'a' || no AS id,
	version,
	'u' || change AS change,
	author,
	strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(strftime('%Y-%m-%dT%H:%M', (at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	'n' || amends AS amends,
	because,
	text
FROM addendum
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)
""",
    """
CREATE VIEW redflag_readable AS
SELECT
	patient,
	'r' || no AS id,
	version,
	'u' || change AS change,
	author,
	strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(strftime('%Y-%m-%dT%H:%M', (at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	code,
	strftime('%Y-%m-%dT%H:%M', (assessed_at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch') AS assessed_at,
	assessed_by,
	specialty,
	note
FROM redflag
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)
""",
    """
CREATE VIEW symptom_readable AS
SELECT
	patient,
	'y' || no AS id,
	version,
	'u' || change AS change,
	author,
	strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(strftime('%Y-%m-%dT%H:%M', (at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	sign,
	site,
	asks
FROM symptom
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)
""",
    """
CREATE VIEW score_readable AS
SELECT
	patient,
	's' || no AS id,
	version,
	'u' || change AS change,
	author,
	strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(strftime('%Y-%m-%dT%H:%M', (at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	instrument,
	tenths,
	items
FROM score
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)
""",
    """
CREATE VIEW context_readable AS
SELECT
	patient,
	'x' || no AS id,
	version,
	'u' || change AS change,
	author,
	strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at / 1000, 'unixepoch') AS recorded_at,
	'u' || nullif(voided_by, 0) AS voided_by,
	void_reason,
	substr(strftime('%Y-%m-%dT%H:%M', (at + "offset" * 60000) / 1000, 'unixepoch') || strftime(iif("offset" < 0, '-%H:%M', '+%H:%M'), abs("offset") * 60, 'unixepoch'), 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at,
	zone,
	source,
	text
FROM context
JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)
""",
)
