"""What a chunk is, where only its neighbours tell: nicknames, places inside names, joined subjects."""

from __future__ import annotations

from matching.grammar.chunk_types import Chunk, make_chunk, make_name
from matching.grammar.lexicon import Lexicon
from matching.grammar.name_phrases import OPEN, ORG, PERSON
from matching.grammar.tokens import Sentence


def join_neighbours(lex: Lexicon, sentence: Sentence, chunks: list[Chunk]) -> list[Chunk]:
    """What only the neighbours tell: "William (Bill) Caple", "Compensation Advisory Partners Names …"."""
    joined: list[Chunk] = []
    for here, chunk in enumerate(chunks):
        if chunk.kind == "name":
            chunk = _whole_name(lex, sentence, joined, chunk)  # noqa: PLW2901 — the name takes in what stands before it
        elif chunk.kind == "role":
            following = chunks[here + 1] if here + 1 < len(chunks) else None
            if (
                not joined
                and following is not None
                and following.kind == "verb"
                and _is_firm(sentence, chunk, following)
            ):
                chunk.kind, chunk.shape, chunk.core = "name", ORG, (chunk.start, chunk.end)
        elif chunk.kind == "based":
            if joined and joined[-1].kind == "name":
                chunk = _based(sentence, chunk, joined)  # noqa: PLW2901
        elif chunk.kind == "verb":
            if 1 < len(joined) <= 7:
                _join_subject(lex, sentence, joined, chunk)
        elif chunk.kind == "word" and chunk.text[0].isupper() and len(joined) > 1 and _place_in_brackets(joined):
            chunk = _whole_name(lex, sentence, joined, chunk)  # noqa: PLW2901
        joined.append(chunk)
    return joined


def _whole_name(lex: Lexicon, sentence: Sentence, joined: list[Chunk], name: Chunk) -> Chunk:
    """A name with what belongs to it on its left: brackets or quotes around a nickname, a state in brackets."""
    if len(joined) < 2:
        return name
    brackets, before = joined[-1], joined[-2]
    if brackets.kind == "paren" and before.kind == "name":
        nick = brackets.low.strip("()")
        first = before.end - before.start == 1 and (before.low in lex.given_names or before.low.startswith(nick))
        if first and brackets.end - brackets.start == 3 and name.shape in {OPEN, PERSON}:
            del joined[-2:]
            return make_name(sentence, before.start, name.end, PERSON, (before.start, name.core[1] or name.end))
        if _place_in_brackets(joined):
            del joined[-2:]
            return make_name(sentence, before.start, name.end, ORG, (before.start, name.end))
    elif _is_saints(lex, sentence, joined, name):
        del joined[-2:]
        return make_name(sentence, before.start, name.end, ORG, (before.start, name.end))
    elif _nickname_before(lex, joined):
        start = joined[-4].start
        del joined[-4:]
        return make_name(sentence, start, name.end, PERSON, (start, name.core[1] or name.end))
    return name


def _is_saints(lex: Lexicon, sentence: Sentence, joined: list[Chunk], name: Chunk) -> bool:
    """ "St Brannoc's NHS Foundation Trust": a saint's name is that of the house named after."""
    saint, mark = joined[-2], joined[-1]
    if mark.kind != "poss" or saint.kind != "name" or saint.low.split()[0] not in _SAINTS or name.shape == PERSON:
        return False
    heads = lex.sets["org.heads"]
    return any(token.low in heads for token in sentence.tokens[name.start : name.end])


_SAINTS = frozenset({"st", "st.", "saint", "sts", "sts.", "ss"})


def _join_subject(lex: Lexicon, sentence: Sentence, joined: list[Chunk], verb: Chunk) -> None:
    """ "Headwaters Hospice and Palliative Care welcomes": names before a singular verb are one organisation."""
    adverb = [joined.pop()] if joined[-1].kind == "word" and joined[-1].low.endswith("ly") else []
    _join_names(sentence, lex, joined, verb)
    joined.extend(adverb)


def _join_names(sentence: Sentence, lex: Lexicon, joined: list[Chunk], verb: Chunk) -> None:
    first = verb.low.split()[0]
    kinds = [c.kind for c in joined if c.kind != "paren"]
    names = [c for c in joined if c.kind == "name"]
    joins = kinds in (
        ["name", "conj", "name"],
        ["name", "prep", "name"],
        ["name", "prep", "det", "name"],
        ["name", "poss", "name"],
        ["name", "conj", "word"],
    )
    if not joins or not (first in {"has", "is", "was"} or (verb.form == "active" and first.endswith("s"))):
        return
    if any(c.shape == PERSON for c in names) or any(c.kind == "prep" and c.low not in {"of", "for"} for c in joined):
        return
    last = joined[-1] if joined[-1].kind != "paren" else joined[-2]
    if kinds[1] == "poss" and not all(w in lex.sets["org.heads"] for w in last.low.split()):
        return
    if last.kind == "word" and not last.text[0].isupper():
        return
    tail = [joined[-1]] if joined[-1].kind == "paren" else []
    joined[:] = [make_name(sentence, joined[0].start, last.end, ORG, (joined[0].start, last.end)), *tail]


def _nickname_before(lex: Lexicon, joined: list[Chunk]) -> bool:
    """Manuel "Manny" before a surname."""
    if len(joined) < 4 or joined[-1].low not in _QUOTES or joined[-3].low not in _QUOTES:
        return False
    first, nick = joined[-4], joined[-2]
    return first.kind == nick.kind == "name" and first.end - first.start == 1 and first.low in lex.given_names


_QUOTES = frozenset("\"'“”‘’")


def _based(sentence: Sentence, chunk: Chunk, joined: list[Chunk]) -> Chunk:
    """ "New Hyde Park, N.Y.-based" as one modifier."""
    start = joined.pop().start
    if len(joined) > 1 and joined[-1].low == "," and joined[-2].kind == "name":
        del joined[-1]
        start = joined.pop().start
    return make_chunk(sentence, "based", start, chunk.end)


def _place_in_brackets(joined: list[Chunk]) -> bool:
    """ "Owensboro (Ky.) Health": a state in brackets inside a name."""
    text = joined[-1].text
    return joined[-2].kind == "name" and joined[-1].kind == "paren" and len(text) <= 8 and text.endswith(".)")


def _is_firm(sentence: Sentence, role: Chunk, verb: Chunk) -> bool:
    plural = sentence.tokens[role.end - 1].low in {
        "partners",
        "directors",
        "principals",
        "managers",
        "advisors",
        "advisers",
    }
    return (
        sentence.headline
        and role.end - role.start > 1
        and plural
        and verb.form in {"active", "either"}
        and bool(verb.classes & {"appoint", "announce", "promote", "welcome"})
    )
