"""Commands, and groups that refuse an unknown one with the nearest; a lazy one imports on use.

Click asks gettext for its own few words anew in every run, and that asks the locale, which takes
longer than a command; where ours says those words itself, it need not.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

import click
from click.core import ParameterSource

#: Options of the program itself, which stand before the command.
GLOBAL_OPTIONS = ("--db", "--patient", "--as", "--tz")
_HELD = "\u2011"  # a hyphen that no line is broken at


def _show_help(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


_HELP = click.Option(
    ["-h", "--help"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_help,
    help="Show this message and exit.",
)


class HelpFormatter(click.HelpFormatter):
    """Lays out help, and never breaks a word that is to be typed at one of its hyphens."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, _held(args), prefix)

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        super().write_text(_held(text))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write a list of terms and what they mean."""
        super().write_dl([(term, _held(text)) for term, text in rows], col_max, col_spacing)

    def getvalue(self) -> str:
        """The help as it is shown, with plain hyphens."""
        return super().getvalue().replace(_HELD, "-")


def _held(text: str) -> str:
    return text.replace("-", _HELD)


class Context(click.Context):
    """A command as it is called."""

    formatter_class = HelpFormatter


class Command(click.Command):
    """A command of ours."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """The one help option of every command."""
        return _HELP


def command(name: str, **settings: Any) -> Callable[[Callable[..., Any]], Command]:
    """Make a command of a function, as click's decorator does."""
    return click.command(name, cls=Command, **settings)


class FilePath(click.ParamType):  # type: ignore[type-arg]  # generic in newer click only
    """The path of a file, that may be there or not; a shell completes it."""

    name = "path"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The path as it is given; wrong usage if the system can call no file so."""
        try:
            possible = b"\0" not in os.fsencode(value)
        except UnicodeEncodeError:
            possible = False
        return value if possible else self.fail("no file can have that name.", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Any:
        """Let the shell complete it."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


class DatabasePath(FilePath):
    """The path of a file or the address of a server, which must not bring a password with it.

    What is typed stays in the history of the shell, and others of the machine see it meanwhile.
    """

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """As it is given; wrong usage with a password that did not come from the environment."""
        path = super().convert(value, param, ctx)
        if "://" in path and param and param.name and ctx and not ctx.resilient_parsing:
            from rehabtrack.storage.postgresql_address import holds_secret

            typed = ctx.get_parameter_source(param.name) is not ParameterSource.ENVIRONMENT
            if typed and holds_secret(path):
                self.fail(
                    "a password typed there is seen by others; keep it in ~/.pgpass, or the whole "
                    "address in REHABTRACK_DB.",
                    param,
                    ctx,
                )
        return path


def completing(name: str) -> Callable[[click.Context, click.Parameter, str], Any]:
    """What completes a word by that function of completing.py, which is imported on use."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> Any:
        module = import_module("rehabtrack.cli.completing")
        return getattr(module, name)(ctx, param, incomplete)

    return complete


class Commands(click.Group):
    """A group that refuses a word that is none of its commands with the nearest."""

    command_class = Command
    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """The one help option of every command."""
        return _HELP

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order in which they were made, which is the order of use."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or refuse with the nearest name; a completing shell gets no refusal."""
        known = self.list_commands(ctx)
        if args[0] not in known and not ctx.resilient_parsing:
            ctx.fail(unknown_command(args[0], known))
        return super().resolve_command(ctx, args)


class LazyGroup(Commands):
    """A group whose commands are a table of name -> (module in cli/, one-line summary)."""

    def __init__(self, *args: Any, table: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table, which is the order of use."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, its module imported now."""
        if cmd_name not in self.table:
            return None
        module = import_module(f"rehabtrack.cli.{self.table[cmd_name][0]}")
        attribute = cmd_name.replace("-", "_")
        command: click.Command = getattr(module, f"{attribute}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The summaries of the table, without importing a command."""
        rows = [(name, summary) for name, (_, summary) in self.table.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Complete command names from the table alone."""
        from click.shell_completion import CompletionItem

        names = [
            CompletionItem(name, help=summary)
            for name, (_, summary) in self.table.items()
            if name.startswith(incomplete)
        ]
        return names or click.Command.shell_complete(self, ctx, incomplete)


def is_number(word: str) -> bool:
    """Whether a word is made as a number is: a sign, digits, points and commas, or some of them."""
    unsigned = word[1:] if word.startswith(("+", "-")) else word
    return not unsigned.strip("0123456789.,")


def misplaced(name: str) -> str:
    """One sentence for an option of the program that stands behind the command."""
    return f"{name} stands before the command: rehabtrack {name} .. COMMAND"


def unknown_command(name: str, known: list[str]) -> str:
    """One sentence for a word that is no command, naming the nearest."""
    from difflib import get_close_matches

    from rehabtrack.domain.words import either, shortened

    if name.startswith("-"):
        if name.split("=")[0] in GLOBAL_OPTIONS:
            return misplaced(name)
        return f"There is no option {shortened(name)}."
    near = get_close_matches(name, known, n=2, cutoff=0.6)
    hint = f" Did you mean {either(near)}?" if near else ""
    return f'There is no command "{shortened(name)}".{hint}'
