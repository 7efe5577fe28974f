"""What other apps call the places that hurt.

The names are those of CrisisCore's body map and Bearable's symptom, and what anybody would call the
same. A limb without its side is no site of ours: it is asked for, never guessed. The leg ends at
the toes and the arm at the fingers, as the roots do that supply them.
"""

from rehabtrack.domain.words import OTHER, folded
from rehabtrack.interchange.layout import Layout


def _names(side: str, part: str) -> tuple[str, ...]:
    whole = f"{side} {part}"
    return whole, f"{part} ({side})", f"outer {whole}", f"inner {whole}"


_LIMBS = {
    "leg": ("leg", "thigh", "calf", "shin", "foot", "toes"),
    "arm": ("arm", "upper arm", "forearm", "hand"),
    "buttock": ("buttock",),
}
_SIDED = {
    name: f"{limb}-{side}"
    for limb, parts in _LIMBS.items()
    for part in parts
    for side in ("left", "right")
    for name in (
        f"{side} {part}",
        f"{part} ({side})",
        f"outer {side} {part}",
        f"inner {side} {part}",
    )
}
_SPINE = {
    "back": "back",
    "lower back": "back",
    "low back": "back",
    "back (lower)": "back",
    "upper back": "upper-back",
    "back (upper)": "upper-back",
    "neck": "neck",
}
# What CrisisCore's map calls the rest of the body, where no root of ours ends.
_ELSEWHERE = ("head", "chest", "abdomen", "hips", "knees", "ankles", "elbows", "shoulders")
_KNOWN = _SPINE | _SIDED
_PAIN = " pain"


def site_of_place(name: str, layout: Layout) -> str | None:
    """The site that an app's name of a place means, first as the layout says it; None if unknown.

    A place that is none of the spine and its nerves is `other:` with its name.
    """
    word = folded(name)
    if layout.sites and word in layout.sites:
        return layout.sites[word]
    return OTHER + word if word in _ELSEWHERE else _KNOWN.get(word)


def site_of_symptom(name: str, layout: Layout) -> str | None:
    """The site of a symptom that is a pain without a doubt, or that the layout names; else None."""
    word = folded(name)
    if layout.sites and word in layout.sites:
        return layout.sites[word]
    return _KNOWN.get(word.removesuffix(_PAIN)) if word.endswith(_PAIN) else None
