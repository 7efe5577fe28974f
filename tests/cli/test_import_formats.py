"""Files of other programs through the real command: found out by content, whole or not at all."""

import csv
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import engines
import pytest
from command_line import Terminal
from format_samples import SAMPLES, bundle, observation, person, zipped

PAIN = "at,site,value\n2026-03-12 08:00,back,2\n"


@pytest.fixture
def run(rt: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in the folder of the test, at noon in Paris."""
    monkeypatch.chdir(rt.folder)
    rt.before = ["--db", engines.relative(rt.db), "--tz", "Europe/Paris"]
    rt.db, rt.now = rt.before[1], "2026-03-14T12:00"
    return rt


def elsewhere(run: Terminal) -> None:
    """Let her go on with another database, of nobody yet."""
    Path("other").mkdir()
    run.before[1] = run.db = engines.new_place(Path("other"))


def given(content: str | bytes, name: str = "a.txt") -> None:
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())


def stored(run: Terminal, line: str) -> dict[str, object]:
    """What an import says of itself, which succeeds."""
    said = run(f"import {line} --json")
    assert said.code == 0, said
    found: dict[str, object] = json.loads(said.out)
    return found


def of(run: Terminal, name: str) -> list[str]:
    """What the timeline of a patient says, without ids."""
    return [line.split("  ", 1)[1] for line in run(f"--patient {name} log").out.splitlines()]


def refused(run: Terminal, line: str, message: str) -> None:
    assert run.refuses(f"import {line}") == message


# --- every format --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_is_known_by_its_content_and_comes_in_once(run: Terminal, name: str) -> None:
    sample = SAMPLES[name]
    given(sample.data)
    counts = stored(run, "a.txt")
    assert counts["kinds"] == sample.kinds
    assert counts["skipped"] == sample.skipped
    assert counts["read"] == sum(sample.kinds.values()) + sum(sample.skipped.values())
    again = stored(run, "a.txt")
    assert (again["added"], again["already_there"]) == (0, sum(sample.kinds.values()))
    with engines.tool(run.db) as connection:
        noted = connection.execute("SELECT format, sha256 FROM intake").fetchall()
    assert noted == [(sample.format, sha256(sample.data).digest())]


@pytest.mark.parametrize("name", SAMPLES)
def test_undo_takes_the_whole_batch_back_whatever_its_kinds(run: Terminal, name: str) -> None:
    given(SAMPLES[name].data)
    assert stored(run, "a.txt")["change"] == "u1"
    assert run("undo u1").code == 0
    assert run("log").out == "Nothing is recorded there. Log pain: rehabtrack 0-10\n"
    assert stored(run, "a.txt")["kinds"] == SAMPLES[name].kinds
    assert run("db check").code == 0


@pytest.mark.parametrize("name", SAMPLES)
def test_a_dry_run_shows_the_first_rows_and_stores_nothing(run: Terminal, name: str) -> None:
    given(SAMPLES[name].data)
    said = run("import a.txt --dry-run")
    assert (said.code, said.out.splitlines()[0]) == (0, "The first rows as they are stored:")
    assert said.out.endswith("A dry run: nothing was stored.\n")
    assert not Path(run.db).exists()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_preview_says_what_the_timeline_will(run: Terminal, name: str) -> None:
    given(SAMPLES[name].data)
    preview = run("import a.txt --dry-run").out.partition("Read ")[0].splitlines()[1:]
    shown = [line.split("  ", 2)[2] for line in preview if line[:3] != "   "]
    run("import a.txt")
    logged = " ".join(run("log").out.split())
    assert len(shown) == sum(SAMPLES[name].kinds.values())
    assert all(" ".join(line.split()) in logged for line in shown)


def test_records_of_several_kinds_are_counted_by_kind(run: Terminal) -> None:
    given(SAMPLES["fhir"].data)
    assert run("import a.txt").out == (
        "Read 3 rows: 2 added (massage 1, pain 1), 0 already there, 1 skipped, 0\n"
        "refused.\n"
        "Skipped: Condition 1.\n"
        "Patients not known before: 1 (me).\n"
        "Sessions whose status changed: 0.\n"
        "Of the massages added: unverified 1.\n"
        "rehabtrack undo u1\n"
    )


def test_files_of_several_formats_and_a_table_are_one_change(run: Terminal) -> None:
    given(PAIN, "table.csv")
    for name, sample in SAMPLES.items():
        given(sample.data, name)
    counts = stored(run, f"table.csv {' '.join(SAMPLES)}")
    # the zip holds the export that is there already
    assert (counts["already_there"], counts["change"]) == (2, "u1")
    assert counts["kinds"] == {"pain": 9, "context": 6, "massage": 1, "measure": 1}
    assert run("undo u1").code == 0
    assert stored(run, "fhir")["added"] == 2


def test_one_damaged_file_of_several_stores_nothing(run: Terminal) -> None:
    given(PAIN, "table.csv")
    given(SAMPLES["fhir"].data[:-1], "fhir.json")
    assert run.refuses("import table.csv fhir.json").startswith("fhir.json: ")
    assert not Path(run.db).exists()


def test_the_refused_go_into_the_reject_file_with_their_paths(run: Terminal) -> None:
    given(bundle(observation(3), observation(11, 2), observation(3.5, 3)))
    assert run("import a.txt").sentence == (
        "entry[1]: 11 is not a value of the 0-10 scale (nrs). Use a whole number from 0 to 10. "
        "entry[2]: 3.5 is not a value of the 0-10 scale (nrs). "
        "Use a whole number from 0 to 10, or import with --round up. "
        "Error: 2 of 3 rows are refused, so nothing was stored. "
        "Correct them, or store the others with --reject-file F."
    )
    assert not Path(run.db).exists()
    assert stored(run, "a.txt --reject-file r.csv")["added"] == 1
    with Path("r.csv").open(encoding="utf-8", newline="") as file:
        found = [(row["line"], row["value"]) for row in csv.DictReader(file)]
    assert found == [("entry[1]", "11"), ("entry[2]", "3.5")]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
def test_a_progress_bar_is_drawn_for_any_format_on_a_terminal(run: Terminal) -> None:
    import pty

    given(bundle(*(observation(3, note=[{"text": str(n)}]) for n in range(2500))), "a.json")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "rehabtrack", "--db", "bar.db", "import", "a.json"]
    found = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=False)
    os.close(theirs)
    assert found.stdout.startswith(b"Read 2500 rows: 2500 added")
    drawn = os.read(ours, 100_000)
    os.close(ours)
    assert b"Reading a.json" in drawn
    assert b"100%" in drawn


# --- options -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("--map at=x", "--map means"),
        ("--kind pain", "--kind means"),
        ("--where a=b --scale vas", "--where and --scale mean"),
        ("--round up --dates day-first", "--dates means"),
    ],
)
def test_an_option_of_tables_is_refused_for_a_file_that_is_none(
    run: Terminal, options: str, words: str
) -> None:
    given(SAMPLES["fhir"].data)
    refused(
        run,
        f"a.txt {options}",
        f"a.txt: The file is of FHIR R4, for which {words} nothing. "
        "Import it without; a table beside it by a command of its own.",
    )


def test_decimals_of_any_format_are_rounded_up_where_it_is_said(run: Terminal) -> None:
    given(bundle(observation(3.5)))
    assert stored(run, "a.txt --round up")["added"] == 1
    assert run("log --kind pain").out.startswith("p1  4/10 back")


@pytest.mark.parametrize("name", ["daylio", "flaredown", "migralog"])
def test_sites_of_a_format_that_names_none_are_refused(run: Terminal, name: str) -> None:
    given(SAMPLES[name].data)
    assert "for which --site-map means nothing." in run.refuses("import a.txt --site-map Back=back")
    assert run("import a.txt --site back").code == 0  # it would hold where no site is said


@pytest.mark.parametrize("name", ["apple", "bearable", "crisiscore", "fhir", "secuso"])
def test_sites_of_a_format_that_names_them_are_taken(run: Terminal, name: str) -> None:
    given(SAMPLES[name].data)
    assert run("import a.txt --site-map Back=back").code == 0


def test_a_table_of_an_app_is_a_plain_one_where_it_is_mapped(run: Terminal) -> None:
    given(SAMPLES["crisiscore"].data)
    found = run("import a.txt --map 'at=Date+Time,value=Pain Level,note=Notes' --site back")
    assert found.out.startswith("Read 1 row: 1 added, ")
    assert run("log").out.startswith("p1  5/10 back  Mon 1 Jul 2024 08:00")


# --- whose a file is -----------------------------------------------------------------------------


def test_a_file_of_one_person_goes_to_the_one_patient_there_is_and_says_so(run: Terminal) -> None:
    given(bundle(person("Brenda"), observation(3, subject={"reference": "Patient/Brenda"})))
    said = run("import a.txt")
    assert said.err == "a.txt names Brenda; what it holds is taken for me.\n"
    assert "3/10 back" in run("--patient me log").out
    run("undo u1")
    run("--patient me patient edit --name Anna")
    assert run("import a.txt").sentence == "a.txt names Brenda; what it holds is taken for Anna."


def test_a_file_of_somebody_known_goes_to_her(run: Terminal) -> None:
    run("patient add Anna")
    run("patient add brenda")
    given(bundle(person("Brenda"), observation(3, subject={"reference": "Patient/Brenda"})))
    assert run("import a.txt").err == ""
    assert "3/10 back" in run("--patient brenda log").out
    assert len(run("patient list").out.splitlines()) == 2
    assert run("--patient Anna log").out.startswith("Nothing")


def test_a_file_of_somebody_unknown_among_several_is_refused_until_it_is_said_whose(
    run: Terminal,
) -> None:
    run("patient add Anna")
    run("patient add Ben")
    run("patient use Ben")
    given(bundle(person("Brenda"), observation(3, subject={"reference": "Patient/Brenda"})))
    refused(
        run,
        "a.txt",
        "a.txt: The file is of Brenda, who is not in this database. "
        "Say whose it is: rehabtrack --patient NAME import ..",
    )
    said = run("--patient Anna import a.txt")
    assert said.err == "a.txt names Brenda; what it holds is taken for Anna.\n"
    assert "3/10 back" in run("--patient Anna log").out
    assert run("--patient Ben log").out.startswith("Nothing")


def test_times_of_a_file_taken_for_another_are_in_her_zone(run: Terminal) -> None:
    run.before = ["--db", run.db]
    run("patient add Anna")
    run("--patient Anna patient edit --zone Asia/Tokyo")
    day = observation(3, subject={"reference": "Patient/Brenda"}, effectiveDateTime="2026-03-01")
    given(bundle(person("Brenda"), day))
    run("import a.txt")
    assert json.loads(run("log --json").out)["at"] == "2026-03-01"
    with engines.tool(run.db) as connection:
        assert connection.execute("SELECT zone FROM pain").fetchall() == [("Asia/Tokyo",)]


def test_files_of_two_people_are_not_both_of_the_one_patient_there_is(run: Terminal) -> None:
    for name in ("Brenda", "Carl"):
        ref = {"reference": f"Patient/{name}"}
        given(bundle(person(name), observation(3, subject=ref)), f"{name}.json")
    said = run("import Brenda.json Carl.json")
    assert (said.code, said.out) == (1, "")
    assert said.sentence.endswith(
        "Error: Carl.json: The file is of Carl, and another before it of somebody else. "
        "Say whose it is: rehabtrack --patient NAME import .."
    )
    assert not Path(run.db).exists()


def test_the_people_of_one_file_are_patients_by_their_names(run: Terminal) -> None:
    refs = [{"reference": f"Patient/{name}"} for name in ("Brenda", "Carl")]
    given(
        bundle(
            person("Brenda"),
            person("Carl"),
            observation(3, 1, subject=refs[0]),
            observation(7, 2, subject=refs[1]),
        )
    )
    counts = stored(run, "a.txt")
    assert counts["patients_made"] == ["Brenda", "Carl"]
    assert "3/10 back" in run("--patient Brenda log").out
    assert "7/10 back" in run("--patient Carl log").out
    preview = run("import a.txt --dry-run").out.splitlines()
    assert preview[1].startswith("Brenda    entry[2]  3/10 back")
    said = run("--patient Brenda import a.txt")
    assert said.err == "a.txt names 2 people; each is the patient of that name.\n"
    assert run("undo Brenda/u1").code == 0
    assert run("patient list").out.startswith("There is no patient yet")


# --- what is no file of any format ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            '{"a": 1}',
            (
                "The file is JSON of no format that is known. rehabtrack import --help names them; "
                "anything else comes in as a table (CSV)."
            ),
        ),
        (
            "\ufeff<html><body>2026-03-01</body></html>",
            (
                "The file is XML of no format that is known. rehabtrack import --help names them; "
                "anything else comes in as a table (CSV)."
            ),
        ),
        (
            zipped("notes.txt", "hello"),
            "The zip holds no Apple Health export. Give the one file that is to be read.",
        ),
        (
            zipped("[Content_Types].xml", "<Types/>"),
            (
                "The file is a spreadsheet or a text of an office program. "
                "Save the sheet as CSV (UTF-8), and import that."
            ),
        ),
        (
            zipped("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            (
                "The file is a spreadsheet or a text of an office program. "
                "Save the sheet as CSV (UTF-8), and import that."
            ),
        ),
        (
            b"PK\x03\x04 and then nothing",
            (
                "The zip is damaged or not whole. Export it again, and "
                "give the zip as it comes, or the file inside of it."
            ),
        ),
        (
            bundle(observation(3)).encode("utf-16"),
            (
                "The file is saved as UTF-16, not as UTF-8. "
                "Save it again as UTF-8 (in a spreadsheet: CSV UTF-8)."
            ),
        ),
        (
            "at,site,value,note\n2026-03-01,back,3,Rücken\n".encode("latin-1"),
            "Line 2 is not UTF-8 text. Save it again as UTF-8 (in a spreadsheet: CSV UTF-8).",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    run: Terminal, content: str | bytes, message: str
) -> None:
    given(content)
    refused(run, "a.txt", f"a.txt: {message}")
    assert not Path(run.db).exists()


def test_what_can_be_read_only_once_is_refused(run: Terminal) -> None:
    os.mkfifo("pipe")
    with subprocess.Popen(["sh", "-c", f"printf '{PAIN}' > pipe"]):
        assert run.refuses("import pipe") == (
            "pipe: The file can be read only once. Save it, and import what was saved."
        )


def test_a_file_that_two_formats_could_claim_is_refused(
    run: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(SAMPLES["migralog"].data)
    monkeypatch.setattr("rehabtrack.interchange.secuso.recognises", lambda _: True)
    refused(
        run,
        "a.txt",
        "a.txt: It cannot be told whether the file is of MigraLog or Privacy Friendly Pain Diary. "
        "Export it again in the app.",
    )


def test_no_message_shows_what_a_file_of_no_format_holds(run: Terminal) -> None:
    given('{"diary": "told nobody",\n"pain": 3}')
    for options in ("", "--map at=Date", "--kind massage", "--dry-run"):
        assert "told nobody" not in run.refuses(f"import a.txt {options}")


def test_a_phase_that_overlaps_one_from_before_is_refused_with_the_one_that_is_there(
    run: Terminal,
) -> None:
    run("phase start conservative --at 2026-01-10")
    run("phase start surgery --at 2026-03-01")
    run("export fhir --to out.json")
    elsewhere(run)
    run("phase start conservative --at 2026-02-10")
    run("phase end --at 2026-02-20")
    refused = run("import out.json")
    assert refused.code == 1
    assert refused.sentence.startswith(
        "entry[1]: A phase of what is imported would overlap f1. Correct that (rehabtrack edit"
    )
    assert "Error: 1 of 5 rows are refused, so nothing was stored." in refused.sentence
    rest = run("import out.json --reject-file rest.csv --json")
    assert json.loads(rest.out)["kinds"] == {"phase": 1}
    assert "entry[1]" in Path("rest.csv").read_text()
    run("undo")
    run("void f1 --because wrong")
    assert run("import out.json").out.startswith("Read 5 rows: 2 added")


def test_a_rating_finds_its_massage_again_by_way_of_fhir(run: Terminal) -> None:
    run("massage log --at 2026-03-09T10:00 --before 2 --after 1")
    run("massage log --at 2026-03-10T10:00 --before 3")
    run("export fhir --to out.json")
    said = [json.loads(line) for line in run("log --kind pain --json").out.splitlines()]
    elsewhere(run)
    run("import out.json")
    came = [json.loads(line) for line in run("log --kind pain --json").out.splitlines()]
    links = [(one["value"], one["session"], one["relation"]) for one in came]
    assert links == [(one["value"], one["session"], one["relation"]) for one in said]
    assert {relation for *_, relation in links} == {"before", "after"}
    assert ": 0 added, 5 already there" in run("import out.json").out
    assert run("db check").out.splitlines()[-1] == engines.sound()
