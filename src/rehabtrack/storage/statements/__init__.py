"""Every statement the program runs, as SQLAlchemy Core, by name, with bound parameters only.

`compiler.py` turns them into the readable text that runs. Filters are bounds that default to the
widest; SQL selects and bounds, Python decides. Parameters of a WHERE beside a SET are named
`of_..`, because SQLAlchemy refuses a WHERE parameter named like a column that is set.
"""

from sqlalchemy.sql.base import Executable

from rehabtrack.storage.statements import (
    carrying,
    caseload,
    changes,
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
    **desk.STATEMENTS,
    **caseload.STATEMENTS,
    **carrying.STATEMENTS,
}
