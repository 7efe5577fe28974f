"""The refused rows of tables: counted, the first kept to be told, and written if asked for."""

import csv
import os
from contextlib import suppress
from types import TracebackType
from typing import Any

from rehabtrack.domain.errors import Refused
from rehabtrack.interchange.layout import FIELDS
from rehabtrack.interchange.table import Refusal

#: How many refused rows are told one by one.
TOLD = 20


class Rejects:
    """What was refused; with a path also a new file for its owner alone, made with the first row.

    The file is a table to be corrected and imported again: `file`, `line` and `reason`, which an
    import passes over, and the canonical columns. It goes if what it accompanies fails.
    """

    def __init__(self, path: str | None, kind: str) -> None:
        """Raises Refused if the name is taken, be it by a link that leads nowhere."""
        self.path = path
        self.count = 0
        self.first: list[tuple[str, Refusal]] = []
        self._fields = ("file", "line", "reason", *FIELDS[kind])
        self._file: Any = None
        self._writer: Any = None
        if path is not None and os.path.lexists(path):
            raise self._taken()

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
            self._write(self.path, {**about, **refusal.cells})

    def _write(self, path: str, row: dict[str, object]) -> None:
        try:
            if self._file is None:
                self._open(path)
            self._writer.writerow(row)
        except FileExistsError:
            raise self._taken() from None
        except OSError as error:
            raise self._unwritable(error) from None

    def finish(self) -> None:
        """See that all of it is in the file, before anything is stored."""
        try:
            if self._file is not None:
                self._file.close()
        except OSError as error:
            raise self._unwritable(error) from None

    def __enter__(self) -> "Rejects":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._file is None or kind is None:
            return
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            os.unlink(str(self.path))

    def _open(self, path: str) -> None:
        # O_EXCL takes no name that is there already, not even that of a link.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        # The cells are text, but the name of a table may hold bytes that are none.
        self._file = open(  # noqa: SIM115
            handle, "w", encoding="utf-8", errors="backslashreplace", newline=""
        )
        self._writer = csv.DictWriter(self._file, self._fields, lineterminator="\n")
        self._writer.writeheader()

    def _taken(self) -> Refused:
        return Refused(
            f"The file {self.path} is there already.", "Give --reject-file a name that is free."
        )

    def _unwritable(self, error: OSError) -> Refused:
        return Refused(
            f"The file {self.path} cannot be written: {error.strerror}.",
            "Nothing was stored; give --reject-file another name.",
        )
