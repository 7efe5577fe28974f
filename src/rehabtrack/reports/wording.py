"""What people wrote, as a page may show it: nothing hidden in it, and no word of ours reordered."""

import re

from rehabtrack.domain.words import shortened

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


def some(items: list[str], most: int) -> str:
    """The first of them, and how many more there are: `a, b and 7 more`."""
    rest = len(items) - most
    return ", ".join(items) if rest <= 0 else f"{', '.join(items[:most])} and {rest} more"


def per_cent(share: float) -> str:
    """A share as it is read; what is little is not called none, nor what is nearly all, all."""
    if 0 < share < 0.01:
        return "under 1 %"
    return "over 99 %" if 0.99 < share < 1 else f"{share:.0%}".replace("%", " %")


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
