"""Stories of several lines on one file, so that what one of them made the next can be about."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from fuzz_desk import DONE, desk
from fuzz_lines import COMMANDS, lines
from fuzz_values import HOSTILE, NOTES
from hypothesis import strategies as some
from oracle import PRIVATE

#: Saturday 14 March 2026 09:12 in Berlin, and clocks that are wrong, change, or end.
NOW = 1_773_475_920.5
CLOCKS = (NOW, NOW, NOW, NOW, 0.0, 1_774_746_000.0, 1_792_891_800.0, 7_289_654_399.0, 9e9)
ONE = (
    ["pain", "back=7", "leg-left=4", "--at", "-5h", "--note", PRIVATE],
    ["massage", "log", "--at", "-4h", "--minutes", "30", "--note", PRIVATE],
    ["pain", "2", "--note", PRIVATE],
    ["phase", "start", "conservative", "--at", "2026-02-01"],
    ["measure", "add", "drug", "Ibuprofen", "--from", "2026-02-01"],
    ["clearance", "add", "--by", "Dr. Vogel", "--specialty", "neurologist"],
    ["edit", "p3", "--value", "3"],
    ["void", "p2", "--because", "a slip"],
    ["massage", "screen", "m1", "--yes", "skin=neck", "--no", "rest"],
    ["note", "new", "m1", "-s", PRIVATE],
    ["pain", "3", "--weakness", "leg-left"],
    ["redflags", "--yes", "fever", "--note", PRIVATE],
    ["score", "add", "rmdq", "--ticked", "1,5"],
)
THREE = (
    ["patient", "add", "Anna", "--zone", "Asia/Tokyo", "--site", "neck"],
    ["patient", "add", "Zoé", "--diagnosis", PRIVATE],
    *(["--patient", name, *line] for name in ("Anna", "zoé") for line in ONE[:4]),
    ["patient", "use", "Anna"],
)


class Story(NamedTuple):
    """What there is at first, what the clock shows, and what is typed; each line with a stdin."""

    begins: str
    now: float
    lines: list[tuple[list[str], bytes]]


_PIPED = some.one_of(some.sampled_from((*HOSTILE, *NOTES)), some.text(max_size=30)).map(
    lambda text: (text + PRIVATE).encode("utf-8", "surrogatepass")
)


def stories(commands: tuple[Any, ...] = COMMANDS) -> Any:
    """Stories that are told with these commands."""
    typed = some.tuples(
        lines(commands), some.one_of(some.just(b""), _PIPED, some.binary(max_size=30))
    )
    return some.builds(
        Story,
        some.sampled_from(("one", "three", "nothing", "one")),
        some.sampled_from(CLOCKS),
        some.lists(typed, min_size=1, max_size=6),
    )


def kept_files(folder: Path) -> Mapping[str, Path | None]:
    """The files that a story may begin with, by the name it calls them."""
    made: dict[str, Path | None] = {"nothing": None}
    for name, told in (("one", ONE), ("three", (*ONE, *THREE))):
        with desk(None, NOW) as at:
            for line in told:
                done = at.run(line)
                assert done.code == DONE, (line, done)
            made[name] = shutil.move(at.db, folder / f"{name}.db")
    return made


def tell(files: Mapping[str, Path | None], story: Story) -> None:
    """Type one line after the other, and see that the file is sound."""
    with desk(files[story.begins], story.now) as at:
        for line, stdin in story.lines:
            at.run(line, stdin)
        at.must_be_sound()
