"""Which rows of an import are new to a journal: those of no record that is there, each once."""

from collections.abc import Iterator, Mapping, Sequence

from rehabtrack.domain.ids import is_uid
from rehabtrack.interchange.items import origin_of
from rehabtrack.services.staged import Columns, content_of, link_of
from rehabtrack.storage.adopting import holds
from rehabtrack.storage.journal import ENVELOPE, Journal
from rehabtrack.storage.rows import COLUMNS, SAYING

#: The kinds of which a session feels the first and the last.
_FELT = {"pain": "at", "massage": "judged_at"}


def _there(journal: Journal | None, kind: str) -> dict[bytes, int]:
    """What a journal's records say by their origins, but for those that an undo made void."""
    if journal is None:
        return {}
    found = journal.query(f"{kind.upper()}_ORIGINS")
    return {origin: hash(tuple(said)) for origin, by, *said in found if by != "undo"}


class NewRows:
    """The columns of a patient's rows that are not there already, in order of time, once.

    Meanwhile it counts them, keeps the first and the last that a session can feel, and what stood
    in the file where a record cannot hold it: (how manieth, text).
    """

    def __init__(self, journal: Journal | None, kind: str, rows: Iterator[Columns]) -> None:
        self.added = 0
        self._journal, self._kind = journal, kind
        self.already_there = 0
        self.otherwise = 0
        self.ends: Sequence[Columns] = ()
        self.originals: list[tuple[int, str]] = []
        self._there = _there(journal, kind)
        self._numbers: dict[bytes, int] | None = None
        self._rows = self._new(rows)
        names = COLUMNS[kind]
        self._saying = [names.index(name) for name in SAYING.get(kind, ())]
        self._counts = names.index("counts") if kind == "pain" else 0
        self._felt_at = names.index(_FELT[kind]) if kind in _FELT else None

    def __iter__(self) -> Iterator[Columns]:
        return self._rows

    def _new(self, rows: Iterator[Columns]) -> Iterator[Columns]:
        now = None
        equals: dict[tuple[int, bytes], int] = {}  # of this instant, by file and identity
        met: set[bytes] = set()
        for _, at, file, identity, content, original, link in rows:
            if at != now:
                now = at
                equals.clear()
                met.clear()
            # Those passed over count: other options may take them.
            nth = equals[file, identity] = equals.get((file, identity), 0) + 1
            if content is None:
                continue
            origin = origin_of(identity, nth)
            if origin in met or origin in self._there or self._is_record(origin):
                self.already_there += 1
                self.otherwise += self._stands_otherwise(origin, at, content)
                continue
            met.add(origin)
            self.added += 1
            if original is not None:
                self.originals.append((self.added, original))
            columns = (at, *content_of(content), origin)
            if link is not None:
                columns = self._linked(columns, *link_of(link))
            self._feel(columns)
            yield columns

    def _linked(self, columns: Columns, massage: bytes, relation: str) -> Columns:
        """The columns of a rating with its massage, where that is here or came before it."""
        no = self._massages().get(massage)
        if no is None:
            return columns
        said = dict(zip(COLUMNS["pain"], columns, strict=True))
        return tuple((said | {"session": no, "relation": relation}).values())

    def _massages(self) -> Mapping[bytes, int]:
        """The numbers of the massages that stand, by their own ids and those they came with."""
        if self._numbers is None:
            entry, origin = len(ENVELOPE), COLUMNS["massage"].index("origin")
            rows = self._journal.query("MASSAGE_ROWS") if self._journal else ()
            stand = [row for row in rows if not row[ENVELOPE.index("voided_by")]]
            self._numbers = {row[entry + origin]: row[2] for row in stand}
            self._numbers |= {row[1]: row[2] for row in stand}
        return self._numbers

    def _stands_otherwise(self, origin: bytes, at: int, content: bytes) -> bool:
        """Whether the record that came from the row says another time or value than the row now."""
        if origin not in self._there:
            return False
        columns = (at, *content_of(content))
        return self._there[origin] != hash((at, *(columns[place] for place in self._saying)))

    def _is_record(self, origin: bytes) -> bool:
        """Whether it is the id of a record that is here: one of ours that comes back."""
        return (
            self._journal is not None
            and is_uid(origin)
            and holds(self._journal, self._kind, origin)
        )

    def _feel(self, columns: Columns) -> None:
        place = self._felt_at
        if place is None or (self._counts and not columns[self._counts]):
            return
        first, last = self.ends or (columns, columns)
        if columns[place] < first[place]:
            first = columns
        if columns[place] >= last[place]:
            last = columns
        self.ends = (first, last)
