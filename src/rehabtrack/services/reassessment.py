"""Keeping the standing warnings equal to what the rules say, whatever order records come in."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from rehabtrack.domain.findings import Finding, StoredWarning
from rehabtrack.domain.high_pain import REACH, Session
from rehabtrack.domain.ids import entry_id
from rehabtrack.services.assessing import Verdict, verdicts
from rehabtrack.storage import readings, warnings
from rehabtrack.storage.journal import LAST, Change, Journal
from rehabtrack.storage.rows import kind_of


class Reassessed(NamedTuple):
    """One session whose warnings changed: what its rules said before and say now."""

    verdict: Verdict
    before: tuple[Finding, ...]
    raised: tuple[StoredWarning, ...]

    @property
    def gravity_changed(self) -> bool:
        """Whether a status or category changed, rather than only the evidence."""
        return _gravities(self.before) != _gravities(self.verdict.findings)

    @property
    def gravest_before(self) -> Finding | None:
        """The gravest finding it had; None where it was clear."""
        return _gravest(self.before)

    @property
    def gravest_now(self) -> Finding | None:
        """The gravest finding it has; None where it is clear."""
        return _gravest(self.verdict.findings)


def reach_of(journal: Journal, at: int) -> int:
    """The last instant at which a rating made at `at` can still matter to a session.

    For REACH it may cover, be the newest at its site or be fresh; after that it is only named as
    the newest of all, until the next rating.
    """
    return max(at + REACH, readings.next_reading_at(journal, at) + REACH)


def follow(journal: Journal, records: Iterable[object]) -> list[Reassessed]:
    """Judge anew every session that these records, added, changed or taken out, can matter to."""
    spans = [span for record in records if (span := _span(journal, record))]
    if not spans:
        return []
    return reassess(journal, min(since for since, _ in spans), max(until for _, until in spans))


def _span(journal: Journal, record: Any) -> tuple[int, int] | None:
    match kind_of(record):
        case "pain" if record.counts:
            return record.moment.at, reach_of(journal, record.moment.at)
        case "massage":
            return record.judged_at, record.judged_at
        case "clearance" | "policy":
            return record.moment.at, LAST
    return None


def reassess(journal: Journal, since: int, until: int = LAST) -> list[Reassessed]:
    """Judge the sessions in [since, until] anew; withdraw and raise what has changed."""
    sessions = list(readings.sessions(journal, since, until))
    if not sessions:
        return []
    standing: dict[int, list[StoredWarning]] = {}
    for warning in warnings.standing_of_sessions(journal, since, until):
        standing.setdefault(warning.session, []).append(warning)
    changed = []
    for verdict in verdicts(journal, sessions):
        before = standing.get(verdict.session.no, [])
        if {warning.finding for warning in before} != set(verdict.findings):
            changed.append((verdict, before))
    return [_renew(journal, verdict, before) for verdict, before in changed]


def _renew(journal: Journal, verdict: Verdict, before: list[StoredWarning]) -> Reassessed:
    change = _present(journal)
    session, now = verdict.session, verdict.findings
    for warning in before:
        if warning.finding not in now:
            warnings.withdraw(journal, warning, f"reassessed after u{change.no}", change)
    known = [warning.finding for warning in before]
    raised = [_raise(journal, session, finding, change) for finding in now if finding not in known]
    return Reassessed(verdict, tuple(known), tuple(raised))


def _raise(journal: Journal, session: Session, finding: Finding, change: Change) -> StoredWarning:
    earlier = [
        warning
        for warning in warnings.of_session(journal, session.no)
        if warning.finding.rule == finding.rule
    ]
    thread = None
    if earlier and finding.gravity <= earlier[-1].finding.gravity:
        thread = earlier[-1].thread
    how = _how(journal, session, change)
    return warnings.raise_warning(journal, session.no, finding, how, thread, change)


def _how(journal: Journal, session: Session, change: Change) -> str:
    if change.action == "import":
        return "import"
    logged_now = journal.entry("massage", session.no).change == change.no
    return "at-logging" if change.action == "log" and logged_now else "later"


def drop_warnings(journal: Journal, session: int) -> None:
    """Withdraw the standing warnings of a session that is void or was not given after all."""
    change = _present(journal)
    for warning in warnings.of_session(journal, session):
        if not warning.withdrawn_by:
            cause = f"{entry_id('massage', session)} taken out by u{change.no}"
            warnings.withdraw(journal, warning, cause, change)


def _present(journal: Journal) -> Change:
    change = journal.change
    assert change is not None, "only a change can alter warnings"  # noqa: S101
    return change


def _gravities(found: tuple[Finding, ...]) -> dict[str, tuple[int, int]]:
    return {finding.rule: finding.gravity for finding in found}


def _gravest(found: tuple[Finding, ...]) -> Finding | None:
    return max(found, key=lambda finding: finding.gravity, default=None)
