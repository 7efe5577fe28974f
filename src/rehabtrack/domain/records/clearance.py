"""What a doctor said of massage: a clearance or a refusal."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records import Record, note_or_none, refuse_end, words_once
from rehabtrack.domain.records.massage import AREAS, TECHNIQUES, pressure_or_none
from rehabtrack.domain.words import clean_line, one_of

SPECIALTIES = ("neurologist", "physician", "surgeon", "other")


class Clearance(Record):
    """A doctor's word from `moment` until `end_at` (ms, exclusive; None without an end).

    Only a doctor gives it: `specialty` is one of SPECIALTIES, `other` another doctor's. `areas`
    and `techniques` as in a massage, none for all of them; `pressure` the hardest that is allowed;
    `limits` what else it is bound to.
    """

    private = ("limits",)

    moment: Moment
    end_at: int | None = None
    doctor: str
    specialty: str
    refuses: bool = False
    areas: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    pressure: str | None = None
    limits: str | None = None

    def check(self) -> None:
        """Raises UnknownWord or Refused for what cannot be true."""
        self.settle(
            doctor=clean_line(self.doctor, "doctor's name"),
            specialty=one_of(self.specialty, SPECIALTIES, "specialty"),
            areas=words_once(self.areas, AREAS, "area"),
            techniques=words_once(self.techniques, TECHNIQUES, "technique"),
            pressure=pressure_or_none(self.pressure),
            limits=note_or_none(self.limits),
        )
        if self.refuses and self.pressure:
            raise Refused(
                "A refusal allows no pressure.", "Leave it out, or record a clearance without it."
            )
        refuse_end(self.moment.at, self.end_at, "refusal" if self.refuses else "clearance")
