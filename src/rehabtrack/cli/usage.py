"""Wrong usage: one sentence that says what is wrong, and where to look."""

import click
from click.exceptions import NoArgsIsHelpError

from rehabtrack.cli.commands import GLOBAL_OPTIONS, misplaced
from rehabtrack.cli.output import tell
from rehabtrack.domain.words import either


def tell_usage(error: click.UsageError) -> None:
    """Print what was wrong with a command to stderr; a group named alone shows its help there."""
    if isinstance(error, NoArgsIsHelpError):
        error.show()
        return
    tell(f"Error: {_sentence(error)}")
    path = error.ctx.command_path if error.ctx else "rehabtrack"
    tell(f"See: {path} --help")


def _sentence(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return _no_such_option(error.option_name.split("=")[0], error.ctx)
        case click.BadOptionUsage():
            says = "takes no value" if "not take" in error.message else "needs a value behind it"
            return f"{error.option_name} {says}."
        case click.MissingParameter(param=click.Parameter() as param):
            return f"{_name(param)} is missing."
    return error.format_message()


def _no_such_option(name: str, ctx: click.Context | None) -> str:
    if name in GLOBAL_OPTIONS:
        return misplaced(name)
    from difflib import get_close_matches

    params = ctx.command.get_params(ctx) if ctx else []
    words = {option.lstrip("-"): option for param in params for option in param.opts}
    near = [words[word] for word in get_close_matches(name.lstrip("-"), words, n=2)]
    hint = f" Did you mean {either(near)}?" if near else ""
    return f"There is no option {name}.{hint}"


def _name(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return f"The option {param.opts[0]}"
    return param.metavar or str(param.name).upper()
