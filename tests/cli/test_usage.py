"""Wrong usage: exit 2, one sentence that says what is wrong, and where to look."""

import pytest
from command_line import Terminal, said

from rehabtrack.cli.main import COMMANDS

LEAVES = {
    "massage": "check screen log after same skip",
    "phase": "start end course-done list",
    "measure": "add stop list",
    "clearance": "add end list",
    "redflags": "assessed list",
    "note": "new edit sign amend list show template",
    "score": "add list",
    "warnings": "list show answer stats",
    "rule": "show set",
    "patient": "add list use show edit archive invite",
    "care": "grant revoke list",
    "share": "make take conflicts settle key",
    "db": "init path check backup copy restore upgrade partition encrypt decrypt rekey",
}


def test_wrong_usage_is_one_sentence_and_where_to_look(rt: Terminal) -> None:
    assert rt("pain 6 --jsn") == said(
        "",
        """
        Error: There is no option --jsn. Did you mean --json?
        See: rehabtrack pain --help
        """,
        code=2,
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pian", "pain"),
        ("masage", "massage or measure"),
        ("phases", "phase"),
        ("mesure", "measure"),
        ("clearence", "clearance or care"),
        ("lgo", "log"),
        ("shwo", "show"),
        ("eidt", "edit"),
        ("viod", "void or unvoid"),
        ("warning", "warnings"),
        ("reviw", "review"),
        ("period", "periods"),
        ("rul", "rule"),
        ("patiens", "patients or patient"),
        ("imprt", "import"),
        ("deom", "demo"),
    ],
)
def test_a_command_nearly_right_is_refused_with_the_nearest(
    rt: Terminal, typed: str, meant: str
) -> None:
    assert rt.misuses(typed) == (
        f'There is no command "{typed}". Did you mean {meant}? See: rehabtrack --help'
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("massage chek", "check"),
        ("massage skpi", "skip"),
        ("phase strat", "start"),
        ("phase course-don", "course-done"),
        ("measure ad", "add"),
        ("clearance lst", "list"),
        ("warnings answr", "answer"),
        ("rule sow", "show"),
        ("patient archiv", "archive"),
        ("db pth", "path"),
    ],
)
def test_so_is_a_command_of_a_group(rt: Terminal, typed: str, meant: str) -> None:
    group, word = typed.split()
    assert rt.misuses(typed) == (
        f'There is no command "{word}". Did you mean {meant}? See: rehabtrack {group} --help'
    )


@pytest.mark.parametrize("pain", ["weak", "back=3", "leg-left=severe"])
def test_a_pain_that_is_no_bare_number_is_refused_with_its_command(rt: Terminal, pain: str) -> None:
    assert rt.misuses(pain) == (
        f"Only a number logs pain by itself. Write: rehabtrack pain {pain} See: rehabtrack --help"
    )


def test_a_word_like_no_command_names_none(rt: Terminal) -> None:
    assert rt.misuses("xyzzy") == 'There is no command "xyzzy". See: rehabtrack --help'


