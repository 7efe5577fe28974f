"""Keep the man page true: made from the commands themselves, the same bytes on every machine.

`python tools/man_page.py` writes share/man/man1/rehabtrack.1 if it is out of date; with `--check`
it writes nothing and fails. The wheel carries it as `rt.1` too. What no command says of itself,
such as the files, stands below; what codes mean is the domain's.
"""

import difflib
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from readme import commands, only_groups, options

import rehabtrack
from rehabtrack.domain import contraindications, red_flags
from rehabtrack.domain.ids import LETTERS

PAGE = Path(__file__).resolve().parent.parent / "share" / "man" / "man1" / "rehabtrack.1"
#: When the words below were last changed; today would make another page every day.
WRITTEN = "2026-11-23"
#: Of the source, not of what is read: whoever looks at a change needs short lines.
WIDTH = 60

SYNOPSIS = (
    "`rehabtrack` [_OPTIONS_] [_COMMAND_ [_ARGUMENTS_]]",
    "`rehabtrack` [_OPTIONS_] 0-10",
)

DESCRIPTION = """\
It records pain, massages, treatment and what doctors said of one back after a disc herniation, and
warns of a massage while the pain is high. Everything stays in one file on this machine; it opens no
connection. An edit keeps the version before, and `rehabtrack undo` takes back whole changes; only
`rehabtrack patient erase` deletes, for good.

A bare number logs pain: `rehabtrack 6` is `rehabtrack pain 6`. `rt` is short for `rehabtrack`.
Results go to stdout, warnings and errors to stderr.

Nothing here is medical advice, and none of its numbers was validated for massage in disc
herniation: `rehabtrack rule show` tells where they come from. Numbness between the legs, trouble
with bladder or bowel, or new weakness in a leg are emergencies: call for help.
"""

TIMES = """\
`--at` takes 07:30, -2h, "yesterday 22:00", 2026-03-14 (a day) or 2026-03-14T07:30+01:00; so do
`--since`, `--until` and `--from`. A time without an offset is in the time zone of the patient, or
of `--tz`. The time as it was understood is always printed. A record more than 5 minutes ahead is
refused.
"""

SCALES = (
    ("nrs", "Whole numbers from 0 to 10; where no scale is named."),
    ("vas", "Whole millimetres from 0 to 100."),
    ("faces", "0, 2, 4, 6, 8 or 10, the numbers of the six faces."),
    ("vrs", "none, weak (or mild), moderate or severe."),
)

IDS = """\
A letter for the kind and a number, in this file and for this patient: p41. Where a file holds
several patients, Anna/p41 says whose.
"""

RED_FLAGS = """\
The codes of `redflags --yes`. In our words after the IFOMPT framework (Finucane et al. 2020) and
guidance on the cauda equina syndrome. One sign alone proves little.
"""

SCREEN = """\
The codes of `massage screen --yes`. Compiled from secondary sources on massage, none of them
checked against a primary one; the words and the grades are ours. What is "not there" needs an area:
skin=neck.
"""

EXIT = (
    ("0", "Done. A warning is not a failure: what was logged is stored."),
    ("1", "Refused or failed. One sentence on stderr says why and what to do."),
    ("2", "Wrong usage."),
    ("3", "`massage check` alone: high pain, a massage is not advised."),
    ("4", "`massage check` alone: unverified, the pain is not known well enough."),
    ("5", "`massage check` alone: a doctor refuses, or an emergency red flag is open."),
    ("130", "Interrupted by Ctrl-C."),
)

#: What the commands read of the environment beside the options of the program.
ENVIRONMENT = (
    ("TZ", "The time zone of the machine, where neither `--tz` nor the patient has one."),
    ("LOGNAME, USER, LNAME, USERNAME", "Who writes, where `--as` and `rehabtrack me` do not say."),
    ("XDG_DATA_HOME", "On Linux the folder of the data, in place of ~/.local/share."),
    ("VISUAL, EDITOR", "What `note new` and `note edit` write a note in."),
    ("PAGER", "What `patients` shows a long list with, on a terminal."),
)

