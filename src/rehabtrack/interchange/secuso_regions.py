"""The body regions of SecUSo's pain diary, by number (its enum BodyRegion), and our sites."""

from collections.abc import Mapping

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.words import folded, shortened

# Name, site at the front, site at the back. What our sites are of a region is ours: a limb is one
# site in its whole length, as the roots of its nerves supply it; belly, chest and groin are none.
_SIDES = (
    ("right abdomen", "other:abdomen-right", "back"),
    ("left abdomen", "other:abdomen-left", "back"),
    ("left groin", "other:groin-left", "buttock-left"),
    ("right groin", "other:groin-right", "buttock-right"),
    ("left thigh", "leg-left", "leg-left"),
    ("right thigh", "leg-right", "leg-right"),
    ("left knee", "leg-left", "leg-left"),
    ("right knee", "leg-right", "leg-right"),
    ("left lower leg", "leg-left", "leg-left"),
    ("right lower leg", "leg-right", "leg-right"),
    ("left foot", "leg-left", "leg-left"),
    ("right foot", "leg-right", "leg-right"),
    ("left chest", "other:chest-left", "upper-back"),
    ("right chest", "other:chest-right", "upper-back"),
    ("neck", "neck", "neck"),
    ("head", "other:head", "other:head"),
    ("left upper arm", "arm-left", "arm-left"),
    ("right upper arm", "arm-right", "arm-right"),
    ("left lower arm", "arm-left", "arm-left"),
    ("right lower arm", "arm-right", "arm-right"),
    ("left hand", "arm-left", "arm-left"),
    ("right hand", "arm-right", "arm-right"),
)
#: (its name, our site) of each region at its number.
REGIONS = (
    *((name, front) for name, front, _ in _SIDES),
    *((f"{name} (back)", back) for name, _, back in _SIDES),
)


def read_regions(text: str) -> tuple[int, ...]:
    """The numbers of `0,23`, each once; raises Refused for one that the app has not."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    for word in words:
        if not (word.isascii() and word.isdigit() and len(word) < 3 and int(word) < len(REGIONS)):
            raise Refused(
                f'"{shortened(word)}" is not a body region of the diary.',
                f"Its regions are 0 to {len(REGIONS) - 1}.",
            )
    return tuple(dict.fromkeys(map(int, words)))


def sites_of(regions: tuple[int, ...], sites: Mapping[str, str] | None) -> dict[str, int]:
    """Each site that the regions come to, and the first region that does.

    `sites` (by folded name of a region) says otherwise where it names one.
    """
    found: dict[str, int] = {}
    for region in regions:
        name, site = REGIONS[region]
        found.setdefault((sites or {}).get(folded(name), site), region)
    return found
