"""Whatever people write, and in whatever order they hear of it, their journals say the same."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import engines
import pytest
from examples import at_most
from hypothesis import example, given
from hypothesis import strategies as some

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.ids import new_uid
from rehabtrack.domain.moment import HOUR, fixed_zone
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.records.patient import Patient
from rehabtrack.interchange.share_file import ShareFile
from rehabtrack.interchange.share_lines import VERSION, Beginning, Person, lines
from rehabtrack.interchange.spelling import instant
from rehabtrack.services import file_check, history, massage, pain, undo, undoable
from rehabtrack.services.knowing import Changes, known_of
from rehabtrack.services.share_make import KINDS_FOR, Wanted, people, shared
from rehabtrack.services.share_take import take
from rehabtrack.storage import caseload, columns
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import Journal, Writer

UTC = fixed_zone(0)
START = 1_772_323_200_000  # 2026-03-01 00:00 UTC
NAMES = ("anna", "eva", "roth")
#: In each example three people hand over all they have some dozens of times.
FEW = at_most(25)


class Desk:
    """One person's journal of the same patient; each method is a command an hour later."""

    def __init__(self, database: Database, name: str) -> None:
        self.database, self.name = database, name
        self.now = START
        self.wrote: set[str | None] = set()
        self.replaced: set[str | None] = set()
        with database.writing():
            caseload.add_patient(database, Patient(name="anna"), self.writer(), "patient add")

    def writer(self) -> Writer:
        return Writer(self.name, self.now, new_uid(self.now))

    def journal(self) -> Journal:
        (patient,) = caseload.patients(self.database)
        return Journal(self.database, patient, self.writer())

    def do(self, what: str, which: int, value: int) -> None:
        """One command; what is refused changes nothing."""
        self.now += HOUR
        with suppress(Refused), self.database.writing():
            journal = self.journal()
            if what == "rate":
                rating = PainRating(
                    moment=UTC.moment(self.now), site="back", scale="nrs", value=value
                )
                pain.log(journal, [rating])
                return
            if what == "massage":
                massage.log(journal, MassageSession(moment=UTC.moment(self.now), minutes=value + 1))
                return
            if what == "undo":
                undo.take_back(journal, undoable.newest(journal), "undo")
                return
            if what == "redo":
                undo.take_back(journal, undoable.newest_undo(journal), "redo")
                return
            entries = [*journal.between("pain", voided=True)]
            if not entries:
                return
            entry = entries[which % len(entries)]
            match what:
                case "edit":
                    settled = self.seen(journal, entry) - {entry.record.note}
                    history.edit(journal, entry, entry.record.replace(value=value))
                    self.replaced |= settled
                case "note":
                    self.write(journal, entry)
                case "void":
                    history.void(journal, entry, "a slip")
                case "unvoid":
                    history.unvoid(journal, entry, "true after all")

    def write(self, journal: Journal, entry: Any) -> None:
        """Another note in the place of those that she can see."""
        if entry.voided_by:
            return
        self.replaced |= self.seen(journal, entry) | {entry.record.note}
        note = f"{self.name} at {self.now}"
        self.wrote.add(note)
        history.edit(journal, entry, entry.record.replace(note=note))

    def seen(self, journal: Journal, entry: Any) -> set[str | None]:
        """The notes of the versions of a record that she can see."""
        heads = known_of(journal, Changes(journal), "pain", entry.no).heads.values()
        return {head.note for head in heads}

    def notes(self) -> set[str | None]:
        """The notes of all versions that stand."""
        journal, changes = self.journal(), Changes(self.journal())
        return {
            head.note
            for entry in journal.between("pain", voided=True)
            for head in known_of(journal, changes, "pain", entry.no).heads.values()
        }

    def share(self, *, notes: bool = True) -> bytes:
        """What she hands over, all of it or without the notes."""
        with self.database.reading():
            journal = self.journal()
            also = [str(UUID(bytes=each)) for each in people(journal)]
            uid = str(UUID(bytes=journal.patient.uid))
            beginning = Beginning(
                version=VERSION,
                made_at=instant(self.now),
                made_by=self.name,
                for_="doctor",
                since=None,
                without=[] if notes else ["notes"],
                patient=Person(uid, "anna", also),
                first=None,
                last=None,
            )
            return b"".join(lines(beginning, shared(journal, Wanted("doctor", notes=notes))))

    def take(self, file: bytes) -> Any:
        self.now += HOUR
        with self.database.writing():
            return take(self.journal(), ShareFile(BytesIO(file)))

    def says(self) -> dict[bytes, Any]:
        """What stands of each record, by its own id; void ones by their being so."""
        journal = self.journal()
        return {
            entry.uid: None if entry.voided_by else entry.record.replace()
            for kind in ("pain", "massage")
            for entry in journal.between(kind, voided=True)
        }


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the databases of an example lie, until the next."""
    made = tmp_path_factory.mktemp("three")
    for name in NAMES:
        (made / name).mkdir()
    return made


@contextmanager
def three_people(folder: Path, empty_file: str) -> Iterator[list[Desk]]:
    """Three people's new databases."""
    with engines.borrowed(), ExitStack() as stack:
        desks = []
        for name in NAMES:
            opened = engines.opened(engines.new_place(folder / name, empty_file), by=name)
            stack.enter_context(closing(opened))
            desks.append(Desk(engines.hurry(opened), name))
        yield desks


