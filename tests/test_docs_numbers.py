"""The numbers that the pages tell are those that the program judges by."""

from itertools import pairwise

import man_page
import pytest
import readme

from rehabtrack.domain.companion_rules import AFTER_SURGERY_DAYS, EXPIRY_DAYS, SCREEN_HOURS
from rehabtrack.domain.high_pain import FRESH_HOURS, RERATE_DAYS
from rehabtrack.domain.instruments import IMPORTANT_PER_CENT
from rehabtrack.domain.policy import DEFAULT_HOURS, DEFAULT_LIMIT
from rehabtrack.domain.red_flags import NEW_DAYS
from rehabtrack.domain.response_groups import FEWEST
from rehabtrack.domain.scales import CATEGORIES, CATEGORY_ENDS, VALUES, highest_weak
from rehabtrack.domain.when import FUTURE_MINUTES
from rehabtrack.services.due import ASKED_DAYS
from rehabtrack.services.same_massage import ONE_SESSION_MINUTES

TOLD = [
    ("README.md", f"covers the {DEFAULT_HOURS} hours after it"),
    ("README.md", f"in the last {FRESH_HOURS} hours"),
    ("docs/rule-for-patients.md", f"the {DEFAULT_HOURS} hours after it"),
    ("docs/rule-for-patients.md", f"up to {RERATE_DAYS} days for a new number"),
    ("docs/rule-for-clinicians.md", f"{DEFAULT_HOURS} unless the policy says otherwise"),
    ("docs/rule-for-clinicians.md", f"younger than {RERATE_DAYS} days (ours)"),
    ("docs/rule-for-clinicians.md", f"in the {FRESH_HOURS} hours before (ours)"),
    ("docs/rule-for-clinicians.md", f"within {AFTER_SURGERY_DAYS} days after surgery (ours"),
    ("docs/rule-for-clinicians.md", f"| 1-4 | {DEFAULT_LIMIT} |"),
    ("docs/rule-for-clinicians.md", f"| 1-72 (ours) | {DEFAULT_HOURS} |"),
    ("docs/desk.md", f"in the {NEW_DAYS} days before (ours)"),
    ("docs/desk.md", f"clearance ends within {EXPIRY_DAYS} days"),
    ("docs/desk.md", f"for {SCREEN_HOURS} hours (ours)"),
    ("docs/desk.md", f"claims nothing below {FEWEST} (ours)"),
    ("docs/desk.md", f"or {IMPORTANT_PER_CENT} % of the first"),
    ("docs/share.md", f"within {ONE_SESSION_MINUTES} minutes of each other"),
    ("docs/words.md", f"more than {FUTURE_MINUTES} minutes ahead"),
]


def text_of(page: str) -> str:
    return " ".join((readme.ROOT / page).read_text(encoding="utf-8").split())


@pytest.mark.parametrize(("page", "words"), TOLD, ids=lambda told: told)
def test_a_page_tells_the_number_that_the_program_judges_by(page: str, words: str) -> None:
    assert words in text_of(page)


def test_the_man_page_and_the_help_tell_the_numbers_too() -> None:
    assert f"more than {FUTURE_MINUTES} minutes ahead" in " ".join(man_page.TIMES.split())
    helped = {ctx.command_path: ctx.command.help or "" for ctx in readme.commands()}
    assert f"within {SCREEN_HOURS} hours" in " ".join(helped["rehabtrack massage screen"].split())
    assert f"last {ASKED_DAYS} days" in helped["rehabtrack warnings"]


def span(lowest: int, highest: int) -> str:
    return str(lowest) if lowest == highest else f"{lowest}-{highest}"


@pytest.mark.parametrize("scale", ["nrs", "vas"])
def test_the_cut_points_of_the_pages_are_those_of_the_scale(scale: str) -> None:
    bounds = [-1, *CATEGORY_ENDS[scale], max(VALUES[scale])]
    steps = [span(below + 1, end) for below, end in pairwise(bounds)]
    weak = highest_weak(scale, DEFAULT_LIMIT)
    high = span(weak + 1, bounds[-1])
    clinicians = text_of("docs/rule-for-clinicians.md").partition(f"| `{scale}`")[2]
    assert clinicians.startswith(f", 0-{bounds[-1]}")
    assert " | ".join([*steps, high]) in clinicians.partition("| from |")[0]
    short = text_of("README.md").partition(f"| `{scale}`")[2]
    assert f"| {span(0, weak)} | {high} |" in short[:60]


@pytest.mark.parametrize("scale", ["faces", "vrs"])
def test_the_steps_of_the_pages_are_those_of_the_scale(scale: str) -> None:
    weak = highest_weak(scale, DEFAULT_LIMIT)
    low = [value for value in VALUES[scale] if value <= weak]
    words = CATEGORIES if scale == "vrs" else [str(value) for value in range(11)]
    row = text_of("README.md").partition(f"| `{scale}`")[2]
    assert f"| {', '.join(words[value] for value in low)} |" in row[:60]
