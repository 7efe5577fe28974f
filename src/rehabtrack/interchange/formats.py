"""The formats of other programs: which one a file is in, by what it holds, never by its name."""

import re
from importlib import import_module
from typing import Any, BinaryIO

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.words import either

#: The modules that read a table of some program, and those that read anything else. Each has TITLE,
#: FORMAT, `recognises` and `items`; one whose files say whose they are has `people`, too.
TABLES = ("bearable", "crisiscore", "daylio", "flaredown")
DOCUMENTS = ("fhir.read", "apple_health", "crisiscore_json", "migralog", "secuso")
#: Those that take a site from nowhere but the file, or know of none: --site-map is not theirs.
WITHOUT_SITES = ("daylio", "flaredown", "migralog")
#: How much of a file tells its format, in bytes; ours.
BEGINNING = 65_536

_JSON = re.compile(rb'\{\s*["}]|\[\s*["\[\]{0-9-]')
_XML = re.compile(rb"<[?!A-Za-z]")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # with something in it, and with nothing
_SHARED = (b'{"rehabtrack-share":', b"age-encryption.org/v1")
#: What stands in a zip of Office Open XML (ISO/IEC 29500-2) and in one of OpenDocument 1.3.
_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis.opendocument")


def reader_of(stream: BinaryIO, *, as_table: bool = False) -> Any:
    """The module that reads a file, which stands at its beginning again; None for a plain table.

    With `as_table` any table is a plain one. Raises ImportRefused for what is no table and of no
    format that is known, or could be of two.
    """
    beginning = stream.read(BEGINNING)
    stream.seek(0)
    if beginning.startswith(_SHARED):
        raise ImportRefused(
            "The file is what somebody shared.", "Take it in by: rehabtrack share take FILE"
        )
    kind = _kind_of(beginning)
    if as_table and kind is None:
        return None
    modules = [import_module(f"{__package__}.{name}") for name in (DOCUMENTS if kind else TABLES)]
    found = [module for module in modules if module.recognises(beginning)]
    if len(found) > 1:
        titles = either(module.TITLE for module in found)
        raise ImportRefused(
            f"It cannot be told whether the file is of {titles}.", "Export it again in the app."
        )
    if kind and not found:
        raise ImportRefused(
            f"The file is {kind} of no format that is known.",
            "rehabtrack import --help names them; anything else comes in as a table (CSV).",
        )
    return found[0] if found else None


def knows_sites(reader: Any) -> bool:
    """Whether a format names sites that --site-map can say something of."""
    return reader.__name__.removeprefix(f"{__package__}.") not in WITHOUT_SITES


def _kind_of(beginning: bytes) -> str | None:
    """What a file that is no table is; raises ImportRefused for a spreadsheet."""
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(_ZIP):
        if any(mark in beginning for mark in _OFFICE):
            raise ImportRefused(
                "The file is a spreadsheet or a text of an office program.",
                "Save the sheet as CSV (UTF-8), and import that.",
            )
        return "a zip"
    return "JSON" if _JSON.match(start) else "XML" if _XML.match(start) else None
