"""Whose the resources of a file are, and who performed them: found before the rest is read."""

from collections import Counter
from typing import Any, BinaryIO

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.records.patient import read_name
from rehabtrack.domain.words import LONGEST_LINE, folded
from rehabtrack.interchange.fhir.json_stream import Found, resources
from rehabtrack.interchange.fhir.read_elements import Object, UnclearError, one, several, text

_OFTEN = ("official", "usual")  # which of several names is taken first
_NOT_NOW = ("old", "maiden", "temp", "nickname", "anonymous")
_ALONE = "Import the resources of each patient from a file of their own."


class People:
    """Who is in a file: its patients by name, and its practitioners.

    `history` says whether it is a history, in which older versions follow newer ones.
    """

    def __init__(self, stream: BinaryIO) -> None:
        """Read all of a file; raises ImportRefused where it cannot be read."""
        self.history = False
        self.empty = True
        self._patients: dict[str, str | None] = {}  # the name, by the key of the resource
        self._practitioners: dict[str, str] = {}
        self._keys: dict[str, str | None] = {}  # by each way to refer to it; None for several
        self._stranger: str | None = None  # whom the file does not name, by a reference
        for found in resources(stream):
            self._meet(found)
        self._bearers = Counter(folded(name) for name in self._patients.values() if name)

    @property
    def names(self) -> list[str]:
        """The patients' names in their order, each once."""
        found: dict[str, str] = {}
        for name in filter(None, self._patients.values()):
            found.setdefault(folded(name), name)
        return list(found.values())

    def whose(self, found: Found, given: str) -> str:
        """The name of the patient whom a resource is of; `given` for one whom the file leaves open.

        Raises Refused where that could be somebody else.
        """
        resource = found.resource
        subject = one(resource.get("subject") or resource.get("patient"))
        written = text(subject.get("reference"))
        if written is not None and written.startswith("#"):
            contained = several(resource.get("contained"))
            person = next((one for one in contained if f"#{one.get('id')}" == written), {})
            return _patient_name(person) or self._open(_identified(person) or written, given)
        key = None if written is None else self._resolved(written, found)
        if not subject and len(self._patients) == 1:
            (key,) = self._patients
        if key is None or key not in self._patients:
            return self._open(written or _identified(subject) or "", given)
        name = self._patients[key]
        if name is None:
            return self._open(key, given)
        if self._bearers[folded(name)] > 1:
            raise UnclearError("Two patients of the file have its patient's name.", _ALONE)
        return name

    def practitioner(self, actor: Object, found: Found) -> str | None:
        """The name of who performed it, as far as the file says."""
        written = text(actor.get("reference"))
        key = None if written is None else self._resolved(written, found)
        return (self._practitioners.get(key) if key else None) or text(actor.get("display"))

    def _open(self, reference: str, given: str) -> str:
        """The patient given, for the one person of the file who has no name there."""
        if self._bearers:
            raise UnclearError("It is of a patient whom the file does not name.", _ALONE)
        if self._stranger is None:
            self._stranger = reference
        if self._stranger != reference:
            raise UnclearError(
                "It is of another patient than those before, and none is named.", _ALONE
            )
        return given

    def _meet(self, found: Found) -> None:
        resource = found.resource
        kind, own = found.kind, text(resource.get("id"))
        if found.path == "Bundle":
            self.history = self.history or resource.get("type") == "history"
            return
        self.empty = False
        if kind not in ("Patient", "Practitioner"):
            return
        url, short = text(found.entry.get("fullUrl")), own and f"{kind}/{own}"
        key = url or short or str(found.path)
        if kind == "Practitioner":
            self._practitioners.setdefault(key, _name(resource) or "")
        elif not self._patients.get(key):
            self._patients[key] = _patient_name(resource)
        for way in filter(None, (url, short)):
            self._keys[way] = key if self._keys.get(way, key) == key else None

    def _resolved(self, written: str, found: Found) -> str | None:
        """The key of what a reference leads to in this file."""
        written = written.partition("/_history/")[0]
        base = (text(found.entry.get("fullUrl")) or "").rsplit("/", 2)[0]
        if f"{base}/{written}" in self._keys:
            return self._keys[f"{base}/{written}"]
        if written in self._keys:
            return self._keys[written]
        # an address of a server, where the bundle does not tell that of its entries
        key = self._keys.get("/".join(written.rsplit("/", 2)[-2:]))
        return key if key is not None and "://" not in key else None


def _identified(person: Object) -> str | None:
    """What stands for somebody who is not in the file: an identifier, or the name displayed."""
    identifier = one(person.get("identifier"))
    value = text(identifier.get("value"))
    return f"{identifier.get('system')}|{value}" if value else text(person.get("display"))


def _patient_name(resource: Object) -> str | None:
    """The name under which a patient can be stored; None where there is none."""
    name = _name(resource)
    try:
        return read_name(name) if name else None
    except Refused:
        return None


def _name(resource: Object) -> str | None:
    """The official, the usual or the first name of a person, as one line."""
    found = [name for name in several(resource.get("name")) if name.get("use") not in _NOT_NOW]
    found.sort(key=lambda name: _rank(name.get("use")))
    lines = (" ".join(_spoken(name).split()) for name in found)
    return next((line[:LONGEST_LINE] for line in lines if line), None)


def _rank(use: Any) -> int:
    return _OFTEN.index(use) if use in _OFTEN else len(_OFTEN)


def _spoken(name: Object) -> str:
    given = name.get("given")
    parts = given if isinstance(given, list) else [given]
    said = [text(part) for part in (*parts, name.get("family"))]
    return text(name.get("text")) or " ".join(filter(None, said))
