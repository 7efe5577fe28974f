"""What the shell offers while a command is typed: words of the field, ids and names of the file."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rehabtrack.cli.app import App
    from rehabtrack.storage.journal import Journal

#: How many of the newest ids are offered.
OFFERED = 20
#: How long a database may take to be asked, on a server that is gone, say; ours.
PATIENCE_SECONDS = 4
#: The kinds of the records that people name by their ids, the commonest first.
_RECORDS = (
    *("pain", "massage", "phase", "measure", "clearance"),
    *("note", "redflag", "symptom", "screen", "score", "context", "addendum"),
)


def sites(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The sites that count."""
    from rehabtrack.domain.sites import SITES

    return [site for site in SITES if site.startswith(incomplete)]


def areas(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The areas; after a comma, one more."""
    from rehabtrack.domain.records.massage import AREAS

    return _one_more(AREAS, incomplete)


def techniques(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The techniques; after a comma, one more."""
    from rehabtrack.domain.records.massage import TECHNIQUES

    return _one_more(TECHNIQUES, incomplete)


def codes(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The codes that answer a warning."""
    from rehabtrack.domain.records.warning import ANSWER_CODES

    return [code for code in ANSWER_CODES if code.startswith(incomplete)]


def red_flags(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The codes of the red flags; after a comma, one more."""
    from rehabtrack.domain.red_flags import CODES

    return _one_more(CODES, incomplete)


def patients(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The names of the patients of the file."""
    from rehabtrack.storage import caseload

    with suppress(Exception), _app(ctx) as app:
        names = [entry.record.name for entry in caseload.patients(app.file_or_empty())]
        return [name for name in names if name.startswith(incomplete)]
    return []


def carers(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The logins that see the journal of the patient meant, in a clinic."""
    from rehabtrack.storage import clinic

    with suppress(Exception), _app(ctx) as app, app.reading() as journal:
        standing = [carer.login for carer in clinic.carers(journal) if carer.revoked_at is None]
        return [login for login in standing if login.startswith(incomplete)]
    return []


def ids(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The newest ids of every kind of record, newest first."""
    return _ids(ctx, incomplete, *_RECORDS)


def undoable(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The newest changes and the newest records."""
    return _ids(ctx, incomplete, "change", *_RECORDS)


def measures(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The newest measures."""
    return _ids(ctx, incomplete, "measure")


def clearances(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The newest clearances and refusals."""
    return _ids(ctx, incomplete, "clearance")


def warnings(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The newest warnings."""
    return _ids(ctx, incomplete, "warning")


def _ids(ctx: click.Context, incomplete: str, *kinds: str) -> list[str]:
    """The newest ids of these kinds; `NAME/p41` where several patients are meant or one is typed.

    Whatever goes wrong, a shell is offered nothing rather than shown an error.
    """
    with suppress(Exception), _app(ctx) as app:
        name, slash, _ = incomplete.rpartition("/")
        if slash:
            with app.reading(name) as journal:
                return list(_numbered([journal], kinds, incomplete, named=True))
        journals = app.reading_all()
        return list(_numbered(journals, kinds, incomplete, named=len(journals) > 1))
    return []


def _numbered(
    journals: "list[Journal]", kinds: tuple[str, ...], incomplete: str, *, named: bool
) -> Iterator[str]:
    from rehabtrack.domain.ids import LETTERS

    for journal in journals:
        lead = f"{journal.patient.record.name}/" if named else ""
        for kind in kinds:
            for no in _newest(journal, kind):
                offered = f"{lead}{LETTERS[kind]}{no}"
                if offered.startswith(incomplete):
                    yield offered


def _newest(journal: "Journal", kind: str) -> list[int]:
    if kind == "change":
        return [change.no for change in islice(journal.changes(), OFFERED)]
    return journal.newest_numbers(kind, OFFERED)


@contextmanager
def _app(ctx: click.Context) -> "Iterator[App]":
    """The app that the options typed so far name, to look into its database.

    The shell is shown nothing of what fails there, asked for nothing, and kept waiting for no more
    than PATIENCE_SECONDS: then the program ends.
    """
    import faulthandler
    import time

    from rehabtrack.cli.app import App
    from rehabtrack.storage import wrapping

    options = ctx.find_root().params
    instant = int(time.time() * 1000)
    db, patient = options.get("db"), options.get("patient")
    wrapping.asks = False
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # libpq itself warns there
    faulthandler.dump_traceback_later(PATIENCE_SECONDS, exit=True)  # even where C never returns
    with closing(App(db, patient, options.get("author"), options.get("tz"), instant)) as app:
        app.shows = False
        yield app


def _one_more(words: tuple[str, ...], incomplete: str) -> list[str]:
    done, comma, last = incomplete.rpartition(",")
    return [f"{done}{comma}{word}" for word in words if word.startswith(last)]
