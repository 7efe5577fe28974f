"""A table's rows become records, are passed over, or are refused with their line."""

import csv
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.moment import zone_named
from rehabtrack.interchange.items import Item, Refusal, Row, Skipped, origin_of
from rehabtrack.interchange.layout import Layout, read_site_map
from rehabtrack.interchange.sheet import LONGEST_ROW, decoded
from rehabtrack.interchange.table import Table

PARIS = zone_named("Europe/Paris")
NOW = int(datetime(2026, 3, 14, 12, tzinfo=UTC).timestamp() * 1000)


def items(text: str | bytes, patient: str = "me", **options: Any) -> list[Item]:
    """Every item of a table given as its text."""
    data = text if isinstance(text, bytes) else text.encode()
    return list(
        Table(decoded(BytesIO(data)), Layout(zone=PARIS, now=NOW, **options)).items(patient)
    )


def row(cells: str, header: str = "at,site,scale,value,recall,note", **options: Any) -> Row:
    """The one good row of a table."""
    (item,) = items(f"{header}\n{cells}\n", **options)
    assert isinstance(item, Row), item
    return item


def refusal(cells: str, header: str = "at,value", **options: Any) -> Refusal:
    """The one refused row of a table; its site is the back unless a column says."""
    site = {} if "site" in header else {"site": "back"}
    (item,) = items(f"{header}\n{cells}\n", **(site | options))
    assert isinstance(item, Refusal), item
    return item


def stopped(text: str | bytes, **options: Any) -> str:
    """The sentence and remedy with which a whole table is refused."""
    with pytest.raises(ImportRefused) as refused:
        items(text, **options)
    return str(refused.value)


def at(text: str, **options: Any) -> str:
    """The instant a time is read as, in UTC."""
    ms = row(f'"{text}",1', "at,value", site="back", **options).record.moment.at
    return f"{datetime.fromtimestamp(ms / 1000, UTC):%Y-%m-%dT%H:%MZ}"


def identities(text: str, **options: Any) -> list[bytes]:
    return [item.identity for item in items(text, **options) if isinstance(item, Row)]


# --- rows ----------------------------------------------------------------------------------------


def test_a_row_of_canonical_columns_is_a_rating() -> None:
    found = row("2026-03-01T07:30+01:00,leg-left,vas,31,worst-24h,after a walk")
    rating = found.record
    assert (found.line, found.patient, found.notice) == (2, "me", None)
    assert (rating.site, rating.scale, rating.value) == ("leg-left", "vas", 31)
    assert (rating.recall, rating.note) == ("worst-24h", "after a walk")
    assert (rating.moment.offset, rating.moment.precision) == (60, "minute")


def test_optional_columns_may_be_absent_or_empty() -> None:
    short = row("2026-03-01T07:30Z,4", "at,value", site="back").record
    assert (short.site, short.scale, short.recall, short.note) == ("back", "nrs", "now", None)
    assert row("2026-03-01T07:30Z,back,,4,,").record == short


def test_columns_may_stand_in_any_order_under_other_names_beside_others() -> None:
    text = "mood,intensity,when,where\n9,3,2026-03-01T07:30Z,neck\n"
    (item,) = items(text, columns={"at": "when", "value": "intensity", "site": "where"})
    assert isinstance(item, Row)
    assert (item.record.site, item.record.value) == ("neck", 3)


def test_what_a_cell_says_comes_before_the_option_that_stands_for_it() -> None:
    found = row("2026-03-01T07:30Z,neck,vas,30,,", site="back", scale="nrs")
    assert (found.record.site, found.record.scale) == ("neck", "vas")


def test_a_word_of_the_verbal_scale_is_read_as_its_rank() -> None:
    found = row("2026-03-01T07:30Z,mild", "at,value", site="back", scale="vrs")
    assert found.record.value == 1


def test_a_massage_row_holds_its_areas_and_techniques_between_semicolons_or_commas() -> None:
    cells = '2026-03-01 10:00,45,"neck; lower-back","stroking,kneading",Ann,calm'
    session = row(cells, "at,minutes,area,technique,by,note", kind="massage").record
    assert (session.minutes, session.areas) == (45, ("neck", "lower-back"))
    assert (session.techniques, session.therapist) == (("stroking", "kneading"), "Ann")
    assert session.given


