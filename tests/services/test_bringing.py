"""A file of our own is read and checked while others may write, and locked only to be stored."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from diaries import Diary, march
from test_carrying import export

from rehabtrack.domain.ids import new_uid
from rehabtrack.interchange.whole_file import Part
from rehabtrack.services.bringing import bring_in
from rehabtrack.services.carrying import Source, opened
from rehabtrack.storage.database import open_or_create
from rehabtrack.storage.journal import Writer


class Disturbed:
    """What reads a file, while somebody else writes."""

    def __init__(self, source: Source, path: str) -> None:
        self._source, self._path = source, path
        self.wrote = 0

    @property
    def place(self) -> str:
        return self._source.place

    def parts(self) -> Iterator[Part]:
        for part in self._source.parts():
            with closing(sqlite3.connect(self._path, timeout=0)) as other:
                other.execute("BEGIN IMMEDIATE")
                other.execute("ROLLBACK")
            self.wrote += 1
            yield part


@pytest.mark.files
@pytest.mark.parametrize("known", [True, False])
def test_others_may_write_while_a_file_is_read(anna: Diary, tmp_path: Path, known: bool) -> None:
    anna.rate(3, march(1))
    file = export(anna.database, "jsonl", tmp_path / "anna.jsonl")
    with closing(open_or_create(str(tmp_path / "here.db"))) as other:
        here = anna.database if known else other
        if not known:
            Diary.of_new_patient(here, "ben")
        disturbed: list[Disturbed] = []

        @contextmanager
        def watched() -> Iterator[Disturbed]:
            with opened(str(file), here) as source:
                disturbed.append(Disturbed(source, here.path))
                yield disturbed[-1]

        writer = Writer("eva", march(31), new_uid(march(31)))
        brought = bring_in(here, lambda: writer, watched, b"x" * 32, "jsonl/1")
    assert (len(brought.whole), len(brought.merged)) == ((0, 1) if known else (1, 0))
    assert [one.wrote > 2 for one in disturbed] == [True]
