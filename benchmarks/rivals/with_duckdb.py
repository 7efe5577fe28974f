"""The whole rule by DuckDB's ASOF JOIN; prints the counts as JSON. with_duckdb.py DATABASE"""

import json
import sqlite3
import sys

import duckdb
import pandas as pd

READINGS = (
    "SELECT patient_id, site, scale, value, at AS ms FROM pain WHERE counts = 1 AND voided_by = 0"
)
SESSIONS = "SELECT patient_id, no, judged_at AS ms FROM massage WHERE given = 1 AND voided_by = 0"
COUNT = """
WITH reading AS (
    SELECT patient_id, site, ms,
           bool_or(value > CASE scale WHEN 'vas' THEN 30 WHEN 'vrs' THEN 1 ELSE 3 END) AS high
    FROM readings GROUP BY ALL
), high AS (
    SELECT patient_id, ms FROM reading WHERE high
), any_site AS (
    SELECT patient_id, ms FROM reading
), site AS (
    SELECT DISTINCT site FROM reading
), newest AS (
    SELECT each.patient_id, each.no, bool_or(r.high AND each.ms - r.ms < 14 * $day) AS waiting
    FROM (SELECT * FROM sessions, site) AS each
    ASOF JOIN reading AS r
    ON r.patient_id = each.patient_id AND r.site = each.site AND each.ms >= r.ms
    GROUP BY ALL
), judged AS (
    SELECT coalesce(s.ms - high.ms < $day, false) AS covered,
           coalesce(newest.waiting, false) AS waiting,
           coalesce(s.ms - any_site.ms < $day, false) AS fresh
    FROM sessions AS s
    ASOF LEFT JOIN high ON high.patient_id = s.patient_id AND s.ms >= high.ms
    ASOF LEFT JOIN any_site ON any_site.patient_id = s.patient_id AND s.ms >= any_site.ms
    LEFT JOIN newest ON newest.patient_id = s.patient_id AND newest.no = s.no
)
SELECT CASE WHEN covered THEN 'rated-high' WHEN waiting THEN 'high-not-rerated'
            WHEN fresh THEN 'clear' ELSE 'no-recent-rating' END AS reason, count(*)
FROM judged GROUP BY ALL
"""


def main(path: str) -> None:
    """Print reason -> count."""
    file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database = duckdb.connect()
    database.register("readings", pd.read_sql_query(READINGS, file))
    database.register("sessions", pd.read_sql_query(SESSIONS, file))
    counts = dict(database.execute(COUNT, {"day": 86_400_000}).fetchall())
    reasons = ("rated-high", "high-not-rerated", "no-recent-rating", "clear")
    print(json.dumps({reason: counts.get(reason, 0) for reason in reasons}))


main(sys.argv[1])
