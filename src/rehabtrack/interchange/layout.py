"""How a plain table is to be read: which column is what, and what its words mean here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.moment import Zone
from rehabtrack.domain.scales import RECALLS, SCALES
from rehabtrack.domain.sites import read_site
from rehabtrack.domain.words import folded, one_of, shortened

#: The scale of a value where neither its row nor an option names one.
DEFAULT_SCALE = "nrs"
#: What a value looks back on where neither its row nor an option says it.
DEFAULT_RECALL = "now"
#: The columns a table of each kind may have, by their canonical names.
FIELDS = {
    "pain": ("at", "site", "scale", "value", "recall", "note", "patient"),
    "massage": ("at", "minutes", "area", "technique", "by", "note", "patient"),
}
KINDS = tuple(FIELDS)
#: How a date such as 03/04/2026 is meant.
DATES = ("day-first", "month-first")


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What the person says of her tables; the columns she does not name have canonical names.

    `columns` maps canonical names to the table's own; for `at` those of several, joined by `+`,
    which stand a space apart when they are read. `dates` is one of DATES; without it a date such as
    03/04/2026 is refused. `zone` holds for a time without an offset, unless `zones` has one for the
    patient (by folded name); `now` (ms) is the present. `site`, `scale` and `recall` stand for a
    cell that is missing or empty; `sites` maps the table's own site names, folded, to sites, and
    passes over rows of any other; `where` is a column and the value it must have. `round_up` takes
    a number between two values of a scale for the higher one.
    """

    kind: str = "pain"
    zone: Zone
    now: int
    zones: Mapping[str, Zone] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    site: str | None = None
    sites: Mapping[str, str] | None = None
    where: tuple[str, str] | None = None
    scale: str = DEFAULT_SCALE
    recall: str = DEFAULT_RECALL
    round_up: bool = False
    dates: str | None = None

    def __post_init__(self) -> None:
        """Raises UnknownWord for a site, scale or recall that there is none of."""
        object.__setattr__(self, "scale", one_of(self.scale, SCALES, "scale"))
        object.__setattr__(self, "recall", one_of(self.recall, RECALLS, "recall"))
        if self.site is not None:
            object.__setattr__(self, "site", read_site(self.site))

    def zone_of(self, patient: str) -> Zone:
        """The zone of a time without an offset in a row of this patient."""
        return self.zones.get(folded(patient), self.zone) if self.zones else self.zone


def read_columns(text: str, kind: str) -> dict[str, str]:
    """Canonical name -> column of `at=date,value=intensity`; raises UnknownWord, ImportRefused."""
    columns: dict[str, str] = {}
    for part in _parts(text, "--map"):
        name, _, column = part.partition("=")
        _require_pair(name, column, part, "--map at=COLUMN,value=COLUMN")
        known = one_of(name, FIELDS[kind], f"name of a {kind} column")
        if known in columns:
            raise ImportRefused(f"--map names {known} twice.", "Name one column for it.")
        columns[known] = column.strip()
    return columns


def read_site_map(text: str) -> dict[str, str]:
    """Folded name -> site of `Back pain=back,Knee=other:knee`; raises UnknownWord, ImportRefused.

    The last `=` divides, because a name may hold one and a site does not.
    """
    sites: dict[str, str] = {}
    for part in _parts(text, "--site-map"):
        name, _, site = part.rpartition("=")
        _require_pair(name, site, part, '--site-map "Back pain=back,Knee=other:knee"')
        if folded(name) in sites:
            raise ImportRefused(
                f'--site-map names "{shortened(name)}" twice.', "Name one site for it."
            )
        sites[folded(name)] = read_site(site)
    return sites


def read_where(text: str) -> tuple[str, str]:
    """(column, value) of `CODE=72514-3`, divided at the first `=`; the value may be empty."""
    column, equals, value = text.partition("=")
    _require_pair(column, equals, text, "--where COLUMN=VALUE")
    return column.strip(), value.strip()


def _parts(text: str, option: str) -> Iterator[str]:
    """The parts between the commas; a part that holds one stands in double quotes."""
    import csv

    try:
        yield from next(csv.reader([text], skipinitialspace=True, strict=True), [])
    except csv.Error:
        raise ImportRefused(
            f"{option} cannot be read.", 'Put a part that holds a comma in double quotes: "a,b=c".'
        ) from None


def _require_pair(left: str, right: str, part: str, form: str) -> None:
    if not left.strip() or not right.strip():
        raise ImportRefused(f'"{shortened(part)}" does not say what is what.', f"Write {form}")
