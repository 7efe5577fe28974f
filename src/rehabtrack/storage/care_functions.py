"""What a person of a clinic may do beyond her own rows: functions that run as the owner.

Each asks by itself whether who logged in may; none trusts the search path of who calls it.
"""

from collections.abc import Iterable

from rehabtrack.domain.roles import PATIENT, ROLES
from rehabtrack.storage.row_security import ERASED, PERSON

ADMINISTRATOR = "administrator"
#: The locks of journals, apart from whatever else may be locked in the same database; ours.
JOURNALS = 0x5248
_KNOWN_ROLES = ", ".join(f"'{role}'" for role in (*ROLES, ADMINISTRATOR))
_NOW = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"

TABLES = [
    f"""CREATE TABLE person (
	login TEXT COLLATE "C" NOT NULL,
	role TEXT COLLATE "C" NOT NULL,
	admitted_at BIGINT NOT NULL,
	admitted_by TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (login),
	CONSTRAINT ck_person_role_known CHECK (role IN ({_KNOWN_ROLES}))
)""",
    """CREATE TABLE care (
	patient_id INTEGER NOT NULL,
	login TEXT COLLATE "C" NOT NULL,
	granted_at BIGINT NOT NULL,
	granted_by TEXT COLLATE "C" NOT NULL,
	revoked_at BIGINT,
	revoked_by TEXT COLLATE "C",
	CONSTRAINT fk_care_login FOREIGN KEY (login) REFERENCES person (login),
	CONSTRAINT ck_care_revoked_by_somebody CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
)""",
    "CREATE UNIQUE INDEX ix_care_standing ON care (patient_id, login) WHERE revoked_at IS NULL",
    # whatever moment a transaction keeps to: two who begin journals never get the same number
    "CREATE UNIQUE INDEX ix_care_begun ON care (patient_id) WHERE granted_by = login",
    "CREATE INDEX ix_care_login ON care (login)",
]


def _function(signature: str, returns: str, body: str, declared: str = "") -> str:
    declare = f"DECLARE\n{declared}\n" if declared else ""
    return (
        f"CREATE FUNCTION {signature} RETURNS {returns}\n"
        "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$\n"
        f"{declare}BEGIN\n{body}\nEND\n$$"
    )


def _query(signature: str, returns: str, body: str) -> str:
    return (
        f"CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE sql STABLE\n"
        f"SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$\n{body}\n$$"
    )


def _refused(sentence: str, hint: str) -> str:
    return f"RAISE EXCEPTION '{sentence}' USING HINT = '{hint}';"


def _unless(condition: str, sentence: str, hint: str) -> str:
    return f"\tIF ({condition}) IS NOT TRUE THEN\n\t\t{_refused(sentence, hint)}\n\tEND IF;\n"


_MY_ROLE = "(SELECT role FROM person WHERE login = SESSION_USER)"
_I_CARE = (
    "EXISTS (SELECT FROM care WHERE care.patient_id = whose"
    " AND care.login = SESSION_USER AND care.revoked_at IS NULL)"
)
# as of now: a transaction that keeps to an older moment would not see what was revoked since
_NOW_OR_NEVER = _unless(
    "current_setting('transaction_isolation') = 'read committed'",
    "This is done at READ COMMITTED alone.",
    "BEGIN ISOLATION LEVEL READ COMMITTED",
)
_MUST_CARE = _NOW_OR_NEVER + _unless(
    _I_CARE, "There is no such patient.", "See: rehabtrack patient list"
)
_HOLD = f"\tPERFORM pg_advisory_xact_lock({JOURNALS}, {{}});\n"

