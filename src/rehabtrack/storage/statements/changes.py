"""Patients, settings, changes, and erasing."""

from sqlalchemy import (
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.sql.base import Executable

from rehabtrack.storage.schema import (
    KINDS,
    SEALS,
    VERSIONS,
    answer,
    arrival,
    change,
    erasure,
    intake,
    setting,
    warning,
)
from rehabtrack.storage.statements.parts import ONE, ZERO, mine, patient, this

STATEMENTS: dict[str, Executable] = {}

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
STATEMENTS["LAST_CHANGE"] = (
    select(change.c.no, change.c.digest)
    .where(mine(change))
    .order_by(change.c.no.desc())
    .limit(ONE)
    .offset(ZERO)
)
STATEMENTS["CHANGE_BY_NO"] = select(*_said).where(mine(change), change.c.no == bindparam("no"))
STATEMENTS["CHANGE_WITH_ID"] = select(change.c.no).where(
    mine(change), change.c.id == bindparam("id")
)
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

for _table in (answer, intake, arrival, warning, *VERSIONS.values(), *KINDS.values()):
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
