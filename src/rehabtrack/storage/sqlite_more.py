"""SQLite: every statement beside sqlite_text.py's.

Generated from statements/ by `python -m rehabtrack.storage.compiler`; do not edit.
"""

# ruff: noqa

PATIENT_INSERT = """
INSERT INTO patient (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, name, zone, site, diagnosis, archived)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

PATIENT_LAST_NO = """
SELECT max(patient.no) AS max_1
FROM patient
WHERE patient.patient_id = :patient_id
"""

PATIENT_IDS = """
SELECT patient.id, patient.no
FROM patient
WHERE patient.patient_id = :patient_id
"""

PATIENT_VERSIONS = """
SELECT patient_version.patient_id, patient_version.id, patient_version.no, patient_version.version, patient_version.change, patient_version.author, patient_version.recorded_at, patient_version.voided_by, patient_version.void_reason, patient_version.digest, patient_version.name, patient_version.zone, patient_version.site, patient_version.diagnosis, patient_version.archived
FROM patient_version
WHERE patient_version.patient_id = :patient_id AND patient_version.no = :no
ORDER BY patient_version.version
"""

PATIENT_KEEP_VERSION = """
INSERT INTO patient_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, name, zone, site, diagnosis, archived)
SELECT patient.patient_id, patient.id, patient.no, patient.version, patient.change, patient.author, patient.recorded_at, patient.voided_by, patient.void_reason, patient.digest, patient.name, patient.zone, patient.site, patient.diagnosis, patient.archived
FROM patient
WHERE patient.patient_id = :of_patient AND patient.no = :of_no
"""

PATIENT_UPDATE = """
UPDATE patient
SET version=:version, change=:change, voided_by=:voided_by, void_reason=:void_reason, digest=:digest, name=:name, zone=:zone, site=:site, diagnosis=:diagnosis, archived=:archived
WHERE patient.patient_id = :of_patient AND patient.no = :of_no
"""

PATIENT_VOID_MADE_BY = """
UPDATE patient
SET voided_by=:voided_by, void_reason=:void_reason
WHERE patient.patient_id = :of_patient AND patient.change = :of_change AND patient.version = 1 AND patient.voided_by = 0
"""

PATIENT_UNVOID = """
UPDATE patient
SET voided_by=:voided_by, void_reason=:void_reason
WHERE patient.patient_id = :of_patient AND patient.voided_by = :of_change AND patient.voided_by > 0 AND patient.change < :of_change
"""

PATIENT_MADE_BY = """
SELECT patient.patient_id, patient.id, patient.no, patient.version, patient.change, patient.author, patient.recorded_at, patient.voided_by, patient.void_reason, patient.digest, patient.name, patient.zone, patient.site, patient.diagnosis, patient.archived
FROM patient
WHERE patient.patient_id = :patient_id AND patient.change = :change
ORDER BY patient.no
"""

PATIENT_ONCE_MADE_BY = """
SELECT patient_version.no
FROM patient_version
WHERE patient_version.patient_id = :patient_id AND patient_version.change = :change
"""

PATIENT_VOIDED_BY = """
SELECT patient.patient_id, patient.id, patient.no, patient.version, patient.change, patient.author, patient.recorded_at, patient.voided_by, patient.void_reason, patient.digest, patient.name, patient.zone, patient.site, patient.diagnosis, patient.archived
FROM patient
WHERE patient.patient_id = :patient_id AND patient.voided_by = :change AND patient.voided_by > 0
ORDER BY patient.no
"""

PATIENT_MADE = """
SELECT patient.change, patient.no, patient.version, patient.digest, patient.voided_by, patient.void_reason
FROM patient
WHERE patient.patient_id = :patient_id AND patient.change BETWEEN :first AND :last
ORDER BY patient.change, patient.no
"""

PATIENT_VERSION_MADE = """
SELECT patient_version.change, patient_version.no, patient_version.version, patient_version.digest, patient_version.voided_by, patient_version.void_reason
FROM patient_version
WHERE patient_version.patient_id = :patient_id AND patient_version.change BETWEEN :first AND :last
ORDER BY patient_version.change, patient_version.no, patient_version.version
"""

PATIENT_VOIDED_AT_ONCE = """
SELECT patient.voided_by, patient.change, patient.no, patient.digest, patient.void_reason
FROM patient
WHERE patient.patient_id = :patient_id AND patient.voided_by BETWEEN :first AND :last AND patient.voided_by > 0 AND patient.change < patient.voided_by
ORDER BY patient.voided_by, patient.change, patient.no
"""

PATIENT_VERSION_VOIDED_AT_ONCE = """
SELECT patient_version.voided_by, patient_version.change, patient_version.no, patient_version.digest, patient_version.void_reason
FROM patient_version
WHERE patient_version.patient_id = :patient_id AND patient_version.voided_by BETWEEN :first AND :last AND patient_version.voided_by > 0 AND patient_version.change < patient_version.voided_by
ORDER BY patient_version.voided_by, patient_version.change, patient_version.no
"""

PATIENT_ROWS = """
SELECT patient.patient_id, patient.id, patient.no, patient.version, patient.change, patient.author, patient.recorded_at, patient.voided_by, patient.void_reason, patient.digest, patient.name, patient.zone, patient.site, patient.diagnosis, patient.archived
FROM patient
WHERE patient.patient_id = :patient_id
ORDER BY patient.no
"""

PATIENT_VERSION_ROWS = """
SELECT patient_version.patient_id, patient_version.id, patient_version.no, patient_version.version, patient_version.change, patient_version.author, patient_version.recorded_at, patient_version.voided_by, patient_version.void_reason, patient_version.digest, patient_version.name, patient_version.zone, patient_version.site, patient_version.diagnosis, patient_version.archived
FROM patient_version
WHERE patient_version.patient_id = :patient_id
ORDER BY patient_version.no, patient_version.version
"""

MASSAGE_BY_NO = """
SELECT massage.patient_id, massage.id, massage.no, massage.version, massage.change, massage.author, massage.recorded_at, massage.voided_by, massage.void_reason, massage.digest, massage.at, massage.width, massage."offset", massage.zone, massage.judged_at, massage.given, massage.minutes, massage.areas, massage.techniques, massage.pressure, massage.therapist, massage.because, massage.note, massage.same, massage.origin
FROM massage
WHERE massage.patient_id = :patient_id AND massage.no = :no
"""

MASSAGE_IDS = """
SELECT massage.id, massage.no
FROM massage
WHERE massage.patient_id = :patient_id
"""

MASSAGE_VERSIONS = """
SELECT massage_version.patient_id, massage_version.id, massage_version.no, massage_version.version, massage_version.change, massage_version.author, massage_version.recorded_at, massage_version.voided_by, massage_version.void_reason, massage_version.digest, massage_version.at, massage_version.width, massage_version."offset", massage_version.zone, massage_version.judged_at, massage_version.given, massage_version.minutes, massage_version.areas, massage_version.techniques, massage_version.pressure, massage_version.therapist, massage_version.because, massage_version.note, massage_version.same, massage_version.origin
FROM massage_version
WHERE massage_version.patient_id = :patient_id AND massage_version.no = :no
ORDER BY massage_version.version
"""

MASSAGE_KEEP_VERSION = """
INSERT INTO massage_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, judged_at, given, minutes, areas, techniques, pressure, therapist, because, note, same, origin)
SELECT massage.patient_id, massage.id, massage.no, massage.version, massage.change, massage.author, massage.recorded_at, massage.voided_by, massage.void_reason, massage.digest, massage.at, massage.width, massage."offset", massage.zone, massage.judged_at, massage.given, massage.minutes, massage.areas, massage.techniques, massage.pressure, massage.therapist, massage.because, massage.note, massage.same, massage.origin
FROM massage
WHERE massage.patient_id = :of_patient AND massage.no = :of_no
"""

MASSAGE_UPDATE = """
UPDATE massage
SET version=:version, change=:change, voided_by=:voided_by, void_reason=:void_reason, digest=:digest, at=:at, width=:width, "offset"=:offset, zone=:zone, judged_at=:judged_at, given=:given, minutes=:minutes, areas=:areas, techniques=:techniques, pressure=:pressure, therapist=:therapist, because=:because, note=:note, same=:same, origin=:origin
WHERE massage.patient_id = :of_patient AND massage.no = :of_no
"""

MASSAGE_VOID_MADE_BY = """
UPDATE massage
SET voided_by=:voided_by, void_reason=:void_reason
WHERE massage.patient_id = :of_patient AND massage.change = :of_change AND massage.version = 1 AND massage.voided_by = 0
"""

MASSAGE_UNVOID = """
UPDATE massage
SET voided_by=:voided_by, void_reason=:void_reason
WHERE massage.patient_id = :of_patient AND massage.voided_by = :of_change AND massage.voided_by > 0 AND massage.change < :of_change
"""

MASSAGE_MADE_BY = """
SELECT massage.patient_id, massage.id, massage.no, massage.version, massage.change, massage.author, massage.recorded_at, massage.voided_by, massage.void_reason, massage.digest, massage.at, massage.width, massage."offset", massage.zone, massage.judged_at, massage.given, massage.minutes, massage.areas, massage.techniques, massage.pressure, massage.therapist, massage.because, massage.note, massage.same, massage.origin
FROM massage
WHERE massage.patient_id = :patient_id AND massage.change = :change
ORDER BY massage.no
"""

MASSAGE_ONCE_MADE_BY = """
SELECT massage_version.no
FROM massage_version
WHERE massage_version.patient_id = :patient_id AND massage_version.change = :change
"""

MASSAGE_VOIDED_BY = """
SELECT massage.patient_id, massage.id, massage.no, massage.version, massage.change, massage.author, massage.recorded_at, massage.voided_by, massage.void_reason, massage.digest, massage.at, massage.width, massage."offset", massage.zone, massage.judged_at, massage.given, massage.minutes, massage.areas, massage.techniques, massage.pressure, massage.therapist, massage.because, massage.note, massage.same, massage.origin
FROM massage
WHERE massage.patient_id = :patient_id AND massage.voided_by = :change AND massage.voided_by > 0
ORDER BY massage.no
"""

MASSAGE_MADE = """
SELECT massage.change, massage.no, massage.version, massage.digest, massage.voided_by, massage.void_reason
FROM massage
WHERE massage.patient_id = :patient_id AND massage.change BETWEEN :first AND :last
ORDER BY massage.change, massage.no
"""

MASSAGE_VERSION_MADE = """
SELECT massage_version.change, massage_version.no, massage_version.version, massage_version.digest, massage_version.voided_by, massage_version.void_reason
FROM massage_version
WHERE massage_version.patient_id = :patient_id AND massage_version.change BETWEEN :first AND :last
ORDER BY massage_version.change, massage_version.no, massage_version.version
"""

MASSAGE_VOIDED_AT_ONCE = """
SELECT massage.voided_by, massage.change, massage.no, massage.digest, massage.void_reason
FROM massage
WHERE massage.patient_id = :patient_id AND massage.voided_by BETWEEN :first AND :last AND massage.voided_by > 0 AND massage.change < massage.voided_by
ORDER BY massage.voided_by, massage.change, massage.no
"""

MASSAGE_VERSION_VOIDED_AT_ONCE = """
SELECT massage_version.voided_by, massage_version.change, massage_version.no, massage_version.digest, massage_version.void_reason
FROM massage_version
WHERE massage_version.patient_id = :patient_id AND massage_version.voided_by BETWEEN :first AND :last AND massage_version.voided_by > 0 AND massage_version.change < massage_version.voided_by
ORDER BY massage_version.voided_by, massage_version.change, massage_version.no
"""

MASSAGE_ROWS = """
SELECT massage.patient_id, massage.id, massage.no, massage.version, massage.change, massage.author, massage.recorded_at, massage.voided_by, massage.void_reason, massage.digest, massage.at, massage.width, massage."offset", massage.zone, massage.judged_at, massage.given, massage.minutes, massage.areas, massage.techniques, massage.pressure, massage.therapist, massage.because, massage.note, massage.same, massage.origin
FROM massage
WHERE massage.patient_id = :patient_id
ORDER BY massage.no
"""

MASSAGE_VERSION_ROWS = """
SELECT massage_version.patient_id, massage_version.id, massage_version.no, massage_version.version, massage_version.change, massage_version.author, massage_version.recorded_at, massage_version.voided_by, massage_version.void_reason, massage_version.digest, massage_version.at, massage_version.width, massage_version."offset", massage_version.zone, massage_version.judged_at, massage_version.given, massage_version.minutes, massage_version.areas, massage_version.techniques, massage_version.pressure, massage_version.therapist, massage_version.because, massage_version.note, massage_version.same, massage_version.origin
FROM massage_version
WHERE massage_version.patient_id = :patient_id
ORDER BY massage_version.no, massage_version.version
"""

MASSAGE_BETWEEN = """
SELECT massage.patient_id, massage.id, massage.no, massage.version, massage.change, massage.author, massage.recorded_at, massage.voided_by, massage.void_reason, massage.digest, massage.at, massage.width, massage."offset", massage.zone, massage.judged_at, massage.given, massage.minutes, massage.areas, massage.techniques, massage.pressure, massage.therapist, massage.because, massage.note, massage.same, massage.origin
FROM massage
WHERE massage.patient_id = :patient_id AND massage.at >= :since AND massage.at < :until AND massage.voided_by <= :voided_up_to
ORDER BY massage.at, massage.no
"""

MASSAGE_NO_OF_ID = """
SELECT massage.no
FROM massage
WHERE massage.patient_id = :patient_id AND massage.id = :id
"""

MASSAGE_ORIGINS = """
SELECT massage.origin, change.action, massage.at
FROM massage LEFT OUTER JOIN change ON change.patient_id = massage.patient_id AND change.no = massage.voided_by
WHERE massage.patient_id = :patient_id AND massage.origin IS NOT NULL
"""

PAIN_BY_NO = """
SELECT pain.patient_id, pain.id, pain.no, pain.version, pain.change, pain.author, pain.recorded_at, pain.voided_by, pain.void_reason, pain.digest, pain.at, pain.width, pain."offset", pain.zone, pain.site, pain.scale, pain.value, pain.recall, pain.session, pain.relation, pain.note, pain.counts, pain.origin
FROM pain
WHERE pain.patient_id = :patient_id AND pain.no = :no
"""

PAIN_IDS = """
SELECT pain.id, pain.no
FROM pain
WHERE pain.patient_id = :patient_id
"""

PAIN_VERSIONS = """
SELECT pain_version.patient_id, pain_version.id, pain_version.no, pain_version.version, pain_version.change, pain_version.author, pain_version.recorded_at, pain_version.voided_by, pain_version.void_reason, pain_version.digest, pain_version.at, pain_version.width, pain_version."offset", pain_version.zone, pain_version.site, pain_version.scale, pain_version.value, pain_version.recall, pain_version.session, pain_version.relation, pain_version.note, pain_version.counts, pain_version.origin
FROM pain_version
WHERE pain_version.patient_id = :patient_id AND pain_version.no = :no
ORDER BY pain_version.version
"""

PAIN_KEEP_VERSION = """
INSERT INTO pain_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, site, scale, value, recall, session, relation, note, counts, origin)
SELECT pain.patient_id, pain.id, pain.no, pain.version, pain.change, pain.author, pain.recorded_at, pain.voided_by, pain.void_reason, pain.digest, pain.at, pain.width, pain."offset", pain.zone, pain.site, pain.scale, pain.value, pain.recall, pain.session, pain.relation, pain.note, pain.counts, pain.origin
FROM pain
WHERE pain.patient_id = :of_patient AND pain.no = :of_no
"""

PAIN_UPDATE = """
UPDATE pain
SET version=:version, change=:change, voided_by=:voided_by, void_reason=:void_reason, digest=:digest, at=:at, width=:width, "offset"=:offset, zone=:zone, site=:site, scale=:scale, value=:value, recall=:recall, session=:session, relation=:relation, note=:note, counts=:counts, origin=:origin
WHERE pain.patient_id = :of_patient AND pain.no = :of_no
"""

PAIN_VOID_MADE_BY = """
UPDATE pain
SET voided_by=:voided_by, void_reason=:void_reason
WHERE pain.patient_id = :of_patient AND pain.change = :of_change AND pain.version = 1 AND pain.voided_by = 0
"""

PAIN_UNVOID = """
UPDATE pain
SET voided_by=:voided_by, void_reason=:void_reason
WHERE pain.patient_id = :of_patient AND pain.voided_by = :of_change AND pain.voided_by > 0 AND pain.change < :of_change
"""

PAIN_MADE_BY = """
SELECT pain.patient_id, pain.id, pain.no, pain.version, pain.change, pain.author, pain.recorded_at, pain.voided_by, pain.void_reason, pain.digest, pain.at, pain.width, pain."offset", pain.zone, pain.site, pain.scale, pain.value, pain.recall, pain.session, pain.relation, pain.note, pain.counts, pain.origin
FROM pain
WHERE pain.patient_id = :patient_id AND pain.change = :change
ORDER BY pain.no
"""

PAIN_ONCE_MADE_BY = """
SELECT pain_version.no
FROM pain_version
WHERE pain_version.patient_id = :patient_id AND pain_version.change = :change
"""

PAIN_VOIDED_BY = """
SELECT pain.patient_id, pain.id, pain.no, pain.version, pain.change, pain.author, pain.recorded_at, pain.voided_by, pain.void_reason, pain.digest, pain.at, pain.width, pain."offset", pain.zone, pain.site, pain.scale, pain.value, pain.recall, pain.session, pain.relation, pain.note, pain.counts, pain.origin
FROM pain
WHERE pain.patient_id = :patient_id AND pain.voided_by = :change AND pain.voided_by > 0
ORDER BY pain.no
"""

PAIN_MADE = """
SELECT pain.change, pain.no, pain.version, pain.digest, pain.voided_by, pain.void_reason
FROM pain
WHERE pain.patient_id = :patient_id AND pain.change BETWEEN :first AND :last
ORDER BY pain.change, pain.no
"""

PAIN_VERSION_MADE = """
SELECT pain_version.change, pain_version.no, pain_version.version, pain_version.digest, pain_version.voided_by, pain_version.void_reason
FROM pain_version
WHERE pain_version.patient_id = :patient_id AND pain_version.change BETWEEN :first AND :last
ORDER BY pain_version.change, pain_version.no, pain_version.version
"""

PAIN_VOIDED_AT_ONCE = """
SELECT pain.voided_by, pain.change, pain.no, pain.digest, pain.void_reason
FROM pain
WHERE pain.patient_id = :patient_id AND pain.voided_by BETWEEN :first AND :last AND pain.voided_by > 0 AND pain.change < pain.voided_by
ORDER BY pain.voided_by, pain.change, pain.no
"""

PAIN_VERSION_VOIDED_AT_ONCE = """
SELECT pain_version.voided_by, pain_version.change, pain_version.no, pain_version.digest, pain_version.void_reason
FROM pain_version
WHERE pain_version.patient_id = :patient_id AND pain_version.voided_by BETWEEN :first AND :last AND pain_version.voided_by > 0 AND pain_version.change < pain_version.voided_by
ORDER BY pain_version.voided_by, pain_version.change, pain_version.no
"""

PAIN_ROWS = """
SELECT pain.patient_id, pain.id, pain.no, pain.version, pain.change, pain.author, pain.recorded_at, pain.voided_by, pain.void_reason, pain.digest, pain.at, pain.width, pain."offset", pain.zone, pain.site, pain.scale, pain.value, pain.recall, pain.session, pain.relation, pain.note, pain.counts, pain.origin
FROM pain
WHERE pain.patient_id = :patient_id
ORDER BY pain.no
"""

PAIN_VERSION_ROWS = """
SELECT pain_version.patient_id, pain_version.id, pain_version.no, pain_version.version, pain_version.change, pain_version.author, pain_version.recorded_at, pain_version.voided_by, pain_version.void_reason, pain_version.digest, pain_version.at, pain_version.width, pain_version."offset", pain_version.zone, pain_version.site, pain_version.scale, pain_version.value, pain_version.recall, pain_version.session, pain_version.relation, pain_version.note, pain_version.counts, pain_version.origin
FROM pain_version
WHERE pain_version.patient_id = :patient_id
ORDER BY pain_version.no, pain_version.version
"""

PAIN_NO_OF_ID = """
SELECT pain.no
FROM pain
WHERE pain.patient_id = :patient_id AND pain.id = :id
"""

PAIN_ORIGINS = """
SELECT pain.origin, change.action, pain.at, pain.site, pain.scale, pain.value
FROM pain LEFT OUTER JOIN change ON change.patient_id = pain.patient_id AND change.no = pain.voided_by
WHERE pain.patient_id = :patient_id AND pain.origin IS NOT NULL
"""

PHASE_INSERT = """
INSERT INTO phase (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, end_at, kind, course_done_at, note, origin)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

