"""Formulas of spreadsheets that an export holds in place of their results."""

from __future__ import annotations

import re

_SHOWN = re.compile(
    r"""=\s*HYPERLINK\(\s*+(?:"[^"]*+"|[^,;"]++)\s*+[,;]\s*+"((?:[^"]|"")*+)"\s*\)""", re.IGNORECASE | re.DOTALL
)
_TEXT = re.compile(r"""=\s*"((?:[^"]|"")*)\"""", re.DOTALL)
_FORMULA = re.compile(r"""=(?=[^\s=>])|@(?=[A-Za-z.]+\()|[+-](?=[^\s\d(+-][^|]*[|(!])|[+-]\d+[+-].*[|!]""", re.DOTALL)

_ONLY_NUMBERS = re.compile(r"[\d+()./|\s;,x-]+")  # several numbers with strokes between


def shown(cell: str) -> str:
    """What a sheet shows of a cell, where it can be told: the text of a link, or of ="…"; else the cell as it is."""
    match = _SHOWN.fullmatch(cell) or _TEXT.fullmatch(cell)
    return match[1].replace('""', '"').strip() if match else cell


def is_formula(cell: str) -> bool:
    """Whether a cell is a formula whose result is not known."""
    return bool(_FORMULA.match(cell)) and not _ONLY_NUMBERS.fullmatch(cell)
