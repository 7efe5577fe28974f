"""python -m benchmarks.failover: kill the leader of a cluster under writers, and count.

A round: the writers log, each a process; halfway the leader's PostgreSQL and Patroni are killed
with -9; the other node is promoted and the writers go on; then the killed node comes back. What was
acknowledged must be stored, once; and every journal's chain of changes must hold.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from benchmarks.scratch import ROOT
from deploy.cluster import Cluster, Failed

CLUSTER = ROOT / "deploy" / "cluster.py"
#: Seconds for a promotion, Patroni's ttl among them, and for a writer's last record; ours.
PATIENCE = 120


class Count(NamedTuple):
    """What a run's writers were told, held against what is stored."""

    acknowledged: int
    lost: int
    doubled: int
    stored_though_refused: int
    unknown: int
    unsound: int  # how many faults a check of all journals finds

    def __str__(self) -> str:
        return (
            f"In all: {self.acknowledged} acknowledged, {self.lost} lost, {self.doubled} doubled, "
            f"{self.stored_though_refused} stored though refused, {self.unknown} not known, "
            f"{self.unsound} faults in the journals."
        )


class Said(NamedTuple):
    """What a writer was told of one record: ok, unknown or refused; and when (s)."""

    record: str
    what: str
    at: float


def main(argv: list[str]) -> int:
    """Run the rounds; 1 if a record was lost or doubled, or a chain is broken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.failover", description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=60, help="of writing, in each round")
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--bare", action="store_true", help="bare psycopg instead of the journal")
    parser.add_argument("--folder", type=Path, help="keep the cluster there")
    asked = parser.parse_args(argv)
    with ExitStack() as stack:
        folder = asked.folder or _passable(stack)
        cluster = Cluster(folder)
        stack.callback(_call, CLUSTER, "stop", folder)
        _call(CLUSTER, "start", folder)
        try:
            count = measure(cluster, asked)
        except Failed as error:
            print(f"Failed: {error}", file=sys.stderr)
            return 1
    return int(any((count.lost, count.doubled, count.stored_though_refused, count.unsound)))


def measure(cluster: Cluster, asked: argparse.Namespace) -> Count:
    """Run the rounds and count."""
    kind = "bare" if asked.bare else "journal"
    address = _call("-m", f"benchmarks.failover_{kind}", "prepare", cluster.address).strip()
    said: list[Said] = []
    for number in range(1, asked.rounds + 1):
        argv = ("-m", f"benchmarks.failover_{kind}", "write", address, str(number))
        spoken, promoted_after = _round(cluster, argv, asked.writers, asked.seconds)
        said += spoken
        print(f"Round {number}: {_told(spoken, promoted_after)}.", flush=True)
    stored, unsound = _stored(_call("-m", f"benchmarks.failover_{kind}", "read", address))
    count = _count(said, stored, unsound)
    print(count)
    return count


def _round(
    cluster: Cluster, argv: tuple[str, ...], writers: int, seconds: float
) -> tuple[list[Said], float]:
    """What the writers were told, and after how many seconds another node led."""
    cluster.wait_until_whole()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        outputs = [Path(folder) / str(writer) for writer in range(writers)]
        running = [
            _writer(stack, [*argv, str(number)], each) for number, each in enumerate(outputs)
        ]
        _wait("the first record of every writer", lambda: all(map(os.path.getsize, outputs)))
        time.sleep(seconds / 2)
        killed = cluster.leader()
        if killed is None:
            raise Failed("No node leads.")
        cluster.kill_node(killed)
        began = time.monotonic()
        _wait("a promotion", lambda: cluster.leader() not in (None, killed))
        promoted_after = time.monotonic() - began
        time.sleep(seconds / 2)
        for writer in running:
            writer.terminate()  # it ends after the record it is at
        for writer in running:
            if writer.wait(PATIENCE):
                raise Failed("A writer failed.")
        said = [_said(line) for output in outputs for line in output.read_text().splitlines()]
    _call(CLUSTER, "start", cluster.folder)
    return said, promoted_after


def _writer(stack: ExitStack, words: list[str], output: Path) -> "subprocess.Popen[bytes]":
    """A writer that runs until it is told to end, and is killed if we fail."""
    with output.open("wb") as file:
        writer = subprocess.Popen([sys.executable, *words], cwd=ROOT, stdout=file)
    stack.callback(writer.kill)
    return writer


def _wait(what: str, condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            raise Failed(f"{PATIENCE} s were not enough for {what}.")
        time.sleep(0.1)


def _said(line: str) -> Said:
    what, record, at = line.split()
    return Said(record, what, float(at))


def _told(said: list[Said], promoted_after: float) -> str:
    """What a round came to: of its records, and how long nobody could store any."""
    told = Counter(each.what for each in said)
    times = sorted(each.at for each in said if each.what == "ok")
    silent = max((after - before for before, after in pairwise(times)), default=0.0)
    return (
        f"{told['ok']} acknowledged, {told['unknown']} not known, {told['refused']} refused; "
        f"another node led after {promoted_after:.1f} s, "
        f"and nothing was stored for {silent:.1f} s"
    )


def _stored(output: str) -> tuple[Counter[str], int]:
    """How often each record is stored, and how many journals are unsound."""
    first, *records = output.splitlines()
    return Counter(records), int(first)


def _count(said: list[Said], stored: Counter[str], unsound: int) -> Count:
    told = {what: {each.record for each in said if each.what == what} for what in WHAT}
    return Count(
        acknowledged=len(told["ok"]),
        lost=len(told["ok"] - stored.keys()),
        doubled=sum(times > 1 for times in stored.values()),
        stored_though_refused=len(told["refused"] & stored.keys()),
        unknown=len(told["unknown"]),
        unsound=unsound,
    )


WHAT = ("ok", "unknown", "refused")


def _passable(stack: ExitStack) -> Path:
    """A folder of our own that the ordinary user whom root becomes may enter."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rehabtrack-")))
    folder.chmod(0o755)
    return folder / "cluster"


def _call(*words: object) -> str:
    argv = [sys.executable, *map(str, words)]
    done = subprocess.run(argv, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Failed(f"{' '.join(argv)} ended with {done.returncode}.")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
