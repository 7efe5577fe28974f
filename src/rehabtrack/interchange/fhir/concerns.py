"""What speaks against a massage: stored warnings, red flags, the questions asked before one."""

from collections.abc import Iterator, Sequence

from rehabtrack.domain.contraindications import EDITION, QUESTIONS, area_of, code_of
from rehabtrack.domain.findings import Finding, StoredWarning, cited
from rehabtrack.domain.ids import LETTERS
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.redflag import RedFlag
from rehabtrack.domain.records.screen import Screen
from rehabtrack.domain.red_flags import NONE, question
from rehabtrack.domain.roles import DOCTOR, THERAPIST
from rehabtrack.domain.scales import MODERATE, SEVERE
from rehabtrack.interchange.fhir import codes
from rehabtrack.interchange.fhir.elements import (
    Element,
    Resource,
    coded,
    coding,
    date_time,
    derived,
    given,
    instant,
    named,
    narrative,
    own_concept,
    period,
    reference,
    resource,
    text,
    uuid_of,
    words,
)
from rehabtrack.interchange.fhir.observations import of_no_red_flag
from rehabtrack.interchange.fhir.scope import Scope, status
from rehabtrack.interchange.fhir.treatment import doctor

PROGRAM = {"type": "Device", "display": "rehabtrack"}
_KINDS = {letter: kind for kind, letter in LETTERS.items()}
#: What a warning is called, and the word of v3-ActCode that says it, where one does.
_WARNINGS = {
    "high-pain": ("Massage during a high-pain period", "condition"),
    "unverified": ("Massage while it could not be shown that the pain was weak", None),
    "refused": ("Massage that a doctor had advised against", None),
    "red-flag": ("Massage while a red flag was open", "condition"),
}


class Answer(Named):
    """What somebody said to a warning at an instant (ms), in the role declared for her, if any.

    `warning` is the number of the one it was given to; it may hold for others too.
    """

    uid: bytes
    warning: int
    code: str
    said: str | None
    at: int
    author: str
    role: str | None


class Warned(Named):
    """A warning with its identity (16 bytes) and the answers that hold for it."""

    uid: bytes
    warning: StoredWarning
    answers: Sequence[Answer]


def of_warning(warned: Warned, scope: Scope) -> Iterator[Resource]:
    """A warning, a withdrawn one marked so, and who gave each answer to it."""
    warning, finding = warned.warning, warned.warning.finding
    session = scope.refer("massage", warning.session)
    rested = _evidence(finding, scope)
    yield resource(
        "DetectedIssue",
        uuid_of(warned.uid),
        status="entered-in-error" if warning.withdrawn_by else "final",
        code=_code(finding),
        severity=_severity(finding),
        patient=scope.patient,
        identifiedDateTime=instant(warning.raised_at),
        author=PROGRAM,
        implicated=[session] if session else None,
        evidence=[{"detail": rested}] if rested else None,
        detail=_detail(warning),
        mitigation=[_mitigation(answer) for answer in warned.answers],
    )
    for answer in warned.answers:
        if answer.warning == warning.no:
            yield _answered(answer, uuid_of(warned.uid))


def of_red_flag(entry: Entry[RedFlag], scope: Scope) -> Iterator[Resource]:
    """A red flag, open or assessed; a checklist without any is an observation."""
    flag = entry.record
    if flag.code == NONE:
        yield of_no_red_flag(entry, scope)
        return
    assessed = None
    if flag.specialty:
        assessed = f"Assessed by {flag.assessed_by} ({doctor(flag.specialty)})."
    yield resource(
        "Flag",
        uuid_of(entry.uid),
        text=narrative(assessed, flag.note),
        status=status(entry, "active" if flag.assessed_at is None else "inactive"),
        category=[coded(codes.SAFETY)],
        code=own_concept("redflag", flag.code, question(flag.code).words),
        subject=scope.patient,
        period=period(flag.moment, flag.assessed_at),
    )


def of_screen(entry: Entry[Screen], scope: Scope) -> Iterator[Resource]:
    """The questions before a massage, every one answered; of another edition what was a yes."""
    screen = entry.record
    yes = {code_of(said): area_of(said) for said in screen.yes}
    asked = QUESTIONS if screen.edition == EDITION else [q for q in QUESTIONS if q.code in yes]
    session = scope.refer("massage", screen.session)
    yield resource(
        "QuestionnaireResponse",
        uuid_of(entry.uid),
        questionnaire=f"{codes.OWN}questionnaire:screen|{screen.edition}",
        partOf=[session] if session else None,
        status=status(entry, "completed"),
        subject=scope.patient,
        authored=date_time(screen.moment),
        item=[_item(one.code, one.words, yes) for one in asked],
    )


def _item(code: str, said: str, yes: dict[str, str]) -> Element:
    area = [{"valueString": text(words(yes[code]))}] if yes.get(code) else []
    return {"linkId": code, "text": said, "answer": [{"valueBoolean": code in yes}, *area]}


def _code(finding: Finding) -> Element:
    said, alert = _WARNINGS[finding.status]
    known = codes.written("warning", alert) if alert else None
    own = own_concept("warning", finding.status, said)
    return {**own, "coding": [*([coding(known)] if known else []), *own["coding"]]}


def _severity(finding: Finding) -> str:
    """High, moderate or low; which finding is which is ours."""
    if finding.status in ("refused", "red-flag") or finding.category == SEVERE:
        return "high"
    return "moderate" if finding.category == MODERATE else "low"


def _evidence(finding: Finding, scope: Scope) -> list[Element]:
    """The records it rests on; not one that was changed since, which would say something else."""
    found = (scope.refer(_KINDS[letter], *said) for letter, *said in cited(finding.evidence))
    return [one for one in found if one]


def _detail(warning: StoredWarning) -> str:
    finding = warning.finding
    policy = f"limit {finding.limit}, {finding.hours} h" if finding.limit else None
    advised = f"on the advice of {finding.on_advice_of}" if finding.on_advice_of else None
    until = None if finding.until is None else f"until {instant(finding.until)}"
    at = warning.withdrawn_at
    withdrawn = None if at is None else f"withdrawn {instant(at)}"
    said = [
        f"rule {finding.rule}/{finding.rule_version}: {words(finding.status)}",
        *(words(finding.reason), policy, advised, until, f"raised {words(warning.how)}"),
        withdrawn,
    ]
    return text("; ".join(filter(None, said)))


def _mitigation(answer: Answer) -> Element:
    """An answer. Its author may be no patient, so only one with another role is named."""
    professional = answer.role in (DOCTOR, THERAPIST)
    return given(
        {
            "action": own_concept("answer", answer.code, answer.said),
            "date": instant(answer.at),
            "author": named(answer.author, "Practitioner") if professional else None,
        }
    )


def _answered(answer: Answer, warning: str) -> Resource:
    return resource(
        "Provenance",
        derived(answer.uid, "given"),
        target=[reference(warning)],
        recorded=instant(answer.at),
        reason=[own_concept("answer", answer.code, answer.said)],
        agent=[{"who": named(answer.author)}],
    )
