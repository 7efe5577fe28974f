"""The statements of the Roland-Morris Disability Questionnaire, and the reading of those ticked.

They may be shown: "no permission is required" for the form as published (Roland and Fairbank 2000,
Spine 25:3115-3124). Each that describes one today is ticked, and the total is how many are; what
does not apply is not ticked. Buttons for yes and no would make another questionnaire of it.
"""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.words import folded, shortened

CITATION = "Roland and Morris 1983, Spine 8:141-144"
NONE = "none"
LONGEST_NUMBER = 6  # digits; ours

#: Word for word as the original English form prints them, "then usual" in the ninth included.
STATEMENTS = (
    "I stay at home most of the time because of my back.",
    "I change position frequently to try and get my back comfortable.",
    "I walk more slowly than usual because of my back.",
    "Because of my back I am not doing any of the jobs that I usually do around the house.",
    "Because of my back, I use a handrail to get upstairs.",
    "Because of my back, I lie down to rest more often.",
    "Because of my back, I have to hold on to something to get out of an easy chair.",
    "Because of my back, I try to get other people to do things for me.",
    "I get dressed more slowly then usual because of my back.",
    "I only stand for short periods of time because of my back.",
    "Because of my back, I try not to bend or kneel down.",
    "I find it difficult to get out of a chair because of my back.",
    "My back is painful almost all the time.",
    "I find it difficult to turn over in bed because of my back.",
    "My appetite is not very good because of my back pain.",
    "I have trouble putting on my socks (or stockings) because of the pain in my back.",
    "I only walk short distances because of my back.",
    "I sleep less well because of my back.",
    "Because of my back pain, I get dressed with help from someone else.",
    "I sit down for most of the day because of my back.",
    "I avoid heavy jobs around the house because of my back.",
    "Because of my back pain, I am more irritable and bad tempered with people than usual.",
    "Because of my back, I go upstairs more slowly than usual.",
    "I stay in bed most of the time because of my back.",
)


def statement(no: int) -> str:
    """A statement behind its number: `18  I sleep less well because of my back.`"""
    return f"{no}  {STATEMENTS[no - 1]}"


def read_ticked(text: str) -> tuple[int, ...]:
    """The numbers that were ticked, `1,5,9` or `none`, rising and each once; raises Refused."""
    words = text.replace(",", " ").split()
    if [folded(word) for word in words] == [NONE]:
        return ()
    if not words:
        raise Refused("No statement is named.", _ALLOWED)
    return tuple(sorted({_number(word) for word in words}))


_ALLOWED = f"Name them by number, 1 to {len(STATEMENTS)}, such as 1,5,9, or write {NONE}."


def refuse_item(no: int) -> None:
    """Raises Refused for the number of no statement."""
    if not 1 <= no <= len(STATEMENTS):
        raise Refused(f"The RMDQ-24 has no statement {no}.", _ALLOWED)


def _number(word: str) -> int:
    if not (word.isascii() and word.isdigit() and len(word) <= LONGEST_NUMBER):
        raise Refused(f'"{shortened(word)}" is not the number of a statement.', _ALLOWED)
    refuse_item(int(word))
    return int(word)
