"""A cluster for trying: two PostgreSQL nodes under Patroni and one etcd, all on loopback.

    python deploy/cluster.py start FOLDER               made on the first start, kept in FOLDER
    python deploy/cluster.py status FOLDER
    python deploy/cluster.py connection-string FOLDER
    python deploy/cluster.py stop FOLDER

Needs PostgreSQL 13 or newer and etcd from the system's packages; Patroni is taken from PATH, else
installed into FOLDER. Only the standard library. README.md beside this file says what it is for.
"""

import argparse
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from string import Template
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

NODES = ("one", "two")
PATRONI = "patroni[etcd3,psycopg3]>=4.1"
#: Seconds: initdb and a base backup on a slow disk take most of it.
STARTING = 120
#: Seconds for a clean end, with PostgreSQL's last checkpoint.
STOPPING = 60
HERE = Path(__file__).resolve().parent


class Failed(Exception):
    """What went wrong, and what to do about it."""


class User:
    """As whom all runs: who started it, but never root, whom PostgreSQL refuses."""

    def __init__(self) -> None:
        self.identity: dict[str, Any] = {}
        self.entry = pwd.getpwuid(os.geteuid())
        if not os.geteuid():
            with suppress(KeyError):
                self.entry = pwd.getpwnam("nobody")
                self.entry = pwd.getpwnam("postgres")  # made by Debian's package
            uid, gid = self.entry.pw_uid, self.entry.pw_gid
            self.identity = {"user": uid, "group": gid, "extra_groups": []}

    @property
    def name(self) -> str:
        """The user's name."""
        return self.entry.pw_name

    def take(self, path: Path) -> None:
        """Make a file or folder this user's own."""
        if self.identity:
            os.chown(path, self.entry.pw_uid, self.entry.pw_gid)

    def can_run(self, *argv: str | Path) -> bool:
        """Whether a program does its work for this user."""
        with suppress(OSError):
            done = subprocess.run(argv, cwd="/", capture_output=True, check=False, **self.identity)
            return done.returncode == 0
        return False


ORDINARY = User()


