"""What fuzzing writes where a command or a table takes a value: fitting, nearly so, and hostile."""

from typing import Any

from hypothesis import strategies as some

#: What breaks programs: no text, controls, what reorders or hides, one text in two ways of writing,
#: too long, too large, digits of other scripts, and the signs of shells, paths, URLs and formats.
HOSTILE = (
    *("", " ", "\t", "\n", "a\nb", "a\0b", "\0", "\ud800", "a\udcffb", "\x7f", "\x85", "\u2028"),
    *("\x1b[2J", "\x1b]0;owned\x07", "\x9b2J", "\r", "\b", "\u202ea", "\u2066a", "\ufeffa"),
    *("\u200f", "\U000e0041", "\ufff9", "\u061c", "\U0001f468\u200d\U0001f469", "می\u200cخ"),
    *("Zoé", "Zoe\u0301", "\u212b", "\ufb01", "\u0130", "ß", "\u0301", "\u0301" * 300, "痛み" * 60),
    *("x" * 41, "x" * 201, "x" * 20_001, "a " * 12_000, "\n" * 500, "\u202e" * 200),
    *("9" * 30, "9" * 5000, "-" + "9" * 30, str(2**63), "1e999", "nan", "inf", "-0", "+", "0x10"),
    *("٣", "３", "²", "½", "1_0", "1.0", "1,0", "0" * 99 + "3", "3.0000000000000000001"),
    *("-", "--", "-1", "-x", "--x", "--x=y", "-h", "--json", "=", "==", ",", ",,", ":", ";", "|"),
    *('"', '""', "'", "'; DROP TABLE pain; --", "\\", "%s", "{0}", "{", "$HOME", "`id`", "*", "?"),
    *("..", "../x", "./x", "~", "a#b", "a?b", "a%b", "a%00b", "a%2fb", "file:a", "sqlite://a"),
    *("other:", "other:x,y", "other:back", "other:" + "x" * 41, "me", "None", "null", "true"),
)
#: Text of any kind; without a slash, so that taken for a path it stays in the folder it is used in.
TEXT = some.text(some.characters(exclude_characters="/"), max_size=30)

