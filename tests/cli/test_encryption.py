"""`db encrypt`, `db decrypt`, `db rekey`: the key is kept, given back, and never shown."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from command_line import Said, Terminal, program
from encrypted_terminal import RING, EncryptedTerminal, Typing
from test_starting import EVERYDAY, JSON, everything_loaded, ours

from rehabtrack.storage import keys, recovery
from rehabtrack.storage.key_note import read as read_note
from rehabtrack.storage.sqlite_file import connect

pytestmark = pytest.mark.files

MAGIC = b"SQLite format 3\0"
MARKER = "between-her-and-her-diary"
PASSPHRASE = "korrekt batterie pferd heftklammer"
RECOVERY_KEY = re.compile(r"(?:[A-Z2-7]{4} ){6}[A-Z2-7]{4}")
PLAIN_TOLD = (
    "The plain file was removed, but until the disk writes over its place it may be recovered "
    "from there, and backups of it that lie elsewhere stay plain."
)
NOT_PRINTED = "No recovery key was printed, for this is no terminal: rehabtrack db rekey"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No key is kept in the home of whoever tests, or remembered from another command."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "share"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    (tmp_path / "home").mkdir()
    keys.find.cache_clear()
    yield
    keys.find.cache_clear()


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """What a process of its own is told."""
    return RING | {
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "tmp"),
        "TZ": "UTC",
        "PYTHONIOENCODING": "utf-8",
    }


@pytest.fixture
def locked(tmp_path: Path) -> EncryptedTerminal:
    """A file of two records, encrypted with a key in a file."""
    rt = EncryptedTerminal(tmp_path)
    rt(f"pain 6 --note {MARKER}")
    rt("2")
    return rt


def again(rt: Terminal, line: str) -> Said:
    """A command by a program that knows nothing yet of the key."""
    keys.find.cache_clear()
    return rt(line)


def key_file(rt: Terminal) -> Path:
    return Path(read_note(rt.db)[0].place)


def is_plain(rt: Terminal) -> bool:
    return Path(rt.db).read_bytes().startswith(MAGIC)


# --- the commands --------------------------------------------------------------------------------


def test_encrypting_with_a_key_file_says_where_it_is_and_what_stays_plain(rt: Terminal) -> None:
    rt("6")
    shutil.copy(rt.db, f"{rt.db}.before-1-to-2.db")
    before = rt.rows()
    encrypted = rt(f"db encrypt --key-file {rt.folder}/stick/key --yes")
    assert (encrypted.code, " ".join(encrypted.out.split())) == (
        0,
        f"Encrypted with a new key. The key is in the file {rt.folder}/stick/key",
    )
    assert encrypted.sentence == (
        f"{NOT_PRINTED} {PLAIN_TOLD} Still not encrypted are these copies beside it; "
        f"remove what you do not need: {rt.db}.before-1-to-2.db"
    )
    assert not is_plain(rt)
    assert again(rt, "log").out == "p1  6/10 back  Sat 14 Mar 09:12\n"
    decrypted = again(rt, "db decrypt --yes")
    assert (decrypted.code, decrypted.err) == (0, "")
    assert decrypted.out.startswith("Decrypted: whoever can read the file can read the records.\n")
    assert is_plain(rt)
    assert rt.rows() == before
    assert not os.path.exists(f"{rt.db}.key.json")


def test_a_key_file_beside_the_database_is_made_and_told_of(rt: Terminal) -> None:
    rt("6")
    told = rt(f"db encrypt --key-file {rt.folder}/key --yes")
    assert "The key file lies beside the database: whoever copies that folder has both." in (
        told.sentence
    )
    assert again(rt, "log").code == 0


def test_rekey_gives_a_new_key_and_keeps_the_old_one(locked: EncryptedTerminal) -> None:
    old, copy = key_file(locked), Path(f"{locked.db}.copy")
    shutil.copy(locked.db, copy)
    shutil.copy(f"{locked.db}.key.json", f"{copy}.key.json")
    changed = again(locked, "db rekey --yes")
    assert changed.code == 0
    assert key_file(locked) != old
    assert f"The key is in the file {key_file(locked)}" in " ".join(changed.out.split())
    assert f"{old} Copies made earlier still need it." in " ".join(changed.out.split())
    assert again(locked, "log").out.count("\n") == 3
    assert again(locked, f"--db {copy} log").out.count("\n") == 3


def test_what_is_so_already_is_refused(rt: Terminal, locked: EncryptedTerminal) -> None:
    assert locked.refuses("db encrypt --yes") == (
        f"The database {rt.db} is encrypted. A new key: rehabtrack db rekey"
    )
    rt("db decrypt --yes")
    for line in ("db decrypt --yes", "db rekey --yes"):
        assert rt.refuses(line) == (
            f"The database {rt.db} is not encrypted. Do so: rehabtrack db encrypt"
        )


@pytest.mark.parametrize("command", ["encrypt", "decrypt", "rekey", "rekey --recovery"])
def test_there_must_be_a_database_first(
    rt: Terminal, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rt.refuses(f"db {command} --yes") == (
        f"There is no database at {rt.db}. It comes to be with the first record."
    )
    assert not os.path.exists(rt.db)


@pytest.mark.parametrize("command", ["encrypt", "decrypt", "rekey"])
def test_nobody_is_asked_where_there_is_no_terminal(
    rt: Terminal, locked: EncryptedTerminal, command: str
) -> None:
    if command == "encrypt":
        rt("db decrypt --yes")
    before = Path(rt.db).read_bytes()
    assert "Nobody can be asked here whether to go on: --yes" in rt_misuses(rt, f"db {command}")
    assert Path(rt.db).read_bytes() == before


def rt_misuses(rt: Terminal, line: str) -> str:
    misused = rt(line)
    assert (misused.code, misused.out) == (2, "")
    return misused.sentence


def test_a_key_file_is_for_a_key_in_a_file(rt: Terminal) -> None:
    rt("2")
    assert "--key-file is for --key file." in rt_misuses(
        rt, "db encrypt --key passphrase --key-file x --yes"
    )
    assert is_plain(rt)


# --- a key that is not there or not right --------------------------------------------------------

LINES = ["", "log", "massage check", "db check", "2", "undo", "me Eva", "db decrypt --yes"]


@pytest.mark.parametrize("line", LINES)
def test_a_lost_key_file_is_one_sentence_and_nothing_is_opened_or_made(
    locked: EncryptedTerminal, line: str
) -> None:
    place = key_file(locked)
    os.rename(place, locked.folder / "away")
    before = {each: each.read_bytes() for each in locked.folder.rglob("*") if each.is_file()}
    refused = again(locked, line)
    assert (refused.code, refused.out) == (1, "")
    assert refused.sentence == (
        f"Error: There is no key to be read in the key file {place}. "
        "Put it back, or give the recovery key: rehabtrack db rekey --recovery"
    )
    after = {each: each.read_bytes() for each in locked.folder.rglob("*") if each.is_file()}
    assert after == before


@pytest.mark.parametrize("line", LINES)
def test_so_is_a_wrong_key(locked: EncryptedTerminal, line: str) -> None:
    place = key_file(locked)
    head = place.read_text().splitlines()[0]
    place.write_text(f"{head}\n{'ab' * 32}\n")
    before = Path(locked.db).read_bytes()
    refused = again(locked, line)
    assert (refused.code, refused.out) == (1, "")
    assert refused.sentence.startswith(f"Error: The key does not open the database {locked.db}, or")
    assert refused.sentence.endswith("or give the recovery key: rehabtrack db rekey --recovery")
    assert Path(locked.db).read_bytes() == before


@pytest.mark.parametrize("line", ["log", "2", "db encrypt --key file --yes"])
def test_without_the_extra_it_says_what_to_install(
    rt: Terminal, locked: EncryptedTerminal, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Path(rt.db).read_bytes()
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    refused = again(rt, line)
    assert (refused.code, refused.out) == (1, "")
    assert refused.sentence == (
        "Error: An encrypted database needs the Python package sqlcipher3, which is not "
        "installed. Install it: pip install 'rehabtrack[encrypted]'"
    )
    assert Path(rt.db).read_bytes() == before


def test_a_plain_file_needs_nothing_of_the_extra(
    rt: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("sqlcipher3", "keyring", "cryptography"):
        monkeypatch.setitem(sys.modules, module, None)
    assert rt("2").code == 0
    refused = rt("db encrypt --key file --yes")
    assert "pip install 'rehabtrack[encrypted]'" in refused.sentence
    assert is_plain(rt)
    assert os.listdir(rt.folder / "home") == []  # no key for nothing


def test_a_flipped_byte_is_told_of_and_never_read(locked: EncryptedTerminal) -> None:
    whole = Path(locked.db).read_bytes()
    told = set()
    for place in range(4096, len(whole), 4096 * 3 + 11):
        spoilt = bytearray(whole)
        spoilt[place] ^= 1
        Path(locked.db).write_bytes(spoilt)
        assert again(locked, "db check").code == 1
        said = again(locked, "log")
        told.add(said.code)
        assert said.code == 0 or (said.out, "is damaged." in said.sentence) == ("", True)
        assert said.code == 1 or said.out.count(MARKER) == 1
    assert told == {0, 1}


# --- the keyring ---------------------------------------------------------------------------------


def test_a_key_in_the_keyring_opens_the_file_and_without_it_nothing_does(
    rt: Terminal, env: dict[str, str]
) -> None:
    def run(*line: str, **other: str) -> tuple[int, str]:
        ended = program("--db", rt.db, *line, env=env | other)
        return ended.returncode, " ".join((ended.stdout + ended.stderr).decode().split())

    assert run("6")[0] == 0
    code, told = run("db", "encrypt", "--yes")
    assert code == 0
    assert "The key is in the keyring of this machine, as rehabtrack" in told
    assert not is_plain(rt)
    assert run("2")[0] == 0
    assert "6/10 back" in run("log")[1]
    code, told = run("log", PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring")
    assert (code, told[:52]) == (1, "Error: The keyring of this machine cannot be used: t")
    code, told = run("3", PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")
    assert (code, told[:48]) == (1, "Error: The keyring does not hold the key of the ")
    assert run("db", "rekey", "--yes")[0] == 0
    assert run("db", "decrypt", "--yes")[0] == 0
    assert is_plain(rt)


def test_a_machine_without_a_keyring_says_so_and_encrypts_nothing(
    rt: Terminal, env: dict[str, str]
) -> None:
    rt("6")
    env["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    ended = program("--db", rt.db, "db", "encrypt", "--yes", env=env)
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert " ".join(ended.stderr.decode().split()) == (
        "Error: The keyring of this machine cannot be used: there is none, or it is locked. "
        "Unlock it, or keep the key elsewhere: --key file, --key passphrase; "
        "where the key is lost: rehabtrack db rekey --recovery"
    )
    assert is_plain(rt)


# --- a passphrase, and the recovery key ----------------------------------------------------------


def typed(rt: Terminal, line: str, env: dict[str, str], *answers: tuple[str, str]) -> Typing:
    """A command on a terminal, with what it asks and what is typed."""
    typing = Typing("--db", rt.db, *line.split(), env=env)
    for asked, answer in answers:
        typing.see(asked)
        typing.type(answer)
    return typing


def test_a_passphrase_is_typed_unseen_and_the_recovery_key_takes_its_place(
    rt: Terminal, env: dict[str, str]
) -> None:
    rt(f"pain 6 --note {MARKER}")
    new = ("New passphrase, 15 characters or more: ", PASSPHRASE), ("same again: ", PASSPHRASE)
    typing = typed(rt, "db encrypt --key passphrase", env, ("this database? [y/N]: ", "y"), *new)
    assert typing.end() == 0
    recovery_key = " ".join(RECOVERY_KEY.findall(typing.shown))
    assert len(recovery.read_off(recovery_key)) == 32
    assert PASSPHRASE not in typing.shown

    right = typed(rt, "log", env, (f"Passphrase of {rt.db}: ", PASSPHRASE))
    assert (right.end(), MARKER in right.shown, PASSPHRASE in right.shown) == (0, True, False)
    wrong = typed(rt, "log", env, (f"Passphrase of {rt.db}: ", f"{PASSPHRASE}x"))
    assert (wrong.end(), MARKER in wrong.shown) == (1, False)
    assert "That is not the passphrase of the database" in wrong.shown
    piped = subprocess.run(
        [sys.executable, "-m", "rehabtrack", "--db", rt.db, "log"],
        env=os.environ | env,
        input=PASSPHRASE.encode(),
        capture_output=True,
        check=False,
        timeout=60,
        start_new_session=True,  # away from the terminal of whoever tests
    )
    assert (piped.returncode, piped.stdout) == (1, b"")
    assert b"typed on a terminal, and there is\nnone here" in piped.stderr

    slip = recovery_key.replace(recovery_key[0], "Z" if recovery_key[0] != "Z" else "Y")
    refused = typed(rt, "db rekey --recovery --key file --yes", env, ("Recovery key: ", slip))
    assert refused.end() == 1
    assert "look for a slip" in refused.shown
    given = ("Recovery key: ", recovery_key)
    recovered = typed(rt, "db rekey --recovery --key file --yes", env, given)
    assert recovered.end() == 0
    assert recovery_key not in " ".join(RECOVERY_KEY.findall(recovered.shown))
    assert MARKER in program("--db", rt.db, "log", env=env).stdout.decode()
    old = typed(rt, "db rekey --recovery --key file --yes", env, given)
    assert old.end() == 1
    assert "The key does not open the database" in old.shown


def test_the_recovery_key_opens_a_file_whose_note_is_lost(
    locked: EncryptedTerminal, env: dict[str, str]
) -> None:
    secret = bytes.fromhex(key_file(locked).read_text().split("\n")[1])
    for spoil in (os.unlink, lambda note: Path(note).write_text("{}")):
        spoil(f"{locked.db}.key.json")
        given = ("Recovery key: ", "-".join(recovery.written_down(secret)))
        recovered = typed(locked, "db rekey --recovery --key file --yes", env, given)
        assert recovered.end() == 0, recovered.shown
        assert MARKER in again(locked, "log").out
        secret = bytes.fromhex(key_file(locked).read_text().split("\n")[1])


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("short", None, "The passphrase has fewer than 15 characters."),
        (PASSPHRASE, f"{PASSPHRASE}.", "The two passphrases are not the same."),
    ],
)
def test_a_passphrase_that_is_no_good_encrypts_nothing(
    rt: Terminal, env: dict[str, str], first: str, second: str | None, said: str
) -> None:
    rt("6")
    answers = [("New passphrase", first)] + ([("same again: ", second)] if second else [])
    typing = typed(rt, "db encrypt --key passphrase --yes", env, *answers)
    assert typing.end() == 1
    assert said in " ".join(typing.shown.split())
    assert is_plain(rt)


def test_who_does_not_agree_changes_nothing(rt: Terminal, env: dict[str, str]) -> None:
    rt("6")
    typing = typed(rt, "db encrypt --key file", env, ("this database? [y/N]: ", "n"))
    assert typing.end() == 130
    assert is_plain(rt)


# --- what is never shown -------------------------------------------------------------------------


def test_no_secret_and_no_note_stands_anywhere_it_should_not(
    rt: Terminal, env: dict[str, str]
) -> None:
    lines = f"6 --note {MARKER}|db encrypt --key file --yes|2|db check|db rekey --yes|undo"
    told = [program("--db", rt.db, *line.split(), env=env) for line in lines.split("|")]
    secrets = [path.read_text().split("\n")[1] for path in rt.folder.rglob("*.key")]
    assert len(secrets) == 2
    texts = [secrets[1], secrets[1].upper(), *recovery.written_down(bytes.fromhex(secrets[1]))[:3]]
    needles = [text.encode() for text in texts] + [bytes.fromhex(secrets[1])]
    for ended in told:
        assert ended.returncode == 0, ended
        assert not [needle for needle in needles if needle in ended.stdout + ended.stderr]
    needles.append(MARKER.encode())
    files = [each for each in rt.folder.rglob("*") if each.is_file() and each.suffix != ".key"]
    assert len(files) == 2  # the database and the note of its key, and nothing was left behind
    for each in files:
        assert not [needle for needle in needles if needle in each.read_bytes()], each


@pytest.mark.parametrize("encrypted", [False, True])
def test_an_import_lays_the_rows_of_an_encrypted_file_nowhere(
    rt: Terminal, env: dict[str, str], encrypted: bool
) -> None:
    """A plain file's wait in a temporary file, which shows that they would be found."""
    rt("2")
    if encrypted:
        rt("db encrypt --key file --yes")
    table = rt.folder / "table.csv"
    rows = (f"2025-01-01 00:00,{n % 11},{MARKER} {n} {'x' * 500}\n" for n in range(9000))
    table.write_text("at,value,note\n" + "".join(rows))
    looking = (
        "import os, sys\n"
        "from rehabtrack.storage.staging import Staging\n"
        "close = Staging.close\n"
        "def look(staging):\n"
        "    for each in os.listdir('/proc/self/fd'):\n"
        "        link = f'/proc/self/fd/{each}'\n"
        "        name = os.readlink(link) if os.path.islink(link) else ''\n"
        "        if '(deleted)' in name:\n"
        f"            found = {MARKER.encode()!r} in open(f'/proc/self/fd/{{each}}', 'rb').read()\n"
        "            print('FOUND' if found else 'nothing')\n"
        "    close(staging)\n"
        "Staging.close = look\n"
        "from rehabtrack.__main__ import run\n"
        "run()\n"
    )
    arguments = "--db", rt.db, "import", str(table), "--site", "back", "--dry-run"
    ended = program(*arguments, env=env, script=("-c", looking))
    assert ended.returncode == 0, ended.stderr
    assert (b"FOUND" in ended.stdout) == (not encrypted)


