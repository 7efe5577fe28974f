"""Many rows by one statement: the same that row by row would store."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from rehabtrack.storage.inserting import insert_many

INSERT = "\nINSERT INTO kept (number, words)\nVALUES (?, ?)\n"


@pytest.fixture
def kept() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE kept (number INTEGER CHECK (number < 1000), words TEXT)")
        yield connection


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 200, 250])
def test_all_rows_are_stored_in_their_order(kept: sqlite3.Connection, count: int) -> None:
    rows = [(number, f"row {number}") for number in range(count)]
    insert_many(kept, INSERT, iter(rows))
    assert kept.execute("SELECT * FROM kept ORDER BY rowid").fetchall() == rows


def test_a_row_that_cannot_be_true_is_refused_among_many(kept: sqlite3.Connection) -> None:
    kept.execute("BEGIN")
    with pytest.raises(sqlite3.IntegrityError):
        insert_many(kept, INSERT, [(number % 150 * 10, "") for number in range(300)])
