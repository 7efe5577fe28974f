"""The same of many patients at once: what the rules read, in a fixed number of statements."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from rehabtrack.domain.companion_rules import PhaseSpan
from rehabtrack.domain.high_pain import Row
from rehabtrack.domain.moment import LONGEST_DAY
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.red_flags import Flag
from rehabtrack.storage.caseload import rows_of_all
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import FIRST, entry_of
from rehabtrack.storage.readings import Grounds, opinion_of

_Read = TypeVar("_Read")
_patient = itemgetter(0)


def grounds_of_all(
    database: Database, patients: Sequence[int], since: int, until: int
) -> Iterator[Grounds]:
    """What `grounds` gives of each of these patients, whose numbers rise, none void or archived.

    Each one's ratings are to be read before the next one is asked for.
    """

    def read(name: str, make: Callable[[tuple[Any, ...]], _Read]) -> dict[int, list[_Read]]:
        return _by_patient(rows_of_all(database, name, patients), make)

    policies, opinions = read("POLICIES_OF_ALL", Policy._make), read("OPINIONS_OF_ALL", opinion_of)
    phases, flags = read("PHASE_SPANS_OF_ALL", PhaseSpan._make), read("FLAGS_OF_ALL", Flag._make)
    bounds = {"since": since, "until": until, "earliest": FIRST, "longest_day": LONGEST_DAY}
    rows = rows_of_all(database, "DECIDING_READINGS_OF_ALL", patients, **bounds)
    for patient, ratings in zip(patients, _streams(patients, rows), strict=True):
        yield Grounds(
            policies.get(patient, []),
            opinions.get(patient, []),
            phases.get(patient, []),
            flags.get(patient, []),
            ratings,
        )


def newest_of_all(
    database: Database, patients: Sequence[int], until: int
) -> dict[int, list[Entry[Any]]]:
    """The ratings that count made last up to `until`, by patient; several may tie."""
    rows = rows_of_all(database, "NEWEST_RATINGS_OF_ALL", patients, until=until)
    groups = groupby(rows, _patient)
    return {patient: [entry_of("pain", row) for row in found] for patient, found in groups}


def _by_patient(
    rows: Iterable[tuple[Any, ...]], make: Callable[[tuple[Any, ...]], _Read]
) -> dict[int, list[_Read]]:
    groups = groupby(rows, _patient)
    return {patient: [make(row[1:]) for row in found] for patient, found in groups}


def _streams(patients: Iterable[int], rows: Iterable[tuple[Any, ...]]) -> Iterator[Iterator[Row]]:
    """The rows of each patient in turn, without the number; there may be none."""
    groups = groupby(rows, _patient)
    whose, found = next(groups, (None, iter(())))
    for patient in patients:
        while whose is not None and whose < patient:
            whose, found = next(groups, (None, iter(())))
        yield (row[1:] for row in found) if whose == patient else iter(())
