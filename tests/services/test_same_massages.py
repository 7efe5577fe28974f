"""Records that people mark as of one massage count as one, whatever leads from one to the other."""

from contextlib import suppress
from typing import Any

import pytest
from diaries import Diary, march
from examples import at_most
from hypothesis import given
from hypothesis import strategies as some
from stories import rolled_back

from rehabtrack.domain.errors import Refused
from rehabtrack.services import outcomes, responses
from rehabtrack.services.review import review
from rehabtrack.services.same_massage import mark_same
from rehabtrack.storage.database import Database

RECORDS = 6


def recorded(diary: Diary) -> None:
    """Massages in high pain, each rated after it, a quarter of an hour apart."""
    diary.rate(6, march(10, 8))
    for place in range(RECORDS):
        diary.massage(march(10, 9, 15 * place), before=6, after=4)


def mark(diary: Diary, one: int, other: int) -> None:
    with diary.command() as journal:
        mark_same(journal, one, other)


def counted(diary: Diary) -> dict[str, int]:
    """How many massages each way of looking back counts."""
    journal = diary.journal()
    reviewed = [one.verdict.session.no if one.same is None else one.same for one in review(journal)]
    looked_back = responses.look_back(journal)
    return {
        "review": len(set(reviewed)),
        "responses": sum(bool(one.responses) for one in looked_back),
        "outcomes": sum(outcomes.stats(journal).next_day.values()),
    }


def everywhere(number: int) -> dict[str, int]:
    return dict.fromkeys(("review", "responses", "outcomes"), number)


@pytest.mark.parametrize("pairs", [[(3, 5), (5, 6)], [(5, 6), (3, 5)], [(3, 6), (5, 6)]])
def test_a_chain_counts_once_in_whatever_order_it_was_marked(
    anna: Diary, pairs: list[tuple[int, int]]
) -> None:
    recorded(anna)
    for one, other in pairs:
        mark(anna, one, other)
    assert counted(anna) == everywhere(RECORDS - 2)


def test_a_void_record_still_leads_from_one_to_the_other(anna: Diary) -> None:
    recorded(anna)
    mark(anna, 1, 2)
    mark(anna, 2, 3)
    anna.void("m1")
    assert counted(anna) == everywhere(RECORDS - 3 + 1)
    mark(anna, 3, 4)
    assert counted(anna) == everywhere(RECORDS - 4 + 1)


def test_a_circle_that_a_foreign_file_made_counts_once(anna: Diary) -> None:
    recorded(anna)
    for no, same in ((1, 2), (2, 3), (3, 1)):
        anna.edit(f"m{no}", same=same)
    assert counted(anna) == everywhere(RECORDS - 2)
    mark(anna, 2, 4)
    assert counted(anna) == everywhere(RECORDS - 3)


pairs = some.tuples(some.integers(1, RECORDS), some.integers(1, RECORDS))


@at_most(40)
@given(some.lists(some.tuples(some.just("same"), pairs) | some.tuples(some.just("void"), pairs)))
def test_what_is_marked_as_one_counts_as_one(reused: Database, story: list[Any]) -> None:
    with rolled_back(reused) as diary:
        recorded(diary)
        groups = {no: {no} for no in range(1, RECORDS + 1)}
        void: set[int] = set()
        for what, (one, other) in story:
            with suppress(Refused):
                if what == "void":
                    diary.void(f"m{one}")
                    void.add(one)
                else:
                    mark(diary, one, other)
                    joined = groups[one] | groups[other]
                    groups.update(dict.fromkeys(joined, joined))
        standing = {frozenset(groups[no] - void) for no in groups} - {frozenset()}
        assert counted(diary) == everywhere(len(standing))
