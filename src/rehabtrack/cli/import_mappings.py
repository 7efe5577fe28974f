"""`rehabtrack import --mapping`, `--save-mapping`, `--mappings`, `--forget-mapping`.

A mapping is the options of tables under a name. It stays in the file until another takes its name,
or it is forgotten; what it said is then printed, so that it can be typed again.
"""

import json

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.import_options import Told, typed
from rehabtrack.cli.output import echo, echo_json, safe, tell
from rehabtrack.domain.errors import NotFound, Refused
from rehabtrack.domain.words import clean_line, folded, shortened
from rehabtrack.storage.mappings import forget_mapping, keep_mapping, mappings

_LONGEST = 40  # characters of a name; ours


def read_mapping_name(name: str) -> str:
    """The name as it is kept; raises Refused for what is no name."""
    return clean_line(name, "name of the mapping", _LONGEST)


def told_by(app: App, name: str) -> dict[str, str]:
    """What a mapping says; raises NotFound with the nearest."""
    database = app.file_or_empty()
    with database.reading():
        found = mappings(database)
    for known, said in found.items():
        if folded(known) == folded(name):
            return _understood(known, _options(said))
    raise _not_found(name, list(found))


def keep_mapping_of(app: App, name: str, told: Told, *, as_json: bool) -> None:
    """Keep what the options say under a name; what stood there before is told."""
    database = app.file()
    with database.writing():
        before = keep_mapping(database, name, json.dumps(told.given))
    if not as_json:
        echo(f'Saved as the mapping "{name}".')
    if before is not None and before != json.dumps(told.given):
        tell("It takes the place of another, which said:")
        click.echo(safe(typed(_options(before))), err=True)


def show_mappings(app: App, as_json: bool) -> None:
    """Each mapping with what it says."""
    database = app.file_or_empty()
    with database.reading():
        found = {name: _options(said) for name, said in mappings(database).items()}
    if as_json:
        echo_json(*({"name": name, "options": said} for name, said in found.items()))
        return
    for name, said in found.items():
        echo(name, command=typed(said))
    if not found:
        echo("No mapping is saved. Save one: rehabtrack import FILE --map .. --save-mapping NAME")


def drop_mapping(app: App, name: str) -> None:
    """Forget a mapping; raises NotFound with the nearest."""
    database = app.file_or_empty()
    with database.writing():
        known = list(mappings(database))
        said = forget_mapping(database, name)
    if said is None:
        raise _not_found(name, known)
    echo(f'Forgotten: the mapping "{shortened(name)}".', command=typed(_options(said)))


def _options(said: str) -> dict[str, str]:
    options: dict[str, str] = json.loads(said)
    return options


def _understood(name: str, options: dict[str, str]) -> dict[str, str]:
    if not options.keys() <= Told.__annotations__.keys():
        raise Refused(
            f'The mapping "{shortened(name)}" says what this version does not know.',
            "Use the newer version of rehabtrack that saved it, or forget it.",
        )
    return options


def _not_found(name: str, known: list[str]) -> NotFound:
    from difflib import get_close_matches

    near = get_close_matches(folded(name), {folded(each): each for each in known}, n=1, cutoff=0.5)
    hint = f"Did you mean {near[0]}?" if near else "See: rehabtrack import --mappings"
    return NotFound(f'There is no mapping "{shortened(name)}" here.', hint)
