"""`rehabtrack import`: exit code, stdout and stderr of whole commands."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import engines
import pytest
from command_line import Terminal
from examples import at_most
from hypothesis import given
from hypothesis import strategies as some

from rehabtrack.storage.database import is_address

PAIN = "at,site,value\n2026-03-12 08:00,back,2\n2026-03-13 08:00,back,7\n"


@pytest.fixture
def run(rt: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in the folder of the test, at noon in Paris."""
    monkeypatch.chdir(rt.folder)
    rt.before = ["--db", engines.relative(rt.db), "--tz", "Europe/Paris"]
    rt.db, rt.now = rt.before[1], "2026-03-14T12:00"
    return rt


def table(text: str | bytes, name: str = "a.csv") -> None:
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())


def refused(run: Terminal, line: str, message: str) -> None:
    """Exit code 1, nothing on stdout, the message on stderr, nothing stored."""
    found = run(line)
    assert (found.code, found.out, found.sentence) == (1, "", message)
    assert not engines.begun(run.db)


def held(run: Terminal) -> bytes | list[str]:
    """What the database holds: a file to the byte, of a clinic every row."""
    return run.rows() if is_address(run.db) else Path(run.db).read_bytes()


# --- what it says --------------------------------------------------------------------------------


def test_an_import_closes_with_its_counts_and_how_to_take_it_back(run: Terminal) -> None:
    table(PAIN)
    found = run("import a.csv")
    assert (found.code, found.err) == (0, "")
    assert found.out == (
        "Read 2 rows: 2 added, 0 already there, 0 skipped, 0 refused.\n"
        "Patients not known before: 1 (me).\n"
        "Sessions whose status changed: 0.\n"
        "rehabtrack undo u1\n"
    )


def test_a_second_import_of_the_same_adds_nothing_and_has_nothing_to_undo(run: Terminal) -> None:
    table(PAIN)
    run("import a.csv")
    assert run("import a.csv").out == (
        "Read 2 rows: 0 added, 2 already there, 0 skipped, 0 refused.\n"
        "Sessions whose status changed: 0.\n"
    )


def test_undo_takes_the_whole_import_back_and_it_can_be_stored_again(run: Terminal) -> None:
    table(PAIN)
    run("import a.csv")
    assert run("undo u1").code == 0
    assert run("log --json").out == ""
    assert json.loads(run("import a.csv --json").out)["added"] == 2
    assert json.loads(run("import a.csv --json").out)["already_there"] == 2


def test_an_edited_row_is_already_there(run: Terminal) -> None:
    table(PAIN)
    run("import a.csv")
    assert run("edit p2 --value 3").code == 0
    assert json.loads(run("import a.csv --json").out)["already_there"] == 2


def test_sessions_whose_status_changed_are_named_and_counted(run: Terminal) -> None:
    run("massage log --at 2026-03-13T10:00")
    table(PAIN)
    found = run("import a.csv")
    assert "Sessions whose status changed: 1.\n" in found.out
    assert found.err == (
        "m1 (Fri 13 Mar 10:00) was unverified and is now high-pain (severe) [w2].\n"
    )


def test_the_counts_as_json(run: Terminal) -> None:
    run("massage log --at 2026-03-13T10:00")
    table(f"{PAIN}2026-03-13,joy,9\n2026-03-13,joy,8.5\n")
    assert json.loads(run("import a.csv --site-map back=back --json").out) == {
        "read": 4,
        "added": 2,
        "kinds": {"pain": 2},
        "already_there": 0,
        "otherwise": 0,
        "skipped": {"joy": 2},
        "refused": 0,
        "patients_made": [],
        "changed": [{"session": "m1", "from": "unverified", "to": "high-pain"}],
        "added_sessions": {},
        "change": "u2",
        "changes": [{"change": "u2"}],
        "dry_run": False,
        "reject_file": None,
    }


def test_imported_massages_are_counted_by_what_the_rule_says(run: Terminal) -> None:
    table(PAIN)
    run("import a.csv")
    table("at,minutes,area\n2026-03-13 09:00,30,neck;leg-left\n2026-03-01,,\n", "m.csv")
    found = run("import m.csv --kind massage")
    assert "Of the massages added: high-pain 1, unverified 1.\n" in found.out
    assert found.err == ""
    assert "high-pain" in run("review").out


