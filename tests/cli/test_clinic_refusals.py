"""What is refused in a clinic: each sentence once, as those see it who get it."""

import json
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from command_line import Terminal
from logins import Clinic, Desk
from server import Server
from test_completion import offered

pytestmark = pytest.mark.server

LOGGED_IN = "On a server whoever logged in writes."
NOT_ADMITTING = (
    "Only an administrator of the clinic admits somebody. She does it by: rehabtrack role LOGIN .."
)
NOT_CHANGING = (
    "Only an administrator of the clinic changes a login. She does it by: rehabtrack role LOGIN .."
)
NO_LOGIN = (
    "There is no such login in this clinic. An administrator admits it: rehabtrack role LOGIN .."
)
NO_NAME = (
    "That is no name of a login. "
    "It has small letters a to z, digits, dots, dashes and begins with a letter."
)
#: Whatever names a patient, or a record of hers.
NAMING = (
    *("--patient {} log", "--patient {}", "--patient {} 7", "--patient {} massage check"),
    *("--patient {} undo", "--patient {} redo", "--patient {} share make --out s --for therapist"),
    *("--patient {} care list", "--patient {} care grant eva.m", "--patient {} care revoke eva.m"),
    *("patient show {}", "patient use {}", "patient archive {}", "patient edit {} --name Zoe"),
    *("patient erase {} --because leaving --yes", "patient invite {} --login zoe.k"),
    *("show {}/p1", "edit {}/p1 --value 3", "void {}/p1 --because slip", "undo {}/u1"),
    *("note sign {}/n1", "warnings answer {}/w1 pain-eased", "--patient {} export fhir --to f"),
    *("--patient {} report --out r.html", "--patient {} chart", "--patient {} phase end"),
)
_numbers = count(1)


@pytest.fixture(scope="module")
def made(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A clinic in which Eva, a therapist, has written of Anna; Otto, a doctor, sees nobody."""
    server.new_database("refusing")
    clinic = Clinic(server, tmp_path_factory.mktemp("refusing"), "refusing")
    with clinic.left_alone():
        clinic.keep(clinic.desk()("db init --clinic --login vera.a"))
        for person in ("eva.m massage-therapist", "otto.b doctor"):
            clinic.keep(clinic.desk("vera.a")(f"role {person}"))
        eva = clinic.desk("eva.m")
        for line in ("patient add Anna", "pain 7 --at 08:00", "massage log", "note new m1 -s sore"):
            assert eva(line).code == 0
        yield clinic


@pytest.fixture
def clinic(made: Clinic, tmp_path: Path) -> Iterator[Clinic]:
    """The same, to be changed by one test."""
    name = f"refusing{next(_numbers)}"
    made.server.new_database(name, like=made.name)
    shutil.copy(made.passwords, tmp_path)
    copied = Clinic(made.server, tmp_path, name)
    with copied.left_alone():
        yield copied


@pytest.fixture
def eva(made: Clinic) -> Desk:
    """The therapist's terminal, at which nothing is stored."""
    return made.desk("eva.m")


@pytest.fixture
def anna(clinic: Clinic) -> Desk:
    """The patient's terminal, once she was invited."""
    clinic.keep(clinic.desk("eva.m")("patient invite Anna --login anna.k"))
    return clinic.desk("anna.k")


# --- a file ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        *("care grant eva.m", "care revoke eva.m", "care list"),
        *("patient invite me --login anna.k", "role anna.k --new-password", "role --new-password"),
    ],
)
def test_a_file_has_no_logins_to_grant_anything_to(rt: Terminal, line: str) -> None:
    rt("6")
    assert rt.refuses(line) == (
        "A file has no logins: whoever opens it sees all of it. "
        "People log in to a clinic, which is on a server: rehabtrack db init --help"
    )


@pytest.mark.parametrize("line", ["db init", "db init --clinic", "db init --clinic --login vera"])
def test_a_file_is_not_made_before_its_first_record(rt: Terminal, line: str) -> None:
    assert rt.refuses(line) == (
        "A file needs no making: it comes to be with its first record. "
        "A clinic is made on a server: "
        "rehabtrack --db postgresql://.. db init --clinic --login LOGIN"
    )
    assert not Path(rt.db).exists()


def test_nothing_is_completed_where_nobody_logs_in(rt: Terminal) -> None:
    rt("6")
    assert offered(rt, "care revoke ") == []


