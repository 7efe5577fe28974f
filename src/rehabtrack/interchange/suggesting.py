"""Which columns of a table that was never seen may be meant: said to the person, never done."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.words import folded, shortened

_LISTED = 12  # columns named in a refusal; ours
#: Names that mean one thing, in any writing: `Pain Level`, `pain_level`, `Pain level (0-10)`; ours.
_MEANT = {
    "value": (
        *("pain", "pain level", "pain intensity", "pain severity", "pain score", "pain rating"),
        *("intensity", "severity", "score"),
    ),
    "site": ("location", "body part", "site", "pain location"),
    "note": ("note", "notes", "comment", "comments"),
    "date": ("date",),
    "time": ("time",),
    "at": ("at", "datetime", "date time", "timestamp", "date and time"),
}
_BEHIND = re.compile(r"\s*\([^()]*\)$")
#: What may stand behind the name of a value: anything else may be another scale, or the worst.
_OF_TEN = re.compile(r"\((?:[01] ?(?:-|\u2013|to) ?10|/10)\)$")
_IS_VALUE = re.compile(r"[0-9]{1,4}(?:[./-][0-9]{1,2}[./-][0-9]{1,4}.*|[.,][0-9]+)?")


class UnknownColumns(ImportRefused):
    """A table without the columns it must have; `mapping` is what --map may say of it."""

    def __init__(self, names: Sequence[str], fields: Sequence[str], needed: Sequence[str]) -> None:
        """`fields` are the canonical names that it may have, `needed` those that it must."""
        missing = [field for field in needed if field not in names]
        form = ",".join(f"{field}=COLUMN" for field in missing)
        listed = ", ".join([shortened(name) for name in names if name][:_LISTED])
        more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
        super().__init__(
            f'There is no column "{missing[0]}".',
            f"The columns are {listed}{more}. Name the one that is meant: --map {form}",
        )
        self.mapping = _mapping(names, fields, needed)


def looks_like_values(names: Sequence[str]) -> bool:
    """Whether the first row holds a date or a number: what a person noted, and no header."""
    return any(_IS_VALUE.fullmatch(name) for name in names)


def _mapping(names: Sequence[str], fields: Sequence[str], needed: Sequence[str]) -> str:
    """`at=Date+Time,value=Pain Level`, COLUMN for what is missing; empty where no name helps."""
    found = {field: _at(names) if field == "at" else _named(names, field) for field in fields}
    meant = {field: found[field] for field in fields if field not in names}
    parts = [
        f"{field}={column or 'COLUMN'}"
        for field, column in meant.items()
        if column or field in needed
    ]
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(parts)
    return line.getvalue() if any(meant.values()) else ""


def _at(names: Sequence[str]) -> str | None:
    """The one column of both, else that of dates, with that of times if there is one."""
    whole, date, time = (list(_all_named(names, field)) for field in ("at", "date", "time"))
    if len(whole) + len(date) != 1:
        return None
    return f"{date[0]}+{time[0]}" if date and len(time) == 1 else (whole or date)[0]


def _named(names: Sequence[str], field: str) -> str | None:
    found = list(_all_named(names, field))
    return found[0] if len(found) == 1 else None


def _all_named(names: Sequence[str], field: str) -> Iterator[str]:
    meant = _MEANT.get(field, ())
    return (
        name
        for name in names
        if _plain(name) in meant
        and (field != "value" or not _BEHIND.search(name) or _OF_TEN.search(name))
    )


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\s_/-]+", _BEHIND.sub("", folded(name))))
