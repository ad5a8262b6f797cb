"""Names by which a headline describes another company: "Orbel adviser names a chief" tells of an adviser of Orbel's, or
of one whose name begins with that word, and not of Orbel."""

from __future__ import annotations

import re

# Who is described so is a company, or somebody, of its own; what belongs to the company named is not.
_OWN = (
    r"(?:after|over|under|for|or|nor|former|later|earlier|longer|another|other|whether|number|order|offer|cent(?:er|re)|"
    r"tower|merger|takeover|layover|co-?worker|worker|officer|leader|manager|director|chair\w*|founder|cofounder|"
    r"co-founder|holder|shareholder|stakeholder|owner|member|player|engineer|customer|user|insider|investor|governor|"
    r"successor|predecessor|major|minor|senior|junior|quarter|headquarter|per|never|ever|answer|matter|consumer|"
    r"higher|lower|better|poor|cyber|computer|server|power|water|paper|copper|silver|rubber|timber|motor|sensor|reactor|"
    r"semiconductor|labou?r|error|chapter|charter|tender|letter|transfer|career|winter|summer|sector|floor|rumou?r)s?\b"
)
_KIND = (
    r"(?:[a-z][\w-]*(?:er|or)s?|firm|club|compan(?:y|ies)|start-?up|chain|co-?op|cooperative|association|agency|"
    r"consultancy|franchisee|affiliate|spin-?off|partner|vendor|boutique|specialist|consultant)\b"
)
_DESCRIBES = re.compile(rf"\s(?:(?!{_OWN})[a-z][\w-]*\s)?(?!{_OWN}){_KIND}")


def only_describes(name: str, company: str, text: str) -> bool:
    """Whether a name of one word, which a company's own name begins with, stands in a text only to describe whom it
    tells of by a kind of company: "Orbel insurer", "Orbel party organizer"."""
    if " " in name or not company.startswith(f"{name} "):
        return False
    alone = list(re.finditer(rf"(?<![\w&’'-]){re.escape(name)}(?![\w’'-]|\s[A-Z&])", text))
    return bool(alone) and all(_DESCRIBES.match(text, one.end()) for one in alone)
