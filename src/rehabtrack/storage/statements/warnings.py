"""Warnings and the answers to them."""

from sqlalchemy import (
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.sql.base import Executable

from rehabtrack.storage.schema import (
    answer,
    arrival,
    intake,
    warning,
)
from rehabtrack.storage.statements.parts import NULL, ONE, ZERO, massage, mine, this
from rehabtrack.storage.statements.records import made_between, voided_between

STATEMENTS: dict[str, Executable] = {}
FINDING = (
    warning.c.rule,
    warning.c.rule_version,
    warning.c.status,
    warning.c.reason,
    warning.c.category,
    warning.c.limit,
    warning.c.hours,
    warning.c.on_advice_of,
    warning.c.evidence,
    warning.c.until_at,
)
was_answered = exists(
    select(ONE).where(
        answer.c.patient_id == warning.c.patient_id,
        answer.c.thread == warning.c.thread,
        answer.c.voided_by == ZERO,
    )
)
_began = warning.alias("began")
# Whether an import began its thread, which most warnings do themselves.
was_seen = case(
    (warning.c.thread == warning.c.no, warning.c.how == literal_column("'import'")),
    else_=exists(
        select(ONE).where(
            _began.c.patient_id == warning.c.patient_id,
            _began.c.no == warning.c.thread,
            _began.c.how == literal_column("'import'"),
        )
    ),
).label("seen")
is_unverified = warning.c.status == literal_column("'unverified'")
_warning_whole = select(
    *(column for column in warning.c if column.name != "digest"),
    was_answered.label("answered"),
    was_seen,
)

STATEMENTS["WARNING_INSERT"] = insert(warning)
STATEMENTS["WARNING_LAST_NO"] = select(func.max(warning.c.no)).where(mine(warning))
STATEMENTS["WARNING_BY_NO"] = _warning_whole.where(mine(warning), warning.c.no == bindparam("no"))
STATEMENTS["WARNINGS_OF_SESSION"] = _warning_whole.where(
    mine(warning), warning.c.session == bindparam("session")
).order_by(warning.c.no)
STATEMENTS["WARNINGS_RAISED"] = _warning_whole.where(
    mine(warning),
    warning.c.raised_at >= bindparam("since"),
    warning.c.raised_at < bindparam("until"),
).order_by(warning.c.raised_at, warning.c.no)
# Told apart by counting, not grouped: a group would have them all sorted first. What was answered
# is read once, not sought for each.
_answered = select(answer.c.thread).where(mine(answer), answer.c.voided_by == ZERO)
STATEMENTS["UNANSWERED"] = select(
    func.count(),
    func.count().filter(is_unverified),
    func.count(case((was_seen.element, ONE))).filter(~is_unverified),
).where(
    mine(warning),
    warning.c.withdrawn_by == ZERO,
    warning.c.thread.not_in(_answered),
)
_judged_then = select(massage.c.no).where(
    mine(massage),
    massage.c.judged_at >= bindparam("since"),
    massage.c.judged_at <= bindparam("until"),
)
STATEMENTS["WARNINGS_OF_SESSIONS"] = _warning_whole.where(
    mine(warning), warning.c.session.in_(_judged_then)
).order_by(warning.c.session, warning.c.no)
STATEMENTS["STANDING_FINDINGS"] = (
    select(warning.c.session, warning.c.no, *FINDING)
    .where(mine(warning), warning.c.withdrawn_by == ZERO)
    .order_by(warning.c.raised_at, warning.c.no)
)
for _table in (answer, intake, arrival, warning):
    _name = _table.name.upper()
    STATEMENTS[f"{_name}_MADE"] = made_between(_table, ONE, NULL)
    STATEMENTS[f"{_name}_ROWS"] = select(_table).where(mine(_table)).order_by(_table.c.no)
STATEMENTS["ANSWER_VOIDED_AT_ONCE"] = voided_between(answer, NULL)
STATEMENTS["WARNING_WITHDRAWN"] = (
    select(warning.c.withdrawn_by, warning.c.no, warning.c.withdrawn_at, warning.c.cause)
    .where(
        mine(warning),
        warning.c.withdrawn_by.between(bindparam("first"), bindparam("last")),
    )
    .order_by(warning.c.withdrawn_by, warning.c.raised_at, warning.c.no)
)
STATEMENTS["WARNING_WITHDRAW"] = (
    update(warning)
    .where(this(warning))
    .values(
        withdrawn_by=bindparam("withdrawn_by"),
        withdrawn_at=bindparam("withdrawn_at"),
        cause=bindparam("cause"),
    )
)
STATEMENTS["ANSWER_INSERT"] = insert(answer)
STATEMENTS["ANSWER_LAST_NO"] = select(func.max(answer.c.no)).where(mine(answer))
STATEMENTS["ANSWERS"] = select(answer).where(mine(answer)).order_by(answer.c.no)
STATEMENTS["ANSWERS_OF_SESSION"] = (
    select(answer)
    .select_from(
        answer.join(
            warning,
            and_(warning.c.patient_id == answer.c.patient_id, warning.c.no == answer.c.warning),
        )
    )
    .where(
        answer.c.patient_id == bindparam("patient_id"),
        warning.c.patient_id == bindparam("patient_id"),
        warning.c.session == bindparam("session"),
    )
    .order_by(answer.c.no)
)
STATEMENTS["ANSWERS_MADE_BY"] = select(answer).where(
    mine(answer), answer.c.change == bindparam("change")
)
STATEMENTS["ANSWER_VOID_MADE_BY"] = (
    update(answer)
    .where(
        answer.c.patient_id == bindparam("of_patient"), answer.c.change == bindparam("of_change")
    )
    .values(voided_by=bindparam("voided_by"))
)
STATEMENTS["ANSWER_UNVOID"] = (
    update(answer)
    .where(
        answer.c.patient_id == bindparam("of_patient"),
        answer.c.voided_by == bindparam("of_change"),
        answer.c.voided_by > ZERO,
    )
    .values(voided_by=bindparam("voided_by"))
)
