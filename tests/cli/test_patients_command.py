"""Several patients in one file: names on every line, and nobody is made by a slip."""

import json
import os
import re

import pytest
from command_line import Terminal, said

NOBODY = 'There is no patient "{}" here.'
TAKEN = "Choose another name, or use that one: rehabtrack patient use NAME"
ADD = "See: rehabtrack patient list; add one: rehabtrack patient add NAME"


@pytest.fixture
def practice(rt: Terminal) -> Terminal:
    """A therapist's file with Anna Maria and Bob, who is in use."""
    rt("patient add 'Anna Maria' --site neck")
    rt("patient add Bob")
    rt("patient use Bob")
    return rt


# --- the first record, and reading ---------------------------------------------------------------


@pytest.mark.files
def test_the_patient_me_comes_to_be_with_the_first_record_of_an_empty_file(rt: Terminal) -> None:
    assert rt("patient list") == said(
        "There is no patient yet. The first record makes one: rehabtrack 0-10\n"
    )
    rt("2")
    assert rt("patient list") == said("me  usual site back\n")


def test_in_a_file_with_a_patient_nobody_else_comes_to_be(rt: Terminal) -> None:
    rt("patient add Anna")
    rt("2")
    assert rt("patient list").out == "Anna  usual site back\n"


def test_me_may_be_named_before_the_first_record_and_nobody_else(rt: Terminal) -> None:
    assert rt.refuses("--patient Anna 2") == f"{NOBODY.format('Anna')} {ADD}"
    assert rt("--patient me 2").code == 0


@pytest.mark.files
@pytest.mark.parametrize(
    "line",
    [
        "",
        "--json",
        "massage check",
        "log",
        "review",
        "periods",
        "rule show",
        "warnings",
        "warnings stats",
        "undo --list",
        "phase list",
        "measure list",
        "clearance list",
        "patient list",
        "patient show",
        "show p1",
        "me",
        "db path",
        "db check",
        "--help",
        "--version",
    ],
)
def test_reading_makes_no_file_and_no_folder(rt: Terminal, line: str) -> None:
    path = rt.folder / "new" / "folder" / "journal.db"
    rt(f"--db {path} {line}")
    assert os.listdir(rt.folder) == []


