"""Writing files: whole at their place or not there at all, readable by their owner alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EEXIST, EINVAL, EISDIR, ELOOP, ENOENT, ENOTEMPTY

from rehabtrack.domain.errors import Refused

#: What the name of a draft begins with; the number of the program that fills it follows.
_DRAFT = ".rehabtrack-"


@contextmanager
def written_whole(path: str, *, replacing: bool = False) -> Iterator[str]:
    """The path of an empty draft beside `path`, which takes that name when the block has filled it.

    It is on the disk before it takes the name, and the name is before the block is left; what
    fails on the way leaves nothing behind. A name that is taken is replaced only if told so, and
    a link is neither followed nor replaced, nor is a device. Raises OSError, FileExistsError if the
    name is taken.
    """
    _refuse_taken(path, replacing)
    with draft_beside(path) as draft:
        yield draft
        _sync(draft)
        _put_in_place(draft, path, replacing)
    sync_folder(os.path.dirname(path) or os.curdir)


@contextmanager
def draft_beside(path: str) -> Iterator[str]:
    """The path of an empty file beside `path`, its owner's alone, that is gone after the block.

    What programs that were killed left in that folder goes with it. Raises OSError.
    """
    folder = os.path.dirname(path) or os.curdir
    _sweep(folder)
    draft = _draft_name(folder)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield draft
    finally:
        with suppress(FileNotFoundError):
            os.unlink(draft)


@contextmanager
def folder_written_whole(path: str, *, replacing: bool = False) -> Iterator[str]:
    """The path of an empty draft folder beside `path`, which takes that name after the block.

    As `written_whole` does for a file: with what the block has put into it, or not at all. An
    empty folder of that name makes room; one that is not goes only if told so, all that is in it.
    """
    if not path:  # which would be the folder where one is, with all that is in it
        raise OSError(ENOENT, os.strerror(ENOENT), path)
    path = os.path.abspath(path)
    if os.path.islink(path):
        raise OSError(ELOOP, os.strerror(ELOOP), path)
    if os.path.lexists(path) and not (os.path.isdir(path) and (replacing or not os.listdir(path))):
        raise FileExistsError(path)
    with folder_beside(path) as draft:
        yield draft
        for name in os.listdir(draft):
            _sync(os.path.join(draft, name))
        sync_folder(draft)
        _put_folder_in_place(draft, path, replacing)
    sync_folder(os.path.dirname(path))


@contextmanager
def folder_beside(path: str) -> Iterator[str]:
    """The path of an empty folder beside `path`, its owner's alone, that is gone after the block.

    What programs that were killed left there goes with it. Raises OSError.
    """
    beside = os.path.dirname(path) or os.curdir
    _sweep(beside)
    draft = _draft_name(beside)
    os.mkdir(draft, 0o700)
    try:
        yield draft
    finally:
        _remove(draft)


def sync_folder(folder: str) -> None:
    """Make the names in a folder survive a power cut, where the system knows how."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def not_written(error: OSError, path: str) -> Refused:
    """What an error of `written_whole` says to somebody who asked for the file."""
    if isinstance(error, FileExistsError):
        return Refused(f"The file {path} is there already.", "Give another name, or --force.")
    if error.errno == ELOOP:
        return Refused(f"The name {path} is a link.", "Give the name of the file itself.")
    reason = error.strerror or "the system refused it"
    return Refused(
        f"The file {path} cannot be written: {reason}.", "Nothing was written; give another place."
    )


def _refuse_taken(path: str, replacing: bool) -> None:
    if os.path.islink(path):
        raise OSError(ELOOP, os.strerror(ELOOP), path)
    if not replacing and os.path.lexists(path):
        raise FileExistsError(path)
    if os.path.isdir(path):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), path)
    if os.path.exists(path) and not os.path.isfile(path):
        raise OSError(EINVAL, "it is a device, or no file", path)


def _sync(draft: str) -> None:
    handle = os.open(draft, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put_in_place(draft: str, path: str, replacing: bool) -> None:
    """Give the draft its name; one that came to be taken meanwhile is not replaced unasked."""
    if replacing:
        os.replace(draft, path)
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links: claim the name first
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        os.replace(draft, path)


def _put_folder_in_place(draft: str, path: str, replacing: bool) -> None:
    if not (replacing and os.path.isdir(path)):
        try:
            os.rename(draft, path)
        except OSError as error:
            if error.errno in (EEXIST, ENOTEMPTY):  # it came to be filled meanwhile
                raise FileExistsError(path) from error
            raise
        return
    before = _draft_name(os.path.dirname(path))
    os.rename(path, before)
    try:
        os.rename(draft, path)
    except OSError:
        os.rename(before, path)
        raise
    _remove(before)


def _draft_name(folder: str) -> str:
    return os.path.join(folder, f"{_DRAFT}{os.getpid()}-{os.urandom(6).hex()}.part")


def _remove(path: str) -> None:
    """Take away a draft, and all that is in it."""
    if os.path.isdir(path) and not os.path.islink(path):
        import shutil  # which hardly any command needs

        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError):
            os.unlink(path)


def _sweep(folder: str) -> None:
    """Take away the drafts, and what SQLite laid beside them, of programs that were killed."""
    if os.name == "nt":  # asking there whether a program runs would end it
        return
    with suppress(OSError):  # what cannot be swept lies on; it holds nobody up
        for name in os.listdir(folder):
            if name.startswith(_DRAFT) and _ended(name.removeprefix(_DRAFT).split("-")[0]):
                _remove(os.path.join(folder, name))


def _ended(number: str) -> bool:
    if not (number.isascii() and number.isdigit()):
        return False
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False
