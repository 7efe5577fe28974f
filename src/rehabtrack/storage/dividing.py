"""Running the migrations that divide a server's tables by patient, for its administrator."""

import os

import psycopg
from alembic import command
from alembic.config import Config
from psycopg.errors import DependentObjectsStillExist, OutOfMemory
from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from rehabtrack.domain.errors import Refused, StorageError
from rehabtrack.storage.partitioning import Partitioned, parts_of
from rehabtrack.storage.postgresql_address import Address, address_of
from rehabtrack.storage.postgresql_connecting import check_schema, connect
from rehabtrack.storage.postgresql_failures import refuse
from rehabtrack.storage.upgrading import migrations_folder


def divide(text: str, parts: int) -> Partitioned:
    """Divide the tables of the clinic at an address into so many parts, in one transaction.

    Where they lie in as many already, whole tables that a newer program made are divided. Refused
    where they lie in another number of parts; StorageError where the login may not, or the server
    cannot. Nothing is then changed.
    """
    address = address_of(text)
    connection = connect(address)
    try:
        check_schema(connection, address)
        there = parts_of(connection)
        if there not in (0, parts):
            raise Refused(f"The tables lie in {there} parts already.", "They stay as they are.")
        connection.autocommit = False
        engine = create_engine(
            "postgresql+psycopg://",
            creator=lambda: connection,
            poolclass=NullPool,
            hide_parameters=True,
        )
        with engine.connect() as migrating:
            return _migrated(migrating, address, parts)
    finally:
        connection.close()


def _migrated(connection: Connection, address: Address, parts: int) -> Partitioned:
    config = Config()
    folder = os.path.join(migrations_folder(), "partitioned")
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
    except psycopg.Error as error:
        refuse(error, address.shown)
    except DBAPIError as error:
        if isinstance(error.orig, psycopg.Error):
            refuse(error.orig, address.shown)
        raise
    divided: Partitioned = config.attributes.get("divided", Partitioned(parts, 0, 0))
    return divided
