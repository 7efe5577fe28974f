"""What a file of ours says of somebody who is here already, and what stays here as it is."""

from collections import Counter
from collections.abc import Collection

from rehabtrack.domain.named import Named
from rehabtrack.domain.records.patient import Patient
from rehabtrack.storage.answers import answers
from rehabtrack.storage.journal import Journal

#: Her own details as people call them.
DETAILS = {
    "name": "name",
    "zone": "time zone",
    "site": "usual site",
    "diagnosis": "diagnosis",
    "archived": "archived or not",
}


class Staying(Named):
    """What does not come in of somebody who is here already, each file keeping its own.

    `details` are those of her own that differ, `answers` counts those to warnings that are not
    here, `void` the records by kind that were void before they were told here; `void_there` says
    that she herself is void in the file.
    """

    details: Collection[str]
    answers: int
    void: Counter[str]
    void_there: bool = False


def staying(here: Journal, there: Journal, void: Counter[str]) -> Staying:
    """What of a journal `there` stays out of the one that is here."""
    ours = {answer.id for answer in answers(here)}
    theirs = {answer.id for answer in answers(there) if not answer.voided_by}
    details = _differing(here.patient.record, there.patient.record)
    return Staying(details, len(theirs - ours), void, bool(there.patient.voided_by))


def _differing(here: Patient, there: Patient) -> list[str]:
    return [word for name, word in DETAILS.items() if getattr(here, name) != getattr(there, name)]
