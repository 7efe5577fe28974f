"""What a file says of a record: whether it can be true, and what of it hangs on what is here."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rehabtrack.domain.errors import RehabtrackError
from rehabtrack.domain.merging import Head
from rehabtrack.domain.words import clean_line
from rehabtrack.interchange.share_file import untrue
from rehabtrack.interchange.share_lines import REFERENCES, Shared
from rehabtrack.services.knowing import told_of
from rehabtrack.services.share_make import WORKED_OUT
from rehabtrack.storage.adopting import has_origin, numbers
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.rows import COLUMNS, columns_of, record_of


class Reading:
    """The records of one file, read for one journal; `maker` is as `take_records` has it."""

    def __init__(self, journal: Journal, maker: str | None) -> None:
        self._journal, self._maker = journal, maker
        self._numbers: dict[str, dict[bytes, int]] = {}

    def number(self, one: Shared) -> int | None:
        """The number that a record has here, None of one that is not here."""
        return self._numbered(one.kind).get(one.uid)

    def note(self, one: Shared, no: int) -> None:
        """Note the number of a record that is here from now on."""
        self._numbers[one.kind][one.uid] = no

    def as_far_as_here(self, one: Shared) -> Shared:
        """The record, its versions marked that tell of what is not here: it may come later."""
        heads = {}
        for stamp, head in one.known.heads.items():
            content = head.content or {}
            heads[stamp] = head._replace(
                withheld=head.withheld or self.misses(content),
                told=self._told(content),
                note=content.get("note"),
                partial=head.withheld and head.author == self._maker,
            )
        return one._replace(known=one.known._replace(heads=heads))

    def misses(self, content: Mapping[str, Any]) -> bool:
        """Whether a version tells of another record that is not here."""
        return any(
            content.get(name) is not None and not self._is_here(content, name)
            for name in REFERENCES
        )

    def _is_here(self, content: Mapping[str, Any], name: str) -> bool:
        return content[name] in self._numbered(REFERENCES[name])

    def _told(self, content: Mapping[str, Any]) -> int:
        """How much of what may be missing it will say here."""
        if "session" in content and not self._is_here(content, "session"):
            content = {**content, "session": None, "relation": None}
        return told_of(content)

    def can_stand(self, one: Shared, head: Head) -> bool:
        """Whether a record that is told for the first time says something, and what it hangs on
        is here.
        """
        if head.content is None:
            return False
        needed = {"note": "session", "addendum": "amends"}.get(one.kind)
        if needed is None:
            return True
        found: bool = head.content.get(needed) in self._numbered(REFERENCES[needed])
        return found

    def read(self, one: Shared, head: Head) -> tuple[Any, bytes | None]:
        """The record of a version, which checks itself, and its origin."""
        try:
            return self._record(one.kind, head.content)
        except (RehabtrackError, LookupError, TypeError, ValueError) as error:
            raise untrue(one.line) from error

    def _record(self, kind: str, content: Any) -> tuple[Any, bytes | None]:
        if not isinstance(content, Mapping):  # it lies here already
            origin = content[-1] if has_origin(kind) else None
            return record_of(kind, content), origin
        wanted = [name for name in COLUMNS[kind] if name not in WORKED_OUT]
        if sorted(content) != sorted(wanted):
            raise ValueError("other columns than the kind has")
        said = dict(content)
        for name, of in REFERENCES.items():
            if said.get(name) is not None:
                said[name] = self._numbered(of).get(said[name])
        if kind == "pain" and said["session"] is None:
            said["relation"] = None
        columns = tuple(said.get(name) for name in COLUMNS[kind])
        record, origin = record_of(kind, columns), said.get("origin")
        stored = dict(zip(COLUMNS[kind], columns_of(kind, record, origin), strict=True))
        spoken_in = record.moment.zone
        if any(stored[name] != said[name] for name in wanted) or spoken_in != clean_line(
            spoken_in, "zone"
        ):
            raise ValueError("not as it would be stored")
        return record, origin

    def _numbered(self, kind: str) -> dict[bytes, int]:
        if kind not in self._numbers:
            self._numbers[kind] = numbers(self._journal, kind)
        return self._numbers[kind]


def without_drafts(records: Iterable[Shared]) -> Iterator[Shared]:
    """The records of a file of somebody else's; raises ImportRefused at a note not signed.

    Such a one is handed to nobody; it is in files of one's own.
    """
    for one in records:
        if one.kind == "note" and not _is_signed(one):
            raise untrue(one.line)
        yield one


def can_be(one: Shared) -> bool:
    """Whether it is a record such as ours are, before its columns are looked at."""
    contents = [head.content for head in one.known.heads.values() if head.content is not None]
    if any(content.get(name) == one.uid for content in contents for name in REFERENCES):
        return False
    if one.kind == "addendum" or _is_signed(one):
        return len(one.known.heads) == 1 and not one.known.voids  # it stays for good
    return _is_written_by_somebody(one)


def _is_signed(one: Shared) -> bool:
    return any((head.content or {}).get("signed_at") for head in one.known.heads.values())


def _is_written_by_somebody(one: Shared) -> bool:
    """Whether its authors and reasons are such as ours are."""
    authors = (one.author, *(head.author for head in one.known.heads.values()))
    said = (*authors, *one.known.voids.values())
    try:
        return all(clean_line(each, "author") == each for each in said)
    except RehabtrackError:
        return False
