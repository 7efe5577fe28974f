"""Keep today's schema as SQL text, with rows of every kind, to be upgraded by every later one.

`python tools/keep_schema.py` writes tests/storage/schemas/NUMBER.sql for the newest migration. The
rows come from the story below, told by the real commands. Run it whenever the schema of a release
still to come changes; the text of a released one is never written again: it is what the files out
there hold. After a release the next migration gets a file of its own in the same way.
"""

import os
import random
import shlex
import sqlite3
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from click.testing import CliRunner

from rehabtrack.cli.main import main as rehabtrack
from rehabtrack.storage.database import SCHEMA_VERSION
from rehabtrack.storage.sqlite_file import APPLICATION_ID

SCHEMAS = Path(__file__).resolve().parent.parent / "tests" / "storage" / "schemas"
ZONE = "Europe/Berlin"
#: What no command writes: a policy is only followed by another, an addendum never changed.
EMPTY = {"policy_version", "addendum_version"}

DIARY = """\
patient,at,site,scale,value,note
Zoë,2026-01-08 07:30,back,nrs,6,"line one
line two; it's 100% 'quoted'"
Zoë,2026-01-09,neck,nrs,4,
Anna,2026-01-09T22:00+09:00,back,nrs,5,東京 😀
"""

#: What another app noted, to be told beside the diary.
MOODS = """\
year,date,weekday,time,mood,activities,note
2026,9 January,Friday,08:00 pm,good,"walk | tired","slept badly"
"""

#: Each line a command at its instant; every kind, every scale, days and minutes, edits and voids.
STORY = """
2026-01-05T09:00 patient add Anna --zone Europe/Berlin --site back --diagnosis 'L5/S1'
2026-01-05T09:01 patient add Zoë --zone +05:30
2026-01-05T09:02 me Eva
2026-01-05T09:03 patient use Anna
2026-01-05T09:05 phase start conservative --at 2026-01-02 --note 'as the clinic says'
2026-01-05T09:06 pain back=7 leg-left=6 --at 07:30 --note 'after sitting'
2026-01-05T09:07 pain --scale vas 28 --site leg-right
2026-01-05T09:08 pain --scale faces 4 --site neck
2026-01-05T09:09 pain weak --scale vrs --site upper-back
2026-01-05T09:10 pain 3 --recall average-24h --at 2026-01-04
2026-01-05T10:00 massage log --minutes 30 --area lower-back,neck --by Eva --before 6 --after 4
2026-01-05T10:30 warnings answer w1 other:'her own wish'
2026-01-05T10:31 undo
2026-01-05T10:32 warnings answer w1 decided-with-therapist
2026-01-05T10:40 massage skip --because other:pain --note 'came, and went home'
2026-01-06T09:00 measure add drug Ibuprofen --dose '400 mg' --from 2026-01-02
2026-01-06T09:01 measure add physiotherapy Needles --form acupuncture --minutes 20
2026-01-06T09:02 measure stop t1
2026-01-06T09:03 clearance add --by 'Dr Roth' --specialty neurologist --limits 'light only'
2026-01-06T09:04 clearance end c1
2026-01-06T09:05 clearance add --by 'Dr Vogel' --specialty surgeon --refuse --area neck
2026-01-06T09:06 rule set --limit 2 --hours 48 --because 'sensitive' --on-advice-of 'Dr Roth'
2026-01-06T09:07 rule set --limit 3 --because 'as the source has it'
2026-01-06T09:08 undo
2026-01-07T09:00 edit p1 --value 8
2026-01-07T09:01 edit p1 --value 2 --note 'a slip'
2026-01-07T09:02 edit m1 --minutes 45 --at '2026-01-05 09:50'
2026-01-07T09:03 void p2 --because 'the other leg'
2026-01-07T09:04 void p3 --because 'a slip'
2026-01-07T09:05 unvoid p3 --because 'it was true'
2026-01-07T09:06 undo
2026-01-07T09:07 redo
2026-01-07T09:08 phase course-done --at 2026-01-07
2026-01-07T09:09 phase start surgery
2026-01-07T09:10 patient edit Anna --diagnosis 'L5/S1, left'
2026-01-07T10:00 redflags --yes saddle,fever --note 'since noon'
2026-01-07T10:01 void r2 --because 'no fever'
2026-01-07T10:02 redflags assessed --by 'Dr Roth' --specialty neurologist
2026-01-07T10:03 pain 2 --weakness leg-left --numbness leg-right
2026-01-07T10:04 edit y2 --at '2026-01-07 09:30'
2026-01-07T10:05 redflags --none
2026-01-07T11:00 massage screen --yes skin=neck,epilepsy --no rest
2026-01-07T11:10 massage log --minutes 20 --area lower-back --pressure light --before 2
2026-01-07T11:11 massage after m3 1
2026-01-07T11:12 clearance add --by Roth --specialty surgeon --technique stroking --pressure light
2026-01-07T11:13 role Eva massage-therapist
2026-01-07T11:14 note new m3 -s 'stiff in the morning' -p 'stretching'
2026-01-07T11:15 note edit n1 -o 'tender left'
2026-01-07T11:16 note sign n1
2026-01-07T11:17 note amend n1 --because 'wrong side' --text 'tender right'
2026-01-07T11:18 note new m1 -a 'draft'
2026-01-07T11:19 score add rmdq --ticked 1,5,24
2026-01-07T11:20 score add odi 42.5
2026-01-07T11:21 edit s2 --at 2026-01-06
2026-01-08T09:00 massage after m3 2 --next-day
2026-01-10T09:00 --tz Europe/Berlin import DIARY
2026-01-10T09:10 --patient Zoë massage log --at 2026-01-08 --technique rubbing
2026-01-10T09:11 --patient Zoë 9
2026-01-10T09:12 massage log
2026-01-10T09:13 pain 8 --at '2026-01-10 08:00'
2026-01-10T09:14 edit p1 --value 3
2026-01-10T09:15 --db OTHER 3 --at 2026-01-09
2026-01-10T09:15 --db OTHER share make --for therapist --out SHARED
2026-01-10T09:15 share take SHARED --into Anna --yes
2026-01-10T09:15 import MOODS
2026-01-10T09:15 edit x1 --at '2026-01-09 21:00'
2026-01-10T09:15 patient add Ben
2026-01-10T09:16 --patient Ben 5
2026-01-10T09:17 patient erase Ben --because 'he asked' --yes
"""


