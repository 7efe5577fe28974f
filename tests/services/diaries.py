"""A patient's diary, kept through the services as the commands keep it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import engines

from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.ids import new_uid, read_id
from rehabtrack.domain.moment import DAY, HOUR, MINUTE, Moment, fixed_zone
from rehabtrack.domain.records.clearance import Clearance
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.measure import Measure
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.records.phase import Phase
from rehabtrack.domain.records.policy import PolicyChange
from rehabtrack.services import (
    assessing,
    clearances,
    following,
    history,
    massage,
    measures,
    pain,
    patients,
    phases,
    policy,
    red_flags,
    undo,
    undoable,
    warnings,
)
from rehabtrack.services.assessing import Verdict
from rehabtrack.services.massage import Logged as LoggedMassage
from rehabtrack.services.pain import Logged as LoggedPain
from rehabtrack.services.reassessment import Reassessed
from rehabtrack.services.undo import TakenBack
from rehabtrack.storage import caseload, erasing
from rehabtrack.storage import warnings as stored
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import Journal, Writer

UTC = fixed_zone(0)
MARCH = 1_772_323_200_000  # 2026-03-01 00:00 UTC

When = int | Moment


def march(day: int, hour: int = 0, minute: int = 0) -> int:
    """An instant of March 2026 in UTC; day 0 is the last of February, 32 the first of April."""
    return MARCH + (day - 1) * DAY + hour * HOUR + minute * MINUTE


def day(number: int) -> Moment:
    """A day of March 2026 in UTC, when nothing more is known."""
    return moment(march(number))._replace(width=DAY)


def moment(when: When) -> Moment:
    """The moment of an instant, spoken in UTC; a moment as it is."""
    return UTC.moment(when) if isinstance(when, int) else when


def rated(value: int, when: When, **fields: Any) -> PainRating:
    """A rating of the back on the numeric scale."""
    fields = {"site": "back", "scale": "nrs"} | fields
    return PainRating(moment=moment(when), value=value, **fields)


class Diary:
    """One patient's journal in a real file; each method is one command at `now` by `author`.

    Inside a transaction a command is a savepoint, so that many of them can be rolled back at once.
    """

    def __init__(self, database: Database, patient_id: int, author: str = "anna") -> None:
        self.database = database
        self.patient_id = patient_id
        self.author = author
        self.now = march(31)

    @classmethod
    def of_new_patient(cls, database: Database, name: str = "anna") -> "Diary":
        """The diary of a patient added to the file."""
        with one_command(database):
            writer = Writer("anna", march(31), new_uid(march(31)))
            journal = patients.add(database, Patient(name=name), writer)
        return cls(database, journal.patient_id)

    def by(self, author: str) -> "Diary":
        """The same diary in another author's hands."""
        other = Diary(self.database, self.patient_id, author)
        other.now = self.now
        return other

    def journal(self, command: bytes | None = None) -> Journal:
        """The journal as a command opens it."""
        engines.act(self.database, self.author)
        patient = caseload.patient(self.database, self.patient_id)
        writer = Writer(self.author, self.now, command or new_uid(self.now))
        return Journal(self.database, patient, writer)

    @contextmanager
    def command(self) -> Iterator[Journal]:
        """One command: whole, or when refused as if it never was."""
        with one_command(self.database):
            yield self.journal()

    # --- writing ---------------------------------------------------------------------------------

    def rate(self, value: int, when: When, **fields: Any) -> LoggedPain:
        """Log one rating."""
        return self.log(rated(value, when, **fields))

    def log(self, *ratings: PainRating) -> LoggedPain:
        """Log ratings made at once."""
        with self.command() as journal:
            return pain.log(journal, ratings)

    def massage(
        self,
        when: When,
        *,
        before: int | None = None,
        after: int | None = None,
        because: tuple[str, str | None] | None = None,
        **fields: Any,
    ) -> LoggedMassage:
        """Log a massage, with the pain of the back before and after it."""
        session = MassageSession(moment=moment(when), **fields)
        ended = massage.after_moment(session, UTC, self.now)
        linked = (
            None if before is None else rated(before, session.moment),
            None if after is None else rated(after, ended),
        )
        with self.command() as journal:
            return massage.log(journal, session, *linked, because=because)

    def skip(self, when: When, because: str = "not-rated") -> Entry[MassageSession]:
        """Log a massage that was not given."""
        session = MassageSession(moment=moment(when), given=False, because=because)
        with self.command() as journal:
            return massage.skip(journal, session)

    def bring_in(self, *records: Any) -> list[Reassessed]:
        """Import records."""
        with self.command() as journal:
            for record in records:
                journal.add(record, action="import")
            return following.follow(journal, records)

    def edit(self, id_: str, **fields: Any) -> list[Reassessed]:
        """Correct fields of a record; `at` stands for its moment."""
        if "at" in fields:
            fields["moment"] = moment(fields.pop("at"))
        with self.command() as journal:
            entry = self.entry(id_, journal)
            return history.edit(journal, entry, entry.record.replace(**fields))[1]

    def void(self, id_: str, reason: str = "a slip") -> list[Reassessed]:
        """Void a record."""
        with self.command() as journal:
            return history.void(journal, self.entry(id_, journal), reason)

    def unvoid(self, id_: str, reason: str = "it was true") -> list[Reassessed]:
        """Bring a void record back."""
        with self.command() as journal:
            return history.unvoid(journal, self.entry(id_, journal), reason)

    def undo(self, id_: str | None = None) -> list[TakenBack]:
        """Take back the newest change, or `uN`, or the newest of a record."""
        kind, no = read_id(id_)[1:] if id_ else (None, 0)
        with self.command() as journal:
            if kind is None:
                change = undoable.newest(journal)
            elif kind == "change":
                change = undoable.numbered(journal, no)
            else:
                change = undoable.newest_of(journal, kind, no)
            return undo.take_back(journal, change, "undo")

    def redo(self) -> list[TakenBack]:
        """Take back the newest undo."""
        with self.command() as journal:
            return undo.take_back(journal, undoable.newest_undo(journal), "redo")

    def rule(
        self, limit: int, hours: int = 24, since: int | None = None, advice: str | None = None
    ) -> list[Reassessed]:
        """Set the policy of the rule."""
        start = moment(self.now if since is None else since)
        change = PolicyChange(
            moment=start, limit=limit, hours=hours, because="a test", on_advice_of=advice
        )
        with self.command() as journal:
            return policy.set_policy(journal, change)[1]

    def doctor(
        self,
        by: str = "Dr. Roth",
        *,
        since: When,
        until: int | None = None,
        refuses: bool = False,
    ) -> list[Reassessed]:
        """Store a doctor's clearance or refusal."""
        said = Clearance(
            moment=moment(since), end_at=until, doctor=by, specialty="physician", refuses=refuses
        )
        with self.command() as journal:
            return clearances.add(journal, said)[1]

    def flag(self, when: When, *codes: str) -> list[Reassessed]:
        """Answer the red flags' checklist."""
        with self.command() as journal:
            return red_flags.answer(journal, codes, moment(when)).reassessed

    def assess(self, when: When, by: str = "Dr. Roth") -> list[Reassessed]:
        """A doctor assesses every open red flag."""
        with self.command() as journal:
            return red_flags.assessed(journal, by, "neurologist", moment(when))[1]

    def keep(self, record: object, action: str = "log") -> Entry[Any]:
        """Store a record that no rule hears."""
        with self.command() as journal:
            return journal.add(record, action=action)

    def end_opinion(self, no: int, when: int) -> list[Reassessed]:
        """End a clearance or refusal."""
        with self.command() as journal:
            return clearances.end(journal, no, moment(when))[1]

    def phase(self, kind: str, when: When) -> tuple[Entry[Phase], Entry[Phase] | None]:
        """Start a phase."""
        with self.command() as journal:
            return phases.start(journal, Phase(moment=moment(when), kind=kind))

    def end_phase(self, when: When) -> Entry[Phase]:
        """End the open phase."""
        with self.command() as journal:
            return phases.end(journal, moment(when))

    def course_done(self, when: When) -> Entry[Phase]:
        """Mark the basic course as done."""
        with self.command() as journal:
            return phases.course_done(journal, moment(when))

    def measure(self, name: str, when: When, **fields: Any) -> Entry[Measure]:
        """Store a measure."""
        record = Measure(moment=moment(when), name=name, **{"kind": "drug"} | fields)
        with self.command() as journal:
            return measures.add(journal, record)

    def stop(self, no: int, when: When) -> Entry[Measure]:
        """End a measure."""
        with self.command() as journal:
            return measures.stop(journal, no, moment(when))

    def answer(self, no: int, code: str = "pain-eased", text: str | None = None) -> StoredWarning:
        """Answer a warning."""
        with self.command() as journal:
            return warnings.answer(journal, no, code, text)

    def edit_patient(self, **fields: Any) -> None:
        """Correct the patient."""
        with self.command() as journal:
            patients.edit(journal, journal.patient.record.replace(**fields))

    def erase(self, because: str = "she asked") -> None:
        """Erase the patient."""
        with self.command() as journal:
            erasing.erase(journal, because)

    # --- reading ---------------------------------------------------------------------------------

    def entry(self, id_: str, journal: Journal | None = None) -> Entry[Any]:
        """The record of an id as it stands."""
        return (journal or self.journal()).entry(*read_id(id_)[1:])

    def check(self, when: When) -> Verdict:
        """What the rules say of a massage then."""
        return assessing.check(self.journal(), moment(when))

    def standing(self, session: int) -> list[StoredWarning]:
        """The warnings that stand for a session."""
        found = stored.of_session(self.journal(), session)
        return [warning for warning in found if not warning.withdrawn_by]

    def warning(self, no: int) -> StoredWarning:
        """The warning of that number."""
        return stored.warning_numbered(self.journal(), no)

    def statuses(self) -> dict[str, str]:
        """What stands for each session, gravest first: m1 -> "high-pain"; clear ones left out."""
        found: dict[str, list[StoredWarning]] = {}
        for warning in stored.raised(self.journal()):
            if not warning.withdrawn_by:
                found.setdefault(f"m{warning.session}", []).append(warning)
        return {
            session: max(warnings, key=lambda w: w.finding.gravity).finding.status
            for session, warnings in sorted(found.items())
        }


@contextmanager
def one_command(database: Database) -> Iterator[None]:
    """A transaction of its own, or a savepoint where one is open."""
    if not engines.in_transaction(database):
        with database.writing():
            yield
        return
    database.execute("SAVEPOINT command")
    try:
        yield
        for finish in database.before_commit:
            finish()
    except BaseException:
        database.execute("ROLLBACK TO command")
        raise
    finally:
        database.before_commit.clear()
        database.execute("RELEASE command")
