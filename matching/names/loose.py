"""The loose form of a normalised name: what two spellings of one company still share.

Abbreviations written out, plural endings, share classes and words that say nothing ("Holdings", "Group", "and") cut,
"oe" for "ö" levelled. Two names with the same loose form joined without spaces are candidates for one company; what
was cut to get there still counts in the score.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from matching.names.words import WordLists, ending_length, is_named_form, word_lists

_UMLAUTS = (("oe", "o"), ("ue", "u"), ("ae", "a"))


def loose_words(core: str) -> list[str]:
    """The loose words of a normalised name, at least one where `core` has any."""
    words = core.split()
    cut_shares(words, word_lists())
    return levelled(words)


def levelled(words: Sequence[str]) -> list[str]:
    """Words in their loose form without those that say nothing, at least one."""
    return [loose_word(w) for w in telling(words)]


def telling(words: Sequence[str]) -> list[str]:
    """The words, as they are written, without those that say nothing ("Group", "Grp"), at least one."""
    weak = weak_words()
    told = [w for w in words if loose_word(w) not in weak]
    if not _AND.isdisjoint(told):
        told = [w for i, w in enumerate(told) if not _joins(told, i)]
    return told or list(words)


_AND = frozenset(["et", "und", "og", "och", "e", "y"])
_RELATIVES = frozenset(
    ["figli", "figlio", "fratelli", "filhos", "filho", "irmaos", "hijos", "hijo", "hermanos", "cia", "associados"]
)


def _joins(words: Sequence[str], at: int) -> bool:
    """Whether a word is "and" in another language; "e" and "y" are initials but before who joins ("y Hijos")."""
    if words[at] not in _AND or not 0 < at < len(words) - 1:
        return False
    return len(words[at]) > 1 or words[at + 1] in _RELATIVES


@cache
def weak_words() -> frozenset[str]:
    """Loose words that say nothing."""
    return frozenset(map(loose_word, word_lists().weak))


@cache
def generic_words() -> frozenset[str]:
    """Loose words that say nothing, or what a company does, not which one it is."""
    return frozenset(map(loose_word, word_lists().generic)) | weak_words()


def cut_shares(words: list[str], lists: WordLists) -> str:
    """Cuts kinds of share, and legal forms that stood before them, from the end, in place, never the last word left.
    Answers the class ("b" for "AB ser. B"), "" where none is named."""
    share = ""
    while len(words) > 1 and not is_named_form(words, lists):
        last = words[-1]
        if last in lists.shares and (cut := ending_length(words, lists.shares)):
            share = share or next((w for w in words[-cut:] if len(w) == 1 and cut > 1), "")
            del words[-cut:]
        elif len(last) == 1 and last in _CLASSES:
            share = share or last
            del words[-1]
        elif last in lists.legal and (cut := ending_length(words, lists.legal)):
            del words[-cut:]
        else:
            break
    return share


_CLASSES = frozenset("abcdfhrnkl")


@lru_cache(maxsize=1 << 18)
def loose_word(word: str) -> str:
    """One word written out, singular, umlauts levelled: "pharms" → "pharmaceutical", "technologies" → "technology"."""
    word = word_lists().abbreviations.get(word, word)
    for long, short in _UMLAUTS:
        word = word.replace(long, short)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word
