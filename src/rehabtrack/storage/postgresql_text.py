"""PostgreSQL: the statements of everyday commands.

Generated from statements/ by `python -m rehabtrack.storage.compiler`; do not edit.
"""

# ruff: noqa

PATIENTS = """
SELECT patient.patient_id, patient.id, patient.no, patient.version, patient.change, patient.author, patient.recorded_at, patient.voided_by, patient.void_reason, patient.digest, patient.name, patient.zone, patient.site, patient.diagnosis, patient.archived
FROM patient
WHERE patient.voided_by <= %(voided_up_to)s::BIGINT
ORDER BY patient.patient_id
"""

PATIENTS_AFTER = """
SELECT patient.patient_id
FROM patient
WHERE patient.patient_id > %(after)s::BIGINT AND patient.voided_by = 0
ORDER BY patient.patient_id
 LIMIT 1 OFFSET 0
"""

PATIENT_WITH_ID = """
SELECT patient.patient_id, patient.id, patient.no, patient.version, patient.change, patient.author, patient.recorded_at, patient.voided_by, patient.void_reason, patient.digest, patient.name, patient.zone, patient.site, patient.diagnosis, patient.archived
FROM patient
WHERE patient.id = %(id)s AND patient.voided_by <= %(voided_up_to)s::BIGINT
"""

PATIENT_BY_NO = """
SELECT patient.patient_id, patient.id, patient.no, patient.version, patient.change, patient.author, patient.recorded_at, patient.voided_by, patient.void_reason, patient.digest, patient.name, patient.zone, patient.site, patient.diagnosis, patient.archived
FROM patient
WHERE patient.patient_id = %(patient_id)s::BIGINT AND patient.no = %(no)s::BIGINT
"""

SETTING = """
SELECT setting.value
FROM setting
WHERE setting.name = %(name)s::VARCHAR
"""

SETTINGS = """
SELECT setting.name, setting.value, setting.digest
FROM setting
ORDER BY setting.name
"""

LAST_CHANGE = """
SELECT change.no, change.digest
FROM change
WHERE change.patient_id = %(patient_id)s::BIGINT
ORDER BY change.no DESC
 LIMIT 1 OFFSET 0
"""

CHANGE_INSERT = """
INSERT INTO change (patient_id, no, id, command, at, author, action, takes_back, seal, made, voided, digest)
VALUES (%s::BIGINT, %s::BIGINT, %s, %s, %s::BIGINT, %s::VARCHAR, %s::VARCHAR, %s::BIGINT, %s, %s, %s, %s)
"""

CHANGE_SEAL = """
UPDATE change
SET seal=%(seal)s, made=%(made)s, voided=%(voided)s, digest=%(digest)s
WHERE change.patient_id = %(of_patient)s::BIGINT AND change.no = %(of_no)s::BIGINT
"""

PAIN_LAST_NO = """
SELECT max(pain.no) AS max_1
FROM pain
WHERE pain.patient_id = %(patient_id)s::BIGINT
"""

PAIN_INSERT = """
INSERT INTO pain (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, site, scale, value, recall, session, relation, note, counts, origin)
VALUES (%s::BIGINT, %s, %s::BIGINT, %s::BIGINT, %s::BIGINT, %s::VARCHAR, %s::BIGINT, %s::BIGINT, %s::VARCHAR, %s, %s::BIGINT, %s::BIGINT, %s::BIGINT, %s::VARCHAR, %s::VARCHAR, %s::VARCHAR, %s::BIGINT, %s::VARCHAR, %s::BIGINT, %s::VARCHAR, %s::VARCHAR, %s::BIGINT, %s)
"""

PAIN_BETWEEN = """
SELECT pain.patient_id, pain.id, pain.no, pain.version, pain.change, pain.author, pain.recorded_at, pain.voided_by, pain.void_reason, pain.digest, pain.at, pain.width, pain."offset", pain.zone, pain.site, pain.scale, pain.value, pain.recall, pain.session, pain.relation, pain.note, pain.counts, pain.origin
FROM pain
WHERE pain.patient_id = %(patient_id)s::BIGINT AND pain.at >= %(since)s::BIGINT AND pain.at < %(until)s::BIGINT AND pain.voided_by <= %(voided_up_to)s::BIGINT
ORDER BY pain.at, pain.no
"""