PHASE_BY_NO = """
SELECT phase.patient_id, phase.id, phase.no, phase.version, phase.change, phase.author, phase.recorded_at, phase.voided_by, phase.void_reason, phase.digest, phase.at, phase.width, phase."offset", phase.zone, phase.end_at, phase.kind, phase.course_done_at, phase.note, phase.origin
FROM phase
WHERE phase.patient_id = :patient_id AND phase.no = :no
"""

PHASE_LAST_NO = """
SELECT max(phase.no) AS max_1
FROM phase
WHERE phase.patient_id = :patient_id
"""

PHASE_IDS = """
SELECT phase.id, phase.no
FROM phase
WHERE phase.patient_id = :patient_id
"""

PHASE_VERSIONS = """
SELECT phase_version.patient_id, phase_version.id, phase_version.no, phase_version.version, phase_version.change, phase_version.author, phase_version.recorded_at, phase_version.voided_by, phase_version.void_reason, phase_version.digest, phase_version.at, phase_version.width, phase_version."offset", phase_version.zone, phase_version.end_at, phase_version.kind, phase_version.course_done_at, phase_version.note, phase_version.origin
FROM phase_version
WHERE phase_version.patient_id = :patient_id AND phase_version.no = :no
ORDER BY phase_version.version
"""

PHASE_KEEP_VERSION = """
INSERT INTO phase_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, end_at, kind, course_done_at, note, origin)
SELECT phase.patient_id, phase.id, phase.no, phase.version, phase.change, phase.author, phase.recorded_at, phase.voided_by, phase.void_reason, phase.digest, phase.at, phase.width, phase."offset", phase.zone, phase.end_at, phase.kind, phase.course_done_at, phase.note, phase.origin
FROM phase
WHERE phase.patient_id = :of_patient AND phase.no = :of_no
"""

PHASE_UPDATE = """
UPDATE phase
SET version=:version, change=:change, voided_by=:voided_by, void_reason=:void_reason, digest=:digest, at=:at, width=:width, "offset"=:offset, zone=:zone, end_at=:end_at, kind=:kind, course_done_at=:course_done_at, note=:note, origin=:origin
WHERE phase.patient_id = :of_patient AND phase.no = :of_no
"""

PHASE_VOID_MADE_BY = """
UPDATE phase
SET voided_by=:voided_by, void_reason=:void_reason
WHERE phase.patient_id = :of_patient AND phase.change = :of_change AND phase.version = 1 AND phase.voided_by = 0
"""

PHASE_UNVOID = """
UPDATE phase
SET voided_by=:voided_by, void_reason=:void_reason
WHERE phase.patient_id = :of_patient AND phase.voided_by = :of_change AND phase.voided_by > 0 AND phase.change < :of_change
"""

PHASE_MADE_BY = """
SELECT phase.patient_id, phase.id, phase.no, phase.version, phase.change, phase.author, phase.recorded_at, phase.voided_by, phase.void_reason, phase.digest, phase.at, phase.width, phase."offset", phase.zone, phase.end_at, phase.kind, phase.course_done_at, phase.note, phase.origin
FROM phase
WHERE phase.patient_id = :patient_id AND phase.change = :change
ORDER BY phase.no
"""

PHASE_ONCE_MADE_BY = """
SELECT phase_version.no
FROM phase_version
WHERE phase_version.patient_id = :patient_id AND phase_version.change = :change
"""

PHASE_VOIDED_BY = """
SELECT phase.patient_id, phase.id, phase.no, phase.version, phase.change, phase.author, phase.recorded_at, phase.voided_by, phase.void_reason, phase.digest, phase.at, phase.width, phase."offset", phase.zone, phase.end_at, phase.kind, phase.course_done_at, phase.note, phase.origin
FROM phase
WHERE phase.patient_id = :patient_id AND phase.voided_by = :change AND phase.voided_by > 0
ORDER BY phase.no
"""

PHASE_MADE = """
SELECT phase.change, phase.no, phase.version, phase.digest, phase.voided_by, phase.void_reason
FROM phase
WHERE phase.patient_id = :patient_id AND phase.change BETWEEN :first AND :last
ORDER BY phase.change, phase.no
"""

PHASE_VERSION_MADE = """
SELECT phase_version.change, phase_version.no, phase_version.version, phase_version.digest, phase_version.voided_by, phase_version.void_reason
FROM phase_version
WHERE phase_version.patient_id = :patient_id AND phase_version.change BETWEEN :first AND :last
ORDER BY phase_version.change, phase_version.no, phase_version.version
"""

PHASE_VOIDED_AT_ONCE = """
SELECT phase.voided_by, phase.change, phase.no, phase.digest, phase.void_reason
FROM phase
WHERE phase.patient_id = :patient_id AND phase.voided_by BETWEEN :first AND :last AND phase.voided_by > 0 AND phase.change < phase.voided_by
ORDER BY phase.voided_by, phase.change, phase.no
"""

PHASE_VERSION_VOIDED_AT_ONCE = """
SELECT phase_version.voided_by, phase_version.change, phase_version.no, phase_version.digest, phase_version.void_reason
FROM phase_version
WHERE phase_version.patient_id = :patient_id AND phase_version.voided_by BETWEEN :first AND :last AND phase_version.voided_by > 0 AND phase_version.change < phase_version.voided_by
ORDER BY phase_version.voided_by, phase_version.change, phase_version.no
"""

PHASE_ROWS = """
SELECT phase.patient_id, phase.id, phase.no, phase.version, phase.change, phase.author, phase.recorded_at, phase.voided_by, phase.void_reason, phase.digest, phase.at, phase.width, phase."offset", phase.zone, phase.end_at, phase.kind, phase.course_done_at, phase.note, phase.origin
FROM phase
WHERE phase.patient_id = :patient_id
ORDER BY phase.no
"""

PHASE_VERSION_ROWS = """
SELECT phase_version.patient_id, phase_version.id, phase_version.no, phase_version.version, phase_version.change, phase_version.author, phase_version.recorded_at, phase_version.voided_by, phase_version.void_reason, phase_version.digest, phase_version.at, phase_version.width, phase_version."offset", phase_version.zone, phase_version.end_at, phase_version.kind, phase_version.course_done_at, phase_version.note, phase_version.origin
FROM phase_version
WHERE phase_version.patient_id = :patient_id
ORDER BY phase_version.no, phase_version.version
"""

PHASE_BETWEEN = """
SELECT phase.patient_id, phase.id, phase.no, phase.version, phase.change, phase.author, phase.recorded_at, phase.voided_by, phase.void_reason, phase.digest, phase.at, phase.width, phase."offset", phase.zone, phase.end_at, phase.kind, phase.course_done_at, phase.note, phase.origin
FROM phase
WHERE phase.patient_id = :patient_id AND phase.at >= :since AND phase.at < :until AND phase.voided_by <= :voided_up_to
ORDER BY phase.at, phase.no
"""

PHASE_NO_OF_ID = """
SELECT phase.no
FROM phase
WHERE phase.patient_id = :patient_id AND phase.id = :id
"""

PHASE_ORIGINS = """
SELECT phase.origin, change.action, phase.at
FROM phase LEFT OUTER JOIN change ON change.patient_id = phase.patient_id AND change.no = phase.voided_by
WHERE phase.patient_id = :patient_id AND phase.origin IS NOT NULL
"""

MEASURE_INSERT = """
INSERT INTO measure (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, end_at, kind, name, form, dose, minutes, note, origin)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

MEASURE_BY_NO = """
SELECT measure.patient_id, measure.id, measure.no, measure.version, measure.change, measure.author, measure.recorded_at, measure.voided_by, measure.void_reason, measure.digest, measure.at, measure.width, measure."offset", measure.zone, measure.end_at, measure.kind, measure.name, measure.form, measure.dose, measure.minutes, measure.note, measure.origin
FROM measure
WHERE measure.patient_id = :patient_id AND measure.no = :no
"""

MEASURE_LAST_NO = """
SELECT max(measure.no) AS max_1
FROM measure
WHERE measure.patient_id = :patient_id
"""

MEASURE_IDS = """
SELECT measure.id, measure.no
FROM measure
WHERE measure.patient_id = :patient_id
"""

MEASURE_VERSIONS = """
SELECT measure_version.patient_id, measure_version.id, measure_version.no, measure_version.version, measure_version.change, measure_version.author, measure_version.recorded_at, measure_version.voided_by, measure_version.void_reason, measure_version.digest, measure_version.at, measure_version.width, measure_version."offset", measure_version.zone, measure_version.end_at, measure_version.kind, measure_version.name, measure_version.form, measure_version.dose, measure_version.minutes, measure_version.note, measure_version.origin
FROM measure_version
WHERE measure_version.patient_id = :patient_id AND measure_version.no = :no
ORDER BY measure_version.version
"""

MEASURE_KEEP_VERSION = """
INSERT INTO measure_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, end_at, kind, name, form, dose, minutes, note, origin)
SELECT measure.patient_id, measure.id, measure.no, measure.version, measure.change, measure.author, measure.recorded_at, measure.voided_by, measure.void_reason, measure.digest, measure.at, measure.width, measure."offset", measure.zone, measure.end_at, measure.kind, measure.name, measure.form, measure.dose, measure.minutes, measure.note, measure.origin
FROM measure
WHERE measure.patient_id = :of_patient AND measure.no = :of_no
"""

MEASURE_UPDATE = """
UPDATE measure
SET version=:version, change=:change, voided_by=:voided_by, void_reason=:void_reason, digest=:digest, at=:at, width=:width, "offset"=:offset, zone=:zone, end_at=:end_at, kind=:kind, name=:name, form=:form, dose=:dose, minutes=:minutes, note=:note, origin=:origin
WHERE measure.patient_id = :of_patient AND measure.no = :of_no
"""

MEASURE_VOID_MADE_BY = """
UPDATE measure
SET voided_by=:voided_by, void_reason=:void_reason
WHERE measure.patient_id = :of_patient AND measure.change = :of_change AND measure.version = 1 AND measure.voided_by = 0
"""

MEASURE_UNVOID = """
UPDATE measure
SET voided_by=:voided_by, void_reason=:void_reason
WHERE measure.patient_id = :of_patient AND measure.voided_by = :of_change AND measure.voided_by > 0 AND measure.change < :of_change
"""

MEASURE_MADE_BY = """
SELECT measure.patient_id, measure.id, measure.no, measure.version, measure.change, measure.author, measure.recorded_at, measure.voided_by, measure.void_reason, measure.digest, measure.at, measure.width, measure."offset", measure.zone, measure.end_at, measure.kind, measure.name, measure.form, measure.dose, measure.minutes, measure.note, measure.origin
FROM measure
WHERE measure.patient_id = :patient_id AND measure.change = :change
ORDER BY measure.no
"""

MEASURE_ONCE_MADE_BY = """
SELECT measure_version.no
FROM measure_version
WHERE measure_version.patient_id = :patient_id AND measure_version.change = :change
"""

MEASURE_VOIDED_BY = """
SELECT measure.patient_id, measure.id, measure.no, measure.version, measure.change, measure.author, measure.recorded_at, measure.voided_by, measure.void_reason, measure.digest, measure.at, measure.width, measure."offset", measure.zone, measure.end_at, measure.kind, measure.name, measure.form, measure.dose, measure.minutes, measure.note, measure.origin
FROM measure
WHERE measure.patient_id = :patient_id AND measure.voided_by = :change AND measure.voided_by > 0
ORDER BY measure.no
"""

MEASURE_MADE = """
SELECT measure.change, measure.no, measure.version, measure.digest, measure.voided_by, measure.void_reason
FROM measure
WHERE measure.patient_id = :patient_id AND measure.change BETWEEN :first AND :last
ORDER BY measure.change, measure.no
"""

MEASURE_VERSION_MADE = """
SELECT measure_version.change, measure_version.no, measure_version.version, measure_version.digest, measure_version.voided_by, measure_version.void_reason
FROM measure_version
WHERE measure_version.patient_id = :patient_id AND measure_version.change BETWEEN :first AND :last
ORDER BY measure_version.change, measure_version.no, measure_version.version
"""

MEASURE_VOIDED_AT_ONCE = """
SELECT measure.voided_by, measure.change, measure.no, measure.digest, measure.void_reason
FROM measure
WHERE measure.patient_id = :patient_id AND measure.voided_by BETWEEN :first AND :last AND measure.voided_by > 0 AND measure.change < measure.voided_by
ORDER BY measure.voided_by, measure.change, measure.no
"""

MEASURE_VERSION_VOIDED_AT_ONCE = """
SELECT measure_version.voided_by, measure_version.change, measure_version.no, measure_version.digest, measure_version.void_reason
FROM measure_version
WHERE measure_version.patient_id = :patient_id AND measure_version.voided_by BETWEEN :first AND :last AND measure_version.voided_by > 0 AND measure_version.change < measure_version.voided_by
ORDER BY measure_version.voided_by, measure_version.change, measure_version.no
"""

MEASURE_ROWS = """
SELECT measure.patient_id, measure.id, measure.no, measure.version, measure.change, measure.author, measure.recorded_at, measure.voided_by, measure.void_reason, measure.digest, measure.at, measure.width, measure."offset", measure.zone, measure.end_at, measure.kind, measure.name, measure.form, measure.dose, measure.minutes, measure.note, measure.origin
FROM measure
WHERE measure.patient_id = :patient_id
ORDER BY measure.no
"""

MEASURE_VERSION_ROWS = """
SELECT measure_version.patient_id, measure_version.id, measure_version.no, measure_version.version, measure_version.change, measure_version.author, measure_version.recorded_at, measure_version.voided_by, measure_version.void_reason, measure_version.digest, measure_version.at, measure_version.width, measure_version."offset", measure_version.zone, measure_version.end_at, measure_version.kind, measure_version.name, measure_version.form, measure_version.dose, measure_version.minutes, measure_version.note, measure_version.origin
FROM measure_version
WHERE measure_version.patient_id = :patient_id
ORDER BY measure_version.no, measure_version.version
"""

MEASURE_BETWEEN = """
SELECT measure.patient_id, measure.id, measure.no, measure.version, measure.change, measure.author, measure.recorded_at, measure.voided_by, measure.void_reason, measure.digest, measure.at, measure.width, measure."offset", measure.zone, measure.end_at, measure.kind, measure.name, measure.form, measure.dose, measure.minutes, measure.note, measure.origin
FROM measure
WHERE measure.patient_id = :patient_id AND measure.at >= :since AND measure.at < :until AND measure.voided_by <= :voided_up_to
ORDER BY measure.at, measure.no
"""

MEASURE_NO_OF_ID = """
SELECT measure.no
FROM measure
WHERE measure.patient_id = :patient_id AND measure.id = :id
"""

MEASURE_ORIGINS = """
SELECT measure.origin, change.action, measure.at
FROM measure LEFT OUTER JOIN change ON change.patient_id = measure.patient_id AND change.no = measure.voided_by
WHERE measure.patient_id = :patient_id AND measure.origin IS NOT NULL
"""

CLEARANCE_INSERT = """
INSERT INTO clearance (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, end_at, doctor, specialty, refuses, areas, techniques, pressure, limits)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

