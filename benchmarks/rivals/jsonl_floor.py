"""The bare floor of an export and an import of ratings as JSON Lines: msgspec, and one statement.

jsonl_floor.py out DATABASE FILE: each row of the table encoded as it is read by one SELECT.
jsonl_floor.py in DATABASE FILE: each line of such a file decoded, and stored by executemany in
one transaction, into the table with its indexes; nothing is checked. The changes are there.
"""

import sys
from typing import Any

import msgspec

from rehabtrack.storage.database import open_existing

TYPES = {"INTEGER": int, "TEXT": str, "BLOB": bytes}


def main(way: str, path: str, target: str) -> None:
    """Write the rows out, or take them in."""
    database = open_existing(path)
    assert database is not None
    if way == "out":
        encode = msgspec.json.Encoder().encode
        with open(target, "wb") as file:
            for row in database.execute("SELECT * FROM pain"):
                file.write(encode(row) + b"\n")
    else:
        columns = database.execute("PRAGMA table_info(pain)")
        kinds = [
            TYPES[kind] if required else TYPES[kind] | None for _, _, kind, required, *_ in columns
        ]
        decoder: Any = msgspec.json.Decoder(tuple[tuple(kinds)])  # type: ignore[misc]
        with open(target, "rb") as file, database.writing():
            database.connection.executemany(database.sql.PAIN_INSERT, map(decoder.decode, file))
    database.close()


main(*sys.argv[1:])
