"""The program: the options before the command, the table of commands, and where errors end."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import click

from rehabtrack import __version__
from rehabtrack.cli.commands import DatabasePath, LazyGroup, completing, is_number
from rehabtrack.domain.errors import RehabtrackError

COMMANDS = {
    "pain": ("pain", "Log pain: one number is a whole entry."),
    "massage": ("massage", "Ask before a massage, log one, or log one not given."),
    "phase": ("phase", "Treatment phases: conservative, surgery, recovery."),
    "measure": ("measure", "Drugs, physiotherapy, exercise, manual therapy."),
    "note": ("note", "Session notes: drafts, signed, with addenda."),
    "clearance": ("clearance", "What a doctor said about massage."),
    "redflags": ("redflags", "Signs of an illness that no massage is for."),
    "score": ("score", "Questionnaires of how well the back lets one live."),
    "log": ("log", "The timeline."),
    "show": ("show", "One record, with its versions."),
    "edit": ("edit", "Correct a record; the version before is kept."),
    "void": ("void", "Mark a record as not true, with a reason."),
    "unvoid": ("void", "Bring a void record back."),
    "undo": ("undo", "Take back the newest change."),
    "redo": ("undo", "Take back the newest undo."),
    "warnings": ("warnings", "Unanswered warnings; answer them; what they came to."),
    "review": ("review", "Every massage with what the rule says of it."),
    "responses": ("responses", "How pain changed with the massages."),
    "periods": ("periods", "The high-pain periods."),
    "chart": ("chart", "Pain, massages and phases of the last weeks as a picture."),
    "rule": ("rule", "The rule, its policy and its source."),
    "patients": ("patients", "Every patient at a glance: the verdict, the pain, what is due."),
    "patient": ("patient", "The patients: their names, zones, usual sites."),
    "care": ("care", "Who sees a patient's journal in a clinic."),
    "me": ("me", "Say who writes."),
    "role": ("role", "Who is patient, massage therapist or doctor."),
    "import": ("import_", "Take in tables, and files of other programs."),
    "report": ("report", "One page to print or to show: pain, phases, massages."),
    "export": ("export", "Write everything out: to keep, to move, to read."),
    "share": ("share", "Hand records to your therapist, patient or doctor; take theirs."),
    "db": ("db", "The file or clinic: is it sound, its copies, its key."),
    "demo": ("demo", "A worked example in a throw-away database."),
}
#: The exit code of a program that Ctrl-C ended.
INTERRUPTED = 130
#: What a pain looks like that is no bare number; compiled for a word that is no command.
_PAIN = r"[a-z-]{1,20}=[a-z0-9]{1,9}|none|weak|mild|moderate|severe"


class GivenUp:
    """What a command on a server returns that failed before anything came of it."""

    def __init__(self, error: RehabtrackError) -> None:
        self.error = error


class Program(LazyGroup):
    """The whole command line; a bare number is a pain rating, and errors become one sentence."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run and end with an exit code: of the command, 2 for wrong usage, 130 if interrupted."""
        alone = extra.pop("standalone_mode", True)
        run: Callable[..., Any] = partial(super().main, *args, standalone_mode=False, **extra)
        if not alone:
            return run()
        try:
            code = run()
            if isinstance(code, GivenUp):
                from rehabtrack.cli.again import run_again

                code = run_again(run, code)
        except click.UsageError as error:
            from rehabtrack.cli.usage import tell_usage

            tell_usage(error)
            code = error.exit_code
        except (click.Abort, KeyboardInterrupt):
            code = INTERRUPTED
        except OSError as error:
            code = _unprinted(error)
        sys.exit(code)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """`rehabtrack 6` is `rehabtrack pain 6`; any other pain is refused with that command."""
        word = args[0]
        if word and is_number(word):
            args = ["pain", *args]
        elif word not in self.table and not ctx.resilient_parsing:
            import re

            if re.fullmatch(_PAIN, word):
                ctx.fail(f"Only a number logs pain by itself. Write: rehabtrack pain {word}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the program refuses goes to stderr, with exit code 1."""
        try:
            return super().invoke(ctx)
        except RehabtrackError as error:
            watched = getattr(ctx.obj, "watched", None)
            if watched and watched.nothing_happened():
                return GivenUp(error)
            fail(ctx, error)
        except _database_errors() as error:
            from rehabtrack.storage.sqlite_failures import meaning_of

            meaning = meaning_of(error, ctx.obj.path)
            if meaning is None:
                raise
            fail(ctx, meaning)
        finally:
            if hasattr(ctx.obj, "close"):
                ctx.obj.close()
            if watched := getattr(ctx.obj, "watched", None):
                watched.end()


def _database_errors() -> tuple[type[Exception], ...]:
    from rehabtrack.storage.database import database_errors

    return database_errors()


def _unprinted(error: OSError) -> int:
    """Say that the answer could not be printed; what was to be stored is stored by then."""
    from rehabtrack.cli.output import tell

    reason = error.strerror or "it was closed"
    with suppress(OSError):
        tell(f"Error: the answer could not be printed: {reason}. See first: rehabtrack log")
    # what is left in the buffer must not be tried again as the interpreter ends
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def fail(ctx: click.Context, error: RehabtrackError) -> None:
    """Print one refusal and end with exit code 1."""
    from rehabtrack.cli.output import tell

    tell(f"Error: {error}")
    ctx.exit(1)


def _show_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"rehabtrack, version {__version__}")
        ctx.exit()


@click.group(
    cls=Program,
    table=COMMANDS,
    invoke_without_command=True,
    context_settings={"ignore_unknown_options": True},
    epilog="rt is short for rehabtrack. All in one: man rehabtrack.\n\n"
    "A bare number logs pain: rehabtrack 6. Nothing here is medical advice.",
)
@click.option(
    "--db",
    metavar="PATH|URL",
    type=DatabasePath(),
    envvar="REHABTRACK_DB",
    help="The database file or server.",
)
@click.option(
    "--patient",
    metavar="NAME",
    envvar="REHABTRACK_PATIENT",
    shell_complete=completing("patients"),
    help="Whose journal.",
)
@click.option("--as", "author", metavar="NAME", envvar="REHABTRACK_AS", help="Who writes.")
@click.option("--tz", metavar="ZONE", envvar="REHABTRACK_TZ", help="The time zone, an IANA name.")
@click.option("--json", "as_json", is_flag=True, help="Print today as JSON.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
@click.pass_context
def main(
    ctx: click.Context,
    db: str | None,
    patient: str | None,
    author: str | None,
    tz: str | None,
    as_json: bool,
) -> None:
    """A private log of a back's rehabilitation that knows one rule:
    no massage while the pain is high.

    Without a command it shows today.
    """
    from rehabtrack.cli.app import App

    os.umask(0o077)
    clock = ctx.obj or time.time
    ctx.obj = App(db, patient, author, tz, int(clock() * 1000))
    if ctx.invoked_subcommand is None:
        from rehabtrack.cli.today import show_today

        show_today(ctx.obj, as_json)
    elif as_json:
        raise click.UsageError("--json stands behind the command.")


def _print_anything() -> None:
    """Let what a stream's encoding lacks be escaped, for an answer must not fail to be printed."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


_print_anything()
