"""The response to a massage in words: `back 6 to 2: 4 less`."""

from collections.abc import Iterable
from typing import Any

from rehabtrack.cli.output import HANGING, echo, tell
from rehabtrack.cli.view import View
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.responses import OUTCOMES, Response, within_error
from rehabtrack.domain.scales import CATEGORIES, json_value

WITHIN_ERROR = "within measurement error"
_WHEN = {"after": "", "next-day": " the next day"}
_SCALE = {"nrs": "", "vas": " mm", "faces": " faces", "vrs": ""}


def echo_responses(
    responses: Iterable[Response], view: View, relations: Iterable[str] = OUTCOMES
) -> None:
    """What followed a massage, a line for each outcome that was rated."""
    for response in responses:
        for relation in relations:
            if response.outcome(relation) is not None:
                echo(response_line(response, relation), view.lead, HANGING)


def response_line(response: Response, relation: str) -> str:
    """`back 6 to 5: 1 less, within measurement error`; the outcome must have been rated."""
    outcome, change = response.outcome(relation), response.change(relation)
    assert outcome is not None, "not rated"  # noqa: S101
    assert change is not None  # noqa: S101
    scale = response.scale
    before, then = (CATEGORIES[v] if scale == "vrs" else v for v in (response.before, outcome))
    return f"{response.site} {before} to {then}{_SCALE[scale]}{_WHEN[relation]}: " + _change_words(
        scale, change
    )


def _change_words(scale: str, change: int) -> str:
    if not change:
        return "the same"
    steps = {"vas": " mm", "vrs": " step" if abs(change) == 1 else " steps"}.get(scale, "")
    error = f", {WITHIN_ERROR}" if within_error(scale, change) else ""
    return f"{abs(change)}{steps} {'less' if change < 0 else 'more'}{error}"


def response_json(response: Response) -> dict[str, Any]:
    """A response as other programs read it; what was not rated is null."""
    found: dict[str, Any] = {
        "site": response.site,
        "scale": response.scale,
        "before": json_value(response.scale, response.before),
    }
    for relation in OUTCOMES:
        outcome, change = response.outcome(relation), response.change(relation)
        key = relation.replace("-", "_")
        found[key] = None if outcome is None else json_value(response.scale, outcome)
        found[f"{key}_change"] = change
        found[f"{key}_within_error"] = (
            None if change is None else within_error(response.scale, change)
        )
    return found


def tell_strayed(strayed: Iterable[Entry[Any]], view: View) -> None:
    """The ratings whose link to a massage their time belies, so that no response counts them."""
    for entry in strayed:
        session = entry_id("massage", entry.record.session)
        tell(
            f"note: {entry.id} is linked to {session} as {entry.record.relation}, and its time is"
            " not that any more: the response leaves it out.",
            view.lead,
        )
