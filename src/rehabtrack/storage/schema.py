"""The tables, once for both dialects; guards.py and readable.py hold their triggers and views."""

from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKeyConstraint,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    event,
)
from sqlalchemy.schema import SchemaItem

from rehabtrack.domain.records.clearance import SPECIALTIES
from rehabtrack.domain.records.note import PARTS as NOTE_PARTS
from rehabtrack.storage import constraints as must
from rehabtrack.storage.columns import CONTENT_COLUMNS, ENVELOPE_COLUMNS, columns, names
from rehabtrack.storage.constraints import check, filled, flag, index, one_of
from rehabtrack.storage.guards import guards
from rehabtrack.storage.readable import readable_views

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, spec: str, *items: SchemaItem) -> Table:
    return Table(name, metadata, *columns(spec), *items, sqlite_strict=True)


ENVELOPE: tuple[str, ...] = names(ENVELOPE_COLUMNS)
CONTENT: dict[str, tuple[str, ...]] = {kind: names(spec) for kind, spec in CONTENT_COLUMNS.items()}
KINDS: dict[str, Table] = {}
VERSIONS: dict[str, Table] = {}

#: What seals a change, in bytes; missing until it is sealed, in the transaction that made it.
SEALS = (("seal", 16), ("made", 16), ("voided", 16), ("digest", 32))

change = _table(
    "change",
    "patient_id integer, no integer, id bytes, command bytes, at instant, author text,"
    " action text, takes_back integer, seal bytes?, made bytes?, voided bytes?, digest bytes?",
    PrimaryKeyConstraint("patient_id", "no"),
    UniqueConstraint("id"),
    must.bytes16("id"),
    must.bytes16("command"),
    check("no_counted", "no >= 1"),
    *filled("author", "action"),
    *(check(f"{name}_bytes", f"{name} IS NULL OR length({name}) = {size}") for name, size in SEALS),
    check("takes_back_earlier", "takes_back >= 0 AND takes_back < no"),
    index("command"),
)


def _voided() -> SchemaItem:
    return index("patient_id", "voided_by", "change", "no", where="voided_by > 0")


def _kind(kind: str, *items: SchemaItem) -> None:
    """Add the table of a kind and, with the same columns, that of its superseded versions.

    An index ends in what its statements order by: else SQLite, which knows no counts, would rather
    read a patient whole in the right order.
    """
    spec = f"{ENVELOPE_COLUMNS}, {CONTENT_COLUMNS[kind]}"
    keys: list[SchemaItem] = [
        PrimaryKeyConstraint("patient_id", "id"),
        UniqueConstraint("patient_id", "no"),
    ]
    if kind == "patient":
        keys = [PrimaryKeyConstraint("patient_id"), UniqueConstraint("id")]
    if "at" in CONTENT[kind]:
        items = (*must.moment(), *items, index("patient_id", "at", "no"))
    if "origin" in CONTENT[kind]:
        items = (*items, must.origin_bytes())
    KINDS[kind] = _table(
        kind,
        spec,
        *keys,
        must.to_change(),
        *must.envelope(),
        *items,
        index("patient_id", "change", "no"),
        _voided(),
    )
    VERSIONS[kind] = _table(
        f"{kind}_version",
        spec,
        PrimaryKeyConstraint("patient_id", "no", "version"),
        must.to_change(),
        index("patient_id", "change", "no", "version"),
        _voided(),
    )


