"""What an import says: what it refuses, and what it came to."""

from collections import Counter
from typing import Any, Never

from rehabtrack.cli.app import App
from rehabtrack.cli.output import counted, echo, echo_json, echo_text, echo_whole, tell
from rehabtrack.cli.stored import tell_graver
from rehabtrack.cli.view import view_of
from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.findings import GRAVITY
from rehabtrack.interchange.items import Refusal
from rehabtrack.interchange.rejects import Rejects
from rehabtrack.services.imports import Share
from rehabtrack.services.staged import Staged

#: How many reasons, names and notices are told before the rest is counted.
TOLD = 5
#: How many reasons why rows were skipped are told: one that names a pain must not be among others.
REASONS_TOLD = 40


def refuse(rejects: Rejects, read: int, *, several: bool, lacks_site: bool) -> Never:
    """Raise ImportRefused for the refused rows, each told before; one sentence for want of a site.

    `lacks_site` says that all of them are refused for that, `read` how many rows there were, and
    `several` that they are of several files.
    """
    others = "store the others with --reject-file F."
    if lacks_site:
        name, refusal = rejects.first[0]
        raise ImportRefused(
            f"{rejects.count} of {counted(read, 'row')} do not say where it hurts, the first at "
            f"{_where(refusal)} of {name}, so nothing was stored.",
            f"Give --site SITE, which then holds for all of them, or {others}",
        )
    _tell_refusals(rejects, several=several)
    raise ImportRefused(
        f"{rejects.count} of {read} rows are refused, so nothing was stored.",
        f"Correct them, or {others}",
    )


def _tell_refusals(rejects: Rejects, *, several: bool) -> None:
    """The first refused rows, one by one, each remedy once, and how many more there are."""
    told: set[str] = set()
    for name, refusal in rejects.first:
        remedy = "" if refusal.remedy in told else refusal.remedy
        told.add(remedy)
        where = f"{name} {_where(refusal)}" if several else _where(refusal)
        tell(f"{where}: {refusal.sentence} {remedy}".rstrip())
    if rejects.count > len(rejects.first):
        tell(f"and {rejects.count - len(rejects.first)} more.")


def _where(refusal: Refusal) -> str:
    line = refusal.line
    return f"line {line}" if isinstance(line, int) else line


def tell_imported(
    app: App,
    staged: Staged,
    shares: list[Share],
    rejects: Rejects,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """The counts on stdout; what was settled and which sessions changed on stderr."""
    if as_json:
        echo_json(_json(app, staged, shares, rejects, dry_run))
    else:
        _echo_counts(staged, shares, dry_run)
        _echo_undo(app, shares, dry_run)
    if rejects.count and rejects.path:
        tell(f"The refused rows are in {rejects.path}, with reasons.")
    otherwise = sum(share.otherwise for share in shares)
    if otherwise:
        tell(
            f"{counted(otherwise, 'row')} of those already there stand otherwise: corrected since,"
            " or read another way this time. To read them anew undo their import first."
        )
    for notice, count in staged.settled.most_common(TOLD):
        tell(f"{notice} ({counted(count, 'row')})")
    for share in shares if not dry_run else ():
        shifts, view = share.shifts, view_of(app, share.journal)
        tell_graver(shifts.first, len(shifts.all), shifts.others, view)


def _echo_counts(staged: Staged, shares: list[Share], dry_run: bool) -> None:
    added = sum(share.added for share in shares)
    there = sum(share.already_there for share in shares)
    skipped = staged.skipped.total()
    echo_text(
        f"Read {counted(staged.read, 'row')}: "
        f"{added} {'to add' if dry_run else 'added'}{_kinds_told(shares)}, "
        f"{there} already there, {skipped} skipped, {staged.refused} refused."
    )
    if skipped:
        echo_text(f"Skipped: {reasons_of(staged.skipped)}.")
    made = [share.journal.patient.record.name for share in shares if share.made]
    if made:
        names = f" ({', '.join(made)})" if len(made) <= TOLD else ""
        echo_text(f"Patients not known before: {len(made)}{names}.")
    changed = sum(len(share.shifts.all) for share in shares)
    echo_text(f"Sessions whose status {'would change' if dry_run else 'changed'}: {changed}.")
    graded = _graded(shares)
    if graded:
        gravest_first = sorted(graded, key=GRAVITY.__getitem__, reverse=True)
        words = ", ".join(f"{status} {graded[status]}" for status in gravest_first)
        echo_text(f"Of the massages {'to add' if dry_run else 'added'}: {words}.")


def _kinds_told(shares: list[Share]) -> str:
    """` (pain 27, massage 4)`, where records of several kinds came."""
    kinds = _kinds(shares)
    if len(kinds) < 2:
        return ""
    return f" ({', '.join(f'{kind} {count}' for kind, count in kinds.items())})"


def _kinds(shares: list[Share]) -> dict[str, int]:
    """How many records of each kind were added, the most first."""
    return dict(sum((share.kinds for share in shares), Counter()).most_common())


def reasons_of(skipped: Counter[str]) -> str:
    """`happiness 4, another CODE 963`, the most frequent first."""
    told = skipped.most_common(REASONS_TOLD)
    words = [f"{reason} {count}" for reason, count in told]
    others = skipped.total() - sum(count for _, count in told)
    return ", ".join([*words, f"others {others}"] if others else words)


def _graded(shares: list[Share]) -> Counter[str]:
    return sum((share.graded for share in shares), Counter())


def _echo_undo(app: App, shares: list[Share], dry_run: bool) -> None:
    stored = [share for share in shares if share.journal.change]
    if dry_run:
        echo("A dry run: nothing was stored.")
    elif stored:
        change = view_of(app, stored[0].journal).id(f"u{_change_no(stored[0])}")
        echo_whole(f"rehabtrack undo {change}")


def _change_no(share: Share) -> int:
    return share.journal.change.no if share.journal.change else 0


def _json(
    app: App, staged: Staged, shares: list[Share], rejects: Rejects, dry_run: bool
) -> dict[str, Any]:
    from rehabtrack.cli.as_json import named
    from rehabtrack.cli.verdict_json import shift_json

    changes = [
        named(view_of(app, share.journal), {"change": f"u{_change_no(share)}"})
        for share in shares
        if share.journal.change and not dry_run
    ]
    return {
        "read": staged.read,
        "added": sum(share.added for share in shares),
        "kinds": _kinds(shares),
        "already_there": sum(share.already_there for share in shares),
        "otherwise": sum(share.otherwise for share in shares),
        "skipped": dict(staged.skipped),
        "refused": staged.refused,
        "patients_made": [share.journal.patient.record.name for share in shares if share.made],
        "changed": [
            named(view_of(app, share.journal), shift_json(*shift))
            for share in shares
            for shift in share.shifts.all
        ],
        "added_sessions": dict(_graded(shares)),
        "change": changes[0]["change"] if len(changes) == 1 else None,
        "changes": changes,
        "dry_run": dry_run,
        "reject_file": rejects.path if rejects.count else None,
    }
