"""A named value does what the standard library's NamedTuple does."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType
from typing import Any, Generic, NamedTuple, TypeVar

import pytest

from rehabtrack.domain import named as of_named
from rehabtrack.domain.named import Named

T = TypeVar("T")


class Rating(Named):
    value: int
    site: str = "back"
    note: str | None = None

    @property
    def high(self) -> bool:
        return self.value > 3


class Rated(NamedTuple):
    value: int
    site: str = "back"
    note: str | None = None


class Held(Named, Generic[T]):
    held: T


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((3,), {}),
        ((3, "neck"), {}),
        ((3, "neck", "x"), {}),
        ((), {"value": 3}),
        ((3,), {"note": "x"}),
        ((), {"note": "x", "site": "neck", "value": 3}),
    ],
)
def test_a_named_value_is_made_as_a_named_tuple_is(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    row, known = Rating(*values, **named), Rated(*values, **named)
    assert row == known
    assert (row.value, row.site, row.note) == tuple(known)
    assert row._asdict() == known._asdict()
    assert repr(row) == repr(known).replace("Rated", "Rating")
    assert row._replace(value=7) == known._replace(value=7)
    assert type(row._replace(value=7)) is Rating
    assert Rating._make(known) == row
    assert Rating._fields == Rated._fields


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        ((3, "neck", "x", 4), {}),
        ((3,), {"value": 4}),
        ((3,), {"mood": 4}),
        ((), {"site": "neck"}),
    ],
)
def test_what_a_named_tuple_refuses_a_named_value_refuses(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    for kind in (Rating, Rated):
        with pytest.raises(TypeError):
            kind(*values, **named)


def test_no_other_place_is_replaced() -> None:
    with pytest.raises(TypeError):
        Rating(3)._replace(mood=4)


def test_a_place_is_not_set() -> None:
    with pytest.raises(AttributeError):
        Rating(3).value = 4  # type: ignore[misc]


def test_a_named_value_has_properties_of_its_own_and_may_hold_any_type() -> None:
    assert (Rating(3).high, Rating(4).high) == (False, True)
    assert Held(3).held == 3


def test_a_python_without_the_quick_way_reads_places_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "_collections", ModuleType("_collections"))
    spec = spec_from_file_location("elsewhere", of_named.__file__)
    assert spec
    assert spec.loader
    spec.loader.exec_module(elsewhere := module_from_spec(spec))

    class Place(elsewhere.Named):  # type: ignore[name-defined, misc]
        name: str
        no: int = 1

    assert (Place("x").name, Place("x").no, Place("x", no=2).no) == ("x", 1, 2)
