"""A clinic to attack: Petra's journal full of secrets, and who has what to do with it.

Trent treats Petra; Tess treats Mallory, a patient too; Ada admitted them all. Each logs in as with
psql: no program of ours stands between them and the server.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

import psycopg
from psycopg import sql
from sample_rows import ROWS, Row, T, uid
from server import Server

from rehabtrack.storage import clinic
from rehabtrack.storage.postgresql import opened

ADA, TRENT, TESS, PETRA, MALLORY = "ada", "trent", "tess", "petra", "mallory"
ROLES = {
    TRENT: "massage-therapist",
    TESS: "massage-therapist",
    PETRA: "patient",
    MALLORY: "patient",
}
#: What stands in every text of Petra's, and nowhere else.
SECRET = "morphine"
#: Their journals' numbers; NOBODYS is nobody's.
HERS, MINE, NOBODYS = 1, 2, 77
#: Where every id of a journal begins, so that no two are the same.
_IDS = {HERS: 1_000_000, MINE: 2_000_000}
_TEXTS = ("note", "text", "subjective", "because", "name", "limits", "diagnosis", "original")

Session = psycopg.Connection[tuple[Any, ...]]


class Attacked:
    """The clinic on a server, and its logins' own sessions."""

    def __init__(self, server: Server, database: str) -> None:
        self.server = server
        self.database = database
        self._forget_logins()
        clinic.make(server.new_database(database), ADA, f"of {ADA}")
        server.remember(ADA, f"of {ADA}")
        with closing(opened(self.address(ADA))) as admitting:
            for login, role in ROLES.items():
                clinic.admit(admitting, login, role, f"of {login}")
                server.remember(login, f"of {login}")
        for therapist, patient, number in ((TRENT, PETRA, HERS), (TESS, MALLORY, MINE)):
            with self.session(therapist) as session:
                assert session.execute("SELECT next_patient()").fetchone() == (number,)
                session.execute("SELECT grant_care(%s, %s)", (number, patient))
                session.commit()
            for table in ROWS.keys() - {"setting", "erasure"}:
                self.store(server.superuser(database), table, row_of(table, number))

    def _forget_logins(self) -> None:
        """A login is the server's, and another clinic of these tests had it."""
        for login in (ADA, *ROLES):
            self.server.superuser().execute(
                sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(login))
            )

    def address(self, login: str) -> str:
        """As a login reaches the clinic; the password is in the file of passwords."""
        return self.server.address(self.database, login)

    @contextmanager
    def session(self, login: str) -> Iterator[Session]:
        """A session of a login, in a transaction that is rolled back unless the test commits it."""
        with psycopg.connect(self.address(login)) as session:
            yield session
            session.rollback()

    @contextmanager
    def superuser(self) -> Iterator[Session]:
        """The superuser's session, what it did rolled back."""
        with self.server.superuser(self.database).transaction(force_rollback=True):
            yield self.server.superuser(self.database)

    def store(self, session: Session, table: str, row: Row) -> None:
        """Store a row, whatever else must be there first."""
        with session.transaction():
            if session.info.user == self.server.superuser().info.user:
                session.execute("SET LOCAL session_replication_role = replica")
            insert(session, table, row)


def row_of(table: str, number: int, **changed: object) -> Row:
    """The true row of a table, of the journal of that number; Petra's tells secrets."""
    row = ROWS[table] | {"patient_id": number}
    if "id" in row:
        row["id"] = uid(_IDS[number] + int.from_bytes(ROWS[table]["id"], "big"))
    for name in _TEXTS:
        if number == HERS and isinstance(row.get(name), str):
            row[name] = f"{SECRET} {row[name]}"
    return row | changed


def insert(session: Session, table: str, row: Mapping[str, object]) -> None:
    """Insert a row as anybody would who types it."""
    session.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, row)),
            sql.SQL(", ").join(sql.Placeholder() * len(row)),
        ),
        [*row.values()],
    )


def begin_change(session: Session, number: int, author: str, **changed: object) -> int:
    """Begin the next change of a journal in somebody's name; its number."""
    last = session.execute("SELECT max(no) FROM change WHERE patient_id = %s", (number,)).fetchone()
    no = (last[0] or 0) + 1 if last else 1
    own = {"patient_id": number, "no": no, "id": uid(9_000_000 + 1000 * number + no), "at": T}
    insert(session, "change", ROWS["change"] | own | {"author": author} | changed)
    return no


def all_that_is_told(error: psycopg.Error) -> str:
    """All that the server tells of a refusal."""
    diag = error.diag
    names = [name for name in dir(diag) if not name.startswith("_")]
    return " ".join(str(getattr(diag, name)) for name in names)
