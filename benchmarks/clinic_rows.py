"""Made-up caseloads on a server: written by the Journal, carried there by binary COPY.

python -m benchmarks.clinic_rows ADDRESS LOGIN PASSWORD PATIENTS RATINGS SESSIONS YEARS

The address is the superuser's, of an empty database; the login is made, and gets every patient into
its care.
"""

import random
import re
import sys
from collections.abc import Iterable

from benchmarks.data import fill, now_in_ms
from benchmarks.shapes import Shape, name_of
from rehabtrack.domain.records.patient import Patient
from rehabtrack.storage import caseload, clinic
from rehabtrack.storage.database import Parameters, open_existing
from rehabtrack.storage.journal import Journal, Writer
from rehabtrack.storage.postgresql import Server

_INSERT = re.compile(r"INSERT INTO (\w+) (\(.+\))\s+VALUES")


class Copying:
    """An open server whose rows come by COPY, past triggers and keys: the Journal makes them sound.

    It stands in for the server in a Journal; one transaction holds one patient.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._patients = 0
        self._types: dict[str, list[int]] = {}
        server.connection.execute("SET session_replication_role = replica")
        server.connection.execute("SET synchronous_commit = off")

    def __getattr__(self, name: str) -> object:
        return getattr(self._server, name)

    def executemany(self, statement: str, rows: Iterable[Parameters]) -> None:
        """COPY the rows of an INSERT; run any other statement."""
        found = _INSERT.search(statement)
        if found is None:
            self._server.executemany(statement, rows)
            return
        table, columns = found.groups()
        connection = self._server.connection
        if table not in self._types:
            told = connection.execute(f"SELECT {columns[1:-1]} FROM {table} LIMIT 0").description
            self._types[table] = [column.type_code for column in told or ()]
        with connection.cursor().copy(f"COPY {table} {columns} FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(self._types[table])
            for row in rows:
                copy.write_row(row)

    def hold(self, patient_id: int) -> None:
        """Nobody else is there."""

    def next_patient(self) -> int:
        """The next number: nobody else takes one."""
        self._patients += 1
        return self._patients


def main(address: str, login: str, password: str, shape: Shape) -> None:
    """Make a clinic with a caseload of that shape, every patient's rows in order of time."""
    clinic.make(address, login, password)
    server = open_existing(address, guarded=False)
    assert isinstance(server, Server)
    database, now, connection = Copying(server), now_in_ms(), server.connection
    for patient in range(shape.patients):
        connection.execute("BEGIN")
        writer = Writer(login, now, bytes(16))
        added = caseload.add_patient(
            database, Patient(name=name_of(patient)), writer, action="patient add"
        )
        fill(Journal(database, added.patient, writer), shape, now, random.Random(patient))
        for finish in server.before_commit:
            finish()
        server.before_commit.clear()
        connection.execute("COMMIT")
    connection.execute(
        "INSERT INTO care (patient_id, login, granted_at, granted_by)"
        " SELECT patient_id, %s, %s, %s FROM patient",
        (login, now, login),
    )
    connection.execute("VACUUM ANALYZE")
    server.close()


if __name__ == "__main__":
    address, login, password, *sizes = sys.argv[1:]
    main(address, login, password, Shape(*map(int, sizes)))
