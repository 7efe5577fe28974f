"""The policy of the rule: what counts as high, for how long, and from which instant on."""

from collections.abc import Sequence

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import EARLIEST
from rehabtrack.domain.named import Named
from rehabtrack.domain.scales import highest_weak

DEFAULT_LIMIT = 3  # Boonstra 2016; Woo 2015: mean cut point 3.62, cut to the careful side
LIMITS = range(1, 5)  # to 4: Serlin 1995 and Jensen 2001 still call 4 mild
LIMIT_WITHOUT_ADVICE = 3  # ours: whoever goes above names who advised it
DEFAULT_HOURS = 24  # Suri 2011: three of four flares end within a day
HOURS = range(1, 73)  # ours


class Policy(Named):
    """What counts as high, and for how long, from the instant `at` on."""

    at: int
    limit: int
    hours: int
    on_advice_of: str | None

    @classmethod
    def checked(cls, at: int, limit: int, hours: int, on_advice_of: str | None = None) -> "Policy":
        """A policy that may be set; raises Refused when limit or hours lie outside their range."""
        if limit not in LIMITS:
            raise Refused(f"{limit} is not a limit of the rule.", "Use a whole number from 1 to 4.")
        if hours not in HOURS:
            raise Refused(
                f"A high rating cannot cover {hours} hours.", "Use a whole number from 1 to 72."
            )
        if limit > LIMIT_WITHOUT_ADVICE and not on_advice_of:
            raise Refused(
                f"A limit above {LIMIT_WITHOUT_ADVICE} needs somebody's advice.",
                "Name who gave it: --on-advice-of NAME.",
            )
        return cls(at, limit, hours, on_advice_of)

    def is_high(self, scale: str, value: int) -> bool:
        """Whether a value of the scale is high pain under this policy."""
        return value > highest_weak(scale, self.limit)


DEFAULT_POLICY = Policy(EARLIEST, DEFAULT_LIMIT, DEFAULT_HOURS, None)


def policy_at(policies: Sequence[Policy], at: int) -> Policy:
    """The policy in force at an instant; `policies` in order of `at`, the default before them."""
    return next((policy for policy in reversed(policies) if policy.at <= at), DEFAULT_POLICY)
