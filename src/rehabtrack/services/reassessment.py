"""Keeping the standing warnings equal to what the rules say, whatever order records come in."""

from collections.abc import Callable, Sequence
from itertools import chain, islice
from typing import Any

from rehabtrack.domain.findings import Finding, Grade, StoredWarning
from rehabtrack.domain.high_pain import Session
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.services.assessing import Verdict, verdicts
from rehabtrack.storage import readings, warnings
from rehabtrack.storage.journal import LAST, Change, Journal
from rehabtrack.storage.warnings import Raised


class Reassessed(Named):
    """One session whose warnings changed: the gravest of its rules' words before and now.

    `gravity_changed` tells whether a status or category did, of any rule, rather than only the
    evidence; None is clear; `raised` are the numbers of the new warnings.
    """

    session: Session
    gravest_before: Grade | None
    gravest_now: Grade | None
    gravity_changed: bool
    raised: tuple[int, ...]


class _Changed(Named):
    """A session, every warning it ever had, and what its rules say now.

    `standing` are the numbers of the warnings that stand, by what they say; `new` is to be raised.
    """

    session: Session
    earlier: Sequence[StoredWarning]
    now: tuple[Finding, ...]
    standing: dict[Finding, int]
    new: list[Finding]


def reassess(
    journal: Journal,
    since: int,
    until: int = LAST,
    heard: Callable[[Verdict], None] = lambda _: None,
) -> list[Reassessed]:
    """Judge the sessions in [since, until] anew; withdraw and raise what has changed.

    `heard` is told every verdict as it is come to.
    """
    sessions = list(readings.sessions(journal, since, until))
    if not sessions:
        return []
    earlier: dict[int, list[StoredWarning]] = {}
    for warning in warnings.of_sessions(journal, since, until):
        earlier.setdefault(warning.session, []).append(warning)
    changed = []
    for verdict in verdicts(journal, sessions):
        heard(verdict)
        had, now = earlier.get(verdict.session.no, ()), verdict.findings
        if not (had or now):
            continue
        standing = {w.finding: w.no for w in had if not w.withdrawn_by}
        if standing.keys() != set(now):
            new = [finding for finding in now if finding not in standing]
            changed.append(_Changed(verdict.session, had, now, standing, new))
    return _renew(journal, changed) if changed else []


def _renew(journal: Journal, changed: list[_Changed]) -> list[Reassessed]:
    """Withdraw what no longer holds, raise what now does: so many statements, however many."""
    change = _present(journal)
    gone = [no for one in changed for said, no in one.standing.items() if said not in one.now]
    warnings.withdraw(journal, dict.fromkeys(gone, f"reassessed after u{change.no}"), change)
    how = _how(journal, change)
    found = [
        Raised(one.session.no, finding, how(one.session), _thread(one.earlier, finding))
        for one in changed
        for finding in one.new
    ]
    numbers = iter(warnings.raise_all(journal, found, change))
    return [_reassessed(one, tuple(islice(numbers, len(one.new)))) for one in changed]


def _reassessed(one: _Changed, raised: tuple[int, ...]) -> Reassessed:
    before = tuple(one.standing)
    graver = _gravities(before) != _gravities(one.now)
    return Reassessed(one.session, _gravest(before), _gravest(one.now), graver, raised)


def _thread(earlier: Sequence[StoredWarning], finding: Finding) -> int:
    """The thread that a finding goes on with, 0 where it opens one."""
    continued = _continued([w for w in earlier if w.finding.rule == finding.rule], finding)
    return continued.thread if continued else 0


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


def _how(journal: Journal, change: Change) -> Callable[[Session], str]:
    """How a warning of a session comes to be raised by a change."""
    if change.action != "log":
        return lambda _: "import" if change.action == "import" else "later"
    logged = {row[2] for row in journal.query("MASSAGE_MADE_BY", change=change.no)}
    return lambda session: "at-logging" if session.no in logged else "later"


def drop_warnings(journal: Journal, massages: Sequence[Entry[Any]]) -> None:
    """Withdraw what stands for those of these massages that are void or not given after all.

    Each is judged now at an instant that one of these versions has.
    """
    change = _present(journal)
    instants = [massage.record.judged_at for massage in massages]
    since, until = min(instants), max(instants)
    given = {session.no for session in readings.sessions(journal, since, until)}
    gone = {massage.no for massage in massages} - given
    causes = {
        warning.no: f"{entry_id('massage', warning.session)} taken out by u{change.no}"
        for warning in warnings.of_sessions(journal, since, until)
        if warning.session in gone and not warning.withdrawn_by
    }
    warnings.withdraw(journal, causes, change)


def _present(journal: Journal) -> Change:
    change = journal.change
    assert change is not None, "only a change can alter warnings"  # noqa: S101
    return change


def _gravities(found: tuple[Finding, ...]) -> dict[str, tuple[int, int]]:
    return {finding.rule: finding.gravity for finding in found}


def _gravest(found: tuple[Finding, ...]) -> Grade | None:
    gravest = max(found, key=lambda finding: finding.gravity, default=None)
    return gravest.grade if gravest else None
