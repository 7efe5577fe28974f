"""A table of any shape: its columns suggested, previewed, said once and saved by a name."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import engines
import pytest
from command_line import Terminal, said
from examples import at_most
from hypothesis import given as for_any
from hypothesis import strategies as some

from rehabtrack.storage.mappings import keep_mapping

TABLE = (
    "Date,Time,Pain Level,Body part,Notes\n"
    "14/03/2026,7:30 AM,3,back,slept well\n"
    "13/03/2026,7:30 PM,6,Knee,\n"
    "13/03/2026,7:35 PM,7,back,\n"
)
COLUMNS = "at=Date+Time,site=Body part,value=Pain Level,note=Notes"
OPTIONS = f"--map '{COLUMNS}' --dates day-first --site-map back=back"


@pytest.fixture
def run(rt: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in the folder of the test, at noon in Paris."""
    monkeypatch.chdir(rt.folder)
    rt.before = ["--db", engines.relative(rt.db), "--tz", "Europe/Paris"]
    rt.db, rt.now = rt.before[1], "2026-03-14T12:00"
    rt.long_lines = True  # what is to be copied is whole
    return rt


def given(content: str, name: str = "a.csv") -> None:
    Path(name).write_text(content, encoding="utf-8")


# --- what the columns are ------------------------------------------------------------------------


def test_a_table_that_was_never_seen_is_refused_with_its_columns_and_a_mapping_to_copy(
    run: Terminal,
) -> None:
    given(TABLE)
    assert run("import a.csv") == said(
        err=f"""
        By the names of the columns it may be this; see that it is, with --dry-run:
        --map '{COLUMNS}'
        Error: a.csv: There is no column "at". The columns are Date, Time, Pain Level,
        Body part, Notes. Name the one that is meant: --map at=COLUMN,value=COLUMN
        """,
        code=1,
    )
    assert not engines.begun(run.db)


@pytest.mark.parametrize(
    ("column", "suggested"),
    [
        ("Pain (0-10)", "'at=Date,value=Pain (0-10)'"),
        ("Pain (0-5)", "at=Date,value=COLUMN"),
        ("Pain (0-100)", "at=Date,value=COLUMN"),
        ("Pain (worst)", "at=Date,value=COLUMN"),
    ],
)
def test_a_value_that_may_be_of_another_scale_is_not_suggested(
    run: Terminal, column: str, suggested: str
) -> None:
    given(f"Date,{column}\n2026-03-13,3\n")
    assert f"--map {suggested}\n" in run("import a.csv").err


def test_a_suggestion_is_never_applied_and_works_when_it_is_copied(run: Terminal) -> None:
    given("Timestamp,Severity\n2026-03-13T08:00,6\n")
    first = run("import a.csv --site back")
    (option,) = [line for line in first.err.splitlines() if line.startswith("--map ")]
    assert run(f"import a.csv --site back {option}").out.startswith("Read 1 row: 1 added")
    assert run("log").out.startswith("p1  6/10 back  Fri 13 Mar 08:00")


def test_where_no_name_says_anything_nothing_is_suggested(run: Terminal) -> None:
    given("When,Hurt\n2026-03-13T08:00,6\n")
    assert run.refuses("import a.csv --site back") == (
        'a.csv: There is no column "at". The columns are When, Hurt. '
        "Name the one that is meant: --map at=COLUMN,value=COLUMN"
    )


def test_the_values_of_a_table_without_a_header_are_not_shown(run: Terminal) -> None:
    given("2026-03-13,back,told nobody\n2026-03-14,back,3\n")
    assert run.refuses("import a.csv --site back") == (
        "a.csv: The table has no header: its first line holds values. "
        "Put the names of the columns above it."
    )


def test_a_column_that_holds_a_plus_in_its_name_is_that_column(run: Terminal) -> None:
    given("Date+Time,Time,value\n2026-03-13 08:00,09:00,6\n")
    run("import a.csv --site back --map at=Date+Time")
    assert run("log").out.startswith("p1  6/10 back  Fri 13 Mar 08:00")


def test_a_date_without_its_time_is_that_day_and_a_time_without_its_date_is_refused(
    run: Terminal,
) -> None:
    given("Date,Time,value\n2026-03-13,,6\n,08:00,5\n")
    found = run("import a.csv --site back --map at=Date+Time")
    assert found.sentence.startswith('line 3: "08:00" does not begin with a date.')
    found = run("import a.csv --site back --map at=Date+Time --reject-file r.csv")
    assert found.code == 0
    assert run("log --json").out.count('"precision": "day"') == 1


