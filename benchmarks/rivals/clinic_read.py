"""The rows that a review of all rests on, streamed by bare psycopg; prints how many of each.

clinic_read.py ADDRESS
"""

import sys

import psycopg

SESSIONS = """
SELECT patient_id, no, judged_at, width, "offset", zone FROM massage
WHERE given = 1 AND voided_by = 0 ORDER BY patient_id, judged_at, no
"""
RATINGS = """
SELECT patient_id, at, width, site, scale, value, recall, no, version,
       CASE relation WHEN 'after' THEN session ELSE 0 END FROM pain
WHERE counts = 1 AND voided_by = 0 ORDER BY patient_id, at, no
"""


def main(address: str) -> None:
    """Read all of both in one transaction, some rows in memory at a time."""
    with psycopg.connect(address) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        for name, statement in (("sessions", SESSIONS), ("ratings", RATINGS)):
            with connection.cursor(name) as rows:
                rows.itersize = 2000
                print(name, sum(1 for _ in rows.execute(statement)))


main(*sys.argv[1:])
