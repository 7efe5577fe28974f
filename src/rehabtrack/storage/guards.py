"""Triggers: nothing is deleted, what was said once is not changed, numbers have no gaps."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Table

#: What an answer or a warning may change; everything else in it is a fact.
MAY_CHANGE = {"warning": ("withdrawn_by", "withdrawn_at", "cause"), "answer": ("voided_by",)}
IDENTITY = ("patient_id", "id", "no", "author")


class _Sqlite:
    different = "NEW.{0} IS NOT OLD.{0}"

    @staticmethod
    def refuse(table: str, name: str, event: str, sentence: str, when: str = "") -> str:
        condition = f"WHEN {when}\n" if when else ""
        return (
            f"CREATE TRIGGER {table}_{name}\nBEFORE {event} ON {table}\n{condition}BEGIN\n"
            f"\tSELECT RAISE(ABORT, '{table}: {sentence}');\nEND"
        )


class _Postgresql:
    different = "NEW.{0} IS DISTINCT FROM OLD.{0}"

    @staticmethod
    def refuse(table: str, name: str, event: str, sentence: str, when: str = "") -> str:
        condition = f"WHEN ({when})\n" if when else ""
        each = "STATEMENT" if event == "TRUNCATE" else "ROW"
        return (
            f"CREATE TRIGGER {table}_{name}\nBEFORE {event} ON {table}\nFOR EACH {each}\n"
            f"{condition}EXECUTE FUNCTION refuse('{table}: {sentence}')"
        )


_REFUSE = """CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '%', TG_ARGV[0];
END
$$"""
_NEXT_CHANGE = """CREATE FUNCTION next_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF {} THEN
		RAISE EXCEPTION 'change: {}';
	END IF;
	RETURN NEW;
END
$$"""


def guards(
    dialect: str,
    kinds: Mapping[str, Table],
    versions: Mapping[str, Table],
    change: Table,
    warning: Table,
    answer: Table,
) -> list[str]:
    """The CREATE TRIGGER statements of a dialect ("sqlite" or "postgresql"), in order."""
    sql = _Sqlite if dialect == "sqlite" else _Postgresql
    frozen, facts = [change, *versions.values()], [warning, answer]
    made = [_REFUSE] if dialect == "postgresql" else []
    for table in [change, *kinds.values(), *versions.values(), *facts]:
        made.append(sql.refuse(table.name, "no_delete", "DELETE", "nothing is deleted"))
        if dialect == "postgresql":
            made.append(sql.refuse(table.name, "no_truncate", "TRUNCATE", "nothing is deleted"))
    still = "what was is not changed"
    made += [sql.refuse(table.name, "no_update", "UPDATE", still) for table in frozen]
    for table in kinds.values():
        changed = _any(sql.different, IDENTITY)
        of = f"UPDATE OF {', '.join(IDENTITY)}"
        made.append(
            sql.refuse(table.name, "same_identity", of, "its identity is not changed", changed)
        )
    for table in facts:
        fixed = [c.name for c in table.c if c.name not in MAY_CHANGE[table.name]]
        of = "UPDATE OF " + ", ".join(_quoted(fixed))
        made.append(sql.refuse(table.name, "same_fact", of, "what was said is not changed"))
    withdrawn = "OLD.withdrawn_by <> 0"
    sentence = "a withdrawn warning stays withdrawn"
    made.append(sql.refuse("warning", "withdrawn_once", "UPDATE", sentence, withdrawn))
    return made + _next_change(dialect)


def _any(pattern: str, columns: Iterable[str]) -> str:
    return " OR ".join(pattern.format(column) for column in columns)


def _quoted(names: Iterable[str]) -> list[str]:
    return [f'"{name}"' if name == "limit" else name for name in names]


def _next_change(dialect: str) -> list[str]:
    """An inserted change takes the patient's next number, so that none can be replaced or cut."""
    newest = "(SELECT coalesce(max(no), 0) FROM change WHERE patient_id = NEW.patient_id)"
    sentence = "changes are numbered without gaps"
    if dialect == "sqlite":
        gap = f"NEW.no IS NOT {newest} + 1"
        return [_Sqlite.refuse("change", "next_no", "INSERT", sentence, gap)]
    trigger = (
        "CREATE TRIGGER change_next_no\nBEFORE INSERT ON change\nFOR EACH ROW\n"
        "EXECUTE FUNCTION next_change()"
    )
    return [_NEXT_CHANGE.format(f"NEW.no IS DISTINCT FROM {newest} + 1", sentence), trigger]
