"""A warning as it is printed on stderr: the gravest in full, the others in one line each."""

from rehabtrack.cli.output import tell, tell_block
from rehabtrack.cli.verdict_words import assessment_words, in_brief, notice_words, refusal_words
from rehabtrack.cli.view import View
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
                f"{view.lead}note: {_label(warning)} on the same evidence as w{repeated.no} "
                f"[{_marks(warning)}]"
            )
        elif full:
            _tell_in_full(logged, warning, view, answered)
        else:
            brief = in_brief(logged.verdict.assessment, logged.verdict.session, view)
            tell(f"{view.lead}also {warning.finding.status}: {brief} [{_marks(warning)}]")
        full = False
    before = logged.session_before.notices if logged.session_before else ()
    for notice in logged.verdict.notices:
        if notice not in before:
            tell(f"{view.lead}note: {notice_words(notice)}")


def _tell_in_full(logged: Logged, warning: StoredWarning, view: View, answered: bool) -> None:
    name = entry_id("massage", logged.entry.no)
    sentences = f"{_sentence(logged, warning, view)} Logged all the same, as {name} "
    sentences += f"[{_marks(warning)}]."
    if warning.finding.status == "unverified":
        tell_block(view.lead + _label(warning), sentences)
        return
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
    tell_block(view.lead + _label(warning), sentences, commands)


def _label(warning: StoredWarning) -> str:
    return "UNVERIFIED" if warning.finding.status == "unverified" else "WARNING"


def _marks(warning: StoredWarning) -> str:
    return f"w{warning.no}, {warning.finding.rule}/{warning.finding.rule_version}"


def _sentence(logged: Logged, warning: StoredWarning, view: View) -> str:
    verdict = logged.verdict
    if warning.finding.status == "refused":
        return refusal_words(verdict.refusals, view)
    return assessment_words(verdict.assessment, verdict.session, view)
