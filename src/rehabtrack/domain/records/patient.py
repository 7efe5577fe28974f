"""The patient: whose records these are."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.records import Record, line_or_none
from rehabtrack.domain.sites import read_site
from rehabtrack.domain.words import clean_line

#: The patient that comes to be with the first record of a file.
ME = "me"


class Patient(Record):
    """A person whose back is followed.

    `zone` is an IANA name, None for the machine's own; `site` the usual one of a rating that
    names none. Whether the zone exists is asked where it is typed (`zone_named`).
    """

    private = ("diagnosis",)

    name: str
    zone: str | None = None
    site: str = "back"
    diagnosis: str | None = None
    archived: bool = False

    def check(self) -> None:
        """Raises Refused for a name that could be read as an id, and for what is not text."""
        self.settle(
            name=read_name(self.name),
            zone=line_or_none(self.zone, "time zone"),
            site=read_site(self.site),
            diagnosis=line_or_none(self.diagnosis, "diagnosis"),
        )


def read_name(text: str) -> str:
    """A patient's name as it is stored: one clean line, never like an id; raises Refused."""
    name = clean_line(text, "patient's name")
    if "/" in name:
        raise Refused(
            "A patient's name holds no /, which parts it from an id.", "Write the name without it."
        )
    if name.isascii() and name[0].isalpha() and name[1:].isdigit():
        raise Refused(f'"{name}" would be taken for an id.', "Choose a longer name.")
    return name
