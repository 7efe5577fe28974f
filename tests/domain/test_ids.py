"""The ids people type and those that travel."""

from uuid import RFC_4122, UUID

import pytest

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.ids import LETTERS, entry_id, is_uid, new_uid, new_uids, read_id


@pytest.mark.parametrize(("kind", "letter"), LETTERS.items())
def test_an_id_is_the_letter_of_its_kind_and_the_number(kind: str, letter: str) -> None:
    assert entry_id(kind, 41) == f"{letter}41"
    assert read_id(f"{letter}41") == (None, kind, 41)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Ana/p41", "Ana"), ("Ana Lía/P041", "Ana Lía"), (" Ana / p41 ", "Ana"), (" p41", None)],
)
def test_an_id_may_carry_the_name_of_its_patient(text: str, name: str | None) -> None:
    assert read_id(text) == (name, "pain", 41)


@pytest.mark.parametrize(
    "text", ["", "41", "p", "p0", "z41", "p-1", "p4 1", "p1234567890", "p٤", "Ana/", "p41/Ana"]
)
def test_what_is_no_id_is_refused_with_what_ids_look_like(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_id(text)
    assert str(refused.value) == (
        f'"{text}" is not an id. Ids look like p1 (pain), m1 (massage), f1 (phase), '
        "t1 (measure), c1 (clearance), n1 (note), w1 (warning), u1 (change) or NAME/p1."
    )


def test_a_name_before_an_id_is_not_empty() -> None:
    with pytest.raises(Refused) as refused:
        read_id("/p41")
    assert str(refused.value) == "The patient's name is empty. Write at least one character."


def test_a_uid_is_a_uuid_of_version_7_that_sorts_by_its_time() -> None:
    uid = UUID(bytes=new_uid(1_773_468_600_000))
    assert uid.int >> 80 == 1_773_468_600_000
    assert uid.version == 7
    assert uid.variant == "specified in RFC 4122"
    assert new_uid(0) < new_uid(1)


def test_no_two_uids_of_one_instant_are_the_same() -> None:
    assert len({new_uid(0) for _ in range(1000)}) == 1000


def test_uids_for_many_records_are_uuids_of_that_instant_all_different() -> None:
    made = [
        UUID(bytes=uid) for uid, _ in zip(new_uids(1_773_468_600_000), range(2500), strict=False)
    ]
    assert len(set(made)) == 2500
    assert {(uid.version, uid.variant) for uid in made} == {(7, RFC_4122)}
    assert {uid.int >> 80 for uid in made} == {1_773_468_600_000}
    assert made[:1000] == sorted(made[:1000])


def test_what_is_no_id_of_ours_is_told_by_its_bytes() -> None:
    assert is_uid(new_uid(1_772_323_200_000))
    assert not is_uid(bytes(16))
    assert not is_uid(b"\xff" * 16)
