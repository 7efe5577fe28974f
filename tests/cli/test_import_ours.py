"""What rehabtrack exported comes back: whole where nobody is there yet, else what is new."""

import json
from pathlib import Path

import engines
import pytest
from command_line import Terminal


@pytest.fixture
def written(rt: Terminal) -> Terminal:
    """A journal with versions, a void record, a warning and its answer."""
    rt.long_lines = True
    rt("patient add Anna")
    rt("pain 7 --at 07:00 --note 'after the stairs'")
    rt("massage log --at 08:00 --minutes 30")
    rt("warnings answer w1 pain-eased")
    rt("edit p1 --value 8")
    rt("pain 2")
    rt("void p2 --because 'a slip'")
    return rt


@pytest.fixture
def other(written: Terminal, tmp_path: Path) -> Terminal:
    """Another file, of nobody yet."""
    folder = tmp_path / "other"
    folder.mkdir()
    elsewhere = Terminal(folder)
    elsewhere.long_lines = True
    return elsewhere


def exported(rt: Terminal, form: str = "jsonl") -> str:
    out = str(rt.folder / f"out.{form.split()[0]}")
    assert rt(f"export {form} --force --to", out).code == 0
    return out


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_journal_comes_in_whole_and_says_where_from(
    written: Terminal, other: Terminal, form: str
) -> None:
    came = other("import", exported(written, form))
    assert came.out.splitlines()[:2] == ["Anna came in whole.", "rehabtrack undo u8"]
    for view in ("log --voided --json", "warnings --all --json", "review --json", "show p1 --json"):
        assert other(view).out == written(view).out
    assert other("db check").out.splitlines()[-1] == engines.sound()


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_to_take_it_in_again_adds_nothing(written: Terminal, other: Terminal, form: str) -> None:
    file = exported(written, form)
    other("import", file)
    before = other.rows()
    for _ in range(3):
        again = other("import", file)
        assert again.out.splitlines() == ["Anna is here already.", "3 known already."]
    assert other.rows() == before


def test_of_who_is_here_already_what_is_new_comes_in(written: Terminal, other: Terminal) -> None:
    other("import", exported(written))
    written("pain 4")
    written("edit p1 --value 9")
    other("pain 1")
    found = json.loads(other("import --json", exported(written)).out)
    assert (found["whole"], found["merged"][0]["added"]) == ([], {"pain": 1})
    assert found["merged"][0]["changed_records"] == {"pain": 1}
    values = [
        json.loads(line)["value"] for line in other("log --kind pain --json").out.splitlines()
    ]
    assert sorted(values) == [1, 4, 9]


def test_undo_takes_a_whole_journal_back_and_redo_brings_it(
    written: Terminal, other: Terminal
) -> None:
    file = exported(written)
    other("import", file)
    assert other("undo").out.startswith("Undid u8 (import whole).")
    assert other("patient list --json").out == ""
    other("redo")
    assert other("log --json").out == written("log --json").out
    other("undo")
    other("import", file)
    assert other("log --json").out == written("log --json").out
    assert other("db check").code == 0


def test_a_journal_that_was_written_in_since_is_not_taken_back(
    written: Terminal, other: Terminal
) -> None:
    other("import", exported(written))
    other("pain 3")
    assert "u9 builds on u8" in other.refuses("undo u8")


def test_a_draft_comes_in_of_who_is_here_already(written: Terminal, other: Terminal) -> None:
    other("import", exported(written))
    written("note new m1 -s 'not signed yet'")
    came = other("import", exported(written))
    assert came.out.splitlines()[1] == "added: note 1; 3 known already."
    assert other("note list --json").out == written("note list --json").out
    written("note edit n1 -s 'longer'")
    other("import", exported(written))
    assert json.loads(other("note list --json").out)["subjective"] == "longer"
    written("note sign n1")
    other("import", exported(written))
    assert json.loads(other("note list --json").out)["signed_by"] == "anna"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        # a clinic has roles of its own
        pytest.param("role Vera massage-therapist", "role --json", marks=pytest.mark.files),
        ("note template set home --from-file -", "note template list --json"),
    ],
)
def test_settings_and_who_was_erased_come_in_beside_who_is_here_already(
    written: Terminal, other: Terminal, said: str, shown: str
) -> None:
    other("import", exported(written))
    assert written(said, stdin="P: walk\n").code == 0
    assert other(shown).out != written(shown).out
    written("patient add Dora")
    written("patient erase Dora --because 'she asked' --yes")
    other("import", exported(written))
    assert other(shown).out == written(shown).out
    assert other("db check").out.count("erased") == written("db check").out.count("erased") == 1


def test_who_is_here_and_was_erased_there_is_named_though_another_is_known(
    written: Terminal, other: Terminal
) -> None:
    written("patient add Dora")
    other("import", exported(written))
    written("patient erase Dora --because 'she asked' --yes")
    assert "Dora was erased" in other.refuses("import", exported(written))


def test_what_another_wrote_stays_hers_and_who_brought_it_can_undo_that_in_a_word(
    written: Terminal, other: Terminal
) -> None:
    written("--as Vera pain 1")
    other("import", exported(written))
    assert "Undid u9 (import whole)" in other("undo").out
    other("redo")
    written("--as Vera pain 3")
    other("import", exported(written))
    assert '"author": "anna"' in other("undo --list --json").out.splitlines()[0]
    told = map(json.loads, other("log --kind pain --json").out.splitlines())
    assert {each["value"]: each["author"] for each in told} == {8: "anna", 1: "Vera", 3: "Vera"}
    assert "Undid" in other("undo").out


