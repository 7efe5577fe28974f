"""What of an assessment is stored as a warning, and which stored warning asks for an answer."""

import pytest

from rehabtrack.domain.companion_rules import Opinion
from rehabtrack.domain.findings import (
    GRAVITY,
    Finding,
    StoredWarning,
    cited,
    findings,
    status_words,
)
from rehabtrack.domain.high_pain import Assessment, Reading
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.red_flags import Flag

POLICY = Policy(0, 4, 36, "Dr Vogel")
SEVERE = Reading(1000, 0, "back", "nrs", 7, "now", 41, 2, 0)
MODERATE = Reading(2000, 0, "leg-left", "vas", 45, "now", 42, 1, 0)
REFUSED = Opinion(3, 2, "Dr Vogel", True, 0, None)


def finding(status: str = "high-pain", category: int | None = None) -> Finding:
    return Finding("high-pain", 1, status, "rated-high", category, 3, 24, None, "p1.1", None)


def stored(status: str, **changes: object) -> StoredWarning:
    warning = StoredWarning(
        *(1, 7, finding(status), 5000, "at-logging", 9, 1),
        *(0, None, None),
        answered=False,
        seen=False,
    )
    return warning._replace(**changes)


def test_a_session_that_is_clear_and_not_refused_leaves_nothing() -> None:
    assert findings(Assessment("clear", None, POLICY, (SEVERE,), None), (), ()) == ()


def test_high_pain_is_stored_with_its_policy_and_the_versions_of_its_evidence() -> None:
    high = Assessment("high-pain", "rated-high", POLICY, (SEVERE, MODERATE), 90_000)
    assert findings(high, (), ()) == (
        Finding(
            rule="high-pain",
            rule_version=1,
            status="high-pain",
            reason="rated-high",
            category=3,
            limit=4,
            hours=36,
            on_advice_of="Dr Vogel",
            evidence="p41.2 p42.1",
            until=90_000,
        ),
    )


def test_what_is_not_known_is_stored_too() -> None:
    unknown = Assessment("unverified", "no-recent-rating", POLICY, (), None)
    (found,) = findings(unknown, (), ())
    assert (found.status, found.reason) == ("unverified", "no-recent-rating")
    assert (found.category, found.evidence, found.until) == (None, "", None)


def test_a_doctors_refusal_is_stored_beside_what_the_rule_says() -> None:
    clear = Assessment("clear", None, POLICY, (), None)
    high = Assessment("high-pain", "rated-high", POLICY, (SEVERE,), 90_000)
    refusal = Finding(
        rule="clearance",
        rule_version=1,
        status="refused",
        reason="refused",
        category=None,
        limit=None,
        hours=None,
        on_advice_of=None,
        evidence="c3.2 c4.1",
        until=None,
    )
    refusals = (REFUSED, REFUSED._replace(no=4, version=1))
    assert findings(clear, refusals, ()) == (refusal,)
    assert findings(high, refusals, ()) == (*findings(high, (), ()), refusal)


def test_the_status_is_graver_than_the_category() -> None:
    in_order = [
        finding("clear"),
        finding("unverified", 3),
        finding("high-pain"),
        finding("high-pain", 2),
        finding("high-pain", 3),
        finding("refused"),
    ]
    gravities = [each.gravity for each in in_order]
    assert gravities == sorted(set(gravities))


def test_a_grade_is_what_was_said_without_what_it_rests_on() -> None:
    assert finding("high-pain", 2).grade == ("high-pain", 2)
    assert finding("unverified").grade == ("unverified", None)


def test_the_evidence_names_the_records_again() -> None:
    assert cited("p41.2 p42.1 c3.12") == [("p", 41, 2), ("p", 42, 1), ("c", 3, 12)]
    assert cited("") == []


@pytest.mark.parametrize("status", ["high-pain", "refused"])
def test_high_pain_and_a_refusal_ask_for_an_answer(status: str) -> None:
    assert stored(status).due


@pytest.mark.parametrize(
    ("status", "changes"),
    [
        pytest.param("unverified", {}, id="unverified is only counted"),
        pytest.param("high-pain", {"answered": True}, id="it was answered"),
        pytest.param("high-pain", {"seen": True}, id="an import raised it"),
        pytest.param("high-pain", {"withdrawn_by": 12}, id="it was withdrawn"),
    ],
)
def test_what_asks_for_no_answer(status: str, changes: dict[str, object]) -> None:
    assert not stored(status, **changes).due


def test_an_emergency_is_stored_beside_all_else_and_is_the_gravest() -> None:
    clear = Assessment("clear", None, POLICY, (SEVERE,), None)
    flags = (Flag(1, 2, "saddle", 0, None), Flag(3, 1, "bowel", 0, None))
    (found,) = findings(clear, (), flags)
    assert found == Finding(
        "red-flag", 1, "red-flag", "emergency", None, None, None, None, "r1.2 r3.1", None
    )
    assert max(GRAVITY, key=GRAVITY.__getitem__) == "red-flag"


def test_nobody_reads_that_a_massage_is_clear() -> None:
    read = [status_words(status) for status in GRAVITY]
    assert read == ["no high pain", "unverified", "high-pain", "refused", "red-flag"]
