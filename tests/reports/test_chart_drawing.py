"""A chart drawn: what stands where, whatever the journal holds and however wide it may be."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rehabtrack.domain.policy import DEFAULT_POLICY
from rehabtrack.domain.scales import SCALES, VALUES, highest_weak
from rehabtrack.domain.sites import SITES
from rehabtrack.reports.chart.axis import Axis, axis_of, dated, days_a_column
from rehabtrack.reports.chart.chart import Chart, chart, room
from rehabtrack.reports.chart.charted import Charted, Given, Stretch, Worst, gravest
from rehabtrack.reports.chart.marks import ASCII, DRAWN, Marks
from rehabtrack.reports.chart.panel import GUTTER

MONDAY = 20528  # 16 March 2026
MOST = 120


def journal(**given: Any) -> Charted:
    """The six weeks from that Monday on, with what is said."""
    empty: dict[str, Any] = dict.fromkeys(Charted._fields, ())
    span = {"first": MONDAY, "last": MONDAY + 41, "days": 1, "policy": DEFAULT_POLICY}
    return Charted(**empty | span | given)


def back(value: int, day: int = 0, *, site: str = "back", scale: str = "nrs") -> Worst:
    """A rating so many days after that Monday."""
    return Worst(MONDAY + day, site, scale, value, 1)


def rows(drawn: Chart, scale: str = "nrs") -> dict[str, str]:
    """The rows of a scale by their names, the limit's as `limit`."""
    [lines] = [panel.lines for panel in drawn.panels if panel.scale == scale]
    return {line[:GUTTER].strip() or "limit": line[GUTTER + 1 :] for line in lines}


def row(drawn: Chart, name: str) -> str:
    """A row below the axis."""
    [line] = [line for line in drawn.foot if line.startswith(name)]
    return line[GUTTER + 1 :]


# --- whatever the journal -------------------------------------------------------------------------

STATUSES = ("red-flag", "refused", "high-pain", "unverified", "clear", "not given")
DAYS_THERE = st.integers(0, 400)