def test_skipped_rows_are_counted_by_site_the_rarest_together(run: Terminal) -> None:
    sites = "".join(f"2026-03-01,site {n},1\n" for n in range(45))
    table(f"{PAIN}{sites}2026-03-02,site 44,1\n")
    told = " ".join(run("import a.csv --site-map back=back").out.split())
    assert "Skipped: site 44 2, site 0 1, site 1 1," in told
    assert "site 37 1, site 38 1, others 5." in told


def test_a_row_that_is_read_another_way_is_not_passed_over_in_silence(run: Terminal) -> None:
    table("at,value\n03/01/2026,8\n02/01/2026,2\n")
    run("import a.csv --site back --dates day-first")
    assert run("import a.csv --site back --dates day-first").err == ""
    again = run("import a.csv --site back --dates month-first")
    assert again.out.startswith("Read 2 rows: 0 added, 2 already there,")
    assert again.sentence == (
        "2 rows of those already there stand otherwise: corrected since, or read another way this "
        "time. To read them anew undo their import first."
    )
    run("undo")
    assert run("import a.csv --site back --dates month-first").err == ""


def test_a_time_that_happens_twice_is_told_with_its_count(run: Terminal) -> None:
    table("at,value\n2025-10-26 02:30,1\n2025-10-26 02:30,2\n")
    found = run("import a.csv --site back")
    assert found.sentence == (
        "02:30 on 26 Oct 2025 happens twice in Europe/Paris; the earlier is used. "
        "For the later write 2025-10-26T02:30+01:00. (2 rows)"
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
def test_a_progress_bar_is_drawn_on_a_terminal_alone(run: Terminal) -> None:
    import pty

    table("at,value\n" + "2026-03-12,4\n" * 3000)
    command = [sys.executable, "-m", "rehabtrack", "--db", "bar.db", "import", "a.csv"]
    ours, theirs = pty.openpty()
    found = subprocess.run([*command, "--site", "back"], stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    assert found.stdout.startswith(b"Read 3000 rows: 3000 added")
    assert b"Reading a.csv" in os.read(ours, 10_000)
    os.close(ours)
    assert run("import a.csv --site back").err == ""


# --- several patients ----------------------------------------------------------------------------

SEVERAL = "at,value,patient\n2026-03-12,4,Ann Lee\n2026-03-12,2,Ben\n2026-03-13,3,Ann Lee\n"


@pytest.mark.parametrize("redo", ["redo", "--patient Ben redo"])
def test_an_import_that_made_patients_is_undone_and_redone_whole(run: Terminal, redo: str) -> None:
    table("patient,at,site,value\nAnna,2026-03-12,back,2\nBen,2026-03-12,back,7\n")
    run("import a.csv")
    assert run("--patient Anna undo").code == 0
    assert run("patient list").out.startswith("There is no patient yet")
    assert run(redo).code == 0
    assert [line.split()[0] for line in run("log").out.splitlines()] == ["Anna", "Ben"]


def test_a_patient_column_makes_patients_and_undo_takes_all_of_them_back(run: Terminal) -> None:
    table(SEVERAL)
    found = run("import a.csv --site back")
    assert found.out == (
        "Read 3 rows: 3 added, 0 already there, 0 skipped, 0 refused.\n"
        "Patients not known before: 2 (Ann Lee, Ben).\n"
        "Sessions whose status changed: 0.\n"
        "rehabtrack undo 'Ann Lee/u1'\n"
    )
    assert run("undo 'Ann Lee/u1'").code == 0
    assert json.loads(run("import a.csv --site back --json").out)["added"] == 3


def test_sessions_of_several_patients_are_named_with_whose_they_are(run: Terminal) -> None:
    table(SEVERAL)
    run("import a.csv --site back")
    run("--patient Ben massage log --at 2026-03-13T10:00")
    table("at,value,patient\n2026-03-13T09:00,6,Ben\n", "b.csv")
    found = run("import b.csv --site back --json")
    assert json.loads(found.out)["changed"] == [
        {"patient": "Ben", "session": "m1", "from": "unverified", "to": "high-pain"}
    ]
    assert found.err.startswith("Ben  m1 (")


def test_a_table_without_patients_is_of_the_one_meant(run: Terminal) -> None:
    table(SEVERAL)
    run("import a.csv --site back")
    table(PAIN, "b.csv")
    assert run("import b.csv").err.startswith("Error: There are 2 patients here")
    assert "undo Ben/u2" in run("--patient Ben import b.csv").out
    assert run("--patient Bem import b.csv").err == (
        'Error: There is no patient "Bem" here. Did you mean Ben?\n'
    )


def test_a_time_without_an_offset_is_in_the_zone_of_its_patient(run: Terminal) -> None:
    table(SEVERAL)
    run("import a.csv --site back")
    run("--patient Ben patient edit --zone Asia/Tokyo")
    table("at,value,patient\n2026-03-13T09:00,6,Ben\n", "b.csv")
    run.before = ["--db", run.db]
    run("import b.csv --site back")
    lines = run("--patient Ben log --json").out.splitlines()
    assert json.loads(lines[-1])["at"] == "2026-03-13T09:00:00+09:00"


# --- several files -------------------------------------------------------------------------------


def test_several_files_are_one_change_and_all_or_none(run: Terminal) -> None:
    table(PAIN)
    table("at,site,value\n2026-03-11,back,1\n", "b.csv")
    table("at,site,value\n2026-03-11,back,11\n", "c.csv")
    refused(
        run,
        "import a.csv c.csv",
        "c.csv line 2: 11 is not a value of the 0-10 scale (nrs). Use a whole number from 0 to 10. "
        "Error: 1 of 3 rows are refused, so nothing was stored. "
        "Correct them, or store the others with --reject-file F.",
    )
    found = run("import a.csv b.csv a.csv --json")
    assert json.loads(found.out)["added"] == 3
    assert json.loads(found.out)["already_there"] == 2
    assert json.loads(found.out)["change"] == "u1"


# --- refusals ------------------------------------------------------------------------------------


def test_refused_rows_stop_the_import_each_with_its_line_a_remedy_once(run: Terminal) -> None:
    rows = "".join(f"2026-03-01,back,{number}.5\n" for number in range(10))
    table(f"at,site,value\n{rows}{rows}{rows}2026-03-01,back,4\n")
    found = run("import a.csv")
    lines = found.err.splitlines()
    assert (
        lines[0] == "line 2: 0.5 is not a value of the 0-10 scale (nrs). Use a whole number from 0"
    )
    assert lines[1] == "to 10, or import with --round up."
    assert lines[2] == "line 3: 1.5 is not a value of the 0-10 scale (nrs)."
    assert lines[20] == "line 21: 9.5 is not a value of the 0-10 scale (nrs)."
    assert lines[21] == "and 10 more."
    assert lines[22].startswith("Error: 30 of 31 rows are refused, so nothing was stored.")
    assert (found.code, found.out, len(lines)) == (1, "", 24)
    assert not engines.begun(run.db)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            "at,value\n2026-03-01,4\n",
            (
                "The table does not say where it hurts. "
                "Give --site SITE, or name the column: --map site=COLUMN"
            ),
        ),
        (
            "when,site,value\n2026-03-01,back,4\n",
            (
                'There is no column "at". The columns are when, site, value. '
                "Name the one that is meant: --map at=COLUMN"
            ),
        ),
        (
            "at|site|value\n",
            (
                "The cells of this table are separated by bars, not by commas. "
                "Save it again as CSV with commas."
            ),
        ),
        (
            PAIN.encode("utf-16"),
            (
                "The file is saved as UTF-16, not as UTF-8. "
                "Save it again as UTF-8 (in a spreadsheet: CSV UTF-8)."
            ),
        ),
        (
            b"at,site,value\n2026-03-01,back,4\0\n",
            "Line 2 holds a NUL byte. Save it again as UTF-8 (in a spreadsheet: CSV UTF-8).",
        ),
        (
            "at,site,value,note\n2026-03-01,back,4," + "x" * 1_000_000,
            (
                "The row at line 2 is longer than 100000 characters. "
                "See that the file is a table saved as CSV, and that every quote is closed."
            ),
        ),
        ("at,at,value\n", 'Two columns are named "at". Rename one of them.'),
        ("", "The file is empty. Give a table with a header and rows."),
        ("at,site,value\n", "The file holds a header and no rows. Add the rows below it."),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(
    run: Terminal, data: str | bytes, message: str
) -> None:
    table(data)
    refused(run, "import a.csv", f"Error: a.csv: {message}")


def test_a_byte_order_mark_and_crlf_are_taken(run: Terminal) -> None:
    table(b"\xef\xbb\xbf" + PAIN.replace("\n", "\r\n").encode())
    assert run("import a.csv").code == 0


def test_a_file_that_is_not_there_or_no_file_is_refused(run: Terminal) -> None:
    refused(
        run,
        "import nowhere.csv",
        "Error: nowhere.csv: The file cannot be read: No such file or directory. "
        "Give the name of a file.",
    )
    refused(
        run,
        "import .",
        "Error: .: The file cannot be read: Is a directory. Give the name of a file.",
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--map valu=x", '"valu" is not a name of a pain column. Did you mean value?'),
        ("--map value", '"value" does not say what is what. Write --map at=COLUMN,value=COLUMN'),
        ("--site leg-lfet", '"leg-lfet" is not a site. Did you mean leg-left'),
        ("--site-map knee", '"knee" does not say what is what. Write --site-map "Back pain=back'),
        ("--where CODE", '"CODE" does not say what is what. Write --where COLUMN=VALUE'),
        ("--scale face", '"face" is not a scale. Did you mean faces?'),
    ],
)
def test_an_option_that_cannot_be_meant_is_refused(
    run: Terminal, options: str, message: str
) -> None:
    table(PAIN)
    found = run(f"import a.csv {options}")
    assert (found.code, found.out) == (1, "")
    assert found.sentence.startswith(f"Error: {message}")


