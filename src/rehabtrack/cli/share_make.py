"""`rehabtrack share make`: a file of one's records for somebody else."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import FilePath, command
from rehabtrack.cli.exporting import refuse_database
from rehabtrack.cli.options import moment_of
from rehabtrack.cli.output import counted, echo, echo_text, echo_whole, tell
from rehabtrack.domain.errors import NotFound, Refused
from rehabtrack.files import not_written, written_whole
from rehabtrack.storage.journal import FIRST, Journal

if TYPE_CHECKING:
    from rehabtrack.interchange.share_lines import Beginning, Shared
    from rehabtrack.services.share_make import Wanted

#: Who may be meant to read it.
READERS = ("therapist", "patient", "doctor")


@command("make", short_help="Write a file of your records for somebody else.")
@click.option(
    "--for", "reader", type=click.Choice(READERS), required=True, help="Who will read it."
)
@click.option("--since", metavar="T", help="Leave out ratings, sessions and notes from before.")
@click.option(
    "--without", type=click.Choice(["notes"]), help="Keep back session notes and all other notes."
)
@click.option("--out", metavar="FILE", type=FilePath(), required=True, help="The file to make.")
@click.option(
    "--recipient",
    "recipients",
    metavar="age1..",
    multiple=True,
    help="Encrypt it for this public key (rehabtrack share key).",
)
@click.option("--passphrase", "asks", is_flag=True, help="Encrypt it; asks for a passphrase.")
@click.option(
    "--passphrase-file", metavar="F", type=FilePath(), help="Encrypt it by the first line of F."
)
@click.option("--force", is_flag=True, help="Replace a file of that name.")
@click.pass_obj
def make_command(
    app: App,
    reader: str,
    since: str | None,
    without: str | None,
    out: str,
    recipients: tuple[str, ...],
    asks: bool,
    passphrase_file: str | None,
    force: bool,
) -> None:
    """Write what is recorded into a file, to hand to your therapist, patient or doctor.

    Drafts of notes are left out, and of void records what they said. The file has a digest: damage
    shows, not who wrote it.
    """
    from rehabtrack.interchange.share_lines import lines
    from rehabtrack.services.share_make import Wanted, shared

    if sum((bool(recipients), asks, passphrase_file is not None)) > 1:
        raise click.UsageError("Encrypt it in one way: --recipient or a passphrase.")
    refuse_database(app, out)
    start = FIRST if since is None else moment_of(app, since).at
    wanted = Wanted(reader, start, without is None)
    passphrase = _passphrase(asks, passphrase_file)
    counts: Counter[str] = Counter()
    with app.reading() as journal:
        if not journal.patient_id:
            raise NotFound("There is nothing to share yet.", "Log pain: rehabtrack 0-10")
        beginning = _beginning(app, journal, wanted)
        told = lines(beginning, _counting(shared(journal, wanted), counts))
        try:
            with written_whole(out, replacing=force) as draft, open(draft, "wb") as file:
                file.writelines(_sealed(told, recipients, passphrase))
        except OSError as error:
            raise not_written(error, out) from error
    words = ", ".join(f"{kind} {count}" for kind, count in counts.items())
    echo_text(f"{counted(counts.total(), 'record')} of {journal.patient.record.name}: {words}.")
    echo_whole(out)
    if recipients or passphrase is not None:
        echo("It is encrypted.")
    else:
        tell("It is not encrypted: who can read the file can read the records.")


def _beginning(app: App, journal: Journal, wanted: "Wanted") -> "Beginning":
    from uuid import UUID

    from rehabtrack.interchange.share_lines import VERSION, Beginning, Person
    from rehabtrack.interchange.spelling import instant
    from rehabtrack.services.share_make import people, rated_span

    uid, name = journal.patient.uid, journal.patient.record.name
    also = [str(UUID(bytes=each)) for each in people(journal)]
    first, last = (at and instant(at) for at in rated_span(journal))
    return Beginning(
        version=VERSION,
        made_at=instant(app.instant),
        made_by=app.author,
        for_=wanted.reader,
        since=None if wanted.since == FIRST else instant(wanted.since),
        without=[] if wanted.notes else ["notes"],
        patient=Person(str(UUID(bytes=uid)), name, also),
        first=first or None,
        last=last or None,
    )


def _counting(found: "Iterable[Shared]", counts: Counter[str]) -> "Iterator[Shared]":
    for one in found:
        counts[one.kind] += 1
        yield one


def _sealed(
    told: Iterable[bytes], recipients: tuple[str, ...], passphrase: str | None
) -> Iterable[bytes]:
    if not recipients and passphrase is None:
        return told
    from rehabtrack.interchange.age import seal_for, seal_with

    data = b"".join(told)
    if passphrase is None:
        return [seal_for(data, list(recipients))]
    return [seal_with(data, passphrase)]


def _passphrase(asks: bool, file: str | None) -> str | None:
    if file is not None:
        return passphrase_in(file)
    if not asks:
        return None
    from rehabtrack.storage.wrapping import ask

    passphrase = ask("Passphrase for the file: ")
    if ask("Once more: ") != passphrase:
        raise Refused("The two are not alike.", "Type it again.")
    if not passphrase:
        raise Refused("A passphrase cannot be empty.", "Type it again.")
    return passphrase


def passphrase_in(path: str) -> str:
    """The first line of a file; raises Refused where there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            line = file.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        sentence = f"The passphrase cannot be read from {path}."
        raise Refused(sentence, "See that it is there.") from None
    if not line:
        raise Refused(f"The first line of {path} is empty.", "Write the passphrase there.")
    return line
