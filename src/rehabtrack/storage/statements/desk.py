"""What a therapist reads: what is to be heeded, how it hurt, session notes."""

from sqlalchemy import (
    and_,
    bindparam,
    or_,
    select,
    union_all,
)
from sqlalchemy.sql.base import Executable

from rehabtrack.storage.schema import (
    KINDS,
)
from rehabtrack.storage.statements.parts import ONE, ZERO, given, massage, mine, newest_first, pain

STATEMENTS: dict[str, Executable] = {}

# --- what is to be heeded before a massage --------------------------------------------------------

_clearance = KINDS["clearance"]
_screen = KINDS["screen"]
_screened = and_(
    mine(_screen),
    _screen.c.at > bindparam("after"),
    _screen.c.at <= bindparam("until"),
    _screen.c.voided_by == ZERO,
)
_valid_clearance = and_(
    mine(_clearance),
    _clearance.c.at <= bindparam("until"),
    or_(_clearance.c.end_at.is_(None), _clearance.c.end_at > bindparam("until")),
    _clearance.c.refuses == ZERO,
    _clearance.c.voided_by == ZERO,
)
STATEMENTS["NEWEST_SCREEN"] = newest_first(
    select(_screen).where(_screened), _screen.c.at, _screen.c.no
)
STATEMENTS["CLEARANCE_BOUNDS"] = (
    select(
        *(_clearance.c.no, _clearance.c.doctor, _clearance.c.areas, _clearance.c.techniques),
        *(_clearance.c.pressure, _clearance.c.limits, _clearance.c.end_at),
    )
    .where(_valid_clearance)
    .order_by(_clearance.c.at, _clearance.c.no)
)
# Whether there is any of it: most often there is not.
STATEMENTS["TO_HEED"] = union_all(
    select(ONE).select_from(_screen).where(_screened),
    select(ONE).where(
        _valid_clearance,
        or_(
            _clearance.c.areas.is_not(None),
            _clearance.c.techniques.is_not(None),
            _clearance.c.pressure.is_not(None),
            _clearance.c.limits.is_not(None),
            _clearance.c.end_at.is_not(None),
        ),
    ),
)


# --- how it hurt ---------------------------------------------------------------------------------

STATEMENTS["RESPONSES"] = (
    select(
        *(massage.c.no, massage.c.techniques, massage.c.areas, massage.c.therapist),
        *(massage.c.at, massage.c.width, massage.c.offset, massage.c.zone),
        *(pain.c.no, pain.c.relation, pain.c.site, pain.c.scale, pain.c.value, pain.c.recall),
        *(pain.c.at, pain.c.width, pain.c.offset, pain.c.zone),
    )
    .select_from(
        massage.join(
            pain,
            and_(pain.c.patient_id == massage.c.patient_id, pain.c.session == massage.c.no),
        )
    )
    .where(
        given,
        mine(pain),
        massage.c.judged_at >= bindparam("since"),
        massage.c.judged_at < bindparam("until"),
        pain.c.session.is_not(None),
        pain.c.voided_by == ZERO,
    )
    .order_by(massage.c.judged_at, massage.c.no)
)


# --- session notes -------------------------------------------------------------------------------

_note, _addendum = KINDS["note"], KINDS["addendum"]
STATEMENTS["NOTES_OF_SESSION"] = (
    select(_note)
    .where(mine(_note), _note.c.session == bindparam("session"), _note.c.voided_by == ZERO)
    .order_by(_note.c.no)
)
STATEMENTS["ADDENDA_OF_NOTE"] = (
    select(_addendum)
    .where(mine(_addendum), _addendum.c.amends == bindparam("no"))
    .order_by(_addendum.c.no)
)
_massaged_then = and_(
    massage.c.patient_id == _note.c.patient_id,
    massage.c.no == _note.c.session,
)
STATEMENTS["SIGNED_NOTE_BEFORE"] = newest_first(
    select(_note)
    .select_from(_note.join(massage, _massaged_then))
    .where(
        mine(_note),
        massage.c.patient_id == bindparam("patient_id"),
        massage.c.judged_at <= bindparam("until"),
        massage.c.no != bindparam("no"),
        massage.c.voided_by == ZERO,
        _note.c.signed_at.is_not(None),
    ),
    massage.c.judged_at,
    _note.c.no,
)
