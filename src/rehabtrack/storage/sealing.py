"""The chain of a journal's changes: each sealed with what it stored, and with the one before it.

A change's `seal` stands for its own fields, `made` for the rows it made a version of, `voided` for
the rows that it voided at once, and `digest` for these three and the digest of the change before:
so nothing is altered, left out or put in without a trace; what is cut off at the end is found by
whoever noted the last digest. None of them tells what a row held: a row's digest has its random id
in it, so an erased record leaves nothing to guess by.
"""

from collections.abc import Collection, Iterator
from itertools import chain
from operator import itemgetter
from typing import Any

from rehabtrack.storage.database import Database
from rehabtrack.storage.digests import digest_of, sha256
from rehabtrack.storage.journal import KINDS, Change, Journal

#: What a change seals, in order: the records, then the answers and warnings.
SEALED = (*KINDS, "answer", "intake", "arrival", "warning")
#: What no change voids at once.
_NEVER_VOID = ("intake", "arrival", "warning")
BEGINNING = bytes(32)

#: (the change that did it, the bytes to seal) of one row after the other, in order of the changes.
Items = Iterator[tuple[int, bytes]]


def seal(journal: Journal) -> None:
    """Seal the change that this command made, as the last thing before it is stored.

    One that takes another back also seals what stays void by that one: nothing, or the versions
    that others followed meanwhile.
    """
    change = journal.begun
    made, voided = _made_in_all(journal), sha256()
    for no in (change.takes_back, change.no) if change.takes_back else ():
        for _, item in chain(*voided_by(journal, no, no)):
            voided.update(item)
    seals = (seal_of(journal.patient.uid, change), made.digest()[:16], voided.digest()[:16])
    names = ("seal", "made", "voided", "digest")
    values = (*seals, linked(_before(journal), *seals))
    journal.update("CHANGE_SEAL", of_no=change.no, **dict(zip(names, values, strict=True)))


def _before(journal: Journal) -> bytes:
    """The digest of the change before this one, which may be of the same transaction."""
    no = journal.begun.no
    if journal.link is None and no > 1:  # it was not sealed yet when this one began
        journal.link = journal.single("CHANGE_DIGEST", no=no - 1)
    return journal.link or BEGINNING


class Making:
    """What a change makes, sealed while its many rows are added, so that none is read again.

    Good while it makes them in the order in which `made_by` tells them: kinds as in SEALED.
    """

    def __init__(self, journal: Journal, kind: str) -> None:
        """Begin with what the change made before, of this kind and those that come before it."""
        self.kinds = {*journal.touched, kind}
        self.sealed = _sealed(sha256(), journal, journal.touched)
        self._last = SEALED.index(kind)

    def take(self, digest: bytes) -> None:
        """Seal a new row, the next of its kind."""
        self.sealed.update(digest + _AS_MOST)

    def goes_before(self, kinds: Collection[str]) -> bool:
        """Whether all of these kinds are told after what it holds."""
        return all(SEALED.index(kind) > self._last for kind in kinds)


def making(journal: Journal, kind: str) -> Making | None:
    """What seals the rows of a kind that the change is about to add; None: they are read again."""
    if journal.making or any(SEALED.index(each) > SEALED.index(kind) for each in journal.touched):
        journal.touched.add(kind)
        return None
    journal.making = Making(journal, kind)
    journal.touched.clear()
    return journal.making


def _made_in_all(journal: Journal) -> Any:
    making = journal.making
    if making is None:
        return _sealed(sha256(), journal, journal.touched)
    if making.goes_before(journal.touched):
        return _sealed(making.sealed, journal, journal.touched)
    return _sealed(sha256(), journal, making.kinds | journal.touched)


def _sealed(made: Any, journal: Journal, kinds: Collection[str]) -> Any:
    """The hash `made` with what the change made of these kinds."""
    no = journal.begun.no
    for _, item in chain(*made_by(journal, kinds, no, no)):
        made.update(item)
    return made


def seal_of(patient: bytes, change: Change) -> bytes:
    """16 bytes for the fields of a change of the patient with this id."""
    return digest_of(patient, *change[1:])


def linked(before: bytes, *seals: bytes) -> bytes:
    """The digest of a change: of the one before it and of its three seals."""
    digest: bytes = sha256(b"".join((before, *seals))).digest()
    return digest


def made_by(journal: Journal, kinds: Collection[str], first: int, last: int) -> list[Items]:
    """What the changes from `first` to `last` made of these kinds, and the warnings withdrawn."""
    made = [_made(journal, kind, first, last) for kind in SEALED if kind in kinds]
    return [*made, _withdrawn(journal, first, last)] if "warning" in kinds else made


def voided_by(journal: Journal, first: int, last: int) -> list[Items]:
    """What of older rows these changes voided at once, of each kind."""
    return [_voided(journal, kind, first, last) for kind in SEALED if kind not in _NEVER_VOID]


def _made(journal: Journal, kind: str, first: int, last: int) -> Items:
    """Each row with the void or the reason that it was made with, not what came over it later."""
    for change, _no, _version, digest, voided_by, reason in _rows(
        journal, kind, "MADE", first, last
    ):
        plainly = voided_by > change or (voided_by == 0 and reason is None)
        yield change, digest + (_AS_MOST if plainly else _plain(voided_by, reason))


def _voided(journal: Journal, kind: str, first: int, last: int) -> Items:
    for voided_by, _change, _no, digest, reason in _rows(
        journal, kind, "VOIDED_AT_ONCE", first, last
    ):
        yield voided_by, digest + _plain(reason)


def _withdrawn(journal: Journal, first: int, last: int) -> Items:
    for change, *how in _asked(journal, "WARNING_WITHDRAWN", first, last):
        yield change, _plain(*how)


def _rows(
    journal: Journal, kind: str, what: str, first: int, last: int
) -> Iterator[tuple[Any, ...]]:
    """The rows of a kind, present and earlier versions, in one order wherever they lie by now."""
    present = _asked(journal, f"{kind.upper()}_{what}", first, last)
    if kind not in KINDS:
        return present
    earlier = _asked(journal, f"{kind.upper()}_VERSION_{what}", first, last)
    one = next(earlier, None)
    if one is None:
        return present
    from heapq import merge  # which hardly any command needs to write

    return merge(present, chain([one], earlier), key=itemgetter(0, 1, 2))


def _asked(journal: Journal, name: str, first: int, last: int) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement about some changes: of one at once, of many as they come."""
    asked = journal.query if first == last else journal.stream
    return asked(name, first=first, last=last)


def _plain(*values: object) -> bytes:
    return ascii(values).encode("ascii")


#: What is sealed of most rows beside their digest: neither void nor with a reason.
_AS_MOST = _plain(0, None)


def head(database: Database, patient_id: int) -> tuple[int, bytes]:
    """The number and digest of a patient's newest change, which stands for the whole journal."""
    sql, mine = database.sql, {"patient_id": patient_id}
    no, digest = next(iter(database.execute(sql.LAST_CHANGE, mine)), (0, None))
    return no, digest or BEGINNING
