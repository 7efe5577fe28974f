"""What is shipped: the wheel as it is built, looked into without installing it."""

import subprocess
import sys
from collections.abc import Iterator
from email.parser import HeaderParser
from importlib.metadata import entry_points, version
from pathlib import Path
from zipfile import ZipFile

import pytest

import rehabtrack

ROOT = Path(__file__).resolve().parent.parent
INFO = f"rehabtrack-{rehabtrack.__version__}.dist-info"
DATA = f"rehabtrack-{rehabtrack.__version__}.data"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZipFile]:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    with ZipFile(built) as archive:
        yield archive


@pytest.fixture(scope="module")
def packed(wheel: ZipFile) -> set[str]:
    """The paths of the files in the wheel."""
    return set(wheel.namelist())


def sources(folder: str) -> set[str]:
    """The files of a folder of the checkout, but for what Python leaves there."""
    found = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    kept = [path for path in found if path.parent.name != "__pycache__"]
    return {path.relative_to(ROOT / folder).as_posix() for path in kept}


def test_the_whole_package_is_in_the_wheel(packed: set[str]) -> None:
    assert {f"rehabtrack/{path}" for path in sources("src/rehabtrack")} <= packed


def test_the_package_is_typed(packed: set[str]) -> None:
    assert "rehabtrack/py.typed" in packed


def test_the_migrations_are_inside_the_package(packed: set[str]) -> None:
    carried = {f"rehabtrack/migrations/{path}" for path in sources("migrations")}
    assert "rehabtrack/migrations/versions/0001_first_schema.py" in carried
    assert carried <= packed


def test_nothing_else_is_in_the_wheel(packed: set[str]) -> None:
    assert {path.partition("/")[0] for path in packed} == {"rehabtrack", INFO, DATA}


def test_the_man_page_goes_where_man_looks_for_it(wheel: ZipFile, packed: set[str]) -> None:
    pages = {"rehabtrack.1", "rt.1"}
    where = f"{DATA}/data/share/man/man1"
    assert {path for path in packed if path.startswith(DATA)} == {f"{where}/{p}" for p in pages}
    written = (ROOT / "share/man/man1/rehabtrack.1").read_bytes()
    assert {wheel.read(f"{where}/{page}") for page in pages} == {written}


def test_both_names_of_the_program_run_the_same(wheel: ZipFile) -> None:
    assert wheel.read(f"{INFO}/entry_points.txt").decode().split("\n\n")[0].splitlines() == [
        "[console_scripts]",
        "rehabtrack = rehabtrack.__main__:run",
        "rt = rehabtrack.__main__:run",
    ]
    scripts = entry_points(group="console_scripts")
    for name in ("rehabtrack", "rt"):
        (script,) = scripts.select(name=name)
        assert callable(script.load())


def test_the_version_is_said_in_one_place(wheel: ZipFile) -> None:
    metadata = HeaderParser().parsestr(wheel.read(f"{INFO}/METADATA").decode())
    assert metadata["Version"] == version("rehabtrack") == rehabtrack.__version__
    assert rehabtrack.__version__ not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_licence_is_mit_and_goes_with_the_wheel(wheel: ZipFile) -> None:
    metadata = HeaderParser().parsestr(wheel.read(f"{INFO}/METADATA").decode())
    assert metadata["License-Expression"] == "MIT"
    assert wheel.read(f"{INFO}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()


def test_a_person_installs_six_packages_and_what_they_need(wheel: ZipFile) -> None:
    metadata = HeaderParser().parsestr(wheel.read(f"{INFO}/METADATA").decode())
    needed = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert sorted(line.partition(">")[0].lower() for line in needed) == [
        "alembic",
        "click",
        "jinja2",
        "msgspec",
        "sqlalchemy",
        "tzdata",
    ]
    assert metadata["Requires-Python"] == ">=3.11"


def test_imports_point_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
