"""The roles of the people who write: declared in a file, given by an administrator in a clinic."""

PATIENT, THERAPIST, DOCTOR = "patient", "massage-therapist", "doctor"
ROLES = (PATIENT, THERAPIST, DOCTOR)
#: Who admits people to a clinic, and sees nobody's journal by that.
ADMINISTRATOR = "administrator"
