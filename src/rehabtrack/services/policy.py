"""The policy of the rule: what counts as high and for how long, from now on."""

from rehabtrack.domain.moment import MINUTE, Moment
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.policy import PolicyChange
from rehabtrack.services.following import follow
from rehabtrack.services.reassessment import Reassessed
from rehabtrack.storage import readings
from rehabtrack.storage.journal import Journal


def first_free_minute(journal: Journal, moment: Moment) -> Moment:
    """This minute, or the one after the last session stored for it or the next few.

    Instants are whole minutes: a policy set in the minute of a session must not judge it anew.
    """
    stored = readings.sessions(journal, moment.at)
    taken = [session.at for session in stored if session.at >= moment.at]
    return moment._replace(at=max(taken) + MINUTE) if taken else moment


def set_policy(
    journal: Journal, change: PolicyChange
) -> tuple[Entry[PolicyChange], list[Reassessed]]:
    """Judge by another limit or length from the moment of the change on."""
    entry = journal.add(change, action="rule set")
    return entry, follow(journal, [change])
