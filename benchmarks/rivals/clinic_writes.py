"""The same rows as the Journal writes, in bare psycopg: nothing is looked up, nothing is judged.

Ids, digests and seals are random bytes, as long as real ones; numbers are counted by the writer.
"""

import os
import time
from collections.abc import Callable

import psycopg

_CHANGE = """
INSERT INTO change (patient_id, no, id, command, at, author, action, takes_back)
VALUES (%s, %s, %s, %s, %s, %s, 'log', 0)
"""
_PAIN = """
INSERT INTO pain (patient_id, id, no, version, change, author, recorded_at, voided_by, digest,
                  at, width, "offset", zone, site, scale, value, recall, counts)
VALUES (%s, %s, %s, 1, %s, %s, %s, 0, %s, %s, 0, 0, 'UTC', 'back', 'nrs', 3, 'now', 1)
"""
_SEAL = """
UPDATE change SET seal = %s, made = %s, voided = %s, digest = %s WHERE patient_id = %s AND no = %s
"""
#: Else the policies would look through whole tables, ever slower.
_AS_OURS = "SET enable_seqscan = off; SET jit = off"
_LAST = """
SELECT patient_id, (SELECT max(no) FROM change WHERE change.patient_id = patient.patient_id),
       (SELECT coalesce(max(no), 0) FROM pain WHERE pain.patient_id = patient.patient_id)
FROM patient WHERE patient_id %% %s = %s ORDER BY patient_id
"""


def bare(address: str, place: int, writers: int) -> Callable[[], None]:
    """What writes a record: a change, a rating, the seal of the change, and COMMIT."""
    connection = psycopg.connect(address, autocommit=True)
    connection.execute(_AS_OURS)
    (author,) = connection.execute("SELECT session_user").fetchone() or ("",)
    last = [list(row) for row in connection.execute(_LAST, (writers, place))]
    turn = 0

    def write() -> None:
        nonlocal turn
        turn += 1
        mine = last[turn % len(last)]
        mine[1] += 1
        mine[2] += 1
        patient, change, no = mine
        now = time.time_ns() // 1_000_000
        ids = os.urandom(16), os.urandom(16), os.urandom(16), os.urandom(16)
        seals = os.urandom(16), os.urandom(16), os.urandom(16), os.urandom(32)
        with connection.transaction():
            connection.execute(_CHANGE, (patient, change, *ids[:2], now, author))
            at = now - now % 60_000
            connection.execute(_PAIN, (patient, ids[2], no, change, author, now, ids[3], at))
            connection.execute(_SEAL, (*seals, patient, change))

    return write
