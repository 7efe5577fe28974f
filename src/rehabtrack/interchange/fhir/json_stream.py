"""The resources of a FHIR file in JSON, one after another, of which one at a time is held.

The file is a bundle, a bare resource, or NDJSON (bulk data): one resource after another.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.named import Named
from rehabtrack.interchange.fhir.json_window import LONGEST, Object, Window


class Found(Named):
    """An entry of a bundle, with the `resource` it may hold, and the path or line it stands at.

    A bare resource is an entry of its own; so is a bundle without its entries, after them all.
    """

    path: str | int
    entry: Object

    @property
    def resource(self) -> Object:
        """The resource, empty where there is none."""
        resource = self.entry.get("resource")
        return resource if isinstance(resource, dict) else {}

    @property
    def kind(self) -> str:
        """The type of the resource, empty where it has none."""
        kind = self.resource.get("resourceType")
        return kind if isinstance(kind, str) else ""


def resources(stream: BinaryIO) -> Iterator[Found]:
    """Everything in the file in its order; raises ImportRefused where it is no such JSON."""
    window = Window(stream)
    while window.peek():
        yield from _document(window)


def _document(window: Window) -> Iterator[Found]:
    line, about, entries = window.line(), Object(), False
    room = window.passed + LONGEST
    for name in _members(window):
        window.where = None
        if name in about or (name == "entry" and entries):
            window.refuse("a name stands twice in one object")
        if name == "entry" and window.peek() == "[" and _may_be_bundle(about):
            before, entries = window.passed, True
            yield from _entries(window)
            room += window.passed - before
            continue
        about[name] = window.value()
        if window.passed > room:
            window.refuse_length()
    kind = about.get("resourceType")
    if not isinstance(kind, str):
        raise ImportRefused("The file is no FHIR resource.", "Give a FHIR R4 bundle in JSON.")
    yield Found("Bundle" if kind == "Bundle" else line, {"resource": about})


def _may_be_bundle(about: Object) -> bool:
    # the names of an object have no order: a List has an entry too
    return about.get("resourceType") in (None, "Bundle")


def _entries(window: Window) -> Iterator[Found]:
    for number, entry in enumerate(_elements(window)):
        yield Found(f"entry[{number}]", entry if isinstance(entry, dict) else {})


def _members(window: Window) -> Iterator[str]:
    """The names of an object's members; who asks for the next has read the value of the last."""
    window.take("{")
    over = window.took("}")
    while not over:
        name = window.value()
        if not isinstance(name, str):
            window.refuse()
        window.take(":")
        yield name
        over = window.took("}")
        if not over:
            window.take(",")


def _elements(window: Window) -> Iterator[Any]:
    window.take("[")
    over, number = window.took("]"), 0
    while not over:
        window.where = f"entry[{number}]"
        yield window.value()
        number += 1
        over = window.took("]")
        if not over:
            window.take(",")
