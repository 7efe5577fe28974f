"""The one table of codes: what each stands for in our words, where it was read, and how surely.

Codes in public files are often wrong: 202735001, a lumbar disc prolapse, was found as a plantar
fasciitis, and 72514-3 as the share of a wound. So only a VERIFIED one is ever written; the others
are in the table that they be known for what they are. What has no verified code goes out under our
own systems, as text, or both.
"""

from functools import cache

from rehabtrack.domain.named import Named

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
UCUM = "http://unitsofmeasure.org"
#: Our own systems are this and what they are of: `urn:rehabtrack:site`. No address that could be
#: followed; the name is ours and not registered with IANA.
OWN = "urn:rehabtrack:"

#: Read in two publications of the code's owner, of HL7, DICOM or a health service, that agree; or
#: in the terminology itself.
VERIFIED = "verified"
#: Read in one publication, or in several that are no authority.
SECONDARY = "secondary"
#: Sources disagree, or there is hardly one.
UNVERIFIED = "unverified"


class Code(Named):
    """One concept of a system; `of` and `word` say what of ours it stands for.

    `of` is our vocabulary: a scale's answer (`nrs`, `vrs`), a `scale`, `site`, `area`,
    `instrument`, `item` of one, `massage`, `measure`, its `form`, `diagnosis`, `warning`, `answer`;
    `word` None where we have no word for it. `source` is where it was read, with the year where
    that is known.
    """

    system: str
    code: str
    display: str
    of: str
    word: str | None
    source: str
    status: str


_LOINC_282 = "LOINC 2.82 as served by tx.fhir.org (read 2026); HL7 EU EPS and HL7 Belgium, R4"
_ECQM = "CMS eCQM value set 2.16.840.1.113883.3.526.3.1028 (2025); MII Germany, R4"
_IPS = "SNOMED IPS Free Set (2022-07-31)"
_VA = "US Veterans Affairs ConceptMap VF_VitalsBodySite, R4; Swedish openEHR example"
_ACT = "HL7 v3-ActCode in the FHIR R4 definitions (2019)"
_ANSWERS = "LOINC answer list of 72514-3 in HL7 Belgium patient-monitoring, R4"
_WORDS = "LOINC answer list LL2951-3; NLM LHC-Forms, pain in PROMIS; HL7 IPS, severity"