_kind(
    "patient",
    *filled("name", "site"),
    flag("archived"),
    check("no_one", "no = 1"),
    index("name", where="voided_by = 0", unique=True),
)
_kind(
    "massage",
    check(
        "judged_at_last_minute",
        "judged_at = CASE width WHEN 0 THEN at ELSE at + width - 60000 END",
    ),
    flag("given"),
    must.minutes_of_a_day(),
    must.pressure_known(),
    check(
        "because_not_given",
        "(given = 1 AND because IS NULL)"
        " OR (given = 0 AND because IS NOT NULL AND length(trim(because)) > 0)",
    ),
    must.note_length(),
    ForeignKeyConstraint(("patient_id", "same"), ("massage.patient_id", "massage.no")),
    check("same_as_another", "same IS NULL OR same <> no"),
    index("patient_id", "no", "same", where="same IS NOT NULL", name="ix_massage_same"),
    index("patient_id", "judged_at", "no"),
)
_kind(
    "pain",
    must.to_session(),
    *filled("site"),
    check(
        "value_on_scale",
        "(scale = 'nrs' AND value BETWEEN 0 AND 10) OR (scale = 'vas' AND value BETWEEN 0 AND 100)"
        " OR (scale = 'faces' AND value IN (0, 2, 4, 6, 8, 10))"
        " OR (scale = 'vrs' AND value BETWEEN 0 AND 3)",
    ),
    one_of("recall", "now", "average-24h", "worst-24h", "average-7d"),
    check(
        "relation_to_session",
        "(session IS NULL AND relation IS NULL) OR (session IS NOT NULL"
        " AND relation IS NOT NULL AND relation IN ('before', 'after', 'next-day'))",
    ),
    must.note_length(),
    flag("counts"),
    index("patient_id", "session", "at", "no", where="session IS NOT NULL"),
)
_kind(
    "phase",
    must.ends_later(),
    one_of("kind", "conservative", "surgery", "recovery"),
    check(
        "course_of_conservative",
        "course_done_at IS NULL OR (kind = 'conservative' AND course_done_at >= at"
        " AND course_done_at % 60000 = 0)",
    ),
    must.note_length(),
)
_kind(
    "measure",
    must.ends_later(event=True),
    one_of("kind", "drug", "physiotherapy", "exercise", "manual"),
    *filled("name"),
    check(
        "form_of_physiotherapy",
        "form IS NULL OR (kind = 'physiotherapy'"
        " AND form IN ('acupuncture', 'hirudotherapy', 'reflexotherapy', 'other'))",
    ),
    must.minutes_of_a_day(),
    must.note_length(),
)
_kind(
    "clearance",
    must.ends_later(),
    *filled("doctor"),
    one_of("specialty", *SPECIALTIES),
    flag("refuses"),
    must.pressure_known(),
)
_kind(
    "policy",
    check("from_an_instant", "width = 0"),
    check("limit_allowed", '"limit" BETWEEN 1 AND 4'),
    check("hours_allowed", "hours BETWEEN 1 AND 72"),
    *filled("because"),
    check(
        "limit_on_advice",
        '"limit" <= 3 OR (on_advice_of IS NOT NULL AND length(trim(on_advice_of)) > 0)',
    ),
)
_kind(
    "screen",
    must.to_session(),
    check("edition_counted", "edition >= 1"),
    check("yes_said", "yes IS NULL OR length(trim(yes)) > 0"),
    index("patient_id", "session", "no", where="session IS NOT NULL"),
)
_kind(
    "note",
    must.to_session(),
    *(must.note_length(part) for part in NOTE_PARTS),
    check("something_said", f"coalesce({', '.join(NOTE_PARTS)}) IS NOT NULL"),
    check(
        "signed_by_somebody",
        "(signed_at IS NULL AND signed_by IS NULL AND signed_as IS NULL)"
        " OR (signed_at IS NOT NULL AND signed_by IS NOT NULL AND length(trim(signed_by)) > 0)",
    ),
    check("signed_stands", "signed_at IS NULL OR voided_by = 0"),
    index("patient_id", "session", "no"),
    index("patient_id", "no", where="signed_at IS NULL", name="ix_note_draft"),
)
_kind(
    "addendum",
    ForeignKeyConstraint(("patient_id", "amends"), ("note.patient_id", "note.no")),
    *filled("because"),
    must.note_length("text"),
    index("patient_id", "amends", "no"),
)
_kind(
    "redflag",
    *filled("code"),
    check(
        "assessed_by_a_doctor",
        "(assessed_at IS NULL AND assessed_by IS NULL AND specialty IS NULL)"
        " OR (assessed_at IS NOT NULL AND assessed_at >= at AND assessed_by IS NOT NULL"
        " AND length(trim(assessed_by)) > 0 AND specialty IS NOT NULL)",
    ),
    check(
        "specialty_known",
        f"specialty IS NULL OR specialty IN ({', '.join(map(repr, SPECIALTIES))})",
    ),
    must.note_length(),
    index("patient_id", "at", "no", where="assessed_at IS NULL", name="ix_redflag_open"),
)
_kind(
    "symptom",
    one_of("sign", "numbness", "weakness"),
    *filled("site"),
    check("something_asked", "asks IS NULL OR length(trim(asks)) > 0"),
    index("patient_id", "at", "no", where="asks IS NOT NULL", name="ix_symptom_asking"),
)
_kind(
    "score",
    one_of("instrument", "rmdq", "odi", "peg", "promis-pi", "start-back"),
    check("tenths_not_negative", "tenths BETWEEN 0 AND 1000"),
    check("items_of_rmdq", "items IS NULL OR (instrument = 'rmdq' AND length(items) > 0)"),
)
_kind("context", *filled("source"), must.note_length("text"))

