"""Former employers: who was somewhere before, by the words of a headline, does not leave there now."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matching.grammar.tokens import sentences_of

_GOES = re.compile(
    r"\b(?:leav(?:e|es|ing)|left|depart\w*|resign\w*|quit\w*|step(?:s|ped|ping)?\sdown|retir\w*)\b", re.IGNORECASE
)
# "former", and up to five words that are no verb of coming, going or telling before the company's name.
_FORMER = re.compile(
    r"""\b(?:former(?:ly)? | ex | prior\sto | once
      | previous(?:ly)?(?!\s+(?:announced|disclosed|known|reported|stated)))\b
    [\s-]+
    (?:(?!\w*(?:leav|left|depart|resign|step|quit|exit|retir|join|succe|replac|lose|losing|lost|hire|hiring|said|says))
      [\w&,'’-]+\s+){0,5}$""",
    re.VERBOSE | re.IGNORECASE,
)


# What a company's name goes on with where somebody hires who was there: "'s former CFO", "veteran"
_WAS_THERE = re.compile(
    r"['’]s\s(?:former|ex|one-?time)\b|(?:['’]s)?\s(?:[\w-]+\s){0,2}?(?:veterans?|alum(?:n(?:a|us|i))?s?)\b",
    re.IGNORECASE,
)
# Or with another company: who is of both has left at least one of them before ("Orbel and Tessaly leader Jane Roe").
_AFTER_ANOTHER = re.compile(r"\b[A-Z][\w’'.-]*\s(?:[Aa]nd|&)\s$")
_BESIDE_ANOTHER = re.compile(
    r"(?P<other>\s(?:and|&)(?:\s(?-i:[A-Z])[\w’'.-]*){1,3}?)?\s(?:leader|executive|exec|official|veteran|alum\w*)\b",
    re.IGNORECASE,
)
_HIRES = re.compile(
    r"\b(?:hir|tap|nam|appoint|land|pick|recruit|select|choos|welcom|bring|add|turn)\w*\b[^.;]*$", re.IGNORECASE
)


def only_former(names: Iterable[str], title: str, lead: str) -> bool:
    """Whether a company stands in a title, or where that does not name it in the lead, only as a former employer.

    "Hires Orbel veteran Jane Roe" leaves open when she left, unless the lead says that she leaves.
    """
    names = [name.removesuffix("'s").removesuffix("’s") for name in names if name]
    text = title if any(name in title for name in names) else lead
    told = [found.span() for name in names for found in re.finditer(re.escape(name), text)]
    if all(_FORMER.search(text[:start]) for start, _ in told):
        return bool(told)
    was_there = all(_is_background(text, start, end) and _HIRES.search(text[:start]) for start, end in told)
    about = [one for one in sentences_of(lead) if any(name in one for name in names)]
    return was_there and not any(map(_GOES.search, about))


def _is_background(text: str, start: int, end: int) -> bool:
    """Whether a company that stands at [start, end) is told as one where somebody was, or as one of two."""
    beside = _BESIDE_ANOTHER.match(text, end)
    return bool(_WAS_THERE.match(text, end) or (beside and (beside["other"] or _AFTER_ANOTHER.search(text[:start]))))
