"""What may be answered to a warning."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.words import clean_line, one_of

ANSWER_CODES = (
    "doctor-cleared",
    "decided-with-therapist",
    "away-from-spine",
    "pain-eased",
    "light-technique",
    "not-rated",
    "other",
)


def read_answer(text: str) -> tuple[str, str | None]:
    """The code and the text of `CODE[:TEXT]`; raises UnknownWord, or Refused for `other` alone."""
    word, _, rest = text.partition(":")
    code = one_of(word, ANSWER_CODES, "code")
    if rest.strip():
        return code, clean_line(rest, "reason")
    if code == "other":
        raise Refused("The code other says nothing without a text.", "Write other:TEXT.")
    return code, None


def answer_words(code: str, text: str | None) -> str:
    """An answer as it is typed and stored: `CODE` or `CODE:TEXT`."""
    return code if text is None else f"{code}:{text}"
