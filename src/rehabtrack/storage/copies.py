"""Whole copies that lie beside a database: what they are called, and which may go again.

`journal.db.backup-20260314T081200000000Z-1f2e3d4c.db` was made because somebody asked for it,
`.before-1-to-2-..` before an upgrade, and `.replaced-..` is the file that a copy took the place of.
The time is in UTC.
"""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime

from rehabtrack.domain.named import Named
from rehabtrack.storage.database import KEY_NOTE

ASKED, REPLACED = "backup", "replaced"
#: How many automatic copies are kept beside the newest of each month.
KEPT = 5
_NAME = r"(before-\d+-to-\d+|backup|replaced)-(\d{8}T\d{12}Z)-[0-9a-f]{8}\.db"
_STAMP = "%Y%m%dT%H%M%S%fZ"


class Copy(Named):
    """A copy beside a database; `stamp` sorts as its time does."""

    path: str
    why: str
    stamp: str

    @property
    def automatic(self) -> bool:
        """Whether it was made before an upgrade, unasked."""
        return self.why.startswith("before-")


def before_upgrade(old: int, new: int) -> str:
    """Why a copy is made before an upgrade."""
    return f"before-{old}-to-{new}"


def new_name(path: str, why: str, now: int) -> str:
    """A name that is free for a copy made at `now` (ms) of the database at `path`."""
    at = datetime.fromtimestamp(now / 1000, UTC).strftime(_STAMP)
    # two programs may begin at one instant
    return f"{os.path.basename(path)}.{why}-{at}-{os.urandom(4).hex()}.db"


def beside(path: str) -> list[Copy]:
    """The copies beside the database at `path`, oldest first."""
    folder, name = os.path.split(path)
    try:
        names = os.listdir(folder or os.curdir)
    except OSError:
        return []
    found = []
    for each in names:
        match = re.fullmatch(_NAME, each.removeprefix(f"{name}.")) if each != name else None
        if match and each.startswith(f"{name}."):
            found.append(Copy(os.path.join(folder, each), match[1], match[2]))
    return sorted(found, key=lambda copy: (copy.stamp, copy.path))


def newest_beside(path: str) -> str | None:
    """The newest copy beside a database that was sound when it was made."""
    copies = [copy.path for copy in beside(path) if copy.why != REPLACED]
    return copies[-1] if copies else None


def superseded(copies: Iterable[Copy]) -> list[Copy]:
    """The copies that may go: automatic, not of the last five, and not the newest of a month."""
    automatic = sorted((c for c in copies if c.automatic), key=lambda copy: copy.stamp)
    newest_of_month = {copy.stamp[:6]: copy for copy in automatic}
    kept = {copy.path for copy in (*automatic[-KEPT:], *newest_of_month.values())}
    return [copy for copy in automatic if copy.path not in kept]


def rotate(path: str) -> None:
    """Take away the automatic copies of a database that newer ones make needless."""
    for copy in superseded(beside(path)):
        for each in (copy.path, copy.path + KEY_NOTE):
            with suppress(OSError):  # gone already, or not ours to remove: it does no harm
                os.unlink(each)
