"""`rehabtrack share`: its commands."""

from rehabtrack.cli.commands import LazyGroup

share_command = LazyGroup(
    "share",
    table={
        "make": ("share_make", "Write a file of your records for somebody else."),
        "take": ("share_take", "Take in such a file of somebody else's."),
        "conflicts": ("share_settle", "Records that two people changed apart."),
        "settle": ("share_settle", "Say which version of such a record holds."),
        "key": ("share_key", "Make a key, for files that only you can open."),
    },
    help="""Patient and therapist keep separate files, and hand each other what is new.

    A file that is made names its patient by an id of her own; whoever takes it says once who she is
    there. To take a file twice adds nothing, and the order of files does not matter.
    """,
    no_args_is_help=True,
)