warning = _table(
    "warning",
    "patient_id integer, id bytes, no integer, session integer, rule text, rule_version integer,"
    " status text, reason text, category integer?, limit integer?, hours integer?,"
    " on_advice_of text?, evidence text, until_at instant?, raised_at instant, how text,"
    " change integer, thread integer, withdrawn_by integer, withdrawn_at instant?, cause text?,"
    " digest bytes",
    PrimaryKeyConstraint("patient_id", "id"),
    UniqueConstraint("patient_id", "no"),
    must.to_session(),
    must.to_change(),
    must.bytes16("id"),
    must.bytes16("digest"),
    check("no_counted", "no >= 1"),
    check("rule_version_counted", "rule_version >= 1"),
    *filled("rule", "status", "reason"),
    check("status_of_high_pain", "rule <> 'high-pain' OR status IN ('high-pain', 'unverified')"),
    check("category_ranked", "category IS NULL OR category BETWEEN 0 AND 3"),
    check(
        "policy_of_high_pain",
        'rule <> \'high-pain\' OR ("limit" IS NOT NULL AND "limit" BETWEEN 1 AND 4'
        " AND hours IS NOT NULL AND hours BETWEEN 1 AND 72)",
    ),
    one_of("how", "at-logging", "later", "import"),
    check("thread_begun", "thread BETWEEN 1 AND no"),
    check(
        "withdrawn_with_cause",
        "(withdrawn_by = 0 AND withdrawn_at IS NULL AND cause IS NULL) OR (withdrawn_by > 0"
        " AND withdrawn_at IS NOT NULL AND cause IS NOT NULL AND length(trim(cause)) > 0)",
    ),
    index("patient_id", "session", "no"),
    # with what today counts the earlier ones by, so that it need not read them
    index(
        *("patient_id", "withdrawn_by", "raised_at", "no", "thread", "status", "how"),
        name="ix_warning_patient_id_withdrawn_by_raised_at_no",
    ),
    index("patient_id", "change", "no"),
)
answer = _table(
    "answer",
    "patient_id integer, id bytes, no integer, thread integer, warning integer, code text,"
    " text text?, at instant, author text, change integer, voided_by integer, digest bytes",
    PrimaryKeyConstraint("patient_id", "id"),
    UniqueConstraint("patient_id", "no"),
    ForeignKeyConstraint(("patient_id", "warning"), ("warning.patient_id", "warning.no")),
    must.to_change(),
    must.bytes16("id"),
    must.bytes16("digest"),
    check("no_counted", "no >= 1"),
    check("thread_begun", "thread BETWEEN 1 AND warning"),
    one_of(
        "code",
        *("doctor-cleared", "decided-with-therapist", "away-from-spine", "pain-eased"),
        *("light-technique", "not-rated", "other"),
    ),
    check("other_said", "code <> 'other' OR (text IS NOT NULL AND length(trim(text)) > 0)"),
    *filled("author"),
    check("voided_by_change", "voided_by >= 0"),
    index("patient_id", "thread", "voided_by"),
    index("patient_id", "change", "no"),
    index("patient_id", "voided_by", "change", "no", where="voided_by > 0"),
)
intake = _table(
    "intake",
    "patient_id integer, no integer, change integer, format text, sha256 bytes, person bytes?,"
    " digest bytes",
    PrimaryKeyConstraint("patient_id", "no"),
    must.to_change(),
    must.bytes16("digest"),
    check("no_counted", "no >= 1"),
    *filled("format"),
    check("sha256_bytes", "length(sha256) = 32"),
    check("person_bytes", "person IS NULL OR length(person) = 16"),
    index("patient_id", "change", "no"),
    index("person", "patient_id", "no", where="person IS NOT NULL"),
)
arrival = _table(
    "arrival",
    "patient_id integer, no integer, change integer, kind text, record integer, version integer,"
    " stamp bytes?, author text?, at instant?, known bytes?, voids bytes?, withheld integer,"
    " rival integer, original text?, digest bytes",
    PrimaryKeyConstraint("patient_id", "no"),
    must.to_change(),
    must.bytes16("digest"),
    check("no_counted", "no >= 1"),
    one_of("kind", *KINDS),
    check("record_counted", "record >= 1 AND version >= 1"),
    check(
        "stamped_by_somebody",
        "(stamp IS NULL AND author IS NULL AND at IS NULL) OR (stamp IS NOT NULL"
        " AND length(stamp) = 16 AND author IS NOT NULL AND at IS NOT NULL)",
    ),
    check("known_stamps", "known IS NULL OR (length(known) > 0 AND length(known) % 16 = 0)"),
    check("voids_stamps", "voids IS NULL OR (length(voids) > 0 AND length(voids) % 16 = 0)"),
    flag("withheld"),
    flag("rival"),
    check("original_length", "original IS NULL OR length(original) BETWEEN 1 AND 20000"),
    index("patient_id", "kind", "record", "version"),
    index("patient_id", "change", "no"),
    index("patient_id", "kind", "record", where="rival = 1", name="ix_arrival_rival"),
)
erasure = _table(
    "erasure",
    "patient_id integer, id bytes, at instant, author text, because text, change integer,"
    " digest bytes",
    PrimaryKeyConstraint("patient_id"),
    UniqueConstraint("id"),
    must.to_change(),
    must.bytes16("id"),
    must.bytes16("digest"),
    *filled("author", "because"),
)
setting = _table(
    "setting",
    "name text, value text, digest bytes",
    PrimaryKeyConstraint("name"),
    *filled("name"),
    must.bytes16("digest"),
)

#: Triggers, then views, by dialect: what the metadata cannot hold.
DDL: dict[str, list[str]] = {
    dialect: guards(dialect, KINDS, VERSIONS, change, erasure, (warning, answer), (intake, arrival))
    + readable_views(dialect, KINDS)
    for dialect in ("sqlite", "postgresql")
}


@event.listens_for(metadata, "after_create")
def _add_triggers_and_views(_: MetaData, connection: Connection, **__: Any) -> None:
    for statement in DDL[connection.dialect.name]:
        connection.exec_driver_sql(statement)