class Cluster:
    """The cluster in a folder; its processes are known by the pids kept there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    @property
    def address(self) -> str:
        """What to connect with as superuser: every host, and the one among them that writes."""
        hosts = ",".join(f"127.0.0.1:{self._settings[f'{node}_port']}" for node in NODES)
        passwords = quote(str(self.folder / "passwords"))
        said = f"target_session_attrs=read-write&passfile={passwords}"
        return f"postgresql://postgres@{hosts}/rehabtrack?{said}"

    def start(self) -> None:
        """Start all that does not run, and wait until one node leads and the other follows."""
        if not (self.folder / "settings.json").exists():
            self._make()
        patroni = self._patroni()
        self._run("etcd", _program("etcd"), "--config-file", self.folder / "etcd.yml")
        for node in NODES:
            self._run(node, patroni, self.folder / f"{node}.yml")
        self.wait_until_whole()

    def stop(self) -> None:
        """Stop all that runs, the leader last of the nodes, etcd last of all."""
        leader = self.leader()
        for name in (*sorted(NODES, key=lambda node: node == leader), "etcd"):
            self._end(name)

    def kill_node(self, node: str) -> None:
        """Kill a node's Patroni and its PostgreSQL with -9, as a loss of power would."""
        postmaster = self._postmaster(node)
        for pid in filter(None, (self._pid(node), postmaster)):
            os.kill(pid, signal.SIGKILL)
        _wait(lambda: not (self._pid(node) or self._postmaster(node)), STOPPING, f"{node} to die")

    def members(self) -> list[dict[str, Any]]:
        """What the nodes that can be asked say of all: name, role, state, lag .."""
        for node in NODES:
            url = f"http://127.0.0.1:{self._settings[f'{node}_rest_port']}/cluster"
            try:
                with urlopen(url, timeout=5) as answer:
                    members: list[dict[str, Any]] = json.load(answer)["members"]
                    return members
            except (URLError, OSError):
                continue
        return []

    def leader(self) -> str | None:
        """The node that leads and can be written to."""
        states = {each["role"]: each for each in self.members()}
        leader = states.get("leader", {})
        return leader["name"] if leader.get("state") == "running" else None

    def is_whole(self) -> bool:
        """Whether one node leads and the other holds every acknowledged record."""
        found = sorted((each["role"], each["state"]) for each in self.members())
        return found == [("leader", "running"), ("sync_standby", "streaming")]

    def wait_until_whole(self, seconds: float = STARTING) -> None:
        """Wait until one node leads and the other follows; Failed if that takes too long."""
        _wait(self.is_whole, seconds, f"the cluster; see {self.folder}/*.log")

    # --- files -----------------------------------------------------------------------------------

    @property
    def _settings(self) -> dict[str, Any]:
        try:
            settings: dict[str, Any] = json.loads((self.folder / "settings.json").read_text())
        except OSError:
            raise Failed(f"There is no cluster in {self.folder}. Make one: start FOLDER") from None
        return settings

    def _make(self) -> None:
        """The configuration, on free ports and with new passwords, for one user's eyes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if any(self.folder.iterdir()):
            raise Failed(f"{self.folder} holds something else. Name a new or an empty folder.")
        if not ORDINARY.can_run("test", "-x", self.folder):
            raise Failed(
                f"The user {ORDINARY.name}, as whom all runs, may not enter {self.folder}."
            )
        ports = ["etcd_port", "peer_port"]
        ports += [f"{node}_{port}" for node in NODES for port in ("port", "rest_port")]
        settings = dict(zip(ports, _free_ports(len(ports)), strict=True))
        whose = ("superuser", "replication", "rewind", "rest")
        passwords = {f"{name}_password": secrets.token_hex(16) for name in whose}
        known = {"folder": self.folder, "bin_dir": _postgresql(), **settings, **passwords}
        self._write("etcd.yml", _filled("etcd.yml", known), theirs=True)
        for node in NODES:
            own = {name: settings[f"{node}_{name}"] for name in ("port", "rest_port")}
            self._write(
                f"{node}.yml", _filled("node.yml", {**known, **own, "node": node}), theirs=True
            )
        for name in ("etcd", *NODES):
            (self.folder / name).mkdir(mode=0o700)
            ORDINARY.take(self.folder / name)
        self._write("passwords", f"*:*:*:postgres:{passwords['superuser_password']}\n")
        self._write("settings.json", json.dumps(settings))

    def _write(self, name: str, text: str, *, theirs: bool = False) -> None:
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_text(text)
        if theirs:
            ORDINARY.take(path)

    def _patroni(self) -> Path:
        """Patroni's program: on PATH, else in an environment of its own in the folder."""
        found = shutil.which("patroni")
        if found and ORDINARY.can_run(found, "--version"):
            return Path(found)
        environment = self.folder / "patroni"
        if not (environment / "bin" / "patroni").exists():
            print(f"installing {PATRONI} into {environment} ..", file=sys.stderr)
            pythons = (sys.executable, "/usr/bin/python3")
            python = next((each for each in pythons if ORDINARY.can_run(each, "--version")), None)
            if python is None:
                raise Failed(f"The user {ORDINARY.name} has no Python to run Patroni with.")
            _call(python, "-m", "venv", environment)
            _call(environment / "bin" / "pip", "install", "--quiet", PATRONI)
        return environment / "bin" / "patroni"

    # --- processes -------------------------------------------------------------------------------

    def _run(self, name: str, *argv: str | Path) -> None:
        """Start a program unless it runs; what it says goes to a file."""
        if self._pid(name):
            return
        with (self.folder / f"{name}.log").open("ab") as log:
            started = subprocess.Popen(
                argv,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **ORDINARY.identity,
            )
        (self.folder / f"{name}.pid").write_text(str(started.pid))

    def _pid(self, name: str) -> int | None:
        """The pid of etcd or a node's Patroni, if it runs."""
        return _running(self.folder / f"{name}.pid", f"{self.folder}/{name}.yml")

    def _postmaster(self, node: str) -> int | None:
        """The pid of a node's PostgreSQL, if it runs."""
        data = self.folder / node / "data"
        return _running(data / "postmaster.pid", f"-D {data}")

    def _end(self, name: str) -> None:
        """End a program, and the PostgreSQL of a Patroni that was killed; kill what will not."""
        for pid_of, request in ((self._pid, signal.SIGTERM), (self._postmaster, signal.SIGINT)):
            pid = pid_of(name)
            if pid is None:
                continue
            os.kill(pid, request)
            try:
                _wait(partial(_gone, pid_of, name), STOPPING, f"{name} to stop")
            except Failed:
                os.kill(pid, signal.SIGKILL)


def _running(file: Path, shown: str) -> int | None:
    """The pid a file names, if that process is still the one we mean: its command line tells."""
    try:
        pid = int(file.read_text().split()[0])
    except (OSError, IndexError):
        return None
    command = subprocess.run(
        ["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return pid if shown in command else None


def _gone(pid_of: Callable[[str], int | None], name: str) -> bool:
    return pid_of(name) is None


def _wait(condition: Callable[[], object], seconds: float, what: str) -> None:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise Failed(f"{seconds:.0f} s were not enough for {what}.")
        time.sleep(0.2)


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        taken = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [each.getsockname()[1] for each in taken]


def _filled(name: str, values: dict[str, object]) -> str:
    return Template((HERE / name).read_text()).substitute(values)


def _postgresql() -> Path:
    """The folder of PostgreSQL's programs: the newest that Debian has, else the one on PATH."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[4])
    )
    program = found[-1] if found else Path(_program("postgres")).resolve()
    return program.parent


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Failed(f"{name} is not installed. On Debian: apt install postgresql etcd-server")
    return found


def _call(*argv: str | Path) -> None:
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{' '.join(map(str, argv))} failed:\n{done.stderr[-2000:]}")


def main(argv: list[str]) -> int:
    """Do what is asked for; 1 if that failed."""
    os.umask(0o022)  # the user as whom all runs must be able to enter; secrets say it themselves
    parser = argparse.ArgumentParser(prog="cluster.py", description="A cluster for trying.")
    parser.add_argument("what", choices=("start", "status", "connection-string", "stop"))
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args(argv)
    cluster = Cluster(asked.folder)
    try:
        if asked.what == "start":
            cluster.start()
        elif asked.what == "stop":
            cluster.stop()
        if asked.what in ("start", "connection-string"):
            print(cluster.address)
        if asked.what == "status":
            for each in cluster.members():
                print(each["name"], each["role"], each["state"], each["port"])
    except Failed as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
