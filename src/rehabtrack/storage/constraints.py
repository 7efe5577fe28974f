"""What the tables refuse by themselves: named CHECKs, foreign keys and indexes to build them from.

Every CHECK is written so that a NULL cannot slip through: one that comes out NULL has passed.
"""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text


def check(name: str, condition: str) -> CheckConstraint:
    """A CHECK named for what it demands."""
    return CheckConstraint(condition, name=name)


def filled(*names: str) -> list[CheckConstraint]:
    """NOT NULL text columns that must hold more than spaces."""
    return [check(f"{name}_filled", f"length(trim({name})) > 0") for name in names]


def flag(name: str) -> CheckConstraint:
    """A NOT NULL column that is 0 or 1."""
    return check(f"{name}_flag", f"{name} IN (0, 1)")


def one_of(name: str, *words: str) -> CheckConstraint:
    """A column that holds one of these words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return check(f"{name}_known", f"{name} IN ({listed})")


def bytes16(name: str) -> CheckConstraint:
    """A NOT NULL column of exactly 16 bytes."""
    return check(f"{name}_bytes", f"length({name}) = 16")


def voided_with_reason() -> CheckConstraint:
    """A void carries its reason; a record brought back may carry why it was."""
    return check(
        "void_with_reason",
        "voided_by = 0 OR (voided_by > 0"
        " AND void_reason IS NOT NULL AND length(trim(void_reason)) > 0)",
    )


def envelope() -> list[CheckConstraint]:
    """What holds for the envelope of every record."""
    counted = [check(f"{name}_counted", f"{name} >= 1") for name in ("no", "version")]
    return [bytes16("id"), bytes16("digest"), *counted, *filled("author"), voided_with_reason()]


def moment() -> list[CheckConstraint]:
    """An instant cut to the minute, the width of its day if only that is known, its offset."""
    return [
        check("at_whole_minute", "at % 60000 = 0"),
        check("width_of_a_day", "width BETWEEN 0 AND 172800000 AND width % 60000 = 0"),
        check("offset_of_a_day", '"offset" BETWEEN -1439 AND 1439'),
    ]


def ends_later(*, event: bool = False) -> CheckConstraint:
    """An end, where there is one, is after the start; an event may end as it starts."""
    later = ">=" if event else ">"
    return check("ends_later", f"end_at IS NULL OR (end_at {later} at AND end_at % 60000 = 0)")


def minutes_of_a_day() -> CheckConstraint:
    """A length in minutes, where there is one."""
    return check("minutes_of_a_day", "minutes IS NULL OR minutes BETWEEN 1 AND 1440")


def origin_bytes() -> CheckConstraint:
    """The digest of a foreign row, where the record came from one."""
    return check("origin_bytes", "origin IS NULL OR length(origin) = 16")


def to_change() -> ForeignKeyConstraint:
    """The change that made the row."""
    return ForeignKeyConstraint(("patient_id", "change"), ("change.patient_id", "change.no"))


def to_session() -> ForeignKeyConstraint:
    """The massage session the row speaks of."""
    return ForeignKeyConstraint(("patient_id", "session"), ("massage.patient_id", "massage.no"))


def index(
    *columns: str, where: str | None = None, unique: bool = False, name: str | None = None
) -> Index:
    """An index named by the convention, unless that name is too long; `where` makes it partial."""
    if where is None:
        return Index(name, *columns, unique=unique)
    part: dict[str, Any] = {"sqlite_where": text(where), "postgresql_where": text(where)}
    return Index(name, *columns, unique=unique, **part)


def pressure_known() -> CheckConstraint:
    """A pressure, where there is one, is a known word."""
    return check("pressure_known", "pressure IS NULL OR pressure IN ('light', 'medium', 'deep')")


def note_length(name: str = "note") -> CheckConstraint:
    """A text, where there is one, is neither empty nor endless."""
    return check(f"{name}_length", f"{name} IS NULL OR length({name}) BETWEEN 1 AND 20000")
