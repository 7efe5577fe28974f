"""How many examples a property is told with."""

from typing import Any

from hypothesis import settings


def at_most(examples: int, **more: Any) -> settings:
    """So many at most, for one that takes long; fewer where all is only told once more."""
    return settings(max_examples=min(examples, settings().max_examples), **more)
