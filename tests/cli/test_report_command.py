"""`rehabtrack report`: where the page goes, what it covers and for whom, what it leaves out."""

import os
import stat
import webbrowser
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from command_line import Terminal

NOT_ENCRYPTED = "It is not encrypted: who can read it can read all of it.\n"


@pytest.fixture
def diary(rt: Terminal, monkeypatch: pytest.MonkeyPatch, tell_once: Any) -> Terminal:
    """A fortnight of pain, a phase, a clearance, a massage, a drug and notes."""
    monkeypatch.chdir(rt.folder)
    tell_once(rt, of_a_fortnight)
    rt.now = "2026-03-14T09:12"
    return rt


def of_a_fortnight(rt: Terminal) -> None:
    rt("patient add Zoë --diagnosis 'disc L5/S1'")
    rt.at("2026-03-01T09:00", "phase start recovery")
    rt.at(
        "2026-03-01T09:01", "clearance add --by 'Dr Vogel' --specialty neurologist --limits gently"
    )
    rt.at("2026-03-01T09:02", "measure add drug Ibuprofen --dose '400 mg'")
    for day in range(1, 14):
        rt.at(f"2026-03-{day:02}T20:00", f"pain back={7 if day < 5 else 2} --note slept{day}badly")
    rt.at("2026-03-10T17:00", "massage log --technique other:cupping --by 'Ms Lind' --note oily")
    rt.at("2026-03-11T12:00", "pain 4 --site other:jaw")


def page_of(rt: Terminal, line: str = "") -> str:
    """The page that a report writes."""
    path = rt.folder / "page.html"
    done = rt(f"report --out {path} --force {line}")
    assert done.code == 0, done
    return path.read_text(encoding="utf-8")


# --- where it goes -------------------------------------------------------------------------------


def test_it_says_what_it_wrote_where_and_that_it_is_plain(diary: Terminal) -> None:
    path = diary.folder / "page.html"
    done = diary(f"report --out {path}")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "The report of Zoë from 1 Mar 2026 to 14 Mar 2026, for the patient, is in:\n"
        f"{path}\n{NOT_ENCRYPTED}"
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_a_name_the_file_is_called_by_its_dates_and_by_no_name(diary: Terminal) -> None:
    diary("report --since 2026-03-01")
    assert [each.name for each in diary.folder.glob("*.html")] == [
        "rehabtrack-report-2026-03-01-2026-03-14.html"
    ]


def test_of_several_patients_it_bears_her_number(diary: Terminal) -> None:
    diary("patient add Ben")
    assert diary("--patient Zoë report --since 2026-03-01").code == 0
    assert diary("--patient Ben report --since 2026-03-01").code == 0
    names = sorted(each.name for each in diary.folder.glob("*.html"))
    assert names == [
        "rehabtrack-report-1-2026-03-01-2026-03-14.html",
        "rehabtrack-report-2-2026-03-01-2026-03-14.html",
    ]


def test_a_file_that_is_there_is_replaced_only_if_told_so(diary: Terminal) -> None:
    path = diary.folder / "page.html"
    path.write_text("mine", encoding="utf-8")
    assert diary.refuses(f"report --out {path}") == (
        f"The file {path} is there already. Give another name, or --force."
    )
    assert path.read_text(encoding="utf-8") == "mine"
    assert diary(f"report --out {path} --force").code == 0
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_link_is_neither_followed_nor_replaced(diary: Terminal) -> None:
    target, link = diary.folder / "target", diary.folder / "link.html"
    target.write_text("mine", encoding="utf-8")
    link.symlink_to(target)
    refusal = diary.refuses(f"report --out {link} --force")
    assert refusal == f"The name {link} is a link. Give the name of the file itself."
    assert target.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_closed_is_named(diary: Terminal) -> None:
    closed = diary.folder / "closed"
    closed.mkdir(mode=0o500)
    assert diary.refuses(f"report --out {closed}/page.html") == (
        f"The file {closed}/page.html cannot be written: Permission denied. "
        "Nothing was written; give another place."
    )


def test_a_folder_that_is_not_there_is_named(diary: Terminal) -> None:
    path = diary.folder / "none" / "page.html"
    assert diary.refuses(f"report --out {path}") == (
        f"The file {path} cannot be written: No such file or directory. "
        "Nothing was written; give another place."
    )


