"""Observations as ratings of pain, each on its own scale; every other one is passed over.

The scales are LOINC's 72514-3 (0-10), 38214-3 (visual, mm), 38208-5 (words) and 38221-8 (faces).
75893-8 asks for the average of the past week, 0-10 (the first item of the PEG). 75262-6 asks for
the worst of seven days in five words (PROMIS Pain Intensity 3a), a recall and a scale that we have
not: it is passed over and counted, as are scores.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from rehabtrack.domain.errors import RehabtrackError, ValueRefused
from rehabtrack.domain.named import Named
from rehabtrack.domain.words import folded
from rehabtrack.interchange.cells import Cells, record_of
from rehabtrack.interchange.fhir.read_elements import (
    Object,
    is_ours,
    label,
    meanings,
    names,
    notes,
    number,
    one,
    several,
    text,
    word_of,
)
from rehabtrack.interchange.fhir.read_sites import site_of
from rehabtrack.interchange.fhir.read_times import rated_at
from rehabtrack.interchange.fhir.told import Told
from rehabtrack.interchange.layout import Layout
from rehabtrack.interchange.times import Times
