"""A file of our own is read and checked while others may write, and locked only to be stored."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import engines
import pytest
from diaries import Diary, march
from test_carrying import export

from rehabtrack.domain.ids import new_uid
from rehabtrack.interchange.whole_file import Part
from rehabtrack.services.bringing import bring_in
from rehabtrack.services.carrying import Source, opened
from rehabtrack.storage.journal import Writer


class Disturbed:
    """What reads a file, while somebody else writes to a journal, and begins others."""

    def __init__(self, source: Source, other: Diary) -> None:
        self._source, self._other = source, other
        self.wrote = 0

    @property
    def place(self) -> str:
        return self._source.place

    def parts(self) -> Iterator[Part]:
        for part in self._source.parts():
            self._other.rate(3, march(2))
            Diary.of_new_patient(self._other.database, f"new {self.wrote}")
            self.wrote += 1
            yield part


@pytest.mark.parametrize("known", [True, False])
def test_others_may_write_while_a_file_is_read(anna: Diary, tmp_path: Path, known: bool) -> None:
    anna.rate(3, march(1))
    file = export(anna.database, "jsonl", tmp_path / "anna.jsonl")
    (tmp_path / "other").mkdir()
    with ExitStack() as opening:
        hers = anna
        if not known:
            there = engines.opened(engines.new_place(tmp_path / "other"))
            hers = Diary.of_new_patient(opening.enter_context(closing(there)), "ben")
        here = hers.database
        beside = opening.enter_context(closing(engines.hurry(engines.opened(here.path, "ben"))))
        disturbed: list[Disturbed] = []

        @contextmanager
        def watched() -> Iterator[Disturbed]:
            with opened(str(file), here) as source:
                disturbed.append(Disturbed(source, Diary(beside, hers.patient_id, "ben")))
                yield disturbed[-1]

        writer = Writer("anna", march(31), new_uid(march(31)))
        brought = bring_in(here, lambda: writer, watched, b"x" * 32, "jsonl/1")
    assert (len(brought.whole), len(brought.merged)) == ((0, 1) if known else (1, 0))
    assert [one.wrote > 2 for one in disturbed] == [True]
