"""`rehabtrack report`: one page to look at, to print, to take along."""

import os
from datetime import timedelta

import click

from rehabtrack import __version__
from rehabtrack.cli.app import App
from rehabtrack.cli.commands import FilePath, command
from rehabtrack.cli.exporting import NOT_ENCRYPTED, refuse_database
from rehabtrack.cli.options import listed, span_of, span_options
from rehabtrack.cli.output import echo, echo_whole, tell
from rehabtrack.cli.report_words import verdict_words
from rehabtrack.cli.view import view_of
from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import spoken_date
from rehabtrack.domain.responses import local_day
from rehabtrack.domain.roles import DOCTOR, THERAPIST
from rehabtrack.domain.words import one_of, shortened
from rehabtrack.files import not_written, written_whole
from rehabtrack.reports.page import redaction
from rehabtrack.reports.page.page import AUDIENCES, LONGEST_NOTE, Note, Request, beginning, page
from rehabtrack.reports.page.pictures.axis import day_words
from rehabtrack.reports.page.wording import own
from rehabtrack.services.course import first_day
from rehabtrack.services.report import Gathered, Written, gathered, notes
from rehabtrack.storage import people
from rehabtrack.storage.journal import Journal

#: The span of a report where none is said; ours: what a course of rehabilitation often takes.
WEEKS = 12
NOTES_ARE_WHOLE = (
    "The notes are shown as they were written: they may hold what --without leaves out."
)
_OF_ROLE = {DOCTOR: "doctor", THERAPIST: "therapist"}


@command("report", short_help="One page to print or to show: pain, phases, massages.")
@span_options
@click.option("--for", "audience", metavar="WHOM", help="doctor, therapist or patient.")
@click.option("-o", "--out", metavar="FILE", type=FilePath(), help="The file to write.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.option("--without", metavar="WHAT,..", help=f"Leave out: {', '.join(redaction.REDACTIONS)}.")
@click.option("--with-notes", is_flag=True, help="Show the newest notes too.")
@click.option("--pdf", "as_pdf", is_flag=True, help="Write a PDF, as for a FILE.pdf.")
@click.option("--open", "opened", is_flag=True, help="Show it in the browser.")
@click.pass_obj
def report_command(
    app: App,
    since: str | None,
    until: str | None,
    audience: str | None,
    out: str | None,
    force: bool,
    without: str | None,
    with_notes: bool,
    as_pdf: bool,
    opened: bool,
) -> None:
    """Write one page: a file that needs no program but a browser, and fits on one sheet.

    It covers 12 weeks, or as much of them as is recorded, unless told otherwise. Notes are left
    out unless asked for, and red flags that are open stand first whatever is left out.
    """
    left_out = tuple(one_of(each, redaction.REDACTIONS, "redaction") for each in listed(without))
    if with_notes and redaction.WORDS in left_out:
        raise click.UsageError("--with-notes shows the words that --without words leaves out.")
    if audience is not None:
        audience = one_of(audience, AUDIENCES, "reader of a report")
    as_pdf = _is_pdf(out, as_pdf)
    with app.reading() as journal:
        span = _span(app, journal, since, until)
        path = out or _file_name(app, journal, span, as_pdf)
        refuse_database(app, path)
        found = gathered(journal, app.zone, app.now, *span)
        told = notes(journal, *span) if with_notes and found else []
        role = people.role_of(journal.database, app.author)
    audience = audience or _OF_ROLE.get(role or "", "patient")
    html = _page(app, found, told, audience, left_out)
    _write(path, html, force, as_pdf)
    echo(f"The report {_of_what(found, audience, left_out)} is in:")
    echo_whole(path)
    echo(NOT_ENCRYPTED)
    if told and left_out:
        tell(NOTES_ARE_WHOLE)
    if opened:
        _show(path)


def _is_pdf(out: str | None, as_pdf: bool) -> bool:
    """Whether a PDF is meant, by the option or by the file's name; refused if neither fits."""
    if out is None:
        return as_pdf
    if out in ("", "-"):
        raise click.UsageError("--out needs the name of a file.")
    if os.path.isdir(out):
        raise Refused(f"{out} is a folder.", "Name a file in it.")
    name = out.lower()
    if as_pdf and name.endswith((".html", ".htm")):
        raise click.UsageError("--pdf writes no HTML; name the file .pdf, or leave --pdf out.")
    return as_pdf or name.endswith(".pdf")


def _span(app: App, journal: Journal, since: str | None, until: str | None) -> tuple[int, int]:
    """The span meant: up to tonight at most, and WEEKS long unless told otherwise.

    Without --since it begins no earlier than what is recorded.
    """
    start, end = span_of(app, since, until)
    end = min(end, app.zone.day(app.zone.wall(app.now).date() + timedelta(1)).at)
    if since is None:
        last = app.zone.wall(end - 1).date()
        start = app.zone.day(last - timedelta(7 * WEEKS - 1)).at
        begun = first_day(journal, app.zone, end) if journal.patient_id else None
        start = start if begun is None else max(start, begun)
    if start >= end:
        raise click.UsageError(
            "--since lies in the future." if start > app.now else "--since lies behind --until."
        )
    return start, end


def _file_name(app: App, journal: Journal, span: tuple[int, int], as_pdf: bool) -> str:
    """Made of dates, and of the patient's number where there are several: of no name."""
    first, last = (app.zone.wall(at).date() for at in (span[0], span[1] - 1))
    whose = f"{journal.patient_id}-" if app.several else ""
    return f"rehabtrack-report-{whose}{first}-{last}.{'pdf' if as_pdf else 'html'}"


def _page(
    app: App,
    found: Gathered | None,
    told: list[Written],
    audience: str,
    without: tuple[str, ...],
) -> str:
    view, today = view_of(app), spoken_date(app.zone.wall(app.now).date())
    made = f"{today} {view.clock(app.now)} ({app.zone.name})"
    if found is None:
        return beginning(made, __version__)
    request = Request(
        audience=audience,
        without=without,
        made=made,
        version=__version__,
        newest=found.newest and day_words(local_day(found.newest)),
        verdict=verdict_words(found.verdict, without, view),
        clearances=[redaction.redacted_clearance(one, without) for one in found.clearances],
        notes=[Note(view.when(one.moment), own(one.text, LONGEST_NOTE)) for one in told],
    )
    return page(redaction.redacted(found.course, without), request)


def _write(path: str, html: str, force: bool, as_pdf: bool) -> None:
    content = _as_pdf(html) if as_pdf else html.encode()
    try:
        with written_whole(path, replacing=force) as draft, open(draft, "wb") as file:
            file.write(content)
    except OSError as error:
        raise not_written(error, path) from error


def _as_pdf(html: str) -> bytes:
    from rehabtrack.reports.page.pdf import pdf

    return pdf(html)


def _of_what(found: Gathered | None, audience: str, without: tuple[str, ...]) -> str:
    if found is None:
        return "on how to begin"
    course = found.course
    first, last = (course.zone.wall(at).date() for at in (course.since, course.until - 1))
    whose = "" if redaction.NAME in without else f"of {shortened(course.patient.name)} "
    return f"{whose}from {spoken_date(first)} to {spoken_date(last)}, for the {audience},"


def _show(path: str) -> None:
    """Open it in the browser; where there is none, say so: the file is there all the same."""
    import webbrowser
    from pathlib import Path

    if not webbrowser.open(Path(os.path.abspath(path)).as_uri()):
        tell("No browser was found; open the file yourself.")
