"""Checks of one patient after another over one open connection: what each takes, in seconds.

python -m benchmarks.clinic_checks ADDRESS PATIENTS COUNT

What a check costs beyond starting the program and logging in. Prints the median.
"""

import random
import sys
import time
from statistics import median

from benchmarks.data import now_in_ms
from benchmarks.shapes import name_of
from rehabtrack.domain.moment import MINUTE, Moment
from rehabtrack.services.assessing import check
from rehabtrack.storage import caseload
from rehabtrack.storage.database import Database, open_existing
from rehabtrack.storage.integrity import NOBODY
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.readings import to_heed

_WARM_UP = 20


def checked(database: Database, name: str, moment: Moment) -> None:
    """Judge a massage that would start then, as `massage check` does."""
    with database.reading():
        caseload.holds_several(database)
        journal = Journal(database, caseload.patient_named(database, name), NOBODY)
        caseload.alarms(database, journal.patient_id, journal.patient_id)
        to_heed(journal, check(journal, moment).session)


def main(address: str, patients: int, count: int) -> float:
    """The median of so many checks, each of a patient by chance."""
    database, now, chance = open_existing(address), now_in_ms(), random.Random(patients)
    assert database is not None
    moment, taken = Moment(now - now % MINUTE, 0, 0, "UTC"), []
    for _ in range(_WARM_UP + count):
        name = name_of(chance.randrange(patients))
        start = time.perf_counter()
        checked(database, name, moment)
        taken.append(time.perf_counter() - start)
    return median(taken[_WARM_UP:])


if __name__ == "__main__":
    address, patients, count = sys.argv[1:]
    print(main(address, int(patients), int(count)))
