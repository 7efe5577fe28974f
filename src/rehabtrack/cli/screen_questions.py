"""The questions before a massage, to read or to be asked in a terminal group by group."""

import click

from rehabtrack.cli.output import echo, echo_block, echo_text, tell
from rehabtrack.domain.contraindications import ABSOLUTE, ASK, LOCAL, QUESTIONS, Question
from rehabtrack.domain.errors import Refused
from rehabtrack.domain.records.massage import AREAS
from rehabtrack.domain.words import folded, one_of

SOURCE = (
    "Compiled from teaching texts of massage, none of them checked against a primary source, in "
    "our words. This is no medical advice."
)
_HEADINGS = {
    ABSOLUTE: "No massage today, if any of these is so",
    LOCAL: "Not at this area",
    ASK: "Ask the doctor first",
}
UNFINISHED = "The questions were not answered to the end, so nothing is stored."


def show_questions() -> None:
    """Every question behind the code that it is answered by."""
    for grade in _HEADINGS:
        asked = _of(grade)
        _show_group(grade, asked, [each.code for each in asked])
    echo()
    echo_text(SOURCE)
    echo("Answer: rehabtrack massage screen --yes CODE,skin=AREA,.. --no rest")


def ask(lead: str) -> tuple[str, ...]:
    """What applies, as it was answered in the terminal; raises Refused for an empty answer."""
    try:
        return tuple(said for grade in _HEADINGS for said in _ask_group(grade, lead))
    except click.Abort:
        echo()  # ends the line of the prompt
        tell(UNFINISHED, lead)
        raise


def _ask_group(grade: str, lead: str) -> list[str]:
    asked = _of(grade)
    _show_group(grade, asked, [str(place) for place in range(1, len(asked) + 1)], lead)
    numbers = click.prompt(
        "Which apply? Their numbers, or none",
        default="",
        show_default=False,
        value_proc=lambda answer: _numbers(answer, len(asked)),
    )
    applying = [asked[number - 1] for number in numbers]
    if grade == LOCAL:
        return [said for each in applying for said in _ask_areas(each)]
    return [each.code for each in applying]


def _ask_areas(asked: Question) -> list[str]:
    areas = click.prompt(
        f"Where ({asked.code})? Areas, such as neck,lower-back",
        default="",
        show_default=False,
        value_proc=_areas,
    )
    return [f"{asked.code}={area}" for area in areas]


def _numbers(answer: str, last: int) -> list[int]:
    words = folded(answer).replace(",", " ").split()
    if not words:
        raise Refused(UNFINISHED, "Answer each group, with none where nothing applies.")
    if words in (["none"], ["0"]):
        return []
    numbers = [int(word) for word in words if word.isascii() and word.isdigit()]
    if len(numbers) < len(words) or not all(1 <= number <= last for number in numbers):
        raise click.UsageError(f"Name numbers from 1 to {last}, or write none.")
    return numbers


def _areas(answer: str) -> list[str]:
    words = [word.strip() for word in answer.split(",") if word.strip()]
    if not words:
        raise Refused(UNFINISHED, "Say where each applies.")
    try:
        return [one_of(word, AREAS, "area", other=True) for word in words]
    except Refused as error:
        raise click.UsageError(f"{error}") from None


def _of(grade: str) -> list[Question]:
    return [asked for asked in QUESTIONS if asked.grade == grade]


def _show_group(grade: str, asked: list[Question], labels: list[str], lead: str = "") -> None:
    width = max(map(len, labels))
    if grade != ABSOLUTE:
        echo()
    echo(_HEADINGS[grade], lead)
    for label, each in zip(labels, asked, strict=True):
        echo_block(f"  {label:>{width}}", each.words)
