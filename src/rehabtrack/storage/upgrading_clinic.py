"""Carrying a clinic of an older program forward with Alembic, in one transaction from end to end.

Where one of several migrations fails, those before it are not there either: the clinic is as it
was, and the program that it was made for goes on with it. While it lasts nobody else reads or
writes there; who comes meanwhile waits for the number of the schema.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import psycopg
from sqlalchemy import Connection

from rehabtrack.domain.errors import StorageError
from rehabtrack.domain.named import Named
from rehabtrack.storage import database
from rehabtrack.storage.clinic_owner import as_owner, changing_schema, number_to_change
from rehabtrack.storage.dividing import divide_what_is_whole
from rehabtrack.storage.failures import ConnectionLost
from rehabtrack.storage.partitioning import parts_of
from rehabtrack.storage.postgresql_address import Address, address_of
from rehabtrack.storage.postgresql_checks import misfits
from rehabtrack.storage.postgresql_connecting import Connection as Driver
from rehabtrack.storage.postgresql_connecting import connect, schema_number
from rehabtrack.storage.postgresql_failures import (
    clinic_misfit,
    clinic_not_upgraded,
    meaning_of,
    upgrade_not_known,
)
from rehabtrack.storage.upgrading import migrate

#: All that are the owner's, the one with the number first: it is what everybody reads who comes.
_TABLES = """
SELECT string_agg(oid::regclass::text, ', ' ORDER BY relname <> 'alembic_version', oid)
FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
AND relowner = 'rehabtrack_owner'::regrole
"""


class Carried(Named):
    """From which schema to which a clinic was carried."""

    old: int
    new: int


def carry_forward(text: str, ask: Callable[[], None]) -> Carried | None:
    """Upgrade the clinic at an address to the newest schema; None if it has that already.

    Whoever may do so is asked first, and `ask` raises where it is not to be. StorageError where the
    login may not, or a migration fails, or leaves a schema that is not ours; it is then as it was.
    """
    address = address_of(text)
    with closing(connect(address)) as driver:
        with _failing(address.shown):
            old = number_to_change(driver, address)
        if old == database.SCHEMA_VERSION:
            return None
        ask()
        with _failing(address.shown), changing_schema(driver, address) as connection:
            return _carried(connection, driver, address)


def _carried(connection: Connection, driver: Driver, address: Address) -> Carried | None:
    with as_owner(driver):
        ((tables,),) = driver.execute(_TABLES)
        driver.execute(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE")
        old, new = schema_number(driver, address), database.SCHEMA_VERSION
        if old == new:  # another upgrade was at it
            return None
        migrate(connection)
        parts = parts_of(driver)
    if parts:
        divide_what_is_whole(connection, parts)
    for misfit in misfits(driver):
        raise clinic_misfit(address.shown, misfit)
    return Carried(old, new)


@contextmanager
def _failing(shown: str) -> Iterator[None]:
    """Say what went wrong; a server's own words may quote a row, and are not kept."""
    try:
        yield
    except StorageError:
        raise
    except psycopg.Error as error:
        known = meaning_of(error, shown)
        if isinstance(known, ConnectionLost):
            known = upgrade_not_known(shown)
        raise known or clinic_not_upgraded(shown) from None
    except Exception as error:
        raise clinic_not_upgraded(shown) from error
