"""What legal forms tell about where a company is at home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from callnow.legal_forms import legal_forms


@cache
def _countries() -> Mapping[str, str]:
    """The country of each form that is used in one only."""
    return {form: country for country, forms in legal_forms().countries.items() for form in forms}


_NORDIC = frozenset(["SE", "NO", "FI", "DK", "IS"])


_BANKING = frozenset(["bank", "banking", "bancorp", "trust", "national", "savings", "credit"])


def is_north_america(core: Sequence[str], forms: Sequence[str]) -> bool:
    """Whether the "N.A." behind a name is North America: of a bank it is a national association."""
    return "na" in forms and _BANKING.isdisjoint(core)


def foreign_form(forms: Sequence[str], country: str) -> bool:
    """Whether legal forms are of other countries than `country` (ISO 3166, two letters; other spellings tell
    nothing)."""
    code, of = country.strip().upper(), _countries_of(forms)
    if len(code) != 2 or not of:
        return False
    home = "nordic" if code in _NORDIC else "uk" if code in ("GB", "UK") else code.lower()
    return home not in of


def are_foreign(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the legal forms of two names are of different countries."""
    a, b = _countries_of(one), _countries_of(other)
    return bool(a and b and not a & b)


def compare_forms(mention: Sequence[str], employer: Sequence[str]) -> dict[str, float]:
    """The features of two names' legal forms that are not zero: of one country each, and not of the same; a local
    unit's form before the employer's name only ("PT Acme" is Acme in Indonesia)."""
    values = {}
    if are_foreign(mention, employer):
        values["form"] = 1.0
    local = _local_units()
    if local.intersection(employer) - local.intersection(mention):
        values["local_unit"] = 1.0
    return values


@cache
def _local_units() -> frozenset[str]:
    return frozenset(legal_forms().local_units.all)


def _countries_of(forms: Sequence[str]) -> set[str]:
    of = _countries()
    return {of[word] for form in forms for word in form.split() if word in of}
