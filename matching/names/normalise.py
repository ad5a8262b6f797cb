"""A company name reduced to what tells it from others.

"The ACME Corporation, Inc. (NYSE: ACM) - Austin" becomes "acme". What is cut is kept beside it (`Name`): other names
("dba …"), legal forms, ticker, site. Only what the writer set apart is taken for a site or ticker; plain words are
never dropped here, that is the scorer's to weigh.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from callnow.fold import MAX_LENGTH, fold
from matching.names.words import Sequences, WordLists, ending_length, is_named_form, word_lists


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. `core` is the normalised name; `others` are normalised names that the text itself gives
    ("dba", "formerly", an acronym in brackets); `forms` are the legal forms that were cut, last first; `ticker` is
    upper case; `site` is what stood behind the name for a place or unit, folded; `security` says that
    it named a share's nominal value."""

    core: str
    others: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    ticker: str = ""
    site: str = ""
    security: bool = False


# One look tells whether a name has any of the marks that `_take_apart` reads: most have none.
_MARKS = re.compile(r"[0-9()#/\\\[\]{}\"“”*:;|•@–—]|\s-|-\s|-(?<=[^\W_]{3}-)(?=[^\W_]{3})").search
_MARK_WORDS = frozenset(
    ["dba", "fka", "aka", "nka", "formerly", "previously", "trading", "doing", "operating", "covid"]
)


_OTHER_NAME = re.compile(
    r"[\s,(;-]*\b(?:d\s?[./]?\s?b\s?[./]?\s?a\b|doing business as|t/a\b|[fn]\s?/?\s?k\s?/?\s?a\b|a/k/a\b|aka\b|"
    r"(?:formerly|frmrly|previously)(?: known as)?\b|(?:now|also) known as\b)[.:,]?\s*",
    re.IGNORECASE,
)
_EXCHANGE = (
    r"nyse(?:\s*(?:american|arca))?|nasdaq(?:gs|gm|cm)?|amex|otc(?:qb|qx|pk| markets| pink)?|tsx(?:[- ]?v)?|tsxv|cse"
    r"|lse|aim|asx|neo|cboe(?: canada)?|euronext(?: \w+)?|fra|fse|fwb|frankfurt|hkex|sehk|sgx|bse|nse|jse|six|xetra|tse"
    r"|oslo|b3|bmv|ticker|symbol|pink|grey"
)
_TICKER = re.compile(
    rf"[(\[]\s*(?:{_EXCHANGE})\s*[:\s]\s*[“\"']?\$?([a-z0-9.\-]{{1,8}})[^)\]]{{0,80}}[)\]]", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"[\s,(-]*(?:(?:store|unit|plant|site|location|branch|restaurant|club|facility|warehouse|shop|stores|no\.?)[\s-]*)?"
    r"#\s*\w{0,3}\d.*$",
    re.IGNORECASE,
)
_STATE = re.compile(r"\s*[/\\]\s?[a-z]{2,4}\s?(?:[/\\]\s*)?$", re.IGNORECASE)
_ADDRESS = re.compile(
    r"[\s,;(-]+(?:p\.?\s?o\.?\s?box\b.*|\d{1,6}(?:-\d+)?\s+(?:\w[\w.'’]*\s+){1,5}(?:st|street|ave|avenue|rd|road|blvd"
    r"|boulevard|dr|drive|hwy|highway|way|ln|lane|pkwy|parkway|ct|court|pl|place|plaza|terrace|trail|pike|circle|cir|sq"
    r"|square|broadway|expressway|freeway|route|rt)\b.*|\d{2,6}\s+(?:[nsew]|north|south|east|west)\.?\s+\w.*)$",
    re.IGNORECASE,
)
# How German brokers list a share's nominal value: "EDENRED EO 2", "NOVOZYMES DK 0,10", "COHERIS INH. EO 0,40".
_NOMINAL = re.compile(
    r"\s+(?:(?:INH|NAM|NOM|REG|KONV|CONV|POST)\.?\s*)*\b(?:EO|DL|LS|SK|NK|DK|SF|YN|HD|RP|PL|AD|CD|SD|ND|ZY|BA|RC|PC|TN|IR|RM)"
    r"\s*-?\s*[.,]?\d[\d.,]*\s*$|\s+(?:DL|EO|LS)\s*-\s*$|\s+\d\d/\d\d(?: MTN)?$"
)
_DATED = re.compile(
    r"[\s,(*-]+(?:covid[\s-]?19|updated?(?: notice)?(?: (?:to|on|for) .*)?"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w{0,6}\.? 20[0-3]\d"
    r"|\d{0,2}/?\d{1,2}/(?:20)?\d\d|20[0-3]\d)\W*$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(\[{]\s*([^()\[\]{}]*)[)\]}]?[\s.,;*]*$")
