"""The questions before a massage: what speaks against it altogether, at an area, or until asked.

Compiled from textbooks and teaching texts of massage: secondary sources, none of which was checked
against a primary one. They agree on the substance; the words and the three grades are ours. Red
flags have a questionnaire of their own.
"""

from collections.abc import Collection, Iterable

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.massage import AREAS
from rehabtrack.domain.words import folded, one_of

#: The edition of this questionnaire: a no of an earlier one says nothing of a newer question.
EDITION = 1
ABSOLUTE, LOCAL, ASK = "absolute", "local", "ask-doctor"
#: Stands for every question that is not answered otherwise.
REST = "rest"


class Question(Named):
    """One question: the code it is answered by, what a yes means, its words."""

    code: str
    grade: str
    words: str


QUESTIONS = (
    Question("fever", ABSOLUTE, "fever above 38 C, or an acute or catching infection"),
    Question("thrombosis", ABSOLUTE, "a clot in a vein, known or suspected, or an inflamed vein"),
    Question(
        "heart", ABSOLUTE, "a recent heart attack or stroke, unstable angina, or a failing heart"
    ),
    Question("blood-pressure", ABSOLUTE, "high blood pressure that is not under control"),
    Question("bleeding", ABSOLUTE, "a severe bleeding disorder, or fewer than 50 000 platelets"),
    Question("injury", ABSOLUTE, "a fresh injury or a broken bone"),
    Question("intoxication", ABSOLUTE, "under the influence of alcohol or drugs"),
    Question("flare", ABSOLUTE, "a flare of an inflammatory disease of the whole body"),
    Question("organs", ABSOLUTE, "advanced kidney or liver failure"),
    Question("skin", LOCAL, "wound, burn, rash, bruise or infected skin"),
    Question("veins", LOCAL, "varicose veins"),
    Question("scar", LOCAL, "a scar of surgery younger than 6 weeks"),
    Question("lump", LOCAL, "a tumour, or a lump nobody has looked at"),
    Question("swelling", LOCAL, "acute inflammation or swelling"),
    Question("belly-hernia", LOCAL, "a hernia of the belly or groin (not of a disc)"),
    Question("disc", LOCAL, "over the disc in its acute phase, or where the skin is numb"),
    Question("anticoagulants", ASK, "drugs against clotting"),
    Question("osteoporosis", ASK, "thin bones (osteoporosis)"),
    Question("pregnancy", ASK, "pregnancy, above all its first three months"),
    Question("cancer", ASK, "cancer now, or its treatment by radiation or drugs"),
    Question("diabetes", ASK, "diabetes with nerves that feel less"),
    Question("epilepsy", ASK, "epilepsy"),
    Question("surgery", ASK, "surgery in the last 12 weeks"),
    Question("steroids", ASK, "steroids taken"),
    Question("nerve-root", ASK, "pain along a nerve, into a leg or an arm"),
)
CODES = tuple(question.code for question in QUESTIONS)
_BY_CODE = {question.code: question for question in QUESTIONS}


def question(code: str) -> Question:
    """The question that is answered by this code."""
    return _BY_CODE[code]


def read_yes(text: str) -> str:
    """`CODE`, or `CODE=AREA` for a local one; raises UnknownWord, or Refused without its area."""
    word, _, area = text.partition("=")
    code = one_of(word, CODES, "contraindication")
    if question(code).grade != LOCAL:
        if area:
            raise Refused(f"{code} is of the whole body and has no area.", f"Write {code}.")
        return code
    if not area.strip():
        raise Refused(f"{code} is said of an area.", f"Write {code}=AREA, such as {code}=neck.")
    return f"{code}={one_of(area, AREAS, 'area', other=True)}"


def answered(yes: Iterable[str], no: Collection[str]) -> tuple[str, ...]:
    """What is answered with yes, if every question has one answer; raises UnknownWord or Refused.

    `yes` are codes as `read_yes` takes them, `no` codes or `rest` for all that is not said.
    """
    said_yes = tuple(dict.fromkeys(map(read_yes, yes)))
    codes = {code_of(said) for said in said_yes}
    said_no = {one_of(word, (*CODES, REST), "contraindication") for word in no}
    both = [code for code in CODES if code in codes and code in said_no]
    if both:
        raise Refused(f"Answered with yes and with no: {', '.join(both)}.", "Answer each once.")
    open_ = [code for code in CODES if code not in codes | said_no]
    if open_ and REST not in said_no:
        are = "are" if len(open_) > 1 else "is"
        raise Refused(
            f"{len(open_)} of {len(CODES)} questions {are} unanswered: {', '.join(open_)}.",
            f"Answer them, or add --no {REST}",
        )
    return said_yes


def code_of(said: str) -> str:
    """The code of what was answered with yes, without its area."""
    return said.partition("=")[0]


def area_of(said: str) -> str:
    """The area of what was answered with yes, empty where it has none."""
    return said.partition("=")[2]


def of_grade(yes: Iterable[str], grade: str) -> tuple[str, ...]:
    """Those of that grade among what was answered with yes."""
    return tuple(said for said in yes if question(code_of(said)).grade == grade)


def local_at(yes: Iterable[str], areas: Collection[str]) -> tuple[str, ...]:
    """Those that speak against massage at one of these areas, or at all where none is said."""
    local, meant = of_grade(yes, LOCAL), {folded(area) for area in areas}
    return tuple(said for said in local if not areas or folded(area_of(said)) in meant)
