"""Seals and digests of many rows made at once: the very ones that a check computes row by row."""

from collections.abc import Callable
from typing import Any

import engines
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from journals import command, massage, new_journal, one_of_every_kind, opened, pain

from rehabtrack.domain.findings import Finding
from rehabtrack.domain.records.entry import Entry
from rehabtrack.storage.arrivals import note_arrivals, note_intake
from rehabtrack.storage.database import Database
from rehabtrack.storage.digests import Digests, digest_of
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.rows import columns_of
from rehabtrack.storage.tampering import altered, broken
from rehabtrack.storage.warnings import Raised, raise_all

_FINDING = Finding("high-pain", 1, "unverified", "no-recent-rating", None, 3, 24, None, "", None)
_RAISED = Raised(1, _FINDING, "import", 0)
_VALUES = (
    some.none() | some.integers(-(2**53), 2**53) | some.text(max_size=9) | some.binary(max_size=16)
)
_ROWS = some.lists(some.tuples(_VALUES, some.tuples(_VALUES, _VALUES), _VALUES), max_size=5)


@given(author=some.text(), rows=_ROWS, times=some.integers(1, 3))
def test_the_digests_of_many_rows_are_those_of_each(
    author: str, rows: list[tuple[Any, tuple[Any, Any], Any]], times: int
) -> None:
    digests = Digests("pain", 1, 7, author, 1_773_468_600_000)
    for no, (first, content, last) in enumerate(rows * times, 1):
        row = (first, *content, last)
        said = ("pain", b"0123456789abcdef", no, 1, 7, author, 1_773_468_600_000)
        assert digests.of(b"0123456789abcdef", no, row) == digest_of(*said, *row)


def _many(kind: str, record: Callable[..., Any]) -> Callable[[Journal], None]:
    rows = [columns_of(kind, record(), b"0123456789abcdef") for _ in range(3)]
    return lambda journal: journal.add_many(kind, rows, action="import")


def _newest(journal: Journal) -> Entry[Any]:
    return journal.entry("pain", journal.newest_numbers("pain", 1)[0])


_STEPS: dict[str, Callable[[Journal], object]] = {
    "many ratings": _many("pain", pain),
    "many massages": _many("massage", massage),
    "a rating": lambda journal: journal.add(pain(), action="log"),
    "a massage": lambda journal: journal.add(massage(), action="log"),
    "a phase": lambda journal: journal.add(one_of_every_kind()[2], action="log"),
    "an edit": lambda journal: journal.edit(_newest(journal), pain(value=5)),
    "a void": lambda journal: journal.void(_newest(journal), "a slip"),
    "its undoing": lambda journal: journal.unvoid(_newest(journal), "no slip"),
    "a warning": lambda journal: raise_all(journal, [_RAISED], journal.begin("import")),
}


@given(steps=some.lists(some.sampled_from(list(_STEPS)), min_size=1, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_change_makes_is_sealed_as_a_check_reads_it(
    journal: Journal, steps: list[str]
) -> None:
    with command(journal) as writing:
        for step in steps:
            _STEPS[step](writing)
    assert [*broken(opened(journal)), *altered(opened(journal))] == []


def test_two_changes_of_one_transaction_are_linked(journal: Journal) -> None:
    with command(journal) as one:
        one.add(pain(), action="log")
        other = opened(journal)
        other.add(pain(), action="log")
    assert list(broken(opened(journal))) == []


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE intake SET format = 'x'", "What u3 took in is not as it was stored."),
        ("UPDATE arrival SET original = 'x'", "Where p1 came from is not as it was stored."),
        ("UPDATE warning SET rule = 'screen'", "w1 is not as it was stored."),
        ("UPDATE warning SET cause = 'none'", "w1 is not as it was stored."),
    ],
)
def test_what_came_with_a_record_and_what_it_warns_of_is_found_altered(
    journal: Journal, statement: str, problem: str
) -> None:
    with command(journal) as writing:
        raise_all(writing, [_RAISED], writing.begin("import"))
        note_intake(writing, "share", bytes(32))
        note_arrivals(writing, [("pain", 1, 1, *(None,) * 5, 0, 0, None)])
    assert list(altered(opened(journal))) == []
    with engines.tool(journal.database.path) as tool, tool.unguarded("warning"):
        tool.execute(statement)
    assert list(altered(opened(journal))) == [problem]


@pytest.fixture
def journal(database: Database) -> Journal:
    """The journal of a patient who rated once and had one massage."""
    found = new_journal(engines.hurry(database))
    with command(found) as writing:
        writing.add(massage(), action="log")
        writing.add(pain(), action="log")
    return found
