"""The parts of a session note as they are typed, read from a file, or written in an editor."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from rehabtrack.cli.commands import FilePath
from rehabtrack.cli.options import asks_people, read_note
from rehabtrack.domain.errors import NotKnown, Refused, RehabtrackError
from rehabtrack.domain.soap import ASKED, Parts, prompted, read_soap, tidied, write_soap

Function = TypeVar("Function", bound=Callable[..., Any])
Stored = TypeVar("Stored")

_GIVE = "-s, -o, -a, -p or --from-file"

#: What every form says of itself.
DROPPED = "Lines that begin with #: are dropped. If you save nothing, nothing is stored."


def part_options(function: Function) -> Function:
    """-s, -o, -a and -p, and --from-file, which has them all."""
    options = [
        click.option("-s", "--subjective", metavar="TEXT", help="What the patient says."),
        click.option("-o", "--objective", metavar="TEXT", help="What you see and feel."),
        click.option("-a", "--assessment", metavar="TEXT", help="What you make of it."),
        click.option("-p", "--plan", metavar="TEXT", help="What comes next."),
        click.option(
            "--from-file",
            metavar="F|-",
            type=FilePath(),
            help="The whole note, its parts under headings: S:, O:, A:, P:.",
        ),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def given_parts(typed: dict[str, str | None], from_file: str | None) -> Parts | None:
    """The parts that were given; None where none was and there is a terminal to write them in."""
    given = {part: tidied(text) for part, text in typed.items() if text is not None}
    if from_file is not None:
        if given:
            raise click.UsageError("Give the parts, or --from-file with all of them, not both.")
        return read_soap(read_text(from_file))
    if not given:
        if asks_people():
            return None
        raise click.UsageError(f"Say what the note says: {_GIVE}")
    return given


def read_text(path: str) -> str:
    """The text of a file, or with `-` of stdin; raises Refused where it cannot be read."""
    if path == "-":
        return read_note("-") or ""
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except OSError as error:
        reason = error.strerror or "it is not there"
        raise Refused(f"{path} cannot be read: {reason}.", "Name a file of text.") from None
    except UnicodeDecodeError:
        raise Refused(f"{path} holds bytes that are not text.", "Save it as UTF-8.") from None


def form_of(about: str, parts: Parts, prompts: Mapping[str, str]) -> str:
    """What is opened in the editor: whom and what the note is about, then its parts."""
    head = prompted("\n".join((about, DROPPED)))
    return f"{head}\n\n{write_soap(parts, {**ASKED, **prompts})}"


def written(form: str, store: Callable[[Parts], Stored]) -> Stored:
    """What `store` makes of a form filled in.

    What cannot be stored is opened again with the reason above, so that nothing written is lost,
    unless it comes back unchanged.
    """
    text, why, before = form, "", None
    while True:
        text = _edited(why + text).removeprefix(why)
        try:
            return store(read_soap(text))
        except RehabtrackError as error:
            if text == before:
                raise
            said = str(error) if isinstance(error, NotKnown) else f"NOT STORED: {error}"
            before, why = text, f"{prompted(said)}\n"


def _edited(text: str) -> str:
    """The text as it was saved in the editor; it lies in a temporary file meanwhile."""
    try:
        found = click.edit(text)
    except (click.ClickException, OSError, ValueError):
        raise Refused(
            "The editor did not give the note back as text.", f"Set EDITOR, or use {_GIVE}."
        ) from None
    if found is None:
        raise Refused("Nothing was saved in the editor, and nothing is stored.", f"Or use {_GIVE}.")
    return found
