"""The policy of the rule: what counts as high and for how long, from now on."""

from dataclasses import replace

from rehabtrack.domain.moment import MINUTE
from rehabtrack.domain.policy import Policy, policy_at
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.policy import PolicyChange
from rehabtrack.services.reassessment import Reassessed, follow
from rehabtrack.storage import readings
from rehabtrack.storage.journal import Journal


def in_force(journal: Journal, at: int) -> Policy:
    """The policy that judges a massage at that instant."""
    return policy_at(readings.policies(journal), at)


def set_policy(
    journal: Journal, change: PolicyChange
) -> tuple[Entry[PolicyChange], list[Reassessed]]:
    """Judge by another limit or length from now on; no session already stored changes.

    Instants are whole minutes: where one was logged for this minute or the next few, the policy
    takes effect the minute after it.
    """
    stored = readings.sessions(journal, change.moment.at)
    taken = [session.at for session in stored if session.at >= change.moment.at]
    if taken:
        moment = change.moment._replace(at=max(taken) + MINUTE)
        change = replace(change, moment=moment)
    entry = journal.add(change, action="rule set")
    return entry, follow(journal, [change])
