"""A journal that went out as FHIR comes back: what R4 holds is equal, the rest is counted."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import fhir_story
import pytest

from rehabtrack.domain.moment import zone_named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.when import read_when
from rehabtrack.domain.words import folded
from rehabtrack.interchange.fhir import read
from rehabtrack.interchange.fhir.export import bundle
from rehabtrack.interchange.items import Item, Row, Skipped
from rehabtrack.interchange.layout import Layout
from rehabtrack.services.fhir_export import fhir_resources
from rehabtrack.storage import caseload
from rehabtrack.storage.database import open_existing
from rehabtrack.storage.journal import FIRST, LAST, Journal, Writer

BERLIN = zone_named("Europe/Berlin")
NOW = read_when("2026-01-12T09:00", BERLIN, 0).at


@pytest.fixture(scope="module")
def journals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Journal]]:
    """The journals of the story by the names of the patients."""
    database = open_existing(fhir_story.told(tmp_path_factory.mktemp("fhir")))
    assert database is not None
    writer = Writer("anna", NOW, bytes(16))
    yield {
        each.record.name: Journal(database, each, writer) for each in caseload.patients(database)
    }
    database.close()


def back(journal: Journal) -> list[Item]:
    """Everything that is read of the journal's bundle."""
    with journal.reading():
        text = b"".join(bundle(fhir_resources(journal, NOW, FIRST, LAST), NOW))
    assert read.recognises(text[:65536])
    name, zone = journal.patient.record.name, journal.patient.record.zone
    zones = {folded(name): zone_named(zone)} if zone else {}
    return list(read.items(BytesIO(text), Layout(zone=BERLIN, now=NOW, zones=zones), "me"))


def same(record: Any) -> Any:
    """A record without what FHIR has no place for.

    That is the name of a zone and the link to a session.
    """
    moment = record.moment
    if moment.width:
        moment = BERLIN.day(moment.wall.date())  # a date is a day of whichever zone it is read in
    record = record.replace(moment=moment._replace(zone=""))
    if isinstance(record, PainRating):
        return record.replace(session=None, relation=None)
    return record


def written(journal: Journal) -> list[Entry[Any]]:
    with journal.reading():
        return [
            entry
            for kind in ("pain", "massage", "phase", "measure")
            for entry in journal.between(kind, FIRST, LAST, voided=True)
        ]


def test_every_rating_massage_phase_and_measure_comes_back_equal(
    journals: dict[str, Journal],
) -> None:
    for name, journal in journals.items():
        found = [item for item in back(journal) if not isinstance(item, Skipped)]
        assert all(isinstance(item, Row) for item in found), found
        rows = [item for item in found if isinstance(item, Row)]
        assert {item.patient for item in rows} == {name}
        standing = [entry for entry in written(journal) if not entry.voided_by]
        kept = Counter(same(entry.record) for entry in standing)
        assert Counter(same(item.record) for item in rows) == kept


def test_what_does_not_come_back_is_counted(journals: dict[str, Journal]) -> None:
    journal = journals["Anna"]
    skipped = Counter(item.reason for item in back(journal) if isinstance(item, Skipped))
    void = [entry for entry in written(journal) if entry.voided_by]
    marked = sum(count for reason, count in skipped.items() if "entered-in-error" in reason)
    assert marked == len(void) > 0
    assert skipped["Patient"] == 1
    assert {"Provenance", "DetectedIssue", "ServiceRequest", "Flag"} <= set(skipped)


def test_every_rating_says_which_massage_it_belongs_to(journals: dict[str, Journal]) -> None:
    told = 0
    for journal in journals.values():
        uids = {entry.no: entry.uid for entry in journal.between("massage", voided=True)}
        ratings = [entry.record for entry in journal.between("pain")]
        kept = Counter((uids[one.session], one.relation) for one in ratings if one.session)
        linked = (item.linked for item in back(journal) if isinstance(item, Row) and item.linked)
        assert Counter(linked) == kept
        told += kept.total()
    assert told
