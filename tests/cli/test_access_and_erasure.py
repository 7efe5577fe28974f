"""What is held about one person: all of it written out for her, or erased for good."""

import json
import os
import re
import stat
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import engines
import pytest
from command_line import Terminal
from encrypted_terminal import EncryptedTerminal, Typing

#: Stands in every text that is Zoe's.
HERS = "zqx"
#: The tables with rows of patients, but for the marks of those who were erased and, in a clinic,
#: in whose care they are.
OF_A_FILE = """
SELECT made.name FROM sqlite_master AS made JOIN pragma_table_info(made.name) AS has
WHERE made.type = 'table' AND has.name = 'patient_id' AND made.name <> 'erasure'
"""
OF_A_CLINIC = """
SELECT table_name FROM information_schema.columns
JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name = 'patient_id'
AND table_name NOT IN ('erasure', 'care')
"""


@pytest.fixture
def practice(rt: Terminal, tell_once: Any) -> Terminal:
    """A therapist's file: Ben, who is in use, and Zoe with a record of every kind."""
    tell_once(rt, of_ben_and_zoe)
    return rt


def of_ben_and_zoe(rt: Terminal) -> None:
    rt(f"patient add Zoe --diagnosis '{HERS} L5'")
    rt("patient add Ben")
    for line in (
        f"pain back=7 leg-left=2 --note '{HERS} after sitting'",
        f"massage log --minutes 30 --area neck --by '{HERS} Eva' --before 6 --after 4",
        f"warnings answer w1 other:'{HERS} she wished'",
        "phase start conservative --at 2026-03-01",
        f"measure add drug '{HERS} Ibuprofen' --from 2026-03-02",
        f"clearance add --by '{HERS} Dr Roth' --specialty neurologist",
        f"rule set --limit 2 --because '{HERS} sensitive'",
        f"edit p1 --value 8 --note '{HERS} 東京 corrected'",
        f"pain 3 --numbness 'other:{HERS} toe'",
        f"redflags --yes fever --note '{HERS} 39'",
        f"redflags assessed --by '{HERS} Dr Roth' --specialty neurologist",
        f"massage screen m1 --yes 'skin=other:{HERS} knee' --no rest",
        f"note new m1 -s '{HERS} stiff'",
        f"note edit n1 -o '{HERS} tender'",
        "note sign n1",
        f"note amend n1 --because '{HERS} slip' --text '{HERS} left'",
        "score add rmdq --ticked 3",
        "role Zoe patient",
        f"void p2 --because '{HERS} the other leg'",
        "undo",
    ):
        assert practice_line(rt, line).code == 0, line
    rt("--patient Ben 3 --note mine")
    rt("patient use Ben")


def practice_line(rt: Terminal, line: str) -> Any:
    return rt(f"--patient Zoe {line}")


