"""Whatever is typed: a record, an answer or one sentence, and the file stays sound."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fuzz_desk import MISUSED, desk
from fuzz_lines import COMMANDS
from fuzz_stories import NOW, stories, tell

EVERY = [pytest.param(each, id=" ".join(each[0]) or "today") for each in COMMANDS]


@pytest.mark.parametrize("command", EVERY)
def test_a_command_stores_answers_or_refuses_in_a_sentence_whatever_it_is_given(
    command: Any, fuzz_files: Mapping[str, Path | None], fuzzed: Callable[..., None]
) -> None:
    fuzzed(partial(tell, fuzz_files), stories((command,)), few=3)


def test_commands_one_after_the_other_leave_a_sound_file(
    fuzz_files: Mapping[str, Path | None], fuzzed: Callable[..., None]
) -> None:
    fuzzed(partial(tell, fuzz_files), stories(), few=20)


def test_the_demo_takes_no_word() -> None:
    with desk(None, NOW) as at:
        assert at.run(["demo", "x"]).code == MISUSED
