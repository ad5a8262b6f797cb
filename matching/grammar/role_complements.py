"""What a role is the head of: "of Sales and Marketing", ", Banking & Financial Services", "for North America"."""

from __future__ import annotations

from typing import NamedTuple

from matching.grammar.lexicon import lexicon
from matching.grammar.tokens import Token

_SMALL = frozenset({"of", "and", "&", "/", "the", "for", "in", "-", "–"})
_INSTITUTES = frozenset({"university", "college", "school", "bank", "institute"})
_DEPUTIES = frozenset({"vp", "svp", "evp", "avp", "president", "director", "head", "manager"})


def complement_end(tokens: list[Token], end: int, head: str) -> int:
    """The token after "of Sales and Marketing", ", Banking & Financial Services", "for North America"; else `end`."""
    if end >= len(tokens) or _another_role_follows(tokens, end):
        return end
    if tokens[end].text == "(" and end + 2 < len(tokens) and tokens[end + 2].text == ")":
        inner = tokens[end + 1].text
        if inner.isupper() and len(inner) <= 6:  # "Chief Executive Officer (CEO)"
            return complement_end(tokens, end + 3, head)
    opener = tokens[end].low
    words = _complement_words(tokens, end)
    if words.good <= end or words.institute:
        return words.good
    if opener not in {"of", "for"}:
        return words.good if _belongs_without_of(tokens, end, words, head) else end
    if words.runs_on(tokens) and not tokens[words.good].text.isupper():
        return words.safe if words.safe > end else end  # "of Marketing Acme": the words run on into a name
    named = opener == "of" and tokens[end + 1].cap and _is_name(tokens, words.good)
    return end if named else words.good


def _is_parting(tokens: list[Token], position: int) -> bool:
    """Whether a dash parts a headline: it has blanks around it."""
    dash = tokens[position]
    return dash.low in {"-", "–", "—"} and position > 0 and tokens[position - 1].end < dash.start


def _another_role_follows(tokens: list[Token], end: int) -> bool:
    """Whether "and" leads to a role of its own: "President and CEO"."""
    return (
        tokens[end].low in {"and", "&"}
        and end + 1 < len(tokens)
        and tokens[end + 1].low in lexicon().sets["role.abbreviations"]
    )


class _Words(NamedTuple):
    """The words of a complement: the token after the last that counts, that before the last preposition, where
    reading stopped, and whether an institute's name stopped it."""

    good: int
    safe: int
    stop: int
    institute: bool

    def runs_on(self, tokens: list[Token]) -> bool:
        """Whether a capitalised word follows at once that begins no person's name."""
        position = self.stop
        return (
            position < len(tokens)
            and tokens[position].cap
            and position == self.good
            and not _person_begins(tokens, position)
        )


def _complement_words(tokens: list[Token], end: int) -> _Words:
    sets = lexicon().sets
    functions, modifiers = sets["role.functions"], sets["role.modifiers"]
    position = end + 1 if tokens[end].low in {"of", "for", ",", "-", "–", "over", "in"} else end
    good = safe = end
    while position < len(tokens) and position < end + 14:
        token = tokens[position]
        if token.low in sets["role.chiefs"] and position > end:
            break  # "vice president and chief information officer" are two
        if token.low in {"for", "in", "of"}:
            safe = good
        if position + 2 < len(tokens) and tokens[position + 1].low == "of" and token.cap and token.low in _INSTITUTES:
            return _Words(good, safe, position, True)  # "CFO of University of Pellmont"
        if token.low in functions or (
            token.low in modifiers and position > end and token.low not in {"named", "current", "new"}
        ):
            good = position + 1
        elif token.low not in _SMALL and not (
            token.low == "," and position > end + 1 and _in_function_list(tokens, position, functions)
        ):
            break
        position += 1
    return _Words(good, safe, position, False)


def _belongs_without_of(tokens: list[Token], end: int, words: _Words, head: str) -> bool:
    """Whether the words after a role that no "of" or "for" joins are its complement: "Director, Marketing"."""
    opener = tokens[end].low
    if opener in {",", "in"} and not tokens[words.good - 1].cap:
        return False
    if words.runs_on(tokens):
        return False  # "CEO Data Robotics Inc" would be a name
    if _is_parting(tokens, end) and (head not in _DEPUTIES or words.good >= len(tokens)):
        return False  # "chair – business live", "Director - Food Business News"
    return opener in {",", "-", "–", "over"} or head in _DEPUTIES


def _person_begins(tokens: list[Token], position: int) -> bool:
    """Whether a person's name follows: a title, initials or a given name and a capitalised word."""
    lex = lexicon()
    if (
        position + 1 >= len(tokens)
        or not tokens[position].cap
        or not (tokens[position + 1].cap or tokens[position + 1].low in lex.sets["person.particles"])
    ):
        return False
    low = tokens[position].low
    return low in lex.given_names or low in lex.sets["person.honorifics"] or (len(low) == 2 and low[1] == ".")


def _in_function_list(tokens: list[Token], position: int, functions: frozenset[str]) -> bool:
    return position + 1 < len(tokens) and (
        tokens[position + 1].low in functions or tokens[position + 1].low in {"and", "&"}
    )


def _is_name(tokens: list[Token], end: int) -> bool:
    """A complement of function words that is a company's name all the same ends in a legal form."""
    return end < len(tokens) and tokens[end].low in lexicon().sets["org.legal"]