CLEARANCE_BY_NO = """
SELECT clearance.patient_id, clearance.id, clearance.no, clearance.version, clearance.change, clearance.author, clearance.recorded_at, clearance.voided_by, clearance.void_reason, clearance.digest, clearance.at, clearance.width, clearance."offset", clearance.zone, clearance.end_at, clearance.doctor, clearance.specialty, clearance.refuses, clearance.areas, clearance.techniques, clearance.pressure, clearance.limits
FROM clearance
WHERE clearance.patient_id = :patient_id AND clearance.no = :no
"""

CLEARANCE_LAST_NO = """
SELECT max(clearance.no) AS max_1
FROM clearance
WHERE clearance.patient_id = :patient_id
"""

CLEARANCE_IDS = """
SELECT clearance.id, clearance.no
FROM clearance
WHERE clearance.patient_id = :patient_id
"""

CLEARANCE_VERSIONS = """
SELECT clearance_version.patient_id, clearance_version.id, clearance_version.no, clearance_version.version, clearance_version.change, clearance_version.author, clearance_version.recorded_at, clearance_version.voided_by, clearance_version.void_reason, clearance_version.digest, clearance_version.at, clearance_version.width, clearance_version."offset", clearance_version.zone, clearance_version.end_at, clearance_version.doctor, clearance_version.specialty, clearance_version.refuses, clearance_version.areas, clearance_version.techniques, clearance_version.pressure, clearance_version.limits
FROM clearance_version
WHERE clearance_version.patient_id = :patient_id AND clearance_version.no = :no
ORDER BY clearance_version.version
"""

CLEARANCE_KEEP_VERSION = """
INSERT INTO clearance_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, end_at, doctor, specialty, refuses, areas, techniques, pressure, limits)
SELECT clearance.patient_id, clearance.id, clearance.no, clearance.version, clearance.change, clearance.author, clearance.recorded_at, clearance.voided_by, clearance.void_reason, clearance.digest, clearance.at, clearance.width, clearance."offset", clearance.zone, clearance.end_at, clearance.doctor, clearance.specialty, clearance.refuses, clearance.areas, clearance.techniques, clearance.pressure, clearance.limits
FROM clearance
WHERE clearance.patient_id = :of_patient AND clearance.no = :of_no
"""

CLEARANCE_UPDATE = """
UPDATE clearance
SET version=:version, change=:change, voided_by=:voided_by, void_reason=:void_reason, digest=:digest, at=:at, width=:width, "offset"=:offset, zone=:zone, end_at=:end_at, doctor=:doctor, specialty=:specialty, refuses=:refuses, areas=:areas, techniques=:techniques, pressure=:pressure, limits=:limits
WHERE clearance.patient_id = :of_patient AND clearance.no = :of_no
"""

CLEARANCE_VOID_MADE_BY = """
UPDATE clearance
SET voided_by=:voided_by, void_reason=:void_reason
WHERE clearance.patient_id = :of_patient AND clearance.change = :of_change AND clearance.version = 1 AND clearance.voided_by = 0
"""

CLEARANCE_UNVOID = """
UPDATE clearance
SET voided_by=:voided_by, void_reason=:void_reason
WHERE clearance.patient_id = :of_patient AND clearance.voided_by = :of_change AND clearance.voided_by > 0 AND clearance.change < :of_change
"""

CLEARANCE_MADE_BY = """
SELECT clearance.patient_id, clearance.id, clearance.no, clearance.version, clearance.change, clearance.author, clearance.recorded_at, clearance.voided_by, clearance.void_reason, clearance.digest, clearance.at, clearance.width, clearance."offset", clearance.zone, clearance.end_at, clearance.doctor, clearance.specialty, clearance.refuses, clearance.areas, clearance.techniques, clearance.pressure, clearance.limits
FROM clearance
WHERE clearance.patient_id = :patient_id AND clearance.change = :change
ORDER BY clearance.no
"""

CLEARANCE_ONCE_MADE_BY = """
SELECT clearance_version.no
FROM clearance_version
WHERE clearance_version.patient_id = :patient_id AND clearance_version.change = :change
"""

CLEARANCE_VOIDED_BY = """
SELECT clearance.patient_id, clearance.id, clearance.no, clearance.version, clearance.change, clearance.author, clearance.recorded_at, clearance.voided_by, clearance.void_reason, clearance.digest, clearance.at, clearance.width, clearance."offset", clearance.zone, clearance.end_at, clearance.doctor, clearance.specialty, clearance.refuses, clearance.areas, clearance.techniques, clearance.pressure, clearance.limits
FROM clearance
WHERE clearance.patient_id = :patient_id AND clearance.voided_by = :change AND clearance.voided_by > 0
ORDER BY clearance.no
"""

CLEARANCE_MADE = """
SELECT clearance.change, clearance.no, clearance.version, clearance.digest, clearance.voided_by, clearance.void_reason
FROM clearance
WHERE clearance.patient_id = :patient_id AND clearance.change BETWEEN :first AND :last
ORDER BY clearance.change, clearance.no
"""

CLEARANCE_VERSION_MADE = """
SELECT clearance_version.change, clearance_version.no, clearance_version.version, clearance_version.digest, clearance_version.voided_by, clearance_version.void_reason
FROM clearance_version
WHERE clearance_version.patient_id = :patient_id AND clearance_version.change BETWEEN :first AND :last
ORDER BY clearance_version.change, clearance_version.no, clearance_version.version
"""

CLEARANCE_VOIDED_AT_ONCE = """
SELECT clearance.voided_by, clearance.change, clearance.no, clearance.digest, clearance.void_reason
FROM clearance
WHERE clearance.patient_id = :patient_id AND clearance.voided_by BETWEEN :first AND :last AND clearance.voided_by > 0 AND clearance.change < clearance.voided_by
ORDER BY clearance.voided_by, clearance.change, clearance.no
"""

CLEARANCE_VERSION_VOIDED_AT_ONCE = """
SELECT clearance_version.voided_by, clearance_version.change, clearance_version.no, clearance_version.digest, clearance_version.void_reason
FROM clearance_version
WHERE clearance_version.patient_id = :patient_id AND clearance_version.voided_by BETWEEN :first AND :last AND clearance_version.voided_by > 0 AND clearance_version.change < clearance_version.voided_by
ORDER BY clearance_version.voided_by, clearance_version.change, clearance_version.no
"""

CLEARANCE_ROWS = """
SELECT clearance.patient_id, clearance.id, clearance.no, clearance.version, clearance.change, clearance.author, clearance.recorded_at, clearance.voided_by, clearance.void_reason, clearance.digest, clearance.at, clearance.width, clearance."offset", clearance.zone, clearance.end_at, clearance.doctor, clearance.specialty, clearance.refuses, clearance.areas, clearance.techniques, clearance.pressure, clearance.limits
FROM clearance
WHERE clearance.patient_id = :patient_id
ORDER BY clearance.no
"""

CLEARANCE_VERSION_ROWS = """
SELECT clearance_version.patient_id, clearance_version.id, clearance_version.no, clearance_version.version, clearance_version.change, clearance_version.author, clearance_version.recorded_at, clearance_version.voided_by, clearance_version.void_reason, clearance_version.digest, clearance_version.at, clearance_version.width, clearance_version."offset", clearance_version.zone, clearance_version.end_at, clearance_version.doctor, clearance_version.specialty, clearance_version.refuses, clearance_version.areas, clearance_version.techniques, clearance_version.pressure, clearance_version.limits
FROM clearance_version
WHERE clearance_version.patient_id = :patient_id
ORDER BY clearance_version.no, clearance_version.version
"""

CLEARANCE_BETWEEN = """
SELECT clearance.patient_id, clearance.id, clearance.no, clearance.version, clearance.change, clearance.author, clearance.recorded_at, clearance.voided_by, clearance.void_reason, clearance.digest, clearance.at, clearance.width, clearance."offset", clearance.zone, clearance.end_at, clearance.doctor, clearance.specialty, clearance.refuses, clearance.areas, clearance.techniques, clearance.pressure, clearance.limits
FROM clearance
WHERE clearance.patient_id = :patient_id AND clearance.at >= :since AND clearance.at < :until AND clearance.voided_by <= :voided_up_to
ORDER BY clearance.at, clearance.no
"""

POLICY_INSERT = """
INSERT INTO policy (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, "limit", hours, because, on_advice_of)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

POLICY_BY_NO = """
SELECT policy.patient_id, policy.id, policy.no, policy.version, policy.change, policy.author, policy.recorded_at, policy.voided_by, policy.void_reason, policy.digest, policy.at, policy.width, policy."offset", policy.zone, policy."limit", policy.hours, policy.because, policy.on_advice_of
FROM policy
WHERE policy.patient_id = :patient_id AND policy.no = :no
"""

POLICY_LAST_NO = """
SELECT max(policy.no) AS max_1
FROM policy
WHERE policy.patient_id = :patient_id
"""

POLICY_IDS = """
SELECT policy.id, policy.no
FROM policy
WHERE policy.patient_id = :patient_id
"""

POLICY_VERSIONS = """
SELECT policy_version.patient_id, policy_version.id, policy_version.no, policy_version.version, policy_version.change, policy_version.author, policy_version.recorded_at, policy_version.voided_by, policy_version.void_reason, policy_version.digest, policy_version.at, policy_version.width, policy_version."offset", policy_version.zone, policy_version."limit", policy_version.hours, policy_version.because, policy_version.on_advice_of
FROM policy_version
WHERE policy_version.patient_id = :patient_id AND policy_version.no = :no
ORDER BY policy_version.version
"""

POLICY_KEEP_VERSION = """
INSERT INTO policy_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, "limit", hours, because, on_advice_of)
SELECT policy.patient_id, policy.id, policy.no, policy.version, policy.change, policy.author, policy.recorded_at, policy.voided_by, policy.void_reason, policy.digest, policy.at, policy.width, policy."offset", policy.zone, policy."limit", policy.hours, policy.because, policy.on_advice_of
FROM policy
WHERE policy.patient_id = :of_patient AND policy.no = :of_no
"""

POLICY_UPDATE = """
UPDATE policy
SET version=:version, change=:change, voided_by=:voided_by, void_reason=:void_reason, digest=:digest, at=:at, width=:width, "offset"=:offset, zone=:zone, "limit"=:limit, hours=:hours, because=:because, on_advice_of=:on_advice_of
WHERE policy.patient_id = :of_patient AND policy.no = :of_no
"""

POLICY_VOID_MADE_BY = """
UPDATE policy
SET voided_by=:voided_by, void_reason=:void_reason
WHERE policy.patient_id = :of_patient AND policy.change = :of_change AND policy.version = 1 AND policy.voided_by = 0
"""

POLICY_UNVOID = """
UPDATE policy
SET voided_by=:voided_by, void_reason=:void_reason
WHERE policy.patient_id = :of_patient AND policy.voided_by = :of_change AND policy.voided_by > 0 AND policy.change < :of_change
"""

POLICY_MADE_BY = """
SELECT policy.patient_id, policy.id, policy.no, policy.version, policy.change, policy.author, policy.recorded_at, policy.voided_by, policy.void_reason, policy.digest, policy.at, policy.width, policy."offset", policy.zone, policy."limit", policy.hours, policy.because, policy.on_advice_of
FROM policy
WHERE policy.patient_id = :patient_id AND policy.change = :change
ORDER BY policy.no
"""

POLICY_ONCE_MADE_BY = """
SELECT policy_version.no
FROM policy_version
WHERE policy_version.patient_id = :patient_id AND policy_version.change = :change
"""

POLICY_VOIDED_BY = """
SELECT policy.patient_id, policy.id, policy.no, policy.version, policy.change, policy.author, policy.recorded_at, policy.voided_by, policy.void_reason, policy.digest, policy.at, policy.width, policy."offset", policy.zone, policy."limit", policy.hours, policy.because, policy.on_advice_of
FROM policy
WHERE policy.patient_id = :patient_id AND policy.voided_by = :change AND policy.voided_by > 0
ORDER BY policy.no
"""

POLICY_MADE = """
SELECT policy.change, policy.no, policy.version, policy.digest, policy.voided_by, policy.void_reason
FROM policy
WHERE policy.patient_id = :patient_id AND policy.change BETWEEN :first AND :last
ORDER BY policy.change, policy.no
"""

POLICY_VERSION_MADE = """
SELECT policy_version.change, policy_version.no, policy_version.version, policy_version.digest, policy_version.voided_by, policy_version.void_reason
FROM policy_version
WHERE policy_version.patient_id = :patient_id AND policy_version.change BETWEEN :first AND :last
ORDER BY policy_version.change, policy_version.no, policy_version.version
"""

POLICY_VOIDED_AT_ONCE = """
SELECT policy.voided_by, policy.change, policy.no, policy.digest, policy.void_reason
FROM policy
WHERE policy.patient_id = :patient_id AND policy.voided_by BETWEEN :first AND :last AND policy.voided_by > 0 AND policy.change < policy.voided_by
ORDER BY policy.voided_by, policy.change, policy.no
"""

POLICY_VERSION_VOIDED_AT_ONCE = """
SELECT policy_version.voided_by, policy_version.change, policy_version.no, policy_version.digest, policy_version.void_reason
FROM policy_version
WHERE policy_version.patient_id = :patient_id AND policy_version.voided_by BETWEEN :first AND :last AND policy_version.voided_by > 0 AND policy_version.change < policy_version.voided_by
ORDER BY policy_version.voided_by, policy_version.change, policy_version.no
"""

POLICY_ROWS = """
SELECT policy.patient_id, policy.id, policy.no, policy.version, policy.change, policy.author, policy.recorded_at, policy.voided_by, policy.void_reason, policy.digest, policy.at, policy.width, policy."offset", policy.zone, policy."limit", policy.hours, policy.because, policy.on_advice_of
FROM policy
WHERE policy.patient_id = :patient_id
ORDER BY policy.no
"""

POLICY_VERSION_ROWS = """
SELECT policy_version.patient_id, policy_version.id, policy_version.no, policy_version.version, policy_version.change, policy_version.author, policy_version.recorded_at, policy_version.voided_by, policy_version.void_reason, policy_version.digest, policy_version.at, policy_version.width, policy_version."offset", policy_version.zone, policy_version."limit", policy_version.hours, policy_version.because, policy_version.on_advice_of
FROM policy_version
WHERE policy_version.patient_id = :patient_id
ORDER BY policy_version.no, policy_version.version
"""

POLICY_BETWEEN = """
SELECT policy.patient_id, policy.id, policy.no, policy.version, policy.change, policy.author, policy.recorded_at, policy.voided_by, policy.void_reason, policy.digest, policy.at, policy.width, policy."offset", policy.zone, policy."limit", policy.hours, policy.because, policy.on_advice_of
FROM policy
WHERE policy.patient_id = :patient_id AND policy.at >= :since AND policy.at < :until AND policy.voided_by <= :voided_up_to
ORDER BY policy.at, policy.no
"""

SCREEN_INSERT = """
INSERT INTO screen (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, session, edition, yes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

SCREEN_BY_NO = """
SELECT screen.patient_id, screen.id, screen.no, screen.version, screen.change, screen.author, screen.recorded_at, screen.voided_by, screen.void_reason, screen.digest, screen.at, screen.width, screen."offset", screen.zone, screen.session, screen.edition, screen.yes
FROM screen
WHERE screen.patient_id = :patient_id AND screen.no = :no
"""

SCREEN_LAST_NO = """
SELECT max(screen.no) AS max_1
FROM screen
WHERE screen.patient_id = :patient_id
"""

SCREEN_IDS = """
SELECT screen.id, screen.no
FROM screen
WHERE screen.patient_id = :patient_id
"""

SCREEN_VERSIONS = """
SELECT screen_version.patient_id, screen_version.id, screen_version.no, screen_version.version, screen_version.change, screen_version.author, screen_version.recorded_at, screen_version.voided_by, screen_version.void_reason, screen_version.digest, screen_version.at, screen_version.width, screen_version."offset", screen_version.zone, screen_version.session, screen_version.edition, screen_version.yes
FROM screen_version
WHERE screen_version.patient_id = :patient_id AND screen_version.no = :no
ORDER BY screen_version.version
"""

SCREEN_KEEP_VERSION = """
INSERT INTO screen_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, session, edition, yes)
SELECT screen.patient_id, screen.id, screen.no, screen.version, screen.change, screen.author, screen.recorded_at, screen.voided_by, screen.void_reason, screen.digest, screen.at, screen.width, screen."offset", screen.zone, screen.session, screen.edition, screen.yes
FROM screen
WHERE screen.patient_id = :of_patient AND screen.no = :of_no
"""

SCREEN_UPDATE = """
UPDATE screen
SET version=:version, change=:change, voided_by=:voided_by, void_reason=:void_reason, digest=:digest, at=:at, width=:width, "offset"=:offset, zone=:zone, session=:session, edition=:edition, yes=:yes
WHERE screen.patient_id = :of_patient AND screen.no = :of_no
"""

SCREEN_VOID_MADE_BY = """
UPDATE screen
SET voided_by=:voided_by, void_reason=:void_reason
WHERE screen.patient_id = :of_patient AND screen.change = :of_change AND screen.version = 1 AND screen.voided_by = 0
"""

SCREEN_UNVOID = """
UPDATE screen
SET voided_by=:voided_by, void_reason=:void_reason
WHERE screen.patient_id = :of_patient AND screen.voided_by = :of_change AND screen.voided_by > 0 AND screen.change < :of_change
"""

SCREEN_MADE_BY = """
SELECT screen.patient_id, screen.id, screen.no, screen.version, screen.change, screen.author, screen.recorded_at, screen.voided_by, screen.void_reason, screen.digest, screen.at, screen.width, screen."offset", screen.zone, screen.session, screen.edition, screen.yes
FROM screen
WHERE screen.patient_id = :patient_id AND screen.change = :change
ORDER BY screen.no
"""

SCREEN_ONCE_MADE_BY = """
SELECT screen_version.no
FROM screen_version
WHERE screen_version.patient_id = :patient_id AND screen_version.change = :change
"""

SCREEN_VOIDED_BY = """
SELECT screen.patient_id, screen.id, screen.no, screen.version, screen.change, screen.author, screen.recorded_at, screen.voided_by, screen.void_reason, screen.digest, screen.at, screen.width, screen."offset", screen.zone, screen.session, screen.edition, screen.yes
FROM screen
WHERE screen.patient_id = :patient_id AND screen.voided_by = :change AND screen.voided_by > 0
ORDER BY screen.no
"""

SCREEN_MADE = """
SELECT screen.change, screen.no, screen.version, screen.digest, screen.voided_by, screen.void_reason
FROM screen
WHERE screen.patient_id = :patient_id AND screen.change BETWEEN :first AND :last
ORDER BY screen.change, screen.no
"""

SCREEN_VERSION_MADE = """
SELECT screen_version.change, screen_version.no, screen_version.version, screen_version.digest, screen_version.voided_by, screen_version.void_reason
FROM screen_version
WHERE screen_version.patient_id = :patient_id AND screen_version.change BETWEEN :first AND :last
ORDER BY screen_version.change, screen_version.no, screen_version.version
"""

SCREEN_VOIDED_AT_ONCE = """
SELECT screen.voided_by, screen.change, screen.no, screen.digest, screen.void_reason
FROM screen
WHERE screen.patient_id = :patient_id AND screen.voided_by BETWEEN :first AND :last AND screen.voided_by > 0 AND screen.change < screen.voided_by
ORDER BY screen.voided_by, screen.change, screen.no
"""

SCREEN_VERSION_VOIDED_AT_ONCE = """
SELECT screen_version.voided_by, screen_version.change, screen_version.no, screen_version.digest, screen_version.void_reason
FROM screen_version
WHERE screen_version.patient_id = :patient_id AND screen_version.voided_by BETWEEN :first AND :last AND screen_version.voided_by > 0 AND screen_version.change < screen_version.voided_by
ORDER BY screen_version.voided_by, screen_version.change, screen_version.no
"""

SCREEN_ROWS = """
SELECT screen.patient_id, screen.id, screen.no, screen.version, screen.change, screen.author, screen.recorded_at, screen.voided_by, screen.void_reason, screen.digest, screen.at, screen.width, screen."offset", screen.zone, screen.session, screen.edition, screen.yes
FROM screen
WHERE screen.patient_id = :patient_id
ORDER BY screen.no
"""

SCREEN_VERSION_ROWS = """
SELECT screen_version.patient_id, screen_version.id, screen_version.no, screen_version.version, screen_version.change, screen_version.author, screen_version.recorded_at, screen_version.voided_by, screen_version.void_reason, screen_version.digest, screen_version.at, screen_version.width, screen_version."offset", screen_version.zone, screen_version.session, screen_version.edition, screen_version.yes
FROM screen_version
WHERE screen_version.patient_id = :patient_id
ORDER BY screen_version.no, screen_version.version
"""

SCREEN_BETWEEN = """
SELECT screen.patient_id, screen.id, screen.no, screen.version, screen.change, screen.author, screen.recorded_at, screen.voided_by, screen.void_reason, screen.digest, screen.at, screen.width, screen."offset", screen.zone, screen.session, screen.edition, screen.yes
FROM screen
WHERE screen.patient_id = :patient_id AND screen.at >= :since AND screen.at < :until AND screen.voided_by <= :voided_up_to
ORDER BY screen.at, screen.no
"""

NOTE_INSERT = """
INSERT INTO note (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, session, subjective, objective, assessment, "plan", signed_at, signed_by, signed_as)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

NOTE_BY_NO = """
SELECT note.patient_id, note.id, note.no, note.version, note.change, note.author, note.recorded_at, note.voided_by, note.void_reason, note.digest, note.at, note.width, note."offset", note.zone, note.session, note.subjective, note.objective, note.assessment, note."plan", note.signed_at, note.signed_by, note.signed_as
FROM note
WHERE note.patient_id = :patient_id AND note.no = :no
"""

NOTE_LAST_NO = """
SELECT max(note.no) AS max_1
FROM note
WHERE note.patient_id = :patient_id
"""

NOTE_IDS = """
SELECT note.id, note.no
FROM note
WHERE note.patient_id = :patient_id
"""

NOTE_VERSIONS = """
SELECT note_version.patient_id, note_version.id, note_version.no, note_version.version, note_version.change, note_version.author, note_version.recorded_at, note_version.voided_by, note_version.void_reason, note_version.digest, note_version.at, note_version.width, note_version."offset", note_version.zone, note_version.session, note_version.subjective, note_version.objective, note_version.assessment, note_version."plan", note_version.signed_at, note_version.signed_by, note_version.signed_as
FROM note_version
WHERE note_version.patient_id = :patient_id AND note_version.no = :no
ORDER BY note_version.version
"""

NOTE_KEEP_VERSION = """
INSERT INTO note_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, session, subjective, objective, assessment, "plan", signed_at, signed_by, signed_as)
SELECT note.patient_id, note.id, note.no, note.version, note.change, note.author, note.recorded_at, note.voided_by, note.void_reason, note.digest, note.at, note.width, note."offset", note.zone, note.session, note.subjective, note.objective, note.assessment, note."plan", note.signed_at, note.signed_by, note.signed_as
FROM note
WHERE note.patient_id = :of_patient AND note.no = :of_no
"""

NOTE_UPDATE = """
UPDATE note
SET version=:version, change=:change, voided_by=:voided_by, void_reason=:void_reason, digest=:digest, at=:at, width=:width, "offset"=:offset, zone=:zone, session=:session, subjective=:subjective, objective=:objective, assessment=:assessment, "plan"=:plan, signed_at=:signed_at, signed_by=:signed_by, signed_as=:signed_as
WHERE note.patient_id = :of_patient AND note.no = :of_no
"""

NOTE_VOID_MADE_BY = """
UPDATE note
SET voided_by=:voided_by, void_reason=:void_reason
WHERE note.patient_id = :of_patient AND note.change = :of_change AND note.version = 1 AND note.voided_by = 0 AND note.signed_at IS NULL
"""

NOTE_UNVOID = """
UPDATE note
SET voided_by=:voided_by, void_reason=:void_reason
WHERE note.patient_id = :of_patient AND note.voided_by = :of_change AND note.voided_by > 0 AND note.change < :of_change
"""

NOTE_MADE_BY = """
SELECT note.patient_id, note.id, note.no, note.version, note.change, note.author, note.recorded_at, note.voided_by, note.void_reason, note.digest, note.at, note.width, note."offset", note.zone, note.session, note.subjective, note.objective, note.assessment, note."plan", note.signed_at, note.signed_by, note.signed_as
FROM note
WHERE note.patient_id = :patient_id AND note.change = :change
ORDER BY note.no
"""

NOTE_ONCE_MADE_BY = """
SELECT note_version.no
FROM note_version
WHERE note_version.patient_id = :patient_id AND note_version.change = :change
"""

NOTE_VOIDED_BY = """
SELECT note.patient_id, note.id, note.no, note.version, note.change, note.author, note.recorded_at, note.voided_by, note.void_reason, note.digest, note.at, note.width, note."offset", note.zone, note.session, note.subjective, note.objective, note.assessment, note."plan", note.signed_at, note.signed_by, note.signed_as
FROM note
WHERE note.patient_id = :patient_id AND note.voided_by = :change AND note.voided_by > 0
ORDER BY note.no
"""

NOTE_MADE = """
SELECT note.change, note.no, note.version, note.digest, note.voided_by, note.void_reason
FROM note
WHERE note.patient_id = :patient_id AND note.change BETWEEN :first AND :last
ORDER BY note.change, note.no
"""

NOTE_VERSION_MADE = """
SELECT note_version.change, note_version.no, note_version.version, note_version.digest, note_version.voided_by, note_version.void_reason
FROM note_version
WHERE note_version.patient_id = :patient_id AND note_version.change BETWEEN :first AND :last
ORDER BY note_version.change, note_version.no, note_version.version
"""

NOTE_VOIDED_AT_ONCE = """
SELECT note.voided_by, note.change, note.no, note.digest, note.void_reason
FROM note
WHERE note.patient_id = :patient_id AND note.voided_by BETWEEN :first AND :last AND note.voided_by > 0 AND note.change < note.voided_by
ORDER BY note.voided_by, note.change, note.no
"""

NOTE_VERSION_VOIDED_AT_ONCE = """
SELECT note_version.voided_by, note_version.change, note_version.no, note_version.digest, note_version.void_reason
FROM note_version
WHERE note_version.patient_id = :patient_id AND note_version.voided_by BETWEEN :first AND :last AND note_version.voided_by > 0 AND note_version.change < note_version.voided_by
ORDER BY note_version.voided_by, note_version.change, note_version.no
"""

NOTE_ROWS = """
SELECT note.patient_id, note.id, note.no, note.version, note.change, note.author, note.recorded_at, note.voided_by, note.void_reason, note.digest, note.at, note.width, note."offset", note.zone, note.session, note.subjective, note.objective, note.assessment, note."plan", note.signed_at, note.signed_by, note.signed_as
FROM note
WHERE note.patient_id = :patient_id
ORDER BY note.no
"""

NOTE_VERSION_ROWS = """
SELECT note_version.patient_id, note_version.id, note_version.no, note_version.version, note_version.change, note_version.author, note_version.recorded_at, note_version.voided_by, note_version.void_reason, note_version.digest, note_version.at, note_version.width, note_version."offset", note_version.zone, note_version.session, note_version.subjective, note_version.objective, note_version.assessment, note_version."plan", note_version.signed_at, note_version.signed_by, note_version.signed_as
FROM note_version
WHERE note_version.patient_id = :patient_id
ORDER BY note_version.no, note_version.version
"""

NOTE_BETWEEN = """
SELECT note.patient_id, note.id, note.no, note.version, note.change, note.author, note.recorded_at, note.voided_by, note.void_reason, note.digest, note.at, note.width, note."offset", note.zone, note.session, note.subjective, note.objective, note.assessment, note."plan", note.signed_at, note.signed_by, note.signed_as
FROM note
WHERE note.patient_id = :patient_id AND note.at >= :since AND note.at < :until AND note.voided_by <= :voided_up_to
ORDER BY note.at, note.no
"""

ADDENDUM_INSERT = """
INSERT INTO addendum (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, amends, because, text)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

