"""Names in running text: capitalised runs, and whether one is a person, an organisation or could be either."""

from __future__ import annotations

import re
from typing import NamedTuple

from matching.grammar.lexicon import Lexicon, word_set
from matching.grammar.tokens import Token

PERSON, ORG, OPEN = "person", "org", "open"
_UNCAPITALISED_NAME = re.compile(r"^[a-z]{1,12}[A-Z]|^\d+[A-Za-z]|^[a-z]\d*-[A-Z]|^\d+[&-]?[A-Za-z]?\w*$")


_DIGIT = re.compile(r"\d")
_INNER_CAPITAL = re.compile(r"^[^-.]*[a-zß-ÿ][^-.]*[A-ZÀ-Þ][^-.]*$|^[^-.]+[A-ZÀ-Þ][^-.]*[a-zß-ÿ][^-.]*$")
_INNER_CAPITAL_SURNAME = re.compile(r"(?:Mc|Mac|De|La|Le|Di|Van|Fitz|[DO]['’])[A-Z]")


class NamePhrase(NamedTuple):
    """A person's name: `end` is the token after it, `core` are the tokens of the plain name."""

    end: int
    core: tuple[int, int]
    has_honorific: bool


def begins_name(lex: Lexicon, tokens: list[Token], position: int) -> bool:
    """Whether a name may begin at a token."""
    token = tokens[position]
    if not (token.cap or _UNCAPITALISED_NAME.match(token.text)) or not (token.text[0].isalnum()):
        return False
    if token.text.isdigit() or (token.text[0].isdigit() and not any(c.isupper() for c in token.text)):
        return False
    if position + 1 < len(tokens) and _is_first_of_name(lex, tokens, position):
        return True
    if token.low in lex.sets["org.never"] and not (
        len(token.text) > 1 and token.text.isupper() and token.low in _ACRONYMS_LIKE_WORDS
    ):
        return (
            token.low == "the"
            and position + 1 < len(tokens)
            and tokens[position + 1].cap
            and tokens[position + 1].low not in lex.sets["org.never"]
        )
    return True


def _is_first_of_name(lex: Lexicon, tokens: list[Token], position: int) -> bool:
    """Whether this word and the next begin a name, though the first by itself would begin none."""
    token, following = tokens[position], tokens[position + 1]
    if token.text == "New" and f"new {following.low}" in lex.sets["places.names"]:
        return True
    if not following.cap:
        return False
    return (
        (token.low in lex.rare_given_names and following.low not in lex.plain)  # "June Castellan"
        or token.low.rstrip(".") in _SURE_HONORIFICS
        or (position == 0 and token.low in _NUMBERS_AND_NEW and _ends_as_company(lex, tokens))
    )


def _ends_as_company(lex: Lexicon, tokens: list[Token]) -> bool:
    """Whether the capitalised run after a sentence's "New" or "One" is a company's: "New Pacific Metals", "One
    Rock"."""
    end = next((k for k in range(1, len(tokens)) if not tokens[k].cap), len(tokens))
    last = tokens[end - 1].low
    return (
        tokens[1].low not in lex.plain or last in lex.sets["org.legal"] or (end > 2 and last in lex.sets["org.heads"])
    )


_NUMBERS_AND_NEW = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "first", "new"}
)
_ACRONYMS_LIKE_WORDS = frozenset({"it", "us", "we", "he", "here"})


def read_person(lex: Lexicon, tokens: list[Token], start: int, stop: int) -> NamePhrase | None:
    """A person's name that begins at `start` and ends before `stop`, if the words say that it is one."""
    position, has_honorific = start, False
    while position < stop and tokens[position].low in lex.sets["person.honorifics"]:
        if not _is_honorific(lex, tokens, position, stop):
            break
        has_honorific = True
        position += 1
    first, words = position, 0
    while position < stop:
        token = tokens[position]
        low = token.low
        if token.cap and token.text[0].isalpha() and low not in lex.sets["org.legal"] and "/" not in low:
            words += 1
        elif low in lex.sets["person.particles"] and words and position + 1 < stop:
            pass
        else:
            break
        position += 1
    if not words or words > 5:
        return None
    known = given_name_at(lex, tokens, first, position)
    if not has_honorific and not known:
        return None
    if words == 1 and not has_honorific:
        return None
    if (
        any(tokens[k].low.rstrip(".") in word_set("org_words") for k in range(first + 1, position))
        and not has_honorific
    ):
        return None
    return NamePhrase(position, (first, position), has_honorific)


def _is_honorific(lex: Lexicon, tokens: list[Token], position: int, stop: int) -> bool:
    """ "Dr." wherever a word follows, "General" only before a given name or initials ("General Electric" is none)."""
    low = tokens[position].low.rstrip(".")
    if low in _SURE_HONORIFICS:
        return position + 1 < stop
    after = tokens[position + 1].low if position + 1 < stop else ""
    return after in lex.given_names or after in lex.sets["person.honorifics"] or bool(re.fullmatch(r"[a-z]\.", after))


_SURE_HONORIFICS = frozenset({"dr", "mr", "ms", "mrs", "prof", "professor", "sir", "dame"})


