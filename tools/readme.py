"""Keep README.md and pages of docs/ true: the command reference and what commands print there.

`python tools/readme.py` writes what is out of date; with `--check` it writes nothing and fails.
The reference stands between the markers, made from the commands themselves. Every block fenced as
```console is run again, those of a page in order in one empty database; each of its lines
`$ rehabtrack ..` is followed by what that command prints, stdout and stderr as they come. A block
fenced as ```console demo looks at the journal of `rehabtrack demo`, on its last day.
"""

import difflib
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from click.testing import CliRunner
from pictures import demo_journal

from rehabtrack.cli.commands import Context, HelpFormatter
from rehabtrack.cli.main import main as rehabtrack

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = "docs/commands.md"
#: The pages with something generated; the example of docs/import.md reads a file, and has a test.
PAGES = (
    "README.md",
    REFERENCE,
    "docs/desk.md",
    "docs/first-steps.md",
    "docs/looking-back.md",
    "docs/rule-for-patients.md",
)
OPEN, CLOSE = "<!-- commands -->", "<!-- /commands -->"
WIDTH = 78

#: When and where the tour takes place, and who takes it.
ZONE, AUTHOR = "Europe/Berlin", "anna"
NOW = datetime(2026, 3, 14, 9, 12, tzinfo=ZoneInfo(ZONE)).timestamp()
DEMO_ENDS = datetime(2026, 3, 29, 9, 32, tzinfo=ZoneInfo(ZONE)).timestamp()

EVERYWHERE = """\
The options of the program itself stand before the command: `rehabtrack --tz Europe/Oslo log`.
`-h` or `--help` behind any command shows its part of this page; `rt` is short for `rehabtrack`.

Exit codes: 0 done (a warning is not a failure), 1 refused or failed (one sentence on stderr says
what to do), 2 wrong usage, 130 interrupted. Commands with codes of their own say so below.
"""

_CONSOLE = re.compile(r"^(```console(?: demo)?\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)


class NotRunnable(ValueError):
    """A line of a tour that is no command of ours, or a reference without its markers."""


# --- the reference -------------------------------------------------------------------------------


def commands() -> Iterator[click.Context]:
    """Every command and group of commands, in the order in which help shows them."""
    yield from _below(Context(rehabtrack, info_name="rehabtrack"))


def _below(ctx: click.Context) -> Iterator[click.Context]:
    yield ctx
    if not isinstance(ctx.command, click.Group):
        return
    for name in ctx.command.list_commands(ctx):
        command = ctx.command.get_command(ctx, name)
        if command is not None:
            yield from _below(Context(command, info_name=name, parent=ctx))


def options(command: click.Command) -> list[click.Option]:
    """The options of a command; --help, which every command has, is not among them."""
    return [parameter for parameter in command.params if isinstance(parameter, click.Option)]


def reference() -> str:
    """The reference of every command, as Markdown."""
    return "\n".join([EVERYWHERE, *map(_entry, commands())])


def _entry(ctx: click.Context) -> str:
    """One command: its name, its help and, where it does something by itself, its usage."""
    path, command = ctx.command_path, ctx.command
    level = "#" * max(2, 1 + path.count(" "))
    paragraphs = re.split(r"\n\s*\n", (command.help or "").strip())
    told = [" ".join(paragraph.split()) for paragraph in paragraphs]
    usage = [] if only_groups(command) else [f"```text\n{_usage(ctx)}```"]
    return "\n\n".join([f"{level} {path}", *told, *usage]) + "\n"


def only_groups(command: click.Command) -> bool:
    """Whether it does nothing by itself, but holds commands that do."""
    return isinstance(command, click.Group) and not command.invoke_without_command


def _usage(ctx: click.Context) -> str:
    formatter = HelpFormatter(width=WIDTH)
    pieces = click.Command.collect_usage_pieces(ctx.command, ctx)  # a group's as if it were alone
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="")
    rows = [row for option in options(ctx.command) if (row := option.get_help_record(ctx))]
    if rows:
        with formatter.indentation():
            formatter.write_dl(rows)
    return formatter.getvalue()


def with_reference(text: str) -> str:
    """The text of a page with the reference put between its markers."""
    before, opened, rest = text.partition(OPEN)
    _, closed, after = rest.partition(CLOSE)
    if not opened or not closed:
        raise NotRunnable(f"There is no place for the reference: {OPEN} .. {CLOSE}")
    return f"{before}{OPEN}\n\n{reference()}\n{CLOSE}{after}"


# --- the tour ------------------------------------------------------------------------------------


def with_tour(text: str) -> str:
    """The text of a page with every command of its console blocks run, and its output below it."""
    with tempfile.TemporaryDirectory() as folder:
        own = CliRunner(env=_surroundings(folder, "rehabtrack.db"))
        shown = CliRunner(env=_surroundings(folder, "demo.db"))
        if "```console demo\n" in text:
            with shown.isolation():
                demo_journal(Path(folder, "demo.db"))

        def replayed(block: re.Match[str]) -> str:
            of_demo = "demo" in block[1]
            lines = _replayed(block[2], shown if of_demo else own, DEMO_ENDS if of_demo else NOW)
            return block[1] + lines

        return _CONSOLE.sub(replayed, text)


def _surroundings(folder: str, database: str) -> dict[str, str | None]:
    """What the commands see of the machine: nothing that differs from one to the next."""
    ours = ("REHABTRACK_", "XDG_", "NO_COLOR", "FORCE_COLOR")
    hidden: dict[str, str | None] = {name: None for name in os.environ if name.startswith(ours)}
    path = os.path.join(folder, database)
    told = {"REHABTRACK_DB": path, "HOME": folder, "TZ": ZONE, "LOGNAME": AUTHOR, "COLUMNS": "80"}
    return hidden | told


def _replayed(block: str, runner: CliRunner, now: float) -> str:
    lines = [line for line in block.splitlines() if line.startswith("$ ")]
    if not lines:
        raise NotRunnable(f"a console block without a command: {block!r}")
    return "".join(f"{line}\n{_output(line, runner, now)}" for line in lines)


def _output(line: str, runner: CliRunner, now: float) -> str:
    """What a command of the tour prints; a bug in it is raised as it is."""
    program, *arguments = shlex.split(line.removeprefix("$ "), comments=True)
    if program not in ("rehabtrack", "rt"):
        raise NotRunnable(f"the tour runs only rehabtrack, not: {line}")
    done = runner.invoke(rehabtrack, arguments, prog_name=program, obj=lambda: now)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


# --- the command ---------------------------------------------------------------------------------


def refreshed(name: str) -> tuple[str, str]:
    """The text of a page as it is, and as it should be."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return text, with_tour(with_reference(text) if name == REFERENCE else text)


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check only say what would change; 1 if something would."""
    stale = 0
    for name in PAGES:
        text, wanted = refreshed(name)
        if "--check" not in arguments:
            (ROOT / name).write_text(wanted, encoding="utf-8", newline="\n")
        elif text != wanted:
            change = difflib.unified_diff(text.splitlines(), wanted.splitlines(), n=1, lineterm="")
            print(*change, sep="\n")
            print(f"{name} is out of date: run python tools/readme.py")
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
