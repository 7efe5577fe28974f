"""The patients of a file, and what it remembers by name, as whose turn it is and who writes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rehabtrack.domain.errors import NotFound, Refused
from rehabtrack.domain.ids import new_uid
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.words import folded, shortened
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import ENVELOPE, LAST_CHANGE, Change, Journal, Writer, entry_of
from rehabtrack.storage.rows import COLUMNS

#: The settings of a file that are not of people who write (people.py) or of tables (mappings.py).
PATIENT_IN_USE, AUTHOR = "patient", "me"


class Alarms(Named):
    """Open red flags, rows of (no, code, when), and signs that ask of one, (no, sign, site, when).

    When is what a Moment is made of.
    """

    flags: list[tuple[Any, ...]]
    questions: list[tuple[Any, ...]]


def patients(database: Database, *, void: bool = False) -> list[Entry[Patient]]:
    """The patients of this file, archived ones too, void ones if told so, in order of adding."""
    bound = {"voided_up_to": LAST_CHANGE if void else 0}
    return [entry_of("patient", row) for row in database.execute(database.sql.PATIENTS, bound)]


def names(database: Database) -> Iterator[tuple[int, str]]:
    """(number, name) of every patient, void ones too, whatever else their records hold."""
    name = len(ENVELOPE) + COLUMNS["patient"].index("name")
    for row in database.execute(database.sql.PATIENTS, {"voided_up_to": LAST_CHANGE}):
        yield row[0], row[name]


def holds_any(database: Database) -> bool:
    """Whether the file holds a patient."""
    return _patient_after(database, 0) is not None


def holds_several(database: Database) -> bool:
    """Whether the file holds more than one patient; few or a thousand, that takes two steps."""
    first = _patient_after(database, 0)
    return first is not None and _patient_after(database, first) is not None


def _patient_after(database: Database, patient_id: int) -> int | None:
    rows = database.execute(database.sql.PATIENTS_AFTER, {"after": patient_id})
    return next((found for (found,) in rows), None)


def rows_of_all(
    database: Database, name: str, patients: Sequence[int], **bounds: int
) -> Iterable[tuple[Any, ...]]:
    """The rows of a named statement about all patients from the first to the last of these."""
    span = {"first": patients[0], "last": patients[-1]}
    return database.stream(getattr(database.sql, name), {**span, **bounds})


def patient_named(database: Database, name: str, *, void: bool = False) -> Entry[Patient]:
    """The patient of that name or uid, a void one too if told so and no other has it.

    NotFound with the nearest name, for nobody is made by a slip; Refused where several have it, as
    may be in a clinic.
    """
    found = []
    if name.isprintable():  # lone surrogates cannot even be looked for
        found = [entry_of("patient", row) for row in database.patients_called(name)]
    if not found:
        newest_first = reversed(patients(database, void=void))
        known = sorted(newest_first, key=lambda each: bool(each.voided_by))
        by_name = patients_by_name(known)
        found = by_name.get(folded(name), []) or _with_uid(known, name)
    if len(found) > 1 and not found[1].voided_by:
        raise Refused(
            f'Several patients here are called "{shortened(name)}".',
            "Say whom you mean by her uid: rehabtrack patient list --json",
        )
    if found:
        return found[0]
    from difflib import get_close_matches

    near = get_close_matches(folded(name), by_name, n=1, cutoff=0.5)
    hint = f"Did you mean {by_name[near[0]][0].record.name}?" if near else ""
    raise NotFound(
        f'There is no patient "{shortened(name)}" here.',
        hint or "See: rehabtrack patient list; add one: rehabtrack patient add NAME",
    )


def patients_by_name(known: Iterable[Entry[Patient]]) -> dict[str, list[Entry[Patient]]]:
    """The same patients by their folded names, in their order: in a clinic several may have one."""
    found: dict[str, list[Entry[Patient]]] = {}
    for each in known:
        found.setdefault(folded(each.record.name), []).append(each)
    return found


def _with_uid(known: Iterable[Entry[Patient]], text: str) -> list[Entry[Patient]]:
    return [each for each in known if each.uid.hex() == text.replace("-", "").lower()]


def patient_in_use(database: Database, *, void: bool = False) -> Entry[Patient] | None:
    """The patient meant wherever none is named; None if nobody is, or she is archived."""
    in_use = setting(database, PATIENT_IN_USE)
    found = patient_with_id(database, bytes.fromhex(in_use), void=void) if in_use else None
    return None if found is None or found.record.archived else found


def patient_with_id(database: Database, uid: bytes, *, void: bool = True) -> Entry[Patient] | None:
    """The patient with this identity, void or not unless told so; None if the file has no such."""
    bound = {"id": uid, "voided_up_to": LAST_CHANGE if void else 0}
    row = next(iter(database.execute(database.sql.PATIENT_WITH_ID, bound)), None)
    return None if row is None else entry_of("patient", row)


def last_written(database: Database, patient: Entry[Patient]) -> int:
    """When (ms) the journal of a patient was last written to."""
    bound = {"patient_id": patient.patient_id}
    newest = next(iter(database.execute(database.sql.CHANGES_NEWEST_FIRST, bound)))
    return Change._make(newest).at


def patient(database: Database, patient_id: int) -> Entry[Patient]:
    """The patient of that number in this file, void or not."""
    return entry_of("patient", _row_of(database, patient_id))


def _row_of(database: Database, patient_id: int) -> tuple[Any, ...]:
    rows = database.execute(database.sql.PATIENT_BY_NO, {"patient_id": patient_id, "no": 1})
    return next(iter(rows))


def add_patient(database: Database, patient: Patient, writer: Writer, action: str) -> Journal:
    """Open a journal for a new patient; the record is the first thing in it."""
    uid, patient_id = new_uid(writer.now), database.next_patient()
    author, now = writer.author, writer.now
    entry: Entry[Any] = Entry("patient", patient_id, 0, uid, 1, 0, author, now, 0, None, patient)
    journal = Journal(database, entry, writer)
    journal.patient = journal.add(patient, action=action)
    return journal


def to_write(database: Database, found: Entry[Patient]) -> Entry[Patient]:
    """The same patient as she stands once nobody else writes to her journal in this transaction.

    She was found in it as well.
    """
    known = (found.version, found.change, found.voided_by)
    if all(now == known for now in database.hold(found.patient_id)):
        return found
    return entry_of("patient", _row_of(database, found.patient_id))


def alarms(database: Database, first: int, last: int) -> dict[int, Alarms]:
    """What stands first on every view, of the patients from number `first` to `last` who have any.

    The red flags that are open now, and the signs whose question was not answered since.
    """
    found: dict[int, Alarms] = {}
    bounds = {"first": first, "last": last}
    for place, statement in enumerate((database.sql.OPEN_FLAGS, database.sql.OPEN_QUESTIONS)):
        for patient_id, *row in database.execute(statement, bounds):
            found.setdefault(patient_id, Alarms([], []))[place].append(tuple(row))
    return found


def setting(database: Database, name: str) -> str | None:
    """What the file remembers under a name, or None."""
    row = next(iter(database.execute(database.sql.SETTING, {"name": name})), None)
    return row[0] if row else None


def settings_under(database: Database, prefix: str) -> dict[str, str]:
    """What the file remembers under each name that begins so, by the rest of it, in order."""
    rows = ((row[0], row[1]) for row in database.execute(database.sql.SETTINGS))
    return {name.removeprefix(prefix): said for name, said in rows if name.startswith(prefix)}


def remember(database: Database, name: str, value: str) -> None:
    """Remember a setting in the file."""
    sql, digest = database.sql, setting_digest(name, value)
    if setting(database, name) is None:
        database.execute(sql.SETTING_INSERT, (name, value, digest))
    else:
        changed = {"of_name": name, "value": value, "digest": digest}
        database.execute(sql.SETTING_UPDATE, changed)


def forget(database: Database, name: str, value: str) -> None:
    """Remember a setting no more, if it has this value."""
    database.forget(name, value)


def setting_digest(name: str, value: str) -> bytes:
    """What a setting amounts to, so that a flipped byte is found."""
    from rehabtrack.storage.digests import digest_of

    return digest_of("setting", name, value)
