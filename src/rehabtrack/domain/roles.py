"""The roles of the people who write. In a local file they are declared, not proved."""

PATIENT, THERAPIST, DOCTOR = "patient", "massage-therapist", "doctor"
ROLES = (PATIENT, THERAPIST, DOCTOR)
