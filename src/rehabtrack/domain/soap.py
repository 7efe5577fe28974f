r"""The text form of a session note: its parts under headings, as in an editor or a file.

    S: less pain since Monday
    Objective
    tense left of L5
    ## Plan
    #: what comes next
    again in a week

A heading is S, O, A, P or the whole word, in any case, with #s before it and a colon behind it or
without; text may follow on its line behind a colon. A line that begins with `#:` is a prompt, and
no part of the note. Text that only looks like either is written with a \ before it. The form is
ours.
"""

import re
from collections.abc import Iterator, Mapping

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.note import PARTS

#: What a line begins with that tells the writer something, and is dropped.
PROMPT = "#:"
#: What is asked for in each part, where a template does not ask for something else; ours.
ASKED = {
    "subjective": "what the patient says",
    "objective": "what you see and feel",
    "assessment": "what you make of it",
    "plan": "what comes next",
}
_ESCAPE = "\\"
_HEADING = re.compile(
    rf"\s*#*\s*({'|'.join(PARTS)}|[soap])\s*(?::(.*))?", re.ASCII | re.IGNORECASE | re.DOTALL
)

Parts = Mapping[str, str | None]


class Template(Named):
    """What a therapist's template holds: text of A and P, and what to ask for in each part."""

    text: Parts
    prompts: Mapping[str, str]


class _Line(Named):
    """A line of a part, a prompt or not."""

    text: str
    is_prompt: bool


def read_soap(text: str) -> dict[str, str | None]:
    """The parts of a note, None for one that says nothing; raises Refused with the line number."""
    return {part: _said(lines) for part, lines in _sections(text).items()}


def read_template(text: str) -> Template:
    """A template: of S and O every line is a prompt, so that neither is ever copied.

    Raises Refused as `read_soap` does.
    """
    sections = _sections(text)
    asked = {
        part: [line.text for line in lines if line.is_prompt or part in PARTS[:2]]
        for part, lines in sections.items()
    }
    return Template(
        {part: said for part in PARTS[2:] if (said := _said(sections[part]))},
        {part: said for part, lines in asked.items() if (said := tidied("\n".join(lines)))},
    )


def write_soap(parts: Parts, prompts: Mapping[str, str] | None = None) -> str:
    """All four parts under their headings, those that say nothing too, each with its prompts."""
    prompts = prompts or {}
    return "\n".join(
        line for part in PARTS for line in _written(part, parts.get(part), prompts.get(part))
    )


def prompted(text: str) -> str:
    """The text as prompts, line by line."""
    return "\n".join(f"{PROMPT} {line}".rstrip() for line in _lines(text))


def tidied(text: str | None) -> str | None:
    """The text of a part without blank lines around it, None where it says nothing."""
    lines = _lines(text or "")
    said = [number for number, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[said[0] : said[-1] + 1]) if said else None


def _written(part: str, text: str | None, asked: str | None) -> Iterator[str]:
    yield f"{part.capitalize()}:"
    if asked:
        yield prompted(asked)
    for line in _lines(text or ""):
        yield _ESCAPE + line if _is_marked(line) else line
    if text:
        yield ""


def _sections(text: str) -> dict[str, list[_Line]]:
    found: dict[str, list[_Line]] = {part: [] for part in PARTS}
    begun: dict[str, int] = {}
    part = ""
    for number, line in enumerate(_lines(text.removeprefix("\ufeff")), 1):
        heading = _HEADING.fullmatch(line)
        if heading:
            part = next(name for name in PARTS if name[0] == heading[1][0].lower())
            _refuse_second(part, number, begun.setdefault(part, number))
            found[part].append(_Line((heading[2] or "").strip(), False))
        elif part:
            found[part].append(_line(line))
        elif line.strip() and not _is_prompt(line):
            raise Refused(
                f"Line {number} of the note stands before the first heading.",
                "Begin with one of S:, O:, A: and P:.",
            )
    return found


def _line(line: str) -> _Line:
    if _is_prompt(line):
        return _Line(line.strip().removeprefix(PROMPT).strip(), True)
    return _Line(line[1:] if _is_escaped(line) else line, False)


def _refuse_second(part: str, number: int, first: int) -> None:
    if number != first:
        letter = part[0].upper()
        raise Refused(
            f"Line {number} of the note is a second heading {letter}; the first is line {first}.",
            f"Write each part once; for text that begins so, put a {_ESCAPE} before it.",
        )


def _said(lines: list[_Line]) -> str | None:
    return tidied("\n".join(line.text for line in lines if not line.is_prompt))


def _lines(text: str) -> list[str]:
    return [line.rstrip("\r") for line in text.split("\n")]


def _is_prompt(line: str) -> bool:
    return line.lstrip().startswith(PROMPT)


def _is_marked(line: str) -> bool:
    """Whether a line of text would be read as something else: a heading, a prompt, an escape."""
    bare = line.lstrip(_ESCAPE)
    return _is_prompt(bare) or _HEADING.fullmatch(bare) is not None


def _is_escaped(line: str) -> bool:
    return line.startswith(_ESCAPE) and _is_marked(line)
