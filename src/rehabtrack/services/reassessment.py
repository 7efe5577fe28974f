"""Keeping the standing warnings equal to what the rules say, whatever order records come in."""

from collections.abc import Iterable
from itertools import chain
from typing import Any, NamedTuple

from rehabtrack.domain.findings import Finding, StoredWarning
from rehabtrack.domain.high_pain import REACH, Session
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.moment import LONGEST_DAY
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
    """The last instant at which a rating made up to `at` can still matter to a session.

    For REACH it may cover, be the newest at its site or be fresh; after that it is only named as
    the newest of all, until the next rating; one known by its date may be that a day longer.
    """
    return max(at + REACH, readings.next_reading_at(journal, at + LONGEST_DAY))


def follow(journal: Journal, records: Iterable[Any]) -> list[Reassessed]:
    """Judge anew every session that these records, added, changed or taken out, can matter to."""
    rated: list[int] = []
    spans: list[tuple[int, int]] = []
    for record in records:
        match kind_of(record):
            case "pain" if record.counts:
                rated.append(record.moment.at)
            case "massage":
                spans.append((record.judged_at, record.judged_at))
            case "clearance" | "policy":
                spans.append((record.moment.at, LAST))
    if rated:
        spans.append((min(rated), reach_of(journal, max(rated))))
    if not spans:
        return []
    return reassess(journal, min(since for since, _ in spans), max(until for _, until in spans))


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
        w for w in warnings.of_session(journal, session.no) if w.finding.rule == finding.rule
    ]
    continued = _continued(earlier, finding)
    thread = continued.thread if continued else None
    how = _how(journal, session, change)
    return warnings.raise_warning(journal, session.no, finding, how, thread, change)


def _continued(earlier: list[StoredWarning], finding: Finding) -> StoredWarning | None:
    """The warning whose answers, or whose having been seen, hold for this finding too.

    An answer holds for whatever is not graver than what it was given to, so what comes back by an
    undo comes back answered; else it goes on with what was as grave, or was graver and seen.
    """
    not_less = [w for w in reversed(earlier) if w.finding.gravity >= finding.gravity]
    answered = (w for w in not_less if w.answered)
    as_grave = (w for w in not_less if w.finding.gravity == finding.gravity)
    seen = (w for w in not_less if w.seen)
    return next(chain(answered, as_grave, seen), None)


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
