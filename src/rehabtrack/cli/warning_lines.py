"""One line for one stored warning."""

from rehabtrack.cli.view import View
from rehabtrack.domain.findings import Finding, Grade, StoredWarning
from rehabtrack.domain.scales import CATEGORIES

HOW_WORDS = {"at-logging": "at logging", "later": "raised later", "import": "by import"}


def warning_line(warning: StoredWarning, view: View) -> str:
    """`w12  high-pain (severe)  m7  raised Sat 14 Mar 10:00 at logging  unanswered`."""
    words = [
        f"w{warning.no}",
        finding_words(warning.finding),
        f"m{warning.session}",
        f"{view.instant(warning.raised_at)} {HOW_WORDS[warning.how]}",
        state_words(warning),
    ]
    return "  ".join(words)


def finding_words(finding: Finding | Grade) -> str:
    """`high-pain (severe)`, `unverified`, `refused`."""
    category = "" if finding.category is None else f" ({CATEGORIES[finding.category]})"
    return finding.status + category


def state_words(warning: StoredWarning) -> str:
    """Whether it stands, and whether it was answered."""
    if warning.withdrawn_by:
        return f"withdrawn: {warning.cause}"
    if warning.answered:
        return "answered"
    return "unanswered" if warning.due else "counted"
