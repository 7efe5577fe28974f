"""A warning as it is printed on stderr: the gravest in full, the others in one line each."""

from typing import TYPE_CHECKING

from rehabtrack.cli.output import tell, tell_block
from rehabtrack.cli.verdict_words import assessment_words, in_brief, notice_words, refusal_words
from rehabtrack.cli.view import View
from rehabtrack.cli.warning_lines import finding_words
from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.ids import entry_id
from rehabtrack.services.massage import Logged

if TYPE_CHECKING:
    from rehabtrack.services.precautions import Precautions

#: What is graver than anything that a screen says.
GRAVER = ("red-flag", "refused")


def tell_warnings(logged: Logged, view: View, *, answered: bool) -> None:
    """What the rules say of a session just logged, the gravest in full."""
    full, heed = True, logged.heed
    raised = sorted(logged.raised, key=lambda w: w.finding.gravity, reverse=True)
    graver = [warning for warning in raised if warning.finding.status in GRAVER]
    for warning in graver:
        _tell_one(logged, warning, view, full=full, answered=answered)
        full = False
    if heed is not None and heed.absolute:
        _tell_not_today(logged, heed, view, full=full)
        full = False
    for warning in raised[len(graver) :]:
        _tell_one(logged, warning, view, full=full, answered=answered)
        full = False
    if heed is not None:
        from rehabtrack.cli.precaution_words import tell_precautions

        tell_precautions(heed, view)
    for notice in logged.verdict.notices:
        if notice not in logged.notices_before:
            tell(f"note: {notice_words(notice)}", view.lead)


def _tell_one(
    logged: Logged, warning: StoredWarning, view: View, *, full: bool, answered: bool
) -> None:
    repeated = logged.repeats(warning)
    if repeated is not None and warning.finding.status != "red-flag":
        tell(
            f"note: {finding_words(warning.finding)} again, on the same evidence as "
            f"w{repeated.no} "
            f"[{_marks(warning)}]",
            view.lead,
        )
    elif full:
        _tell_in_full(logged, warning, view, answered)
    else:
        status, verdict = warning.finding.status, logged.verdict
        if status == "refused":
            brief = refusal_words(verdict.refusals, view)
        else:
            brief = in_brief(verdict.assessment, verdict.session, view)
        tell(f"also {status}: {brief} [{_marks(warning)}]", view.lead)


def _tell_not_today(logged: Logged, heed: "Precautions", view: View, *, full: bool) -> None:
    from rehabtrack.cli.precaution_words import not_today_in_brief, not_today_words

    if full:
        stored = f"Logged all the same, as {logged.entry.id}."
        tell_block("NOT TODAY", f"{not_today_words(heed, view)} {stored}", lead=view.lead)
    else:
        tell(not_today_in_brief(heed), view.lead)


def _tell_in_full(logged: Logged, warning: StoredWarning, view: View, answered: bool) -> None:
    name = entry_id("massage", logged.entry.no)
    sentence, stored = _sentence(logged, warning, view), f"Logged all the same, as {name} "
    stored += f"[{_marks(warning)}]."
    if warning.finding.status in ("unverified", "red-flag"):
        tell_block(_label(warning), sentence, (stored,), view.lead)
        return
    sentences = f"{sentence} {stored}"
    if warning.finding.until is not None:
        until = view.instant(warning.finding.until)
        sentences += f" The high-pain period lasts until {until} at the earliest."
    commands: tuple[str, ...] = ()
    if not answered:
        sentences += " If you like, note why:"
        commands = (
            f"rehabtrack warnings answer {view.id(f'w{warning.no}')} pain-eased",
            "(codes: rehabtrack warnings)",
        )
    tell_block(_label(warning), sentences, commands, view.lead)


def _label(warning: StoredWarning) -> str:
    return _LABELS.get(warning.finding.status, "WARNING")


_LABELS = {"unverified": "UNVERIFIED", "red-flag": "RED FLAG"}


def _marks(warning: StoredWarning) -> str:
    return f"w{warning.no}, {warning.finding.rule}/{warning.finding.rule_version}"


def _sentence(logged: Logged, warning: StoredWarning, view: View) -> str:
    verdict = logged.verdict
    if warning.finding.status == "red-flag":
        return "An emergency is open. No massage: get medical help first."
    if warning.finding.status == "refused":
        return refusal_words(verdict.refusals, view)
    return assessment_words(verdict.assessment, verdict.session, view)
