"""One sheet whatever is on it: the longest texts there can be, every red flag, every reader."""

import re
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from browser import missing, opened
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument
from reported import Journal, told

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.red_flags import CODES
from rehabtrack.reports.page.page import AUDIENCES
from rehabtrack.reports.page.pdf import pdf
from rehabtrack.reports.page.room import ROOMS, TYPES
from rehabtrack.reports.page.sheet import OWN

SENTENCE = (
    "Der Schmerz zieht nachts ins linke Bein und bis in den Fuß, morgens ist es besser, abends"
    " schlimmer, beim Sitzen kaum auszuhalten. "
)
IDEOGRAPHS = "夜间疼痛沿左腿放射至足部早晨好转晚上加重坐着几乎无法忍受"
WIDE = "WWWWWWW MMMMMM %%%%% @@@@@@ "
SITES = ("back", "upper-back", "neck", "buttock-left", "leg-left", "leg-right")
#: The smallest letter in pt; ours, what somebody of good sight still reads.
SMALLEST = 6.5
_SIZES = """[...document.querySelectorAll("body *")].flatMap(each => {
  const said = [...each.childNodes].some(
    node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  if (!said || each.closest("title, desc") || !each.getClientRects().length) return [];
  const drawn = each.closest("svg");
  const scale = drawn ? drawn.clientWidth / drawn.viewBox.baseVal.width : 1;
  return [[parseFloat(getComputedStyle(each).fontSize) * scale * 0.75, each.textContent.trim()]];
}).sort((one, other) => one[0] - other[0])[0]"""


def full(folder: Path, text: str, flags: bool) -> Journal:
    """Much of everything: each text as long as it may be, and every red flag if asked for."""
    name = text[:40].strip()
    journal = Journal(folder / "full.db", "Europe/Berlin", "2026-04-10T12:00", name)
    told(journal._replace(patient=""), "patient", "add", name, "--diagnosis", text[:200])
    table = folder / "pain.csv"
    days = [date(2026, 1, 17) + timedelta(day) for day in range(0, 84, 4)]
    rows = [
        f"{day}T08:00,{site},{scale},{value}"
        for no, day in enumerate(days)
        for site in SITES
        for scale, value in (("nrs", no % 9), ("vas", no * 4), ("vrs", "severe"))
    ]
    table.write_text("\n".join(["at,site,scale,value", *rows, ""]), encoding="utf-8")
    told(journal, "import", str(table))
    for no in range(4):
        _clearance(journal, no, text)
        _massages(journal, days[no], text)
    for no in range(8):
        told(journal, "measure", "add", "drug", f"{no} {text[:30]}", "--dose", text[:20])
    for code in ("odi", "rmdq"):
        told(journal, "score", "add", code, "20", at="2026-02-01T08:00")
        told(journal, "score", "add", code, "9", at="2026-04-01T08:00")
    for kind, day in (("conservative", days[0]), ("surgery", days[10]), ("recovery", days[11])):
        told(journal, "phase", "start", kind, at=f"{day}T07:00")
    advised = ("--because", "x", "--on-advice-of", text[:60])
    told(journal, "rule", "set", "--limit", "4", *advised)
    if flags:
        told(journal, "redflags", "--yes", ",".join(CODES), fine=(0, 3, 4, 5))
    return journal


def _clearance(journal: Journal, no: int, text: str) -> None:
    bounds = ("--area", "lower-back", "--technique", "kneading", "--pressure", "light")
    who = ("--by", f"{no} {text[:56]}", "--specialty", "neurologist")
    told(journal, "clearance", "add", *who, *bounds, "--limits", text[:300])


def _massages(journal: Journal, day: date, text: str) -> None:
    techniques = ("kneading", "stroking", "rubbing", "vibration", f"other:{text[:24].strip()}")
    for hour, technique in enumerate(techniques, 10):
        pain = ("--before", str(hour % 8), "--after", str(hour % 5), "--note", text[:300])
        words = ("massage", "log", "--technique", technique, *pain)
        told(journal, *words, at=f"{day}T{hour}:00", fine=(0, 3, 4, 5))