@pytest.mark.files
def test_the_file_and_its_folder_come_to_be_with_the_first_record(rt: Terminal) -> None:
    path = rt.folder / "new" / "folder" / "journal.db"
    rt(f"--db {path} 2")
    assert os.listdir(path.parent) == ["journal.db"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


# --- adding, listing, correcting -----------------------------------------------------------------


def test_a_patient_is_added_with_zone_site_and_diagnosis(rt: Terminal) -> None:
    assert rt(
        "patient add Anna --zone Europe/Madrid --site leg-left --diagnosis 'L4/L5, left'"
    ) == said(
        """
        Anna  usual site leg-left, zone Europe/Madrid, L4/L5, left
        Anna       rehabtrack undo u1
        """
    )


def test_patients_are_listed_archived_ones_too(practice: Terminal) -> None:
    assert practice("patient list") == said(
        """
        Anna Maria  usual site neck
        Bob  usual site back, in use
        """
    )
    practice("patient archive Bob")
    assert practice("patient list").out.endswith("Bob  usual site back, archived\n")


def test_patients_as_json(practice: Terminal) -> None:
    anna, bob = (json.loads(line) for line in practice("patient list --json").out.splitlines())
    uid = anna.pop("uid")
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", uid)
    assert anna == {
        "name": "Anna Maria",
        "zone": None,
        "site": "neck",
        "diagnosis": None,
        "archived": False,
        "in_use": False,
    }
    assert bob["in_use"] is True
    shown = json.loads(practice("patient show 'anna maria' --json").out)
    assert (shown["name"], shown["uid"], "in_use" in shown) == ("Anna Maria", uid, False)
    edited = json.loads(practice("patient edit --diagnosis x --json").out)
    assert (edited["name"], edited["diagnosis"], edited["change"]) == ("Bob", "x", "u2")
    added = json.loads(practice("patient add Eva --json").out)
    assert (added["name"], added["change"]) == ("Eva", "u1")
    archived = json.loads(practice("patient archive Eva --json").out)
    assert (archived["archived"], archived["change"]) == (True, "u2")


def test_a_patient_is_shown_and_corrected(practice: Terminal) -> None:
    assert practice("patient show") == said("Bob  usual site back\n")
    assert practice("patient show 'Anna Maria'") == said("Anna Maria  usual site neck\n")
    assert practice("patient edit --name Robert --zone Asia/Tokyo --site arm-left") == said(
        "Robert  usual site arm-left, zone Asia/Tokyo   rehabtrack undo Robert/u2\n"
    )
    assert practice("patient edit 'Anna Maria' --diagnosis L4/L5") == said(
        "Anna Maria  usual site neck, L4/L5   rehabtrack undo 'Anna Maria/u2'\n"
    )
    assert (
        practice("pain 2").out
        == ("Robert  p1  2/10 arm-left  Sat 14 Mar 17:12   rehabtrack undo Robert/u3\n")
        or practice.before[3] == "Europe/Berlin"
    )


def test_undo_gives_a_patient_the_name_before_again(practice: Terminal) -> None:
    practice("patient edit --name Robert")
    assert practice("undo") == said(
        """
        Bob  Undid u2 (patient edit).   rehabtrack --patient Bob redo
        Bob  patient  Bob, usual site back  (recorded Sat 14 Mar 09:12)
        """
    )
    assert practice("redo").out.startswith("Robert  Redid u2.   rehabtrack undo Robert/u2\n")


def test_an_archived_patient_is_reached_by_name_alone(practice: Terminal) -> None:
    practice("2")
    practice("patient archive Bob")
    assert practice("log") == said("Nothing is recorded there. Log pain: rehabtrack 0-10\n")
    assert practice("3").out.startswith("Anna Maria  p1  3/10 neck")
    assert practice("--patient Bob log").out == "Bob  p1  2/10 back  Sat 14 Mar 09:12\n"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "patient add bob",
            f"There is a patient of that name already: Bob. {TAKEN}",
        ),
        (
            "patient edit --name 'ANNA MARIA'",
            f"There is a patient of that name already: Anna Maria. {TAKEN}",
        ),
        ("patient edit --name Bob", "Bob is so already. See: rehabtrack patient show"),
        ("patient add p41", '"p41" would be taken for an id. Choose a longer name.'),
        (
            "patient add a/b",
            "A patient's name holds no /, which parts it from an id. Write the name without it.",
        ),
        ("patient add ' '", "The patient's name is empty. Write at least one character."),
        (
            "patient add Eva --zone Europe/Berln",
            '"Europe/Berln" is not a time zone. Did you mean Europe/Berlin?',
        ),
        ("patient add Eva --site nck", '"nck" is not a site. Did you mean neck?'),
        ("patient use Bbo", f"{NOBODY.format('Bbo')} Did you mean Bob?"),
        ("patient show Bbo", f"{NOBODY.format('Bbo')} Did you mean Bob?"),
        ("patient archive Bbo", f"{NOBODY.format('Bbo')} Did you mean Bob?"),
        ("patient edit Bbo --site neck", f"{NOBODY.format('Bbo')} Did you mean Bob?"),
        ("--patient anna 2", f"{NOBODY.format('anna')} Did you mean Anna Maria?"),
        ("show Cleopatra/p1", f"{NOBODY.format('Cleopatra')} {ADD}"),
        ("edit Cleopatra/p1 --value 2", f"{NOBODY.format('Cleopatra')} {ADD}"),
        ("undo Cleopatra/u1", f"{NOBODY.format('Cleopatra')} {ADD}"),
    ],
)
def test_an_unknown_name_or_one_that_cannot_be_is_refused(
    practice: Terminal, line: str, sentence: str
) -> None:
    assert practice.refuses(line) == sentence


