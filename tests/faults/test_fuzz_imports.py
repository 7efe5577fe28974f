"""Whatever file is imported: its rows are stored, there already or refused, and told."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from fuzz_tables import IMPORTS, tell


@pytest.mark.parametrize("begins", ["nothing", "three"])
def test_whatever_is_imported_is_stored_or_refused_in_a_sentence(
    begins: str, fuzz_files: dict[str, Path | None], fuzzed: Callable[..., None]
) -> None:
    fuzzed(partial(tell, fuzz_files[begins]), IMPORTS, few=20)
