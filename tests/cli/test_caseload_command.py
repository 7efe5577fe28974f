"""`rehabtrack patients`, and what today says is due: a therapist's morning at the keyboard."""

import json
import os
import shlex
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import engines
import pytest
from command_line import Said, Terminal, said

from rehabtrack.cli.table import aligned
from rehabtrack.domain.ids import new_uid
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.note import SessionNote
from rehabtrack.domain.records.redflag import RedFlag
from rehabtrack.storage import caseload
from rehabtrack.storage.journal import Journal, Writer

CARLA = "Carla de la Fuente y Villanueva"
AS_OF = 1_773_392_400_000  # Fri 13 Mar 2026 10:00 in Berlin


def add(rt: Terminal, name: str, record: Any) -> None:
    """Store a record of a patient."""
    writer = Writer("eva", AS_OF, new_uid(AS_OF))
    with closing(engines.opened(rt.db, by=writer.author)) as database, database.writing():
        patient = caseload.patient_named(database, name)
        Journal(database, patient, writer).add(record, action="a test")


def flag(rt: Terminal, name: str, code: str) -> None:
    """Answer a question of the red flags with yes, on Friday at 10:00."""
    add(rt, name, RedFlag(moment=Moment(AS_OF, 0, 60, "Europe/Berlin"), code=code))


