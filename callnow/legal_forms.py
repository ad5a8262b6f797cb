"""Legal forms of companies, of all countries, in one file: data/names/legal_forms.toml."""

from __future__ import annotations

from functools import cache, lru_cache

from callnow.datafiles import Table, read_data_file
from callnow.fold import MAX_LENGTH, fold
from callnow.paths import DATA

Words = tuple[str, ...]


class _All(Table):
    all: Words


class _Shares(Table):
    end: Words


class LegalForms(Table):
    """data/names/legal_forms.toml; the file says what each list is for."""

    not_forms: Words
    only: Words
    named: Words
    stripped: Words
    end: dict[str, Words]
    front: _All
    shares: _Shares
    countries: dict[str, Words]
    local_units: _All
    written_out: dict[str, str]


@cache
def legal_forms() -> LegalForms:
    """The legal forms as the repository holds them."""
    return read_data_file(DATA / "names" / "legal_forms.toml", LegalForms)


@lru_cache(maxsize=65_536)
def without_legal_form(name: str) -> str:
    """A name without its legal form: "Helix Biopharma™ Corp." is "Helix Biopharma"; whole where nothing else, or only
    an article, is left, and where it is longer than any name."""
    if len(name) > MAX_LENGTH:
        return name
    words = name.split()
    kept = end = len(words)
    while end > 1:
        if not fold(words[end - 1]):  # "Inc ."
            end -= 1
            continue
        form = next((n for n in range(min(_LONGEST, end - 1), 0, -1) if _is_form(words[end - n : end])), 0)
        if not form or fold(words[end - form - 1]) == "and":  # "Smit & Co."
            break
        if fold(" ".join(words[: end - form])) in legal_forms().only:  # "The Limited"
            break
        kept = end = end - form
    left = " ".join(words[:kept]).rstrip(" ,™®℠")
    return name if kept == len(words) or not left else left


_LONGEST = 5  # words of a form


def _is_form(words: list[str]) -> bool:
    """Whether words are a legal form and cannot be ordinary words: "as", "Wellness Spa"."""
    if len(words) > 1:
        return fold(" ".join(words)) in _stripped_together()
    folded = fold(words[0])
    return folded in _stripped() and not (words[0].islower() and len(folded) < 3) and words[0] != "Spa"


@cache
def _stripped() -> frozenset[str]:
    return frozenset(legal_forms().stripped)


@cache
def _stripped_together() -> frozenset[str]:
    """Forms of several words, one of which is a form by itself; "Company Inc." is one only in its second word."""
    rows = (fold(form).split() for group in legal_forms().end.values() for form in group)
    return frozenset(
        " ".join(row)
        for row in rows
        if len(row) > 1 and row[0] not in ("co", "company") and not _stripped().isdisjoint(row)
    )


@cache
def form_spellings() -> frozenset[str]:
    """The forms that are stripped, in lower case, with and without their full stops: "sa", "s.a", "s.a."."""
    dotted = {".".join(form) for form in _stripped()}
    return frozenset({f"{form}{stop}" for form in _stripped() | dotted for stop in ("", ".")} | {"a/s"})
