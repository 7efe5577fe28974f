"""Every row of a patient as another file takes it: all its columns but her number in this file."""

from sqlalchemy import Table, insert, select
from sqlalchemy.sql.base import Executable

from rehabtrack.storage.schema import VERSIONS, metadata
from rehabtrack.storage.statements.parts import mine


def _whole(table: Table) -> Executable:
    columns = [column for column in table.c if column.name != "patient_id"]
    keys = ("no", "version") if table in VERSIONS.values() else ("no",)
    order = [table.c[name] for name in keys if name in table.c]
    return select(*columns).where(mine(table)).order_by(*order)


STATEMENTS: dict[str, Executable] = {
    **{f"{version.name.upper()}_INSERT": insert(version) for version in VERSIONS.values()},
    **{
        f"{table.name.upper()}_WHOLE_ROWS": _whole(table)
        for table in metadata.tables.values()
        if "patient_id" in table.c
    },
}
