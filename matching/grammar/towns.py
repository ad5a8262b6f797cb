"""Towns with their state: at the head of a newspaper's text, and as whom a text seems to be about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from callnow.fold import fold
from matching.grammar.lexicon import lexicon
from matching.names.words import is_place, word_lists
from matching.word_search import occurrences

_TOWN = r"[A-ZÀ-Þ][\w.'’]*(?:[ -][A-ZÀ-Þ][\w.'’]*){0,3}"
_STATE = r"(?:[A-Z]\.\s?)?[A-Z][\w.]+(?:\s[A-Z][\w]+)?"
_DATELINE = re.compile(
    rf"""\s*(?P<town>{_TOWN}) (?:,\s(?P<state>{_STATE}))? ,? (?:\s\([^()]{{2,30}}\))?
    (?:\s?[–—]\s?|\s?--+\s|\s-\s)\s* (?=[“"‘]?[A-ZÀ-Þ])""",
    re.VERBOSE,
)
_AGENCY = re.compile(r"\s(?:AFX|AP|AFP|ANI|ANSA|DPA|EFE|IANS|PTI|UPI|Reuters|REUTERS)$")  # "LONDON AFX - Orbel said"


def without_town(text: str, title: str = "") -> str:
    """A text without a newspaper's dateline: a town before a dash, two of in capitals, known or not in capitals in the
    title, and with its state. Less may be whom the text is about.
    """
    head = _DATELINE.match(text)
    if head is None:
        return text
    town, state = _AGENCY.sub("", head["town"]), head["state"]
    is_known = fold(town) in word_lists().places or (not title.isupper() and f" {town.title()} " in f" {title} ")
    signs = (town.isupper(), is_known, is_state(state or ""))
    is_dateline = sum(signs) > 1 and (signs[2] or not state)
    return text[head.end() :] if is_dateline else text


def without_agency(title: str) -> str:
    """A title without a dateline that ends in its agency: "LONDON AFX - Orbel said". A town alone may be a company."""
    head = _DATELINE.match(title)
    return title[head.end() :] if head and _AGENCY.search(head["town"]) else title


def is_state(text: str) -> bool:
    """Whether a text is a state or country, written out or shortened: "Kan.", "KS", "Kansas"."""
    sets, low = lexicon().sets, text.lower().rstrip(".").replace(". ", ".")
    postal = len(text) == 2 and text.isupper() and low in word_lists().states
    return postal or low in sets["places.short_states"] or low in sets["places.names"] or low in word_lists().countries


def is_town(names: Iterable[str], sentence: str, text: str) -> bool:
    """Whether somebody called `names` is no company but a town: one of the names stands in a sentence, each time with
    its state or as "the town of …", or a text says that it is a small town. "Velmora Hospital, Ohio" is none."""
    called = [name for name in dict.fromkeys(map(_without_state, names)) if name]
    of_one_name = len({fold(name) for name in called}) == 1
    if not of_one_name or not word_lists().generic.isdisjoint(fold(called[0]).split()):
        return False
    return any(always_town(name, sentence) or _says_town(name, text) for name in called)


def always_town(name: str, text: str) -> bool:
    """Whether a name stands in a text, each time with its state or as "the town of …"."""
    places = occurrences(text, name)
    found = [(start, end) for start, end in places if "-" not in text[max(start - 1, 0) : start] + text[end : end + 1]]
    return bool(found) and all(_in_state(text[end:]) or _TOWN_OF.search(text[:start]) for start, end in found)


_GOVERNED = re.compile(
    r"\b(?:select(?:\s?board|men)|(?:town|city|borough|village)\s(?:council|manager|hall|clerk|administrator)|aldermen|"
    r"(?:police|fire)\s(?:chief|department)|school\s(?:board|district|committee)|council(?:l?or|wom[ae]n|m[ae]n)s?)\b",
    re.IGNORECASE,
)


def is_governed(names: Iterable[str], text: str) -> bool:
    """Whether somebody called `names` is a known town of whose offices a text tells: "Milford names police chief"."""
    return _are_places(names) and _GOVERNED.search(text) is not None


# What a council or governor says of a company's plant does not make it theirs; whom they employ is nobody else's.
_OWN_STAFF = re.compile(
    r"\b(?:(?:city|town|county|municipal)\s(?:workers|employees|staff(?:ers)?|payroll|jobs|budget)|"
    r"state\s(?:workers|employees)|(?:parks|recreation|sanitation|public\sworks|permit(?:ting)?|zoning)\s(?:department|office))\b",
    re.IGNORECASE,
)


def is_public_employer(names: Iterable[str], sentence: str) -> bool:
    """Whether somebody called `names` is a known place of whose own staff a sentence tells: "Denver to lay off 170 city
    workers"."""
    return _are_places(names) and _OWN_STAFF.search(sentence) is not None


def _are_places(names: Iterable[str]) -> bool:
    return all(is_place(_without_state(name)) for name in names)


_BEHIND = re.compile(rf",\s(?P<state>{_STATE})(?![\w’'-]|\.?-based)")
_TOWN_OF = re.compile(r"\b(?:town|city|village|hamlet|township|borough|county)\sof\s$", re.IGNORECASE)


def _in_state(behind: str) -> bool:
    state = _BEHIND.match(behind)
    return state is not None and is_state(state["state"])


_SMALL_TOWN = re.compile(r"\b(?:town|village|hamlet|township)\sof\s", re.IGNORECASE)
_NO_MORE = re.compile(r"(?![\w-])(?!\s(?:[A-Z]|of\b))")  # of a name: "Milford", not "Milford Haven"


def _says_town(name: str, text: str) -> bool:
    ends = (at.end() for at in _SMALL_TOWN.finditer(text))
    return any(text.startswith(name, end) and _NO_MORE.match(text, end + len(name)) for end in ends)


def _without_state(name: str) -> str:
    town, _, state = name.partition(", ")
    return town if is_state(state) else name
