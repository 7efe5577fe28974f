"""A journal with every kind of record and the odd cases of each, told by the real commands."""

from pathlib import Path

import keep_schema

#: What the story of the schema leaves out, for the same Anna.
MORE = r"""
2026-01-11T08:00 pain --scale vas 40 --recall worst-24h --site leg-left
2026-01-11T08:01 pain --scale faces 6 --recall average-7d
2026-01-11T08:02 pain severe --scale vrs --recall average-24h --at 2026-01-10
2026-01-11T08:03 pain none --scale vrs --site arm-right
2026-01-11T08:04 pain 8 --site other:head --note 'it rings \a, <b>bold</b> & so on'
2026-01-11T08:05 pain 0 --site buttock-left
2026-01-11T09:00 massage log --at 2026-01-09 --minutes 40 --technique other:cupping,kneading
2026-01-11T09:01 massage log --at '2026-01-11 08:30' --area other:scalp,leg-left --before 7
2026-01-11T09:02 massage log --at '2026-01-11 08:40' --before 6 --after 5 --area buttock-right
2026-01-11T09:03 void m7 --because 'another day'
2026-01-11T09:04 role 'Dr Roth' doctor
2026-01-11T09:05 role anna patient
2026-01-11T09:06 --as 'Dr Roth' warnings answer w12 doctor-cleared
2026-01-11T09:07 --as anna warnings answer w14 other:'my own wish'
2026-01-11T10:00 measure add drug Paracetamol --note 'when needed' --minutes 5
2026-01-11T10:01 measure add exercise Walking --minutes 30 --at 2026-01-10
2026-01-11T10:02 measure add manual Mobilising --from 2026-01-03 --dose 'twice a week'
2026-01-11T10:03 measure add physiotherapy Ultrasound --form other
2026-01-11T10:04 measure add physiotherapy Gymnastics --from 2026-01-04 --note daily
2026-01-11T10:05 measure add drug Diclofenac --at '2026-01-10 22:00'
2026-01-11T10:06 void t1 --because 'another drug'
2026-01-11T11:00 redflags --yes both-legs --note '5 < 6 & "so"'
2026-01-11T11:01 score add rmdq --ticked none
2026-01-11T11:02 score add peg 3.3
2026-01-11T11:03 score add promis-pi 61.5
2026-01-11T11:04 score add start-back 4
2026-01-11T11:05 score add odi 0
2026-01-11T11:06 void s1 --because 'of somebody else'
2026-01-11T12:00 phase start recovery --note '<script>'
2026-01-11T12:01 clearance add --by 'Dr A & B' --specialty other --refuse --until 2026-02-01
2026-01-11T12:02 void c4 --because 'misheard'
2026-01-11T12:03 massage screen --no rest
2026-01-11T12:04 void q1 --because 'asked in haste'
"""


def told(folder: Path) -> str:
    """The path of a file with the story's journals: Anna's, Zoë's and an erased one."""
    path = str(folder / "journal.db")
    keep_schema.tell(path, str(folder), MORE)
    return path
