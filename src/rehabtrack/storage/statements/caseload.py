"""Of all patients from `first` to `last`, or of one: what the rules read, and what is due."""

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    select,
)
from sqlalchemy.sql.base import Executable

from rehabtrack.storage.schema import (
    KINDS,
    warning,
)
from rehabtrack.storage.statements.judging import READ, READING, is_flag
from rehabtrack.storage.statements.parts import ONE, ZERO, heard, massage, no_outcome, pain, patient
from rehabtrack.storage.statements.warnings import is_unverified, was_answered, was_seen

STATEMENTS: dict[str, Executable] = {}
# From here each is sought by itself; a span of numbers alone would have all their records read.
_of_span = patient.c.patient_id.between(bindparam("first"), bindparam("last"))
_active = and_(_of_span, patient.c.voided_by == ZERO, patient.c.archived == ZERO)


def hers(table: Table) -> ColumnElement[bool]:
    """The rows of the patient beside them."""
    return table.c.patient_id == patient.c.patient_id


def newest_of_hers(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    """The newest instant up to `until` or, as given, of her ratings that count."""
    newest = select(func.max(pain.c.at)).where(hers(pain), heard, *conditions)
    return newest.correlate(patient).scalar_subquery()


for _name, _columns in READ.items():
    _table = _columns[0].table
    STATEMENTS[f"{_name}_OF_ALL"] = (
        select(_table.c.patient_id, *_columns)
        .where(
            _table.c.patient_id.between(bindparam("first"), bindparam("last")),
            _table.c.voided_by == ZERO,
            *([is_flag] if _name == "FLAGS" else []),
        )
        .order_by(_table.c.patient_id, _table.c.at, _table.c.no)
    )
STATEMENTS["DECIDING_READINGS_OF_ALL"] = (
    select(patient.c.patient_id, *READING)
    .select_from(patient.join(pain, hers(pain)))
    .where(
        _active,
        heard,
        pain.c.at
        > func.coalesce(
            newest_of_hers(pain.c.at <= bindparam("since"), no_outcome), bindparam("earliest")
        )
        - bindparam("longest_day"),
        pain.c.at <= bindparam("until"),
    )
    .order_by(patient.c.patient_id, pain.c.at, pain.c.no)
)
STATEMENTS["NEWEST_RATINGS_OF_ALL"] = (
    select(pain)
    .select_from(patient.join(pain, hers(pain)))
    .where(_active, heard, pain.c.at == newest_of_hers(pain.c.at <= bindparam("until")))
    .order_by(patient.c.patient_id, pain.c.no)
)

_note = KINDS["note"]


def _rated(relation: str) -> ColumnElement[bool]:
    return exists(
        select(ONE).where(
            pain.c.patient_id == massage.c.patient_id,
            pain.c.session == massage.c.no,
            pain.c.relation == literal_column(f"'{relation}'"),
            pain.c.voided_by == ZERO,
        )
    )


STATEMENTS["NEXT_DAY_UNRATED"] = (
    select(patient.c.patient_id, massage.c.no, massage.c.at, massage.c.offset)
    .select_from(patient.join(massage, hers(massage)))
    .where(
        _of_span,
        massage.c.at >= bindparam("since"),
        massage.c.at <= bindparam("until"),
        massage.c.given == ONE,
        massage.c.voided_by == ZERO,
        _rated("before"),
        ~_rated("next-day"),
    )
    .order_by(patient.c.patient_id, massage.c.at, massage.c.no)
)
STATEMENTS["NOTES_UNSIGNED"] = (
    select(_note.c.patient_id, _note.c.no)
    .where(
        _note.c.patient_id.between(bindparam("first"), bindparam("last")),
        _note.c.signed_at.is_(None),
        _note.c.voided_by == ZERO,
        _note.c.at <= bindparam("until"),
    )
    .order_by(_note.c.patient_id, _note.c.no)
)
STATEMENTS["WARNINGS_DUE"] = (
    select(patient.c.patient_id, warning.c.no, was_seen)
    .select_from(patient.join(warning, hers(warning)))
    .where(
        _of_span,
        warning.c.withdrawn_by == ZERO,
        warning.c.raised_at >= bindparam("since"),
        warning.c.raised_at < bindparam("until"),
        ~is_unverified,
        ~was_answered,
    )
    .order_by(patient.c.patient_id, warning.c.raised_at, warning.c.no)
)