_NEXT_PATIENT = _function(
    "next_patient()",
    "integer",
    _NOW_OR_NEVER
    + _unless(
        f"{_MY_ROLE} IS NOT NULL",
        "Your login is nobody in this clinic.",
        "Ask an administrator of the clinic: rehabtrack role LOGIN ..",
    )
    + _HOLD.format("0")
    + f"""\tSELECT coalesce(max(patient_id), 0) + 1 INTO given FROM care;
	INSERT INTO care VALUES (given, SESSION_USER, {_NOW}, SESSION_USER);
	RETURN given;""",
    "\tgiven integer;",
)
_GRANT_CARE = _function(
    "grant_care(whose integer, whom text)",
    "boolean",
    _HOLD.format("whose")
    + _MUST_CARE
    + _unless(
        "EXISTS (SELECT FROM person WHERE login = whom)",
        "There is no such login in this clinic.",
        "An administrator admits one: rehabtrack role LOGIN ..",
    )
    + f"""\tINSERT INTO care VALUES (whose, whom, {_NOW}, SESSION_USER)
	ON CONFLICT DO NOTHING;
	RETURN FOUND;""",
)
_REVOKE_CARE = _function(
    "revoke_care(whose integer, whom text)",
    "boolean",
    _HOLD.format("whose")
    + _MUST_CARE
    + f"""\tSELECT * INTO standing FROM care
	WHERE patient_id = whose AND login = whom AND revoked_at IS NULL;
	IF NOT FOUND THEN
		RETURN false;
	END IF;
"""
    + _unless(
        "SESSION_USER IN (whom, standing.granted_by)"
        f" OR (SELECT role FROM person WHERE login = whom) <> '{PATIENT}'",
        "A patient sees her own journal for good.",
        "She herself can give that up, or who granted it can revoke it.",
    )
    + _unless(
        "EXISTS (SELECT FROM care"
        " WHERE patient_id = whose AND login <> whom AND revoked_at IS NULL)",
        "Nobody else would see this journal any more.",
        "Grant it to somebody first: rehabtrack care grant LOGIN",
    )
    + f"""\tUPDATE care SET revoked_at = {_NOW}, revoked_by = SESSION_USER
	WHERE patient_id = whose AND login = whom AND revoked_at IS NULL;
	RETURN true;""",
    "\tstanding care;",
)
_MUST_BE_VERIFIER = _unless(
    r"verifier ~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$'",
    "A password is never sent, only what it is verified by.",
    "Let rehabtrack do it: rehabtrack role LOGIN ..",
)
_ADMIT = _function(
    "admit(whom text, as_role text, verifier text)",
    "void",
    _unless(
        f"{_MY_ROLE} = '{ADMINISTRATOR}' OR (as_role = '{PATIENT}' AND {_MY_ROLE} <> '{PATIENT}')",
        "Only an administrator of the clinic admits somebody.",
        "She does it by: rehabtrack role LOGIN ..",
    )
    + "\tPERFORM make_login(whom, as_role, verifier);",
)
_MAKE_LOGIN = _function(
    "make_login(whom text, as_role text, verifier text)",
    "void",
    _unless(
        # PostgreSQL keeps the others for itself
        "whom ~ '^[a-z][a-z0-9._-]{0,62}$' AND whom !~ '^(pg_|public$|none$)'",
        "That is no name of a login.",
        "One has small letters a to z, digits, dots and dashes, and begins with a letter.",
    )
    + _unless(
        f"as_role IN ({_KNOWN_ROLES})",
        "There is no such role.",
        f"There are: {', '.join((*ROLES, ADMINISTRATOR))}",
    )
    + _MUST_BE_VERIFIER
    + _unless(
        "NOT EXISTS (SELECT FROM pg_roles WHERE rolname = whom)",
        "The server has a login of that name already.",
        "Choose another.",
    )
    + f"""\tEXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE'
		' NOREPLICATION NOBYPASSRLS PASSWORD %L IN ROLE {PERSON}', whom, verifier);
	INSERT INTO person VALUES (whom, as_role, {_NOW}, SESSION_USER);""",
)
# NULL is what stays as it is
_CHANGE_LOGIN = _function(
    "change_login(whom text, as_role text, verifier text)",
    "text",
    _unless(
        f"{_MY_ROLE} = '{ADMINISTRATOR}'",
        "Only an administrator of the clinic changes a login.",
        "She does it by: rehabtrack role LOGIN ..",
    )
    + _unless(
        "EXISTS (SELECT FROM person WHERE login = whom)",
        "There is no such login in this clinic.",
        "An administrator admits one: rehabtrack role LOGIN ..",
    )
    + _unless(
        f"as_role = '{ADMINISTRATOR}' OR as_role IS NULL"
        f" OR EXISTS (SELECT FROM person WHERE role = '{ADMINISTRATOR}' AND login <> whom)",
        "Nobody else could admit people any more.",
        f"Make somebody else one first: rehabtrack role LOGIN {ADMINISTRATOR}",
    )
    + """\tUPDATE person SET role = coalesce(as_role, role) WHERE login = whom;
	IF verifier IS NOT NULL THEN
"""
    + _MUST_BE_VERIFIER
    + """\t\tEXECUTE format('ALTER ROLE %I PASSWORD %L', whom, verifier);
	END IF;
	RETURN (SELECT role FROM person WHERE login = whom);""",
)
_PEOPLE = _query(
    "people()",
    "SETOF person",
    f"""\tSELECT * FROM person
	WHERE login = SESSION_USER OR {_MY_ROLE} = '{ADMINISTRATOR}'
	ORDER BY login""",
)
_CARERS = _query(
    "carers(whose integer)",
    "TABLE (login text, role text, granted_at bigint, granted_by text, revoked_at bigint,"
    " revoked_by text)",
    f"""\tSELECT login, role, granted_at, granted_by, revoked_at, revoked_by
	FROM care JOIN person USING (login) WHERE patient_id = whose AND {_I_CARE}
	ORDER BY granted_at, login""",
)
_KNOWS_ERASED = _query(
    "knows_erased(uid bytea)", "boolean", "\tSELECT EXISTS (SELECT FROM erasure WHERE id = uid)"
)


