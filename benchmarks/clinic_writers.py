"""Several who write at once, each a process with a login's connection: how many records a second.

python -m benchmarks.clinic_writers journal|bare ADDRESS WRITERS SECONDS

Every record is a rating of a patient of the writer's own, by turns, with its change and the seal of
that: three rows written and one COMMIT. Prints the rate of all writers together.
"""

import multiprocessing
import sys
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier

from benchmarks.rivals.clinic_writes import bare
from rehabtrack.domain.ids import new_uid
from rehabtrack.domain.moment import MINUTE, Moment
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.storage import caseload
from rehabtrack.storage.database import open_existing
from rehabtrack.storage.journal import Journal, Writer

#: Writes one record.
Write = Callable[[], None]


def journal(address: str, place: int, writers: int) -> Write:
    """What writes a record through the Journal, as an everyday command does."""
    database = open_existing(address)
    assert database is not None
    patients = [each for each in caseload.patients(database) if each.patient_id % writers == place]
    turn = 0

    def write() -> None:
        nonlocal turn
        turn += 1
        now = time.time_ns() // 1_000_000
        moment = Moment(now - now % MINUTE, 0, 0, "UTC")
        rating = PainRating(moment=moment, site="back", scale="nrs", value=3)
        with database.writing():
            patient = caseload.to_write(database, patients[turn % len(patients)])
            Journal(database, patient, Writer(database.login or "", now, new_uid(now))).add(
                rating, action="log"
            )

    return write


KINDS: dict[str, Callable[[str, int, int], Write]] = {"journal": journal, "bare": bare}


def rate(kind: str, address: str, writers: int, seconds: float) -> float:
    """Records a second of so many writers, who all begin at once."""
    context = multiprocessing.get_context("fork")
    begin = context.Barrier(writers)
    told = context.SimpleQueue()
    started = [
        context.Process(target=_write, args=(kind, address, place, writers, seconds, begin, told))
        for place in range(writers)
    ]
    for process in started:
        process.start()
    for process in started:
        process.join()
    if any(process.exitcode for process in started):
        sys.exit("A writer failed.")
    return sum(told.get() for _ in started)


def _write(
    kind: str,
    address: str,
    place: int,
    writers: int,
    seconds: float,
    begin: Barrier,
    told: "multiprocessing.SimpleQueue[float]",
) -> None:
    try:
        write = KINDS[kind](address, place, writers)
        write()
    except BaseException:
        begin.abort()
        raise
    begin.wait()
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        write()
        count += 1
    told.put(count / (time.perf_counter() - start))


if __name__ == "__main__":
    kind, address, writers, seconds = sys.argv[1:]
    print(rate(kind, address, int(writers), float(seconds)))