# Of each kind the first RIGHT are right, in most stories.
RIGHT = 6
TIMES = (
    *("-2h", "-90m", "yesterday 22:00", "2026-03-14", "07:30", "2026-03-10T12:00Z"),
    *("now", "today", "yesterday", "-1h30m", "-0m", "-26h", "2025-10-26T02:30+02:00"),
    *("7:30", "08:15:59", "2026-03-14T07:30", "2026-03-13 07:30+01:00"),
    *("2026-03-01T00:00-15:59", "2026-03-01T00:00+16:00", "2026-02-29"),
    *("2025-03-30T02:30", "2026-03-29T02:30", "2025-10-26T02:30"),
    *("2016-12-31T23:59:60Z", "23:59:60", "24:00", "23:60", "2026-13-01", "2011-12-30"),
    *("1969-09-30", "1900-01-01", "1900-01-01T00:00+15:59", "1899-12-31T23:59", "0000-01-01"),
    *("0001-01-01", "9999-12-31", "9999-12-31T23:59-15:59", "2200-12-31T23:59", "2201-01-01"),
    *("2200-12-31T23:59-15:59", "-9999999h", "-99999999m", "-99999999h", "07:30+01:00"),
    *("2026-W11", "2026-03-14T", "2026-03-14t07:30z", "20260314", "14.03.2026", "-2h ago"),
)
SITES = ("back", "Back", "neck", "leg-left", "arm-right", "other:head", "leg-lfet", "left")
SCALES = ("nrs", "vas", "nrs", "nrs", "faces", "vrs", "NRS", "nsr")
PAINS = (
    *("0", "3", "6", "10", "back=3", "leg-left=6", "11", "28", "100", "-1", "+3", "3.5", "1.0"),
    *(
        "weak",
        "mild",
        "severe",
        "other:head=8",
        "back=weak",
        "back=",
        "=3",
        "back=3=4",
        "leg-lfet=2",
    ),
)
NUMBERS = (
    "1",
    "2",
    "3",
    "3",
    "4",
    "30",
    "24",
    "72",
    "0",
    "-1",
    "+5",
    "999999",
    "1000000",
    " 3 ",
    "3.0",
)
AREAS = ("lower-back", "lower-back,neck", "leg-left", "neck", "other:foot", "leg-right, neck", ",")
TECHNIQUES = ("stroking", "kneading,rubbing", "other:x", "vibration", "pressing", "rubbing", "x")
CODES = (
    *("pain-eased", "not-rated", "doctor-cleared", "decided-with-therapist", "other:why"),
    *("pain-eased:because", "other:", "light-technique", "pain-easd", ":x", "a plain reason"),
)
LOGINS = ("anna", "eva", "Eva", "eva.m", "pg_eva", "rehabtrack_owner", "e\x27; drop")
NAMES = ("me", "Anna", "ANNA", "Zoé", "Zoe\u0301", "me", "Ana", "Dr. Vogel", "Bo/b", "p1", "Bo b")
NOTES = ("slept badly", "two\nlines", "tab\there", "-")
IDS = (
    *(f"{letter}{no}" for no in (1, 2, 3) for letter in "pmftcwunaryqs"),
    *("p4", "p5", "u4", "u5", "u6", "u7", "u8", "u9", "n1", "P1", "p0", "p01", "p-1", "1", "p"),
    *("Anna/p1", "me/p1", "zoé/m1", "Nobody/p1", "/p1", "Anna/", "Anna/u2", "a/b/p1", "p１"),
    *("p" + "9" * 18, "p" + "9" * 19, "u" + "9" * 5000, "p9223372036854775808", "x1", "p1 "),
)
ZONES = (
    *("Europe/Berlin", "UTC", "Z", "+09:00", "-03:30", "Asia/Tokyo", "+15:59", "+16:00", "Tokyo"),
    *("Pacific/Apia", "Kwajalein", "Africa/Monrovia", "America/St_Johns", "Europe/Berln", "Europe"),
    *("../UTC", "Europe/../UTC", "/etc/localtime", "zone.tab", "tzdata.zi", "europe/berlin"),
)
#: Paths in the folder of a story, or above it within what is the story's own.
PATHS = (
    *(
        "copy.db",
        "new.db",
        "table.csv",
        "folder",
        "keys/key",
        "copy.db",
        "journal.db",
        "rejects.csv",
    ),
    *(
        "key",
        "folder/",
        "folder/copy.db",
        "missing/copy.db",
        "table.csv/x",
        "link.db",
        "dangling.db",
    ),
    *("loop.db", ".", "..", "../x.db", "no#te?.db", "100%.db", "%2e%2e", "new\nline.db", " "),
    *("-", "~", "file:copy.db", "copy.db?mode=ro", "x" * 300, "journal.db-journal", "notes.txt"),
    *("journal.db.key.json", ".journal.db.importing", "\udcff.csv", "\x1b[2J.db", "./-x"),
)
COLUMNS = (
    *("at=at", "value=value", "note=site", "site=site", "at=at,value=value", "recall=note"),
    *(
        "at=when",
        "value=pain",
        "at=when,value=pain",
        'at="when"',
        "at",
        "at=",
        "=x",
        "x=y",
        "at=at",
    ),
    *('"at=a,b"', "at=at,at=at", "note=value", "patient=note", "value=at", '"', "site=site,"),
)
SITE_MAPS = (
    "back=neck",
    "neck=back,back=neck",
    "back=back",
    "a=back",
    "b=c=back",
    "Knee=other:knee,back=back",
    "back=nowhere",
    "a=b=back",
    "a=back,a=neck",
)
WHERES = ("note=x", "site=back", "value=3", "note=", "at=x", "value=", "=", "kind=1", "site=a=b")
WORDS = (
    *("conservative", "surgery", "recovery", "drug", "physiotherapy", "exercise", "manual", "pain"),
    *("massage", "pain,massage", "phase", "warning", "change", "acupuncture", "hirudotherapy"),
    *("reflexotherapy", "other", "neurologist", "physician", "surgeon", "pian", "now", "worst-24h"),
    *("average-24h", "average-7d", "12h"),
)
FLAGS = ("fever", "saddle,fever", "both-legs", "skin=neck,epilepsy", "skin", "rest", "x=y", ",")
TOTALS = ("3", "11", "42.5", "6,3", "0", "24", "25", "1e1", "-1", "100.1")
TICKED = ("1,5,9", "none", "24", "1,1", "0", "25", "1,x", ",")
PARTS = ("slept badly", "S: stiff\nO: tender", "", "#: asked", "\\S: x")
DESK = ("rmdq", "odi", "peg", "promis-pi", "start-back", "massage-therapist", "patient", "doctor")
DESK += ("light", "medium", "deep", "red-flag,clear", "verdict", "age", "technique", "therapist")
HEADS = ("0123456789abcdef", "0" * 32, "ABCDEF0123456789", "0123", "g" * 16, " " + "0" * 16)

