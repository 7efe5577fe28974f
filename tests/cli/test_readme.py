"""What the pages show of a terminal is real: every command is run again and prints just that."""

from pathlib import Path

import engines
import pytest
import readme

#: What no clinic says of a signature: who signs has logged in there.
DECLARED = "The signature is declared in this file, no login and no proof of who signed.\n     "


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader's database: the pages are written of a file, and hold in a clinic."""
    if engines.clinics is None:
        return
    surroundings = readme._surroundings

    def in_a_clinic(folder: str, name: str) -> dict[str, str | None]:
        place = {} if name == "demo.db" else {"REHABTRACK_DB": engines.new_place(tmp_path)}
        return surroundings(folder, name) | place

    monkeypatch.setattr(readme, "_surroundings", in_a_clinic)


def console(*lines: str) -> str:
    return "\n".join(["Text.", "", "```console", *lines, "```", "", "More.", ""])


TOURS = [name for name in readme.PAGES if name != readme.REFERENCE]


#: That show a journal which is there already, or begin with whose it is.
LOOKS = ["docs/looking-back.md", "docs/desk.md"]


def text_of(name: str) -> str:
    return (readme.ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TOURS)
def test_the_commands_of_a_page_print_what_it_shows(name: str) -> None:
    page = text_of(name) if engines.clinics is None else text_of(name).replace(DECLARED, "")
    assert readme.with_tour(text_of(name)) == page, "run python tools/readme.py"


@pytest.mark.parametrize("name", [name for name in TOURS if name not in LOOKS])
def test_a_page_begins_with_logging_pain(name: str) -> None:
    first = text_of(name).split("```console\n")[1].splitlines()
    assert first[0].startswith("$ rehabtrack ")
    assert first[1].startswith("p1  ")


@pytest.mark.parametrize("name", TOURS)
def test_a_line_of_a_page_that_a_terminal_prints_is_at_most_78_columns(name: str) -> None:
    for block in text_of(name).split("```console")[1:]:
        for line in block.partition("```")[0].splitlines():
            assert len(line) <= 78, line


def test_commands_run_in_order_in_one_database_at_the_time_of_the_tour() -> None:
    first, second = console("$ rt 2"), console("$ rehabtrack log  # all of it", "old", "older")
    written = readme.with_tour(first + second)
    assert written == console(
        "$ rt 2", "p1  2/10 back  Sat 14 Mar 09:12   rehabtrack undo u1"
    ) + console("$ rehabtrack log  # all of it", "p1  2/10 back  Sat 14 Mar 09:12")
    assert readme.with_tour(written) == written


def test_a_block_of_the_demo_looks_at_its_journal_on_its_last_day() -> None:
    lines = console("$ rehabtrack log --kind phase").replace("```console", "```console demo")
    written = readme.with_tour(lines + console("$ rehabtrack log"))
    assert "recovery phase  Sat 14 Feb 09:00" in written
    assert "Nothing is recorded" in written.split("```console\n")[1]
    assert readme.with_tour(written) == written


def test_a_refusal_is_shown_as_it_is_printed() -> None:
    written = readme.with_tour(console("$ rehabtrack pain 11", "$ rehabtrack"))
    assert "\nError: " in written


def test_the_tour_sees_nothing_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    line = console("$ rehabtrack me", "$ rehabtrack 2")
    plain = readme.with_tour(line)
    monkeypatch.setenv("REHABTRACK_AS", "eva")
    monkeypatch.setenv("REHABTRACK_TZ", "Asia/Tokyo")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("COLUMNS", "40")
    assert readme.with_tour(line) == plain
    assert "anna writes." in plain


@pytest.mark.parametrize("line", ["$ rm -r /", "$ rehabtracks 6"])
def test_the_tour_runs_only_rehabtrack(line: str) -> None:
    with pytest.raises(readme.NotRunnable, match="only rehabtrack"):
        readme.with_tour(console(line))


def test_a_console_block_without_a_command_is_refused() -> None:
    with pytest.raises(readme.NotRunnable, match="without a command"):
        readme.with_tour(console("rehabtrack 6"))


def test_a_bug_met_on_the_tour_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readme, "NOW", None)
    with pytest.raises(TypeError):
        readme.with_tour(console("$ rehabtrack 6"))


def test_other_blocks_are_left_alone() -> None:
    text = "```sh\n$ rehabtrack 6\n```\n"
    assert readme.with_tour(text) == text
