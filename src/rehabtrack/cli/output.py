"""Everything that is printed goes through here: made safe, kept to 78 columns."""

import re
import sys

import click

#: The widest line, in columns: an 80-column terminal with a margin.
WIDTH = 78

# Controls, bidi overrides, invisible separators, tags and lone surrogates: what could move the
# cursor, reorder text or hide it. Joiners that scripts and emoji need are let through.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def safe(text: str) -> str:
    """The text with everything escaped that a terminal could obey."""
    return _UNSAFE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def echo(line: str = "") -> None:
    """Print one line of the result."""
    click.echo(safe(line))


def echo_text(text: str, indent: str = "", hanging: str = "") -> None:
    """Print running text, wrapped, its own line breaks kept; `hanging` indents what follows."""
    for paragraph in text.split("\n"):
        lines = wrapped(paragraph.expandtabs(4), indent, indent + hanging)
        for line in lines or [indent.rstrip()]:
            echo(line)


def echo_item(text: str) -> None:
    """Print one item of a list, its further lines indented."""
    echo_text(text, hanging="     ")


def echo_json(value: object) -> None:
    """Print one JSON object on one line; JSON's own escapes keep a terminal from obeying it."""
    import json

    text = json.dumps(value, ensure_ascii=False)
    click.echo(_UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], text))


def tell(text: str) -> None:
    """Print a warning, a notice or an error to stderr, wrapped."""
    for line in wrapped(text):
        click.echo(safe(line), err=True)


def tell_block(label: str, sentences: str, commands: tuple[str, ...] = ()) -> None:
    """Print a labelled warning to stderr; its commands stand on lines of their own, unwrapped."""
    indent = " " * (len(label) + 2)
    for line in [*wrapped(sentences, f"{label}  ", indent), *(indent + each for each in commands)]:
        click.echo(safe(line), err=True)


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of at most WIDTH columns; words longer than that are left whole."""
    if len(first) + len(text) <= WIDTH:
        return [first + text] if first + text else []
    import textwrap

    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def interactive() -> bool:
    """Whether a person can be asked: stdin and stdout are both terminals."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 session`, `3 sessions`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def read_note(text: str | None) -> str | None:
    """A note as given, or with `-` as it comes on stdin."""
    if text != "-":
        return text
    return sys.stdin.read().rstrip("\n")
