"""Options that several commands share, and what their words become."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import completing
from rehabtrack.cli.output import tell
from rehabtrack.domain.errors import NotFound, Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.words import shortened
from rehabtrack.storage.journal import FIRST, LAST

Function = TypeVar("Function", bound=Callable[..., Any])

# What may be typed, as help names it. A test holds these to the words of the domain, which most
# commands need not load.
SITES = (
    "back, upper-back, neck, buttock-left, buttock-right, leg-left, leg-right, arm-left, "
    "arm-right, other:WORD"
)
SCALES = "nrs (0-10), vas (0-100 mm), faces (0-10, even), vrs (none, weak, moderate, severe)"
AREAS = (
    "neck, upper-back, lower-back, buttock-left, buttock-right, leg-left, leg-right, arm-left, "
    "arm-right, other:WORD"
)
TECHNIQUES = "stroking, rubbing, kneading, vibration, pressing, stretching, other:WORD"
ANSWERS = (
    "doctor-cleared, decided-with-therapist, away-from-spine, pain-eased, light-technique, "
    "not-rated, other:TEXT"
)


def whole_number(_ctx: click.Context, param: click.Parameter, text: str | None) -> int | None:
    """The number an option was given, None without; any other text is a value that is refused."""
    if text is None:
        return None
    word = text.strip()
    digits = word[1:] if word.startswith(("+", "-")) else word
    if digits.isascii() and digits.isdigit() and len(digits) <= 6:
        return int(word)
    raise Refused(
        f'"{shortened(text)}" is not a whole number.', f"Give {param.opts[0]} one, such as 3."
    )


def asks_people() -> bool:
    """Whether somebody is there to be asked: stdin and stdout are terminals."""
    return sys.stdin.isatty() and sys.stdout.isatty()


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
at_option = click.option("--at", metavar="T", help="When: 07:30, -2h, 2026-03-14, ..")
minutes_option = click.option(
    "--minutes", callback=whole_number, metavar="N", help="How long it took."
)
note_option = click.option("--note", metavar="TEXT", help="A note; - reads it from stdin.")
because_option = click.option("--because", metavar="TEXT", required=True, help="The reason.")
site_option = click.option(
    "--site", metavar="SITE", shell_complete=completing("sites"), help=f"Where it hurts: {SITES}."
)
scale_option = click.option("--scale", metavar="SCALE", help=f"{SCALES}.")
area_option = click.option(
    "--area",
    metavar="A,..",
    shell_complete=completing("areas"),
    help=f"Where it was massaged: {AREAS}.",
)
technique_option = click.option(
    "--technique",
    metavar="T,..",
    shell_complete=completing("techniques"),
    help=f"How: {TECHNIQUES}.",
)
pressure_option = click.option(
    "--pressure", metavar="P", help="How hard: light, medium or deep; of a clearance, at most."
)


def manner_options(where: str, how: str, how_hard: str) -> Callable[[Function], Function]:
    """--area, --technique and --pressure of a command, each with its help and its words."""
    area = click.option(
        "--area", metavar="A,..", shell_complete=completing("areas"), help=f"{where}: {AREAS}."
    )
    technique = click.option(
        "--technique",
        metavar="T,..",
        shell_complete=completing("techniques"),
        help=f"{how}: {TECHNIQUES}.",
    )
    pressure = click.option("--pressure", metavar="P", help=f"{how_hard}: light, medium or deep.")
    return lambda function: area(technique(pressure(function)))


def span_options(function: Function) -> Function:
    """--since and --until, which bound a listing."""
    until = click.option("--until", metavar="T", help="Up to; a date includes that day.")
    since = click.option("--since", metavar="T", help="From, such as 2026-03-01.")
    return since(until(function))


def moment_of(app: App, text: str | None, *, future: bool = False) -> Moment:
    """When a record or, with `future`, a mere question is for: now if nothing is said."""
    if text is None:
        return app.zone.moment(app.now)
    from rehabtrack.domain.when import read_when_noted, refuse_future

    moment, notice = read_when_noted(text, app.zone, app.now)
    if notice:
        tell(notice)
    if not future:
        refuse_future(moment, app.now)
    return moment


def span_of(app: App, since: str | None, until: str | None) -> tuple[int, int]:
    """The bounds [since, until) of a listing in ms, the widest where nothing is said."""
    start = FIRST if since is None else moment_of(app, since, future=True).at
    if until is None:
        return start, LAST
    from rehabtrack.domain.when import until_instant

    return start, until_instant(until, app.zone, app.now)


def read_note(text: str | None) -> str | None:
    """A note as given, or with `-` as it comes on stdin, in UTF-8; raises Refused."""
    if text != "-":
        return text
    try:
        note = sys.stdin.buffer.read().decode()
    except UnicodeDecodeError:
        raise Refused(
            "The note holds bytes that are not text.", "Write it again, or save it as UTF-8."
        ) from None
    return note.replace("\r\n", "\n").rstrip("\n")


def listed(text: str | None) -> tuple[str, ...]:
    """`a,b` as ("a", "b")."""
    return tuple(part.strip() for part in text.split(",") if part.strip()) if text else ()


def refuse_fact(text: str, kind: str, verb: str) -> None:
    """Raises NotFound for the id of what is said or done once, or changed by its own command."""
    remedy = _REMEDIES.get(kind) or (_NOTE_REMEDY if kind == "note" and verb == "edit" else None)
    if remedy:
        a = "An" if kind == "addendum" else "A"
        raise NotFound(f"{a} {kind} cannot be changed by {verb}.", remedy.format(text))


_NOTE_REMEDY = "A draft is changed by: rehabtrack note edit {}"
_REMEDIES = {
    "addendum": "Add another: rehabtrack note amend ID --because TEXT",
    "warning": "Answer it: rehabtrack warnings answer {} CODE",
    "change": "Take it back: rehabtrack undo {}",
}


def typed_id(text: str, kind: str | None = None) -> tuple[str | None, Any]:
    """(patient or None, number) of an id of that kind; without a kind (patient, (kind, number))."""
    from rehabtrack.domain.ids import LETTERS, read_id

    name, found, no = read_id(text)
    if kind is None:
        return name, (found, no)
    if found != kind:
        article = "an" if found == "addendum" else "a"
        raise NotFound(
            f'"{shortened(text)}" is {article} {found} record, not a {kind}.',
            f"The id of a {kind} looks like {LETTERS[kind]}1.",
        )
    return name, no
