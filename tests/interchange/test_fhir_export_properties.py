"""Whatever a record holds, what it becomes is valid FHIR R4 and says the same."""

import json
from typing import Any

from fhir_checks import emitted, faults, unreviewed
from hypothesis import given
from hypothesis import strategies as st

from rehabtrack.domain.contraindications import QUESTIONS
from rehabtrack.domain.findings import GRAVITY, Finding, StoredWarning
from rehabtrack.domain.instruments import INSTRUMENTS, instrument
from rehabtrack.domain.moment import DAY, EARLIEST, LATEST, MINUTE, Moment
from rehabtrack.domain.records.addendum import Addendum
from rehabtrack.domain.records.clearance import SPECIALTIES, Clearance
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.massage import AREAS, PRESSURES, TECHNIQUES, MassageSession
from rehabtrack.domain.records.measure import MEASURE_KINDS, PHYSIOTHERAPY_FORMS, Measure
from rehabtrack.domain.records.note import SessionNote
from rehabtrack.domain.records.pain import RELATIONS, PainRating
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.records.phase import PHASE_KINDS, Phase
from rehabtrack.domain.records.redflag import RedFlag
from rehabtrack.domain.records.score import FunctionScore
from rehabtrack.domain.records.screen import Screen
from rehabtrack.domain.records.symptom import SIGNS, Symptom
from rehabtrack.domain.records.warning import ANSWER_CODES
from rehabtrack.domain.red_flags import CODES, NONE
from rehabtrack.domain.roles import ROLES
from rehabtrack.domain.scales import RECALLS, SCALES, VALUES
from rehabtrack.domain.sites import SITES
from rehabtrack.interchange.fhir.concerns import Answer, Warned
from rehabtrack.interchange.fhir.elements import reference, uuid_of
from rehabtrack.interchange.fhir.export import bundle, resources
from rehabtrack.interchange.fhir.people import condition_of
from rehabtrack.interchange.fhir.scope import Made, Scope

#: A week in from the ends of time, so that what lasts has room.
minutes = st.integers(EARLIEST // MINUTE + 20_000, LATEST // MINUTE - 20_000)
instants = minutes.map(lambda minute: minute * MINUTE)
text = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40
)
notes = st.none() | text
lines = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30
).filter(str.strip)
other = (
    lines.filter(lambda line: "," not in line)
    .map(lambda line: f"other:{line.strip()}")
    .filter(lambda word: word[6:].casefold().strip() not in (*SITES, *AREAS, *TECHNIQUES))
)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """A minute, or a day of any zone that has an offset a dateTime may have."""
    offset = draw(st.integers(-14 * 60, 14 * 60))
    at = draw(instants)
    if draw(st.booleans()):
        return Moment(at, 0, offset, "zone")
    return Moment(at - (at + offset * MINUTE) % DAY, DAY, offset, "zone")


def ends(moment: Moment) -> st.SearchStrategy[int | None]:
    """An end after a moment, or none."""
    later = st.integers(1, 15_000).map(lambda minutes: moment.at + minutes * MINUTE)
    return st.none() | later