MASSAGE_LAST_NO = """
SELECT max(massage.no) AS max_1
FROM massage
WHERE massage.patient_id = %(patient_id)s::BIGINT
"""

MASSAGE_INSERT = """
INSERT INTO massage (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, judged_at, given, minutes, areas, techniques, pressure, therapist, because, note, same, origin)
VALUES (%s::BIGINT, %s, %s::BIGINT, %s::BIGINT, %s::BIGINT, %s::VARCHAR, %s::BIGINT, %s::BIGINT, %s::VARCHAR, %s, %s::BIGINT, %s::BIGINT, %s::BIGINT, %s::VARCHAR, %s::BIGINT, %s::BIGINT, %s::BIGINT, %s::VARCHAR, %s::VARCHAR, %s::VARCHAR, %s::VARCHAR, %s::VARCHAR, %s::VARCHAR, %s::BIGINT, %s)
"""

SESSIONS = """
SELECT massage.no, massage.at, massage.width, massage."offset", massage.zone
FROM massage
WHERE massage.patient_id = %(patient_id)s::BIGINT AND massage.given = 1 AND massage.voided_by = 0 AND massage.judged_at >= %(since)s::BIGINT AND massage.judged_at <= %(until)s::BIGINT
ORDER BY massage.judged_at, massage.no
"""

SESSION_FROM = """
SELECT massage.no
FROM massage
WHERE massage.patient_id = %(patient_id)s::BIGINT AND massage.given = 1 AND massage.voided_by = 0 AND massage.judged_at >= %(since)s::BIGINT
ORDER BY massage.judged_at, massage.no
 LIMIT 1 OFFSET 0
"""

SESSION_BEFORE = """
SELECT massage.no, massage.at, massage.width
FROM massage
WHERE massage.patient_id = %(patient_id)s::BIGINT AND massage.given = 1 AND massage.voided_by = 0 AND massage.judged_at <= %(until)s::BIGINT AND massage.no != %(no)s::BIGINT
ORDER BY massage.judged_at DESC, massage.no DESC
 LIMIT 1 OFFSET 0
"""

READINGS = """
SELECT pain.at, pain.width, pain.site, pain.scale, pain.value, pain.recall, pain.no, pain.version, CASE WHEN (pain.relation = 'after') THEN pain.session ELSE 0 END AS anon_1
FROM pain
WHERE pain.patient_id = %(patient_id)s::BIGINT AND pain.counts = 1 AND pain.voided_by = 0 AND pain.at > %(after)s::BIGINT AND pain.at <= %(until)s::BIGINT
ORDER BY pain.at, pain.no
"""

LAST_READING_AT = """
SELECT max(pain.at) AS max_1
FROM pain
WHERE pain.patient_id = %(patient_id)s::BIGINT AND pain.counts = 1 AND pain.voided_by = 0 AND pain.at <= %(until)s::BIGINT AND (pain.relation IS NULL OR pain.relation != 'after')
"""

POLICIES = """
SELECT policy.at, policy."limit", policy.hours, policy.on_advice_of
FROM policy
WHERE policy.patient_id = %(patient_id)s::BIGINT AND policy.voided_by = 0
ORDER BY policy.at, policy.no
"""

OPINIONS = """
SELECT clearance.no, clearance.version, clearance.doctor, clearance.refuses, clearance.at, clearance.end_at, clearance.areas
FROM clearance
WHERE clearance.patient_id = %(patient_id)s::BIGINT AND clearance.voided_by = 0
ORDER BY clearance.at, clearance.no
"""

PHASE_SPANS = """
SELECT phase.no, phase.kind, phase.at, phase.end_at, phase.course_done_at
FROM phase
WHERE phase.patient_id = %(patient_id)s::BIGINT AND phase.voided_by = 0
ORDER BY phase.at, phase.no
"""

