"""The bare command: how things stand today."""

from typing import Any

from rehabtrack.cli.app import App
from rehabtrack.cli.lines import entry_line
from rehabtrack.cli.output import counted, echo, echo_json
from rehabtrack.cli.verdict_words import show_verdict
from rehabtrack.cli.view import View, ago, view_of
from rehabtrack.domain.moment import MINUTE
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.scales import RECALL_WORDS, value_words
from rehabtrack.services.due import Unanswered
from rehabtrack.services.today import Today, today
from rehabtrack.storage.journal import Journal


def show_today(app: App, as_json: bool) -> None:
    """Phase, newest rating of each site, the verdict for a massage now, what is due."""
    with app.reading() as journal:
        found = today(journal, app.zone.moment(app.now))
        view = view_of(app, journal)
        as_object = _json(found, journal, view) if as_json else None
    if as_json:
        echo_json(as_object)
        return
    echo(view.instant(app.now), view.lead)
    if found.phase is not None:
        echo(f"Phase    {entry_line(found.phase, view)}", view.lead)
    _show_pain(found, view)
    echo()
    show_verdict(found.verdict, view)
    if any(found.due):
        from rehabtrack.cli.due_words import show_due

        show_due(found.due, view)
    show_unanswered(found.unanswered, view)


def _json(found: Today, journal: Journal, view: View) -> dict[str, Any]:
    from rehabtrack.cli.as_json import entry_json, named, spoken
    from rehabtrack.cli.due_words import due_json
    from rehabtrack.cli.verdict_json import assessment_json, warning_json

    waiting, now = found.unanswered, view.zone.moment(view.now)
    return named(
        view,
        {
            "at": spoken(now),
            "phase": entry_json(found.phase, view) if found.phase else None,
            "ratings": [entry_json(entry, view) for entry in found.ratings],
            "assessment": assessment_json(found.verdict, now, journal, view),
            "due": due_json(found.due),
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
        echo(f"Pain     {_rated(entry, view)}", view.lead)
    if found.ratings:
        return
    if found.older is None:
        echo(f"Nothing is rated yet. Log pain: {view.command('0-10')}", view.lead)
        return
    echo(f"Pain     {_rated(found.older, view)}", view.lead)


def _rated(entry: Entry[PainRating], view: View) -> str:
    rating = entry.record
    recall = "" if rating.recall == "now" else f" ({RECALL_WORDS[rating.recall]})"
    made = view.now - rating.moment.at
    age = f"  {ago(made)} ago" if made >= MINUTE and not rating.moment.width else ""
    value = value_words(rating.scale, rating.value)
    return f"{value} {rating.site}{recall}  {view.when(rating.moment)}{age}"


def show_unanswered(unanswered: Unanswered, view: View) -> None:
    """The warnings that ask for an answer, a line each; the others counted in one line."""
    if unanswered.due:
        from rehabtrack.cli.warning_lines import warning_line

        for warning in unanswered.due:
            echo(warning_line(warning, view), view.lead)
    more = [
        (unanswered.earlier, "earlier unanswered"),
        (unanswered.unverified, "unverified"),
        (unanswered.imported, "imported"),
    ]
    words = ", ".join(f"{count} {what}" for count, what in more if count)
    if words:
        total = counted(sum(count for count, _ in more), "other warning")
        echo(f"{total}: {words}  ({view.command('warnings --all')})", view.lead)
