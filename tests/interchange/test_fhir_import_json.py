"""FHIR in JSON is read resource by resource; what is no such file is refused in a sentence."""

import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO, RawIOBase
from typing import Any

import pytest
from fhir_files import ANN, NOW, PARIS, bundle, items, pain, stopped

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.interchange.fhir import json_stream, read
from rehabtrack.interchange.fhir.json_stream import resources
from rehabtrack.interchange.items import Row
from rehabtrack.interchange.layout import Layout

RATING = json.dumps(pain(4))


def rows(data: bytes) -> list[tuple[int | str, int]]:
    return [(item.line, item.record.value) for item in items(data) if isinstance(item, Row)]


# --- what is FHIR --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        bundle(pain()),
        bundle(pain(), kind="searchset"),
        b"\xef\xbb\xbf" + bundle(pain()),
        b"\n  " + RATING.encode(),
        json.dumps({"entry": [{"resource": pain()}], "resourceType": "Bundle"}).encode(),
    ],
)
def test_fhir_is_recognised_by_what_is_in_it(data: bytes) -> None:
    assert read.recognises(data)
    assert [value for _, value in rows(data)] in ([2], [4])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"at,value\n2026-03-14,4\n",
        b'note\n"the ""resourceType"": ""Observation"" of a table"\n',
        b'{"rehabtrack": 1, "kind": "journal"}\n{"table": "pain"}\n',
        b'{"version": "1.0", "entries": [{"note": "\\"resourceType\\": \\"Observation\\""}]}',
        b"[]",
        '{"resourceType": "Bundle"}'.encode("utf-16"),
        b"<Bundle xmlns='http://hl7.org/fhir'/>",
    ],
)
def test_what_is_not_fhir_is_not_recognised(data: bytes) -> None:
    assert not read.recognises(data)


def test_every_type_of_bundle_holds_its_resources() -> None:
    for kind in ("collection", "transaction", "searchset", "document", "batch", "history"):
        assert rows(bundle(ANN, pain(3), kind=kind)) == [("entry[1]", 3)]


def test_a_bare_resource_and_one_a_line_are_read_by_their_lines() -> None:
    assert rows(RATING.encode()) == [(1, 4)]
    assert rows(f"{RATING}\n\n{json.dumps(pain(5))}\n".encode()) == [(1, 4), (3, 5)]
    assert rows(json.dumps(pain(6), indent=2).encode()) == [(1, 6)]


def test_the_members_of_a_bundle_stand_in_any_order() -> None:
    data = json.dumps({"entry": [{"resource": pain(4)}], "link": [], "resourceType": "Bundle"})
    assert rows(data.encode()) == [("entry[0]", 4)]


def test_a_resource_with_entries_of_its_own_is_no_bundle() -> None:
    listed = {"resourceType": "List", "entry": [{"item": {"reference": "Observation/1"}}]}
    assert [item[1] for item in items(json.dumps(listed).encode())] == ["List"]


class Slow(RawIOBase):
    """A stream that gives its bytes a few at a time."""

    def __init__(self, data: bytes, step: int) -> None:
        self._data, self._step, self._at = data, step, 0

    def read(self, size: int = -1) -> bytes:
        piece = self._data[self._at : self._at + self._step]
        self._at += len(piece)
        return piece


@pytest.mark.parametrize("step", [1, 2, 3, 7, 61])
def test_what_is_read_does_not_hang_on_where_it_is_cut(step: int) -> None:
    data = bundle(pain(4, note=[{"text": "größer 𝄞"}]), total=123456789, link=[1.25, True, None])
    found = list(resources(Slow(data, step)))  # type: ignore[arg-type]
    assert found == list(resources(BytesIO(data)))
    assert found[0].resource["note"][0]["text"] == "größer 𝄞"
    assert found[1].resource["total"] == 123456789


# --- what is damaged -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "why"),
    [
        ("NaN", "NaN is no number"),
        ("-Infinity", "-Infinity is no number"),
        ("1e999", "too long or too large"),
        ("9" * 5000, "too long or too large"),
        ('{"a": 1, "a": 2}', "a name stands twice in one object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ("'six'", "damaged or cut off"),
        ('"line\nbreak"', "damaged or cut off"),
        ("[1,]", "damaged or cut off"),
        ("01", "damaged or cut off"),
    ],
)
def test_what_is_no_json_is_refused_by_its_entry(element: str, why: str) -> None:
    first, second = RATING, RATING.replace('"status"', f'"odd": {element}, "status"', 1)
    data = f'{{"resourceType": "Bundle", "entry": [\n{first},\n{second}]}}'.encode()
    sentence = stopped(data)
    assert sentence.startswith("The file cannot be read at entry[1]: ")
    assert why in sentence


