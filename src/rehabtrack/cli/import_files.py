"""The files of an import on their way in: in which format each is, and whose."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import file_digest
from typing import Any, BinaryIO

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.import_options import Told
from rehabtrack.cli.import_preview import Preview
from rehabtrack.cli.import_progress import watched
from rehabtrack.cli.logins import refuse_who_treats
from rehabtrack.cli.output import safe, tell
from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.words import folded, shortened
from rehabtrack.interchange.cells import NO_SITE
from rehabtrack.interchange.formats import knows_sites, reader_of
from rehabtrack.interchange.items import Item, Row
from rehabtrack.interchange.layout import Layout
from rehabtrack.interchange.rejects import Rejects
from rehabtrack.interchange.sheet import decoded
from rehabtrack.interchange.suggesting import UnknownColumns
from rehabtrack.interchange.table import FORMAT, Table
from rehabtrack.services.imports import Origin
from rehabtrack.services.incoming_phases import phases_apart
from rehabtrack.services.staged import Staged


class Incoming:
    """The files of one import; each is laid aside in `staged`, its refused rows in `rejects`.

    `known` are the names of the patients of the database.
    """

    def __init__(
        self,
        app: App,
        told: Told,
        layout: Layout,
        known: list[str],
        staged: Staged,
        rejects: Rejects,
    ) -> None:
        self.app, self.told, self.layout, self.known = app, told, layout, known
        self.staged, self.rejects = staged, rejects
        self.preview = Preview()
        self.lacks_site_alone = True  # whether all that is refused is so for the want of a site
        self._stranger: str | None = None  # whose file was taken for the one patient there is

    def take(self, name: str) -> Origin:
        """Lay aside what a file holds; what it is. Raises ImportRefused with the file's name."""
        try:
            with open(name, "rb") as file:
                _refuse_stream(file)
                reader = reader_of(file, as_table=bool(self.told.of_tables))
                if reader is None:
                    self._take_table(file, name)
                else:
                    self._take_format(reader, file, name)
            with open(name, "rb") as file:
                digest = file_digest(file, "sha256").digest()
            return Origin(reader.FORMAT if reader else FORMAT, digest)
        except UnknownColumns as error:
            _suggest(error)
            raise ImportRefused(f"{name}: {error.sentence}", error.remedy) from None
        except ImportRefused as error:
            raise ImportRefused(f"{name}: {error.sentence}", error.remedy) from None
        except OSError as error:
            raise ImportRefused(
                f"{name}: The file cannot be read: {error.strerror}.", "Give the name of a file."
            ) from None

    def _take_table(self, file: BinaryIO, name: str) -> None:
        with decoded(file) as stream:
            table = Table(stream, self.layout)
            patient = "" if table.names_patients else self._meant()
            self._stage(table.items(patient), file, name, patient)

    def _take_format(self, reader: Any, file: BinaryIO, name: str) -> None:
        self._refuse_options(reader)
        people = reader.people(file) if hasattr(reader, "people") else []
        file.seek(0)
        if len(people) != 1:
            patient = "" if people else self._meant()
            if people and self.app.patient_name is not None:
                tell(f"{name} names {len(people)} people; each is the patient of that name.")
            self._stage(reader.items(file, self.layout, patient), file, name, patient)
            return
        (person,) = people
        patient = self._patient_of(person, name)
        zones = {**self.layout.zones, folded(person): self.layout.zone_of(patient)}
        items = reader.items(file, replace(self.layout, zones=zones), patient)
        self._stage(_taken_for(patient, items), file, name, patient)

    def _stage(self, items: Iterable[Item], file: BinaryIO, name: str, patient: str) -> None:
        apart = phases_apart(watched(items, file, name), self.app.file_or_empty())
        passing = self.preview.noting(apart, name)
        for refusal in self.staged.take(passing):
            self.lacks_site_alone &= refusal.sentence == NO_SITE
            self.rejects.add(name, refusal, patient)

    def _refuse_options(self, reader: Any) -> None:
        """An option that means nothing for a format must not seem to have done something."""
        options = list(self.told.of_tables)
        if self.told.site_map and not knows_sites(reader):
            options.append("--site-map")
        if options:
            verb = "mean" if len(options) > 1 else "means"
            raise ImportRefused(
                f"The file is of {reader.TITLE}, for which {' and '.join(options)} {verb} nothing.",
                "Import it without; a table beside it by a command of its own.",
            )

    def _patient_of(self, person: str, name: str) -> str:
        """Whose a file is that says that it is one person's; raises ImportRefused where unclear."""
        if self.app.patient_name is None:
            known = next((one for one in self.known if folded(one) == folded(person)), None)
            if known is not None:
                return known
            self._refuse_stranger(person)
        patient = self._meant()
        if folded(patient) != folded(person):
            tell(f"{name} names {shortened(person)}; what it holds is taken for {patient}.")
        return patient

    def _refuse_stranger(self, person: str) -> None:
        remedy = "Say whose it is: rehabtrack --patient NAME import .."
        if len(self.known) > 1:
            raise ImportRefused(
                f"The file is of {shortened(person)}, who is not in this database.", remedy
            )
        if self._stranger not in (None, folded(person)):
            raise ImportRefused(
                f"The file is of {shortened(person)}, and another before it of somebody else.",
                remedy,
            )
        self._stranger = folded(person)

    def _meant(self) -> str:
        """Whose the rows are where nothing in the file says so: `me` in an empty database."""
        with self.app.reading() as journal:
            if not journal.patient_id:
                refuse_who_treats(journal.database)
            name: str = journal.patient.record.name
        return name


def _refuse_stream(file: BinaryIO) -> None:
    if not file.seekable():
        raise ImportRefused(
            "The file can be read only once.", "Save it, and import what was saved."
        )


def _taken_for(patient: str, items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item._replace(patient=patient) if isinstance(item, Row) else item


def _suggest(error: UnknownColumns) -> None:
    """What --map may say, on a line of its own, to be copied."""
    from shlex import quote

    if error.mapping:
        tell("By the names of the columns it may be this; see that it is, with --dry-run:")
        click.echo(safe(f"--map {quote(error.mapping)}"), err=True)
