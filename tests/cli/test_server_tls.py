"""A server on another machine must prove that it is the one named, unless somebody says less."""

import os
import re
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from command_line import Terminal
from refusals import NO_CLINIC, SECRET, refused
from server import SUPERUSER, Server, for_the_server, running

pytestmark = pytest.mark.server

MAKE_LOGIN = f"CREATE ROLE rt_away LOGIN PASSWORD '{SECRET}'"


@pytest.fixture(scope="module")
def certified() -> Iterator[Server]:
    """A server with a certificate for db.example, signed by the root beside it."""

    def certify(folder: Path) -> dict[str, str]:
        signed("root", folder, "/CN=root")
        signed("db", folder, "/CN=db.example", "-addext", "subjectAltName=DNS:db.example")
        return {
            "ssl": "on",
            "ssl_cert_file": str(folder / "db.crt"),
            "ssl_key_file": str(folder / "db.key"),
        }

    with running(prepared=certify) as server:
        server.superuser().execute(MAKE_LOGIN)
        yield server


@pytest.fixture(scope="module")
def port(server: Server) -> int:
    """The port of a server without a certificate."""
    server.superuser().execute(MAKE_LOGIN)
    return server.port


@pytest.fixture(scope="module")
def documented() -> Iterator[Server]:
    """A server that lets in whom docs/clinic.md says, and beside these the tests' superuser."""
    page = (Path(__file__).parents[2] / "docs" / "clinic.md").read_text(encoding="utf-8")
    (rules,) = re.findall(r"^# TYPE.*\n((?:(?:local|host).*\n)+)", page, re.MULTILINE)

    def set_up(folder: Path) -> dict[str, str]:
        signed("root", folder, "/CN=root")
        (folder / "rules").write_text(f"host all {SUPERUSER} 127.0.0.1/32 scram-sha-256\n{rules}")
        for_the_server(folder / "rules")
        return {
            "ssl": "on",
            "ssl_cert_file": str(folder / "root.crt"),
            "ssl_key_file": str(folder / "root.key"),
            "hba_file": str(folder / "rules"),
            "unix_socket_directories": str(folder),
        }

    with running(prepared=set_up) as server:
        yield server


def signed(name: str, folder: Path, subject: str, *more: str) -> None:
    """Make a key and a certificate: of a root for itself, else signed by the root."""
    made = [
        *[
            "openssl",
            "req",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
        ]
    ]
    made += ["-x509", "-subj", subject, "-keyout", f"{name}.key", "-out", f"{name}.crt"]
    if name != "root":
        made += ["-CA", "root.crt", "-CAkey", "root.key", "-addext", "basicConstraints=CA:FALSE"]
        made += more
    subprocess.run(made, cwd=folder, check=True, capture_output=True, timeout=60)
    for file in (f"{name}.key", f"{name}.crt"):
        for_the_server(folder / file)
    (folder / f"{name}.crt").chmod(0o644)


def named(host: str, port: int, more: str = "") -> str:
    """The address of a server by a name that is not this machine's."""
    return f"postgresql://rt_away:{SECRET}@{host}:{port}/postgres?hostaddr=127.0.0.1{more}"


def test_a_host_elsewhere_without_tls_is_refused_unless_told(rt: Terminal, port: int) -> None:
    assert refused(rt, named("db.example", port)) == (
        f"The server postgresql://rt_away@db.example:{port}/postgres has no TLS, and others "
        "could read what goes there. Nothing was sent to it. "
        "Have TLS turned on, or say sslmode=disable in the address to do without."
    )
    for told in ("disable", "prefer"):
        assert NO_CLINIC in refused(rt, named("db.example", port, f"&sslmode={told}"))
    assert NO_CLINIC in refused(rt, named("db.example", port), PGSSLMODE="disable")


def test_a_service_may_say_how_to_connect(rt: Terminal, port: int, tmp_path: Path) -> None:
    file = tmp_path / "services"
    lines = ["[clinic]", "host=db.example", "hostaddr=127.0.0.1", f"port={port}"]
    lines += ["dbname=postgres", "user=rt_away", f"password={SECRET}"]
    file.write_text("\n".join(lines))
    assert "service:clinic has no TLS" in refused(rt, "service:clinic", PGSERVICEFILE=str(file))
    file.write_text("\n".join([*lines, "sslmode=disable"]))
    assert f"{NO_CLINIC} service:clinic." in refused(rt, "service:clinic")
    assert refused(rt, "service:other") == (
        "There is no service:other in the service file of libpq that can be read. "
        "Write it to ~/.pg_service.conf, or name that file by PGSERVICEFILE."
    )


def test_a_host_elsewhere_proves_that_it_is_the_one(rt: Terminal, certified: Server) -> None:
    root, port = certified.folder / "root.crt", certified.port
    assert NO_CLINIC in refused(rt, named("db.example", port, f"&sslrootcert={root}"))
    assert NO_CLINIC in refused(rt, named("db.example", port), SSL_CERT_FILE=str(root))
    rt.env["SSL_CERT_FILE"] = None
    for host, given in (("db.example", ""), ("db2.example", f"&sslrootcert={root}")):
        assert refused(rt, named(host, port, given)) == (
            f"The server postgresql://rt_away@{host}:{port}/postgres does not prove that it is "
            "the one it is named. Nothing was sent to it. "
            "Name the root that signed its certificate: sslrootcert=FILE in the address."
        )
    assert "does not prove" in refused(rt, named("db.example", port, "&sslrootcert=/nowhere"))
    assert NO_CLINIC in refused(rt, named("db2.example", port, "&sslmode=require"))


def test_the_machines_own_roots_are_trusted(
    rt: Terminal, certified: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    rt.env |= dict.fromkeys(("SSL_CERT_FILE", "SSL_CERT_DIR"))
    assert "does not prove" in refused(rt, named("db.example", certified.port))
    places = ssl.get_default_verify_paths()._replace(cafile=str(certified.folder / "root.crt"))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: places)
    assert NO_CLINIC in refused(rt, named("db.example", certified.port))


def test_the_environment_is_left_as_it_was(
    rt: Terminal, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    for service in ("mine", ""):
        monkeypatch.setenv("PGSERVICE", service)
        before = os.environ.copy()
        refused(rt, named("db.example", port) if not service else "service:other")
        assert os.environ.copy() == before


def test_the_documented_rules_let_the_people_in_and_the_backup(
    rt: Terminal, documented: Server
) -> None:
    rt.env["PGPASSFILE"] = str(documented.passwords)
    rt.before = ["--db", documented.new_database("clinic")]
    password = rt("db init --clinic --login ada").out.splitlines()[4]
    rt.env["PGPASSWORD"] = password
    by_socket = (
        f"postgresql://ada@{quote(str(documented.folder), safe='')}:{documented.port}/clinic"
    )
    by_network = f"postgresql://ada@127.0.0.1:{documented.port}/clinic"
    for address in (by_socket, f"{by_network}?sslmode=require"):
        rt.before = ["--db", address]
        assert rt("role").out == "ada  administrator\n"
    rt.before = ["--db", f"{by_network}?sslmode=disable"]
    assert "does not let the login ada in" in rt("role").sentence
    found = documented.superuser().execute(
        "SELECT user_name FROM pg_hba_file_rules WHERE 'replication' = ANY (database)"
    )
    assert found.fetchall() == [(["postgres"],)]
