"""What the rules read: of one patient, in order of time."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    select,
)
from sqlalchemy.sql.base import Executable

from rehabtrack.storage.schema import (
    KINDS,
)
from rehabtrack.storage.statements.parts import (
    ONE,
    ZERO,
    given,
    heard,
    massage,
    mine,
    newest_first,
    no_outcome,
    pain,
)

STATEMENTS: dict[str, Executable] = {}
READING = (
    pain.c.at,
    pain.c.width,
    pain.c.site,
    pain.c.scale,
    pain.c.value,
    pain.c.recall,
    pain.c.no,
    pain.c.version,
    case((pain.c.relation == literal_column("'after'"), pain.c.session), else_=ZERO),
)
_counting = and_(mine(pain), heard)
STATEMENTS["READINGS"] = (
    select(*READING)
    .where(_counting, pain.c.at > bindparam("after"), pain.c.at <= bindparam("until"))
    .order_by(pain.c.at, pain.c.no)
)


# What figures and pictures are made of beside: ratings of every site, the massages not given, and
# how many ratings and massages are void.
def _in_span(table: Table) -> ColumnElement[bool]:
    span = (table.c.at >= bindparam("since"), table.c.at < bindparam("until"))
    return and_(mine(table), *span)


STATEMENTS["RATED"] = (
    select(
        *READING,
        *(pain.c.offset, pain.c.recorded_at, pain.c.counts),
        case((pain.c.origin.is_(None), ZERO), else_=ONE),
    )
    .where(_in_span(pain), pain.c.voided_by == ZERO)
    .order_by(pain.c.at, pain.c.no)
)
STATEMENTS["SKIPPED"] = (
    select(massage.c.at, massage.c.width, massage.c.offset, massage.c.zone, massage.c.because)
    .where(_in_span(massage), massage.c.given == ZERO, massage.c.voided_by == ZERO)
    .order_by(massage.c.at, massage.c.no)
)
for _table in (pain, massage):
    STATEMENTS[f"{_table.name.upper()}_VOID"] = select(func.count()).where(
        _in_span(_table), _table.c.voided_by != ZERO
    )
# What a record is refused for, apart from what the tables refuse by themselves.
STATEMENTS["PAIN_SAID"] = (
    select(
        pain.c.no,
        pain.c.counts,
        pain.c.site,
        pain.c.scale,
        pain.c.value,
        pain.c.recall,
        pain.c.relation,
        pain.c.note,
    )
    .where(mine(pain))
    .order_by(pain.c.no)
)
STATEMENTS["MASSAGE_SAID"] = (
    select(
        massage.c.given,
        massage.c.minutes,
        massage.c.areas,
        massage.c.techniques,
        massage.c.pressure,
        massage.c.therapist,
        massage.c.because,
        massage.c.note,
        massage.c.same,
    )
    .where(mine(massage))
    .order_by(massage.c.no)
)
STATEMENTS["LAST_READING_AT"] = select(func.max(pain.c.at)).where(
    _counting, pain.c.at <= bindparam("until"), no_outcome
)
STATEMENTS["NEXT_READING_AT"] = select(func.min(pain.c.at)).where(
    _counting,
    pain.c.at > bindparam("after"),
    no_outcome,
)
STATEMENTS["NEWEST_PAIN"] = newest_first(
    select(pain).where(mine(pain), pain.c.voided_by == ZERO), pain.c.at, pain.c.no
)
STATEMENTS["PAIN_OF_SESSION"] = (
    select(pain)
    .where(
        mine(pain),
        pain.c.session == bindparam("session"),
        pain.c.session.is_not(None),
        pain.c.voided_by == ZERO,
    )
    .order_by(pain.c.at, pain.c.no)
)

STATEMENTS["SESSIONS"] = (
    select(massage.c.no, massage.c.at, massage.c.width, massage.c.offset, massage.c.zone)
    .where(
        given,
        massage.c.judged_at >= bindparam("since"),
        massage.c.judged_at <= bindparam("until"),
    )
    .order_by(massage.c.judged_at, massage.c.no)
)
STATEMENTS["SESSION_FROM"] = (
    select(massage.c.no)
    .where(given, massage.c.judged_at >= bindparam("since"))
    .order_by(massage.c.judged_at, massage.c.no)
    .limit(ONE)
    .offset(ZERO)
)
STATEMENTS["SESSION_BEFORE"] = newest_first(
    select(massage.c.no, massage.c.at, massage.c.width).where(
        given,
        massage.c.judged_at <= bindparam("until"),
        massage.c.no != bindparam("no"),
    ),
    massage.c.judged_at,
    massage.c.no,
)
for _kind in ("phase", "policy"):
    _table = KINDS[_kind]
    STATEMENTS[f"{_kind.upper()}_STANDING"] = (
        select(_table)
        .where(mine(_table), _table.c.voided_by == ZERO)
        .order_by(_table.c.at, _table.c.no)
    )

# What the rules read of them, without the rest.
_phase, _clearance, _policy = KINDS["phase"], KINDS["clearance"], KINDS["policy"]
_redflag = KINDS["redflag"]
is_flag = _redflag.c.code != literal_column("'none'")
READ = {
    "PHASE_SPANS": (
        *(_phase.c.no, _phase.c.kind, _phase.c.at, _phase.c.end_at),
        _phase.c.course_done_at,
    ),
    "OPINIONS": (
        *(_clearance.c.no, _clearance.c.version, _clearance.c.doctor, _clearance.c.refuses),
        *(_clearance.c.at, _clearance.c.end_at, _clearance.c.areas),
    ),
    "FLAGS": (
        *(_redflag.c.no, _redflag.c.version, _redflag.c.code, _redflag.c.at),
        _redflag.c.assessed_at,
    ),
    "POLICIES": (_policy.c.at, _policy.c.limit, _policy.c.hours, _policy.c.on_advice_of),
}
for _name, _columns in READ.items():
    _table = _columns[0].table
    STATEMENTS[_name] = (
        select(*_columns)
        .where(mine(_table), _table.c.voided_by == ZERO)
        .order_by(_table.c.at, _table.c.no)
    )
STATEMENTS["FLAGS"] = STATEMENTS["FLAGS"].where(is_flag)  # type: ignore[attr-defined]


def _moment(table: Table) -> tuple[ColumnElement[Any], ...]:
    """When a record was, as it was spoken."""
    return table.c.at, table.c.width, table.c.offset, table.c.zone


# Those that are open now, of one patient or of all from `first` to `last`.
STATEMENTS["OPEN_FLAGS"] = (
    select(_redflag.c.patient_id, _redflag.c.no, _redflag.c.code, *_moment(_redflag))
    .where(
        _redflag.c.patient_id.between(bindparam("first"), bindparam("last")),
        _redflag.c.assessed_at.is_(None),
        _redflag.c.voided_by == ZERO,
        is_flag,
    )
    .order_by(_redflag.c.patient_id, _redflag.c.at, _redflag.c.no)
)

# The signs whose question was not answered since and for a time since, in the same way.
_symptom = KINDS["symptom"]
STATEMENTS["OPEN_QUESTIONS"] = (
    select(
        *(_symptom.c.patient_id, _symptom.c.no, _symptom.c.sign, _symptom.c.site),
        *_moment(_symptom),
    )
    .where(
        _symptom.c.patient_id.between(bindparam("first"), bindparam("last")),
        _symptom.c.asks.is_not(None),
        _symptom.c.voided_by == ZERO,
        ~exists(
            select(ONE).where(
                _redflag.c.patient_id == _symptom.c.patient_id,
                _redflag.c.recorded_at >= _symptom.c.recorded_at,
                _redflag.c.at + _redflag.c.width >= _symptom.c.at,
                _redflag.c.voided_by == ZERO,
            )
        ),
    )
    .order_by(_symptom.c.patient_id, _symptom.c.at, _symptom.c.no)
)
