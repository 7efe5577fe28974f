"""A command loads the ways of the engine that its database has, and none of the other's."""

import pytest
from command_line import Terminal
from test_starting import everything_loaded, ours

from rehabtrack.storage.database import is_address


@pytest.mark.parametrize("line", ["", "6", "log", "export jsonl --to {}", "db check", "role"])
def test_a_command_loads_nothing_of_the_other_engine(rt: Terminal, line: str) -> None:
    rt("2")
    own, others = ("postgresql", "sqlite") if is_address(rt.db) else ("sqlite", "postgresql")
    loaded = list(filter(ours, everything_loaded(rt, line.format(rt.folder / "all.jsonl"))))
    assert [name for name in loaded if own in name]
    assert [name for name in loaded if others in name] == []
