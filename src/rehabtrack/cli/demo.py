"""`rehabtrack demo`: one worked story of twelve weeks, told by the real commands."""

import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

from rehabtrack.cli.commands import command
from rehabtrack.cli.output import echo, echo_text
from rehabtrack.domain.moment import zone_named
from rehabtrack.domain.named import Named
from rehabtrack.domain.when import read_when

ZONE, PATIENT = "Europe/Berlin", "Anna"


class Step(Named):
    """A command at an instant of the story; shown with what is told before it, or run unseen."""

    at: str
    command: str
    told: str = ""


#: Pain in the back and the left leg, in the evening of each day of the story.
DIARY = {
    "2026-01-05": "76 66 75 65 54 54 53",
    "2026-01-12": "53 43 43 42 32 32 32",
    "2026-01-19": "32 32 31 21 21 21 21",
    "2026-01-26": "21 21 21 21 11 21 21",
    "2026-02-02": "22 33 47 58 57 57 58",
    "2026-02-10": "64 53 53 42 42 31",
    "2026-02-16": "31 31 21 21 21 21 20",
    "2026-02-23": "20 20 20 20 20 10 20",
    "2026-03-02": "20 20 10 20 20 20 10",
    "2026-03-09": "10 20 20 10 10 20 10",
    "2026-03-16": "10 10 20 10 10 10 10",
    "2026-03-23": "10 10 10 10 10 10",
}

STORY = (
    Step(
        "2026-01-05T09:00",
        "phase start conservative",
        "Week 1. A herniated disc. Anna starts a log: the phase, the first pain, a drug.",
    ),
    Step("2026-01-05T09:02", "pain back=7 leg-left=6", " "),
    Step("2026-01-05T09:03", "measure add drug Ibuprofen --dose '400 mg' --from 2026-01-05", " "),
    Step("2026-01-07T16:00", "measure add physiotherapy Needles --form acupuncture"),
    Step("2026-01-12T16:00", "measure add exercise 'Lying bridge' --minutes 15"),
    Step(
        "2026-01-26T10:00",
        "phase course-done",
        "Week 4. The basic course is done, and a neurologist allows massage.",
    ),
    Step(
        "2026-01-26T10:05",
        "clearance add --by 'Dr Vogel' --specialty neurologist",
        " ",
    ),
    Step(
        "2026-01-30T17:40",
        "massage log --minutes 30 --area lower-back --technique stroking",
        "The pain was weak for days: a massage, and nothing to warn of.",
    ),
    Step(
        "2026-02-05T16:30",
        "massage check",
        "Week 5. A flare. She asks before the massage, not after.",
    ),
    Step("2026-02-05T16:35", "massage skip --because other:flare", "So there is none today."),
    Step(
        "2026-02-07T11:00",
        "massage log --minutes 20 --area lower-back --technique kneading",
        "On Saturday she lets one happen all the same. It is stored, and it warns.",
    ),
    Step("2026-02-07T11:02", "warnings answer w1 decided-with-therapist", "She notes why."),
    Step("2026-02-10T07:00", "phase start surgery", "Week 6. Surgery, then recovery."),
    Step("2026-02-14T09:00", "phase start recovery", " "),
    Step(
        "2026-03-27T17:00",
        "massage log --minutes 30 --area lower-back --technique stroking",
        "Week 12. Six weeks are over, the pain is weak: the first massage again.",
    ),
    Step(
        "2026-03-28T09:00",
        "pain back=5 --at 'yesterday 07:30'",
        "Next day she remembers a bad morning. A late rating changes a session already "
        "recorded: the warning is raised now, and says that it came later.",
    ),
    Step("2026-03-28T09:01", "warnings", "What still asks for an answer:"),
    Step("2026-03-29T09:30", "", "The view of today, two days after the late rating:"),
    Step("2026-03-29T09:31", "review", "And looking back, every massage with what the rule says:"),
    Step("2026-03-29T09:32", "warnings stats", " "),
)


@command("demo", short_help="A worked example in a throw-away database.")
def demo_command() -> None:
    """Tell twelve weeks of one back: conservative treatment, a flare, surgery, recovery.

    Everything happens in a database of its own that is gone afterwards.
    """
    from tempfile import TemporaryDirectory

    echo_text(
        "A story of twelve weeks, told by the real commands in a throw-away database. "
        "Your own records are not touched. Nothing here is medical advice."
    )
    with TemporaryDirectory(prefix="rehabtrack-demo-") as folder:
        for step in sorted([*STORY, *_evenings()], key=lambda step: step.at):
            _run(step, f"{folder}/demo.db")
    echo()
    echo_text("That was the demo; its database is gone. Your own log: rehabtrack 0-10")


def _evenings() -> Iterator[Step]:
    from datetime import date, timedelta

    for first, week in DIARY.items():
        for day, rated in enumerate(week.split()):
            evening = date.fromisoformat(first) + timedelta(days=day)
            yield Step(f"{evening}T20:00", f"pain back={rated[0]} leg-left={rated[1]}")


def _run(step: Step, path: str) -> None:
    from rehabtrack.cli.main import main

    seconds = read_when(step.at, zone_named(ZONE), 0).at / 1000
    arguments = ["--db", path, "--tz", ZONE, "--as", PATIENT, *shlex.split(step.command)]
    if not step.told:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            main.main(arguments, "rehabtrack", standalone_mode=False, obj=lambda: seconds)
        return
    if step.told.strip():
        echo()
        echo_text(step.told)
        echo()
    echo(f"$ rehabtrack {step.command}".rstrip())
    main.main(arguments, "rehabtrack", standalone_mode=False, obj=lambda: seconds)
