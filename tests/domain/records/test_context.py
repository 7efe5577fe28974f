"""What another app noted beside the pain."""

import pytest

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.context import Context

AT = Moment(0, 0, 0, "UTC")


def test_it_keeps_the_words_of_the_app() -> None:
    noted = Context(moment=AT, source=" Daylio ", text="mood: rad\nwalking | yoga")
    assert (noted.source, noted.text) == ("Daylio", "mood: rad\nwalking | yoga")
    assert "rad" not in repr(noted)


@pytest.mark.parametrize("said", [{"source": " "}, {"text": "a\0b"}, {"text": "x" * 20_001}])
def test_what_is_no_text_is_refused(said: dict[str, str]) -> None:
    with pytest.raises(Refused):
        Context(**{"moment": AT, "source": "Daylio", "text": "good"} | said)
