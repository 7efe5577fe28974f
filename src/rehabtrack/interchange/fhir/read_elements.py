"""The parts of a resource as they were read, whatever their writer made of them.

R4 says which element is a list; the files in the wild do not always keep to it (a `category` that
is one object was met in CDS4CPM's bundles), so one thing is taken for a list of one. What is of
another shape altogether counts as absent.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.words import LONGEST_LINE, folded, shortened
from rehabtrack.interchange.fhir.codes import OWN, Code, known

_BREAKS = re.compile(r" *[\r\n\t] *")

#: Our records are known by UUIDs of this version (RFC 9562, 2024).
_VERSION_OF_OURS = 7

Object = dict[str, Any]

#: A code that may be told: none of the letters that could be a note, and short; ours.
_CODE = re.compile("[A-Za-z0-9._:/-]{1,40}")


class UnclearError(Refused):
    """What no correction of a cell makes right: whose it is, or which of two things it says."""


def several(value: object) -> list[Object]:
    """The objects of a list, or the one that stands for it."""
    if isinstance(value, dict):
        return [value]
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def one(value: object) -> Object:
    """The first object; empty where there is none."""
    return next(iter(several(value)), {})


def text(value: object) -> str | None:
    """Text that is not blank."""
    return value.strip() if isinstance(value, str) and value.strip() else None


def number(value: object) -> str | None:
    """A number digit by digit, without an exponent."""
    return f"{value:f}" if isinstance(value, Decimal) else None


def codings(concept: object) -> Iterator[tuple[str, str]]:
    """The (system, code) pairs of concepts."""
    for each in several(concept):
        for coding in several(each.get("coding")):
            code = text(coding.get("code"))
            if code is not None:
                yield text(coding.get("system")) or "", code


def meanings(concept: object) -> Iterator[Code]:
    """What the codes of concepts stand for, as far as we know them; ours stand for themselves."""
    for system, code in codings(concept):
        found = known(system, code)
        if found is not None:
            yield found
        elif system.startswith(OWN):
            of = system.removeprefix(OWN)
            yield Code(system, code, code, of, code, "our own", "verified")


def word_of(concept: object, of: str) -> str | None:
    """The word of a vocabulary that concepts stand for, where one of their codes does."""
    return next((code.word for code in meanings(concept) if code.of == of), None)


def is_ours(concept: object) -> bool:
    """Whether concepts bear a code of our own."""
    return any(system.startswith(OWN) for system, _ in codings(concept))


def own_uid(told: str | None) -> bytes | None:
    """The id (16 bytes) of one of our records that a text is; None of any other."""
    try:
        found = UUID((told or "").removeprefix("urn:uuid:"))
    except ValueError:
        return None
    return found.bytes if found.version == _VERSION_OF_OURS else None


def extension_of(resource: Object, of: str) -> str | None:
    """What a resource of our own export says in an extension of that name."""
    found = (one for one in several(resource.get("extension")) if one.get("url") == f"{OWN}{of}")
    return next((text(one.get("valueString")) for one in found), None)


def names(concept: object) -> list[str]:
    """What people call concepts: their texts first, then what their codes are displayed as."""
    found = several(concept)
    displays = (coding for each in found for coding in several(each.get("coding")))
    said = [
        *(text(each.get("text")) for each in found),
        *(text(each.get("display")) for each in displays),
    ]
    return list(dict.fromkeys(name for name in said if name))


def label(kind: str, concept: object) -> str:
    """A type of resource and its code, as what is passed over is counted: `Observation 19295-5`.

    Where it bears no code, the name of what it is of; never any other text.
    """
    code = next((code for _, code in codings(concept) if _CODE.fullmatch(code)), None)
    if code is not None:
        return f"{kind} {code}"
    name = next(iter(names(concept)), None)
    return (
        f'{kind} "{shortened(name)}"' if name and name.isprintable() else f"{kind} without a code"
    )


def notes(annotations: object) -> str | None:
    """The texts of annotations, one after another."""
    said = (text(each.get("text")) for each in several(annotations))
    return "\n".join(filter(None, said)) or None


def are_bare(annotations: object) -> bool:
    """Whether annotations say no more than their texts."""
    return all(each.keys() <= {"text"} for each in several(annotations))


def plain(name: str) -> str:
    """A name as it is compared: without what follows a comma, a colon or a bracket."""
    return folded(re.split(r"[,:;(\[]", name, maxsplit=1)[0])


def line(said: str) -> str:
    """Text as one line, and no longer than one."""
    return shortened(_BREAKS.sub(" ", said), LONGEST_LINE - 1)


def any_of(found: Iterable[str], table: dict[str, str]) -> str | None:
    """What the first of these names that is in the table stands for."""
    return next((table[plain(name)] for name in found if plain(name) in table), None)
