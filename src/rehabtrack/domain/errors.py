"""Everything the program refuses, each with one sentence and what to do about it."""


class RehabtrackError(Exception):
    """A refusal or failure that a person can act on.

    `sentence` says what is wrong, `remedy` what to do; neither holds note text, keys or passwords.
    """

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(f"{sentence} {remedy}".rstrip())
        self.sentence = sentence
        self.remedy = remedy


class Refused(RehabtrackError):
    """A record that cannot be true, or a step that the records do not allow."""


class UnknownWord(Refused):
    """A word outside a fixed vocabulary; the remedy names the nearest or lists what is allowed."""


class ValueRefused(Refused):
    """A value that its scale does not have; the remedy says which it has."""


class TimeRefused(Refused):
    """A time that cannot be read, does not exist, or lies in the future."""


class NotFound(Refused):
    """An id or a name that is nobody's."""


class StorageError(RehabtrackError):
    """The database could not be opened, read or written; nothing was stored."""


class NotKnown(RehabtrackError):
    """The database was asked to store something, and whether it did could not be found out."""


class ImportRefused(RehabtrackError):
    """A file that cannot be imported as it stands; nothing was stored."""