def test_the_database_itself_is_never_written_over(diary: Terminal) -> None:
    assert diary.refuses(f"report --force --out {diary.db}") == (
        f"The file {diary.db} is the database itself. Give another name."
    )


def test_nor_is_its_place_taken_where_there_is_none_yet(rt: Terminal) -> None:
    assert rt.refuses(f"report --out {rt.db}") == (
        f"The file {rt.db} is the database itself. Give another name."
    )
    assert not Path(rt.db).exists()


def test_it_is_opened_in_the_browser_by_its_place(
    diary: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or True)
    done = diary("report --out 'a b.html' --open")
    assert (done.code, done.err) == (0, "")
    assert opened == [(diary.folder / "a b.html").as_uri()]


def test_where_there_is_no_browser_the_file_is_there_all_the_same(
    diary: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _address: False)
    done = diary("report --out page.html --open")
    assert (done.code, done.sentence) == (0, "No browser was found; open the file yourself.")
    assert (diary.folder / "page.html").exists()


@pytest.mark.parametrize("name", ["-", "''"])
def test_a_name_that_is_none_is_wrong_usage(diary: Terminal, name: str) -> None:
    assert diary.misuses(f"report --out {name}").startswith("--out needs the name of a file.")
    assert list(diary.folder.glob("*.html")) == []
    assert not (diary.folder / "-").exists()


def test_a_folder_is_no_file_whatever_is_forced(diary: Terminal) -> None:
    for more in ("", " --force"):
        said = diary.refuses(f"report --out {diary.folder}{more}")
        assert said == f"{diary.folder} is a folder. Name a file in it."


def test_a_pdf_is_not_written_under_the_name_of_a_page(diary: Terminal) -> None:
    assert diary.misuses("report --pdf --out page.html").startswith("--pdf writes no HTML;")
    assert not (diary.folder / "page.html").exists()


def test_the_name_of_a_pdf_makes_one(diary: Terminal) -> None:
    pytest.importorskip("weasyprint")
    assert diary("report --out page.PDF").code == 0
    assert (diary.folder / "page.PDF").read_bytes().startswith(b"%PDF-")


def test_as_a_pdf_it_is_one(diary: Terminal) -> None:
    pytest.importorskip("weasyprint")
    done = diary("report --pdf --since 2026-03-01")
    assert done.code == 0, done
    path = diary.folder / "rehabtrack-report-2026-03-01-2026-03-14.pdf"
    assert path.read_bytes().startswith(b"%PDF-")


# --- what it covers and for whom -----------------------------------------------------------------


def test_it_covers_twelve_weeks_up_to_today_or_to_another_day(diary: Terminal) -> None:
    diary.at("2025-06-01T20:00", "pain 3")
    diary.now = "2026-03-14T09:12"
    assert "21 Dec 2025 to 14 Mar 2026" in page_of(diary)
    assert "15 Dec 2025 to 8 Mar 2026" in page_of(diary, "--until 2026-03-08")


def test_it_begins_no_earlier_than_what_is_recorded(diary: Terminal) -> None:
    assert "1 Mar 2026 to 14 Mar 2026" in page_of(diary)
    assert "1 Mar 2026 to 8 Mar 2026" in page_of(diary, "--until 2026-03-08")
    assert "21 Dec 2025 to 14 Mar 2026" in page_of(diary, "--since 2025-12-21")


def test_it_ends_today_at_the_latest(diary: Terminal) -> None:
    assert "1 Mar 2026 to 14 Mar 2026" in page_of(diary, "--until 2027-12-31")


def test_a_span_in_the_future_is_wrong_usage(diary: Terminal) -> None:
    misused = diary("report --since 2027-01-01")
    assert (misused.code, misused.out) == (2, "")
    assert misused.sentence.startswith("Error: --since lies in the future.")


def test_two_months_of_pain_that_fell_are_called_better(rt: Terminal) -> None:
    for day in range(60):
        rt.at(f"{date(2026, 1, 1) + timedelta(day)}T20:00", f"pain {8 - day // 8}")
    page = page_of(rt, "--for patient --since 2025-12-01")
    assert "Better by" in page
    assert "No telling" not in page


