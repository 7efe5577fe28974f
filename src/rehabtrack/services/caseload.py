"""The caseload: how every patient of a file stands at one moment."""

from collections.abc import Callable
from typing import Any

from rehabtrack.domain.companion_rules import Opinion, PhaseSpan
from rehabtrack.domain.high_pain import REACH, Session
from rehabtrack.domain.moment import MINUTE, Moment
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.scales import SCALES, category
from rehabtrack.domain.words import folded
from rehabtrack.services.assessing import Verdict, judged
from rehabtrack.services.due import NOTHING_DUE, Due, due, warnings_due
from rehabtrack.storage import caseload as stored
from rehabtrack.storage.database import Database
from rehabtrack.storage.readings_of_all import grounds_of_all, newest_of_all

#: The words of `Verdict.advice`, the gravest first.
ADVICE = ("red-flag", "refused", "not-advised", "unverified", "none")


class Case(Named):
    """How one patient stands.

    `verdict` is of a massage then; `newest` the newest rating that counts, of several made at once
    the gravest.
    """

    patient: Entry[Patient]
    verdict: Verdict
    newest: Entry[PainRating] | None
    due: Due

    @property
    def phase(self) -> PhaseSpan | None:
        """The phase of treatment then."""
        at = self.verdict.session.judged_at
        going_on = [
            phase
            for phase in self.verdict.phases
            if phase.start <= at and (phase.end is None or at < phase.end)
        ]
        return going_on[-1] if going_on else None

    @property
    def clearance(self) -> Opinion | None:
        """The clearance that is valid then and the last to end; else the last one that ended."""
        at = self.verdict.session.judged_at
        begun = [said for said in self.verdict.opinions if not said.refuses and said.start <= at]
        return max(begun, key=_end, default=None)

    @property
    def waits(self) -> bool:
        """Whether anything is due, or a red flag is open."""
        return any(self.due) or bool(self.verdict.flags)


def cases(database: Database, moment: Moment) -> list[Case]:
    """Every patient who is neither void nor archived, in order of adding.

    However many they are, in a fixed number of statements, in the transaction of the caller. A
    moment known by its date stands for that day's last minute.
    """
    active = [each for each in stored.patients(database) if not each.record.archived]
    if not active:
        return []
    numbers, at = [each.patient_id for each in active], moment.judged_at
    session = Session(0, moment.at, moment.width)
    verdicts = [
        verdict
        for grounds in grounds_of_all(database, numbers, at - REACH, at)
        for verdict in judged(grounds, [session])
    ]
    opinions = {no: verdict.opinions for no, verdict in zip(numbers, verdicts, strict=True)}
    newest = newest_of_all(database, numbers, at)
    asking = warnings_due(
        database, numbers, at, at + MINUTE
    )  # raised in the minute that `at` begins
    waiting = due(database, numbers, moment, opinions, asking)
    return [
        Case(
            patient,
            verdict,
            max(newest.get(patient.patient_id, ()), key=_gravity, default=None),
            waiting.get(patient.patient_id, NOTHING_DUE),
        )
        for patient, verdict in zip(active, verdicts, strict=True)
    ]


def ordered(found: list[Case], by: str) -> list[Case]:
    """The cases in one of ORDERS, those alike in it by name; emergencies before all."""
    in_order = sorted(sorted(found, key=_name), key=ORDERS[by])
    return sorted(in_order, key=lambda case: not case.verdict.emergencies)


def _name(case: Case) -> tuple[str, ...]:
    return (folded(case.patient.record.name),)


def _verdict(case: Case) -> tuple[int, ...]:
    return (ADVICE.index(case.verdict.advice),)


def _pain(case: Case) -> tuple[int, ...]:
    """By category, which all scales share; values are compared only on one scale."""
    if case.newest is None:
        return (1,)
    scale, value = case.newest.record.scale, case.newest.record.value
    return (0, -category(scale, value), SCALES.index(scale), -value)


def _age(case: Case) -> tuple[int, ...]:
    return (0,) if case.newest is None else (1, case.newest.record.moment.at)


#: What the cases can be sorted by: the gravest verdict, the worst pain, the longest unrated first.
ORDERS: dict[str, Callable[[Case], tuple[Any, ...]]] = {
    "name": _name,
    "verdict": _verdict,
    "pain": _pain,
    "age": _age,
}


def _gravity(entry: Entry[PainRating]) -> tuple[int, int]:
    return category(entry.record.scale, entry.record.value), entry.no


def _end(opinion: Opinion) -> float:
    return float("inf") if opinion.end is None else opinion.end
