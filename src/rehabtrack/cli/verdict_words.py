"""What the rules say, in a person's words; none of it is a doctor's."""

from typing import TYPE_CHECKING

from rehabtrack.cli.output import echo_text
from rehabtrack.cli.view import View, ago
from rehabtrack.domain.companion_rules import Notice, Opinion
from rehabtrack.domain.high_pain import FRESH_HOURS, Assessment, Reading, Session
from rehabtrack.domain.policy import LIMIT_WITHOUT_ADVICE, Policy
from rehabtrack.domain.scales import RECALL_WORDS, VALUES, category, highest_weak, value_words
from rehabtrack.services.assessing import Verdict

if TYPE_CHECKING:
    from rehabtrack.services.precautions import Precautions

NOTICE_WORDS = {
    "after-surgery": "surgery, or within 42 days of it; massage belongs to rehabilitation.",
    "course-not-done": "the basic course is not marked done; massage comes after it.",
    "none": "no treatment phase is recorded: rehabtrack phase start ..",
    "missing": "no doctor's clearance is recorded; the source says to consult one.",
    "expired": "the doctor's clearance has expired; the source says to consult one.",
}


def rating_words(site: str, scale: str, value: int, recall: str) -> str:
    """`7/10 in back`, with the recall of one that does not speak of now."""
    words = f"{value_words(scale, value)} in {site}"
    return words if recall == "now" else f"{words} ({RECALL_WORDS[recall]})"


def allowed_words(scale: str, limit: int) -> str:
    """What is no or weak pain on a scale: `0-3`, `0-30 mm`, `none or weak`."""
    if scale == "vrs":
        return "none or weak"
    highest = max(value for value in VALUES[scale] if value <= highest_weak(scale, limit))
    return f"0-{highest}{' mm' if scale == 'vas' else ''}"


def peak_of(evidence: tuple[Reading, ...]) -> Reading:
    """The gravest reading, the newest of several."""
    return max(evidence, key=lambda r: (category(r.scale, r.value), r.at, r.no))


def when_words(reading: Reading, session: Session, view: View) -> str:
    """How long before the session a rating was made, or its date where only that is known."""
    if reading.width or session.width:
        # the middle of the day falls on its date in every zone nearby
        return f"on {view.date(reading.at + reading.width // 2)}"
    now = _is_now(session, view)
    if reading.at == session.at:
        return "now" if now else "as it started" if session.no else "at that time"
    return f"{ago(session.at - reading.at)} {'ago' if now else 'before'}"


def _is_now(session: Session, view: View) -> bool:
    """Whether it is a massage that is only asked about, and for the present."""
    return not session.no and session.at == view.now


def _span(hours: int, session: Session, view: View) -> str:
    return f"in the last {hours} h" if _is_now(session, view) else f"in the {hours} h before"


def assessment_words(assessment: Assessment, session: Session, view: View) -> str:
    """What the high-pain rule says of a session, in one or two sentences."""
    words = _WORDS[assessment.status](assessment, session, view)
    return words + policy_words(assessment.policy)


def in_brief(assessment: Assessment, session: Session, view: View) -> str:
    """The same in a few words, for one line beside something graver."""
    if not assessment.evidence or assessment.reason == "no-recent-rating":
        return "no recent pain rating"
    peak = peak_of(assessment.evidence)
    words = rating_words(peak.site, peak.scale, peak.value, peak.recall)
    return f"pain {words} {when_words(peak, session, view)}"


def policy_words(policy: Policy) -> str:
    """What every assessment under a raised limit says."""
    if policy.limit <= LIMIT_WITHOUT_ADVICE:
        return ""
    return f" Judged under a limit of {policy.limit}, on the advice of {policy.on_advice_of}."


def _high(assessment: Assessment, session: Session, view: View) -> str:
    peak = peak_of(assessment.evidence)
    more = len(assessment.evidence) - 1
    others = f" ({more} more high rating{'s' if more > 1 else ''})" if more else ""
    words = rating_words(peak.site, peak.scale, peak.value, peak.recall)
    allowed = allowed_words(peak.scale, assessment.policy.limit)
    when = when_words(peak, session, view)
    return f"Pain {words} {when}{others}. Massage is for no or weak pain ({allowed})."


