"""The writers of `benchmarks.failover` in bare psycopg: does the cluster itself keep its word?"""

import signal
import sys
import time
from itertools import count

import psycopg


def prepare(address: str) -> None:
    """A table beside any clinic; prints what the writers are to connect with."""
    with psycopg.connect(address) as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS bare")
        connection.execute("CREATE TABLE IF NOT EXISTS bare.kept (record text NOT NULL)")
        connection.execute("TRUNCATE bare.kept")
    print(address)


def write(address: str, turn: str, writer: str) -> None:
    """Store records one by one until told to end, and say of each what came of it."""
    ending: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: ending.append(number))
    connection = None
    for number in count():
        if ending:
            break
        record = f"{turn}-{writer}-{number}"
        what = "refused"
        try:
            if connection is None or connection.closed:
                connection = psycopg.connect(address, connect_timeout=5)
            connection.execute("INSERT INTO bare.kept VALUES (%s)", (record,))
            what = "unknown"
            connection.commit()
            what = "ok"
        except psycopg.Error:
            if connection is not None:
                connection.close()
            time.sleep(0.2)
        print(what, record, time.monotonic(), flush=True)


def read(address: str) -> None:
    """Print 0, for no journal is unsound where there is none, and every stored record."""
    with psycopg.connect(address) as connection:
        print(
            0,
            *(record for (record,) in connection.execute("SELECT record FROM bare.kept")),
            sep="\n",
        )


if __name__ == "__main__":
    vars()[sys.argv[1]](*sys.argv[2:])
