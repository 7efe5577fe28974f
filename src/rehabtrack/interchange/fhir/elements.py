"""The smaller parts that resources are made of: references, codes, times, text.

FHIR R4 datatypes (2019). What is spoken keeps its offset; every other instant is in UTC.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape
from typing import Any
from uuid import UUID, uuid5

from rehabtrack.domain.moment import Moment
from rehabtrack.domain.words import OTHER
from rehabtrack.interchange.fhir import codes

Element = dict[str, Any]
Resource = dict[str, Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: The widest offset that a dateTime may have, in minutes.
_WIDEST = 14 * 60
#: What a string may not hold: the control characters but tab and the ends of lines.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def uuid_of(uid: bytes) -> str:
    """A record's own identity as a UUID is written; `str(UUID(..))` takes four times as long."""
    digits = uid.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def derived(uid: bytes, what: str) -> str:
    """The UUID of a resource made beside that of a record: the same in every export (RFC 9562)."""
    return str(uuid5(UUID(bytes=uid), what))


def resource(kind: str, uuid: str, **elements: Any) -> Resource:
    """A resource of these elements; those that are None or empty are left out."""
    return {"resourceType": kind, "id": uuid} | given(elements)


def given(elements: Element) -> Element:
    """The elements without those that are None or empty; False and 0 say something."""
    return {
        name: value for name, value in elements.items() if value is not None and value not in _EMPTY
    }


_EMPTY: tuple[Any, ...] = ("", [], {})


def reference(uuid: str) -> Element:
    """To a resource of the same bundle."""
    return {"reference": f"urn:uuid:{uuid}"}


def named(name: str, kind: str | None = None) -> Element:
    """To somebody of whom the name alone is known, and perhaps what kind of resource it would be.

    No such resource is made up: it would claim to know a person.
    """
    return given({"type": kind, "display": text(name)})


@cache
def concept(of: str, word: str) -> Element:
    """A word of a vocabulary: its verified code, if it has one, our own, and the word itself.

    `other:WORD` is the text alone. Shared: not to be changed.
    """
    if word.startswith(OTHER):
        return {"text": text(word.removeprefix(OTHER))}
    found = codes.written(of, word)
    system, code = codes.own(of, word)
    public = [coding(found)] if found else []
    return {"coding": [*public, {"system": system, "code": code}], "text": words(word)}


def own_concept(of: str, word: str, said: str | None = None) -> Element:
    """A word under our own system alone, and what it is called."""
    system, code = codes.own(of, word)
    return {"coding": [{"system": system, "code": code}], "text": text(said or words(word))}


def coded(code: codes.Code) -> Element:
    """A code of the table as a concept."""
    return {"coding": [coding(code)]}


def coding(code: codes.Code) -> Element:
    """A code of the table."""
    return {"system": code.system, "code": code.code, "display": code.display}


def words(word: str) -> str:
    """A word of ours as people read it."""
    return word.removeprefix(OTHER).replace("-", " ")


def text(said: str) -> str:
    """Text as a string may hold it: control characters become spaces."""
    return _CONTROL.sub(" ", said)


def note(said: str | None) -> list[Element] | None:
    """A note, as a list of one annotation."""
    return [{"text": text(said)}] if said else None


def extensions(said: Mapping[str, str | None]) -> list[Element]:
    """What R4 has no element for, each under a name of ours."""
    return [
        {"url": f"{codes.OWN}{of}", "valueString": text(one)} for of, one in said.items() if one
    ]


def narrative(*said: str | None) -> Element | None:
    """What no element of a resource has room for, as its text."""
    lines = [escape(text(one)).replace("\n", "<br/>") for one in said if one]
    if not lines:
        return None
    body = "".join(f"<p>{line}</p>" for line in lines)
    return {
        "status": "additional",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{body}</div>',
    }


def instant(ms: int) -> str:
    """An instant (ms) in UTC, to the millisecond."""
    moment = _EPOCH + timedelta(milliseconds=ms)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


def date_time(moment: Moment) -> str:
    """When something was, at the offset it was spoken in; a date where no more is known.

    An offset beyond 14 hours, which no dateTime may have, is turned into UTC.
    """
    if moment.width:
        return f"{moment.wall:%Y-%m-%d}"
    if abs(moment.offset) > _WIDEST:
        return instant(moment.at)
    sign, (hours, minutes) = "-" if moment.offset < 0 else "+", divmod(abs(moment.offset), 60)
    return f"{moment.wall:%Y-%m-%dT%H:%M:00}{sign}{hours:02}:{minutes:02}"


def period(moment: Moment, end_at: int | None) -> Element:
    """From a moment until an instant (ms), open where that is None.

    The end has the offset of the start: so it is never the earlier one, whatever is a date alone.
    """
    end = None if end_at is None else date_time(moment._replace(at=end_at, width=0))
    return given({"start": date_time(moment), "end": end})


def lasting(name: str, moment: Moment, end_at: int | None) -> Element:
    """`nameDateTime` of what is over as it begins, `namePeriod` of what lasts."""
    if end_at == moment.at:
        return {f"{name}DateTime": date_time(moment)}
    return {f"{name}Period": period(moment, end_at)}
