"""What hangs on a record: a session's ratings, screen, notes and warnings; a note's addenda."""

from typing import TYPE_CHECKING, Any

from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.storage import warnings
from rehabtrack.storage.journal import Journal

if TYPE_CHECKING:
    from rehabtrack.domain.responses import Response


class Attached(Named):
    """The entries, responses and warnings that hang on a record; void entries left out."""

    entries: list[Entry[Any]]
    responses: "list[Response]"
    warnings: list[StoredWarning]


def attached(journal: Journal, entry: Entry[Any]) -> Attached:
    """What hangs on this entry."""
    if entry.kind == "massage":
        return _on_session(journal, entry)
    if entry.kind == "note":
        from rehabtrack.services.notes import addenda

        return Attached(list(addenda(journal, entry.no)), [], [])
    return Attached([], [], [])


def _on_session(journal: Journal, session: Entry[Any]) -> Attached:
    linked = journal.linked_to(session.no)
    others = [
        entry
        for kind in ("screen", "note")
        for entry in journal.between(kind)
        if entry.record.session == session.no
    ]
    responses: list[Response] = []
    if linked and not session.voided_by:
        from rehabtrack.services.responses import of_session

        responses = of_session(journal, session)
    raised = warnings.of_session(journal, session.no)
    return Attached([*linked, *others], responses, raised)
