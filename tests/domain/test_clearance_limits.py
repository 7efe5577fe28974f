"""Which limit of a doctor's clearance a massage would break."""

from rehabtrack.domain.clearance_limits import Bounds, Breach, Manner, breaches
from rehabtrack.domain.companion_rules import EXPIRY_DAYS, Notice, Opinion, expiry_notice
from rehabtrack.domain.moment import DAY, MINUTE


def cleared(
    no: int = 1, areas: str = "", techniques: str = "", pressure: str | None = None, by: str = ""
) -> Bounds:
    return Bounds(no, by or f"Dr {no}", manner(areas, techniques, pressure), None, None)


def manner(areas: str = "", techniques: str = "", pressure: str | None = None) -> Manner:
    return Manner(tuple(areas.split()), tuple(techniques.split()), pressure)


def test_without_a_clearance_no_limit_is_broken() -> None:
    assert breaches([], manner("neck", "pressing", "deep")) == ()


def test_a_clearance_bound_to_nothing_covers_everything() -> None:
    assert breaches([cleared()], manner("neck", "pressing", "deep")) == ()


def test_what_is_named_is_covered_and_nothing_else() -> None:
    clearance = cleared(3, "lower-back neck", "stroking", "medium")
    assert breaches([clearance], manner("neck", "stroking", "medium")) == ()
    assert breaches([clearance], manner("neck", "stroking", "light")) == ()
    assert breaches([clearance], manner("buttock-left neck", "stroking pressing", "deep")) == (
        Breach(3, "area", ("buttock-left",)),
        Breach(3, "technique", ("pressing",)),
        Breach(3, "pressure", ("medium",)),
    )


def test_every_area_that_is_not_covered_is_named_once() -> None:
    found = breaches([cleared(1, "neck")], manner("leg-left neck leg-right"))
    assert found == (Breach(1, "area", ("leg-left", "leg-right")),)


def test_other_words_are_the_same_in_whatever_case() -> None:
    clearance = cleared(1, "other:jaw", "other:Cupping")
    assert breaches([clearance], manner("other:Jaw", "other:cupping")) == ()


def test_what_a_doctor_said_of_an_area_last_holds_for_it() -> None:
    wide, narrow = cleared(1, pressure="medium", by="Ott"), cleared(2, "neck", "", "light", "ott")
    assert breaches([wide, narrow], manner("neck", "", "medium")) == (
        Breach(2, "pressure", ("light",)),
    )
    assert breaches([wide, narrow], manner("lower-back", "", "medium")) == ()
    assert breaches([wide, narrow._replace(by="Roth")], manner("neck", "", "medium")) == ()


def test_what_is_not_said_of_a_massage_breaks_nothing() -> None:
    clearance = cleared(1, "neck", "stroking", "light")
    assert breaches([clearance], manner()) == ()
    assert breaches([clearance], manner(techniques="pressing")) == (
        Breach(1, "technique", ("pressing",)),
    )
    assert breaches([clearance], manner(pressure="medium")) == (Breach(1, "pressure", ("light",)),)


def test_each_area_may_be_covered_by_a_clearance_of_its_own() -> None:
    both = [cleared(1, "neck", "stroking"), cleared(2, "lower-back", "stroking pressing")]
    assert breaches(both, manner("neck lower-back", "stroking")) == ()
    assert breaches(both, manner("neck lower-back", "pressing")) == (
        Breach(1, "technique", ("pressing",)),
    )


def test_one_clearance_must_allow_all_of_it_at_an_area() -> None:
    both = [cleared(1, "neck", "pressing", "light"), cleared(2, "neck", "stroking", "deep")]
    assert breaches(both, manner("neck", "pressing", "deep")) == (
        Breach(2, "technique", ("pressing",)),
    )


def test_the_clearance_that_fits_best_tells_what_is_broken() -> None:
    names_the_area = cleared(1, "neck", "stroking", "light")
    names_another = cleared(2, "lower-back", "pressing", "deep")
    found = breaches([names_the_area, names_another], manner("neck", "pressing", "deep"))
    assert {breach.no for breach in found} == {1}
    breaks_less = cleared(1, "neck", "pressing", "light")
    breaks_more = cleared(2, "neck", "stroking", "light")
    found = breaches([breaks_less, breaks_more], manner("neck", "pressing", "deep"))
    assert found == (Breach(1, "pressure", ("light",)),)
    assert breaches([cleared(1, "neck"), cleared(2, "leg-left")], manner("arm-left")) == (
        Breach(2, "area", ("arm-left",)),
    )


# --- how long it still lasts ---------------------------------------------------------------------


def opinion(no: int, end: int | None, *, start: int = 0, refuses: bool = False) -> Opinion:
    return Opinion(no, 1, "Dr Ott", refuses, start, end)


AT = 100 * DAY
LAST = AT + EXPIRY_DAYS * DAY


def test_a_clearance_expires_when_its_end_is_14_days_ahead_or_nearer() -> None:
    assert expiry_notice([opinion(4, LAST)], AT) == Notice("clearance", "expires", (4,))
    assert expiry_notice([opinion(4, AT + MINUTE)], AT) is not None
    assert expiry_notice([opinion(4, LAST + MINUTE)], AT) is None
    assert expiry_notice([opinion(4, None)], AT) is None


def test_what_is_not_valid_does_not_expire() -> None:
    assert expiry_notice([], AT) is None
    assert expiry_notice([opinion(1, AT)], AT) is None
    assert expiry_notice([opinion(1, LAST, start=AT + MINUTE)], AT) is None
    assert expiry_notice([opinion(1, LAST, refuses=True)], AT) is None


def test_the_longest_of_several_clearances_decides() -> None:
    assert expiry_notice([opinion(1, AT + DAY), opinion(2, None)], AT) is None
    assert expiry_notice([opinion(1, AT + 9 * DAY), opinion(2, AT + DAY)], AT) == Notice(
        "clearance", "expires", (1,)
    )


def test_a_clearance_that_is_followed_by_another_without_a_gap_does_not_expire() -> None:
    ending = opinion(1, AT + 5 * DAY)
    expires = Notice("clearance", "expires", (1,))
    assert expiry_notice([ending, opinion(2, None, start=AT + 5 * DAY)], AT) is None
    assert expiry_notice([ending, opinion(2, LAST + 1, start=AT + DAY)], AT) is None
    shorter = Notice("clearance", "expires", (2,))
    assert expiry_notice([ending, opinion(2, LAST, start=AT + DAY)], AT) == shorter
    assert expiry_notice([ending, opinion(2, None, start=AT + 5 * DAY + 1)], AT) == expires
    assert expiry_notice([ending, opinion(2, None, start=AT + DAY, refuses=True)], AT) == expires


def test_a_renewal_counts_from_where_the_clearance_before_it_ends() -> None:
    renewal = opinion(2, None, start=AT + DAY)
    assert expiry_notice([opinion(1, AT + DAY), renewal], AT) is None
    short = opinion(2, LAST, start=AT + DAY)
    assert expiry_notice([opinion(1, AT + DAY), short], AT) == Notice("clearance", "expires", (2,))
    assert expiry_notice([opinion(1, AT + DAY - MINUTE), renewal], AT) == Notice(
        "clearance", "expires", (1,)
    )
