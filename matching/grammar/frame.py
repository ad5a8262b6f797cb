"""What a frame is, and the readers of its slots.

A frame is a function `(Clause) -> list[Finding]` that is registered for a chunk kind and some word classes
(`PEOPLE_FRAMES` in matching.grammar.people.frames). It is tried at each verb or noun chunk of those classes, its
anchor, and reads its slots with the readers of subjects, holders, people_slots and people_roles. The readers know
nothing of event types.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from callnow.terms import Certainty
from matching.grammar.chunk_types import Chunk
from matching.grammar.lexicon import word_set
from matching.grammar.tokens import Sentence


@dataclass(slots=True)
class ReadSentence:
    """A sentence with its chunks; `index` counts from the title (0)."""

    sentence: Sentence
    chunks: list[Chunk]
    index: int

    @property
    def zone(self) -> int:
        return self.sentence.zone

    def text_of(self, start: int, end: int) -> str:
        tokens = self.sentence.tokens
        return self.sentence.text[tokens[start].start : tokens[end - 1].end] if end > start else ""


@dataclass(slots=True)
class Speaker:
    """Whom the announcement speaks for: the short full name, other names it goes by, and what the text says for it."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()  # words of people's names, in lower case
    evidence: tuple[str, ...] = ()


@dataclass(slots=True)
class Finding:
    """What one frame read: slots as chunks' text, before title and lead are joined and companies are named in full."""

    type: str
    rule: str
    read: ReadSentence
    company: str = ""
    person: str = ""
    role: str = ""
    prior_company: str = ""
    side: str = ""
    counterparty: str = ""
    origin: str = ""
    destination: str = ""
    amount: str = ""
    count: str = ""
    certainty: Certainty = Certainty.DONE
    weight: float = 1.0
    weak: bool = False  # needs another finding, or the title, to stand
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Clause:
    """Where a frame is tried: the sentence, the anchor's chunk index, and what is known of the whole announcement."""

    read: ReadSentence
    position: int
    speaker: Speaker
    year: int = 0
    alone: bool = False  # the item is this one sentence
    trace: list[str] = field(default_factory=list)

    @property
    def chunks(self) -> list[Chunk]:
        return self.read.chunks

    @property
    def anchor(self) -> Chunk:
        return self.read.chunks[self.position]


Frame = Callable[[Clause], list[Finding]]


@dataclass(slots=True)
class Holder:
    """A noun phrase about people: "Globex's former CIO Jane Doe, PhD", "the chief information officer of Globex".

    `names` may be several ("Jane Doe and Max Roe"); `role` and `org` are what they hold now or, with `former`, held.
    `org` may be a name or an anaphor ("the company"). `pronoun` is "he", "she", … where no name stands.
    """

    names: list[Chunk] = field(default_factory=list)
    role: Chunk | None = None
    org: Chunk | None = None
    former: bool = False
    pronoun: str = ""
    start: int = 0
    of_org: bool = False

    @property
    def person(self) -> Chunk | None:
        return self.names[0] if self.names else None


SKIPPED = frozenset({"paren"})


def is_punct(chunk: Chunk, marks: str) -> bool:
    """Whether a chunk is one of these marks."""
    return chunk.kind == "punct" and chunk.low in marks


def could_be_person(chunk: Chunk) -> bool:
    """Whether a chunk is a name that may be a person's: known as one, or up to four plain words."""
    if chunk.kind != "name":
        return False
    return chunk.shape == "person" or (
        chunk.shape == "open" and chunk.end - chunk.start <= 4 and chunk.text[0].isupper()
    )


def could_be_org(chunk: Chunk) -> bool:
    """Whether a chunk is a name, and not that of a person with a title ("Mr.")."""
    return chunk.kind == "name" and (chunk.shape != "person" or not chunk.has_honorific)


def left_of(chunks: list[Chunk], position: int) -> int:
    """The index left of `position`, past brackets and lone adverbs; -1 at the start."""
    position -= 1
    while position >= 0 and (
        chunks[position].kind in SKIPPED
        or chunks[position].low in word_set("adverbs")
        or is_punct(chunks[position], "\"“”'‘’®™")
    ):
        position -= 1
    return position
