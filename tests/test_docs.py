"""What the pages say of the commands is what the commands say, and none is left unexplained."""

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import readme
from click.exceptions import BadOptionUsage, Exit, MissingParameter, NoArgsIsHelpError

import rehabtrack
from rehabtrack.cli.main import main as program
from rehabtrack.domain import contraindications, red_flags
from rehabtrack.domain.ids import LETTERS
from rehabtrack.domain.instruments import INSTRUMENTS
from rehabtrack.domain.moment import zone_named
from rehabtrack.domain.records.clearance import SPECIALTIES
from rehabtrack.domain.records.massage import AREAS, PRESSURES, TECHNIQUES
from rehabtrack.domain.records.measure import MEASURE_KINDS, PHYSIOTHERAPY_FORMS
from rehabtrack.domain.records.phase import PHASE_KINDS
from rehabtrack.domain.records.warning import ANSWER_CODES
from rehabtrack.domain.roles import ROLES
from rehabtrack.domain.scales import CATEGORIES, RECALLS, SCALES
from rehabtrack.domain.sites import SITES
from rehabtrack.domain.when import read_when

ROOT = readme.ROOT
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = program.list_commands(click.Context(program))
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

#: Each is complete on a machine that has only Python, and is pasted as it stands.
SET_UP = [
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/rehabtrack demo",
    "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest",
]


def test_the_command_reference_is_what_the_commands_say() -> None:
    text = (ROOT / readme.REFERENCE).read_text(encoding="utf-8")
    assert readme.with_reference(text) == text, "run python tools/readme.py"


def typed(page: Path) -> Iterator[str]:
    """Every line of a page's blocks that is a command of ours, to be typed as it stands."""
    for kind, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        lines = block.replace("\\\n", " ").splitlines()
        told = [line.removeprefix("$ ") for line in lines if kind != "console" or line[:2] == "$ "]
        if kind != "text":
            yield from (line for line in told if line.startswith(("rehabtrack ", "rt ")))


def named(page: Path) -> Iterator[str]:
    """Every command of ours that the text of a page names, where `..` stands for whatever fits."""
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for code in re.findall(r"`([^`]+)`", text):
        words = code.split()
        if words[:1] and words[0] in COMMANDS and len(words) > 1:
            yield " ".join(["rehabtrack", *words])
        elif words[:1] in (["rehabtrack"], ["rt"]):
            yield " ".join(words)


def parse(
    command: click.Command, name: str, words: list[str], parent: click.Context | None
) -> None:
    """Let click read the words of a command and of those below it, and run nothing."""
    with command.make_context(name, words, parent) as ctx:
        rest = [*ctx._protected_args, *ctx.args]
        if isinstance(command, click.Group) and rest and rest != [".."]:
            below, found, rest = command.resolve_command(ctx, rest)
            assert found is not None
            assert below is not None
            parse(found, below, rest, ctx)


def words_of(line: str) -> list[str]:
    return shlex.split(line, comments=True)[1:]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_shows_can_be_typed(page: Path) -> None:
    for line in typed(page):
        try:
            parse(program, "rehabtrack", words_of(line), None)
        except click.UsageError as error:
            pytest.fail(f"{line}: {error}")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_is_there_with_its_options(page: Path) -> None:
    for line in named(page):
        try:
            parse(program, "rehabtrack", words_of(line), None)
        except (BadOptionUsage, MissingParameter, NoArgsIsHelpError, Exit):
            continue  # no more is said of it, or it only shows something
        except click.UsageError as error:
            pytest.fail(f"{line}: {error}")


def test_what_a_page_shows_of_a_terminal_is_run_again() -> None:
    shown = {str(page.relative_to(ROOT)) for page in PAGES if "```console" in page.read_text()}
    by_a_test_of_its_own = {"docs/import.md"}
    assert shown - by_a_test_of_its_own == {*readme.PAGES} - {readme.REFERENCE}


def test_the_life_of_an_entry_leads_through_files_that_are_there() -> None:
    text = (ROOT / "docs" / "life-of-an-entry.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?!src/)[\w/]+(?:\.py|/))`", text)
    assert len(named) > 20
    assert [name for name in named if not (ROOT / "src" / "rehabtrack" / name).exists()] == []


