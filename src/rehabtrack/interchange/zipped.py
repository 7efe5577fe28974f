"""The one file of a zip that is wanted, read from inside of it: nothing is ever unpacked.

Which it is its content decides, for its name depends on the language of the phone that made it
(apple_health_export/export.xml, vienti.xml, 导出.xml). A zip that no phone makes is refused whole.
"""

import re
import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from rehabtrack.domain.errors import ImportRefused

MOST_FILES = 9_999  # a phone puts in one for each route of a workout; ours
#: Exports of years shrink to a twentieth or fortieth, and nothing that is deflated to less than a
#: 1032nd (zlib's own documentation); ours.
MOST_GROWTH = 100
LARGEST = 20_000_000_000  # bytes; the largest export we read of has 3.1 GB; ours
BEGINNING = 1 << 16  # bytes by which a file is recognised
_LONGEST_READ = 1 << 21  # bytes; all that a zip says of its files, 200 for each, is read at once
_DAMAGED = (BadZipFile, EOFError, OSError, RuntimeError, ValueError, struct.error, zlib.error)
_OUTSIDE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_ENCRYPTED = 0x1  # PKWARE, APPNOTE.TXT 6.3.10, section 4.4.4
_AGAIN = "Export it again, and give the zip as it comes, or the file inside of it."


def is_zip(beginning: bytes) -> bool:
    """Whether a file that begins so is a zip, with something in it or not."""
    return beginning.startswith((b"PK\x03\x04", b"PK\x05\x06"))  # APPNOTE.TXT 4.3.7, 4.3.16


def file_inside(stream: BinaryIO, recognises: Callable[[bytes], bool], what: str) -> BinaryIO:
    """The file of the zip that is recognised by its beginning, to be read once, forwards.

    `what` is the noun for it ("Apple Health export"). Raises ImportRefused for a zip that has none
    or several, or that is damaged or hostile; so does what is returned, where damage shows late.
    """
    with _undamaged():
        archive = ZipFile(_Careful(stream))
        inside = archive.infolist()
        _refuse_hostile(inside)
        found = [info for info in inside if _is_it(archive, info, recognises)]
    if len(found) != 1:
        several = f"more than one {what}" if found else f"no {what}"
        raise ImportRefused(f"The zip holds {several}.", "Give the one file that is to be read.")
    return _Inside(archive, found[0])  # type: ignore[return-value]


def _refuse_hostile(inside: list[ZipInfo]) -> None:
    if len(inside) > MOST_FILES:
        raise _too_many()
    if len({info.orig_filename for info in inside}) < len(inside):
        raise ImportRefused("The zip holds two files of one name.", _AGAIN)
    for info in inside:
        if _OUTSIDE.search(info.orig_filename) or _OUTSIDE.search(info.filename):
            raise ImportRefused("The zip holds a file whose name leads out of it.", _AGAIN)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise ImportRefused("The zip holds a link to another file.", _AGAIN)
        if info.flag_bits & _ENCRYPTED:
            raise ImportRefused("The zip is encrypted.", "Unpack it, and give the file inside.")


def _is_it(archive: ZipFile, info: ZipInfo, recognises: Callable[[bytes], bool]) -> bool:
    if not info.filename.lower().endswith(".xml"):
        return False
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ImportRefused("The zip is packed in a way that cannot be read.", _AGAIN)
    with archive.open(info) as file:
        if not recognises(file.read(BEGINNING)):
            return False
    if info.file_size > min(LARGEST, MOST_GROWTH * info.compress_size):
        raise ImportRefused("The zip holds a file that grows beyond all measure.", _AGAIN)
    return True


def _too_many() -> ImportRefused:
    return ImportRefused(f"The zip holds more than {MOST_FILES} files.", _AGAIN)


@contextmanager
def _undamaged() -> Iterator[None]:
    try:
        yield
    except _DAMAGED:
        raise ImportRefused("The zip is damaged or not whole.", _AGAIN) from None


class _Careful:
    """The zip as it is read: never more at once than what it says of itself may have."""

    def __init__(self, stream: BinaryIO) -> None:
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable
        self._read = stream.read

    def read(self, size: int = -1) -> bytes:
        """Raises ImportRefused where more is asked for."""
        if size > _LONGEST_READ:
            raise _too_many()
        return self._read(size if size >= 0 else _LONGEST_READ)


class _Inside:
    """The file inside. That it is undamaged, and as long as it says, shows at its end."""

    def __init__(self, archive: ZipFile, info: ZipInfo) -> None:
        self._file = archive.open(info)
        self._left = info.file_size

    def read(self, size: int) -> bytes:
        """Raises ImportRefused for damage."""
        with _undamaged():
            data = self._file.read(size)
            self._left -= len(data)
            if size and not data and self._left:
                raise BadZipFile
        return data