FILES = (
    (
        "~/.local/share/rehabtrack/rehabtrack.db",
        "The database, on Linux; made with the first record, for its owner alone.",
    ),
    ("~/Library/Application Support/rehabtrack/rehabtrack.db", "The same, on macOS."),
    ("%LOCALAPPDATA%\\rehabtrack\\rehabtrack.db", "The same, on Windows."),
    (
        "rehabtrack.db.backup-..",
        "A copy made by `db backup` beside the database; never removed by the program.",
    ),
    (
        "rehabtrack.db.key.json",
        "Beside an encrypted database: where its key is kept. It belongs to the file.",
    ),
    ("~/.local/share/rehabtrack-keys/", "Key files, of `db encrypt --key file`."),
    (
        "rehabtrack.db.before-..",
        "A copy made before an upgrade; the last five stay, and one a month.",
    ),
    ("rehabtrack.db.replaced-..", "What `db restore` replaced; never removed."),
)

EXAMPLES = (
    ("rehabtrack 2", "Log pain at the usual site, now."),
    ('rehabtrack pain back=3 leg-left=6 --at "yesterday 22:00"', "Two sites, at another time."),
    ("rehabtrack massage check", "Ask before a massage."),
    ("rehabtrack massage log --minutes 30 --before 3 --after 1", "Log one, and how it hurt."),
    ("rehabtrack --patient Anna log --kind massage,warning", "The massages of one patient."),
    ("rehabtrack demo", "Twelve weeks of one back, in a throw-away database."),
)