ADDENDUM_BY_NO = """
SELECT addendum.patient_id, addendum.id, addendum.no, addendum.version, addendum.change, addendum.author, addendum.recorded_at, addendum.voided_by, addendum.void_reason, addendum.digest, addendum.at, addendum.width, addendum."offset", addendum.zone, addendum.amends, addendum.because, addendum.text
FROM addendum
WHERE addendum.patient_id = :patient_id AND addendum.no = :no
"""

ADDENDUM_LAST_NO = """
SELECT max(addendum.no) AS max_1
FROM addendum
WHERE addendum.patient_id = :patient_id
"""

ADDENDUM_IDS = """
SELECT addendum.id, addendum.no
FROM addendum
WHERE addendum.patient_id = :patient_id
"""

ADDENDUM_VERSIONS = """
SELECT addendum_version.patient_id, addendum_version.id, addendum_version.no, addendum_version.version, addendum_version.change, addendum_version.author, addendum_version.recorded_at, addendum_version.voided_by, addendum_version.void_reason, addendum_version.digest, addendum_version.at, addendum_version.width, addendum_version."offset", addendum_version.zone, addendum_version.amends, addendum_version.because, addendum_version.text
FROM addendum_version
WHERE addendum_version.patient_id = :patient_id AND addendum_version.no = :no
ORDER BY addendum_version.version
"""

ADDENDUM_KEEP_VERSION = """
INSERT INTO addendum_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, amends, because, text)
SELECT addendum.patient_id, addendum.id, addendum.no, addendum.version, addendum.change, addendum.author, addendum.recorded_at, addendum.voided_by, addendum.void_reason, addendum.digest, addendum.at, addendum.width, addendum."offset", addendum.zone, addendum.amends, addendum.because, addendum.text
FROM addendum
WHERE addendum.patient_id = :of_patient AND addendum.no = :of_no
"""

ADDENDUM_UPDATE = """
UPDATE addendum
SET version=:version, change=:change, voided_by=:voided_by, void_reason=:void_reason, digest=:digest, at=:at, width=:width, "offset"=:offset, zone=:zone, amends=:amends, because=:because, text=:text
WHERE addendum.patient_id = :of_patient AND addendum.no = :of_no
"""

ADDENDUM_UNVOID = """
UPDATE addendum
SET voided_by=:voided_by, void_reason=:void_reason
WHERE addendum.patient_id = :of_patient AND addendum.voided_by = :of_change AND addendum.voided_by > 0 AND addendum.change < :of_change
"""

ADDENDUM_MADE_BY = """
SELECT addendum.patient_id, addendum.id, addendum.no, addendum.version, addendum.change, addendum.author, addendum.recorded_at, addendum.voided_by, addendum.void_reason, addendum.digest, addendum.at, addendum.width, addendum."offset", addendum.zone, addendum.amends, addendum.because, addendum.text
FROM addendum
WHERE addendum.patient_id = :patient_id AND addendum.change = :change
ORDER BY addendum.no
"""

ADDENDUM_ONCE_MADE_BY = """
SELECT addendum_version.no
FROM addendum_version
WHERE addendum_version.patient_id = :patient_id AND addendum_version.change = :change
"""

ADDENDUM_VOIDED_BY = """
SELECT addendum.patient_id, addendum.id, addendum.no, addendum.version, addendum.change, addendum.author, addendum.recorded_at, addendum.voided_by, addendum.void_reason, addendum.digest, addendum.at, addendum.width, addendum."offset", addendum.zone, addendum.amends, addendum.because, addendum.text
FROM addendum
WHERE addendum.patient_id = :patient_id AND addendum.voided_by = :change AND addendum.voided_by > 0
ORDER BY addendum.no
"""

ADDENDUM_MADE = """
SELECT addendum.change, addendum.no, addendum.version, addendum.digest, addendum.voided_by, addendum.void_reason
FROM addendum
WHERE addendum.patient_id = :patient_id AND addendum.change BETWEEN :first AND :last
ORDER BY addendum.change, addendum.no
"""

ADDENDUM_VERSION_MADE = """
SELECT addendum_version.change, addendum_version.no, addendum_version.version, addendum_version.digest, addendum_version.voided_by, addendum_version.void_reason
FROM addendum_version
WHERE addendum_version.patient_id = :patient_id AND addendum_version.change BETWEEN :first AND :last
ORDER BY addendum_version.change, addendum_version.no, addendum_version.version
"""

ADDENDUM_VOIDED_AT_ONCE = """
SELECT addendum.voided_by, addendum.change, addendum.no, addendum.digest, addendum.void_reason
FROM addendum
WHERE addendum.patient_id = :patient_id AND addendum.voided_by BETWEEN :first AND :last AND addendum.voided_by > 0 AND addendum.change < addendum.voided_by
ORDER BY addendum.voided_by, addendum.change, addendum.no
"""

ADDENDUM_VERSION_VOIDED_AT_ONCE = """
SELECT addendum_version.voided_by, addendum_version.change, addendum_version.no, addendum_version.digest, addendum_version.void_reason
FROM addendum_version
WHERE addendum_version.patient_id = :patient_id AND addendum_version.voided_by BETWEEN :first AND :last AND addendum_version.voided_by > 0 AND addendum_version.change < addendum_version.voided_by
ORDER BY addendum_version.voided_by, addendum_version.change, addendum_version.no
"""

ADDENDUM_ROWS = """
SELECT addendum.patient_id, addendum.id, addendum.no, addendum.version, addendum.change, addendum.author, addendum.recorded_at, addendum.voided_by, addendum.void_reason, addendum.digest, addendum.at, addendum.width, addendum."offset", addendum.zone, addendum.amends, addendum.because, addendum.text
FROM addendum
WHERE addendum.patient_id = :patient_id
ORDER BY addendum.no
"""

ADDENDUM_VERSION_ROWS = """
SELECT addendum_version.patient_id, addendum_version.id, addendum_version.no, addendum_version.version, addendum_version.change, addendum_version.author, addendum_version.recorded_at, addendum_version.voided_by, addendum_version.void_reason, addendum_version.digest, addendum_version.at, addendum_version.width, addendum_version."offset", addendum_version.zone, addendum_version.amends, addendum_version.because, addendum_version.text
FROM addendum_version
WHERE addendum_version.patient_id = :patient_id
ORDER BY addendum_version.no, addendum_version.version
"""

ADDENDUM_BETWEEN = """
SELECT addendum.patient_id, addendum.id, addendum.no, addendum.version, addendum.change, addendum.author, addendum.recorded_at, addendum.voided_by, addendum.void_reason, addendum.digest, addendum.at, addendum.width, addendum."offset", addendum.zone, addendum.amends, addendum.because, addendum.text
FROM addendum
WHERE addendum.patient_id = :patient_id AND addendum.at >= :since AND addendum.at < :until AND addendum.voided_by <= :voided_up_to
ORDER BY addendum.at, addendum.no
"""

