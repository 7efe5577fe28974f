"""What is refused: exit 1, one sentence with a remedy on stderr, nothing stored, no traceback."""

import pytest
from command_line import Terminal

SITES = (
    "Use back, upper-back, neck, buttock-left, buttock-right, leg-left, leg-right, arm-left, "
    "arm-right, or other:WORD for any other site."
)
NRS = "is not a value of the 0-10 scale (nrs). Use a whole number from 0 to 10."
VAS = "is not a value of the visual scale (vas). Use a whole number of millimetres from 0 to 100."
FACES = "is not a value of the faces scale (faces). Use 0, 2, 4, 6, 8 or 10."
VRS = "is not a value of the verbal scale (vrs). Use none, weak, moderate or severe."
WORDS = (
    "is not a value of pain. Use a whole number from 0 to 10, or none, weak, moderate or severe."
)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("11", f"11 {NRS}"),
        ("-1", f"-1 {NRS}"),
        ("pain -1", f"-1 {NRS}"),
        ("3.5", f"3.5 {NRS}"),
        ("3,5", f"3,5 {NRS}"),
        ("pain back=-1", f"-1 {NRS}"),
        ("pain --scale nrs weak", f"weak {NRS}"),
        ("pain --scale vas 101", f"101 {VAS}"),
        ("pain --scale vas -5", f"-5 {VAS}"),
        ("pain --scale vas 2.5", f"2.5 {VAS}"),
        ("pain --scale faces 3", f"3 {FACES}"),
        ("pain --scale vrs 3", f"3 {VRS}"),
        ("pain --scale vrs wek", f"wek {VRS}"),
        ("pain wek", f'"wek" {WORDS}'),
        ("pain six", f'"six" {WORDS}'),
        (
            "pain back=",
            "There is no value for the 0-10 scale (nrs). Use a whole number from 0 to 10.",
        ),
        ("pain ''", "There is no value for the 0-10 scale (nrs). Use a whole number from 0 to 10."),
        ("massage log --before 11", f"11 {NRS}"),
        ("massage log --before -1", f"-1 {NRS}"),
        ("massage log --after 3.5", f"3.5 {NRS}"),
        (
            "massage log --after ''",
            "There is no value for the 0-10 scale (nrs). Use a whole number from 0 to 10.",
        ),
    ],
)
def test_a_value_that_fits_no_scale_is_refused_with_what_is_allowed(
    rt: Terminal, line: str, sentence: str
) -> None:
    assert rt.refuses(line) == sentence


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("pain leg-lfet=3", '"leg-lfet" is not a site. Did you mean leg-left?'),
        ("pain 3 --site bck", '"bck" is not a site. Did you mean back?'),
        ("pain leg=3", '"leg" is not a site. Did you mean leg-left or leg-right?'),
        ("pain 3 --site head", f'"head" is not a site. {SITES}'),
        ("pain 3 --site ''", f'"" is not a site. {SITES}'),
        ("pain 3 --scale vass", '"vass" is not a scale. Did you mean vas?'),
        ("pain 3 --scale ''", '"" is not a scale. Use nrs, vas, faces or vrs.'),
        ("pain 3 --recall worst", '"worst" is not a recall. Did you mean worst-24h?'),
        (
            "pain 3 --recall never",
            '"never" is not a recall. Use now, average-24h, worst-24h or average-7d.',
        ),
        ("phase start recovry", '"recovry" is not a phase. Did you mean recovery?'),
        ("phase start x", '"x" is not a phase. Use conservative, surgery or recovery.'),
        (
            "measure add physioterapy X",
            '"physioterapy" is not a measure. Did you mean physiotherapy?',
        ),
        ("measure add x X", '"x" is not a measure. Use drug, physiotherapy, exercise or manual.'),
        (
            "measure add physiotherapy X --form acupunctur",
            '"acupunctur" is not a form of physiotherapy. Did you mean acupuncture?',
        ),
        (
            "clearance add --by Ott --specialty surgon",
            '"surgon" is not a specialty. Did you mean surgeon?',
        ),
        (
            "clearance add --by Ott --specialty masseur",
            '"masseur" is not a specialty. Use neurologist, physician, surgeon or other.',
        ),
        ("massage log --area lowerback", '"lowerback" is not an area. Did you mean lower-back?'),
        (
            "massage log --area back,neckk",
            '"back" is not an area. Did you mean upper-back or lower-back?',
        ),
        (
            "massage log --technique kneeding",
            '"kneeding" is not a technique. Did you mean kneading?',
        ),
        (
            "massage log --technique x",
            (
                '"x" is not a technique. Use stroking, rubbing, kneading, vibration, pressing, '
                "stretching, or other:WORD for any other technique."
            ),
        ),
        (
            "clearance add --by Ott --specialty other --area nck",
            '"nck" is not an area. Did you mean neck?',
        ),
        (
            "massage log --because paineased",
            '"paineased" is not a code. Did you mean pain-eased?',
        ),
        (
            "massage log --because other",
            "The code other says nothing without a text. Write other:TEXT.",
        ),
        (
            "massage log --because ''",
            (
                '"" is not a code. Use doctor-cleared, decided-with-therapist, away-from-spine, '
                "pain-eased, light-technique, not-rated or other."
            ),
        ),
        (
            "massage skip --because light",
            '"light" is not a code. Did you mean light-technique?',
        ),
        ("log --kind massge", '"massge" is not a kind of record. Did you mean massage?'),
        (
            "log --kind x",
            (
                '"x" is not a kind of record. Use phase, clearance, measure, redflag, symptom, '
                "screen, pain, massage, score, context, note, addendum or warning."
            ),
        ),
        (
            "pain other:leg-left=3",
            '"other:leg-left" names a site that has a word of its own. Write leg-left.',
        ),
        (
            "massage log --technique other:pressing",
            '"other:pressing" names a technique that has a word of its own. Write pressing.',
        ),
        (
            "pain 3 --site other:a,b",
            "The WORD of other:WORD holds a comma. Write it without, or name two apart.",
        ),
        ("pain 3 --site other:", "The WORD of other:WORD is empty. Write at least one character."),
        (
            f"pain 3 --site other:{'x' * 41}",
            (
                "The WORD of other:WORD is longer than 40 characters. "
                "Shorten it; a note may be longer."
            ),
        ),
    ],
)
def test_a_word_nearly_right_is_refused_with_what_was_meant_or_what_is_allowed(
    rt: Terminal, line: str, sentence: str
) -> None:
    assert rt.refuses(line) == sentence


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("massage log --minutes 0", "A massage cannot last 0 minutes. Use 1 to 1440 minutes."),
        ("massage log --minutes -5", "A massage cannot last -5 minutes. Use 1 to 1440 minutes."),
        (
            "massage log --minutes 1441",
            "A massage cannot last 1441 minutes. Use 1 to 1440 minutes.",
        ),
        (
            "massage log --minutes abc",
            '"abc" is not a whole number. Give --minutes one, such as 3.',
        ),
        (
            "massage log --minutes 2.5",
            '"2.5" is not a whole number. Give --minutes one, such as 3.',
        ),
        ("massage log --minutes ''", '"" is not a whole number. Give --minutes one, such as 3.'),
        (
            "massage log --minutes 99999999999999999999",
            '"99999999999999999999" is not a whole number. Give --minutes one, such as 3.',
        ),
        (
            "measure add drug X --minutes 0",
            "A measure cannot last 0 minutes. Use 1 to 1440 minutes.",
        ),
        (
            "measure add drug X --form acupuncture",
            (
                "Only physiotherapy has a form, and this is drug. "
                "Leave the form out, or add it as physiotherapy."
            ),
        ),
        (
            "measure add drug X --from 2026-03-02 --until 2026-03-01",
            "The measure would end before it starts. Give an end after its start.",
        ),
        (
            "clearance add --by Ott --specialty other --from 2026-03-02 --until 2026-03-01",
            "The clearance would end before it starts. Give an end after its start.",
        ),
        (
            "clearance add --by Ott --specialty other --refuse --until 2026-03-01",
            "The refusal would end before it starts. Give an end after its start.",
        ),
        ("measure add drug ''", "The name of the measure is empty. Write at least one character."),
        ("measure add drug X --dose ''", "The dose is empty. Write at least one character."),
        ("massage log --by ''", "The therapist is empty. Write at least one character."),
        (
            "clearance add --by '' --specialty other",
            "The doctor's name is empty. Write at least one character.",
        ),
        (
            f"massage log --by {'x' * 201}",
            "The therapist is longer than 200 characters. Shorten it; a note may be longer.",
        ),
        (
            f"pain 3 --note {'x' * 20001}",
            "The note is longer than 20000 characters. Divide it among several notes.",
        ),
        (
            "--tz Pacific/Apia pain 3 --at 2011-12-30",
            (
                "30 Dec 2011 does not exist in Pacific/Apia, where the calendar skipped it. "
                "Use the day before or the day after."
            ),
        ),
        (
            "--db mysql://host/name 3",
            (
                "The database is given as a URL that is not PostgreSQL's. "
                "Use --db PATH, or --db postgresql://HOST/NAME"
            ),
        ),
        ("--db '' 3", "--db names no file. Use --db PATH, or leave it out."),
    ],
)
def test_a_record_that_cannot_be_true_is_refused(rt: Terminal, line: str, sentence: str) -> None:
    assert rt.refuses(line) == sentence


