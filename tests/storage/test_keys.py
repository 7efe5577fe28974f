"""The key of an encrypted database: where it is kept, what is said where it is not there."""

import json
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as ForgetfulKeyring
from keyring.errors import KeyringLocked

from rehabtrack.domain.errors import Refused, StorageError
from rehabtrack.storage import key_failures, key_note, keys, recovery, wrapping
from rehabtrack.storage.key_note import NOWHERE, Kept

pytestmark = pytest.mark.files

SECRETS = st.binary(min_size=32, max_size=32)
PASSPHRASE = "korrekt batterie pferd heftklammer"


class Ring(KeyringBackend):
    """A keyring that is a dictionary."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password


class LockedRing(Ring):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"{service} {username} {self.held}")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No key is kept in the home of whoever tests, or remembered from another test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    keys.find.cache_clear()
    yield
    keys.find.cache_clear()
    keyring.set_keyring(before)


def found(key: keys.Key) -> keys.Key:
    """The key as another run of the program finds it."""
    keys.find.cache_clear()
    return keys.find(key.kept, "/journal.db")


def missing(key: keys.Key) -> str:
    """What is said where the key is not to be had."""
    with pytest.raises(key_failures.KeyMissing) as refusal:
        found(key)
    assert key.secret.hex() not in str(refusal.value)
    return str(refusal.value)


# --- a key -----------------------------------------------------------------------------------


def test_every_key_is_256_bits_and_another() -> None:
    made = {keys.new_in_file(None).secret for _ in range(20)}
    assert len(made) == 20
    assert {len(secret) for secret in made} == {32}


def test_a_key_does_not_show_itself() -> None:
    key = keys.new_in_keyring()
    for shown in (repr(key), str(key), f"{key}"):
        assert key.secret.hex() not in shown
        assert repr(key.secret) not in shown


# --- in a file ---------------------------------------------------------------------------------


def test_a_key_file_is_for_its_owner_alone_under_any_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        key = keys.new_in_file(None)
    finally:
        os.umask(before)
    assert found(key) == key
    assert stat.S_IMODE(os.stat(key.kept.place).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(key.kept.place)).st_mode) == 0o700


def test_a_key_file_does_not_lie_in_the_folder_of_the_data(tmp_path: Path) -> None:
    place = keys.new_in_file(None).kept.place
    assert os.path.dirname(place) == str(tmp_path / "home" / "rehabtrack-keys")


def test_a_key_file_lies_where_somebody_says(tmp_path: Path) -> None:
    key = keys.new_in_file(str(tmp_path / "stick" / "my key"))
    assert key.kept.place == str(tmp_path / "stick" / "my key")
    assert found(key) == key


def test_no_file_is_overwritten_by_a_key(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    os.symlink(taken, tmp_path / "link")
    for place in (taken, tmp_path / "link", tmp_path):
        with pytest.raises(key_failures.KeyNotKept, match="--key-file PATH"):
            keys.new_in_file(str(place))
    assert taken.read_text() == "mine"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o444])
def test_a_key_file_that_others_may_read_is_refused(mode: int) -> None:
    key = keys.new_in_file(None)
    os.chmod(key.kept.place, mode)
    assert missing(key) == (
        f"The key file {key.kept.place} may be read by others than you. "
        "Let only its owner read it: chmod 600 FILE"
    )


SPOILT = {
    "gone": lambda place: place.unlink(),
    "empty": lambda place: place.write_text(""),
    "another's": lambda place: place.write_text(f"rehabtrack key 00\n{'0' * 64}\n"),
    "cut off": lambda place: place.write_text(place.read_text()[:-9]),
    "not ASCII": lambda place: place.write_bytes(b"\xff" * 90),
    "a folder": lambda place: (place.unlink(), place.mkdir(mode=0o700)),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_key_file_without_the_key_is_a_missing_key(how: str) -> None:
    key = keys.new_in_file(None)
    SPOILT[how](Path(key.kept.place))
    assert missing(key) == (
        f"There is no key to be read in the key file {key.kept.place}. "
        "Put it back, or give the recovery key: rehabtrack db rekey --recovery"
    )


# --- in the keyring ------------------------------------------------------------------------------


def test_a_key_is_found_again_in_the_keyring() -> None:
    key = keys.new_in_keyring()
    assert found(key) == key
    assert key.kept.place == ""


@pytest.mark.parametrize("ring", [NoKeyring, ForgetfulKeyring, LockedRing])
def test_a_keyring_that_cannot_keep_a_key_is_refused_before_anything_depends_on_it(
    ring: type[KeyringBackend],
) -> None:
    keyring.set_keyring(ring())
    with pytest.raises(key_failures.KeyMissing) as refusal:
        keys.new_in_keyring()
    assert str(refusal.value).startswith(
        "The keyring of this machine cannot be used: there is none, or it is locked. "
    )
    # what a keyring says of itself may tell what it was given
    assert refusal.value.__suppress_context__ or refusal.value.__context__ is None


def test_a_keyring_that_is_gone_or_locked_or_lacks_the_key_says_which() -> None:
    key = keys.new_in_keyring()
    for ring in (NoKeyring(), LockedRing()):
        keyring.set_keyring(ring)
        assert missing(key).startswith("The keyring of this machine cannot be used")
    keyring.set_keyring(Ring())
    assert missing(key) == (
        "The keyring does not hold the key of the database /journal.db. Log in as the one "
        "who encrypted it, or give the recovery key: rehabtrack db rekey --recovery"
    )


@pytest.mark.parametrize("module", ["keyring", "cryptography", "sqlcipher3"])
def test_what_is_not_installed_is_named(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rehabtrack.storage import encrypted

    monkeypatch.setitem(sys.modules, module, None)
    for part in ("cryptography.exceptions", "cryptography.hazmat.primitives.ciphers.aead"):
        if module == "cryptography":
            monkeypatch.setitem(sys.modules, part, None)
    makes = {
        "keyring": keys.new_in_keyring,
        "cryptography": lambda: keys.new_under_passphrase(PASSPHRASE),
        "sqlcipher3": encrypted.module,
    }
    with pytest.raises(key_failures.EncryptionMissing) as refusal:
        makes[module]()
    assert str(refusal.value) == (
        f"An encrypted database needs the Python package {module}, which is not installed. "
        "Install it: pip install 'rehabtrack[encrypted]'"
    )


# --- under a passphrase --------------------------------------------------------------------------


def test_a_passphrase_gives_the_key_back_and_another_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = keys.new_under_passphrase(PASSPHRASE)
    monkeypatch.setattr(wrapping, "ask", lambda prompt: PASSPHRASE)
    assert found(key) == key
    monkeypatch.setattr(wrapping, "ask", lambda prompt: PASSPHRASE + " ")
    with pytest.raises(key_failures.WrongKey) as refusal:
        found(key)
    assert str(refusal.value) == (
        "That is not the passphrase of the database /journal.db. "
        "Try again, or give the recovery key: rehabtrack db rekey --recovery"
    )


def test_a_passphrase_is_asked_for_once_in_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(wrapping, "ask", lambda prompt: asked.append(prompt) or PASSPHRASE)
    key = keys.new_under_passphrase(PASSPHRASE)
    for _ in range(3):
        assert keys.find(key.kept, "/journal.db") == key
    assert asked == ["Passphrase of /journal.db: "]


def test_what_guessing_costs_is_what_is_said() -> None:
    place = keys.new_under_passphrase(PASSPHRASE).kept.place
    assert re.fullmatch(r"scrypt-131072-8-1:[0-9a-f]{32}:[0-9a-f]{24}:[0-9a-f]{96}", place)


def test_a_letter_is_the_same_from_any_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapping, "COST", 2)
    kept = Kept("passphrase", "1", wrapping.wrap(b"k" * 32, "Gru\u0308n ist die Hoffnung", "1"))
    assert wrapping.unwrap(kept, "Gr\u00fcn ist die Hoffnung", "/journal.db") == b"k" * 32


@pytest.mark.parametrize("part", range(4))
def test_a_wrapped_key_that_was_touched_is_refused(
    part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wrapping, "COST", 4)
    parts = wrapping.wrap(b"k" * 32, PASSPHRASE, "1").split(":")
    end = "1" if part else "9"  # another number of rounds, or other bytes
    parts[part] = parts[part][:-1] + (end if parts[part][-1] != end else "2")
    with pytest.raises(StorageError):
        wrapping.unwrap(Kept("passphrase", "1", ":".join(parts)), PASSPHRASE, "/journal.db")


def test_a_wrapped_key_belongs_to_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapping, "COST", 2)
    wrapped = wrapping.wrap(b"k" * 32, PASSPHRASE, "1")
    with pytest.raises(key_failures.WrongKey):
        wrapping.unwrap(Kept("passphrase", "2", wrapped), PASSPHRASE, "/journal.db")


@pytest.mark.parametrize(
    "place", ["", "x", "scrypt-2-8-1:00:00", "scrypt-1099511627776-8-1:00:00:00", "md5-2-8-1:0:0:0"]
)
def test_a_note_from_a_stranger_does_not_eat_the_memory(place: str) -> None:
    with pytest.raises(key_failures.KeyNoteUnreadable):
        wrapping.unwrap(Kept("passphrase", "1", place), PASSPHRASE, "/journal.db")


def test_nothing_is_asked_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    import getpass

    def fallback(prompt: str) -> str:
        return getpass.fallback_getpass(prompt)  # type: ignore[attr-defined]  # where none is found

    monkeypatch.setattr(getpass, "getpass", fallback)
    with pytest.raises(key_failures.KeyMissing, match="there is none here"):
        wrapping.ask("Passphrase: ")


# --- the recovery key ----------------------------------------------------------------------------


@given(SECRETS)
def test_a_recovery_key_is_the_key_in_fourteen_groups_of_four(secret: bytes) -> None:
    groups = recovery.written_down(secret)
    assert [len(group) for group in groups] == [4] * 14
    for written in (" ".join(groups), "-".join(groups), "".join(groups).lower()):
        assert recovery.read_off(written) == secret
    assert recovery.read_off(" ".join(groups).replace("O", "0").replace("I", "1")) == secret


@given(SECRETS, st.data())
def test_a_slip_is_found(secret: bytes, data: st.DataObject) -> None:
    written = "".join(recovery.written_down(secret))
    place = data.draw(st.integers(0, len(written) - 1))
    letter = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
    slip = written[:place] + letter + written[place + 1 :]
    if slip != written:
        with pytest.raises(Refused, match="look for a slip"):
            recovery.read_off(slip)


@pytest.mark.parametrize("text", ["", "AAAA", "A" * 55, "A" * 57, "ü" * 56, "A" * 10000, "\ud800"])
def test_what_is_no_recovery_key_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="fourteen groups of four"):
        recovery.read_off(text)


# --- the note beside the database ----------------------------------------------------------------


def test_a_note_tells_where_the_key_is_and_not_the_key(tmp_path: Path) -> None:
    path = str(tmp_path / "journal.db")
    key = keys.new_in_file(None)
    key_note.write(path, (key.kept, NOWHERE))
    assert key_note.read(path) == (key.kept, NOWHERE)
    note = tmp_path / "journal.db.key.json"
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    assert key.secret.hex() not in note.read_text()
    key_note.copy(path, f"{path}.copy")
    assert key_note.read(f"{path}.copy") == (key.kept, NOWHERE)
    key_note.remove(path)
    assert key_note.read(path) == ()
    key_note.remove(path)


def test_a_plain_database_has_no_note_to_copy(tmp_path: Path) -> None:
    key_note.copy(str(tmp_path / "journal.db"), str(tmp_path / "copy.db"))
    assert os.listdir(tmp_path) == []


WRONG: list[object] = [
    [],
    {},
    {"version": 1},
    {"version": 1, "keys": []},
    {"version": 2, "keys": [{"how": "keyring", "id": "1", "place": ""}]},
    {"version": 1, "keys": [{"how": "telepathy", "id": "1", "place": ""}]},
    {"version": 1, "keys": [{"how": "keyring", "id": 1, "place": ""}]},
    {"version": 1, "keys": [{"how": "file", "id": "1", "path": "/x"}]},
    {"version": 1, "keys": "keyring"},
    {"version": 1, "keys": 7},
]


@pytest.mark.parametrize(
    "text", ["", "{", "\0", "\xff", "[" * 100_000, *(json.dumps(each) for each in WRONG)]
)
def test_a_note_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "journal.db.key.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(key_failures.KeyNoteUnreadable) as refusal:
        key_note.read(str(tmp_path / "journal.db"))
    assert str(refusal.value).startswith(
        f"The file {tmp_path / 'journal.db.key.json'} does not say where the key"
    )
