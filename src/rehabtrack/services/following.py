"""After records changed: which sessions they can matter to, and their warnings made true again."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from rehabtrack.storage.journal import LAST, Journal
from rehabtrack.storage.rows import kind_of

if TYPE_CHECKING:
    from rehabtrack.services.assessing import Verdict
    from rehabtrack.services.reassessment import Reassessed


def follow(
    journal: Journal,
    records: Iterable[Any],
    heard: "Callable[[Verdict], None]" = lambda _: None,
) -> "list[Reassessed]":
    """Judge anew every session that these records, added, changed or taken out, can matter to.

    `heard` is told every verdict as it is come to. Most records are the newest of all and matter to
    none: then nothing that judges is loaded.
    """
    rated: list[int] = []
    spans: list[tuple[int, int]] = []
    for record in records:
        match kind_of(record):
            case "pain" if record.counts:
                rated.append(record.moment.at)
            case "massage":
                spans.append((record.judged_at, record.judged_at))
            case "clearance" | "policy" | "redflag":
                spans.append((record.moment.at, LAST))
    since = min([*rated, *(start for start, _ in spans)], default=LAST)
    if journal.single("SESSION_FROM", since=since) is None:
        return []
    from rehabtrack.services.reassessment import reassess

    if rated:
        spans.append((min(rated), reach_of(journal, max(rated))))
    return reassess(journal, since, max(until for _, until in spans), heard)


def reach_of(journal: Journal, at: int) -> int:
    """The last instant at which a rating made up to `at` can still matter to a session.

    For REACH it may cover, be the newest at its site or be fresh; after that it is only named as
    the newest of all, until the next rating; one known by its date may be that a day longer.
    """
    from rehabtrack.domain.high_pain import REACH
    from rehabtrack.domain.moment import LONGEST_DAY
    from rehabtrack.storage import readings

    return max(at + REACH, readings.next_reading_at(journal, at + LONGEST_DAY))