PHASE_STANDING = """
SELECT phase.patient_id, phase.id, phase.no, phase.version, phase.change, phase.author, phase.recorded_at, phase.voided_by, phase.void_reason, phase.digest, phase.at, phase.width, phase."offset", phase.zone, phase.end_at, phase.kind, phase.course_done_at, phase.note, phase.origin
FROM phase
WHERE phase.patient_id = %(patient_id)s::BIGINT AND phase.voided_by = 0
ORDER BY phase.at, phase.no
"""

FLAGS = """
SELECT redflag.no, redflag.version, redflag.code, redflag.at, redflag.assessed_at
FROM redflag
WHERE redflag.patient_id = %(patient_id)s::BIGINT AND redflag.voided_by = 0 AND redflag.code != 'none'
ORDER BY redflag.at, redflag.no
"""

OPEN_FLAGS = """
SELECT redflag.patient_id, redflag.no, redflag.code, redflag.at, redflag.width, redflag."offset", redflag.zone
FROM redflag
WHERE redflag.patient_id BETWEEN %(first)s::BIGINT AND %(last)s::BIGINT AND redflag.assessed_at IS NULL AND redflag.voided_by = 0 AND redflag.code != 'none'
ORDER BY redflag.patient_id, redflag.at, redflag.no
"""

OPEN_QUESTIONS = """
SELECT symptom.patient_id, symptom.no, symptom.sign, symptom.site, symptom.at, symptom.width, symptom."offset", symptom.zone
FROM symptom
WHERE symptom.patient_id BETWEEN %(first)s::BIGINT AND %(last)s::BIGINT AND symptom.asks IS NOT NULL AND symptom.voided_by = 0 AND NOT (EXISTS (SELECT 1
FROM redflag
WHERE redflag.patient_id = symptom.patient_id AND redflag.recorded_at >= symptom.recorded_at AND redflag.at + redflag.width >= symptom.at AND redflag.voided_by = 0))
ORDER BY symptom.patient_id, symptom.at, symptom.no
"""

TO_HEED = """
SELECT 1
FROM screen
WHERE screen.patient_id = %(patient_id)s::BIGINT AND screen.at > %(after)s::BIGINT AND screen.at <= %(until)s::BIGINT AND screen.voided_by = 0 UNION ALL
SELECT 1
FROM clearance
WHERE clearance.patient_id = %(patient_id)s::BIGINT AND clearance.at <= %(until)s::BIGINT AND (clearance.end_at IS NULL OR clearance.end_at > %(until)s::BIGINT) AND clearance.refuses = 0 AND clearance.voided_by = 0 AND (clearance.areas IS NOT NULL OR clearance.techniques IS NOT NULL OR clearance.pressure IS NOT NULL OR clearance.limits IS NOT NULL OR clearance.end_at IS NOT NULL)
"""

NEXT_DAY_UNRATED = """
SELECT patient.patient_id, massage.no, massage.at, massage."offset"
FROM patient JOIN massage ON massage.patient_id = patient.patient_id
WHERE patient.patient_id BETWEEN %(first)s::BIGINT AND %(last)s::BIGINT AND massage.at >= %(since)s::BIGINT AND massage.at <= %(until)s::BIGINT AND massage.given = 1 AND massage.voided_by = 0 AND (EXISTS (SELECT 1
FROM pain
WHERE pain.patient_id = massage.patient_id AND pain.session = massage.no AND pain.relation = 'before' AND pain.voided_by = 0)) AND NOT (EXISTS (SELECT 1
FROM pain
WHERE pain.patient_id = massage.patient_id AND pain.session = massage.no AND pain.relation = 'next-day' AND pain.voided_by = 0))
ORDER BY patient.patient_id, massage.at, massage.no
"""

NOTES_UNSIGNED = """
SELECT note.patient_id, note.no
FROM note
WHERE note.patient_id BETWEEN %(first)s::BIGINT AND %(last)s::BIGINT AND note.signed_at IS NULL AND note.voided_by = 0 AND note.at <= %(until)s::BIGINT
ORDER BY note.patient_id, note.no
"""