def of(rt: Terminal, name: str, *lines: str) -> None:
    """Run commands about a patient; none of them is refused."""
    for line in lines:
        done = rt(f"--patient {shlex.quote(name)} {line}")
        assert done.code == 0, done


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file of six patients with every verdict among them, and one archived."""
    rt = Terminal(tmp_path_factory.mktemp("six"))
    rt.long_lines = True  # a command with her whole name
    rt.now = "2026-03-13T10:00"
    for name in ("Finn", "Anna Berg", "Ben", CARLA, "Dora", "山田太郎", "Gone"):
        assert rt("patient add", name).code == 0
    of(rt, "Gone", "8", "massage log", "patient archive Gone")
    of(
        rt,
        "Anna Berg",
        "phase start recovery --at 2026-01-01",
        "clearance add --by 'Dr Roth' --specialty neurologist --from 2026-01-01 --until 2026-03-20",
        "massage log --at 09:30 --before 2",
    )
    of(
        rt,
        "Ben",
        "phase start conservative --at 2026-02-01",
        "clearance add --by Ott --specialty other --from 2026-01-01 --until 2026-03-01",
        "massage log --at 09:00 --before 7",
    )
    of(rt, CARLA, "clearance add --by Weiss --specialty surgeon --refuse", "pain leg-right=3")
    of(rt, "Dora", "pain --scale vas 28 --recall worst-24h")
    of(rt, "Dora", "clearance add --by Ott --specialty other --until 2027-03-01 --from 2026-01-01")
    of(rt, "山田太郎", "phase start surgery --at 2026-02-01")
    flag(rt, "山田太郎", "saddle")
    rt.now = "2026-03-14T09:12"
    of(rt, "Anna Berg", "2")
    of(rt, "Ben", "pain leg-left=5 --at 08:30")
    note = SessionNote(moment=Moment(AS_OF, 0, 60, "Europe/Berlin"), session=1, plan="again")
    add(rt, "Ben", note)
    return rt.db


@pytest.fixture
def practice(rt: Terminal, six: str) -> Terminal:
    """The terminal of who has that file, on Saturday at 09:12."""
    engines.copy(six, rt.db)
    return rt


def table(rt: Terminal, line: str) -> Said:
    """What is said below the emergency that stands first."""
    shown = rt(line)
    first, lines = "山田太郎  RED FLAG  Get medical help now", shown.out.splitlines(keepends=True)
    assert lines[0].startswith(first), shown
    return shown._replace(out="".join(lines[4:]))


def names(rt: Terminal, line: str) -> list[str]:
    """The first words of the lines between the header and the counts."""
    lines = table(rt, line).out.splitlines()[2:]
    ends = next(n for n, text in enumerate(lines) if "patients" in text)
    return [text.split()[0] for text in lines[:ends] if not text.startswith(" ")]


def objects(rt: Terminal, line: str = "") -> dict[str, dict[str, Any]]:
    """What `patients --json` prints, by name."""
    found = [json.loads(text) for text in rt(f"patients --json {line}").out.splitlines()]
    return {each["patient"]: each for each in found}


# --- the table ------------------------------------------------------------------------------------


def test_the_caseload_is_a_line_a_patient_in_order_of_their_names(practice: Terminal) -> None:
    assert table(practice, "patients") == said(
        """
        Sat 14 Mar 09:12
        PATIENT      VERDICT       PAIN                  PHASE     CLEARANCE    DUE
        山田太郎     RED FLAG      not rated             surgery   none         r1
        Anna Berg    NO HIGH PAIN  2/10 back now         recovery  to 20 Mar    m1 c1
        Ben          NOT ADVISED   5/10 leg-left 42 min  conserv.  ended        m1 n1
                                                                                w1
        Carla de la  REFUSED       3/10 leg-right 23 h   none      none
          Fuente y
          Villanuev
          a
        Dora         NO HIGH PAIN  28/100 mm worst back 23 h  none      to Mar 2027
        Finn         UNVERIFIED    not rated             none      none
        6 patients: 1 red flag, 1 refused, 1 not advised, 1 unverified, 2 no high pain
        due: r red flag not assessed, m rate the day after, n not signed, c ends soon,
             w not answered
        """
    )


def test_columns_are_as_wide_as_there_is_room(practice: Terminal) -> None:
    assert table(practice, "patients --verdict no-high-pain") == said(
        """
        Sat 14 Mar 09:12
        PATIENT    VERDICT       PAIN                     PHASE     CLEARANCE    DUE
        Anna Berg  NO HIGH PAIN  2/10 back now            recovery  to 20 Mar    m1 c1
        Dora       NO HIGH PAIN  28/100 mm worst back 23 h  none      to Mar 2027
        2 of 6 patients: 2 no high pain
        due: m rate the day after, c ends soon
        """
    )


def test_another_moment_can_be_asked_for_and_the_future_is_as_of_now(practice: Terminal) -> None:
    monday = table(practice, "patients --at 2026-03-16T10:00 --verdict unverified --phase recovery")
    assert monday == said(
        """
        Mon 16 Mar 10:00, as of now
        PATIENT    VERDICT     PAIN              PHASE     CLEARANCE  DUE
        Anna Berg  UNVERIFIED  2/10 back 2 days  recovery  to 20 Mar  c1
        1 of 6 patients: 1 unverified
        due: c ends soon
        """
    )
    friday = table(practice, "patients --at 2026-03-13T09:15").out
    assert friday.startswith("Fri 13 Mar 09:15\nPATIENT")
    assert "NOT ADVISED  7/10 back 15 min" in friday


def test_what_does_not_fit_its_column_moves_its_own_line_on() -> None:
    rows = [("NAME", "A", "B", "IDS"), ("anna", "wide" * 3, "b", ""), ("ben", "a", "b", "m1 m2 m3")]
    narrow = [(1, 4), (3, 5)]
    assert list(aligned(rows, narrow)) == [
        "NAME  A             B  IDS",
        "anna  widewidewide  b",
        "ben   a             b  m1 m2 m3",
    ]
    rows[0] = ("NAME", "A", "B" * 60, "IDS")
    assert list(aligned(rows, narrow)) == [
        f"NAME  A     {'B' * 60}  IDS",
        f"anna  widewidewide  b{' ' * 59}".rstrip(),
        f"ben   a     b{' ' * 59}  m1 m2",
        f"{' ' * 74}m3",
    ]


def test_a_rating_known_by_its_date_is_shown_with_it(practice: Terminal) -> None:
    of(practice, "Finn", "pain 2 --at 2026-03-14")
    assert "2/10 back 14 Mar" in practice("patients").out
    assert objects(practice)["Finn"]["newest"]["age_minutes"] is None


def test_the_widest_of_everything_still_fits(practice: Terminal) -> None:
    practice.long_lines = True
    long = "漢字" * 20
    practice("patient add", long)
    of(
        practice,
        long,
        "phase start conservative --at 2026-01-01",
        "clearance add --by Ott --specialty other --until 2027-11-30 --from 2026-01-01",
        "pain --scale vas --recall average-24h --site buttock-right 100 --at 2026-03-12T10:00",
        *(f"massage log --at 2026-03-13T{hour:02}:00 --before 9" for hour in range(9, 15)),
    )
    practice.long_lines = False
    shown = practice("patients").out  # every line is measured
    cells = [line.strip().split("  ")[0] for line in shown.splitlines()]
    named = "".join(cell for cell in cells if set(cell) <= {"漢", "字"})
    assert long in named, "the whole name stands there, however many lines it takes"


def test_a_hostile_name_is_printed_safe(rt: Terminal) -> None:
    rt.long_lines = True
    rt("patient add", "a\u202eb")
    header, line = rt("patients").out.splitlines()[1:3]
    assert line.startswith("a\\u202eb  UNVERIFIED ")
    assert header.index("PAIN") == line.index("not rated")


# --- sorting and filters --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("name", "山田太郎 Anna Ben Carla Dora Finn"),
        ("verdict", "山田太郎 Carla Ben Finn Anna Dora"),
        ("pain", "山田太郎 Ben Carla Anna Dora Finn"),
        ("age", "山田太郎 Finn Carla Dora Ben Anna"),
    ],
)
def test_the_caseload_can_be_sorted_emergencies_first(
    practice: Terminal, by: str, expected: str
) -> None:
    assert names(practice, f"patients --sort {by}") == expected.split()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("--verdict red-flag,refused", "山田太郎 Carla"),
        ("--verdict not-advised", "Ben"),
        ("--phase none", "Carla Dora Finn"),
        ("--phase conservative,surgery", "山田太郎 Ben"),
        ("--due", "山田太郎 Anna Ben"),
        ("--due --verdict no-high-pain", "Anna"),
    ],
)
def test_the_caseload_can_be_filtered(practice: Terminal, filters: str, expected: str) -> None:
    assert names(practice, f"patients {filters}") == expected.split()
    assert [name.split()[0] for name in objects(practice, filters)] == expected.split()


def test_a_filter_may_leave_nobody(practice: Terminal) -> None:
    assert table(practice, "patients --verdict no-high-pain --phase surgery") == said(
        "Sat 14 Mar 09:12\n0 of 6 patients\n"
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("--sort size", '"size" is not an order. Use name, verdict, pain or age.'),
        (
            "--verdict good",
            (
                '"good" is not a verdict. Use red-flag, refused, not-advised, unverified'
                " or no-high-pain."
            ),
        ),
        ("--phase surgry", '"surgry" is not a phase. Did you mean surgery?'),
        (
            "--phase ,",
            '"" is not a phase. Use conservative, surgery, recovery or none.',
        ),
    ],
)
def test_an_unknown_word_is_refused_with_the_known_ones(
    practice: Terminal, line: str, sentence: str
) -> None:
    assert practice.refuses(f"patients {line}") == sentence


# --- JSON -----------------------------------------------------------------------------------------


def test_json_is_an_object_a_patient(practice: Terminal) -> None:
    found = objects(practice)
    assert found["Ben"] == {
        "patient": "Ben",
        "at": "2026-03-14T09:12:00+01:00",
        "status": "high-pain",
        "reason": "rated-high",
        "advice": "not-advised",
        "phase": "conservative",
        "newest": {
            "id": "p2",
            "at": "2026-03-14T08:30:00+01:00",
            "precision": "minute",
            "site": "leg-left",
            "scale": "nrs",
            "value": 5,
            "category": "moderate",
            "recall": "now",
            "session": None,
            "relation": None,
            "note": None,
            "age_minutes": 42,
        },
        "clearance": {"id": "c1", "by": "Ott", "end": "2026-03-02T00:00:00+01:00", "valid": False},
        "flags": [],
        "due": {
            "next_day": ["m1"],
            "notes": ["n1"],
            "clearances": [],
            "warnings": ["w1"],
            "questions": [],
        },
    }
    assert found["Anna Berg"]["due"]["clearances"] == ["c1"]
    assert found["山田太郎"]["flags"] == [{"id": "r1", "code": "saddle", "grade": "emergency"}]
    assert found["Finn"]["newest"] is found["Finn"]["clearance"] is found["Finn"]["phase"] is None


def test_everybody_gets_the_word_that_a_check_of_her_alone_gives(practice: Terminal) -> None:
    for name, found in objects(practice).items():
        alone = practice(f"--patient {shlex.quote(name)} massage check --json")
        check = json.loads(alone.out)
        assert {key: found[key] for key in ("status", "reason", "advice", "at")} == {
            key: check[key] for key in ("status", "reason", "advice", "at")
        }


# --- few patients ---------------------------------------------------------------------------------


@pytest.mark.files
def test_an_empty_file_says_how_to_begin_and_stays_empty(rt: Terminal) -> None:
    assert rt("patients") == said(
        "There is no patient yet. The first record makes one: rehabtrack 0-10\n"
    )
    assert rt("patients --json") == said("")
    assert os.listdir(rt.folder) == []


def test_a_file_of_one_patient_has_one_line(rt: Terminal) -> None:
    rt("2")
    assert rt("patients") == said(
        """
        Sat 14 Mar 09:12
        PATIENT  VERDICT       PAIN           PHASE  CLEARANCE  DUE
        me       NO HIGH PAIN  2/10 back now  none   none
        1 patient: 1 no high pain
        """
    )


def test_where_everybody_is_archived_it_says_so(rt: Terminal) -> None:
    rt("2")
    rt("patient archive me")
    assert rt("patients") == said("Every patient here is archived. See: rehabtrack patient list\n")


def test_whoever_is_in_use_hides_nobody(practice: Terminal) -> None:
    practice("patient use Ben")
    assert len(objects(practice)) == len(objects(practice, "--at 10:00")) == 6


# --- a terminal -----------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
@pytest.mark.parametrize(("lines", "paged"), [(24, False), (8, True)])
def test_on_a_terminal_it_goes_through_the_pager_where_it_does_not_fit(
    practice: Terminal, tmp_path: Path, lines: int, paged: bool
) -> None:
    """The pager writes to the same file, which it could not while a transaction is open."""
    import fcntl
    import pty
    import struct
    import termios

    script = tmp_path / "pager"
    log_pain = f"{sys.executable} -m rehabtrack --db {practice.db} --patient Finn 1"
    script.write_text(f"#!/bin/sh\ncat > {tmp_path}/paged\n{log_pain} > {tmp_path}/logged\n")
    script.chmod(0o755)
    child, terminal = pty.fork()
    if child == 0:
        env = engines.environment() | {"PAGER": str(script), "TERM": "xterm", "HOME": "/"}
        command = [
            "-c",
            "import sys; sys.stdin.read(1); from rehabtrack.__main__ import run; run()",
        ]
        os.execve(sys.executable, [sys.executable, *command, "--db", practice.db, "patients"], env)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 80, 0, 0))
    os.write(terminal, b"\n")
    shown = b""
    try:
        while chunk := os.read(terminal, 4096):
            shown += chunk
    except OSError:  # how a terminal ends
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, shown
    assert (b"6 patients" in shown) == (not paged)
    assert (tmp_path / "paged").exists() == (tmp_path / "logged").exists() == paged
    if paged:
        text = (tmp_path / "paged").read_text(encoding="utf-8")
        assert "6 patients" in text
        assert text.splitlines()[0].startswith("山田太郎  RED FLAG  Get medical help now")
        assert "1/10 back" in (tmp_path / "logged").read_text(encoding="utf-8")


# --- today ----------------------------------------------------------------------------------------


def test_today_says_what_is_due_before_the_warnings(practice: Terminal) -> None:
    of(practice, "Ben", "clearance add --by Roth --specialty surgeon --until 2026-03-20")
    assert practice("--patient Ben").out.endswith(
        "Ben  Due      rate m1 of yesterday:\n"
        "Ben       rehabtrack --patient Ben massage after m1 0-10 --next-day\n"
        "Ben  Due      note n1 is not signed:   rehabtrack --patient Ben note sign n1\n"
        "Ben  Due      c2 by Roth is valid only through Fri 20 Mar\n"
        "Ben  w1  high-pain (severe)  m1  Fri 13 Mar 10:00 at logging  unanswered\n"
    )


def test_today_of_one_patient_names_the_command_on_its_line(rt: Terminal) -> None:
    rt.at("2026-03-13T10:00", "massage log --before 2")
    assert (
        "Due      rate m1 of yesterday:   rehabtrack massage after m1 0-10 --next-day\n"
        in rt.at("2026-03-14T09:12", "").out
    )


def test_today_as_json_has_what_is_due(practice: Terminal) -> None:
    assert json.loads(practice("--patient 'Anna Berg' --json").out)["due"] == {
        "next_day": ["m1"],
        "notes": [],
        "clearances": ["c1"],
        "warnings": [],
        "questions": [],
    }


def test_today_says_nothing_of_due_where_nothing_is(rt: Terminal) -> None:
    rt("2")
    assert "Due" not in rt("").out
