"""The address of a server: what libpq is given of it, and what people are shown.

psycopg is imported on use: nothing of it is loaded where the database is a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from urllib.parse import quote

from rehabtrack.domain.errors import StorageError
from rehabtrack.storage.database import is_address

#: How an address begins that libpq has in a file of its own.
SERVICE = "service:"
#: libpq's options that must not be shown; it marks only some of them itself.
_SECRETS = frozenset(
    ("password", "sslpassword", "oauth_client_secret", "scram_client_key", "scram_server_key")
)
#: What the parts of an address hold only where a password's own signs cut it in the wrong place.
_MISREAD = frozenset("@/")


class DriverMissing(StorageError):
    """What speaks to a server is not installed."""


class AddressUnreadable(StorageError):
    """The address of a server is not one; it is never repeated, for it may hold a password."""


@dataclass(frozen=True)
class Address:
    """Where a server is: `shown` to people, without a password; `given` to libpq, by its names.

    Nothing of the environment is in it, nor of the file in which libpq keeps services.
    """

    shown: str
    given: dict[str, str] = field(repr=False)


def address_of(text: str) -> Address:
    """The address that a text names; StorageError if it is none, or psycopg is not installed."""
    driver()
    given = _given(text)
    return Address(shown(given), given)


def _given(text: str) -> dict[str, str]:
    if text.startswith(SERVICE):
        name = text.removeprefix(SERVICE)
        if not name:
            raise _unreadable()
        return {"service": name}
    given = _parsed(f"postgresql://{text.partition('://')[2]}")
    if not _is_sound(given):
        raise _unreadable()
    return given


def shown(given: dict[str, str]) -> str:
    """The login, the hosts and the database, as libpq understood them: so no password is left."""
    if "service" in given:
        return SERVICE + given["service"]
    login = quote(given["user"], safe="") + "@" if "user" in given else ""
    places = (_place(*each) for each in places_of(given))
    return f"postgresql://{login}{','.join(places)}/{quote(given.get('dbname', ''), safe='')}"


def places_of(given: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The hosts among the options of libpq, each with its port, "" where none is said."""
    ports = given.get("port", "").split(",")
    return zip_longest(hosts_of(given), ports, fillvalue=ports[0])  # one port is every host's


def hosts_of(given: dict[str, str]) -> list[str]:
    """The hosts among the options of libpq, by name or else by number; "" is its own default."""
    return (given.get("host") or given.get("hostaddr", "")).split(",")


def driver() -> None:
    """Refuse if psycopg, or the libpq that it needs, is not installed."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise DriverMissing(
            "A database on a server needs the Python package psycopg, which is not installed.",
            "Install it: pip install 'rehabtrack[postgres]'",
        ) from None


def holds_secret(text: str) -> bool:
    """Whether a text is an address that says a password or another secret itself."""
    try:
        return is_address(text) and not _SECRETS.isdisjoint(address_of(text).given)
    except StorageError:
        return False  # said in its own words when it is to be opened


def _parsed(url: str) -> dict[str, str]:
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        return {name: str(said) for name, said in conninfo_to_dict(url).items()}
    except (ProgrammingError, UnicodeError):
        raise _unreadable() from None


def _is_sound(given: dict[str, str]) -> bool:
    """Whether no piece of a password with / or @ in it was taken for a host, a port or a name."""
    hosts, ports = hosts_of(given), given.get("port", "").split(",")
    named = [given.get("dbname", ""), *(host for host in hosts if not host.startswith("/"))]
    numbered = all(port.isdecimal() and 0 < int(port) < 65536 for port in ports if port)
    return numbered and len(ports) in (1, len(hosts)) and _MISREAD.isdisjoint("".join(named))


def _place(host: str, port: str) -> str:
    written = f"[{host}]" if ":" in host else quote(host, safe="")
    return f"{written}:{port}" if port else written


def _unreadable() -> AddressUnreadable:
    return AddressUnreadable(
        "The address of the server cannot be read.",
        "Write postgresql://LOGIN@HOST/NAME or service:NAME; the signs @ : / ? # % of a password "
        "are written %40 %3A %2F %3F %23 %25.",
    )