@pytest.mark.parametrize("group", [name for name in LEAVES if name not in ("warnings", "redflags")])
def test_a_group_alone_shows_its_help_on_stderr(rt: Terminal, group: str) -> None:
    alone = rt(group)
    assert (alone.code, alone.out) == (2, "")
    assert alone.err == rt(f"{group} --help").out


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("--jsn", "There is no option --jsn. See: rehabtrack --help"),
        (
            "massage log --minuts 3",
            (
                "There is no option --minuts. Did you mean --minutes? "
                "See: rehabtrack massage log --help"
            ),
        ),
        (
            "log --jsn=3",
            "There is no option --jsn. Did you mean --json? See: rehabtrack log --help",
        ),
        ("pain -x", "There is no option -x. See: rehabtrack pain --help"),
        ("pain", "VALUE | SITE=VALUE .. is missing. See: rehabtrack pain --help"),
        ("pain 6 --at", "--at needs a value behind it. See: rehabtrack --help"),
        ("undo --list=3", "--list takes no value. See: rehabtrack --help"),
        ("--patient", "--patient needs a value behind it. See: rehabtrack --help"),
        (
            "massage skip",
            "The option --because is missing. See: rehabtrack massage skip --help",
        ),
        (
            "phase start",
            "conservative|surgery|recovery is missing. See: rehabtrack phase start --help",
        ),
        (
            "measure add",
            "drug|physiotherapy|exercise|manual is missing. See: rehabtrack measure add --help",
        ),
        ("measure add drug", "NAME is missing. See: rehabtrack measure add --help"),
        ("measure stop", "ID is missing. See: rehabtrack measure stop --help"),
        (
            "clearance add --specialty other",
            "The option --by is missing. See: rehabtrack clearance add --help",
        ),
        (
            "clearance add --by Ott",
            "The option --specialty is missing. See: rehabtrack clearance add --help",
        ),
        ("clearance end", "ID is missing. See: rehabtrack clearance end --help"),
        ("show", "ID is missing. See: rehabtrack show --help"),
        ("edit", "ID is missing. See: rehabtrack edit --help"),
        ("warnings show", "ID is missing. See: rehabtrack warnings show --help"),
        ("warnings answer w1", "CODE[:TEXT] is missing. See: rehabtrack warnings answer --help"),
        ("rule set", "The option --because is missing. See: rehabtrack rule set --help"),
        ("patient add", "NAME is missing. See: rehabtrack patient add --help"),
        ("patient use", "NAME is missing. See: rehabtrack patient use --help"),
        (
            "pain 6 7",
            (
                "Two values need two sites: rehabtrack pain back=3 leg-left=6 "
                "See: rehabtrack pain --help"
            ),
        ),
        (
            "pain back=6 --everywhere",
            "--everywhere takes one value and no site. See: rehabtrack pain --help",
        ),
        (
            "pain 6 --site neck --everywhere",
            "--everywhere takes one value and no site. See: rehabtrack pain --help",
        ),
        (
            "pain back=6 --site neck",
            "Name the site once: with --site, or as SITE=VALUE. See: rehabtrack pain --help",
        ),
        (
            "measure add drug X --at 07:30 --from 2026-03-01",
            (
                "Give --at for once, or --from and --until for a span, not both. "
                "See: rehabtrack measure add --help"
            ),
        ),
        (
            "measure add drug X --until 2026-03-01",
            "--until goes with --from. See: rehabtrack measure add --help",
        ),
        ("--json pain 6", "--json stands behind the command. See: rehabtrack --help"),
    ],
)
def test_each_wrong_usage_has_its_sentence(rt: Terminal, line: str, sentence: str) -> None:
    assert rt.misuses(line) == sentence


@pytest.mark.parametrize(
    "option", ["--db", "--patient", pytest.param("--as", marks=pytest.mark.files), "--tz"]
)
def test_an_option_of_the_program_stands_before_the_command(rt: Terminal, option: str) -> None:
    sentence = f"{option} stands before the command: rehabtrack {option} .. COMMAND"
    for line in (f"pain 6 {option} x", f"pain {option}=x 6", f"log {option} x"):
        assert rt.misuses(line).startswith(sentence)


def test_a_word_too_many_is_wrong_usage(rt: Terminal) -> None:
    assert "extra" in rt.misuses("log extra")


def test_no_usage_message_needs_a_file(rt: Terminal) -> None:
    rt("pain")
    rt("pian")
    assert list(rt.folder.iterdir()) == []


def test_every_command_has_a_help_page_with_its_options(rt: Terminal) -> None:
    paths = [*COMMANDS, *(f"{group} {leaf}" for group in LEAVES for leaf in LEAVES[group].split())]
    for path in ["", *paths]:
        for flag in ("--help", "-h"):
            page = rt(f"{path} {flag}")
            assert (page.code, page.err) == (0, ""), path
            assert page.out.startswith(f"Usage: rehabtrack {path}".rstrip()), path


def test_the_help_of_the_program_names_every_command_in_the_order_of_use(rt: Terminal) -> None:
    lines = rt("--help").out.splitlines()
    listed = lines[lines.index("Commands:") + 1 :]
    assert [line.split()[0] for line in listed[: len(COMMANDS)]] == list(COMMANDS)
    assert "A bare number logs pain: rehabtrack 6. Nothing here is medical advice." in lines[-1]


def test_the_help_says_that_a_database_is_a_file_or_on_a_server(rt: Terminal) -> None:
    told = rt("--help").out
    assert "  --db PATH|URL   The database file or server.\n" in told
    assert "  db         The file or clinic: is it sound, its copies, its key.\n" in told
    assert rt("db --help").out.splitlines()[2].startswith("  The database file or clinic: ")
