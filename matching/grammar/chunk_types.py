"""A chunk: some tokens that play one part in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from callnow.terms import Certainty
from matching.grammar.tokens import Sentence

NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class Chunk:
    """Some tokens that play one part.

    kind     name, role, verb, noun, word, prep, conj, det, poss, pron, rel, sub, desc, anaphor, paren, based, number,
             former, punct
    classes  word classes of verbs, nouns and words; `form`, `plan` and `remote` are a verb's (see VerbPhrase)
    shape    a name's: person, org, open. `core` is a person's plain name as token indices; `has_honorific`: Dr., Mr.
    parts    a role's parts as (start, end) token indices; `board` a role that is a seat on a board
    """

    kind: str
    start: int
    end: int
    text: str
    low: str
    classes: frozenset[str] = NONE
    form: str = ""
    plan: Certainty = Certainty.DONE
    remote: bool = False
    shape: str = ""
    core: tuple[int, int] = (0, 0)
    has_honorific: bool = False
    parts: list[tuple[int, int]] = field(default_factory=list)
    board: bool = False
    head: str = ""


def make_chunk(sentence: Sentence, kind: str, start: int, end: int) -> Chunk:
    """The chunk of the tokens [start, end), with their words as written and in lower case."""
    tokens = sentence.tokens
    if end - start == 1:
        return Chunk(kind, start, end, tokens[start].text, tokens[start].low)
    text = sentence.text[tokens[start].start : tokens[end - 1].end]
    return Chunk(kind, start, end, text, text.lower().replace("’", "'"))


def make_name(
    sentence: Sentence, start: int, end: int, shape: str, core: tuple[int, int], has_honorific: bool = False
) -> Chunk:
    """The chunk of a name: its shape ("person", "org", …), the tokens of its core, whether a title stands before it."""
    made = make_chunk(sentence, "name", start, end)
    made.shape, made.core, made.has_honorific = shape, core, has_honorific
    return made