def _erase_patient(tables: Iterable[str]) -> str:
    """Delete what tells of a patient, then who she was: her login, where it is hers alone."""
    deleted = "\n".join(f"\tDELETE FROM {table} WHERE patient_id = whose;" for table in tables)
    return _function(
        "erase_patient(whose integer, authors text[])",
        "void",
        _HOLD.format("whose")
        + _MUST_CARE
        + _unless(
            f"{_MY_ROLE} <> '{PATIENT}'",
            "A patient does not erase a journal of the clinic herself.",
            "Ask who treats her.",
        )
        + f"""\tDELETE FROM setting USING patient
	WHERE patient_id = whose AND setting.name = 'patient' AND value = encode(id, 'hex');
	UPDATE change SET author = {ERASED}
	WHERE patient_id = whose AND author = ANY (authors) AND (
		lower(author) IN (
			SELECT lower(name) FROM patient WHERE patient_id = whose
			UNION SELECT lower(name) FROM patient_version WHERE patient_id = whose
		) OR NOT EXISTS (SELECT FROM person WHERE login = author AND role <> '{PATIENT}')
	);
{deleted}
	FOR hers IN
		SELECT login FROM person WHERE role = '{PATIENT}'
		AND login IN (SELECT login FROM care WHERE patient_id = whose)
		AND login NOT IN (SELECT login FROM care WHERE patient_id <> whose)
	LOOP
		UPDATE change SET author = {ERASED} WHERE patient_id = whose AND author = hers;
		DELETE FROM care WHERE patient_id = whose AND login = hers;
		UPDATE care SET granted_by = {ERASED} WHERE patient_id = whose AND granted_by = hers;
		UPDATE care SET revoked_by = {ERASED} WHERE patient_id = whose AND revoked_by = hers;
		DELETE FROM setting WHERE login = hers;
		DELETE FROM person WHERE login = hers;
		BEGIN
			EXECUTE format('DROP ROLE %I', hers);
		EXCEPTION WHEN dependent_objects_still_exist THEN
			EXECUTE format('ALTER ROLE %I NOLOGIN', hers);
		END;
	END LOOP;""",
        "\thers text;",
    )


def care_functions(tables: Iterable[str]) -> list[str]:
    """The functions, and who may call them; `tables` in an order in which they can be emptied."""
    for_persons = [
        _NEXT_PATIENT,
        _GRANT_CARE,
        _REVOKE_CARE,
        _ADMIT,
        _CHANGE_LOGIN,
        _PEOPLE,
        _CARERS,
        _KNOWS_ERASED,
        _erase_patient(tables),
    ]
    names = [made.split()[2].partition("(")[0] for made in for_persons]
    return [
        _MAKE_LOGIN,
        *for_persons,
        "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {', '.join(names)} TO {PERSON}",
    ]
