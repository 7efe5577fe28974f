"""The parts of a picture as SVG. Each value passes the gate that all of a page's values pass."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from rehabtrack.reports.page.pictures.ink import MUTED
from rehabtrack.reports.page.wording import visible

_PICTURE = Markup(
    '<svg class="picture" role="img" aria-labelledby="{name}-title" aria-describedby="{name}-words"'
    ' viewBox="0 0 {width} {height}"'
    " font-family=\"system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif\""
    ' font-size="10" fill="none">\n'
    '<title id="{name}-title">{title}</title>\n<desc id="{name}-words">{words}</desc>\n'
    "{parts}\n</svg>"
)


def picture(
    name: str, title: str, words: str, size: tuple[float, float], parts: Iterable[Markup]
) -> Markup:
    """A picture of that size, and what it says in words to those who do not see it."""
    width, height = size
    return _PICTURE.format(
        name=name,
        title=title,
        words=visible(words),
        width=width,
        height=height,
        parts=Markup("\n").join(parts),
    )


def path(kind: str, d: str, **look: object) -> Markup:
    """A path: with a `fill` it is filled, with a `stroke` it is drawn."""
    return shape("path", kind, d=d, **look)


def shape(name: str, kind: str, **look: object) -> Markup:
    """A shape of a class, which the style sheet knows it by; `stroke_width` is `stroke-width`."""
    return _element(name, {"class": kind, **look})


def label(x: float, y: float, words: str, **look: object) -> Markup:
    """Words that say what is drawn beside them."""
    return text("muted", x, y, words, **look, fill=MUTED)


def text(kind: str, x: float, y: float, words: str, **look: object) -> Markup:
    """Words from a place on."""
    return _element("text", {"class": kind, "x": x, "y": y, **look}, words)


def _element(name: str, attributes: dict[str, object], words: str = "") -> Markup:
    said = "".join(
        f' {attribute.replace("_", "-")}="{_safe(value)}"'
        for attribute, value in attributes.items()
    )
    end = f">{_safe(words)}</{name}>" if words else "/>"
    return Markup(f"<{name}{said}{end}")  # noqa: S704  (each value in it is safe)


def _safe(value: object) -> Markup:
    return escape(visible(value) if isinstance(value, str) else value)
