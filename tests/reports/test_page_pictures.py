"""The pictures of a page: gaps stay gaps, scales stay apart, and all can be told without colour."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from courses import DAY, MARCH, course_of, march, phase, rated, session, skipped, treated

from rehabtrack.domain.response_groups import grouped
from rehabtrack.domain.responses import Response
from rehabtrack.reports.course import Course
from rehabtrack.reports.ground import ground
from rehabtrack.reports.page import page as page_module
from rehabtrack.reports.page.pictures import ink
from rehabtrack.reports.page.pictures.axis import LONGEST_BY_DAY, LONGEST_BY_WEEK
from rehabtrack.reports.page.pictures.calendar import Calendar, calendar, calendar_height
from rehabtrack.reports.page.pictures.drawing import draw_responses, draw_timeline
from rehabtrack.reports.page.pictures.keys import calendar_key, responses_key, timeline_key
from rehabtrack.reports.page.pictures.responses import response_picture
from rehabtrack.reports.page.pictures.strips import worst_of
from rehabtrack.reports.page.pictures.timeline import Timeline, timeline, timeline_height
from rehabtrack.reports.part import part_of


def drawn(course: Course, strips: int = 5) -> Timeline:
    return timeline(course, _worst(course), strips, 190)


def days(course: Course, years: int = 12) -> Calendar:
    return calendar(course, _worst(course), years)


def _worst(course: Course) -> dict[tuple[str, str], dict[int, int]]:
    of = ground(course)
    return worst_of(part_of(of, [of.whole]).ratings)


def span_of(length: int) -> Course:
    """A rating a day over so many days."""
    ratings = [rated(day % 8, MARCH + day * DAY) for day in range(length)]
    return course_of(ratings, until=MARCH + length * DAY)


# --- the timeline --------------------------------------------------------------------------------


def test_a_day_without_a_rating_breaks_the_line() -> None:
    rows = [rated(2, march(day)) for day in (1, 2, 4, 5, 6)]
    assert [part.count("L") for part in drawn(course_of(rows)).strips[0].line.split("M")[1:]] == [
        1,
        2,
    ]


def test_zero_is_drawn_and_what_is_missing_is_not() -> None:
    (strip,) = drawn(course_of([rated(0, march(1)), rated(0, march(3))])).strips
    assert strip.low.count("z") == 2


def test_each_scale_has_a_strip_of_its_own() -> None:
    rows = [rated(3, march(1)), rated(30, march(1), scale="vas"), rated(1, march(2), scale="vrs")]
    strips = drawn(course_of(rows)).strips
    assert [(strip.label, strip.scale) for strip in strips] == [
        ("back", "0-10"),
        ("back", "mm"),
        ("back", "words"),
    ]


def test_the_worst_of_a_day_is_its_mark_and_high_ones_have_another_shape() -> None:
    (strip,) = drawn(
        course_of([rated(2, march(1)), rated(7, march(1, 9)), rated(3, march(2))])
    ).strips
    assert (strip.low.count("z"), strip.high.count("z")) == (1, 1)
    assert "worst 7/10 on 1 Mar 2026" in strip.words


def test_the_average_of_a_week_is_of_no_day() -> None:
    assert drawn(course_of([rated(9, march(8), recall="average-7d")])).strips == []


@pytest.mark.parametrize(
    ("length", "unit"),
    [
        (1, "day"),
        (LONGEST_BY_DAY, "day"),
        (LONGEST_BY_DAY + 1, "week"),
        (LONGEST_BY_WEEK, "week"),
        (LONGEST_BY_WEEK + 1, "month"),
    ],
)
def test_a_mark_stands_for_a_day_a_week_or_a_month(length: int, unit: str) -> None:
    picture = drawn(span_of(length))
    assert picture.unit == unit
    assert (picture.strips[0].range != "") == (unit != "day")


def test_of_a_week_the_range_goes_from_the_lowest_to_the_worst_of_its_days() -> None:
    course = course_of(
        [rated(value, march(day)) for day, value in ((2, 1), (3, 9), (4, 2))],
        until=MARCH + 200 * DAY,
    )
    (strip,) = drawn(course).strips
    lowest, worst = map(float, re.findall(r"[MV](?:[\d.]+ )?([\d.]+)", strip.range))
    marks = {words: y for y, words in strip.marks}
    step = (marks["0"] - marks["10"]) / 10
    assert round((marks["0"] - lowest) / step) == 1
    assert round((marks["0"] - worst) / step) == 9
    assert "L" not in strip.line  # one mark, at their median, which is weak
    assert (strip.low.count("z"), strip.high) == (1, "")


def test_more_sites_than_there_is_room_for_are_counted() -> None:
    rows = [rated(3, march(1), site=f"other:place {n}") for n in range(50)]
    picture = drawn(course_of([rated(1, march(2)), *rows]), 4)
    assert (len(picture.strips), len(picture.more)) == (4, 47)
    assert picture.strips[0].label == "back"
    assert "not drawn: 47 more sites" in picture.words


def test_high_pain_is_shaded_from_the_rating_on_for_as_long_as_it_covers() -> None:
    course = course_of([rated(8, march(11))])
    picture = drawn(course)
    found = re.fullmatch(r"M([\d.]+) [\d.]+h([\d.]+)v.*z", picture.shade)
    assert found is not None
    left, width = map(float, found.groups())
    day = (picture.right - picture.left) / 31
    assert abs(left - (picture.left + 10 * day)) < day / 3
    assert abs(width - day) < day / 10


def test_massages_stand_in_a_row_for_each_status() -> None:
    course = course_of(
        [rated(2, march(1))],
        sessions=[session(1, march(2), "high-pain"), session(2, march(3)), session(3, march(4))],
        skipped=[skipped(march(5))],
    )
    rows = [(row.label, row.path.count("M")) for row in drawn(course).rows]
    assert rows == [("in high pain", 1), ("no high pain", 2), ("not given", 1)]


def test_the_words_of_a_timeline_count_only_what_there_is_and_in_good_english() -> None:
    course = course_of([rated(8, march(1))], sessions=[session(1, march(2))])
    words = drawn(course).words
    assert "rated on 1 day, worst" in words
    assert "; 1 high-pain period, the worst severe; 1 massage with no high pain." in words


def test_a_site_that_the_rule_does_not_hear_is_never_high() -> None:
    rows = [rated(9, march(1)), rated(9, march(1), site="other:knee")]
    back, knee = drawn(course_of(rows)).strips
    assert (back.high.count("z"), knee.high, knee.low.count("z")) == (1, "", 1)
    assert back.limit is not None
    assert knee.limit is None
    assert draw_timeline(drawn(course_of(rows))).count('class="limit"') == 1


def test_recalls_that_are_drawn_as_one_are_named() -> None:
    now = [rated(3, march(day)) for day in (1, 2)]
    both = course_of([*now, rated(6, march(3), recall="worst-24h")])
    mixed = "Drawn as one: now; worst of the 24 h before."
    assert mixed in timeline_key(drawn(both))
    assert mixed in calendar_key(days(both))
    assert "Drawn as one" not in timeline_key(drawn(course_of(now)))
    assert "Drawn as one" not in calendar_key(days(course_of(now)))


def test_the_mark_of_a_week_is_called_what_it_is() -> None:
    picture = drawn(span_of(200))
    assert "the upper median and the range by week" in timeline_key(picture)
    assert "week, upper median and range of its days" in picture.words


def test_of_a_span_without_anything_nothing_is_drawn() -> None:
    nothing = course_of()
    assert drawn(nothing).empty
    assert days(nothing).empty
    assert not drawn(course_of(sessions=[session(1, march(2))])).empty
    assert "dashed" not in timeline_key(drawn(course_of(sessions=[session(1, march(2))])))


def test_a_phase_too_short_for_its_word_is_told_by_a_letter_that_is_explained() -> None:
    course = course_of(
        [rated(2, march(1))],
        phases=[
            phase(1, "surgery", march(1), march(2)),
            phase(2, "recovery", march(2)),
        ],
    )
    picture = drawn(course)
    assert [band.label for band in picture.bands] == ["S", "recovery"]
    assert picture.short == [("S", "surgery")]


@pytest.mark.parametrize("strips", [0, 1, 2, 5])
def test_the_height_that_room_is_made_for_is_that_of_the_picture(strips: int) -> None:
    course = course_of(
        [rated(2, march(1), site=f"other:{n}") for n in range(strips)],
        sessions=[session(1, march(2))],
    )
    assert drawn(course).height == timeline_height(course, strips, 190)


@pytest.mark.parametrize("length", [1, 30, 84, 120, 200, 400, 1098, 1200, 3700, 40_000])
def test_labels_below_the_timeline_stand_apart(length: int) -> None:
    picture = drawn(course_of([rated(2, march(1))], until=MARCH + length * DAY))
    places = [x for x, _ in picture.ticks]
    assert 1 <= len(places) <= 14
    assert all(other - one > 40 for one, other in pairwise(places))
    assert all(picture.left <= x <= picture.right for x in places)


# --- the calendar --------------------------------------------------------------------------------


def test_a_day_without_a_rating_is_empty_and_each_other_has_its_category() -> None:
    rows = [rated(value, march(day)) for day, value in ((1, 0), (2, 2), (3, 5), (4, 9), (5, 9))]
    picture = days(course_of(rows))
    assert [path.count("M") for path in picture.fills] == [1, 1, 1, 2]
    assert picture.unrated.count("M") == 26
    # told without colour: each category but weak has a sign of its own
    assert {name: path != "" for name, path in picture.marks.items()} == {
        "none": True,
        "moderate": True,
        "severe": True,
    }


def test_a_site_that_does_not_count_is_not_in_the_calendar() -> None:
    picture = days(course_of([rated(9, march(1), site="other:jaw")]))
    assert picture.fills == ["", "", "", ""]


def test_years_have_a_row_each_and_bars_the_higher_the_graver() -> None:
    picture = days(span_of(3 * 365))
    assert picture.by_year
    assert [words for _, _, words in picture.labels][:3] == ["2026", "2027", "2028"]
    tall = [float(re.search(r"v([\d.]+)", path)[1]) for path in picture.fills]  # type: ignore[index]
    assert tall == sorted(set(tall))


def test_years_that_have_no_room_are_counted() -> None:
    picture = days(span_of(12 * 366), 5)
    assert picture.more_years == 9 - 1
    assert picture.height == calendar_height(span_of(12 * 366), 5)


# --- the responses -------------------------------------------------------------------------------


def test_nothing_is_drawn_of_fewer_than_three_massages() -> None:
    treatments = [treated(no, march(no), 6, 3, "kneading") for no in (1, 2, 3)]
    treatments += [treated(no, march(no), 6, 5, "stroking") for no in (4, 5)]
    picture = response_picture(grouped(treatments, "technique"), 8)
    (panel,) = picture.panels
    assert [(row.label, row.n) for row in panel.rows] == [("kneading", 3)]
    assert picture.too_few == [("stroking", 2)]


def test_a_label_of_wide_letters_ends_before_the_words_beside_it() -> None:
    treatments = [treated(no, march(no), 6, 3, "other:" + "W" * 30) for no in (1, 2, 3)]
    (panel,) = response_picture(grouped(treatments, "technique"), 8).panels
    assert len(panel.rows[0].label) < 11


def test_grey_is_explained_if_any_scale_has_it() -> None:
    faces = Response("back", "faces", 6, 2, None)
    numbers = Response("back", "nrs", 6, 2, None)
    treatments = [
        treated(no, march(no), 6, 3, word)._replace(responses=[each])
        for word, each in (("kneading", faces), ("stroking", numbers))
        for no in (1, 2, 3)
    ]
    picture = response_picture(grouped(treatments, "technique"), 8)
    assert [panel.error is None for panel in picture.panels] == [True, False]
    assert "Grey" in responses_key(picture)


def test_less_pain_lies_left_of_none() -> None:
    treatments = [treated(no, march(no), 6, 6 - no, "kneading") for no in (1, 2, 3)]
    (panel,) = response_picture(grouped(treatments, "technique"), 8).panels
    (row,) = panel.rows
    assert row.low < row.middle < row.high < panel.zero


def test_a_technique_of_ones_own_is_drawn_as_words_with_what_is_hidden_in_it_shown() -> None:
    word = "other:<b>a\u202eb"
    treatments = [treated(no, march(no), 6, 3, word) for no in (1, 2, 3)]
    picture = draw_responses(response_picture(grouped(treatments, "technique"), 8))
    label, words = re.findall(r"<text class=\"ink\".*?>(.*?)</text>|<desc .*?>(.*?),", picture)
    assert {*label, *words} == {"", "&lt;b&gt;a\\u202eb"}


# --- colours -------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """As WCAG 2 reckons it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """As WCAG 2 reckons it, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_letters_stand_out_from_the_paper_and_marks_from_both_paper_and_shade() -> None:
    for paper in (ink.PAPER, ink.SHADE):
        assert contrast(ink.INK, paper) >= 7
        assert contrast(ink.CALM, paper) >= 4.5
        assert contrast(ink.HIGH, paper) >= 4.5
    assert contrast(ink.MUTED, ink.PAPER) >= 4.5
    assert contrast(ink.UNRATED, ink.PAPER) >= 3
    for fill in ink.BANDS.values():
        assert contrast(ink.INK, fill) >= 7


def test_each_category_is_darker_than_the_one_before_so_that_grey_tells_them() -> None:
    for lighter, darker in pairwise(ink.FILLS):
        assert contrast(lighter, darker) >= 1.35
        assert luminance(lighter) > luminance(darker)
    assert contrast(ink.SIGNS["moderate"], ink.FILLS[2]) >= 4.5
    assert contrast(ink.SIGNS["severe"], ink.FILLS[3]) >= 4.5


def test_the_same_holds_on_a_dark_screen() -> None:
    style = (Path(page_module.__file__).parent / "report.css").read_text(encoding="utf-8")
    dark = style[style.index("prefers-color-scheme:dark") :]
    colours = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6})", dark))
    assert contrast(colours["ink"], colours["paper"]) >= 7
    for name in ("muted", "accent", "alarm"):
        assert contrast(colours[name], colours["paper"]) >= 4.5
    fills = [re.search(rf"category-{n}{{fill:(#[0-9a-f]+)", dark)[1] for n in range(4)]  # type: ignore[index]
    assert all(contrast(colours["paper"], fill) >= 1.5 for fill in fills)
    assert [luminance(fill) for fill in fills] == sorted(map(luminance, fills))
