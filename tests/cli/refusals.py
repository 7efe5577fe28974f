"""What opening a database on a server is refused with, whatever the command."""

from command_line import Terminal

SECRET = "hush-hush"
#: What is said of a server that let us in, and holds no clinic.
NO_CLINIC = "There is no clinic of rehabtrack in"


def refused(rt: Terminal, address: str, **env: str) -> str:
    """The sentence that opening an address is refused with, whatever command it is."""
    rt.env |= {"REHABTRACK_DB": address} | env
    rt.before = ["--tz", "Europe/Berlin"]
    rt.long_lines = True
    sentences = set()
    for line in ("", "6 --note mine"):
        ended = rt(line)
        assert (ended.code, ended.out) == (1, ""), ended
        assert SECRET not in ended.err
        sentences.add(ended.sentence)
    (sentence,) = sentences
    return sentence.removeprefix("Error: ")