@pytest.mark.parametrize(
    "text",
    [
        '{"resourceType": "Bundle", "entry": [' + RATING,
        '{"resourceType": "Bundle", "entry": [' + RATING + ",]}",
        '{"resourceType": "Bundle", "entry": [],}',
        '{"resourceType": "Bundle", "entry": []} trailing',
        '{"resourceType": "Bundle" "entry": []}',
        '{"resourceType": "Bundle", 1: []}',
        '{"resourceType": "Bundle"',
        '{"resourceType": "Observation", "resourceType": "Patient"}',
        '{"resourceType": "Bundle", "entry": [], "entry": []}',
        "[]",
        "7",
        '"text"',
    ],
)
def test_a_file_that_is_cut_off_or_goes_on_gives_nothing(text: str) -> None:
    assert "cannot be read at" in stopped(text.encode())


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", '{"resourceType": "Bundle"}'])
def test_a_file_without_resources_says_so(text: str) -> None:
    assert stopped(text.encode()).startswith("The file holds no resources.")


@pytest.mark.parametrize("text", ["{}", '{"version": 1}', '{"resourceType": 7}'])
def test_json_of_another_kind_says_so(text: str) -> None:
    assert stopped(text.encode()).startswith("The file is no FHIR resource.")


def test_bytes_that_are_not_utf8_are_refused_by_their_line() -> None:
    assert "not UTF-8 text" in stopped(RATING.encode() + b"\n\xff\xfe")
    assert "not UTF-8 text" in stopped(bundle(pain(note=[{"text": "ä"}])).replace(b"\xc3", b""))


def test_nothing_is_given_of_a_file_that_is_damaged_at_its_end() -> None:
    data = bundle(pain(4), pain(5))[:-1]
    found: Iterator[Any] = read.items(BytesIO(data), Layout(zone=PARIS, now=NOW), "me")
    with pytest.raises(ImportRefused, match="cannot be read"):
        next(found)


def test_text_that_is_none_goes_into_no_record_and_stops_nothing_else() -> None:
    data = bundle(pain(4, note=[{"text": "X"}]), pain(5)).replace(b'"X"', b'"\\ud800"')
    refused, good = items(data)
    assert "not text" in refused[1]
    assert isinstance(good, Row)
    assert isinstance(items(bundle(pain(4, id="X")).replace(b'"X"', b'"\\ud800"'))[0], Row)


@pytest.mark.parametrize("what", ["one string", "one entry", "many members", "spaces"])
def test_a_line_without_end_is_refused_in_bounded_memory(what: str) -> None:
    script = f"""
import resource, sys
from io import RawIOBase
from rehabtrack.domain.errors import ImportRefused
from rehabtrack.interchange.fhir.json_stream import resources
starts = {{
    "one string": (b'{{"resourceType": "', b"x" * 60),
    "one entry": (b'{{"resourceType": "Bundle", "entry": [[', b'1.5,[],"text",'),
    "many members": (b'{{"resourceType": "Observation"', b', "%d": "text"'),
    "spaces": (b'{{"resourceType": ', b" " * 60),
}}
start, more = starts[{what!r}]
class Endless(RawIOBase):
    given = 0
    def read(self, size=-1):
        if not self.given:
            self.given = 1
            return start
        if self.given > 300_000_000:
            return b""
        count = max(1, size // 16)
        piece = more * count
        if b"%" in more:
            piece = b"".join(more % (self.given + n) for n in range(count))
        self.given += len(piece)
        return piece
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    for _ in resources(Endless()):
        pass
except ImportRefused as error:
    print(error.sentence)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert peak - before < 200 * 1024, peak - before
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120
    )
    assert run.returncode == 0, run.stderr
    why = "damaged or cut off" if what == "spaces" else "longer than 4194304 characters"
    assert why in run.stdout


def test_an_entry_as_long_as_is_held_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LONGEST", 100_000)
    assert rows(bundle(pain(4, device={"display": "x" * 90_000}), pain(5)))[1] == ("entry[1]", 5)
    assert "longer than 100000" in stopped(bundle(pain(4, device={"display": "x" * 300_000})))


def test_a_bundle_of_many_observations_is_read_in_bounded_memory(tmp_path: Any) -> None:
    path = tmp_path / "many.json"
    with path.open("w") as file:
        file.write('{"resourceType": "Bundle", "type": "collection", "entry": [')
        for number in range(20_000):
            file.write(f'{{"fullUrl": "urn:uuid:{number}", "resource": {RATING}}},\n')
        file.write(f'{{"resource": {json.dumps(ANN)}}}]}}')
    script = f"""
import resource
from rehabtrack.domain.moment import zone_named
from rehabtrack.interchange.fhir import read
from rehabtrack.interchange.items import Row
from rehabtrack.interchange.layout import Layout
layout = Layout(zone=zone_named("UTC"), now=1_800_000_000_000)
with open({str(path)!r}, "rb") as file:
    found = sum(isinstance(item, Row) for item in read.items(file, layout, "me"))
print(found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
    )
    found, megabytes = map(int, run.stdout.split())
    assert found == 20_000
    assert megabytes < 60
