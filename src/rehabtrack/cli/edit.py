"""`rehabtrack edit ID`: correct a record; the version before is kept."""

from collections.abc import Callable
from typing import Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.options import (
    ANSWERS,
    SCALES,
    area_option,
    at_option,
    json_option,
    listed,
    minutes_option,
    moment_of,
    note_option,
    pressure_option,
    read_note,
    refuse_fact,
    site_option,
    technique_option,
    typed_id,
)
from rehabtrack.cli.stored import tell_or_json
from rehabtrack.cli.view import view_of
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.scales import read_value
from rehabtrack.domain.when import until_instant
from rehabtrack.services import history
from rehabtrack.storage.journal import Journal

#: The options that each kind of record has.
OPTIONS = {
    "pain": ("at", "value", "site", "scale", "recall", "note"),
    "massage": ("at", "minutes", "area", "technique", "pressure", "by", "because", "note"),
    "phase": ("at", "until", "note"),
    "measure": ("at", "until", "name", "form", "dose", "minutes", "note"),
    "clearance": ("at", "until", "by", "specialty", "area", "technique", "pressure", "limits"),
    "screen": ("at",),
    "redflag": ("at", "note"),
    "symptom": ("at", "site"),
    "score": ("at",),
    "context": ("at",),
}
_FIELDS = {"area": "areas", "technique": "techniques", "by": "therapist"}


@command("edit", short_help="Correct a record; the version before is kept.")
@click.argument("id_", metavar="ID", shell_complete=completing("ids"))
@at_option
@click.option("--until", metavar="T", help="When it ended; a date includes that day.")
@click.option("--value", metavar="V", help="The pain.")
@site_option
@click.option("--scale", metavar="SCALE", help=f"{SCALES}; needs --value.")
@click.option("--recall", metavar="RECALL", help="now, average-24h, worst-24h or average-7d.")
@minutes_option
@area_option
@technique_option
@pressure_option
@click.option("--by", metavar="NAME", help="Who gave it, or the doctor.")
@click.option("--because", metavar="CODE[:TEXT]", help=f"Why a massage was not given: {ANSWERS}.")
@click.option("--name", metavar="NAME", help="Of a measure.")
@click.option("--form", metavar="FORM", help="Of physiotherapy, as for measure add.")
@click.option("--dose", metavar="TEXT", help="Of a drug.")
@click.option("--specialty", metavar="SPECIALTY", help="Of the doctor, as for clearance add.")
@click.option("--limits", metavar="TEXT", help="What a clearance is bound to.")
@note_option
@json_option
@click.pass_obj
def edit_command(app: App, /, id_: str, as_json: bool, **options: Any) -> None:
    """Correct a record: `edit p41 --value 5`, `edit m7 --at "yesterday 17:00"`."""
    name, (kind, no) = typed_id(id_)
    given = {option: value for option, value in options.items() if value is not None}
    _refuse_foreign(id_, kind, given)
    if "note" in given:
        given["note"] = read_note(given["note"])
    with app.writing(name) as journal:
        entry = journal.entry(kind, no)
        record = entry.record.replace(**_fields(app, entry, given))
        edited, reassessed = history.edit(journal, entry, record)
        linked = journal.linked_to(no) if kind == "massage" else []
        moved = [rating for rating in linked if rating.change == edited.change]
        policy = journal.policy_at(app.now) if "value" in given else None
        strayed = _strayed(journal, edited) if "at" in given else []
    view = view_of(app, journal)
    tell_or_json((*moved, edited), view, as_json, reassessed, policy=policy)
    if edited.kind == "symptom" and edited.record.asks:
        from rehabtrack.cli.red_flag_lines import tell_questions

        tell_questions([edited.record], view)
    if strayed:
        from rehabtrack.cli.response_words import tell_strayed

        tell_strayed(strayed, view)


def _strayed(journal: Journal, edited: Entry[Any]) -> list[Entry[Any]]:
    """The linked ratings whose link to a massage the new time belies."""
    session = edited.no if edited.kind == "massage" else getattr(edited.record, "session", None)
    if session is None or edited.kind not in ("massage", "pain"):
        return []
    from rehabtrack.services.responses import strayed

    return strayed(journal, session)


def _refuse_foreign(id_: str, kind: str, given: dict[str, Any]) -> None:
    refuse_fact(id_, kind, "edit")
    allowed = ", ".join(f"--{option}" for option in OPTIONS[kind])
    if not given:
        raise click.UsageError(f"Say what to correct: {allowed}")
    for option in given:
        if option not in OPTIONS[kind]:
            raise click.UsageError(f"A {kind} record has no --{option}. It has {allowed}")


def _fields(app: App, entry: Entry[Any], given: dict[str, Any]) -> dict[str, Any]:
    """The fields of the record that the options name, read as that record needs them."""
    fields: dict[str, Any] = {}
    for option, value in given.items():
        if option == "at":
            fields |= _moved(app, entry, value)
        elif option == "until":
            fields["end_at"] = until_instant(value, app.zone, app.now)
        elif option == "value":
            fields["value"] = read_value(given.get("scale", entry.record.scale), value)
        elif option == "by" and entry.kind == "clearance":
            fields["doctor"] = value
        else:
            fields[_FIELDS.get(option, option)] = _READ.get(option, _same)(value)
    if "scale" in given and "value" not in given:
        raise click.UsageError("Another scale needs its --value too.")
    return fields


def _moved(app: App, entry: Entry[Any], text: str) -> dict[str, Any]:
    moment = moment_of(app, text, future=entry.kind == "clearance")
    once = entry.kind == "measure" and entry.record.end_at == entry.record.moment.at
    return {"moment": moment, "end_at": moment.at} if once else {"moment": moment}


def _same(value: Any) -> Any:
    return value


_READ: dict[str, Callable[[Any], Any]] = {"area": listed, "technique": listed}
