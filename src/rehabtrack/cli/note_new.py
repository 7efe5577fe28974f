"""`rehabtrack note new`: a draft about a session."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.lines import entry_line
from rehabtrack.cli.note_parts import form_of, given_parts, part_options, written
from rehabtrack.cli.note_words import Stored, tell_note
from rehabtrack.cli.options import json_option, typed_id
from rehabtrack.cli.output import tell
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.soap import Parts
from rehabtrack.services import notes


@command("new", short_help="Begin a note about a session: a draft.")
@click.argument("id_", metavar="SESSION", shell_complete=completing("ids"))
@part_options
@click.option("--copy-plan", is_flag=True, help="Begin with the plan of the last signed note.")
@click.option("--template", metavar="NAME", help="Begin with the A and P of your template.")
@json_option
@click.pass_obj
def new_command(
    app: App,
    /,
    id_: str,
    from_file: str | None,
    copy_plan: bool,
    template: str | None,
    as_json: bool,
    **typed: str | None,
) -> None:
    """Begin a note about session m7 in SOAP form: a draft, until you sign it.

    Without a part it is written in your editor, in a temporary file that is gone afterwards. A
    plan that you give comes before one that is copied, and that before a template's. What was seen
    and said is never copied.
    """
    name, no = typed_id(id_, "massage")
    given = given_parts(typed, from_file)

    with app.reading(name) as journal:
        begun = notes.begin(journal, no, template, copy_plan)
        about = f"Note on {entry_line(begun.session, view_of(app, journal))}"
    if given is None:
        form = form_of(about, begun.text, begun.prompts)
        stored = written(form, lambda parts: _store(app, name, no, parts))
    else:
        said = {part: text for part, text in given.items() if text}
        stored = _store(app, name, no, {**begun.text, **said})
    tell_note(app, *stored, as_json)
    if copy_plan:
        _tell_plan(begun, view_of(app, stored[0]))


def _store(app: App, name: str | None, no: int, parts: Parts) -> Stored:
    with app.writing(name) as journal:
        note = notes.new(journal, no, parts, app.zone.moment(app.now))
        return journal, note, notes.repeats(journal, note)


def _tell_plan(begun: notes.Begun, view: View) -> None:
    if begun.before is None:
        tell("note: no signed note of an earlier session has a plan to copy.", view.lead)
    elif begun.before.record.plan is None:
        tell(f"note: {begun.before.id} is the signed note before and has no plan.", view.lead)
    else:
        tell(f"note: the plan it began with is that of {begun.before.id}.", view.lead)
