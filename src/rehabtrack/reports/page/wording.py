"""What people wrote, as a page may show it: nothing hidden in it, and no word of ours reordered."""

import re
from collections.abc import Iterable

from rehabtrack.domain.responses import MEASUREMENT_ERROR, within_error
from rehabtrack.domain.scales import RECALL_WORDS
from rehabtrack.domain.words import OTHER, shortened

#: What a line is about, and what is said of that.
Line = tuple[str, str]

#: So much of a text in a sentence of ours; characters.
LONGEST = 40
# Around a text of somebody's own, so that its direction is its own (Unicode TR 9: FSI and PDI).
_ISOLATE, _END = "\u2068", "\u2069"
# Controls, bidi overrides, invisible separators, tags and lone surrogates, but for the isolates.
_HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066\u2067"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)


def visible(text: str) -> str:
    """The text with everything escaped that could hide or reorder what is read."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(f"[{_HIDDEN}]", _escaped, text)


def own(text: str, limit: int = LONGEST) -> str:
    """A text of somebody's own as it stands in a sentence: its start, isolated from the rest."""
    cut = shortened(" ".join(text.split()), limit)
    if cut.isascii() and cut.isprintable():
        return cut
    return f"{_ISOLATE}{re.sub(f'[{_HIDDEN}{_ISOLATE}{_END}]', _escaped, cut)}{_END}"


def bare(word: str) -> str:
    """A word of a vocabulary, or the WORD of other:WORD."""
    return own(word.removeprefix(OTHER)) if word.startswith(OTHER) else word


def site_words(site: str) -> str:
    """A site as people say it: `left leg`, `back`."""
    place, _, side = site.partition("-")
    return f"{side} {place}" if side in ("left", "right") else bare(site)


def pain_words(site: str, recall: str) -> str:
    """Which pain it is: `back`, and of what is not of now `back (worst of the 24 h before)`."""
    return site_words(site) + ("" if recall == "now" else f" ({RECALL_WORDS[recall]})")


def some(items: Iterable[str], most: int, between: str = ", ") -> str:
    """The first of them, and how many more there are: `a, b and 7 more`."""
    said = list(items)
    rest = len(said) - most
    return between.join(said[:most]) + (f" and {rest} more" if rest > 0 else "")


def counted(count: int, one: str) -> str:
    """`1 period`, `3 periods`."""
    return f"{count} {one}{'' if count == 1 else 's'}"


def day_count(days: int) -> str:
    """`day`, `14 days`, as they stand behind `the first`."""
    return "day" if days == 1 else f"{days} days"


def sentence(words: str) -> str:
    """The words with a capital before them and a full stop behind."""
    return f"{words[:1].upper()}{words[1:]}."


def change_words(scale: str, change: float) -> str:
    """What a change of a median means: below 0 it is better."""
    if not change:
        return "no change"
    if within_error(scale, change):
        return "no clear change, within measurement error"
    words = f"{'better' if change < 0 else 'worse'} by {abs(change):g}{_UNITS[scale]}"
    return words if scale in MEASUREMENT_ERROR else f"{words} (measurement error not known)"


#: What a change is counted in.
_UNITS = {"nrs": "", "vas": " mm", "faces": " of the faces scale", "vrs": " of the four words"}


def per_cent(share: float) -> str:
    """A share as it is read; what is little is not called none, nor what is nearly all, all."""
    if 0 < share < 0.01:
        return "under 1 %"
    return "over 99 %" if 0.99 < share < 1 else f"{share:.0%}".replace("%", " %")


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
