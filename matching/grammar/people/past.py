"""Where someone who is hired comes from, as the release tells it further down.

"Most recently, she was Vice President at Globex." · "He joins from Globex, where …" ·
"Prior to Acme, Roe led sales for Globex."
"""

from __future__ import annotations

import re
from dataclasses import replace

from matching.comparing.companies import same_company
from matching.grammar.chunk_types import Chunk
from matching.grammar.chunks import chunk
from matching.grammar.frame import Finding
from matching.grammar.holders import is_scope
from matching.grammar.people.join import last_name
from matching.grammar.subject import is_no_company, short_name
from matching.grammar.tokens import BODY, Sentence, sentences_of, tokenise

_CUES = (
    re.compile(
        r"\bmost recent(?:ly)?\b|\bimmediately prior\b|\blatest role\b|"
        r"\bspent (?:the )?(?:past|last|previous)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:joins|joined|comes|came|arrives|hires|hired|poaches|lures|recruits)\b[^.]{0,60}"
        r"\b(?:from|after|following)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:prior to|before) (?:joining|this|his|her|that|coming|[A-Z])|\bpreviously\b|\bformerly\b|"
        r"\bpast (?:roles|positions)\b|, (?:an? )?(?:former|ex-)", re.IGNORECASE),
    re.compile(r"\bincluding (?:as|roles|positions|leadership|serving|time)\b|\bspent \S+ years\b", re.IGNORECASE),
)  # fmt: skip
_AT = frozenset({"at", "for", "with", "from"})


def add_prior_companies(events: list[Finding], title: str, body: str) -> list[Finding]:
    """`events` with `prior_company` where title or body tell it; `body` is the cleaned text that was read."""
    for event in events:
        if event.prior_company and event.person and last_name(event.person) in event.prior_company.lower().split():
            event.prior_company = ""  # a headline that ran on: "Jane Roe Appointed"
    wanted = [e for e in events if e.type == "executive_hired" and e.person and not e.prior_company]
    if not wanted:
        return events
    sentences = [title, *sentences_of(body)]
    surnames = frozenset(last_name(e.person) for e in events if e.person)
    priors = {id(e): _prior(e, sentences, surnames, alone=len(wanted) == 1) for e in wanted}
    return [replace(e, prior_company=priors[id(e)]) if priors.get(id(e)) else e for e in events]


def _prior(event: Finding, sentences: list[str], surnames: frozenset[str], *, alone: bool) -> str:
    surname = last_name(event.person)
    for cue in _CUES:
        for text in sentences:
            for match in cue.finditer(text):
                whose = _whose(text, match.end(), surnames)
                if not (whose == surname or (not whose and alone and _SHE.search(text)) or _ALL.match(text)):
                    continue
                name = _first_employer(text, match.start(), event)
                if name:
                    return name
    return ""


def _whose(text: str, position: int, surnames: frozenset[str]) -> str:
    """The surname that stands nearest before a place in a text, else the first after it; "" where there is none."""
    words = [(found.start(), found.group().lower()) for found in _WORD.finditer(text)]
    named = [(start, word) for start, word in words if word in surnames]
    before = [word for start, word in named if start < position]
    return before[-1] if before else named[0][1] if named else ""


_WORD = re.compile(r"[^\W\d_]+(?:[-.’'](?![sS]\b)[^\W\d_]+)*")


_SHE = re.compile(r"\b(?:he|she|his|her|prior to|most recently(?! the))\b", re.IGNORECASE)
_ALL = re.compile(r"(?:both|all|they)\b", re.IGNORECASE)


def _first_employer(text: str, start: int, event: Finding) -> str:
    """The first organisation after the cue that someone is said to have worked at."""
    sentence = Sentence(text[:900], 0, BODY)
    sentence.tokens = tokenise(sentence.text)
    chunks = chunk(sentence)
    for held in (_AT, frozenset({"of"})):
        name = _employer_after(sentence, chunks, start, event, held)
        if name:
            return name
    return ""


def _employer_after(sentence: Sentence, chunks: list[Chunk], start: int, event: Finding, held: frozenset[str]) -> str:
    for k, piece in enumerate(chunks):
        if (
            piece.kind != "name"
            or sentence.tokens[piece.start].start < start
            or (piece.shape == "person" and piece.has_honorific)
        ):
            continue
        if (
            not _worked_at(chunks, k, held)
            or is_scope(piece)
            or is_no_company(piece.low)
            or same_company(piece.text, event.company)
        ):
            continue
        if last_name(event.person) in piece.low.split() or piece.low.split()[0] in _NO_EMPLOYERS:
            continue
        return short_name(piece.text)
    return ""


_NO_EMPLOYERS = frozenset({"phase", "big", "fortune", "series"})  # "a Big 4 firm", "Fortune 500 companies"


def _worked_at(chunks: list[Chunk], position: int, held: frozenset[str]) -> bool:
    """Whether "at", "for", "of" or "from" leads to the name, past articles and appositions ("at PR firm Globex")."""
    for k in range(position - 1, max(-1, position - 5), -1):
        if chunks[k].kind == "prep":
            return chunks[k].low in held and (
                chunks[k].low != "of" or any(c.kind in {"role", "former"} for c in chunks[max(0, k - 2) : k])
            )
        if chunks[k].kind == "former" and k + 1 == position:
            return True  # "Roe, a former Globex executive"
        if chunks[k].low.endswith("founded") or (chunks[k].kind == "verb" and chunks[k].low.endswith(("led", "ran"))):
            return True
        if chunks[k].kind not in {"det", "word", "desc", "based", "anaphor"}:
            return False
    return False
