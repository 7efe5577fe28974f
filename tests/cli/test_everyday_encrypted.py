"""What people do every day comes out the same, to the letter, where the file is encrypted.

The tests of those commands, run once more with another terminal.
"""

from pathlib import Path

import pytest
from command_line import Terminal
from encrypted_terminal import EncryptedTerminal
from test_corrections import *  # noqa: F403
from test_looking_back_commands import *  # noqa: F403
from test_massage_commands import *  # noqa: F403
from test_pain_command import *  # noqa: F403
from test_treatment_commands import *  # noqa: F403
from test_warning_commands import *  # noqa: F403

pytestmark = pytest.mark.files


@pytest.fixture
def rt(tmp_path: Path) -> Terminal:
    return EncryptedTerminal(tmp_path)


def test_the_file_is_encrypted_in_all_of_them(rt: Terminal) -> None:
    rt("2")
    assert not Path(rt.db).read_bytes().startswith(b"SQLite format 3")
    assert rt("log").out.startswith("p1  2/10 back")
