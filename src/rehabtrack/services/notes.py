"""Session notes: drafts, which their author signs; after that there are only addenda."""

from collections.abc import Mapping
from typing import Any

from rehabtrack.domain.errors import NotFound, Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.addendum import Addendum
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.note import SessionNote
from rehabtrack.domain.roles import PATIENT, ROLES
from rehabtrack.domain.soap import Parts, Template, read_template
from rehabtrack.domain.words import folded, shortened
from rehabtrack.services import history
from rehabtrack.storage import people
from rehabtrack.storage.journal import Journal, entry_of

#: What is seen and said anew in each session, so that the same words twice are told of.
SEEN_ANEW = ("subjective", "objective")
NO_TEMPLATE = Template({}, {})
SEE_TEMPLATES = "See: rehabtrack note template list"


class Repeat(Named):
    """A part that says word for word what that of another note says."""

    part: str
    other: Entry[SessionNote]


class Begun(Named):
    """What a new note begins with: text and prompts, and the note whose plan was asked for."""

    session: Entry[MassageSession]
    text: Parts
    prompts: Mapping[str, str]
    before: Entry[SessionNote] | None


def begin(journal: Journal, no: int, template: str | None, copy_plan: bool) -> Begun:
    """What this author's new note about that session begins with; raises as `session_for_note`.

    Of a template its text of A and P, and with `copy_plan` the plan of the signed note before.
    """
    session = session_for_note(journal, no)
    text, prompts = template_named(journal, template) if template is not None else NO_TEMPLATE
    before = signed_before(journal, session) if copy_plan else None
    if before is not None and before.record.plan:
        text = {**text, "plan": before.record.plan}
    return Begun(session, text, prompts, before)


def session_for_note(journal: Journal, no: int) -> Entry[MassageSession]:
    """The session that a new note of this author is to be about.

    Raises NotFound where there is none, Refused where it is void or she has written one already.
    """
    session = journal.entry("massage", no)
    if session.voided_by:
        raise Refused(
            f"{session.id} is void.",
            f"Write about another, or bring it back: rehabtrack unvoid {session.id} --because TEXT",
        )
    for note in _own_notes(journal, no):
        signed = note.record.signed_at is not None
        verb = f"amend {note.id} --because TEXT" if signed else f"edit {note.id}"
        raise Refused(
            f"{session.id} has a note by {note.author} already: {note.id}.",
            f"{'Add to' if signed else 'Go on with'} it: rehabtrack note {verb}",
        )
    return session


def new(journal: Journal, session: int, parts: Parts, moment: Moment) -> Entry[SessionNote]:
    """Store a draft about a session."""
    session_for_note(journal, session)
    said: dict[str, Any] = dict(parts)
    return journal.add(SessionNote(moment=moment, session=session, **said), action="note new")


def signed_before(journal: Journal, session: Entry[MassageSession]) -> Entry[SessionNote] | None:
    """The signed note of the newest session before this one that stands and has any, or None."""
    until = session.record.judged_at
    row = next(journal.query("SIGNED_NOTE_BEFORE", until=until, no=session.no), None)
    return None if row is None else entry_of("note", row)


def draft(journal: Journal, no: int) -> Entry[SessionNote]:
    """A draft of this author; raises Refused where it is void, signed or somebody else's."""
    note = journal.entry("note", no)
    if note.voided_by:
        raise Refused(
            f"{note.id} is void.",
            f"Bring it back first: rehabtrack unvoid {note.id} --because TEXT",
        )
    history.refuse_signed(note)
    _refuse_other_author(journal, note)
    return note


def edit(journal: Journal, seen: Entry[SessionNote], parts: Parts) -> Entry[SessionNote]:
    """Store what a draft says now; Refused where it is no longer as it was `seen`."""
    note = draft(journal, seen.no)
    if note.version != seen.version:
        raise Refused(f"{note.id} was changed meanwhile.", f"See: rehabtrack note show {note.id}")
    return history.edit(journal, note, note.record.replace(**parts))[0]