def test_a_column_to_be_joined_that_is_not_there_is_refused(run: Terminal) -> None:
    given(TABLE)
    assert run.refuses("import a.csv --map 'at=Date+Tim,value=Pain Level' --site back") == (
        'a.csv: There is no column "Tim". Did you mean Time?'
    )


def test_a_refused_row_of_two_columns_can_be_corrected_and_is_not_taken_twice(
    run: Terminal,
) -> None:
    given("Date,Time,value\n2026-03-13,08:00,66\n2026-03-13,09:00,5\n")
    run("import a.csv --site back --map at=Date+Time --reject-file r.csv")
    Path("r.csv").write_text(Path("r.csv").read_text().replace(",66,", ",6,"))
    assert run("import r.csv --site back").out.startswith("Read 1 row: 1 added")
    given("Date,Time,value\n2026-03-13,08:00,6\n2026-03-13,09:00,5\n")
    again = run("import a.csv --site back --map at=Date+Time")
    assert again.out.startswith("Read 2 rows: 0 added, 2 already there")


def test_of_a_column_for_each_site_an_equal_value_of_the_other_is_not_lost(run: Terminal) -> None:
    given("Date,Back,Leg\n2026-03-13,7,7\n2026-03-14,3,2\n")
    run("import a.csv --site back --map at=Date,value=Back")
    leg = "import a.csv --site leg-left --map at=Date,value=Leg"
    assert run(leg).out.startswith("Read 2 rows: 2 added, 0 already there")
    assert run(leg).out.startswith("Read 2 rows: 0 added, 2 already there")


# --- how its cells are written -------------------------------------------------------------------


def test_a_date_of_two_meanings_is_refused_until_it_is_said_which(run: Terminal) -> None:
    given("at,value\n04/03/2026,6\n")
    assert run("import a.csv --site back").sentence.startswith(
        'line 2: "04/03/2026" does not say which number is the day and which the month. '
        "Say how the table means it: --dates day-first or --dates month-first"
    )
    assert not engines.begun(run.db)
    run("import a.csv --site back --dates day-first")
    assert run("log").out.startswith("p1  6/10 back  Wed 4 Mar")
    assert run("import a.csv --site back --dates month-first").code == 1  # in April, to come


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_of_another_country_comes_in(run: Terminal, delimiter: str) -> None:
    rows = ["Date;Pain;Notes", "13.03.2026 08:00;3,5;ok, so far", "14.03.2026 08:00;2;"]
    given("\n".join(row.replace(";", delimiter) for row in rows) + "\n")
    line = "import a.csv --site back --dates day-first --map at=Date,value=Pain,note=Notes"
    assert run(line).sentence.startswith(
        "line 2: 3,5 is not a value of the 0-10 scale (nrs). "
        "Use a whole number from 0 to 10, or import with --round up."
    )
    assert run(f"{line} --round up").code == 0
    assert [line.split("  ")[1:3] for line in run("log").out.splitlines() if line[0] == "p"] == [
        ["4/10 back", "Fri 13 Mar 08:00 (recorded Sat 14 Mar 12:00)"],
        ["2/10 back", "Sat 14 Mar 08:00 (recorded 12:00)"],
    ]
    assert "ok, so far" in run("log").out


# --- the preview ---------------------------------------------------------------------------------

PREVIEW = """\
The first rows as they are stored:
  line 2  3/10 back  Sat 14 Mar 07:30
     slept well
  line 4  7/10 back  Fri 13 Mar 19:35
"""


def test_a_dry_run_shows_the_rows_as_they_will_be_stored(run: Terminal) -> None:
    given(TABLE)
    assert run(f"import a.csv {OPTIONS} --dry-run").out == PREVIEW + (
        "Read 3 rows: 2 to add, 0 already there, 1 skipped, 0 refused.\n"
        "Skipped: Knee 1.\n"
        "Patients not known before: 1 (me).\n"
        "Sessions whose status would change: 0.\n"
        "A dry run: nothing was stored.\n"
    )
    assert not engines.begun(run.db)


