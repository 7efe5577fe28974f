"""What files of ours are made of, whatever their format: journals, and what each table has of them.

What they tell of their making is the same as well: docs/jsonl.md and docs/csv.md describe it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from msgspec import Meta, MsgspecError, Struct

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.named import Named
from rehabtrack.interchange.spelling import Cells, Column, read_bytes, read_uuid, uuid_text

#: The version of these formats; a reader refuses one that is newer.
FORMAT = 1
#: Whole numbers that every reader of JSON keeps whole (RFC 8259, 2017, section 6).
Whole = Annotated[int, Meta(ge=-(2**53) + 1, le=2**53 - 1)]
#: What reading JSON raises, that of more depth than Python has too.
UNREADABLE = (MsgspecError, UnicodeError, RecursionError)
#: The columns of each table, in an order in which none points to one that comes later.
Tables = Mapping[str, Sequence[Column]]


class Making(Named):
    """When a file was made (ISO 8601, UTC), by whom and by which version of the program."""

    made_at: str
    made_by: str
    program: str


class Head(Struct, forbid_unknown_fields=True):
    """The number of a journal's newest change, and its digest in hex."""

    change: Whole
    digest: str


class Journal(Struct, forbid_unknown_fields=True):
    """Whose journal it is, by her identity as a UUID, and the change that it ends with."""

    journal: str
    erased: bool
    head: Head


class Whose(Named):
    """Whose journal follows: her own identity, whether she was erased, her newest change.

    `head` is its number and its digest (32 bytes).
    """

    uid: bytes
    erased: bool
    head: tuple[int, bytes]

    def told(self) -> "Journal":
        """As a file tells it."""
        change, digest = self.head
        return Journal(uuid_text(self.uid), self.erased, Head(change, digest.hex()))

    @classmethod
    def of(cls, told: "Journal") -> "Whose":
        """What a file tells; ValueError for what is no identity or digest."""
        head = (told.head.change, read_bytes(told.head.digest))
        return cls(read_uuid(told.journal), told.erased, head)


class Held(Named):
    """What there is in one table of one patient, or with None of a file; to be read at once."""

    table: str
    uid: bytes | None
    rows: Iterator[Cells]


Part = Whose | Held


def damaged(sentence: str) -> ImportRefused:
    """What is said of a file that is not as it was written."""
    return ImportRefused(sentence, "Nothing was stored; take the file anew from where it was made.")


def newer() -> ImportRefused:
    """What is said of a file that a newer program wrote."""
    return ImportRefused(
        "The file was made by a newer rehabtrack.", "Nothing was stored; install the newer one."
    )
