"""The generated text is what its source says, and its source is static."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, literal_column, select, update

from rehabtrack.storage import compiler, schema
from rehabtrack.storage.compiler import NotStatic, compile_statement, statements_text

pytestmark = pytest.mark.files

pain = schema.KINDS["pain"]
DIALECTS = ("sqlite", "postgresql")


def test_the_generated_files_are_up_to_date() -> None:
    assert not compiler.out_of_date(), "run python -m rehabtrack.storage.compiler"


def test_check_names_what_is_out_of_date_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compiler, "FOLDER", str(tmp_path))
    monkeypatch.setattr(compiler, "generated", lambda: {"sqlite_text.py": "A = 1\n"})
    assert compiler.main(["--check"]) == 1
    assert not list(tmp_path.iterdir())
    assert "sqlite_text.py is out of date" in capsys.readouterr().out
    assert compiler.main([]) == 0
    assert (tmp_path / "sqlite_text.py").read_text() == "A = 1\n"
    assert compiler.main(["--check"]) == 0
    (tmp_path / "sqlite_text.py").write_text("A = 2\n")
    assert compiler.main(["--check"]) == 1


def test_an_insert_takes_its_values_in_the_order_of_the_table() -> None:
    names = ", ".join(schema.setting.c.keys())
    assert compile_statement("S", insert(schema.setting), "sqlite") == (
        f"INSERT INTO setting ({names})\nVALUES (?, ?, ?)"
    )
    assert compile_statement("S", insert(schema.setting), "postgresql") == (
        f"INSERT INTO setting ({names})\nVALUES (%s::VARCHAR, %s::VARCHAR, %s)"
    )


def test_all_else_takes_names_and_each_clause_has_its_line() -> None:
    statement = select(pain.c.no).where(pain.c.no == bindparam("no")).order_by(pain.c.no)
    assert compile_statement("S", statement, "sqlite") == (
        "SELECT pain.no\nFROM pain\nWHERE pain.no = :no\nORDER BY pain.no"
    )
    assert compile_statement("S", statement, "postgresql") == (
        "SELECT pain.no\nFROM pain\nWHERE pain.no = %(no)s::BIGINT\nORDER BY pain.no"
    )


def test_a_constant_that_is_written_out_is_not_hidden() -> None:
    statement = select(pain.c.no).where(pain.c.counts == literal_column("1"))
    assert compile_statement("S", statement, "sqlite").endswith("pain.counts = 1")


HIDDEN: dict[str, Any] = {
    "a value compared with": select(pain.c.no).where(pain.c.counts == 1),
    "a limit": select(pain.c.no).limit(10),
    "a limit without an offset": select(pain.c.no).limit(bindparam("count")),
    "an amount added": select(pain.c.no + 1),
    "a listed IN": select(pain.c.no).where(pain.c.no.in_([1, 2])),
    "a value set": update(pain).values(counts=0),
    "a parameter with a default": select(pain.c.no).where(pain.c.no == bindparam("no", 1)),
}


SQLITE_ALONE = ["a limit without an offset"]  # its compiler adds an OFFSET of its own


@pytest.mark.parametrize(
    ("what", "dialect"),
    [(what, d) for what in HIDDEN for d in DIALECTS if d == "sqlite" or what not in SQLITE_ALONE],
)
def test_a_hidden_constant_is_refused(what: str, dialect: str) -> None:
    with pytest.raises(NotStatic, match=r"^S hides the constants|^S has an expanding IN"):
        compile_statement("S", HIDDEN[what], dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    "condition",
    [
        pain.c.no.in_(bindparam("numbers", expanding=True)),
        pain.c.no == bindparam("no", literal_execute=True),
    ],
)
def test_what_is_rendered_when_run_is_refused(condition: Any, dialect: str) -> None:
    with pytest.raises(NotStatic, match="S has an expanding IN or a parameter"):
        compile_statement("S", select(pain.c.no).where(condition), dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_parameter_named_like_a_column_it_sets_is_refused(dialect: str) -> None:
    statement = update(pain).where(pain.c.no == bindparam("no")).values(note=bindparam("note"))
    with pytest.raises(NotStatic, match="S has a parameter named like a column it sets"):
        compile_statement("S", statement, dialect)


@pytest.mark.parametrize("name", ["lower", "TWO WORDS"])
def test_a_name_that_is_no_constant_is_refused(name: str) -> None:
    with pytest.raises(NotStatic, match="cannot be written as a constant"):
        statements_text({name: select(pain.c.no)}, "sqlite", "SQLite")


def test_the_generated_modules_say_how_they_came_to_be() -> None:
    for name, text in compiler.generated().items():
        assert "python -m rehabtrack.storage.compiler" in text[:200], name
