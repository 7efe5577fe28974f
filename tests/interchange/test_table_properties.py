"""Whatever a file holds, it is rows, or refused in a sentence."""

from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from rehabtrack.domain.errors import ImportRefused, Refused
from rehabtrack.domain.moment import zone_named
from rehabtrack.interchange.cells import record_of
from rehabtrack.interchange.items import Item, Refusal, Row
from rehabtrack.interchange.layout import FIELDS, KINDS, Layout
from rehabtrack.interchange.sheet import decoded
from rehabtrack.interchange.table import Table
from rehabtrack.interchange.times import read_dated

NOW = 1_773_489_600_000
CELLS = some.one_of(
    some.sampled_from(
        [
            *("at", "value", "site", "scale", "recall", "note", "patient", "minutes", "area"),
            *("2026-03-01", "2026-03-01 07:30", "2025-03-30T02:30", "0001-01-01", "9999-12-31"),
            *("1900-01-01T00:00+15:59", "2200-12-31T23:59-15:59", "7", "3.2", "-1", "1e9", "back"),
            *("vas", "weak", "other:knee", "Ann", "p1", '"', '""', "\n", "\r", "\t", ";", ""),
        ]
    ),
    some.text(max_size=20),
)
ROWS = some.lists(some.lists(CELLS, max_size=7).map(",".join), max_size=8)
TABLES = some.one_of(
    some.binary(max_size=200),
    some.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    ROWS.map(lambda rows: "\n".join(rows).encode("utf-8", "surrogatepass")),
    ROWS.map(
        lambda rows: "\n".join(["at,value,site,note,patient,minutes", *rows]).encode(
            "utf-8", "surrogatepass"
        )
    ),
)
OPTIONS = some.fixed_dictionaries(
    {
        "kind": some.sampled_from(KINDS),
        "site": some.sampled_from([None, "back"]),
        "sites": some.sampled_from([None, {"back": "neck", "": "back"}]),
        "scale": some.sampled_from(["nrs", "vas", "vrs", "faces"]),
        "where": some.sampled_from([None, ("note", ""), ("value", "7")]),
        "round_up": some.booleans(),
    }
)


def read(data: bytes, options: dict[str, object]) -> list[Item] | None:
    layout = Layout(zone=zone_named("Europe/Paris"), now=NOW, **options)  # type: ignore[arg-type]
    try:
        return list(Table(decoded(BytesIO(data)), layout).items("me"))
    except ImportRefused as error:
        refused = error
    assert refused.sentence.endswith(".")
    assert refused.remedy
    return None


@example(b"at\n2026-02-30", {"kind": "massage", "scale": "vas"})
@given(TABLES, OPTIONS)
def test_any_bytes_are_rows_or_refused_in_a_sentence(
    data: bytes, options: dict[str, object]
) -> None:
    for item in read(data, options) or []:
        assert item.line > 1
        if isinstance(item, Refusal):
            assert item.sentence
            assert item.remedy
            assert set(item.cells) <= set(FIELDS[str(options["kind"])])
        if isinstance(item, Row):
            assert item.record.moment.at <= NOW + 5 * 60_000


@given(TABLES, OPTIONS)
def test_a_file_read_twice_gives_the_same_and_equal_rows_are_of_one_time(
    data: bytes, options: dict[str, object]
) -> None:
    items = read(data, options)
    assert items == read(data, options)
    times: dict[tuple[str, bytes], int] = {}
    for item in items or []:
        if isinstance(item, Row):
            key = (item.patient.casefold(), item.identity)
            assert times.setdefault(key, item.moment.at) == item.moment.at


GOOD = some.tuples(
    some.sampled_from(["2026-03-01", "2026-03-01 07:30", "2026-02-30", "2026-03-01T08:00Z", ""]),
    some.sampled_from(["7", "3.2", "7.0", "11", "weak", ""]),
    some.sampled_from(["back", "Back", "knee", "other:knee", ""]),
    some.sampled_from(["nrs", "vas", "VRS", "pain", ""]),
    some.sampled_from(["now", "average-7d", "worst-24h", "then", ""]),
    some.sampled_from(["", "a", "calm", "x" * 300]),
    some.sampled_from(["Ann", "ann", "Ben", "p1", ""]),
)
COLUMNS = ("at", "value", "site", "scale", "recall", "note", "patient")


@given(some.lists(GOOD, max_size=12), OPTIONS)
def test_rows_told_before_are_read_as_if_they_were_the_first(
    rows: list[tuple[str, ...]], options: dict[str, object]
) -> None:
    options |= {"kind": "pain", "where": None}
    header, lines = ",".join(COLUMNS), [",".join(row) for row in rows]
    for place, line in enumerate(lines):
        together = read("\n".join([header, *lines]).encode(), options) or []
        (alone,) = read(f"{header}\n{line}".encode(), options) or []
        assert as_if_first(together[place]) == as_if_first(alone)
        plain(dict(zip(COLUMNS, rows[place], strict=True)), options, alone)


def as_if_first(item: Item) -> Item:
    """The item as if it stood below the header; the record of its like has another moment."""
    item = item._replace(line=2)
    return item._replace(like=item.record) if isinstance(item, Row) else item


def plain(row: dict[str, str], options: dict[str, object], item: Item) -> None:
    """See that an item is what the cells and rules make of a row, with nothing remembered."""
    layout = Layout(zone=zone_named("Europe/Paris"), now=NOW, **options)  # type: ignore[arg-type]
    cells = {name: row[name] for name in FIELDS["pain"] if row[name]}
    if isinstance(item, Row):
        moment, _ = read_dated(row["at"], layout.zone, NOW)
        assert item.record == record_of(cells, moment, layout)
    if isinstance(item, Refusal) and cells.get("patient") not in (None, "p1"):
        with pytest.raises(Refused) as refused:
            record_of(cells, read_dated(row["at"], layout.zone, NOW)[0], layout)
        assert (refused.value.sentence, refused.value.remedy) == (item.sentence, item.remedy)