def test_a_measure_or_a_clearance_that_is_void_is_not_ended(rt: Terminal) -> None:
    rt("measure add drug X --from 2026-03-01")
    rt("void t1 --because slip")
    assert rt.refuses("measure stop t1") == "t1 is void. See: rehabtrack measure list"
    rt("clearance add --by Ott --specialty other")
    rt("void c1 --because slip")
    assert rt.refuses("clearance end c1") == "c1 is void. See: rehabtrack clearance list"


def test_an_id_of_another_kind_is_refused(rt: Terminal) -> None:
    rt("2")
    assert rt.refuses("measure stop p1") == (
        '"p1" is a pain record, not a measure. The id of a measure looks like t1.'
    )
    assert rt.refuses("clearance end m1") == (
        '"m1" is a massage record, not a clearance. The id of a clearance looks like c1.'
    )


@pytest.mark.parametrize(
    "line",
    [
        "undo {}",
        "show {}",
        "log --since {}",
        "log --until {}",
        "measure add drug X --from {}",
        "measure add drug X --from 2026-03-01 --until {}",
        "clearance add --by Ott --specialty other --until {}",
        "massage check --at {}",
        "rule set --limit 4 --because x --on-advice-of {}",
    ],
)
def test_what_a_script_left_empty_is_refused_and_never_passed_over(rt: Terminal, line: str) -> None:
    rt("2")
    assert rt.refuses(line.format("''"))


def test_a_pasted_page_is_repeated_by_its_start_alone(rt: Terminal) -> None:
    for line in ("pain {}", "show {}", "pain 3 --site {}", "pain 3 --at {}", "--patient {} log"):
        assert len(rt.refuses(line.format("x" * 5000))) < 350


@pytest.mark.files
def test_a_refused_command_leaves_the_file_as_it_was(rt: Terminal) -> None:
    rt("2")
    with open(rt.db, "rb") as file:
        before = file.read()
    rt.refuses("pain 3 --at 2027-01-01")
    rt.refuses("edit p1 --value 11")
    rt.refuses("phase end")
    with open(rt.db, "rb") as file:
        assert file.read() == before
