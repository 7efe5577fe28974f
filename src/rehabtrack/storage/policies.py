"""The policies of a journal: what counts as high, and for how long, from when on."""

from rehabtrack.domain.policy import Policy, policy_at
from rehabtrack.storage.journal import Journal


def policies(journal: Journal) -> list[Policy]:
    """The policy changes of this patient, oldest first; none is the default policy."""
    return [
        Policy(entry.record.moment.at, entry.record.limit, entry.record.hours, advice)
        for entry in journal.standing("policy")
        for advice in [entry.record.on_advice_of]
    ]


def in_force(journal: Journal, at: int) -> Policy:
    """The policy that judges a massage at that instant."""
    return policy_at(policies(journal), at)
