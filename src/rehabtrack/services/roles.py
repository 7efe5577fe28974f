"""What a person may say in her role, as it was declared or given."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.roles import DOCTOR
from rehabtrack.storage import people
from rehabtrack.storage.journal import Journal


def refuse_other_than_doctor(journal: Journal, name: str, what: str) -> None:
    """Raises Refused where `what`, a doctor's word, is to be said by somebody of another role."""
    role = people.role_of(journal.database, name)
    if role not in (None, DOCTOR):
        raise Refused(
            f"{name} is a {role} here, and only a doctor gives {what}.",
            "Name the doctor with --by, or see: rehabtrack role",
        )
