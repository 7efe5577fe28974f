"""The massages given with the ratings linked to them, and so their responses, in one statement."""

from collections.abc import Iterator
from itertools import groupby

from rehabtrack.domain.moment import Moment
from rehabtrack.domain.response_groups import Treated
from rehabtrack.domain.responses import Linked, responses
from rehabtrack.storage.journal import FIRST, LAST, Journal

_SESSION = 8  # columns of the massage, before those of the rating


def treated(journal: Journal, since: int = FIRST, until: int = LAST) -> Iterator[Treated]:
    """Every massage given that is judged in [since, until) and has a rating linked to it.

    Its phase is left open.
    """
    rows = journal.query("RESPONSES", since=since, until=until)
    for session, linked in groupby(rows, key=lambda row: row[:_SESSION]):
        no, techniques, areas, therapist, *spoken = session
        moment = Moment._make(spoken)
        ratings = (Linked._make((*row[_SESSION:-4], Moment._make(row[-4:]))) for row in linked)
        found = responses(moment, ratings)
        yield Treated(moment, _words(techniques), _words(areas), therapist, None, found, no)


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()
