"""A file of rows: a path or standard input, a text or a workbook, and the ways to read it as rows."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from callnow.errors import ProspectFileError
from sources.prospects.decoding import decode, is_guessed
from sources.prospects.table import Layout, text_layouts
from sources.prospects.vcards import BEGINS, card_layouts
from sources.prospects.workbook import ZIP, refuse_foreign, sheet_layouts

SIZE_LIMIT = 256 * 1024 * 1024  # bytes; a million prospects need half of it
STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True)
class TableFile:
    """What a file holds: its name for people, its encoding ("xlsx" for a workbook), and how it may be read.

    `guessed`: its encoding was told by the words that came out, which a person should look at.
    """

    name: str
    encoding: str
    layouts: Sequence[Layout]
    guessed: bool = False


def read_table_file(path: Path, encoding: str = "") -> TableFile:
    """The file at `path`, "-" for standard input; `encoding` where a person knows it.

    Raises ProspectFileError where it cannot be opened, is empty, or is neither a text nor a workbook. The cards of an
    address book (.vcf) are read as a table, too.
    """
    name = "standard input" if path == STANDARD_INPUT else str(path)
    body = _bytes(path, name)
    if not body.strip(b" \t\r\n\xef\xbb\xbf"):
        raise ProspectFileError("the file is empty", where=name, hint="export it again")
    refuse_foreign(body, name)
    if body.startswith(ZIP):
        return TableFile(name, "xlsx", sheet_layouts(body, name))
    text, used = decode(body, name, encoding)
    cards = text.lstrip().upper().startswith(BEGINS)
    return TableFile(name, used, card_layouts(text) if cards else text_layouts(text), guessed=is_guessed(used))


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path == STANDARD_INPUT:
            body = sys.stdin.buffer.read(SIZE_LIMIT + 1)
        else:
            with path.open("rb") as file:
                body = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        reason = error.strerror or "not readable"
        raise ProspectFileError(
            f"cannot be opened: {reason}", where=name, hint="check the path and its rights"
        ) from error
    if len(body) > SIZE_LIMIT:
        raise ProspectFileError("larger than 256 MB", where=name, hint="split it into several files")
    return body
