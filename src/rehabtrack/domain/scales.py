"""The four pain scales: what a value may be, which category it is, and where weak pain ends.

Each value is judged on its own scale and never converted to another. No source validated any of
these numbers for massage in disc herniation.
"""

import re

from rehabtrack.domain.errors import ValueRefused
from rehabtrack.domain.words import either, folded, shortened

SCALES = ("nrs", "vas", "faces", "vrs")
CATEGORIES = ("none", "weak", "moderate", "severe")  # a category is its place in this order
NONE, WEAK, MODERATE, SEVERE = range(4)
RECALLS = ("now", "average-24h", "worst-24h", "average-7d")
#: Those of the 24 h before.
OF_24_H = ("average-24h", "worst-24h")
#: How each is said beside a value; that of now goes without saying.
RECALL_WORDS = {
    "average-24h": "average of the 24 h before",
    "worst-24h": "worst of the 24 h before",
    "average-7d": "average of the 7 days before",
}

# Every value that a scale has. A verbal rating is kept as the rank of its word.
VALUES = {
    "nrs": range(11),
    "vas": range(101),  # millimetres
    "faces": range(0, 11, 2),  # the numbers under the six faces (Wong and Baker 1988)
    "vrs": range(4),
}

# The highest value that is still none, weak and moderate; all above is severe.
CATEGORY_ENDS = {
    # Weak 1-3: Boonstra 2016 (patients who do not catastrophize) and the mean cut point 3.62 of
    # the 27 studies in Woo 2015, cut to the careful side; stages as in ICD-11's pain severity.
    "nrs": (0, 3, 6),
    # None 0-4: Jensen 2003. Weak to 30 and moderate to 54: Collins 1997; ICD-11.
    "vas": (4, 30, 54),
    # Ours: the numbers of Wong and Baker's faces, staged as the numeric scale is.
    "faces": (0, 3, 6),
    # The four words are the categories.
    "vrs": (NONE, WEAK, MODERATE),
}

MILLIMETRES_PER_POINT = 10  # ours: what one step of the policy's limit is on the visual scale

_NAMES = {
    "nrs": "0-10 scale (nrs)",
    "vas": "visual scale (vas)",
    "faces": "faces scale (faces)",
    "vrs": "verbal scale (vrs)",
}
_ALLOWED = {
    "nrs": "Use a whole number from 0 to 10.",
    "vas": "Use a whole number of millimetres from 0 to 100.",
    "faces": f"Use {either(str(value) for value in VALUES['faces'])}.",
    "vrs": f"Use {either(CATEGORIES)}.",
}
_WORDS = {word: rank for rank, word in enumerate(CATEGORIES)} | {"mild": WEAK}
_WHOLE_NUMBER = r"\+?0*([0-9]{1,3})(\.0+)?"


def read_value(scale: str, text: str) -> int:
    """The value that the text gives on the scale, a verbal one as its rank; raises ValueRefused.

    A number equal to a whole number (7.0) is that number; `mild` is read as `weak`.
    """
    typed = text.strip()
    value = _WORDS.get(folded(typed)) if scale == "vrs" else _whole_number(typed)
    if value is not None and value in VALUES[scale]:
        return value
    if not typed:
        raise ValueRefused(f"There is no value for the {_NAMES[scale]}.", _ALLOWED[scale])
    raise ValueRefused(
        f"{shortened(typed)} is not a value of the {_NAMES[scale]}.", _ALLOWED[scale]
    )


def category(scale: str, value: int) -> int:
    """The value's category as a rank of CATEGORIES: fixed by its scale, whatever the policy."""
    none, weak, moderate = CATEGORY_ENDS[scale]
    return (value > none) + (value > weak) + (value > moderate)


def highest_weak(scale: str, limit: int) -> int:
    """The highest value of the scale that is not high under a policy's limit (1 to 4)."""
    if scale == "vrs":
        return WEAK
    return limit * MILLIMETRES_PER_POINT if scale == "vas" else limit


def value_words(scale: str, value: int) -> str:
    """The value as people read it: 7/10, 28/100 mm, 4/10 faces, moderate."""
    if scale == "vrs":
        return CATEGORIES[value]
    return {"nrs": f"{value}/10", "vas": f"{value}/100 mm", "faces": f"{value}/10 faces"}[scale]


def json_value(scale: str, value: int) -> int | str:
    """The value as other programs read it: the number, or the verbal scale's word."""
    return CATEGORIES[value] if scale == "vrs" else value


def _whole_number(text: str) -> int | None:
    if len(text) <= 2 and text.isascii() and text.isdigit():
        return int(text)  # almost every rating, without the expression
    match = re.fullmatch(_WHOLE_NUMBER, text)
    return int(match.group(1)) if match else None