#: As the headings of docs/import-apps.md have them.
APPS = (
    "FHIR R4",
    "Apple Health",
    "Bearable",
    "CrisisCore",
    "Daylio",
    "Flaredown",
    "MigraLog",
    "SecUSo",
)

WORDS = [
    *SITES,
    *SCALES,
    *RECALLS,
    *CATEGORIES,
    *AREAS,
    *TECHNIQUES,
    *PRESSURES,
    *ANSWER_CODES,
    *PHASE_KINDS,
    *MEASURE_KINDS,
    *PHYSIOTHERAPY_FORMS,
    *SPECIALTIES,
    *ROLES,
    *INSTRUMENTS,
]


@pytest.mark.parametrize("word", dict.fromkeys(WORDS))
def test_the_page_of_words_has_every_word_that_the_program_knows(word: str) -> None:
    assert re.search(rf"(?<![\w-]){word}(?![\w-])", page_of_words())


def test_the_page_of_words_has_every_id_and_every_question_as_it_is_asked() -> None:
    for letter in LETTERS.values():
        assert f"| `{letter}` " in page_of_words()
    for question in (*red_flags.QUESTIONS, *contraindications.QUESTIONS):
        assert f"| `{question.code}` |" in page_of_words()
        assert f"| {question.words} |" in page_of_words()


@pytest.mark.parametrize("written", ["07:30", "-2h", "-90m", "-1h30m", "yesterday 22:00"])
def test_a_time_of_the_page_of_words_is_understood(written: str) -> None:
    assert f"`{written}`" in page_of_words()
    assert read_when(written, zone_named("Europe/Berlin"), int(readme.NOW * 1000))


def page_of_words() -> str:
    return (ROOT / "docs" / "words.md").read_text(encoding="utf-8")


def test_what_was_said_of_compliance_is_what_can_be_said() -> None:
    for page in PAGES:
        text = " ".join(page.read_text(encoding="utf-8").split())
        assert not re.search(r"\b(is|are|fully) compliant|complies with", text), page.name


def test_what_the_pages_say_can_be_installed_can_be() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    extras = set(tomllib.loads(text)["project"]["optional-dependencies"])
    pages = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    told = set(re.findall(r"'rehabtrack\[(\w+)\]'", pages))
    assert told == extras - {"dev", "docs", "test"}
    assert set(re.findall(r"'\.\[(\w+)\]'", pages)) == {"dev"}


def test_every_command_has_help() -> None:
    assert [ctx.command_path for ctx in readme.commands() if not ctx.command.help] == []


def test_every_option_of_every_command_has_help() -> None:
    unexplained = [
        f"{ctx.command_path} {option.opts[0]}"
        for ctx in readme.commands()
        for option in readme.options(ctx.command)
        if not option.help and not option.hidden
    ]
    assert unexplained == []


def test_the_help_of_a_group_gives_every_command_a_summary() -> None:
    for ctx in readme.commands():
        if isinstance(ctx.command, click.Group):
            listed = ctx.command.get_help(ctx).partition("\nCommands:\n")[2]
            for name in ctx.command.list_commands(ctx):
                assert re.search(rf"^  {name} +\S", listed, re.MULTILINE), (
                    f"{ctx.command_path} {name}"
                )


def help_pages(columns: int = 78) -> Iterator[tuple[str, str]]:
    """Every command with its help as a terminal of that many columns shows it."""
    for ctx in readme.commands():
        ctx.terminal_width = columns
        yield ctx.command_path, ctx.command.get_help(ctx)


def test_no_help_page_is_wider_than_78_columns() -> None:
    for path, text in help_pages():
        for line in text.splitlines():
            assert len(line) <= 78, f"{path}: {line}"


def test_no_summary_of_a_command_is_cut_off() -> None:
    cut = [line for _, text in help_pages() for line in text.splitlines() if line.endswith("...")]
    assert [line for line in cut if not line.startswith("Usage: ")] == []


@pytest.mark.parametrize("columns", [60, 70, 78])
def test_no_word_of_a_help_page_is_broken_at_its_hyphen(columns: int) -> None:
    for path, text in help_pages(columns):
        assert not re.search(r"[A-Za-z]-\n", text), path


