"""A terminal for the tests of the command line."""

from pathlib import Path

import pytest
from command_line import Terminal


@pytest.fixture
def rt(tmp_path: Path) -> Terminal:
    """The program as somebody uses it on Saturday 14 March 2026 at 09:12 in Berlin."""
    return Terminal(tmp_path)
