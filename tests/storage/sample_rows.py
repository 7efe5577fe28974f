"""One true row of every table, to vary and to break."""

from typing import Any

from engines import Tool

from rehabtrack.storage import schema
from rehabtrack.storage.caseload import setting_digest
from rehabtrack.storage.database import Database

Row = dict[str, Any]
MINUTE = 60_000
T = 1_773_471_600_000  # 2026-03-14 07:00 UTC


def uid(number: int) -> bytes:
    """Sixteen bytes that differ for each number."""
    return number.to_bytes(16, "big")


def envelope(number: int, **given: Any) -> Row:
    """The envelope of a record of patient 1 that change 1 made."""
    known = {"patient_id": 1, "id": uid(number), "no": 1, "version": 1, "change": 1}
    known |= {"author": "anna", "recorded_at": T, "voided_by": 0, "void_reason": None}
    known |= {"digest": uid(number + 500)}
    return known | given


MOMENT = {"at": T, "width": 0, "offset": 60, "zone": "Europe/Berlin"}
ROWS: dict[str, Row] = {
    "change": {
        "patient_id": 1,
        "no": 1,
        "id": uid(1),
        "command": uid(2),
        "at": T,
        "author": "anna",
        "action": "pain",
        "takes_back": 0,
        "seal": None,
        "made": None,
        "voided": None,
        "digest": None,
    },
    "patient": envelope(10)
    | {"name": "me", "zone": None, "site": "back", "diagnosis": "L5/S1", "archived": 0},
    "massage": envelope(20)
    | MOMENT
    | {"judged_at": T, "given": 1, "minutes": 30, "areas": "neck,leg-left", "because": None}
    | {
        "techniques": "stroking",
        "pressure": "light",
        "therapist": "Eva",
        "note": "warm",
        "same": None,
        "origin": uid(21),
    },
    "pain": envelope(30)
    | MOMENT
    | {"site": "back", "scale": "nrs", "value": 6, "recall": "now", "session": 1}
    | {"relation": "before", "note": "sitting", "counts": 1, "origin": uid(31)},
    "phase": envelope(40)
    | MOMENT
    | {"end_at": None, "kind": "conservative", "course_done_at": None, "note": None}
    | {"origin": uid(540)},
    "measure": envelope(50)
    | MOMENT
    | {"end_at": T, "kind": "physiotherapy", "name": "needles", "form": "acupuncture"}
    | {"dose": None, "minutes": 20, "note": None, "origin": uid(550)},
    "clearance": envelope(60)
    | MOMENT
    | {"end_at": None, "doctor": "Dr. Roth", "specialty": "neurologist", "refuses": 0}
    | {"areas": None, "techniques": "stroking", "pressure": "light", "limits": "light only"},
    "policy": envelope(70)
    | MOMENT
    | {"limit": 3, "hours": 24, "because": "as usual", "on_advice_of": None},
    "screen": envelope(71) | MOMENT | {"session": 1, "edition": 1, "yes": "fever,skin=neck"},
    "note": envelope(72)
    | MOMENT
    | {"session": 1, "subjective": "stiff", "objective": None, "assessment": None, "plan": "rest"}
    | {"signed_at": None, "signed_by": None, "signed_as": None},
    "addendum": envelope(73) | MOMENT | {"amends": 1, "because": "a slip", "text": "left"},
    "redflag": envelope(74)
    | MOMENT
    | {"code": "saddle", "assessed_at": None, "assessed_by": None, "specialty": None}
    | {"note": "since noon"},
    "symptom": envelope(75)
    | MOMENT
    | {"sign": "weakness", "site": "leg-left", "asks": "leg-weakness,foot-drop"},
    "score": envelope(76) | MOMENT | {"instrument": "rmdq", "tenths": 20, "items": "1,5"},
    "context": envelope(77)
    | MOMENT
    | {"source": "Daylio", "text": "mood: good", "origin": uid(577)},
    "warning": {
        "patient_id": 1,
        "id": uid(80),
        "no": 1,
        "session": 1,
        "rule": "high-pain",
        "rule_version": 1,
        "status": "high-pain",
        "reason": "rated-high",
        "category": 2,
        "limit": 3,
        "hours": 24,
        "on_advice_of": None,
        "evidence": "[]",
        "until_at": T,
        "raised_at": T,
        "how": "at-logging",
        "change": 1,
        "thread": 1,
        "withdrawn_by": 0,
        "withdrawn_at": None,
        "cause": None,
        "digest": uid(580),
    },
    "answer": {
        "patient_id": 1,
        "id": uid(90),
        "no": 1,
        "thread": 1,
        "warning": 1,
        "code": "pain-eased",
        "text": None,
        "at": T,
        "author": "anna",
        "change": 1,
        "voided_by": 0,
        "digest": uid(590),
    },
    "intake": {
        "patient_id": 1,
        "no": 1,
        "change": 1,
        "format": "share/1",
        "sha256": bytes(32),
        "person": uid(91),
        "digest": uid(591),
    },
    "arrival": {
        "patient_id": 1,
        "no": 1,
        "change": 1,
        "kind": "pain",
        "record": 1,
        "version": 2,
        "stamp": uid(92),
        "author": "eva",
        "at": T,
        "known": uid(92) + uid(93),
        "voids": uid(93),
        "withheld": 0,
        "rival": 1,
        "original": "{}",
        "digest": uid(592),
    },
    "erasure": {
        "patient_id": 1,
        "id": uid(95),
        "at": T,
        "author": "anna",
        "because": "she asked",
        "change": 1,
        "digest": uid(595),
    },
    "setting": {"name": "me", "value": "anna", "digest": setting_digest("me", "anna")},
}
for _kind in schema.KINDS:
    ROWS[f"{_kind}_version"] = ROWS[_kind]


def insert(held: Database | Tool, table: str, row: Row, *, verb: str = "INSERT") -> None:
    """Store a row by names, whatever order they come in."""
    columns = ", ".join(f'"{name}"' for name in row)
    values = ", ".join("?" * len(row))
    held.execute(f"{verb} INTO {table} ({columns}) VALUES ({values})", tuple(row.values()))
