"""Times of a table as its country writes them: `14/03/2026`, `7:30 PM`; made ISO 8601.

The letters AM and PM can mean one thing only. Which of two numbers is the day cannot be seen in
them, be it above 12 in this row: it is said once for the table, and never guessed.
"""

import re

from rehabtrack.domain.errors import TimeRefused
from rehabtrack.domain.words import shortened
from rehabtrack.interchange.app_times import iso_clock
from rehabtrack.interchange.layout import DATES

_NUMBERED = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})(?:(?:, *| +|T)(.+))?")
_OF_12_HOURS = re.compile(r"(.*?)([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s*[AaPp]\.?\s?[Mm]\.?)")


def is_iso(text: str) -> bool:
    """Whether a time begins as ISO 8601 does and ends with no letters of a half day."""
    return text[4:5] == "-" and text[-1:] not in ("m", "M", ".")


def iso_of(text: str, dates: str | None) -> str:
    """A time as ISO 8601, one that is written in no other known way as it is.

    `dates` is one of DATES. Raises TimeRefused for a date of which nobody said how it is meant.
    """
    halved = _OF_12_HOURS.fullmatch(text)
    if halved is not None:
        text = halved[1] + iso_clock(halved[2])
    numbered = _NUMBERED.fullmatch(text)
    if numbered is None:
        return text
    first, _, second, year, clock = numbered.groups()
    if dates is None:
        raise TimeRefused(
            f'"{shortened(text)}" does not say which number is the day and which the month.',
            "Say how the table means it: --dates day-first or --dates month-first",
        )
    day, month = (first, second) if dates == DATES[0] else (second, first)
    if int(month) > 12:
        other = DATES[1 - DATES.index(dates)]
        raise TimeRefused(
            f'"{shortened(text)}" has no such month when it is read {dates}.',
            f"Correct it, or say that the table means --dates {other}",
        )
    return f"{year}-{month:0>2}-{day:0>2} {clock or ''}".rstrip()
