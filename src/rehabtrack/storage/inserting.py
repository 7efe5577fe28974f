"""Many rows into a file of SQLite: a hundred by one statement, which takes two thirds of the time.

The rest of a row's time is its own; what one statement costs, whatever it stores, is paid once.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

_AT_ONCE = 100  # rows; of the widest table far from the 32,766 values that a statement may have


def insert_many(connection: "sqlite3.Connection", statement: str, rows: Iterable[Any]) -> None:
    """Run an INSERT of `VALUES (?, ..)` for all rows, as executemany does one by one."""
    left = iter(rows)
    rest = list(islice(left, _AT_ONCE))

    def whole() -> Iterator[list[object]]:
        nonlocal rest
        while len(rest) == _AT_ONCE:
            yield list(chain.from_iterable(rest))
            rest = list(islice(left, _AT_ONCE))

    if len(rest) == _AT_ONCE:
        before, word, values = statement.rpartition("VALUES")
        connection.executemany(before + word + ", ".join([values] * _AT_ONCE), whole())
    connection.executemany(statement, rest)
