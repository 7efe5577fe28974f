"""What a chart draws of one patient: gathered where it lies, as years of ratings share a column."""

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    not_,
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
_since, _until = (bindparam(name, type_=BigInteger) for name in ("since", "until"))
_HALF_A_DAY: ColumnElement[int] = literal_column(str(DAY // 2))

# Whether a rating is of the 24 h before; it lies then where the middle of those does.
_looks_back = and_(
    pain.c.recall.in_([literal_column(f"'{recall}'") for recall in OF_24_H]), pain.c.width == ZERO
)
# How many stretches of `length` ms after `start` it lies, by the clock it was spoken by.
_wall = pain.c.at + pain.c.offset * _MINUTE - case((_looks_back, _HALF_A_DAY), else_=ZERO)
_start, _length = (bindparam(name, type_=BigInteger) for name in ("start", "length"))
_grouped = (
    ((_wall - _start) // _length).label("stretch"),
    pain.c.site,
    pain.c.scale,
    case((pain.c.recall == literal_column("'average-7d'"), ONE), else_=ZERO).label("of_a_week"),
)
STATEMENTS["WORST_RATED"] = (
    select(*_grouped, func.max(pain.c.value), func.count())
    .where(
        *(mine(pain), pain.c.voided_by == ZERO),
        *(pain.c.at >= _since, or_(not_(_looks_back), pain.c.at >= _since + _HALF_A_DAY)),
        *(pain.c.at < _until + _HALF_A_DAY, or_(_looks_back, pain.c.at < _until)),
    )
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
    .where(mine(pain), pain.c.at >= _since, pain.c.at < _until, heard, or_(*_above))
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
