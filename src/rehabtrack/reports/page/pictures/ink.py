"""The colours of the pictures, and the shapes that say the same without colour.

After Okabe and Ito's palette for every kind of colour vision (2008), darkened until each stands out
from the paper and from its neighbours. On a dark screen the style sheet puts others in their place.
"""

PAPER, INK, MUTED, GRID = "#ffffff", "#1b1f24", "#57606a", "#d5dbe1"
CALM, HIGH, SHADE, HATCH = "#0065a3", "#b03a00", "#fbeee6", "#d79a78"
UNRATED = "#858e97"
RANGE = "#7da7c4"
#: By category, none to severe: each darker than the one before.
FILLS = ("#e3eff8", "#9cc9e8", "#dd8500", "#8f2700")
#: What is drawn upon the graver of them.
SIGNS = {"moderate": INK, "severe": PAPER}
BANDS = {"conservative": "#ffffff", "surgery": "#cfd6dd", "recovery": "#eaf3ee"}
STATUS_FILLS = {"high-pain": HIGH, "unverified": "#e8c35a", "clear": PAPER}
#: Behind changes that may be nothing but the error of measurement.
ERROR = "#eceff2"


def number(value: float) -> str:
    """A coordinate in as few characters as say it to a tenth."""
    return f"{round(value, 1):g}"


def dot(x: float, y: float, radius: float = 2.6) -> str:
    """A disc, as part of a path."""
    r, d = number(radius), number(2 * radius)
    return f"M{number(x - radius)} {number(y)}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0z"


def diamond(x: float, y: float, radius: float = 3.9) -> str:
    """A square on its corner, as part of a path."""
    r = number(radius)
    return f"M{number(x - radius)} {number(y)}l{r}-{r} {r} {r}-{r} {r}z"


def triangle(x: float, y: float, radius: float = 3.8) -> str:
    """A triangle that stands on its side, as part of a path."""
    r, d = number(radius), number(2 * radius)
    return f"M{number(x - radius)} {number(y + radius * 0.8)}l{r}-{d} {r} {d}z"


def cross(x: float, y: float, radius: float = 3) -> str:
    """Two strokes that cross, as part of a path."""
    d = number(2 * radius)
    left, top = number(x - radius), number(y - radius)
    return f"M{left} {top}l{d} {d}m-{d} 0l{d}-{d}"


def box(x: float, y: float, width: float, height: float) -> str:
    """A rectangle, as part of a path."""
    w, h = number(width), number(height)
    return f"M{number(x)} {number(y)}h{w}v{h}h-{w}z"
