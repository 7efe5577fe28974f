"""A page as a PDF file, set by WeasyPrint: nothing is fetched, and nothing said on the way."""

from contextlib import redirect_stdout
from io import StringIO
from types import ModuleType

from rehabtrack.domain.errors import Refused


def pdf(html: str) -> bytes:
    """The page as its style sheet prints it, with its title, its language and tags for readers.

    Nothing but the fonts of this machine is read. Raises Refused without WeasyPrint or Pango.
    """
    weasyprint = _weasyprint()
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
    made: bytes = weasyprint.HTML(string=html, url_fetcher=nothing).write_pdf(pdf_tags=True)
    return made


def _weasyprint() -> ModuleType:
    try:
        with redirect_stdout(StringIO()):  # where it would print at length what it misses
            import weasyprint.urls
    except ImportError:
        raise Refused(
            "A PDF is set by WeasyPrint, which is not installed.",
            "Install it: pip install 'rehabtrack[pdf]'",
        ) from None
    except OSError:
        raise Refused(
            "A PDF is set with the library Pango, which is not on this machine.",
            "Install Pango (Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0), "
            "or print the page from a browser.",
        ) from None
    found: ModuleType = weasyprint
    return found