@st.composite
def journals(draw: st.DrawFn) -> tuple[Charted, int]:
    """A journal, and how wide its chart may be."""
    width, length = draw(st.integers(40, MOST)), draw(st.integers(1, 400))
    days = days_a_column(0, length - 1, room(width))
    rated = st.sampled_from(SCALES).flatmap(
        lambda scale: st.builds(
            lambda day, site, value: Worst(MONDAY + day // days * days, site, scale, value, 1),
            st.integers(0, length - 1),
            st.sampled_from([*SITES, "other:head", "other:knee"]),
            st.sampled_from(VALUES[scale]),
        )
    )
    worst = draw(st.lists(rated, max_size=40, unique_by=lambda one: one[:3]))
    massages = st.builds(
        lambda day, status: Given(MONDAY + day, status),
        st.integers(0, length - 1),
        st.sampled_from(STATUSES),
    )
    stretches = st.builds(
        lambda what, first, more: Stretch(what, MONDAY + first, MONDAY + first + more),
        st.sampled_from(["conservative", "surgery", "recovery"]),
        st.integers(-50, length - 1),
        st.integers(0, 200),
    ).filter(lambda stretch: stretch.last >= MONDAY)
    found = journal(
        last=MONDAY + length - 1,
        days=days,
        policy=DEFAULT_POLICY._replace(limit=draw(st.integers(1, 4))),
        worst=worst,
        massages=draw(st.lists(massages, max_size=20)),
        phases=draw(st.lists(stretches, max_size=4)),
        periods=draw(st.lists(stretches, max_size=4)),
    )
    return found, width


@given(drawn=journals(), marks=st.sampled_from([ASCII, DRAWN]))
def test_no_line_is_wider_than_asked(drawn: tuple[Charted, int], marks: Marks) -> None:
    found, width = drawn
    made = chart(found, width, marks)
    lines = [*made.foot, *(line for panel in made.panels for line in panel.lines)]
    assert [line for line in lines if len(line) > width] == []
    if marks is ASCII:
        assert all(line.isascii() for line in lines)


@given(drawn=journals(), marks=st.sampled_from([ASCII, DRAWN]))
def test_what_is_rated_has_its_mark_and_what_is_not_has_none(
    drawn: tuple[Charted, int], marks: Marks
) -> None:
    found, width = drawn
    made = chart(found, width, marks)
    stands_for = {mark: {site} for site, mark in made.sites.items()}
    stands_for |= {mark: set(sites) for sites, mark in made.together.items()}
    seen = {
        (panel.scale, column, site)
        for panel in made.panels
        for line in panel.lines
        for column, mark in enumerate(line[GUTTER + 1 :])
        for site in stands_for.get(mark, ())
    }
    assert seen == {
        (one.scale, made.axis.column(one.day), one.site)
        for one in found.worst
        if one.site in made.sites
    }


@given(drawn=journals())
def test_of_each_column_the_worst_of_a_site_stands_above_the_limit_if_it_is_high(
    drawn: tuple[Charted, int],
) -> None:
    found, width = drawn
    made = chart(found, width, ASCII)
    for panel in made.panels:
        limit = next(n for n, line in enumerate(panel.lines) if line.startswith(" " * GUTTER))
        for one in found.worst:
            if one.scale != panel.scale or one.site not in made.sites:
                continue
            column = made.axis.column(one.day)
            marks = {made.sites[one.site]} | {
                mark for sites, mark in made.together.items() if one.site in sites
            }
            [stands] = [
                n
                for n, line in enumerate(panel.lines)
                if line[GUTTER + 1 :].ljust(MOST)[column] in marks
            ]
            high = one.value > highest_weak(one.scale, found.policy.limit)
            assert stands < limit or not high
            alone = [w for w in found.worst if w[1:3] == one[1:3]]
            if all(made.axis.column(w.day) != column for w in alone if w != one):
                assert (stands < limit) == high


@given(drawn=journals())
def test_every_massage_is_marked_or_lies_behind_a_graver_one(drawn: tuple[Charted, int]) -> None:
    found, width = drawn
    assume(found.massages)
    made = chart(found, width, ASCII)
    marked = row(made, "massage")
    status_of = {mark: status for status, mark in ASCII.massages.items()}
    for one in found.massages:
        there = status_of[marked[made.axis.column(one.day)]]
        assert gravest((one.status, there)) == there
    columns = {made.axis.column(one.day) for one in found.massages}
    assert {n for n, mark in enumerate(marked) if mark != " "} == columns


@given(drawn=journals())
def test_a_column_is_shaded_if_a_period_touches_a_day_of_it(drawn: tuple[Charted, int]) -> None:
    found, width = drawn
    assume(found.worst)
    made = chart(found, width, ASCII)
    touched = {
        made.axis.column(day)
        for period in found.periods
        for day in range(max(period.first, found.first), min(period.last, found.last) + 1)
    }
    wide = made.axis.columns
    expected = {first + more for first in touched for more in range(wide)}
    for panel in made.panels:
        for line in panel.lines:
            if not line.startswith(" " * GUTTER):
                cells = line[GUTTER + 1 :].ljust(made.axis.width)
                assert {n for n, mark in enumerate(cells) if mark == ASCII.shade} <= expected
                assert not {n for n, mark in enumerate(cells) if mark == " "} & expected


# --- the scales -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scale", "limit", "below"),
    [
        ("nrs", 3, "3"),
        ("nrs", 1, "1"),
        ("vas", 3, "30"),
        ("vas", 4, "40"),
        ("faces", 3, "2"),
        ("faces", 1, "0"),
        ("vrs", 4, "weak"),
    ],
)
def test_the_limit_lies_above_the_highest_weak_value(scale: str, limit: int, below: str) -> None:
    policy = DEFAULT_POLICY._replace(limit=limit)
    drawn = chart(journal(worst=[back(0, scale=scale)], policy=policy), 78, DRAWN)
    names = list(rows(drawn, scale))
    assert names[names.index("limit") + 1] == below


def test_the_words_of_the_verbal_scale_stand_in_their_order() -> None:
    drawn = chart(journal(worst=[back(2, scale="vrs")]), 78, DRAWN)
    assert list(rows(drawn, "vrs")) == ["severe", "moderate", "limit", "weak", "none"]
    assert rows(drawn, "vrs")["moderate"].startswith("●")