WARNINGS_DUE = """
SELECT patient.patient_id, warning.no, CASE WHEN (warning.thread = warning.no) THEN warning.how = 'import' ELSE EXISTS (SELECT 1
FROM warning AS began
WHERE began.patient_id = warning.patient_id AND began.no = warning.thread AND began.how = 'import') END AS seen
FROM patient JOIN warning ON warning.patient_id = patient.patient_id
WHERE patient.patient_id BETWEEN %(first)s::BIGINT AND %(last)s::BIGINT AND warning.withdrawn_by = 0 AND warning.raised_at >= %(since)s::BIGINT AND warning.raised_at < %(until)s::BIGINT AND warning.status != 'unverified' AND NOT (EXISTS (SELECT 1
FROM answer
WHERE answer.patient_id = warning.patient_id AND answer.thread = warning.thread AND answer.voided_by = 0))
ORDER BY patient.patient_id, warning.raised_at, warning.no
"""

UNANSWERED = """
SELECT count(*) AS count_1, count(*) FILTER (WHERE warning.status = 'unverified') AS anon_1, count(CASE WHEN CASE WHEN (warning.thread = warning.no) THEN warning.how = 'import' ELSE EXISTS (SELECT 1
FROM warning AS began
WHERE began.patient_id = warning.patient_id AND began.no = warning.thread AND began.how = 'import') END THEN 1 END) FILTER (WHERE warning.status != 'unverified') AS anon_2
FROM warning
WHERE warning.patient_id = %(patient_id)s::BIGINT AND warning.withdrawn_by = 0 AND (warning.thread NOT IN (SELECT answer.thread
FROM answer
WHERE answer.patient_id = %(patient_id)s::BIGINT AND answer.voided_by = 0))
"""

WARNINGS_OF_SESSION = """
SELECT warning.patient_id, warning.id, warning.no, warning.session, warning.rule, warning.rule_version, warning.status, warning.reason, warning.category, warning."limit", warning.hours, warning.on_advice_of, warning.evidence, warning.until_at, warning.raised_at, warning.how, warning.change, warning.thread, warning.withdrawn_by, warning.withdrawn_at, warning.cause, EXISTS (SELECT 1
FROM answer
WHERE answer.patient_id = warning.patient_id AND answer.thread = warning.thread AND answer.voided_by = 0) AS answered, CASE WHEN (warning.thread = warning.no) THEN warning.how = 'import' ELSE EXISTS (SELECT 1
FROM warning AS began
WHERE began.patient_id = warning.patient_id AND began.no = warning.thread AND began.how = 'import') END AS seen
FROM warning
WHERE warning.patient_id = %(patient_id)s::BIGINT AND warning.session = %(session)s::BIGINT
ORDER BY warning.no
"""

WARNINGS_OF_SESSIONS = """
SELECT warning.patient_id, warning.id, warning.no, warning.session, warning.rule, warning.rule_version, warning.status, warning.reason, warning.category, warning."limit", warning.hours, warning.on_advice_of, warning.evidence, warning.until_at, warning.raised_at, warning.how, warning.change, warning.thread, warning.withdrawn_by, warning.withdrawn_at, warning.cause, EXISTS (SELECT 1
FROM answer
WHERE answer.patient_id = warning.patient_id AND answer.thread = warning.thread AND answer.voided_by = 0) AS answered, CASE WHEN (warning.thread = warning.no) THEN warning.how = 'import' ELSE EXISTS (SELECT 1
FROM warning AS began
WHERE began.patient_id = warning.patient_id AND began.no = warning.thread AND began.how = 'import') END AS seen
FROM warning
WHERE warning.patient_id = %(patient_id)s::BIGINT AND warning.session IN (SELECT massage.no
FROM massage
WHERE massage.patient_id = %(patient_id)s::BIGINT AND massage.judged_at >= %(since)s::BIGINT AND massage.judged_at <= %(until)s::BIGINT)
ORDER BY warning.session, warning.no
"""


def __getattr__(name: str) -> str:
    from rehabtrack.storage import postgresql_more

    text: str = getattr(postgresql_more, name)
    return text
