"""What people can see of a file: the records as they stand, the warnings, the answers.

Left out is only the bookkeeping: which version of a record this is, which change made it, and its
digest.
"""

import re
from typing import Any

from rehabtrack.storage.database import Database
from rehabtrack.storage.schema import KINDS, warning

BOOKKEEPING = ("version", "change", "recorded_at", "digest")

#: (kind, patient, number) -> what is seen of it.
Seen = dict[tuple[str, int, int], Any]


def records(database: Database) -> Seen:
    """Every record as it stands, void ones with their reasons."""
    found: Seen = {}
    for kind, table in KINDS.items():
        names = [column.name for column in table.c]
        for row in database.execute(f"SELECT * FROM {kind}"):
            seen = dict(zip(names, row, strict=True))
            for name in BOOKKEEPING:
                del seen[name]
            found[kind, seen["patient_id"], seen["no"]] = seen
    return found


def standing(database: Database) -> set[tuple[Any, ...]]:
    """What stands for each session, and whether it is answered or counts as seen."""
    facts = ["rule", "status", "reason", "category", '"limit"', "hours", "on_advice_of", "until_at"]
    answered = (
        "EXISTS (SELECT 1 FROM answer WHERE answer.patient_id = warning.patient_id"
        " AND answer.thread = warning.thread AND answer.voided_by = 0)"
    )
    seen = (
        "EXISTS (SELECT 1 FROM warning AS began WHERE began.patient_id = warning.patient_id"
        " AND began.no = warning.thread AND began.how = 'import')"
    )
    rows = database.execute(
        f"SELECT patient_id, session, evidence, {seen}, {answered}, {', '.join(facts)}"
        f" FROM {warning.name} WHERE withdrawn_by = 0"
    )
    return {
        (patient, session, _without_versions(evidence), *rest)
        for patient, session, evidence, *rest in rows
    }


def answers(database: Database) -> set[tuple[Any, ...]]:
    """The answers that hold."""
    told = "SELECT patient_id, no, thread, warning, code, text, author FROM answer"
    return set(database.execute(f"{told} WHERE voided_by = 0"))


def everything(database: Database) -> tuple[Seen, set[Any], set[Any]]:
    """All that is seen."""
    return records(database), standing(database), answers(database)


def _without_versions(evidence: str) -> str:
    return re.sub(r"\.\d+", "", evidence)
