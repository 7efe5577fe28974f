"""Patient and therapist keep separate files and hand each other what is new."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import engines
import pytest
from command_line import Terminal, said

YES = "--into Anna --yes"


@pytest.fixture
def patient(tmp_path: Path) -> Terminal:
    """Anna, logging for herself."""
    return person(tmp_path / "at-home", "Anna")


@pytest.fixture
def therapist(tmp_path: Path) -> Terminal:
    """Eva, who massages her and Ben."""
    eva = person(tmp_path / "practice", "Eva")
    eva("patient add Anna")
    eva("patient add Ben")
    eva("patient use Anna")
    return eva


def person(folder: Path, name: str) -> Terminal:
    folder.mkdir()
    rt = Terminal(folder)
    rt.before += ["--as", name]
    rt.now = "2026-03-09T09:00"
    rt.long_lines = True  # the paths of two folders
    return rt


def make(who: Terminal, options: str = "--for therapist", name: str = "new.share") -> str:
    """What she shares, as a file."""
    out = str(who.folder / name)
    made = who(f"share make {options} --force --out", out)
    assert made.code == 0, made
    return out


def take(who: Terminal, file: str, options: str = "") -> Any:
    taken = who(f"share take --json {options}", file)
    assert taken.code == 0, taken
    return json.loads(taken.out)


def exchange(one: Terminal, other: Terminal) -> None:
    """Each takes what the other has; who is who is known."""
    mine, hers = make(one), make(other)
    take(one, hers)
    take(other, mine)


def told(who: Terminal, line: str) -> list[Any]:
    return [json.loads(each) for each in who(f"{line} --json").out.splitlines()]


def shown(who: Terminal, id_: str) -> Any:
    return json.loads(who(f"show {id_} --json").out)


def pains(who: Terminal) -> list[Any]:
    name = "--patient Anna " if len(told(who, "patient list")) > 1 else ""
    return [
        (one["at"], one["site"], one["value"], one["note"])
        for one in told(who, f"{name}log --kind pain")
    ]


@pytest.fixture
def known(patient: Terminal, therapist: Terminal) -> tuple[Terminal, Terminal]:
    """Both, the therapist having taken a first file and the patient one back."""
    patient("2 --at 07:00")
    take(therapist, make(patient), YES)
    take(patient, make(therapist, "--for patient"))
    return patient, therapist


# --- a week --------------------------------------------------------------------------------------


def test_patient_and_therapist_see_the_same_pain_after_a_week(
    patient: Terminal, therapist: Terminal
) -> None:
    patient("phase start recovery --at 2026-01-05")
    patient("clearance add --by 'Dr Roth' --specialty neurologist --from 2026-03-01")
    patient.at("2026-03-09T07:00", "2 --note 'slept badly'")
    therapist.at("2026-03-09T17:00", "--patient Anna massage log --minutes 30 --area lower-back")
    assert take(therapist, make(patient), YES)["added"] == {"pain": 1, "phase": 1, "clearance": 1}
    patient.now = "2026-03-09T20:00"
    assert take(patient, make(therapist, "--for patient"))["added"] == {"massage": 1}

    patient.at("2026-03-10T07:00", "8 --at '2026-03-09 09:00' --note 'forgot it'")
    patient.at("2026-03-11T07:00", "pain back=3 leg-left=1")
    therapist.now = "2026-03-11T10:00"
    taken = therapist("share take", make(patient))
    assert taken.sentence == (
        "Anna m1 (Mon 9 Mar 17:00) was not high-pain and is now high-pain (severe) Anna [w2]."
    )
    therapist("--patient Anna note new m1 -s stiff -p 'less pressure'")
    therapist("note sign Anna/n1")
    patient.now = "2026-03-12T20:00"
    assert take(patient, make(therapist, "--for patient"))["added"] == {"note": 1}
    assert patient("note show n1").out.splitlines()[1:3] == [
        "     S  stiff",
        "     P  less pressure",
    ]

    patient.at("2026-03-13T07:00", "void p3 --because 'the other leg'")
    patient("edit p1 --value 1")
    therapist.now = "2026-03-14T08:00"
    found = take(therapist, make(patient))
    assert (found["voided"], found["changed_records"]) == ({"pain": 1}, {"pain": 1})
    exchange(patient, therapist)

    assert pains(patient) == pains(therapist)
    for who, name in ((patient, ""), (therapist, "--patient Anna ")):
        (warning,) = told(who, f"{name}warnings")
        assert (warning["status"], warning["how"]) == ("high-pain", "later")
        assert who("db check").out.splitlines()[-1] == engines.sound()
    assert pains(therapist)[0][3] == "slept badly"


def test_what_a_first_file_says(patient: Terminal, therapist: Terminal) -> None:
    patient("7 --at 07:00")
    patient("massage log --at 08:00 --by Eva")
    therapist("massage log --at 08:30")
    file = make(patient)
    refused = therapist("share take", file)
    assert refused == said(
        err="""
        Error: Who "me" of that file is here is not known yet. Say it once: rehabtrack
        share take FILE --into NAME
        """,
        code=1,
    )
    assert therapist("share take --into Anna --yes", file) == said(
        """
        Anna  added: massage 1, pain 1; 0 known already.
        rehabtrack undo Anna/u3
        """,
        """
        Anna  m1 (Mon 9 Mar 08:30, Eva) and m2 (Mon 9 Mar 08:00, Anna) may be one
        Anna  massage:
        Anna       rehabtrack --patient Anna massage same m1 m2
        Anna  m2 (Mon 9 Mar 08:00) was not high-pain and is now high-pain (severe)
        Anna  [w2].
        Anna  m1 (Mon 9 Mar 08:30) was unverified and is now high-pain (severe) [w3].
        """,
    )


# --- once, and in any order ----------------------------------------------------------------------


def test_a_file_taken_twice_or_late_adds_nothing(known: tuple[Terminal, Terminal]) -> None:
    patient, therapist = known
    first = make(patient, name="first")
    patient("edit p1 --value 4")
    patient("5")
    second = make(patient, name="second")
    assert take(therapist, second)["added"] == {"pain": 1}
    before = therapist.rows()
    for file in (second, first, second):
        found = take(therapist, file)
        assert (found["added"], found["changed_records"], found["change"]) == ({}, {}, None)
    assert therapist.rows() == before
    assert [value for _, _, value, _ in pains(therapist)] == [4, 5]


def test_taking_back_a_file_forgets_who_she_is_and_it_can_be_taken_again(
    patient: Terminal, therapist: Terminal
) -> None:
    patient("2")
    file = make(patient)
    take(therapist, file, "--into Ben --yes")  # a mistake
    therapist("--patient Ben undo")
    assert therapist.refuses("share take", file).startswith('Who "me" of that file')
    assert take(therapist, file, YES)["added"] == {"pain": 1}
    therapist("--patient Anna undo")
    assert pains(therapist) == []
    found = take(therapist, file, YES)
    assert (found["added"], found["changed_records"]) == ({}, {"pain": 1})
    assert [value for _, _, value, _ in pains(therapist)] == [2]


def test_a_dry_run_says_what_would_be_and_stores_nothing(known: tuple[Terminal, Terminal]) -> None:
    patient, therapist = known
    patient("5")
    before = therapist.rows()
    tried = therapist("share take --dry-run", make(patient))
    assert tried.out.splitlines() == [
        "Anna  would be added: pain 1; 1 known already.",
        "A dry run: nothing was stored.",
    ]
    assert therapist.rows() == before


def test_a_dry_run_tells_which_sessions_would_change_as_the_real_run_does(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    therapist("--patient Anna massage log --at 08:00")
    patient("8 --at 07:30")
    file = make(patient)
    tried = therapist("share take --dry-run", file)
    assert (
        tried.err
        == "Anna  m1 (Mon 9 Mar 08:00) was not high-pain and would be high-pain (severe).\n"
    )
    (would,) = json.loads(therapist("share take --dry-run --json", file).out)["changed"]
    came = therapist("share take", file)
    assert came.sentence == (
        "Anna m1 (Mon 9 Mar 08:00) was not high-pain and is now high-pain (severe) Anna [w1]."
    )
    assert (would["from"], would["to"]) == ("clear", "high-pain")


# --- two people's versions -----------------------------------------------------------------------


def test_what_two_people_changed_apart_is_kept_of_both_and_settled(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    patient.at("2026-03-10T09:00", "edit p1 --value 4")
    therapist.at("2026-03-10T10:00", "edit Anna/p1 --value 6")
    mine, hers = make(patient), make(therapist)
    assert take(patient, hers)["conflicts"] == ["p1"]
    assert take(therapist, mine)["conflicts"] == ["p1"]
    assert [pains(who)[0][2] for who in known] == [6, 6]
    for who in known:
        (found,) = told(who, "share conflicts")
        assert [(one["value"], one["by"]) for one in found["versions"]] == [(4, "Anna"), (6, "Eva")]
    assert patient("show p1").out.splitlines()[-1] == (
        "     Two people's versions of it stand:   rehabtrack share settle p1"
    )
    patient("share settle p1 --keep 1")
    assert "stand:" not in patient("show p1").out
    exchange(patient, therapist)
    assert [pains(who)[0][2] for who in known] == [4, 4]
    assert [told(who, "share conflicts") for who in known] == [[], []]


def test_what_two_people_corrected_alike_is_nothing_to_settle(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    patient("edit p1 --value 5")
    therapist("edit Anna/p1 --value 5")
    mine, hers = make(patient), make(therapist)
    assert take(patient, hers)["conflicts"] == take(therapist, mine)["conflicts"] == []
    assert told(patient, "share conflicts") == []
    assert patient.refuses("share settle p1").startswith("Of p1 one version stands.")


def test_settling_does_not_bring_back_what_is_void(known: tuple[Terminal, Terminal]) -> None:
    patient, therapist = known
    patient("edit p1 --value 5")
    therapist("edit Anna/p1 --value 6")
    exchange(patient, therapist)
    patient("void p1 --because 'of another day'")
    assert patient.refuses("share settle p1 --keep 1").startswith("p1 is void.")


def test_settling_leaves_no_phases_that_overlap(known: tuple[Terminal, Terminal]) -> None:
    patient, therapist = known
    patient("phase start conservative --at 2026-01-01")
    patient("phase end --at 2026-02-01")
    exchange(patient, therapist)
    therapist("edit Anna/f1 --until 2026-03-01")
    therapist.now = patient.now = "2026-03-10T09:00"
    patient("edit f1 --until 2026-02-03")
    exchange(patient, therapist)
    patient("phase start recovery --at 2026-02-10")
    refused = patient.refuses("share settle f1 --keep 1")
    assert refused.startswith("The phases f1 and f2 would overlap.")


@pytest.mark.parametrize("keep", ["", " --keep 1"])
def test_of_a_warning_and_a_change_there_are_no_versions_to_settle(
    known: tuple[Terminal, Terminal], keep: str
) -> None:
    patient, _therapist = known
    patient("pain 7")
    patient("massage log")
    assert patient.refuses(f"share settle w1{keep}") == (
        "A warning cannot be changed by share settle. Answer it: rehabtrack warnings answer w1 CODE"
    )
    assert patient.refuses(f"share settle u1{keep}") == (
        "A change cannot be changed by share settle. Take it back: rehabtrack undo u1"
    )


def test_a_void_outlives_an_edit_made_apart_and_both_versions_are_seen(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    patient("void p1 --because 'of another day'")
    therapist("edit Anna/p1 --value 6")
    exchange(patient, therapist)
    exchange(patient, therapist)
    for who, id_ in ((patient, "p1"), (therapist, "Anna/p1")):
        shown = json.loads(who(f"show {id_} --json").out)
        assert (shown["value"], shown["void_reason"]) == (6, "of another day")
        assert 2 in [one["value"] for one in shown["earlier_versions"]]
    patient("unvoid p1 --because 'it was true'")
    exchange(patient, therapist)
    assert [pains(who)[0][2] for who in known] == [6, 6]


def test_what_was_corrected_before_it_was_void_comes_when_it_is_brought_back(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    patient("edit p1 --value 8")
    patient("void p1 --because 'a slip'")
    take(therapist, make(patient))
    assert told(therapist, "log --voided")[0]["value"] == 2  # the 8 was never told
    patient("unvoid p1 --because 'true after all'")
    take(therapist, make(patient))
    assert [one[2] for one in pains(therapist)] == [8]


def test_who_brings_back_a_void_record_does_not_say_what_she_never_heard(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    patient("edit p1 --value 8")
    patient("void p1 --because 'a slip'")
    take(therapist, make(patient))
    therapist("unvoid Anna/p1 --because 'she told me so'")
    for _ in range(2):
        exchange(patient, therapist)
    assert pains(patient) == pains(therapist)
    assert [one[2] for one in pains(patient)] == [8]


def test_an_older_file_after_a_newer_one_makes_nothing_void_again(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    patient("void p1 --because 'a slip'")
    older = make(patient, name="older.share")
    patient("unvoid p1 --because 'true after all'")
    newer = make(patient)
    assert take(therapist, newer)["changed_records"] == {}
    assert take(therapist, older)["change"] is None
    assert take(therapist, newer)["change"] is None
    assert len(pains(therapist)) == 1


def test_what_was_void_before_it_was_told_is_counted_and_stays_out(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    patient("pain 7 --at 08:00")
    patient("void p2 --because 'a slip'")
    came = therapist("share take", make(patient))
    assert came.out == "Anna  1 known already.\n"
    assert came.err == "Anna  Void before it was ever told here, or part of what was: pain 1.\n"
    assert len(pains(therapist)) == 1


def test_a_red_flag_that_comes_with_a_file_stands_before_all_else(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    patient("redflags --yes saddle")
    came = therapist("share take", make(patient))
    assert "RED FLAG  Get medical help now" in came.out.splitlines()[0]


def test_two_records_of_one_massage_both_stay(known: tuple[Terminal, Terminal]) -> None:
    patient, therapist = known
    patient("massage log --at 08:00 --by Eva")
    therapist("--patient Anna massage log --at 08:30")
    exchange(patient, therapist)
    therapist("--patient Anna massage same m1 m2")
    exchange(patient, therapist)
    assert therapist.refuses("--patient Anna massage same m2 m1").startswith("m")
    for who, name in ((patient, ""), (therapist, "--patient Anna ")):
        reviewed = who(f"{name}review").out
        assert "1 massage:" in reviewed
        assert len(told(who, f"{name}review")) == 2


def test_a_rating_finds_its_massage_that_was_void_when_it_was_shared(
    patient: Terminal, therapist: Terminal
) -> None:
    patient("massage log --minutes 30 --before 6 --note mine")
    patient("void m1 --because 'a slip'")
    take(therapist, make(patient), YES)
    assert shown(therapist, "Anna/p1")["session"] is None
    therapist("edit Anna/p1 --value 5")
    take(patient, make(therapist, "--for patient"))
    patient("unvoid m1 --because 'it was true'")
    exchange(patient, therapist)
    for who, id_ in ((patient, "p1"), (therapist, "Anna/p1")):
        rating = shown(who, id_)
        assert (rating["value"], rating["relation"], rating["session"][-2:]) == (5, "before", "m1")
    assert take(therapist, make(patient))["change"] is None


def test_one_massage_of_two_records_stays_one_where_only_the_later_is_new_enough(
    patient: Terminal, therapist: Terminal
) -> None:
    patient("massage log --at '2026-03-08 23:50'")
    patient("massage log --at '2026-03-09 00:10' --by Carl")
    patient("massage same m1 m2")
    take(therapist, make(patient, "--for therapist --since 2026-03-09"), YES)
    take(therapist, make(patient))
    assert "1 massage:" in therapist("--patient Anna review").out


# --- what is not shared --------------------------------------------------------------------------


def test_notes_kept_back_are_not_lost_where_they_were_written(
    patient: Terminal, therapist: Terminal
) -> None:
    patient("2 --note 'a quarrel'")
    take(therapist, make(patient, "--for therapist --without notes"), YES)
    assert pains(therapist)[0][2:] == (2, None)
    therapist("edit Anna/p1 --value 3")
    take(patient, make(therapist, "--for patient"))
    assert pains(patient)[0][2:] == (3, "a quarrel")
    take(therapist, make(patient))
    assert pains(therapist)[0][2:] == (3, "a quarrel")


def test_a_note_corrected_while_notes_are_kept_back_comes_with_the_next_whole_file(
    patient: Terminal, therapist: Terminal
) -> None:
    patient("2 --note 'a quarrel'")
    take(therapist, make(patient), YES)
    patient("edit p1 --note 'slept badly'")
    take(therapist, make(patient, "--for therapist --without notes"))
    take(therapist, make(patient))
    assert pains(therapist)[0][3] == "slept badly"
    assert take(therapist, make(patient, "--for therapist --without notes"))["change"] is None


def test_drafts_and_what_void_records_said_stay_at_home(
    patient: Terminal, therapist: Terminal
) -> None:
    therapist("--patient Anna massage log")
    therapist("--patient Anna note new m1 -s 'a draft of mine'")
    therapist("--patient Anna pain 3 --note 'of Ben'")
    therapist("void Anna/p1 --because 'of Ben'")
    told = Path(
        make(therapist, "--patient Anna share make --for patient".partition("share make ")[2])
    )
    text = told.read_text(encoding="utf-8")
    assert "a draft of mine" not in text
    assert '"note":"of Ben"' not in text
    assert take(patient, str(told), "--into me --yes") if patient("1").code == 0 else None
    assert [value for _, _, value, _ in pains(patient)] == [1]


def test_since_leaves_out_what_was_before(known: tuple[Terminal, Terminal]) -> None:
    patient, _ = known
    patient.at("2026-03-12T09:00", "5")
    text = Path(make(patient, "--for therapist --since 2026-03-12")).read_text(encoding="utf-8")
    assert [json.loads(line)["kind"] for line in text.splitlines()[1:-1]] == ["pain"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
@pytest.mark.parametrize("sealed", [False, True])
def test_a_progress_bar_is_drawn_on_a_terminal_while_a_file_is_read(
    patient: Terminal, therapist: Terminal, sealed: bool
) -> None:
    import pty

    patient("2")
    secret = patient.folder / "secret"
    secret.write_text("correct horse battery staple\n")
    by = ["--passphrase-file", str(secret)] if sealed else []
    file = make(patient, " ".join(["--for therapist", *by]))
    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "rehabtrack",
        *engines.said_by([*therapist.before, "share", "take", file]),
    ]
    found = subprocess.run([*command, *YES.split(), *by], stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    drawn = os.read(ours, 100_000)
    os.close(ours)
    assert found.returncode == 0, drawn
    assert b"Reading " in drawn
    assert b"100%" in drawn


# --- encrypted -----------------------------------------------------------------------------------


def test_a_file_for_a_key_opens_with_that_key_alone(patient: Terminal, therapist: Terminal) -> None:
    key, other = str(therapist.folder / "key"), str(therapist.folder / "other")
    public = therapist("share key --out", key).out.splitlines()[-1]
    therapist("share key --out", other)
    assert Path(key).stat().st_mode & 0o077 == 0
    patient("2 --note secret")
    file = make(patient, f"--for therapist --recipient {public}")
    assert b"secret" not in Path(file).read_bytes()
    assert therapist.misuses("share take --into Anna --yes", file).startswith(
        "The file is encrypted"
    )
    wrong = "The file does not open: the key is another one, or the file is damaged."
    assert therapist.refuses(f"share take {YES} --key {other}", file).startswith(wrong)
    assert take(therapist, file, f"{YES} --key {key}")["added"] == {"pain": 1}


@pytest.mark.files  # what it costs is age's to say, wherever the records come from
def test_a_file_with_a_passphrase_opens_with_it_alone(
    patient: Terminal, therapist: Terminal
) -> None:
    words, wrong = patient.folder / "words", patient.folder / "wrong"
    words.write_text("four words of ours\n")
    wrong.write_text("other words\n")
    patient("2")
    file = make(patient, f"--for therapist --passphrase-file {words}")
    opening = f"share take {YES} --passphrase-file"
    assert "does not open: the passphrase" in therapist.refuses(f"{opening} {wrong}", file)
    Path(file).write_bytes(Path(file).read_bytes()[:-20])
    assert "does not open" in therapist.refuses(f"{opening} {words}", file)


# --- refused -------------------------------------------------------------------------------------


def damaged(file: str, how: str) -> None:
    """Spoil a file in one way."""
    lines = Path(file).read_bytes().splitlines(keepends=True)
    match how:
        case "cut off":
            lines = lines[:-1]
        case "cut within a line":
            lines[-1] = lines[-1][:20]
        case "two lines swapped":
            lines[1], lines[2] = lines[2], lines[1]
        case "a line left out":
            del lines[1]
        case "a value altered":
            lines[1] = lines[1].replace(b'"value":2', b'"value":3')
        case "a digest altered":
            lines[-1] = lines[-1].replace(b'"sha256":"', b'"sha256":"0')
        case "empty":
            lines = []
    Path(file).write_bytes(b"".join(lines))


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("cut off", "The file was cut off: its last line is missing."),
        ("cut within a line", "The file was cut off: its last line is missing."),
        ("two lines swapped", "The file is damaged: it is not as it was written."),
        ("a line left out", "The file is damaged: it is not as it was written."),
        ("a value altered", "The file is damaged: it is not as it was written."),
        ("a digest altered", "The file is damaged: it is not as it was written."),
        ("empty", "The file is not what `share make` writes."),
    ],
)
def test_a_spoilt_file_is_refused_and_nothing_stored(
    patient: Terminal, therapist: Terminal, how: str, sentence: str
) -> None:
    patient("pain back=2 leg-left=2")
    file = make(patient)
    damaged(file, how)
    assert therapist.refuses(f"share take {YES}", file).startswith(f"{file}: {sentence}")


def forged(file: str, altered: tuple[str, str]) -> None:
    """Alter a file and give it the digest that goes with it."""
    *lines, end = Path(file).read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(lines).replace(*altered)
    last = {**json.loads(end), "sha256": sha256(text.encode()).hexdigest()}
    Path(file).write_text(text + json.dumps(last) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("altered", "sentence"),
    [
        (
            ('"rehabtrack-share":1', '"rehabtrack-share":2'),
            "The file was made by a newer rehabtrack.",
        ),
        (('"value":2', '"value":11'), "Line 2 cannot be true."),
        (('"value":2', '"value":"2"'), "Line 2 cannot be true."),
        (('"value":2', '"value":2.0'), "Line 2 cannot be true."),
        (('"value":2', '"value":true'), "Line 2 cannot be true."),
        (('"value":2', '"value":18446744073709551616'), "Line 2 cannot be true."),
        (('"site":"back"', '"site":"moon"'), "Line 2 cannot be true."),
        (('"site":"back"', '"place":"back"'), "Line 2 cannot be true."),
        (('"kind":"pain"', '"kind":"mood"'), "Line 2 cannot be true."),
        (('"kind":"pain"', '"kind":"patient"'), "Line 2 cannot be true."),
        (('"voids":{}', '"voids":{"x":"y"}'), "Line 2 cannot be true."),
        (('"also":[]', '"also":["x"]'), "Line 1 cannot be true."),
        (('"author":"Anna"', '"author":" "'), "Line 2 cannot be true."),
        (('"origin":null', '"origin":"00"'), "Line 2 cannot be true."),
        (('"withheld":false', '"withheld":false,"more":1'), "Line 2 cannot be true."),
    ],
)
def test_what_cannot_be_true_is_refused_with_its_line(
    patient: Terminal, therapist: Terminal, altered: tuple[str, str], sentence: str
) -> None:
    patient("2")
    file = make(patient)
    forged(file, altered)
    if '"kind"' in altered[0]:
        forged(file, ('"pain":1', f'"{altered[1][8:-1]}":1'))
        text = (
            Path(file)
            .read_text()
            .replace('{"end": {"pain": 1}', f'{{"end": {{{altered[1][7:]}: 1}}')
        )
        Path(file).write_text(text)
    assert therapist.refuses(f"share take {YES}", file).startswith(f"{file}: {sentence}")


def changed(file: str, change: Callable[[list[Any]], object]) -> None:
    """Change the records of a file, and give it the digest that goes with them."""
    first, *lines, _ = Path(file).read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    change(records)
    text = "".join(f"{line}\n" for line in (first, *map(json.dumps, records)))
    counts = Counter(one["kind"] for one in records)
    last = {"end": counts, "sha256": sha256(text.encode()).hexdigest()}
    Path(file).write_text(text + json.dumps(last) + "\n", encoding="utf-8")


def said_in(records: list[Any], kind: str) -> Any:
    return next(one for one in records if one["kind"] == kind)["versions"][0]["content"]


def of_two_versions(records: list[Any], kind: str) -> None:
    (one,) = (one for one in records if one["kind"] == kind)
    stamp = "0195787c-0000-7000-8000-000000000001"
    one["versions"].append({**one["versions"][0], "stamp": stamp})
    one["stamps"].append(stamp)


@pytest.mark.parametrize(
    ("line", "change"),
    [
        (6, lambda records: records.append(records[1])),
        (3, lambda records: said_in(records, "pain").update(at="1800-01-01T00:00:00Z")),
        (3, lambda records: said_in(records, "pain").update(at="2026-03-09T08:00:01Z")),
        (3, lambda records: said_in(records, "pain").update(width=-60_000)),
        (3, lambda records: said_in(records, "pain").update(origin="00")),
        (2, lambda records: said_in(records, "massage").update(same=records[0]["id"])),
        (4, lambda records: said_in(records, "note").update(signed_at=None)),
        (4, lambda records: of_two_versions(records, "note")),
        (5, lambda records: of_two_versions(records, "addendum")),
        (4, lambda records: records[2]["voids"].update({records[2]["stamps"][0]: "a slip"})),
    ],
)
def test_a_record_that_no_file_of_ours_holds_is_refused_with_its_line(
    patient: Terminal, therapist: Terminal, line: int, change: Callable[[list[Any]], object]
) -> None:
    patient("2")
    patient("massage log")
    patient("note new m1 -s stiff")
    patient("note sign n1")
    patient("note amend n1 --because later --text 'and sore'")
    file = make(patient)
    changed(file, change)
    sentence = therapist.refuses(f"share take {YES}", file)
    assert sentence == f"{file}: Line {line} cannot be true. Ask for the file again."


def test_another_patients_file_is_refused(known: tuple[Terminal, Terminal]) -> None:
    patient, therapist = known
    assert therapist.refuses("share take --into Ben --yes", make(patient)) == (
        "The file is about Anna, not about Ben. Take it --into Anna, or leave that out."
    )


def test_who_was_erased_does_not_come_back(known: tuple[Terminal, Terminal]) -> None:
    patient, therapist = known
    carol = person(patient.folder.parent / "third", "Carol")
    carol("patient add Anna")
    file = make(patient)
    take(carol, file, YES)
    back = make(carol, "--for patient")
    therapist("patient erase Anna --because 'she asked' --yes")
    therapist("patient add Anna")
    assert take(therapist, file, YES)["added"] == {"pain": 1}
    patient("patient add Zoe")
    patient("patient erase me --because 'she asked' --yes")
    assert patient.refuses("share take --into Zoe --yes", back).startswith(
        "The patient of this file was erased here."
    )


def test_phases_that_would_overlap_are_laid_aside_as_void(
    patient: Terminal, therapist: Terminal
) -> None:
    patient("phase start recovery --at 2026-02-01")
    therapist("--patient Anna phase start conservative --at 2026-01-15")
    found = therapist(f"share take {YES}", make(patient))
    assert found.sentence == "Anna f2 is kept as void: it would overlap f1."
    assert [one["phase"] for one in told(therapist, "--patient Anna phase list")] == [
        "conservative"
    ]
    assert take(patient, make(therapist, "--for patient"))["voided"] == {}


def test_phases_overlap_as_they_stand_in_the_end(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    patient("phase start conservative --at 2025-01-01")
    patient("phase end --at 2025-02-01")
    patient("phase start recovery --at 2025-03-01")
    take(therapist, make(patient))
    for line in (
        "edit f2 --at 2024-12-01 --until 2024-12-20",
        "edit f1 --at 2025-03-05 --until 2025-04-01",
        "edit f2 --at 2025-01-05 --until 2025-01-20",
    ):
        assert patient(line).code == 0
    assert take(therapist, make(patient))["overlapping"] == []
    assert len(told(therapist, "--patient Anna phase list")) == 2


def test_nobody_is_asked_where_nobody_is(patient: Terminal, therapist: Terminal) -> None:
    patient("2")
    asked = therapist("share take --into Anna", make(patient))
    assert asked.code == 2
    assert "Nobody can be asked here whether that is one person: --yes" in asked.sentence


@pytest.mark.files
def test_no_file_is_made_in_the_place_of_the_database(patient: Terminal) -> None:
    patient("2")
    refused = patient.refuses("share make --for doctor --force --out", patient.db)
    assert refused == f"The file {patient.db} is the database itself. Give another name."


def test_there_is_nothing_to_share_in_an_empty_file(patient: Terminal) -> None:
    refused = patient.refuses("share make --for doctor --out", str(patient.folder / "x"))
    assert refused == "There is nothing to share yet. Log pain: rehabtrack 0-10"


def test_the_whole_exchange_leaves_no_row_that_is_not_sealed(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    patient("edit p1 --value 4")
    therapist("edit Anna/p1 --value 6")
    exchange(patient, therapist)
    for who in known:
        with engines.tool(who.db) as file:
            assert file.execute("SELECT count(*) FROM arrival").fetchone()[0]
        assert who("db check").code == 0


def test_who_made_a_version_elsewhere_is_shown(known: tuple[Terminal, Terminal]) -> None:
    patient, therapist = known
    patient.at("2026-03-10T09:00", "edit p1 --value 4")
    therapist.now = "2026-03-11T09:00"
    take(therapist, make(patient))
    assert therapist("show Anna/p1").out.splitlines()[-2:] == [
        "Anna       recorded Mon 9 Mar 09:00 by Anna, taken in by u2",
        "Anna       version 2 Tue 10 Mar 09:00 by Anna, taken in by u3",
    ]


def test_a_file_taken_for_the_wrong_person_can_be_taken_back_though_a_note_of_it_stays(
    patient: Terminal, therapist: Terminal
) -> None:
    patient("massage log --at 08:00")
    patient("note new m1 -s stiff")
    patient("note sign n1")
    file = make(patient)
    take(therapist, file, "--into Ben --yes")
    assert therapist("--patient Ben undo").err == "Ben  What was signed stays: n1.\n"
    assert told(therapist, "--patient Ben log --kind massage") == []
    assert [one["id"] for one in told(therapist, "--patient Ben note list")] == ["n1"]
    assert take(therapist, file, YES)["added"] == {"massage": 1, "note": 1}
    assert therapist("db check").out.splitlines()[-1] == engines.sound()


def test_who_she_is_is_kept_though_a_first_file_brings_nothing_new(
    patient: Terminal, therapist: Terminal
) -> None:
    patient("2")
    patient("void p1 --because 'a slip'")
    file = make(patient)
    assert take(therapist, file, YES)["change"] == "u2"
    assert take(therapist, file)["change"] is None


@pytest.mark.parametrize(
    "altered",
    [('"signed_as":null', '"signed_as":"king"'), ('"zone":"Europe/Berlin"', '"zone":"\\u001b[2J"')],
)
def test_a_role_that_is_none_and_a_zone_that_is_no_text_are_refused(
    patient: Terminal, therapist: Terminal, altered: tuple[str, str]
) -> None:
    patient("massage log --at 08:00")
    patient("note new m1 -s stiff")
    patient("note sign n1")
    file = make(patient)
    forged(file, altered)
    assert "cannot be true." in therapist.refuses(f"share take {YES}", file)


def test_what_is_no_file_is_refused(therapist: Terminal) -> None:
    for path in (therapist.folder, therapist.folder / "pipe"):
        if not path.exists():
            os.mkfifo(path)
        assert therapist.refuses("share take", str(path)).startswith(f"{path} is no file.")
    nowhere = str(therapist.folder / "nowhere")
    assert "cannot be read: No such file" in therapist.refuses("share take", nowhere)


# --- nothing is lost, and nothing settled by the way ---------------------------------------------


def versions(who: Terminal, id_: str) -> list[tuple[Any, Any, Any]]:
    """What is to be settled of a rating: each version's value and note, and who made it."""
    settled = json.loads(who(f"share settle {id_} --json").out)
    return [(one["value"], one["note"], one["by"]) for one in settled["versions"]]


