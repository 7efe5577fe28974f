"""A whole journal as text to be read: every record, warning, answer and change, void ones too."""

from collections.abc import Iterator
from typing import Any

from rehabtrack.cli.lines import entry_line, texts_of
from rehabtrack.cli.output import HANGING, running, text_of
from rehabtrack.cli.view import View
from rehabtrack.cli.warning_lines import warning_line
from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.warning import answer_words
from rehabtrack.storage import warnings
from rehabtrack.storage.answers import Answer, answers
from rehabtrack.storage.journal import TIMED_KINDS, Change, Journal

HEADINGS = {
    "pain": "Pain ratings",
    "massage": "Massage sessions",
    "phase": "Phases of treatment",
    "measure": "Measures",
    "clearance": "Clearances and refusals of doctors",
    "policy": "Policies of the rule",
    "screen": "Screens before a massage",
    "note": "Session notes",
    "addendum": "Addenda to signed notes",
    "redflag": "Red flags",
    "symptom": "Numbness and weakness",
    "score": "Scores of function",
    "context": "What other apps noted",
}


def journal_text(journal: Journal, view: View) -> Iterator[str]:
    """The lines of a journal, each with its line break; times are in the zone of the view."""
    for line in _all_lines(journal, view):
        yield f"{line}\n"


def _all_lines(journal: Journal, view: View) -> Iterator[str]:
    name = journal.patient.record.name
    yield from _item(f"Everything recorded about {name}, {view.instant(view.now)}")
    yield from _item(f"Times are in the zone {view.zone.name}. [u1]: what change u1 made.")
    yield ""
    yield from _entry(journal, journal.patient, view)
    if journal.patient.record.diagnosis:
        yield from _item(f"diagnosis: {journal.patient.record.diagnosis}", HANGING)
    for kind in TIMED_KINDS:
        yield from _section(
            HEADINGS[kind],
            (_entry(journal, entry, view) for entry in journal.between(kind, voided=True)),
        )
    yield from _section("Warnings", (_warning(one, view) for one in warnings.raised(journal)))
    yield from _section("Answers to warnings", (_answer(one, view) for one in answers(journal)))
    yield from _section("Changes, newest first", (_change(one, view) for one in journal.changes()))


def _section(heading: str, items: Iterator[Iterator[str]]) -> Iterator[str]:
    yield from ("", heading)
    none = True
    for item in items:
        none = False
        yield from item
    if none:
        yield "none"


def _entry(journal: Journal, entry: Entry[Any], view: View) -> Iterator[str]:
    yield from _item(f"{entry_line(entry, view)}  [u{entry.voided_by or entry.change}]")
    yield from _note(entry)
    for version in journal.versions(entry)[:-1] if entry.version > 1 else ():
        yield from _item(f"before: {entry_line(version, view)}  [u{version.change}]", HANGING)
        yield from _note(version, HANGING * 2)


def _note(entry: Entry[Any], indent: str = HANGING) -> Iterator[str]:
    for label, text in texts_of(entry):
        yield from filter(str.strip, running(text, indent, label))


def _warning(warning: StoredWarning, view: View) -> Iterator[str]:
    return _item(warning_line(warning, view))


def _answer(answer: Answer, view: View) -> Iterator[str]:
    undone = "  undone" if answer.voided_by else ""
    said = f"{answer_words(answer.code, answer.text)}{undone}"
    return _item(f"w{answer.warning}  {view.instant(answer.at)} {answer.author}: {said}")


def _change(change: Change, view: View) -> Iterator[str]:
    taken = f" u{change.takes_back}" if change.takes_back else ""
    when = view.instant(change.at)
    return _item(f"u{change.no}  {change.action}{taken}  {when}  by {change.author}")


def _item(text: str, indent: str = "") -> Iterator[str]:
    return iter(text_of([text], indent).split("\n"))
