"""Two people's knowledge of one record made one, whoever hears of the other first.

Each change to a record has a stamp of its own. Who shares a record tells which stamps she knows of
it, which versions stand there (several, where two people changed it apart), and which voids. What
one of them knows and no longer holds was settled there; what the other never heard of is new: so
the outcome depends on nobody's clock and on no order (an observed-remove set and a multi-value
register: Shapiro et al., INRIA RR-7506, 2011).

A void record is told of without what it says. A version that only such a telling names was not
heard of: it takes the place of none until somebody tells what it says.

Who changed a record of which the note was kept back from her settled nothing of that note: it goes
along with what she made, or stands beside it where she wrote another.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from rehabtrack.domain.named import Named

_T = TypeVar("_T")


class Head(Named):
    """A version that stands: its stamp (16 bytes), who made it and when (ms), what it says.

    `content` is None where it is void and not told; `withheld` tells that something of it, its note
    above all, was kept back or is not here, `told` how much of what may be missing it says. `note`
    is what it says in words. `partial` tells that nobody knows more of it: who made it hands it
    over, and what she changed was kept back from her. `lent` is the version whose note it has, and
    whose place it took, where it was told without one of its own.
    """

    stamp: bytes
    at: int
    author: str
    content: Any
    withheld: bool = False
    told: int = 0
    note: str | None = None
    partial: bool = False
    lent: Any = None


class Known(Named):
    """What is known of a record: all stamps, the versions that stand, the voids and why."""

    stamps: frozenset[bytes]
    heads: Mapping[bytes, Head]
    voids: Mapping[bytes, str]

    @property
    def shown(self) -> Head:
        """The version that is shown where several stand: the last one made."""
        return max(self.heads.values(), key=lambda head: (head.at, head.stamp))

    @property
    def in_order(self) -> list[Head]:
        """The versions that stand, the one that is shown last."""
        return sorted(self.heads.values(), key=lambda head: (head.at, head.stamp))

    @property
    def reason(self) -> str | None:
        """Why it is void, None while it is not."""
        return self.voids[max(self.voids)] if self.voids else None


#: What is known of a record that was never heard of.
NOTHING = Known(frozenset(), {}, {})


def merged(ours: Known, theirs: Known) -> Known:
    """What is known of a record when both tell what they know, `theirs` to us."""
    theirs = _as_heard(ours, theirs)
    standing = _standing(ours.heads, theirs.heads, ours.stamps, theirs.stamps)
    heads = {stamp: _fuller(head, theirs.heads.get(stamp)) for stamp, head in standing.items()}
    _give_back(heads, ours)
    _keep_notes(heads, ours, theirs)
    _keep_notes(heads, theirs, ours)
    voids = _standing(ours.voids, theirs.voids, ours.stamps, theirs.stamps)
    return Known(ours.stamps | theirs.stamps, heads, voids)


def _as_heard(ours: Known, theirs: Known) -> Known:
    """What they tell, without the versions that are new to us and of which they do not say what.

    To know of such a one would be to hold it against those that do say so later; and what it took
    the place of there stands on here.
    """
    untold = {stamp for stamp, head in theirs.heads.items() if head.content is None} - ours.stamps
    if not untold or not ours.heads:
        return theirs
    told = {stamp: head for stamp, head in theirs.heads.items() if stamp not in untold}
    return Known(theirs.stamps - untold, {**told, **ours.heads}, theirs.voids)


def _keep_notes(heads: dict[bytes, Head], one: Known, other: Known) -> None:
    """Keep the notes that one of them let go of without having been told them.

    A version that says nothing gets the note; beside one that says another the version that had it
    stands on.
    """
    gone = [head for head in other.in_order if head.stamp in one.stamps - one.heads.keys()]
    for lost in reversed(gone):
        stand = [heads[head.stamp] for head in one.in_order if head.stamp in heads]
        blind = [head for head in stand if head.withheld]
        silent = [head for head in blind if head.note is None]
        if silent:
            whole = len(gone) == len(one.heads) == 1 and not lost.withheld and silent[-1].partial
            known = whole and one.stamps - one.heads.keys() <= other.stamps
            heads[silent[-1].stamp] = _filled(silent[-1], lost.note, whole=known)
        elif blind and lost.note not in {None, *(head.note for head in heads.values())}:
            heads[lost.stamp] = lost


def _give_back(heads: dict[bytes, Head], ours: Known) -> None:
    """Let a version that lent its note stand again beside one whose own note is told by now.

    Not where that is told whole: who made it knew the note that it took the place of.
    """
    for stamp, head in ours.heads.items():
        told = heads.get(stamp)
        if head.lent and told and told.withheld and told.note not in (None, head.note):
            heads.setdefault(head.lent.stamp, head.lent)


def _filled(head: Head, note: str | None, *, whole: bool) -> Head:
    """A version that has the note of what it took the place of."""
    told = head.told + (note is not None)
    return head._replace(note=note, told=told, withheld=not whole)


def _fuller(ours: Head, theirs: Head | None) -> Head:
    """The same version with what was kept back from one of them."""
    return ours if theirs is None or _fullness(ours) >= _fullness(theirs) else theirs


def _fullness(head: Head) -> tuple[bool, bool, bool, int]:
    own_note = head.partial and head.note is not None
    return head.content is not None, not head.withheld, own_note, head.told


def _standing(
    ours: Mapping[bytes, _T],
    theirs: Mapping[bytes, _T],
    our_stamps: frozenset[bytes],
    their_stamps: frozenset[bytes],
) -> dict[bytes, _T]:
    """What both hold, and what one holds and the other never heard of."""
    return {
        stamp: found
        for stamp, found in {**theirs, **ours}.items()
        if (stamp in ours or stamp not in our_stamps)
        and (stamp in theirs or stamp not in their_stamps)
    }