REDFLAG_INSERT = """
INSERT INTO redflag (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, code, assessed_at, assessed_by, specialty, note)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

REDFLAG_BY_NO = """
SELECT redflag.patient_id, redflag.id, redflag.no, redflag.version, redflag.change, redflag.author, redflag.recorded_at, redflag.voided_by, redflag.void_reason, redflag.digest, redflag.at, redflag.width, redflag."offset", redflag.zone, redflag.code, redflag.assessed_at, redflag.assessed_by, redflag.specialty, redflag.note
FROM redflag
WHERE redflag.patient_id = :patient_id AND redflag.no = :no
"""

REDFLAG_LAST_NO = """
SELECT max(redflag.no) AS max_1
FROM redflag
WHERE redflag.patient_id = :patient_id
"""

REDFLAG_IDS = """
SELECT redflag.id, redflag.no
FROM redflag
WHERE redflag.patient_id = :patient_id
"""

REDFLAG_VERSIONS = """
SELECT redflag_version.patient_id, redflag_version.id, redflag_version.no, redflag_version.version, redflag_version.change, redflag_version.author, redflag_version.recorded_at, redflag_version.voided_by, redflag_version.void_reason, redflag_version.digest, redflag_version.at, redflag_version.width, redflag_version."offset", redflag_version.zone, redflag_version.code, redflag_version.assessed_at, redflag_version.assessed_by, redflag_version.specialty, redflag_version.note
FROM redflag_version
WHERE redflag_version.patient_id = :patient_id AND redflag_version.no = :no
ORDER BY redflag_version.version
"""

REDFLAG_KEEP_VERSION = """
INSERT INTO redflag_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, code, assessed_at, assessed_by, specialty, note)
SELECT redflag.patient_id, redflag.id, redflag.no, redflag.version, redflag.change, redflag.author, redflag.recorded_at, redflag.voided_by, redflag.void_reason, redflag.digest, redflag.at, redflag.width, redflag."offset", redflag.zone, redflag.code, redflag.assessed_at, redflag.assessed_by, redflag.specialty, redflag.note
FROM redflag
WHERE redflag.patient_id = :of_patient AND redflag.no = :of_no
"""

REDFLAG_UPDATE = """
UPDATE redflag
SET version=:version, change=:change, voided_by=:voided_by, void_reason=:void_reason, digest=:digest, at=:at, width=:width, "offset"=:offset, zone=:zone, code=:code, assessed_at=:assessed_at, assessed_by=:assessed_by, specialty=:specialty, note=:note
WHERE redflag.patient_id = :of_patient AND redflag.no = :of_no
"""

REDFLAG_VOID_MADE_BY = """
UPDATE redflag
SET voided_by=:voided_by, void_reason=:void_reason
WHERE redflag.patient_id = :of_patient AND redflag.change = :of_change AND redflag.version = 1 AND redflag.voided_by = 0
"""

REDFLAG_UNVOID = """
UPDATE redflag
SET voided_by=:voided_by, void_reason=:void_reason
WHERE redflag.patient_id = :of_patient AND redflag.voided_by = :of_change AND redflag.voided_by > 0 AND redflag.change < :of_change
"""

REDFLAG_MADE_BY = """
SELECT redflag.patient_id, redflag.id, redflag.no, redflag.version, redflag.change, redflag.author, redflag.recorded_at, redflag.voided_by, redflag.void_reason, redflag.digest, redflag.at, redflag.width, redflag."offset", redflag.zone, redflag.code, redflag.assessed_at, redflag.assessed_by, redflag.specialty, redflag.note
FROM redflag
WHERE redflag.patient_id = :patient_id AND redflag.change = :change
ORDER BY redflag.no
"""

REDFLAG_ONCE_MADE_BY = """
SELECT redflag_version.no
FROM redflag_version
WHERE redflag_version.patient_id = :patient_id AND redflag_version.change = :change
"""

REDFLAG_VOIDED_BY = """
SELECT redflag.patient_id, redflag.id, redflag.no, redflag.version, redflag.change, redflag.author, redflag.recorded_at, redflag.voided_by, redflag.void_reason, redflag.digest, redflag.at, redflag.width, redflag."offset", redflag.zone, redflag.code, redflag.assessed_at, redflag.assessed_by, redflag.specialty, redflag.note
FROM redflag
WHERE redflag.patient_id = :patient_id AND redflag.voided_by = :change AND redflag.voided_by > 0
ORDER BY redflag.no
"""

REDFLAG_MADE = """
SELECT redflag.change, redflag.no, redflag.version, redflag.digest, redflag.voided_by, redflag.void_reason
FROM redflag
WHERE redflag.patient_id = :patient_id AND redflag.change BETWEEN :first AND :last
ORDER BY redflag.change, redflag.no
"""

REDFLAG_VERSION_MADE = """
SELECT redflag_version.change, redflag_version.no, redflag_version.version, redflag_version.digest, redflag_version.voided_by, redflag_version.void_reason
FROM redflag_version
WHERE redflag_version.patient_id = :patient_id AND redflag_version.change BETWEEN :first AND :last
ORDER BY redflag_version.change, redflag_version.no, redflag_version.version
"""

REDFLAG_VOIDED_AT_ONCE = """
SELECT redflag.voided_by, redflag.change, redflag.no, redflag.digest, redflag.void_reason
FROM redflag
WHERE redflag.patient_id = :patient_id AND redflag.voided_by BETWEEN :first AND :last AND redflag.voided_by > 0 AND redflag.change < redflag.voided_by
ORDER BY redflag.voided_by, redflag.change, redflag.no
"""

REDFLAG_VERSION_VOIDED_AT_ONCE = """
SELECT redflag_version.voided_by, redflag_version.change, redflag_version.no, redflag_version.digest, redflag_version.void_reason
FROM redflag_version
WHERE redflag_version.patient_id = :patient_id AND redflag_version.voided_by BETWEEN :first AND :last AND redflag_version.voided_by > 0 AND redflag_version.change < redflag_version.voided_by
ORDER BY redflag_version.voided_by, redflag_version.change, redflag_version.no
"""

REDFLAG_ROWS = """
SELECT redflag.patient_id, redflag.id, redflag.no, redflag.version, redflag.change, redflag.author, redflag.recorded_at, redflag.voided_by, redflag.void_reason, redflag.digest, redflag.at, redflag.width, redflag."offset", redflag.zone, redflag.code, redflag.assessed_at, redflag.assessed_by, redflag.specialty, redflag.note
FROM redflag
WHERE redflag.patient_id = :patient_id
ORDER BY redflag.no
"""

REDFLAG_VERSION_ROWS = """
SELECT redflag_version.patient_id, redflag_version.id, redflag_version.no, redflag_version.version, redflag_version.change, redflag_version.author, redflag_version.recorded_at, redflag_version.voided_by, redflag_version.void_reason, redflag_version.digest, redflag_version.at, redflag_version.width, redflag_version."offset", redflag_version.zone, redflag_version.code, redflag_version.assessed_at, redflag_version.assessed_by, redflag_version.specialty, redflag_version.note
FROM redflag_version
WHERE redflag_version.patient_id = :patient_id
ORDER BY redflag_version.no, redflag_version.version
"""

REDFLAG_BETWEEN = """
SELECT redflag.patient_id, redflag.id, redflag.no, redflag.version, redflag.change, redflag.author, redflag.recorded_at, redflag.voided_by, redflag.void_reason, redflag.digest, redflag.at, redflag.width, redflag."offset", redflag.zone, redflag.code, redflag.assessed_at, redflag.assessed_by, redflag.specialty, redflag.note
FROM redflag
WHERE redflag.patient_id = :patient_id AND redflag.at >= :since AND redflag.at < :until AND redflag.voided_by <= :voided_up_to
ORDER BY redflag.at, redflag.no
"""

SYMPTOM_INSERT = """
INSERT INTO symptom (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, sign, site, asks)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

SYMPTOM_BY_NO = """
SELECT symptom.patient_id, symptom.id, symptom.no, symptom.version, symptom.change, symptom.author, symptom.recorded_at, symptom.voided_by, symptom.void_reason, symptom.digest, symptom.at, symptom.width, symptom."offset", symptom.zone, symptom.sign, symptom.site, symptom.asks
FROM symptom
WHERE symptom.patient_id = :patient_id AND symptom.no = :no
"""

SYMPTOM_LAST_NO = """
SELECT max(symptom.no) AS max_1
FROM symptom
WHERE symptom.patient_id = :patient_id
"""

SYMPTOM_IDS = """
SELECT symptom.id, symptom.no
FROM symptom
WHERE symptom.patient_id = :patient_id
"""

SYMPTOM_VERSIONS = """
SELECT symptom_version.patient_id, symptom_version.id, symptom_version.no, symptom_version.version, symptom_version.change, symptom_version.author, symptom_version.recorded_at, symptom_version.voided_by, symptom_version.void_reason, symptom_version.digest, symptom_version.at, symptom_version.width, symptom_version."offset", symptom_version.zone, symptom_version.sign, symptom_version.site, symptom_version.asks
FROM symptom_version
WHERE symptom_version.patient_id = :patient_id AND symptom_version.no = :no
ORDER BY symptom_version.version
"""

SYMPTOM_KEEP_VERSION = """
INSERT INTO symptom_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, sign, site, asks)
SELECT symptom.patient_id, symptom.id, symptom.no, symptom.version, symptom.change, symptom.author, symptom.recorded_at, symptom.voided_by, symptom.void_reason, symptom.digest, symptom.at, symptom.width, symptom."offset", symptom.zone, symptom.sign, symptom.site, symptom.asks
FROM symptom
WHERE symptom.patient_id = :of_patient AND symptom.no = :of_no
"""

SYMPTOM_UPDATE = """
UPDATE symptom
SET version=:version, change=:change, voided_by=:voided_by, void_reason=:void_reason, digest=:digest, at=:at, width=:width, "offset"=:offset, zone=:zone, sign=:sign, site=:site, asks=:asks
WHERE symptom.patient_id = :of_patient AND symptom.no = :of_no
"""

SYMPTOM_VOID_MADE_BY = """
UPDATE symptom
SET voided_by=:voided_by, void_reason=:void_reason
WHERE symptom.patient_id = :of_patient AND symptom.change = :of_change AND symptom.version = 1 AND symptom.voided_by = 0
"""

SYMPTOM_UNVOID = """
UPDATE symptom
SET voided_by=:voided_by, void_reason=:void_reason
WHERE symptom.patient_id = :of_patient AND symptom.voided_by = :of_change AND symptom.voided_by > 0 AND symptom.change < :of_change
"""

SYMPTOM_MADE_BY = """
SELECT symptom.patient_id, symptom.id, symptom.no, symptom.version, symptom.change, symptom.author, symptom.recorded_at, symptom.voided_by, symptom.void_reason, symptom.digest, symptom.at, symptom.width, symptom."offset", symptom.zone, symptom.sign, symptom.site, symptom.asks
FROM symptom
WHERE symptom.patient_id = :patient_id AND symptom.change = :change
ORDER BY symptom.no
"""

SYMPTOM_ONCE_MADE_BY = """
SELECT symptom_version.no
FROM symptom_version
WHERE symptom_version.patient_id = :patient_id AND symptom_version.change = :change
"""

SYMPTOM_VOIDED_BY = """
SELECT symptom.patient_id, symptom.id, symptom.no, symptom.version, symptom.change, symptom.author, symptom.recorded_at, symptom.voided_by, symptom.void_reason, symptom.digest, symptom.at, symptom.width, symptom."offset", symptom.zone, symptom.sign, symptom.site, symptom.asks
FROM symptom
WHERE symptom.patient_id = :patient_id AND symptom.voided_by = :change AND symptom.voided_by > 0
ORDER BY symptom.no
"""

SYMPTOM_MADE = """
SELECT symptom.change, symptom.no, symptom.version, symptom.digest, symptom.voided_by, symptom.void_reason
FROM symptom
WHERE symptom.patient_id = :patient_id AND symptom.change BETWEEN :first AND :last
ORDER BY symptom.change, symptom.no
"""

SYMPTOM_VERSION_MADE = """
SELECT symptom_version.change, symptom_version.no, symptom_version.version, symptom_version.digest, symptom_version.voided_by, symptom_version.void_reason
FROM symptom_version
WHERE symptom_version.patient_id = :patient_id AND symptom_version.change BETWEEN :first AND :last
ORDER BY symptom_version.change, symptom_version.no, symptom_version.version
"""

SYMPTOM_VOIDED_AT_ONCE = """
SELECT symptom.voided_by, symptom.change, symptom.no, symptom.digest, symptom.void_reason
FROM symptom
WHERE symptom.patient_id = :patient_id AND symptom.voided_by BETWEEN :first AND :last AND symptom.voided_by > 0 AND symptom.change < symptom.voided_by
ORDER BY symptom.voided_by, symptom.change, symptom.no
"""

SYMPTOM_VERSION_VOIDED_AT_ONCE = """
SELECT symptom_version.voided_by, symptom_version.change, symptom_version.no, symptom_version.digest, symptom_version.void_reason
FROM symptom_version
WHERE symptom_version.patient_id = :patient_id AND symptom_version.voided_by BETWEEN :first AND :last AND symptom_version.voided_by > 0 AND symptom_version.change < symptom_version.voided_by
ORDER BY symptom_version.voided_by, symptom_version.change, symptom_version.no
"""

SYMPTOM_ROWS = """
SELECT symptom.patient_id, symptom.id, symptom.no, symptom.version, symptom.change, symptom.author, symptom.recorded_at, symptom.voided_by, symptom.void_reason, symptom.digest, symptom.at, symptom.width, symptom."offset", symptom.zone, symptom.sign, symptom.site, symptom.asks
FROM symptom
WHERE symptom.patient_id = :patient_id
ORDER BY symptom.no
"""

SYMPTOM_VERSION_ROWS = """
SELECT symptom_version.patient_id, symptom_version.id, symptom_version.no, symptom_version.version, symptom_version.change, symptom_version.author, symptom_version.recorded_at, symptom_version.voided_by, symptom_version.void_reason, symptom_version.digest, symptom_version.at, symptom_version.width, symptom_version."offset", symptom_version.zone, symptom_version.sign, symptom_version.site, symptom_version.asks
FROM symptom_version
WHERE symptom_version.patient_id = :patient_id
ORDER BY symptom_version.no, symptom_version.version
"""

SYMPTOM_BETWEEN = """
SELECT symptom.patient_id, symptom.id, symptom.no, symptom.version, symptom.change, symptom.author, symptom.recorded_at, symptom.voided_by, symptom.void_reason, symptom.digest, symptom.at, symptom.width, symptom."offset", symptom.zone, symptom.sign, symptom.site, symptom.asks
FROM symptom
WHERE symptom.patient_id = :patient_id AND symptom.at >= :since AND symptom.at < :until AND symptom.voided_by <= :voided_up_to
ORDER BY symptom.at, symptom.no
"""

SCORE_INSERT = """
INSERT INTO score (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, instrument, tenths, items)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

SCORE_BY_NO = """
SELECT score.patient_id, score.id, score.no, score.version, score.change, score.author, score.recorded_at, score.voided_by, score.void_reason, score.digest, score.at, score.width, score."offset", score.zone, score.instrument, score.tenths, score.items
FROM score
WHERE score.patient_id = :patient_id AND score.no = :no
"""

SCORE_LAST_NO = """
SELECT max(score.no) AS max_1
FROM score
WHERE score.patient_id = :patient_id
"""

SCORE_IDS = """
SELECT score.id, score.no
FROM score
WHERE score.patient_id = :patient_id
"""

SCORE_VERSIONS = """
SELECT score_version.patient_id, score_version.id, score_version.no, score_version.version, score_version.change, score_version.author, score_version.recorded_at, score_version.voided_by, score_version.void_reason, score_version.digest, score_version.at, score_version.width, score_version."offset", score_version.zone, score_version.instrument, score_version.tenths, score_version.items
FROM score_version
WHERE score_version.patient_id = :patient_id AND score_version.no = :no
ORDER BY score_version.version
"""

SCORE_KEEP_VERSION = """
INSERT INTO score_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, instrument, tenths, items)
SELECT score.patient_id, score.id, score.no, score.version, score.change, score.author, score.recorded_at, score.voided_by, score.void_reason, score.digest, score.at, score.width, score."offset", score.zone, score.instrument, score.tenths, score.items
FROM score
WHERE score.patient_id = :of_patient AND score.no = :of_no
"""

SCORE_UPDATE = """
UPDATE score
SET version=:version, change=:change, voided_by=:voided_by, void_reason=:void_reason, digest=:digest, at=:at, width=:width, "offset"=:offset, zone=:zone, instrument=:instrument, tenths=:tenths, items=:items
WHERE score.patient_id = :of_patient AND score.no = :of_no
"""

SCORE_VOID_MADE_BY = """
UPDATE score
SET voided_by=:voided_by, void_reason=:void_reason
WHERE score.patient_id = :of_patient AND score.change = :of_change AND score.version = 1 AND score.voided_by = 0
"""

SCORE_UNVOID = """
UPDATE score
SET voided_by=:voided_by, void_reason=:void_reason
WHERE score.patient_id = :of_patient AND score.voided_by = :of_change AND score.voided_by > 0 AND score.change < :of_change
"""

SCORE_MADE_BY = """
SELECT score.patient_id, score.id, score.no, score.version, score.change, score.author, score.recorded_at, score.voided_by, score.void_reason, score.digest, score.at, score.width, score."offset", score.zone, score.instrument, score.tenths, score.items
FROM score
WHERE score.patient_id = :patient_id AND score.change = :change
ORDER BY score.no
"""

SCORE_ONCE_MADE_BY = """
SELECT score_version.no
FROM score_version
WHERE score_version.patient_id = :patient_id AND score_version.change = :change
"""

SCORE_VOIDED_BY = """
SELECT score.patient_id, score.id, score.no, score.version, score.change, score.author, score.recorded_at, score.voided_by, score.void_reason, score.digest, score.at, score.width, score."offset", score.zone, score.instrument, score.tenths, score.items
FROM score
WHERE score.patient_id = :patient_id AND score.voided_by = :change AND score.voided_by > 0
ORDER BY score.no
"""

SCORE_MADE = """
SELECT score.change, score.no, score.version, score.digest, score.voided_by, score.void_reason
FROM score
WHERE score.patient_id = :patient_id AND score.change BETWEEN :first AND :last
ORDER BY score.change, score.no
"""

SCORE_VERSION_MADE = """
SELECT score_version.change, score_version.no, score_version.version, score_version.digest, score_version.voided_by, score_version.void_reason
FROM score_version
WHERE score_version.patient_id = :patient_id AND score_version.change BETWEEN :first AND :last
ORDER BY score_version.change, score_version.no, score_version.version
"""

SCORE_VOIDED_AT_ONCE = """
SELECT score.voided_by, score.change, score.no, score.digest, score.void_reason
FROM score
WHERE score.patient_id = :patient_id AND score.voided_by BETWEEN :first AND :last AND score.voided_by > 0 AND score.change < score.voided_by
ORDER BY score.voided_by, score.change, score.no
"""

SCORE_VERSION_VOIDED_AT_ONCE = """
SELECT score_version.voided_by, score_version.change, score_version.no, score_version.digest, score_version.void_reason
FROM score_version
WHERE score_version.patient_id = :patient_id AND score_version.voided_by BETWEEN :first AND :last AND score_version.voided_by > 0 AND score_version.change < score_version.voided_by
ORDER BY score_version.voided_by, score_version.change, score_version.no
"""

SCORE_ROWS = """
SELECT score.patient_id, score.id, score.no, score.version, score.change, score.author, score.recorded_at, score.voided_by, score.void_reason, score.digest, score.at, score.width, score."offset", score.zone, score.instrument, score.tenths, score.items
FROM score
WHERE score.patient_id = :patient_id
ORDER BY score.no
"""

SCORE_VERSION_ROWS = """
SELECT score_version.patient_id, score_version.id, score_version.no, score_version.version, score_version.change, score_version.author, score_version.recorded_at, score_version.voided_by, score_version.void_reason, score_version.digest, score_version.at, score_version.width, score_version."offset", score_version.zone, score_version.instrument, score_version.tenths, score_version.items
FROM score_version
WHERE score_version.patient_id = :patient_id
ORDER BY score_version.no, score_version.version
"""

SCORE_BETWEEN = """
SELECT score.patient_id, score.id, score.no, score.version, score.change, score.author, score.recorded_at, score.voided_by, score.void_reason, score.digest, score.at, score.width, score."offset", score.zone, score.instrument, score.tenths, score.items
FROM score
WHERE score.patient_id = :patient_id AND score.at >= :since AND score.at < :until AND score.voided_by <= :voided_up_to
ORDER BY score.at, score.no
"""

CONTEXT_INSERT = """
INSERT INTO context (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, source, text, origin)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

