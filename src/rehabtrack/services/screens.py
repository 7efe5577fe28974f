"""What was asked before a massage: stored, and linked to the massage that it was asked for."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.high_pain import Session
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.screen import Screen
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.readings import newest_screen


def add(journal: Journal, screen: Screen) -> tuple[Entry[Screen], Entry[MassageSession] | None]:
    """Store a screen, with the massage that it names; raises what `massage_to_screen` raises."""
    massage = None if screen.session is None else massage_to_screen(journal, screen.session)
    return journal.add(screen, action="screen"), massage


def massage_to_screen(journal: Journal, no: int) -> Entry[MassageSession]:
    """The massage that a screen is to belong to; raises NotFound, or Refused where it is void."""
    massage = journal.entry("massage", no)
    if massage.voided_by:
        name = entry_id("massage", no)
        raise Refused(
            f"{name} is void.", f"Bring it back first: rehabtrack unvoid {name} --because TEXT"
        )
    return massage


def link(journal: Journal, session: Session) -> Entry[Screen] | None:
    """Link the newest screen that holds as a massage begins to it; None if it has another already.

    One that belongs to a void massage is free again: that massage was a slip, not the answers.
    """
    screen = newest_screen(journal, session)
    if screen is None or not _is_free(journal, screen.record):
        return None
    return journal.edit(screen, screen.record.replace(session=session.no), action="log")


def _is_free(journal: Journal, screen: Screen) -> bool:
    return screen.session is None or bool(journal.entry("massage", screen.session).voided_by)
