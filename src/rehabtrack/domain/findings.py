"""What the rules say of a session that is worth a stored warning."""

from typing import TYPE_CHECKING

from rehabtrack.domain.companion_rules import Opinion
from rehabtrack.domain.high_pain import RULE_ID, RULE_VERSION, Assessment
from rehabtrack.domain.named import Named

if TYPE_CHECKING:
    from rehabtrack.domain.red_flags import Flag

CLEARANCE_RULE_ID = "clearance"
CLEARANCE_RULE_VERSION = 1

#: How grave a status is; within `high-pain` the category of the peak decides further.
GRAVITY = {"clear": 0, "unverified": 1, "high-pain": 2, "refused": 3, "red-flag": 4}


def status_words(status: str) -> str:
    """A status as people read it: `clear` is a word for programs, and could be taken for more."""
    return "no high pain" if status == "clear" else status


class Grade(Named):
    """How grave a finding is, without what it rests on."""

    status: str
    category: int | None


class Finding(Named):
    """One rule's word on one session; two findings are the same when they are equal.

    `category` is the rank of the peak (0 none .. 3 severe) or None; `limit` and `hours` are the
    policy's; `evidence` names the deciding records with their versions ("p41.1 p42.2"), which are
    kept for ever; `until` is an instant in ms or None.
    """

    rule: str
    rule_version: int
    status: str
    reason: str
    category: int | None
    limit: int | None
    hours: int | None
    on_advice_of: str | None
    evidence: str
    until: int | None

    @property
    def grade(self) -> Grade:
        """Its status and category alone."""
        return Grade(self.status, self.category)

    @property
    def gravity(self) -> tuple[int, int]:
        """What may not rise without asking again: the status, then the category."""
        return GRAVITY[self.status], self.category or 0


class StoredWarning(Named):
    """A finding as it was stored for a session; it stands while `withdrawn_by` is 0.

    `how` is at-logging, later or import. An answer to any warning of a `thread` holds for all;
    a thread that an import began counts as seen.
    """

    no: int
    session: int
    finding: Finding
    raised_at: int
    how: str
    change: int
    thread: int
    withdrawn_by: int
    withdrawn_at: int | None
    cause: str | None
    answered: bool
    seen: bool

    @property
    def due(self) -> bool:
        """Whether it still asks for an answer: unverified and imported ones are only counted."""
        unanswered = not self.answered and not self.withdrawn_by
        return unanswered and not self.seen and self.finding.status != "unverified"


def findings(
    assessment: Assessment, refusals: tuple[Opinion, ...], emergencies: "tuple[Flag, ...]"
) -> tuple[Finding, ...]:
    """What is to be stored for a session so assessed; nothing where no rule speaks against it."""
    return (*_of_high_pain(assessment), *_of_refusals(refusals), *_of_emergencies(emergencies))


def _of_high_pain(assessment: Assessment) -> tuple[Finding, ...]:
    if assessment.reason is None:
        return ()
    policy = assessment.policy
    return (
        Finding(
            *(RULE_ID, RULE_VERSION, assessment.status, assessment.reason, assessment.category),
            *(policy.limit, policy.hours, policy.on_advice_of),
            " ".join(f"p{reading.no}.{reading.version}" for reading in assessment.evidence),
            assessment.until,
        ),
    )


def _of_refusals(refusals: tuple[Opinion, ...]) -> tuple[Finding, ...]:
    if not refusals:
        return ()
    evidence = " ".join(f"c{refusal.no}.{refusal.version}" for refusal in refusals)
    return (
        Finding(
            *(CLEARANCE_RULE_ID, CLEARANCE_RULE_VERSION, "refused", "refused"),
            *(None, None, None, None),
            *(evidence, None),
        ),
    )


def _of_emergencies(flags: "tuple[Flag, ...]") -> tuple[Finding, ...]:
    if not flags:
        return ()
    from rehabtrack.domain import red_flags

    evidence = " ".join(f"r{flag.no}.{flag.version}" for flag in flags)
    return (
        Finding(
            *(red_flags.RULE_ID, red_flags.RULE_VERSION, "red-flag", red_flags.EMERGENCY),
            *(None, None, None, None),
            *(evidence, None),
        ),
    )


def cited(evidence: str) -> list[tuple[str, int, int]]:
    """(letter, number, version) of each record that an evidence names."""
    pairs = (item[1:].split(".") for item in evidence.split())
    letters = (item[0] for item in evidence.split())
    return [
        (letter, int(no), int(version))
        for letter, (no, version) in zip(letters, pairs, strict=True)
    ]
