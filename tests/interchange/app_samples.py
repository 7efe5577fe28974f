"""Made-up files of other apps, in the shapes that their readers name, and reading them."""

from datetime import UTC, datetime
from io import BytesIO
from types import ModuleType
from typing import Any

from rehabtrack.domain.moment import zone_named
from rehabtrack.interchange import (
    bearable,
    crisiscore,
    crisiscore_json,
    daylio,
    flaredown,
    migralog,
)
from rehabtrack.interchange.items import Item, Refusal, Row, Skipped
from rehabtrack.interchange.layout import Layout, read_site_map

BERLIN = zone_named("Europe/Berlin")
NOW = int(datetime(2026, 3, 14, 12, tzinfo=UTC).timestamp() * 1000)

BEARABLE = (
    '"date","date formatted","weekday","time of day","category","rating/amount","detail","notes"\n'
    '"30th Nov 2021","2021-11-30","Tuesday","am","Symptom","1","Back (lower) pain (Mild)",""\n'
    '"30th Nov 2021","2021-11-30","Tuesday","06:15","Mood","7","Calm",""\n'
)
BEARABLE_2021 = (
    "date,weekday,time of day,category,rating/amount,detail,notes\n"
    "30th Nov 2021,Tuesday,am,Symptom,1,Back (lower) pain (Mild),\n"
)
FULL = (
    "Date,Time,Pain Level,Locations,Symptoms,Limited Activities,Sleep Quality,Mood Impact,"
    "Missed Work Days,Notes"
    r'\n2024-07-01,08:00,5,"lower back; neck","Stiffness","Walking",6,5,,"Test note"'
    r'\n2024-07-02,22:30,0,"left leg","","",,,,""'
)
MINIMAL = 'Date,Time,Pain Level,Symptoms,Medication Log\n2024-07-01,08:00,5,"Stiffness",""\n'
CLINICIAN = (
    "Date,Time,Pain Level,Primary Location,Symptoms,Sleep Quality,Mood Impact,Missed Work Days,"
    "Current Medications,Recent Treatments,Notes\n"
    '2024-07-01,10:00,5,"lower back","Stiffness",0,0,0,"","Massage","Test ""quoted"" note"\n'
    '2024-07-02,10:00,0,"","",0,0,0,"","",""\n'
    '2024-07-03,10:00,0,"neck","",0,0,0,"","",""\n'
)
DETAILED = (
    "Date,Time,Pain Level,Locations,Symptoms,Limited Activities,Assistance Needed,Mobility Aids,"
    "Current Medications,Medication Changes,Medication Effectiveness,Recent Treatments,"
    "Treatment Effectiveness,Planned Treatments,Sleep Quality,Mood Impact,Social Impact,"
    "Missed Work Days,Modified Duties,Work Limitations,Worsening Since,New Limitations,"
    "Clinical Notes\n"
    '2024-07-01,10:00,4,"lower back; left leg","","","","","","","","","","",0,0,"",0,"","","",'
    '"","note"\n'
)
WORKSAFEBC = (
    '# A report\n# - Pain_Level: 0-10, "as felt"\n#\n'
    "Date,Time,Pain_Level,Pain_Type,Location,Duration_Minutes,Triggers,Relief_Methods,Medication,"
    "Functional_Impact,Sleep_Quality,Work_Impact,Notes\n"
    "2024-09-01,08:30,7,Sharp,Lower Back,180,Lifting,Heat,Ibuprofen 400mg,4,3,4,To the leg\n"
)
WORKSAFEBC_LATER = (
    "# A report\nentry_id,date,pain_level,primary_locations,symptoms,functional_limitations,"
    "missed_work_hours,modified_duties,medications_active,treatments_applied,sleep_quality,"
    "mood_score,work_impact_notes\n"
    "E1,2024-09-01,7,lower back|left leg,stiff,bending,0,none,Ibuprofen,Heat,3,4,late\n"
)
CRISISCORE_JSON = """[
  {
    "id": 1,
    "timestamp": "2024-07-01T08:00:00.123Z",
    "baselineData": {"pain": 5, "locations": ["lower back", "neck"], "symptoms": ["Stiffness"]},
    "medications": {"current": [{"name": "Ibuprofen", "dosage": "400 mg", "frequency": "",
      "effectiveness": "good"}], "changes": "", "effectiveness": ""},
    "treatments": {"recent": [{"type": "massage", "provider": "Ann", "date": "2024-06-30",
      "effectiveness": "better"}], "effectiveness": "", "planned": []},
    "qualityOfLife": {"sleepQuality": 0, "moodImpact": 0, "socialImpact": []},
    "notes": "Test note"
  }
]
"""
FLAREDOWN = (
    "Date,Crohn's disease,Back pain,Ibuprofen,Tags,Foods,Weather summary,Weather max temperature,"
    "Weather min temperature,Weather pressure,Weather precipitation intensity,Weather humidity\n"
    "2019-05-01,2,3,200 mg,tired; stressed,rice,rain,10,4,1012,0.1,80\n"
    "2019-05-02,,0,Not Taken,,,,,,,,\n"
    "2019-05-03,,,,,,,,,,,\n"
)
FLAREDOWN_LONG = (
    "user_id,age,sex,country,checkin_date,trackable_id,trackable_type,trackable_name,"
    "trackable_value\n"
    "Qx==,30,female,DE,2019-05-01,1,Condition,Back pain,3\n"
    "Qx==,30,female,DE,2019-05-01,2,Tag,tired,\n"
)
DAYLIO = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    '2021-09-28,28 September,Tuesday,10:00 pm,sad ,"clean | bad sleep ","",""\n'
)
DAYLIO_2018 = (
    "year,date,weekday,time,mood,activities,note\n"
    '2018,29 March,Thursday,11:54 pm,happy,"eat out | tired","slept badly"\n'
)
MIGRALOG = """{
  "dailyStatusLogs": [{"createdAt": 1, "date": "2024-07-01", "id": "s1", "prompted": true,
    "status": "yellow", "statusType": "prodrome", "updatedAt": 1}],
  "episodes": [{"createdAt": 1, "endTime": 1719838800000, "id": "e1",
    "locations": ["left_eye", "left_neck"], "notes": "", "qualities": ["throbbing"],
    "startTime": 1719820800000, "symptoms": [], "triggers": ["stress"], "updatedAt": 1}],
  "intensityReadings": [{"createdAt": 1, "episodeId": "e1", "id": "r1", "intensity": 7,
    "timestamp": 1719824400000, "updatedAt": 1}],
  "medicationDoses": [{"createdAt": 1, "id": "d1", "medicationId": "m1", "quantity": 2,
    "status": "taken", "timestamp": 1719824400000, "updatedAt": 1}],
  "medicationSchedules": [],
  "medications": [{"active": true, "createdAt": 1, "dosageAmount": 400, "dosageUnit": "mg",
    "id": "m1", "name": "Ibuprofen", "type": "rescue", "updatedAt": 1}],
  "metadata": {"episodeCount": 1, "id": "x", "medicationCount": 1, "schemaVersion": 40,
    "timestamp": 1719900000000, "version": "1.0"}
}
"""

