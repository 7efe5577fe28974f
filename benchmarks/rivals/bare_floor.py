"""The bare floor of an import: csv.reader and executemany into the same table, nothing checked.

bare_floor.py DATABASE TABLE.csv; the patients are in the database, and every row is good.
"""

import csv
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from rehabtrack.storage.database import open_existing

RANKS = {"none": 0, "weak": 1, "moderate": 2, "severe": 3}


def main(path: str, source: str) -> None:
    """Store the rows of the file in order of (patient, at), in one transaction."""
    database = open_existing(path)
    assert database is not None
    numbers = dict(database.execute("SELECT name, patient_id FROM patient"))
    with open(source, encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        rows = [
            (
                numbers[patient],
                int(datetime.fromisoformat(at).timestamp()) * 1000,
                site,
                scale,
                RANKS[value] if scale == "vrs" else int(value),
                recall,
            )
            for patient, at, site, scale, value, recall in lines
        ]
    rows.sort()
    with database.writing():
        # sqlite3's own, row by row: ours stores many by one statement
        database.connection.executemany(database.sql.PAIN_INSERT, laid(rows))
    database.close()


def laid(rows: list[tuple[Any, ...]]) -> Iterator[tuple[object, ...]]:
    """The rows as the table has them; ids, digests and origins are as long as real ones."""
    last, no = 0, 0
    for patient, at, site, scale, value, recall in rows:
        no = no + 1 if patient == last else 1
        last = patient
        counts = int(recall != "average-7d" and not site.startswith("other:"))
        yield (
            *(patient, os.urandom(16), no, 1, 1, "floor", 0, 0, None, os.urandom(16)),
            *(at, 0, 0, "UTC", site, scale, value, recall, None, None, None, counts),
            os.urandom(16),
        )


main(*sys.argv[1:])