@pytest.mark.parametrize(
    "options",
    [
        "",
        "a.csv --round down",
        "a.csv --kind mood",
        "a.csv --kind massage --site back",
        "a.csv --kind massage --scale vas --reject-file refused.csv",
    ],
)
def test_wrong_usage_is_exit_2(run: Terminal, options: str) -> None:
    table(PAIN)
    assert run(f"import {options}").code == 2


# --- the good rows alone, or none for a trial ----------------------------------------------------

MIXED = "at,site,value,note\n2026-03-01,back,2.5,a\n2026-03-02,back,4,b\n2026-03-03,head,5,c\n"


def test_a_reject_file_takes_the_refused_rows_and_the_good_ones_are_stored(run: Terminal) -> None:
    table(MIXED)
    found = run("import a.csv --reject-file refused.csv")
    assert found.code == 0
    assert found.out.startswith("Read 3 rows: 1 added, 0 already there, 0 skipped, 2 refused.\n")
    assert found.err == "The refused rows are in refused.csv, with reasons.\n"
    header, first, second = Path("refused.csv").read_text(encoding="utf-8").splitlines()
    assert header == "file,line,reason,at,site,scale,value,recall,note,patient"
    assert first.startswith('a.csv,2,"2.5 is not a value of the 0-10 scale (nrs). Use a whole')
    assert second.endswith(",2026-03-03,head,,5,,c,me")
    if os.name != "nt":
        assert stat.S_IMODE(Path("refused.csv").stat().st_mode) == 0o600