CONTEXT_BY_NO = """
SELECT context.patient_id, context.id, context.no, context.version, context.change, context.author, context.recorded_at, context.voided_by, context.void_reason, context.digest, context.at, context.width, context."offset", context.zone, context.source, context.text, context.origin
FROM context
WHERE context.patient_id = :patient_id AND context.no = :no
"""

CONTEXT_LAST_NO = """
SELECT max(context.no) AS max_1
FROM context
WHERE context.patient_id = :patient_id
"""

CONTEXT_IDS = """
SELECT context.id, context.no
FROM context
WHERE context.patient_id = :patient_id
"""

CONTEXT_VERSIONS = """
SELECT context_version.patient_id, context_version.id, context_version.no, context_version.version, context_version.change, context_version.author, context_version.recorded_at, context_version.voided_by, context_version.void_reason, context_version.digest, context_version.at, context_version.width, context_version."offset", context_version.zone, context_version.source, context_version.text, context_version.origin
FROM context_version
WHERE context_version.patient_id = :patient_id AND context_version.no = :no
ORDER BY context_version.version
"""

CONTEXT_KEEP_VERSION = """
INSERT INTO context_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, source, text, origin)
SELECT context.patient_id, context.id, context.no, context.version, context.change, context.author, context.recorded_at, context.voided_by, context.void_reason, context.digest, context.at, context.width, context."offset", context.zone, context.source, context.text, context.origin
FROM context
WHERE context.patient_id = :of_patient AND context.no = :of_no
"""

CONTEXT_UPDATE = """
UPDATE context
SET version=:version, change=:change, voided_by=:voided_by, void_reason=:void_reason, digest=:digest, at=:at, width=:width, "offset"=:offset, zone=:zone, source=:source, text=:text, origin=:origin
WHERE context.patient_id = :of_patient AND context.no = :of_no
"""

CONTEXT_VOID_MADE_BY = """
UPDATE context
SET voided_by=:voided_by, void_reason=:void_reason
WHERE context.patient_id = :of_patient AND context.change = :of_change AND context.version = 1 AND context.voided_by = 0
"""

CONTEXT_UNVOID = """
UPDATE context
SET voided_by=:voided_by, void_reason=:void_reason
WHERE context.patient_id = :of_patient AND context.voided_by = :of_change AND context.voided_by > 0 AND context.change < :of_change
"""

CONTEXT_MADE_BY = """
SELECT context.patient_id, context.id, context.no, context.version, context.change, context.author, context.recorded_at, context.voided_by, context.void_reason, context.digest, context.at, context.width, context."offset", context.zone, context.source, context.text, context.origin
FROM context
WHERE context.patient_id = :patient_id AND context.change = :change
ORDER BY context.no
"""

CONTEXT_ONCE_MADE_BY = """
SELECT context_version.no
FROM context_version
WHERE context_version.patient_id = :patient_id AND context_version.change = :change
"""

CONTEXT_VOIDED_BY = """
SELECT context.patient_id, context.id, context.no, context.version, context.change, context.author, context.recorded_at, context.voided_by, context.void_reason, context.digest, context.at, context.width, context."offset", context.zone, context.source, context.text, context.origin
FROM context
WHERE context.patient_id = :patient_id AND context.voided_by = :change AND context.voided_by > 0
ORDER BY context.no
"""

CONTEXT_MADE = """
SELECT context.change, context.no, context.version, context.digest, context.voided_by, context.void_reason
FROM context
WHERE context.patient_id = :patient_id AND context.change BETWEEN :first AND :last
ORDER BY context.change, context.no
"""

CONTEXT_VERSION_MADE = """
SELECT context_version.change, context_version.no, context_version.version, context_version.digest, context_version.voided_by, context_version.void_reason
FROM context_version
WHERE context_version.patient_id = :patient_id AND context_version.change BETWEEN :first AND :last
ORDER BY context_version.change, context_version.no, context_version.version
"""

CONTEXT_VOIDED_AT_ONCE = """
SELECT context.voided_by, context.change, context.no, context.digest, context.void_reason
FROM context
WHERE context.patient_id = :patient_id AND context.voided_by BETWEEN :first AND :last AND context.voided_by > 0 AND context.change < context.voided_by
ORDER BY context.voided_by, context.change, context.no
"""

CONTEXT_VERSION_VOIDED_AT_ONCE = """
SELECT context_version.voided_by, context_version.change, context_version.no, context_version.digest, context_version.void_reason
FROM context_version
WHERE context_version.patient_id = :patient_id AND context_version.voided_by BETWEEN :first AND :last AND context_version.voided_by > 0 AND context_version.change < context_version.voided_by
ORDER BY context_version.voided_by, context_version.change, context_version.no
"""

CONTEXT_ROWS = """
SELECT context.patient_id, context.id, context.no, context.version, context.change, context.author, context.recorded_at, context.voided_by, context.void_reason, context.digest, context.at, context.width, context."offset", context.zone, context.source, context.text, context.origin
FROM context
WHERE context.patient_id = :patient_id
ORDER BY context.no
"""

CONTEXT_VERSION_ROWS = """
SELECT context_version.patient_id, context_version.id, context_version.no, context_version.version, context_version.change, context_version.author, context_version.recorded_at, context_version.voided_by, context_version.void_reason, context_version.digest, context_version.at, context_version.width, context_version."offset", context_version.zone, context_version.source, context_version.text, context_version.origin
FROM context_version
WHERE context_version.patient_id = :patient_id
ORDER BY context_version.no, context_version.version
"""

CONTEXT_BETWEEN = """
SELECT context.patient_id, context.id, context.no, context.version, context.change, context.author, context.recorded_at, context.voided_by, context.void_reason, context.digest, context.at, context.width, context."offset", context.zone, context.source, context.text, context.origin
FROM context
WHERE context.patient_id = :patient_id AND context.at >= :since AND context.at < :until AND context.voided_by <= :voided_up_to
ORDER BY context.at, context.no
"""

CONTEXT_NO_OF_ID = """
SELECT context.no
FROM context
WHERE context.patient_id = :patient_id AND context.id = :id
"""

CONTEXT_ORIGINS = """
SELECT context.origin, change.action, context.at
FROM context LEFT OUTER JOIN change ON change.patient_id = context.patient_id AND change.no = context.voided_by
WHERE context.patient_id = :patient_id AND context.origin IS NOT NULL
"""

PATIENT_NAMED = """
SELECT patient.patient_id, patient.id, patient.no, patient.version, patient.change, patient.author, patient.recorded_at, patient.voided_by, patient.void_reason, patient.digest, patient.name, patient.zone, patient.site, patient.diagnosis, patient.archived
FROM patient
WHERE patient.name = :name AND patient.voided_by = 0
"""

LAST_PATIENT = """
SELECT max(change.patient_id) AS max_1
FROM change
"""

SETTING_INSERT = """
INSERT INTO setting (name, value, digest)
VALUES (?, ?, ?)
"""

SETTING_UPDATE = """
UPDATE setting
SET value=:value, digest=:digest
WHERE setting.name = :of_name
"""

CHANGE_BY_NO = """
SELECT change.patient_id, change.no, change.id, change.command, change.at, change.author, change.action, change.takes_back
FROM change
WHERE change.patient_id = :patient_id AND change.no = :no
"""

CHANGE_WITH_ID = """
SELECT change.no
FROM change
WHERE change.patient_id = :patient_id AND change.id = :id
"""

CHANGES_NEWEST_FIRST = """
SELECT change.patient_id, change.no, change.id, change.command, change.at, change.author, change.action, change.takes_back
FROM change
WHERE change.patient_id = :patient_id
ORDER BY change.no DESC
"""

CHANGES_SEALED = """
SELECT change.patient_id, change.no, change.id, change.command, change.at, change.author, change.action, change.takes_back, change.seal, change.made, change.voided, change.digest
FROM change
WHERE change.patient_id = :patient_id
ORDER BY change.no
"""

CHANGE_DIGEST = """
SELECT change.digest
FROM change
WHERE change.patient_id = :patient_id AND change.no = :no
"""

HEADS = """
SELECT change.digest
FROM change
WHERE change.digest IS NOT NULL
"""

STRAY_JOURNALS = """
SELECT DISTINCT change.patient_id
FROM change
WHERE NOT (EXISTS (SELECT 1
FROM patient
WHERE patient.patient_id = change.patient_id)) AND NOT (EXISTS (SELECT 1
FROM erasure
WHERE erasure.patient_id = change.patient_id))
ORDER BY change.patient_id
"""

CHANGES_OF_COMMAND = """
SELECT change.patient_id, change.no, change.id, change.command, change.at, change.author, change.action, change.takes_back
FROM change
WHERE change.command = :command AND (EXISTS (SELECT 1
FROM patient
WHERE patient.patient_id = change.patient_id))
ORDER BY change.patient_id, change.no
"""

ANSWER_ERASE = """
DELETE FROM answer
WHERE answer.patient_id = :patient_id
"""

INTAKE_ERASE = """
DELETE FROM intake
WHERE intake.patient_id = :patient_id
"""

ARRIVAL_ERASE = """
DELETE FROM arrival
WHERE arrival.patient_id = :patient_id
"""

WARNING_ERASE = """
DELETE FROM warning
WHERE warning.patient_id = :patient_id
"""

PATIENT_VERSION_ERASE = """
DELETE FROM patient_version
WHERE patient_version.patient_id = :patient_id
"""

MASSAGE_VERSION_ERASE = """
DELETE FROM massage_version
WHERE massage_version.patient_id = :patient_id
"""

PAIN_VERSION_ERASE = """
DELETE FROM pain_version
WHERE pain_version.patient_id = :patient_id
"""

PHASE_VERSION_ERASE = """
DELETE FROM phase_version
WHERE phase_version.patient_id = :patient_id
"""

MEASURE_VERSION_ERASE = """
DELETE FROM measure_version
WHERE measure_version.patient_id = :patient_id
"""

CLEARANCE_VERSION_ERASE = """
DELETE FROM clearance_version
WHERE clearance_version.patient_id = :patient_id
"""

POLICY_VERSION_ERASE = """
DELETE FROM policy_version
WHERE policy_version.patient_id = :patient_id
"""

SCREEN_VERSION_ERASE = """
DELETE FROM screen_version
WHERE screen_version.patient_id = :patient_id
"""

NOTE_VERSION_ERASE = """
DELETE FROM note_version
WHERE note_version.patient_id = :patient_id
"""

ADDENDUM_VERSION_ERASE = """
DELETE FROM addendum_version
WHERE addendum_version.patient_id = :patient_id
"""

REDFLAG_VERSION_ERASE = """
DELETE FROM redflag_version
WHERE redflag_version.patient_id = :patient_id
"""

SYMPTOM_VERSION_ERASE = """
DELETE FROM symptom_version
WHERE symptom_version.patient_id = :patient_id
"""

SCORE_VERSION_ERASE = """
DELETE FROM score_version
WHERE score_version.patient_id = :patient_id
"""

CONTEXT_VERSION_ERASE = """
DELETE FROM context_version
WHERE context_version.patient_id = :patient_id
"""

PATIENT_ERASE = """
DELETE FROM patient
WHERE patient.patient_id = :patient_id
"""

MASSAGE_ERASE = """
DELETE FROM massage
WHERE massage.patient_id = :patient_id
"""

PAIN_ERASE = """
DELETE FROM pain
WHERE pain.patient_id = :patient_id
"""

PHASE_ERASE = """
DELETE FROM phase
WHERE phase.patient_id = :patient_id
"""

MEASURE_ERASE = """
DELETE FROM measure
WHERE measure.patient_id = :patient_id
"""

CLEARANCE_ERASE = """
DELETE FROM clearance
WHERE clearance.patient_id = :patient_id
"""

POLICY_ERASE = """
DELETE FROM policy
WHERE policy.patient_id = :patient_id
"""

SCREEN_ERASE = """
DELETE FROM screen
WHERE screen.patient_id = :patient_id
"""

NOTE_ERASE = """
DELETE FROM note
WHERE note.patient_id = :patient_id
"""

ADDENDUM_ERASE = """
DELETE FROM addendum
WHERE addendum.patient_id = :patient_id
"""

REDFLAG_ERASE = """
DELETE FROM redflag
WHERE redflag.patient_id = :patient_id
"""

SYMPTOM_ERASE = """
DELETE FROM symptom
WHERE symptom.patient_id = :patient_id
"""

SCORE_ERASE = """
DELETE FROM score
WHERE score.patient_id = :patient_id
"""

CONTEXT_ERASE = """
DELETE FROM context
WHERE context.patient_id = :patient_id
"""

SETTING_ERASE = """
DELETE FROM setting
WHERE setting.name = :name AND setting.value = :value
"""

CHANGE_AUTHORS = """
SELECT DISTINCT change.author
FROM change
WHERE change.patient_id = :patient_id
"""

CHANGE_AUTHOR_ERASE = """
UPDATE change
SET author=:author
WHERE change.patient_id = :of_patient AND change.author = :of_author
"""

ERASURE_INSERT = """
INSERT INTO erasure (patient_id, id, at, author, because, change, digest)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""

ERASURES = """
SELECT erasure.patient_id, erasure.id, erasure.at, erasure.author, erasure.because, erasure.change, erasure.digest
FROM erasure
ORDER BY erasure.patient_id
"""

RATED = """
SELECT pain.at, pain.width, pain.site, pain.scale, pain.value, pain.recall, pain.no, pain.version, CASE WHEN (pain.relation = 'after') THEN pain.session ELSE 0 END AS anon_1, pain."offset", pain.recorded_at, pain.counts, CASE WHEN (pain.origin IS NULL) THEN 0 ELSE 1 END AS anon_2
FROM pain
WHERE pain.patient_id = :patient_id AND pain.at >= :since AND pain.at < :until AND pain.voided_by = 0
ORDER BY pain.at, pain.no
"""

SKIPPED = """
SELECT massage.at, massage.width, massage."offset", massage.zone, massage.because
FROM massage
WHERE massage.patient_id = :patient_id AND massage.at >= :since AND massage.at < :until AND massage.given = 0 AND massage.voided_by = 0
ORDER BY massage.at, massage.no
"""

PAIN_VOID = """
SELECT count(*) AS count_1
FROM pain
WHERE pain.patient_id = :patient_id AND pain.at >= :since AND pain.at < :until AND pain.voided_by != 0
"""

MASSAGE_VOID = """
SELECT count(*) AS count_1
FROM massage
WHERE massage.patient_id = :patient_id AND massage.at >= :since AND massage.at < :until AND massage.voided_by != 0
"""

PAIN_SAID = """
SELECT pain.no, pain.counts, pain.site, pain.scale, pain.value, pain.recall, pain.relation, pain.note
FROM pain
WHERE pain.patient_id = :patient_id
ORDER BY pain.no
"""

MASSAGE_SAID = """
SELECT massage.given, massage.minutes, massage.areas, massage.techniques, massage.pressure, massage.therapist, massage.because, massage.note, massage.same
FROM massage
WHERE massage.patient_id = :patient_id
ORDER BY massage.no
"""

NEXT_READING_AT = """
SELECT min(pain.at) AS min_1
FROM pain
WHERE pain.patient_id = :patient_id AND pain.counts = 1 AND pain.voided_by = 0 AND pain.at > :after AND (pain.relation IS NULL OR pain.relation != 'after')
"""

NEWEST_PAIN = """
SELECT pain.patient_id, pain.id, pain.no, pain.version, pain.change, pain.author, pain.recorded_at, pain.voided_by, pain.void_reason, pain.digest, pain.at, pain.width, pain."offset", pain.zone, pain.site, pain.scale, pain.value, pain.recall, pain.session, pain.relation, pain.note, pain.counts, pain.origin
FROM pain
WHERE pain.patient_id = :patient_id AND pain.voided_by = 0
ORDER BY pain.at DESC, pain.no DESC
 LIMIT 1 OFFSET 0
"""

PAIN_OF_SESSION = """
SELECT pain.patient_id, pain.id, pain.no, pain.version, pain.change, pain.author, pain.recorded_at, pain.voided_by, pain.void_reason, pain.digest, pain.at, pain.width, pain."offset", pain.zone, pain.site, pain.scale, pain.value, pain.recall, pain.session, pain.relation, pain.note, pain.counts, pain.origin
FROM pain
WHERE pain.patient_id = :patient_id AND pain.session = :session AND pain.session IS NOT NULL AND pain.voided_by = 0
ORDER BY pain.at, pain.no
"""

POLICY_STANDING = """
SELECT policy.patient_id, policy.id, policy.no, policy.version, policy.change, policy.author, policy.recorded_at, policy.voided_by, policy.void_reason, policy.digest, policy.at, policy.width, policy."offset", policy.zone, policy."limit", policy.hours, policy.because, policy.on_advice_of
FROM policy
WHERE policy.patient_id = :patient_id AND policy.voided_by = 0
ORDER BY policy.at, policy.no
"""

WARNING_INSERT = """
INSERT INTO warning (patient_id, id, no, session, rule, rule_version, status, reason, category, "limit", hours, on_advice_of, evidence, until_at, raised_at, how, change, thread, withdrawn_by, withdrawn_at, cause, digest)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