def test_an_empty_name_is_refused_and_never_means_the_patient_in_use(practice: Terminal) -> None:
    assert practice.refuses("--patient", "", "2") == f"{NOBODY.format('')} {ADD}"


def test_nothing_to_correct_is_wrong_usage(practice: Terminal) -> None:
    assert practice.misuses("patient edit") == (
        "Say what to correct: --name, --zone, --site or --diagnosis. "
        "See: rehabtrack patient edit --help"
    )


@pytest.mark.files
def test_a_patient_that_is_not_there_yet_is_not_shown(rt: Terminal) -> None:
    assert rt.refuses("patient show") == (
        "There is no patient yet. The first record makes one: rehabtrack 0-10"
    )


# --- who is meant --------------------------------------------------------------------------------


def test_where_several_patients_are_and_none_is_in_use_one_must_be_named(rt: Terminal) -> None:
    rt("patient add Anna")
    rt("patient add Bob")
    for line in ("2", "", "massage check", "undo", "rule show"):
        assert rt.refuses(line) == (
            "There are 2 patients here, and none is in use. "
            "Say whose: rehabtrack --patient NAME .., or rehabtrack patient use NAME"
        )


def test_a_name_is_taken_however_it_is_written(practice: Terminal) -> None:
    assert practice("--patient 'ANNA MARIA' 2").out.startswith("Anna Maria  p1  2/10 neck")
    practice("patient add Zoe\u0301")
    assert practice("--patient ZO\u00c9 2").out.startswith("Zo\u00e9  p1  2/10 back")


def test_the_environment_names_the_patient_too(practice: Terminal) -> None:
    practice.env["REHABTRACK_PATIENT"] = "anna maria"
    assert practice("2").out.startswith("Anna Maria  p1  ")
    assert practice("--patient Bob 2").out.startswith("Bob  p1  ")


def test_ids_are_taken_with_the_name_and_numbered_per_patient(practice: Terminal) -> None:
    practice("2")
    practice("--patient 'Anna Maria' 7")
    assert practice("show p1").out.startswith("Bob  p1  2/10 back")
    assert practice("show 'anna maria/p1'").out.startswith("Anna Maria  p1  7/10 neck")
    assert practice("edit 'Anna Maria/p1' --value 3").out == (
        "Anna Maria  p1  3/10 neck  Sat 14 Mar 09:12   rehabtrack undo 'Anna Maria/u3'\n"
    )
    assert practice("undo 'Anna Maria/p1'").out.startswith("Anna Maria  Undid u3 (edit).")
    assert practice("show p1").out.startswith("Bob  p1  2/10 back")


def test_listings_cover_every_patient_where_none_is_meant(rt: Terminal) -> None:
    rt("patient add Anna")
    rt("patient add Bob")
    for name in ("Anna", "Bob"):
        rt(f"--patient {name} pain 7 --at 08:00")
        rt(f"--patient {name} massage log --at 08:30")
        rt(f"--patient {name} phase start surgery")
    for line in ("log", "review", "periods", "warnings", "warnings stats", "phase list"):
        leads = {printed.split()[0] for printed in rt(line).out.splitlines()}
        assert {"Anna", "Bob"} <= leads
    assert "Anna" not in rt("--patient Bob log").out


# --- names on every line -------------------------------------------------------------------------

#: Lines about the whole file or about nobody.
OF_NOBODY = ("Answer one:", "  doctor-cleared", "  light-technique", "No ", "Nothing")


