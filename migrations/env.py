"""How migrations run: on one connection of our own, each in one transaction, checked before COMMIT.

The program gives the connection; a developer says `alembic -x db=PATH ...`.
"""

import os

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy import Connection

from rehabtrack.storage.schema import metadata
from rehabtrack.storage.upgrading import migrating


def before_commit(ctx: MigrationContext, step: MigrationInfo, *_: object, **__: object) -> None:
    """Refuse a migration that leaves orphans, and number the file by its revision.

    A server refuses orphans itself, and is numbered by Alembic alone.
    """
    connection = ctx.connection
    if connection is None or step.up_revision_id is None:
        raise RuntimeError("a migration runs on a connection, to a revision")
    if connection.dialect.name == "postgresql":
        return
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise RuntimeError(f"{step.up_revision_id} leaves {len(orphans)} rows without parents")
    connection.exec_driver_sql(f"PRAGMA user_version = {int(step.up_revision_id)}")


def run(connection: Connection) -> None:
    """Run every migration that the file still needs."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=False,
        transactional_ddl=True,
        transaction_per_migration=True,
        on_version_apply=before_commit,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    path = context.get_x_argument(as_dictionary=True)["db"]
    with migrating(os.path.realpath(path)) as connection:
        run(connection)