#: Every sample and its reader.
SAMPLES: list[tuple[str, ModuleType]] = [
    (BEARABLE, bearable),
    (BEARABLE_2021, bearable),
    (FULL, crisiscore),
    (MINIMAL, crisiscore),
    (CLINICIAN, crisiscore),
    (DETAILED, crisiscore),
    (WORKSAFEBC, crisiscore),
    (WORKSAFEBC_LATER, crisiscore),
    (CRISISCORE_JSON, crisiscore_json),
    (FLAREDOWN, flaredown),
    (FLAREDOWN_LONG, flaredown),
    (DAYLIO, daylio),
    (DAYLIO_2018, daylio),
    (MIGRALOG, migralog),
]
READERS = list(dict.fromkeys(reader for _, reader in SAMPLES))


def read(reader: ModuleType, text: str | bytes, **options: Any) -> list[Item]:
    """Every item of a file that Anna imports in Berlin on 14 March 2026."""
    data = text if isinstance(text, bytes) else text.encode()
    if isinstance(options.get("sites"), str):
        options["sites"] = read_site_map(options["sites"])
    layout = Layout(zone=options.pop("zone", BERLIN), now=NOW, **options)
    return list(reader.items(BytesIO(data), layout, "Anna"))


def rows(found: list[Item]) -> list[Row]:
    assert all(isinstance(item, Row) for item in found), found
    return [item for item in found if isinstance(item, Row)]


def rated(found: list[Item]) -> list[tuple[str, str, int]]:
    """(site, scale, value) of every item, which all are ratings."""
    return [(row.record.site, row.record.scale, row.record.value) for row in rows(found)]


def skipped(found: list[Item]) -> list[str]:
    """The reasons of every item that was passed over."""
    return [item.reason for item in found if isinstance(item, Skipped)]


def refusal(found: list[Item]) -> Refusal:
    """The one item, which was refused."""
    (item,) = found
    assert isinstance(item, Refusal), item
    return item


def spoken(row: Row) -> str:
    """When it was, in the zone it is kept in."""
    moment = row.record.moment
    return f"{moment.wall:%Y-%m-%d}" if moment.width else f"{moment.wall:%Y-%m-%d %H:%M}"