WARNING_LAST_NO = """
SELECT max(warning.no) AS max_1
FROM warning
WHERE warning.patient_id = :patient_id
"""

WARNING_BY_NO = """
SELECT warning.patient_id, warning.id, warning.no, warning.session, warning.rule, warning.rule_version, warning.status, warning.reason, warning.category, warning."limit", warning.hours, warning.on_advice_of, warning.evidence, warning.until_at, warning.raised_at, warning.how, warning.change, warning.thread, warning.withdrawn_by, warning.withdrawn_at, warning.cause, EXISTS (SELECT 1
FROM answer
WHERE answer.patient_id = warning.patient_id AND answer.thread = warning.thread AND answer.voided_by = 0) AS answered, CASE WHEN (warning.thread = warning.no) THEN warning.how = 'import' ELSE EXISTS (SELECT 1
FROM warning AS began
WHERE began.patient_id = warning.patient_id AND began.no = warning.thread AND began.how = 'import') END AS seen
FROM warning
WHERE warning.patient_id = :patient_id AND warning.no = :no
"""

WARNINGS_RAISED = """
SELECT warning.patient_id, warning.id, warning.no, warning.session, warning.rule, warning.rule_version, warning.status, warning.reason, warning.category, warning."limit", warning.hours, warning.on_advice_of, warning.evidence, warning.until_at, warning.raised_at, warning.how, warning.change, warning.thread, warning.withdrawn_by, warning.withdrawn_at, warning.cause, EXISTS (SELECT 1
FROM answer
WHERE answer.patient_id = warning.patient_id AND answer.thread = warning.thread AND answer.voided_by = 0) AS answered, CASE WHEN (warning.thread = warning.no) THEN warning.how = 'import' ELSE EXISTS (SELECT 1
FROM warning AS began
WHERE began.patient_id = warning.patient_id AND began.no = warning.thread AND began.how = 'import') END AS seen
FROM warning
WHERE warning.patient_id = :patient_id AND warning.raised_at >= :since AND warning.raised_at < :until
ORDER BY warning.raised_at, warning.no
"""

STANDING_FINDINGS = """
SELECT warning.session, warning.no, warning.rule, warning.rule_version, warning.status, warning.reason, warning.category, warning."limit", warning.hours, warning.on_advice_of, warning.evidence, warning.until_at
FROM warning
WHERE warning.patient_id = :patient_id AND warning.withdrawn_by = 0
ORDER BY warning.raised_at, warning.no
"""

ANSWER_MADE = """
SELECT answer.change, answer.no, 1, answer.digest, answer.voided_by, NULL
FROM answer
WHERE answer.patient_id = :patient_id AND answer.change BETWEEN :first AND :last
ORDER BY answer.change, answer.no
"""

ANSWER_ROWS = """
SELECT answer.patient_id, answer.id, answer.no, answer.thread, answer.warning, answer.code, answer.text, answer.at, answer.author, answer.change, answer.voided_by, answer.digest
FROM answer
WHERE answer.patient_id = :patient_id
ORDER BY answer.no
"""

INTAKE_MADE = """
SELECT intake.change, intake.no, 1, intake.digest, 0, NULL
FROM intake
WHERE intake.patient_id = :patient_id AND intake.change BETWEEN :first AND :last
ORDER BY intake.change, intake.no
"""

INTAKE_ROWS = """
SELECT intake.patient_id, intake.no, intake.change, intake.format, intake.sha256, intake.person, intake.digest
FROM intake
WHERE intake.patient_id = :patient_id
ORDER BY intake.no
"""

ARRIVAL_MADE = """
SELECT arrival.change, arrival.no, 1, arrival.digest, 0, NULL
FROM arrival
WHERE arrival.patient_id = :patient_id AND arrival.change BETWEEN :first AND :last
ORDER BY arrival.change, arrival.no
"""

ARRIVAL_ROWS = """
SELECT arrival.patient_id, arrival.no, arrival.change, arrival.kind, arrival.record, arrival.version, arrival.stamp, arrival.author, arrival.at, arrival.known, arrival.voids, arrival.withheld, arrival.rival, arrival.original, arrival.digest
FROM arrival
WHERE arrival.patient_id = :patient_id
ORDER BY arrival.no
"""

WARNING_MADE = """
SELECT warning.change, warning.no, 1, warning.digest, 0, NULL
FROM warning
WHERE warning.patient_id = :patient_id AND warning.change BETWEEN :first AND :last
ORDER BY warning.change, warning.no
"""

WARNING_ROWS = """
SELECT warning.patient_id, warning.id, warning.no, warning.session, warning.rule, warning.rule_version, warning.status, warning.reason, warning.category, warning."limit", warning.hours, warning.on_advice_of, warning.evidence, warning.until_at, warning.raised_at, warning.how, warning.change, warning.thread, warning.withdrawn_by, warning.withdrawn_at, warning.cause, warning.digest
FROM warning
WHERE warning.patient_id = :patient_id
ORDER BY warning.no
"""

ANSWER_VOIDED_AT_ONCE = """
SELECT answer.voided_by, answer.change, answer.no, answer.digest, NULL
FROM answer
WHERE answer.patient_id = :patient_id AND answer.voided_by BETWEEN :first AND :last AND answer.voided_by > 0 AND answer.change < answer.voided_by
ORDER BY answer.voided_by, answer.change, answer.no
"""

WARNING_WITHDRAWN = """
SELECT warning.withdrawn_by, warning.no, warning.withdrawn_at, warning.cause
FROM warning
WHERE warning.patient_id = :patient_id AND warning.withdrawn_by BETWEEN :first AND :last
ORDER BY warning.withdrawn_by, warning.raised_at, warning.no
"""

WARNING_WITHDRAW = """
UPDATE warning
SET withdrawn_by=:withdrawn_by, withdrawn_at=:withdrawn_at, cause=:cause
WHERE warning.patient_id = :of_patient AND warning.no = :of_no
"""

ANSWER_INSERT = """
INSERT INTO answer (patient_id, id, no, thread, warning, code, text, at, author, change, voided_by, digest)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

ANSWER_LAST_NO = """
SELECT max(answer.no) AS max_1
FROM answer
WHERE answer.patient_id = :patient_id
"""

ANSWERS = """
SELECT answer.patient_id, answer.id, answer.no, answer.thread, answer.warning, answer.code, answer.text, answer.at, answer.author, answer.change, answer.voided_by, answer.digest
FROM answer
WHERE answer.patient_id = :patient_id
ORDER BY answer.no
"""

ANSWERS_OF_SESSION = """
SELECT answer.patient_id, answer.id, answer.no, answer.thread, answer.warning, answer.code, answer.text, answer.at, answer.author, answer.change, answer.voided_by, answer.digest
FROM answer JOIN warning ON warning.patient_id = answer.patient_id AND warning.no = answer.warning
WHERE answer.patient_id = :patient_id AND warning.patient_id = :patient_id AND warning.session = :session
ORDER BY answer.no
"""

ANSWERS_MADE_BY = """
SELECT answer.patient_id, answer.id, answer.no, answer.thread, answer.warning, answer.code, answer.text, answer.at, answer.author, answer.change, answer.voided_by, answer.digest
FROM answer
WHERE answer.patient_id = :patient_id AND answer.change = :change
"""

ANSWER_VOID_MADE_BY = """
UPDATE answer
SET voided_by=:voided_by
WHERE answer.patient_id = :of_patient AND answer.change = :of_change
"""

ANSWER_UNVOID = """
UPDATE answer
SET voided_by=:voided_by
WHERE answer.patient_id = :of_patient AND answer.voided_by = :of_change AND answer.voided_by > 0
"""

INTAKE_INSERT = """
INSERT INTO intake (patient_id, no, change, format, sha256, person, digest)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""

INTAKE_LAST_NO = """
SELECT max(intake.no) AS max_1
FROM intake
WHERE intake.patient_id = :patient_id
"""

ARRIVAL_INSERT = """
INSERT INTO arrival (patient_id, no, change, kind, record, version, stamp, author, at, known, voids, withheld, rival, original, digest)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

ARRIVAL_LAST_NO = """
SELECT max(arrival.no) AS max_1
FROM arrival
WHERE arrival.patient_id = :patient_id
"""

INTAKES_OF_PERSON = """
SELECT intake.patient_id, intake.change
FROM intake
WHERE intake.person = :person
ORDER BY intake.patient_id, intake.no
"""

ARRIVALS_OF_RECORD = """
SELECT arrival.patient_id, arrival.no, arrival.change, arrival.kind, arrival.record, arrival.version, arrival.stamp, arrival.author, arrival.at, arrival.known, arrival.voids, arrival.withheld, arrival.rival, arrival.original, arrival.digest
FROM arrival
WHERE arrival.patient_id = :patient_id AND arrival.kind = :kind AND arrival.record = :record
ORDER BY arrival.version, arrival.no
"""

FIRST_RATED_AT = """
SELECT pain.at
FROM pain
WHERE pain.patient_id = :patient_id AND pain.voided_by = 0
ORDER BY pain.at, pain.no
 LIMIT 1 OFFSET 0
"""

ONCE_IN_CONFLICT = """
SELECT DISTINCT arrival.kind, arrival.record
FROM arrival
WHERE arrival.patient_id = :patient_id AND arrival.rival = 1
ORDER BY arrival.kind, arrival.record
"""

SAME_MASSAGES = """
SELECT massage.no, massage.same, massage.given, massage.voided_by, massage.recorded_at, massage.id
FROM massage
WHERE massage.patient_id = :patient_id AND (massage.same IS NOT NULL OR massage.no IN (SELECT pointing.same
FROM massage AS pointing
WHERE pointing.patient_id = :patient_id AND pointing.same IS NOT NULL))
ORDER BY massage.no
"""

NEWEST_SCREEN = """
SELECT screen.patient_id, screen.id, screen.no, screen.version, screen.change, screen.author, screen.recorded_at, screen.voided_by, screen.void_reason, screen.digest, screen.at, screen.width, screen."offset", screen.zone, screen.session, screen.edition, screen.yes
FROM screen
WHERE screen.patient_id = :patient_id AND screen.at > :after AND screen.at <= :until AND screen.voided_by = 0
ORDER BY screen.at DESC, screen.no DESC
 LIMIT 1 OFFSET 0
"""

CLEARANCE_BOUNDS = """
SELECT clearance.no, clearance.doctor, clearance.areas, clearance.techniques, clearance.pressure, clearance.limits, clearance.end_at
FROM clearance
WHERE clearance.patient_id = :patient_id AND clearance.at <= :until AND (clearance.end_at IS NULL OR clearance.end_at > :until) AND clearance.refuses = 0 AND clearance.voided_by = 0
ORDER BY clearance.at, clearance.no
"""

RESPONSES = """
SELECT massage.no, massage.techniques, massage.areas, massage.therapist, massage.at, massage.width, massage."offset", massage.zone, pain.no AS no_1, pain.relation, pain.site, pain.scale, pain.value, pain.recall, pain.at AS at_1, pain.width AS width_1, pain."offset" AS offset_1, pain.zone AS zone_1
FROM massage JOIN pain ON pain.patient_id = massage.patient_id AND pain.session = massage.no
WHERE massage.patient_id = :patient_id AND massage.given = 1 AND massage.voided_by = 0 AND pain.patient_id = :patient_id AND massage.judged_at >= :since AND massage.judged_at < :until AND pain.session IS NOT NULL AND pain.voided_by = 0
ORDER BY massage.judged_at, massage.no
"""

NOTES_OF_SESSION = """
SELECT note.patient_id, note.id, note.no, note.version, note.change, note.author, note.recorded_at, note.voided_by, note.void_reason, note.digest, note.at, note.width, note."offset", note.zone, note.session, note.subjective, note.objective, note.assessment, note."plan", note.signed_at, note.signed_by, note.signed_as
FROM note
WHERE note.patient_id = :patient_id AND note.session = :session AND note.voided_by = 0
ORDER BY note.no
"""

ADDENDA_OF_NOTE = """
SELECT addendum.patient_id, addendum.id, addendum.no, addendum.version, addendum.change, addendum.author, addendum.recorded_at, addendum.voided_by, addendum.void_reason, addendum.digest, addendum.at, addendum.width, addendum."offset", addendum.zone, addendum.amends, addendum.because, addendum.text
FROM addendum
WHERE addendum.patient_id = :patient_id AND addendum.amends = :no
ORDER BY addendum.no
"""

SIGNED_NOTE_BEFORE = """
SELECT note.patient_id, note.id, note.no, note.version, note.change, note.author, note.recorded_at, note.voided_by, note.void_reason, note.digest, note.at, note.width, note."offset", note.zone, note.session, note.subjective, note.objective, note.assessment, note."plan", note.signed_at, note.signed_by, note.signed_as
FROM note JOIN massage ON massage.patient_id = note.patient_id AND massage.no = note.session
WHERE note.patient_id = :patient_id AND massage.patient_id = :patient_id AND massage.judged_at <= :until AND massage.no != :no AND massage.voided_by = 0 AND note.signed_at IS NOT NULL
ORDER BY massage.judged_at DESC, note.no DESC
 LIMIT 1 OFFSET 0
"""

PHASE_SPANS_OF_ALL = """
SELECT phase.patient_id, phase.no, phase.kind, phase.at, phase.end_at, phase.course_done_at
FROM phase
WHERE phase.patient_id BETWEEN :first AND :last AND phase.voided_by = 0
ORDER BY phase.patient_id, phase.at, phase.no
"""

OPINIONS_OF_ALL = """
SELECT clearance.patient_id, clearance.no, clearance.version, clearance.doctor, clearance.refuses, clearance.at, clearance.end_at, clearance.areas
FROM clearance
WHERE clearance.patient_id BETWEEN :first AND :last AND clearance.voided_by = 0
ORDER BY clearance.patient_id, clearance.at, clearance.no
"""

FLAGS_OF_ALL = """
SELECT redflag.patient_id, redflag.no, redflag.version, redflag.code, redflag.at, redflag.assessed_at
FROM redflag
WHERE redflag.patient_id BETWEEN :first AND :last AND redflag.voided_by = 0 AND redflag.code != 'none'
ORDER BY redflag.patient_id, redflag.at, redflag.no
"""

POLICIES_OF_ALL = """
SELECT policy.patient_id, policy.at, policy."limit", policy.hours, policy.on_advice_of
FROM policy
WHERE policy.patient_id BETWEEN :first AND :last AND policy.voided_by = 0
ORDER BY policy.patient_id, policy.at, policy.no
"""

DECIDING_READINGS_OF_ALL = """
SELECT patient.patient_id, pain.at, pain.width, pain.site, pain.scale, pain.value, pain.recall, pain.no, pain.version, CASE WHEN (pain.relation = 'after') THEN pain.session ELSE 0 END AS anon_1
FROM patient JOIN pain ON pain.patient_id = patient.patient_id
WHERE patient.patient_id BETWEEN :first AND :last AND patient.voided_by = 0 AND patient.archived = 0 AND pain.counts = 1 AND pain.voided_by = 0 AND pain.at > coalesce((SELECT max(pain.at) AS max_1
FROM pain
WHERE pain.patient_id = patient.patient_id AND pain.counts = 1 AND pain.voided_by = 0 AND pain.at <= :since AND (pain.relation IS NULL OR pain.relation != 'after')), :earliest) - :longest_day AND pain.at <= :until
ORDER BY patient.patient_id, pain.at, pain.no
"""

NEWEST_RATINGS_OF_ALL = """
SELECT pain.patient_id, pain.id, pain.no, pain.version, pain.change, pain.author, pain.recorded_at, pain.voided_by, pain.void_reason, pain.digest, pain.at, pain.width, pain."offset", pain.zone, pain.site, pain.scale, pain.value, pain.recall, pain.session, pain.relation, pain.note, pain.counts, pain.origin
FROM patient JOIN pain ON pain.patient_id = patient.patient_id
WHERE patient.patient_id BETWEEN :first AND :last AND patient.voided_by = 0 AND patient.archived = 0 AND pain.counts = 1 AND pain.voided_by = 0 AND pain.at = (SELECT max(pain.at) AS max_1
FROM pain
WHERE pain.patient_id = patient.patient_id AND pain.counts = 1 AND pain.voided_by = 0 AND pain.at <= :until)
ORDER BY patient.patient_id, pain.no
"""

PATIENT_VERSION_INSERT = """
INSERT INTO patient_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, name, zone, site, diagnosis, archived)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

MASSAGE_VERSION_INSERT = """
INSERT INTO massage_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, judged_at, given, minutes, areas, techniques, pressure, therapist, because, note, same, origin)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

PAIN_VERSION_INSERT = """
INSERT INTO pain_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, site, scale, value, recall, session, relation, note, counts, origin)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

PHASE_VERSION_INSERT = """
INSERT INTO phase_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, end_at, kind, course_done_at, note, origin)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

MEASURE_VERSION_INSERT = """
INSERT INTO measure_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, end_at, kind, name, form, dose, minutes, note, origin)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

CLEARANCE_VERSION_INSERT = """
INSERT INTO clearance_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, end_at, doctor, specialty, refuses, areas, techniques, pressure, limits)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

POLICY_VERSION_INSERT = """
INSERT INTO policy_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, "limit", hours, because, on_advice_of)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

SCREEN_VERSION_INSERT = """
INSERT INTO screen_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, session, edition, yes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

NOTE_VERSION_INSERT = """
INSERT INTO note_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, session, subjective, objective, assessment, "plan", signed_at, signed_by, signed_as)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

ADDENDUM_VERSION_INSERT = """
INSERT INTO addendum_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, amends, because, text)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

REDFLAG_VERSION_INSERT = """
INSERT INTO redflag_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, code, assessed_at, assessed_by, specialty, note)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

