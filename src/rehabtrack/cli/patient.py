"""`rehabtrack patient`: the people whose journals the database holds."""

from typing import Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import Commands, completing
from rehabtrack.cli.logins import no_patient
from rehabtrack.cli.options import SITES, json_option
from rehabtrack.cli.output import LONGEST_LEAD, echo, echo_json
from rehabtrack.cli.patient_erase import erase_command
from rehabtrack.cli.patient_export_all import export_all_command
from rehabtrack.cli.patient_invite import invite_command
from rehabtrack.cli.view import view_of
from rehabtrack.domain.errors import NotFound
from rehabtrack.domain.moment import zone_named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.words import shortened
from rehabtrack.services import patients
from rehabtrack.storage import caseload
from rehabtrack.storage.journal import Journal

zone_option = click.option("--zone", metavar="ZONE", help="The time zone, an IANA name.")
usual_site_option = click.option(
    "--site",
    metavar="SITE",
    shell_complete=completing("sites"),
    help=f"The usual site of the pain: {SITES}.",
)
diagnosis_option = click.option("--diagnosis", metavar="TEXT", help="As the doctor named it.")
name_argument = click.argument("name", shell_complete=completing("patients"))


@click.group("patient", cls=Commands, no_args_is_help=True)
def patient_command() -> None:
    """The patients. One alone needs no naming."""


@patient_command.command("add")
@click.argument("name")
@zone_option
@usual_site_option
@diagnosis_option
@json_option
@click.pass_obj
def add(app: App, /, name: str, as_json: bool, **options: str | None) -> None:
    """Add a patient."""
    patient = Patient(name=name, **_checked(options))
    database = app.file()
    with database.writing():
        journal = patients.add(database, patient, app.writer)
        app.several = len(caseload.patients(database)) > 1
    _tell(app, journal, as_json)


@patient_command.command("list")
@json_option
@click.pass_obj
def list_(app: App, as_json: bool) -> None:
    """Every patient, archived ones too."""
    with app.reading_file() as database:
        found = caseload.patients(database)
        in_use = caseload.setting(database, caseload.PATIENT_IN_USE)
    for entry in found:
        used = entry.uid.hex() == in_use and not entry.record.archived
        if as_json:
            echo_json({**_json(entry), "in_use": used})
        else:
            echo(_line(entry) + (", in use" if used else ""), _lead(entry))
    if not found and not as_json:
        echo(" ".join(no_patient(database)))


@patient_command.command("use")
@name_argument
@click.pass_obj
def use(app: App, name: str) -> None:
    """Mean this patient wherever none is named."""
    database = app.file()
    with database.writing():
        entry = caseload.patient_named(database, name)
        patients.use(database, entry)
    echo(f"{entry.record.name} is in use.")


@patient_command.command("show")
@click.argument("name", required=False, shell_complete=completing("patients"))
@json_option
@click.pass_obj
def show(app: App, name: str | None, as_json: bool) -> None:
    """One patient whole."""
    with app.reading(name) as journal:
        entry = journal.patient
    if not entry.patient_id:
        raise NotFound(*no_patient(app.file_or_empty()))
    if as_json:
        echo_json(_json(entry))
    else:
        echo(_line(entry), _lead(entry))


@patient_command.command("edit")
@click.argument("of", metavar="[NAME]", required=False, shell_complete=completing("patients"))
@click.option("--name", metavar="NAME", help="The new name.")
@zone_option
@usual_site_option
@diagnosis_option
@json_option
@click.pass_obj
def edit(app: App, /, of: str | None, as_json: bool, **options: str | None) -> None:
    """Correct the name, zone, usual site or diagnosis."""
    given = _checked(options)
    if not given:
        raise click.UsageError("Say what to correct: --name, --zone, --site or --diagnosis.")
    with app.writing(of) as journal:
        journal.patient = patients.edit(journal, journal.patient.record.replace(**given))
    _tell(app, journal, as_json)


@patient_command.command("archive", short_help="Put a patient aside; every record stays.")
@name_argument
@json_option
@click.pass_obj
def archive(app: App, name: str, as_json: bool) -> None:
    """Put a patient aside; every record stays, and --patient NAME still reaches it."""
    with app.writing(name) as journal:
        journal.patient = patients.edit(journal, journal.patient.record.replace(archived=True))
    _tell(app, journal, as_json)


patient_command.add_command(invite_command)
patient_command.add_command(export_all_command)
patient_command.add_command(erase_command)


def _checked(options: dict[str, str | None]) -> dict[str, Any]:
    given = {option: value for option, value in options.items() if value is not None}
    if "zone" in given:
        zone_named(given["zone"])
    return given


def _tell(app: App, journal: Journal, as_json: bool) -> None:
    change = journal.begin("patient").no
    if as_json:
        echo_json({**_json(journal.patient), "change": f"u{change}"})
        return
    undo = f"rehabtrack undo {view_of(app, journal).id(f'u{change}')}"
    echo(_line(journal.patient), _lead(journal.patient), command=undo)


def _lead(entry: Entry[Any]) -> str:
    return f"{shortened(entry.record.name, LONGEST_LEAD)}  "


def _line(entry: Entry[Any]) -> str:
    patient = entry.record
    words = [f"usual site {patient.site}"]
    words += [f"zone {patient.zone}"] if patient.zone else []
    words += [patient.diagnosis] if patient.diagnosis else []
    words += ["archived"] if patient.archived else []
    return ", ".join(words)


def _json(entry: Entry[Any]) -> dict[str, Any]:
    from rehabtrack.cli.as_json import uid_words

    return {**vars(entry.record), "uid": uid_words(entry.uid)}
