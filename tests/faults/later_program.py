"""The program as it will be, one schema further: what runs it, and its next migration."""

from rehabtrack.storage.database import SCHEMA_VERSION

NEXT = SCHEMA_VERSION + 1
#: A migration that takes its time over some megabytes, then changes a table.
MIGRATION = f'''
from alembic import op

revision = "{NEXT:04}"
down_revision = "{SCHEMA_VERSION:04}"

def upgrade():
    connection = op.get_bind()
    connection.exec_driver_sql(
        "CREATE TABLE later AS WITH RECURSIVE n(no) AS "
        "(VALUES(1) UNION ALL SELECT no + 1 FROM n WHERE no < 3000) "
        "SELECT n.no AS number, pain.* FROM n, pain ORDER BY n.no")
    connection.exec_driver_sql("ALTER TABLE pain ADD COLUMN place TEXT")
    connection.exec_driver_sql("DELETE FROM later WHERE number % 2")
    connection.exec_driver_sql("DROP TABLE later")
'''
#: The program as it will be, one schema further.
LATER = """
import sys
from rehabtrack.storage import database, sqlite_file
database.SCHEMA_VERSION += 1
folder = sys.argv.pop()
def upgrade(path, before=sqlite_file.upgrade):
    from rehabtrack.storage import upgrading
    upgrading.migrations_folder = lambda: folder
    before(path)
sqlite_file.upgrade = upgrade
from rehabtrack.__main__ import run
run()
"""
