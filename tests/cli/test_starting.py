"""What start-up may import: an allow-list on `sys.modules`, never a clock.

Importing click and sqlite3 is the floor, and whatever they load themselves is theirs. Beyond that
an everyday command and a help page load our own small modules and the few of EVERYDAY.
"""

import os
import shlex
from collections.abc import Mapping
from types import MappingProxyType

import pytest
from command_line import Terminal, program
from test_usage import LEAVES

from rehabtrack.cli.main import COMMANDS

pytestmark = pytest.mark.files

#: What an everyday command may load beside click's and sqlite3's own and ours.
EVERYDAY = {
    "_bisect",  # of the outcomes of warnings
    "bisect",
    "array",  # of undo, which may touch a million records
    "_heapq",  # of the timeline, which merges the kinds
    "heapq",
    "gc",  # switched off at the start
    *("_sha2", "_sha256"),  # of the digests, by Python's version; never hashlib and OpenSSL
}
#: What gettext loads, which click asks for its own words: of help and of refusals.
WORDS = {"locale", "_locale"}
#: What click loads to lay out a help page.
HELP = {"click._textwrap", "textwrap", "shutil", "fnmatch", "zlib", "bz2", "_bz2", "lzma", "_lzma"}
HELP |= WORDS
HELP |= {"_compression", "compression", "compression._common", "compression._common._streams"}
#: What `--json` loads.
JSON = {"json", "json.decoder", "json.encoder", "json.scanner", "_json"}
#: What `--tz` loads.
ZONE = {"zoneinfo", "zoneinfo._common", "zoneinfo._tzpath", "_zoneinfo", "struct", "_struct"}
ZONE |= {"sysconfig"}
#: What the nearest of some known words is found with.
NEAREST = {"difflib", "collections.abc"} | WORDS

#: Runs the program as its console script does, and says at the end what it has loaded.
RUN = """
import sys
import click, sqlite3
floor = set(sys.modules)

def tell():
    loaded = sorted(set(sys.modules) - floor)
    with open(sys.argv[-1], "w", encoding="utf-8") as file:
        file.write("\\n".join(loaded))

from rehabtrack.__main__ import run
told = sys.argv.pop()
sys.argv[0] = "rt"
try:
    run()
finally:
    sys.argv.append(told)
    tell()
"""


#: Our own modules: what every everyday command loads, and what each of them loads beside that.
OURS = """
__main__ cli cli.app cli.commands cli.main cli.output cli.view domain
domain.errors domain.ids domain.moment domain.named domain.policy domain.records
domain.records.entry domain.records.patient domain.scales domain.sites domain.words services storage
storage.caseload storage.database storage.journal storage.rows
storage.sqlite_file storage.sqlite_text
"""
JUDGING = """
cli.verdict_words domain.companion_rules domain.high_pain services.assessing storage.readings
"""
STARTING = "__main__ cli cli.commands cli.main domain domain.errors"
OURS_OF = {
    "6": """
        cli.lines cli.options cli.pain cli.stored cli.values domain.records.pain services.following
        services.pain storage.digests storage.sealing
    """,
    "massage check": f"{JUDGING} cli.massage cli.massage_check cli.options",
    "": f"""
        {JUDGING} cli.lines cli.today domain.records.pain domain.records.phase services.due
        services.today
    """,
    "massage log": f"""
        {JUDGING} cli.lines cli.massage cli.massage_log cli.options cli.stored domain.findings
        domain.records.massage services.following services.massage
        services.reassessment storage.digests storage.people storage.sealing storage.warnings
    """,
}


@pytest.fixture
def filled(rt: Terminal) -> Terminal:
    """A file in which every command finds something."""
    rt("pain 7 --at 06:00 --note x")
    rt("massage log --at 08:00")
    rt("phase start conservative --at 2026-01-01")
    rt("measure add drug Ibuprofen --from 2026-03-01")
    rt("clearance add --by Ott --specialty other")
    return rt


def loaded(rt: Terminal, line: str, *more: str) -> set[str]:
    """The modules that a command loads beyond click's and sqlite3's own and ours."""
    return {name for name in everything_loaded(rt, line, *more) if not ours(name)}


def ours(name: str) -> bool:
    """Whether a module is one of ours."""
    return name.split(".")[0] == "rehabtrack"


def everything_loaded(
    rt: Terminal, line: str, *more: str, asked: Mapping[str, str] = MappingProxyType({})
) -> set[str]:
    """The modules that a command loads beyond click's and sqlite3's own."""
    told = rt.folder / "loaded"
    arguments = ["--db", rt.db, *shlex.split(line), *more, str(told)]
    env = {"HOME": str(rt.folder), "TZ": "UTC"} | _coverage() | asked
    ended = program(*arguments, env=env, script=("-c", RUN))
    assert b"Traceback" not in ended.stderr, ended.stderr.decode()
    assert ended.returncode in (0, 1, 2, 3, 4, 5), ended
    found = set(told.read_text(encoding="utf-8").splitlines())
    # how Python was built shows in the name
    return {name for name in found if not name.startswith("_sysconfigdata")}


def _coverage() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("COV_CORE")}