# --- making a clinic ------------------------------------------------------------------------------


def test_a_clinic_is_asked_for_by_name(clinic: Clinic) -> None:
    clinic.server.new_database("plain")
    plain = Clinic(clinic.server, clinic.folder, "plain").desk()
    assert plain("db init").sentence == (
        "Error: On a server there are clinics alone. "
        "Say so: rehabtrack db init --clinic --login LOGIN"
    )
    assert "There is no clinic of rehabtrack in" in plain("6").sentence


def test_a_clinic_is_made_once(made: Clinic) -> None:
    superuser = made.desk()
    assert superuser.refuses("db init --clinic --login vera.b") == (
        f"The database {superuser.db} is not empty. "
        "It was left as it is. Make a clinic in a new one: createdb NAME"
    )


def test_who_may_not_make_roles_makes_no_clinic(clinic: Clinic) -> None:
    clinic.server.new_database("hers")
    eva = Clinic(clinic.server, clinic.folder, "hers").desk("eva.m")
    assert eva("db init --clinic --login vera.b").sentence == (
        f"Error: This login may not make a clinic in {eva.db}. "
        "It takes a superuser's, or one that owns the database and may grant its roles."
    )


def test_who_makes_a_clinic_is_nobody_there_and_names_its_administrator(clinic: Clinic) -> None:
    clinic.server.new_database("unnamed")
    superuser = Clinic(clinic.server, clinic.folder, "unnamed").desk()
    assert superuser("db init --clinic").sentence == (
        "Error: Whoever makes a clinic is nobody there: its administrator is another login. "
        "Name it: rehabtrack db init --clinic --login LOGIN"
    )
    assert "There is no clinic" in superuser("log").sentence


def test_the_administrators_password_is_shown_to_a_maker_who_is_no_superuser(
    clinic: Clinic,
) -> None:
    clinic.server.new_database("founded")
    founder = Clinic(clinic.server, clinic.folder, "founded").desk("founder")
    superuser = clinic.server.superuser()
    superuser.execute("CREATE ROLE founder LOGIN CREATEROLE PASSWORD 'of founder'")
    superuser.execute("ALTER DATABASE founded OWNER TO founder")
    clinic.server.let_change_clinics("founder")
    founder.env["PGPASSWORD"] = "of founder"
    try:
        clinic.keep(founder("db init --clinic --login vera.b"))
        assert "vera.b  administrator" in founder.clinic.desk("vera.b")("role").out
        assert "The login founder has no rights in" in founder.refuses("log")
    finally:
        clinic.server.leave("founded")
        superuser.execute("DROP DATABASE founded")
        superuser.execute("DROP OWNED BY founder")
        superuser.execute("DROP ROLE founder")


# --- logging in -----------------------------------------------------------------------------------


def test_a_wrong_password_and_none_are_told_apart_and_never_shown(eva: Desk) -> None:
    eva.env |= {"PGPASSFILE": str(eva.folder / "none")}
    assert eva.refuses("6") == (
        f"The server {eva.db} asks for a password, and none is kept. "
        "Keep it in ~/.pgpass, or give it by PGPASSWORD."
    )
    eva.env |= {"PGPASSWORD": "open-sesame"}
    refused = eva.refuses("6")
    assert refused.startswith(
        f"The server {eva.db} does not take that password of the login eva.m."
    )
    assert "sesame" not in refused


def test_a_login_that_nobody_admitted_has_no_rights(made: Clinic) -> None:
    made.server.superuser().execute("CREATE ROLE stranger LOGIN PASSWORD 'open-sesame'")
    stranger = made.desk("stranger")
    stranger.env |= {"PGPASSWORD": "open-sesame"}
    try:
        assert stranger("6").sentence == (
            f"Error: The login stranger has no rights in {stranger.db}. "
            "Ask an administrator of the clinic: rehabtrack role LOGIN .."
        )
    finally:
        made.server.superuser().execute("DROP ROLE stranger")


def test_who_logged_in_writes_and_nobody_else(eva: Desk) -> None:
    assert eva.refuses("--as otto.b 6") == f"{LOGGED_IN} Leave --as out."
    assert eva.refuses("me otto.b") == (
        f"{LOGGED_IN} Leave NAME out, or log in as another: --db postgresql://LOGIN@.."
    )
    eva.env |= {"REHABTRACK_AS": "otto.b"}
    assert eva.refuses("6") == f"{LOGGED_IN} Leave --as out."


