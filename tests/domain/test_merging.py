"""What two people know of a record becomes one, whoever hears of the other first."""

from functools import reduce
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as some

from rehabtrack.domain.merging import NOTHING, Head, Known, merged


def stamp(number: int) -> bytes:
    return number.to_bytes(16, "big")


def made(number: int, at: int = 0, content: object = "7") -> Head:
    return Head(stamp(number), at, "Anna", content)


def known(*heads: Head, also: tuple[int, ...] = (), voids: dict[int, str] | None = None) -> Known:
    """What is known: these versions, the stamps `also`, and the voids by their stamps."""
    told = {stamp(number): why for number, why in (voids or {}).items()}
    stamps = {head.stamp for head in heads} | set(map(stamp, also)) | told.keys()
    return Known(frozenset(stamps), {head.stamp: head for head in heads}, told)


def shown(one: Known) -> tuple[list[object], str | None]:
    """The versions that stand, the one that is shown last, and why it is void."""
    return [head.content for head in one.in_order], one.reason


def test_what_was_never_heard_of_is_taken_as_it_is() -> None:
    one = known(made(1), also=(9,), voids={2: "a slip"})
    assert merged(NOTHING, one) == one
    assert merged(one, NOTHING) == one


def test_a_later_version_takes_the_place_of_one_that_it_knew() -> None:
    first, later = known(made(1, content="7")), known(made(2, content="6"), also=(1,))
    assert shown(merged(first, later)) == (["6"], None)
    assert shown(merged(later, first)) == (["6"], None)


def test_versions_made_apart_both_stand_and_the_last_made_is_shown() -> None:
    mine = known(made(2, at=20, content="6"), also=(1,))
    hers = known(made(3, at=10, content="5"), also=(1,))
    both = merged(mine, hers)
    assert (shown(both), both.shown.content) == ((["5", "6"], None), "6")


def test_who_knew_both_settles_them() -> None:
    both = merged(known(made(2), also=(1,)), known(made(3), also=(1,)))
    settled = known(made(4, content="8"), also=(1, 2, 3))
    assert shown(merged(both, settled)) == (["8"], None)


def test_a_void_outlives_a_version_made_apart_from_it() -> None:
    void = known(made(1), voids={5: "another person's"})
    edited = known(made(2, at=99, content="6"), also=(1,))
    assert shown(merged(void, edited)) == (["6"], "another person's")
    assert shown(merged(edited, void)) == (["6"], "another person's")


def test_who_knew_of_a_void_brings_it_back() -> None:
    void = known(made(1), voids={5: "a slip"})
    back = known(made(6, content="7"), also=(1, 5))
    assert shown(merged(void, back)) == (["7"], None)


def test_of_two_versions_alike_the_one_with_its_note_is_kept() -> None:
    whole, bare = made(1, content="7, at night"), made(1, content="7")._replace(withheld=True)
    for one, other in permutations([whole, bare]):
        assert merged(known(one), known(other)).shown == whole


def test_what_a_void_record_said_is_not_lost_where_it_is_not_told() -> None:
    told, silent = known(made(1, content="7")), known(made(1, content=None), voids={5: "a slip"})
    assert shown(merged(told, silent)) == (["7"], "a slip")
    assert shown(merged(silent, told)) == (["7"], "a slip")


def notes(one: Known) -> list[str | None]:
    """What the versions that stand say in words, the one that is shown last."""
    return [head.note for head in one.in_order]


def test_who_changes_what_she_was_not_told_whole_keeps_its_note() -> None:
    noted = known(made(1)._replace(note="at night"))
    changed = made(2, content="6")._replace(withheld=True)
    for only, whole in ((True, True), (False, False)):
        blind = known(changed._replace(partial=only), also=(1,))
        for both in (merged(noted, blind), merged(blind, noted)):
            assert (shown(both), notes(both)) == ((["6"], None), ["at night"])
            assert both.shown.withheld is not whole


def test_a_note_that_was_kept_back_stands_beside_another_written_meanwhile() -> None:
    noted = known(made(1, at=1)._replace(note="at night"))
    changed = made(2, at=2, content="6")._replace(withheld=True, note="since Monday")
    blind = known(changed, also=(1,))
    for both in (merged(noted, blind), merged(blind, noted)):
        assert notes(both) == ["at night", "since Monday"]


def test_who_was_told_the_note_may_take_it_away() -> None:
    noted = known(made(1)._replace(note="at night"))
    both = merged(noted, known(made(2, content="6"), also=(1,)))
    assert notes(both) == [None]


def test_the_same_note_is_not_kept_twice() -> None:
    noted = known(made(1)._replace(note="at night"))
    blind = known(made(2)._replace(withheld=True, note="at night"), also=(1,))
    assert notes(merged(noted, blind)) == ["at night"]
    assert notes(merged(known(made(1)), blind)) == ["at night"]


def test_a_version_that_only_a_void_names_takes_the_place_of_none() -> None:
    mine = known(made(1, content="5"))
    void = known(made(2, content=None), also=(1,), voids={5: "a slip"})
    both = merged(mine, void)
    assert shown(both) == (["5"], "a slip")
    back = known(made(2, content="8"), also=(1, 5, 6))
    assert shown(merged(both, back)) == (["8"], None)


def test_a_note_that_was_lent_stands_again_beside_one_that_was_kept_back() -> None:
    lent = made(1, content="7")._replace(note="a quarrel")
    filled = made(2)._replace(withheld=True, note="a quarrel", told=1, lent=lent)
    own = made(2)._replace(withheld=True, note="tense", told=1, partial=True)
    both = merged(known(filled, also=(1,)), known(own, also=(1,)))
    assert {head.note for head in both.heads.values()} == {"a quarrel", "tense"}


# --- whatever happens ---------------------------------------------------------------------------


@some.composite
def histories(draw: some.DrawFn) -> list[Known]:
    """What three people know of a record after they edited, voided and heard of one another."""
    people = [known(made(1))] * 3
    for number in range(2, draw(some.integers(2, 9))):
        who = draw(some.integers(0, 2))
        mine = people[who]
        match draw(some.sampled_from(["edit", "void", "back", "hear"])):
            case "edit":
                at = draw(some.integers(0, 3))
                head = made(number, at, str(number))
                stamps = mine.stamps | {head.stamp}
                people[who] = mine._replace(stamps=stamps, heads={head.stamp: head})
            case "void":
                voids = {**mine.voids, stamp(number): "a slip"}
                people[who] = mine._replace(stamps=mine.stamps | {stamp(number)}, voids=voids)
            case "back":
                head = made(number, 0, str(number))
                people[who] = Known(mine.stamps | {head.stamp}, {head.stamp: head}, {})
            case "hear":
                people[who] = merged(mine, people[draw(some.integers(0, 2))])
    return people


@given(histories())
def test_the_order_in_which_people_hear_of_one_another_does_not_matter(people: list[Known]) -> None:
    ends = [reduce(merged, order) for order in permutations(people)]
    assert all(end == ends[0] for end in ends)


@given(histories())
def test_to_hear_of_the_same_twice_changes_nothing(people: list[Known]) -> None:
    end = reduce(merged, people)
    assert all(merged(end, one) == end and merged(one, one) == one for one in people)


@given(histories())
def test_something_always_stands(people: list[Known]) -> None:
    assert reduce(merged, people).heads
