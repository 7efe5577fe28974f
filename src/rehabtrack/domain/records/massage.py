"""The massage session, given or not given."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records import Record, line_or_none, note_or_none, refuse_minutes, words_once
from rehabtrack.domain.words import one_of

AREAS = (
    "neck",
    "upper-back",
    "lower-back",
    "buttock-left",
    "buttock-right",
    "leg-left",
    "leg-right",
    "arm-left",
    "arm-right",
)
TECHNIQUES = ("stroking", "rubbing", "kneading", "vibration", "pressing", "stretching")
#: How hard, from the least on; the words are ours.
PRESSURES = ("light", "medium", "deep")


class MassageSession(Record):
    """A massage, or with `given` False one that was not given and why.

    `areas` and `techniques` are known words or `other:WORD`, each once; `pressure` is one of
    PRESSURES; `because` is a code of ANSWER_CODES or `CODE:TEXT`;
    `same` the number of the session that another author recorded of this very massage.
    """

    private = ("because", "note")

    moment: Moment
    given: bool = True
    minutes: int | None = None
    areas: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    pressure: str | None = None
    therapist: str | None = None
    because: str | None = None
    note: str | None = None
    same: int | None = None

    def check(self) -> None:
        """Raises UnknownWord or Refused for what cannot be true."""
        refuse_minutes(self.minutes, "massage")
        self.settle(
            areas=words_once(self.areas, AREAS, "area"),
            techniques=words_once(self.techniques, TECHNIQUES, "technique"),
            pressure=pressure_or_none(self.pressure),
            therapist=line_or_none(self.therapist, "therapist"),
            note=note_or_none(self.note),
        )
        if self.given == (self.because is not None):
            raise Refused(
                "A reason belongs to every massage that was not given, and to no other.",
                "Give it to a skipped massage; answer a warning of one that was given.",
            )
        if self.because is not None:
            from rehabtrack.domain.records.warning import answer_words, read_answer

            self.settle(because=answer_words(*read_answer(self.because)))
        if not self.given and (
            self.minutes is not None or self.areas or self.techniques or self.pressure
        ):
            raise Refused(
                "A massage that was not given has no minutes, areas, techniques or pressure.",
                "Leave them out, or log it as given.",
            )

    @property
    def judged_at(self) -> int:
        """The instant (ms) the rules judge it at: its start, or its day's last minute."""
        return self.moment.judged_at


def pressure_or_none(text: str | None) -> str | None:
    """A pressure, or None where nothing or an empty text was said; raises UnknownWord."""
    return one_of(text, PRESSURES, "pressure") if text and text.strip() else None
