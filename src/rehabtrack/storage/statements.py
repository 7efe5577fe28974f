"""Every statement the program runs, as SQLAlchemy Core, by name, with bound parameters only.

`compiler.py` turns them into the readable text that runs. Filters are bounds that default to the
widest; SQL selects and bounds, Python decides. Parameters of a WHERE beside a SET are named
`of_..`, because SQLAlchemy refuses a WHERE parameter named like a column that is set.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.sql.base import Executable

from rehabtrack.storage.schema import (
    CONTENT,
    KINDS,
    SEALS,
    VERSIONS,
    answer,
    change,
    erasure,
    setting,
    warning,
)

ZERO: ColumnElement[int] = literal_column("0")
ONE: ColumnElement[int] = literal_column("1")
NULL: ColumnElement[None] = literal_column("NULL")
TIMED = [kind for kind in KINDS if "at" in KINDS[kind].c]

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


def of_one_kind(kind: str) -> Iterator[tuple[str, Executable]]:
    """What is done alike to the records of every kind: insert, read, version, void."""
    table, version = KINDS[kind], VERSIONS[kind]
    columns = [column.name for column in table.c]
    yield "INSERT", insert(table)
    yield "BY_NO", select(table).where(mine(table), table.c.no == bindparam("no"))
    yield "LAST_NO", select(func.max(table.c.no)).where(mine(table))
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
    yield (
        "VOID_MADE_BY",
        update(table)
        .where(
            table.c.patient_id == bindparam("of_patient"),
            table.c.change == bindparam("of_change"),
            table.c.version == ONE,
            table.c.voided_by == ZERO,
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
    yield (
        "ORIGINS",
        select(table.c.origin, change.c.action)
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

# --- patients and settings -----------------------------------------------------------------------

STATEMENTS["PATIENTS"] = (
    select(patient)
    .where(patient.c.voided_by <= bindparam("voided_up_to"))
    .order_by(patient.c.patient_id)
)
STATEMENTS["PATIENT_NAMED"] = select(patient).where(
    patient.c.name == bindparam("name"), patient.c.voided_by == ZERO
)
STATEMENTS["PATIENT_WITH_ID"] = select(patient).where(
    patient.c.id == bindparam("id"), patient.c.voided_by <= bindparam("voided_up_to")
)
STATEMENTS["PATIENTS_AFTER"] = (
    select(patient.c.patient_id)
    .where(patient.c.patient_id > bindparam("after"), patient.c.voided_by == ZERO)
    .order_by(patient.c.patient_id)
    .limit(ONE)
    .offset(ZERO)
)
STATEMENTS["LAST_PATIENT"] = select(func.max(change.c.patient_id))  # one erased keeps hers
STATEMENTS["SETTING"] = select(setting.c.value).where(setting.c.name == bindparam("name"))
STATEMENTS["SETTINGS"] = select(setting).order_by(setting.c.name)
STATEMENTS["SETTING_INSERT"] = insert(setting)
STATEMENTS["SETTING_UPDATE"] = (
    update(setting)
    .where(setting.c.name == bindparam("of_name"))
    .values(value=bindparam("value"), digest=bindparam("digest"))
)

# --- changes -------------------------------------------------------------------------------------

_said = [column for column in change.c if column.name not in dict(SEALS)]
STATEMENTS["CHANGE_INSERT"] = insert(change)
STATEMENTS["LAST_CHANGE"] = select(func.max(change.c.no)).where(mine(change))
STATEMENTS["CHANGE_BY_NO"] = select(*_said).where(mine(change), change.c.no == bindparam("no"))
STATEMENTS["CHANGES_NEWEST_FIRST"] = select(*_said).where(mine(change)).order_by(change.c.no.desc())
STATEMENTS["CHANGES_SEALED"] = select(change).where(mine(change)).order_by(change.c.no)
STATEMENTS["CHANGE_DIGEST"] = select(change.c.digest).where(
    mine(change), change.c.no == bindparam("no")
)
STATEMENTS["HEADS"] = select(change.c.digest).where(change.c.digest.is_not(None))
STATEMENTS["CHANGE_SEAL"] = (
    update(change).where(this(change)).values({name: bindparam(name) for name, _ in SEALS})
)
STATEMENTS["STRAY_JOURNALS"] = (
    select(change.c.patient_id)
    .distinct()
    .where(
        ~exists(select(ONE).where(patient.c.patient_id == change.c.patient_id)),
        ~exists(select(ONE).where(erasure.c.patient_id == change.c.patient_id)),
    )
    .order_by(change.c.patient_id)
)
STATEMENTS["CHANGES_OF_COMMAND"] = (
    select(*_said)
    .where(
        change.c.command == bindparam("command"),
        exists(select(ONE).where(patient.c.patient_id == change.c.patient_id)),
    )
    .order_by(change.c.patient_id, change.c.no)
)

# --- erasing -------------------------------------------------------------------------------------

for _table in (answer, warning, *VERSIONS.values(), *KINDS.values()):
    STATEMENTS[f"{_table.name.upper()}_ERASE"] = delete(_table).where(mine(_table))
STATEMENTS["SETTING_ERASE"] = delete(setting).where(
    setting.c.name == bindparam("name"), setting.c.value == bindparam("value")
)
STATEMENTS["CHANGE_AUTHORS"] = select(change.c.author).distinct().where(mine(change))
STATEMENTS["CHANGE_AUTHOR_ERASE"] = (
    update(change)
    .where(
        change.c.patient_id == bindparam("of_patient"), change.c.author == bindparam("of_author")
    )
    .values(author=bindparam("author"))
)
STATEMENTS["ERASURE_INSERT"] = insert(erasure)
STATEMENTS["ERASURES"] = select(erasure).order_by(erasure.c.patient_id)

# --- what the rules read -------------------------------------------------------------------------

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
_counting = and_(mine(pain), pain.c.counts == ONE, pain.c.voided_by == ZERO)
STATEMENTS["READINGS"] = (
    select(*READING)
    .where(_counting, pain.c.at > bindparam("after"), pain.c.at <= bindparam("until"))
    .order_by(pain.c.at, pain.c.no)
)
# What a session may disown, the rating after it, must not hide what came before.
_no_outcome = or_(pain.c.relation.is_(None), pain.c.relation != literal_column("'after'"))
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
    )
    .where(mine(massage))
    .order_by(massage.c.no)
)
STATEMENTS["LAST_READING_AT"] = select(func.max(pain.c.at)).where(
    _counting, pain.c.at <= bindparam("until"), _no_outcome
)
STATEMENTS["NEXT_READING_AT"] = select(func.min(pain.c.at)).where(
    _counting,
    pain.c.at > bindparam("after"),
    _no_outcome,
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

_given = and_(mine(massage), massage.c.given == ONE, massage.c.voided_by == ZERO)
STATEMENTS["SESSIONS"] = (
    select(massage.c.no, massage.c.at, massage.c.width, massage.c.offset, massage.c.zone)
    .where(
        _given,
        massage.c.judged_at >= bindparam("since"),
        massage.c.judged_at <= bindparam("until"),
    )
    .order_by(massage.c.judged_at, massage.c.no)
)
STATEMENTS["SESSION_FROM"] = (
    select(massage.c.no)
    .where(_given, massage.c.judged_at >= bindparam("since"))
    .order_by(massage.c.judged_at, massage.c.no)
    .limit(ONE)
    .offset(ZERO)
)
STATEMENTS["SESSION_BEFORE"] = newest_first(
    select(massage.c.no, massage.c.at, massage.c.width).where(
        _given,
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
_is_flag = _redflag.c.code != literal_column("'none'")
_READ = {
    "PHASE_SPANS": (
        *(_phase.c.no, _phase.c.kind, _phase.c.at, _phase.c.end_at),
        _phase.c.course_done_at,
    ),
    "OPINIONS": (
        *(_clearance.c.no, _clearance.c.version, _clearance.c.doctor, _clearance.c.refuses),
        *(_clearance.c.at, _clearance.c.end_at),
    ),
    "FLAGS": (
        *(_redflag.c.no, _redflag.c.version, _redflag.c.code, _redflag.c.at),
        _redflag.c.assessed_at,
    ),
    "POLICIES": (_policy.c.at, _policy.c.limit, _policy.c.hours, _policy.c.on_advice_of),
}
for _name, _columns in _READ.items():
    _table = _columns[0].table
    STATEMENTS[_name] = (
        select(*_columns)
        .where(mine(_table), _table.c.voided_by == ZERO)
        .order_by(_table.c.at, _table.c.no)
    )
STATEMENTS["FLAGS"] = STATEMENTS["FLAGS"].where(_is_flag)  # type: ignore[attr-defined]

# Those that are open now, of one patient or of all from `first` to `last`.
STATEMENTS["OPEN_FLAGS"] = (
    select(_redflag.c.patient_id, *_READ["FLAGS"])
    .where(
        _redflag.c.patient_id.between(bindparam("first"), bindparam("last")),
        _redflag.c.assessed_at.is_(None),
        _redflag.c.voided_by == ZERO,
        _is_flag,
    )
    .order_by(_redflag.c.patient_id, _redflag.c.at, _redflag.c.no)
)

# The signs whose question was not answered since and for a time since, in the same way.
_symptom = KINDS["symptom"]
STATEMENTS["OPEN_QUESTIONS"] = (
    select(_symptom.c.patient_id, _symptom.c.no, _symptom.c.sign, _symptom.c.site, _symptom.c.at)
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

# --- warnings and their answers ------------------------------------------------------------------

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
_was_answered = exists(
    select(ONE).where(
        answer.c.patient_id == warning.c.patient_id,
        answer.c.thread == warning.c.thread,
        answer.c.voided_by == ZERO,
    )
)
_began = warning.alias("began")
# Whether an import began its thread, which most warnings do themselves.
_was_seen = case(
    (warning.c.thread == warning.c.no, warning.c.how == literal_column("'import'")),
    else_=exists(
        select(ONE).where(
            _began.c.patient_id == warning.c.patient_id,
            _began.c.no == warning.c.thread,
            _began.c.how == literal_column("'import'"),
        )
    ),
).label("seen")
_warning_whole = select(
    *(column for column in warning.c if column.name != "digest"),
    _was_answered.label("answered"),
    _was_seen,
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
STATEMENTS["WARNINGS_STANDING"] = _warning_whole.where(
    mine(warning),
    warning.c.withdrawn_by == ZERO,
    warning.c.raised_at >= bindparam("since"),
).order_by(warning.c.raised_at, warning.c.no)
# Told apart by counting, not grouped: a group would have them all sorted first.
_is_unverified = warning.c.status == literal_column("'unverified'")
STATEMENTS["EARLIER_UNANSWERED"] = select(
    func.count(),
    func.count(case((_is_unverified, ONE))),
    func.count(case((_is_unverified, NULL), (_was_seen.element, ONE))),
).where(
    mine(warning),
    warning.c.withdrawn_by == ZERO,
    warning.c.raised_at < bindparam("until"),
    ~_was_answered,
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
for _table in (answer, warning):
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

# --- what is to be heeded before a massage -------------------------------------------------------

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
        _given,
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