def test_a_span_that_ends_before_it_begins_is_wrong_usage(diary: Terminal) -> None:
    misused = diary("report --since 2026-03-10 --until 2026-03-01")
    assert (misused.code, misused.out) == (2, "")
    assert misused.sentence.startswith("Error: --since lies behind --until.")


@pytest.mark.parametrize(
    ("role", "audience"),
    [("doctor", "doctor"), ("massage-therapist", "therapist"), ("patient", "patient")],
)
def test_unless_told_it_is_for_whoever_writes(diary: Terminal, role: str, audience: str) -> None:
    diary(f"role anna {role}")
    assert f"for the {audience}" in page_of(diary)
    assert "for the doctor" in page_of(diary, "--for doctor")


def test_an_unknown_reader_is_refused_with_those_that_there_are(diary: Terminal) -> None:
    assert diary.refuses("report --for nurse") == (
        '"nurse" is not a reader of a report. Use doctor, therapist or patient.'
    )
    assert list(diary.folder.glob("*.html")) == []


@pytest.mark.parametrize(
    ("audience", "first"),
    [("doctor", "In brief"), ("therapist", "Massage"), ("patient", "Is it getting better?")],
)
def test_what_stands_first_is_for_whom_it_is(diary: Terminal, audience: str, first: str) -> None:
    page = page_of(diary, f"--for {audience}")
    assert page.index(f">{first}</h2>") < page.index(">Pain over time</h2>")


# --- what it leaves out --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ("name", ["Zoë"]),
        ("diagnosis", ["disc L5/S1"]),
        ("measures", ["Ibuprofen", "400 mg"]),
        ("people", ["Dr Vogel"]),
        ("words", ["gently", "jaw"]),
    ],
)
def test_what_is_to_be_left_out_stands_nowhere(
    diary: Terminal, left_out: str, words: list[str]
) -> None:
    whole, redacted = (
        page_of(diary, f"--for doctor{more}") for more in ("", f" --without {left_out}")
    )
    therapist = page_of(diary, "--for therapist")
    redacted += page_of(diary, f"--for therapist --without {left_out}")
    for word in words:
        assert word in whole + therapist
        assert word not in redacted
    assert f"left out on purpose: {left_out}" in redacted


def test_who_advised_a_higher_limit_stands_nowhere_either(diary: Terminal) -> None:
    diary("rule set --limit 4 --because x --on-advice-of 'Dr Hush'")
    diary("pain 4")
    assert "on the advice of Dr Hush" in page_of(diary, "--for therapist")
    page = page_of(diary, "--for therapist --without people")
    assert "Judged under a limit of 4, on the advice of a doctor." in page
    assert "Hush" not in page


def test_who_refused_is_told_by_the_start_of_a_long_name(diary: Terminal) -> None:
    long = "Dr " + "w" * 90
    diary(f"clearance add --by '{long}' --specialty surgeon --refuse --area other:jaw,neck")
    page = page_of(diary, "--for therapist")
    assert "w" * 37 + "…" in page
    assert "w" * 38 not in page
    assert "other:jaw" not in page


def test_what_is_printed_names_nobody_who_is_left_out(diary: Terminal) -> None:
    done = diary("report --without name --out page.html")
    assert done.out.startswith("The report from 1 Mar 2026 to 14 Mar 2026, for the patient, is in:")


def test_notes_may_hold_what_is_left_out_and_a_line_says_so(diary: Terminal) -> None:
    done = diary("report --with-notes --without people,name --out page.html")
    assert (done.code, done.sentence) == (
        0,
        "The notes are shown as they were written: they may hold what --without leaves out.",
    )
    assert diary("report --with-notes --out other.html").err == ""


def test_a_redaction_that_there_is_not_is_refused(diary: Terminal) -> None:
    assert diary.refuses("report --without nam") == '"nam" is not a redaction. Did you mean name?'


def test_notes_are_left_out_unless_asked_for(diary: Terminal) -> None:
    assert not any(word in page_of(diary) for word in ("slept13badly", "oily"))
    page = page_of(diary, "--with-notes")
    assert page.index("slept13badly") < page.index("slept12badly")  # the newest first
    assert "more.</p>" in page  # the older ones are counted


def test_notes_and_no_words_contradict_each_other(diary: Terminal) -> None:
    assert diary.misuses("report --with-notes --without words").startswith(
        "--with-notes shows the words that --without words leaves out."
    )


