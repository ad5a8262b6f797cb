"""Roles in running text: modifiers and functions before a head, "Chief … Officer", lists.

The title, function and rank of what is found come from matching.roles; here it is only told where a role begins and
ends, which parts a list has, and whether it is a seat on a board.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from matching.grammar.lexicon import lexicon, word_set
from matching.grammar.role_complements import complement_end
from matching.grammar.tokens import Token

_LONGEST_UNIT = 9
_PLURAL_HEADS = frozenset(
    ["partners", "principals", "directors", "managers", "presidents", "officers", "advisors", "advisers"]
)
_JOINERS = frozenset({"and", "&", "/", ","})
_ARTICLES = frozenset({"the", "a", "an", "its"})
_LED_IN = _ARTICLES | {"as"}  # "as CEO and as chair"; after a comma "as" begins what a former COO becomes


@dataclass(slots=True)
class RolePhrase:
    """`end` is the token after the phrase, `parts` the (start, end) of each role of a list, `board` a seat on a
    board."""

    end: int
    parts: list[tuple[int, int]]
    board: bool
    head: str


@lru_cache(maxsize=1)
def _board_phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    sets = lexicon().sets
    grouped: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in ("board", "board_heads", "management_boards"):
        for phrase in sets[f"role.{name}"]:
            words = tuple(phrase.split())
            grouped.setdefault(words[0], []).append((words, name))
    return {k: sorted(v, key=lambda p: (-len(p[0]), p[0])) for k, v in grouped.items()}


def role_heads(lows: list[str]) -> list[int]:
    """The words with which a role can end, last first: where none is near, none need be looked for."""
    heads = _heads()
    return [k for k in range(len(lows) - 1, -1, -1) if lows[k] in heads or "/" in lows[k]]


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    sets = lexicon().sets
    boards = {p.split()[-1] for n in ("board", "board_heads", "management_boards") for p in sets[f"role.{n}"]}
    dotted = {".".join(letters) for letters in sets["role.abbreviations"]}
    heads = sets["role.heads"] | sets["role.abbreviations"] | dotted | sets["role.chiefs"] | boards
    return heads | {f"{head}." for head in heads}


def read_role_phrase(tokens: list[Token], start: int, headline: bool) -> RolePhrase | None:
    """The role that begins at `start`, if one does."""
    first = _unit(tokens, start, headline, True)
    if first is None:
        return None
    end, board, head = first
    end = end if board and head in {"board", "directors", "trustees"} else complement_end(tokens, end, head)
    parts = [(start, end)]
    led_to = start > 0 and tokens[start - 1].low == "to"
    while end < len(tokens) and len(parts) < 6:
        position = end
        comma = tokens[position].low == ","
        if comma:
            position += 1
        if position < len(tokens) and tokens[position].low in _JOINERS and tokens[position].low != ",":
            position += 1
            comma = False
        if position == end:
            break
        if position < len(tokens) and tokens[position].low in (_ARTICLES if comma else _LED_IN):
            position += 1
        unit = _unit(tokens, position, headline, False)
        if unit is None or ((comma or led_to) and _name_follows(tokens, unit[0])):
            break  # "to CEO and COO Max Roe to president"
        board = board and unit[1]
        parts.append((position, complement_end(tokens, unit[0], unit[2])))
        end = parts[-1][1]
    return RolePhrase(end, parts, board, head)


def _name_follows(tokens: list[Token], position: int) -> bool:
    return (
        position < len(tokens) and tokens[position].cap and tokens[position].low not in lexicon().sets["role.functions"]
    )


def _unit(tokens: list[Token], start: int, headline: bool, alone: bool) -> tuple[int, bool, str] | None:
    """(end, board, head) of one role without its complement."""
    if start >= len(tokens) or not tokens[start].text[0].isalpha():
        return None
    sets = lexicon().sets
    introduced = start > 0 and tokens[start - 1].low in word_set("introduces")
    position, best, board, head, strange = start, 0, False, "", 0
    limit = min(len(tokens), start + _LONGEST_UNIT)
    while position < limit:
        low = tokens[position].low
        board_phrase = _board_at(tokens, position)
        if board_phrase is not None and not strange:
            best, head = board_phrase[0], tokens[board_phrase[0] - 1].low
            board = board_phrase[1] != "management_boards"
            position = best
            break
        if low in sets["role.chiefs"]:
            stop = _chief_end(tokens, position, sets)
            if stop:
                best = position = stop
                head, board = "chief", False
                continue
            if position > start or introduced:
                best, head, board = position + 1, low, False
        elif _is_abbreviation(tokens[position], headline) or (
            low in sets["role.heads"] and _head_counts(tokens, start, position, introduced, sets)
        ):
            best, head, board = position + 1, low, False
        elif low in {"and", "&", "/"} and position > start and position + 1 < limit and not _is_of_role(low):
            if best == position or not _joins_functions(tokens, position):
                break
        elif not _is_of_role(low) and not _is_run(tokens, position):
            if (
                not (introduced or (not headline and position > start))
                or strange > 1
                or best
                or not _plain(tokens[position])
            ):
                break
            strange += 1
        position += 1
    return (best, board, head) if best and (not strange or (introduced and alone)) else None


def _is_abbreviation(token: Token, headline: bool) -> bool:
    """ "CFO", "C.F.O.", "co-CEO", "CFO/COO"."""
    known = lexicon().sets["role.abbreviations"]
    written = token.text.removeprefix("co-").removeprefix("Co-").isupper() or "/" in token.text or headline
    return (token.low.replace(".", "") in known and written) or (
        "/" in token.low and all(part in known for part in token.low.split("/"))
    )


def _is_of_role(low: str) -> bool:
    """Whether a word is one of a role beside its head: "senior", "marketing", "marketing's"."""
    sets = lexicon().sets
    functions = sets["role.functions"]
    return low in sets["role.modifiers"] or low in functions or (low.endswith("'s") and low[:-2] in functions)


def _is_run(tokens: list[Token], position: int) -> bool:
    """Whether a word is a site whose manager follows: "mill manager", "mine general manager"."""
    sets, rest = lexicon().sets, [token.low for token in tokens[position + 1 : position + 3]]
    head = next((low for low in rest if low not in {"general", "operations"}), "")
    return tokens[position].low in sets["role.sites"] and head in sets["role.site_heads"]


def _joins_functions(tokens: list[Token], position: int) -> bool:
    functions = lexicon().sets["role.functions"]
    return tokens[position - 1].low in functions and tokens[position + 1].low in functions


def _plain(token: Token) -> bool:
    low = token.low
    if token.cap:
        return "-" in low or low in {"i", "ii", "iii", "a", "b"}
    return (
        low.replace("-", "").isalpha()
        and low not in lexicon().sets["words.preposition"]
        and low not in lexicon().sets["words.determiner"]
        and low not in lexicon().sets["words.pronoun"]
        and low not in lexicon().sets["words.relative"]
        and low not in lexicon().phrases
        and low not in lexicon().given_names
        and low not in {"and", "a", "an", "the", "who", "role", "position", "former", "part"}
        and len(low) > 1
    )


def _chief_end(tokens: list[Token], position: int, sets: dict[str, frozenset[str]]) -> int:
    """The token after "Officer" of "Chief … Officer", or after "Chief Economist" and its kind; 0 where neither."""
    for here in range(position + 1, min(len(tokens), position + 8)):
        low = tokens[here].low
        if low in {"officer", "officers"}:
            return here + 1
        if low in {",", "&", "and", "/", "of", "-"} or low[0].isalpha():
            if (tokens[here].cap and low in lexicon().given_names) or low in sets["role.chiefs"]:
                break
            if low in {"as", "to", "who", "has", "at", "in", "for", "is", "was", "will", "from"}:
                break
            continue
        break
    following = tokens[position + 1].low if position + 1 < len(tokens) else ""
    if following in sets["role.plain_chiefs"]:
        return position + 2
    return (
        position + 3 if following == "of" and position + 2 < len(tokens) and tokens[position + 2].low == "staff" else 0
    )


def _head_counts(
    tokens: list[Token], start: int, position: int, introduced: bool, sets: dict[str, frozenset[str]]
) -> bool:
    low = tokens[position].low
    if low in _PLURAL_HEADS or low in word_set("weak_heads"):
        if (
            position == start
            and not introduced
            and low not in {"partner", "principal", "founder", "co-founder", "cofounder", "boss"}
        ):
            return False
        before = tokens[position - 1].low if position else ""
        return (
            introduced
            or before in sets["role.modifiers"]
            or low in {"founder", "co-founder", "cofounder", "boss", "counsel"}
        )
    return True


def _board_at(tokens: list[Token], position: int) -> tuple[int, str] | None:
    for words, name in _board_phrases().get(tokens[position].low, ()):
        if len(words) == 1 or tuple(t.low for t in tokens[position : position + len(words)]) == words:
            return position + len(words), name
    return None