@pytest.mark.files  # who writes in a clinic is who logged in
def test_who_writes_there_writes_here_and_can_undo_it_in_a_word(
    written: Terminal, other: Terminal
) -> None:
    written("me Vera")
    written("pain 1")
    other("import", exported(written))
    assert "Undid u9 (import whole)" in other("undo").out
    other("redo")
    written("pain 3")
    other("import", exported(written))
    assert '"author": "Vera"' in other("undo --list --json").out.splitlines()[0]
    assert "Undid" in other("undo").out


def test_the_undo_that_is_offered_names_her_where_there_are_others(
    written: Terminal, other: Terminal
) -> None:
    other("patient add Zed")
    offered = other("import", exported(written)).out.splitlines()[1]
    assert offered == "rehabtrack undo Anna/u8"
    assert "Undid u8" in other(offered.removeprefix("rehabtrack ")).out


def test_what_was_taken_back_comes_in_again_as_it_is_there(
    written: Terminal, other: Terminal
) -> None:
    other("import", exported(written))
    other("undo u8")
    written("edit p1 --value 9")
    written("pain 4")
    other("import", exported(written))
    other("undo u10")
    again = other("import", exported(written))
    assert "apart" not in again.err
    assert json.loads(other("show p1 --json").out)["value"] == 9
    written("import", exported(other))
    rated = written("log --kind pain --json").out.splitlines()
    assert sorted(json.loads(line)["value"] for line in rated) == [4, 9]


@pytest.mark.parametrize("form", ["csv", "csv --raw"])
def test_one_table_of_a_folder_never_brings_void_rows_back(
    written: Terminal, other: Terminal, form: str
) -> None:
    folder = exported(written, form)
    assert "one table of a folder" in other.refuses("import", f"{folder}/pain.csv")
    assert "one table of a folder" in other.refuses("import --dry-run", f"{folder}/massage.csv")


def test_a_trial_stores_nothing(written: Terminal, other: Terminal) -> None:
    tried = other("import --dry-run", exported(written))
    assert tried.out.splitlines()[0] == "Anna would come in whole."
    assert tried.out.splitlines()[-1] == "A dry run: nothing was stored."
    assert not Path(other.db).exists()


def test_who_is_known_by_a_shared_file_is_not_made_twice(
    written: Terminal, other: Terminal
) -> None:
    share = str(written.folder / "new.share")
    written("share make --for therapist --out", share)
    other("patient add 'Anna K'")
    other("share take --into 'Anna K' --yes", share)
    came = other("import", exported(written))
    assert came.out.splitlines()[0] == "Anna K is here already."
    assert [json.loads(line)["name"] for line in other("patient list --json").out.splitlines()] == [
        "Anna K"
    ]


def test_one_altered_byte_is_refused_and_nothing_stored(written: Terminal, other: Terminal) -> None:
    file = Path(exported(written))
    file.write_bytes(file.read_bytes().replace(b"after the stairs", b"after the stairz"))
    assert other.refuses("import", str(file)).startswith(f"{file}: Line ")
    assert not Path(other.db).exists() or other.rows() == []


def test_it_comes_in_alone(written: Terminal, other: Terminal) -> None:
    file = exported(written)
    assert "comes in alone" in other.misuses("import --site back", file)
    assert "comes in alone" in other.misuses(f"import {file}", file)


def test_what_was_shared_is_taken_in_by_its_own_command(written: Terminal, other: Terminal) -> None:
    share = str(written.folder / "new.share")
    written("share make --for therapist --out", share)
    assert other.refuses("import", share) == (
        f"{share}: The file is what somebody shared. Take it in by: rehabtrack share take FILE"
    )


def test_who_is_void_there_is_told_to_come_as_void(written: Terminal, other: Terminal) -> None:
    written("patient add Dora")
    written("--patient Dora undo")
    file = exported(written)
    assert json.loads(other("import --dry-run --json", file).out)["whole_void"] == ["Dora"]
    came = other("import", file).out.splitlines()
    assert [line for line in came if " in " in line] == [
        "Anna came in whole.",
        "Dora came in as void, as there.",
    ]
    assert "Dora" not in other("patient list").out


def test_what_differs_there_and_stays_out_is_told(written: Terminal, other: Terminal) -> None:
    other("import", exported(written))
    assert other("import", exported(written)).err == ""
    written("patient edit Anna --site neck --diagnosis 'L4'")
    written("pain 5")
    written("void p3 --because 'a slip'")
    written("massage log")
    assert written("warnings answer w3 not-rated").code == 0
    came = other("import", exported(written))
    void, _, *others = came.err.splitlines()[-4:]
    assert void == "Void before it was ever told here, or part of what was: pain 1."
    assert others == [
        "As they are here stay her own details, of which differ: usual site, diagnosis.",
        "Answers to warnings stay out, as each file has its own: 1.",
    ]
    found = json.loads(other("import --json", exported(written)).out)["merged"][0]
    assert found["staying"] == {
        "details": ["usual site", "diagnosis"],
        "answers": 1,
        "void": {"pain": 1},
        "void_there": False,
    }


def test_who_is_void_there_and_stands_here_stays(written: Terminal, other: Terminal) -> None:
    written("patient add Dora")
    other("import", exported(written))
    written("--patient Dora undo")
    assert "Dora  She is void in the file, and stays here as she is." in (
        other("import", exported(written)).err.splitlines()
    )
    assert "Dora" in other("patient list").out
