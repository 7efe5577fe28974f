"""Two people's records of one massage: all are kept, and count as one."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import DAY, MINUTE
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.words import folded
from rehabtrack.storage.journal import Journal

#: No massage is told of by two people further apart (ms); ours.
FURTHEST_APART = DAY
#: Two sessions that begin within so many minutes, told by two people, may be one; ours.
ONE_SESSION_MINUTES = 60


def mark_same(journal: Journal, one: int, other: int) -> list[Entry[Any]]:
    """Mark two records as of one massage, with all that count as one with either.

    The later made points to the earlier: which that is both people's files agree on. Gives the
    records that point now. Raises Refused where it cannot be one massage.
    """
    entries = [journal.entry("massage", no) for no in (one, other)]
    first, second = sorted(entries, key=_when_made)
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
    same = same_massages(journal)
    first_of, second_of = (same.get(each.no, each.no) for each in (first, second))
    if first_of == second_of:
        raise Refused(
            f"{second.id} counts as one with {first.id} already.",
            f"See: rehabtrack show {second.id}",
        )
    return _joined(journal, [*_ends(journal, first.no), *_ends(journal, second.no)])


def _joined(journal: Journal, ends: list[Entry[Any]]) -> list[Entry[Any]]:
    first, *others = sorted(ends, key=_when_made)
    return [
        journal.edit(each, each.record.replace(same=first.no), action="massage same")
        for each in others
    ]


def _ends(journal: Journal, no: int) -> list[Entry[Any]]:
    """The records of the massage that point to none that stands: mostly one."""
    group = next((each for each in _groups(journal) if no in {one.no for one in each}), [])
    stand = {one.no for one in group if one.stands} or {no}
    ends = [one.no for one in group if one.stands and one.same not in stand] or [no]
    return [journal.entry("massage", each) for each in ends]


def same_massages(journal: Journal) -> dict[int, int]:
    """The number of the record that each other record of a massage counts as one with.

    Of those that stand the first made counts, whatever leads from one to the other: void ones do.
    """
    found = {}
    for group in _groups(journal):
        stand = sorted((one for one in group if one.stands), key=lambda one: one.made)
        found.update({one.no: stand[0].no for one in stand[1:]})
    return found


def maybe_same(journal: Journal, sessions: list[Entry[Any]]) -> list[tuple[Entry[Any], Entry[Any]]]:
    """Pairs of sessions that two people recorded and that may be one: (the other, the session)."""
    pairs = []
    near, same = ONE_SESSION_MINUTES * MINUTE, same_massages(journal)
    for one in sessions:
        if one.kind != "massage" or one.voided_by or not one.record.given:
            continue
        at = one.record.moment.at
        for other in journal.between("massage", at - near, at + near + 1):
            linked = same.get(one.no, one.no) == same.get(other.no, other.no)
            if not linked and _maybe_same(one, other) and (one, other) not in pairs:
                pairs.append((other, one))
    return pairs


def _maybe_same(one: Entry[Any], other: Entry[Any]) -> bool:
    return other.record.given and folded(one.author) != folded(other.author)


class _Told(Named):
    """A record that tells of another, or that another tells of."""

    no: int
    same: int | None
    stands: bool
    made: tuple[int, bytes]


def _groups(journal: Journal) -> Iterable[list[_Told]]:
    """The records of each massage that several tell of."""
    told = [
        _Told(no, same, bool(given and not voided_by), (recorded_at, uid))
        for no, same, given, voided_by, recorded_at, uid in journal.query("SAME_MASSAGES")
    ]
    beside: dict[int, set[int]] = defaultdict(set)
    for one in told:
        if one.same is not None:
            beside[one.no].add(one.same)
            beside[one.same].add(one.no)
    left = {one.no: one for one in told}
    for no in [*left]:
        group, open_ = [], [no]
        while open_:
            next_no = open_.pop()
            if next_no in left:
                group.append(left.pop(next_no))
                open_ += beside[next_no]
        if group:
            yield group


def _when_made(entry: Entry[Any]) -> tuple[int, bytes]:
    return entry.recorded_at, entry.uid
