"""Verb phrases: auxiliaries, adverbs and one verb, read as one chunk with voice and certainty.

"has been appointed" → appoint, passive, done      "to step down" → leave, active, announced
"named" → appoint, either, done                    "is not expected to move" → denied
"""

from __future__ import annotations

from typing import NamedTuple

from callnow.terms import Certainty
from matching.grammar.lexicon import Lexicon, LexiconEntry, lexicon, longest_at, word_set
from matching.grammar.tokens import Token

LONGEST = 9
ACTIVE, PASSIVE, EITHER, GERUND = "active", "passive", "either", "ing"


class VerbPhrase(NamedTuple):
    """`end` is the token after the phrase. `remote` marks the past perfect, which tells what was before the news."""

    end: int
    classes: frozenset[str]
    form: str
    plan: Certainty
    remote: bool


def read_verb_phrase(
    lex: Lexicon, tokens: list[Token], lows: list[str], start: int, headline: bool
) -> VerbPhrase | None:
    """The verb phrase that begins at `start`, if one does."""
    position, kinds, had = start, set[str](), False
    limit = min(len(tokens), start + LONGEST)
    while position < limit:
        low = tokens[position].low
        step, kind = _auxiliary(lex, lows, position)
        verb = longest_at(lex.verbs, lows, position)
        if verb is not None and (
            not step or (len(verb[0]) >= step and kind not in {"be", "have"}) or (position > start and kind == "adverb")
        ):
            phrase = _phrase(lows, verb, position, kinds, had)
            if phrase is not None and (
                kinds - {"adverb"} or _may_stand_alone(tokens, start, position, phrase, verb[1], headline)
            ):
                return phrase
            if not step:
                return None
        if not step or (kind == "adverb" and position == start) or _is_month(tokens, position):
            return None
        had = had or low == "had"
        kinds.add(kind)
        position += step
    return None


def _is_month(tokens: list[Token], position: int) -> bool:
    return tokens[position].text == "May" and position + 1 < len(tokens) and tokens[position + 1].text[0].isdigit()


def _auxiliary(lex: Lexicon, lows: list[str], position: int) -> tuple[int, str]:
    for words, kind in lex.auxiliaries.get(lows[position], ()):
        if len(words) == 1 or tuple(lows[position : position + len(words)]) == words:
            return len(words), kind
    return 0, ""


_TITLE_HEADS = frozenset({("head",), ("lead",), ("chair",)})


def _phrase(
    lows: list[str], verb: tuple[tuple[str, ...], tuple[LexiconEntry, ...]], position: int, kinds: set[str], had: bool
) -> VerbPhrase | None:
    words, entries = verb
    if words in _TITLE_HEADS and position + 1 < len(lows) and lows[position + 1] == "of":
        return None  # "promoted to Head of Product"
    forms = {e.form for e in entries}
    form, wanted = _form(forms, kinds)
    classes: frozenset[str] = frozenset().union(*(e.classes for e in entries if e.form in wanted))
    return VerbPhrase(position + len(words), classes, form, _plan(kinds, wanted), had) if classes else None


def _form(forms: set[str], kinds: set[str]) -> tuple[str, set[str]]:
    """The form of a verb after auxiliaries of these kinds, and which of its listed forms give it (or none does)."""
    if "be" in kinds and forms & {"ed", "participle"}:
        form, wanted = PASSIVE, {"ed", "participle"}
    elif "ing" in forms and (kinds & {"be", "rumour", "future"} or not kinds - {"adverb"}):
        form, wanted = (ACTIVE if kinds - {"adverb"} else GERUND), {"ing"}
    elif "have" in kinds and forms & {"ed", "participle", "base"}:
        form, wanted = ACTIVE, {"ed", "participle", "base"}
    elif kinds & {"future", "rumour", "deny", "glad"} and "base" in forms:
        form, wanted = ACTIVE, {"base"}
    elif kinds & {"be", "have", "future"}:
        form, wanted = ACTIVE, set()
    elif "ed" in forms:
        form, wanted = EITHER, {"ed"}
    elif forms & {"s", "past", "base"}:
        form, wanted = ACTIVE, {"s", "past", "base"}
    else:
        form, wanted = PASSIVE, {"participle"} & forms
    return form, wanted


def _plan(kinds: set[str], wanted: set[str]) -> Certainty:
    if "deny" in kinds:
        return Certainty.DENIED
    if "rumour" in kinds:
        return Certainty.RUMOURED
    under_way = "be" in kinds and wanted == {"ing"}
    return Certainty.ANNOUNCED if "future" in kinds or under_way else Certainty.DONE


def _may_stand_alone(
    tokens: list[Token],
    start: int,
    position: int,
    phrase: VerbPhrase,
    entries: tuple[LexiconEntry, ...],
    headline: bool,
) -> bool:
    """Whether a verb without auxiliaries is one here, and no noun or part of a name."""
    token, before = tokens[position], tokens[start - 1] if start else None
    forms = {e.form for e in entries}
    if token.cap and _legal_form_follows(tokens, phrase.end):
        return False  # "Renewal Fuels, Inc."
    if before is None:
        return bool(forms & {"ing", "ed", "past"})
    if headline and before.cap and "base" in forms and _appoints_somebody(tokens, phrase):
        return True  # "SmartBear Appoint Kelly Wenzel"
    if before.low in word_set("noun_follows") or before.low in _NEWLY:
        return bool(forms & {"ing"}) and before.low in {"of", "for", "by", "in", "after", "before", "and"}
    if (token.cap and not headline) or "base" not in forms or forms & {"ed", "past", "s"}:
        return headline or not token.cap
    plural, other = before.low in _PLURAL_SUBJECTS, phrase.classes == {"other"}
    listed = before.low.endswith("s") or ((token.cap or before.cap) and _listed(tokens, start))
    return (plural and not (other and token.cap)) or (listed and not other)


def _appoints_somebody(tokens: list[Token], phrase: VerbPhrase) -> bool:
    return (
        phrase.end < len(tokens)
        and tokens[phrase.end].cap
        and tokens[phrase.end].low in lexicon().given_names
        and bool(phrase.classes & {"appoint", "promote", "welcome"})
    )


def _legal_form_follows(tokens: list[Token], position: int) -> bool:
    if position < len(tokens) and tokens[position].low == ",":
        position += 1
    return (
        position < len(tokens)
        and tokens[position].cap
        and tokens[position].low in lexicon().sets["org.legal"] - {"as", "se", "co"}
    )


def _listed(tokens: list[Token], start: int) -> bool:
    return any(t.low in {"and", "&"} for t in tokens[max(0, start - 12) : start])


_NEWLY = frozenset({"newly", "recently-", "most"})
_PLURAL_SUBJECTS = frozenset(["they", "we", "you", "who", "i", "and", "executives", "leaders"])
