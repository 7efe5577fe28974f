"""What a chart is drawn from: one patient's journal over a span; days count from 1970-01-01."""

from collections.abc import Iterable, Sequence

from rehabtrack.domain.findings import GRAVITY
from rehabtrack.domain.named import Named
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.scales import SCALES, category
from rehabtrack.domain.sites import site_counts

#: What is said of a massage not given.
NOT_GIVEN = "not given"
#: How grave what is said of a massage is; one that was given outweighs one that was not.
_GRAVITY = {NOT_GIVEN: -1} | GRAVITY


class Worst(Named):
    """The highest of the `n` ratings at a site and on a scale, of a day or of some from it on."""

    day: int
    site: str
    scale: str
    value: int
    n: int


class Given(Named):
    """A massage: the day it is drawn at, and what the rules say of it, or that it was not given."""

    day: int
    status: str


class Stretch(Named):
    """Days, the last included, of a phase or a high-pain period."""

    what: str
    first: int
    last: int


class Charted(Named):
    """The days `first` to `last`, and what they hold, oldest first.

    `worst` has one for every `days` days, of each site and scale rated. An average of a week is
    not the pain of a day: those are counted in `of_a_week`, by site. What of `phases` and `periods`
    begins before the span has a day before it, whichever; `periods` are those under the policy now
    in force.
    """

    first: int
    last: int
    days: int
    policy: Policy
    worst: Sequence[Worst]
    of_a_week: Sequence[tuple[str, int]]
    massages: Sequence[Given]
    phases: Sequence[Stretch]
    periods: Sequence[Stretch]


def gravest(statuses: Iterable[str]) -> str:
    """The gravest of what is said of massages."""
    return max(statuses, key=_GRAVITY.__getitem__)


def gravest_sites(worst: Iterable[Worst]) -> list[str]:
    """The sites: those that count first, then the worst, then those rated most."""
    rank: dict[str, tuple[int, int]] = {}
    for one in worst:
        highest, rated = rank.get(one.site, (0, 0))
        rank[one.site] = max(highest, category(one.scale, one.value)), rated + one.n
    return sorted(rank, key=lambda site: (not site_counts(site), *(-n for n in rank[site]), site))


def scales_of(worst: Iterable[Worst]) -> list[str]:
    """The scales rated on, in order of SCALES."""
    rated = {one.scale for one in worst}
    return [scale for scale in SCALES if scale in rated]
