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
    connection = context.get_bind()
    there = connection.exec_driver_sql(f"SELECT to_regnamespace('{PARTS}') IS NOT NULL")
    if not there.scalar_one():  # a schema is made by who has the database
        connection.exec_driver_sql(f"CREATE SCHEMA {PARTS} AUTHORIZATION {OWNER}")
    connection.exec_driver_sql(f"SET LOCAL ROLE {OWNER}")
    context.run_migrations()
    connection.exec_driver_sql("RESET ROLE")
