"""The word lists of data/company_words.toml: what frames of company events look for, and what holds them back."""

from __future__ import annotations

import re
from functools import cache

from callnow.datafiles import read_data_file
from callnow.errors import DataFileError
from callnow.paths import DATA

FILE = DATA / "company_words.toml"


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return read_data_file(FILE, dict[str, dict[str, list[str]]])


def names(table: str) -> list[str]:
    """The names of a table's lists."""
    return list(_tables().get(table, {}))


def listed(table: str, name: str) -> list[str]:
    """The list `name` of a table, as written."""
    found = _tables().get(table, {}).get(name)
    if found is None:
        raise DataFileError("no list of texts", where=f"{FILE.name}, {table}.{name}", hint="write name = ['…', '…']")
    return found


def words(name: str) -> frozenset[str]:
    """The set of single words `name`."""
    return frozenset(listed("words", name))


def phrases(name: str) -> re.Pattern[str]:
    """A pattern that finds any of the phrases `name`, as whole words and in any case."""
    return _compile("phrases", name, r"(?<!\w)(?:{})(?!\w)")  # \b finds no "#1" and no "100%"


def pattern(name: str) -> re.Pattern[str]:
    """A pattern that finds any of the expressions `name`, in any case; their bounds are their own."""
    return _compile("patterns", name, "{}")


def _compile(table: str, name: str, frame: str) -> re.Pattern[str]:
    joined = "|".join(listed(table, name))
    try:
        return re.compile(frame.replace("{}", joined), re.IGNORECASE)
    except re.error as error:
        raise DataFileError(
            f"no regular expression: {error}", where=f"{FILE.name}, {table}.{name}", hint="correct it"
        ) from error


INSTITUTION = f"(?:{'|'.join(sorted(word.capitalize() for word in words('institutions')))})"
"""What a name of an institution ends in, of a pattern: "University"."""
