"""The check of a whole file: silent where all is well, one sentence for each thing that is not."""

import re

import engines
import pytest
from diaries import Diary, march, moment, rated

from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.services import file_check
from rehabtrack.storage.database import Database

NINE = march(10, 9)
UNTRUE = "m1 has a standing warning that is not what the rule says, or lacks one."
BESIDES = "m1 is void or was not given, and a warning stands."


@pytest.fixture
def story(anna: Diary, ben: Diary) -> Diary:
    """A journal with something of everything, beside another patient's."""
    anna.rate(7, march(10, 6))
    anna.massage(NINE, before=8, after=2, minutes=30)
    anna.answer(1)
    anna.rate(2, march(10, 7), site="other:head")
    anna.phase("conservative", march(1))
    anna.doctor(since=march(9), refuses=True)
    anna.measure("ibuprofen", march(1))
    anna.rule(2, 36)
    anna.edit("p1", value=6)
    anna.void("p3")
    anna.undo()
    elsewhere = rated(3, march(10, 7), site="other:head")
    session = MassageSession(moment=moment(NINE))
    ben.bring_in(rated(9, march(10, 8)), elsewhere, session)
    return anna


def spoil(database: Database, *statements: str, untrue: str | None = None) -> None:
    """Change a database behind its guards' backs; one table even to what cannot be true."""
    with engines.tool(database.path) as tool, tool.unguarded(untrue):
        for statement in statements:
            tool.execute(statement)


def problems(diary: Diary) -> list[str]:
    return list(file_check.problems(diary.database))


def test_a_file_as_the_program_writes_it_has_no_problem(story: Diary) -> None:
    assert problems(story) == []


WITHDRAW = "UPDATE warning SET withdrawn_by = 1, withdrawn_at = 0, cause = 'none'"
COPY = (
    "INSERT INTO warning SELECT patient_id, digest, no + 1, session, rule, rule_version,"
    ' status, reason, category, "limit", hours, on_advice_of, evidence, until_at, raised_at, how,'
    " change, thread, 0, NULL, NULL, digest FROM warning"
)
NOT_GIVEN = "UPDATE massage SET given = 0, because = 'not-rated'"


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("DELETE FROM warning WHERE withdrawn_by = 0 AND patient_id = 2", UNTRUE),
        (f"{WITHDRAW} WHERE patient_id = 2", UNTRUE),
        (f"{COPY} WHERE patient_id = 2", UNTRUE),
        ("UPDATE warning SET category = 1 WHERE patient_id = 2", UNTRUE),
        ("UPDATE warning SET evidence = 'p1.9' WHERE patient_id = 2", UNTRUE),
        ('UPDATE warning SET "limit" = 4 WHERE patient_id = 2', UNTRUE),
        ("UPDATE pain SET value = 2 WHERE patient_id = 2", UNTRUE),
        (
            "UPDATE pain SET counts = 1 WHERE patient_id = 2 AND no = 2",
            "p2 is not counted as its site and recall say.",
        ),
        (f"{NOT_GIVEN} WHERE patient_id = 2", BESIDES),
        ("UPDATE massage SET voided_by = 1, void_reason = 'x' WHERE patient_id = 2", BESIDES),
        (
            "UPDATE pain SET site = 'leg-lfet' WHERE patient_id = 2",
            'a pain record cannot be true: "leg-lfet" is not a site.',
        ),
    ],
)
def test_what_was_altered_behind_the_programs_back_is_reported(
    story: Diary, statement: str, problem: str
) -> None:
    spoil(story.database, statement)
    *tampered, last = problems(story)
    assert last == f"ben: {problem}"
    assert tampered
    assert all(re.fullmatch("ben: .* not as it was( stored)?.", found) for found in tampered)


def test_a_rating_that_no_longer_counts_is_reported_with_the_warning_it_decided(
    story: Diary,
) -> None:
    spoil(story.database, "UPDATE pain SET counts = 0 WHERE patient_id = 2 AND no = 1")
    assert problems(story) == [
        "ben: p1 is not as it was stored.",
        "ben: p1 is not counted as its site and recall say.",
        f"ben: {UNTRUE}",
    ]


@pytest.mark.parametrize(
    "statement",
    [
        f"{WITHDRAW} WHERE withdrawn_by = 0 AND rule = 'clearance'",
        "UPDATE clearance SET end_at = at + 60000",
    ],
)
def test_the_check_is_of_every_rule_that_warns(story: Diary, statement: str) -> None:
    spoil(story.database, statement)
    assert problems(story)[-1] == f"anna: {UNTRUE}"


def test_where_a_record_the_rules_need_cannot_be_true_that_is_said(story: Diary) -> None:
    change = "UPDATE pain SET scale = 'nrt' WHERE patient_id = 1 AND no = 1"
    spoil(story.database, change, untrue="pain")
    if story.database.login is None:  # which else would tell of damage, and read no further
        story.database.execute("PRAGMA ignore_check_constraints = ON")
    found = problems(story)
    assert found[-2:] == [
        'anna: a pain record cannot be true: "nrt" is not a scale.',
        "anna: the warnings cannot be verified: a record they rest on cannot be true.",
    ]
    off = "The constraint ck_pain_value_on_scale is switched off."  # it does not hold for every row
    assert (off in found) == (story.database.login is not None)


def test_a_record_that_cannot_be_true_is_said_and_the_rules_go_on(story: Diary) -> None:
    spoil(story.database, "UPDATE clearance SET areas = 'bakc'")
    assert problems(story) == [
        "anna: c1 is not as it was stored.",
        'anna: a clearance record cannot be true: "bakc" is not an area.',
    ]


def test_a_guard_that_is_gone_is_reported(story: Diary) -> None:
    with engines.tool(story.database.path) as tool:
        tool.drop_trigger("warning", "no_delete")
    place = "warning." if story.database.login else ""  # a server has it at its table
    assert problems(story) == [f"The trigger {place}warning_no_delete is missing from the schema."]


@pytest.mark.files  # what damage is SQLite itself says
def test_where_the_file_is_damaged_no_more_is_read_of_it(story: Diary) -> None:
    database = story.database
    others = f"{WITHDRAW} WHERE withdrawn_by = 0"
    spoil(database, "UPDATE pain SET value = 77", others, untrue="pain")
    assert set(problems(story)) == {"SQLite reports damage: CHECK constraint failed in pain"}


def test_the_check_repairs_nothing(story: Diary) -> None:
    spoil(story.database, "UPDATE pain SET counts = 1 WHERE no = 4")
    assert problems(story) == problems(story) != []