# --- who is admitted ------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["massage-therapist", "doctor", "administrator"])
def test_only_an_administrator_admits_others_than_patients(eva: Desk, role: str) -> None:
    assert eva.refuses(f"role zoe.k {role}") == NOT_ADMITTING


@pytest.mark.parametrize(
    "line", ["role eva.m administrator", "role otto.b --new-password", "role zoe.k --new-password"]
)
def test_only_an_administrator_changes_a_login_be_it_ones_own(eva: Desk, line: str) -> None:
    assert eva.refuses(line) == NOT_CHANGING


@pytest.mark.parametrize("login", ["Zoe", "zoë", "'zoe k'", "9zoe", "pg_zoe", "public", "z" * 64])
def test_a_login_has_a_plain_name(made: Clinic, eva: Desk, login: str) -> None:
    assert made.desk("vera.a").refuses(f"role {login} doctor") == NO_NAME
    assert eva.refuses(f"patient invite Anna --login {login}") == NO_NAME


@pytest.mark.parametrize("login", ["otto.b", "rt_super", "rehabtrack_owner"])
def test_a_patient_is_not_given_a_login_that_is_there(eva: Desk, login: str) -> None:
    assert eva.refuses(f"patient invite Anna --login {login}") == (
        "The server has a login of that name already. Choose another."
    )


def test_an_administrator_gives_known_roles_to_known_logins(made: Clinic) -> None:
    vera = made.desk("vera.a")
    assert vera.refuses("role zoe.k nurse") == (
        '"nurse" is not a role. Use patient, massage-therapist, doctor or administrator.'
    )
    assert vera.refuses("role zoe.k --new-password") == NO_LOGIN
    assert vera.refuses("role vera.a doctor") == (
        "Nobody else could admit people any more. "
        "Make somebody else one first: rehabtrack role LOGIN administrator"
    )


def test_a_patient_admits_nobody(anna: Desk) -> None:
    assert anna.refuses("patient invite Anna --login zoe.k") == NOT_ADMITTING
    assert anna.refuses("role zoe.k patient") == NOT_ADMITTING


def test_a_new_password_takes_the_place_of_one_that_was_forgotten(
    clinic: Clinic, anna: Desk
) -> None:
    forgotten = clinic.passwords.read_text()
    told = clinic.keep(clinic.desk("vera.a")("role anna.k --new-password"))
    assert told.out.startswith("anna.k has a new password, and the one before opens nothing.\n")
    assert anna("me").out == "anna.k writes.\n"
    clinic.passwords.write_text(forgotten)
    assert "does not take that password" in anna.refuses("me")


def test_a_password_is_told_to_the_terminal_alone(clinic: Clinic) -> None:
    superuser = clinic.server.superuser(clinic.name)
    for setting in ("log_statement = 'all'", "log_error_verbosity = 'default'"):
        superuser.execute(f'ALTER DATABASE "{clinic.name}" SET {setting}')
    told = clinic.desk("vera.a")("role zoe.k patient")
    password = told.out.splitlines()[2]
    assert told.out.count(password) == 2
    assert "SCRAM-SHA-256$" in clinic.server.log
    assert password not in told.err + clinic.server.log + "".join(clinic.rows())


# --- who sees whom --------------------------------------------------------------------------------


