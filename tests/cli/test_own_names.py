"""A name that a database keeps for itself is nobody else's: what lay there would be lost."""

from pathlib import Path

import pytest
from command_line import Terminal

from rehabtrack.storage import keys

#: The first of her own file: in a clinic she has none.
OWN = [
    pytest.param("journal.db.key.json", marks=pytest.mark.files),
    pytest.param("journal.db-journal", marks=pytest.mark.files),
    pytest.param(".journal.db.importing", marks=pytest.mark.files),
    "other.db-wal",
]


@pytest.fixture
def beside(rt: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Somebody in the folder of her file, where the file of another one is too."""
    monkeypatch.chdir(rt.folder)
    rt("2")
    Path("other.db").touch()
    Path("a.csv").write_text("at,site,value\n2026-03-01,back,11\n")
    return rt


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize(
    "line",
    [
        pytest.param("db encrypt --yes --key-file", marks=pytest.mark.files),
        pytest.param("db backup --force --to", marks=pytest.mark.files),
        "import a.csv --reject-file",
        "patient export-all --to",
    ],
)
def test_a_name_that_a_database_keeps_for_itself_is_refused(
    beside: Terminal, line: str, name: str
) -> None:
    message = f"The name {beside.folder / name} is one that a database keeps for itself."
    assert beside.refuses(line, name) == f"{message} Give another name."
    assert not Path(name).exists()


@pytest.mark.parametrize(
    "name", [pytest.param("journal.db-wal", marks=pytest.mark.files), "other.db-wal"]
)
def test_no_folder_is_made_on_the_way_under_such_a_name(beside: Terminal, name: str) -> None:
    inner = Path(name, "inner")
    assert "keeps for itself" in beside.refuses("patient export-all --to", str(inner))
    assert not inner.parent.exists()


@pytest.mark.parametrize(
    "line", [pytest.param("db backup", marks=pytest.mark.files), "patient export-all"]
)
def test_a_name_that_only_looks_like_one_is_taken(beside: Terminal, line: str) -> None:
    assert beside(f"{line} --to pain-journal").code == 0


@pytest.mark.files
@pytest.mark.parametrize("encrypted", [False, True])
def test_a_copy_replaces_no_file_where_its_note_would_lie(
    beside: Terminal, encrypted: bool
) -> None:
    if encrypted:
        beside("db encrypt --yes --key-file first.key")
    Path("copy.db.key.json").write_text("the key of another file")
    refused = beside("db backup --force --to copy.db")
    assert (refused.code, Path("copy.db").exists()) == (1, False)
    assert Path("copy.db.key.json").read_text() == "the key of another file"
    keys.find.cache_clear()
