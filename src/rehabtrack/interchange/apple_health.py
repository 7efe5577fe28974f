"""Apple Health: what the Health app exports of an iPhone, `export.xml` or the zip it comes in.

The shape is that of public exports and of Apple's headers (HKTypeIdentifiers.h, HKCategoryValues.h
of iOS 18.1); records of lower back pain were not seen in a file of the app, those of headache and
abdominal cramps were, and have the same values. Of all its types only LowerBackPain is of the back
or a limb; other pains are taken where `sites` says what they mean, else counted by their type.

- The severity is one of four words, kept as such, or `Unspecified`, which the app shows as
  "Present": pain, how strong is not known. That is no rating; it is kept as a context. A severity
  may stand as Apple's number of it, of which 1, not 0, is "not present".
- A record that lasts tells of two instants, its start and its end. As the rule takes a rating known
  by its date, it is a rating at its start and, where it is above weak, another at its end, since
  the pain was high until then. Both keep the span in `original`.
- Times have the offset of the phone when it exported, not when the pain was, so that a record's
  identity is made of its instants. Who or which device recorded it, and metadata, are left out.
- Records inside of a correlation are there once more outside of it, and counted there.
"""

import json
from collections.abc import Iterator
from typing import BinaryIO

from rehabtrack.domain.errors import Refused, RehabtrackError
from rehabtrack.domain.moment import LATEST, Moment
from rehabtrack.domain.records.context import Context
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.scales import CATEGORIES, WEAK
from rehabtrack.domain.words import shortened
from rehabtrack.interchange import apple_xml, zipped
from rehabtrack.interchange.apple_xml import Attributes
from rehabtrack.interchange.items import Item, Record, Refusal, Row, Skipped, identity_of
from rehabtrack.interchange.layout import Layout
from rehabtrack.interchange.times import Times

TITLE = "Apple Health"
FORMAT = "apple-health/1"

#: The pains that iOS 18.1 has types of, and their words.
PAINS = {
    "LowerBackPain": "lower back pain",
    "AbdominalCramps": "abdominal cramps",
    "BreastPain": "breast pain",
    "ChestTightnessOrPain": "chest tightness or pain",
    "GeneralizedBodyAche": "body and muscle ache",
    "Headache": "headache",
    "PelvicPain": "pelvic pain",
    "SoreThroat": "sore throat",
}
#: Counted by their words as other pains are: what may be a red flag (domain/red_flags.py).
_FLAGS = {"BladderIncontinence": "bladder incontinence"}
#: Why any other record is skipped.
NOT_PAIN = "not a pain"
_TYPE = "HKCategoryTypeIdentifier"
#: Our words for the severities; their places are Apple's numbers (HKCategoryValueSeverity).
_SEVERITIES = ("unspecified", "none", "weak", "moderate", "severe")
_APPLES = ("Unspecified", "NotPresent", "Mild", "Moderate", "Severe")
_WORDS = {str(number): word for number, word in enumerate(_SEVERITIES)} | {
    f"HKCategoryValueSeverity{name}": word for name, word in zip(_APPLES, _SEVERITIES, strict=True)
}
_KEPT = ("type", "value", "creationDate", "startDate", "endDate")
_LONGEST_ORIGINAL = 4000  # characters


def recognises(beginning: bytes) -> bool:
    """Whether a file that begins so is an export, or a zip, in which only one may be."""
    return apple_xml.recognises(beginning) or zipped.is_zip(beginning)


def items(stream: BinaryIO, layout: Layout, patient: str) -> Iterator[Item]:
    """Every record of the export in order, all of this patient; raises ImportRefused."""
    source, reader = _opened(stream), _Reader(layout, patient)
    pains, sites = reader.pains, reader.sites
    for line, record in apple_xml.records(source):
        pain = pains.get(record.get("type", ""))
        if pain is None:
            yield Skipped._make((line, NOT_PAIN, None))
        elif pain not in sites:
            yield Skipped(line, pain)
        else:
            yield from reader.read(line, record, pain)


def _opened(stream: BinaryIO) -> BinaryIO:
    beginning = stream.read(zipped.BEGINNING)
    stream.seek(0)
    if not zipped.is_zip(beginning):
        return stream
    return zipped.file_inside(stream, apple_xml.recognises, f"{TITLE} export")


class _Reader:
    """Reads the records of pain; `pains` are their words by type, `sites` where each hurts."""

    def __init__(self, layout: Layout, patient: str) -> None:
        self.pains = {f"{_TYPE}{name}": words for name, words in (PAINS | _FLAGS).items()}
        named = {name.replace(" ", ""): site for name, site in (layout.sites or {}).items()}
        known = {words: named.get(name.casefold()) for name, words in PAINS.items()}
        self.sites = {"lower back pain": "back"} | {w: site for w, site in known.items() if site}
        self._patient = patient
        self._now = layout.now
        self._starts = Times(layout.zone_of(patient), layout.now)
        self._ends = Times(layout.zone_of(patient), LATEST)  # a span may end later today

    def read(self, line: int, record: Attributes, pain: str) -> list[Item]:
        """What one record of pain comes to: one row or two, or why there is none."""
        try:
            return [*self._rows(line, record, pain)]
        except RehabtrackError as error:
            return [Refusal(line, error.sentence, error.remedy, self._cells(record, pain))]

    def _rows(self, line: int, record: Attributes, pain: str) -> Iterator[Row]:
        word = _severity(record.get("value", ""))
        start, notice = self._starts.read(record.get("startDate", ""))
        end = self._end(record, start)
        original = _original(record) if end.at != start.at else None
        told = (FORMAT, pain, word, start.at, end.at)
        like = self._like(start, word, pain)
        yield Row(line, self._patient, start, like, identity_of(*told), notice, original)
        if start.at < end.at <= self._now and _is_high(word):
            identity = identity_of(*told, "its end")
            yield Row(line, self._patient, end, like, identity, None, original)

    def _end(self, record: Attributes, start: Moment) -> Moment:
        if "endDate" not in record:
            return start
        end, _ = self._ends.read(record["endDate"])
        if end.at < start.at:
            raise Refused("The record ends before it starts.", "Correct its times.")
        return end

    def _like(self, moment: Moment, word: str, pain: str) -> Record:
        if word in CATEGORIES:
            rank = CATEGORIES.index(word)
            return PainRating(moment=moment, site=self.sites[pain], scale="vrs", value=rank)
        return Context(moment=moment, source=TITLE, text=f"{pain}, severity unspecified")

    def _cells(self, record: Attributes, pain: str) -> dict[str, str]:
        value = record.get("value", "")
        cells = {"at": record.get("startDate", ""), "site": self.sites[pain], "scale": "vrs"}
        return {**cells, "value": _WORDS.get(value, value)}


def _severity(value: str) -> str:
    word = _WORDS.get(value)
    if word is None:
        what = f'"{shortened(value)}" is not' if value else "There is no"
        remedy = "Those it has are Unspecified, NotPresent, Mild, Moderate and Severe."
        raise Refused(f"{what} a severity of {TITLE}.", remedy)
    return word


def _is_high(word: str) -> bool:
    return word in CATEGORIES and CATEGORIES.index(word) > WEAK


def _original(record: Attributes) -> str:
    kept = {name: record[name] for name in _KEPT if name in record}
    return json.dumps(kept, ensure_ascii=False)[:_LONGEST_ORIGINAL]
