"""Whole stories that a clinician can read (scenarios/*.toml), told to the rule.

Times are the wall clock of the story's zone, or of a rating's own `zone`; a bare date is known only
by its date. A session lists its ratings as `site value time`. `recorded` is when a rating was
written down, `known` until when the ratings are known to whoever asks.
"""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rehabtrack.domain.high_pain import PainState, Reading, Session
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.periods import high_pain_periods
from rehabtrack.domain.policy import DEFAULT_POLICY, Policy, policy_at
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.scales import CATEGORIES, read_value, value_words

STORIES = sorted((Path(__file__).parent / "scenarios").glob("*.toml"))


def instant(wall: datetime, zone: ZoneInfo) -> int:
    return int(wall.replace(tzinfo=zone).timestamp()) * 1000


def moment(text: str, zone: ZoneInfo) -> Moment:
    wall = datetime.fromisoformat(text)
    at, width = instant(wall, zone), 0
    if len(text) == len("2026-03-14"):
        width = instant(wall + timedelta(days=1), zone) - at
    return Moment(at, width, 0, zone.key)


def shown(at: int, width: int, zone: ZoneInfo) -> str:
    wall = datetime.fromtimestamp(at / 1000, zone)
    return str(wall.date()) if width else f"{wall:%Y-%m-%d %H:%M}"


def reading(no: int, told: dict[str, Any], zone: ZoneInfo) -> Reading | None:
    """The rating as the rule hears it; None when it does not count."""
    scale, after = told.get("scale", "nrs"), told.get("after")
    spoken_in = ZoneInfo(told["zone"]) if "zone" in told else zone
    rating = PainRating(
        moment=moment(told["at"], spoken_in),
        site=told["site"],
        scale=scale,
        value=read_value(scale, str(told["value"])),
        recall=told.get("recall", "now"),
        session=after,
        relation="after" if after else None,
    )
    when, site, value = rating.moment, rating.site, rating.value
    heard = Reading(when.at, when.width, site, scale, value, rating.recall, no, 1, after or 0)
    return heard if rating.counts else None


def readings(story: dict[str, Any], zone: ZoneInfo, known: str) -> list[Reading]:
    told = enumerate(story.get("rating", []), 1)
    heard = (reading(no, one, zone) for no, one in told if one.get("recorded", "") <= known)
    return sorted((one for one in heard if one), key=lambda one: (one.at, one.no))


def policies(story: dict[str, Any], zone: ZoneInfo) -> list[Policy]:
    return [
        Policy.checked(
            moment(told["from"], zone).at, told["limit"], told["hours"], told.get("on_advice_of")
        )
        for told in story.get("policy", [])
    ]


def answer(story: dict[str, Any], told: dict[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """What the rule says of one session, in the words of the stories."""
    when = moment(told["at"], zone)
    massage = Session(told["no"], when.at, when.width)
    state = PainState(policies(story, zone))
    for one in readings(story, zone, told.get("known", "9999")):
        if one.at <= massage.judged_at:
            state.observe(one)
    found = state.assess(massage)
    said: dict[str, Any] = {
        "status": found.status,
        "evidence": [
            f"{one.site} {value_words(one.scale, one.value)} {shown(one.at, one.width, zone)}"
            for one in found.evidence
        ],
    }
    if found.reason:
        said["reason"] = found.reason
    if found.until is not None:
        said["until"] = shown(found.until, 0, zone)
    return said


def drawn(story: dict[str, Any], zone: ZoneInfo) -> list[dict[str, Any]]:
    rules = policies(story, zone)
    policy = policy_at(rules, rules[-1].at) if rules else DEFAULT_POLICY
    return [
        {
            "start": shown(period.start, 0, zone),
            "end": shown(period.end, 0, zone),
            "sites": list(period.sites),
            "peak": CATEGORIES[period.peak.category],
            "highest": [value_words(scale, value) for scale, value in period.peak.values],
        }
        for period in high_pain_periods(readings(story, zone, "9999"), policy)
    ]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_rule_answers_the_whole_story_as_it_is_told(path: Path) -> None:
    story = tomllib.loads(path.read_text(encoding="utf-8"))
    zone = ZoneInfo(story["zone"])
    asked = ("no", "at", "known", "why")
    for told in story["session"]:
        expected = {key: value for key, value in told.items() if key not in asked}
        assert answer(story, told, zone) == expected, f"{told['at']}: {told['why']}"
    if "period" in story:
        assert drawn(story, zone) == story["period"]


def test_every_story_has_a_title_and_is_told_in_words() -> None:
    assert len(STORIES) >= 8
    for path in STORIES:
        story = tomllib.loads(path.read_text(encoding="utf-8"))
        assert story["title"]
        assert len(story["story"].split()) > 15
