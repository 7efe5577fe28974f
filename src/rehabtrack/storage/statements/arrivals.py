"""What came from elsewhere: which file a change took in, and what each version brought with it."""

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.sql.base import Executable

from rehabtrack.storage.schema import arrival, intake
from rehabtrack.storage.statements.parts import ONE, ZERO, massage, mine, pain

STATEMENTS: dict[str, Executable] = {}

for _table in (intake, arrival):
    _name = _table.name.upper()
    STATEMENTS[f"{_name}_INSERT"] = insert(_table)
    STATEMENTS[f"{_name}_LAST_NO"] = select(func.max(_table.c.no)).where(mine(_table))
STATEMENTS["INTAKES_OF_PERSON"] = (
    select(intake.c.patient_id, intake.c.change)
    .where(intake.c.person == bindparam("person"))
    .order_by(intake.c.patient_id, intake.c.no)
)
STATEMENTS["ARRIVALS_OF_RECORD"] = (
    select(arrival)
    .where(
        mine(arrival),
        arrival.c.kind == bindparam("kind"),
        arrival.c.record == bindparam("record"),
    )
    .order_by(arrival.c.version, arrival.c.no)
)
#: When a patient first rated her pain, by which two people tell whether they mean the same one.
STATEMENTS["FIRST_RATED_AT"] = (
    select(pain.c.at)
    .where(mine(pain), pain.c.voided_by == ZERO)
    .order_by(pain.c.at, pain.c.no)
    .limit(ONE)
    .offset(ZERO)
)
STATEMENTS["ONCE_IN_CONFLICT"] = (
    select(arrival.c.kind, arrival.c.record)
    .distinct()
    .where(mine(arrival), arrival.c.rival == ONE)
    .order_by(arrival.c.kind, arrival.c.record)
)
_pointing = massage.alias("pointing")
STATEMENTS["SAME_MASSAGES"] = (
    select(
        massage.c.no,
        massage.c.same,
        massage.c.given,
        massage.c.voided_by,
        massage.c.recorded_at,
        massage.c.id,
    )
    .where(
        mine(massage),
        massage.c.same.is_not(None)
        | massage.c.no.in_(
            select(_pointing.c.same).where(
                _pointing.c.patient_id == bindparam("patient_id"), _pointing.c.same.is_not(None)
            )
        ),
    )
    .order_by(massage.c.no)
)
