"""Journals to write to, and records to write, with instants that are easy to read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import engines

from rehabtrack.domain.ids import new_uid
from rehabtrack.domain.moment import DAY, HOUR, MINUTE, Moment, fixed_zone
from rehabtrack.domain.records.clearance import Clearance
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.measure import Measure
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.records.phase import Phase
from rehabtrack.domain.records.policy import PolicyChange
from rehabtrack.storage import caseload
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import Journal, Writer

UTC = fixed_zone(0)
MARCH = 1_772_323_200_000  # 2026-03-01 00:00 UTC


def march(day: int, hour: int = 0, minute: int = 0) -> int:
    """An instant of March 2026 in UTC; day 0 is the last of February, 32 the first of April."""
    return MARCH + (day - 1) * DAY + hour * HOUR + minute * MINUTE


def moment(at: int, width: int = 0) -> Moment:
    """The moment of an instant, spoken in UTC."""
    return UTC.moment(at)._replace(width=width)


NOW = march(20, 12)


def writer(author: str = "anna", now: int = NOW) -> Writer:
    """Somebody about to run a command."""
    return Writer(author, now, new_uid(now))


def new_journal(database: Database, name: str = "anna") -> Journal:
    """The journal of a new patient, committed."""
    with database.writing():
        return caseload.add_patient(database, Patient(name=name), writer(), action="patient add")


def opened(journal: Journal, author: str = "anna", now: int = NOW) -> Journal:
    """The same patient's journal as another command sees it."""
    patient = caseload.patient(journal.database, journal.patient_id)
    return Journal(journal.database, patient, writer(author, now))


@contextmanager
def command(journal: Journal, author: str = "anna", now: int = NOW) -> Iterator[Journal]:
    """Another command of this patient, in a transaction of its own."""
    engines.act(journal.database, author)
    with journal.database.writing():
        yield opened(journal, author, now)


def pain(value: int = 6, at: int = NOW, width: int = 0, **fields: Any) -> PainRating:
    """A rating of the back on the numeric scale."""
    fields = {"site": "back", "scale": "nrs"} | fields
    return PainRating(moment=moment(at, width), value=value, **fields)


def massage(at: int = NOW, width: int = 0, **fields: Any) -> MassageSession:
    """A massage given."""
    return MassageSession(moment=moment(at, width), **fields)


def fill(database: Database) -> None:
    """Store a patient and a record of every kind, the rating linked to the massage."""
    with command(new_journal(database)) as journal:
        for record in one_of_every_kind():
            linked = isinstance(record, PainRating)
            told = record.replace(session=1, relation="before") if linked else record
            journal.add(told, action="log")
        caseload.remember(database, caseload.AUTHOR, "anna")


def one_of_every_kind() -> list[Any]:
    """A record of every kind but the patient; each refers to none of the others."""
    now = moment(NOW)
    return [
        massage(),
        pain(),
        Phase(moment=now, kind="recovery"),
        Measure(moment=now, kind="drug", name="ibuprofen"),
        Clearance(moment=now, doctor="Dr. Roth", specialty="neurologist"),
        PolicyChange(moment=now, limit=2, hours=36, because="to be careful"),
    ]
