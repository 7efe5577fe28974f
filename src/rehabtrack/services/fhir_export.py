"""What of a journal goes out as FHIR, gathered record by record."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from rehabtrack.domain.findings import Finding, StoredWarning
from rehabtrack.domain.records.entry import Entry
from rehabtrack.interchange.fhir.concerns import Answer, Warned
from rehabtrack.interchange.fhir.elements import Resource, reference, uuid_of
from rehabtrack.interchange.fhir.export import KINDS, resources
from rehabtrack.interchange.fhir.people import condition_of
from rehabtrack.interchange.fhir.scope import Made, Scope
from rehabtrack.storage import answers, people
from rehabtrack.storage.journal import FIRST, LAST, Journal

#: The kinds that last, each with where its end lies.
_ENDS = {
    "phase": "end_at",
    "clearance": "end_at",
    "measure": "end_at",
    "redflag": "assessed_at",
}
#: How many records that others refer to, and how many changes, are kept at hand; ours.
_AT_HAND = 4096


def fhir_resources(
    journal: Journal, now: int, since: int = FIRST, until: int = LAST
) -> Iterator[Resource]:
    """The resources of a journal: of what was in [since, until) (ms), void records too, marked.

    What lasts goes out with any part of it, a warning with its massage. Read in a transaction,
    and to its end in the same one.
    """
    patient = journal.patient
    condition = reference(condition_of(patient)) if patient.record.diagnosis else None
    span = since, until

    @lru_cache(_AT_HAND)
    def present(kind: str, no: int) -> Entry[Any] | None:
        entry = journal.entry(kind, no)
        return entry if _in_span(entry, span) else None

    @lru_cache(_AT_HAND)
    def made_by(change: int) -> Made:
        made = journal.change_numbered(change)
        return Made(made.author, made.at)

    scope = Scope(reference(uuid_of(patient.uid)), condition, now, present, made_by)
    warned = (one for one in _warned(journal) if present("massage", one.warning.session))
    return resources(patient, _entries(journal, span), warned, scope)


def _entries(journal: Journal, span: tuple[int, int]) -> Iterator[Entry[Any]]:
    since, until = span
    for kind in KINDS:
        first = FIRST if kind in _ENDS else since
        for entry in journal.between(kind, first, until, voided=True):
            if _in_span(entry, span):
                yield entry


def _in_span(entry: Entry[Any], span: tuple[int, int]) -> bool:
    since, until = span
    at: int = entry.record.moment.at
    end: int | None = at
    if entry.kind in _ENDS:
        end = getattr(entry.record, _ENDS[entry.kind])
    return at < until and (at >= since or end is None or end > since)


def _warned(journal: Journal) -> Iterator[Warned]:
    """Every warning ever raised, withdrawn ones too, with the answers that hold for it."""
    said = _answers(journal)
    for _patient, uid, no, session, *rest, _digest in journal.query("WARNING_ROWS"):
        finding, (raised_at, how, change, thread, withdrawn_by, at, cause) = rest[:10], rest[10:]
        given = said[thread]
        warning = StoredWarning(
            *(no, session, Finding(*finding), raised_at, how, change, thread),
            *(withdrawn_by, at, cause),
            *(bool(given), False),  # whether it counts as seen does not go out
        )
        yield Warned(uid, warning, given)


def _answers(journal: Journal) -> dict[int, list[Answer]]:
    """The answers that stand, by the thread of warnings that they hold for."""
    roles = people.roles_of_writers(journal)
    found: dict[int, list[Answer]] = defaultdict(list)
    for one in answers.answers(journal):
        if not one.voided_by:
            role = roles.get(one.author)
            found[one.thread].append(
                Answer(one.id, one.warning, one.code, one.text, one.at, one.author, role)
            )
    return found
