"""The policies of a journal: what counts as high, and for how long, from when on."""

from rehabtrack.domain.policy import Policy, policy_at
from rehabtrack.storage.journal import Journal


def policies(journal: Journal) -> list[Policy]:
    """The policy changes of this patient, oldest first; none is the default policy."""
    return list(map(Policy._make, journal.query("POLICIES")))


def in_force(journal: Journal, at: int) -> Policy:
    """The policy that judges a massage at that instant."""
    return policy_at(policies(journal), at)
