"""The page itself: nothing of it runs or is loaded, and it says what the figures say."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest
from courses import DAY, course_of, march, measure, phase, rated, scored, session, treated

from rehabtrack.domain.scales import RECALLS
from rehabtrack.reports.course import Ask
from rehabtrack.reports.page.page import AUDIENCES, Note, Request, beginning, page

#: What a page could take for its own, whole or cut.
HOSTILE = (
    "<script>x</script>",
    '" onmouseover="x',
    "' onfocus='x",
    "javascript:x",
    "{{7*7}}{%x%}",
    "</script></style></svg>",
    "<b>&amp;</b>",
    "--><!--",
)
#: The elements that a page is made of; no other may come to be by what it shows.
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section"),
    *("div", "p", "h1", "h2", "span", "b", "code", "ul", "li", "dl", "dt", "dd", "table", "thead"),
    *("tbody", "tr", "th", "td", "svg", "desc", "defs", "pattern", "rect", "path", "text"),
    "circle",
}
VOID = {"meta"}


class Parsed(HTMLParser):
    """A page as a browser would take it apart; refuses what is not closed in its order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS, tag
        assert len(dict(attrs)) == len(attrs), attrs
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID and "/>" not in (self.get_starttag_text() or ""):
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS, tag
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of that name."""
        return [attributes for name, attributes in self.elements if name == tag]


def asked(audience: str = "patient", **more: Any) -> Request:
    """What a page is to be."""
    usual: dict[str, Any] = {
        "without": (),
        "made": "31 Mar 2026 09:00",
        "version": "1",
        "newest": None,
        "verdict": "clear",
        "clearances": [],
        "notes": [],
    }
    return Request(**{"audience": audience} | usual | more)


def fortnights() -> list[Any]:
    """March: two weeks of 6 in the back, then 2; one day of them is not rated."""
    return [rated(6 if day < 15 else 2, march(day, 20)) for day in range(1, 32) if day != 10]


def shown(audience: str = "patient", **parts: Any) -> str:
    """The page of March."""
    return page(course_of(fortnights(), **parts), asked(audience))


def said(text: str) -> str:
    """What a page says, in one line."""
    return " ".join("".join(Parsed(text).text).split())


# --- nothing runs, nothing is loaded -------------------------------------------------------------


@pytest.mark.parametrize("made", [shown(), beginning("31 Mar 2026", "1")])
def test_the_policy_allows_the_style_in_it_and_nothing_else(made: str) -> None:
    style = made[made.index("<style>") + 7 : made.index("</style>")]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = next(each["content"] for each in Parsed(made).all("meta") if "http-equiv" in each)
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("made", [shown(), beginning("31 Mar 2026", "1")])
def test_nothing_in_it_points_anywhere(made: str) -> None:
    parsed = Parsed(made)
    assert not parsed.all("script")
    for _, attributes in parsed.elements:
        assert not {"href", "src", "style", "srcset", "xlink:href"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
    assert set(re.findall(r"url\(([^)]*)\)", made)) <= {"#high-pain"}
    assert "//" not in made.replace("<!doctype html>", "")


@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_people_wrote_stands_there_as_it_was_written(word: str, audience: str) -> None:
    site = f"other:{word}"
    made = page(
        course_of(
            [rated(5, march(day), site=site) for day in range(1, 31)],
            treated=[treated(no, march(no), 5, 3, site) for no in range(1, 5)],
            alarms=[Ask(False, f"numbness in {word} is new")],
        )._replace(
            patient=course_of().patient.replace(name="A" + word.replace("/", ""), diagnosis=word)
        ),
        asked(audience, verdict=word, notes=[Note("1 Mar", word)], without=(word,)),
    )
    assert word in "".join(Parsed(made).text)
    assert {tag for tag, _ in Parsed(made).elements} <= ELEMENTS


def test_what_is_hidden_in_words_is_shown_and_reorders_nothing() -> None:
    made = page(course_of(fortnights()), asked(notes=[Note("1 Mar", "a\u202eb\x1bc\u2066d")]))
    assert "a\\u202eb\\u001bc\\u2066d" in made
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066\u2067\u200e\u200f]", made)


def test_a_site_of_another_direction_is_apart_from_the_words_around_it() -> None:
    made = page(course_of([rated(5, march(1), site="other:שלום")]), asked("doctor"))
    assert "\u2068שלום\u2069" in made


# --- what it says --------------------------------------------------------------------------------


def test_the_two_ends_of_the_span_are_compared_for_the_patient() -> None:
    assert "Better by 4. Median 6/10 at first (n 13), 2/10 at last (n 14)." in said(shown())
    assert "1 Mar 2026 to 14 Mar 2026 with 18 Mar 2026 to 31 Mar 2026." in said(shown())


def test_the_ends_are_those_of_what_was_rated() -> None:
    words = said(page(course_of(fortnights(), since=march(-60), until=march(60)), asked()))
    assert "Better by 4. Median 6/10 at first (n 13), 2/10 at last (n 14)." in words
    assert "1 Mar 2026 to 14 Mar 2026 with 18 Mar 2026 to 31 Mar 2026." in words


def test_a_rating_of_the_24_h_before_is_of_an_end_whatever_day_it_speaks_of() -> None:
    ratings = [rated(5, march(day, 7), recall="worst-24h") for day in range(1, 31)]
    words = said(page(course_of(ratings), asked()))
    assert "Median 5/10 at first (n 14), 5/10 at last (n 14)." in words
    assert "back (worst of the 24 h before)" in words


def test_a_change_on_a_scale_without_a_known_error_says_so() -> None:
    ratings = [rated(6 if day < 15 else 2, march(day), scale="faces") for day in range(1, 32)]
    words = said(page(course_of(ratings), asked()))
    assert "Better by 4 of the faces scale (measurement error not known)." in words


def test_a_change_within_measurement_error_is_called_that() -> None:
    ratings = [rated(3 if day < 15 else 2, march(day)) for day in range(1, 32)]
    words = said(page(course_of(ratings), asked()))
    assert "No clear change, within measurement error." in words
    assert "Better" not in words


def test_the_doctor_reads_worst_median_and_time_in_high_pain_in_brief() -> None:
    words = said(shown("doctor"))
    assert "Back worst 6/10 on 14 Mar 2026, median 2/10 (n 30)." in words
    assert "on 13 of 30 rated days" in words
    assert "Rated on 30 of 31 days, 30 ratings" in words


def test_the_rule_its_source_and_its_limits_stand_on_every_page() -> None:
    for audience in AUDIENCES:
        words = said(shown(audience))
        assert "may only be assigned in the absence of pain, or weak in its intensity" in words
        assert "none was validated for massage in disc herniation" in words
        assert "This is not medical advice." in words
        assert (
            "Now pain of spine, arms and legs above 3 of 10 (faces too), 30 mm or “weak”" in words
        )
        assert "usual 24 h: Suri 2011; the faces, 24 h of a weak rating and 14 days: ours" in words
        assert "ask your doctor" in words
        assert "usual:" not in words


def test_what_the_rule_does_not_hear_is_told_as_that() -> None:
    knee = [rated(5, march(day), site="other:knee") for day in range(1, 21)]
    for audience in AUDIENCES:
        words = said(page(course_of(knee), asked(audience, newest="20 Mar 2026")))
        assert "Spine, arms and legs rated on 0 of 31 days, 0 ratings; 20 more of other" in words
        assert "Not known: spine, arms and legs not rated." in words
        assert "Spine, arms and legs were not rated in this span." in words
        assert "newest rating" not in words


def test_each_site_is_told_of_before_a_second_scale_of_any() -> None:
    ratings = [rated(5, march(day), recall=each) for day in range(1, 21) for each in RECALLS]
    ratings += [rated(4, march(day), site="leg-left") for day in range(1, 11)]
    ratings += [rated(3, march(day), site="other:jaw") for day in range(1, 5)]
    words = said(page(course_of(ratings), asked("doctor")))
    pain = words[words.index("Back worst") :]
    assert (
        pain.index("left leg worst 4/10") < pain.index("jaw worst 3/10") < pain.index("more below")
    )
    assert "Drawn as one: now; average of the 24 h before; worst of" in words


def test_what_goes_on_stands_before_what_ended_and_that_has_its_dates() -> None:
    old = [measure(f"Old{no}", march(no), march(no + 1), dose="1 mg") for no in range(1, 7)]
    words = said(page(course_of(measures=[*old, measure("Morphine", march(20))]), asked()))
    assert "Morphine (drug) since 20 Mar 2026, Old6 1 mg (drug) on 6 Mar 2026, Old5" in words


def test_one_score_of_the_span_is_held_against_the_first_ever() -> None:
    odi = scored("odi", (march(-300), 60), (march(20), 20))
    scale, series = odi
    words = said(page(course_of(scores=[(scale, series[1:])]), asked("doctor")))
    assert (
        "ODI 20 % on 20 Mar 2026, once; against the first ever: 40 lower, a minimal important"
        in words
    )


def test_a_phase_that_ended_is_told_where_none_is_open() -> None:
    words = shown("doctor", phases=[phase(1, "conservative", march(-9), march(22))])
    assert "No phase is open; conservative ended 21 Mar 2026." in said(words)


def test_the_medians_around_a_surgery_say_of_how_many_and_of_what() -> None:
    asked_of = {"recall": "worst-24h"}
    ratings = [rated(7 if day < 15 else 2, march(day, 20), **asked_of) for day in range(1, 31)]
    words = said(
        page(course_of(ratings, phases=[phase(1, "surgery", march(15, 9))]), asked("doctor"))
    )
    assert (
        "Back (worst of the 24 h before) median 7/10 before (n 14), 2/10 after (n 14): better by 5."
        in words
    )


def test_massages_are_told_in_a_persons_words_and_how_warnings_were_answered() -> None:
    sessions = [
        session(1, march(3), "high-pain", warnings=(("pain-eased",), ())),
        session(2, march(20)),
    ]
    words = said(shown("therapist", sessions=sessions))
    assert (
        "2 given: 1 in high pain, 1 no high pain; 1 of 2 warnings answered (pain-eased)." in words
    )
    assert "1 clear" not in words


# --- its parts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_picture_has_a_name_and_says_in_numbers_what_it_shows(audience: str) -> None:
    made = shown(
        audience,
        phases=[phase(1, "recovery", march(1))],
        sessions=[session(1, march(3), "high-pain"), session(2, march(20))],
        treated=[treated(no, march(no), 5, 2, "kneading") for no in range(1, 5)],
    )
    pictures = [each for each in Parsed(made).all("svg") if each.get("role") == "img"]
    assert len(pictures) == 3
    ids = {attributes.get("id") for _, attributes in Parsed(made).elements}
    for each in pictures:
        assert {each["aria-labelledby"], each["aria-describedby"]} <= ids
    words = said(made)
    assert "back: rated on 30 days, worst 6/10 on 14 Mar 2026, last 2/10 on 31 Mar 2026" in words
    assert "; 1 massage in high pain; 1 massage with no high pain." in words
    assert "0 none, 17 weak, 13 moderate, 0 severe; not rated 1 of 31." in words
    assert "kneading, after, nrs: n 4, median -3, from -3 to -3" in words


def test_ids_are_unique_and_headings_stand_in_order() -> None:
    parsed = Parsed(shown())
    ids = [attributes["id"] for _, attributes in parsed.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    headings = [tag for tag, _ in parsed.elements if tag in ("h1", "h2")]
    assert headings[0] == "h1"
    assert set(headings[1:]) == {"h2"}


def test_the_columns_and_rows_of_a_table_have_their_scope() -> None:
    assert {each["scope"] for each in Parsed(shown()).all("th")} == {"col", "row"}


def test_ten_years_of_fifty_sites_stay_below_400_kilobytes() -> None:
    ratings = [
        rated(day % 11, march(1) - day * DAY, site=f"other:place number {day % 50} of fifty")
        for day in range(3650)
    ]
    ratings += [rated(day % 7, march(1) - day * DAY) for day in range(3650)]
    made = page(course_of(ratings, since=march(1) - 3650 * DAY), asked())
    assert len(made.encode()) < 400_000
    Parsed(made)