def test_five_rows_of_a_file_are_shown_each_with_whose_it_is_where_there_are_several(
    run: Terminal,
) -> None:
    rows = "".join(f"2026-03-{day:02},back,{day % 10},Ann\n" for day in range(1, 10))
    given(f"at,site,value,patient\n{rows}")
    given("at,site,value,patient\n2026-03-01,back,1,Ben\n", "b.csv")
    shown = run("import a.csv b.csv --dry-run").out.partition("Read ")[0].splitlines()
    assert shown[0] == "The first rows of a.csv as they are stored:"
    assert shown[1] == "Ann    line 2  1/10 back  Sun 1 Mar"
    assert shown[6:] == [
        "The first rows of b.csv as they are stored:",
        "Ben    line 2  1/10 back  Sun 1 Mar",
    ]


def test_what_is_not_good_is_never_among_the_first(run: Terminal) -> None:
    given("at,value\n2026-03-01,66\n2026-03-02,6\n")
    found = run("import a.csv --site back --dry-run --reject-file r.csv")
    assert found.out.startswith(
        "The first rows as they are stored:\n  line 3  6/10 back  Mon 2 Mar\nRead 2 rows: 1 to add"
    )
    assert "1 refused." in found.out


def test_json_holds_no_preview(run: Terminal) -> None:
    given(TABLE)
    assert json.loads(run(f"import a.csv {OPTIONS} --dry-run --json").out)["added"] == 2


# --- the question --------------------------------------------------------------------------------