def test_a_note_written_where_ones_own_was_kept_back_stands_beside_it(
    patient: Terminal, therapist: Terminal
) -> None:
    patient("2 --note 'a quarrel'")
    take(therapist, make(patient, "--for therapist --without notes"), YES)
    therapist.at("2026-03-10T09:00", "edit Anna/p1 --note 'came late'")
    assert take(patient, make(therapist, "--for patient"))["conflicts"] == ["p1"]
    both = [(2, "a quarrel", "Anna"), (2, "came late", "Eva")]
    assert versions(patient, "p1") == both
    assert take(therapist, make(patient))["conflicts"] == ["p1"]
    assert versions(therapist, "Anna/p1") == both
    patient.at("2026-03-11T09:00", "share settle p1 --keep 1")
    exchange(patient, therapist)
    assert [pains(who)[0][3] for who in (patient, therapist)] == ["a quarrel"] * 2
    assert [told(who, "share conflicts") for who in (patient, therapist)] == [[], []]


def test_a_newer_note_that_was_kept_back_is_not_replaced_by_the_older_one(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    patient.at("2026-03-10T09:00", "edit p1 --note first")
    take(therapist, make(patient))
    patient.at("2026-03-11T09:00", "edit p1 --note second")
    take(therapist, make(patient, "--for therapist --without notes"))
    therapist.at("2026-03-12T09:00", "edit Anna/p1 --value 4")
    take(patient, make(therapist, "--for patient"))
    assert versions(patient, "p1") == [(2, "second", "Anna"), (4, "first", "Eva")]


def test_a_note_corrected_after_the_other_corrected_the_value_is_no_conflict(
    patient: Terminal, therapist: Terminal
) -> None:
    patient("2 --note 'a quarrel'")
    take(therapist, make(patient, "--for therapist --without notes"), YES)
    therapist.at("2026-03-10T09:00", "edit Anna/p1 --value 3")
    take(patient, make(therapist, "--for patient"))
    take(therapist, make(patient))
    patient.at("2026-03-11T09:00", "edit p1 --note 'a quarrel, and rain'")
    assert take(therapist, make(patient))["conflicts"] == []
    assert pains(therapist)[0][2:] == pains(patient)[0][2:] == (3, "a quarrel, and rain")


def test_who_settles_without_knowing_a_note_does_not_take_it_away(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    patient.at("2026-03-10T09:00", "edit p1 --value 4 --note hers")
    therapist.at("2026-03-10T10:00", "edit Anna/p1 --value 6 --note mine")
    take(therapist, make(patient, "--for therapist --without notes"))
    assert versions(therapist, "Anna/p1") == [(4, None, "Anna"), (6, "mine", "Eva")]
    lines = [line.strip() for line in therapist("share settle Anna/p1").out.splitlines()]
    assert "Anna       something of this version is not here, such as its note" in lines
    assert "Anna       mine" in lines
    therapist.at("2026-03-11T09:00", "share settle Anna/p1 --keep 2")
    take(patient, make(therapist, "--for patient"))
    assert versions(patient, "p1") == [(4, "hers", "Anna"), (6, "mine", "Eva")]
    patient.at("2026-03-12T09:00", "share settle p1 --keep 2")
    exchange(patient, therapist)
    assert [pains(who)[0][2:] for who in known] == [(6, "mine")] * 2
    assert [told(who, "share conflicts") for who in known] == [[], []]


@pytest.mark.parametrize("back", ["unvoid p1 --because 'it was true'", "undo"])
def test_to_void_a_record_and_bring_it_back_settles_nothing(
    known: tuple[Terminal, Terminal], back: str
) -> None:
    patient, therapist = known
    patient.at("2026-03-10T09:00", "edit p1 --value 4")
    therapist.at("2026-03-10T10:00", "edit Anna/p1 --value 6")
    exchange(patient, therapist)
    patient.at("2026-03-11T09:00", "void p1 --because 'of another day'")
    patient.at("2026-03-11T10:00", back)
    exchange(patient, therapist)
    for who, id_ in ((patient, "p1"), (therapist, "Anna/p1")):
        assert [value for value, *_ in versions(who, id_)] == [4, 6]
        assert len(told(who, "share conflicts")) == 1
        assert "Two people's versions of it stand" in who(f"show {id_}").out


def test_three_records_of_one_massage_are_one_whoever_marked_which(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    patient.at("2026-03-09T09:01", "massage log --at 08:00 --by Eva")
    therapist.at("2026-03-09T09:02", "--patient Anna massage log --at 08:10")
    therapist.at("2026-03-09T09:03", "--patient Anna massage log --at 08:20")
    exchange(patient, therapist)
    patient("massage same m1 m2")
    therapist("--patient Anna massage same m1 m2")
    for _ in range(2):
        exchange(patient, therapist)
    for who, name in ((patient, ""), (therapist, "--patient Anna ")):
        assert "1 massage:" in who(f"{name}review").out
        assert told(who, f"{name}share conflicts") == []


def test_two_notes_written_while_both_kept_theirs_back_stand_side_by_side_in_the_end(
    known: tuple[Terminal, Terminal],
) -> None:
    patient, therapist = known
    patient("edit p1 --note 'a quarrel'")
    take(therapist, make(patient, "--for therapist --without notes"))
    therapist("edit Anna/p1 --note 'tense'")
    take(patient, make(therapist, "--for patient --without notes"))
    for _ in range(2):
        exchange(patient, therapist)
    for who, id_ in ((patient, "p1"), (therapist, "Anna/p1")):
        versions = who(f"share settle {id_}").out
        assert "a quarrel" in versions
        assert "tense" in versions
