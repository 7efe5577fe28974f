"""How the migrations run that divide a server's tables by patient: all of them in one transaction.

They have a table of versions of their own, because the schema's own migrations run on both shapes.
The program gives the connection, and says into how many parts.
"""

from alembic import context

from rehabtrack.storage.partitioning import OWNER, PARTS

context.configure(
    connection=context.config.attributes["connection"],
    version_table_schema=PARTS,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.get_bind().exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {PARTS} AUTHORIZATION {OWNER}")
    context.run_migrations()