SYMPTOM_VERSION_INSERT = """
INSERT INTO symptom_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, sign, site, asks)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

SCORE_VERSION_INSERT = """
INSERT INTO score_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, instrument, tenths, items)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

CONTEXT_VERSION_INSERT = """
INSERT INTO context_version (patient_id, id, no, version, change, author, recorded_at, voided_by, void_reason, digest, at, width, "offset", zone, source, text, origin)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

CHANGE_WHOLE_ROWS = """
SELECT change.no, change.id, change.command, change.at, change.author, change.action, change.takes_back, change.seal, change.made, change.voided, change.digest
FROM change
WHERE change.patient_id = :patient_id
ORDER BY change.no
"""

PATIENT_WHOLE_ROWS = """
SELECT patient.id, patient.no, patient.version, patient.change, patient.author, patient.recorded_at, patient.voided_by, patient.void_reason, patient.digest, patient.name, patient.zone, patient.site, patient.diagnosis, patient.archived
FROM patient
WHERE patient.patient_id = :patient_id
ORDER BY patient.no
"""

PATIENT_VERSION_WHOLE_ROWS = """
SELECT patient_version.id, patient_version.no, patient_version.version, patient_version.change, patient_version.author, patient_version.recorded_at, patient_version.voided_by, patient_version.void_reason, patient_version.digest, patient_version.name, patient_version.zone, patient_version.site, patient_version.diagnosis, patient_version.archived
FROM patient_version
WHERE patient_version.patient_id = :patient_id
ORDER BY patient_version.no, patient_version.version
"""

MASSAGE_WHOLE_ROWS = """
SELECT massage.id, massage.no, massage.version, massage.change, massage.author, massage.recorded_at, massage.voided_by, massage.void_reason, massage.digest, massage.at, massage.width, massage."offset", massage.zone, massage.judged_at, massage.given, massage.minutes, massage.areas, massage.techniques, massage.pressure, massage.therapist, massage.because, massage.note, massage.same, massage.origin
FROM massage
WHERE massage.patient_id = :patient_id
ORDER BY massage.no
"""

MASSAGE_VERSION_WHOLE_ROWS = """
SELECT massage_version.id, massage_version.no, massage_version.version, massage_version.change, massage_version.author, massage_version.recorded_at, massage_version.voided_by, massage_version.void_reason, massage_version.digest, massage_version.at, massage_version.width, massage_version."offset", massage_version.zone, massage_version.judged_at, massage_version.given, massage_version.minutes, massage_version.areas, massage_version.techniques, massage_version.pressure, massage_version.therapist, massage_version.because, massage_version.note, massage_version.same, massage_version.origin
FROM massage_version
WHERE massage_version.patient_id = :patient_id
ORDER BY massage_version.no, massage_version.version
"""

PAIN_WHOLE_ROWS = """
SELECT pain.id, pain.no, pain.version, pain.change, pain.author, pain.recorded_at, pain.voided_by, pain.void_reason, pain.digest, pain.at, pain.width, pain."offset", pain.zone, pain.site, pain.scale, pain.value, pain.recall, pain.session, pain.relation, pain.note, pain.counts, pain.origin
FROM pain
WHERE pain.patient_id = :patient_id
ORDER BY pain.no
"""

PAIN_VERSION_WHOLE_ROWS = """
SELECT pain_version.id, pain_version.no, pain_version.version, pain_version.change, pain_version.author, pain_version.recorded_at, pain_version.voided_by, pain_version.void_reason, pain_version.digest, pain_version.at, pain_version.width, pain_version."offset", pain_version.zone, pain_version.site, pain_version.scale, pain_version.value, pain_version.recall, pain_version.session, pain_version.relation, pain_version.note, pain_version.counts, pain_version.origin
FROM pain_version
WHERE pain_version.patient_id = :patient_id
ORDER BY pain_version.no, pain_version.version
"""

PHASE_WHOLE_ROWS = """
SELECT phase.id, phase.no, phase.version, phase.change, phase.author, phase.recorded_at, phase.voided_by, phase.void_reason, phase.digest, phase.at, phase.width, phase."offset", phase.zone, phase.end_at, phase.kind, phase.course_done_at, phase.note, phase.origin
FROM phase
WHERE phase.patient_id = :patient_id
ORDER BY phase.no
"""

PHASE_VERSION_WHOLE_ROWS = """
SELECT phase_version.id, phase_version.no, phase_version.version, phase_version.change, phase_version.author, phase_version.recorded_at, phase_version.voided_by, phase_version.void_reason, phase_version.digest, phase_version.at, phase_version.width, phase_version."offset", phase_version.zone, phase_version.end_at, phase_version.kind, phase_version.course_done_at, phase_version.note, phase_version.origin
FROM phase_version
WHERE phase_version.patient_id = :patient_id
ORDER BY phase_version.no, phase_version.version
"""

MEASURE_WHOLE_ROWS = """
SELECT measure.id, measure.no, measure.version, measure.change, measure.author, measure.recorded_at, measure.voided_by, measure.void_reason, measure.digest, measure.at, measure.width, measure."offset", measure.zone, measure.end_at, measure.kind, measure.name, measure.form, measure.dose, measure.minutes, measure.note, measure.origin
FROM measure
WHERE measure.patient_id = :patient_id
ORDER BY measure.no
"""

MEASURE_VERSION_WHOLE_ROWS = """
SELECT measure_version.id, measure_version.no, measure_version.version, measure_version.change, measure_version.author, measure_version.recorded_at, measure_version.voided_by, measure_version.void_reason, measure_version.digest, measure_version.at, measure_version.width, measure_version."offset", measure_version.zone, measure_version.end_at, measure_version.kind, measure_version.name, measure_version.form, measure_version.dose, measure_version.minutes, measure_version.note, measure_version.origin
FROM measure_version
WHERE measure_version.patient_id = :patient_id
ORDER BY measure_version.no, measure_version.version
"""

CLEARANCE_WHOLE_ROWS = """
SELECT clearance.id, clearance.no, clearance.version, clearance.change, clearance.author, clearance.recorded_at, clearance.voided_by, clearance.void_reason, clearance.digest, clearance.at, clearance.width, clearance."offset", clearance.zone, clearance.end_at, clearance.doctor, clearance.specialty, clearance.refuses, clearance.areas, clearance.techniques, clearance.pressure, clearance.limits
FROM clearance
WHERE clearance.patient_id = :patient_id
ORDER BY clearance.no
"""

CLEARANCE_VERSION_WHOLE_ROWS = """
SELECT clearance_version.id, clearance_version.no, clearance_version.version, clearance_version.change, clearance_version.author, clearance_version.recorded_at, clearance_version.voided_by, clearance_version.void_reason, clearance_version.digest, clearance_version.at, clearance_version.width, clearance_version."offset", clearance_version.zone, clearance_version.end_at, clearance_version.doctor, clearance_version.specialty, clearance_version.refuses, clearance_version.areas, clearance_version.techniques, clearance_version.pressure, clearance_version.limits
FROM clearance_version
WHERE clearance_version.patient_id = :patient_id
ORDER BY clearance_version.no, clearance_version.version
"""

POLICY_WHOLE_ROWS = """
SELECT policy.id, policy.no, policy.version, policy.change, policy.author, policy.recorded_at, policy.voided_by, policy.void_reason, policy.digest, policy.at, policy.width, policy."offset", policy.zone, policy."limit", policy.hours, policy.because, policy.on_advice_of
FROM policy
WHERE policy.patient_id = :patient_id
ORDER BY policy.no
"""

POLICY_VERSION_WHOLE_ROWS = """
SELECT policy_version.id, policy_version.no, policy_version.version, policy_version.change, policy_version.author, policy_version.recorded_at, policy_version.voided_by, policy_version.void_reason, policy_version.digest, policy_version.at, policy_version.width, policy_version."offset", policy_version.zone, policy_version."limit", policy_version.hours, policy_version.because, policy_version.on_advice_of
FROM policy_version
WHERE policy_version.patient_id = :patient_id
ORDER BY policy_version.no, policy_version.version
"""

SCREEN_WHOLE_ROWS = """
SELECT screen.id, screen.no, screen.version, screen.change, screen.author, screen.recorded_at, screen.voided_by, screen.void_reason, screen.digest, screen.at, screen.width, screen."offset", screen.zone, screen.session, screen.edition, screen.yes
FROM screen
WHERE screen.patient_id = :patient_id
ORDER BY screen.no
"""

SCREEN_VERSION_WHOLE_ROWS = """
SELECT screen_version.id, screen_version.no, screen_version.version, screen_version.change, screen_version.author, screen_version.recorded_at, screen_version.voided_by, screen_version.void_reason, screen_version.digest, screen_version.at, screen_version.width, screen_version."offset", screen_version.zone, screen_version.session, screen_version.edition, screen_version.yes
FROM screen_version
WHERE screen_version.patient_id = :patient_id
ORDER BY screen_version.no, screen_version.version
"""

NOTE_WHOLE_ROWS = """
SELECT note.id, note.no, note.version, note.change, note.author, note.recorded_at, note.voided_by, note.void_reason, note.digest, note.at, note.width, note."offset", note.zone, note.session, note.subjective, note.objective, note.assessment, note."plan", note.signed_at, note.signed_by, note.signed_as
FROM note
WHERE note.patient_id = :patient_id
ORDER BY note.no
"""

NOTE_VERSION_WHOLE_ROWS = """
SELECT note_version.id, note_version.no, note_version.version, note_version.change, note_version.author, note_version.recorded_at, note_version.voided_by, note_version.void_reason, note_version.digest, note_version.at, note_version.width, note_version."offset", note_version.zone, note_version.session, note_version.subjective, note_version.objective, note_version.assessment, note_version."plan", note_version.signed_at, note_version.signed_by, note_version.signed_as
FROM note_version
WHERE note_version.patient_id = :patient_id
ORDER BY note_version.no, note_version.version
"""

ADDENDUM_WHOLE_ROWS = """
SELECT addendum.id, addendum.no, addendum.version, addendum.change, addendum.author, addendum.recorded_at, addendum.voided_by, addendum.void_reason, addendum.digest, addendum.at, addendum.width, addendum."offset", addendum.zone, addendum.amends, addendum.because, addendum.text
FROM addendum
WHERE addendum.patient_id = :patient_id
ORDER BY addendum.no
"""

ADDENDUM_VERSION_WHOLE_ROWS = """
SELECT addendum_version.id, addendum_version.no, addendum_version.version, addendum_version.change, addendum_version.author, addendum_version.recorded_at, addendum_version.voided_by, addendum_version.void_reason, addendum_version.digest, addendum_version.at, addendum_version.width, addendum_version."offset", addendum_version.zone, addendum_version.amends, addendum_version.because, addendum_version.text
FROM addendum_version
WHERE addendum_version.patient_id = :patient_id
ORDER BY addendum_version.no, addendum_version.version
"""

REDFLAG_WHOLE_ROWS = """
SELECT redflag.id, redflag.no, redflag.version, redflag.change, redflag.author, redflag.recorded_at, redflag.voided_by, redflag.void_reason, redflag.digest, redflag.at, redflag.width, redflag."offset", redflag.zone, redflag.code, redflag.assessed_at, redflag.assessed_by, redflag.specialty, redflag.note
FROM redflag
WHERE redflag.patient_id = :patient_id
ORDER BY redflag.no
"""

REDFLAG_VERSION_WHOLE_ROWS = """
SELECT redflag_version.id, redflag_version.no, redflag_version.version, redflag_version.change, redflag_version.author, redflag_version.recorded_at, redflag_version.voided_by, redflag_version.void_reason, redflag_version.digest, redflag_version.at, redflag_version.width, redflag_version."offset", redflag_version.zone, redflag_version.code, redflag_version.assessed_at, redflag_version.assessed_by, redflag_version.specialty, redflag_version.note
FROM redflag_version
WHERE redflag_version.patient_id = :patient_id
ORDER BY redflag_version.no, redflag_version.version
"""

SYMPTOM_WHOLE_ROWS = """
SELECT symptom.id, symptom.no, symptom.version, symptom.change, symptom.author, symptom.recorded_at, symptom.voided_by, symptom.void_reason, symptom.digest, symptom.at, symptom.width, symptom."offset", symptom.zone, symptom.sign, symptom.site, symptom.asks
FROM symptom
WHERE symptom.patient_id = :patient_id
ORDER BY symptom.no
"""

SYMPTOM_VERSION_WHOLE_ROWS = """
SELECT symptom_version.id, symptom_version.no, symptom_version.version, symptom_version.change, symptom_version.author, symptom_version.recorded_at, symptom_version.voided_by, symptom_version.void_reason, symptom_version.digest, symptom_version.at, symptom_version.width, symptom_version."offset", symptom_version.zone, symptom_version.sign, symptom_version.site, symptom_version.asks
FROM symptom_version
WHERE symptom_version.patient_id = :patient_id
ORDER BY symptom_version.no, symptom_version.version
"""

SCORE_WHOLE_ROWS = """
SELECT score.id, score.no, score.version, score.change, score.author, score.recorded_at, score.voided_by, score.void_reason, score.digest, score.at, score.width, score."offset", score.zone, score.instrument, score.tenths, score.items
FROM score
WHERE score.patient_id = :patient_id
ORDER BY score.no
"""

SCORE_VERSION_WHOLE_ROWS = """
SELECT score_version.id, score_version.no, score_version.version, score_version.change, score_version.author, score_version.recorded_at, score_version.voided_by, score_version.void_reason, score_version.digest, score_version.at, score_version.width, score_version."offset", score_version.zone, score_version.instrument, score_version.tenths, score_version.items
FROM score_version
WHERE score_version.patient_id = :patient_id
ORDER BY score_version.no, score_version.version
"""

CONTEXT_WHOLE_ROWS = """
SELECT context.id, context.no, context.version, context.change, context.author, context.recorded_at, context.voided_by, context.void_reason, context.digest, context.at, context.width, context."offset", context.zone, context.source, context.text, context.origin
FROM context
WHERE context.patient_id = :patient_id
ORDER BY context.no
"""

CONTEXT_VERSION_WHOLE_ROWS = """
SELECT context_version.id, context_version.no, context_version.version, context_version.change, context_version.author, context_version.recorded_at, context_version.voided_by, context_version.void_reason, context_version.digest, context_version.at, context_version.width, context_version."offset", context_version.zone, context_version.source, context_version.text, context_version.origin
FROM context_version
WHERE context_version.patient_id = :patient_id
ORDER BY context_version.no, context_version.version
"""

WARNING_WHOLE_ROWS = """
SELECT warning.id, warning.no, warning.session, warning.rule, warning.rule_version, warning.status, warning.reason, warning.category, warning."limit", warning.hours, warning.on_advice_of, warning.evidence, warning.until_at, warning.raised_at, warning.how, warning.change, warning.thread, warning.withdrawn_by, warning.withdrawn_at, warning.cause, warning.digest
FROM warning
WHERE warning.patient_id = :patient_id
ORDER BY warning.no
"""

ANSWER_WHOLE_ROWS = """
SELECT answer.id, answer.no, answer.thread, answer.warning, answer.code, answer.text, answer.at, answer.author, answer.change, answer.voided_by, answer.digest
FROM answer
WHERE answer.patient_id = :patient_id
ORDER BY answer.no
"""

INTAKE_WHOLE_ROWS = """
SELECT intake.no, intake.change, intake.format, intake.sha256, intake.person, intake.digest
FROM intake
WHERE intake.patient_id = :patient_id
ORDER BY intake.no
"""

ARRIVAL_WHOLE_ROWS = """
SELECT arrival.no, arrival.change, arrival.kind, arrival.record, arrival.version, arrival.stamp, arrival.author, arrival.at, arrival.known, arrival.voids, arrival.withheld, arrival.rival, arrival.original, arrival.digest
FROM arrival
WHERE arrival.patient_id = :patient_id
ORDER BY arrival.no
"""

ERASURE_WHOLE_ROWS = """
SELECT erasure.id, erasure.at, erasure.author, erasure.because, erasure.change, erasure.digest
FROM erasure
WHERE erasure.patient_id = :patient_id
"""

WORST_RATED = """
SELECT (((pain.at + pain."offset" * 60000) - CASE WHEN (pain.recall IN ('average-24h', 'worst-24h') AND pain.width = 0) THEN 43200000 ELSE 0 END) - :start) / :length AS stretch, pain.site, pain.scale, CASE WHEN (pain.recall = 'average-7d') THEN 1 ELSE 0 END AS of_a_week, max(pain.value) AS max_1, count(*) AS count_1
FROM pain
WHERE pain.patient_id = :patient_id AND pain.voided_by = 0 AND pain.at >= :since AND (NOT (pain.recall IN ('average-24h', 'worst-24h') AND pain.width = 0) OR pain.at >= :since + 43200000) AND pain.at < :until + 43200000 AND (pain.recall IN ('average-24h', 'worst-24h') AND pain.width = 0 OR pain.at < :until)
GROUP BY stretch, pain.site, pain.scale, of_a_week
ORDER BY stretch, pain.site, pain.scale, of_a_week
"""

READINGS_ABOVE = """
SELECT pain.at, pain.width, pain.site, pain.scale, pain.value, pain.recall, pain.no, pain.version, CASE WHEN (pain.relation = 'after') THEN pain.session ELSE 0 END AS anon_1
FROM pain
WHERE pain.patient_id = :patient_id AND pain.at >= :since AND pain.at < :until AND pain.counts = 1 AND pain.voided_by = 0 AND (pain.scale = 'nrs' AND pain.value > :nrs OR pain.scale = 'vas' AND pain.value > :vas OR pain.scale = 'faces' AND pain.value > :faces OR pain.scale = 'vrs' AND pain.value > :vrs)
ORDER BY pain.at, pain.no
"""

MASSAGES_SPOKEN = """
SELECT massage.no, massage.at, massage."offset", massage.given
FROM massage
WHERE massage.patient_id = :patient_id AND massage.judged_at >= :since AND massage.judged_at < :until AND massage.voided_by = 0
ORDER BY massage.judged_at, massage.no
"""
