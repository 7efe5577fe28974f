"""The database: its schema, its statements, and the journal that turns rows into records."""
