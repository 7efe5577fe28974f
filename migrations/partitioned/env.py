"""How the migrations run that divide a server's tables by patient: all of them in one transaction.

They have a table of versions of their own, because the schema's own migrations run on both shapes.
The program gives the connection, and says into how many parts.
"""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table="alembic_version_parts",
    version_table_schema="public",
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
