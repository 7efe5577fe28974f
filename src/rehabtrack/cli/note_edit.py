"""`rehabtrack note edit`: change a draft."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.lines import entry_line
from rehabtrack.cli.note_parts import form_of, given_parts, part_options, written
from rehabtrack.cli.note_words import Stored, tell_note
from rehabtrack.cli.options import json_option, typed_id
from rehabtrack.cli.view import view_of
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.note import PARTS, SessionNote
from rehabtrack.domain.soap import Parts
from rehabtrack.services import notes


@command("edit", short_help="Change a draft; the version before is kept.")
@click.argument("id_", metavar="ID", shell_complete=completing("ids"))
@part_options
@json_option
@click.pass_obj
def edit_command(
    app: App, /, id_: str, from_file: str | None, as_json: bool, **typed: str | None
) -> None:
    """Change your draft n5: the parts given, an empty one taken out; the whole with --from-file.

    Without either it is opened in your editor.
    """
    name, no = typed_id(id_, "note")
    given = given_parts(typed, from_file)
    with app.reading(name) as journal:
        note = notes.draft(journal, no)
        about = entry_line(note, view_of(app, journal))
    if given is None:
        said = {part: getattr(note.record, part) for part in PARTS}
        stored = written(form_of(about, said, {}), lambda parts: _store(app, name, note, parts))
    else:
        stored = _store(app, name, note, given)
    tell_note(app, *stored, as_json)


def _store(app: App, name: str | None, seen: Entry[SessionNote], parts: Parts) -> Stored:
    with app.writing(name) as journal:
        note = notes.edit(journal, seen, parts)
        return journal, note, notes.repeats(journal, note)
