"""What is done alike to the records of every kind, and how they are sealed and exported."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.sql.base import Executable

from rehabtrack.storage.rows import SAYING
from rehabtrack.storage.schema import (
    CONTENT,
    KINDS,
    VERSIONS,
    change,
)
from rehabtrack.storage.statements.parts import ONE, ZERO, mine, this

TIMED = [kind for kind in KINDS if "at" in KINDS[kind].c]


def of_one_kind(kind: str) -> Iterator[tuple[str, Executable]]:
    """What is done alike to the records of every kind: insert, read, version, void."""
    table, version = KINDS[kind], VERSIONS[kind]
    columns = [column.name for column in table.c]
    yield "INSERT", insert(table)
    yield "BY_NO", select(table).where(mine(table), table.c.no == bindparam("no"))
    yield "LAST_NO", select(func.max(table.c.no)).where(mine(table))
    yield "IDS", select(table.c.id, table.c.no).where(mine(table))
    yield (
        "VERSIONS",
        select(version)
        .where(mine(version), version.c.no == bindparam("no"))
        .order_by(version.c.version),
    )
    yield (
        "KEEP_VERSION",
        insert(version).from_select(
            columns,
            select(table).where(this(table)),
        ),
    )
    changing = ["version", "change", "voided_by", "void_reason", "digest", *CONTENT[kind]]
    yield "UPDATE", update(table).where(this(table)).values({c: bindparam(c) for c in changing})
    voiding: dict[str, ColumnElement[Any]] = {
        "voided_by": bindparam("voided_by"),
        "void_reason": bindparam("void_reason"),
    }
    unsigned = [table.c.signed_at.is_(None)] if "signed_at" in table.c else []
    if kind != "addendum":  # it stays, as does a signed note
        yield (
            "VOID_MADE_BY",
            update(table)
            .where(
                table.c.patient_id == bindparam("of_patient"),
                table.c.change == bindparam("of_change"),
                table.c.version == ONE,
                table.c.voided_by == ZERO,
                *unsigned,
            )
            .values(voiding),
        )
    yield (
        "UNVOID",
        update(table)
        .where(
            table.c.patient_id == bindparam("of_patient"),
            table.c.voided_by == bindparam("of_change"),
            table.c.voided_by > ZERO,
            table.c.change < bindparam("of_change"),
        )
        .values(voiding),
    )
    yield (
        "MADE_BY",
        select(table)
        .where(mine(table), table.c.change == bindparam("change"))
        .order_by(table.c.no),
    )
    yield (
        "ONCE_MADE_BY",
        select(version.c.no).where(mine(version), version.c.change == bindparam("change")),
    )
    yield (
        "VOIDED_BY",
        select(table)
        .where(mine(table), table.c.voided_by == bindparam("change"), table.c.voided_by > ZERO)
        .order_by(table.c.no),
    )


def sealed_rows(kind: str) -> Iterator[tuple[str, Executable]]:
    """What changes made of a kind and voided at once, and all there is, of both its tables."""
    table, version = KINDS[kind], VERSIONS[kind]
    yield "MADE", made_between(table, table.c.version, table.c.void_reason)
    yield "VERSION_MADE", made_between(version, version.c.version, version.c.void_reason)
    yield "VOIDED_AT_ONCE", voided_between(table, table.c.void_reason)
    yield "VERSION_VOIDED_AT_ONCE", voided_between(version, version.c.void_reason)
    yield "ROWS", select(table).where(mine(table)).order_by(table.c.no)
    yield (
        "VERSION_ROWS",
        select(version).where(mine(version)).order_by(version.c.no, version.c.version),
    )


def made_between(
    table: Table, version: ColumnElement[Any], reason: ColumnElement[Any]
) -> Executable:
    """What the changes from `first` to `last` made, in the order in which they seal it."""
    voided_by = table.c.voided_by if "voided_by" in table.c else ZERO
    several = [version] if table in VERSIONS.values() else []
    return (
        select(table.c.change, table.c.no, version, table.c.digest, voided_by, reason)
        .where(mine(table), table.c.change.between(bindparam("first"), bindparam("last")))
        .order_by(table.c.change, table.c.no, *several)
    )


def voided_between(table: Table, reason: ColumnElement[Any]) -> Executable:
    """The older rows that the changes from `first` to `last` voided at once, in that order."""
    return (
        select(table.c.voided_by, table.c.change, table.c.no, table.c.digest, reason)
        .where(
            mine(table),
            table.c.voided_by.between(bindparam("first"), bindparam("last")),
            table.c.voided_by > ZERO,
            table.c.change < table.c.voided_by,
        )
        .order_by(table.c.voided_by, table.c.change, table.c.no)
    )


def of_one_timed_kind(kind: str) -> Iterator[tuple[str, Executable]]:
    """The records of a kind whose instant lies in [since, until), void ones as told."""
    table = KINDS[kind]
    yield (
        "BETWEEN",
        select(table)
        .where(
            mine(table),
            table.c.at >= bindparam("since"),
            table.c.at < bindparam("until"),
            table.c.voided_by <= bindparam("voided_up_to"),
        )
        .order_by(table.c.at, table.c.no),
    )


def of_one_imported_kind(kind: str) -> Iterator[tuple[str, Executable]]:
    """The foreign rows from which records of a patient came, and what voided each."""
    table = KINDS[kind]
    said = [table.c[name] for name in SAYING.get(kind, ())]
    yield "NO_OF_ID", select(table.c.no).where(mine(table), table.c.id == bindparam("id"))
    yield (
        "ORIGINS",
        select(table.c.origin, change.c.action, table.c.at, *said)
        .select_from(
            table.outerjoin(
                change,
                and_(
                    change.c.patient_id == table.c.patient_id,
                    change.c.no == table.c.voided_by,
                ),
            )
        )
        .where(mine(table), table.c.origin.is_not(None)),
    )


STATEMENTS: dict[str, Executable] = {}
for _kind in KINDS:
    _parts = [*of_one_kind(_kind), *sealed_rows(_kind)]
    _parts += of_one_timed_kind(_kind) if _kind in TIMED else []
    _parts += of_one_imported_kind(_kind) if "origin" in KINDS[_kind].c else []
    STATEMENTS |= {f"{_kind.upper()}_{name}": statement for name, statement in _parts}
