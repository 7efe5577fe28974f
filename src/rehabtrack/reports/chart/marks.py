"""The marks of a chart in text; each takes one column, and none needs a colour."""

from rehabtrack.domain.named import Named

#: What else a line of a chart holds: words and numbers, in ASCII.
BLANK = " "


class Marks(Named):
    """What is drawn with.

    `sites` are the marks of one site each; where several share a place, a letter of `together`
    stands, of which there is one for every set of them. `massages` are by status.
    """

    sites: str
    together: str
    massages: dict[str, str]
    shade: str
    limit: str
    side: str
    corner: str
    rule: str
    tick: str
    begin: str
    band: str

    @property
    def all(self) -> str:
        """Every mark, to see whether a terminal has them."""
        return "".join(self[:2] + tuple(self.massages.values()) + self[3:])


#: For any terminal.
ASCII = Marks(
    sites="ox*#",
    together="ABCDEFGHIJK",
    massages={
        "red-flag": "X",
        "refused": "R",
        "high-pain": "!",
        "unverified": "?",
        "clear": "v",
        "not given": "/",
    },
    shade=":",
    limit="-",
    side="|",
    corner="+",
    rule="-",
    tick="+",
    begin="[",
    band="=",
)
#: For a terminal that has more.
DRAWN = ASCII._replace(
    sites="●○▲△",
    massages=ASCII.massages | {"clear": "✓"},
    shade="░",
    limit="╌",
    side="│",
    corner="└",
    rule="─",
    tick="┬",
    band="─",
)
