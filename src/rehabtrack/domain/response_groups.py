"""What many massages came to: median and range of the changes of pain, by what they share.

One change stands for a massage on each scale; a massage of several techniques counts with each.
"""

from collections.abc import Callable, Iterable, Sequence

from rehabtrack.domain.moment import Moment
from rehabtrack.domain.named import Named
from rehabtrack.domain.responses import OUTCOMES, Response
from rehabtrack.domain.scales import SCALES
from rehabtrack.domain.words import folded

#: Of fewer changes nothing is claimed; ours.
FEWEST = 3


class Treated(Named):
    """A massage given, the phase open at its instant, the responses to it, and its number."""

    moment: Moment
    techniques: Sequence[str]
    areas: Sequence[str]
    therapist: str | None
    phase: str | None
    responses: Sequence[Response]
    no: int = 0


class Summary(Named):
    """Of `n` changes the median and the range; None where they are fewer than FEWEST."""

    n: int
    median: float | None
    lowest: int | None
    highest: int | None


class Group(Named):
    """The changes on one scale with the massages of one word of the grouping `by`.

    `word` is None for those of which nothing was said.
    """

    by: str
    word: str | None
    scale: str
    after: Summary
    next_day: Summary


#: What massages share, and the words of one.
_WORDS: dict[str, Callable[[Treated], Sequence[str | None]]] = {
    "technique": lambda treated: treated.techniques,
    "area": lambda treated: treated.areas,
    "therapist": lambda treated: (treated.therapist,),
    "phase": lambda treated: (treated.phase,),
}
GROUPINGS = tuple(_WORDS)


def grouped(treated: Iterable[Treated], by: str) -> list[Group]:
    """A group for each word and scale of which a change is known: by word, the unsaid last.

    A name is the same in whatever case it was written.
    """
    words: dict[str, str | None] = {}
    changes: dict[tuple[bool, str, int], tuple[list[int], ...]] = {}
    for one in treated:
        known = [(rank, _changes(one, scale)) for rank, scale in enumerate(SCALES)]
        for name, word in {folded(word or ""): word for word in _WORDS[by](one) or (None,)}.items():
            words.setdefault(name, word)
            for rank, found in known:
                if any(change is not None for change in found):
                    lists = changes.setdefault((not name, name, rank), ([], []))
                    for changed, change in zip(lists, found, strict=True):
                        changed += [] if change is None else [change]
    return [
        Group(by, words[name], SCALES[rank], *map(summary, lists))
        for (_, name, rank), lists in sorted(changes.items())
    ]


def _changes(treated: Treated, scale: str) -> list[int | None]:
    return [change_of(treated.responses, scale, relation) for relation in OUTCOMES]


def change_of(found: Iterable[Response], scale: str, relation: str) -> int | None:
    """The one change that stands for a massage: at the site that hurt most before.

    Of the sites rated before and then; of two that hurt alike, the one where it came out worse.
    """
    rated = [
        (response.before, change)
        for response in found
        if response.scale == scale and (change := response.change(relation)) is not None
    ]
    return max(rated)[1] if rated else None


def summary(changes: Sequence[int]) -> Summary:
    """What is claimed of these changes."""
    n, ordered = len(changes), sorted(changes)
    if n < FEWEST:
        return Summary(n, None, None, None)
    middle = ordered[(n - 1) // 2] + ordered[n // 2]
    return Summary(n, middle / 2 if middle % 2 else middle // 2, ordered[0], ordered[-1])
