"""The sites a rating speaks of, and which of them the rule hears."""

from rehabtrack.domain.words import one_of

# A herniated disc hurts along the nerve: the spine, and the limbs its roots supply.
SITES = (
    "back",
    "upper-back",
    "neck",
    "buttock-left",
    "buttock-right",
    "leg-left",
    "leg-right",
    "arm-left",
    "arm-right",
)


def read_site(text: str) -> str:
    """The site that the text names: one of SITES, or `other:WORD`; raises UnknownWord.

    An unknown bare word is refused, never taken for a site that does not count.
    """
    return one_of(text, SITES, "site", other=True)


def site_counts(site: str) -> bool:
    """Whether pain at this site is pain of the spine or its nerves; an `other:` site never is."""
    return site in SITES
