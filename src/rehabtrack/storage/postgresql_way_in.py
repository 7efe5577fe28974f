"""How another login comes into a clinic: the address as she types it, and what libpq keeps."""

from typing import TYPE_CHECKING

from rehabtrack.domain.named import Named
from rehabtrack.storage.postgresql_address import Address, places_of, shown

if TYPE_CHECKING:
    from rehabtrack.storage.postgresql_connecting import Connection


class WayIn(Named):
    """The address of a clinic for a login, and the lines of ~/.pgpass with her password."""

    address: str
    kept: list[str]


def way_in(address: Address, connection: "Connection", login: str, password: str) -> WayIn:
    """How a login comes into the database that a connection was made to, by an address.

    The hosts are those of the address; of a service, which may name a login of its own, the host
    that it led to.
    """
    info, said = connection.info, address.given
    led_to = {"host": info.host, "port": str(info.port)}
    if "service" not in said:
        led_to |= {name: said[name] for name in ("host", "hostaddr", "port") if name in said}
    given = led_to | {"user": login, "dbname": info.dbname}
    kept = [
        _line(host, port or "*", info.dbname, login, password) for host, port in places_of(given)
    ]
    return WayIn(shown(given), kept)


def _line(host: str, *parts: str) -> str:
    """A line of ~/.pgpass; what is in the file system has names of its own there."""
    fields = ("*" if host.startswith(("/", "@")) else host, *parts)
    return ":".join(field.replace("\\", r"\\").replace(":", r"\:") for field in fields)
