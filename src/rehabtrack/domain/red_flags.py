"""Red flags: signs of an illness that no massage is for, in two grades, and which are open.

After the IFOMPT framework (Finucane et al. 2020, JOSPT 50:350-372) and guidance on the cauda equina
syndrome for patients; the words are ours. A single sign proves little, and this is no diagnosis.
Age is no sign here: alone it says too little.
"""

from collections.abc import Iterable

from rehabtrack.domain.moment import DAY
from rehabtrack.domain.named import Named

RULE_ID = "red-flag"
RULE_VERSION = 1
EMERGENCY, URGENT = "emergency", "urgent"
#: A sign that was not noted for so long is new again; ours.
NEW_DAYS = 14
LEGS = ("leg-left", "leg-right")
#: Stands for the whole checklist answered with no.
NONE = "none"


class Question(Named):
    """One question of the checklist: the code it is answered by, its grade, its words."""

    code: str
    grade: str
    words: str


QUESTIONS = (
    Question(
        "saddle",
        EMERGENCY,
        "numb or tingling between the legs: genitals, back passage, inner thighs, buttocks",
    ),
    Question("wiping", EMERGENCY, "wiping after the toilet feels different"),
    Question("urine-control", EMERGENCY, "hard to begin passing urine, to stop it or to hold it"),
    Question("urine-feeling", EMERGENCY, "urine passes without being felt"),
    Question("urine-leak", EMERGENCY, "urine leaks, or pads are newly needed"),
    Question("bladder", EMERGENCY, "no feeling whether the bladder is full or empty"),
    Question("bowel", EMERGENCY, "stool leaks, or passes without being felt"),
    Question("sexual", EMERGENCY, "genitals feel less, or erection or ejaculation has changed"),
    Question(
        "both-legs", EMERGENCY, "pain, tingling, weakness or numbness in both legs, new or worse"
    ),
    Question("leg-weakness", EMERGENCY, "a leg that is quickly getting weaker"),
    Question("chest-pain", EMERGENCY, "pain in the chest"),
    Question("accident", EMERGENCY, "it began with a serious accident"),
    Question("fever", URGENT, "fever, or feeling very unwell"),
    Question("weight-loss", URGENT, "weight lost without a reason"),
    Question("lump", URGENT, "a lump on the back, or its shape has changed"),
    Question("night-pain", URGENT, "pain that rest does not ease, or that is worse at night"),
    Question("cancer", URGENT, "cancer, now or earlier"),
    Question("bones", URGENT, "thin bones (osteoporosis), or long use of steroids"),
    Question("immunity", URGENT, "weak immune defence, or drugs taken by needle"),
    Question("foot-drop", URGENT, "a leg slowly getting weaker, or a foot that drops"),
)
CODES = tuple(question.code for question in QUESTIONS)
_BY_CODE = {question.code: question for question in QUESTIONS}


class Flag(Named):
    """A red flag as the rules read it, from `start` until it was `assessed` (ms, None: open)."""

    no: int
    version: int
    code: str
    start: int
    assessed: int | None

    @property
    def grade(self) -> str:
        """EMERGENCY or URGENT."""
        return question(self.code).grade


def question(code: str) -> Question:
    """The question that is answered by this code; one that nobody knows counts as an emergency."""
    return _BY_CODE.get(code) or Question(code, EMERGENCY, f"unknown: {code}")


def open_at(flags: Iterable[Flag], at: int) -> tuple[Flag, ...]:
    """The flags that are there at an instant (ms) and not yet assessed, in their order."""
    return tuple(
        flag for flag in flags if flag.start <= at and (flag.assessed is None or at < flag.assessed)
    )


def emergencies(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Those of them that need help at once."""
    return tuple(flag for flag in flags if flag.grade == EMERGENCY)


class Sign(Named):
    """Numbness or weakness (`sign`) noted at a site at an instant (ms)."""

    sign: str
    site: str
    at: int


def asked_by(noted: Sign, others: Iterable[Sign]) -> tuple[str, ...]:
    """The codes of the questions that a sign raises beside others of the same person.

    Weakness of a leg that is new, and any new sign that makes it both legs; what was noted in the
    NEW_DAYS before is not new. A sign written down late makes it both legs with a later one, too.
    """
    if noted.site not in LEGS:
        return ()
    near = [one for one in others if abs(one.at - noted.at) < NEW_DAYS * DAY]
    if any(one[:2] == noted[:2] and one.at <= noted.at for one in near):
        return ()
    both = any(one.site in LEGS and one.site != noted.site for one in near)
    weak = ("leg-weakness", "foot-drop") if noted.sign == "weakness" else ()
    return (*weak, "both-legs") if both else weak
