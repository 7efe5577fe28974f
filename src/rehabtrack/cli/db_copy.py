"""`rehabtrack db copy`: journals from one database into another, as they are."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import click

from rehabtrack.cli.app import App, typed_address
from rehabtrack.cli.commands import DatabasePath, command
from rehabtrack.cli.exporting import NOT_ENCRYPTED, nobody
from rehabtrack.cli.output import counted, echo, echo_whole, tell
from rehabtrack.domain.errors import NotKnown, Refused, StorageError
from rehabtrack.storage import caseload
from rehabtrack.storage import whole_journal as whole
from rehabtrack.storage.backup import meaning
from rehabtrack.storage.database import (
    Database,
    is_address,
    is_encrypted,
    open_existing,
    open_or_create,
)
from rehabtrack.storage.own_names import refuse_own_name
from rehabtrack.storage.sqlite_failures import missing

if TYPE_CHECKING:
    from rehabtrack.storage.whole_journal import Bearer

#: What of the settings belongs to one person at one machine, in words.
_WORDS = {caseload.AUTHOR: "who writes (me)", caseload.PATIENT_IN_USE: "whose journal is in use"}
#: What is counted: rows, and patients: who came, of whom only the mark that they were erased, who
#: were there, and who were refused.
ROWS, CAME, ERASED, THERE, REFUSED = "rows", "came", "erased", "there", "refused"


@command("copy", short_help="Copy journals into another database, as they are.")
@click.argument("source", metavar="FROM", type=DatabasePath())
@click.argument("target", metavar="TO", type=DatabasePath())
@click.pass_context
def copy_command(ctx: click.Context, source: str, target: str) -> None:
    """Copy everybody's journal from one database into another; with --patient before the command
    hers alone.

    All of it comes as it is: ids and numbers, earlier versions, void records, warnings, answers,
    and who changed what when. Each patient is stored and verified in one step, or not at all. What
    was interrupted goes on when it is run again: who is there already, the same, is passed over.
    Who is there and differs is refused: share brings the two together.

    Exit code: 0 all are there and verified, 1 not, with a line for each who was refused.
    """
    app: App = ctx.obj
    for each in (source, target):
        if not typed_address(each or " ").strip():
            raise click.UsageError("FROM and TO each name a database.")
    _refuse_the_same(source, target)
    with ExitStack() as open_files:
        found = open_existing(source, guarded=False)  # who runs the server may take all of it out
        if found is None:
            raise missing(source)
        open_files.enter_context(closing(found))
        everybody = _meant(found, app.patient_name)
        into = open_files.enter_context(closing(open_or_create(target)))
        done = _copied(found, into, everybody)
        _tell_done(done)
        echo_whole(into.path)
        if not _is_plain(found) and _is_plain(into):
            tell(NOT_ENCRYPTED)
        if done[REFUSED]:
            ctx.exit(1)
        if app.patient_name is None:
            _copy_settings(found, into)


def _refuse_the_same(source: str, target: str) -> None:
    if not is_address(target):
        refuse_own_name(source, target)
    there = os.path.exists(source) and os.path.exists(target)
    same = os.path.realpath(source) == os.path.realpath(target)
    if same or (there and os.path.samefile(source, target)):
        raise Refused(f"FROM and TO are both the database {source}.", "Give another name for TO.")


def _is_plain(database: Database) -> bool:
    """Whether whoever can read the file can read the records; on a server its policies tell."""
    return database.login is None and not is_encrypted(database.path)


def _meant(source: Database, name: str | None) -> "list[Bearer]":
    """Whose journals are copied: hers who is named, else everybody's, of the erased too."""
    with meaning(source.path), source.reading():
        if name is not None:
            patient = caseload.patient_named(source, name, void=True)
            return [whole.bearer(source, patient.patient_id)]
        everybody = list(whole.bearers(source))
    if not everybody:
        raise nobody()
    return everybody


def _copied(source: Database, target: Database, everybody: "list[Bearer]") -> Counter[str]:
    """What came of copying them; who is refused is told, or raised where nobody else was meant."""
    from rehabtrack.services.copying import Copying, NotCopied

    copying, done, refusals = Copying(source, target), Counter[str](), []
    for whose in _watched(everybody):
        try:
            rows = copying.copy(whose)
        except NotCopied as refused:
            refusals.append(refused)
        except (StorageError, NotKnown):
            _tell_stopped(done)
            raise
        else:
            done[ROWS] += rows
            done[CAME if rows else THERE] += 1
            done[ERASED] += bool(rows) and whose.name is None
    if len(everybody) == 1 and refusals:
        raise refusals[0]
    for refusal in refusals:
        tell(f"Error: {refusal}")
    done[REFUSED] = len(refusals)
    return done


def _watched(everybody: "list[Bearer]") -> Iterator["Bearer"]:
    """The same, with a progress bar where stderr is a terminal.

    It is drawn between two patients: while one is stored, nothing is printed.
    """
    shown = len(everybody) > 1 and sys.stderr.isatty()
    with click.progressbar(everybody, label="Copying", file=sys.stderr, hidden=not shown) as bar:
        yield from bar


def _tell_stopped(done: Counter[str]) -> None:
    if done[ROWS]:
        tell(f"Copied before that and verified: {_who_came(done)}. The same command goes on.")


def _tell_done(done: Counter[str]) -> None:
    if done[ROWS]:
        echo(f"Copied and verified: {_who_came(done)}, {counted(done[ROWS], 'row')}.")
    if done[THERE]:
        echo(f"There already, the same: {done[THERE]}.")
    if done[REFUSED]:
        echo(f"Not copied: {done[REFUSED]}.")


def _who_came(done: Counter[str]) -> str:
    came = counted(done[CAME], "patient")
    return f"{came}, {done[ERASED]} of them erased" if done[ERASED] else came


def _copy_settings(source: Database, target: Database) -> None:
    from rehabtrack.services.copying_settings import copy_settings

    behind = [_WORDS.get(name, name) for name in copy_settings(source, target)]
    if behind:
        tell(f"Not copied of the settings: {', '.join(behind)}.")
