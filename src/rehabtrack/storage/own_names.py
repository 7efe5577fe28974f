"""Names beside a database that are its own: what lies there is replaced or removed unasked."""

import os

from rehabtrack.domain.errors import Refused
from rehabtrack.storage.database import COMPANIONS, KEY_NOTE
from rehabtrack.storage.importing import mark_of


def refuse_own_name(path: str, target: str) -> None:
    """Raises Refused for a target that the database at `path`, or another one, keeps for itself."""
    path, target = os.path.realpath(path), _found(target)
    for ending in (*COMPANIONS, KEY_NOTE):
        of = target.removesuffix(ending)
        if of != target and (of == path or os.path.isfile(of)):
            raise _own(target)
    if target == mark_of(path):
        raise _own(target)


def _found(target: str) -> str:
    """Its absolute path; a link that it may itself be is not followed."""
    folder, name = os.path.split(os.path.abspath(target))
    return os.path.join(os.path.realpath(folder), name)


def _own(target: str) -> Refused:
    return Refused(
        f"The name {target} is one that a database keeps for itself.", "Give another name."
    )