_DASH = re.compile(r"\s+(?:[-–—]+|@|\|)\s*|\s*[–—]+\s+|(?<=[\w.)])-+\s+|(?<=[A-Za-z.)]),?\s+[-–—]+(?=\S)")
_ACRONYM = re.compile(r"[\"“'‘]?([A-Z][A-Z&.]{1,7})[\"”'’]?")


def normalise(name: str) -> str:
    """The normalised name; "" where nothing but legal forms, marks or nothing is left. Never raises, any Unicode;
    normalising twice equals normalising once."""
    return take_apart(name).core


def take_apart(name: str) -> Name:
    """The name and what stood around it."""
    if plain := _plain(name):
        return plain
    taken = _take_apart(name)
    # What is left may end in a mark that was hidden before: cut until nothing more goes, each round is shorter.
    while taken.core and (again := (_plain(taken.core) or _take_apart(taken.core)).core) != taken.core:
        taken = replace(taken, core=again)
    return taken


def _plain(name: str) -> Name | None:
    """A name without marks, taken apart; None where it has any."""
    plain = plain_words(name)
    return Name(" ".join(plain[0]), (), plain[1]) if plain else None


def plain_words(name: str) -> tuple[list[str], tuple[str, ...]] | None:
    """The words of a normalised name and the forms cut from it, where the name has no marks; None where it has any."""
    if _MARKS(name, 0, MAX_LENGTH):
        return None
    folded = fold(name)
    if not name.isascii() and _MARKS(folded):  # a sign such as ⒘ is read as "17", which may begin an address
        return None
    words = folded.split()
    if not _MARK_WORDS.isdisjoint(words):
        return None
    return words, cut_forms(words, word_lists())


def _take_apart(name: str) -> Name:
    lists = word_lists()
    text = name[:MAX_LENGTH]
    ticker, others = "", []
    if ("(" in text or "[" in text) and (match := _TICKER.search(text)):
        ticker = match[1].upper().rstrip(".-")
        text = f"{text[: match.start()]} {text[match.end() :]}"
    has_other_name = "/" in text or not _MARK_WORDS.isdisjoint(fold(text).split())
    if has_other_name and (match := _OTHER_NAME.search(text)):
        left, right = text[: match.start()], text[match.end() :].strip(' ()[]"“”')
        text, rest = (left, right) if fold(left) else (right, "")
        others.append(rest)
    text, sites = _cut_sites(text, others, lists)
    words = fold(text).split()
    forms, core = cut_forms(words, lists), " ".join(words)
    known = [normalise(other) for other in others if len(other) < len(name)]
    return Name(
        core,
        tuple(dict.fromkeys(o for o in known if o and o != core)),
        forms,
        ticker,
        " ".join(sites),
        bool(sites and _NOMINAL.search(name)),
    )


_DIGIT = re.compile(r"\d")
_ENDINGS = (_NOMINAL, _NUMBERED, _ADDRESS, _DATED, _STATE)
_UNNUMBERED = (_STATE,)
_BRACKETS, _DASHES = frozenset("([{"), frozenset("-–—@|")


