"""What is said when a draft was stored."""

from rehabtrack.cli.app import App
from rehabtrack.cli.output import HANGING, echo_whole, tell
from rehabtrack.cli.stored import tell_or_json
from rehabtrack.cli.view import view_of
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.note import SessionNote
from rehabtrack.services.notes import Repeat
from rehabtrack.storage.journal import Journal

#: A draft, the journal it was stored in, and what it says again.
Stored = tuple[Journal, Entry[SessionNote], list[Repeat]]


def tell_note(
    app: App,
    journal: Journal,
    note: Entry[SessionNote],
    repeats: list[Repeat],
    as_json: bool,
) -> None:
    """The line of a draft, how it is signed, and what it says in the very words of another note."""
    view = view_of(app, journal)
    tell_or_json((note,), view, as_json)
    if not as_json:
        echo_whole(f"{HANGING}when it is done: rehabtrack note sign {view.id(note.id)}", view.lead)
    for part, other in repeats:
        tell(
            f"note: {part[0].upper()} of {note.id} is word for word that of {other.id}:"
            " say what was seen this time.",
            view.lead,
        )
