"""What of a journal is shared, and with whom."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from heapq import merge
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from rehabtrack.domain.merging import Head, Known
from rehabtrack.domain.named import Named
from rehabtrack.interchange.share_lines import REFERENCES, Shared
from rehabtrack.services.knowing import Changes, known
from rehabtrack.storage.arrivals import Arrival, arrivals, intakes
from rehabtrack.storage.journal import FIRST, KINDS, Journal
from rehabtrack.storage.rows import COLUMNS

#: What each reader gets. A massage therapist needs no diary of moods.
KINDS_FOR = {
    "therapist": tuple(kind for kind in KINDS if kind not in ("patient", "context")),
    "doctor": tuple(kind for kind in KINDS if kind != "patient"),
    "patient": tuple(kind for kind in KINDS if kind != "patient"),
}
#: Texts of their own, which go with the notes.
_NOTES = ("note", "addendum", "context")
#: Of which what was before a date is left out: all else tells of spans, or may be open still.
_DATED = ("massage", "pain", "screen", "note", "addendum", "symptom", "score", "context")
#: Columns that are worked out anew wherever a record lies.
WORKED_OUT = ("counts", "judged_at")
_NO, _VERSION = 2, 3
_CONTENT = 10  # where the content of a row begins


class Wanted(Named):
    """What is to be shared: for whom, from when (ms), and whether with the notes.

    `drafts` are shared with nobody; they go with a journal that is brought to another machine.
    """

    reader: str
    since: int = FIRST
    notes: bool = True
    drafts: bool = False


def shared(journal: Journal, wanted: Wanted, but: Collection[bytes] = ()) -> Iterator[Shared]:
    """The records that are shared, those that others refer to first, `but` those of these ids.

    Drafts of notes are nobody else's; a void record is told of without what it said.
    """
    changes, ids = Changes(journal), {}
    came: dict[tuple[str, int], list[Arrival]] = {}
    for arrival in arrivals(journal):
        came.setdefault((arrival.kind, arrival.record), []).append(arrival)
    referred = _referred(journal, wanted.since)
    for kind in KINDS_FOR[wanted.reader]:
        if kind in _NOTES and not wanted.notes:
            continue
        ids[kind] = dict(_numbered(journal, kind)) if kind in REFERENCES.values() else {}
        later = []
        for no, versions in _records(journal, kind):
            row = versions[-1]
            if row[1] in but:
                continue
            told = known(kind, versions, came.get((kind, no), ()), changes)
            if not told.heads or not _is_shared(kind, row, wanted, referred):
                continue
            one = Shared(0, kind, row[1], row[5], row[6], _told(kind, told, ids, wanted.notes))
            if kind == "massage" and _of_another(one):
                later.append(one)
            else:
                yield one
        yield from sorted(later, key=attrgetter("recorded_at", "uid"))  # as `massage same` points


def people(journal: Journal) -> list[bytes]:
    """The ids by which the files that were taken in know the patient."""
    changes = Changes(journal)
    return list(
        dict.fromkeys(
            one.person for one in intakes(journal) if one.person and changes.stands(one.change)
        )
    )


def rated_span(journal: Journal) -> tuple[int | None, int | None]:
    """When (ms) pain was rated first and last; None where it never was."""
    newest = journal.newest_pain()
    return journal.single("FIRST_RATED_AT"), newest.record.moment.at if newest else None


def _records(journal: Journal, kind: str) -> Iterator[tuple[int, list[tuple[Any, ...]]]]:
    """(number, its versions in order) of each record of a kind."""
    rows = merge(
        journal.query(f"{kind.upper()}_VERSION_ROWS"),
        journal.query(f"{kind.upper()}_ROWS"),
        key=itemgetter(_NO, _VERSION),
    )
    for no, versions in groupby(rows, key=itemgetter(_NO)):
        yield no, list(versions)


def _numbered(journal: Journal, kind: str) -> Iterator[tuple[int, bytes]]:
    return ((no, uid) for uid, no in journal.query(f"{kind.upper()}_IDS"))


def _referred(journal: Journal, since: int) -> set[int]:
    """The sessions that records from then on tell of."""
    if since == FIRST:
        return set()
    found = set()
    for kind in _DATED:
        for name in ("session", "same"):
            if name in COLUMNS[kind]:
                found |= {getattr(each.record, name) for each in journal.between(kind, since)}
    return found


def _is_shared(kind: str, row: tuple[Any, ...], wanted: Wanted, referred: set[int]) -> bool:
    said = dict(zip(COLUMNS[kind], row[_CONTENT:], strict=True))
    if kind == "note" and said["signed_at"] is None and not wanted.drafts:
        return False
    if kind not in _DATED or said["at"] + said["width"] >= wanted.since:
        return True
    return kind == "massage" and row[_NO] in referred


def _of_another(one: Shared) -> bool:
    """Whether a version of it says that it is the same massage as another record's."""
    contents = (head.content for head in one.known.heads.values())
    return any(content and content["same"] is not None for content in contents)


def _told(kind: str, told: Known, ids: Mapping[str, Mapping[int, bytes]], notes: bool) -> Known:
    heads = {stamp: _head(kind, head, ids, notes) for stamp, head in told.heads.items()}
    if told.voids:
        heads = {stamp: head._replace(content=None) for stamp, head in heads.items()}
    return told._replace(heads=heads)


def _head(kind: str, head: Head, ids: Mapping[str, Mapping[int, bytes]], notes: bool) -> Head:
    content = dict(_content(kind, head.content, ids))
    if notes or content.get("note") is None:
        return head._replace(content=content)
    return head._replace(content={**content, "note": None}, withheld=True)


def _content(
    kind: str, columns: Iterable[Any], ids: Mapping[str, Mapping[int, bytes]]
) -> Iterator[tuple[str, Any]]:
    for name, value in zip(COLUMNS[kind], columns, strict=True):
        if name in REFERENCES and value is not None:
            yield name, ids[REFERENCES[name]][value]
        elif name not in WORKED_OUT:
            yield name, value
