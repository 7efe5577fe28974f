"""Foreign and own formats: a stream in, records and refusals out."""
