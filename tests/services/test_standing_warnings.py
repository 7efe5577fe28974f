"""The invariant: whatever was done, in whatever order, what stands is what the rules say."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from diaries import Diary
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import (
    Step,
    Teller,
    instants,
    moments,
    opinions,
    policies,
    ratings,
    rolled_back,
    stories,
)

from rehabtrack.domain.companion_rules import Opinion, refusals_at
from rehabtrack.domain.findings import Finding, StoredWarning, findings
from rehabtrack.domain.high_pain import PainState, Reading, Session
from rehabtrack.domain.red_flags import NONE, Flag, emergencies, open_at
from rehabtrack.services import file_check
from rehabtrack.storage import warnings
from rehabtrack.storage.database import Database

#: A record to store: how, and its fields.
Told = tuple[str, dict[str, Any]]


def judged_afresh(diary: Diary) -> Counter[tuple[int, Finding]]:
    """What the rules find of each session, from every record there is and one session a time."""
    journal = diary.journal()
    ratings = sorted(_reading(entry) for entry in journal.between("pain") if entry.record.counts)
    policies = [entry.record.policy for entry in journal.standing("policy")]
    opinions = [_opinion(entry) for entry in journal.between("clearance")]
    flags = [_flag(entry) for entry in journal.between("redflag") if entry.record.code != NONE]
    found: Counter[tuple[int, Finding]] = Counter()
    for entry in journal.between("massage"):
        if not entry.record.given:
            continue
        session = Session(entry.no, entry.record.moment.at, entry.record.moment.width)
        state = PainState(policies)
        for _at, _no, reading in ratings:
            if reading.at <= session.judged_at:
                state.observe(reading)
        refusals = refusals_at(opinions, session.judged_at)
        grave = emergencies(open_at(flags, session.judged_at))
        found.update((entry.no, one) for one in findings(state.assess(session), refusals, grave))
    return found


def _reading(entry: Any) -> tuple[int, int, Reading]:
    rating = entry.record
    after = rating.session if rating.relation == "after" else 0
    reading = Reading(
        *rating.moment[:2],
        *(rating.site, rating.scale, rating.value, rating.recall),
        *(entry.no, entry.version, after),
    )
    return reading.at, reading.no, reading


def _opinion(entry: Any) -> Opinion:
    said = entry.record
    span = said.moment.at, said.end_at
    return Opinion(entry.no, entry.version, said.doctor, said.refuses, *span)


def _flag(entry: Any) -> Flag:
    said = entry.record
    return Flag(entry.no, entry.version, said.code, said.moment.at, said.assessed_at)


def standing(diary: Diary) -> Counter[tuple[int, Finding]]:
    """What stands for each session, read from the table itself."""
    columns = (
        'session, rule, rule_version, status, reason, category, "limit", hours, on_advice_of,'
        " evidence, until_at"
    )
    rows = diary.database.execute(
        f"SELECT {columns} FROM warning WHERE withdrawn_by = 0 AND patient_id = {diary.patient_id}",
    )
    return Counter((session, Finding(*finding)) for session, *finding in rows)


@settings(max_examples=2 * settings().max_examples)  # of all laws the one that must not be missed
@given(story=stories())
def test_the_standing_warnings_equal_a_full_reassessment(
    reused: Database, story: list[Step]
) -> None:
    with rolled_back(reused) as diary:
        teller = Teller(diary)
        for told in story:
            if teller.tell(told):
                assert standing(diary) == judged_afresh(diary), told
        assert list(file_check.untrue_warnings(diary.journal())) == []


@given(story=stories())
def test_an_answer_holds_until_status_or_category_rises_and_what_is_the_same_stays(
    reused: Database, story: list[Step]
) -> None:
    with rolled_back(reused) as diary:
        teller = Teller(diary)
        for told in story:
            before = by_rule(diary)
            teller.tell(told)
            after = by_rule(diary)
            for which in before.keys() & after.keys():
                old, new = before[which], after[which]
                assert (old.finding == new.finding) == (old.no == new.no)
                fell_or_stayed = new.finding.gravity <= old.finding.gravity
                if old.answered and fell_or_stayed and not told.name.startswith(("undo", "redo")):
                    assert new.answered, told
                if old.finding.gravity == new.finding.gravity and not old.due:
                    assert not new.due or told.name.startswith(("undo", "redo")), told


def by_rule(diary: Diary) -> dict[tuple[int, str], StoredWarning]:
    """The warning that stands for a session by a rule; there is one at most."""
    found = [w for w in warnings.raised(diary.journal()) if not w.withdrawn_by]
    each = {(warning.session, warning.finding.rule): warning for warning in found}
    assert len(each) == len(found)
    return each


# --- the order of insertion -----------------------------------------------------------------------


@st.composite
def diaries_and_another_order(draw: st.DrawFn) -> tuple[list[Told], list[int]]:
    """Records by name, and another order to tell them in."""
    sessions = draw(st.lists(moments, min_size=1, max_size=4))
    told: list[Told] = [("massage", {"when": when}) for when in sessions]
    told += [("rate", rating) for rating in draw(st.lists(ratings, min_size=1, max_size=8))]
    said = draw(st.lists(opinions, max_size=2, unique_by=lambda one: one["since"].at))
    told += [("doctor", one) for one in said]
    starts = draw(st.lists(instants, max_size=2, unique=True))
    told += [("rule", {**draw(policies), "since": since}) for since in starts]
    return told, draw(st.permutations(range(len(told))))


@given(told=diaries_and_another_order())
def test_the_order_of_insertion_never_matters_to_what_stands(
    reused: Database, told: tuple[list[Told], list[int]]
) -> None:
    records, order = told
    assert in_order(reused, records, range(len(records))) == in_order(reused, records, order)


def in_order(database: Database, records: list[Told], order: Iterable[int]) -> set[object]:
    """What stands after the records were told in an order, each known by its place in the list."""
    with rolled_back(database) as diary:
        ids: dict[str, int] = {}
        for place in order:
            tell(diary, records, place, ids)
        return {
            (ids[f"m{session}"], *by_place(finding, ids)) for session, finding in standing(diary)
        }


def tell(diary: Diary, records: list[Told], place: int, ids: dict[str, int]) -> None:
    """Store a record, and before a rating that is linked to a session that session."""
    name, fields = records[place]
    if place in ids.values():
        return
    if name == "rate":
        rating = dict(fields["rating"])
        linked = {"site": fields["site"], "recall": fields["recall"]}
        if fields["link"] is not None:
            session = fields["link"][0] % sum(name == "massage" for name, _ in records)
            tell(diary, records, session, ids)
            no = next(int(id_[1:]) for id_, of in ids.items() if of == session)
            linked |= {"session": no, "relation": fields["link"][1]}
        ids[diary.rate(rating.pop("value"), fields["when"], **linked, **rating).entries[0].id] = (
            place
        )
    elif name == "massage":
        ids[diary.massage(**fields).entry.id] = place
    elif name == "doctor":
        diary.doctor(**fields)
        ids[f"c{diary.journal().newest_numbers('clearance', 1)[0]}"] = place
    else:
        diary.rule(**fields, advice="Dr. Roth")


def by_place(finding: Finding, ids: dict[str, int]) -> tuple[object, ...]:
    """A finding with its evidence as a set of places in the list of records."""
    evidence = frozenset(
        (ids[cited.split(".")[0]], cited.split(".")[1]) for cited in finding.evidence.split()
    )
    return (*finding._replace(evidence=""), evidence)
