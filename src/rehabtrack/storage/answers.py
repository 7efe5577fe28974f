"""What people say to warnings: added, never overwritten."""

from collections.abc import Iterator

from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.ids import new_uid
from rehabtrack.domain.named import Named
from rehabtrack.storage.digests import digest_of
from rehabtrack.storage.journal import Journal


class Answer(Named):
    """What a person said to a warning; it holds for every warning of its thread."""

    patient_id: int
    id: bytes
    no: int
    thread: int
    warning: int
    code: str
    text: str | None
    at: int
    author: str
    change: int
    voided_by: int
    digest: bytes


def add_answer(journal: Journal, warning: StoredWarning, code: str, text: str | None) -> Answer:
    """Add an answer to a warning; nothing is overwritten."""
    change = journal.begin("answer")
    no = (journal.single("ANSWER_LAST_NO") or 0) + 1
    now, author = journal.writer.now, journal.writer.author
    said = (new_uid(now), no, warning.thread, warning.no, code, text, now, author, change.no)
    given = Answer(journal.patient_id, *said, 0, digest_of("answer", *said))
    journal.insert("ANSWER_INSERT", given)
    journal.touched.add("answer")
    return given


def answers(journal: Journal) -> Iterator[Answer]:
    """Every answer, void ones too, in order of their numbers."""
    return map(Answer._make, journal.query("ANSWERS"))


def answers_made_by(journal: Journal, change: int) -> list[Answer]:
    """The answers that a change gave."""
    return [Answer._make(row) for row in journal.query("ANSWERS_MADE_BY", change=change)]


def answers_of_session(journal: Journal, session: int) -> list[Answer]:
    """The answers given to any warning of a session, in order of their numbers."""
    return [Answer._make(row) for row in journal.query("ANSWERS_OF_SESSION", session=session)]