def _cut_sites(text: str, others: list[str], lists: WordLists) -> tuple[str, list[str]]:
    """`text` without what was set behind the name for a number, address, date, state, bracket or site."""
    sites: list[str] = []
    for _ in range(4):
        before = text
        for mark in _ENDINGS if _DIGIT.search(text) else _UNNUMBERED:
            if mark is _NUMBERED and "#" not in text:
                continue
            match = mark.search(text)
            if match and fold(text[: match.start()]):
                if mark is not _STATE or fold(match[0]) not in lists.states:
                    sites.append(fold(match[0]))
                text = text[: match.start()]
        if not _BRACKETS.isdisjoint(text):
            text = _cut_bracket(text, others, sites, lists)
        if not _DASHES.isdisjoint(text):
            text = _cut_place(_cut_dash(text, sites, lists), sites, lists)
        if text == before:
            break
    return text, sites


def _cut_bracket(text: str, others: list[str], sites: list[str], lists: WordLists) -> str:
    match = _BRACKET.search(text)
    if not match or not fold(text[: match.start()]):
        return text
    inside = fold(match[1])
    if inside in lists.countries or inside in lists.legal:
        return f"{text[: match.start()]} {match[1]}"
    if (short := _ACRONYM.fullmatch(match[1].strip())) and len(inside) > 2:
        others.append(short[1])
    sites.append(inside)
    return text[: match.start()]


def _cut_dash(text: str, sites: list[str], lists: WordLists) -> str:
    """Cuts at a dash with a space beside it where what stands behind is a place or unit, or what stands before is a
    whole company name with its legal form."""
    for match in reversed(list(_DASH.finditer(text))):
        head, tail = fold(text[: match.start()]).split(), fold(text[match.end() :]).split()
        if not head or len(" ".join(head)) < 2:
            continue
        if not tail or is_site(tail, lists) or (cut_forms(head[:], lists) and not cut_forms(tail[:], lists)):
            sites.append(" ".join(tail))
            return text[: match.start()]
    return text


def _cut_place(text: str, sites: list[str], lists: WordLists) -> str:
    """Cuts a place that a hyphen alone joins to a name of several words: "Acme Home Lenders-Dallas"."""
    head, _, tail = text.rpartition("-")
    place, before = fold(tail), fold(head).split()
    if len(before) < 2 or place not in lists.places or f"{before[-1]} {place}" in lists.places:
        return text
    sites.append(place)
    return head


def is_site(words: list[str], lists: WordLists) -> bool:
    """Whether these folded words are a place, a unit, a number or any row of them."""
    position = 0
    while position < len(words):
        if words[position] in lists.site or words[position].isdigit():
            position += 1
            continue
        for n in (3, 2, 1):
            if " ".join(words[position : position + n]) in lists.places and position + n <= len(words):
                position += n
                break
        else:
            return False
    return bool(words)


def cut_forms(words: list[str], lists: WordLists) -> tuple[str, ...]:
    """Cuts, in place, legal forms behind and before a name and a leading "the"; the forms that were cut."""
    forms: list[str] = []
    while words:
        if is_named_form(words, lists):
            break
        if words[-1] in lists.legal and (cut := ending_length(words, lists.legal)):
            forms.append(" ".join(words[-cut:]))
            del words[-cut:]
        elif len(words) > 1 and words[-1] in ("and", "the"):
            del words[-1]
        elif len(words) > 1 and words[0] in ("the", "and"):
            del words[0]
        elif words[0] in lists.legal_front and (cut := _beginning(words, lists.legal_front)):
            forms.append(" ".join(words[:cut]))
            del words[:cut]
        else:
            break
    if len(words) == 1 and words[0] in lists.only_forms:
        words.clear()
    return tuple(forms)


def _beginning(words: list[str], forms: Sequences) -> int:
    for form in forms[words[0]]:
        if len(form) < len(words) and tuple(words[: len(form)]) == form:
            return len(form)
    return 0
