"""Copies beside a database: their names, and which of them may go again."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabtrack.storage import copies
from rehabtrack.storage.copies import KEPT, Copy, superseded

pytestmark = pytest.mark.files

T = 1_773_471_600_000  # 2026-03-14 07:00 UTC
instants = st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 31))  # noqa: DTZ001 - UTC
reasons = st.sampled_from(["before-1-to-2", "before-2-to-3", "backup", "replaced"])


@st.composite
def made(draw: st.DrawFn) -> list[Copy]:
    """Copies made at any times, some of them close together."""
    near = draw(instants)
    times = draw(
        st.lists(
            st.one_of(instants, st.integers(0, 90).map(lambda days: near - timedelta(days=days))),
            max_size=40,
        )
    )
    return [
        Copy(f"/{number}", draw(reasons), at.strftime("%Y%m%dT%H%M%S%fZ"))
        for number, at in enumerate(times)
    ]


@given(made())
def test_what_goes_is_automatic(all_of_them: list[Copy]) -> None:
    assert all(copy.automatic for copy in superseded(all_of_them))


@given(made())
def test_the_last_five_automatic_ones_stay(all_of_them: list[Copy]) -> None:
    gone = superseded(all_of_them)
    automatic = [copy for copy in all_of_them if copy.automatic]
    stays = [copy for copy in automatic if copy not in gone]
    assert len(stays) >= min(KEPT, len(automatic))
    for copy in gone:
        assert sum(other.stamp >= copy.stamp for other in stays) >= KEPT


@given(made())
def test_of_every_month_the_newest_automatic_one_stays(all_of_them: list[Copy]) -> None:
    gone = superseded(all_of_them)
    for copy in gone:
        month = [c for c in all_of_them if c.automatic and c.stamp[:6] == copy.stamp[:6]]
        assert any(c not in gone and c.stamp >= copy.stamp for c in month)


@given(made())
def test_no_more_stay_than_five_and_one_a_month(all_of_them: list[Copy]) -> None:
    automatic = [copy for copy in all_of_them if copy.automatic]
    months = {copy.stamp[:6] for copy in automatic}
    assert len(automatic) - len(superseded(all_of_them)) <= KEPT + len(months)


@given(made())
def test_to_rotate_again_takes_nothing_more(all_of_them: list[Copy]) -> None:
    gone = superseded(all_of_them)
    assert superseded([copy for copy in all_of_them if copy not in gone]) == []


@given(st.integers(0, 4_000_000_000_000), reasons)
def test_a_name_tells_why_and_when(now: int, why: str) -> None:
    name = copies.new_name("/data/journal.db", why, now)
    assert name != copies.new_name("/data/journal.db", why, now)
    stamp = name.removeprefix(f"journal.db.{why}-")[:22]
    at = datetime.strptime(stamp, "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)
    assert at - datetime.fromtimestamp(0, UTC) == timedelta(milliseconds=now)


def test_only_the_copies_of_this_database_are_found_oldest_first(tmp_path: Path) -> None:
    path = str(tmp_path / "journal.db")
    names = [copies.new_name(path, why, T + n) for n, why in enumerate(["backup", "replaced"])]
    others = ["journal.db", "journal.db-journal", "journal.db.backup", "notes.txt"]
    others += [copies.new_name("other.db", "backup", T), f"{names[0]}-journal", f"x{names[0]}"]
    others += [copies.new_name(names[0], "backup", T)]  # a copy of the copy
    for name in [*reversed(names), *others]:
        (tmp_path / name).touch()
    found = copies.beside(path)
    assert [os.path.basename(copy.path) for copy in found] == names
    assert [copy.why for copy in found] == ["backup", "replaced"]
    assert copies.newest_beside(path) == str(tmp_path / names[0])


def test_a_folder_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert copies.beside(str(tmp_path / "nowhere" / "journal.db")) == []


def test_what_may_go_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    path = str(tmp_path / "journal.db")
    why = copies.before_upgrade(1, 2)
    names = [copies.new_name(path, why, T + hour * 3_600_000) for hour in range(8)]
    asked = [copies.new_name(path, each, T - 1) for each in ("backup", "replaced")]
    for name in ["journal.db", *names, *asked]:
        (tmp_path / name).touch()
    copies.rotate(path)
    assert sorted(os.listdir(tmp_path)) == sorted(["journal.db", *names[3:], *asked])
