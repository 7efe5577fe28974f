"""The note beside an encrypted database: where its key is kept, and never the key.

`journal.db.key.json`, a JSON object with the ways to try in order. There is one, but while the key
is being changed there are two, of which one opens the file at whatever moment that was ended.
"""

import os
from contextlib import suppress

from rehabtrack.domain.named import Named
from rehabtrack.files import sync_folder, written_whole
from rehabtrack.storage.database import KEY_NOTE
from rehabtrack.storage.key_failures import note_unreadable

_VERSION = 1


class Kept(Named):
    """Where one key is kept.

    `how` is keyring, file, passphrase or, of a file that is not encrypted, nowhere. `id` names the
    key and tells nothing of it. `place` is the path of a key file, or the wrapped key.
    """

    how: str
    id: str = ""
    place: str = ""


#: Of a database that is not encrypted.
NOWHERE = Kept("nowhere")
HOWS = ("keyring", "file", "passphrase", NOWHERE.how)


def read(path: str) -> tuple[Kept, ...]:
    """The ways to the key of the database at an absolute path; none where it has no note.

    Raises StorageError if there is a note that cannot be read.
    """
    import json

    note = path + KEY_NOTE
    try:
        with open(note, encoding="utf-8") as file:
            said = json.load(file)
        found = tuple(Kept(**each) for each in said["keys"])
        if said["version"] == _VERSION and found and all(_is_true(kept) for kept in found):
            return found
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        pass  # said below, without what stands in it
    raise note_unreadable(note)


def _is_true(kept: Kept) -> bool:
    return kept.how in HOWS and all(isinstance(text, str) for text in kept)


def write(path: str, keys: tuple[Kept, ...]) -> None:
    """Write the note of the database at an absolute path, whole and durably. Raises OSError."""
    import json

    said = {"version": _VERSION, "keys": [kept._asdict() for kept in keys]}
    with (
        written_whole(path + KEY_NOTE, replacing=True) as draft,
        open(draft, "w", encoding="utf-8") as file,
    ):
        json.dump(said, file, indent=1)


def remove(path: str) -> None:
    """Take the note away, durably, if there is one. Raises OSError."""
    with suppress(FileNotFoundError):
        os.unlink(path + KEY_NOTE)
    sync_folder(os.path.dirname(path))


def copy(path: str, to: str) -> None:
    """Lay the note of a database beside a copy of it too, before the copy; a plain one has none.

    Raises OSError, and StorageError if the note, or what lies in its place, cannot be read.
    """
    keys = read(path)
    read(to)  # what is no note, such as a key, is not ours to replace or to take away
    if keys:
        write(to, keys)
    elif os.path.lexists(to + KEY_NOTE):
        remove(to)
