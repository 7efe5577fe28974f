"""Stories: sequences of commands as people might give them, drawn at random and told to a diary."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from diaries import UTC, Diary, march, rated
from diaries import day as whole_day
from hypothesis import strategies as st

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.ids import LETTERS
from rehabtrack.domain.moment import DAY, HOUR
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.scales import SCALES, VALUES
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.tampering import altered, broken

AUTHORS = ("anna", "ben")

# Few and close, so that boundaries meet often; far enough that a site waits, or is forgotten.
DAYS = (1, 2, 3, 4, 15, 16, 17, 19, 30, 40, 75)
instants = st.builds(march, st.sampled_from(DAYS), st.sampled_from([0, 8, 9, 23]))
days = st.sampled_from(DAYS).map(whole_day)
moments = instants.map(UTC.moment) | days
sites = st.sampled_from(["back", "back", "leg-left", "other:head"])
recalls = st.sampled_from(["now", "now", "now", "worst-24h", "average-7d"])
places = st.integers(0, 5)  # which of the records there are, counted from the newest


@st.composite
def values(draw: st.DrawFn) -> dict[str, Any]:
    scale = draw(st.sampled_from(["nrs", "nrs", *SCALES]))
    return {"scale": scale, "value": draw(st.sampled_from(VALUES[scale]))}


class Step(NamedTuple):
    """One command: what is done, by whom, and how."""

    name: str
    author: str
    given: dict[str, Any]

    def __repr__(self) -> str:
        return f"{self.author}: {self.name}({', '.join(f'{k}={v}' for k, v in self.given.items())})"


def step(name: str, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    """A command with drawn arguments."""
    return st.builds(Step, st.just(name), st.sampled_from(AUTHORS), st.fixed_dictionaries(given))


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


links = some(st.tuples(places, st.sampled_from(["before", "after", "next-day"])))
ratings = st.fixed_dictionaries(
    {"rating": values(), "when": moments, "site": sites, "recall": recalls, "link": links}
)
pain_changes = st.one_of(
    st.fixed_dictionaries({"at": moments}),
    values(),
    st.fixed_dictionaries({"site": sites}),
    st.fixed_dictionaries({"recall": recalls}),
)
massage_changes = st.one_of(
    st.fixed_dictionaries({"at": moments}),
    st.fixed_dictionaries({"minutes": some(st.sampled_from([30, 60]))}),
)
opinion_changes = st.one_of(
    st.fixed_dictionaries({"at": moments}),
    st.fixed_dictionaries({"end_at": some(instants)}),
    st.fixed_dictionaries({"doctor": st.sampled_from(["Dr. Roth", "Dr. Weiss"])}),
)
policies = st.fixed_dictionaries(
    {"limit": st.integers(1, 4), "hours": st.sampled_from([1, 24, 36, 72])}
)
opinions = st.builds(
    lambda lasting, **fields: {**fields, "until": lasting and fields["since"].at + lasting},
    by=st.sampled_from(["Dr. Roth", "Dr. Weiss"]),
    refuses=st.booleans(),
    since=moments,
    lasting=some(st.sampled_from([HOUR, 2 * DAY, 20 * DAY])),
)
flag_changes = st.fixed_dictionaries({"at": moments})
_ten = st.integers(0, 10)

_rate = step("rate", ratings=st.lists(ratings, min_size=1, max_size=2))
_massage = step(
    "massage", when=moments, before=some(_ten), after=some(_ten), minutes=some(st.just(60))
)
BEGINNINGS = st.tuples(_rate, _massage, _massage, _rate)
WRITES = st.one_of(
    *(_rate, _massage),
    step("edit", kind=st.just("pain"), place=places, fields=pain_changes),
    step("edit", kind=st.just("massage"), place=places, fields=massage_changes),
    step("void", kind=st.sampled_from(["pain", "massage"]), place=places),
    step("unvoid", kind=st.sampled_from(["pain", "massage"]), place=places),
    step("answer", place=places),
    step("import", ratings=st.lists(ratings, max_size=2), sessions=st.lists(moments, max_size=2)),
)
RARER_WRITES = st.one_of(
    step("rule", policy=policies, since=instants),
    step("doctor", opinion=opinions),
    step("end_opinion", place=places, when=instants),
    step("edit", kind=st.just("clearance"), place=places, fields=opinion_changes),
    step("void", kind=st.sampled_from(["clearance", "phase", "redflag"]), place=places),
    step("unvoid", kind=st.sampled_from(["clearance", "phase", "redflag"]), place=places),
    step("skip", when=moments),
    step("flag", when=moments, codes=st.lists(st.sampled_from(["saddle", "fever"]), max_size=2)),
    step("assess", when=instants),
    step("edit", kind=st.just("redflag"), place=places, fields=flag_changes),
    step("phase", kind=st.sampled_from(["conservative", "surgery"]), when=moments),
    step("end_phase", when=instants),
    step("edit_patient", site=st.sampled_from(["back", "neck"])),
)
TAKINGS_BACK = st.one_of(
    step("undo"),
    step("undo"),
    step("redo"),
    step(
        "undo_of", kind=st.sampled_from(["pain", "massage", "clearance", "redflag"]), place=places
    ),
    step("undo_change", place=places),
)
writes = st.one_of(WRITES, WRITES, RARER_WRITES)
steps = st.one_of(writes, writes, TAKINGS_BACK)


@st.composite
def stories(draw: st.DrawFn, most: int = 25) -> list[Step]:
    """A few ratings and massages, and what then came to pass."""
    return [*draw(BEGINNINGS), *draw(st.lists(steps, min_size=1, max_size=most))]


class Teller:
    """Tells steps to a diary; a place counts back from the newest record there is."""

    def __init__(self, diary: Diary) -> None:
        self.diary = diary

    def tell(self, told: Step) -> bool:
        """Do one step; False where it is refused, which leaves everything as it was."""
        diary = self.diary.by(told.author)
        with suppress(Refused):
            getattr(self, f"_{told.name}")(diary, **told.given)
            assert list(broken(self.diary.journal())) == []
            return True
        return False

    def _id(self, kind: str, place: int, *, void: bool = False) -> str:
        found = [
            entry.no
            for entry in self.diary.journal().between(kind, voided=True)
            if bool(entry.voided_by) == void
        ]
        if not found:
            raise Refused("There is none.")
        return f"{LETTERS[kind]}{sorted(found, reverse=True)[place % len(found)]}"

    def _rating(self, rating: dict[str, Any], when: Any, site: str, recall: str, link: Any) -> Any:
        fields = {**rating, "site": site, "recall": recall}
        if link is not None and self.diary.journal().newest_numbers("massage", 1):
            fields["session"] = int(self._id("massage", link[0])[1:])
            fields["relation"] = link[1]
        return rated(fields.pop("value"), when, **fields)

    def _rate(self, diary: Diary, ratings: list[dict[str, Any]]) -> None:
        diary.log(*(self._rating(**rating) for rating in ratings))

    def _massage(self, diary: Diary, **fields: Any) -> None:
        diary.massage(**fields)

    def _skip(self, diary: Diary, when: Any) -> None:
        diary.skip(when)

    def _import(self, diary: Diary, ratings: list[dict[str, Any]], sessions: list[Any]) -> None:
        records = [self._rating(**rating) for rating in ratings]
        diary.bring_in(*records, *(MassageSession(moment=when) for when in sessions))

    def _edit(self, diary: Diary, kind: str, place: int, fields: dict[str, Any]) -> None:
        diary.edit(self._id(kind, place), **fields)

    def _void(self, diary: Diary, kind: str, place: int) -> None:
        diary.void(self._id(kind, place))

    def _unvoid(self, diary: Diary, kind: str, place: int) -> None:
        diary.unvoid(self._id(kind, place, void=True))

    def _answer(self, diary: Diary, place: int) -> None:
        last = diary.journal().single("WARNING_LAST_NO") or 0
        if last:
            diary.answer(last - place % last)

    def _rule(self, diary: Diary, policy: dict[str, int], since: int) -> None:
        diary.rule(**policy, since=since, advice="Dr. Roth")

    def _doctor(self, diary: Diary, opinion: dict[str, Any]) -> None:
        diary.doctor(**opinion)

    def _flag(self, diary: Diary, when: Any, codes: list[str]) -> None:
        diary.flag(when, *codes)

    def _assess(self, diary: Diary, when: int) -> None:
        diary.assess(when)

    def _end_opinion(self, diary: Diary, place: int, when: int) -> None:
        diary.end_opinion(int(self._id("clearance", place)[1:]), when)

    def _phase(self, diary: Diary, kind: str, when: Any) -> None:
        diary.phase(kind, when)

    def _end_phase(self, diary: Diary, when: Any) -> None:
        diary.end_phase(when)

    def _edit_patient(self, diary: Diary, site: str) -> None:
        diary.edit_patient(site=site)

    def _undo(self, diary: Diary) -> None:
        diary.undo()

    def _redo(self, diary: Diary) -> None:
        diary.redo()

    def _undo_of(self, diary: Diary, kind: str, place: int) -> None:
        diary.undo(self._id(kind, place))

    def _undo_change(self, diary: Diary, place: int) -> None:
        last = diary.journal().single("LAST_CHANGE") or 0
        diary.undo(f"u{last - place % last}")


def tampering(journal: Journal) -> list[str]:
    """What is not as it was stored."""
    return [*altered(journal), *broken(journal)]


@contextmanager
def rolled_back(database: Database) -> Iterator[Diary]:
    """A new diary, of which nothing stays; whatever was told, it must be found as it was stored."""
    database.execute("BEGIN")
    try:
        diary = Diary.of_new_patient(database)
        yield diary
        assert tampering(diary.journal()) == []
    finally:
        database.execute("ROLLBACK")
