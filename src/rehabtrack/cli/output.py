"""Everything that is printed goes through here: made safe, kept to 78 columns.

`lead` begins every line: the patient's name in a file of several. Words are escaped before they
are measured, so that what is hidden in them cannot make a line too long.
"""

import os
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import click

from rehabtrack.domain.moment import MONTHS, WEEKDAYS

#: The widest line, in columns: an 80-column terminal with a margin.
WIDTH = 78
#: How much of a patient's name stands before every line.
LONGEST_LEAD = 36
#: What the further lines of one item of a list begin with.
HANGING = " " * 5

# Controls, bidi overrides, invisible separators, tags and lone surrogates: what could move the
# cursor, reorder text or hide it. Joiners that scripts and emoji need are let through.
_UNSAFE = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


#: What a length is measured in, as it stands behind its number.
_UNITS = ("h", "min", "mm", "days")
_GLUE = "\0"


def safe(text: str) -> str:
    """The text with everything escaped that a terminal could obey."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_UNSAFE, _escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def echo(text: str = "", lead: str = "", indent: str = "", command: str = "") -> None:
    """Print one item of the result: a line, or several where it is too long, the further indented.

    Its fields stand two spaces apart, and a field is broken only where it does not fit on a line.
    The command that goes with it stands behind it if there is room, else below, always whole.
    """
    lines = _lines(text, lead, indent)
    if command:
        beside, below = f"{lines[-1]}   {safe(command)}", safe(lead + indent + HANGING + command)
        lines[-1:] = [beside] if columns(beside) <= WIDTH else [lines[-1], below]
    for line in lines:
        click.echo(line.rstrip())


def echo_all(items: Iterable[str], lead: str = "") -> None:
    """Print many items of the result at once, each laid out as `echo` does."""
    if text := text_of(items, lead):
        click.echo(text)


def text_of(items: Iterable[str], lead: str = "") -> str:
    """What `echo_all` prints of these items."""
    return "\n".join([line.rstrip() for item in items for line in _lines(item, lead)])


def _lines(text: str, lead: str, indent: str = "") -> list[str]:
    whole = lead + indent + text
    if len(whole) <= WIDTH and whole.isascii() and whole.isprintable():
        return [whole]  # nothing to escape and nothing to break, as nearly always
    return _laid_out(safe(text).split("  "), safe(lead + indent), safe(lead + indent + HANGING))


def _laid_out(fields: list[str], first: str, rest: str) -> list[str]:
    lines, bare = [first], True
    for field in fields:
        start = lines[-1] if bare else f"{lines[-1]}  "
        if columns(start + field) <= WIDTH:
            lines[-1] = start + field
        elif not bare and columns(rest + field) <= WIDTH:
            lines.append(rest + field)
        else:
            lines[-1:] = wrapped(field, start, rest)
        bare = False
    return lines


def echo_text(text: str, indent: str = "", lead: str = "", label: str = "") -> None:
    """Print running text, its own line breaks kept."""
    for line in running(text, lead + indent, label):
        click.echo(line.rstrip())


def running(text: str, indent: str, label: str = "") -> Iterator[str]:
    """The lines of running text behind a label, below which none of them begins."""
    first, rest = indent + label, indent + " " * len(label)
    for paragraph in text.split("\n"):
        yield from wrapped(paragraph.expandtabs(4), first, rest)
        first = rest


def echo_whole(line: str, lead: str = "") -> None:
    """Print a line that is to be copied, a path or a command: however long, it stays in one."""
    click.echo(safe(lead + line))


def echo_json(*values: object) -> None:
    """Print JSON objects, each on one line, in ASCII, which no terminal obeys."""
    if values:
        click.echo(json_text(values))


def json_text(values: Iterable[object]) -> str:
    """What `echo_json` prints of these values."""
    import json

    return "\n".join(map(json.dumps, values))


def tell(text: str, lead: str = "") -> None:
    """Print a warning, a notice or an error to stderr."""
    for line in wrapped(text, lead, lead):
        click.echo(line, err=True)


def block(label: str, sentences: str, lead: str = "") -> list[str]:
    """The lines of running text behind a label, the further ones below its first word."""
    return wrapped(sentences, f"{lead}{label}  ", lead + " " * (len(label) + 2))


def echo_block(label: str, sentences: str, lead: str = "") -> None:
    """Print running text behind a label."""
    for line in block(label, sentences, lead):
        click.echo(line)


def tell_block(label: str, sentences: str, commands: tuple[str, ...] = (), lead: str = "") -> None:
    """Print a labelled warning to stderr; its commands stand on lines of their own, whole."""
    for line in block(label, sentences, lead):
        click.echo(line, err=True)
    indent = lead + " " * (len(label) + 2)
    for command in commands:
        click.echo(safe(indent + command), err=True)


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """The text, made safe, in lines of at most WIDTH columns that begin with `first` and `rest`.

    A time or a length stays together; a word too long for a line is cut, but for a path, which is
    of use only whole.
    """
    line, rest = safe(first), safe(rest)
    text = safe(text)
    if columns(line + text) <= WIDTH:
        return [line + text]
    lines, bare = [], True
    for word in _cut(_glued(text), WIDTH - columns(rest)):
        if not bare and columns(f"{line} {word}") > WIDTH:
            lines.append(line.rstrip())
            line, bare = rest, True
        if word or not bare:
            line, bare = f"{line}{'' if bare else ' '}{word}", False
    return [line.replace(_GLUE, " ") for line in [*lines, line.rstrip()]]


def _glued(text: str) -> str:
    """The text with each time and each length made one word.

    By looking at the words: an expression would take longer to compile than a command to print.
    """
    words = text.split(" ")
    gaps = (_GLUE if _goes_on(word, after) else " " for word, after in pairwise(words))
    return words[0] + "".join(gap + word for gap, word in zip(gaps, words[1:], strict=True))


def _goes_on(word: str, after: str) -> bool:
    """Whether a time, `(recorded Sat 14 Mar 2026 07:30)`, or a length goes on with what follows."""
    this, then = word.lstrip("("), after.rstrip(".,:;)")
    if this[-1:].isdigit():
        return then in _UNITS or then in MONTHS or _is_clock(then)
    if this in MONTHS:
        return then.isdigit() or _is_clock(then)
    return then.isdigit() if this in WEEKDAYS else word == "(recorded" and then in WEEKDAYS


def _is_clock(word: str) -> bool:
    return word[2:3] == ":"


def _cut(text: str, room: int) -> list[str]:
    """The words of a text, those that do not fit in pieces that do."""
    words: list[str] = []
    for word in text.split(" "):
        rest = word
        while columns(rest) > room > 1 and os.sep not in word:
            size = next(n for n in range(len(rest), 0, -1) if columns(rest[:n]) <= room)
            words.append(rest[:size])
            rest = rest[size:]
        words.append(rest)
    return words


def columns(text: str) -> int:
    """How many columns of a terminal the text takes: wide characters two, joining ones none."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(c) in ("Mn", "Me", "Cf") else 2 if east_asian_width(c) in "WF" else 1
        for c in text
    )


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 session`, `3 sessions`."""
    return f"{count} {one if count == 1 else many or one + 's'}"
