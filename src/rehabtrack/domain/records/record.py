"""What every record is: frozen, made by keywords, equal by value.

What the standard library's frozen dataclass is, and type checkers take it for one; but that writes
its methods anew for each class in each run, which took longer than all that a command does with
its records: 0.6 ms a class, and as much again to import it.
"""

from typing import Any, ClassVar, Never, Self, dataclass_transform

_MISSING = object()


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record:
    """Its fields are its annotations, in their order; `private` ones are in no repr."""

    private: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **given: Any) -> None:
        """Raises what `check` raises, and TypeError for a field missing or unknown."""
        cls = type(self)
        values = vars(self)
        for name in cls.__annotations__:
            values[name] = given.pop(name) if name in given else getattr(cls, name, _MISSING)
        missing = [name for name, value in values.items() if value is _MISSING]
        if given or missing:
            raise TypeError(f"{cls.__name__}: {missing} missing, {list(given)} unknown")
        self.check()

    def check(self) -> None:
        """Refuse what cannot be true, and settle what was given into what is kept."""

    def settle(self, **values: Any) -> None:
        """Give fields their cleaned values; only for `check`."""
        vars(self).update(values)

    def replace(self, **changes: Any) -> Self:
        """The record with other values of these fields; it checks itself anew."""
        return type(self)(**{**vars(self), **changes})

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        shown = (f"{k}={v!r}" for k, v in vars(self).items() if k not in self.private)
        return f"{type(self).__name__}({', '.join(shown)})"

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"a record is frozen: {name}")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError(f"a record is frozen: {name}")
