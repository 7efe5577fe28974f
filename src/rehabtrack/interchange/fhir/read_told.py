"""What the reader of a kind of resource is given, and what it gives back."""

from collections.abc import Callable
from functools import cached_property

from rehabtrack.domain.named import Named
from rehabtrack.interchange.fhir.json_stream import Found
from rehabtrack.interchange.fhir.read_people import People
from rehabtrack.interchange.items import Record
from rehabtrack.interchange.layout import Layout
from rehabtrack.interchange.times import Noted, Times


class File(Named):
    """A file that is read: who is in it, and how its sites and times are.

    `bare` is the layout for what is in our words already: without a map of sites. `given` is whose
    the resources are that name nobody; `times` are those of a patient, by her name.
    """

    people: People
    layout: Layout
    bare: Layout
    given: str
    times: Callable[[str], Times]


class Around:
    """The entry that a resource came in and its file; whose it is is asked where it matters."""

    def __init__(self, found: Found, file: File) -> None:
        self.found = found
        self.file = file

    @cached_property
    def patient(self) -> str:
        """Whose it is; raises Refused where the file does not say."""
        return self.file.people.whose(self.found, self.file.given)

    @property
    def times(self) -> Times:
        """How her times are read; raises Refused where the file does not say whose it is."""
        return self.file.times(self.patient)


class Told(Named):
    """What a resource tells: a record and its time, and what of it was `read`, as it was written.

    `whole` says whether the record holds all that the resource told; `linked` is the massage of our
    own export that a rating is part of, by its id, and how it lies to it.
    """

    like: Record
    noted: Noted
    read: tuple[object, ...]
    whole: bool
    linked: tuple[bytes, str] | None = None
