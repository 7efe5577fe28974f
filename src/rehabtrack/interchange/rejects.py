"""The refused rows of tables: counted, the first kept to be told, and written if asked for."""

import csv
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from types import TracebackType
from typing import Any

from rehabtrack.domain.errors import Refused
from rehabtrack.files import not_written, sync_folder, written_whole
from rehabtrack.interchange.formulas import inert
from rehabtrack.interchange.items import Refusal
from rehabtrack.interchange.layout import FIELDS

#: How many refused rows are told one by one.
TOLD = 20


class Rejects:
    """What was refused; with a path also a new file for its owner alone, if there is a row for it.

    The file is a table to be corrected and imported again: `file`, `line` and `reason`, which an
    import passes over, and the canonical columns. It is there, whole, from `finish` on, and goes
    again if what it accompanies fails.
    """

    def __init__(self, path: str | None, kind: str) -> None:
        """Raises Refused if the name is taken, be it by a link that leads nowhere."""
        self.path = path
        self.count = 0
        self.first: list[tuple[str, Refusal]] = []
        self._fields = ("file", "line", "reason", *FIELDS[kind])
        self._writer: Any = None
        self._draft = ExitStack()
        self._finished = False
        if path is not None and os.path.lexists(path):
            raise _refused(FileExistsError(path), path)

    def add(self, table: str, refusal: Refusal, patient: str) -> None:
        """Take a refused row of a table, and whose it is unless it says so itself.

        Raises Refused where it cannot be written.
        """
        self.count += 1
        if len(self.first) < TOLD:
            self.first.append((table, refusal))
        if self.path is not None:
            reason = f"{refusal.sentence} {refusal.remedy}".strip()
            about = {"file": table, "line": refusal.line, "reason": reason, "patient": patient}
            try:
                if self._writer is None:
                    whole = _written(self.path, self._fields)
                    self._writer = self._draft.enter_context(whole)
                row = {**about, **refusal.cells}
                self._writer.writerow({name: inert(str(cell)) for name, cell in row.items()})
            except OSError as error:
                raise _refused(error, self.path) from error

    def finish(self) -> None:
        """See that all of it is on the disk, under its name, before anything is stored.

        Raises Refused where it cannot be written, or the name is taken by now.
        """
        try:
            self._draft.close()
        except OSError as error:
            raise _refused(error, str(self.path)) from error
        self._finished = self._writer is not None

    def __enter__(self) -> "Rejects":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if kind is None:
            return
        with suppress(OSError):
            self._draft.__exit__(kind, error, at)
        if self._finished:
            with suppress(OSError):
                path = str(self.path)
                os.unlink(path)
                sync_folder(os.path.dirname(path) or os.curdir)


@contextmanager
def _written(path: str, fields: tuple[str, ...]) -> "Iterator[csv.DictWriter[str]]":
    """A new table, which has its name when the block has filled it."""
    with (
        written_whole(path) as draft,
        # the cells are text, but the name of a table may hold bytes that are none
        open(draft, "w", encoding="utf-8", errors="backslashreplace", newline="") as file,
    ):
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        yield writer


def _refused(error: OSError, path: str) -> Refused:
    sentence = not_written(error, path).sentence
    return Refused(sentence, "Nothing was stored; give --reject-file another name.")
