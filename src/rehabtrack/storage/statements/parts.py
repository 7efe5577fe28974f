"""What statements of every subject are made of."""

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    literal_column,
    or_,
)
from sqlalchemy.sql.base import Executable

from rehabtrack.storage.schema import (
    KINDS,
)

ZERO: ColumnElement[int] = literal_column("0")
ONE: ColumnElement[int] = literal_column("1")
NULL: ColumnElement[None] = literal_column("NULL")

pain = KINDS["pain"]
massage = KINDS["massage"]
patient = KINDS["patient"]


def mine(table: Table) -> ColumnElement[bool]:
    """The rows of one patient."""
    return table.c.patient_id == bindparam("patient_id")


def this(table: Table) -> ColumnElement[bool]:
    """One record of one patient, in a statement that sets columns."""
    return and_(
        table.c.patient_id == bindparam("of_patient"),
        table.c.no == bindparam("of_no"),
    )


def newest_first(
    statement: Select[*tuple[object, ...]], *order: ColumnElement[object]
) -> Executable:
    """The first row by `order`, falling; the offset keeps SQLite's compiler from adding its own."""
    falling = [column.desc() for column in order]
    return statement.order_by(*falling).limit(ONE).offset(ZERO)


#: A rating that the rule hears.
heard = and_(pain.c.counts == ONE, pain.c.voided_by == ZERO)
# What a session may disown, the rating after it, must not hide what came before.
no_outcome = or_(pain.c.relation.is_(None), pain.c.relation != literal_column("'after'"))
given = and_(mine(massage), massage.c.given == ONE, massage.c.voided_by == ZERO)
