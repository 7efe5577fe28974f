"""The cells of SecUSo's pain diary, and what they say in the app's words."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.scales import read_value
from rehabtrack.domain.words import shortened
from rehabtrack.interchange.secuso_backup import Object
from rehabtrack.interchange.secuso_regions import REGIONS

#: The words for `condition`, by its number.
CONDITIONS = ("very bad", "bad", "okay", "good", "very good")
#: The quantities of a drug, by column, as people say them.
QUANTITIES = {
    "morning": "in the morning",
    "noon": "at noon",
    "evening": "in the evening",
    "night": "at night",
}


def read_text(row: Object, column: str) -> str:
    """The text without outer spaces, empty where there is none; raises Refused for a number."""
    value = row.get(column)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refused(
            f"The column {column} holds no text.", "See that the backup is the app's own."
        )
    return value.strip()


def read_level(pain: Object) -> int | None:
    """The level of pain, 0 to 10, None where there is none; raises ValueRefused."""
    level = pain.get("painLevel")
    return None if level is None else read_value("nrs", str(level))


def told_beside(entry: Object, pain: Object, regions: tuple[int, ...]) -> dict[str, str]:
    """What an entry tells beside the pain's level and the notes."""
    told = {
        "condition": _condition(entry),
        "where": ", ".join(REGIONS[region][0] for region in regions),
        "quality": ", ".join(read_text(pain, "painQualities").split(",")),
        "when": ", ".join(read_text(pain, "timesOfPain").split(",")),
    }
    return {what: words for what, words in told.items() if words}


def _condition(entry: Object) -> str:
    condition = entry.get("condition")
    if condition is None:
        return ""
    if type(condition) is not int or not 0 <= condition < len(CONDITIONS):
        raise Refused(
            f"{shortened(str(condition))} is not a condition of the diary.", "Use 0 to 4."
        )
    return CONDITIONS[condition]


def read_quantities(intake: Object) -> list[str]:
    """How many were taken when: `1 in the morning`; raises Refused."""
    taken = []
    for column, words in QUANTITIES.items():
        quantity = intake.get(column)
        if quantity is None:
            continue
        if type(quantity) is not int or quantity < 0:
            raise Refused(
                f"{shortened(str(quantity))} is not a number of a drug.", "Use a whole number."
            )
        if quantity:
            taken.append(f"{quantity} {words}")
    return taken
