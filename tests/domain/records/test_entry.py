"""A record with what the journal knows of it."""

from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.pain import PainRating


def test_an_entry_is_known_by_the_id_of_its_kind_and_number() -> None:
    rating = PainRating(moment=Moment(0, 0, 60, "Europe/Berlin"), site="back", scale="nrs", value=6)
    entry: Entry[PainRating] = Entry("pain", 1, 41, bytes(16), 1, 57, "Ana", 0, 0, None, rating)
    assert entry.id == "p41"
    assert entry.record.value == 6
