"""What the shell offers while a command is typed: words of the field, ids and names of the file."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rehabtrack.cli.app import App

#: How many of the newest ids are offered.
OFFERED = 20


def complete_sites(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The sites that count."""
    from rehabtrack.domain.sites import SITES

    return [site for site in SITES if site.startswith(incomplete)]


def complete_areas(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The areas; after a comma, one more."""
    from rehabtrack.domain.records.massage import AREAS

    return _one_more(AREAS, incomplete)


def complete_techniques(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The techniques; after a comma, one more."""
    from rehabtrack.domain.records.massage import TECHNIQUES

    return _one_more(TECHNIQUES, incomplete)


def complete_codes(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The codes that answer a warning."""
    from rehabtrack.domain.records.warning import ANSWER_CODES

    return [code for code in ANSWER_CODES if code.startswith(incomplete)]


def complete_patients(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The names of the patients of the file."""
    from rehabtrack.storage import caseload

    database = _app(ctx).file_or_empty()
    names = [patient.record.name for patient in caseload.patients(database)]
    return [name for name in names if name.startswith(incomplete)]


def complete_ids(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """The newest ids of the patient meant, of every kind, newest first."""
    from rehabtrack.domain.ids import LETTERS
    from rehabtrack.storage.journal import TIMED_KINDS

    with _app(ctx).reading() as journal:
        found = [
            f"{LETTERS[kind]}{no}"
            for kind in TIMED_KINDS
            if kind in LETTERS
            for no in journal.newest_numbers(kind, OFFERED)
        ]
    return [each for each in found if each.startswith(incomplete)]


def _app(ctx: click.Context) -> "App":
    """The app that the options typed so far name."""
    import time

    from rehabtrack.cli.app import App

    options = ctx.find_root().params
    instant = int(time.time() * 1000)
    db, patient = options.get("db"), options.get("patient")
    return App(db, patient, options.get("author"), options.get("tz"), instant)


def _one_more(words: tuple[str, ...], incomplete: str) -> list[str]:
    done, comma, last = incomplete.rpartition(",")
    return [f"{done}{comma}{word}" for word in words if word.startswith(last)]
