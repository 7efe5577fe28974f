"""When something was, by the elements of FHIR that say so: dateTime, instant and Period."""

import re
from typing import Any

from rehabtrack.domain.errors import Refused, TimeRefused
from rehabtrack.domain.moment import MINUTE
from rehabtrack.domain.named import Named
from rehabtrack.domain.records import LONGEST_MINUTES
from rehabtrack.domain.when import until_instant
from rehabtrack.domain.words import shortened
from rehabtrack.interchange.fhir.read_elements import one, text
from rehabtrack.interchange.times import Noted, Times

_PARTIAL = re.compile("[0-9]{4}(-[0-9]{2})?")
_DATED = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAME_THE_TIME = "See that it is known to the day, or leave the resource out."

#: How a time was settled that its resource does not say outright.
ISSUED = "Without a time of its own: when it was issued is taken."
BEGINNING = "Rated for a period: its beginning is taken."


class Span(Named):
    """From a moment until an instant (ms): None where the file does not say, or it goes on.

    `minutes` is how long it took, where both clock times of less than a day are known.
    """

    start: str
    noted: Noted
    end: str | None
    end_at: int | None
    minutes: int | None


def rated_at(resource: dict[str, Any], times: Times) -> tuple[str, Noted]:
    """The time of an observation as it is written, and as it is read; raises Refused."""
    written, settled = written_at(resource)
    if written is None:
        raise TimeRefused("It does not say when it was.", _NAME_THE_TIME)
    found, notice = moment(written, times)
    return written, (found, " ".join(filter(None, (notice, settled))) or None)


def written_at(resource: dict[str, Any]) -> tuple[str | None, str | None]:
    """When an observation says that it was, and how that was settled.

    A schedule (`effectiveTiming`) is no time, and neither is then when it was issued.
    """
    for name in ("effectiveDateTime", "effectiveInstant"):
        written = text(resource.get(name))
        if written is not None:
            return written, None
    if one(resource.get("effectivePeriod")):
        return text(one(resource["effectivePeriod"]).get("start")), BEGINNING
    if one(resource.get("effectiveTiming")):
        return None, None
    return text(resource.get("issued")), ISSUED


def span(period: dict[str, Any], times: Times) -> Span:
    """A Period that has begun; raises Refused."""
    start, end = text(period.get("start")), text(period.get("end"))
    if start is None:
        raise TimeRefused("It does not say when it began.", _NAME_THE_TIME)
    noted = moment(start, times)
    end_at = None if end is None else _end(end, times)
    return Span(start, noted, end, end_at, _minutes(noted, end, end_at))


def done_at(resource: dict[str, Any], times: Times) -> Span | None:
    """When a procedure was performed, once or for a while; None where it does not say.

    Raises Refused.
    """
    written = text(resource.get("performedDateTime"))
    if written is not None:
        noted = moment(written, times)
        return Span(written, noted, written, noted[0].at, None)
    period = one(resource.get("performedPeriod"))
    return span(period, times) if period else None


def moment(written: str, times: Times) -> Noted:
    """A dateTime or instant as it is read; raises TimeRefused."""
    if _PARTIAL.fullmatch(written):
        raise TimeRefused(f"{written} is not known to the day.", _NAME_THE_TIME)
    return times.read(written)


def _end(written: str, times: Times) -> int:
    """The instant (ms) before which it ended: a date includes its day."""
    if not _DATED.match(written):
        raise TimeRefused(f'"{shortened(written)}" is not known to the day.', _NAME_THE_TIME)
    return until_instant(written, times.zone, times.now)


def _minutes(noted: Noted, end: str | None, end_at: int | None) -> int | None:
    start = noted[0]
    if end is None or end_at is None:
        return None
    if end_at < start.at:
        raise Refused("It would end before it starts.", "Correct one of its times.")
    if start.width or _DATED.fullmatch(end):
        return None
    minutes = (end_at - start.at) // MINUTE
    return minutes if 1 <= minutes <= LONGEST_MINUTES else None
