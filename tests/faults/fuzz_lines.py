"""Lines for every command there is, whatever options it comes to have: its own tree is walked."""

from collections.abc import Iterator
from typing import Any

import click
from fuzz_values import FITTING, HOSTILE, TEXT, values_for
from hypothesis import strategies as some
from oracle import PRIVATE

from rehabtrack.cli.main import main


def every_command(
    command: click.Command = main, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Each command and group below this one, with the words that call it."""
    yield words, command
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            assert below is not None
            yield from every_command(below, (*words, name))


#: Takes no word from anybody, and a second: it is tried apart.
DEMO = ("demo",)
COMMANDS = tuple((words, command) for words, command in every_command() if words != DEMO)


@some.composite
def lines(draw: Any, commands: tuple[Any, ...] = COMMANDS) -> list[str]:
    """A line for one of these commands: most of it could be meant, some of it is not."""
    words, command = draw(some.sampled_from(commands))
    line = [word for param in main.params if draw(one_in(25)) for word in draw(given(param))]
    line += words
    arguments = [param for param in command.params if isinstance(param, click.Argument)]
    options = [param for param in command.params if isinstance(param, click.Option) and words]
    for param in (*options, *arguments):
        if not draw(one_in(15)) if param.required else draw(one_in(3 - is_flag(param))):
            line += draw(given(param))
    if draw(one_in(15)):
        line.append(draw(some.one_of(some.sampled_from(HOSTILE), TEXT)))
    return line


@some.composite
def given(draw: Any, param: click.Parameter) -> list[str]:
    """The words that give a parameter its value; a note holds private words."""
    if is_flag(param):
        return [param.opts[-1]]
    choices = getattr(param.type, "choices", (param.metavar or "").strip("[]").split("|"))
    values = values_for(str(param.name), *(word for word in choices if word.islower()))
    if isinstance(param, click.Argument):
        return (
            draw(some.lists(values, min_size=1, max_size=2)) if param.nargs < 0 else [draw(values)]
        )
    return _told(param, draw(values))


def line_with(words: tuple[str, ...], command: click.Command, what: str, value: str) -> list[str]:
    """A line that gives one parameter this value, and each other that it needs a right one."""
    line = list(words)
    for param in sorted(command.params, key=lambda param: isinstance(param, click.Argument)):
        if param.name == what:
            line += [value] if isinstance(param, click.Argument) else _told(param, value)
        elif param.required:
            right = FITTING[str(param.name)][0]
            line += [right] if isinstance(param, click.Argument) else _told(param, right)
    return line


def _told(param: click.Parameter, value: str) -> list[str]:
    private = PRIVATE if param.name == "note" and value != "-" else ""
    return [param.opts[-1], value + private]


def is_flag(param: click.Parameter) -> bool:
    """Whether it takes no value."""
    return isinstance(param, click.Option) and param.is_flag


def one_in(many: int) -> Any:
    """True once in so many times."""
    return some.integers(1, many).map(lambda number: number == 1 + many // 2)  # no end, tried often
