"""What a whole database holds, in one line."""

from rehabtrack.cli.app import App
from rehabtrack.cli.output import counted
from rehabtrack.cli.view import view_of
from rehabtrack.storage.backup import Contents


def contents_line(app: App, contents: Contents) -> str:
    """`1 patient, 431 records, last written Sat 14 Mar 09:12`, in the zone of the view."""
    held = f"{counted(contents.patients, 'patient')}, {counted(contents.records, 'record')}"
    if contents.written_at is None:
        return held
    return f"{held}, last written {view_of(app).instant(contents.written_at)}"
