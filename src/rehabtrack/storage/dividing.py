"""Running the migrations that divide a server's tables by patient, for whoever made the clinic."""

import os
from contextlib import closing

import psycopg
from alembic import command
from alembic.config import Config
from psycopg.errors import DependentObjectsStillExist, OutOfMemory
from sqlalchemy import Connection

from rehabtrack.domain.errors import Refused, StorageError
from rehabtrack.storage import upgrading
from rehabtrack.storage.clinic_owner import as_owner, changing_schema
from rehabtrack.storage.partitioning import Partitioned, parts_of
from rehabtrack.storage.postgresql_address import address_of
from rehabtrack.storage.postgresql_connecting import check_schema, connect
from rehabtrack.storage.postgresql_failures import refuse


def divide(text: str, parts: int) -> Partitioned:
    """Divide the tables of the clinic at an address into so many parts, in one transaction.

    Where they lie in as many already, whole tables that a newer program made are divided. Refused
    where they lie in another number of parts; StorageError where the login may not, or the server
    cannot. Nothing is then changed.
    """
    address = address_of(text)
    with closing(connect(address)) as driver:
        try:
            with changing_schema(driver, address) as connection:
                with as_owner(driver):
                    check_schema(driver, address)
                    there = parts_of(driver)
                if there not in (0, parts):
                    raise Refused(
                        f"The tables lie in {there} parts already.", "They stay as they are."
                    )
                return divide_what_is_whole(connection, parts)
        except psycopg.Error as error:
            refuse(error, address.shown)


def divide_what_is_whole(connection: Connection, parts: int) -> Partitioned:
    """Divide what lies whole yet, within the transaction of a member of the owner."""
    config = Config()
    folder = os.path.join(upgrading.migrations_folder(), "partitioned")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes |= {"connection": connection, "parts": parts}
    try:
        command.upgrade(config, "head")
    except OutOfMemory:
        raise StorageError(
            f"The server has no room for the locks that {parts} parts take.",
            "Nothing was changed. Take fewer parts, or raise its max_locks_per_transaction.",
        ) from None
    except DependentObjectsStillExist:
        raise StorageError(
            "Something that was made beside rehabtrack's own holds on to its tables.",
            "Nothing was changed. Take it away first, as by DROP VIEW, and make it anew after.",
        ) from None
    divided: Partitioned = config.attributes.get("divided", Partitioned(parts, 0, 0))
    return divided
