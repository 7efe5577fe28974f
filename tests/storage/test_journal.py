"""The journal: records in, entries out, every version kept, no number ever given twice."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import engines
import pytest
from engines import refusals
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st
from journals import NOW, command, march, massage, moment, new_journal, one_of_every_kind, pain
from journals import opened as another

from rehabtrack.domain.errors import NotFound
from rehabtrack.domain.moment import DAY, HOUR, LONGEST_DAY, MINUTE, Moment
from rehabtrack.domain.records.clearance import SPECIALTIES, Clearance
from rehabtrack.domain.records.context import Context
from rehabtrack.domain.records.massage import AREAS, PRESSURES, TECHNIQUES, MassageSession
from rehabtrack.domain.records.measure import MEASURE_KINDS, PHYSIOTHERAPY_FORMS, Measure
from rehabtrack.domain.records.note import SessionNote
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.records.phase import PHASE_KINDS, Phase
from rehabtrack.domain.records.policy import PolicyChange
from rehabtrack.domain.records.redflag import RedFlag
from rehabtrack.domain.records.score import FunctionScore
from rehabtrack.domain.records.screen import Screen
from rehabtrack.domain.records.symptom import SIGNS, Symptom
from rehabtrack.domain.records.warning import ANSWER_CODES
from rehabtrack.domain.red_flags import CODES, NONE
from rehabtrack.domain.scales import RECALLS, SCALES, VALUES
from rehabtrack.domain.sites import SITES
from rehabtrack.storage import caseload, schema
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import ENVELOPE, KINDS, TIMED_KINDS, Journal
from rehabtrack.storage.rows import COLUMNS, columns_of, kind_of, record_of
from rehabtrack.storage.taking_back import (
    made_by,
    outgrown,
    unvoid_voided_by,
    void_made_by,
    voided_by,
)

# --- records as they may come ---------------------------------------------------------------------

_plain = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029")
lines = st.text(_plain, min_size=1, max_size=20).filter(str.strip)
notes = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
words = st.text(_plain, min_size=1, max_size=9).map(str.strip).map("x{}".format)
other_words = words.filter(lambda word: "," not in word).map("other:{}".format)
minutes_of_time = st.integers(-36_000_000, 100_000_000).map(lambda minute: minute * MINUTE)
widths = st.sampled_from([0, 0, 23 * HOUR, DAY, 25 * HOUR, LONGEST_DAY])
moments = st.builds(Moment, minutes_of_time, widths, st.integers(-1439, 1439), lines)
instants = moments.map(lambda found: found._replace(width=0))


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The field given, or left out."""
    return st.none() | strategy


