"""A sign that a nerve suffers, at a site."""

from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records import Record
from rehabtrack.domain.sites import read_site
from rehabtrack.domain.words import one_of

SIGNS = ("numbness", "weakness")


class Symptom(Record):
    """Numbness or weakness at a site, as it was noticed."""

    moment: Moment
    sign: str
    site: str

    def check(self) -> None:
        """Raises UnknownWord for what is no sign or no site."""
        self.settle(sign=one_of(self.sign, SIGNS, "sign"), site=read_site(self.site))
