"""Red flags: answers to the checklist, their assessment, and signs that raise a question."""

from collections.abc import Sequence

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import DAY, MINUTE, Moment
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.redflag import RedFlag
from rehabtrack.domain.records.symptom import Symptom
from rehabtrack.domain.red_flags import NEW_DAYS, NONE, Flag, Sign, asked_by, open_at
from rehabtrack.services.following import follow
from rehabtrack.services.reassessment import Reassessed
from rehabtrack.services.roles import refuse_other_than_doctor
from rehabtrack.storage import caseload, readings
from rehabtrack.storage.journal import Journal


class Answered(Named):
    """The flags stored, those that were there before, and the sessions whose warnings changed."""

    entries: tuple[Entry[RedFlag], ...]
    before: tuple[Flag, ...]
    reassessed: list[Reassessed]


def answer(
    journal: Journal, codes: Sequence[str], moment: Moment, note: str | None = None
) -> Answered:
    """Store a yes to each of these codes, or with none of them that no question got one.

    What is there then already is not stored again, unless it answers the question of a sign.
    """
    flags = [RedFlag(moment=moment, code=code, note=note) for code in codes or (NONE,)]
    before = open_at(readings.flags(journal), moment.at)
    there = {flag.code for flag in before}
    new = [flag for flag in dict.fromkeys(flags) if flag.code not in there]
    if not new and _is_asked(journal):
        new, before = list(dict.fromkeys(flags)), ()
    entries = tuple(journal.add(flag, action="redflags") for flag in new)
    return Answered(entries, before, follow(journal, new))


def assessed(
    journal: Journal, by: str, specialty: str, moment: Moment
) -> tuple[list[Entry[RedFlag]], list[Reassessed]]:
    """Store that a doctor assessed every flag that is open; raises Refused where none is.

    Of a day alone it is that day's last minute, or now: until then it was not known.
    """
    now = journal.writer.now
    at = max(moment.at, min(moment.judged_at, now - now % MINUTE))
    there = open_at(readings.flags(journal), at)
    if not there:
        raise Refused("No red flag is open then.", "See: rehabtrack log --kind redflag")
    refuse_other_than_doctor(journal, by, "an assessment")
    entries = [journal.entry("redflag", flag.no) for flag in there]
    records = [
        entry.record.replace(assessed_at=at, assessed_by=by, specialty=specialty)
        for entry in entries
    ]
    stored = [
        journal.edit(entry, record, action="redflags assessed")
        for entry, record in zip(entries, records, strict=True)
    ]
    return stored, follow(journal, [*(entry.record for entry in entries), *records])


def note_symptoms(journal: Journal, symptoms: Sequence[Symptom]) -> tuple[Entry[Symptom], ...]:
    """Store signs noticed at once, each with the questions it raises."""
    return tuple(journal.add(asking(journal, symptom), action="log") for symptom in symptoms)


def asking(journal: Journal, symptom: Symptom, no: int = 0) -> Symptom:
    """The sign with the questions it raises beside all others, itself (`no`, if stored) apart."""
    near = (symptom.moment.at - NEW_DAYS * DAY, symptom.moment.at + NEW_DAYS * DAY)
    others = [entry for entry in journal.between("symptom", *near) if entry.no != no]
    return symptom.replace(asks=asked_by(_sign(symptom), [_sign(entry.record) for entry in others]))


def _is_asked(journal: Journal) -> bool:
    """Whether a sign raised a question that nobody has answered since."""
    number = journal.patient_id
    found = caseload.alarms(journal.database, number, number).get(number)
    return bool(found and found.questions)


def _sign(symptom: Symptom) -> Sign:
    return Sign(symptom.sign, symptom.site, symptom.moment.at)