def test_a_corrected_reject_file_completes_the_import(run: Terminal) -> None:
    table(MIXED)
    run("import a.csv --reject-file refused.csv")
    again = "--round up --site-map head=other:head,back=back --json"
    assert json.loads(run(f"import refused.csv {again}").out)["added"] == 2
    assert json.loads(run(f"import a.csv {again}").out)["already_there"] == 3


def test_a_formula_is_inert_in_a_reject_file_and_a_note_again_when_it_is_imported(
    run: Terminal,
) -> None:
    formula = "=cmd|' /C calc'!A0"
    rows = f"2026-03-12,back,11,{formula}\n2026-03-13,back,3,{formula}\n"
    table(f"at,site,value,note\n{rows}")
    run("import a.csv --reject-file refused.csv")
    told = Path("refused.csv").read_text(encoding="utf-8")
    assert f",'{formula}," in told
    Path("refused.csv").write_text(told.replace(",11,", ",1,"), encoding="utf-8")
    run("import refused.csv")
    notes = [json.loads(line)["note"] for line in run("log --json").out.splitlines()]
    assert notes == [formula, formula]


def test_a_reject_file_that_is_there_already_is_refused_and_left_alone(run: Terminal) -> None:
    table(MIXED)
    Path("refused.csv").write_text("mine")
    message = (
        "Error: The file {} is there already. Nothing was stored; give --reject-file another name."
    )
    refused(run, "import a.csv --reject-file refused.csv", message.format("refused.csv"))
    Path("link.csv").symlink_to("nowhere")
    refused(run, "import a.csv --reject-file link.csv", message.format("link.csv"))
    assert Path("refused.csv").read_text() == "mine"
    assert not Path("nowhere").exists()


def test_a_reject_file_goes_again_where_nothing_is_stored(run: Terminal) -> None:
    table(MIXED)
    table(b"at,site,value\n2026-03-01,back,4\0\n", "b.csv")
    assert run("import a.csv b.csv --reject-file refused.csv").code == 1
    assert not Path("refused.csv").exists()
    assert not engines.begun(run.db)


