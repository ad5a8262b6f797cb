"""Where somebody works now, by a cell that may also say where they worked: "formerly at Acme, now Bolt"."""

from __future__ import annotations

import re

from callnow.fold import fold
from sources.prospects.wording import wording

_BEFORE = r"(?:formerly|previously|former)"
_NOW = re.compile(
    rf"^\W*(?:{_BEFORE}|ex|was|retired)\b.*?(?:\b(?:now|currently)|->|→)\s*(?:at|with|:)?\s+(?P<now>\S.*)$",
    re.IGNORECASE,
)
_IN_BRACKETS = (
    rf"(?:{_BEFORE}(?: employee)?|previous|ex|past|left|retired|ret\.?|(?:until|through) \S+|no longer(?: there)?"
    r"|alumn\w+)"
)
# "Vantry (formerly Oakhollow)" is a company by its name of before, and stays: there a name follows in the brackets.
# Companies are called "Ex-…", and none of them "ex-…".
_LEFT = (
    re.compile(rf"^{_BEFORE}\b\s*(?:(?:employed )?(?:at|with|of|by)\b)?\W*(?P<left>\w.*)$", re.IGNORECASE),
    re.compile(r"^ex(?:\s?-\s?|\s)(?P<left>[^\W\d_].*)$"),
    re.compile(r"^retired\b\s*(?:(?:from|at)\b|[(,:–—-])\s*(?P<left>\w.*)$", re.IGNORECASE),
    re.compile(rf"^(?P<left>\w.*?)[\s,;–—-]*[(\[]\s*{_IN_BRACKETS}\s*[)\]]$", re.IGNORECASE),
    re.compile(rf"^(?P<left>\w.*?)\s*(?:,|\s[-–—])\s*(?:{_BEFORE}|retired|no longer there)$", re.IGNORECASE),
)


def employer_now(cell: str) -> tuple[str, str]:
    """The employer of a cell, and the cell where it names one that was left, else "": then nobody is the employer."""
    if match := _NOW.search(cell):
        return match["now"].strip(), ""
    left = next((match["left"] for pattern in _LEFT if (match := pattern.match(cell))), "")
    return ("", cell) if fold(left) and fold(cell) not in wording().no_employer else (cell, "")
