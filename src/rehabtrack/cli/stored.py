"""What a writing command says: what was stored, how to take it back, and what else it changed."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from rehabtrack.cli.app import App
from rehabtrack.cli.lines import entry_line, texts_of
from rehabtrack.cli.output import (
    HANGING,
    counted,
    echo,
    echo_json,
    echo_text,
    echo_whole,
    tell,
)
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.records.entry import Entry

if TYPE_CHECKING:
    from rehabtrack.domain.findings import Grade
    from rehabtrack.services.reassessment import Reassessed

#: How many sessions a change names before it counts the rest.
NAMED_SESSIONS = 5


def tell_stored(entries: Sequence[Entry[Any]], view: View, policy: Policy | None = None) -> None:
    """One line an entry; the last with the command that takes the whole change back.

    With the policy in force, what is high is asked about.
    """
    undo = f"rehabtrack undo {view.id(f'u{entries[-1].change}')}"
    for entry in entries:
        echo(entry_line(entry, view), view.lead, command=undo if entry is entries[-1] else "")
    for entry in entries:
        if policy is not None and _is_high(entry, policy):
            edit = f"rehabtrack edit {view.id(entry.id)} --value N"
            echo_whole(f"{HANGING}a slip? {edit}", view.lead)


def tell_or_json(
    entries: Sequence[Entry[Any]],
    view: View,
    as_json: bool,
    reassessed: "Sequence[Reassessed]" = (),
    back: Collection[int] = frozenset(),
    policy: Policy | None = None,
) -> None:
    """What was stored, as lines or as one JSON object, and the sessions that it changed."""
    if as_json:
        from rehabtrack.cli.as_json import entry_json, named
        from rehabtrack.cli.verdict_json import changed_json

        told = {
            "stored": [entry_json(entry, view) for entry in entries],
            "changed": changed_json(reassessed),
            "change": f"u{entries[-1].change}",
        }
        echo_json(named(view, told))
    else:
        tell_stored(entries, view, policy)
    tell_changed(reassessed, view, back)


def list_entries(app: App, kind: str, as_json: bool, none: str = "") -> None:
    """Every entry of a kind that is not void, of each patient covered, oldest first.

    `none` is what is said where there is none, if the kind's name is not its command's.
    """
    printed = False
    for journal in app.reading_all():
        view = view_of(app, journal)
        with journal.reading():
            entries = list(journal.between(kind))
        for entry in entries:
            printed = True
            if as_json:
                from rehabtrack.cli.as_json import entry_json

                echo_json(entry_json(entry, view))
            else:
                echo_entry(entry, view)
    if not as_json and not printed:
        echo(none or f"No {kind} is recorded. See: rehabtrack {kind} --help")


def echo_entry(entry: Entry[Any], view: View) -> None:
    """An entry on one line, and what was written below."""
    echo(entry_line(entry, view), view.lead)
    for label, text in texts_of(entry):
        echo_text(text, HANGING, view.lead, label)


def _is_high(entry: Entry[Any], policy: Policy) -> bool:
    return entry.kind == "pain" and policy.is_high(entry.record.scale, entry.record.value)


def tell_changed(
    reassessed: "Sequence[Reassessed]", view: View, back: Collection[int] = frozenset()
) -> None:
    """The sessions whose status or category a change altered; the rest counted.

    Those that it brought `back` had no status before.
    """
    graver = [one for one in reassessed if one.gravity_changed]
    tell_graver(graver, len(graver), len(reassessed) - len(graver), view, back)


def tell_graver(
    first: "Sequence[Reassessed]",
    graver: int,
    others: int,
    view: View,
    back: Collection[int] = frozenset(),
    *,
    dry_run: bool = False,
) -> None:
    """The first of so many sessions whose status changed, and how many there are of others.

    With `dry_run` as it would be.
    """
    changed = "would change" if dry_run else "changed"
    for one in first[:NAMED_SESSIONS]:
        session = one.session
        raised = "" if dry_run else "".join(f" [w{no}]" for no in one.raised)
        when = view.date(session.at) if session.width else view.instant(session.at)
        shift = _shift(one, back, "would be" if dry_run else "is now", changed)
        tell(f"m{session.no} ({when}) {shift}{raised}.", view.lead)
    if graver > NAMED_SESSIONS:
        more = counted(graver - NAMED_SESSIONS, "more session")
        hint = "" if dry_run else f": {view.command('review')}"
        tell(f"The status of {more} {changed}{hint or '.'}", view.lead)
    if others:
        words = counted(others, "session")
        tell(f"The evidence of {words} {changed}, not the status.", view.lead)


def _shift(one: "Reassessed", back: Collection[int], is_now: str, changed: str) -> str:
    before, now = _status(one.gravest_before), _status(one.gravest_now)
    if one.session.no in back:
        return f"{is_now} {now}"
    if before == now:
        return f"is still {now}, and what another rule says of it {changed}"
    return f"was {before} and {is_now} {now}"


def _status(grade: "Grade | None") -> str:
    from rehabtrack.cli.warning_lines import finding_words

    return "not high-pain" if grade is None else finding_words(grade)
