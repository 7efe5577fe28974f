"""The writers of `benchmarks.failover` through the Journal, as an everyday command writes."""

import secrets
import signal
import sys
import time
from contextlib import closing
from itertools import count
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from rehabtrack.domain.errors import NotKnown, StorageError
from rehabtrack.domain.ids import new_uid
from rehabtrack.domain.moment import MINUTE, Moment
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.records.patient import Patient
from rehabtrack.services import pain
from rehabtrack.services.file_check import problems
from rehabtrack.storage import caseload, clinic
from rehabtrack.storage.database import Database, open_existing
from rehabtrack.storage.failures import NotADatabase
from rehabtrack.storage.journal import Journal, Writer

LOGIN = "anna"
#: Two writers share a patient, so that they wait for one another as well.
PATIENTS = 4


def prepare(address: str) -> None:
    """A clinic with somebody and her patients; prints what she connects with."""
    theirs = address.replace("//postgres@", f"//{LOGIN}@", 1)
    try:
        opened(address, guarded=False).close()
    except NotADatabase:
        password = secrets.token_hex(16)
        with Path(str(conninfo_to_dict(address)["passfile"])).open("a") as passwords:
            passwords.write(f"*:*:*:{LOGIN}:{password}\n")
        clinic.make(address, LOGIN, password)
    with closing(opened(theirs)) as database:
        for number in range(len(caseload.patients(database)), PATIENTS):
            with database.writing():
                patient = Patient(name=f"Patient {number}")
                caseload.add_patient(database, patient, writer(), action="add")
    print(theirs)


def write(address: str, turn: str, number: str) -> None:
    """Log ratings one by one until told to end, and say of each what came of it.

    What was refused is tried again, as the command line does it.
    """
    ending: list[int] = []
    signal.signal(signal.SIGTERM, lambda received, _: ending.append(received))
    database = opened(address)
    whose = caseload.patients(database)[int(number) % PATIENTS]
    for counted in count():
        record = f"{turn}-{number}-{counted}"
        what = "refused"
        while what == "refused" and not ending:
            try:
                _log(database, whose.patient_id, record)
                what = "ok"
            except NotKnown:
                what = "unknown"
            except StorageError:
                database.close()
                time.sleep(0.2)
                database = _opened_or(database, address)
        print(what, record, time.monotonic(), flush=True)
        if ending:
            break


def read(address: str) -> None:
    """Print how many faults the journals have, and every stored record."""
    with closing(opened(address)) as database:
        faults = list(problems(database))
        journals = [Journal(database, each, writer()) for each in caseload.patients(database)]
        notes = [entry.record.note for journal in journals for entry in journal.between("pain")]
    for fault in faults:
        print(fault, file=sys.stderr)
    print(len(faults), *notes, sep="\n")


def opened(address: str, *, guarded: bool = True) -> Database:
    """The database at an address."""
    database = open_existing(address, guarded=guarded)
    if database is None:
        raise ValueError(address)
    return database


def writer() -> Writer:
    """Who writes, now."""
    now = time.time_ns() // 1_000_000
    return Writer(LOGIN, now, new_uid(now))


def _opened_or(before: Database, address: str) -> Database:
    try:
        return opened(address)
    except StorageError:  # nobody leads yet
        return before


def _log(database: Database, patient_id: int, record: str) -> None:
    with database.writing():
        whose = caseload.to_write(database, caseload.patient(database, patient_id))
        by = writer()
        moment = Moment(by.now - by.now % MINUTE, 0, 0, "UTC")
        rating = PainRating(moment=moment, site="back", scale="nrs", value=3, note=record)
        pain.log(Journal(database, whose, by), [rating], [])


if __name__ == "__main__":
    vars()[sys.argv[1]](*sys.argv[2:])