@pytest.mark.parametrize(
    ("value", "name"), [(0, "0"), (1, "10"), (30, "30"), (31, "40"), (100, "100")]
)
def test_a_row_of_the_visual_scale_is_named_by_its_highest(value: int, name: str) -> None:
    drawn = chart(journal(worst=[back(value, scale="vas")]), 78, DRAWN)
    assert rows(drawn, "vas")[name] == "●"


def test_scales_never_share_a_panel() -> None:
    worst = [back(3), back(3, scale="vas"), back(2, scale="faces"), back(3, scale="vrs")]
    drawn = chart(journal(worst=worst), 78, DRAWN)
    assert [panel.scale for panel in drawn.panels] == ["nrs", "vas", "faces", "vrs"]
    assert [sum(line.count("●") for line in panel.lines) for panel in drawn.panels] == [1] * 4


# --- the sites ------------------------------------------------------------------------------------


def test_two_sites_at_one_value_are_both_seen() -> None:
    worst = [back(3), back(3, site="leg-left"), back(4, 1), back(2, 1, site="leg-left")]
    drawn = chart(journal(worst=worst), 78, DRAWN)
    assert drawn.together == {("back", "leg-left"): "A"}
    assert rows(drawn)["3"] == "A"
    assert (rows(drawn)["4"], rows(drawn)["2"]) == (" ●", " ○")


def test_the_sites_that_count_and_the_worst_are_drawn_where_they_are_many() -> None:
    worst = [back(9, site="other:head"), back(1, site="neck"), back(8, site="leg-left")]
    worst += [back(2), back(2, 1), back(5, site="arm-left"), back(7, site="leg-right")]
    drawn = chart(journal(worst=worst), 78, DRAWN)
    assert list(drawn.sites) == ["back", "leg-left", "leg-right", "arm-left"]
    assert drawn.left_out == ("neck", "other:head")
    assert rows(drawn)["9"] == ""


def test_sites_can_be_chosen() -> None:
    worst = [back(9, site="other:head"), back(1, site="neck"), back(8)]
    drawn = chart(journal(worst=worst), 78, DRAWN, ["other:head", "neck"])
    assert (list(drawn.sites), drawn.left_out) == (["neck", "other:head"], ())


# --- the days -------------------------------------------------------------------------------------


def test_a_day_has_as_many_columns_as_there_is_room_for_up_to_three() -> None:
    assert axis_of(MONDAY, MONDAY + 41, 69)[2:] == (1, 1)
    assert axis_of(MONDAY, MONDAY + 41, 111)[2:] == (1, 2)
    assert axis_of(MONDAY, MONDAY, 69)[2:] == (1, 3)
    assert axis_of(MONDAY, MONDAY + 69, 69)[2:] == (2, 1)


def test_where_days_share_a_column_its_worst_is_drawn() -> None:
    worst = [back(5), back(7, 1), back(2, 2)]
    drawn = chart(journal(worst=worst, last=MONDAY + 99), 78, DRAWN)
    assert drawn.axis.days == 2
    assert (rows(drawn)["7"], rows(drawn)["5"], rows(drawn)["2"]) == ("●", "", " ●")


def test_a_day_that_began_elsewhere_beyond_the_span_is_on_the_axis() -> None:
    worst = [Worst(MONDAY - 1, "back", "nrs", 6, 1), back(5, 42)]
    drawn = chart(journal(worst=worst, massages=[Given(MONDAY + 42, "clear")]), 78, DRAWN)
    assert (drawn.axis.first, drawn.axis.last) == (MONDAY - 1, MONDAY + 42)
    assert rows(drawn)["6"] == "●"
    assert row(drawn, "massage") == " " * 43 + "✓"


