"""A sentence as the frames of company events see it: verbs, the objects they act on, names, places, amounts.

Objects are phrases of the tables `objects` in data/events/. They are looked up by token, apart from the names' lexicon,
so that "Business" or "Center" never ends a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, wraps

from callnow.terms import Certainty
from matching.detection.denied.denials import MAY
from matching.detection.denied.side_denials import told_at
from matching.event_types import event_types
from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.words import pattern, phrases
from matching.grammar.frame import Finding, ReadSentence, Speaker
from matching.grammar.lexicon import plural_of
from matching.grammar.side_talk import is_beside
from matching.grammar.tokens import TITLE, Token

LONGEST_REGION = 40


@dataclass(frozen=True, slots=True)
class Tagged:
    """Tokens `start` to `end` (exclusive) are an object of `classes`."""

    start: int
    end: int
    classes: frozenset[str]


@dataclass(slots=True)
class View:
    """One sentence with its verbs and objects, the speaker and the whole text it stands in (`body`)."""

    read: ReadSentence
    speaker: Speaker
    body: str
    tokens: list[Token]
    lows: list[str]
    verbs: list[tuple[int, Chunk]]
    objects: list[Tagged]
    chunk_at: list[int]
    nounlike: frozenset[str]

    @property
    def chunks(self) -> list[Chunk]:
        return self.read.chunks

    @property
    def text(self) -> str:
        return self.read.sentence.text

    @property
    def is_title(self) -> bool:
        return self.read.zone == TITLE

    @property
    def headline(self) -> bool:
        return self.read.sentence.headline or self.read.sentence.shouting

    def between(self, start: int, end: int) -> str:
        return self.read.text_of(start, end)


Frames = Callable[[View], list[Finding]]


@lru_cache(maxsize=1)
def object_phrases() -> dict[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]:
    """First word → (words, classes), longest first, of every `objects` table, singular and plural."""
    classes_of: dict[tuple[str, ...], set[str]] = {}
    for event_type in event_types().values():
        for name, listed in event_type.objects.items():
            for phrase in listed:
                for form in {phrase, plural_of(phrase)}:
                    classes_of.setdefault(tuple(form.split()), set()).add(name)
    grouped: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for words, classes in classes_of.items():
        grouped.setdefault(words[0], []).append((words, frozenset(classes)))
    return {first: tuple(sorted(listed, key=lambda p: -len(p[0]))) for first, listed in grouped.items()}


@lru_cache(maxsize=1)
def _nounlike() -> frozenset[str]:
    """Words that are nouns after an object, though their form is a verb's."""
    words = {w for listed in object_phrases().values() for phrase, _ in listed for w in phrase}
    return frozenset(words | {"shares", "name", "change", "stakes", "plans", "offers", "orders", "reports", "results"})


def view_of(read: ReadSentence, speaker: Speaker, body: str) -> View:
    """A read sentence as frames about companies look at it; `body` is the whole text."""
    tokens = read.sentence.tokens
    chunk_at = [0] * (len(tokens) + 1)
    for index, chunk in enumerate(read.chunks):
        for token in range(chunk.start, chunk.end):
            chunk_at[token] = index
    lows = [t.low for t in tokens]
    objects = find_objects(lows)
    nouns = {i for o in objects if o.end - o.start > 1 for i in range(o.start, o.end)}
    verbs = [(k, c) for k, c in enumerate(read.chunks) if c.kind == "verb" and c.end - 1 not in nouns]
    return View(read, speaker, body, tokens, lows, verbs, objects, chunk_at, _nounlike())


def find_objects(lows: list[str]) -> list[Tagged]:
    """Objects left to right; at each place the longest phrase, with the classes of every phrase that is its tail."""
    phrases = object_phrases()
    objects: list[Tagged] = []
    position = 0
    while position < len(lows):
        for words, classes in phrases.get(lows[position], ()):
            if len(words) == 1 or tuple(lows[position : position + len(words)]) == words:
                objects.append(Tagged(position, position + len(words), classes))
                position += len(words) - 1
                break
        position += 1
    return objects


def verbs_of(view: View, name: str) -> Iterator[tuple[int, Chunk]]:
    """Chunk index and chunk of every verb of class `name`."""
    return ((index, c) for index, c in view.verbs if name in c.classes)


def objects_of(view: View, name: str, start: int = 0, end: int | None = None) -> Iterator[Tagged]:
    """Objects of class `name` that begin in tokens `start` to `end`."""
    stop = len(view.tokens) if end is None else end
    return (o for o in view.objects if name in o.classes and start <= o.start < stop)


def first_object(view: View, name: str, start: int, end: int) -> Tagged | None:
    """The first object of that name among the tokens [start, end), if there is one."""
    return next(objects_of(view, name, start, end), None)


def held_by(*words: re.Pattern[str]) -> Callable[[Frames], Frames]:
    """Frames whose findings do not stand in a sentence that holds any of `words`; asked only where some fired."""

    def hold(frames: Frames) -> Frames:
        @wraps(frames)
        def held(view: View) -> list[Finding]:
            findings = frames(view)
            return [] if findings and any(w.search(view.text) for w in words) else findings

        return held

    return hold


