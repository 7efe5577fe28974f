"""Triggers: nothing is deleted, what was said once is not changed, changes have no gaps."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Table

#: What a warning or an answer may change; everything else in it is a fact.
MAY_CHANGE = {"warning": ("withdrawn_by", "withdrawn_at", "cause"), "answer": ("voided_by",)}
#: What seals a change, once.
SEALS = ("seal", "made", "voided", "digest")
IDENTITY = ("patient_id", "id", "no", "author")
_NEXT_NO = "(SELECT coalesce(max(no), 0) FROM change WHERE patient_id = NEW.patient_id) + 1"

# the owner cannot log in: as the owner runs only the function that erases a patient
_REFUSE = """CREATE FUNCTION refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF CURRENT_USER = 'rehabtrack_owner' THEN
		RETURN coalesce(NEW, OLD);
	END IF;
	RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END
$$"""
_REFUSE_A_GAP = f"""CREATE FUNCTION refuse_a_gap() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF NEW.no IS DISTINCT FROM {_NEXT_NO} THEN
		RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
	END IF;
	RETURN NEW;
END
$$"""


class Guard(NamedTuple):
    """A trigger that refuses an event on a table with a sentence, under a condition if any."""

    table: str
    name: str
    event: str
    sentence: str
    when: str = ""


def guards(
    dialect: str,
    kinds: Mapping[str, Table],
    versions: Mapping[str, Table],
    change: Table,
    erasure: Table,
    facts: Iterable[Table],
    arrivals: Iterable[Table],
) -> list[str]:
    """The statements that make the triggers of a dialect, "sqlite" or "postgresql", in order."""
    frozen, facts = [*versions.values(), erasure, *arrivals], list(facts)
    made = [*_never_deleted([change, *frozen, *kinds.values(), *facts])]
    made += [Guard(t.name, "no_update", "UPDATE", "what was is not changed") for t in frozen]
    made += _sealed_once(change)
    made += _same_identity(table for kind, table in kinds.items() if kind != "addendum")
    made += _same_facts(facts)
    made += _signed_for_good()
    sentence = "changes are numbered without gaps"
    if dialect == "sqlite":
        made += _never_replaced()
        gap = Guard("change", "no_gap", "INSERT", sentence, f"NEW.no IS NOT {_NEXT_NO}")
        return [_sqlite(guard) for guard in [*made, gap]]
    cleared = [
        guard._replace(name="no_truncate", event="TRUNCATE")
        for guard in made
        if guard.event == "DELETE"
    ]
    gap = Guard("change", "no_gap", "INSERT", sentence)
    return [
        *(_REFUSE, _REFUSE_A_GAP),
        *(_postgresql(guard) for guard in [*made, *cleared]),
        _postgresql(gap, function="refuse_a_gap"),
    ]


def _never_deleted(tables: Iterable[Table]) -> Iterator[Guard]:
    for table in tables:
        yield Guard(table.name, "no_delete", "DELETE", "nothing is deleted")


def _sealed_once(change: Table) -> Iterator[Guard]:
    said = [column.name for column in change.c if column.name not in SEALS]
    yield Guard("change", "no_update", f"UPDATE OF {', '.join(said)}", "what was is not changed")
    sentence = "a change is sealed once"
    yield Guard("change", "sealed_once", "UPDATE", sentence, "OLD.digest IS NOT NULL")


def _same_identity(tables: Iterable[Table]) -> Iterator[Guard]:
    """No update names it, be it only to say the same again."""
    event = f"UPDATE OF {', '.join(IDENTITY)}"
    for table in tables:
        yield Guard(table.name, "same_identity", event, "its identity is not changed")


def _same_facts(tables: Iterable[Table]) -> Iterator[Guard]:
    for table in tables:
        fixed = [c.name for c in table.c if c.name not in MAY_CHANGE[table.name]]
        event = f"UPDATE OF {', '.join(fixed)}".replace("limit", '"limit"')
        yield Guard(table.name, "same_fact", event, "what was said is not changed")
    sentence = "a withdrawn warning stays withdrawn"
    yield Guard("warning", "withdrawn_once", "UPDATE", sentence, "OLD.withdrawn_by <> 0")


def _signed_for_good() -> Iterator[Guard]:
    """A signed note stays word for word, and so does what was added to it."""
    sentence = "a signed note stays as it was signed"
    yield Guard("note", "signed", "UPDATE", sentence, "OLD.signed_at IS NOT NULL")
    yield Guard("addendum", "no_update", "UPDATE", "what was said is not changed")


def _never_replaced() -> Iterator[Guard]:
    """What SQLite replaces, it deletes without a trigger where `recursive_triggers` is off."""
    for table in ("note", "addendum"):
        there = (
            f"EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid"  # noqa: S608 - its own name
            " OR (patient_id = NEW.patient_id AND (no = NEW.no OR id = NEW.id)))"
        )
        yield Guard(table, "not_replaced", "INSERT", "it is there and stays", there)
    moved = "NEW.rowid IS NOT OLD.rowid"
    yield Guard("note", "same_place", "UPDATE", "its place is not changed", moved)


def _sqlite(guard: Guard) -> str:
    when = f"WHEN {guard.when}\n" if guard.when else ""
    return (
        f"CREATE TRIGGER {guard.table}_{guard.name}\nBEFORE {guard.event} ON {guard.table}\n"
        f"{when}BEGIN\n\tSELECT RAISE(ABORT, '{guard.table}: {guard.sentence}');\nEND"
    )


def _postgresql(guard: Guard, function: str = "refuse") -> str:
    when = f"WHEN ({guard.when})\n" if guard.when else ""
    each = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
    return (
        f"CREATE TRIGGER {guard.table}_{guard.name}\nBEFORE {guard.event} ON {guard.table}\n"
        f"FOR EACH {each}\n{when}EXECUTE FUNCTION {function}('{guard.table}: {guard.sentence}')"
    )
