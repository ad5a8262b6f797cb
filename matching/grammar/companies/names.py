"""Whether a capitalised run names a company, and where the name begins and ends."""

from __future__ import annotations

import re
from functools import lru_cache

from callnow.legal_forms import without_legal_form
from matching.grammar.companies.view import View
from matching.grammar.companies.words import words

LONG_BODY = 400  # characters below the title from which its silence about a name counts


GENERIC_TAILS = words("generic_tails")


_GENERIC_WORDS = words("generic_words")


NOT_SUBJECTS = words("not_subjects")


def strip_legal(name: str) -> str:
    """`name` without its legal form and without brackets, quotes and marks around it."""
    name = re.sub(r"\s*\([^)]*\)?", "", name).strip(" ,;:.'\"“”‘’®™-–—")
    return without_legal_form(name)


def is_generic(words: list[str]) -> bool:
    """Whether the words only describe ("Texas Electrical Contracting Firm"), and name nobody."""
    return says_nothing(words) or (len(words) > 1 and words[-1].removesuffix("'s") in GENERIC_TAILS)


def says_nothing(words: list[str]) -> bool:
    """Whether none of the words could be a name's: "the leading software company", "AI-powered"."""
    plain = [w.removesuffix("'s") for w in words]
    if len(plain) == 1 and plain[0].endswith(_DESCRIBING):
        return True
    return all(w in _GENERIC_WORDS or w in GENERIC_TAILS or w in {"and", "&", "of", "in", "for"} for w in plain)


_DESCRIBING = ("-powered", "-based", "-driven", "-led", "-backed", "-owned", "-enabled")


@lru_cache(maxsize=512)
def _stands_in(body: str, name: str) -> int:
    """1 where `name` stands in `body` as written, -1 where only in lower case, 0 where not at all."""
    if name in body:
        return 1
    if name.lower() in body:
        return -1
    position = body.lower().find(name.lower())
    return 1 if position >= 0 and body[position].isupper() and len(name) > 5 else 0


def as_spelt(body: str, name: str) -> str:
    """`name` as the text below ends it, where a headline drops a letter: "Bolt Sport" of "Bolt Sports"."""
    found = re.search(rf"\b{re.escape(name)}(\w{{1,2}})\b", body)
    return name + found.group(1) if found and not re.search(rf"\b{re.escape(name)}\b", body) else name


def confirm_name(view: View, start: int, end: int) -> str:
    """The name that tokens `start` to `end` hold, or "".

    In a headline every word is capitalised, so the text below decides: the longest tail, else head, of the run that
    stands there as written. Where the text is silent the whole run counts, unless its words only describe.
    """
    start = _past_articles(view, start, end)
    if start >= end:
        return ""
    start, end = trimmed(view.lows, start, end)
    if view.headline and view.body:
        return _confirmed_below(view, start, end)
    return "" if is_generic(view.lows[start:end]) else view.between(start, end)


def _past_articles(view: View, start: int, end: int) -> int:
    while start < end and view.lows[start] in {"the", "a", "an", "new", "its", ",", "'s", "’s"}:
        if view.lows[start] == "the" and view.tokens[start].cap and not view.headline:
            break
        if view.lows[start] == "new" and view.lows[start + 1 : start + 2] and view.lows[start + 1] in _AFTER_NEW:
            break  # "New England Wildlife"
        start += 1
    return start


def _confirmed_below(view: View, start: int, end: int) -> str:
    """What of a headline's run the text below calls by that name, or ""."""
    whole = view.between(start, end)
    known = _stands_in(view.body, strip_legal(whole))
    if known == 1:
        return whole if not is_generic(view.lows[start:end]) or _is_marked(view, start, end) else ""
    for cut in range(start + 1, end):
        if is_whole_name(view, cut, end):
            return view.between(cut, end)
    for cut in range(end - 1, start, -1):
        if is_whole_name(view, start, cut):
            return whole if _names_trade(view, cut, end) else view.between(start, cut)
    if known == -1 or is_generic(view.lows[start:end]):
        return ""
    return whole if len(view.body) < LONG_BODY or end - start == 1 or _begins_alike(view, start) else ""


_AFTER_NEW = words("after_new")


def trimmed(lows: list[str], start: int, end: int) -> tuple[int, int]:
    """The run without what describes it: "Software Company Bolt", "Bolt Freight Business"."""
    for position in range(start, end - 1):
        if lows[position] in _CALLED and is_generic(lows[start : position + 1]):
            start = position + 1
    while end - start > 2 and lows[end - 1] in {"complete", "completed", "business", "businesses", "deal"}:
        end -= 1
    return start, end


_CALLED = words("called")


_TRADES = words("trades")


def _names_trade(view: View, cut: int, end: int) -> bool:
    """Whether a headline ends with the trade in a name that the text only has short ("Kane" of "Kane Roofing")."""
    tail = view.lows[cut:end]
    return end == len(view.tokens) and len(tail) <= 3 and tail[-1] in _TRADES and GENERIC_TAILS.isdisjoint(tail)


def _begins_alike(view: View, start: int) -> bool:
    """Whether the text knows a name that begins with the same word ("Bolt" of "Bolt Freight")."""
    word = view.tokens[start].text
    return len(word) > 3 and view.lows[start] not in _GENERIC_WORDS and _stands_in(view.body, word) == 1


def _is_marked(view: View, start: int, end: int) -> bool:
    return view.lows[end - 1].rstrip(".") in {
        "inc",
        "corp",
        "llc",
        "ltd",
        "group",
        "partners",
        "center",
        "hotel",
        "agency",
    }


def is_whole_name(view: View, start: int, end: int) -> bool:
    """Whether the tokens are a name on their own below the title: capitals, and none right before or after."""
    name = strip_legal(view.between(start, end))
    lows = view.lows[start:end]
    if (
        len(name) < 4
        or is_generic(lows)
        or lows[0] in {"&", "and", "of", "'s", "+", ",", "-"}
        or lows[-1] in {"&", "and", "of", "the"}
    ):
        return False
    return _stands_in(view.body, name) == 1 and any(
        not _CAPITAL_BEFORE.search(view.body[max(0, position.start() - 30) : position.start()])
        and not _CAPITAL_AFTER.match(view.body[position.end() : position.end() + 20])
        for position in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", view.body)
    )


_CAPITAL_BEFORE = re.compile(r"(?:[A-Z]\w*[-’']?\w*|&)(?: of| and)? $")


_CAPITAL_AFTER = re.compile(
    r"(?:,? (?:Inc|Corp|LLC|Ltd|Limited|Company|PLC|LLP|Co)\b)?,?(?: (?:and|&|of))? ?[A-Z]\w*[a-z]"
)


def widened(view: View, start: int, end: int) -> int:
    """Where the name truly begins when the text below knows a longer one ("Spot On Pest Control")."""
    if not view.body:
        return start
    for longer in range(max(0, start - 4), start):
        first = view.tokens[longer]
        if (
            (first.cap or first.text[0].isdigit())
            and first.low not in NOT_SUBJECTS
            and strip_legal(view.between(longer, end)) in view.body
        ):
            between = view.chunks[view.chunk_at[longer] : view.chunk_at[start]]
            if not any(
                c.kind in {"prep", "poss", "paren"}
                or (c.kind == "verb" and view.headline and c.form != "either")
                or c.text in ":;,–—"
                for c in between
            ):
                return longer
    return start