def listed(known: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the known words and others beside them."""
    return st.lists(st.sampled_from(known) | other_words, max_size=3).map(tuple)


def lasting(start: Moment, *, event: bool = False) -> st.SearchStrategy[int | None]:
    """The end of what began then."""
    first = 0 if event else 1
    return some(st.integers(first, 10_000).map(lambda minutes: start.at + minutes * MINUTE))


because = st.sampled_from(ANSWER_CODES[:-1]) | lines.map("other:{}".format)
lengths = some(st.integers(1, 1440))
patients = st.builds(
    Patient,
    name=words.filter(lambda word: "/" not in word and not word[1:].isdigit()),
    zone=some(lines),
    site=st.sampled_from(SITES) | other_words,
    diagnosis=some(lines),
    archived=st.booleans(),
)
given_massages = st.builds(
    MassageSession,
    moment=moments,
    minutes=lengths,
    areas=listed(AREAS),
    techniques=listed(TECHNIQUES),
    pressure=some(st.sampled_from(PRESSURES)),
    therapist=some(lines),
    note=some(notes),
)
skipped_massages = st.builds(
    MassageSession,
    moment=moments,
    given=st.just(False),
    therapist=some(lines),
    because=because,
    note=some(notes),
)
policies = st.builds(
    PolicyChange,
    moment=instants,
    limit=st.integers(1, 4),
    hours=st.integers(1, 72),
    because=lines,
    on_advice_of=lines,
)


@st.composite
def ratings(draw: st.DrawFn) -> PainRating:
    scale = draw(st.sampled_from(SCALES))
    link = draw(st.sampled_from([(None, None), (1, "before"), (1, "after"), (1, "next-day")]))
    return PainRating(
        moment=draw(moments),
        site=draw(st.sampled_from(SITES) | other_words),
        scale=scale,
        value=draw(st.sampled_from(VALUES[scale])),
        recall=draw(st.sampled_from(RECALLS)),
        session=link[0],
        relation=link[1],
        note=draw(some(notes)),
    )


@st.composite
def phases(draw: st.DrawFn) -> Phase:
    start, kind = draw(moments), draw(st.sampled_from(PHASE_KINDS))
    done = lasting(start, event=True) if kind == "conservative" else st.none()
    return Phase(
        moment=start,
        end_at=draw(lasting(start)),
        kind=kind,
        course_done_at=draw(done),
        note=draw(some(notes)),
    )


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    start, kind = draw(moments), draw(st.sampled_from(MEASURE_KINDS))
    forms = some(st.sampled_from(PHYSIOTHERAPY_FORMS)) if kind == "physiotherapy" else st.none()
    return Measure(
        moment=start,
        end_at=draw(lasting(start, event=True)),
        kind=kind,
        name=draw(lines),
        form=draw(forms),
        dose=draw(some(lines)),
        minutes=draw(lengths),
        note=draw(some(notes)),
    )


@st.composite
def clearances(draw: st.DrawFn) -> Clearance:
    start, refuses = draw(moments), draw(st.booleans())
    return Clearance(
        moment=start,
        end_at=draw(lasting(start)),
        doctor=draw(lines),
        specialty=draw(st.sampled_from(SPECIALTIES)),
        refuses=refuses,
        areas=draw(listed(AREAS)),
        techniques=draw(listed(TECHNIQUES)),
        pressure=None if refuses else draw(some(st.sampled_from(PRESSURES))),
        limits=draw(some(notes)),
    )


screens = st.builds(
    Screen,
    moment=instants,
    session=st.sampled_from([None, 1]),
    yes=st.lists(st.sampled_from(["fever", "skin=neck", "lump=other:knee"])).map(tuple),
)
session_notes = st.builds(
    SessionNote,
    moment=moments,
    session=st.just(1),
    subjective=notes.filter(str.strip),
    plan=some(notes),
)
redflags = st.builds(
    RedFlag, moment=moments, code=st.sampled_from([*CODES, NONE]), note=some(notes)
)
symptoms = st.builds(
    Symptom,
    moment=moments,
    sign=st.sampled_from(SIGNS),
    site=st.sampled_from(SITES) | other_words,
    asks=st.lists(st.sampled_from(CODES), unique=True).map(tuple),
)
totals = st.builds(
    FunctionScore, moment=moments, instrument=st.just("odi"), tenths=st.integers(0, 1000)
)
ticks = st.sets(st.integers(1, 24))
ticked = st.builds(
    lambda moment, items: FunctionScore(
        moment=moment, instrument="rmdq", tenths=len(items) * 10, items=tuple(items)
    ),
    moments,
    ticks,
)


RECORDS: dict[str, st.SearchStrategy[Any]] = {
    "pain": ratings(),
    "massage": given_massages | skipped_massages,
    "phase": phases(),
    "measure": measures(),
    "clearance": clearances(),
    "policy": policies,
    "screen": screens,
    "note": session_notes,
    "redflag": redflags,
    "symptom": symptoms,
    "score": totals | ticked,
    "context": st.builds(Context, moment=moments, source=words, text=notes.filter(str.strip)),
}


@pytest.fixture
def journal(database: Database) -> Journal:
    """The journal of one patient in a new file."""
    return new_journal(database)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """A journal with one massage, for the examples of a property one after the other."""
    with closing(engines.opened(engines.new_place(tmp_path_factory.mktemp("shared")))) as opened:
        made = new_journal(opened)
        with command(made) as writing:
            writing.add(massage(), action="log")
        yield made


def reread(journal: Journal) -> Journal:
    """The same journal in the same file, opened anew."""
    journal.database.close()
    database = engines.opened(journal.database.path)
    return Journal(database, caseload.patient(database, journal.patient_id), journal.writer)


# --- every field, there and back ------------------------------------------------------------------


@pytest.mark.files  # no database is asked
def test_the_columns_of_a_record_are_the_columns_of_its_table() -> None:
    assert dict(schema.CONTENT) == COLUMNS
    assert schema.ENVELOPE == ENVELOPE
    assert set(KINDS) == set(schema.KINDS) == set(COLUMNS)
    assert set(TIMED_KINDS) == {kind for kind in KINDS if "at" in COLUMNS[kind]}


@pytest.mark.parametrize("kind", RECORDS)
@at_most(25)
@given(data=st.data(), origin=some(st.binary(min_size=16, max_size=16)))
def test_every_field_of_a_record_comes_back_from_the_file(
    shared: Journal, kind: str, data: st.DataObject, origin: bytes | None
) -> None:
    first, second = data.draw(RECORDS[kind]), data.draw(RECORDS[kind])
    with command(shared) as writing:
        added = writing.add(first, action="test", origin=origin)
        assert writing.entry(kind, added.no) == added
    assert added.record == first
    with command(shared, author="ben", now=NOW + HOUR) as writing:
        edited = writing.edit(added, second)
        assert writing.entry(kind, added.no) == edited
        assert [version.record for version in writing.versions(edited)] == [first, second]


@at_most(60)
@given(first=patients, second=patients)
def test_every_field_of_a_patient_comes_back_from_the_file(
    shared: Journal, first: Patient, second: Patient
) -> None:
    database = shared.database
    engines.act(database, shared.writer.author)
    with database.writing():
        database.execute("SAVEPOINT added")
        made = caseload.add_patient(database, first, shared.writer, action="patient add")
        assert caseload.patient(database, made.patient_id) == made.patient
        assert made.patient.record == first
        if second.name != first.name:
            edited = made.edit(made.patient, second)
            assert caseload.patient(database, made.patient_id) == edited
        database.execute("ROLLBACK TO added")  # so that its name is free


@pytest.mark.files  # no database is asked
@pytest.mark.parametrize("record", one_of_every_kind(), ids=kind_of)
def test_a_record_lies_in_its_columns_and_comes_back_from_them(record: Any) -> None:
    kind = kind_of(record)
    columns = columns_of(kind, record)
    assert len(columns) == len(COLUMNS[kind])
    assert all(not isinstance(value, bool) for value in columns)
    assert record_of(kind, columns) == record


@pytest.mark.files
def test_whoever_writes_to_a_file_reads_its_patient_once(journal: Journal) -> None:
    with journal.database.writing():
        (found,) = caseload.patients(journal.database)
        with engines.asked(journal.database) as asked:
            assert caseload.to_write(journal.database, found) == found
    assert asked == []


def test_what_is_stored_is_read_again_from_the_reopened_file(journal: Journal) -> None:
    with command(journal) as writing:
        stored = [writing.add(record, action="test") for record in one_of_every_kind()]
    again = reread(journal)
    assert [again.entry(entry.kind, entry.no) for entry in stored] == stored
    again.database.close()


@pytest.mark.parametrize(
    ("rating", "counts"),
    [
        (pain(), 1),
        (pain(recall="worst-24h"), 1),
        (pain(recall="average-7d"), 0),
        (pain(site="other:head"), 0),
    ],
    ids=["of the spine", "worst of the day", "average of the week", "elsewhere"],
)
def test_whether_a_rating_counts_is_decided_by_the_domain_at_writing(
    journal: Journal, rating: PainRating, counts: int
) -> None:
    with command(journal) as writing:
        writing.add(rating, action="log")
    assert list(journal.database.execute("SELECT counts FROM pain")) == [(counts,)]


def test_an_edit_decides_anew_whether_a_rating_counts(journal: Journal) -> None:
    with command(journal) as writing:
        entry = writing.add(pain(), action="log")
    with command(journal) as writing:
        writing.edit(entry, entry.record.replace(site="other:head"))
    stored = "SELECT counts FROM pain UNION ALL SELECT counts FROM pain_version"
    assert list(journal.database.execute(stored)) == [(0,), (1,)]


def test_a_session_is_stored_with_the_instant_it_is_judged_at(journal: Journal) -> None:
    with command(journal) as writing:
        writing.add(massage(march(20, 9)), action="log")
        writing.add(massage(march(20), width=DAY), action="log")
    stored = list(journal.database.execute("SELECT judged_at FROM massage ORDER BY no"))
    assert stored == [(march(20, 9),), (march(20, 23, 59),)]


# --- the envelope and its versions ----------------------------------------------------------------


@pytest.mark.parametrize("record", one_of_every_kind(), ids=kind_of)
def test_an_edit_keeps_the_version_before_and_never_the_identity(
    journal: Journal, record: Any
) -> None:
    kind = kind_of(record)
    with command(journal) as writing:
        first = writing.add(record, action="log")
    later = record.replace(moment=moment(march(21)))
    with command(journal, author="ben", now=NOW + DAY) as writing:
        second = writing.edit(first, later)
    read = another(journal).entry(kind, 1)
    assert read == second
    assert (read.uid, read.no, read.author) == (first.uid, first.no, "anna")
    assert (read.version, read.change, read.record) == (2, first.change + 1, later)
    assert another(journal).versions(read) == [first, second]
    assert another(journal).version(kind, 1, 1) == first
    assert another(journal).version(kind, 1, 2) == second


def test_a_void_record_stays_readable_with_its_reason(journal: Journal) -> None:
    with command(journal) as writing:
        entry = writing.add(pain(), action="log")
    with command(journal) as writing:
        void = writing.void(entry, "wrong patient")
    read = another(journal).entry("pain", 1)
    assert read == void
    assert (read.voided_by, read.void_reason) == (3, "wrong patient")
    assert (read.record, read.version, read.change) == (entry.record, 2, 3)
    assert another(journal).versions(read) == [entry, void]


@pytest.mark.parametrize("reason", ["", "   ", None])
def test_a_void_needs_a_reason(journal: Journal, reason: Any) -> None:
    with command(journal) as writing:
        entry = writing.add(pain(), action="log")
    with pytest.raises(refusals(), match="void_with_reason"), command(journal) as late:
        late.void(entry, reason)
    assert another(journal).entry("pain", 1).voided_by == 0


def test_a_record_brought_back_says_why_and_its_void_version_is_kept(journal: Journal) -> None:
    with command(journal) as writing:
        writing.add(pain(), action="log")
    with command(journal) as writing:
        writing.void(writing.entry("pain", 1), "a slip")
    with command(journal) as writing:
        back = writing.unvoid(writing.entry("pain", 1), "it was true")
    assert another(journal).entry("pain", 1) == back
    assert (back.voided_by, back.void_reason, back.version) == (0, "it was true", 3)
    first, void, standing = another(journal).versions(back)
    assert (first.voided_by, first.void_reason) == (0, None)
    assert (void.voided_by, void.void_reason) == (3, "a slip")
    assert standing == back


def test_the_foreign_row_a_record_came_from_is_kept_through_edits(journal: Journal) -> None:
    with command(journal) as writing:
        entry = writing.add(pain(), action="import", origin=b"0123456789abcdef")
    with command(journal) as writing:
        writing.edit(entry, pain(value=2))
    stored = "SELECT origin FROM pain UNION ALL SELECT origin FROM pain_version"
    assert list(journal.database.execute(stored)) == [(b"0123456789abcdef",)] * 2


# --- numbers --------------------------------------------------------------------------------------


def test_numbers_are_given_per_kind_in_order_and_never_again(journal: Journal) -> None:
    with command(journal) as writing:
        assert [writing.add(pain(), action="log").no for _ in range(3)] == [1, 2, 3]
        assert writing.add(massage(), action="log").no == 1
    with command(journal) as writing:
        writing.void(writing.entry("pain", 3), "a slip")
    with command(journal) as writing:
        assert writing.add(pain(), action="log").no == 4
    assert another(journal).newest_numbers("pain", 3) == [4, 3, 2]
    assert another(journal).newest_numbers("phase", 3) == []


def test_records_of_one_command_have_ids_of_their_own(journal: Journal) -> None:
    with command(journal) as writing:
        uids = {writing.add(pain(), action="log").uid for _ in range(20)}
    assert len(uids) == 20
    assert {len(uid) for uid in uids} == {16}


def test_many_records_are_stored_at_once_as_one_by_one(journal: Journal) -> None:
    with command(journal) as writing:
        one = writing.add(pain(value=1), action="import", origin=b"0123456789abcdef")
    with command(journal) as writing:
        rows = [columns_of("pain", pain(value=value), b"0123456789abcdef") for value in (2, 3)]
        writing.add_many("pain", rows, action="import")
        change = writing.begin("import").no
    many = list(another(journal).between("pain"))[1:]
    assert [(entry.no, entry.record.value) for entry in many] == [(2, 2), (3, 3)]
    for entry in many:
        alike = one._replace(no=entry.no, uid=entry.uid, change=change, record=entry.record)
        assert entry == alike
    assert len({entry.uid for entry in many}) == 2


def test_a_rolled_back_command_leaves_nothing_and_its_numbers_free(journal: Journal) -> None:
    def stumble() -> None:
        with command(journal) as writing:
            writing.add(pain(), action="log")
            raise RuntimeError("the light went out")

    with pytest.raises(RuntimeError):
        stumble()
    assert list(another(journal).between("pain", voided=True)) == []
    with command(journal) as writing:
        assert writing.add(pain(), action="log").no == 1
        assert writing.begin("log").no == 2


# --- the change -----------------------------------------------------------------------------------


def test_a_command_is_one_change_whatever_it_writes(journal: Journal) -> None:
    with command(journal, author="ben") as writing:
        entries = [writing.add(record, action="log") for record in one_of_every_kind()]
        assert {entry.change for entry in entries} == {2}
        assert writing.begin("something else") is writing.change
    newest, first = another(journal).changes()
    assert newest == writing.change == another(journal).change_numbered(2)
    assert (newest.author, newest.action, newest.at, newest.takes_back) == ("ben", "log", NOW, 0)
    assert newest.command == writing.writer.command
    assert (first.no, first.action) == (1, "patient add")


def test_a_command_that_writes_nothing_leaves_no_change(journal: Journal) -> None:
    with command(journal) as writing:
        list(writing.between("pain"))
    assert [change.no for change in another(journal).changes()] == [1]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM change",
        "UPDATE change SET author = 'somebody'",
        "UPDATE change SET at = 0",
        "UPDATE pain_version SET value = 0",
        "DELETE FROM pain_version",
        "DELETE FROM pain",
        "UPDATE pain SET no = 7",
        "UPDATE pain SET author = 'somebody'",
    ],
)
def test_what_was_written_is_never_changed_or_taken_out(journal: Journal, statement: str) -> None:
    with command(journal) as writing:
        entry = writing.add(pain(), action="log")
    with command(journal) as writing:
        writing.edit(entry, pain(value=2))
    with pytest.raises(refusals()):
        journal.database.execute(statement)


def test_an_unknown_change_or_record_is_nobodys(journal: Journal) -> None:
    with pytest.raises(NotFound, match="no change u9"):
        journal.change_numbered(9)
    with pytest.raises(NotFound, match="no p9"):
        journal.entry("pain", 9)


# --- two patients never mix -----------------------------------------------------------------------


def test_two_patients_never_mix(database: Database) -> None:
    anna, ben = new_journal(database, "anna"), new_journal(database, "ben")
    for journal, value in ((anna, 1), (ben, 8), (anna, 2)):
        with command(journal) as writing:
            writing.add(pain(value=value), action="log")
    assert [entry.record.value for entry in another(anna).between("pain")] == [1, 2]
    assert [entry.record.value for entry in another(ben).between("pain")] == [8]
    assert another(ben).entry("pain", 1).record.value == 8
    assert [change.no for change in another(anna).changes()] == [3, 2, 1]
    assert [change.no for change in another(ben).changes()] == [2, 1]
    with command(ben) as writing:
        writing.edit(writing.entry("pain", 1), pain(value=7))
        writing.add(pain(value=5, session=None), action="log")
    assert [entry.record.value for entry in another(anna).between("pain")] == [1, 2]
    assert another(anna).versions(another(anna).entry("pain", 1))[0].record.value == 1


def test_a_rating_is_linked_to_a_session_of_its_own_patient_only(database: Database) -> None:
    anna, ben = new_journal(database, "anna"), new_journal(database, "ben")
    with command(anna) as writing:
        writing.add(massage(), action="log")
    rating = pain(session=1, relation="before")
    with pytest.raises(refusals(), match=r"FOREIGN KEY|23503"), command(ben) as writing:
        writing.add(rating, action="log")


def test_voiding_by_change_touches_one_patient_alone(database: Database) -> None:
    anna, ben = new_journal(database, "anna"), new_journal(database, "ben")
    for journal in (anna, ben):
        with command(journal) as writing:
            writing.add(pain(), action="log")
    with command(anna) as writing:
        writing.begin("undo", takes_back=2)
        void_made_by(writing, 2, "undo of u2")
    assert another(anna).entry("pain", 1).voided_by == 3
    assert another(ben).entry("pain", 1).voided_by == 0
    with command(anna) as writing:
        writing.begin("redo", takes_back=3)
        unvoid_voided_by(writing, 3)
    assert another(anna).entry("pain", 1).voided_by == 0


# --- looking things up ----------------------------------------------------------------------------


def test_entries_between_two_instants_come_oldest_first(journal: Journal) -> None:
    with command(journal) as writing:
        for day in (12, 10, 11, 13):
            writing.add(pain(at=march(day)), action="log")
        writing.void(writing.entry("pain", 3), "a slip")
    found = another(journal).between("pain", march(10), march(13))
    assert [entry.no for entry in found] == [2, 1]
    found = another(journal).between("pain", march(10), march(13), voided=True)
    assert [entry.no for entry in found] == [2, 3, 1]


def test_the_newest_pain_is_the_latest_that_is_not_void(journal: Journal) -> None:
    assert journal.newest_pain() is None
    with command(journal) as writing:
        for day in (12, 14, 13):
            writing.add(pain(at=march(day)), action="log")
        writing.void(writing.entry("pain", 2), "a slip")
    newest = another(journal).newest_pain()
    assert newest is not None
    assert newest.no == 3


def test_the_ratings_of_a_session_are_those_linked_and_not_void(journal: Journal) -> None:
    with command(journal) as writing:
        writing.add(massage(), action="log")
        for relation in ("before", "after", "after"):
            writing.add(pain(session=1, relation=relation), action="log")
        writing.add(pain(), action="log")
        writing.void(writing.entry("pain", 3), "a slip")
    assert [entry.no for entry in another(journal).linked_to(1)] == [1, 2]
    assert another(journal).linked_to(2) == []


def test_what_a_change_touched_is_found_again(journal: Journal) -> None:
    with command(journal) as writing:  # u2
        for _ in range(3):
            writing.add(pain(), action="log")
    with command(journal) as writing:  # u3
        writing.edit(writing.entry("pain", 1), pain(value=2))
        writing.void(writing.entry("pain", 2), "a slip")
    with command(journal) as writing:  # u4
        writing.begin("undo", takes_back=2)
        void_made_by(writing, 2, "undo of u2")
    read = another(journal)
    assert [entry.id for entry in made_by(read, 2)] == ["p3"]
    assert [entry.id for entry in made_by(read, 3)] == ["p1", "p2"]
    assert [entry.id for entry in voided_by(read, 3)] == []
    assert [entry.id for entry in voided_by(read, 4)] == ["p3"]
    assert list(outgrown(read, 2)) == [("pain", 1), ("pain", 2)]
    assert list(outgrown(read, 3)) == []


# --- the patients of the file ---------------------------------------------------------------------


def test_a_patient_is_the_first_record_of_her_own_journal(database: Database) -> None:
    first, second = new_journal(database, "anna"), new_journal(database, "ben")
    assert (first.patient_id, second.patient_id) == (1, 2)
    assert first.patient == caseload.patient(database, 1)
    assert (first.patient.no, first.patient.version, first.patient.change) == (1, 1, 1)
    assert [entry.record.name for entry in caseload.patients(database)] == ["anna", "ben"]


def test_a_void_patient_is_no_patient_of_the_file_and_her_number_stays_hers(
    database: Database,
) -> None:
    new_journal(database, "anna")
    second = new_journal(database, "ben")
    with command(second) as writing:
        writing.void(writing.patient, "a slip")
    assert [entry.record.name for entry in caseload.patients(database)] == ["anna"]
    every = caseload.patients(database, void=True)
    assert [entry.record.name for entry in every] == ["anna", "ben"]
    assert caseload.patient(database, 2).voided_by == 2
    assert new_journal(database, "ben").patient_id == 3


def test_a_journal_was_last_written_to_by_its_newest_change(journal: Journal) -> None:
    assert caseload.last_written(journal.database, journal.patient) == NOW
    with command(journal, now=NOW + HOUR) as writing:
        writing.add(pain(), action="log")
    assert caseload.last_written(journal.database, journal.patient) == NOW + HOUR


def test_the_file_remembers_a_setting_and_overwrites_it(database: Database) -> None:
    assert caseload.setting(database, caseload.AUTHOR) is None
    with database.writing():
        caseload.remember(database, caseload.AUTHOR, "anna")
        caseload.remember(database, caseload.AUTHOR, "ben")
        caseload.remember(database, caseload.PATIENT_IN_USE, "00")
    assert caseload.setting(database, caseload.AUTHOR) == "ben"
    assert caseload.setting(database, caseload.PATIENT_IN_USE) == "00"


@pytest.mark.files
def test_a_path_with_a_journal_is_a_real_file(journal: Journal) -> None:
    assert Path(journal.database.path).read_bytes().startswith(b"SQLite format 3")
