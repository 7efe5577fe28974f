"""How another login comes into a clinic: the address as she types it, and what libpq keeps."""

from typing import TYPE_CHECKING

from rehabtrack.storage.postgresql_address import places_of, shown

if TYPE_CHECKING:
    from rehabtrack.storage.database import Database


def way_in(database: "Database", login: str, password: str) -> tuple[str, list[str]]:
    """The address of the database for a login, and the lines of ~/.pgpass with her password.

    The hosts are those of the address that the database was opened by; of a service, which may
    name a login of its own, the host that it led to.
    """
    info = database.connection.info  # type: ignore[attr-defined]
    led_to = {"host": info.host, "port": str(info.port)}
    said: dict[str, str] = database.address.given  # type: ignore[attr-defined]
    if "service" not in said:
        led_to |= {name: said[name] for name in ("host", "hostaddr", "port") if name in said}
    given = led_to | {"user": login, "dbname": info.dbname}
    kept = [
        _line(host, port or "*", info.dbname, login, password) for host, port in places_of(given)
    ]
    return shown(given), kept


def _line(host: str, *parts: str) -> str:
    """A line of ~/.pgpass; what is in the file system has names of its own there."""
    fields = ("*" if host.startswith(("/", "@")) else host, *parts)
    return ":".join(field.replace("\\", r"\\").replace(":", r"\:") for field in fields)
