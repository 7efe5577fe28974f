"""The warning as it is printed on stderr: whole, once, and not tiring."""

from command_line import Terminal, said

NOTICES = """\
note: no treatment phase is recorded: rehabtrack phase start ..
note: no doctor's clearance is recorded; the source says to consult one.
"""
LOGGED = "m1  massage  Sat 14 Mar 09:12   rehabtrack undo u2\n"


def in_order(rt: Terminal) -> None:
    """A patient in recovery whom a doctor cleared, so that no notice speaks."""
    rt("phase start recovery --at 2026-03-01")
    rt("clearance add --by 'Dr Vogel' --specialty physician --from 2026-03-01")


def test_a_massage_in_high_pain_is_stored_and_warns(rt: Terminal) -> None:
    rt("pain 7 --at 06:12")
    assert rt("massage log") == said(
        LOGGED,
        """\
WARNING  Pain 7/10 in back 3 h before. Massage is for no or weak pain (0-3).
         Logged all the same, as m1 [w1, high-pain/1]. The high-pain period
         lasts until Sun 15 Mar 06:12 at the earliest. If you like, note why:
         rehabtrack warnings answer w1 pain-eased
         (codes: rehabtrack warnings)
"""
        + NOTICES,
    )


def test_several_high_ratings_are_counted_and_the_gravest_named(rt: Terminal) -> None:
    in_order(rt)
    rt("pain back=4 leg-left=9 --at 06:12")
    assert rt("massage log").err.startswith(
        "WARNING  Pain 9/10 in leg-left 3 h before (1 more high rating). Massage is for\n"
    )


def test_the_allowed_values_are_those_of_the_ratings_own_scale(rt: Terminal) -> None:
    rt("pain --scale vas 31 --at 06:12")
    assert "no or weak pain (0-30 mm)" in " ".join(rt("massage log").err.split())
    rt("undo")
    rt("undo")
    rt("pain moderate --at 06:12")
    assert "no or weak pain (none or weak)" in " ".join(rt("massage log").err.split())


def test_an_unverified_massage_asks_for_a_rating(rt: Terminal) -> None:
    in_order(rt)
    assert rt("massage log") == said(
        "m1  massage  Sat 14 Mar 09:12   rehabtrack undo u3\n",
        """\
UNVERIFIED  No pain rating in the 24 h before. Rate it: rehabtrack pain 0-10
            Logged all the same, as m1 [w1, high-pain/1].
""",
    )


def test_after_a_past_session_a_rating_made_now_does_not_change_it(rt: Terminal) -> None:
    in_order(rt)
    assert rt("massage log --at 08:00").err == (
        "UNVERIFIED  No pain rating in the 24 h before. A rating made now does not\n"
        "            change this.\n"
        "            Logged all the same, as m1 [w1, high-pain/1].\n"
    )


def test_a_session_known_as_todays_can_still_be_rated(rt: Terminal) -> None:
    in_order(rt)
    assert "Rate it: rehabtrack pain 0-10" in rt("massage log --at today").err
    assert rt("2").err == "m1 (Sat 14 Mar) was unverified and is now not high-pain.\n"


def test_the_same_deciding_ratings_as_the_session_before_print_one_line(rt: Terminal) -> None:
    rt("pain 7 --at 06:12")
    rt("massage log --at 08:00")
    assert rt("massage log") == said(
        "m2  massage  Sat 14 Mar 09:12   rehabtrack undo u3\n",
        "note: high-pain (severe) again, on the same evidence as w1 [w2, high-pain/1]\n",
    )


def test_unverified_for_the_same_reason_again_prints_one_line(rt: Terminal) -> None:
    rt("massage log --at 08:00")
    assert rt("massage log").err == (
        "note: unverified again, on the same evidence as w1 [w2, high-pain/1]\n"
    )


def test_a_new_rating_in_between_warns_in_full_again(rt: Terminal) -> None:
    rt("pain 7 --at 06:12")
    rt("massage log --at 08:00")
    rt("pain 8 --at 08:30")
    assert rt("massage log").err.startswith("WARNING  Pain 8/10 in back 42 min before (1 more")


def test_logging_prints_a_notice_only_when_it_differs_from_that_of_the_session_before(
    rt: Terminal,
) -> None:
    rt("pain 2 --at 06:00")
    assert rt("massage log --at 07:00").err == NOTICES
    assert rt("massage log --at 07:10").err == ""
    rt("phase start surgery --at 07:20")
    assert rt("massage log --at 07:30").err == (
        "note: surgery, or within 42 days of it; massage belongs to rehabilitation.\n"
    )
    assert rt("massage log --at 07:40").err == ""


def test_each_notice_has_its_sentence(rt: Terminal) -> None:
    rt("pain 2 --at 2026-03-14T00:00")
    rt("clearance add --by Dr --specialty other --from 2026-03-01 --until 2026-03-13")
    rt("phase start conservative --at 2026-03-01")
    assert rt("massage log --at 07:00").err == (
        "note: the basic course is not marked done; massage comes after it.\n"
        "note: the doctor's clearance has expired; the source says to consult one.\n"
    )
    rt("phase course-done --at 2026-03-13")
    assert rt("massage log --at 07:10").err == ""


def test_a_refusal_is_in_full_and_high_pain_beside_it_in_one_line(rt: Terminal) -> None:
    in_order(rt)
    rt("clearance add --by 'Dr Ott' --specialty surgeon --refuse --from 2026-03-10")
    rt("pain 7 --at 06:12")
    assert rt("massage log").err == (
        "WARNING  Dr Ott refused massage from Tue 10 Mar on (c2). It speaks until it is\n"
        "         ended or its author clears. Logged all the same, as m1 [w2,\n"
        "         clearance/1]. If you like, note why:\n"
        "         rehabtrack warnings answer w2 pain-eased\n"
        "         (codes: rehabtrack warnings)\n"
        "also high-pain: pain 7/10 in back 3 h before [w1, high-pain/1]\n"
    )


def test_a_refusal_comes_before_unverified_and_before_the_notices(rt: Terminal) -> None:
    rt("clearance add --by 'Dr Ott' --specialty surgeon --refuse --from 2026-03-10")
    lines = rt("massage log").err.splitlines()
    beginnings = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert beginnings == ["WARNING", "also", "note:", "note:"]
    assert lines[5] == "also unverified: no recent pain rating [w1, high-pain/1]"


def test_every_assessment_under_a_raised_limit_says_so(rt: Terminal) -> None:
    in_order(rt)
    rt.at("2026-03-13T09:12", "rule set --limit 4 --because trial --on-advice-of 'Dr Vogel'")
    rt.at("2026-03-14T09:12", "pain 5 --at 06:12")
    words = "(0-4). Judged under a limit of 4, on the advice of Dr Vogel."
    assert words in " ".join(rt("massage log").err.split())
    assert words in " ".join(rt("massage check").out.split())


def test_a_doctors_clearance_never_silences_the_rule(rt: Terminal) -> None:
    in_order(rt)
    rt("pain 7 --at 06:12")
    assert rt("massage log").err.startswith("WARNING  Pain 7/10 in back 3 h before.")
