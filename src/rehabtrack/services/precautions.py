"""What is to be heeded of a massage beside the rules: its screen, and what its clearance allows.

Computed anew each time and never stored; loaded only where there is anything to heed.
"""

from typing import Any

from rehabtrack.domain.clearance_limits import Bounds, Breach, Manner, breaches
from rehabtrack.domain.companion_rules import Notice, expiry_notice
from rehabtrack.domain.contraindications import ABSOLUTE, ASK, local_at, of_grade
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.screen import Screen
from rehabtrack.services.assessing import Verdict
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.readings import newest_screen


class Precautions(Named):
    """The screen that holds for a massage, the clearances valid then, and what it breaks of them.

    `areas` are those of the massage, as far as they are said.
    """

    areas: tuple[str, ...]
    screen: Entry[Screen] | None
    clearances: tuple[Bounds, ...] = ()
    breaches: tuple[Breach, ...] = ()
    expiry: Notice | None = None

    @property
    def absolute(self) -> tuple[str, ...]:
        """The codes of what speaks against any massage."""
        return of_grade(self._yes, ABSOLUTE)

    @property
    def local(self) -> tuple[str, ...]:
        """`CODE=AREA` of what speaks against these areas; all of it where no area is said."""
        return local_at(self._yes, self.areas)

    @property
    def ask(self) -> tuple[str, ...]:
        """The codes of what a doctor is to be asked about first."""
        return of_grade(self._yes, ASK)

    @property
    def speaks(self) -> bool:
        """Whether any of it warns."""
        return bool(self.absolute or (self.areas and self.local) or self.breaches)

    @property
    def _yes(self) -> tuple[str, ...]:
        return self.screen.record.yes if self.screen is not None else ()


def precautions(journal: Journal, verdict: Verdict, massage: MassageSession) -> Precautions:
    """What is to be heeded of a massage that was judged so, by the newest screen that holds."""
    at = verdict.session.judged_at
    bounds = tuple(_bounds(row) for row in journal.query("CLEARANCE_BOUNDS", until=at))
    manner = Manner(massage.areas, massage.techniques, massage.pressure)
    return Precautions(
        massage.areas,
        newest_screen(journal, verdict.session),
        bounds,
        breaches(bounds, manner),
        expiry_notice(verdict.opinions, at),
    )


def _bounds(row: tuple[Any, ...]) -> Bounds:
    no, doctor, areas, techniques, pressure, limits, end_at = row
    allowed = Manner(_listed(areas), _listed(techniques), pressure)
    return Bounds(no, doctor, allowed, limits, end_at)


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()
