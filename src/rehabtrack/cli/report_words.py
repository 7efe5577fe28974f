"""What a report says of a massage as it is made, with nothing in it that is to be left out."""

from collections.abc import Collection

from rehabtrack.cli.verdict_words import in_brief, notice_words, policy_words, refusal_words
from rehabtrack.cli.view import View
from rehabtrack.domain.companion_rules import Opinion
from rehabtrack.domain.high_pain import Assessment
from rehabtrack.domain.moment import spoken_date
from rehabtrack.reports.page.redaction import redacted_opinion, redacted_policy
from rehabtrack.reports.page.wording import bare, own, site_words, some
from rehabtrack.services.assessing import Verdict

#: So many areas of a refusal are named; ours.
MOST_AREAS = 3
_STATUSES = {
    "high-pain": "not advised",
    "unverified": "unverified",
    "clear": "no high pain",
}
#: The notices that no other line of a report tells.
_SAID_NOWHERE_ELSE = ("after-surgery", "course-not-done")


def verdict_words(verdict: Verdict, without: Collection[str], view: View) -> str:
    """What the rules say of a massage now, dated: a page is read later."""
    date = spoken_date(view.zone.wall(view.now).date())
    notices = [notice_words(one) for one in verdict.notices if one.status in _SAID_NOWHERE_ELSE]
    gravest = _gravest(verdict, without, view)
    return " ".join([f"On {date} at {view.clock(view.now)}: {gravest}", *notices])


def _gravest(verdict: Verdict, without: Collection[str], view: View) -> str:
    if verdict.emergencies:
        return "no massage, get medical help first."
    if verdict.refusals:
        refusals = tuple(_own_words(redacted_opinion(one, without)) for one in verdict.refusals)
        return f"refused. {refusal_words(refusals, view)}"
    found = _spoken(verdict.assessment)
    words = f"{_STATUSES[found.status]}, {in_brief(found, verdict.session, view)}."
    clear = " This is not a doctor's clearance." if found.status == "clear" else ""
    policy = redacted_policy(found.policy, without)
    advice = policy.on_advice_of and own(policy.on_advice_of)
    return f"{words}{clear}{policy_words(policy._replace(on_advice_of=advice))}"


def _own_words(refusal: Opinion) -> Opinion:
    """The refusal with what somebody wrote as it may stand in a sentence of ours."""
    areas = some(map(bare, refusal.areas), MOST_AREAS)
    return refusal._replace(by=own(refusal.by), areas=(areas,) if areas else ())


def _spoken(found: Assessment) -> Assessment:
    """The assessment with its sites as people say them."""
    evidence = tuple(one._replace(site=site_words(one.site)) for one in found.evidence)
    return found._replace(evidence=evidence)
