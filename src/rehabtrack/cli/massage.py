"""`rehabtrack massage`: its commands."""

from rehabtrack.cli.commands import LazyGroup

massage_command = LazyGroup(
    "massage",
    table={
        "check": ("massage_check", "Ask before a massage, not after."),
        "screen": ("massage_screen", "Ask what speaks against a massage, and record it."),
        "log": ("massage_log", "Log a massage; it warns, and stores it all the same."),
        "after": ("massage_after", "How it hurt after a massage, or the next day."),
        "same": ("massage_same", "Say that two records are of one massage."),
        "skip": ("massage_skip", "Log a massage that was not given, and why."),
    },
    help="Ask before a massage, log one and how it hurt after, or log one not given.",
    no_args_is_help=True,
)
