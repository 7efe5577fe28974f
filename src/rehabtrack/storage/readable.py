"""Views for people who open the file with another tool: instants as spoken, values in words.

Every command reads the whole schema before its first statement, so a view says little: a column
that reads as it is stored is only named, and each other one is one expression.
"""

from collections.abc import Callable, Mapping

from sqlalchemy import Table

from rehabtrack.domain.ids import LETTERS
from rehabtrack.storage.columns import QUOTED

_VALUE = (
    "CASE scale WHEN 'vrs' THEN CASE value WHEN 0 THEN 'none' WHEN 1 THEN 'weak'"
    " WHEN 2 THEN 'moderate' ELSE 'severe' END ELSE value || CASE scale WHEN 'nrs' THEN '/10'"
    " WHEN 'vas' THEN '/100 mm' ELSE '/10 faces' END END"
)
#: Columns that are not shown: a key, a part of what another one says, or for the program alone.
_LEFT_OUT = ("patient_id", "id", "no", "width", "offset", "origin", "digest", "judged_at")
#: Columns that read differently from how they are stored, apart from instants.
_WORDS = {
    "change": "'u' || change",
    "voided_by": "'u' || nullif(voided_by, 0)",
    "value": _VALUE,
    "session": "'m' || session",
    "amends": "'n' || amends",
    **{
        flag: f"CASE {flag} WHEN 1 THEN 'yes' ELSE 'no' END"
        for flag in ("counts", "given", "refuses", "archived")
    },
}


def _sqlite_instant(column: str) -> str:
    """ISO 8601 to the minute with the offset it was spoken in, 22 characters; NULL stays NULL."""
    local = f"""strftime('%Y-%m-%dT%H:%M', ({column} + "offset" * 60000) / 1000, 'unixepoch')"""
    sign = """iif("offset" < 0, '-%H:%M', '+%H:%M')"""
    return f"""{local} || strftime({sign}, abs("offset") * 60, 'unixepoch')"""


def _sqlite_recorded(column: str) -> str:
    return f"strftime('%Y-%m-%dT%H:%M:%SZ', {column} / 1000, 'unixepoch')"


def _postgresql_utc(milliseconds: str) -> str:
    return f"(to_timestamp({milliseconds} / 1000) AT TIME ZONE 'UTC')"


def _postgresql_instant(column: str) -> str:
    local = _postgresql_utc(f'({column} + "offset" * 60000)')
    return (
        f"""to_char({local}, 'YYYY-MM-DD"T"HH24:MI')"""
        """ || CASE WHEN "offset" < 0 THEN '-' ELSE '+' END"""
        """ || lpad((abs("offset") / 60)::text, 2, '0')"""
        """ || ':' || lpad((abs("offset") % 60)::text, 2, '0')"""
    )


def _postgresql_recorded(column: str) -> str:
    return f"""to_char({_postgresql_utc(column)}, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""


Speak = Callable[[str], str]
_DIALECTS: dict[str, tuple[Speak, Speak]] = {
    "sqlite": (_sqlite_instant, _sqlite_recorded),
    "postgresql": (_postgresql_instant, _postgresql_recorded),
}


def readable_views(dialect: str, kinds: Mapping[str, Table]) -> list[str]:
    """One `<kind>_readable` view for each kind's table."""
    views = [_view(kind, table, *_DIALECTS[dialect]) for kind, table in kinds.items()]
    if dialect == "postgresql":  # with the eyes of who asks, not of who made the view
        return [view.replace(" AS\n", " WITH (security_invoker = true) AS\n", 1) for view in views]
    return views


def _view(kind: str, table: Table, instant: Speak, recorded: Speak) -> str:
    listed = ["patient"]
    if kind in LETTERS:
        listed.append(f"'{LETTERS[kind]}' || no AS id")
    for name in (column.name for column in table.c if column.name not in _LEFT_OUT):
        if name == "at":
            # a day is what its instant begins with
            listed.append(
                f"substr({instant(name)}, 1, CASE width WHEN 0 THEN 22 ELSE 10 END) AS at"
            )
        elif name == "recorded_at":
            listed.append(f"{recorded(name)} AS {name}")
        elif name.endswith("_at"):
            listed.append(f"{instant(name)} AS {name}")
        elif name in _WORDS:
            listed.append(f"{_WORDS[name]} AS {name}")
        elif (kind, name) != ("patient", "name"):
            listed.append(f'"{name}"' if name in QUOTED else name)
    columns = ",\n".join(f"\t{column}" for column in listed)
    return (
        f"CREATE VIEW {kind}_readable AS\nSELECT\n{columns}\nFROM {kind}\n"  # noqa: S608 - our names
        "JOIN (SELECT patient_id, name AS patient FROM patient) AS who USING (patient_id)"
    )
