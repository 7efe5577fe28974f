"""The words that the tables allow are those of the domain, whoever writes them down again."""

import re

import pytest
from sqlalchemy import CheckConstraint

from rehabtrack.domain.instruments import INSTRUMENTS
from rehabtrack.domain.records.clearance import SPECIALTIES
from rehabtrack.domain.records.note import PARTS
from rehabtrack.domain.records.phase import PHASE_KINDS
from rehabtrack.domain.records.symptom import SIGNS
from rehabtrack.storage import schema

pytestmark = pytest.mark.files  # no database is asked


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("phase", "kind", PHASE_KINDS),
        ("clearance", "specialty", SPECIALTIES),
        ("redflag", "specialty", SPECIALTIES),
        ("symptom", "sign", SIGNS),
        ("score", "instrument", tuple(INSTRUMENTS)),
    ],
)
def test_a_column_holds_the_words_that_its_record_allows(
    table: str, column: str, words: tuple[str, ...]
) -> None:
    checks = {str(one.name): str(one.sqltext) for one in _checks(table)}
    (allowed,) = [text for text in checks.values() if f"{column} IN (" in text]
    assert tuple(re.findall("'([^']*)'", allowed)) == words


def test_the_parts_of_a_note_are_those_of_its_record() -> None:
    assert schema.NOTE_PARTS == PARTS


def _checks(table: str) -> list[CheckConstraint]:
    constraints = schema.metadata.tables[table].constraints
    return [one for one in constraints if isinstance(one, CheckConstraint)]
