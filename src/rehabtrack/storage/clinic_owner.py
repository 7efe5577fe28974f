"""Changing the schema of a clinic: one transaction of whoever made it, who is its owner meanwhile.

The owner has no login. Who made the clinic may become it, by the right to make roles, and is nobody
there otherwise.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg.errors import InsufficientPrivilege, InvalidParameterValue
from sqlalchemy import Connection, StaticPool, create_engine
from sqlalchemy.exc import DBAPIError

from rehabtrack.storage.postgresql_address import Address
from rehabtrack.storage.postgresql_connecting import Connection as Driver
from rehabtrack.storage.postgresql_connecting import schema_number
from rehabtrack.storage.postgresql_failures import not_a_clinic, schema_not_theirs

_AS_OWNER = "SET LOCAL ROLE rehabtrack_owner"


@contextmanager
def changing_schema(driver: Driver, address: Address) -> Iterator[Connection]:
    """A connection for migrations, in a transaction that is all of them; NoRights for others.

    Who logged in is a member of the owner within it. What the driver has to say it raises itself.
    """
    driver.autocommit = False
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: driver,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    try:
        with engine.begin() as connection, _membership(driver, address):
            yield connection
    except DBAPIError as error:
        raise error.orig or error from None


@contextmanager
def as_owner(driver: Driver) -> Iterator[None]:
    """A while of that transaction in which the owner acts, not who logged in."""
    driver.execute(_AS_OWNER)
    yield
    driver.execute("RESET ROLE")


def number_to_change(driver: Driver, address: Address) -> int:
    """The number of the schema, for who may change it; NoRights for others. Nothing is changed."""
    with (
        driver.transaction(force_rollback=True),
        _membership(driver, address),
        as_owner(driver),
    ):
        return schema_number(driver, address)


@contextmanager
def _membership(driver: Driver, address: Address) -> Iterator[None]:
    joins = not _is_member(driver, address)
    if joins:
        try:
            driver.execute("GRANT rehabtrack_owner TO SESSION_USER")
        except InsufficientPrivilege:
            raise schema_not_theirs(address.shown, driver.info.user) from None
    yield
    if joins:
        driver.execute("REVOKE rehabtrack_owner FROM SESSION_USER")


def _is_member(driver: Driver, address: Address) -> bool:
    """Whether who logged in may act as the owner as it is: a superuser, or who was made one."""
    try:
        with driver.transaction(force_rollback=True):
            driver.execute(_AS_OWNER)
    except InsufficientPrivilege:
        return False
    except InvalidParameterValue:  # the server has no such role, and so no clinic
        raise not_a_clinic(address.shown) from None
    return True