def test_a_massage_row_needs_its_time_alone() -> None:
    session = row("2026-03-01", "at", kind="massage").record
    assert (session.minutes, session.areas, session.moment.precision) == (None, (), "day")
    assert row("2026-03-01,45.0", "at,minutes", kind="massage").record.minutes == 45


@pytest.mark.parametrize("minutes", ["30.5", "half an hour", "-5", "0", "1441"])
def test_minutes_that_no_massage_lasts_are_refused(minutes: str) -> None:
    assert "minutes" in refusal(f"2026-03-01,{minutes}", "at,minutes", kind="massage").remedy


# --- values --------------------------------------------------------------------------------------


def test_a_number_equal_to_a_whole_number_is_that_number() -> None:
    assert row("2026-03-01,7.0", "at,value", site="back").record.value == 7


def test_a_decimal_is_refused_with_the_remedy() -> None:
    found = refusal("2026-03-01,3.2")
    assert found.sentence == "3.2 is not a value of the 0-10 scale (nrs)."
    assert found.remedy == "Use a whole number from 0 to 10, or import with --round up."


@pytest.mark.parametrize(
    ("scale", "text", "value"),
    [
        *[("nrs", "3.2", 4), ("nrs", "3.0000000000000000000000001", 4), ("nrs", "3.000", 3)],
        *[("nrs", '"3,2"', 4), ("vas", '"30,0"', 30)],
        *[("nrs", "0.1", 1), ("nrs", "9.9", 10), ("vas", "30.4", 31), ("faces", "2.5", 4)],
    ],
)
def test_rounding_up_is_exact_and_never_hides_a_high_value(
    scale: str, text: str, value: int
) -> None:
    found = row(f"2026-03-01,{text}", "at,value", site="back", scale=scale, round_up=True)
    assert found.record.value == value


@pytest.mark.parametrize("text", ["11", "10.1", "-0.5", "3,2,1", "3e0", "nan", "٣", "many"])
def test_rounding_up_takes_no_value_that_lies_outside_the_scale_or_is_no_number(text: str) -> None:
    found = refusal(f'2026-03-01,"{text}"', round_up=True)
    assert found.sentence == f"{text} is not a value of the 0-10 scale (nrs)."
    assert "--round" not in refusal(f'2026-03-01,"{text}"').remedy


def test_an_empty_value_is_refused_and_never_zero() -> None:
    assert refusal("2026-03-01,").sentence == "There is no value for the 0-10 scale (nrs)."


# --- times ---------------------------------------------------------------------------------------


def test_times_are_iso_8601_with_an_offset_or_in_the_zone_with_a_t_or_a_space() -> None:
    assert at("2026-03-01T07:30:59+09:00") == "2026-02-28T22:30Z"
    assert at("2026-03-01T07:30Z") == "2026-03-01T07:30Z"
    assert at("2026-03-01T07:30") == "2026-03-01T06:30Z"
    assert at("2026-03-01 07:30:15") == "2026-03-01T06:30Z"


def test_a_bare_date_is_known_by_its_day() -> None:
    moment = row("2026-03-01,1", "at,value", site="back").record.moment
    assert (moment.precision, moment.width) == ("day", 24 * 3_600_000)


def test_a_time_without_an_offset_is_in_the_zone_of_a_patient_who_has_one_of_her_own() -> None:
    zones = {"yuki": zone_named("Asia/Tokyo")}
    assert at("2026-03-01T07:30", patient="Yuki", zones=zones) == "2026-02-28T22:30Z"
    assert at("2026-03-01T07:30", patient="Zoé", zones=zones) == "2026-03-01T06:30Z"


def test_a_time_that_happens_twice_is_the_earlier_and_said_so() -> None:
    found = row("2025-10-26 02:30,1", "at,value", site="back")
    assert found.record.moment.offset == 120
    assert found.notice is not None
    assert "happens twice" in found.notice


def test_a_time_that_did_not_exist_is_refused_naming_its_neighbours() -> None:
    found = refusal("2025-03-30 02:30,1")
    assert found.remedy == "Use 01:59 or 03:00."


@pytest.mark.parametrize("text", ["now", "-2h", "07:30", "yesterday 22:00", "today", "14/3/26"])
def test_a_time_that_does_not_begin_with_a_date_is_refused(text: str) -> None:
    assert refusal(f"{text},1").sentence == f'"{text}" does not begin with a date.'