class NotTold(ValueError):
    """A command of the story that is refused, or a table that the story leaves empty."""


def kept() -> str:
    """Today's schema with the rows of the story, as SQL text; the same in every run."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "journal.db")
        true_random, os.urandom = os.urandom, random.Random(1).randbytes  # noqa: S311 - ids only
        try:
            tell(path, folder)
        finally:
            os.urandom = true_random
        with closing(sqlite3.connect(path)) as connection:
            _refuse_empty_tables(connection)
            text = "\n".join(connection.iterdump())
    marks = f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {SCHEMA_VERSION};"
    return f"-- Written by tools/keep_schema.py; once released, never again.\n{text}\n{marks}\n"


def tell(path: str, folder: str, more: str = "") -> None:
    """Tell the story, and more of it, to the file at a path; what it reads lies in the folder."""
    files = {name: os.path.join(folder, name) for name in ("DIARY", "MOODS", "SHARED", "OTHER")}
    Path(files["DIARY"]).write_text(DIARY, encoding="utf-8")
    Path(files["MOODS"]).write_text(MOODS, encoding="utf-8")
    for line in (STORY + more).strip().splitlines():
        if line:
            _tell(line, path, files)


def _tell(line: str, path: str, files: Mapping[str, str]) -> None:
    at, _, command = line.partition(" ")
    seconds = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(ZONE)).timestamp()
    words = [files.get(word, word) for word in shlex.split(command)]
    done = CliRunner(env={"TZ": ZONE, "LOGNAME": "anna"}).invoke(
        rehabtrack, ["--db", path, *words], prog_name="rehabtrack", obj=lambda: seconds
    )
    if done.exit_code:
        raise NotTold(f"{command}: {done.output}")


def _refuse_empty_tables(connection: sqlite3.Connection) -> None:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in tables:
        rows = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - of the file
        if not rows and name not in EMPTY:
            raise NotTold(f"The story leaves the table {name} empty; add a command that fills it.")


def main() -> int:
    """Write the text of today's schema."""
    SCHEMAS.mkdir(exist_ok=True)
    path = SCHEMAS / f"{SCHEMA_VERSION:04}.sql"
    path.write_text(kept(), encoding="utf-8", newline="\n")
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
