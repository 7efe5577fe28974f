"""The questionnaires of function whose totals are kept, and the change that matters in each.

Totals are whole tenths of a point. Only the RMDQ's statements may be shown (rmdq.py); those of the
others are their owners', so of them the total alone is kept.
"""

from rehabtrack.domain.errors import ValueRefused
from rehabtrack.domain.named import Named
from rehabtrack.domain.rmdq import CITATION
from rehabtrack.domain.words import shortened

RMDQ = "rmdq"
#: The minimal important changes, in points or in per cent of the first score; all of improvement.
CHANGE_SOURCE = "Ostelo et al. 2008, Spine 33:90-94"
IMPORTANT_PER_CENT = 30


class Change(Named):
    """How a total stands to the first of its questionnaire.

    `tenths` of a point, negative where it fell, which is better in all; `per_cent` of the first,
    whole and cut towards 0, so that 30 is never short of 30; None where the first was 0, and of a
    scale that does not begin at 0.
    `reaches` has `points` and `per-cent` where it is an important change by them; None where no
    source says: for a questionnaire without one, and for a rise.
    """

    tenths: int
    per_cent: int | None
    reaches: tuple[str, ...] | None


class Instrument(Named):
    """A questionnaire: its range and step in tenths of a point; a higher total is worse in all.

    `words` says a total; `important` is the smallest fall that matters, in tenths, where a source
    that we could verify gives one.
    """

    code: str
    name: str
    title: str
    words: str
    lowest: int
    highest: int
    step: int
    important: int | None
    citation: str

    def read(self, text: str) -> int:
        """A total as it is typed, `11`, `42.5` or `42,5`, in tenths; raises ValueRefused."""
        whole, point, part = text.strip().replace(",", ".").partition(".")
        digits = whole + (part if point else "0")
        long_enough = 1 <= len(whole) <= 3 and len(digits) == len(whole) + 1
        if not (long_enough and digits.isascii() and digits.isdigit()):
            raise ValueRefused(f'"{shortened(text)}" is no total of {self.name}.', self.allowed)
        tenths = int(digits)
        self.refuse(tenths)
        return tenths

    def refuse(self, tenths: int) -> None:
        """Raises ValueRefused for what is no total of it."""
        if not self.lowest <= tenths <= self.highest or tenths % self.step:
            raise ValueRefused(f"{points(tenths)} is no total of {self.name}.", self.allowed)

    @property
    def allowed(self) -> str:
        """Which totals it has, as a sentence."""
        what = "a whole number" if self.step == 10 else "a number with at most one decimal"
        return f"It is {what} from {points(self.lowest)} to {points(self.highest)}."

    def total(self, tenths: int) -> str:
        """A total in words: `7 of 24`, `42.5 %`."""
        return self.words.format(points(tenths))

    def change(self, first: int, now: int) -> Change:
        """How a total stands to the first one, both in tenths."""
        change = now - first
        per_cent = int(change * 100 / first) if first and self.lowest == 0 else None
        if self.important is None or change > 0:
            return Change(change, per_cent, None)
        enough = {
            "points": -change >= self.important,
            "per-cent": first > 0 and -change * 100 >= IMPORTANT_PER_CENT * first,
        }
        return Change(change, per_cent, tuple(way for way, is_ in enough.items() if is_))


def points(tenths: int) -> str:
    """Tenths as they are read: `7`, `42.5`."""
    return f"{tenths / 10:g}"


_ALL = (
    Instrument(
        code=RMDQ,
        name="RMDQ-24",
        title="Roland-Morris Disability Questionnaire",
        words="{} of 24",
        lowest=0,
        highest=240,
        step=10,
        important=50,
        citation=CITATION,
    ),
    Instrument(
        code="odi",
        name="ODI",
        title="Oswestry Disability Index",
        words="{} %",
        lowest=0,
        highest=1000,
        step=1,
        important=100,
        citation="Fairbank et al. 1980, Physiotherapy 66:271-273",
    ),
    Instrument(
        code="peg",
        name="PEG",
        title="pain, enjoyment of life, general activity",
        words="{} of 10",
        lowest=0,
        highest=100,
        step=1,
        important=None,
        citation="Krebs et al. 2009, J Gen Intern Med 24:733-738",
    ),
    Instrument(
        code="promis-pi",
        name="PROMIS PI",
        title="PROMIS Pain Interference",
        words="T {}",
        # the bounds are ours: three standard deviations of 10 below the mean of 50, and four above
        lowest=200,
        highest=900,
        step=1,
        important=None,
        citation="Amtmann et al. 2010, Pain 150:173-182",
    ),
    Instrument(
        code="start-back",
        name="STarT Back",
        title="STarT Back Screening Tool",
        words="{} of 9",
        lowest=0,
        highest=90,
        step=10,
        important=None,
        citation="Hill et al. 2008, Arthritis Rheum 59:632-641",
    ),
)
INSTRUMENTS = tuple(instrument.code for instrument in _ALL)
_BY_CODE = {instrument.code: instrument for instrument in _ALL}


def instrument(code: str) -> Instrument:
    """The questionnaire of this code."""
    return _BY_CODE[code]