@pytest.mark.parametrize("text", ["2026-02-30", "2026-03-01T25:00", "2026-03-01Tnoon", ""])
def test_a_time_that_cannot_be_read_is_refused(text: str) -> None:
    assert refusal(f"{text},1").remedy


def test_a_row_in_the_future_is_refused_and_one_within_five_minutes_is_not() -> None:
    assert refusal("2026-03-14T12:06Z,1").sentence.endswith("lies in the future.")
    assert row("2026-03-14T12:05Z,1", "at,value", site="back")
    assert refusal("2026-03-15,1").sentence == "15 Mar 2026 lies in the future."


# --- sites, patients, filters --------------------------------------------------------------------


def test_an_unknown_site_is_refused_with_the_nearest() -> None:
    found = refusal("2026-03-01,leg-lfet,8", "at,site,value")
    assert found.sentence == '"leg-lfet" is not a site.'
    assert found.remedy.startswith("Did you mean leg-left")
    assert found.remedy.endswith("those that are not named are skipped: --site-map NAME=SITE,..")


def test_with_a_site_map_rows_of_other_sites_are_skipped_by_site() -> None:
    sites = read_site_map("Back pain=back,Knee=other:knee")
    text = "at,site,value\n2026-03-01,Back Pain,4\n2026-03-01,joy,4.5\n2026-03-01,Knee,2\n"
    first, second, third = items(text, sites=sites)
    assert isinstance(first, Row)
    assert first.record.site == "back"
    assert second == Skipped(3, "joy")
    assert isinstance(third, Row)
    assert not third.record.counts


def test_a_row_without_a_site_takes_the_one_given_or_is_refused() -> None:
    text = "at,site,value\n2026-03-01,,4\n"
    (found,) = items(text, site="neck", sites={"knee": "other:knee"})
    assert isinstance(found, Row)
    assert found.record.site == "neck"
    assert refusal("2026-03-01,,4", "at,site,value").sentence == (
        "The row does not say where it hurts."
    )


def test_only_rows_with_the_value_asked_for_are_taken() -> None:
    text = "at,value,code\n2026-03-01,4,a\n2026-03-01,way too much,b\n"
    first, second = items(text, site="back", where=("code", "a"))
    assert isinstance(first, Row)
    assert isinstance(second, Skipped)
    assert (second.line, second.reason) == (3, "another code")


def test_a_patient_column_says_whose_a_row_is() -> None:
    text = "at,value,patient\n2026-03-01,4, Ann \n2026-03-01,4,\n2026-03-01,4,p1\n"
    first, second, third = items(text, site="back")
    assert isinstance(first, Row)
    assert first.patient == "Ann"
    assert isinstance(second, Refusal)
    assert second.sentence == "The row does not say whose it is."
    assert isinstance(third, Refusal)


# --- lines ---------------------------------------------------------------------------------------


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    text = 'at,note,value\r\n\r\n2026-03-01,"a\r\nb",1\r\n,,\r\n2026-03-02,,x\r\n'
    good, bad = items(text, site="back")
    assert (good.line, bad.line) == (3, 6)


def test_a_row_of_more_or_fewer_cells_than_the_header_is_refused() -> None:
    assert refusal("2026-03-01").sentence == "The row has 1 cells, the header 2."
    assert refusal("2026-03-01,3,2").sentence == "The row has 3 cells, the header 2."


def test_a_refusal_carries_its_mapped_cells_but_tells_no_note() -> None:
    bad = refusal("2026-03-01,back,12,my secret", "at,site,value,note")
    assert "secret" not in bad.sentence + bad.remedy
    assert bad.cells == {
        "at": "2026-03-01",
        "site": "back",
        "value": "12",
        "note": "my secret",
    }


# --- whole tables --------------------------------------------------------------------------------


def test_a_byte_order_mark_and_crlf_are_taken() -> None:
    (item,) = items(b"\xef\xbb\xbfat,value\r\n2026-03-01,4\r\n", site="back")
    assert isinstance(item, Row)


