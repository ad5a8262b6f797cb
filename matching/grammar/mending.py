"""What a chunk is, where only its neighbours tell: nicknames, places inside names, joined subjects."""

from __future__ import annotations

from matching.grammar.chunk_types import Chunk, make_chunk, make_name
from matching.grammar.lexicon import Lexicon
from matching.grammar.name_phrases import OPEN, ORG, PERSON
from matching.grammar.tokens import Sentence


def mend(lex: Lexicon, sentence: Sentence, chunks: list[Chunk]) -> list[Chunk]:
    """What only the neighbours tell: "William (Bill) Caple", "Compensation Advisory Partners Names …"."""
    mended: list[Chunk] = []
    for here, chunk in enumerate(chunks):
        if chunk.kind == "name":
            chunk = _whole_name(lex, sentence, mended, chunk)  # noqa: PLW2901 — the name takes in what stands before it
        elif chunk.kind == "role":
            following = chunks[here + 1] if here + 1 < len(chunks) else None
            if (
                not mended
                and following is not None
                and following.kind == "verb"
                and _is_firm(sentence, chunk, following)
            ):
                chunk.kind, chunk.shape, chunk.core = "name", ORG, (chunk.start, chunk.end)
        elif chunk.kind == "based":
            if mended and mended[-1].kind == "name":
                chunk = _based(sentence, chunk, mended)  # noqa: PLW2901
        elif chunk.kind == "verb":
            if 1 < len(mended) <= 7:
                _join_subject(lex, sentence, mended, chunk)
        elif chunk.kind == "word" and chunk.text[0].isupper() and len(mended) > 1 and _place_in_brackets(mended):
            chunk = _whole_name(lex, sentence, mended, chunk)  # noqa: PLW2901
        mended.append(chunk)
    return mended


def _whole_name(lex: Lexicon, sentence: Sentence, mended: list[Chunk], name: Chunk) -> Chunk:
    """A name with what belongs to it on its left: brackets or quotes around a nickname, a state in brackets."""
    if len(mended) < 2:
        return name
    brackets, before = mended[-1], mended[-2]
    if brackets.kind == "paren" and before.kind == "name":
        nick = brackets.low.strip("()")
        first = before.end - before.start == 1 and (before.low in lex.given_names or before.low.startswith(nick))
        if first and brackets.end - brackets.start == 3 and name.shape in {OPEN, PERSON}:
            del mended[-2:]
            return make_name(sentence, before.start, name.end, PERSON, (before.start, name.core[1] or name.end))
        if _place_in_brackets(mended):
            del mended[-2:]
            return make_name(sentence, before.start, name.end, ORG, (before.start, name.end))
    elif _nickname_before(lex, mended):
        start = mended[-4].start
        del mended[-4:]
        return make_name(sentence, start, name.end, PERSON, (start, name.core[1] or name.end))
    return name


def _join_subject(lex: Lexicon, sentence: Sentence, mended: list[Chunk], verb: Chunk) -> None:
    """ "Headwaters Hospice and Palliative Care welcomes": names before a singular verb are one organisation."""
    adverb = [mended.pop()] if mended[-1].kind == "word" and mended[-1].low.endswith("ly") else []
    _join_names(sentence, lex, mended, verb)
    mended.extend(adverb)


def _join_names(sentence: Sentence, lex: Lexicon, mended: list[Chunk], verb: Chunk) -> None:
    first = verb.low.split()[0]
    kinds = [c.kind for c in mended if c.kind != "paren"]
    names = [c for c in mended if c.kind == "name"]
    joins = kinds in (
        ["name", "conj", "name"],
        ["name", "prep", "name"],
        ["name", "prep", "det", "name"],
        ["name", "poss", "name"],
        ["name", "conj", "word"],
    )
    if not joins or not (first in {"has", "is", "was"} or (verb.form == "active" and first.endswith("s"))):
        return
    if any(c.shape == PERSON for c in names) or any(c.kind == "prep" and c.low not in {"of", "for"} for c in mended):
        return
    last = mended[-1] if mended[-1].kind != "paren" else mended[-2]
    if kinds[1] == "poss" and not all(w in lex.sets["org.heads"] for w in last.low.split()):
        return
    if last.kind == "word" and not last.text[0].isupper():
        return
    tail = [mended[-1]] if mended[-1].kind == "paren" else []
    mended[:] = [make_name(sentence, mended[0].start, last.end, ORG, (mended[0].start, last.end)), *tail]


def _nickname_before(lex: Lexicon, mended: list[Chunk]) -> bool:
    """Manuel "Manny" before a surname."""
    if len(mended) < 4 or mended[-1].low not in _QUOTES or mended[-3].low not in _QUOTES:
        return False
    first, nick = mended[-4], mended[-2]
    return first.kind == nick.kind == "name" and first.end - first.start == 1 and first.low in lex.given_names


_QUOTES = frozenset("\"'“”‘’")


def _based(sentence: Sentence, chunk: Chunk, mended: list[Chunk]) -> Chunk:
    """ "New Hyde Park, N.Y.-based" as one modifier."""
    start = mended.pop().start
    if len(mended) > 1 and mended[-1].low == "," and mended[-2].kind == "name":
        del mended[-1]
        start = mended.pop().start
    return make_chunk(sentence, "based", start, chunk.end)


def _place_in_brackets(mended: list[Chunk]) -> bool:
    """ "Owensboro (Ky.) Health": a state in brackets inside a name."""
    text = mended[-1].text
    return mended[-2].kind == "name" and mended[-1].kind == "paren" and len(text) <= 8 and text.endswith(".)")


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
