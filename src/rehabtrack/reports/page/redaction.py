"""A course with what shall not be told left out, before anything is made of it."""

from collections.abc import Callable, Collection
from itertools import count

from rehabtrack.domain.companion_rules import Opinion
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.records.clearance import Clearance
from rehabtrack.domain.sites import site_counts
from rehabtrack.domain.words import OTHER
from rehabtrack.reports.course import Course

#: What can be left out: the patient's name, the diagnosis, the names and doses of measures, the
#: names of doctors and therapists, and all other words of people's own.
NAME, DIAGNOSIS, MEASURES, PEOPLE, WORDS = "name", "diagnosis", "measures", "people", "words"
REDACTIONS = (NAME, DIAGNOSIS, MEASURES, PEOPLE, WORDS)
NO_NAME, A_DOCTOR, A_THERAPIST = "name left out", "a doctor", "a therapist"


def redacted(course: Course, without: Collection[str]) -> Course:
    """The course without these, words of REDACTIONS."""
    if not without:
        return course
    patient = course.patient
    if NAME in without:
        patient = patient.replace(name=NO_NAME)
    if DIAGNOSIS in without:
        patient = patient.replace(diagnosis=None)
    course = course._replace(
        patient=patient, opinions=[redacted_opinion(one, without) for one in course.opinions]
    )
    if PEOPLE in without:
        course = course._replace(
            policy=redacted_policy(course.policy, without),
            treated=[
                one._replace(therapist=one.therapist and A_THERAPIST) for one in course.treated
            ],
        )
    if MEASURES in without:
        measures = [one.replace(name=one.kind, dose=None, note=None) for one in course.measures]
        course = course._replace(measures=measures)
    return _without_words(course) if WORDS in without else course


def redacted_policy(policy: Policy, without: Collection[str]) -> Policy:
    """The policy of the rule without these."""
    if PEOPLE in without:
        return policy._replace(on_advice_of=policy.on_advice_of and A_DOCTOR)
    return policy


def redacted_opinion(opinion: Opinion, without: Collection[str]) -> Opinion:
    """A doctor's word without these."""
    if PEOPLE in without:
        opinion = opinion._replace(by=A_DOCTOR)
    if WORDS in without:
        opinion = opinion._replace(areas=tuple(map(_word, opinion.areas)))
    return opinion


def redacted_clearance(clearance: Clearance, without: Collection[str]) -> Clearance:
    """A clearance as it was written, without these."""
    if PEOPLE in without:
        clearance = clearance.replace(doctor=A_DOCTOR)
    if WORDS in without:
        areas, techniques = (
            tuple(dict.fromkeys(map(_word, words)))
            for words in (clearance.areas, clearance.techniques)
        )
        limits = clearance.limits and "limits left out"
        clearance = clearance.replace(areas=areas, techniques=techniques, limits=limits)
    return clearance


def _without_words(course: Course) -> Course:
    site = _numbered()
    return course._replace(
        ratings=[
            one if site_counts(one.site) else one._replace(site=site(one.site))
            for one in course.ratings
        ],
        treated=[
            one._replace(
                techniques=tuple(dict.fromkeys(map(_word, one.techniques))),
                areas=tuple(dict.fromkeys(map(_word, one.areas))),
                responses=[each._replace(site=site(each.site)) for each in one.responses],
            )
            for one in course.treated
        ],
    )


def _numbered() -> Callable[[str], str]:
    """Sites of people's own by a number each: they stay apart, and say nothing."""
    numbers = count(1)
    known: dict[str, str] = {}

    def site(word: str) -> str:
        if site_counts(word):
            return word
        if word not in known:
            known[word] = f"{OTHER}site {next(numbers)}"
        return known[word]

    return site


def _word(word: str) -> str:
    return f"{OTHER}other" if word.startswith(OTHER) else word
