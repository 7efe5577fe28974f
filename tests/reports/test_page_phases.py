"""The figures by phase as a page shows them: each cut to its phase, and of how many it is."""

from courses import DAY, MARCH, course_of, march, phase, rated, session

from rehabtrack.reports.ground import ground
from rehabtrack.reports.page.phases import MOST, phase_rows

CHANGED = phase(1, "conservative", march(1), march(11)), phase(2, "recovery", march(11))


def test_each_phase_has_the_days_the_pain_and_the_massages_that_lie_in_it() -> None:
    rows = [rated(8 if day < 11 else 2, march(day, 9)) for day in range(1, 21)]
    given = [session(1, march(3, 10)), session(2, march(12, 10)), session(3, march(13, 10))]
    first, second = phase_rows(ground(course_of(rows, phases=CHANGED, sessions=given)))
    assert (first["phase"], first["when"]) == ("conservative", "1 Mar 2026 to 10 Mar 2026")
    assert second["when"] == "since 11 Mar 2026"
    assert (first["days"], first["rated"], first["given"]) == (10, 10, 1)
    assert (second["days"], second["rated"], second["given"]) == (21, 10, 2)
    pain = first["pain"]
    assert (pain["site"], pain["worst"], pain["median"], pain["n"]) == ("back", "8/10", "8/10", 10)
    assert (first["high"], second["high"]) == ("100 %", "4 %")  # 9 h of 249 h


def test_the_pain_is_of_the_site_that_was_worst_off_by_category_and_no_scale_is_converted() -> None:
    rows = [
        *(rated(5, march(day)) for day in range(1, 9)),
        *(rated(95, march(day), site="neck", scale="vas") for day in (1, 2)),
        rated(10, march(3), site="other:knee"),
    ]
    (row,) = phase_rows(ground(course_of(rows, phases=[phase(1, "recovery", march(1))])))
    assert (row["pain"]["site"], row["pain"]["worst"]) == ("neck", "95/100 mm")


def test_a_phase_in_which_nothing_was_rated_is_not_known_and_not_painless() -> None:
    first, second = phase_rows(ground(course_of([rated(3, march(20))], phases=CHANGED)))
    assert (first["rated"], first["pain"], first["high"]) == (0, None, "not known")
    assert second["high"] == "0 %"


def test_of_many_phases_the_newest_are_shown() -> None:
    many = [
        phase(no, "surgery", MARCH + no * DAY, MARCH + (no + 1) * DAY) for no in range(MOST + 2)
    ]
    rows = phase_rows(ground(course_of(phases=many)))
    assert [row["when"].partition(" to ")[0] for row in rows] == [
        f"{day} Mar 2026" for day in range(3, MOST + 3)
    ]
