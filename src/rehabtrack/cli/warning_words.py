"""A warning as it is printed on stderr: the gravest in full, the others in one line each."""

from rehabtrack.cli.output import tell, tell_block
from rehabtrack.cli.verdict_words import assessment_words, in_brief, notice_words, refusal_words
from rehabtrack.cli.view import View
from rehabtrack.cli.warning_lines import finding_words
from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.ids import entry_id
from rehabtrack.services.massage import Logged


def tell_warnings(logged: Logged, view: View, *, answered: bool) -> None:
    """What the rules say of a session just logged, the gravest in full."""
    full = True
    for warning in sorted(logged.raised, key=lambda w: w.finding.gravity, reverse=True):
        repeated = logged.repeats(warning)
        if repeated is not None:
            tell(
                f"note: {finding_words(warning.finding)} again, on the same evidence as "
                f"w{repeated.no} "
                f"[{_marks(warning)}]",
                view.lead,
            )
        elif full:
            _tell_in_full(logged, warning, view, answered)
        else:
            brief = in_brief(logged.verdict.assessment, logged.verdict.session, view)
            tell(f"also {warning.finding.status}: {brief} [{_marks(warning)}]", view.lead)
        full = False
    before = logged.session_before.notices if logged.session_before else ()
    for notice in logged.verdict.notices:
        if notice not in before:
            tell(f"note: {notice_words(notice)}", view.lead)


def _tell_in_full(logged: Logged, warning: StoredWarning, view: View, answered: bool) -> None:
    name = entry_id("massage", logged.entry.no)
    sentence, stored = _sentence(logged, warning, view), f"Logged all the same, as {name} "
    stored += f"[{_marks(warning)}]."
    if warning.finding.status == "unverified":
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
    return "UNVERIFIED" if warning.finding.status == "unverified" else "WARNING"


def _marks(warning: StoredWarning) -> str:
    return f"w{warning.no}, {warning.finding.rule}/{warning.finding.rule_version}"


def _sentence(logged: Logged, warning: StoredWarning, view: View) -> str:
    verdict = logged.verdict
    if warning.finding.status == "red-flag":
        return "A red flag is open. No massage: get medical help first."
    if warning.finding.status == "refused":
        return refusal_words(verdict.refusals, view)
    return assessment_words(verdict.assessment, verdict.session, view)
