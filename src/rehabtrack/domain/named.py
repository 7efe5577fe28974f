"""The base of the plain values that the program passes about: a tuple whose places have names."""

from typing import TYPE_CHECKING

__all__ = ["Named"]

if TYPE_CHECKING:
    from typing import NamedTuple as Named
else:
    try:
        # what namedtuple reads its places with, in half the time; no other Python has it
        from _collections import _tuplegetter as _place
    except ImportError:
        from operator import itemgetter

        def _place(place, doc):
            return property(itemgetter(place), doc=doc)

    class Named(tuple):
        """What the standard library's NamedTuple is, and type checkers take it for that.

        That one writes and compiles a constructor for each class in each run, 0.1 ms; a command
        loads some twenty, and this makes one in a tenth of the time.
        """

        __slots__ = ()

        def __init_subclass__(cls, **settings):
            """Name the places in the order of the annotations."""
            super().__init_subclass__(**settings)
            names = cls._fields = tuple(cls.__annotations__)
            cls._field_defaults = {name: vars(cls)[name] for name in names if name in vars(cls)}
            for place, name in enumerate(names):
                setattr(cls, name, _place(place, None))

        def __new__(cls, *values, **named):
            """A value for each place, in order or by name."""
            if named or len(values) != len(cls._fields):
                values = cls._filled(values, named)
            return tuple.__new__(cls, values)

        _make = classmethod(tuple.__new__)

        @classmethod
        def _filled(cls, values, named):
            rest = cls._fields[len(values) :]
            given = {**cls._field_defaults, **named}
            if len(values) > len(cls._fields) or not named.keys() <= set(rest) <= given.keys():
                raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}")
            return (*values, *(given[name] for name in rest))

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **changes):
            if not changes.keys() <= set(self._fields):
                raise TypeError(f"{type(self).__name__} has {', '.join(self._fields)}")
            return self._make(changes.get(name, old) for name, old in self._asdict().items())

        def __repr__(self):
            shown = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({shown})"