def test_a_bug_shows_no_key(locked: EncryptedTerminal, env: dict[str, str]) -> None:
    secret = key_file(locked).read_text().split("\n")[1]
    script = (
        "import sys\n"
        "from rehabtrack.storage import caseload\n"
        "caseload.patients = lambda database: database.no_such_thing\n"
        "from rehabtrack.__main__ import run\n"
        "run()\n"
    )
    ended = program("--db", locked.db, "log", env=env, script=("-c", script))
    assert b"Traceback" in ended.stderr
    assert secret.encode() not in ended.stderr
    assert MARKER.encode() not in ended.stderr


# --- what it costs -------------------------------------------------------------------------------


def test_a_plain_file_loads_nothing_that_encrypts(rt: Terminal) -> None:
    rt("2")
    loaded = everything_loaded(rt, "log")
    assert not [name for name in loaded if "key" in name or "encrypted" in name]
    assert "sqlcipher3" not in loaded


def test_a_key_in_a_file_loads_no_keyring_and_no_other_cryptography(
    locked: EncryptedTerminal,
) -> None:
    loaded = everything_loaded(locked, "3")
    assert "sqlcipher3" in loaded
    others = {name for name in loaded if not ours(name) and not name.startswith("sqlcipher3")}
    assert others <= EVERYDAY | JSON


def test_an_encrypted_copy_with_an_altered_record_is_neither_verified_nor_restored(
    locked: EncryptedTerminal,
) -> None:
    copy = f"{locked.folder}/copy.db"
    assert locked(f"db backup --to {copy}").out.startswith("Copied and verified: ")
    for path in (copy, locked.db):
        with closing(connect(path)) as connection:
            connection.execute("UPDATE pain SET note = 'another' WHERE no = 1")
    assert "altered by other means: p1 is not as it was stored." in (
        locked.refuses(f"db restore --yes {copy}")
    )
    made = locked("db backup")
    assert (made.code, made.err) == (
        1,
        "The copy is not verified: p1 is not as it was stored. See: rehabtrack db check\n",
    )
