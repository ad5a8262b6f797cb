"""Layoffs that a sentence tells in words of its own, of which neither the grammar nor the reader makes an event."""

from __future__ import annotations

import re

from callnow.legal_forms import without_legal_form
from callnow.model import CompanyEvent, stable_id
from callnow.terms import Certainty
from matching.detection.denials import MAY_BE

NOT_SO = rf"\b(?:not|never|no|den(?:y|ies|ied)|{MAY_BE}|if|unless)\b|n['’]t\b"
"""Words by which what a sentence tells is not so, or may not be."""
_YET = re.compile(r"^(?:will|to|would|plan|is|are)\b", re.IGNORECASE)


def layoffs_of(company: str, told: re.Match[str], announcement: str, rule: str) -> CompanyEvent:
    """The layoffs of a company by what a pattern found in a sentence: what it does (`does`), how many go (`gone`)."""
    company = without_legal_form(company)
    id = stable_id(announcement, "layoffs", company)
    far = Certainty.ANNOUNCED if _YET.search(told["does"]) else Certainty.DONE
    return CompanyEvent(id, announcement, "layoffs", company, far, count=told["gone"], rule=rule, sentence=told.string)