def test_a_dry_run_says_what_would_be_stored_and_writes_nothing(run: Terminal) -> None:
    table(PAIN)
    assert run("import a.csv --dry-run").out == (
        "The first rows as they are stored:\n"
        "  line 2  2/10 back  Thu 12 Mar 08:00\n"
        "  line 3  7/10 back  Fri 13 Mar 08:00\n"
        "Read 2 rows: 2 to add, 0 already there, 0 skipped, 0 refused.\n"
        "Patients not known before: 1 (me).\n"
        "Sessions whose status would change: 0.\n"
        "A dry run: nothing was stored.\n"
    )
    assert not engines.begun(run.db)
    table(MIXED)
    run("massage log --at 2026-03-13T10:00")
    before = held(run)
    found = run("import a.csv --dry-run --reject-file refused.csv")
    assert "\nRead 3 rows: 1 to add, 0 already there, 0 skipped, 2 refused.\n" in found.out
    table(PAIN)
    found = run("import a.csv --dry-run")
    assert "Sessions whose status would change: 1.\n" in found.out
    assert found.err == ""
    assert held(run) == before
    assert not Path("refused.csv").exists()


@at_most(60)
@given(
    some.lists(
        some.sampled_from(
            ["2026-03-01", "back", "knee", "7", "3.5", '"', "\n", ",", "2026-03-01,back,7\n", "\0"]
        )
    ).map("".join)
)
def test_whatever_is_refused_stores_nothing_and_shows_no_traceback(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = folder / "a.csv"
    path.write_text(f"at,site,value\n{text}", encoding="utf-8")
    with engines.borrowed():
        terminal = Terminal(folder)
        found = terminal("import", str(path))
        assert found.code in (0, 1)
        assert engines.begun(terminal.db) == (found.code == 0)


def test_a_row_torn_by_a_comma_cannot_come_back_from_the_reject_file(run: Terminal) -> None:
    table("at,value\n2026-03-12T10:00,3,5\n2026-03-11T10:00,2\n")
    run("import a.csv --site back --reject-file rejects.csv")
    again = run("import rejects.csv")
    assert (again.code, again.out) == (1, "")


def test_the_scale_of_the_options_goes_with_a_row_into_the_reject_file(run: Terminal) -> None:
    table("at,value\n2026-13-12T10:00,8\n2026-03-11T10:00,20\n")
    run("import a.csv --site back --scale vas --reject-file rejects.csv")
    corrected = Path("rejects.csv").read_text().replace("2026-13-12", "2026-03-12")
    table(corrected, "b.csv")
    run("import b.csv --site back")
    assert "8/100 mm back" in run("log").out


# --- however many rows ---------------------------------------------------------------------------

#: An import in a process of its own, which prints the most memory (KiB) that it took. The system's
#: ru_maxrss would not do: it begins with what the process took that started this one.
MEASURED = """
import sys
from rehabtrack.cli.main import main
main(sys.argv[1:], standalone_mode=False)
print(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0])
"""


def peak(*argv: str) -> float:
    """The most memory (MiB) that a command takes, which succeeds."""
    command = [sys.executable, "-c", MEASURED, *argv]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout.splitlines()[-1]) / 1024


def importing(rows: int, *options: str) -> list[str]:
    """An import of so many different rows of ten patients."""
    lines = (
        f"P{row % 10} Q,2025-{1 + row // 40320 % 12:02}-{1 + row // 1440 % 28:02}T"
        f"{row // 60 % 24:02}:{row % 60:02},{row % 11},{row}\n"
        for row in range(rows)
    )
    table("patient,at,value,note\n" + "".join(lines), f"{rows}.csv")
    before = ["--db", f"{rows}.db", "--tz", "UTC", "--as", "anna"]
    return [*before, "import", f"{rows}.csv", "--site", "back", *options]


FEW, MANY = 10_000, 40_000
SLACK = 6  # MiB: the caches of SQLite, which it fills
measurable = pytest.mark.skipif(
    sys.platform != "linux", reason="others count memory otherwise, or not at all"
)


@measurable
@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_an_import_of_more_rows_takes_no_more_memory(run: Terminal, options: list[str]) -> None:
    assert peak(*importing(MANY, *options)) < peak(*importing(FEW, *options)) + SLACK


@measurable
def test_taking_back_an_import_of_more_rows_takes_no_more_memory(run: Terminal) -> None:
    for rows in (FEW, MANY):
        peak(*importing(rows))
    for command in ("undo", "redo"):
        few, many = (
            peak("--db", f"{rows}.db", "--as", "anna", "--patient", "P0 Q", command)
            for rows in (FEW, MANY)
        )
        assert many < few + SLACK