def sign(journal: Journal, no: int, at: int) -> Entry[SessionNote]:
    """Sign a draft at an instant (ms), in the role its author has by then; it stays so for good.

    Raises Refused where the session is void, or has a signed note of this author: that one is to be
    added to, also where the draft was void as it was written and came back later.
    """
    note, author = draft(journal, no), journal.writer.author
    session = journal.entry("massage", note.record.session)
    if session.voided_by:
        raise Refused(
            f"{session.id}, which {note.id} is about, is void, and a signed note stays for good.",
            f"Bring it back, or void the draft: rehabtrack void {note.id} --because TEXT",
        )
    for other in _own_notes(journal, session.no):
        if other.record.signed_at is not None:
            raise Refused(
                f"{session.id} has a signed note by {other.author} already: {other.id}.",
                f"Add to it: rehabtrack note amend {other.id} --because TEXT",
            )
    role = people.role_of(journal.database, author)
    signed_as = role if role in ROLES else None  # an administrator as such treats nobody
    record = note.record.replace(signed_at=at, signed_by=author, signed_as=signed_as)
    return journal.edit(note, record, action="note sign")


def amend(journal: Journal, addendum: Addendum) -> Entry[Addendum]:
    """Add to a signed note; Refused where it is a draft."""
    note = journal.entry("note", addendum.amends)
    if note.record.signed_at is None:
        raise Refused(
            f"{note.id} is a draft, and only a signed note is added to.",
            f"Change it: rehabtrack note edit {note.id}",
        )
    return journal.add(addendum, action="note amend")


def addenda(journal: Journal, no: int) -> list[Entry[Addendum]]:
    """What was added to a note, in order."""
    return [entry_of("addendum", row) for row in journal.query("ADDENDA_OF_NOTE", no=no)]


def repeats(journal: Journal, note: Entry[SessionNote]) -> list[Repeat]:
    """Where S or O says word for word what another standing note says: of such the newest."""
    others = [other for other in journal.between("note") if other.no != note.no]
    newest = sorted(others, key=lambda other: -other.no)
    found = []
    for part in SEEN_ANEW:
        words = _words(note, part)
        other = next((one for one in newest if words and _words(one, part) == words), None)
        if other is not None:
            found.append(Repeat(part, other))
    return found


def template_named(journal: Journal, name: str) -> Template:
    """This author's template of that name; NotFound where she has none."""
    author = journal.writer.author
    text = people.templates_of(journal.database, author).get(folded(name))
    if text is None:
        raise no_template(author, name)
    return read_template(text)


def no_template(author: str, name: str) -> NotFound:
    """What is said where an author has no template of that name."""
    return NotFound(f'There is no template "{shortened(name)}" of {author}.', SEE_TEMPLATES)


def _own_notes(journal: Journal, session: int) -> list[Entry[SessionNote]]:
    """The standing notes of this author about a session."""
    author = folded(journal.writer.author)
    notes = (entry_of("note", row) for row in journal.query("NOTES_OF_SESSION", session=session))
    return [note for note in notes if folded(note.author) == author]


def _words(note: Entry[SessionNote], part: str) -> list[str]:
    return (getattr(note.record, part) or "").split()


def _refuse_other_author(journal: Journal, note: Entry[SessionNote]) -> None:
    """A note is its author's word: nobody else changes or signs it, a patient least of all."""
    writer, author = journal.writer.author, note.author
    if folded(writer) == folded(author):
        return
    sentence = f"{note.id} was written by {author}, and nobody else changes or signs it."
    if people.role_of(journal.database, writer) == PATIENT:
        raise Refused(
            f"{writer} is a {PATIENT} here. {sentence}",
            f"Read it: rehabtrack note show {note.id}",
        )
    if journal.database.login is None:
        raise Refused(sentence, f"If you are {author}, say so before the command: --as {author}")
    raise Refused(sentence, f"If you are {author}, log in so.")