def _unverified(assessment: Assessment, session: Session, view: View) -> str:
    if assessment.reason == "no-recent-rating":
        span = _span(FRESH_HOURS, session, view)
        return f"No pain rating {span}. {_remedy(session, 'pain 0-10', view)}"
    peak = peak_of(assessment.evidence)
    words = rating_words(peak.site, peak.scale, peak.value, peak.recall)
    when = when_words(peak, session, view)
    sites = list(dict.fromkeys(reading.site for reading in assessment.evidence))
    command = "pain " + " ".join(f"{site}=0-10" for site in sites)
    rest = f" (also high: {', '.join(s for s in sites if s != peak.site)})" if sites[1:] else ""
    return f"High pain not rated again: {words} {when}{rest}. {_remedy(session, command, view)}"


def _remedy(session: Session, command: str, view: View) -> str:
    if session.judged_at < view.now:
        return "A rating made now does not change this."
    return f"Rate it: {view.command(command)}"


def _clear(assessment: Assessment, session: Session, view: View) -> str:
    newest = assessment.evidence[-1]
    recall = "" if newest.recall == "now" else f" ({RECALL_WORDS[newest.recall]})"
    rated = f"{newest.site} {value_words(newest.scale, newest.value)}{recall}"
    return (
        f"No high pain {_span(assessment.policy.hours, session, view)} "
        f"(newest: {rated}, {when_words(newest, session, view)}). "
        "This is not a doctor's clearance."
    )


_WORDS = {"high-pain": _high, "unverified": _unverified, "clear": _clear}


def refusal_words(refusals: tuple[Opinion, ...], view: View) -> str:
    """What a doctor's refusal says."""
    newest = refusals[-1]
    until = f" {view.end(newest.end)}" if newest.end is not None else ""
    areas = f" of {', '.join(newest.areas)}" if newest.areas else ""
    since = view.start(newest.start)
    return (
        f"{newest.by} refused massage{areas} from {since} on{until} (c{newest.no}). "
        "It speaks until it is ended or its author clears."
    )


def notice_words(notice: Notice) -> str:
    """What a companion rule says, in one sentence."""
    return NOTICE_WORDS[notice.status]


def headline(verdict: Verdict, view: View) -> str:
    """The gravest word on a massage: a red flag, a refusal, else the high-pain rule."""
    if verdict.emergencies:
        return "RED FLAG  No massage: get medical help first."
    if verdict.refusals:
        return f"REFUSED  {refusal_words(verdict.refusals, view)}"
    label = {"high-pain": "NOT ADVISED", "unverified": "UNVERIFIED", "clear": "CLEAR OF HIGH PAIN"}
    words = assessment_words(verdict.assessment, verdict.session, view)
    return f"{label[verdict.assessment.status]}  {words}"


def show_verdict(verdict: Verdict, view: View, heed: "Precautions | None" = None) -> None:
    """The gravest word in full, every other in one line."""
    lines = [*_gravest_first(verdict, view, heed)]
    until = verdict.assessment.until
    if until is not None:
        lines.append(f"The high-pain period lasts until {view.instant(until)} at the earliest.")
    lines += [f"note: {note}" for note in _notes(verdict, view, heed)]
    for line in lines:
        echo_text(line, lead=view.lead)


def _gravest_first(verdict: Verdict, view: View, heed: "Precautions | None") -> list[str]:
    lines = [headline(verdict, view)]
    graver = bool(verdict.emergencies or verdict.refusals)
    if verdict.emergencies and verdict.refusals:
        lines.append(f"also refused: {refusal_words(verdict.refusals, view)}")
    if heed is not None and heed.absolute:
        from rehabtrack.cli.precaution_words import not_today_in_brief, not_today_words

        if graver:
            lines.append(not_today_in_brief(heed))
        else:
            lines, graver = [f"NOT TODAY  {not_today_words(heed, view)}"], True
    if graver and verdict.assessment.status != "clear":
        brief = in_brief(verdict.assessment, verdict.session, view)
        lines.append(f"also {verdict.assessment.status}: {brief}")
    return lines


def _notes(verdict: Verdict, view: View, heed: "Precautions | None") -> list[str]:
    rules = [notice_words(notice) for notice in verdict.notices]
    if heed is None:
        return rules
    from rehabtrack.cli.precaution_words import heeded
    from rehabtrack.domain.contraindications import ABSOLUTE

    said = [one for one in heeded(heed, verdict, view) if one.status != ABSOLUTE]
    grave = [one.message for one in said if one.grave]
    return [*grave, *rules, *(one.message for one in said if not one.grave)]
