"""The records, one class a module; each refuses what cannot be true."""
