"""What is said where the database is on a server, and no server is needed to say it."""

import pytest
from command_line import Terminal, program, said
from refusals import SECRET

pytestmark = pytest.mark.files


def test_without_psycopg_the_extra_is_named() -> None:
    script = "import sys; sys.modules['psycopg'] = None; from rehabtrack.__main__ import run; run()"
    for line in ("log", "6"):
        ended = program("--db", "service:clinic", line, script=("-c", script))
        assert (ended.returncode, ended.stdout) == (1, b"")
        assert " ".join(ended.stderr.decode().split()) == (
            "Error: A database on a server needs the Python package psycopg, which is not "
            "installed. Install it: pip install 'rehabtrack[postgres]'"
        )


def test_the_path_of_a_server_is_its_address_without_a_password(rt: Terminal) -> None:
    rt.before, rt.env["REHABTRACK_DB"] = [], f"postgresql://anna:{SECRET}@db.example/clinic"
    assert rt("db path") == said("postgresql://anna@db.example/clinic\n")


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("db backup", "Back it up with pg_dump."),
        ("db restore copy.db --yes", "Restore it with pg_restore."),
        ("db encrypt --yes", "Whoever runs the server encrypts its disks."),
        ("db decrypt --yes", "Whoever runs the server encrypts its disks."),
        ("db rekey --yes", "Whoever runs the server encrypts its disks."),
        ("db rekey --recovery", "Whoever runs the server encrypts its disks."),
    ],
)
def test_what_is_for_a_file_alone_says_so_on_a_server(
    rt: Terminal, line: str, instead: str
) -> None:
    rt.before, rt.env["REHABTRACK_DB"] = [], f"postgresql://anna:{SECRET}@db.example/clinic"
    assert rt.refuses(line) == (
        "The database postgresql://anna@db.example/clinic is on a server, and this is for a file. "
        f"{instead}"
    )