@pytest.mark.parametrize(
    ("first", "last", "columns", "dates"),
    [
        (MONDAY, MONDAY, 69, "16 Mar"),
        (MONDAY + 1, MONDAY + 3, 69, "17 Mar"),
        (MONDAY - 1, MONDAY + 15, 69, "   16 Mar               23 Mar               30 Mar"),
        (MONDAY, MONDAY + 41, 69, "16 Mar 23 Mar 30 Mar 6 Apr  13 Apr 20 Apr"),
        (MONDAY, MONDAY + 41, 31, "16 Mar 30 Mar 13 Apr"),
        (MONDAY, MONDAY + 99, 69, "16 Mar 30 Mar 13 Apr 27 Apr 11 May 25 May 8 Jun  22 Jun"),
        (MONDAY, MONDAY + 150, 69, "     Apr 2026  May 2026  Jun 2026  Jul 2026   Aug 2026"),
        (
            MONDAY,
            MONDAY + 730,
            69,
            "         Jul 2026         Jan 2027        Jul 2027         Jan 2028",
        ),
        (20454, 24105, 69, "2026  2027   2028   2029   2030   2031   2032   2033   2034   2035"),
        (1, 3652, 31, "               1975"),
        (20455, 20800, 31, "               Jul 2026"),
        (
            -25567,
            24105,
            69,
            "1900 1910 1920 1930 1940 1950 1960 1970 1980 1990 2000 2010 2020 2030",
        ),
    ],
)
def test_the_dates_are_as_fine_as_there_is_room_for(
    first: int, last: int, columns: int, dates: str
) -> None:
    rule, below = dated(axis_of(first, last, columns), ASCII, columns)
    assert below.startswith(dates), below
    assert not below.removeprefix(dates)[:1].strip()
    assert len(below) <= columns
    ticks = [n for n, mark in enumerate(rule) if mark == "+"]
    assert below.index(dates.split()[0]) in ticks


@given(first=st.integers(-25567, 80000), length=st.integers(1, 60000), columns=st.integers(31, 111))
def test_a_date_is_never_cut_and_never_touches_another(
    first: int, length: int, columns: int
) -> None:
    assume(first + length < 84000)
    _rule, below = dated(axis_of(first, first + length - 1, columns), ASCII, columns)
    words = below.split()
    assert words
    years = [word for word in words if len(word) == 4]
    assert all(word.isalpha() or word.isdigit() for word in words)
    assert years == sorted(years)


# --- what stands below ----------------------------------------------------------------------------


def test_the_gravest_of_a_column_is_marked() -> None:
    massages = [Given(MONDAY, "clear"), Given(MONDAY, "high-pain"), Given(MONDAY, "not given")]
    massages += [Given(MONDAY + 2, "not given"), Given(MONDAY + 3, "refused")]
    drawn = chart(journal(massages=massages), 78, DRAWN)
    assert row(drawn, "massage") == "! /R"
    assert drawn.statuses == ("refused", "high-pain", "not given")


def test_phases_are_a_band_with_their_names() -> None:
    phases = [
        Stretch("conservative", MONDAY - 9, MONDAY + 14),
        Stretch("surgery", MONDAY + 14, MONDAY + 18),
        Stretch("recovery", MONDAY + 21, MONDAY + 41),
    ]
    drawn = chart(journal(phases=phases), 78, ASCII)
    assert row(drawn, "phase") == "conservative==[surg  [recovery============"
    assert not drawn.phases_named
    assert chart(journal(phases=phases[:1]), 78, ASCII).phases_named
    four_days, three_days = (Stretch("surgery", MONDAY, MONDAY + more) for more in (3, 2))
    assert row(chart(journal(phases=[four_days]), 78, ASCII), "phase") == "[sur"
    assert row(chart(journal(phases=[three_days]), 78, ASCII), "phase") == "[=="


def test_nothing_is_drawn_below_where_there_is_nothing() -> None:
    assert len(chart(journal(worst=[back(3)]), 78, DRAWN).foot) == 2


def test_the_marks_are_all_different_and_one_column_each() -> None:
    for marks in (ASCII, DRAWN):
        drawn = [*marks.sites, *marks.together, marks.shade, marks.limit, " "]
        assert len(set(drawn)) == len(drawn)
        assert len(set(marks.massages.values())) == len(STATUSES) == len(marks.massages)
        sets = 2 ** len(marks.sites) - 1 - len(marks.sites)
        assert len(marks.together) == sets, "a letter for every set of sites"
    assert ASCII.all.isascii()
    assert isinstance(axis_of(0, 0, 31), Axis)
