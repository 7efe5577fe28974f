"""Every statement the program runs, as SQLAlchemy Core, by name, with bound parameters only.

`compiler.py` turns them into the readable text that runs. Filters are bounds that default to the
widest; SQL selects and bounds, Python decides. Parameters of a WHERE beside a SET are named
`of_..`, because SQLAlchemy refuses a WHERE parameter named like a column that is set.

Not here is what asks nothing of the tables of schema.py (pragmas, DDL, catalogues, Alembic's mark,
the rows that an import stages, and a clinic's people and care, which functions of its own keep, in
clinic_people.sql), nor what reads a database of whatever schema, as copying and dividing one do.
"""

from sqlalchemy.sql.base import Executable

from rehabtrack.storage.statements import (
    arrivals,
    carrying,
    caseload,
    changes,
    charting,
    desk,
    judging,
    records,
    warnings,
)

STATEMENTS: dict[str, Executable] = {
    **records.STATEMENTS,
    **changes.STATEMENTS,
    **judging.STATEMENTS,
    **warnings.STATEMENTS,
    **arrivals.STATEMENTS,
    **desk.STATEMENTS,
    **caseload.STATEMENTS,
    **carrying.STATEMENTS,
    **charting.STATEMENTS,
}

#: What logging pain or a massage, asking before one, and the view of today run: loaded by itself.
EVERYDAY = (
    *("PATIENTS", "PATIENTS_AFTER", "PATIENT_WITH_ID", "PATIENT_BY_NO", "SETTING", "SETTINGS"),
    *("LAST_CHANGE", "CHANGE_INSERT", "CHANGE_SEAL"),
    *("PAIN_LAST_NO", "PAIN_INSERT", "PAIN_BETWEEN"),
    *("MASSAGE_LAST_NO", "MASSAGE_INSERT"),
    *("SESSIONS", "SESSION_FROM", "SESSION_BEFORE", "READINGS", "LAST_READING_AT"),
    *("POLICIES", "OPINIONS", "PHASE_SPANS", "PHASE_STANDING"),
    *("FLAGS", "OPEN_FLAGS", "OPEN_QUESTIONS", "TO_HEED", "NEXT_DAY_UNRATED", "NOTES_UNSIGNED"),
    *("WARNINGS_DUE", "UNANSWERED", "WARNINGS_OF_SESSION", "WARNINGS_OF_SESSIONS"),
)
