"""What is to be heeded of a massage beside the rules, in words: its screen and its clearance."""

from collections.abc import Iterable, Iterator

from rehabtrack.cli.output import tell, tell_block
from rehabtrack.cli.view import View, ago
from rehabtrack.domain.clearance_limits import Bounds, Breach
from rehabtrack.domain.companion_rules import Notice, Opinion
from rehabtrack.domain.contraindications import ABSOLUTE, ASK, LOCAL, area_of, code_of, question
from rehabtrack.domain.named import Named
from rehabtrack.services.assessing import Verdict
from rehabtrack.services.precautions import Precautions

_BREACH_WORDS = {
    "area": "area not covered: {}",
    "technique": "technique not covered: {}",
    "pressure": "pressure above {}",
}


class Said(Named):
    """One thing to heed, as JSON tells it of a rule."""

    rule: str
    status: str
    message: str

    @property
    def grave(self) -> bool:
        """Whether it comes before what the companion rules say."""
        return self.status in (ABSOLUTE, LOCAL)


def not_today_words(heed: Precautions, view: View) -> str:
    """What speaks against any massage, in full."""
    assert heed.screen is not None, "only a screen speaks against any massage"  # noqa: S101
    words = "; ".join(question(code).words for code in heed.absolute)
    when = view.when(heed.screen.record.moment)
    return f"No massage while this is so: {words} ({heed.screen.id}, {when})."


def not_today_in_brief(heed: Precautions) -> str:
    """The same in one line, beside something graver."""
    return f"also not today: {', '.join(heed.absolute)}{_source(heed)}"


def local_words(heed: Precautions) -> str:
    """`skin (lower-back): do not massage there (q1)`."""
    local = ", ".join(f"{code_of(said)} ({area_of(said)})" for said in heed.local)
    return f"{local}: do not massage there{_source(heed)}"


def ask_words(heed: Precautions) -> str:
    """What a doctor is to be asked about first."""
    words = "; ".join(question(code).words for code in heed.ask)
    return f"ask the doctor first: {words}{_source(heed)}"


def breach_words(broken: tuple[Breach, ...]) -> str:
    """`beyond the clearance: area not covered: neck (c1); pressure above light (c1)`."""
    limits = (f"{_BREACH_WORDS[b.limit].format(', '.join(b.words))} (c{b.no})" for b in broken)
    return f"beyond the clearance: {'; '.join(limits)}"


def bound_words(clearance: Bounds, view: View) -> str:
    """What a clearance is bound to, in one sentence; empty where it is bound to nothing."""
    allowed = clearance.allowed
    words = [", ".join(allowed.areas), ", ".join(allowed.techniques)]
    words += [f"at most {allowed.pressure} pressure" if allowed.pressure else ""]
    words += [" ".join((clearance.limits or "").split())]
    words += [view.end(clearance.end) if clearance.end is not None else ""]
    said = "; ".join(filter(None, words))
    return f"{clearance.by} allows (c{clearance.no}): {said}" if said else ""


def expiry_words(opinions: Iterable[Opinion], expiry: Notice, at: int) -> str:
    """How long the last clearance lasts after an instant (ms)."""
    ends = {each.no: each.end or at for each in opinions}
    (no,) = expiry.evidence
    return f"the doctor's clearance expires in {ago(ends[no] - at)} (c{no})"


def heeded(heed: Precautions, verdict: Verdict, view: View) -> Iterator[Said]:
    """All that is to be heeded of a massage: of its screen, then of its clearance."""
    yield from of_the_screen(heed, view)
    if heed.breaches:
        yield Said("clearance", "exceeded", breach_words(heed.breaches))
    for clearance in heed.clearances:
        if words := bound_words(clearance, view):
            yield Said("clearance", "bound", words)
    if heed.expiry is not None:
        words = expiry_words(verdict.opinions, heed.expiry, verdict.session.judged_at)
        yield Said("clearance", heed.expiry.status, words)


def of_the_screen(heed: Precautions, view: View) -> Iterator[Said]:
    """What a screen says of a massage, the gravest first."""
    if heed.absolute:
        yield Said("screen", ABSOLUTE, not_today_words(heed, view))
    if heed.local:
        yield Said("screen", LOCAL, local_words(heed))
    if heed.ask:
        yield Said("screen", ASK, ask_words(heed))


def tell_precautions(heed: Precautions, view: View) -> None:
    """What a massage just logged went against, on stderr, and what a doctor is to be asked."""
    if heed.areas and heed.local:
        tell_block("WARNING", f"{local_words(heed)}.", lead=view.lead)
    elif heed.local:
        tell(f"note: {local_words(heed)}", view.lead)
    if heed.breaches:
        words = breach_words(heed.breaches)
        tell_block("WARNING", f"{words[0].upper()}{words[1:]}.", lead=view.lead)
    if heed.ask:
        tell(f"note: {ask_words(heed)}", view.lead)


def _source(heed: Precautions) -> str:
    return f" ({heed.screen.id})" if heed.screen is not None else ""
