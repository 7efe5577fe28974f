"""What was done beside massage, and how function went."""

from collections.abc import Iterable, Sequence

from rehabtrack.domain.instruments import Change, Instrument
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.measure import MEASURE_KINDS, Measure
from rehabtrack.domain.words import folded
from rehabtrack.reports.course import Scored


class InUse(Named):
    """A measure of one kind, name, form and dose, recorded so many `times`.

    From the first `since` until the last ended (ms, exclusive); None while one goes on.
    """

    kind: str
    name: str
    form: str | None
    dose: str | None
    times: int
    since: Moment
    until: int | None


class Function(Named):
    """The scores of a questionnaire: the first and the newest of them, and the change between.

    `change` is None of one score alone. Each score holds its change from the first ever.
    """

    scale: Instrument
    n: int
    first: Scored
    newest: Scored
    change: Change | None


def in_use(measures: Iterable[Measure]) -> list[InUse]:
    """The measures, like ones as one: by kind, oldest first. Whatever the case of a name is."""
    alike: dict[tuple[object, ...], list[Measure]] = {}
    for one in sorted(measures, key=lambda one: (one.moment.at, one.name, one.dose or "")):
        key = (one.kind, folded(one.name), one.form, folded(one.dose or ""))
        alike.setdefault(key, []).append(one)
    found = map(_in_use, alike.values())
    return sorted(found, key=lambda one: MEASURE_KINDS.index(one.kind))


def _in_use(measures: Sequence[Measure]) -> InUse:
    first, ends = measures[0], [one.end_at for one in measures]
    known = [end for end in ends if end is not None]
    return InUse(
        *(first.kind, first.name, first.form, first.dose),
        times=len(measures),
        since=first.moment,
        until=max(known) if len(known) == len(ends) else None,
    )


def function(scores: Iterable[tuple[Instrument, Sequence[Scored]]]) -> list[Function]:
    """How each questionnaire went."""
    return [_function(scale, series) for scale, series in scores]


def _function(scale: Instrument, series: Sequence[Scored]) -> Function:
    first, newest = series[0], series[-1]
    change = scale.change(first.tenths, newest.tenths) if len(series) > 1 else None
    return Function(scale, len(series), first, newest, change)
