"""`rehabtrack note`: its commands."""

from rehabtrack.cli.commands import LazyGroup

note_command = LazyGroup(
    "note",
    table={
        "new": ("note_new", "Begin a note about a session: a draft."),
        "edit": ("note_edit", "Change a draft; the version before is kept."),
        "sign": ("note_sign", "Sign a draft: from then on it stays as it is."),
        "amend": ("note_sign", "Add to a signed note, which stays word for word."),
        "list": ("note_list", "Every note; with --drafts those not signed yet."),
        "show": ("note_list", "A note whole, its session and its addenda."),
        "template": ("note_template", "What your notes begin with."),
    },
    help="""Session notes in SOAP form: drafts, which their author signs; then only added to.

    In a file or the editor each part stands under its heading: S, O, A, P or the whole word, and
    text may follow a colon (S: less pain). Lines that begin with #: are dropped; a line of text
    that looks like a heading gets a \\ before it.
    """,
    no_args_is_help=True,
)
