"""What a chart draws of one patient: gathered where it lies, as years of ratings share a column."""

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.sql.base import Executable

from rehabtrack.domain.moment import DAY
from rehabtrack.domain.scales import OF_24_H, SCALES
from rehabtrack.storage.statements.judging import READING
from rehabtrack.storage.statements.parts import ONE, ZERO, heard, massage, mine, pain

STATEMENTS: dict[str, Executable] = {}
_MINUTE: ColumnElement[int] = literal_column("60000")
_rated = and_(mine(pain), pain.c.at >= bindparam("since"), pain.c.at < bindparam("until"))

# How many stretches of `length` ms after `start` the day lies that it speaks of, by the clock it
# was spoken by: where it is of the 24 h before, the day that holds most of them.
_of_24_h = or_(*(pain.c.recall == literal_column(f"'{recall}'") for recall in OF_24_H))
_looked_back = case(
    (and_(pain.c.width == ZERO, _of_24_h), literal_column(str(DAY // 2))), else_=ZERO
)
_wall = pain.c.at + pain.c.offset * _MINUTE - _looked_back
_start, _length = (bindparam(name, type_=BigInteger) for name in ("start", "length"))
_grouped = (
    ((_wall - _start) // _length).label("stretch"),
    pain.c.site,
    pain.c.scale,
    case((pain.c.recall == literal_column("'average-7d'"), ONE), else_=ZERO).label("of_a_week"),
)
STATEMENTS["WORST_RATED"] = (
    select(*_grouped, func.max(pain.c.value), func.count())
    .where(_rated, pain.c.voided_by == ZERO)
    .group_by("stretch", pain.c.site, pain.c.scale, "of_a_week")
    .order_by("stretch", pain.c.site, pain.c.scale, "of_a_week")
)
_above = (
    and_(pain.c.scale == literal_column(f"'{scale}'"), pain.c.value > bindparam(scale))
    for scale in SCALES
)
# The ratings above a bound on their scale, of which the rule says whether they are high.
STATEMENTS["READINGS_ABOVE"] = (
    select(*READING)
    .where(
        _rated,
        heard,
        or_(*_above),
    )
    .order_by(pain.c.at, pain.c.no)
)
STATEMENTS["MASSAGES_SPOKEN"] = (
    select(massage.c.no, massage.c.at, massage.c.offset, massage.c.given)
    .where(
        mine(massage),
        massage.c.judged_at >= bindparam("since"),
        massage.c.judged_at < bindparam("until"),
        massage.c.voided_by == ZERO,
    )
    .order_by(massage.c.judged_at, massage.c.no)
)
