"""Where the verb phrases and roles of a sentence begin: they are found first, and end the names beside them."""

from __future__ import annotations

from functools import lru_cache

from matching.grammar.lexicon import Lexicon, lexicon, word_set
from matching.grammar.role_phrases import RolePhrase, read_role_phrase, role_heads
from matching.grammar.tokens import Token
from matching.grammar.verb_phrases import VerbPhrase, read_verb_phrase


def find_verbs_and_roles(
    lex: Lexicon, tokens: list[Token], headline: bool
) -> tuple[list[VerbPhrase | None], list[RolePhrase | None]]:
    """For each token the verb phrase and the role that begin there, None for most."""
    verbs: list[VerbPhrase | None] = [None] * len(tokens)
    roles: list[RolePhrase | None] = [None] * len(tokens)
    position, openers, starters = 0, _role_openers(), _starters()
    lows = [t.low for t in tokens]
    ends = role_heads(lows)
    while position < len(tokens):
        low = lows[position]
        if low not in starters and not (ends and position and lows[position - 1] in word_set("before_role")):
            position += 1
            continue
        while ends and ends[-1] < position:
            ends.pop()
        if (
            ends
            and ends[-1] <= position + 9
            and (low in openers or (position and lows[position - 1] in word_set("before_role")))
            and not _is_surname(lex, tokens, position)
        ):
            role = read_role_phrase(tokens, position, headline)
            if role is not None:
                roles[_past_name(lex, tokens, position, role)] = role
                position = role.end
                continue
        verb = (
            read_verb_phrase(lex, tokens, lows, position, headline)
            if low in lex.auxiliaries or low in lex.verbs
            else None
        )
        if verb is not None:
            verbs[position] = verb
            position = verb.end
        else:
            position += 1
    return verbs, roles


@lru_cache(maxsize=1)
def _starters() -> frozenset[str]:
    """Words that a verb phrase or a role may begin with."""
    lex = lexicon()
    return _role_openers() | frozenset(lex.auxiliaries) | frozenset(lex.verbs)


def _past_name(lex: Lexicon, tokens: list[Token], position: int, role: RolePhrase) -> int:
    """Where the role begins once the end of a company's name is taken off: "Tavrick Medical CFO", "Emory
    University CIO"."""
    start, sets = position, lex.sets
    if (
        not position
        or not tokens[position - 1].cap
        or tokens[position - 1].low in sets["org.never"]
        or tokens[position - 1].low in lex.verbs
        or tokens[position - 1].low in lex.plain
    ):
        return position
    if tokens[position - 1].low in lex.given_names or (position > 1 and tokens[position - 2].low in lex.given_names):
        return position  # "names Jane Doe Group CEO"
    while (
        start < role.end - 1
        and tokens[start].cap
        and _ends_name(lex, tokens[start].low)
        and not _is_field_of_chief(tokens, start)
    ):
        start += 1
    head = tokens[start].low
    if start == position or not (
        head in sets["role.abbreviations"] or head in sets["role.modifiers"] or head in word_set("role_starts")
    ):
        return position
    role.parts[0] = (start, role.parts[0][1])
    return start


def _is_field_of_chief(tokens: list[Token], position: int) -> bool:
    """Whether a word of a headline in capitals is what a chief is the chief of rather than the end of a company's name:
    "Velmora Finance Chief". Where the chief is not in capitals, the word before is the company's: "Velmora Technology
    chief"."""
    field, head = tokens[position], tokens[position + 1]
    return field.low in word_set("fields_of_chiefs") and head.low in {"chief", "boss"} and head.cap


def _ends_name(lex: Lexicon, low: str) -> bool:
    return (
        low in lex.sets["org.heads"]
        and low not in word_set("role_starts")
        and (low == "group" or low not in lex.sets["role.modifiers"])
    )


def _is_surname(lex: Lexicon, tokens: list[Token], position: int) -> bool:
    """ "Amy Dean", "Bill Bishop": a surname that is a title, too."""
    if not position or tokens[position].low not in {
        "dean",
        "principal",
        "provost",
        "chancellor",
        "head",
        "partner",
        "boss",
        "chair",
        "fellow",
        "conductor",
    }:
        return False
    return tokens[position].cap and tokens[position - 1].cap and tokens[position - 1].low in lex.given_names


@lru_cache(maxsize=1)
def _role_openers() -> frozenset[str]:
    sets = lexicon().sets
    names = ("modifiers", "functions", "heads", "chiefs", "abbreviations", "sites")
    words: frozenset[str] = frozenset().union(*(sets[f"role.{n}"] for n in names))
    boards = ("board", "board_heads", "management_boards")
    return words | {p.split()[0] for n in boards for p in sets[f"role.{n}"]}
