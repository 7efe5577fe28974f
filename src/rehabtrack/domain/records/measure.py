"""The conservative measure other than massage: a drug, physiotherapy, exercise, manual therapy."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records import Record, line_or_none, note_or_none, refuse_end, refuse_minutes
from rehabtrack.domain.words import clean_line, one_of

MEASURE_KINDS = ("drug", "physiotherapy", "exercise", "manual")
PHYSIOTHERAPY_FORMS = ("acupuncture", "hirudotherapy", "reflexotherapy", "other")


class Measure(Record):
    """What was taken or done from `moment` until `end_at` (ms, exclusive).

    An event ends as it starts; None is still going on. `form` is one of PHYSIOTHERAPY_FORMS.
    """

    private = ("note",)

    moment: Moment
    end_at: int | None = None
    kind: str
    name: str
    form: str | None = None
    dose: str | None = None
    minutes: int | None = None
    note: str | None = None

    def check(self) -> None:
        """Raises UnknownWord or Refused for what cannot be true."""
        self.settle(
            kind=one_of(self.kind, MEASURE_KINDS, "measure"),
            name=clean_line(self.name, "name of the measure"),
            dose=line_or_none(self.dose, "dose"),
            note=note_or_none(self.note),
        )
        refuse_end(self.moment.at, self.end_at, "measure", event=True)
        refuse_minutes(self.minutes, "measure")
        if self.form is None:
            return
        self.settle(form=one_of(self.form, PHYSIOTHERAPY_FORMS, "form of physiotherapy"))
        if self.kind != "physiotherapy":
            raise Refused(
                f"Only physiotherapy has a form, and this is {self.kind}.",
                "Leave the form out, or add it as physiotherapy.",
            )