@pytest.mark.parametrize("line", NAMING)
def test_somebody_elses_patient_is_refused_like_one_who_does_not_exist(
    made: Clinic, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(made.folder)
    otto = made.desk("otto.b")
    refused = otto.refuses(line.format("Anna"))
    assert refused.replace("Anna", "Cleo") == otto.refuses(line.format("Cleo"))
    if "redo" not in line:
        assert refused.startswith('There is no patient "Anna" here.')


@pytest.mark.parametrize(
    "line", ["", "log", "patients", "patient list", "warnings list --all", "review", "db check"]
)
def test_what_names_nobody_tells_of_nobody_elses_patients(made: Clinic, line: str) -> None:
    shown = made.desk("otto.b")(line)
    assert "Anna" not in shown.out + shown.err
    assert "eva.m" not in shown.out + shown.err


@pytest.mark.parametrize(
    "line", ["6", "--patient me 6", "massage log", "import f --kind pain --site back"]
)
def test_who_treats_others_is_not_made_a_patient_by_a_record_of_nobody(
    made: Clinic, line: str, tmp_path: Path
) -> None:
    (tmp_path / "f").write_text("at,value\n2026-03-01T08:00Z,3\n", encoding="utf-8")
    otto = made.desk("otto.b")
    assert otto.refuses(line.replace(" f ", f" {tmp_path / 'f'} ")) == (
        "otto.b is a doctor here, and has no patient in care yet. Add one: rehabtrack patient add "
        "NAME; a login of her own: rehabtrack patient invite NAME --login LOGIN"
    )


@pytest.mark.parametrize("login", ["otto.b", "vera.a"])
def test_who_has_nobody_in_care_is_told_so_and_who_can_change_it(made: Clinic, login: str) -> None:
    desk = made.desk(login)
    said = (
        f"There is no patient yet in the care of {login}. Add one: rehabtrack patient add NAME; "
        f"who has one in care lets you see her: rehabtrack care grant {login}"
    )
    for looking in ("patients", "patient list"):
        assert " ".join(desk(looking).out.split()) == said
    assert desk.refuses("patient show") == said


def test_a_patient_without_a_journal_begins_her_own(clinic: Clinic) -> None:
    clinic.keep(clinic.desk("vera.a")("role zoe.k patient"))
    zoe = clinic.desk("zoe.k")
    assert zoe("patients").out == (
        "There is no patient yet. The first record makes one: rehabtrack 0-10\n"
    )
    assert zoe("6").code == 0
    assert zoe("patient list").out == "me  usual site back\n"


def test_a_name_that_somebody_elses_patient_has_can_be_given_again(clinic: Clinic) -> None:
    eva, otto = clinic.desk("eva.m"), clinic.desk("otto.b")
    assert otto("patient add Anna").out == "Anna  usual site back   rehabtrack undo u1\n"
    assert otto("3").code == 0
    assert otto("log").out == "p1  3/10 back  Sat 14 Mar 09:12\n"
    assert eva("patient list").out == "Anna  usual site back\n"
    assert otto.refuses("patient add anna").startswith("There is a patient of that name already")


def test_what_was_revoked_is_seen_no_more(clinic: Clinic) -> None:
    eva, otto = clinic.desk("eva.m"), clinic.desk("otto.b")
    eva("care grant otto.b")
    assert otto("show p1").code == 0
    assert eva("care revoke otto.b").out == "otto.b does not see the journal of Anna any more.\n"
    assert otto.refuses("show Anna/p1").startswith('There is no patient "Anna" here.')
    assert eva.refuses("care revoke otto.b") == (
        "otto.b does not see the journal of Anna. See: rehabtrack care list"
    )


def test_care_is_granted_once_and_to_a_login_of_the_clinic(eva: Desk) -> None:
    assert eva.refuses("care grant zoe.k") == NO_LOGIN
    assert eva.refuses("care grant eva.m") == (
        "eva.m sees the journal of Anna already. See: rehabtrack care list"
    )


def test_a_journal_is_not_left_without_anybody_who_sees_it(eva: Desk) -> None:
    assert eva.refuses("care revoke eva.m") == (
        "Nobody else would see this journal any more. "
        "Grant it to somebody first: rehabtrack care grant LOGIN"
    )


def test_whom_others_let_in_does_not_shut_the_patient_out(clinic: Clinic, anna: Desk) -> None:
    anna("care grant otto.b")
    assert clinic.desk("otto.b").refuses("care revoke anna.k") == (
        "A patient sees her journal for as long as she likes. "
        "Only she herself, or who granted it, can end that."
    )


def test_carers_are_told_as_json_and_who_is_one_now_is_completed(
    clinic: Clinic, anna: Desk
) -> None:
    eva = clinic.desk("eva.m")
    eva("care grant otto.b")
    eva("care revoke otto.b")
    told = [json.loads(line) for line in eva("care list --json").out.splitlines()]
    assert [(one["login"], one["role"], one["revoked_by"]) for one in told] == [
        ("eva.m", "massage-therapist", None),
        ("anna.k", "patient", None),
        ("otto.b", "doctor", "eva.m"),
    ]
    kept = {"PGPASSFILE": str(clinic.passwords)}
    assert offered(eva, "care revoke ", **kept) == ["eva.m", "anna.k"]
    assert offered(eva, "care revoke a", **kept) == ["anna.k"]
    assert offered(eva, "patient invite ", **kept) == ["Anna"]


# --- what a role may not --------------------------------------------------------------------------


def test_a_therapist_clears_nobody(eva: Desk) -> None:
    assert eva.refuses("clearance add --by eva.m --specialty other") == (
        "eva.m is a massage-therapist here, and only a doctor gives a clearance. "
        "Name the doctor with --by, or see: rehabtrack role"
    )


def test_a_note_is_changed_by_whoever_wrote_it(clinic: Clinic, anna: Desk) -> None:
    by_eva = "n1 was written by eva.m, and nobody else changes or signs it."
    assert anna.refuses("note sign n1") == (
        f"anna.k is a patient here. {by_eva} Read it: rehabtrack note show n1"
    )
    anna("care grant otto.b")
    assert clinic.desk("otto.b").refuses("note edit n1 -s worse") == (
        f"{by_eva} If you are eva.m, log in so."
    )


def test_a_patient_does_not_erase_what_is_the_clinics_too(anna: Desk) -> None:
    assert anna.refuses("patient erase Anna --because leaving --yes") == (
        "A patient does not erase a journal of the clinic herself. Ask who treats her."
    )


# --- two of one name ------------------------------------------------------------------------------


@pytest.mark.parametrize("named", ["Anna", "anna"])
def test_of_two_patients_with_one_name_none_is_meant_until_it_is_said_which(
    clinic: Clinic, named: str
) -> None:
    otto, eva = clinic.desk("otto.b"), clinic.desk("eva.m")
    assert otto("patient add Anna").code == 0
    assert otto("care grant eva.m").code == 0
    for line in ("6", "massage log", "log"):
        assert eva.refuses(f"--patient {named} {line}") == (
            f'Several patients here are called "{named}". '
            "Say whom you mean by her uid: rehabtrack patient list --json"
        )
    listed = [json.loads(line) for line in eva("patient list --json").out.splitlines()]
    assert [each["name"] for each in listed] == ["Anna", "Anna"]
    assert "7/10 back" in eva(f"--patient {listed[0]['uid']} log").out
    assert "7/10 back" not in eva(f"--patient {listed[1]['uid']} log").out


@pytest.mark.parametrize("column", ["", ",Anna"])
def test_nothing_is_imported_into_the_journal_of_another_of_that_name(
    clinic: Clinic, tmp_path: Path, column: str
) -> None:
    otto, eva, file = clinic.desk("otto.b"), clinic.desk("eva.m"), tmp_path / "f.csv"
    file.write_text(f"at,value{column and ',patient'}\n2026-03-01T08:00Z,3{column}\n", "utf-8")
    assert otto("patient add Anna").code == otto("care grant eva.m").code == 0
    first, _ = [json.loads(line)["uid"] for line in eva("patient list --json").out.splitlines()]
    by_uid = "" if column else f"--patient {first} "
    importing = f"import {file} --kind pain --site back"
    assert eva.refuses(f"{by_uid}{importing}") == (
        'Several patients here are called "Anna", and a file says no more. '
        "Call one of them otherwise: rehabtrack --patient UID patient edit --name NAME; "
        "her uid: rehabtrack patient list --json"
    )
    assert eva(f"--patient {first} patient edit --name Annabel").code == 0
    assert "1 added" in eva(f"--patient {first} {importing}").out
    assert "3/10 back" in eva(f"--patient {'Anna' if column else 'Annabel'} log").out


def test_who_keeps_the_name_that_another_has_is_corrected_all_the_same(clinic: Clinic) -> None:
    otto, eva = clinic.desk("otto.b"), clinic.desk("eva.m")
    assert otto("patient add Anna").code == otto("care grant eva.m").code == 0
    first, _ = [json.loads(line)["uid"] for line in eva("patient list --json").out.splitlines()]
    for line in ("patient edit --site neck", "undo", "patient edit --name Annabel"):
        assert eva(f"--patient {first} {line}").code == 0
    taken = "There is a patient of that name already: Anna."
    assert eva.refuses("--patient Annabel patient edit --name anna").startswith(taken)
    assert eva.refuses("--patient Annabel undo").startswith(taken)
