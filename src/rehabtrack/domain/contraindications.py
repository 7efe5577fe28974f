"""The questions before a massage: what speaks against it altogether, at an area, or until asked.

Compiled from textbooks and teaching texts of massage, which agree on the substance and not on the
words; none of it was verified against a primary source, the words are ours.
"""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.massage import AREAS
from rehabtrack.domain.words import one_of

#: The edition of this questionnaire: a no of an earlier one says nothing of a newer question.
EDITION = 1
ABSOLUTE, LOCAL, ASK = "absolute", "local", "ask-doctor"


class Question(Named):
    """One question: the code it is answered by, what a yes means, its words."""

    code: str
    grade: str
    words: str


QUESTIONS = (
    Question("fever", ABSOLUTE, "fever above 38 °C, or an infection"),
    Question("thrombosis", ABSOLUTE, "a clot in a vein, known or suspected"),
    Question("heart", ABSOLUTE, "unstable heart: recent attack or stroke, angina, failure"),
    Question("blood-pressure", ABSOLUTE, "high blood pressure that is not under control"),
    Question("bleeding", ABSOLUTE, "a severe bleeding disorder, or few platelets"),
    Question("injury", ABSOLUTE, "a fresh injury or a broken bone"),
    Question("intoxication", ABSOLUTE, "under the influence of alcohol or drugs"),
    Question("flare", ABSOLUTE, "a flare of an inflammatory disease of the whole body"),
    Question("organs", ABSOLUTE, "advanced kidney or liver failure"),
    Question("skin", LOCAL, "wound, burn, rash, bruise or infected skin"),
    Question("veins", LOCAL, "varicose veins"),
    Question("scar", LOCAL, "a scar younger than 6 weeks"),
    Question("lump", LOCAL, "a tumour, or a lump nobody has looked at"),
    Question("swelling", LOCAL, "acute inflammation or swelling"),
    Question("hernia", LOCAL, "a hernia of the belly or groin"),
    Question("disc", LOCAL, "over the acute disc, or where the skin is numb"),
    Question("anticoagulants", ASK, "drugs against clotting"),
    Question("osteoporosis", ASK, "thin bones (osteoporosis)"),
    Question("pregnancy", ASK, "pregnant"),
    Question("cancer", ASK, "cancer, or treated for it now"),
    Question("diabetes", ASK, "diabetes with less feeling in the feet"),
    Question("epilepsy", ASK, "epilepsy"),
    Question("surgery", ASK, "surgery in the last 12 weeks"),
    Question("steroids", ASK, "steroids for a long time"),
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
