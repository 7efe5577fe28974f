"""HL7 FHIR R4 (4.0.1, 2019): its codes, and our records as its resources."""
