"""`rehabtrack export fhir`: one journal as an HL7 FHIR R4 Bundle."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import FilePath, command
from rehabtrack.cli.options import span_of, span_options
from rehabtrack.cli.output import counted, echo, echo_whole
from rehabtrack.domain.errors import NotFound, Refused
from rehabtrack.files import not_written, written_whole
from rehabtrack.storage.own_names import refuse_own_name


@command("fhir", short_help="One patient's journal as an HL7 FHIR R4 Bundle.")
@click.option("--to", metavar="FILE", type=FilePath(), required=True, help="The file to write.")
@span_options
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.pass_obj
def fhir_command(app: App, to: str, since: str | None, until: str | None, force: bool) -> None:
    """Write one patient's journal as an HL7 FHIR R4 Bundle, for other health software.

    Void records and withdrawn warnings go out marked as entered in error. What becomes what, and
    what is left out, is in docs/fhir.md.
    """
    from rehabtrack.interchange.fhir.export import bundle
    from rehabtrack.services.fhir_export import fhir_resources

    counts = Counter[str]()
    _refuse_database(app.path, to)
    with app.reading() as journal:
        if not journal.patient_id:
            raise NotFound("There is no patient yet.", "The first record makes one.")
        span = span_of(app, since, until)
        policies = sum(1 for _ in journal.between("policy", *span))
        made = _counted(fhir_resources(journal, app.now, *span), counts)
        _write(to, bundle(made, app.instant), force)
    _tell(journal.patient.record.name, to, counts, policies)


def _refuse_database(path: str, target: str) -> None:
    """Refused for the database at `path`, and for a name that one keeps for itself."""
    refuse_own_name(path, target)
    if os.path.exists(path) and os.path.exists(target) and os.path.samefile(path, target):
        raise Refused(f"The file {target} is the database itself.", "Give another name.")


def _write(path: str, lines: Iterable[bytes], force: bool) -> None:
    try:
        with written_whole(path, replacing=force) as draft, open(draft, "wb") as file:
            file.writelines(lines)
    except OSError as error:
        raise not_written(error, path) from error


def _counted(made: Iterable[dict[str, str]], counts: Counter[str]) -> Iterator[dict[str, str]]:
    for one in made:
        counts[one["resourceType"]] += 1
        yield one


def _tell(name: str, path: str, counts: Counter[str], policies: int) -> None:
    echo(f"The journal of {name} is in:")
    echo_whole(path)
    total = counted(counts.total(), "resource")
    echo(f"{total}: {', '.join(f'{count} {kind}' for kind, count in counts.items())}.")
    if policies:
        echo(f"Left out, having no place in FHIR: {counted(policies, 'change')} of the rule.")
    echo("It is not encrypted: who can read it can read all of it.")
