"""`rehabtrack note template`: what the notes of one author begin with."""

import re

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import Commands, FilePath
from rehabtrack.cli.note_parts import read_text
from rehabtrack.cli.options import json_option
from rehabtrack.cli.output import echo, echo_json, echo_text
from rehabtrack.domain.errors import Refused
from rehabtrack.domain.soap import read_template
from rehabtrack.domain.words import clean_note, folded, shortened
from rehabtrack.services.notes import no_template
from rehabtrack.storage import people

_NAME = "[a-z0-9_-]{1,40}"


@click.group("template", cls=Commands, no_args_is_help=True)
def template_command() -> None:
    """What your notes begin with: text of A and P, and what to ask for in S and O.

    A template is of who writes (--as); what stands under S and O is shown in the editor and never
    stored in a note.
    """


@template_command.command("set", short_help="Keep a template, in place of one of that name.")
@click.argument("name")
@click.option("--from-file", metavar="F|-", type=FilePath(), required=True, help="Its text.")
@json_option
@click.pass_obj
def set_(app: App, name: str, from_file: str, as_json: bool) -> None:
    """Keep a template, parts under headings (S:, O:, A:, P:), in place of one of that name."""
    name, text = _name(name), clean_note(read_text(from_file)).strip("\r\n")
    if read_template(text) == ({}, {}):
        raise Refused("The template says nothing.", "Write text under A: or P:, or questions.")
    database = app.file()
    with database.writing():
        people.keep_template(database, app.author, name, text)
    if as_json:
        echo_json(_json(app, name, text))
    else:
        echo(f"{name} is a template of {app.author}: rehabtrack note new SESSION --template {name}")


@template_command.command("list")
@json_option
@click.pass_obj
def list_(app: App, as_json: bool) -> None:
    """The templates of who writes."""
    known = _templates(app)
    if as_json:
        echo_json(*(_json(app, name, text) for name, text in known.items()))
        return
    for name in known:
        echo(name)
    if not known:
        echo(f"{app.author} has no template. See: rehabtrack note template set --help")


@template_command.command("show")
@click.argument("name")
@json_option
@click.pass_obj
def show(app: App, name: str, as_json: bool) -> None:
    """A template word for word."""
    text = _templates(app).get(folded(name))
    if text is None:
        raise no_template(app.author, name)
    if as_json:
        echo_json(_json(app, folded(name), text))
    else:
        echo_text(text)


@template_command.command("remove")
@click.argument("name")
@json_option
@click.pass_obj
def remove(app: App, name: str, as_json: bool) -> None:
    """Forget a template; notes made with it stay as they are."""
    database = app.file()
    with database.writing():
        text = people.templates_of(database, app.author).get(folded(name))
        if text is None:
            raise no_template(app.author, name)
        people.forget_templates(database, app.author, folded(name))
    if as_json:
        echo_json(_json(app, folded(name), text))
    else:
        echo(f"{folded(name)} is no template of {app.author} any more.")


def _templates(app: App) -> dict[str, str]:
    database = app.file_or_empty()
    with database.reading():
        return people.templates_of(database, app.author)


def _json(app: App, name: str, text: str) -> dict[str, str]:
    return {"name": name, "author": app.author, "text": text}


def _name(text: str) -> str:
    name = folded(text)
    if not re.fullmatch(_NAME, name):
        raise Refused(
            f'"{shortened(text)}" cannot name a template.',
            "Use up to 40 letters a-z, digits, - and _.",
        )
    return name