def test_every_printed_line_begins_with_the_name(practice: Terminal) -> None:
    practice.before += ["--patient", "Anna Maria"]
    story = [
        "pain 7 --at 06:00 --note",
        "massage log --at 06:30 --minutes 30 --before 8 --after 2",
        "warnings answer w1 pain-eased",
        "massage log --at 07:30",
        f"clearance add --by Ott --specialty other --refuse --from 07:40 --limits '{'never ' * 9}'",
        "massage log",
        "phase start surgery --at 2026-03-01",
        "phase start recovery",
        "measure add drug Ibuprofen",
        "edit p1 --value 5",
        "void p1 --because slip",
        "undo",
        "redo",
        "undo --list",
        "rule set --hours 48 --because careful",
        "",
        "massage check",
        "massage check --at 2026-03-15",
        "log --voided",
        "show m1",
        "warnings --all",
        "warnings show w2",
        "warnings stats",
        "review",
        "periods",
        "rule show",
        "phase list",
        "measure list",
        "clearance list",
        "patient show",
    ]
    for line in story:
        printed = practice(line, "a long note " * 12) if line.endswith("note") else practice(line)
        assert printed.code in (0, 5), printed
        for told in (printed.out + printed.err).splitlines():
            assert told.startswith(("Anna Maria  ", *OF_NOBODY)) or not told, (line, told)


def test_every_json_object_names_the_patient(practice: Terminal) -> None:
    practice("pain 7 --at 06:00")
    practice("massage log --at 08:00")
    practice("phase start recovery")
    practice("measure add drug Ibuprofen")
    practice("clearance add --by Ott --specialty other")
    for line in (
        "pain 2",
        "massage log",
        "warnings answer w2 pain-eased",
        "periods",
        "massage check",
        "massage skip --because pain-eased",
        "",
        "log",
        "show p1",
        "edit p1 --value 6",
        "void p1 --because slip",
        "undo",
        "redo",
        "undo --list",
        "review",
        "warnings --all",
        "warnings show w1",
        "warnings stats",
        "phase list",
        "measure list",
        "clearance list",
        "rule show",
        "rule set --hours 20 --because x",
    ):
        printed = practice(f"{line} --json").out.splitlines()
        assert printed, line
        assert {json.loads(one)["patient"] for one in printed} == {"Bob"}, line


def test_commands_to_type_back_hold_the_name_as_a_shell_takes_it(practice: Terminal) -> None:
    practice('patient add "O\'Neill"')
    assert practice('--patient "O\'Neill" 7') == said(
        """
        O'Neill  p1  7/10 back  Sat 14 Mar 09:12   rehabtrack undo 'O'"'"'Neill/u2'
        O'Neill       a slip? rehabtrack edit 'O'"'"'Neill/p1' --value N
        """
    )
    assert practice("undo 'O'\"'\"'Neill/u2'").out.startswith("O'Neill  Undid u2 (log).")


def test_a_long_name_leaves_room_for_what_is_said(practice: Terminal) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff-" * 5
    practice.long_lines = True  # the commands to type back hold the whole name
    practice(f"patient add {name}")
    lead = name[:36] + "…  "
    lines = practice(f"--patient {name} 2").out.splitlines()
    assert lines[0] == f"{lead}p1  2/10 back  Sat 14 Mar 09:12"
    assert all(line.startswith(lead) for line in lines)


# --- who writes ----------------------------------------------------------------------------------


@pytest.mark.files  # in a clinic it is who logged in
def test_who_writes_is_as_else_me_else_the_systems_user(rt: Terminal) -> None:
    assert rt("me") == said("anna writes.\n")
    rt("2")
    assert rt("me Carla") == said("Carla writes from now on.\n")
    assert rt("me") == said("Carla writes.\n")
    rt("3")
    rt("--as Dora 4")
    rt.env["REHABTRACK_AS"] = "Eva"
    rt("5")
    authors = [json.loads(line)["author"] for line in rt("log --json").out.splitlines()]
    assert authors == ["anna", "Carla", "Dora", "Eva"]


@pytest.mark.files
def test_an_author_without_a_name_is_refused(rt: Terminal) -> None:
    empty = "The author's name is empty. Write at least one character."
    assert rt.refuses("--as", "", "2") == empty
    assert rt.refuses("me", " ") == empty
