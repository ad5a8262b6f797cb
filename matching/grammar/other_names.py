"""Other names a text uses for a company of an event: its title's form, its short form in brackets or further on.

"Standard Insurance Company (The Standard)" is also "The Standard"; "Law Bear Injury Lawyers" is "Law Bear" in the
title. "The Company" and such stand for anybody and are not names.
"""

from __future__ import annotations

import re
from itertools import takewhile

from matching.comparing.companies import same_company
from matching.grammar.frame import ReadSentence, Speaker
from matching.grammar.lexicon import lexicon
from matching.grammar.subject import folded_name, is_no_company, short_name

_SHORTEST = 3
_MOST = 4
_DEFINED = re.compile(
    r"^[(\[]\s*(?:(?:the|or|hereinafter|collectively)\s*,?\s*)?[“\"”‘']?\s*(\w[\w&.\- ]{1,40}?)\s*[“\"”’',)\]]"
)


def other_names(company: str, reads: list[ReadSentence], speaker: Speaker) -> tuple[str, ...]:
    """Up to four names besides `company` that `reads` give the same company, in the order of the text."""
    if not company:
        return ()
    own = company == speaker.name or same_company(company, speaker.name)
    in_text = [n for read in reads for n in _names_in(read, company, speaker.people)]
    names: dict[str, str] = {}
    for name in (*(speaker.aliases if own else ()), *([speaker.name] if own else []), *in_text):
        key = name.casefold()
        if key != company.casefold() and _may_name(name) and key not in names:
            names[key] = name
    return tuple(names.values())[:_MOST]


def _names_in(read: ReadSentence, company: str, people: frozenset[str]) -> list[str]:
    """Longer, shorter and bracketed forms of `company` in one sentence."""
    named: list[str] = []
    chunks = read.chunks
    for k, chunk in enumerate(chunks):
        if (
            chunk.kind != "name"
            or chunk.shape == "person"
            or chunk.low in people
            or not same_company(chunk.text, company)
        ):
            continue
        named.append(short_name(chunk.text))
        for bracket in takewhile(lambda c: c.kind == "paren", chunks[k + 1 :]):
            if short := _DEFINED.match(bracket.text):
                named.append(short.group(1).strip())
    return named


def _may_name(name: str) -> bool:
    low = name.lower()
    folded = folded_name(name)
    if len(folded) < _SHORTEST or is_no_company(low) or not any(c.isupper() for c in name):
        return False
    sets = lexicon().sets
    return (
        folded not in sets["org.generic"]
        and low not in sets["words.anaphor"]
        and f"the {folded}" not in sets["words.anaphor"]
    )
