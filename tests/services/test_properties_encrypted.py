"""The laws of warnings, undo, imports and phases hold alike where the file is encrypted."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from engines import WITHOUT_WAITING
from test_imports import (
    test_whatever_comes_in_before_and_after_the_warnings_are_what_the_rule_says,  # noqa: F401
)
from test_phase_service import (
    test_whatever_is_done_at_most_one_phase_is_open_and_none_overlap,  # noqa: F401
)
from test_standing_warnings import *  # noqa: F403
from test_undoing import (
    test_as_many_redos_as_undos_come_back_to_the_same,  # noqa: F401
    test_whatever_a_command_did_its_undo_leaves_it_as_it_was,  # noqa: F401
)

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
    with closing(open_or_create(path)) as opened:
        opened.execute(WITHOUT_WAITING)
        yield opened


def test_the_file_is_encrypted(reused: Database) -> None:
    assert not Path(reused.path).read_bytes().startswith(b"SQLite format 3")