def given_name_at(lex: Lexicon, tokens: list[Token], first: int, end: int) -> bool:
    """Whether tokens[first:end] begins as people are named: a given name, or initials before one or a surname."""
    low = tokens[first].low
    if low in lex.given_names:
        return end - first > 1
    if "-" in low and low.split("-")[0] in lex.given_names:
        return end - first > 1
    if low in {"u.s.", "u.k.", "e.u.", "u.n."}:
        return False
    if re.fullmatch(r"(?:[a-z]\.){1,3}", low) and end - first > 1:
        return tokens[first + 1].low in lex.given_names or end - first > 2 or len(low) > 2
    return (
        low in lex.rare_given_names
        and end - first in {2, 3}
        and bool(
            re.fullmatch(r"[A-Z]\.?", tokens[first + 1].text)
            or (end - first == 2 and tokens[end - 1].low not in word_set("org_words"))
        )
    )


def absorb_suffixes(lex: Lexicon, tokens: list[Token], end: int) -> int:
    """The token after ", PhD, MBA", " Jr." and the like that follow a person's name."""
    suffixes = lex.sets["person.suffixes"]
    position = end
    while position < len(tokens):
        step = position + 1 if tokens[position].low == "," else position
        if step >= len(tokens) or tokens[step].low not in suffixes or not tokens[step].cap:
            break
        if (
            step == position
            and tokens[step].low in {"ms", "do", "ma", "np", "pe", "usa", "ca"}
            and not tokens[step].text.isupper()
        ):
            break
        position = step + 1
    return position


def shape_of(lex: Lexicon, tokens: list[Token], start: int, end: int) -> str:
    """ORG where the words say so (legal form, head word, inner capitals, digits, "&"), else OPEN."""
    last = tokens[end - 1].low
    if last in lex.sets["org.legal"] or last in lex.sets["org.heads"]:
        return ORG
    for token in tokens[start:end]:
        text = token.text
        if text[1:].islower() and text.isalpha():
            if token.low in {"of", "the"}:
                return ORG
            continue
        if token.low == "&" or _DIGIT.search(text) or _UNCAPITALISED_NAME.match(text):
            return ORG
        if len(text) > 1 and text.isupper() and text.isalpha() and end - start == 1:
            return ORG
        if _INNER_CAPITAL.search(text) and not _INNER_CAPITAL_SURNAME.match(text):
            return ORG
    return OPEN


def run_end(lex: Lexicon, tokens: list[Token], start: int, stops: list[bool]) -> int:
    """The token after the capitalised run that begins at `start`; `stops` marks tokens where another chunk begins."""
    position = start + 1
    count = len(tokens)
    while position < count and position < start + 12 and not stops[position]:
        low = tokens[position].low
        if _is_of_name(lex, tokens, start, position):
            position += 1
        elif low in {"&", "+"} and position + 1 < count and tokens[position + 1].cap and not stops[position + 1]:
            position += 2
        elif low in {"of", "for"} and position + 1 < count and not stops[position + 1] and _of_joins(tokens, position):
            position += 2 if tokens[position + 1].low != "the" else 3
            if position > count or not tokens[position - 1].cap:
                return position - (2 if tokens[position - 2].low == low else 3)
        elif position + 1 < count and tokens[position + 1].cap and _joins_next(lex, tokens, start, position, stops):
            position += 2
        elif low in {"™", "®", "©"}:
            position += 1
        else:
            break
    return min(position, count)


# Words that begin no name, and may stand in one.
_INSIDE_NAMES = frozenset(
    {"group", "company", "team", "news", "firm", "us", "one", "first", "people", "companies", "report", "reports"}
)


def _is_of_name(lex: Lexicon, tokens: list[Token], start: int, position: int) -> bool:
    """Whether a token of a run is a word of the name: capitalised, in camel case, or a short number after the first."""
    token = tokens[position]
    may_stand = token.low not in lex.sets["org.never"] or (token.cap and token.low in _INSIDE_NAMES)
    if may_stand and (token.cap or (_UNCAPITALISED_NAME.match(token.text) and not token.text.isdigit())):
        return True
    behind_first = position == start + 1 and position + 1 < len(tokens)
    return (
        token.text.isdigit() and len(token.text) < 3 and behind_first and not tokens[position + 1].low.startswith("%")
    )


def _joins_next(lex: Lexicon, tokens: list[Token], start: int, position: int, stops: list[bool]) -> bool:
    """Whether a token joins the capitalised word after it to the name: a particle, a possessive, ", Inc."."""
    low, following = tokens[position].low, tokens[position + 1].low
    if low == ",":
        return following in lex.sets["org.legal"] and following not in {"as", "se", "co"}
    if stops[position + 1]:
        return False
    if low in lex.sets["person.particles"] and low not in {"e", "y", "el", "al"}:
        return True
    possessive = low in {"'s", "'", "’"} and position - start <= 2
    return possessive and tokens[position - 1].low in word_set("possessive_names")


def _of_joins(tokens: list[Token], position: int) -> bool:
    before, after = tokens[position - 1].low, tokens[position + 1]
    if before in word_set("of_heads"):
        return after.cap or (after.low == "the" and position + 2 < len(tokens) and tokens[position + 2].cap)
    return False
