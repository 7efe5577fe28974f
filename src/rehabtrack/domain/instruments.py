"""The questionnaires of function whose totals are kept, and the change that matters in each.

Totals are whole tenths of a point. Only the RMDQ's statements may be shown (rmdq.py); those of the
others are their owners', so of them the total alone is kept.
"""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.named import Named

RMDQ = "rmdq"
#: A change of so many per cent of the first score matters too: Ostelo et al. 2008, Spine 33:90-94.
IMPORTANT_PER_CENT = 30


class Instrument(Named):
    """A questionnaire: its range and step in tenths of a point; a higher total is worse in all.

    `important` is the smallest change that matters, in tenths, where a source that we could verify
    gives one.
    """

    code: str
    name: str
    title: str
    lowest: int
    highest: int
    step: int
    important: int | None
    source: str

    def refuse(self, tenths: int) -> None:
        """Raises Refused for what is no total of it."""
        if not self.lowest <= tenths <= self.highest or tenths % self.step:
            steps = "a whole number" if self.step == 10 else "a number of one decimal"
            raise Refused(
                f"{tenths / 10:g} is no total of {self.name}.",
                f"It is {steps} from {self.lowest // 10} to {self.highest // 10}.",
            )


_OSTELO = "Ostelo et al. 2008, Spine 33:90-94"
_ALL = (
    Instrument(
        *(RMDQ, "RMDQ-24", "Roland-Morris Disability Questionnaire", 0, 240, 10, 50, _OSTELO)
    ),
    Instrument("odi", "ODI", "Oswestry Disability Index, per cent", 0, 1000, 1, 100, _OSTELO),
    Instrument("peg", "PEG", "pain, enjoyment of life, general activity", 0, 100, 1, None, ""),
    # The bounds are ours: every published table of T-scores lies within them.
    Instrument(
        *("promis-pi", "PROMIS PI", "PROMIS Pain Interference, T-score", 200, 900, 1, None, "")
    ),
    Instrument("start-back", "STarT Back", "STarT Back Screening Tool", 0, 90, 10, None, ""),
)
INSTRUMENTS = tuple(instrument.code for instrument in _ALL)
_BY_CODE = {instrument.code: instrument for instrument in _ALL}


def instrument(code: str) -> Instrument:
    """The questionnaire of this code."""
    return _BY_CODE[code]
