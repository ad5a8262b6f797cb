"""An employer as it is filed, taken apart: "QUILLAN FOODS #0417 (dba Quillan's)" has a site and another name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from callnow.legal_forms import without_legal_form
from sources.readers.edgar import filer_name

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]?")
_TRADES_AS = re.compile(
    r"[\s,;:–-]*\b(?:d\s?[./]?\s?b\s?[./]?\s?a\b\.?|doing business as|trading as|t/a\b|a[./]?k[./]?a\b\.?|"
    r"also known as)[\s:]*",
    re.IGNORECASE,
)
_FORMERLY = re.compile(r"[\s,;–-]*\b(?:f/k/a\b|fka\b|formerly(?: known as)?\b|previously\b)[\s:]*", re.IGNORECASE)
_PARENT = re.compile(
    r"[\s,;–-]*\b(?:an?\s+|the\s+)?(?:(?:wholly[- ]owned\s+)?subsidiary of|division of|part of|unit of|affiliate of|"
    r"parent(?: company)?[:\s]+|on behalf of)\s*",
    re.IGNORECASE,
)
_SITE_NUMBER = re.compile(
    r"[\s,;:–-]*(?:\b(?:store|location|site|unit|facility|plant|branch|restaurant|warehouse|building|club|shop)\s*"
    r"(?:no\.?|number|#)?\s*[:#]?\s*\d[\w-]*|#\s*\d[\w-]*|\s[-–]\s?\d{2,}\S*.*|-\d{3,}\b.*|\s\d{4,}$)",
    re.IGNORECASE,
)
_AMENDED = (  # "Revision Energy" is a company
    r"amend(?:ed|ment|s)?|corrected|correction|revised|revision(?=\W*(?:$|(?:to|of|for)\b|[\d#]))|updated?|"
    r"rescind(?:ed)?|rescission|withdrawn|cancell?ed"
)
_AMENDMENT = re.compile(
    r"[\s,;:*–-]*\b(?:(?:\d+(?:st|nd|rd|th)|first|second|third|supplemental|additional|warn|notice)\s+)*"
    rf"(?:{_AMENDED})\b(?:\s*(?:(?:to|of|for|notice|warn|on|as|the|no)\b|\d[\d/.-]*|#))*[\s*.]*",
    re.IGNORECASE,
)
_FURTHER = re.compile(  # a notice that adds to one, which is none of its corrections
    r"[\s,;:*(–-]+(?:(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|supplement(?:al|ary)?|additional|follow-up)\s+)+"
    r"(?:warn\s+)?(?:notice|notification|warn)[\s.*)]*$",
    re.IGNORECASE,
)
_SLASH = re.compile(r"^(\w[\w.'’&-]*(?: [\w.'’&,-]+){0,5}) ?/ ?\w{3}")
_TAKEN_BACK = re.compile(r"\b(?:rescind(?:ed)?|rescission|withdrawn|cancell?ed)\b", re.IGNORECASE)
LONGEST = 500  # characters of a line that are read: no name is so long, and patterns try each blank as the first
_EDGE = " \t,;:–-*"
_QUOTES = "\"'“”‘’"
_NO_NAMES = frozenset({"warn", "notice", "company", "n/a", "none", "unknown", "total", "totals"})
_SHORT = 5  # letters of a name in capitals that is taken for its initials


@dataclass(frozen=True, slots=True)
class FiledEmployer:
    """Whom a filing is about. `also_called` are trading names, former names and the parent; `site` what the name says
    of where; `amended` and `taken_back` what it says of the filing itself."""

    name: str
    also_called: tuple[str, ...] = ()
    site: str = ""
    amended: bool = False
    taken_back: bool = False


@lru_cache(maxsize=4096)  # asked for twice of each row, and many rows name one employer
def filed_employer(written: str) -> FiledEmployer:
    """What a cell that names an employer says; lines below the first are its address."""
    lines = [" ".join(line.split())[:LONGEST] for line in re.split(r"[\r\n]+", written) if line.strip()]
    first, *below = lines or [""]
    others: list[str] = []
    sites = [" ".join(below)] if below else []
    amended = bool(_AMENDMENT.search(first))
    name = _AMENDMENT.sub(" ", _without_brackets(_FURTHER.sub("", first), others, sites))
    for marker in (_TRADES_AS, _FORMERLY, _PARENT):
        name, *more = marker.split(name)
        others += more
    name = _without_site(name.strip(_EDGE), sites)
    names = [tidied for other in others if (tidied := _tidied(_without_site(other, [])))]
    own = _tidied(name)
    if (before := _SLASH.match(own)) and len(before[1]) >= _SHORT:
        names.append(before[1])  # what stands behind may be whose site it is: "Sodexo / Honda"
    if not own and names:
        own, names = names[0], names[1:]
    also = tuple(dict.fromkeys(n for n in names if n.casefold() != own.casefold() and len(n) > 1))
    return FiledEmployer(own, also, "; ".join(filter(None, sites)), amended, bool(_TAKEN_BACK.search(first)))


def amends(text: str) -> bool:
    """Whether a cell says that its row corrects an earlier one."""
    return bool(_AMENDMENT.search(text))


def taken_back(text: str) -> bool:
    """Whether a cell says that a notice was taken back."""
    return bool(_TAKEN_BACK.search(text))


def _without_brackets(text: str, others: list[str], sites: list[str]) -> str:
    """`text` without what stands in brackets: another name where it is marked as one, else where or for whom. What goes
    on behind them is where, too, unless the name goes on with its legal form or another name."""
    outside = _BRACKETS.sub(" ", text)
    if match := _BRACKETS.search(text):
        head, tail = text[: match.start()], " ".join(_BRACKETS.sub(" ", text[match.end() :]).split()).strip(_EDGE)
        marked = any(marker.search(tail) for marker in (_TRADES_AS, _FORMERLY, _PARENT))
        if head.strip() and tail and not marked and without_legal_form(f"{head} {tail}") == f"{head} {tail}":
            sites.append(tail)
            outside = head
    for inner in _BRACKETS.findall(text):
        bare = " ".join(inner.split())
        if not bare.strip(_EDGE) or _AMENDMENT.search(bare):
            continue
        named = bare
        for marker in (_TRADES_AS, _FORMERLY, _PARENT):
            named = marker.sub("", named)
        is_name = named != bare or bare[0] in _QUOTES or without_legal_form(bare) != bare or _initials(outside, bare)
        (others if is_name else sites).append(named.strip(_EDGE + _QUOTES))
    return outside


def _initials(name: str, short: str) -> bool:
    """Whether `short` is made of the first letters of the name's words."""
    letters = "".join(word[0] for word in re.findall(r"\w+", name))
    return short.isalpha() and short.isupper() and letters.upper().startswith(short)


def _without_site(name: str, sites: list[str]) -> str:
    """`name` without the number of a store and the site behind a dash."""
    if match := _SITE_NUMBER.search(name, 3):
        sites.append(name[match.start() :].strip(_EDGE))
        name = name[: match.start()]
    head, dash, tail = name.partition(" - ")
    if not dash:
        head, dash, tail = name.partition(" – ")
    if dash and tail.strip():
        sites.append(tail.strip(_EDGE))
        name = head
    return name


def _tidied(name: str) -> str:
    tidied = " ".join(name.strip(_EDGE + _QUOTES + "/").split())
    if tidied.casefold() in _NO_NAMES:
        return ""
    return tidied if len(tidied) <= _SHORT and " " not in tidied else filer_name(tidied)
