"""A server of the benchmark's own, started as the tests start theirs, and clinics on it."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from benchmarks.scratch import ROOT, Scratch
from benchmarks.shapes import Shape

LOGIN = "eva"


class Clinic(NamedTuple):
    """A caseload on the server, in the care of an ordinary login, whose address it is."""

    shape: Shape
    address: str


@contextmanager
def clinics(scratch: Scratch, shapes: Mapping[str, Shape]) -> Iterator[dict[str, Clinic] | None]:
    """A clinic of each shape by name; None where no server can be started, which is told."""
    sys.path.insert(0, str(ROOT / "tests"))
    try:
        from server import running  # type: ignore[import-not-found]
    except ImportError as error:
        print(f"SKIPPED clinic: {error}", file=sys.stderr)
        yield None
        return
    with running(durable=True) as server:
        made = {}
        for name, shape in shapes.items():
            print(f"making a clinic of {shape.words} ..", file=sys.stderr)
            made[name] = Clinic(shape, _made(scratch, server, name, shape))
        yield made


def _made(scratch: Scratch, server: "Server", name: str, shape: Shape) -> str:
    """Make a clinic with a therapist who has all of its patients in care; the address for her."""
    owner = _with_passwords(server.new_database(name), server)
    raise NotImplementedError


def _with_passwords(address: str, server: "Server") -> str:
    return f"{address}?passfile={server.passwords}"