def page() -> str:
    """The man page as roff."""
    program, *others = commands()
    version = rehabtrack.__version__
    return "\n".join(
        [
            r".\" Made by tools/man_page.py from the commands; do not edit.",
            f'.TH REHABTRACK 1 {WRITTEN} "rehabtrack {version}" "User Commands"',
            ".nh",
            ".ad l",
            ".SH NAME",
            r"rehabtrack, rt \- no massage while the pain is high: a private log of a back",
            ".SH SYNOPSIS",
            *_parted(map(_inline, SYNOPSIS), ".br"),
            *_section("DESCRIPTION", [*_prose(program.command.help or ""), *_prose(DESCRIPTION)]),
            *_section("OPTIONS", _options(program)),
            *_section("TIMES", _prose(TIMES)),
            *_section("SCALES", _defined(SCALES)),
            *_section("IDS", [*_prose(IDS), *_prose(_letters())]),
            ".SH COMMANDS",
            *(line for ctx in others for line in _command(ctx)),
            *_section("RED FLAGS", [*_prose(RED_FLAGS), *_asked(red_flags.QUESTIONS)]),
            *_section("BEFORE A MASSAGE", [*_prose(SCREEN), *_asked(contraindications.QUESTIONS)]),
            *_section("EXIT STATUS", _defined(EXIT)),
            *_section("ENVIRONMENT", _defined([*_read_by(program), *ENVIRONMENT])),
            *_section("FILES", _defined(FILES)),
            *_section("EXAMPLES", _defined(EXAMPLES)),
            ".SH SEE ALSO",
            *_wrapped(
                "Guides to it, with the sources of every number, begin at docs/README.md of the "
                "program's source code."
            ),
            "",
        ]
    )


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A section; the macro that begins its first paragraph would be one too many."""
    yield f".SH {title}"
    found = list(lines)
    yield from found[found[0] == ".PP" :]


def _command(ctx: click.Context) -> Iterator[str]:
    """One command: how it is called, unless it only holds others, its help and its options."""
    yield f'.SS "{_escaped(ctx.command_path)}"'
    told = list(_prose(ctx.command.help or ""))
    if only_groups(ctx.command):
        yield from told[1:]
        return
    called = click.Command.collect_usage_pieces(ctx.command, ctx)
    yield _inline(" ".join([f"`{ctx.command_path}`", *map(_named, called)]))
    yield from told
    yield from _options(ctx)


def _prose(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        yield ".PP"
        yield from _wrapped(paragraph)


def _options(ctx: click.Context) -> Iterator[str]:
    """Each option with what it takes; --help, which every command has, is not among them."""
    for option in options(ctx.command):
        record = option.get_help_record(ctx)
        if record is None:
            continue
        names, metavar = option.opts + option.secondary_opts, option.make_metavar(ctx)
        taken = "" if option.is_flag or option.count else f" {_named(metavar)}"
        yield ".TP"
        yield _inline(", ".join(f"`{name}`" for name in names) + taken)
        yield from _wrapped(record[1])


def _read_by(program: click.Context) -> Iterator[tuple[str, str]]:
    """The variables that stand for options of the program, as click reads them."""
    for option in options(program.command):
        if isinstance(option.envvar, str):
            yield option.envvar, f"The same as `{option.opts[0]}`, which goes before it."


def _letters() -> str:
    """Which letter begins the ids of which kind."""
    return ", ".join(f"`{letter}` {kind}" for kind, letter in LETTERS.items()) + "."


#: What the grades of the questions are called.
GRADES = {
    red_flags.EMERGENCY: "emergency: get help now",
    red_flags.URGENT: "urgent: see a doctor soon",
    contraindications.ABSOLUTE: "no massage",
    contraindications.LOCAL: "not there",
    contraindications.ASK: "ask a doctor first",
}


def _asked(
    questions: Iterable[red_flags.Question | contraindications.Question],
) -> Iterator[str]:
    """Each code of a checklist with its question and grade."""
    return _defined((each.code, f"{each.words} ({GRADES[each.grade]})") for each in questions)


def _defined(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, meaning in rows:
        yield ".TP"
        yield _inline(f"`{term}`")
        yield from _wrapped(meaning)


# --- roff ----------------------------------------------------------------------------------------

#: What roff would take for an order, or show as another sign than the one to be typed.
_SIGNS = str.maketrans(
    {"\\": r"\e", "-": r"\-", "'": r"\(aq", '"': r"\(dq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}
)


def _wrapped(text: str) -> list[str]:
    """Running text in short lines of the source, none of which ends within `code`."""
    held = re.sub(r"`[^`]*`", lambda code: code[0].replace(" ", "\0"), " ".join(text.split()))
    lines = textwrap.wrap(held, WIDTH, break_long_words=False, break_on_hyphens=False)
    return [_inline(line.replace("\0", " ")) for line in lines]


def _inline(text: str) -> str:
    """One line: `this` bold, _THAT_ slanted, and nothing in it an order to roff.

    Spaces stay plain: those that roff does not break are others when copied from a terminal.
    """
    pieces = re.split(r"(`[^`]+`|(?<![\w-])_[A-Z|. 0-9=,:\[\]]+_(?!\w))", text)
    line = "".join(_piece(piece) for piece in pieces if piece)
    return rf"\&{line}" if line.startswith((".", "'")) else line


def _piece(piece: str) -> str:
    if len(piece) > 2 and piece[0] == piece[-1] and piece[0] in "`_":
        return rf"\f{'B' if piece[0] == '`' else 'I'}{_escaped(piece[1:-1])}\fR"
    return _escaped(piece)


def _escaped(text: str) -> str:
    """Text as it is to be read; a hyphen stays one that can be copied into a command."""
    return text.translate(_SIGNS)


def _named(word: str) -> str:
    """What stands for a value, marked to be slanted."""
    return f"_{word}_" if re.fullmatch(r"[A-Z|. 0-9=,:\[\]]+", word) else word


def _parted(lines: Iterable[str], between: str) -> Iterator[str]:
    for no, line in enumerate(lines):
        if no:
            yield between
        yield line


# --- the command ---------------------------------------------------------------------------------


def main(arguments: list[str]) -> int:
    """Write the page, or with --check only say what would change; 1 if something would."""
    text, wanted = (PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""), page()
    if text == wanted:
        return 0
    if "--check" not in arguments:
        PAGE.write_text(wanted, encoding="utf-8", newline="\n")
        return 0
    print(*difflib.unified_diff(text.splitlines(), wanted.splitlines(), n=1, lineterm=""), sep="\n")
    print(f"{PAGE.name} is out of date: run python tools/man_page.py")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
