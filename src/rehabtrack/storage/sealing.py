"""The chain of a journal's changes: each sealed with what it stored, and with the one before it.

A change's `seal` stands for its own fields, `made` for the rows it made a version of, `voided` for
the rows that it voided at once, and `digest` for these three and the digest of the change before:
so nothing is altered, left out or put in without a trace; what is cut off at the end is found by
whoever noted the last digest. None of them tells what a row held: a row's digest has its random id
in it, so an erased record leaves nothing to guess by.
"""

from collections.abc import Iterator

from rehabtrack.storage.digests import digest_of, sha256
from rehabtrack.storage.journal import KINDS, Change, Journal

#: What a change seals, in order: the records, then the answers and warnings.
SEALED = (*KINDS, "answer", "warning")
BEGINNING = bytes(32)


def seal(journal: Journal) -> None:
    """Seal the change that this command made, as the last thing before it is stored."""
    change = journal.begun
    made, voided = sha256(), sha256()
    for kind in (kind for kind in SEALED if kind in journal.touched):
        for _, item in made_items(journal, kind, change.no, change.no):
            made.update(item)
    for kind in SEALED if change.takes_back else ():
        for _, item in voided_items(journal, kind, change.no, change.no):
            voided.update(item)
    seals = (seal_of(journal.patient.uid, change), made.digest()[:16], voided.digest()[:16])
    before = journal.single("CHANGE_DIGEST", no=change.no - 1) or BEGINNING
    names = ("seal", "made", "voided", "digest")
    values = (*seals, linked(before, *seals))
    journal.update("CHANGE_SEAL", of_no=change.no, **dict(zip(names, values, strict=True)))


def seal_of(patient: bytes, change: Change) -> bytes:
    """16 bytes for the fields of a change of the patient with this id."""
    return digest_of(patient, *change[1:])


def linked(before: bytes, *seals: bytes) -> bytes:
    """The digest of a change: of the one before it and of its three seals."""
    digest: bytes = sha256(b"".join((before, *seals))).digest()
    return digest


def made_items(journal: Journal, kind: str, first: int, last: int) -> Iterator[tuple[int, bytes]]:
    """(change, bytes to seal) of what the changes from `first` to `last` made of a kind, in order.

    A row that was void as it was made says so; what voided it later does not count.
    """
    name, span = kind.upper(), {"first": first, "last": last}
    for change, digest, voided_by, reason, *_ in journal.query(f"{name}_MADE", **span):
        void = 0 < voided_by <= change
        yield change, digest + (b"%d%s" % (voided_by, _plain(reason)) if void else b"") + b"\n"
    if kind == "warning":
        for change, no, at, cause in journal.query("WARNING_WITHDRAWN", **span):
            yield change, b"%d %d%s\n" % (no, at, _plain(cause))


def voided_items(journal: Journal, kind: str, first: int, last: int) -> Iterator[tuple[int, bytes]]:
    """(change, bytes to seal) of the older rows that these changes voided at once, in order."""
    if kind == "warning":
        return
    rows = journal.query(f"{kind.upper()}_VOIDED_AT_ONCE", first=first, last=last)
    for change, digest, reason, *_ in rows:
        yield change, digest + _plain(reason) + b"\n"


def _plain(text: str | None) -> bytes:
    return ascii(text).encode("ascii")


def head(journal: Journal) -> bytes | None:
    """The digest of the newest change, which stands for the whole journal; None of an empty one."""
    digest: bytes | None = journal.single("CHANGE_DIGEST", no=journal.single("LAST_CHANGE") or 0)
    return digest