def test_old_line_ends_are_taken() -> None:
    assert len(items(b"at,value\r2026-03-01,4\r2026-03-02,4\r", site="back")) == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_stops_the_import(encoding: str) -> None:
    data = "at,value\n2026-03-01,4\n".encode(encoding)
    assert stopped(data, site="back") == (
        "The file is saved as UTF-16, not as UTF-8. "
        "Save it again as UTF-8 (in a spreadsheet: CSV UTF-8)."
    )


def test_text_that_is_not_utf_8_stops_the_import_with_its_line() -> None:
    data = "at,value,note\n2026-03-01,4,\n2026-03-02,4,Zoé\n".encode("latin-1")
    assert stopped(data, site="back").startswith("Line 3 is not UTF-8 text.")


def test_a_nul_byte_stops_the_import_with_its_line() -> None:
    data = b"at,value,note\n2026-03-01,4,a\0b\n"
    assert stopped(data, site="back").startswith("Line 2 holds a NUL byte.")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_semicolons_or_tabs_divide_the_cells_where_the_header_has_nothing_else(
    delimiter: str,
) -> None:
    text = 'at,value,note\n2026-03-01,4,"a,b"\n'.replace(",", delimiter)
    text = text.replace(f"a{delimiter}b", "a,b")
    assert items(text, site="back") == items(text.replace(delimiter, ","), site="back")
    torn = items(f"at{delimiter}value\n2026-03-01{delimiter}4{delimiter}5\n", site="back")[0]
    word = {";": "semicolon", "\t": "tab"}[delimiter]
    assert torn.remedy == f"Put a cell that holds a {word} in double quotes."


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_line_that_tells_excel_the_delimiter_is_obeyed(delimiter: str) -> None:
    text = 'sep=|\r\nat|"value, or none; said"|site\r\n2026-03-01|4|back\r\n'
    (item,) = items(text.replace("|", delimiter), columns={"value": "value, or none; said"})
    assert isinstance(item, Row)
    assert (item.line, item.record.value) == (3, 4)


def test_a_header_with_commas_too_is_divided_at_the_commas() -> None:
    assert row("2026-03-01,4,x;y", "at,value,a;b", site="back").record.value == 4
    assert row("2026-03-01,4,x", 'at,value,"a;b"', site="back").record.value == 4
    assert row("2026-03-01;4;x", 'at;value;"a,b"', site="back").record.value == 4


def test_another_delimiter_is_named() -> None:
    assert stopped("at|value\n2026-03-01|4\n", site="back") == (
        "The cells of this table are separated by bars, not by commas. "
        "Save it again as CSV with commas."
    )


def test_a_missing_column_is_named_with_all_there_are_or_with_the_nearest() -> None:
    assert stopped("at,values\n2026-03-01,4\n", site="back") == (
        'There is no column "value". The columns are at, values. '
        "Name the one that is meant: --map value=COLUMN"
    )
    assert stopped("when,hurt\n", site="back") == (
        'There is no column "at". The columns are when, hurt. '
        "Name the one that is meant: --map at=COLUMN,value=COLUMN"
    )
    assert stopped("at,values\n", site="back", columns={"at": "at"}) == (
        'There is no column "value". Did you mean values? Name it: --map value=COLUMN'
    )
    assert stopped("at,value\n", site="back", columns={"value": "intensty"}) == (
        'There is no column "intensty". The columns are at, value.'
    )
    assert stopped("at,value\n", site="back", where=("code", "x")).startswith(
        'There is no column "code".'
    )


def test_a_header_of_many_columns_is_not_told_whole() -> None:
    header = ",".join(f"column{number}" for number in range(200))
    assert stopped(header).startswith('There is no column "at". The columns are column0, ')
    assert "column11 and 188 more." in stopped(header)


def test_a_name_that_is_there_twice_stops_the_import() -> None:
    assert stopped("at,value,value\n2026-03-01,4,9\n", site="back") == (
        'Two columns are named "value". Rename one of them.'
    )
    assert items("at,value,,\n2026-03-01,4,,\n", site="back")


def test_pain_without_a_site_stops_the_import() -> None:
    assert stopped("at,value\n2026-03-01,4\n") == (
        "The table does not say where it hurts. "
        "Give --site SITE, or name the column: --map site=COLUMN"
    )
    assert stopped("at,value\n2026-03-01,4\n", sites={"knee": "back"}).startswith(
        "The table has no column of sites for --site-map."
    )


