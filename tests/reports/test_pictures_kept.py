"""The pictures of the docs: there, small, and of the size of what they show."""

import pytest
from pictures import PICTURES, SCREENS
from PIL import Image

#: Bytes of a picture; ours, so that a page of the docs opens at once.
MOST = 150_000


@pytest.mark.parametrize("name", [*SCREENS, "print"])
def test_a_picture_of_the_docs_is_there_and_small(name: str) -> None:
    path = PICTURES / f"report-{name}.png"
    assert path.stat().st_size < MOST
    with Image.open(path) as picture:
        width, height = picture.size
        if name in SCREENS:
            screen = SCREENS[name][1]
            dots = screen.get("device_scale_factor", 1)
            assert (width, height) == tuple(each * dots for each in screen["viewport"].values())
        assert len(picture.convert("L").getcolors() or ()) > 10  # not blank
