"""How much room words take: their width, how many lines they fill, and what of them fits.

A width is counted in tenths of a middling letter, whatever the font: ours.
"""

from functools import lru_cache

# Around a text of somebody's own (Unicode TR 9: FSI and PDI): cut, it stays closed.
_ISOLATE, _END = "\u2068", "\u2069"
_SPACE = 7
_NARROW, _WIDE = " .,:;'|!()[]/-Iijlfrt", "MWmw@%"


def fitting(text: str, letters: int) -> str:
    """The text cut to the room of so many letters of middling width."""
    room, kept = letters * 10, ""
    for character in text:
        wide = width(character)
        if room < wide:
            return f"{kept.rstrip()}…" + _END * (kept.count(_ISOLATE) - kept.count(_END))
        room, kept = room - wide, kept + character
    return kept


@lru_cache(5000)
def width(word: str) -> int:
    """How wide a word is drawn."""
    return sum(map(_width, word))


@lru_cache(5000)
def lines(text: str, room: float) -> int:
    """How many lines of that width a text fills; a word longer than one is broken."""
    count, used = 1, 0.0
    for word in text.split():
        wide = width(word)
        if used and used + _SPACE + wide > room:
            count, used = count + 1, 0.0
        used += (_SPACE if used else 0) + wide
        while used > room:
            count, used = count + 1, used - room
    return count


def _width(character: str) -> int:
    if character.isascii():
        if character in _NARROW:
            return 7
        if character in _WIDE:
            return 18
        return 13 if character.isupper() else 11
    from unicodedata import category, east_asian_width

    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 19 if east_asian_width(character) in "WF" else 15
