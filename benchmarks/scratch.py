"""The scratch environment: programs installed as people install them, and made-up databases."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.timing import Failed

ROOT = Path(__file__).resolve().parent.parent


class Scratch:
    """A folder with a virtual environment for each program, the databases, and an empty home.

    `here` measures the rehabtrack of this very interpreter, and installs nothing.
    """

    def __init__(self, folder: Path, *, here: bool) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.data = folder / "data"
        self.work = folder / "work"
        shutil.rmtree(self.work, ignore_errors=True)
        for each in (self.home, self.data, self.work):
            each.mkdir(parents=True, exist_ok=True)
        self.python = Path(sys.executable) if here else self._install_rehabtrack()
        self.rehabtrack = (self.python, "-m", "rehabtrack") if here else self._script("rehabtrack")

    def install(self, name: str, requirements: Sequence[str]) -> Path:
        """The folder of programs of an environment that holds these; made unless it is there."""
        environment = self.folder / "environments" / name
        programs = environment / "bin"
        ready = environment / "ready.json"
        if ready.exists() and json.loads(ready.read_text()) == list(requirements):
            return programs
        shutil.rmtree(environment, ignore_errors=True)
        _call(sys.executable, "-m", "venv", "--without-pip", environment)
        _pip(programs / "python", *requirements)
        ready.write_text(json.dumps(list(requirements)))
        return programs

    def version_of(self, python: Path, package: str) -> str:
        """The version of a package that an environment holds."""
        code = "import importlib.metadata, sys; print(importlib.metadata.version(sys.argv[1]))"
        return _call(python, "-c", code, package).strip()

    def ask(self, code: str) -> str:
        """What a line of Python prints in the environment of rehabtrack."""
        return _call(self.python, "-c", code).strip()

    def make(self, module: str, *words: object) -> None:
        """Have a module of ours make something, with the rehabtrack that is measured."""
        _call(self.python, "-m", f"benchmarks.{module}", *words)

    def _install_rehabtrack(self) -> Path:
        """Dependencies once, the program itself anew: its source may be another by now."""
        print("installing rehabtrack ..", file=sys.stderr)
        python = self.install("rehabtrack", [f"{ROOT}[pdf,postgres]"]) / "python"
        _pip(python, "--force-reinstall", "--no-deps", str(ROOT))
        return python

    def _script(self, name: str) -> tuple[Path, ...]:
        return (self.folder / "environments" / name / "bin" / name,)


def _pip(python: Path, *words: object) -> None:
    pip = (sys.executable, "-m", "pip", "--python", python, "install")
    _call(*pip, "--quiet", "--compile", "--disable-pip-version-check", *words)


def _call(*words: object) -> str:
    """What a program prints; its errors if it fails."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    argv = [str(word) for word in words]
    done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{' '.join(argv)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout
