"""Whatever is typed: a record, an answer or one sentence, and the file stays sound."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fuzz_desk import MISUSED, desk
from fuzz_lines import COMMANDS, is_flag, line_with
from fuzz_stories import NOW, stories, tell
from fuzz_values import HOSTILE
from oracle import PRIVATE

EVERY = [pytest.param(each, id=" ".join(each[0]) or "today") for each in COMMANDS]


@pytest.mark.parametrize("command", EVERY)
def test_a_command_stores_answers_or_refuses_in_a_sentence_whatever_it_is_given(
    command: Any, fuzz_files: Mapping[str, Path | None], fuzzed: Callable[..., None]
) -> None:
    fuzzed(partial(tell, fuzz_files), stories((command,)), few=3)


@pytest.mark.parametrize("command", EVERY)
def test_each_argument_and_option_takes_or_refuses_what_is_hostile(
    command: Any,
    fuzz_files: Mapping[str, Path | None],
    random: Random,
    rounds: Callable[[int], range],
) -> None:
    words, known = command
    some = min(4 * len(rounds(1)), len(HOSTILE))
    with desk(fuzz_files["one"], NOW) as at:
        for param in known.params:
            for value in () if is_flag(param) else random.sample(HOSTILE, some):
                at.run(line_with(words, known, str(param.name), value), PRIVATE.encode())
        at.must_be_sound()


def test_commands_one_after_the_other_leave_a_sound_file(
    fuzz_files: Mapping[str, Path | None], fuzzed: Callable[..., None]
) -> None:
    fuzzed(partial(tell, fuzz_files), stories(), few=20)


def test_the_demo_takes_no_word() -> None:
    with desk(None, NOW) as at:
        assert at.run(["demo", "x"]).code == MISUSED
