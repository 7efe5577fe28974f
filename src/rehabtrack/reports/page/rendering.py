"""A page made of a template: nothing on it is loaded or run.

Its policy forbids both, and allows the one style sheet in it by its digest. Every value passes one
gate, which escapes it and shows what is hidden in it.
"""

import os
from typing import Any

from rehabtrack.reports.page.wording import visible

_HERE = os.path.dirname(__file__)


def rendered(template: str, **context: Any) -> str:
    """The page of a template of this package, with these values by the names it knows them by."""
    from binascii import b2a_base64
    from hashlib import sha256

    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    pages = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(_HERE),
        finalize=lambda value: visible(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=0,
    )
    with open(os.path.join(_HERE, "report.css"), encoding="utf-8") as file:
        style = file.read()
    return pages.get_template(template).render(
        style=Markup(style),  # noqa: S704  (our own file, which no value enters)
        style_digest=b2a_base64(sha256(style.encode()).digest(), newline=False).decode(),
        **context,
    )
