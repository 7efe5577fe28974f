"""The laws of warnings, undo, imports and phases hold alike where the file is encrypted.

They are the tests of those laws, tried on fewer examples: another file changes no rule, and whether
the library that encrypts does as SQLite does shows in any of them.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import engines
import pytest
import test_phase_service as of_phases
import test_standing_warnings as of_warnings
import test_undoing as of_undoing
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import stories, writes

from rehabtrack.storage import converting, keys
from rehabtrack.storage.database import Database, open_or_create

pytestmark = pytest.mark.files


@pytest.fixture(scope="session")
def reused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One encrypted database for the many examples of a property, each of which rolls back."""
    folder = tmp_path_factory.mktemp("encrypted")
    path = str(folder / "journal.db")
    open_or_create(path).close()
    converting.convert(path, keys.NO_KEY, keys.new_in_file(str(folder / "key")))
    with closing(engines.hurry(open_or_create(path))) as opened:
        yield opened


def law(test: Any, **drawn: Any) -> Any:
    """A property that is tested elsewhere, on a few examples of what it is given there."""
    return settings(max_examples=15)(given(**drawn)(test.hypothesis.inner_test))


test_the_standing_warnings_equal_a_full_reassessment = law(
    of_warnings.test_the_standing_warnings_equal_a_full_reassessment, story=stories()
)
test_an_answer_holds_until_status_or_category_rises_and_what_is_the_same_stays = law(
    of_warnings.test_an_answer_holds_until_status_or_category_rises_and_what_is_the_same_stays,
    story=stories(),
)
test_the_order_of_insertion_never_matters_to_what_stands = law(
    of_warnings.test_the_order_of_insertion_never_matters_to_what_stands,
    told=of_warnings.diaries_and_another_order(),
)
test_as_many_redos_as_undos_come_back_to_the_same = law(
    of_undoing.test_as_many_redos_as_undos_come_back_to_the_same,
    story=of_undoing.told_then_undone(),
)
test_whatever_a_command_did_its_undo_leaves_it_as_it_was = law(
    of_undoing.test_whatever_a_command_did_its_undo_leaves_it_as_it_was,
    before=stories(12),
    change=writes,
)
test_whatever_is_done_at_most_one_phase_is_open_and_none_overlap = law(
    of_phases.test_whatever_is_done_at_most_one_phase_is_open_and_none_overlap,
    steps=st.lists(of_phases.STEPS, max_size=15),
)


def test_the_file_is_encrypted(reused: Database) -> None:
    assert not Path(reused.path).read_bytes().startswith(b"SQLite format 3")
