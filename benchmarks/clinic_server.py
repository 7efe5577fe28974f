"""A server of the benchmark's own, started as the tests start theirs, and clinics on it."""

import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple

from benchmarks.scratch import ROOT, Scratch
from benchmarks.shapes import Shape


class Clinic(NamedTuple):
    """A caseload on a server, in the care of an ordinary login, whose address it is."""

    shape: Shape
    address: str
    server: str


@contextmanager
def clinics(scratch: Scratch, shapes: Mapping[str, Shape]) -> Iterator[dict[str, Clinic] | None]:
    """A clinic of each shape by name; None where no server can be started, which is told.

    It waits for the disk as a clinic's server does, and is gone afterwards.
    """
    with ExitStack() as stack:
        server = _started(stack)
        if server is None:
            yield None
            return
        told = server.superuser().info.parameter_status("server_version")
        version = f"PostgreSQL {told.partition(' ')[0]}"  # without whose package it is
        made = {}
        for name, shape in shapes.items():
            print(f"making a clinic of {shape.words} ..", file=sys.stderr)
            login, password = f"eva-{name}", secrets.token_hex()
            owner, eva = server.new_database(name), server.address(name, login)
            kept = f"?passfile={server.passwords}"
            scratch.make("clinic_rows", owner + kept, login, password, *shape)
            server.remember(login, password)
            made[name] = Clinic(shape, eva + kept, version)
        yield made


def _started(stack: ExitStack) -> Any:
    sys.path.insert(0, str(ROOT / "tests"))
    try:
        import pytest
        from server import running
    except ImportError as error:
        print(f"SKIPPED clinic: {error}", file=sys.stderr)
        return None
    try:
        return stack.enter_context(running(durable=True))
    except pytest.skip.Exception as lacking:
        print(f"SKIPPED clinic: {lacking}", file=sys.stderr)
        return None
