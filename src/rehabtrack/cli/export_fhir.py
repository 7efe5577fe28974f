"""`rehabtrack export fhir`: one journal as an HL7 FHIR R4 Bundle."""

from collections import Counter
from collections.abc import Iterable, Iterator

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import FilePath, command
from rehabtrack.cli.exporting import NOT_ENCRYPTED, nobody, refuse_database
from rehabtrack.cli.options import span_of, span_options
from rehabtrack.cli.output import counted, echo, echo_whole
from rehabtrack.files import not_written, written_whole

#: The kinds that no resource holds, and what they are called.
LEFT_OUT = {"policy": "changes of the rule", "context": "notes of other apps"}


@command("fhir", short_help="One patient's journal as an HL7 FHIR R4 Bundle.")
@click.option("--to", metavar="FILE", type=FilePath(), required=True, help="The file to write.")
@span_options
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.pass_obj
def fhir_command(app: App, to: str, since: str | None, until: str | None, force: bool) -> None:
    """Write one patient's journal as an HL7 FHIR R4 Bundle, for other health software.

    Void records and withdrawn warnings go out marked as entered in error. What R4 cannot say is
    left out.
    """
    from rehabtrack.interchange.fhir.export import bundle
    from rehabtrack.services.fhir_export import fhir_resources

    counts = Counter[str]()
    refuse_database(app, to)
    with app.reading() as journal:
        if not journal.patient_id:
            raise nobody()
        span = span_of(app, since, until)
        left_out = {
            what: sum(1 for _ in journal.between(kind, *span)) for kind, what in LEFT_OUT.items()
        }
        left_out["marks of two records as one massage"] = sum(
            each.record.same is not None for each in journal.between("massage", *span)
        )
        made = _counted(fhir_resources(journal, app.now, *span), counts)
        _write(to, bundle(made, app.instant), force)
    _tell(journal.patient.record.name, to, counts, left_out)


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


def _tell(name: str, path: str, counts: Counter[str], left_out: dict[str, int]) -> None:
    echo(f"The journal of {name} is in:")
    echo_whole(path)
    total = counted(counts.total(), "resource")
    echo(f"{total}: {', '.join(f'{count} {kind}' for kind, count in counts.items())}.")
    words = ", ".join(f"{what} {count}" for what, count in left_out.items() if count)
    if words:
        echo(f"Left out, having no place in FHIR: {words}.")
    echo(NOT_ENCRYPTED)
