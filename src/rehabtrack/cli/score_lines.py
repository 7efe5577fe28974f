"""Scores over time, as lines and as JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from rehabtrack.cli.as_json import entry_json
from rehabtrack.cli.lines import when_words
from rehabtrack.cli.output import HANGING, echo
from rehabtrack.cli.view import View
from rehabtrack.domain.instruments import (
    CHANGE_SOURCE,
    IMPORTANT_PER_CENT,
    Change,
    Instrument,
    points,
)
from rehabtrack.domain.records.score import FunctionScore
from rehabtrack.domain.rmdq import statement
from rehabtrack.services.scores import Compared


def echo_series(scale: Instrument, series: Sequence[Compared], view: View) -> None:
    """A questionnaire, what change of it matters, and its scores."""
    echo(f"{scale.name}  {scale.title}; lower is better", view.lead)
    echo(_important_words(scale), view.lead, HANGING)
    for entry, _, change in series:
        words = (entry.id, scale.total(entry.record.tenths), when_words(entry, view))
        echo("  ".join((*words, _change_words(change))), view.lead)


def echo_ticked(score: FunctionScore, view: View) -> None:
    """The statements that were ticked, where they are known."""
    for no in score.items:
        echo(statement(no), view.lead, HANGING)


def echo_sources(scales: Iterable[Instrument]) -> None:
    """Whose questionnaires these are, and where the change that matters comes from."""
    told = dict.fromkeys(scales)
    for scale in told:
        echo(f"{scale.name}: {scale.citation}.")
    if any(scale.important for scale in told):
        echo(f"Minimal important change: {CHANGE_SOURCE}; of improvement alone.")


def compared_json(compared: Compared, view: View) -> dict[str, Any]:
    """A score as a record, and how it stands to the first of its questionnaire."""
    entry, first, change = compared
    reaches = None if change is None else change.reaches
    return {
        **entry_json(entry, view),
        "first": first.id,
        "change": None if change is None else change.tenths / 10,
        "change_per_cent": None if change is None else change.per_cent,
        "important": None if reaches is None else bool(reaches),
        "reaches": None if reaches is None else list(reaches),
    }


def _important_words(scale: Instrument) -> str:
    if scale.important is None:
        return "No minimal important change with a source that we verified."
    least = points(scale.important)
    return (
        f"Minimal important change: {least} points lower, or {IMPORTANT_PER_CENT} % of the first."
    )


def _change_words(change: Change | None) -> str:
    if change is None:
        return "the first"
    if not change.tenths:
        return "as the first"
    size = points(abs(change.tenths))
    share = "" if change.per_cent is None else f" ({abs(change.per_cent)} %)"
    words = f"{size} point{'' if size == '1' else 's'}"
    words += f" {'lower' if change.tenths < 0 else 'higher'}{share}"
    if change.reaches is None:
        return words
    return f"{words}, {_REACHES[change.reaches]}"


_REACHES = {
    (): "smaller than that",
    ("points",): "reaches it in points",
    ("per-cent",): "reaches it in per cent alone",
    ("points", "per-cent"): "reaches it in points and per cent",
}