who = some.integers(0, 2)
commands = some.tuples(
    who,
    some.sampled_from(["rate", "massage", "edit", "edit", "void", "unvoid", "undo", "redo"]),
    some.integers(0, 5),
    some.integers(0, 10),
)
handings = some.tuples(who, some.just("hand"), who, some.booleans())


@FEW
@given(some.lists(commands | handings, max_size=14), some.permutations(range(6)))
def test_after_everybody_heard_of_everybody_all_journals_say_the_same(
    folder: Path, empty_file: str, story: list[Any], order: list[int]
) -> None:
    with three_people(folder, empty_file) as three:
        tell(three, story, order)


def tell(three: list[Desk], story: list[Any], order: list[int]) -> None:
    """Tell a story, let everybody hear of everybody, and look whether they agree."""
    files: list[tuple[int, bytes]] = []
    for one, what, *rest in story:
        if what == "hand":
            other, late = rest
            file = three[one].share()
            if late:  # taken only at the end
                files.append((other, file))
            else:
                three[other].take(file)
        else:
            three[one].do(what, *rest)
    pairs = [(a, b) for a in range(3) for b in range(3) if a != b]
    last = [(b, three[a].share()) for a, b in pairs]
    for place in order:
        three[last[place][0]].take(last[place][1])
    for other, file in files:
        three[other].take(file)
    for a, b in pairs * 2:
        three[b].take(three[a].share())
    said = [known(desk.says()) for desk in three]
    assert said[0] == said[1] == said[2]
    for desk in three:
        assert list(file_check.problems(desk.database)) == []
    for a, b in pairs:
        assert three[b].take(three[a].share()).journal.change is None


def known(says: dict[bytes, Any]) -> dict[bytes, Any]:
    """What stands: of what is void others need not have heard."""
    return {uid: record for uid, record in says.items() if record is not None}


NOTE_COMMANDS = some.tuples(
    who,
    some.sampled_from(["note", "note", "edit"]),
    some.just(0),
    some.integers(0, 10),
)


@FEW
@given(some.lists(NOTE_COMMANDS | handings, min_size=3, max_size=12))
@example([(0, "note", 0, 0), (0, "hand", 1, False), (1, "note", 0, 0), (1, "hand", 0, False)])
@example(
    [
        *((0, "note", 0, 0), (1, "note", 0, 0), (1, "hand", 2, False)),
        *((2, "note", 0, 0), (2, "hand", 1, False)),
    ]
)
def test_no_note_is_gone_that_nobody_replaced_knowing_it(
    folder: Path, empty_file: str, story: list[Any]
) -> None:
    with three_people(folder, empty_file) as three:
        for one, what, *rest in [
            (0, "rate", 0, 5),
            *((0, "hand", b, True) for b in (1, 2)),
            *story,
        ]:
            if what == "hand":
                other, whole = rest
                three[other].take(three[one].share(notes=whole))
            else:
                three[one].do(what, *rest)
        for a, b in [(a, b) for a in range(3) for b in range(3) if a != b] * 3:
            three[b].take(three[a].share())
        written = set().union(*(desk.wrote for desk in three))
        replaced = set().union(*(desk.replaced for desk in three))
        for desk in three:
            assert written - replaced <= desk.notes()
            assert list(file_check.problems(desk.database)) == []


def test_every_column_is_a_number_or_a_text_as_the_tables_have_it() -> None:
    from rehabtrack.interchange.share_file import _NUMBERS
    from rehabtrack.interchange.share_lines import REFERENCES

    numbers = {
        name
        for kind in KINDS_FOR["doctor"]
        for name, sort in (each.split() for each in columns.CONTENT_COLUMNS[kind].split(", "))
        if sort.rstrip("?") in ("integer", "length") and name not in (*REFERENCES, "counts")
    }
    assert numbers == _NUMBERS


def test_there_is_something_for_each_reader() -> None:
    from rehabtrack.cli.share_make import READERS

    assert set(READERS) == set(KINDS_FOR)