def exported(rt: Terminal) -> list[dict[str, Any]]:
    lines = (rt.folder / "out" / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


# --- export-all ----------------------------------------------------------------------------------


def test_every_row_of_hers_in_every_column_is_written_out(practice: Terminal) -> None:
    done = practice(f"patient export-all Zoe --to {practice.folder}/out")
    assert (done.code, done.err) == (0, "")
    first, whose, *rows, last = exported(practice)
    hers = rows_of(practice.db, 1)
    elsewhere = {"setting": 0, "erasure": 0}
    assert last["end"] == {name: len(rows) for name, rows in hers.items()} | elsewhere
    assert sorted(spelt(name, row) for name in hers for row in hers[name]) == sorted(
        json.dumps(row, sort_keys=True) for row in rows
    )
    assert first["rehabtrack"] == 1
    assert whose["head"]["digest"].startswith(head_of(practice, "Zoe"))
    assert HERS in json.dumps(exported(practice))


def rows_of(place: str, patient_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row of hers, of each table that the database itself says has rows of patients."""
    tables = OF_A_FILE if engines.clinics is None else OF_A_CLINIC
    held = {}
    with engines.tool(place) as tool:
        for (table,) in tool.execute(tables).fetchall():
            rows = tool.execute(f"SELECT * FROM {table} WHERE patient_id = ?", (patient_id,))
            names = [column[0] for column in rows.description]
            held[table] = [dict(zip(names, row, strict=True)) for row in rows]
    return held


def spelt(table: str, row: dict[str, Any]) -> str:
    """A row as the format has it, told anew."""

    told: dict[str, Any] = {"table": table}
    for name, value in row.items():
        if name == "patient_id":
            continue
        if isinstance(value, bytes):
            told[name] = str(UUID(bytes=value)) if name in ("id", "command") else value.hex()
        elif isinstance(value, int) and (name == "at" or name.endswith("_at")):
            seconds, milliseconds = divmod(value, 1000)
            text = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
            told[name] = f"{text}.{milliseconds:03}Z"
        else:
            told[name] = value
    return json.dumps(told, sort_keys=True)


def head_of(rt: Terminal, name: str) -> str:
    found = re.search(rf"^{name}  u\d+  ([0-9a-f]+)$", rt("db check").out, re.MULTILINE)
    assert found
    return found[1]


def test_the_last_line_tells_whether_all_of_it_is_there(practice: Terminal) -> None:
    practice(f"patient export-all Zoe --to {practice.folder}/out")
    whole = (practice.folder / "out" / "journal.jsonl").read_bytes()
    body, last = whole[: whole.rindex(b'{"end"')], exported(practice)[-1]
    assert last["sha256"] == sha256(body).hexdigest()
    assert sum(last["end"].values()) == body.count(b"\n") - 2


def test_what_is_to_be_read_tells_void_and_earlier_words_too(practice: Terminal) -> None:
    practice(f"patient export-all Zoe --to {practice.folder}/out")
    text = (practice.folder / "out" / "journal.txt").read_text(encoding="utf-8")
    assert "Everything recorded about Zoe, Sat 14 Mar 09:12" in text
    for words in (
        f"diagnosis: {HERS} L5",
        f"p1  8/10 back  Sat 14 Mar 09:12  [u9]\n     {HERS} 東京 corrected\n",
        f"     before: p1  7/10 back  Sat 14 Mar 09:12  [u2]\n          {HERS} after sitting\n",
        "m1  massage 30 min neck by zqx Eva",
        "w1  high-pain (severe)  m1",
        f"w1  Sat 14 Mar 09:12 anna: other:{HERS} she wished\n",
        "u20  undo u19  Sat 14 Mar 09:12  by anna",
        "mine",
    ):
        assert (words in text) == (words != "mine"), words


def test_the_files_are_hers_alone_and_nothing_is_replaced_unasked(practice: Terminal) -> None:
    line = f"patient export-all Zoe --to {practice.folder}/out"
    practice(line)
    out = practice.folder / "out"
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in out.iterdir()} == {0o600}
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    assert "is there already. Give another name, or --force." in practice.refuses(line)
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before
    practice.now = "2026-03-14T09:13"
    assert practice(f"{line} --force").code == 0
    assert (out / "journal.txt").read_bytes() != before["journal.txt"]
    (out / "journal.txt").unlink()
    os.symlink(practice.folder / "elsewhere", out / "journal.txt")
    (out / "journal.jsonl").unlink()
    assert "is a link" in practice.refuses(line)
    assert not (practice.folder / "elsewhere").exists()


def test_whose_journal_was_undone_can_have_all_of_it_too(practice: Terminal) -> None:
    practice("patient add Cid --diagnosis 'slipped disc'")
    practice("--patient Cid undo")
    assert practice(f"patient export-all Cid --to {practice.folder}/out").code == 0
    assert [row["diagnosis"] for row in exported(practice) if "diagnosis" in row] == [
        "slipped disc"
    ] * 2
    assert "slipped disc" in (practice.folder / "out" / "journal.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["journal.txt", "journal.jsonl"])
@pytest.mark.parametrize("force", ["", " --force"])
def test_where_one_file_cannot_be_written_neither_is(
    practice: Terminal, name: str, force: str
) -> None:
    out = practice.folder / "out"
    (out / name).mkdir(parents=True)
    assert name in practice.refuses(f"patient export-all Zoe --to {out}{force}")
    assert os.listdir(out) == [name]


def test_of_nobody_there_is_nothing_to_write(rt: Terminal) -> None:
    assert rt.refuses(f"patient export-all --to {rt.folder}/out").startswith("There is no patient")
    assert not (rt.folder / "out").exists()


def test_without_a_name_it_is_the_patient_in_use(practice: Terminal) -> None:
    assert practice(f"patient export-all --to {practice.folder}/out").out.startswith(
        "Everything about Ben is in:\n"
    )


# --- erase ---------------------------------------------------------------------------------------


@pytest.mark.files  # in a clinic it is her login's
def test_her_role_is_forgotten(practice: Terminal) -> None:
    practice("patient erase Zoe --because 'she asked' --yes")
    assert "Zoe" not in practice("role").out


def test_nothing_of_hers_is_left_and_ben_is_as_he_was(practice: Terminal) -> None:
    ben = practice("--patient Ben --json log").out
    done = practice("patient erase Zoe --because 'she asked' --yes")
    assert (done.code, done.out, done.err) == (0, "Erased: 16 records.\n", "")
    assert not engines.holds(practice.db, HERS)
    assert practice("--patient Ben --json log").out.replace(
        '"patient": "Ben", ', ""
    ) == ben.replace('"patient": "Ben", ', "")
    assert practice("patient list").out == "Ben  usual site back, in use\n"
    checked = practice("db check")
    assert (checked.code, checked.err) == (0, "")
    assert re.search(r"^erased patient 1  u21  [0-9a-f]{16}$", checked.out, re.MULTILINE)
    assert practice.refuses("patient show Zoe").startswith('There is no patient "Zoe"')


def test_undo_does_not_bring_her_back(practice: Terminal) -> None:
    practice("patient erase Zoe --because 'she asked' --yes")
    practice("undo")
    practice("redo")
    assert practice("patient list").out == "Ben  usual site back, in use\n"
    assert not engines.holds(practice.db, HERS)


@pytest.mark.files
def test_copies_that_hold_her_still_are_named(practice: Terminal) -> None:
    copy = practice("db backup").out.splitlines()[-1]
    done = practice("patient erase Zoe --because 'she asked' --yes")
    assert copy in done.out.splitlines()
    assert Path(copy).exists()


@pytest.mark.files
def test_an_older_copy_does_not_bring_her_back(practice: Terminal) -> None:
    copy = practice(f"db backup --to {practice.folder}/copy.db").out.splitlines()[-1]
    practice("--patient Ben 9 --note later")
    practice("patient erase Zoe --because 'she asked' --yes")
    done = practice(f"db restore {copy} --yes")
    assert (done.code, done.err) == (0, "")
    assert not engines.holds(practice.db, HERS)
    assert HERS.encode() in Path(copy).read_bytes()
    assert practice("patient list").out == "Ben  usual site back, in use\n"
    assert "later" not in practice("--patient Ben log").out
    checked = practice("db check").out
    assert checked.endswith(f"{engines.sound()}\n")
    assert re.search(r"^erased patient 1  u21  ", checked, re.MULTILINE)
    assert practice(f"db restore {copy} --yes").code == 0
    assert not engines.holds(practice.db, HERS)


@pytest.mark.files
def test_who_came_and_was_erased_after_a_copy_is_known_as_erased_when_it_is_restored(
    practice: Terminal,
) -> None:
    copy = practice(f"db backup --to {practice.folder}/copy.db").out.splitlines()[-1]
    practice("patient add Cid")
    with_cid = practice(f"db backup --to {practice.folder}/with-cid.db").out.splitlines()[-1]
    practice("patient erase Cid --because 'he asked' --yes")
    practice(f"db restore {copy} --yes")
    assert (
        practice("patient list").out
        == "Zoe  usual site back, zqx L5\nBen  usual site back, in use\n"
    )
    practice(f"db restore {with_cid} --yes")
    assert (
        practice("patient list").out
        == "Zoe  usual site back, zqx L5\nBen  usual site back, in use\n"
    )
    assert practice("db check").out.endswith(f"{engines.sound()}\n")


def test_nothing_is_erased_unasked_without_a_reason_or_by_a_slip(practice: Terminal) -> None:
    assert "--yes" in practice.misuses("patient erase Zoe --because 'she asked'")
    assert "--because" in practice.misuses("patient erase Zoe --yes")
    assert "reason is empty" in practice.refuses("patient erase Zoe --because ' ' --yes")
    assert practice.refuses("patient erase Zo --because x --yes").endswith("Did you mean Zoe?")
    practice.misuses("patient erase --because x --yes")


@pytest.mark.parametrize(("typed", "code", "left"), [("Zoe", 0, False), ("zoo", 1, True)])
def test_on_a_terminal_the_name_is_to_be_typed_again(
    practice: Terminal, typed: str, code: int, left: bool
) -> None:
    line = ["patient", "erase", "Zoe", "--because", "she asked"]
    typing = Typing("--db", practice.db, *line, env={"HOME": str(practice.folder)})
    typing.see("Type the name to erase")
    assert "16 records of Zoe" in typing.shown
    typing.type(typed)
    assert typing.end() == code
    assert engines.holds(practice.db, HERS) == left


def test_while_it_waits_for_the_name_others_may_write(practice: Terminal) -> None:
    line = ["patient", "erase", "Zoe", "--because", "she asked"]
    typing = Typing("--db", practice.db, *line, env={"HOME": str(practice.folder)})
    typing.see("Type the name to erase")
    assert practice("--patient Zoe 4").code == 0
    typing.type("Zoe")
    assert typing.end() == 0
    assert not engines.holds(practice.db, HERS)
    assert practice("db check").out.endswith(f"{engines.sound()}\n")


def test_who_got_the_name_while_it_was_asked_for_is_not_erased(practice: Terminal) -> None:
    line = ["patient", "erase", "Zoe", "--because", "she asked"]
    typing = Typing("--db", practice.db, *line, env={"HOME": str(practice.folder)})
    typing.see("Type the name to erase")
    practice("patient erase Zoe --because 'she asked' --yes")
    practice("patient add Zoe")
    practice("--patient Zoe 3")
    typing.type("Zoe")
    assert typing.end() == 1
    assert "Error: Zoe was erased meanwhile." in typing.shown
    assert "p1  3/10" in practice("--patient Zoe log").out


def test_what_was_logged_while_the_name_was_asked_for_is_counted(practice: Terminal) -> None:
    line = ["patient", "erase", "Zoe", "--because", "she asked"]
    typing = Typing("--db", practice.db, *line, env={"HOME": str(practice.folder)})
    typing.see("Type the name to erase")
    practice("--patient Zoe 3")
    typing.type("Zoe")
    assert typing.end() == 0
    assert "Erased: 17 records." in typing.shown


def test_where_there_is_no_file_nothing_is_made(rt: Terminal) -> None:
    assert rt.refuses("patient erase Zoe --because x --yes").startswith("There is no patient")
    assert not os.path.exists(rt.db)


@pytest.mark.files
def test_an_encrypted_file_forgets_her_as_well(tmp_path: Path) -> None:
    rt = EncryptedTerminal(tmp_path)
    rt("patient add Zoe")
    rt("patient add Ben")
    rt("--patient Zoe 7")
    copy = rt(f"db backup --to {rt.folder}/copy.db").out.splitlines()[-1]
    assert rt("patient erase Zoe --because 'she asked' --yes").out == "Erased: 1 record.\n"
    rt(f"db restore {copy} --yes")
    assert rt("patient list").out == "Ben  usual site back\n"
    assert rt("db check").out.endswith(f"{engines.sound()}\n")
    assert [row for table, row in rt.rows() if table == "pain"] == []
