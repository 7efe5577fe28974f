"""Cells that a spreadsheet would take for a formula and run: an apostrophe before them says text.

After OWASP, CSV Injection. What one of our tables has got is taken off again when it is read, so
nothing is lost; a number is left as it is.
"""

import re

# Spreadsheets of the Far East take the wide signs for formulas as well.
_FORMULA = re.compile("'*[ \t\r\n]*[=+\\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


def inert(cell: str) -> str:
    """The cell as it may be opened in a spreadsheet."""
    if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def plain(cell: str) -> str:
    """The cell that was made `inert`, or any other as it is."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
