"""FHIR in JSON is read resource by resource; what is no such file is refused in a sentence."""

import copy
import json
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import Any

import pytest
from fhir_files import ANN, NOW, PARIS, bundle, coded, items, pain, procedure, stopped

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.interchange.fhir import json_stream, json_window, read
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
        ("0." + "3" * 60, "too long or too large"),
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


WHOLE: tuple[dict[str, Any], ...] = (
    pain(
        4,
        id="1",
        subject={"reference": "Patient/ann", "identifier": {"value": "7"}},
        effectivePeriod={"start": "2026-03-12", "end": "2026-03-13"},
        note=[{"text": "calm"}],
        bodySite={"coding": [{"system": "x", "code": "y", "display": "Neck"}], "text": "Neck"},
        component=[{"code": coded("72514-3"), "valueCodeableConcept": coded("LA6111-4")}],
        performer=[{"reference": "Patient/ann"}],
    ),
    procedure(
        status="not-done",
        statusReason={"text": "pain"},
        subject={"reference": "#p"},
        contained=[ANN | {"id": "p"}],
        performedPeriod={"start": "2026-03-12T10:00:00Z", "end": "2026-03-12T10:30:00Z"},
        performer=[{"actor": {"display": "Bea"}}],
        bodySite=[{"text": "back"}],
    ),
    {
        "resourceType": "EpisodeOfCare",
        "status": "active",
        "type": [coded("recovery", "urn:rehabtrack:phase")],
        "patient": {"reference": "Patient/ann"},
        "period": {"start": "2026-03-12"},
        "text": {"status": "additional", "div": "<div>calm</div>"},
    },
    {
        "resourceType": "Patient",
        "id": "ann",
        "name": [{"use": "official", "given": ["Ann"], "family": "Example"}],
    },
)
ODD: tuple[Any, ...] = (None, True, 7, -1.5, "", "x", [], {}, [[]], [None], [{}], {"x": {}}, ["x"])


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for name, member in members:
        yield (*path, name)
        if isinstance(member, dict | list):
            yield from _paths(member, (*path, name))


@pytest.mark.parametrize("resource", WHOLE, ids=lambda resource: resource["resourceType"])
def test_an_element_of_another_shape_is_refused_or_passed_over(resource: dict[str, Any]) -> None:
    assert all(isinstance(item, Row) for item in items(bundle(*WHOLE[:3])))
    for path in _paths(resource):
        for odd in ODD:
            broken = copy.deepcopy(resource)
            place = broken
            for name in path[:-1]:
                place = place[name]
            place[path[-1]] = odd
            others = [each for each in WHOLE if each is not resource]
            assert items(bundle(broken, *others)), (path, odd)


def test_text_that_is_none_goes_into_no_record_and_stops_nothing_else() -> None:
    data = bundle(pain(4, note=[{"text": "X"}]), pain(5)).replace(b'"X"', b'"\\ud800"')
    refused, good = items(data)
    assert "not text" in refused[1]
    assert isinstance(good, Row)
    kept = items(bundle(pain(4, device={"display": "X"})).replace(b'"X"', b'"\\ud800"'))[0]
    assert isinstance(kept, Row)
    assert (kept.original or "").encode().count(b'"display":"?"') == 1
    assert isinstance(items(bundle(pain(4, id="X")).replace(b'"X"', b'"\\ud800"'))[0], Row)


def test_no_depth_of_nesting_is_too_deep_to_be_refused() -> None:
    told = set()
    for depth in (*range(850, 1000), 200_000):  # some Python reads a thousand
        data = bundle(pain(4, device={})).replace(b"{}", b"[" * depth + b"]" * depth)
        try:
            (item,) = items(data)
            told.add("read" if isinstance(item, Row) else str(item[1]))
        except ImportRefused as error:
            told.add(error.sentence)
    assert len(told) >= 2
    assert all(each == "read" or "nested too deeply" in each for each in told)


@contextmanager
def at_most(megabytes: int) -> Iterator[None]:
    """What runs in it holds no more at once."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < megabytes * 1_000_000
    finally:
        tracemalloc.stop()


class Endless(RawIOBase):
    """A stream that begins somehow and goes on with the same, numbered, for 300 MB."""

    def __init__(self, start: bytes, more: bytes) -> None:
        self._start, self._more, self._given = start, more, 0

    def read(self, size: int = -1) -> bytes:
        if not self._given:
            self._given = 1
            return self._start
        if self._given > 300_000_000:
            return b""
        count = max(1, size // 16)
        piece = self._more * count
        if b"%d" in self._more:
            piece = b"".join(self._more % (self._given + number) for number in range(count))
        self._given += len(piece)
        return piece


@pytest.mark.parametrize(
    ("start", "more", "why"),
    [
        (b'{"resourceType": "', b"x" * 60, "longer than 400000 characters"),
        (b'{"resourceType": "Bundle", "entry": [[', b'1.5,[],"text",', "longer than 400000 char"),
        (b'{"resourceType": "List"', b', "%d": "text"', "longer than 400000 characters"),
        (b'{"resourceType": ', b" " * 60, "damaged or cut off"),
    ],
    ids=["one string", "one entry", "many members", "spaces"],
)
def test_a_line_without_end_is_refused_in_bounded_memory(
    monkeypatch: pytest.MonkeyPatch, start: bytes, more: bytes, why: str
) -> None:
    for module in (json_stream, json_window):
        monkeypatch.setattr(module, "LONGEST", 400_000)
    with at_most(15), pytest.raises(ImportRefused, match=why):
        list(resources(Endless(start, more)))  # type: ignore[arg-type]


def test_a_resource_may_be_four_million_characters_long() -> None:
    with pytest.raises(ImportRefused, match="longer than 4194304 characters"):
        list(resources(Endless(b'{"resourceType": "', b"x" * 60)))  # type: ignore[arg-type]


def test_an_entry_as_long_as_is_held_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (json_stream, json_window):
        monkeypatch.setattr(module, "LONGEST", 100_000)
    assert rows(bundle(pain(4, device={"display": "x" * 90_000}), pain(5)))[1] == ("entry[1]", 5)
    entries = [pain(5, device={"display": "x" * 9000})] * 20
    assert len(rows(bundle(*entries)[:-1] + b', "total": 20}')) == 20
    assert "longer than 100000" in stopped(bundle(pain(4, device={"display": "x" * 300_000})))


def test_a_bundle_of_many_observations_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    with path.open("w") as file:
        file.write('{"resourceType": "Bundle", "type": "collection", "entry": [')
        for number in range(10_000):
            file.write(f'{{"fullUrl": "urn:uuid:{number}", "resource": {RATING}}},\n')
        file.write(f'{{"resource": {json.dumps(ANN)}}}]}}')
    with at_most(5), path.open("rb") as many:
        found = read.items(many, Layout(zone=PARIS, now=NOW), "me")
        assert sum(isinstance(item, Row) for item in found) == 10_000