def words(known: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some known words and some of one's own."""
    return st.lists(st.sampled_from(known) | other, max_size=3).map(tuple)


@st.composite
def ratings(draw: st.DrawFn) -> PainRating:
    """A rating of any scale, site, recall and link."""
    scale = draw(st.sampled_from(SCALES))
    linked = draw(st.none() | st.sampled_from(RELATIONS))
    return PainRating(
        moment=draw(moments()),
        site=draw(st.sampled_from(SITES) | other),
        scale=scale,
        value=draw(st.sampled_from(VALUES[scale])),
        recall=draw(st.sampled_from(RECALLS)),
        session=1 if linked else None,
        relation=linked,
        note=draw(notes),
    )


@st.composite
def massages(draw: st.DrawFn) -> MassageSession:
    """A massage given or not."""
    said = {"moment": draw(moments()), "therapist": draw(st.none() | lines), "note": draw(notes)}
    if draw(st.booleans()):
        code = draw(st.sampled_from(ANSWER_CODES[:-1]) | lines.map(lambda line: f"other:{line}"))
        return MassageSession(**said, given=False, because=code)
    return MassageSession(
        **said,
        minutes=draw(st.none() | st.integers(1, 1440)),
        areas=draw(words(AREAS)),
        techniques=draw(words(TECHNIQUES)),
        pressure=draw(st.none() | st.sampled_from(PRESSURES)),
    )


@st.composite
def spans(draw: st.DrawFn) -> Any:
    """A phase, a measure or a clearance."""
    moment = draw(moments())
    said = {"moment": moment, "end_at": draw(ends(moment))}
    match draw(st.integers(0, 2)):
        case 0:
            kind = draw(st.sampled_from(PHASE_KINDS))
            done = moment.at + MINUTE if kind == "conservative" and draw(st.booleans()) else None
            return Phase(**said, kind=kind, course_done_at=done, note=draw(notes))
        case 1:
            kind = draw(st.sampled_from(MEASURE_KINDS))
            forms = st.none() | st.sampled_from(PHYSIOTHERAPY_FORMS)
            if draw(st.booleans()):
                said["end_at"] = moment.at
            return Measure(
                **said,
                kind=kind,
                form=draw(forms) if kind == "physiotherapy" else None,
                name=draw(lines),
                dose=draw(st.none() | lines),
                minutes=draw(st.none() | st.integers(1, 1440)),
                note=draw(notes),
            )
    refuses = draw(st.booleans())
    return Clearance(
        **said,
        doctor=draw(lines),
        specialty=draw(st.sampled_from(SPECIALTIES)),
        refuses=refuses,
        areas=draw(words(AREAS)),
        techniques=draw(words(TECHNIQUES)),
        pressure=None if refuses else draw(st.none() | st.sampled_from(PRESSURES)),
        limits=draw(notes),
    )


@st.composite
def scores(draw: st.DrawFn) -> FunctionScore:
    """A total, or the ticked statements."""
    items = draw(st.sets(st.integers(1, 24)).map(lambda found: tuple(sorted(found))))
    if items and draw(st.booleans()):
        moment = draw(moments())
        return FunctionScore(moment=moment, instrument="rmdq", tenths=10 * len(items), items=items)
    scale = instrument(draw(st.sampled_from(INSTRUMENTS)))
    steps = draw(st.integers(scale.lowest // scale.step, scale.highest // scale.step))
    return FunctionScore(moment=draw(moments()), instrument=scale.code, tenths=steps * scale.step)


@st.composite
def signs(draw: st.DrawFn) -> Any:
    """A symptom, a red flag or a screen."""
    moment = draw(moments())
    match draw(st.integers(0, 2)):
        case 0:
            site = draw(st.sampled_from(SITES) | other)
            return Symptom(moment=moment, sign=draw(st.sampled_from(SIGNS)), site=site)
        case 1:
            code = draw(st.sampled_from((*CODES, NONE)))
            by = draw(st.none() | lines)
            assessed = {} if by is None else {"assessed_at": moment.at, "assessed_by": by}
            specialty = {} if by is None else {"specialty": draw(st.sampled_from(SPECIALTIES))}
            return RedFlag(moment=moment, code=code, note=draw(notes), **assessed, **specialty)
    asked = draw(st.lists(st.sampled_from(QUESTIONS), max_size=4))
    yes = tuple(f"{one.code}=neck" if one.grade == "local" else one.code for one in asked)
    return Screen(
        moment=moment._replace(width=0), edition=draw(st.integers(1, 2)), session=1, yes=yes
    )


@st.composite
def writings(draw: st.DrawFn) -> Any:
    """A note or what is added to one."""
    moment = draw(moments())
    if draw(st.booleans()):
        return Addendum(moment=moment, amends=1, because=draw(lines), text=draw(notes))
    signed = {"signed_at": moment.at, "signed_by": draw(lines)} if draw(st.booleans()) else {}
    said = draw(text.filter(str.strip))
    return SessionNote(moment=moment, session=1, subjective=said, plan=draw(notes), **signed)


records = st.one_of(ratings(), massages(), spans(), scores(), signs(), writings())


@st.composite
def entries(draw: st.DrawFn) -> list[Entry[Any]]:
    """Some records as a journal knows them, void ones among them."""
    found = []
    for no, record in enumerate(draw(st.lists(records, min_size=1, max_size=5)), start=1):
        kind = type(record).__module__.rpartition(".")[2]
        void = draw(st.none() | lines)
        author, at = draw(st.sampled_from(("anna", "Dr & Co"))), draw(instants)
        uid = (no << 64 | draw(st.integers(0, 2**63))).to_bytes(16, "big")
        version = draw(st.integers(1, 3))
        voided = (0, None) if void is None else (9, void)
        found.append(Entry(kind, 1, no, uid, version, no, author, at, *voided, record))
    return found


@st.composite
def warnings(draw: st.DrawFn) -> Warned:
    """A warning of any status, withdrawn or not, answered or not."""
    status = draw(st.sampled_from([status for status in GRAVITY if status != "clear"]))
    category = draw(st.none() | st.integers(0, 3))
    until = draw(st.none() | instants)
    cited = draw(st.sampled_from(["p1.1", "p1.1 p2.2", "c1.1", "r1.3"]))
    finding = Finding("rule", 1, status, "reason", category, 3, 24, None, cited, until)
    at = draw(st.none() | instants)
    withdrawn = (0, None, None) if at is None else (3, at, "cause")
    stored = StoredWarning(1, 1, finding, draw(instants), "later", 1, 1, *withdrawn, False, False)
    code, said = draw(st.sampled_from(ANSWER_CODES)), draw(st.none() | lines)
    role = draw(st.none() | st.sampled_from(ROLES))
    answer = Answer(b"\2" * 16, 1, code, said, draw(instants), draw(lines), role)
    return Warned(b"\1" * 16, stored, [answer] if draw(st.booleans()) else [])


patients = st.builds(
    Patient,
    name=lines.map(lambda line: "Ms " + line.replace("/", "")),
    diagnosis=st.none() | lines,
    archived=st.booleans(),
)


@given(patients, entries(), st.lists(warnings(), max_size=1))
def test_whatever_a_journal_holds_its_bundle_is_valid(
    patient: Patient, found: list[Entry[Any]], warned: list[Warned]
) -> None:
    assert unreviewed(emitted(json.loads(written(patient, found, warned)))) == set()


def written(patient: Patient, found: list[Entry[Any]], warned: list[Warned]) -> bytes:
    """The bundle of these records, which has no fault."""
    anna = Entry("patient", 1, 1, bytes(15) + b"\5", 1, 1, "anna", 0, 0, None, patient)
    condition = reference(condition_of(anna)) if patient.diagnosis else None

    def present(kind: str, no: int) -> Entry[Any] | None:
        return next((one for one in found if (one.kind, one.no) == (kind, no)), None)

    scope = Scope(*(reference(uuid_of(anna.uid)), condition, 0, present), lambda _: Made("bob", 0))
    text = b"".join(bundle(resources(anna, found, warned, scope), 0))
    assert faults(text) == []
    return text


@given(ratings())
def test_a_rating_says_the_same_as_the_record(rating: PainRating) -> None:
    entry = Entry("pain", 1, 1, b"\7" * 16, 1, 1, "anna", 0, 0, None, rating)
    _, told, *_ = json.loads(written(Patient(name="Anna"), [entry], []))["entry"]
    found = told["resource"]
    own = [
        coding["code"]
        for coding in found["code"]["coding"]
        if coding["system"] == "urn:rehabtrack:scale"
    ]
    assert own == [rating.scale]
    if rating.scale == "vrs":
        word = found["valueCodeableConcept"]["coding"][-1]["code"]
        assert ("none", "weak", "moderate", "severe").index(word) == rating.value
    else:
        assert found["valueQuantity"]["value"] == rating.value
    assert ("http://loinc.org" in str(found["code"])) == (rating.recall == "now")
    assert ("note" in found) == (rating.note is not None)
