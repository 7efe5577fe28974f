"""A sign that a nerve suffers, at a site."""

from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records import Record
from rehabtrack.domain.red_flags import CODES
from rehabtrack.domain.sites import read_site
from rehabtrack.domain.words import one_of

NUMBNESS, WEAKNESS = SIGNS = ("numbness", "weakness")


class Symptom(Record):
    """Numbness or weakness at a site, as it was noticed.

    `asks` are the codes of the red flags that it made a question of as it was stored.
    """

    moment: Moment
    sign: str
    site: str
    asks: tuple[str, ...] = ()

    def check(self) -> None:
        """Raises UnknownWord for what is no sign, no site or no red flag."""
        self.settle(
            sign=one_of(self.sign, SIGNS, "sign"),
            site=read_site(self.site),
            asks=tuple(one_of(code, CODES, "red flag") for code in self.asks),
        )
