"""Many sessions judged in one pass over the ratings: as each alone would be, in bounded memory."""

import tracemalloc

from diaries import Diary, march, rated

from rehabtrack.domain.moment import MINUTE
from rehabtrack.services import file_check
from rehabtrack.services.assessing import judge, verdicts
from rehabtrack.storage import readings
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import FIRST, LAST
from rehabtrack.storage.rows import columns_of


def fill(diary: Diary, ratings: int) -> None:
    """Rate every ten minutes from March on, now and then high, by one import."""
    one = rated(2, march(1))
    rows = []
    for number in range(ratings):
        at, value = march(1) + number * 10 * MINUTE, 7 if number % 1000 == 0 else number % 4
        rows.append(columns_of("pain", one.replace(moment=one.moment._replace(at=at), value=value)))
    with diary.command() as journal:
        journal.add_many("pain", rows, action="import")


def test_many_sessions_are_judged_each_as_if_alone(anna: Diary) -> None:
    for hour, value in ((6, 7), (6, 2), (7, 2), (8, 3), (8, 8), (8, 1), (9, 2)):
        anna.rate(value, march(10, hour))
        anna.rate(value // 2, march(12, hour), site="neck")
    for when in (march(9), *(march(10, hour) for hour in (6, 7, 8, 8, 9)), march(11), march(12, 7)):
        anna.massage(when)
    anna.massage(march(40), after=5)
    journal = anna.journal()
    sessions = list(readings.sessions(journal, FIRST, LAST))
    alone = [judge(journal, session) for session in sessions]
    assert list(verdicts(journal, sessions)) == alone
    assert len({verdict.assessment.status for verdict in alone}) == 3


def test_a_check_holds_no_more_at_a_time_however_many_the_ratings_are(database: Database) -> None:
    """Neither between two sessions nor from the first to the last."""
    peaks = []
    for ratings in (5_000, 20_000):
        diary = Diary.of_new_patient(database, f"of {ratings}")
        diary.massage(march(2))
        diary.massage(march(1) + ratings * 10 * MINUTE)
        fill(diary, ratings)
        unfollowed = len(list(file_check.problems(database)))
        tracemalloc.start()
        assert len(list(file_check.problems(database))) == unfollowed
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    fewer, more = peaks
    assert more < 1.2 * fewer