def test_an_empty_file_and_one_of_a_header_alone_stop_the_import() -> None:
    assert stopped("").startswith("The file is empty.")
    assert stopped("\n\n").startswith("The file is empty.")
    assert stopped("at,value\n\n", site="back").startswith("The file holds a header and no rows.")


def test_a_line_of_a_megabyte_stops_the_import_whatever_the_csv_module_is_told() -> None:
    before = csv.field_size_limit()
    text = f"at,value,note\n2026-03-01,4,\n2026-03-01,4,{'x' * 1_000_000}\n"
    assert stopped(text, site="back").startswith(
        f"The row at line 3 is longer than {LONGEST_ROW} characters."
    )
    assert stopped("x" * 1_000_000).startswith("The row at line 1 is longer")
    assert csv.field_size_limit() == before


def test_a_quote_that_is_never_closed_stops_the_import_before_it_swallows_the_rest() -> None:
    rows = "2026-03-01,4,\n" * 20_000
    assert stopped(f'at,value,note\n2026-03-01,4,"open\n{rows}', site="back").startswith(
        "The row at line 2 is longer"
    )
    assert stopped('at,value,note\n2026-03-01,4,"open\n', site="back").startswith(
        "The row at line 2 cannot be read: its quotes do not match."
    )
    assert stopped('at,value,note\n2026-03-01,4,"a"b\n', site="back").startswith(
        "The row at line 2 cannot be read"
    )


def test_the_longest_note_that_is_allowed_is_taken() -> None:
    found = row(f"2026-03-01,back,,4,,{'x' * 20_000}")
    assert len(found.record.note) == 20_000
    assert isinstance(items(f"at,site,value,note\n2026-03-01,back,4,{'x' * 20_001}\n")[0], Refusal)


# --- identity ------------------------------------------------------------------------------------


def test_the_same_row_is_the_same_whatever_the_options_and_the_other_columns() -> None:
    one = identities("at,value\n2026-03-01,4\n", site="back")
    assert one == identities("at,value,mood\n2026-03-01,4,bad\n", site="back", scale="vas")
    assert one == identities("value,site,at\n4,back,2026-03-01\n", site="neck")
    assert one == identities("value,at\n4,2026-03-01\n", site="back", round_up=True)
    assert one == identities("V,at,note\n4,2026-03-01,\n", site="back", columns={"value": "V"})
    assert one == identities("at,value,patient\n2026-03-01,4,Ann\n", site="back")
    assert len(one[0]) == 16


def test_rows_that_differ_in_a_mapped_cell_or_in_their_kind_are_not_the_same() -> None:
    texts = ["2026-03-01,4,a", "2026-03-01,5,a", "2026-03-02,4,a", "2026-03-01,4,b"]
    found = identities("at,value,note\n" + "\n".join(texts), site="back")
    found += identities("at,by\n2026-03-01,4\n", kind="massage")
    assert len(set(found)) == 5


def test_the_same_value_at_another_site_is_not_the_same_row() -> None:
    wide = "at,Back,Leg\n2026-03-01,7,7\n"
    back = identities(wide, site="back", columns={"value": "Back"})
    assert back != identities(wide, site="leg-left", columns={"value": "Leg"})


def test_equal_rows_are_told_apart_by_which_of_them_they_are() -> None:
    one, other = identities("at,value\n2026-03-01,4\n2026-03-01,5\n", site="back")
    each = [origin_of(identity, nth) for identity in (one, other) for nth in range(1, 20)]
    assert len(set(each)) == len(each)
    assert {len(origin) for origin in each} == {16}


def test_a_row_that_is_passed_over_has_its_place_among_its_equals() -> None:
    text = "at,value,code,patient\n2026-03-01T08:00Z,11,a,Ann\n2026-03-01T08:00Z,11,b,Ann\n"
    first, second = items(text, site="back", scale="vas", where=("code", "b"))
    assert isinstance(first, Skipped)
    assert isinstance(second, Row)
    assert first.place == ("Ann", "pain", second.moment.at, second.identity)


def test_a_row_that_is_passed_over_has_no_place_where_no_row_can() -> None:
    text = "at,value,code,patient\n2026-13-01,4,a,Ann\n2026-03-01,4,a,\n,,a,Ann\n"
    found = items(text, site="back", where=("code", "b"))
    assert [skipped.place for skipped in found if isinstance(skipped, Skipped)] == [None] * 3
