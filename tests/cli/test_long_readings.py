"""Listings of many patients: one short read each, printed between, and never more in memory."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import click
import pytest
from command_line import Terminal, program

from rehabtrack.domain.moment import DAY, HOUR
from rehabtrack.domain.records.patient import Patient
from rehabtrack.services.reassessment import reassess
from rehabtrack.storage import caseload, sqlite_file
from rehabtrack.storage.database import open_or_create
from rehabtrack.storage.journal import FIRST, Writer

pytestmark = pytest.mark.files

JANUARY = 1_767_225_600_000  # 2026-01-01 00:00 UTC
SESSIONS = 150
#: What reads every patient.
LISTINGS = (
    *("review", "review --json", "periods", "periods --json", "log --kind massage"),
    *("warnings", "warnings --all", "warnings stats", "measure list", "db check"),
)
#: Runs a command as the program does, and says at the end how many bytes Python held at most.
RUN = """
import sys, tracemalloc
from rehabtrack.cli.main import main
tracemalloc.start()
try:
    main()
finally:
    print(tracemalloc.get_traced_memory()[1], file=sys.stderr)
"""


def many(path: str, patients: int, sessions: int = SESSIONS) -> None:
    """Make a file of patients, each with so many sessions and twice as many ratings, warned of."""
    writer = Writer("anna", JANUARY, bytes(16))
    with closing(open_or_create(path)) as file, file.writing():
        for number in range(patients):
            patient = Patient(name=f"Patient {number:03}")
            journal = caseload.add_patient(file, patient, writer, action="patient add")
            starts = [JANUARY - day * DAY for day in range(sessions, 0, -1)]
            given = (1, 30, *(None,) * 8)
            massages = [(at, 0, 0, "UTC", at, *given) for at in starts]
            said = ("nrs", 7, "now", None, None, None, 1, None)
            ratings = [
                (at - hours * HOUR, 0, 0, "UTC", "back", *said) for at in starts for hours in (2, 1)
            ]
            journal.add_many("massage", massages, action="import")
            journal.add_many("pain", ratings, action="import")
            reassess(journal, FIRST)


def peak(path: str, line: str) -> int:
    """The most bytes that a command held at once."""
    ran = program("--db", path, *line.split(), script=("-c", RUN))
    assert ran.returncode == 0
    assert len(ran.stdout.splitlines()) >= 1
    return int(ran.stderr.split()[-1])


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A file of few patients and one of five times as many."""
    folder = tmp_path_factory.mktemp("caseloads")
    paths = str(folder / "few.db"), str(folder / "many.db")
    for path, patients in zip(paths, (5, 25), strict=True):
        many(path, patients)
    return paths


@pytest.mark.parametrize("line", LISTINGS)
def test_five_times_the_patients_take_no_more_memory(files: tuple[str, str], line: str) -> None:
    few, many = (peak(path, line) for path in files)
    assert many - few < 400_000


# --- one read a patient, printed between ----------------------------------------------------------


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the program does, in order: the statements it runs, and PRINT for what it prints."""
    found: list[str] = []
    connect, echo = sqlite_file.connect, click.echo

    def traced(path: str) -> sqlite3.Connection:
        connection = connect(path)
        connection.set_trace_callback(found.append)
        return connection

    def noted(*said: Any, **how: Any) -> None:
        found.append("PRINT")
        echo(*said, **how)

    monkeypatch.setattr(sqlite_file, "connect", traced)
    monkeypatch.setattr(click, "echo", noted)
    return found


def transactions(events: list[str]) -> list[list[str]]:
    """What was done in each transaction, one after the other."""
    found: list[list[str]] = []
    within = False
    for event in events:
        if event.startswith("BEGIN"):
            found.append([])
        within = event not in ("COMMIT", "ROLLBACK") and (within or event.startswith("BEGIN"))
        if within:
            found[-1].append(event)
    return found


@pytest.mark.parametrize("line", LISTINGS)
def test_each_patient_is_read_in_a_transaction_of_her_own(
    rt: Terminal, events: list[str], line: str
) -> None:
    many(rt.db, 3, sessions=2)
    events.clear()
    rt(line)
    _, *others = transactions(events)
    if line == "db check":
        others.pop()  # of those who were erased
    assert len(others) == 3
    for place, statements in enumerate(others, 1):
        read = re.findall(r"patient_id = (\d+)", " ".join(statements))
        assert set(read) == {str(place)}


LINES = (
    *LISTINGS,
    *("", "6", "massage check", "massage log", "show m1", "edit p1 --value 2", "undo"),
    *("warnings show w1", "warnings answer w1 not-rated", "void p2 --because x", "undo --list"),
    *("rule show", "rule set --limit 2 --because x", "phase start recovery", "patient list"),
)


@pytest.mark.parametrize("line", LINES)
def test_nothing_is_printed_while_a_transaction_is_open(
    rt: Terminal, events: list[str], line: str
) -> None:
    many(rt.db, 1, sessions=2)
    events.clear()
    rt(line)
    assert "PRINT" in events
    assert transactions(events)
    assert "PRINT" not in [event for done in transactions(events) for event in done]


def test_what_span_a_listing_covers_is_told_once_and_before_it_is_read(
    rt: Terminal, events: list[str]
) -> None:
    many(rt.db, 3, sessions=2)
    events.clear()
    found = rt("review --since 2025-10-26T02:30")
    assert found.err.count("happens twice") == 1
    assert "PRINT" not in [event for done in transactions(events) for event in done]


def test_others_write_between_two_patients_of_a_review(
    rt: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(rt.db, 3, sessions=2)
    meanwhile = [
        *("--patient 'Patient 001' patient edit --name Rosa", "--patient 'Patient 002' 6"),
        *("--patient 'Patient 002' void m1 --because x", "--patient Rosa undo"),
    ]
    echo = click.echo

    def interrupted(*said: Any, **how: Any) -> None:
        while meanwhile:
            assert Terminal(rt.folder)(meanwhile.pop(0)).code == 0
        echo(*said, **how)

    monkeypatch.setattr(click, "echo", interrupted)
    found = rt("review")
    assert (found.code, found.err, meanwhile) == (0, "", [])
    assert re.findall(r"^(Patient \d+)  (m\d|\d massages?)", found.out, re.MULTILINE) == [
        *(("Patient 000", "m1"), ("Patient 000", "m2"), ("Patient 000", "2 massages")),
        *(("Patient 001", "m1"), ("Patient 001", "m2"), ("Patient 001", "2 massages")),
        *(("Patient 002", "m2"), ("Patient 002", "1 massage")),
    ]