def test_a_void_rating_is_counted_and_not_shown(diary: Terminal) -> None:
    diary("pain 10")
    diary("void p15 --because slip")
    page = page_of(diary)
    assert "10/10" not in page
    assert "1 void record of the span left out" in page


# --- what always stands there --------------------------------------------------------------------


def test_an_open_red_flag_stands_first_for_everybody(diary: Terminal) -> None:
    diary("redflags --yes bladder,fever")
    for audience in ("doctor", "therapist", "patient"):
        page = page_of(diary, f"--for {audience} --without name,people,words")
        main = page[page.index("<main>") :]
        assert main.index("Red flag: get medical help now") < main.index("<section", 20)
        assert "no feeling whether the bladder is full or empty" in main


def test_the_head_of_the_changes_stands_there_as_db_check_prints_it(diary: Terminal) -> None:
    head = next(line for line in diary("db check").out.splitlines() if line.startswith("Zoë"))
    _, no, digest = head.split()
    assert f"change chain {no} {digest}" in page_of(diary)


def test_the_verdict_is_dated_for_a_page_is_read_later(diary: Terminal) -> None:
    page = page_of(diary, "--for therapist")
    assert "On 14 Mar 2026 at 09:12: no high pain" in page
    assert "This is not a doctor&#39;s clearance." in page


def test_the_verdict_names_a_site_as_all_of_the_page_does(diary: Terminal) -> None:
    diary("pain leg-right=6")
    page = page_of(diary, "--for therapist")
    assert "not advised, pain 6/10 in right leg now." in page
    assert "leg-right" not in page


def test_what_holds_now_is_told_apart_from_a_span_that_is_past(diary: Terminal) -> None:
    past = page_of(diary, "--for therapist --until 2026-03-08")
    assert "Now: massage cleared by Dr Vogel" in past
    assert "Now: massage" not in page_of(diary, "--for therapist")


def test_a_limit_that_was_raised_within_the_span_is_named_beside_its_periods(
    diary: Terminal,
) -> None:
    assert "Judged by limit" not in page_of(diary)
    diary("rule set --limit 4 --hours 6 --because x --on-advice-of 'Dr Vogel'")
    page = page_of(diary)
    assert "Judged by limit 4 and 6 h, in force since 14 Mar 2026." in page
    assert "covers 6 h (usual: limit 3, 24 h)" in page
    assert "Each massage was judged by the policy of its time." in page


# --- little or nothing ---------------------------------------------------------------------------


def test_an_empty_file_makes_a_page_that_says_how_to_begin(rt: Terminal) -> None:
    page = page_of(rt)
    assert "How to begin" in page
    assert "rehabtrack 3" in page
    assert not Path(rt.db).exists()  # reading makes nothing


def test_so_does_a_patient_of_whom_nothing_is_recorded(rt: Terminal) -> None:
    rt("patient add Zoë")
    assert "How to begin" in page_of(rt)


@pytest.mark.parametrize("audience", ["doctor", "therapist", "patient"])
def test_one_rating_is_shown(rt: Terminal, audience: str) -> None:
    rt("6")
    page = page_of(rt, f"--for {audience}")
    assert "Rated on 1 of 1 day, 1 rating;" in page
    assert "6/10" in page
    assert "On 1 of 1 rated day." in page
    assert "Not known" not in page


def test_twenty_minutes_later_so_much_is_known(rt: Terminal) -> None:
    rt.at("2026-03-14T09:00", "6")
    rt.now = "2026-03-14T09:20"
    assert "100 % of the 20 min that are known; 1 period" in page_of(rt)


@pytest.mark.parametrize("audience", ["doctor", "therapist", "patient"])
def test_so_is_one_day(rt: Terminal, audience: str) -> None:
    rt("6")
    rt.at("2026-03-14T20:00", "3")
    page = page_of(rt, f"--for {audience} --since 2026-03-14 --until 2026-03-14")
    assert "14 Mar 2026 to 14 Mar 2026" in page
    assert "One day alone shows no change." in page


def test_a_span_without_a_rating_says_when_the_newest_was_made(diary: Terminal) -> None:
    page = page_of(diary, "--since 2020-01-01 --until 2020-03-01")
    assert "Not rated on any of 61 days; the newest rating is of 13 Mar 2026." in page
    assert "No pain was rated in this span." in page