#: What fits a parameter by its name in the program; of any other everything is tried.
FITTING: dict[str, tuple[str, ...]] = (
    dict.fromkeys(("at", "since", "until"), TIMES)
    | dict.fromkeys(("value", "values", "before", "after"), PAINS)
    | dict.fromkeys(("minutes", "limit", "hours"), NUMBERS)
    | dict.fromkeys(("by", "name", "of", "author", "patient", "on_advice_of"), NAMES)
    | dict.fromkeys(("because", "code"), CODES)
    | dict.fromkeys(("note", "dose", "limits", "diagnosis"), NOTES)
    | dict.fromkeys(
        ("file", "files", "to", "out", "place", "db", "reject_file", "key", "passphrase_file"),
        PATHS,
    )
    | dict.fromkeys(("source", "target"), PATHS)
    | dict.fromkeys(("zone", "tz"), ZONES)
    | dict.fromkeys(("kind", "form", "specialty", "recall"), WORDS)
    | {"site": SITES, "scale": SCALES, "area": AREAS, "technique": TECHNIQUES, "id_": IDS}
    | dict.fromkeys(("numbness", "weakness"), SITES)
    | dict.fromkeys(("yes", "no"), FLAGS)
    | dict.fromkeys(("subjective", "objective", "assessment", "plan", "text"), PARTS)
    | dict.fromkeys(("questionnaire", "role", "pressure", "verdict", "sort"), DESK)
    | {"totals": TOTALS, "ticked": TICKED, "from_file": ("-", *PATHS), "session": ("m1", *IDS)}
    | dict.fromkeys(("first", "second"), ("m1", "m2", *IDS))
    | {"into": NAMES, "login": LOGINS, "reader": ("therapist", "patient", "doctor")}
    | {"audience": ("doctor", "therapist", "patient"), "without": ("name", "people,words", "all")}
    | {"columns": COLUMNS, "sites": SITE_MAPS, "where": WHERES, "noted": HEADS}
)
_ANY = tuple(dict.fromkeys(word for words in FITTING.values() for word in words))


def values_for(name: str, *choices: str) -> Any:
    """Values of a parameter: half are right, if they can be; the others fit, are hostile or mixed.

    `choices` are those that the program says it takes.
    """
    known = FITTING.get(name, _ANY)
    right = some.sampled_from(choices or (known[:RIGHT] if name in FITTING else known))
    fitting = some.sampled_from((*known, *choices))
    hostile = some.one_of(some.sampled_from(HOSTILE), some.sampled_from(_ANY), TEXT)
    mixed = some.builds(lambda a, b, c: a + b + c, fitting, some.sampled_from(HOSTILE), TEXT)
    return some.one_of(right, right, right, fitting, hostile, mixed)