@pytest.fixture
def asking(run: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The same with somebody at a real terminal."""
    monkeypatch.setattr("rehabtrack.cli.import_.asks_people", lambda: True)
    given(TABLE)
    return run


def test_at_a_terminal_a_mapped_table_is_shown_and_asked_for(asking: Terminal) -> None:
    found = asking(f"import a.csv {OPTIONS}", stdin="y\n")
    assert found.out.startswith(
        f"{PREVIEW}2 of 3 rows can be stored. Skipped: Knee 1.\nStore them? [y/N]: y\n"
        "Read 3 rows: 2 added"
    )


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_without_a_yes_nothing_is_stored(asking: Terminal, answer: str) -> None:
    given(TABLE + "15/03/2026,,3,back,\n")  # in the future
    found = asking(f"import a.csv {OPTIONS} --reject-file r.csv --save-mapping x", stdin=answer)
    assert found.code == 130
    assert "2 of 4 rows can be stored. Skipped: Knee 1. Refused: 1.\n" in found.out
    assert "added" not in found.out
    assert os.listdir() == ["a.csv"]


@pytest.mark.parametrize(
    "options", [f"{OPTIONS} --yes", f"{OPTIONS} --json", f"{OPTIONS} --dry-run"]
)
def test_it_is_not_asked_where_that_was_said(asking: Terminal, options: str) -> None:
    found = asking(f"import a.csv {options}", stdin="")
    assert found.code == 0
    assert "Store them?" not in found.out


def test_what_needs_no_mapping_is_not_asked_for(asking: Terminal) -> None:
    given("at,site,value\n2026-03-13,back,3\n")
    assert asking("import a.csv", stdin="").code == 0


def test_a_saved_mapping_asks_as_one_that_is_typed(asking: Terminal) -> None:
    asking(f"import a.csv {OPTIONS} --yes --save-mapping diary")
    assert "Store them?" in asking("import a.csv --mapping diary", stdin="n\n").out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
@pytest.mark.parametrize("answer", [b"y\n", b"n\n"])
def test_the_question_is_put_on_a_real_terminal_with_no_transaction_open(
    run: Terminal, answer: bytes
) -> None:
    import pty

    given(TABLE)
    run("0 --at 2026-03-01")
    before = len(run.rows())
    child, terminal = pty.fork()
    if child == 0:
        command = ["-m", "rehabtrack", "--db", run.db, "--tz", "Europe/Paris", "import", "a.csv"]
        options = ["--map", COLUMNS, "--dates", "day-first", "--site-map", "back=back"]
        env = engines.environment() | {"HOME": "/"}
        os.execve(sys.executable, [sys.executable, *command, *options], env)
    shown = b""
    while b"Store them?" not in shown:
        shown += os.read(terminal, 4096)
    assert run("1 --at 2026-03-02").code == 0  # somebody else writes meanwhile
    between = len(run.rows())
    assert between > before
    os.write(terminal, answer)
    try:
        while chunk := os.read(terminal, 4096):
            shown += chunk
    except OSError:  # how a terminal ends
        pass
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert (code, len(run.rows()) > between) == ((0, True) if answer == b"y\n" else (130, False))


def test_without_a_terminal_nothing_is_asked(run: Terminal) -> None:
    given(TABLE)
    command = [sys.executable, "-m", "rehabtrack", "--db", "pipe.db", "import", "a.csv"]
    options = ["--map", COLUMNS, "--dates", "day-first", "--site-map", "back=back"]
    found = subprocess.run(
        [*command, *options], input=b"", capture_output=True, check=True, timeout=60
    )
    assert found.stdout.startswith(b"Read 3 rows: 2 added")


# --- saved mappings ------------------------------------------------------------------------------


def test_a_mapping_is_saved_with_the_import_used_listed_and_forgotten(run: Terminal) -> None:
    given(TABLE)
    assert run(f"import a.csv {OPTIONS} --save-mapping diary").out.endswith(
        'rehabtrack undo u1\nSaved as the mapping "diary".\n'
    )
    given(TABLE.replace("14/03/2026", "12/03/2026"), "b.csv")
    assert "1 added, 1 already there" in run("import b.csv --mapping Diary").out
    options = f"--map '{COLUMNS}' --site-map back=back --dates day-first"
    assert run("import --mappings").out == f"diary\n     {options}\n"
    assert json.loads(run("import --mappings --json").out) == {
        "name": "diary",
        "options": {"map": COLUMNS, "site_map": "back=back", "dates": "day-first"},
    }
    assert run("import --forget-mapping DIARY").out == (
        f'Forgotten: the mapping "DIARY".\n     {options}\n'
    )
    assert run("import --mappings --json").out == ""
    assert run("import --mappings").out.startswith("No mapping is saved.")
    assert run("db check").code == 0


def test_what_is_said_now_goes_before_what_was_saved(run: Terminal) -> None:
    given(TABLE)
    run(f"import a.csv {OPTIONS} --save-mapping diary")
    found = run("import a.csv --mapping diary --site-map Knee=other:knee --dry-run")
    assert "line 3  6/10 other:knee" in found.out
    assert "Skipped: back 2." in found.out


def test_a_name_that_is_taken_is_taken_over_and_says_what_it_stood_for(run: Terminal) -> None:
    given("at,value\n2026-03-13,6\n")
    run("import a.csv --site back --save-mapping diary")
    assert run("import a.csv --site neck --save-mapping Diary").err == (
        "It takes the place of another, which said:\n--site back\n"
    )
    assert run("import a.csv --site neck --save-mapping Diary").err == ""
    assert run("import --mappings").out == "Diary   --site neck\n"


def test_nothing_is_saved_of_an_import_that_fails(run: Terminal) -> None:
    given("at,value\n2026-03-13,66\n")
    assert run("import a.csv --site back --save-mapping diary").code == 1
    assert run("import --mappings --json").out == ""


def test_a_mapping_that_is_not_there_is_refused_with_the_nearest(run: Terminal) -> None:
    given("at,value\n2026-03-13,6\n")
    assert run.refuses("import a.csv --mapping diary") == (
        'There is no mapping "diary" here. See: rehabtrack import --mappings'
    )
    assert not engines.begun(run.db)
    run("import a.csv --site back --save-mapping diary")
    for option in ("a.csv --mapping dairy", "--forget-mapping dairy"):
        assert run.refuses(f"import {option}") == (
            'There is no mapping "dairy" here. Did you mean diary?'
        )


def test_mappings_are_not_shown_among_what_the_file_remembers_of_people(run: Terminal) -> None:
    given("at,value\n2026-03-13,6\n")
    run("import a.csv --site back --save-mapping 'role of eva'")
    assert "eva" not in run("role").out
    assert run("import a.csv --mapping 'role of eva'").code == 0


def test_a_mapping_of_a_newer_version_is_listed_and_forgotten_but_not_used(run: Terminal) -> None:
    given("at,value\n2026-03-13,6\n")
    run("import a.csv --site back")
    with closing(engines.opened(run.db)) as database, database.writing():
        keep_mapping(database, "new", '{"site": "back", "moon": "full"}')
    assert run("import --mappings").out == "new   --site back --moon full\n"
    assert run.refuses("import a.csv --mapping new") == (
        'The mapping "new" says what this version does not know. '
        "Use the newer version of rehabtrack that saved it, or forget it."
    )
    assert run("import --forget-mapping new").code == 0


def test_what_is_hidden_in_a_name_is_shown_and_never_obeyed(run: Terminal) -> None:
    given("\x1b[2JDate,Pain\u202e,Notes\x1b]0;x\n2026-03-13,6,\n")
    found = run("import a.csv --site back")
    assert "\\x1b[2JDate" in found.err
    options = "--site back --map 'at=\x1b[2JDate,value=Pain\u202e' --save-mapping 'a\u202e'"
    assert run(f"import a.csv {options}").code == 0
    assert "a\\u202e" in run("import --mappings").out


@pytest.mark.parametrize(
    "line",
    [
        "import --mappings a.csv",
        "import --mappings --forget-mapping x",
        "import --forget-mapping x --site back",
        "import a.csv --dry-run --site back --save-mapping x",
        "import a.csv --save-mapping x",
        "import",
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(run: Terminal, line: str) -> None:
    given("at,site,value\n2026-03-13,back,6\n")
    assert run.misuses(line)


@pytest.mark.parametrize("name", ["''", "'a\nb'", "x" * 41])
def test_what_is_no_name_of_a_mapping_is_refused(run: Terminal, name: str) -> None:
    given("at,value\n2026-03-13,6\n")
    assert "name of the mapping" in run.refuses(f"import a.csv --site back --save-mapping {name}")


# --- whatever it is -------------------------------------------------------------------------------

PIECES = [
    *(
        "Date",
        "Time",
        "Pain",
        "at",
        "value",
        ",",
        ";",
        "\t",
        "\n",
        '"',
        "+",
        " ",
        "(0-10)",
        "{",
        "[",
    ),
    *("14/03/2026", "2026-03-14", "7:30 PM", "24:00", "3,5", "11", "\x00", "\udcff", "<a>", "PK"),
    *("2026-03-13,7:30 PM,3\n", "13/03/2026,07:30,7\n", "3/13/2026,,2\n"),
]


@at_most(80)
@for_any(
    some.lists(some.sampled_from(PIECES)).map("".join),
    some.sampled_from(["", "--map at=Date+Time,value=Pain", "--map at=at --round up"]),
    some.sampled_from(["", "--dates day-first", "--dates month-first"]),
)
def test_whatever_is_refused_stores_nothing_and_whatever_is_stored_is_a_rating(
    tmp_path_factory: pytest.TempPathFactory, text: str, columns: str, dates: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = folder / "a.csv"
    path.write_bytes(f"Date,Time,Pain\n{text}".encode("utf-8", "surrogateescape"))
    if text[:1] in "{[<":
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with engines.borrowed():
        terminal = Terminal(folder)
        terminal.long_lines = True
        found = terminal(f"import {columns} {dates} --site back", str(path))
        assert found.code in (0, 1), found
        assert engines.begun(terminal.db) == (found.code == 0)


# --- the example of the docs ---------------------------------------------------------------------


def test_the_example_of_the_docs_prints_what_it_shows(run: Terminal) -> None:
    text = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
    given(text.partition("```csv\n")[2].partition("```")[0], "diary.csv")
    commands = text.partition("```console\n")[2].partition("```")[0].split("$ rehabtrack ")[1:]
    assert len(commands) == 2
    for command in commands:
        line, _, shown = command.partition("\n")
        found = run(line)
        assert found.out + found.err == shown


def test_the_worst_and_the_average_of_a_day_come_in_as_two_though_they_are_equal(
    run: Terminal,
) -> None:
    given("Date,Worst,Average\n2026-03-10,5,5\n2026-03-11,6,3\n", "days.csv")
    command = "import days.csv --site back --yes --map at=Date,value="
    preview = run(f"{command}Worst --recall worst-24h --dry-run").out
    assert "worst of the 24 h before" in preview or "worst-24h" in preview
    run(f"{command}Worst --recall worst-24h --save-mapping worst")
    run(f"{command}Average --recall average-24h")
    assert ": 0 added, 2 already there" in run("import days.csv --mapping worst --yes").out
    came = [json.loads(line) for line in run("log --kind pain --json").out.splitlines()]
    assert sorted((one["value"], one["recall"]) for one in came) == [
        (3, "average-24h"),
        (5, "average-24h"),
        (5, "worst-24h"),
        (6, "worst-24h"),
    ]
    assert "--recall worst-24h" in run("import --mappings").out
    refused = run.misuses("import days.csv --kind massage --recall worst-24h")
    assert "--recall and --round belong to --kind pain" in refused
