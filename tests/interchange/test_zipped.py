"""The one file of a zip that is wanted is read inside of it; what no phone makes is refused."""

import stat
import struct
import warnings
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.interchange.zipped import MOST_FILES, file_inside, is_zip

WANTED = b"<wanted>" + bytes(range(256)) * 4
NAME = "apple_health_export/export.xml"


def zipped(*files: tuple[str | ZipInfo, bytes], how: int = ZIP_DEFLATED) -> bytes:
    """A zip of these files."""
    stream = BytesIO()
    with warnings.catch_warnings(), ZipFile(stream, "w", how) as archive:
        warnings.simplefilter("ignore")  # of two files of one name
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def read(data: bytes) -> bytes:
    """All of the wanted file."""
    file = file_inside(BytesIO(data), lambda beginning: beginning.startswith(b"<wanted"), "diary")
    return b"".join(iter(lambda: file.read(1000), b""))


def refused(data: bytes) -> str:
    with pytest.raises(ImportRefused) as error:
        read(data)
    return error.value.sentence


@pytest.mark.parametrize("how", [ZIP_DEFLATED, ZIP_STORED])
def test_the_file_is_read_whole(how: int) -> None:
    assert read(zipped((NAME, WANTED), how=how)) == WANTED


def test_its_content_and_not_its_name_says_which_it_is() -> None:
    others = ("export.xml", b"<other>"), ("__MACOSX/._x.xml", b"\0\5\x16\7"), ("x.gpx", WANTED)
    assert read(zipped(*others, ("any/Vienti.XML", WANTED))) == WANTED


def test_a_zip_of_nothing_that_is_wanted_is_refused() -> None:
    assert refused(zipped(("export.xml", b"<other>"))) == "The zip holds no diary."


def test_a_zip_of_two_that_are_wanted_is_refused() -> None:
    data = zipped(("a.xml", WANTED), ("b.xml", WANTED))
    assert refused(data) == "The zip holds more than one diary."


@pytest.mark.parametrize(
    "name",
    ["../x", "a/../../x", "..", "a\\..\\x", "/etc/passwd", "\\x", "C:\\x", "c:x", "a/..\0b"],
)
def test_a_name_that_leads_out_of_the_zip_is_refused(name: str) -> None:
    other = ZipInfo("x")
    other.filename = other.orig_filename = name
    data = zipped((NAME, WANTED), (other, b"x"))
    assert refused(data) == "The zip holds a file whose name leads out of it."


def test_dots_within_a_name_lead_nowhere() -> None:
    assert read(zipped((NAME, WANTED), ("a..b/..c/d..", b""), ("a/", b""))) == WANTED


def test_a_link_is_refused() -> None:
    link = ZipInfo("link.xml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert refused(zipped((NAME, WANTED), (link, b"/etc/passwd"))).endswith("link to another file.")


def test_two_files_of_one_name_are_refused() -> None:
    data = zipped((NAME, WANTED), (NAME, WANTED))
    assert refused(data) == "The zip holds two files of one name."


def test_a_file_that_shrank_to_a_thousandth_is_refused() -> None:
    data = zipped((NAME, WANTED + bytes(30_000_000)))
    assert len(data) < 100_000
    assert refused(data) == "The zip holds a file that grows beyond all measure."


def test_another_file_may_be_as_it_likes_for_it_is_not_read() -> None:
    assert read(zipped((NAME, WANTED), ("routes.gpx", bytes(30_000_000)))) == WANTED


def test_too_many_files_are_refused() -> None:
    many = [(f"{number}.gpx", b"") for number in range(MOST_FILES + 1)]
    assert refused(zipped(*many)) == f"The zip holds more than {MOST_FILES} files."
    assert read(zipped((NAME, WANTED), *many[2:])) == WANTED


def test_a_list_of_files_too_long_to_be_read_at_once_is_refused() -> None:
    data = zipped((NAME, WANTED), *((f"{n}{'x' * 60_000}", b"") for n in range(40)))
    assert refused(data) == f"The zip holds more than {MOST_FILES} files."


def test_an_encrypted_file_is_refused() -> None:
    data = bytearray(zipped((NAME, WANTED)))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    assert refused(bytes(data)) == "The zip is encrypted."


def test_a_packing_that_is_not_a_phones_is_refused() -> None:
    data = zipped((NAME, WANTED), how=ZIP_LZMA)
    assert refused(data) == "The zip is packed in a way that cannot be read."


def with_size(change: Callable[[int], int]) -> bytes:
    """A zip that says another size of its file than it has, in both places."""
    data = bytearray(zipped((NAME, WANTED), how=ZIP_STORED))
    for place in (22, data.index(b"PK\1\2") + 24):
        struct.pack_into("<L", data, place, change(len(WANTED)))
    return bytes(data)


@pytest.mark.parametrize("change", [lambda size: size - 1, lambda size: size + 1, lambda _: 0])
def test_a_file_that_lies_about_its_size_is_refused(change: Callable[[int], int]) -> None:
    assert refused(with_size(change)).startswith("The zip")


@pytest.mark.parametrize("how", [ZIP_DEFLATED, ZIP_STORED])
def test_a_zip_is_refused_wherever_it_is_cut(how: int) -> None:
    whole = zipped((NAME, WANTED), how=how)
    for length in range(len(whole)):
        assert refused(whole[:length]) == "The zip is damaged or not whole.", length


def test_a_zip_is_read_right_or_refused_whichever_byte_of_it_is_spoilt() -> None:
    whole = zipped((NAME, WANTED))
    for place in range(len(whole)):
        spoilt = bytearray(whole)
        spoilt[place] ^= 0xFF
        with suppress(ImportRefused):
            assert read(bytes(spoilt)) == WANTED, place


def test_nothing_is_written_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    read(zipped((NAME, WANTED)))
    refused(zipped((NAME, WANTED), ("../x", b"x")))
    assert list(tmp_path.iterdir()) == []
    assert not (tmp_path.parent / "x").exists()


def test_a_zip_is_known_by_its_beginning() -> None:
    assert is_zip(zipped((NAME, WANTED)))
    assert is_zip(b"PK\x05\x06" + bytes(18))  # an empty one
    assert not is_zip(b"PK is how a note may begin")
    assert not is_zip(b"")