def region_end(view: View, start: int) -> int:
    """Where what a verb governs ends: at the next clause's verb, "who", ";", ":" or a dash.

    A verb form that follows the object with nothing between the clauses ("wins six Crystal Awards") is a noun.
    """
    parted = False
    for chunk in view.chunks[view.chunk_at[start] if start < len(view.tokens) else len(view.chunks) :]:
        if chunk.start < start:
            continue
        if chunk.kind == "verb" and chunk.form != "ing" and not _attributive(view, chunk):
            if parted or chunk.end - chunk.start > 1 or chunk.low not in view.nounlike:
                return chunk.start
        elif (chunk.kind == "punct" and chunk.text in ";:–—|") or chunk.kind == "rel":
            return chunk.start
        parted = parted or chunk.kind in {"punct", "conj", "sub", "pron"}
        if chunk.end - start > LONGEST_REGION:
            return chunk.start
    return len(view.tokens)


def _attributive(view: View, chunk: Chunk) -> bool:
    """Whether a bare participle stands before the noun it describes: "an expanded office", "a named partner"."""
    before = view.lows[chunk.start - 1] if chunk.start else ""
    return chunk.form == "either" and before in {
        "the",
        "a",
        "an",
        "its",
        "their",
        "our",
        "newly",
        "new",
        "of",
        "in",
        "with",
        "for",
    }


def clause_start(view: View, index: int) -> int:
    """The token where the clause of the verb at chunk `index` begins: after the last ";", ":" or dash before it."""
    for k in range(index - 1, -1, -1):
        if view.chunks[k].kind == "punct" and view.chunks[k].text in ";:–—|":
            return view.chunks[k].end
    return 0


# --- certainty

_TALKS = phrases("talks")
_DENIED = phrases("denied")
_AHEAD = phrases("ahead")
_CAUSE = re.compile(r"\b(?:after(?! all\b)|as|because|following|due to|amid|when|since)\b[^;]*$", re.IGNORECASE)


@lru_cache(maxsize=64)
def _talk(text: str) -> tuple[tuple[re.Match[str], ...], tuple[re.Match[str], ...]]:
    """Where the sentence denies, and where it speaks of talk."""
    denied = (found for found in _DENIED.finditer(text) if not MAY.search(text, 0, found.start()))
    return tuple(denied), tuple(_TALKS.finditer(text))


def speaks_of_talk(text: str) -> bool:
    """Whether a sentence speaks of talk, of whatever it tells."""
    return bool(_talk(text)[1])


def certainty_of(view: View, verb: Chunk | None = None, *, nominal: bool = False) -> Certainty:
    """How sure the sentence is. A letter of intent is announced, as the guide has it; talks are rumours."""
    text = told_at(view.text, view.tokens[verb.start].start if verb is not None else 0)
    if any(denied.group() in text and not _is_cause(view, verb, denied) for denied in _talk(view.text)[0]):
        return Certainty.DENIED
    if any(talk.group() in text and _is_rumour(view, verb, talk) for talk in _talk(view.text)[1]):
        return Certainty.RUMOURED
    plan = _plan_of(view, verb) if verb is not None else Certainty.DONE
    return Certainty.ANNOUNCED if plan is Certainty.DONE and nominal and _AHEAD.search(view.text) else plan


def _is_cause(view: View, verb: Chunk | None, denied: re.Match[str]) -> bool:
    """Whether what is denied or given up is behind the verb as its cause: "to cut 60 jobs after order cancelled"."""
    return verb is not None and _CAUSE.search(view.text, view.tokens[verb.start].start, denied.start()) is not None


def _is_rumour(view: View, verb: Chunk | None, talk: re.Match[str]) -> bool:
    """Whether talk is of the event itself: not the month of May, nor what may follow from something done."""
    word = talk.group().lower()
    if word == "may" and re.match(r"\s+\d", view.text[talk.end() :]):
        return False
    if is_beside(view.text, view.tokens[verb.start].start if verb is not None else 0, talk):
        return False
    return not (
        word in {"could", "may", "might"}
        and verb is not None
        and verb.plan in {Certainty.DONE, Certainty.ANNOUNCED}
        and talk.start() > view.tokens[verb.start].start
    )


def _plan_of(view: View, verb: Chunk) -> Certainty:
    if verb.plan is Certainty.DENIED:
        return Certainty.DENIED
    if verb.plan is Certainty.RUMOURED and "loi" not in verb.low and "intent" not in verb.low:
        return Certainty.RUMOURED
    if verb.plan is not Certainty.DONE or _under_way(view, verb):
        return Certainty.ANNOUNCED
    if (main := _verb_of_participle(view, verb)) is not None and main.plan is not Certainty.DONE:
        return main.plan
    from_a_day = _FROM_A_DAY.search(view.text) and not verb.low.startswith(("has ", "have "))
    return Certainty.ANNOUNCED if from_a_day else Certainty.DONE


_FROM_A_DAY = pattern("from_a_day")


def _verb_of_participle(view: View, verb: Chunk) -> Chunk | None:
    """The verb before ", cutting 340 jobs": what follows of it is no surer than it is."""
    if verb.form != "ing" or not verb.low.split()[0].endswith("ing") or view.lows[max(0, verb.start - 1)] != ",":
        return None
    return next((c for _, c in reversed(view.verbs) if c.start < verb.start and c.form != "ing"), None)


def _under_way(view: View, verb: Chunk) -> bool:
    """ "Acme Moving Head Office": a headline whose only verb before is none, so that this one is still going on."""
    if verb.form != "ing" or not view.is_title or not verb.low.endswith("ing"):
        return False
    return not any(c.form != "ing" for _, c in view.verbs if c.start < verb.start)
