"""The whole rule by pandas.merge_asof; prints the counts as JSON. with_pandas.py DATABASE"""

import json
import sqlite3
import sys

import pandas as pd

DAY = 86_400_000
WEAK = {"nrs": 3, "vas": 30, "faces": 3, "vrs": 1}
READINGS = "SELECT patient_id, site, scale, value, at FROM pain WHERE counts = 1 AND voided_by = 0"
SESSIONS = "SELECT patient_id, judged_at AS at FROM massage WHERE given = 1 AND voided_by = 0"


def main(path: str) -> None:
    """Print reason -> count."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    readings = pd.read_sql_query(READINGS, connection)
    sessions = pd.read_sql_query(SESSIONS, connection).sort_values("at", ignore_index=True)
    readings["high"] = readings["value"] > readings["scale"].map(WEAK)
    # of several readings at one instant the high one comes last, and is the one found
    readings = readings[["patient_id", "site", "at", "high"]].sort_values(["at", "high"])
    covered = _last(sessions, readings[readings["high"]], DAY).notna()
    fresh = _last(sessions, readings, DAY).notna()
    waiting = pd.Series(False, index=sessions.index)
    for _, of_site in readings.groupby("site"):
        waiting |= _last(sessions, of_site, 14 * DAY).eq(True)
    counts = {
        "rated-high": covered,
        "high-not-rerated": ~covered & waiting,
        "no-recent-rating": ~covered & ~waiting & ~fresh,
        "clear": ~covered & ~waiting & fresh,
    }
    print(json.dumps({reason: int(found.sum()) for reason, found in counts.items()}))


def _last(sessions: pd.DataFrame, readings: pd.DataFrame, within: int) -> pd.Series:
    """Whether the newest reading less than `within` ms old is high; none where there is none."""
    found = pd.merge_asof(
        sessions,
        readings[["patient_id", "at", "high"]],
        on="at",
        by="patient_id",
        tolerance=within - 1,
    )
    return found["high"]


main(sys.argv[1])
