"""The refused rows of tables in a table of their own, to be corrected and imported again."""

import csv
import os
from types import TracebackType
from typing import Any

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.interchange.layout import FIELDS
from rehabtrack.interchange.table import Refusal


class Rejects:
    """A new file for its owner alone, made with the first refused row; without a path, none.

    Its columns are `file`, `line` and `reason`, which an import passes over, and the canonical
    ones. It goes again if what it accompanies fails.
    """

    def __init__(self, path: str | None, kind: str) -> None:
        """Raises ImportRefused if the name is taken, be it by a link that leads nowhere."""
        self.path = path
        self._fields = ("file", "line", "reason", *FIELDS[kind])
        self._file: Any = None
        self._writer: Any = None
        if path is not None and os.path.lexists(path):
            raise self._taken()

    def write(self, table: str, refusal: Refusal, patient: str | None) -> None:
        """Add a refused row of the table of that name; raises ImportRefused where it cannot."""
        if self.path is None:
            return
        reason = f"{refusal.sentence} {refusal.remedy}".strip()
        about = {"file": table, "line": refusal.line, "reason": reason, "patient": patient}
        try:
            if self._file is None:
                self._open(self.path)
            self._writer.writerow({**about, **refusal.cells})
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
        if self._file is not None and kind is not None:
            try:
                self._file.close()
            finally:
                os.unlink(str(self.path))

    def _open(self, path: str) -> None:
        # O_EXCL takes no name that is there already, not even that of a link.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = open(handle, "w", encoding="utf-8", newline="")  # noqa: SIM115
        self._writer = csv.DictWriter(self._file, self._fields, lineterminator="\n")
        self._writer.writeheader()

    def _taken(self) -> ImportRefused:
        return ImportRefused(
            f"The file {self.path} is there already.", "Give --reject-file a name that is free."
        )

    def _unwritable(self, error: OSError) -> ImportRefused:
        return ImportRefused(
            f"The file {self.path} cannot be written: {error.strerror}.",
            "Nothing was stored; give --reject-file another name.",
        )