def test_no_help_page_sends_people_to_a_file_that_only_the_source_has() -> None:
    assert [path for path, text in help_pages() if re.search(r"docs/|\.md\b", text)] == []


def texts(path: Path) -> Iterator[str]:
    """Every text of a module that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield str(node.value)


def test_no_message_sends_people_to_a_file_that_only_the_source_has() -> None:
    modules = sorted((ROOT / "src").rglob("*.py"))
    told = [text for path in modules for text in texts(path)]
    assert [text for text in told if re.search(r"\bdocs/|\.md\b", text)] == []


NAMED_WHERE_TYPED = {
    "pain": (*SITES, *SCALES, *CATEGORIES, *RECALLS),
    "patient add": SITES,
    "massage check": (*AREAS, *TECHNIQUES, *PRESSURES),
    "massage log": (*AREAS, *TECHNIQUES, *PRESSURES, *SCALES, *ANSWER_CODES),
    "massage skip": ANSWER_CODES,
    "massage screen": contraindications.CODES,
    "clearance add": (*AREAS, *TECHNIQUES, *PRESSURES, *SPECIALTIES),
    "warnings answer": ANSWER_CODES,
    "redflags": red_flags.CODES,
    "redflags assessed": SPECIALTIES,
    "edit": (*SITES, *SCALES, *RECALLS, *AREAS, *TECHNIQUES, *PRESSURES, *ANSWER_CODES),
    "phase start": PHASE_KINDS,
    "measure add": (*MEASURE_KINDS, *PHYSIOTHERAPY_FORMS),
    "score add": INSTRUMENTS,
    "role": ROLES,
    "import": (*SITES, *SCALES, *CATEGORIES, *RECALLS),
}


@pytest.mark.parametrize("name", NAMED_WHERE_TYPED)
def test_help_names_every_word_that_can_be_typed_there(name: str) -> None:
    text = dict(help_pages())[f"rehabtrack {name}"]
    for word in NAMED_WHERE_TYPED[name]:
        assert re.search(rf"(?<![\w-]){word}(?![\w-])", text), word


def test_the_help_of_import_names_every_format_that_it_knows() -> None:
    text = dict(help_pages())["rehabtrack import"]
    for app in APPS:
        assert app in text


def test_the_two_lines_of_the_set_up_come_first() -> None:
    text = README.read_text(encoding="utf-8")
    assert re.findall(r"^```\w*\n(.*)\n```$", text, re.MULTILINE)[:2] == SET_UP
    assert [line for line in text.splitlines() if "python3 -m venv" in line] == SET_UP


def test_the_changelog_begins_with_what_this_version_brings() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.findall(r"^## (.+)$", changelog, re.MULTILINE)[0]
    assert newest.startswith(("[Unreleased]", f"[{rehabtrack.__version__}]")), newest


def test_every_rule_of_the_linter_that_is_left_out_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lint = tomllib.loads(text)["tool"]["ruff"]["lint"]
    for left_out in [*lint["ignore"], *lint["per-file-ignores"]]:
        assert re.search(rf'^ *"{re.escape(left_out)}".* # \S', text, re.MULTILINE), left_out


def test_a_page_out_of_date_is_shown_and_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / readme.REFERENCE
    page.parent.mkdir()
    page.write_text(f"# Title\n\n{readme.OPEN}\nold\n{readme.CLOSE}\n\nThe end.\n")
    monkeypatch.setattr(readme, "ROOT", tmp_path)
    monkeypatch.setattr(readme, "PAGES", (readme.REFERENCE,))
    assert readme.main(["--check"]) == 1
    assert "-old" in capsys.readouterr().out.splitlines()
    assert page.read_text().splitlines()[3] == "old"
    assert readme.main([]) == 0
    assert readme.main(["--check"]) == 0
    written = page.read_text()
    assert written.startswith(f"# Title\n\n{readme.OPEN}\n\n{readme.EVERYWHERE}")
    assert written.endswith(f"```\n\n{readme.CLOSE}\n\nThe end.\n")


def test_a_page_without_a_place_for_the_reference_is_refused() -> None:
    with pytest.raises(readme.NotRunnable, match="no place"):
        readme.with_reference("# Title\n")
