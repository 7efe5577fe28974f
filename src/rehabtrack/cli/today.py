"""The bare command: how things stand today."""

from typing import Any

from rehabtrack.cli.app import App
from rehabtrack.cli.lines import entry_line
from rehabtrack.cli.massage_check import show
from rehabtrack.cli.output import counted, echo, echo_item, echo_json
from rehabtrack.cli.verdict_words import RECALL_WORDS
from rehabtrack.cli.view import View, ago, view_of
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.scales import value_words
from rehabtrack.services.today import Today, today
from rehabtrack.services.warnings import Unanswered
from rehabtrack.storage.journal import Journal


def show_today(app: App, as_json: bool) -> None:
    """Phase, newest rating of each site, the verdict for a massage now, what is unanswered."""
    with app.reading() as journal:
        found = today(journal, app.zone.moment(app.now))
        view = view_of(app, journal)
        as_object = _json(found, journal, view) if as_json else None
    if as_json:
        echo_json(as_object)
        return
    echo(f"{view.lead}{view.instant(app.now)}")
    if found.phase is not None:
        echo(f"{view.lead}Phase    {entry_line(found.phase, view)}")
    _show_pain(found, view)
    echo()
    show(found.verdict, view)
    show_unanswered(found.unanswered, view)


def _json(found: Today, journal: Journal, view: View) -> dict[str, Any]:
    from rehabtrack.cli.as_json import assessment_json, entry_json, instant, named, warning_json

    waiting = found.unanswered
    return named(
        view,
        {
            "at": instant(view.now, view),
            "phase": entry_json(found.phase, view) if found.phase else None,
            "ratings": [entry_json(entry, view) for entry in found.ratings],
            "assessment": assessment_json(found.verdict, journal, view),
            "unanswered": [warning_json(warning, view) for warning in waiting.due],
            "others": {
                "earlier": waiting.earlier,
                "unverified": waiting.unverified,
                "imported": waiting.imported,
            },
        },
    )


def _show_pain(found: Today, view: View) -> None:
    for entry in found.ratings:
        echo(f"{view.lead}Pain     {_rated(entry, view)}")
    if found.ratings:
        return
    if found.older is None:
        echo(f"{view.lead}Nothing is rated yet. Log pain: rehabtrack 0-10")
        return
    echo(f"{view.lead}Pain     {_rated(found.older, view)}")


def _rated(entry: Entry[PainRating], view: View) -> str:
    rating = entry.record
    recall = "" if rating.recall == "now" else f" ({RECALL_WORDS[rating.recall]})"
    age = "" if rating.moment.width else f"  {ago(view.now - rating.moment.at)} ago"
    value = value_words(rating.scale, rating.value)
    return f"{value} {rating.site}{recall}  {view.when(rating.moment)}{age}"


def show_unanswered(unanswered: Unanswered, view: View) -> None:
    """The warnings that ask for an answer, a line each; the others counted in one line."""
    from rehabtrack.cli.warning_lines import warning_line

    for warning in unanswered.due:
        echo_item(view.lead + warning_line(warning, view))
    more = [
        (unanswered.earlier, "earlier unanswered"),
        (unanswered.unverified, "unverified"),
        (unanswered.imported, "imported"),
    ]
    words = ", ".join(f"{count} {what}" for count, what in more if count)
    if words:
        total = counted(sum(count for count, _ in more), "other warning")
        echo(f"{view.lead}{total}: {words}  (rehabtrack warnings --all)")
