"""Where a database had better not lie."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rehabtrack.storage import place

pytestmark = pytest.mark.files

MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:25 / /home rw shared:9 - btrfs /dev/vdb rw
41 30 0:40 / /home/anna/away rw - nfs4 server:/export rw,vers=4.2
42 30 0:41 / /home/anna/my\\040share rw shared:3 master:1 - cifs //server/share rw
43 41 0:42 / /home/anna/away/here rw - ext4 /dev/vdc rw
44 30 0:43 / /home/anna/phone rw - fuse.sshfs phone:/ rw
not a line of it
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/anna/journal.db", None),
        ("/home/anna/away/journal.db", "nfs4"),
        ("/home/anna/away/below/journal.db", "nfs4"),
        ("/home/anna/away/here/journal.db", None),
        ("/home/anna/awayness/journal.db", None),
        ("/home/anna/my share/journal.db", "cifs"),
        ("/home/anna/phone/journal.db", "fuse.sshfs"),
        ("/journal.db", None),
    ],
)
def test_a_network_file_system_is_known_by_its_mount(path: str, kind: str | None) -> None:
    assert place.network_file_system(path, MOUNTS) == kind
    assert place.network_file_system(path, "") is None


def test_what_is_mounted_over_another_counts() -> None:
    twice = MOUNTS + "50 30 0:50 / /home/anna/away rw - ext4 /dev/vdd rw\n"
    assert place.network_file_system("/home/anna/away/journal.db", twice) is None


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Praxis)", "Dropbox"),
        ("OneDrive - Praxis", "OneDrive"),
        ("OneDrive", "OneDrive"),
        ("Nextcloud", "Nextcloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Google Drive/My Drive", "Google Drive"),
        ("Dropboxes", None),
        ("plain", None),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_known_by_its_name(
    tmp_path: Path, folder: str, program: str | None
) -> None:
    assert place.sync_program(str(tmp_path / folder / "sub" / "journal.db")) == program


@pytest.mark.parametrize(("mark", "program"), [(".stfolder", "Syncthing"), (".dropbox", "Dropbox")])
def test_or_by_what_the_program_lays_into_it(tmp_path: Path, mark: str, program: str) -> None:
    (tmp_path / "share" / "sub").mkdir(parents=True)
    (tmp_path / "share" / mark).mkdir()
    assert place.sync_program(str(tmp_path / "share" / "sub" / "journal.db")) == program
    assert place.sync_program(str(tmp_path / "journal.db")) is None


def test_a_file_switched_to_a_write_ahead_log_is_known(tmp_path: Path) -> None:
    path = str(tmp_path / "journal.db")
    assert not place.is_write_ahead(path)
    for mode, found in (("delete", False), ("wal", True), ("delete", False)):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA journal_mode={mode}")
            connection.execute("CREATE TABLE IF NOT EXISTS t (x)")
        assert place.is_write_ahead(path) == found
