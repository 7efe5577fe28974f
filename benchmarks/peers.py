"""The peers, each in an environment of its own, doing their nearest everyday job."""

import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.scratch import Scratch
from benchmarks.timing import Case, Command, Failed, always

#: Name -> what its environment holds. DuckDB reads the file through pandas: its own reader of
#: SQLite files is a download that pip does not bring.
REQUIREMENTS = {
    "td-watson": ["td-watson"],
    "jrnl": ["jrnl"],
    "todoman": ["todoman"],
    "sqlite-utils": ["sqlite-utils"],
    "pandas": ["pandas"],
    "duckdb": ["duckdb", "pandas"],
}
#: Which peers each part is measured beside.
NEEDED = {
    "start": ("td-watson", "jrnl", "todoman", "sqlite-utils"),
    "bulk": ("sqlite-utils",),
    "review": ("pandas", "duckdb"),
}

_JRNL = """\
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals: {{default: {{journal: {journal}}}}}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%F %R'
version: v{version}
"""


class Peers:
    """The peers that could be installed: `programs` is name -> folder of its programs."""

    def __init__(self, scratch: Scratch, parts: Iterable[str]) -> None:
        self.scratch = scratch
        self.programs: dict[str, Path] = {}
        for name in dict.fromkeys(name for part in parts for name in NEEDED.get(part, ())):
            print(f"installing {name} ..", file=sys.stderr)
            try:
                self.programs[name] = scratch.install(name, REQUIREMENTS[name])
            except Failed as failure:
                print(f"SKIPPED {name}: {failure}", file=sys.stderr)

    def versions(self) -> dict[str, str]:
        """The version of each peer there is."""
        return {
            name: self.scratch.version_of(programs / "python", name)
            for name, programs in self.programs.items()
        }

    def python(self, name: str) -> Path | None:
        """The interpreter of a peer, if it is there."""
        return self.programs[name] / "python" if name in self.programs else None

    def everyday(self) -> list[Case]:
        """The nearest everyday job of each peer that is a program; their files are all but empty,
        which favours them."""
        made = {
            "td-watson": self._watson,
            "jrnl": self._jrnl,
            "todoman": self._todoman,
            "sqlite-utils": self._sqlite_utils,
        }
        return [made[name](self.programs[name]) for name in made if name in self.programs]

    def _folder(self, name: str) -> Path:
        folder = self.scratch.work / name
        folder.mkdir()
        return folder

    def _watson(self, programs: Path) -> Case:
        folder = self._folder("watson")

        def start(number: int) -> Command:
            env = {"WATSON_DIR": str(folder / str(number))}
            return Command((programs / "watson", "start", "massage"), env)

        return Case("`watson start massage`", start)

    def _jrnl(self, programs: Path) -> Case:
        folder = self._folder("jrnl")
        journal, settings = folder / "journal.txt", folder / "jrnl.yaml"
        journal.touch()
        version = self.scratch.version_of(programs / "python", "jrnl")
        settings.write_text(_JRNL.format(journal=journal, version=version))
        command = Command((programs / "jrnl", "--config-file", settings, "today: pain 6."))
        return always('`jrnl "today: pain 6."`', command)

    def _todoman(self, programs: Path) -> Case:
        folder = self._folder("todoman")
        (folder / "lists" / "home").mkdir(parents=True)
        settings = folder / "config.py"
        settings.write_text(f'path = "{folder}/lists/*"\ncache_path = "{folder}/cache.sqlite3"\n')
        command = Command((programs / "todo", "--config", settings, "list"))
        return always("`todo list`", command)

    def _sqlite_utils(self, programs: Path) -> Case:
        folder = self._folder("sqlite-utils")
        (folder / "one.json").write_text('{"site": "back", "value": 6}')
        argv = (programs / "sqlite-utils", "insert", folder / "pain.db", "pain")
        command = Command((*argv, folder / "one.json"))
        return always("`sqlite-utils insert`", command)
