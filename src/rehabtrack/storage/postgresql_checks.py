"""Whether the schema on a server is the one this program makes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehabtrack.storage.postgresql import Server


def misfits(server: "Server") -> Iterator[str]:
    """One sentence for each piece of schema that is not as it must be."""
    yield from ()
