"""A made-up Apple Health export of any size, and how fast one is read.

The records are as a phone and a watch write them, in the proportions of public exports: pain is one
record of some thousands. Nothing in it is anybody's.

python -m benchmarks.apple_health make FILE MEGABYTES
python -m benchmarks.apple_health read FILE
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rehabtrack.domain.moment import zone_named
from rehabtrack.interchange import apple_health
from rehabtrack.interchange.items import Skipped
from rehabtrack.interchange.layout import Layout

FIRST = datetime(2016, 1, 1, tzinfo=UTC)
PAIN_EVERY = 5_000  # records
_BEGIN = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout)*)>
<!ATTLIST VisionPrescription
  brand CDATA #IMPLIED
<!ELEMENT RightEye EMPTY>
]>
<HealthData locale="de_DE">
 <ExportDate value="2026-03-14 10:00:00 +0100"/>
 <Me HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexNotSet"/>
"""
_DEVICE = (
    "&lt;&lt;HKDevice: 0x28{serial:x}&gt;, name:Apple Watch, manufacturer:Apple Inc., "
    "model:Watch, hardware:Watch6,1, software:8.3&gt;"
)
_HEART = """ <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" \
sourceVersion="8.3" device="{device}" unit="count/min" creationDate="{at}" startDate="{at}" \
endDate="{at}" value="{value}">
  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="0"/>
 </Record>
"""
_STEPS = """ <Record type="HKQuantityTypeIdentifierStepCount" sourceName="iPhone" \
sourceVersion="15.1" unit="count" creationDate="{at}" startDate="{at}" endDate="{at}" \
value="{value}"/>
"""
_PAIN = """ <Record type="HKCategoryTypeIdentifierLowerBackPain" sourceName="Health" \
sourceVersion="15.1" creationDate="{at}" startDate="{at}" endDate="{at}" \
value="HKCategoryValueSeverity{word}">
  <MetadataEntry key="HKWasUserEntered" value="1"/>
 </Record>
"""
_WORDS = ("NotPresent", "Mild", "Mild", "Moderate", "Severe", "Unspecified")


def make(path: Path, megabytes: int) -> None:
    """Write an export of that size."""
    left = megabytes * 1_000_000
    with path.open("wb") as file:
        file.write(_BEGIN.encode())
        for record in _records():
            left -= file.write(record.encode())
            if left <= 0:
                break
        file.write(b"</HealthData>\n")


def _records() -> Iterator[str]:
    chance, at, nth = random.Random(6), FIRST, 0
    while True:
        nth += 1
        at += timedelta(seconds=chance.randint(3, 180))
        spoken = f"{at:%Y-%m-%d %H:%M:%S} +0100"
        if nth % PAIN_EVERY == 0:
            yield _PAIN.format(at=spoken, word=chance.choice(_WORDS))
        elif nth % 2:
            device = _DEVICE.format(serial=chance.randrange(10**7, 10**8))
            yield _HEART.format(at=spoken, device=device, value=chance.randint(50, 150))
        else:
            yield _STEPS.format(at=spoken, value=chance.randint(5, 500))


def read(path: Path) -> None:
    """Read an export, or its zip, to its end, and print what it came to."""
    import resource

    layout = Layout(zone=zone_named("Europe/Berlin"), now=int(time.time() * 1000))
    counts: Counter[str] = Counter()
    start, processor = time.perf_counter(), time.process_time()
    with path.open("rb") as file:
        for item in apple_health.items(file, layout, "me"):
            counts[item.reason if isinstance(item, Skipped) else type(item).__name__] += 1
    size = path.stat().st_size / 1e6
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(dict(counts))
    print(f"{size:.0f} MB: {size / seconds:.1f} MB/s, {size / processor:.1f} MB/s of the processor")
    print(f"{peak:.0f} MiB at the most")


if __name__ == "__main__":
    what, name, *size = sys.argv[1:]
    if what == "make":
        make(Path(name), int(size[0]))
    else:
        read(Path(name))
