"""Files to import: bytes of any kind, and tables that are right but for a row, a cell or a byte."""

import csv
import io
import json
from pathlib import Path
from typing import Any, NamedTuple

from fuzz_desk import DONE, Desk, desk
from fuzz_lines import every_command, given, one_in
from fuzz_stories import NOW
from fuzz_values import TEXT, values_for
from hypothesis import strategies as some
from oracle import PRIVATE

from rehabtrack.interchange.layout import FIELDS, KINDS

#: What stands in the cells of a right table.
_RIGHT = {
    "at": ("2026-03-01 07:30", "2026-02-01T00:00Z", "2026-01-05", "2025-12-31 23:59:59.9+02:00"),
    "site": ("back", "leg-left", "other:head", ""),
    "scale": ("nrs", ""),
    "value": ("0", "3", "7", "10", "3.0"),
    "recall": ("now", "worst-24h", ""),
    "patient": ("Anna", "Zoé", "me", "Bo"),
    "minutes": ("30", "20.0", ""),
    "area": ("lower-back", "neck; leg-left", ""),
    "technique": ("stroking", "other:cups", ""),
    "by": ("Dr. Vogel", "Zoe\u0301", ""),
}
#: Options that fit most tables.
_FITTING = (["--site", "back"], ["--round", "up"], ["--reject-file", "refused.csv"], ["--json"])
(IMPORT,) = (command for words, command in every_command() if words == ("import",))


class Given(NamedTuple):
    """A file to import, the options behind its name, and those that save them as a mapping."""

    kind: str
    data: bytes
    options: list[str]
    saving: list[str]


@some.composite
def tables(draw: Any, kind: str) -> bytes:
    """A table of this kind as a program writes it, which may be one that writes it badly."""
    header = draw(some.permutations(FIELDS[kind]))[draw(some.integers(0, 4)) :]
    header += [name for name in ("at", "value") if name not in header and not draw(one_in(9))]
    header += [draw(some.one_of(some.sampled_from(FIELDS[kind]), TEXT))] if draw(one_in(9)) else []
    rows = draw(some.lists(some.tuples(*map(_cells, header)), max_size=6))
    rows += rows[: draw(some.integers(0, 2))]
    text = io.StringIO()
    writer = csv.writer(
        text,
        delimiter=draw(some.sampled_from(";\t|")) if draw(one_in(20)) else ",",
        quoting=draw(some.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))),
        lineterminator=draw(some.sampled_from(("\n", "\r\n", "\r", "\n\n"))),
    )
    writer.writerows([header, *rows])
    encoding = "utf-8-sig" if draw(one_in(5)) else "utf-8"
    if draw(one_in(20)):
        encoding = draw(some.sampled_from(("utf-16", "utf-32", "utf-7", "cp1252", "shift_jis")))
    wrong = "surrogatepass" if encoding.startswith("utf-8") else "replace"
    data = text.getvalue().encode(encoding, wrong)
    return draw(_harmed(data)) if draw(one_in(5)) else data


def _cells(name: str) -> Any:
    if name == "note":
        return some.one_of(some.just(""), TEXT.map(lambda text: text + PRIVATE))
    right = some.sampled_from(_RIGHT.get(name, ("",)))
    return some.one_of(*[right] * 9, values_for(name))


_BYTES = some.one_of(some.binary(max_size=4), some.sampled_from((b'"', b"\0", b"\xff", b"\n")))


@some.composite
def _harmed(draw: Any, data: bytes) -> bytes:
    """The data cut off, or with some bytes of it put in, taken out or replaced."""
    place = draw(some.integers(0, len(data)))
    gone = draw(some.integers(0, 3))
    put = draw(_BYTES)
    end = draw(some.sampled_from((len(data), place + gone)))
    return data[:place] + put + data[place + gone : end or None]


@some.composite
def _imports(draw: Any) -> Given:
    kind = draw(some.sampled_from(KINDS))
    data = draw(some.one_of(tables(kind), tables(kind), tables(kind), some.binary(max_size=200)))
    options = [] if kind == "pain" else ["--kind", kind]
    for words in _FITTING[2:] if kind == "massage" else _FITTING:
        options += words if draw(some.booleans()) else []
    saving: list[str] = []
    for param in IMPORT.params:
        if param.name not in ("files", "kind") and draw(one_in(15)):
            into = saving if param.name == "save_mapping" else options
            into += draw(given(param))
    return Given(kind, data, options, saving)


IMPORTS = _imports()


def take_in(at: Desk, table: Given) -> None:
    """Import the file; what it stored is there when asked again, and comes back after an undo."""
    (at.folder / "given.csv").write_bytes(table.data)
    line = ["import", "given.csv", *table.options, "--json"]
    done = at.run([*line, *table.saving])
    if done.code == DONE and "--dry-run" not in line:
        told = _counts(done.out)
        assert _counts(at.run([*line, "--dry-run"]).out)["added"] == 0, table
        for each in told["changes"][:1]:  # which takes back all of it
            whose = [f"--patient={each['patient']}"] if "patient" in each else []
            undone = at.run([*whose, "undo", each["change"]])
            assert undone.code == DONE, (table, undone)
        assert _counts(at.run([*line, "--dry-run"]).out)["added"] == told["added"], table
    at.must_be_sound()


def _counts(out: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(out)
    ends = told["added"] + told["already_there"] + sum(told["skipped"].values()) + told["refused"]
    assert told["read"] == ends, told
    return told


def tell(kept: Path | None, table: Given) -> None:
    """Take the file in beside what was kept."""
    with desk(kept, NOW) as at:
        take_in(at, table)
