"""Files of apps that are read whole, because they have no lines: never more than LARGEST."""

from typing import BinaryIO

from rehabtrack.domain.errors import ImportRefused

#: The largest file in bytes: 20 years of three entries a day as CrisisCore writes them; ours.
LARGEST = 32 * 1024 * 1024


def whole(stream: BinaryIO) -> bytes:
    """All of the file, without a byte order mark; raises ImportRefused for one above LARGEST."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ImportRefused(
            f"The file is larger than {LARGEST // 1024**2} MB.",
            "Export a shorter time in the app, one file after the other.",
        )
    return data.removeprefix(b"\xef\xbb\xbf")


def whole_text(stream: BinaryIO) -> str:
    """All of the file as text, as sheet.py decodes it; raises ImportRefused as `whole` does."""
    return whole(stream).decode("utf-8", "surrogateescape")
