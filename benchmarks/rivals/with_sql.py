"""The whole rule in SQL, run by SQLite itself; prints the counts as JSON. with_sql.py DATABASE"""

import json
import sqlite3
import sys

COUNT = """
WITH reading AS (
    SELECT patient_id, site, at,
           value > CASE scale WHEN 'vas' THEN 30 WHEN 'vrs' THEN 1 ELSE 3 END AS high
    FROM pain WHERE counts = 1 AND voided_by = 0
)
SELECT CASE
    WHEN EXISTS (
        SELECT 1 FROM reading AS r
        WHERE r.patient_id = s.patient_id AND r.at > s.judged_at - :day AND r.at <= s.judged_at
          AND r.high
    ) THEN 'rated-high'
    WHEN EXISTS (
        SELECT 1 FROM reading AS r
        WHERE r.patient_id = s.patient_id AND r.at > s.judged_at - 14 * :day
          AND r.at <= s.judged_at AND r.high AND NOT EXISTS (
            SELECT 1 FROM reading AS newer
            WHERE newer.patient_id = r.patient_id AND newer.site = r.site
              AND newer.at > r.at AND newer.at <= s.judged_at
        )
    ) THEN 'high-not-rerated'
    WHEN EXISTS (
        SELECT 1 FROM reading AS r
        WHERE r.patient_id = s.patient_id AND r.at > s.judged_at - :day AND r.at <= s.judged_at
    ) THEN 'clear'
    ELSE 'no-recent-rating'
END AS reason, count(*)
FROM massage AS s WHERE s.given = 1 AND s.voided_by = 0
GROUP BY reason
"""


def main(path: str) -> None:
    """Print reason -> count."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    counts = dict(connection.execute(COUNT, {"day": 86_400_000}))
    reasons = ("rated-high", "high-not-rerated", "no-recent-rating", "clear")
    print(json.dumps({reason: counts.get(reason, 0) for reason in reasons}))


main(sys.argv[1])