EVERYDAY_COMMANDS = [
    "",
    "6",
    "pain back=3 leg-left=6 --at 07:30 --note x",
    "pain 0 --everywhere",
    "massage check",
    "massage check --at 07:30",
    "massage log",
    "massage log --minutes 30 --area neck --technique rubbing --before 2 --because pain-eased",
    "massage skip --because not-rated",
    "phase start recovery",
    "phase end",
    "phase list",
    "measure list",
    "clearance list",
    "log",
    "log --since 2026-01-01 --kind pain",
    "show p1",
    "show m1",
    "massage same m1 m2",
    "share conflicts",
    "edit p1 --value 3",
    "void p1 --because slip",
    "undo",
    "undo --list",
    "redo",
    "warnings",
    "warnings --all",
    "warnings show w1",
    "warnings answer w1 pain-eased",
    "warnings stats",
    "review",
    "periods",
    "chart",
    "rule show",
    "patient list",
    "patient show",
    "patients",
    "massage screen",
    "massage after m1 2",
    "responses",
    "note new m1 --subjective stiff",
    "note list",
    "redflags",
    "redflags --yes fever",
    "pain 2 --weakness leg-left",
    "clearance add --by Ott --specialty other --area neck --pressure light",
    "score add odi 42",
    "score list",
    "role",
    "me",
    "db path",
    "pain 11",
    "pain 6 --at 2999-01-01",
    "show p99",
]


@pytest.mark.parametrize("line", EVERYDAY_COMMANDS)
def test_an_everyday_command_loads_click_sqlite3_ours_and_few_others(
    filled: Terminal, line: str
) -> None:
    assert loaded(filled, line) <= EVERYDAY


@pytest.mark.parametrize("line", OURS_OF)
def test_an_everyday_command_loads_the_few_of_our_own_that_it_needs(
    rt: Terminal, line: str
) -> None:
    rt("phase start recovery --at 2026-01-01")
    rt("clearance add --by Ott --specialty other")
    everything_loaded(rt, "2")  # rated by the machine's clock, so that nothing warns
    found = {name for name in everything_loaded(rt, line) if name.startswith("rehabtrack.")}
    known = {f"rehabtrack.{name}" for name in f"{OURS} {OURS_OF[line]}".split()}
    assert sorted(found - known) == []


@pytest.mark.parametrize("line", ["", "massage check"])
def test_looking_loads_no_digest(filled: Terminal, line: str) -> None:
    assert not {"_sha2", "_sha256"} & loaded(filled, line)


def test_help_and_completing_a_command_load_what_starts_the_program_alone(rt: Terminal) -> None:
    start = {"rehabtrack"} | {f"rehabtrack.{name}" for name in STARTING.split()}
    assert {name for name in everything_loaded(rt, "--help") if ours(name)} == start
    asked = {"_RT_COMPLETE": "bash_complete", "COMP_WORDS": "rt ma", "COMP_CWORD": "1"}
    assert {name for name in everything_loaded(rt, "", asked=asked) if ours(name)} == start


def test_the_first_record_of_all_loads_no_more(rt: Terminal) -> None:
    assert loaded(rt, "6") <= EVERYDAY


@pytest.mark.parametrize("line", ["--json", "log --json", "pain 2 --json", "massage check --json"])
def test_json_is_loaded_only_to_print_it(filled: Terminal, line: str) -> None:
    found = loaded(filled, line)
    assert "json" in found
    assert found <= EVERYDAY | JSON


def test_zones_are_loaded_only_where_one_is_named(filled: Terminal) -> None:
    found = loaded(filled, "--tz Europe/Berlin log")
    assert "zoneinfo" in found
    assert found <= EVERYDAY | ZONE


@pytest.mark.parametrize("line", ["pian", "pain leg-lfet=3", "massage chek", "pain 6 --jsn"])
def test_the_nearest_word_is_sought_only_where_one_is_wrong(rt: Terminal, line: str) -> None:
    assert loaded(rt, line) <= EVERYDAY | NEAREST


PAGES = ["", *COMMANDS, *(f"{group} {leaf}" for group in LEAVES for leaf in LEAVES[group].split())]


@pytest.mark.parametrize("path", [path for path in PAGES if path not in ("demo", "import")])
def test_a_help_page_loads_what_lays_it_out_and_few_others(rt: Terminal, path: str) -> None:
    assert loaded(rt, f"{path} --help") <= EVERYDAY | HELP


@pytest.mark.parametrize("path", ["demo", "import"])
def test_no_help_page_loads_sqlalchemy_or_alembic(rt: Terminal, path: str) -> None:
    assert not {"sqlalchemy", "alembic"} & loaded(rt, f"{path} --help")


def test_the_help_of_the_program_loads_no_command(rt: Terminal) -> None:
    modules = {f"rehabtrack.cli.{module}" for module, _ in COMMANDS.values()}
    assert not modules & everything_loaded(rt, "--help")
    assert not modules & everything_loaded(rt, "--version")


def test_the_help_of_massage_loads_none_of_its_commands(rt: Terminal) -> None:
    found = everything_loaded(rt, "massage --help")
    assert "rehabtrack.cli.massage" in found
    assert not {name for name in found if name.startswith("rehabtrack.cli.massage_")}


def test_a_command_loads_no_other_command(filled: Terminal) -> None:
    modules = {f"rehabtrack.cli.{module}" for module, _ in COMMANDS.values()}
    assert modules & everything_loaded(filled, "6") == {"rehabtrack.cli.pain"}
    assert modules & everything_loaded(filled, "log") == {"rehabtrack.cli.log"}
