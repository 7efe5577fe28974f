"""Answering warnings."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.findings import StoredWarning
from rehabtrack.storage import warnings
from rehabtrack.storage.journal import Journal


def answer(journal: Journal, no: int, code: str, text: str | None) -> StoredWarning:
    """Answer a warning; answers are added, never overwritten. Gives it as it stands answered."""
    from rehabtrack.storage.answers import add_answer

    warning = warnings.warning_numbered(journal, no)
    if warning.withdrawn_by:
        raise Refused(
            f"w{no} was withdrawn and asks for no answer.", f"See: rehabtrack warnings show w{no}"
        )
    add_answer(journal, warning, code, text)
    return warning._replace(answered=True)
