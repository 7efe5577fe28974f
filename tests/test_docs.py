"""What README says of the commands is what the commands say, and none is left unexplained."""

import re
import tomllib
from pathlib import Path

import click
import pytest
import readme

import rehabtrack

ROOT = readme.README.parent

#: Each is complete on a machine that has only Python, and is pasted as it stands.
SET_UP = [
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/rehabtrack demo",
    "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest",
]


def test_the_command_reference_is_what_the_commands_say() -> None:
    text = readme.README.read_text(encoding="utf-8")
    assert readme.with_reference(text) == text, "run python tools/readme.py"


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


def test_no_help_page_is_wider_than_78_columns() -> None:
    for ctx in readme.commands():
        ctx.terminal_width = None
        ctx.max_content_width = 80
        for line in ctx.command.get_help(ctx).splitlines():
            assert len(line) <= 78, f"{ctx.command_path}: {line}"


def test_the_two_lines_of_the_set_up_come_first() -> None:
    text = readme.README.read_text(encoding="utf-8")
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


def test_a_reference_out_of_date_is_shown_and_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "README.md"
    page.write_text(f"# Title\n\n{readme.OPEN}\nold\n{readme.CLOSE}\n\nThe end.\n")
    monkeypatch.setattr(readme, "README", page)
    assert readme.main(["--check"]) == 1
    assert "-old" in capsys.readouterr().out.splitlines()
    assert page.read_text().splitlines()[3] == "old"
    assert readme.main([]) == 0
    assert readme.main(["--check"]) == 0
    written = page.read_text()
    assert written.startswith(f"# Title\n\n{readme.OPEN}\n\n{readme.EVERYWHERE}")
    assert written.endswith(f"```\n\n{readme.CLOSE}\n\nThe end.\n")


def test_a_readme_without_a_place_for_the_reference_is_refused() -> None:
    with pytest.raises(readme.NotRunnable, match="no place"):
        readme.with_reference("# Title\n")
