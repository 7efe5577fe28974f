"""Two people's records of one massage: both are kept, and count as one."""

from typing import Any

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.moment import DAY
from rehabtrack.domain.records.entry import Entry
from rehabtrack.storage.journal import Journal

#: No massage is told of by two people further apart (ms); ours.
FURTHEST_APART = DAY


def mark_same(journal: Journal, one: int, other: int) -> Entry[Any]:
    """Mark the later made of two records as one of the same massage as the other.

    Which that is both people's files agree on. Raises Refused where it cannot be one massage.
    """
    entries = [journal.entry("massage", no) for no in (one, other)]
    first, second = sorted(entries, key=lambda each: (each.recorded_at, each.uid))
    if first.no == second.no:
        raise Refused(f"{first.id} is one record.", "Name the other one too.")
    for each in (first, second):
        if each.voided_by or not each.record.given:
            raise Refused(f"{each.id} is no massage that was given.", "See: rehabtrack review")
    if abs(first.record.moment.at - second.record.moment.at) > FURTHEST_APART:
        raise Refused(
            f"{first.id} and {second.id} are more than a day apart.",
            "See when they were: rehabtrack log --kind massage",
        )
    if first.record.same is not None:
        first = journal.entry("massage", first.record.same)
    if first.no == second.no or second.record.same == first.no:
        raise Refused(
            f"{second.id} counts as one with {entry_id('massage', first.no)} already.",
            f"See: rehabtrack show {second.id}",
        )
    return journal.edit(second, second.record.replace(same=first.no), action="massage same")


def same_massages(journal: Journal) -> dict[int, int]:
    """The number of the record that each other record of a massage counts as one with."""
    return dict(journal.query("SAME_MASSAGES"))
