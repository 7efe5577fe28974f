"""The change of policy refuses what the rule cannot work with."""

from datetime import date
from typing import Any

import pytest

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import HOUR, Moment, fixed_zone
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.records.policy import PolicyChange

MOMENT = Moment(HOUR, 0, 60, "Europe/Berlin")


def change(**fields: Any) -> PolicyChange:
    return PolicyChange(
        **{"moment": MOMENT, "limit": 3, "hours": 24, "because": "agreed", **fields}
    )


def test_a_change_is_read_by_the_rule_as_the_policy_from_its_instant_on() -> None:
    assert change(limit=4, hours=72, on_advice_of=" Dr. Roth").policy == Policy(
        HOUR, 4, 72, "Dr. Roth"
    )
    assert change(limit=1, hours=1).policy == Policy(HOUR, 1, 1, None)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"limit": 0}, "0 is not a limit of the rule. Use a whole number from 1 to 4."),
        ({"limit": 5}, "5 is not a limit of the rule. Use a whole number from 1 to 4."),
        ({"hours": 0}, "A high rating cannot cover 0 hours. Use a whole number from 1 to 72."),
        ({"hours": 73}, "A high rating cannot cover 73 hours. Use a whole number from 1 to 72."),
        ({"because": " "}, "The reason is empty. Write at least one character."),
        (
            {"on_advice_of": ""},
            "The name of who advised it is empty. Write at least one character.",
        ),
        (
            {"moment": fixed_zone(0).day(date(2026, 3, 14))},
            "A policy changes at an instant, not during a day. Give a time of day.",
        ),
    ],
)
def test_a_policy_outside_its_bounds_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(Refused) as refused:
        change(**fields)
    assert str(refused.value) == message


def test_a_limit_above_3_needs_the_name_of_who_advised_it() -> None:
    with pytest.raises(Refused) as refused:
        change(limit=4)
    assert str(refused.value) == (
        "A limit above 3 needs somebody's advice. Name who gave it: --on-advice-of NAME."
    )
