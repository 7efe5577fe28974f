"""Looking at warnings and answering them."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.moment import DAY
from rehabtrack.domain.named import Named
from rehabtrack.storage import warnings
from rehabtrack.storage.journal import Journal

#: How long an unanswered warning is shown in full; older ones are counted. Ours.
SHOWN_DAYS = 14


class Unanswered(Named):
    """The unanswered warnings to show, and how many more there are: older, unverified, imported."""

    due: list[StoredWarning]
    earlier: int
    unverified: int
    imported: int


def unanswered(journal: Journal, now: int) -> Unanswered:
    """The warnings of the last SHOWN_DAYS that ask for an answer; the others counted."""
    since = now - SHOWN_DAYS * DAY
    recent = [warning for warning in warnings.standing(journal, since) if not warning.answered]
    due = [warning for warning in recent if warning.due]
    unverified = sum(warning.finding.status == "unverified" for warning in recent)
    imported = len(recent) - len(due) - unverified
    earlier, earlier_unverified, earlier_seen = warnings.earlier_unanswered(journal, since)
    return Unanswered(
        due,
        earlier - earlier_unverified - earlier_seen,
        unverified + earlier_unverified,
        imported + earlier_seen,
    )


def answer(journal: Journal, no: int, code: str, text: str | None) -> StoredWarning:
    """Answer a warning; answers are added, never overwritten. Gives it as it stands answered."""
    from rehabtrack.storage.answers import add_answer

    warning = warnings.warning_numbered(journal, no)
    if warning.withdrawn_by:
        raise Refused(
            f"w{no} was withdrawn and asks for no answer.", f"See: rehabtrack warnings show w{no}"
        )
    add_answer(journal, warning, code, text)
    return warning._replace(answered=True)
