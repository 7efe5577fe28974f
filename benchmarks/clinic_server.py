"""A server of the benchmark's own, started as the tests start theirs, and clinics on it."""

import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from benchmarks.scratch import ROOT, Scratch
from benchmarks.shapes import Shape


class Clinic(NamedTuple):
    """A caseload on the server, in the care of an ordinary login, whose address it is."""

    shape: Shape
    address: str


@contextmanager
def clinics(scratch: Scratch, shapes: Mapping[str, Shape]) -> Iterator[dict[str, Clinic] | None]:
    """A clinic of each shape by name; None where no server can be started, which is told.

    It waits for the disk as a clinic's server does, and is gone afterwards.
    """
    sys.path.insert(0, str(ROOT / "tests"))
    with ExitStack() as stack:
        try:
            from server import running
        except ImportError as error:
            print(f"SKIPPED clinic: {error}", file=sys.stderr)
            yield None
            return
        server = stack.enter_context(running(durable=True))
        made = {}
        for name, shape in shapes.items():
            print(f"making a clinic of {shape.words} ..", file=sys.stderr)
            login, password = f"eva-{name}", secrets.token_hex()
            owner, eva = server.new_database(name), server.address(name, login)
            kept = f"?passfile={server.passwords}"
            scratch.make("clinic_rows", owner + kept, login, password, *shape)
            server.remember(login, password)
            made[name] = Clinic(shape, eva + kept)
        yield made
