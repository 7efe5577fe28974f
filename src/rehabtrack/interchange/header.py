"""Which cell of a row is what: the header of a table, held against the layout."""

from collections.abc import Sequence

from rehabtrack.domain.errors import ImportRefused, Refused
from rehabtrack.domain.words import folded, shortened
from rehabtrack.interchange.layout import FIELDS, Layout
from rehabtrack.interchange.sheet import DELIMITERS
from rehabtrack.interchange.suggesting import UnknownColumns, looks_like_values

_NEEDED = {"pain": ("at", "value"), "massage": ("at",)}
_OTHERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_LISTED = 12  # columns named in a refusal; ours


class Header:
    """The columns of one table.

    `places` is canonical name -> place of what the layout maps; `where` the place it filters by;
    `joined` the places of the cells that make up `at` where those are several, which is then the
    place behind the last.
    """

    def __init__(self, names: Sequence[str], layout: Layout, delimiter: str = ",") -> None:
        """Raises ImportRefused for another delimiter, a name that is there twice or missing."""
        self.names = names
        self._delimiter = delimiter
        self.joined: tuple[int, ...] = ()
        _refuse_other_delimiter(names)
        _refuse_twice(names)
        needed = _NEEDED[layout.kind]
        if not layout.columns and any(field not in names for field in needed):
            _refuse_unknown(names, FIELDS[layout.kind], needed)
        self.places = {
            field: self._place_of(field, layout.columns.get(field, field))
            for field in FIELDS[layout.kind]
            if field in layout.columns or field in names or field in needed
        }
        if layout.kind == "pain" and "site" not in self.places:
            self._refuse_no_site(layout)
        self.where = self.place(layout.where[0]) if layout.where else 0

    def mapped(self, row: Sequence[str]) -> dict[str, str]:
        """Canonical name -> cell, of the mapped cells of a row that are not empty."""
        return {
            field: row[place]
            for field, place in self.places.items()
            if place < len(row) and row[place]
        }

    def refuse_other_width(self, row: Sequence[str]) -> None:
        """Raises Refused for a row of more or fewer cells than the header."""
        if len(row) != len(self.names):
            raise Refused(
                f"The row has {len(row)} cells, the header {len(self.names)}.",
                f"Put a cell that holds a {DELIMITERS[self._delimiter]} in double quotes.",
            )

    def whole(self, row: Sequence[str]) -> Sequence[str]:
        """The row with the cells that make up `at` joined behind it."""
        return [*row, " ".join(filter(None, (row[place] for place in self.joined)))]

    def _place_of(self, field: str, column: str) -> int:
        if field == "at" and "+" in column and column not in self.names:
            self.joined = tuple(self.place(part.strip()) for part in column.split("+"))
            return len(self.names)
        return self.place(column, field)

    def place(self, column: str, field: str | None = None) -> int:
        """Where the column is; raises ImportRefused with the nearest one."""
        if column in self.names:
            return self.names.index(column)
        name_it = f" Name it: --map {field}=COLUMN" if field == column else ""
        raise ImportRefused(
            f'There is no column "{shortened(column)}".', self._choices(column) + name_it
        )

    def _refuse_no_site(self, layout: Layout) -> None:
        if layout.sites is not None:
            raise ImportRefused(
                "The table has no column of sites for --site-map.",
                f"{self._choices('site')} Name it: --map site=COLUMN",
            )
        if layout.site is None:
            raise ImportRefused(
                "The table does not say where it hurts.",
                "Give --site SITE, or name the column: --map site=COLUMN",
            )

    def _choices(self, column: str) -> str:
        from difflib import get_close_matches

        by_word = {folded(name): shortened(name) for name in self.names if name}
        near = get_close_matches(folded(column), by_word, n=1, cutoff=0.6)
        if near:
            return f"Did you mean {by_word[near[0]]}?"
        named = list(by_word.values())
        more = f" and {len(named) - _LISTED} more" if len(named) > _LISTED else ""
        return f"The columns are {', '.join(named[:_LISTED])}{more}."


def _refuse_other_delimiter(names: Sequence[str]) -> None:
    found = [word for character, word in _OTHERS.items() if character in names[0]]
    if len(names) == 1 and found:
        raise ImportRefused(
            f"The cells of this table are separated by {found[0]}, not by commas.",
            "Save it again as CSV with commas.",
        )


def _refuse_unknown(names: Sequence[str], fields: Sequence[str], needed: Sequence[str]) -> None:
    if looks_like_values(names):
        raise ImportRefused(
            "The table has no header: its first line holds values.",
            "Put the names of the columns above it.",
        )
    raise UnknownColumns(names, fields, needed)


def _refuse_twice(names: Sequence[str]) -> None:
    met: set[str] = set()
    for name in names:
        if name and name in met:
            raise ImportRefused(
                f'Two columns are named "{shortened(name)}".', "Rename one of them."
            )
        met.add(name)
