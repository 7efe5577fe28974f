"""Made-up caseloads in the real schema, with true warnings: run by scratch.py.

Every patient is in recovery and has a doctor's clearance, as an everyday one is.

python -m benchmarks.data journals FILE PATIENTS RATINGS SESSIONS YEARS
python -m benchmarks.data table FILE PATIENTS RATINGS SESSIONS YEARS
"""

import csv
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from heapq import merge
from typing import NamedTuple

from benchmarks.shapes import Shape, name_of
from rehabtrack.domain.moment import DAY, HOUR, MINUTE, Moment
from rehabtrack.domain.records.clearance import Clearance
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.records.phase import Phase
from rehabtrack.domain.scales import CATEGORIES, category
from rehabtrack.domain.sites import SITES, site_counts
from rehabtrack.services.due import ASKED_DAYS
from rehabtrack.services.reassessment import reassess
from rehabtrack.storage import caseload
from rehabtrack.storage.database import open_or_create
from rehabtrack.storage.journal import FIRST, Journal, Writer
from rehabtrack.storage.rows import COLUMNS


class Session(NamedTuple):
    """A massage, as its table has it."""

    at: int
    width: int
    offset: int
    zone: str
    judged_at: int
    given: int = 1
    minutes: int = 30
    areas: str = "lower-back"
    techniques: str = "stroking,kneading"
    pressure: None = None
    therapist: str = "Eva"
    because: None = None
    note: None = None
    same: None = None
    origin: None = None


class Rating(NamedTuple):
    """A pain rating, as its table has it."""

    at: int
    width: int
    offset: int
    zone: str
    site: str
    scale: str
    value: int
    recall: str
    session: int | None
    relation: str | None
    note: None
    counts: int
    origin: None = None


#: Warnings that an import raises count as seen, so that no list of them hides what is measured.
ACTION = "import"
_SITES = (*SITES, "other:head")
_OFTEN = (40, 8, 8, 5, 5, 14, 8, 5, 4, 3)  # how often a site is rated, of 100
_SPELLS = ((0, 3), (0, 3), (0, 3), (2, 5), (4, 9))  # lowest and highest value of a spell of days


def journals(path: str, shape: Shape) -> None:
    """Make a database of that shape, every patient's rows in order of time."""
    database = open_or_create(path)
    now = now_in_ms()
    with database.writing():
        for patient in range(shape.patients):
            writer = Writer("benchmark", now, bytes(16))
            entry = caseload.add_patient(
                database, Patient(name=name_of(patient)), writer, action="patient add"
            )
            fill(Journal(database, entry.patient, writer), shape, now, random.Random(patient))
    database.close()


def table(path: str, shape: Shape) -> None:
    """Write the ratings of that shape as a plain table, its rows in no order at all."""
    rows = []
    now = now_in_ms()
    for patient in range(shape.patients):
        chance = random.Random(patient)
        name = name_of(patient)
        rows += [(name, *_cells(rating)) for rating in _ratings(shape, now, [], chance)]
    random.Random(0).shuffle(rows)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("patient", "at", "site", "scale", "value", "recall"))
        writer.writerows(rows)


def fill(journal: Journal, shape: Shape, now: int, chance: random.Random) -> None:
    """Store a patient's records and the warnings that follow; her journal holds herself alone."""
    first = Moment(next(_instants(1, shape.years + 1, now, chance)), 0, 0, "UTC")
    journal.add(Phase(moment=first, kind="recovery"), action=ACTION)
    clearance = Clearance(moment=first, doctor="Dr Vogel", specialty="neurologist")
    journal.add(clearance, action=ACTION)
    instants = _instants(shape.sessions, shape.years, now - 2 * DAY, chance)
    sessions = [Session(at, 0, 0, "UTC", at) for at in instants]
    journal.add_many("massage", sessions, action=ACTION)
    journal.add_many("pain", _ratings(shape, now, sessions, chance), action=ACTION)
    _warn(journal, now)


def _warn(journal: Journal, now: int) -> None:
    """Raise what the rules say, all but the newest of it so long ago that today only counts it."""
    writer, recently = journal.writer, now - ASKED_DAYS * DAY
    journal.writer = writer._replace(now=recently - DAY)
    reassess(journal, FIRST, recently)
    journal.writer = writer
    reassess(journal, recently + 1)


def _instants(count: int, years: int, until: int, chance: random.Random) -> Iterator[int]:
    """So many instants up to `until`, in order and at no fixed distance."""
    step = years * 365 * DAY // (count or 1)
    for place in range(count, 0, -1):
        at = until - place * step + chance.randrange(step)
        yield at - at % MINUTE


def _ratings(
    shape: Shape, now: int, sessions: Sequence[Session], chance: random.Random
) -> list[Rating]:
    """Ratings in order of time, in spells of better and worse days; some follow a session."""
    linked: list[tuple[int, int | None]] = [
        (session.at + session.minutes * MINUTE, no)
        for no, session in enumerate(sessions, 1)
        if chance.random() < 0.2
    ]
    del linked[shape.ratings :]
    free = _instants(shape.ratings - len(linked), shape.years, now - 3 * HOUR, chance)
    spell, ratings = _SPELLS[0], []
    for at, session in merge(linked, ((at, None) for at in free), key=lambda pair: pair[0]):
        if chance.random() < 0.1:
            spell = chance.choice(_SPELLS)
        ratings.append(_rating(at, session, chance.randint(*spell), chance))
    return ratings


def _rating(at: int, session: int | None, value: int, chance: random.Random) -> Rating:
    site = chance.choices(_SITES, _OFTEN)[0]
    scale = chance.choices(("nrs", "vas", "faces", "vrs"), (70, 15, 5, 10))[0]
    recall = chance.choices(("now", "worst-24h", "average-7d"), (90, 8, 2))[0]
    on_scale = {"nrs": value, "vas": value * 10, "faces": value // 2 * 2}
    value = on_scale.get(scale, category("nrs", value))
    counts = int(site_counts(site) and recall != "average-7d")
    relation = "after" if session else None
    return Rating(
        at, 0, 0, "UTC", site, scale, value, recall, session, relation, note=None, counts=counts
    )


def _cells(rating: Rating) -> tuple[object, ...]:
    at = datetime.fromtimestamp(rating.at // 1000, UTC).isoformat(timespec="minutes")
    value = CATEGORIES[rating.value] if rating.scale == "vrs" else rating.value
    return (at, rating.site, rating.scale, value, rating.recall)


def now_in_ms() -> int:
    """The present, in which every caseload ends."""
    return int(time.time() * 1000)


if __name__ == "__main__":
    laid = {"massage": Session._fields, "pain": Rating._fields}
    if any(COLUMNS[kind] != fields for kind, fields in laid.items()):
        sys.exit("The tables have other columns than the rows that are made here.")
    what, path, *sizes = sys.argv[1:]
    {"journals": journals, "table": table}[what](path, Shape(*map(int, sizes)))
