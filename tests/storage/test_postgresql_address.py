"""What of an address libpq is given, and what of it people are shown."""

import sys

import pytest

from rehabtrack.storage.database import is_address
from rehabtrack.storage.postgresql_address import (
    AddressUnreadable,
    DriverMissing,
    address_of,
    holds_secret,
)

SECRET = "hush"


@pytest.mark.parametrize("begins", ["postgresql://", "postgresql+psycopg://", "postgres://"])
def test_every_way_to_write_a_url_of_postgresql_names_the_same(begins: str) -> None:
    address = address_of(f"{begins}anna@db.example:5433/clinic")
    assert is_address(f"{begins}x")
    assert address.shown == "postgresql://anna@db.example:5433/clinic"
    assert address.given == {
        "user": "anna",
        "host": "db.example",
        "port": "5433",
        "dbname": "clinic",
    }


@pytest.mark.parametrize(
    "path", ["journal.db", "./service:clinic", "/srv/postgresql://x", "file:x", "sqlite://x", ""]
)
def test_anything_else_is_a_file(path: str) -> None:
    assert not is_address(path)


def test_a_service_is_left_to_libpq() -> None:
    address = address_of("service:my clinic")
    assert (address.shown, address.given) == ("service:my clinic", {"service": "my clinic"})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"postgresql://anna:{SECRET}@db/clinic", "postgresql://anna@db/clinic"),
        (f"postgresql://anna@db/clinic?password={SECRET}", "postgresql://anna@db/clinic"),
        (f"postgresql://db/clinic?sslkey=x&sslpassword={SECRET}", "postgresql://db/clinic"),
        (f"postgresql://:{SECRET}@/", "postgresql:///"),
        (f"postgresql://a:{SECRET}%40%2F%3A@db/x", "postgresql://a@db/x"),
        (f"postgresql://a:{SECRET}:?#@db/x", "postgresql://a@db/x"),
        (
            f"postgresql://anna:{SECRET}@a.example:1,b.example:2,c.example:3/clinic",
            "postgresql://anna@a.example:1,b.example:2,c.example:3/clinic",
        ),
        (f"postgresql://anna:{SECRET}@a,b/x?port=6", "postgresql://anna@a:6,b:6/x"),
        (
            f"postgresql://anna:{SECRET}@[::1]:5,[fe80::1]/x",
            "postgresql://anna@[::1]:5,[fe80::1]/x",
        ),
        (f"postgresql:///x?host=/run/pg&user=a&password={SECRET}", "postgresql://a@%2Frun%2Fpg/x"),
        (f"postgresql://a:{SECRET}@/x?hostaddr=10.0.0.1", "postgresql://a@10.0.0.1/x"),
        (f"postgresql://a%40b:{SECRET}@db/x%20y", "postgresql://a%40b@db/x%20y"),
        (f"postgresql://a:{SECRET}@/?service=main", "service:main"),
    ],
)
def test_no_password_is_shown(text: str, shown: str) -> None:
    address = address_of(text)
    assert address.shown == shown
    assert SECRET in str(address.given)
    assert SECRET not in repr(address)


@pytest.mark.parametrize(
    "shown",
    [
        "postgresql://anna@a.example:1,b.example:2/clinic",
        "postgresql://a@%2Frun%2Fpg/x",
        "postgresql://a%40b@[::1]:5/x%20y",
        "postgresql:///",
        "service:main",
    ],
)
def test_what_is_shown_is_an_address_itself(shown: str) -> None:
    assert address_of(shown).shown == shown


@pytest.mark.parametrize(
    "text",
    [
        f"postgresql://anna:{SECRET}/8@db/clinic",
        f"postgresql://anna:12/{SECRET}@db/clinic",
        f"postgresql://anna:x@{SECRET}@db/clinic",
        f"postgresql://anna:x@y/{SECRET}@db/clinic",
        f"postgresql://anna:{SECRET}%@db/clinic",
        f"postgresql://anna:{SECRET}%ff@db/clinic",
        f"postgresql://anna:{SECRET}\udcff@db/clinic",
        f"postgresql://anna:x/{SECRET}?a@db/clinic",
        f"postgresql://anna@db:{SECRET}/clinic",
        "postgresql://anna@db:0/clinic",
        "postgresql://anna@db:99999/clinic",
        f"postgresql://anna@db/clinic?pasword={SECRET}",
        f"postgresql://[{SECRET}/clinic",
        "postgresql://a:1,b:2/x?port=3,4,5",
        "service:",
    ],
)
def test_an_address_that_cannot_be_read_is_never_repeated(text: str) -> None:
    with pytest.raises(AddressUnreadable) as refused:
        address_of(text)
    assert SECRET not in str(refused.value)
    assert refused.value.__suppress_context__ or refused.value.__context__ is None
    assert not holds_secret(text)  # it is refused as it is opened


def test_a_secret_is_seen_in_the_address_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", SECRET)
    assert holds_secret(f"postgresql://anna:{SECRET}@db/clinic")
    assert holds_secret(f"postgresql://db/clinic?sslpassword={SECRET}")
    assert not holds_secret("postgresql://anna@db/clinic")
    assert not holds_secret("service:clinic")
    assert not holds_secret(f"sqlite://anna:{SECRET}@db")


def test_without_psycopg_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DriverMissing, match="psycopg, which is not installed") as refused:
        address_of("postgresql://db/clinic")
    assert refused.value.remedy == "Install it: pip install 'rehabtrack[postgres]'"
