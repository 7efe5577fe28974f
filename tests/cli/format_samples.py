"""One small made-up file of each format that `import` knows, and what it comes to."""

import io
import json
import zipfile
from typing import NamedTuple

_APPLE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,Record*)>
]>
<HealthData locale="en_GB">
<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" value="72"/>
<Record type="HKCategoryTypeIdentifierLowerBackPain" sourceName="iPhone"
 creationDate="2024-10-02 17:08:01 +0300" startDate="2024-10-02 17:07:42 +0300"
 endDate="2024-10-02 17:07:42 +0300" value="HKCategoryValueSeverityModerate"/>
<Record type="HKCategoryTypeIdentifierLowerBackPain" sourceName="iPhone"
 creationDate="2024-10-03 17:08:01 +0300" startDate="2024-10-03 17:07:42 +0300"
 endDate="2024-10-03 17:07:42 +0300" value="HKCategoryValueSeverityUnspecified"/>
</HealthData>
"""
_BEARABLE = """date,weekday,time of day,category,rating/amount,detail,notes
30th Nov 2021,Tuesday,am,Symptom,1,Back (lower) pain (Mild),
30th Nov 2021,Tuesday,06:15,Mood,7,Calm,
"""
_CRISISCORE = """Date,Time,Pain Level,Locations,Symptoms,Limited Activities,Sleep Quality,\
Mood Impact,Missed Work Days,Notes
2024-07-01,08:00,5,"lower back; neck","Stiffness","Walking",6,5,,"Test note"
"""
_CRISISCORE_JSON = [
    {
        "id": 1,
        "timestamp": "2024-07-01T08:00:00.123Z",
        "baselineData": {"pain": 5, "locations": ["lower back"], "symptoms": []},
        "notes": "Test note",
    }
]
_DAYLIO = """full_date,date,weekday,time,mood,activities,note_title,note
2021-09-28,28 September,Tuesday,10:00 pm,sad,clean | bad sleep,,
"""
_FLAREDOWN = """Date,Back pain,Ibuprofen,Tags,Foods
2019-05-01,3,200 mg,tired; stressed,rice
2019-05-02,,Not Taken,,
"""
_MIGRALOG = {
    "dailyStatusLogs": [],
    "episodes": [
        {
            "createdAt": 1,
            "endTime": 1719838800000,
            "id": "e1",
            "locations": ["left_neck"],
            "notes": "",
            "qualities": [],
            "startTime": 1719820800000,
            "symptoms": [],
            "triggers": ["stress"],
            "updatedAt": 1,
        }
    ],
    "intensityReadings": [
        {
            "createdAt": 1,
            "episodeId": "e1",
            "id": "r1",
            "intensity": 7,
            "timestamp": 1719824400000,
            "updatedAt": 1,
        }
    ],
    "medicationDoses": [
        {
            "createdAt": 1,
            "id": "d1",
            "medicationId": "m1",
            "quantity": 2,
            "status": "taken",
            "timestamp": 1719824400000,
            "updatedAt": 1,
        }
    ],
    "medicationSchedules": [],
    "medications": [
        {
            "active": True,
            "createdAt": 1,
            "dosageAmount": 400,
            "dosageUnit": "mg",
            "id": "m1",
            "name": "Ibuprofen",
            "type": "rescue",
            "updatedAt": 1,
        }
    ],
    "metadata": {
        "episodeCount": 1,
        "id": "x",
        "medicationCount": 1,
        "schemaVersion": 40,
        "timestamp": 1719900000000,
        "version": "1.0",
    },
}
_SECUSO = {
    "database": {
        "version": 2,
        "content": [
            {
                "tableName": "paindescriptions",
                "createSql": "CREATE TABLE ..",
                "values": [
                    {
                        "_id": 3,
                        "painLevel": 6,
                        "bodyRegions": "22",
                        "painQualities": None,
                        "timesOfPain": None,
                    }
                ],
            },
            {
                "tableName": "diaryentries",
                "createSql": "CREATE TABLE ..",
                "values": [
                    {
                        "_id": 7,
                        "date": "2024-03-01",
                        "painDescription_id": 3,
                        "condition": None,
                        "notes": None,
                    }
                ],
            },
        ],
    },
    "preferences": {},
}


def observation(value: object, day: int = 1, **elements: object) -> dict[str, object]:
    """A pain severity of a day of March 2026, in the back."""
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "72514-3"}]},
        "bodySite": {"text": "back"},
        "effectiveDateTime": f"2026-03-{day:02}T07:30:00+01:00",
        "valueQuantity": {"value": value},
        **elements,
    }


def person(name: str) -> dict[str, object]:
    """A patient, whom `{"reference": "Patient/NAME"}` refers to."""
    return {"resourceType": "Patient", "id": name, "name": [{"text": name}]}


def bundle(*resources: object) -> str:
    """A bundle of these resources."""
    entry = [{"resource": each} for each in resources]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entry})


def zipped(name: str, text: str) -> bytes:
    """A zip of one file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, text)
    return data.getvalue()


_MASSAGE = {
    "resourceType": "Procedure",
    "status": "completed",
    "code": {"text": "Massage"},
    "performedDateTime": "2026-03-02T17:00:00+01:00",
}


class Sample(NamedTuple):
    """A file: its bytes, its format as it is noted, and how many of each kind it adds."""

    data: bytes
    format: str
    kinds: dict[str, int]
    skipped: dict[str, int]


def _sample(content: object, format_: str, kinds: dict[str, int], **skipped: int) -> Sample:
    text = content if isinstance(content, str) else json.dumps(content)
    words = {name.replace("_", " "): count for name, count in skipped.items()}
    return Sample(text.encode(), format_, kinds, words)


SAMPLES = {
    "apple": _sample(_APPLE, "apple-health/1", {"pain": 1, "context": 1}, not_a_pain=1),
    "bearable": _sample(_BEARABLE, "bearable/1", {"pain": 1}, Mood=1),
    "crisiscore": _sample(_CRISISCORE, "crisiscore/1", {"pain": 2}),
    "crisiscore-json": _sample(_CRISISCORE_JSON, "crisiscore-json/1", {"pain": 1}),
    "daylio": _sample(_DAYLIO, "daylio/1", {"context": 1}),
    "fhir": _sample(
        bundle(observation(3), _MASSAGE, {"resourceType": "Condition"}),
        "fhir-r4/1",
        {"pain": 1, "massage": 1},
        Condition=1,
    ),
    "flaredown": _sample(_FLAREDOWN, "flaredown/1", {"context": 2}),
    "migralog": _sample(
        _MIGRALOG, "migralog/1", {"pain": 1, "measure": 1, "context": 1}, medications=1
    ),
    "secuso": _sample(_SECUSO, "secuso-pain-diary/1", {"pain": 1, "context": 1}),
}
SAMPLES["apple-zip"] = SAMPLES["apple"]._replace(
    data=zipped("apple_health_export/vienti.xml", _APPLE)
)
