"""Words and text as they come in: fixed vocabularies, single lines, notes."""

from collections.abc import Iterable

from rehabtrack.domain.errors import Refused, UnknownWord

OTHER = "other:"
LONGEST_OTHER = 40  # characters of WORD in other:WORD; ours
LONGEST_LINE = 200  # characters; ours
LONGEST_NOTE = 20_000  # characters; ours
NEAR = 0.75  # of difflib's likeness, 0 to 1: one slip of the hand in a short word; ours


def folded(text: str) -> str:
    """The text as names and words are compared: NFC, without regard to case or outer spaces."""
    return _nfc(_nfc(text).strip().casefold())


def either(words: Iterable[str]) -> str:
    """The choices as a person reads them: `a, b or c`."""
    *firsts, last = words
    return f"{', '.join(firsts)} or {last}" if firsts else last


def one_of(text: str, known: Iterable[str], what: str, *, other: bool = False) -> str:
    """The word of `known` that the text is; with `other` also `other:WORD` for what is not known.

    `what` is the noun without an article ("site"). Anything else raises UnknownWord, which names
    the nearest known words or, when none is near, all of them.
    """
    known = tuple(known)
    word = folded(text)
    if word in known:
        return word
    if other and word.startswith(OTHER):
        return _other_word(text, known, what)
    near = _nearest(word, known)
    if near:
        remedy = f"Did you mean {either(near)}?"
    elif other:
        remedy = f"Use {', '.join(known)}, or {OTHER}WORD for any other {what}."
    else:
        remedy = f"Use {either(known)}."
    raise UnknownWord(f'"{shortened(text)}" is not {_a(what)}.', remedy)


def clean_line(text: str, what: str, limit: int = LONGEST_LINE) -> str:
    """The text as one line: NFC, without outer spaces, at most `limit` characters, not empty.

    `what` names it in the refusal ("therapist"); the text itself is never repeated.
    """
    line = _readable(text, what).strip()
    if not line:
        raise Refused(f"The {what} is empty.", "Write at least one character.")
    if any(_breaks_the_line(character) for character in line):
        raise Refused(
            f"The {what} holds a line break or a control character.", "Write it as one plain line."
        )
    if len(line) > limit:
        raise Refused(
            f"The {what} is longer than {limit} characters.", "Shorten it; a note may be longer."
        )
    return line


def clean_note(text: str) -> str:
    """The note as it is stored: NFC, at most LONGEST_NOTE characters, its lines as written."""
    note = _readable(text, "note")
    if len(note) > LONGEST_NOTE:
        raise Refused(
            f"The note is longer than {LONGEST_NOTE} characters.", "Divide it among several notes."
        )
    return note


def shortened(text: str, limit: int = LONGEST_OTHER) -> str:
    """The text as a refusal repeats it: a slip of the hand whole, a pasted page by its start."""
    return text if len(text) <= limit else f"{text[:limit]}…"


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _nfc(text: str) -> str:
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


def _readable(text: str, what: str) -> str:
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text):
        raise Refused(
            f"The {what} holds bytes that are not text.", "Write it again, or save it as UTF-8."
        )
    return _nfc(text)


def _breaks_the_line(character: str) -> bool:
    return character < " " or "\x7f" <= character <= "\x9f" or character in "\u2028\u2029"


def _other_word(text: str, known: tuple[str, ...], what: str) -> str:
    word = clean_line(text.strip()[len(OTHER) :], f"WORD of {OTHER}WORD", LONGEST_OTHER)
    if "," in word:
        raise UnknownWord(
            f"The WORD of {OTHER}WORD holds a comma.", "Write it without, or name two apart."
        )
    if folded(word) in known:
        # other:leg-left would be stored as a site that never counts
        raise UnknownWord(
            f'"{OTHER}{word}" names {_a(what)} that has a word of its own.',
            f"Write {folded(word)}.",
        )
    return OTHER + word


def _nearest(word: str, known: tuple[str, ...]) -> list[str]:
    """Known words that a slip of the hand turns into this one, or that say less or more of it."""
    from difflib import get_close_matches

    parts = _parts(word)
    near = get_close_matches(word, known, n=3, cutoff=NEAR)
    near += [name for name in known if parts and (_parts(name) <= parts or parts <= _parts(name))]
    return [name for name in known if name in near]


def _parts(word: str) -> set[str]:
    return set(word.replace("-", " ").replace("_", " ").split())
