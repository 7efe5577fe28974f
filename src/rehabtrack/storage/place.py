"""Where a database lies and how it was set: what may harm it there, in words."""

import os

_MOUNTS = "/proc/self/mountinfo"
#: File systems of other machines, where SQLite's locks may not hold.
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "9p", "afs", "ceph", "glusterfs"}
_NETWORK |= {"lustre", "davfs", "fuse.davfs2", "fuse.sshfs", "fuse.rclone", "fuse.glusterfs"}
_NETWORK |= {"fuse.s3fs", "fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.ceph", "fuse.smbnetfs"}
#: How the folders of programs begin that copy each file in them to other machines, file by file.
_SYNCED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "com~apple~clouddocs": "iCloud",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "syncthing": "Syncthing",
}
#: What such programs lay into the folders they copy.
_MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
_WAL = 2


def hazards(path: str) -> list[str]:
    """One sentence for each thing about an absolute path that may cost records.

    To be asked before the file is opened: it reads a few bytes of it, and to close it again would
    let go of SQLite's locks.
    """
    found = []
    kind = network_file_system(path, _mounts())
    if kind:
        found.append(
            f"the database lies on a network file system ({kind}), where locks may not hold; "
            "keep it on a disk of this machine."
        )
    program = sync_program(path)
    if program:
        found.append(
            f"the database lies in a folder of {program}, which may mix up two versions of it; "
            "keep it elsewhere and put copies there: rehabtrack db backup --to FOLDER"
        )
    if is_write_ahead(path):
        found.append(
            "the database was switched to write-ahead logging, which some versions of SQLite "
            "damage files with; it is switched back whenever nobody else has it open."
        )
    return found


def network_file_system(path: str, mounts: str) -> str | None:
    """The kind of network file system that holds the path, by the text of a mountinfo."""
    best, kind = "", ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = _unescaped(fields[4])
        if _lies_below(path, point) and len(point) >= len(best):
            best, kind = point, after.split(" ")[0]
    return kind if kind in _NETWORK else None


def sync_program(path: str) -> str | None:
    """The program that copies the folder of the path to other machines, as far as it shows."""
    folder = os.path.dirname(path)
    while folder != os.path.dirname(folder):
        name = os.path.basename(folder).casefold()
        for begins, program in _SYNCED.items():
            if name == begins or name.startswith((f"{begins} ", f"{begins}-", f"{begins}_")):
                return program
        for mark, program in _MARKS.items():
            if os.path.lexists(os.path.join(folder, mark)):
                return program
        folder = os.path.dirname(folder)
    return None


def is_write_ahead(path: str) -> bool:
    """Whether the file says that it is to be written through a write-ahead log."""
    try:
        with open(path, "rb") as file:
            header = file.read(20)
    except OSError:
        return False
    return header.startswith(b"SQLite format 3\0") and _WAL in header[18:20]


def _lies_below(path: str, point: str) -> bool:
    return path == point or path.startswith(point.rstrip("/") + "/")


def _unescaped(field: str) -> str:
    """A mount point as it is called: mountinfo writes a space as an octal number."""
    for octal, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        field = field.replace(octal, character)
    return field


def _mounts() -> str:
    try:
        with open(_MOUNTS, encoding="utf-8", errors="surrogateescape") as file:
            return file.read()
    except OSError:
        return ""
