"""SecUSo's Privacy Friendly Pain Diary: the backup that its backup app makes of it.

The shape is that of the app's source (database version 2; the enums BodyRegion, Condition, Time and
PainQuality); no backup of the app was seen. It has one entry a day:

- `painLevel`, 0 to 10, answers "How strong is your pain?": a rating of now, known by its day, at
  each site that the marked regions come to. The note of the day goes with the first.
- The app begins at 0, and stores that where nobody moved it. A 0 beside an answer to where, how or
  when it hurts is therefore no rating; it is told in the context.
- Condition, regions, qualities and times of pain are a context of that day, in the app's words.
- A drug is a measure of that day, with how many were taken when. One whose quantities are all 0 was
  named and not counted: it is told in a context.
"""

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from rehabtrack.domain.errors import ImportRefused, Refused, RehabtrackError
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.context import Context
from rehabtrack.domain.records.measure import Measure
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.interchange import secuso_backup
from rehabtrack.interchange.items import Item, Record, Refusal, Row, Skipped, identity_of
from rehabtrack.interchange.layout import Layout
from rehabtrack.interchange.secuso_backup import Object
from rehabtrack.interchange.secuso_cells import (
    read_level,
    read_quantities,
    read_text,
    told_beside,
)
from rehabtrack.interchange.secuso_regions import read_regions, sites_of
from rehabtrack.interchange.times import Times

TITLE = "Privacy Friendly Pain Diary"
FORMAT = "secuso-pain-diary/1"
recognises = secuso_backup.recognises


def items(stream: BinaryIO, layout: Layout, patient: str) -> Iterator[Item]:
    """What each entry and each drug comes to, all of this patient; raises ImportRefused."""
    diary = _Diary(secuso_backup.tables(stream), layout, patient)
    for place, entry in enumerate(diary.entries):
        yield from diary.read(f"diaryentries[{place}]", entry, diary.entry_rows)
    for place, intake in enumerate(diary.intakes):
        yield from diary.read(f"drugintakes[{place}]", intake, diary.intake_rows)
    yield from diary.others()


class _Day(Named):
    """The day of an entry as the backup writes it, and what it is read as."""

    date: str
    moment: Moment
    notice: str | None


class _Diary:
    """The tables of a diary, and what their rows come to."""

    def __init__(self, tables: dict[str, list[Object]], layout: Layout, patient: str) -> None:
        self.entries = tables["diaryentries"]
        self.intakes = tables.get("drugintakes", [])
        self._pains = _by_id(tables.get("paindescriptions", []))
        self._drugs = _by_id(tables.get("drugs", []))
        self._days = _by_id(self.entries)
        self._users = tables.get("users", [])
        self._layout = layout
        self._patient = patient
        self._times = Times(layout.zone_of(patient), layout.now)

    def read(
        self, line: str, row: Object, meaning: Callable[[str, Object], Iterator[Item]]
    ) -> list[Item]:
        """All that a row means, or why it cannot be true."""
        try:
            return [*meaning(line, row)]
        except RehabtrackError as error:
            return [Refusal(line, error.sentence, error.remedy, {})]

    def entry_rows(self, line: str, entry: Object) -> Iterator[Item]:
        """The ratings of an entry, then its context; raises Refused."""
        day = self._day(entry)
        pain = self._pains.get(entry.get("painDescription_id"), {})
        regions = read_regions(read_text(pain, "bodyRegions"))
        level, note = read_level(pain), read_text(entry, "notes") or None
        told = told_beside(entry, pain, regions)
        if level == 0 and told.keys() & {"where", "quality", "when"}:
            told["pain"] = "0, at which the app begins"
            level = None
        if level is not None:
            yield from self._ratings(line, day, level, regions, note)
        elif note:
            told["notes"] = note
        if told:
            yield self._context(line, day, told)
        elif level is None:
            yield Skipped(line, "entry without an answer")

    def _ratings(
        self, line: str, day: _Day, level: int, regions: tuple[int, ...], note: str | None
    ) -> Iterator[Row]:
        for site, region in self._sites(regions).items():
            like = PainRating(moment=day.moment, site=site, scale="nrs", value=level, note=note)
            yield self._row(line, day, like, "pain", level, region, note)
            note = None

    def _sites(self, regions: tuple[int, ...]) -> dict[str, int | None]:
        if regions:
            return {**sites_of(regions, self._layout.sites)}
        if self._layout.site is None:
            remedy = "Name the site, or give --site SITE."
            raise Refused("The row does not say where it hurts.", remedy)
        return {self._layout.site: None}

    def intake_rows(self, line: str, intake: Object) -> Iterator[Item]:
        """The measure that an intake is, or the context; raises Refused."""
        entry = self._days.get(intake.get("diaryEntry_id"))
        drug = self._drugs.get(intake.get("drug_id"))
        if entry is None or drug is None:
            yield Skipped(line, "drug of no entry")  # the app shows it no more
            return
        day, name, taken = self._day(entry), read_text(drug, "name"), read_quantities(intake)
        dose = ", ".join(filter(None, [read_text(drug, "dose"), *taken]))
        if taken:
            at = day.moment
            like = Measure(moment=at, end_at=at.at, kind="drug", name=name, dose=dose)
            yield self._row(line, day, like, "drug", name, dose)
        else:
            words = f"{name}, {dose}" if dose else name
            yield self._context(line, day, {"drug without a quantity": words})

    def others(self) -> Iterator[Skipped]:
        """What belongs to no entry."""
        shown = {entry.get("painDescription_id") for entry in self.entries}
        for place, number in enumerate(self._pains):
            if number not in shown:
                yield Skipped(f"paindescriptions[{place}]", "pain of no entry")
        for place, _ in enumerate(self._users):
            yield Skipped(f"users[{place}]", "details of the user")

    def _day(self, entry: Object) -> _Day:
        date = read_text(entry, "date")
        return _Day(date, *self._times.read(date))

    def _context(self, line: str, day: _Day, told: dict[str, str]) -> Row:
        text = "\n".join(f"{what}: {words}" for what, words in told.items())
        like = Context(moment=day.moment, source=TITLE, text=text)
        return self._row(line, day, like, "context", text)

    def _row(self, line: str, day: _Day, like: Record, *told: object) -> Row:
        identity = identity_of(FORMAT, day.date, *told)
        return Row(line, self._patient, day.moment, like, identity, day.notice)


def _by_id(rows: list[Object]) -> dict[Any, Object]:
    found = {row.get("_id"): row for row in rows}
    if len(found) < len(rows):
        raise ImportRefused(
            "Two rows of the backup have one number.",
            "Make the backup again, and give it as it is.",
        )
    return found
