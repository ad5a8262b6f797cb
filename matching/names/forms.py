"""What legal forms tell about where a company is at home."""

from __future__ import annotations

from collections.abc import Sequence

_COUNTRY_FORMS = {
    form: country
    for country, forms in {
        "de": "ag gmbh kgaa ohg aktiengesellschaft", "nordic": "ab asa oyj oy aps", "it": "spa", "fr": "sas",
        "uk": "plc", "us": "inc incorporated llc", "in": "pvt ltd", "my": "bhd berhad", "th": "pcl", "id": "tbk",
        "kw": "kscc kscp", "vn": "jsc", "mx": "sab de cv", "pl": "spolka akcyjna", "jp": "kk",
    }.items()
    for form in forms.split()
    if form not in ("ltd", "de", "cv")
}  # fmt: skip


_NORDIC = frozenset(["SE", "NO", "FI", "DK", "IS"])


def foreign_form(forms: Sequence[str], country: str) -> bool:
    """Whether legal forms are of other countries than `country` (ISO 3166, two letters; other spellings tell
    nothing)."""
    code = country.strip().upper()
    of = {_COUNTRY_FORMS[w] for f in forms for w in f.split() if w in _COUNTRY_FORMS}
    if len(code) != 2 or not of:
        return False
    home = "nordic" if code in _NORDIC else "uk" if code in ("GB", "UK") else code.lower()
    return home not in of


_LOCAL_UNITS = frozenset(["pt", "kk", "ooo", "ооо", "uab", "sia", "tov", "тов"])


def compare_forms(mention: Sequence[str], employer: Sequence[str]) -> dict[str, float]:
    """The features of two names' legal forms that are not zero: of one country each, and not of the same; a local
    unit's form before the employer's name only ("PT Acme" is Acme in Indonesia)."""
    values = {}
    a, b = (
        {_COUNTRY_FORMS[w] for f in forms for w in f.split() if w in _COUNTRY_FORMS} for forms in (mention, employer)
    )
    if a and b and not a & b:
        values["form"] = 1.0
    if _LOCAL_UNITS.intersection(employer) - _LOCAL_UNITS.intersection(mention):
        values["local_unit"] = 1.0
    return values
