"""Days and times of day as apps write them for people, in English: `30th Nov 2021`, `10:00 pm`.

Seen in Bearable's files (`30th Nov 2021`) and Daylio's (`29 March`, `December 9`, `10:00 pm`). An
app that speaks another language writes other months: those are refused, never guessed.
"""

import re

from rehabtrack.domain.errors import TimeRefused
from rehabtrack.domain.words import shortened

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = r"([a-z]{3,9})\.?"
_DAY_FIRST = rf"{_DAY} +{_MONTH},? +([0-9]{{4}})"
_MONTH_FIRST = rf"{_MONTH} +{_DAY},? +([0-9]{{4}})"
# iOS puts a narrow space that does not break before the letters
_CLOCK = r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?(?:\s*([ap])\.?\s?m\.?)?"


def iso_day(text: str) -> str:
    """The day as ISO 8601, whether the calendar has it or not; raises TimeRefused."""
    words = text.strip().lower()
    if match := re.fullmatch(_DAY_FIRST, words):
        day, month, year = match.groups()
    elif match := re.fullmatch(_MONTH_FIRST, words):
        month, day, year = match.groups()
    else:
        raise _refused(text)
    for number, name in enumerate(_MONTHS, start=1):
        if name.startswith(month):
            return f"{year}-{number:02}-{int(day):02}"
    raise _refused(text)


def iso_clock(text: str) -> str:
    """The time of day on 24 hours, `22:00`; raises TimeRefused."""
    match = re.fullmatch(_CLOCK, text.strip().lower())
    if match is None or (match[3] and not 1 <= int(match[1]) <= 12):
        raise TimeRefused(
            f'"{shortened(text)}" is not a time of day that can be read.',
            "Write it as 22:00 or 10:00 pm.",
        )
    hour = int(match[1])
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return f"{hour:02}:{match[2]}"


def _refused(text: str) -> TimeRefused:
    return TimeRefused(
        f'"{shortened(text)}" is not a day that can be read.',
        "Write it as 30 Nov 2021; months are read in English.",
    )
