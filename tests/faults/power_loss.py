"""A disk that loses power: what a run wrote, replayed up to a moment, the unsynced lost or torn.

The worst disk that may be: nothing reaches it before an fsync says so, of what was written after
the last one any part may have, in any order and by sectors; and a name made, changed or removed in
a folder stays so only from the folder's own fsync on.
"""

import os
import re
from pathlib import Path
from random import Random
from typing import NamedTuple

SECTOR = 512
TRACED = (
    "open,openat,close,write,pwrite64,ftruncate,fallocate,fsync,fdatasync,"
    "rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat"
)
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\)\s+= (-?\d+)")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class Call(NamedTuple):
    """One system call that succeeded: its name, its text and number arguments, what it gave."""

    name: str
    strings: list[bytes]
    numbers: list[int]
    flags: str
    result: int


def calls(log: Path) -> list[Call]:
    """What an strace log with -xx holds."""
    found = []
    for line in log.read_text().splitlines():
        match = _CALL.match(line)
        if match is None:
            assert "unfinished" not in line, "more than one thread"
            continue
        name, arguments, result = match[1], match[2], int(match[3])
        if result < 0:
            continue
        strings = [bytes.fromhex(each.replace("\\x", "")) for each in _STRING.findall(arguments)]
        rest = _STRING.sub("", arguments)
        numbers = [int(each) for each in re.findall(r"(?<![\w|])\d+(?!\w)", rest)]
        found.append(Call(name, strings, numbers, rest, result))
    return found


class File:
    """What a file surely holds, and what was written since its last fsync."""

    def __init__(self) -> None:
        self.sure = bytearray()
        self.unsure: list[tuple[int, bytes | None]] = []  # (offset, bytes), or (length, None)

    def sync(self) -> None:
        for offset, data in self.unsure:
            _apply(self.sure, offset, data)
        self.unsure = []

    def after_the_cut(self, random: Random) -> bytearray:
        """What the disk holds: of each write since the last fsync all, nothing, or some sectors."""
        found, habit = self.sure[:], random.choice(("all", "none", "any", "torn"))
        for offset, data in self.unsure:
            fate = random.choice(("all", "none", "torn")) if habit == "any" else habit
            if fate == "all" or (fate == "torn" and data is None and random.random() < 0.5):
                _apply(found, offset, data)
            elif fate == "torn" and data is not None:
                for start in range(0, len(data), SECTOR):
                    if random.random() < 0.5:
                        _apply(found, offset + start, data[start : start + SECTOR])
        return found


class Disk:
    """The files of one folder, as the calls of a run make them; all else is left out."""

    def __init__(self, folder: Path) -> None:
        self.folder = os.fsencode(folder)
        self.names: dict[bytes, File] = {}
        self.sure_names: dict[bytes, File] = {}
        self.unsure_names: list[tuple[bytes, File | None]] = []
        self.open: dict[int, File | bytes | None] = {}
        self.at: dict[int, int] = {}

    def play(self, call: Call) -> None:
        """Let a call happen."""
        played = getattr(self, f"_{call.name.removesuffix('64').removesuffix('at')}", None)
        if played is None:
            played = {"renameat2": self._rename, "fdatasync": self._fsync}.get(call.name)
        if played is not None:
            played(call)

    def after_the_cut(self, random: Random) -> dict[str, bytearray]:
        """What is found in the folder afterwards, by name."""
        names = dict(self.sure_names)
        habit = random.choice(("all", "none", "any"))
        for name, file in self.unsure_names:
            if habit == "all" or (habit == "any" and random.random() < 0.5):
                _name(names, name, file)
        return {os.fsdecode(name): file.after_the_cut(random) for name, file in names.items()}

    def _ours(self, path: bytes) -> bytes | None:
        folder, name = os.path.split(path)
        return name if folder == self.folder else None

    def _set(self, name: bytes, file: File | None) -> None:
        _name(self.names, name, file)
        self.unsure_names.append((name, file))

    def _open(self, call: Call) -> None:
        path, name = call.strings[0], self._ours(call.strings[0])
        self.at[call.result] = 0
        if name is None:
            self.open[call.result] = path if path == self.folder else None
            return
        if name not in self.names:
            self._set(name, File())
        file = self.names[name]
        if "O_TRUNC" in call.flags and (file.sure or file.unsure):
            file.unsure.append((0, None))
        self.open[call.result] = file

    def _close(self, call: Call) -> None:
        self.open.pop(call.numbers[0], None)

    def _write(self, call: Call) -> None:
        handle = call.numbers[0]
        self._put(handle, self.at.get(handle, 0), call.strings[0][: call.result])
        self.at[handle] = self.at.get(handle, 0) + call.result

    def _pwrite(self, call: Call) -> None:
        self._put(call.numbers[0], call.numbers[-1], call.strings[0][: call.result])

    def _put(self, handle: int, offset: int, data: bytes) -> None:
        file = self.open.get(handle)
        if isinstance(file, File):
            file.unsure.append((offset, data))

    def _ftruncate(self, call: Call) -> None:
        file = self.open.get(call.numbers[0])
        if isinstance(file, File):
            file.unsure.append((call.numbers[1], None))

    def _fsync(self, call: Call) -> None:
        file = self.open.get(call.numbers[0])
        if isinstance(file, File):
            file.sync()
        elif file == self.folder:
            self.sure_names = dict(self.names)
            self.unsure_names = []

    def _rename(self, call: Call) -> None:
        old, new = (self._ours(path) for path in call.strings)
        if old is not None and new is not None:
            self._set(new, self.names[old])
            self._set(old, None)

    def _link(self, call: Call) -> None:
        old, new = (self._ours(path) for path in call.strings)
        if old is not None and new is not None:
            self._set(new, self.names[old])

    def _unlink(self, call: Call) -> None:
        name = self._ours(call.strings[0])
        if name is not None:
            self._set(name, None)


def _apply(held: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del held[offset:]
    held.extend(bytes(max(0, offset - len(held))))
    if data is not None:
        held[offset : offset + len(data)] = data


def _name(names: dict[bytes, File], name: bytes, file: File | None) -> None:
    if file is None:
        names.pop(name, None)
    else:
        names[name] = file