TEXTS = {"german": SENTENCE, "ideographs": IDEOGRAPHS, "wide": WIDE}
FULL: dict[str, Callable[[Path], Journal]] = {
    f"{name}{'-flags' if flags else ''}": lambda folder, text=text * 5, flags=flags: full(  # type: ignore[misc]
        folder, text, flags
    )
    for name, text in TEXTS.items()
    for flags in (False, True)
}


@pytest.fixture(scope="module")
def full_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """The page of one of FULL for a reader, with notes."""

    @cache
    def journal_of(name: str) -> Journal:
        return FULL[name](tmp_path_factory.mktemp(name))

    def made(name: str, reader: str) -> Path:
        journal = journal_of(name)
        page = journal.path.with_name(f"{reader}.html")
        words = ("report", "--with-notes", "--for", reader, "--force", "--out", str(page))
        told(journal, *words, fine=(0, 4, 5))
        return page

    return made


def sheets_of(content: bytes) -> int:
    with closing(PdfDocument(content)) as made:
        return len(made)


def by_weasyprint(path: Path) -> bytes:
    try:
        return pdf(path.read_text(encoding="utf-8"))
    except Refused as refused:
        missing(refused.sentence)


@pytest.mark.parametrize("reader", AUDIENCES)
@pytest.mark.parametrize("name", FULL)
def test_the_longest_texts_and_every_red_flag_stay_on_one_sheet(
    browser: Browser, full_page: Callable[[str, str], Path], name: str, reader: str
) -> None:
    path = full_page(name, reader)
    with opened(browser, path) as seen:
        for paper in ("A4", "Letter"):
            assert sheets_of(seen.page.pdf(format=paper)) == 1, paper
    assert sheets_of(by_weasyprint(path)) == 1


def test_no_emergency_is_cut_while_anything_else_could_be(
    browser: Browser, full_page: Callable[[str, str], Path]
) -> None:
    with opened(browser, full_page("german-flags", "doctor")) as seen:
        said = seen.page.inner_text(".alarm")
    assert "more" not in said.partition("See a doctor soon")[0]


@pytest.mark.parametrize("name", ["demo", "ten_years"])
def test_no_letter_is_printed_smaller_than_can_be_read(
    browser: Browser, page_of: Callable[..., Path], name: str
) -> None:
    page = page_of(name)
    with opened(browser, page, viewport={"width": 718, "height": 1000}) as seen:
        seen.page.emulate_media(media="print")
        for size in range(len(TYPES)):
            seen.page.evaluate(f"document.body.className = 'type-{size}'")
            printed = seen.page.evaluate(
                "['dd', '.key'].map(each => parseFloat("
                "getComputedStyle(document.querySelector(each)).fontSize) * 0.75)"
            )
            assert printed == pytest.approx(TYPES[size], abs=0.01)
            smallest, words = seen.page.evaluate(_SIZES)
            assert smallest >= SMALLEST, words


@pytest.mark.parametrize("name", ["demo", "german", "ten_years"])
def test_the_texts_of_the_page_are_as_long_as_room_is_made_for(
    browser: Browser, page_of: Callable[..., Path], full_page: Callable[[str, str], Path], name: str
) -> None:
    page = full_page(name, "doctor") if name in FULL else page_of(name)
    with opened(browser, page) as seen:
        rule, *others = seen.page.evaluate(
            "['.small p', '[aria-labelledby=course] .key', '[aria-labelledby=days] .key',"
            " 'footer p'].map(each => document.querySelector(each).textContent)"
        )
    without_policy = "".join(re.split(r"Now pain.* (?=Source)", rule))
    assert without_policy != rule
    said = [*map(len, (without_policy, *others))]
    assert [length <= most for length, most in zip(said, OWN, strict=True)] == [True] * 4, said


def test_rooms_get_smaller_and_emergencies_are_the_last_to_go() -> None:
    assert len(ROOMS) == len(set(ROOMS))
    most = ROOMS[0].emergencies
    before = [room for room in ROOMS if room.emergencies == most]
    assert before == list(ROOMS[: len(before)])
    tightest = before[-1]._replace(emergencies=ROOMS[-1].emergencies)
    assert tightest == ROOMS[-1]
    assert tightest.type == max(room.type for room in ROOMS)
    for one, other in pairwise(ROOMS):
        assert one.type <= other.type
        assert all(less <= more for more, less in zip(one[1:], other[1:], strict=True)), other
