"""Who may see and do what in a clinic: PostgreSQL's own policies and grants, whatever program asks.

Two roles that cannot log in: the owner, whom everything belongs to, and the person, who has what
every login of the clinic may do. A row is seen by the logins in whose care its patient is, as the
table `care` has them; who logged in is the server's to know (SESSION_USER), never a setting's.

A policy looks `care` up by its index for each row that a statement's index already found: a
function would cost a statement of its own, a list of all her patients more the more she has.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import Table

from rehabtrack.storage.columns import QUOTED
from rehabtrack.storage.guards import IDENTITY, MAY_CHANGE
from rehabtrack.storage.guards import SEALS as SEALED

OWNER, PERSON = "rehabtrack_owner", "rehabtrack_person"
#: The oldest server whose views can look with the eyes of who asks (`security_invoker`).
OLDEST_SERVER = 15
#: Who is named as an erased patient was.
ERASED = "'erased'"

#: What comes first, and is done by a login that may make roles.
ROLES = [
    f"""DO $$
BEGIN
	IF current_setting('server_version_num')::integer < {OLDEST_SERVER}0000 THEN
		RAISE EXCEPTION 'A clinic needs PostgreSQL {OLDEST_SERVER} or newer.'
		USING HINT = 'Upgrade the server, or use another one.';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '{OWNER}') THEN
		CREATE ROLE {OWNER} NOLOGIN CREATEROLE;
	END IF;
	IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '{PERSON}') THEN
		CREATE ROLE {PERSON} NOLOGIN;
	END IF;
	IF EXISTS (
		SELECT FROM pg_catalog.pg_roles WHERE rolname IN ('{OWNER}', '{PERSON}')
		AND (rolcanlogin OR rolsuper OR rolbypassrls OR (rolcreaterole AND rolname = '{PERSON}'))
	) THEN
		RAISE EXCEPTION 'The roles {OWNER} and {PERSON} may log in here, or more.'
		USING HINT = 'Whoever made them is not this program: rename them.';
	END IF;
	EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
	EXECUTE format('GRANT CONNECT ON DATABASE %I TO {PERSON}', current_database());
END
$$""",
    f"GRANT {PERSON} TO {OWNER} WITH ADMIN OPTION",
    f"GRANT {OWNER} TO CURRENT_USER",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    f"GRANT USAGE, CREATE ON SCHEMA public TO {OWNER}",
    f"GRANT USAGE ON SCHEMA public TO {PERSON}",
    """CREATE TABLE IF NOT EXISTS public.alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)""",
    f"ALTER TABLE public.alembic_version OWNER TO {OWNER}",
    f"SET LOCAL ROLE {OWNER}",
    "SET LOCAL search_path = public",
]
#: What comes last.
DONE = ["RESET ROLE"]

#: Every login has settings of her own.
SETTINGS_BY_LOGIN = [
    'ALTER TABLE setting ADD COLUMN login TEXT COLLATE "C" DEFAULT SESSION_USER NOT NULL',
    "ALTER TABLE setting DROP CONSTRAINT pk_setting",
    "ALTER TABLE setting ADD CONSTRAINT pk_setting PRIMARY KEY (login, name)",
]

#: Who writes sees what was revoked a moment ago: a transaction that keeps to an older one does not.
_AS_OF_NOW = "(SELECT current_setting('transaction_isolation') = 'read committed')"


def _cared_for(table: str, more: str = "") -> str:
    """That the patient of a row is in the care of who logged in; at most one row of care says so.

    A scalar subquery, because of an EXISTS the planner may make a list of all her patients.
    """
    return (
        f"(SELECT true FROM care WHERE care.patient_id = {table}.patient_id"
        f" AND care.login = SESSION_USER AND care.revoked_at IS NULL{more})"
    )


#: That she may write a change in another's name: it is history, and comes with a journal that she
#: began in this very transaction; nobody else can have begun it, nor anybody written to it.
_BROUGHT = (
    " AND (change.author = SESSION_USER OR (care.granted_by = SESSION_USER"
    " AND care.xmin = pg_current_xact_id()::xid)"
    f" OR (change.author = {ERASED} AND NOT EXISTS (SELECT FROM patient"
    " WHERE patient.patient_id = care.patient_id)))"
)
#: What is left of an erased patient is written where nothing else of her is left.
_LEFT = (
    f" AND (erasure.author IN (SESSION_USER, {ERASED}) OR (care.granted_by = SESSION_USER"
    " AND care.xmin = pg_current_xact_id()::xid))"
    " AND NOT EXISTS (SELECT FROM patient WHERE patient.patient_id = care.patient_id)"
)


def row_security(tables: Iterable[Table]) -> list[str]:
    """The statements that let nobody see or write another's rows."""
    made = []
    for table in tables:
        if "patient_id" in table.c:
            made += [*_forced(table.name), *_clinical(table.name)]
    for name in ("setting", "person", "care"):
        made += [
            *_forced(name),
            f"CREATE POLICY her_own ON {name} TO {PERSON}\nUSING (login = SESSION_USER)",
        ]
    return made


def _forced(name: str) -> Iterator[str]:
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"
    yield f"CREATE POLICY all_of_it ON {name} TO {OWNER}\nUSING (true)"


def _clinical(name: str) -> Iterator[str]:
    more = {"change": _BROUGHT, "erasure": _LEFT}.get(name, "")
    seen, written = _cared_for(name), f"{_AS_OF_NOW}\nAND {_cared_for(name, more)}"
    yield f"CREATE POLICY seen ON {name} FOR SELECT TO {PERSON}\nUSING ({seen})"
    yield f"CREATE POLICY added ON {name} FOR INSERT TO {PERSON}\nWITH CHECK ({written})"
    yield (
        f"CREATE POLICY changed ON {name} FOR UPDATE TO {PERSON}\nUSING ({seen})\n"
        f"WITH CHECK ({_AS_OF_NOW}\nAND {seen})"
    )


def grants(tables: Iterable[Table], kinds: Iterable[str]) -> list[str]:
    """What the person may do at all, column by column where she may change something.

    A right to change whole rows would be a right to lock the table against everybody else.
    """
    may_change: dict[str, Iterable[str]] = {**MAY_CHANGE, "change": SEALED}
    kinds = [*kinds]
    made = []
    for table in tables:
        name = table.name
        if name in kinds:
            may_change[name] = [c.name for c in table.c if c.name not in IDENTITY]
        rights = ["SELECT", "INSERT"]
        if name == "setting":
            rights = ["SELECT", "INSERT (name, value, digest)", "UPDATE (value, digest)", "DELETE"]
        elif name in may_change:
            columns = (f'"{c}"' if c in QUOTED else c for c in may_change[name])
            rights.append(f"UPDATE ({', '.join(columns)})")
        made.append(f"GRANT {', '.join(rights)} ON {name} TO {PERSON}")
    seen = ["person", "care", "alembic_version", *(f"{kind}_readable" for kind in kinds)]
    return [*made, f"GRANT SELECT ON {', '.join(seen)} TO {PERSON}"]
