"""Journals whose pages are looked at: a demo, a real diary, a hostile one, ten years, none."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from browser import missing
from click.testing import CliRunner
from pictures import DEMO_ENDS, demo_journal

from rehabtrack.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
DIARY = ROOT.parent / "shared" / "data" / "MyAIGuide_Participant2PainNew.csv"

#: Words that a page could take for its own (at most 40 characters, as a site of one's own is).
WORDS = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror=window.pwned=1>',
    "' onmouseover='window.pwned=1",
    "javascript:window.pwned=1",
    "{{7*7}}${7*7}{%x%}",
    "</script></style></svg></title>",
    "<svg/onload=window.pwned=1>",
    "&lt;b&gt; &amp;amp; &#60;i>",
    "<!-- ]]> -->",
    "url(https://example.invalid/x)",
    "<base href=https://example.invalid>",
    "שלום עולם",
    "مرحبا <b>",
    "👩🏽‍🦽🔥",
    "a\u202eb\u2066c",
    "w" * 40,
)
NAME = "Eva\"><img src=x onerror=window.pwned=1>{{7*7}}'<script>window.pwned=1;"
DIAGNOSIS = "</title></svg><svg onload=window.pwned=1> שלום \u202e <iframe src=//example.invalid>"
DOCTOR = '<meta http-equiv=refresh content="0;url=https://example.invalid/">'
DRUG = "<link rel=stylesheet href=https://example.invalid/x.css>"
DOSE = "<input autofocus onfocus=window.pwned=1>"
THERAPIST = "<form action=https://example.invalid><button>Eva</button></form>"
#: What of it the page shows whole, and which characters of it no page is to hold.
SHOWN = (NAME[:35], DIAGNOSIS.partition("\u202e")[0], DOCTOR[:30], "<b>bold</b>", WORDS[0])
HIDDEN = {"\u202e", "\u2066"}
NOTE = "<script>window.pwned=1</script>\n\n" + "\n".join(WORDS)


class Journal(NamedTuple):
    """A database, the zone it is looked at from and when, and what its report is asked for."""

    path: Path
    zone: str
    now: str
    patient: str = ""
    report: tuple[str, ...] = ()


def told(journal: Journal, *words: str, at: str = "", fine: tuple[int, ...] = (0,)) -> str:
    """What a command prints, in the journal's zone and at its end or another time."""
    wall = datetime.fromisoformat(at or journal.now).replace(tzinfo=ZoneInfo(journal.zone))
    before = ["--db", str(journal.path), "--tz", journal.zone]
    before += ["--patient", journal.patient] if journal.patient else []
    done = CliRunner(env={"LOGNAME": "anna"}).invoke(
        main, [*before, *words], prog_name="rehabtrack", obj=wall.timestamp
    )
    assert done.exit_code in fine, (words, done.output, done.exception)
    return done.stdout


def demo(folder: Path) -> Journal:
    """The story of `rehabtrack demo`."""
    demo_journal(folder / "demo.db")
    return Journal(folder / "demo.db", "Europe/Berlin", DEMO_ENDS)


def diary(folder: Path) -> Journal:
    """The real diary of ../shared/data, as tests/cli/test_real_data.py takes it in."""
    if not DIARY.exists():
        missing(f"{DIARY.name} is not in ../shared/data")
    span = ("--since", "2020-05-01", "--until", "2020-07-31")
    journal = Journal(folder / "diary.db", "Europe/Paris", "2021-09-01T09:00", report=span)
    columns = ("--map", "value=intensity,at=date,site=name", "--round", "up")
    sites = ("--site-map", "Back pain=back,Knee Pain=other:knee")
    told(journal, "import", str(DIARY), *columns, *sites)
    return journal


def whole_diary(folder: Path) -> Journal:
    """All three years of it, of which the back has three months."""
    return diary(folder)._replace(report=("--since", "2018-01-01"))


def hostile(folder: Path) -> Journal:
    """Every text field holds what a page could take for its own."""
    journal = Journal(
        folder / "hostile.db", "Europe/Berlin", "2026-03-14T09:12", NAME, ("--with-notes",)
    )
    nameless = journal._replace(patient="")
    told(nameless, "patient", "add", NAME, "--diagnosis", DIAGNOSIS, at="2026-03-01T07:00")
    told(journal, "phase", "start", "recovery", "--note", NOTE, at="2026-03-01T07:30")
    for day, word in enumerate(WORDS, 1):
        evening = f"2026-03-{day % 12 + 1:02}T20:00"
        for site in ("back", f"other:{word}", "other:<b>bold</b>"):
            told(journal, "pain", str(day % 9), "--site", site, "--note", word, at=evening)
        _massage(journal, word, f"2026-03-{day % 12 + 1:02}T21:00")
        told(journal, "measure", "add", "drug", word, "--dose", word, at=evening)
    told(journal, "measure", "add", "drug", DRUG, "--dose", DOSE, "--from", "2026-03-02")
    told(journal, "measure", "add", "physiotherapy", DRUG, "--form", "other", "--note", NOTE)
    allowed = ("--limits", NOTE.split("\n")[0], "--area", f"other:{WORDS[0]}")
    told(journal, "clearance", "add", "--by", DOCTOR, "--specialty", "other", *allowed)
    advised = ("--because", DOCTOR, "--on-advice-of", DOCTOR)
    told(journal, "rule", "set", "--limit", "4", *advised)
    told(journal, "redflags", "--yes", "fever", "--note", NOTE, fine=(0, 3, 4, 5))
    return journal


def _massage(journal: Journal, word: str, at: str) -> None:
    kinds = ("--area", f"other:{word}", "--technique", f"other:{word}", "--by", THERAPIST)
    pain = ("--before", "4", "--after", "3", "--note", NOTE, "--because", f"other:{word}")
    told(journal, "massage", "log", *kinds, *pain, at=at, fine=(0, 3, 4, 5))
    told(journal, "massage", "skip", "--because", f"other:{word}", at=at, fine=(0, 3, 4, 5))


def empty(folder: Path) -> Journal:
    """A database in which nothing was ever logged."""
    journal = Journal(folder / "empty.db", "Europe/Berlin", "2026-03-14T09:12")
    told(journal, "patient", "add", "Eva")
    return journal


def ten_years(folder: Path) -> Journal:
    """Ten years of ratings and massages, and fifty more sites."""
    path = folder / "years.db"
    made = (sys.executable, "-m", "benchmarks.data", "journals", path, "1", "20000", "1000", "10")
    subprocess.run(made, cwd=ROOT, check=True, timeout=120)
    now = datetime.now(UTC)
    since = ("--since", f"{now.year - 10}-01-01")
    journal = Journal(path, "UTC", f"{now:%Y-%m-%dT%H:%M}", report=since)
    table = folder / "sites.csv"
    rows = [f"2025-01-{n % 28 + 1:02}T08:00,other:place {n} of fifty,{n % 11}" for n in range(50)]
    table.write_text("\n".join(["at,site,value", *rows, ""]), encoding="utf-8")
    told(journal, "import", str(table))
    return journal


JOURNALS: dict[str, Callable[[Path], Journal]] = {
    each.__name__: each for each in (demo, diary, whole_diary, hostile, empty, ten_years)
}
