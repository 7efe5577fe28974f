"""Views for people who open the file with another tool: instants as spoken, values in words."""

from collections.abc import Callable, Mapping

from sqlalchemy import Table

from rehabtrack.domain.ids import LETTERS

_VALUE = (
    "CASE r.scale WHEN 'nrs' THEN r.value || '/10' WHEN 'vas' THEN r.value || '/100 mm'"
    " WHEN 'faces' THEN r.value || '/10 faces' ELSE CASE r.value WHEN 0 THEN 'none'"
    " WHEN 1 THEN 'weak' WHEN 2 THEN 'moderate' ELSE 'severe' END END"
)
#: Columns that read differently from how they are stored; an empty text leaves the column out.
_WORDS = {
    "width": "",
    "offset": "",
    "origin": "",
    "digest": "",
    "judged_at": "",
    "value": _VALUE,
    "session": "'m' || r.session",
    "amends": "'n' || r.amends",
    "counts": "CASE r.counts WHEN 1 THEN 'yes' ELSE 'no' END",
    "given": "CASE r.given WHEN 1 THEN 'yes' ELSE 'no' END",
    "refuses": "CASE r.refuses WHEN 1 THEN 'yes' ELSE 'no' END",
    "archived": "CASE r.archived WHEN 1 THEN 'yes' ELSE 'no' END",
}


def _sqlite_instant(column: str, offset: str) -> str:
    """ISO 8601 to the minute with the offset in minutes; NULL stays NULL."""
    local = f"({column} + {offset} * 60000) / 1000"
    if offset == "0":
        return f"strftime('%Y-%m-%dT%H:%M:%SZ', {column} / 1000, 'unixepoch')"
    return (
        f"strftime('%Y-%m-%dT%H:%M', {local}, 'unixepoch')"
        f" || CASE WHEN {offset} < 0 THEN '-' ELSE '+' END"
        f" || printf('%02d:%02d', abs({offset}) / 60, abs({offset}) % 60)"
    )


def _sqlite_day(column: str, offset: str) -> str:
    return f"strftime('%Y-%m-%d', ({column} + {offset} * 60000) / 1000, 'unixepoch')"


def _postgresql_utc(column: str, offset: str) -> str:
    return f"(to_timestamp(({column} + {offset} * 60000) / 1000) AT TIME ZONE 'UTC')"


def _postgresql_instant(column: str, offset: str) -> str:
    if offset == "0":
        return f"""to_char({_postgresql_utc(column, "0")}, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""
    return (
        f"""to_char({_postgresql_utc(column, offset)}, 'YYYY-MM-DD"T"HH24:MI')"""
        f" || CASE WHEN {offset} < 0 THEN '-' ELSE '+' END"
        f" || lpad((abs({offset}) / 60)::text, 2, '0')"
        f" || ':' || lpad((abs({offset}) % 60)::text, 2, '0')"
    )


def _postgresql_day(column: str, offset: str) -> str:
    return f"to_char({_postgresql_utc(column, offset)}, 'YYYY-MM-DD')"


Speak = Callable[[str, str], str]
_DIALECTS: dict[str, tuple[Speak, Speak]] = {
    "sqlite": (_sqlite_instant, _sqlite_day),
    "postgresql": (_postgresql_instant, _postgresql_day),
}


def readable_views(dialect: str, kinds: Mapping[str, Table]) -> list[str]:
    """One `<kind>_readable` view for each kind's table."""
    return [_view(kind, table, *_DIALECTS[dialect]) for kind, table in kinds.items()]


def _view(kind: str, table: Table, instant: Speak, day: Speak) -> str:
    offset = 'r."offset"'
    columns = {"patient": "p.name"}
    if kind in LETTERS:
        columns["id"] = f"'{LETTERS[kind]}' || r.no"
    for name in (column.name for column in table.c):
        if name in ("patient_id", "id", "no", "name" if kind == "patient" else "no"):
            continue
        if name == "at":
            at, whole_day = instant("r.at", offset), day("r.at", offset)
            columns[name] = f"CASE r.width WHEN 0 THEN {at} ELSE {whole_day} END"
        elif name == "recorded_at":
            columns[name] = instant("r.recorded_at", "0")
        elif name.endswith("_at") and name not in _WORDS:
            columns[name] = instant(f"r.{name}", offset)
        elif name in ("change", "voided_by"):
            columns[name] = f"CASE WHEN r.{name} > 0 THEN 'u' || r.{name} END"
        else:
            columns[name] = _WORDS.get(name, f'r."{name}"' if name == "limit" else f"r.{name}")
    listed = ",\n".join(f'\t{sql} AS "{name}"' for name, sql in columns.items() if sql)
    return (
        f"CREATE VIEW {kind}_readable AS\nSELECT\n{listed}\nFROM {kind} AS r\n"
        "JOIN patient AS p ON p.patient_id = r.patient_id"
    )