_SCALES = (
    Code(
        *(LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported"),
        *("scale", "nrs", _LOINC_282, VERIFIED),
    ),
    Code(
        *(LOINC, "38214-3", "Pain severity [Score] Visual analog score"),
        *("scale", "vas", _ECQM, VERIFIED),
    ),
    Code(
        *(LOINC, "38221-8", "Pain severity Wong-Baker FACES pain rating scale"),
        *("scale", "faces", _LOINC_282, VERIFIED),
    ),
    Code(
        *(LOINC, "38208-5", "Pain severity - Reported"),
        *("scale", "vrs", _LOINC_282, VERIFIED),
    ),
    Code(
        *(SNOMED, "1144798005", "Verbal Rating Scale pain intensity score"),
        *("scale", "vrs", "HL7 Denmark dk-core, R4", SECONDARY),
    ),
    Code(
        *(LOINC, "75893-8", "What number best describes your pain on average in the past week?"),
        *("item", "peg-1", "questionnaires of the PEG in public repositories", SECONDARY),
    ),
    Code(LOINC, "75262-6", "Worst pain", "item", None, "public repositories", UNVERIFIED),
)
#: The answers of 72514-3. LA6113-0 is named "2 or more" and stands for the 2 of its list; a number
#: is written as a quantity, never as one of these.
_NRS_ANSWERS = tuple(
    Code(LOINC, code, display, "nrs", str(value), _ANSWERS, VERIFIED)
    for value, (code, display) in enumerate(
        (
            *(("LA6111-4", "0"), ("LA6112-2", "1"), ("LA6113-0", "2 or more")),
            *(("LA6114-8", "3"), ("LA6115-5", "4"), ("LA10137-0", "5")),
            *(("LA10138-8", "6"), ("LA10139-6", "7"), ("LA10140-4", "8")),
            *(("LA10141-2", "9"), ("LA13942-0", "10")),
        )
    )
)
#: The answers of 38208-5. Its list has a fifth, which no source of ours names.
_VRS_ANSWERS = (
    Code(LOINC, "LA131-5", "No pain", "vrs", "none", _WORDS, VERIFIED),
    Code(LOINC, "LA6752-5", "Mild", "vrs", "weak", _WORDS, VERIFIED),
    Code(LOINC, "LA6751-7", "Moderate", "vrs", "moderate", _WORDS, VERIFIED),
    Code(LOINC, "LA6750-9", "Severe", "vrs", "severe", _WORDS, VERIFIED),
    Code(SNOMED, "76948002", "Severe pain", "vrs", "severe", "HL7 Denmark dk-core, R4", SECONDARY),
)

_BACK = "DICOM PS3.16 (as in PixelMed); HL7 R4 guides"
_LOW_BACK = "CH IG, R4; SNOMED editorial guide on lateralized structures"
_SITES = (
    Code(SNOMED, "77568009", "Structure of back of trunk", "site", "back", _BACK, VERIFIED),
    Code(SNOMED, "45048000", "Neck structure", "site", "neck", _VA, VERIFIED),
    Code(
        *(SNOMED, "32153003", "Structure of left lower limb"),
        *("site", "leg-left", _VA, VERIFIED),
    ),
    Code(
        *(SNOMED, "62175007", "Structure of right lower limb"),
        *("site", "leg-right", _VA, VERIFIED),
    ),
    Code(
        *(SNOMED, "80768000", "Structure of left upper limb"),
        *("site", "arm-left", _VA, VERIFIED),
    ),
    Code(
        *(SNOMED, "6921000", "Structure of right upper limb"),
        *("site", "arm-right", _VA, VERIFIED),
    ),
)
#: The lower back is an area of ours, but no site: pain there is pain of the back.
_LOWER_BACK = (
    Code(SNOMED, "37822005", "Lower back structure", "area", "lower-back", _LOW_BACK, VERIFIED),
    Code(
        *(SNOMED, "1017210004", "Structure of left lumbar region"),
        *("area", "lower-back", "IHE, R4", SECONDARY),
    ),
    Code(
        *(SNOMED, "1017211000", "Structure of right lumbar region"),
        *("area", "lower-back", "IHE, R4", SECONDARY),
    ),
)

_SCORES = (
    Code(
        *(LOINC, "91147-9", "Mean score [PEG]", "instrument", "peg"),
        *("AHRQ CDS4CPM, R4; questionnaires of the PEG with its panel 91148-7", VERIFIED),
    ),
    Code(
        *(LOINC, "91351-7", "Total score [STarT Back]", "instrument", "start-back"),
        *("AHRQ CDS4CPM, R4", SECONDARY),
    ),
)

_THERAPIES = (
    Code(
        *(SNOMED, "91251008", "Physical therapy procedure", "measure", "physiotherapy"),
        *(_IPS, VERIFIED),
    ),
    Code(
        *(SNOMED, "229065009", "Exercise therapy", "measure", "exercise"),
        *("two public repositories; not in the IPS Free Set", SECONDARY),
    ),
    Code(
        *(SNOMED, "44868003", "Acupuncture", "form", "acupuncture"),
        *("two public repositories", SECONDARY),
    ),
    Code(
        *(SNOMED, "387854002", "Therapeutic massage", "massage", "massage"),
        *("two public files, one without a name; not in the IPS Free Set", UNVERIFIED),
    ),
)

_DIAGNOSES = tuple(
    Code(SNOMED, code, display, "diagnosis", None, _IPS, VERIFIED)
    for code, display in (
        ("202708005", "Prolapsed lumbar intervertebral disc"),
        ("202735001", "Lumbar disc prolapse with radiculopathy"),
        ("73589001", "Intervertebral disc prolapse"),
        ("128196005", "Lumbar radiculopathy"),
        ("279039007", "Low back pain"),
        ("192970008", "Cauda equina syndrome"),
        ("202725007", "Lumbar post-laminectomy syndrome"),
        ("89355001", "Discectomy for herniated disc"),
        ("3418002", "Discectomy of spine"),
        ("387731002", "Laminectomy"),
        ("278414003", "Pain management"),
    )
)

_ALERTS = (
    Code(ACT, "COND", "Condition Alert", "warning", "condition", _ACT, VERIFIED),
    Code(ACT, "OBSA", "Observation Alert", "warning", "observation", _ACT, VERIFIED),
    Code(ACT, "TIME", "timing detected issue", "warning", "phase", _ACT, VERIFIED),
)
#: What people did about a warning. None says just what an answer of ours does, so ours go out.
_ACTIONS = tuple(
    Code(ACT, code, display, "answer", None, _ACT, VERIFIED)
    for code, display in (
        ("1", "Therapy Appropriate"),
        ("2", "Assessed Patient"),
        ("3", "Patient Explanation"),
        ("4", "Consulted Other Source"),
        ("5", "Consulted Prescriber"),
        ("8", "Other Action Taken"),
        ("9", "Instituted Ongoing Monitoring"),
        ("10", "Provided Patient Education"),
    )
)


def _hl7(system: str, code: str, display: str) -> Code:
    """A code of the frame of a resource, that says nothing of ours."""
    return Code(f"{_HL7}{system}", code, display, "frame", None, _FRAME, VERIFIED)


_HL7 = "http://terminology.hl7.org/CodeSystem/"
_FRAME = "code systems of the FHIR R4 definitions (2019)"
SURVEY = _hl7("observation-category", "survey", "Survey")
ACTIVE = _hl7("condition-clinical", "active", "Active")
PROBLEM = _hl7("condition-category", "problem-list-item", "Problem List Item")
SAFETY = _hl7("flag-category", "safety", "Safety")
CREATE = _hl7("v3-DataOperation", "CREATE", "create")
UPDATE = _hl7("v3-DataOperation", "UPDATE", "revise")
NULLIFY = _hl7("v3-DataOperation", "NULLIFY", "nullify")

TABLE: tuple[Code, ...] = (
    *(*_SCALES, *_NRS_ANSWERS, *_VRS_ANSWERS, *_SITES, *_LOWER_BACK, *_SCORES),
    *(*_THERAPIES, *_DIAGNOSES, *_ALERTS, *_ACTIONS),
    *(SURVEY, ACTIVE, PROBLEM, SAFETY, CREATE, UPDATE, NULLIFY),
)


def written(of: str, word: str) -> Code | None:
    """The verified code that this word of a vocabulary is written as, where there is one."""
    return _written().get((of, word))


def known(system: str, code: str) -> Code | None:
    """What a code that was read stands for, whatever its status; None where it is not known."""
    return _known().get((system, code))


def own(of: str, word: str) -> tuple[str, str]:
    """The (system, code) of a word under our own system: `urn:rehabtrack:site`, `leg-left`."""
    return OWN + of, word


@cache
def _written() -> dict[tuple[str, str], Code]:
    return {
        (code.of, code.word): code
        for code in TABLE
        if code.status == VERIFIED and code.word is not None
    }


@cache
def _known() -> dict[tuple[str, str], Code]:
    return {(code.system, code.code): code for code in TABLE}
