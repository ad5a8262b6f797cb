"""What an announcement announces: text in, company events out.

`detect` is pure and deterministic. Title and first sentences are read in full, later ones only where they hold a word
that some frame is anchored to; nothing is read beyond `READ_CHARACTERS` but the "About …" line. The cost is linear in
what is read.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

from callnow.model import Announcement, CompanyEvent, stable_id
from matching.grammar.chunks import chunk
from matching.grammar.company_cues import has_company_cue
from matching.grammar.company_frames import read_company_events
from matching.grammar.frame import Clause, Finding, Frame, ReadSentence, Speaker
from matching.grammar.lexicon import lexicon
from matching.grammar.people_frames import PEOPLE_FRAMES
from matching.grammar.people_join import join_people
from matching.grammar.people_past import add_prior_companies
from matching.grammar.status import no_news
from matching.grammar.subject import read_speaker
from matching.grammar.tokens import (
    BODY,
    LEAD,
    TITLE,
    Sentence,
    clean,
    clean_title,
    is_headline,
    is_shouting,
    split_sentences,
    strip_dateline,
    tokenise,
)
from matching.roles import read_role

READ_CHARACTERS = 2500
TAIL_CHARACTERS = 3000
LEAD_SENTENCES = 3
LONGEST_SENTENCE = 900

FRAMES: tuple[tuple[str, frozenset[str], Frame], ...] = PEOPLE_FRAMES


@dataclass(slots=True)
class Reading:
    """All that was read of one announcement, for `explain_detection`."""

    reads: list[ReadSentence]
    speaker: Speaker
    findings: list[Finding] = field(default_factory=list)
    events: list[Finding] = field(default_factory=list)
    tried: list[tuple[str, Clause, int]] = field(default_factory=list)  # frame, where, events it gave
    gate: str = ""


def detect(announcement: Announcement) -> list[CompanyEvent]:
    """The events that `announcement` announces, in the order they are told."""
    year = announcement.published_at.year if announcement.date_known else 0
    reading = read(announcement.title, announcement.text, year, announcement.issuer)
    return [_event(announcement, reading, one) for one in reading.events]


def explain_detection(title: str, text: str, year: int = 0) -> dict[str, Any]:
    """Tokens, chunks, speaker, frames tried and fired, gates: the whole reading as plain data."""
    reading = read(title, text, year, "")
    return {
        "speaker": asdict(reading.speaker),
        "gate": reading.gate,
        "sentences": [
            {
                "text": r.sentence.text,
                "zone": ("title", "lead", "body")[r.zone],
                "headline": r.sentence.headline,
                "tokens": [t.text for t in r.sentence.tokens],
                "chunks": [_chunk_data(c) for c in r.chunks],
            }
            for r in reading.reads
        ],
        "frames": [
            {"frame": name, "anchor": c.anchor.text, "sentence": c.read.index, "fired": fired, "gates": c.trace}
            for name, c, fired in reading.tried
        ],
        "findings": [_finding_data(f) for f in reading.findings],
        "events": [_finding_data(f) for f in reading.events],
    }


def read(title: str, text: str, year: int, issuer: str) -> Reading:
    """Read title and text as far as needed, try every frame at its anchors, and join what was found."""
    reads, body = _read_sentences(title, text)
    speaker = read_speaker(reads, text[-TAIL_CHARACTERS:], issuer)
    reading = Reading(reads, speaker, gate=no_news(title))
    alone = len(reads) == 1
    for one in reads:
        for at, anchor in enumerate(one.chunks):
            if anchor.classes:
                for kind, classes, frame in FRAMES:
                    if kind == anchor.kind and not anchor.classes.isdisjoint(classes):
                        clause = Clause(one, at, speaker, year, alone)
                        found = frame(clause)
                        reading.tried.append((frame.__name__, clause, len(found)))
                        reading.findings.extend(found)
    if not reading.gate:
        reading.events = add_prior_companies(join_people(list(reading.findings), speaker, body), body)
    companies = read_company_events(reads, speaker, body, year)
    reading.findings.extend(companies)
    reading.events.extend(companies)
    return reading


def _read_sentences(title: str, text: str) -> tuple[list[ReadSentence], str]:
    headline = clean_title(title)[:LONGEST_SENTENCE]
    body = clean(text[: READ_CHARACTERS + 1500])[:READ_CHARACTERS]
    stripped = strip_dateline(headline)
    if len(stripped) < len(headline) / 2:
        stripped = headline  # a headline's own dash is no dateline
    sentences = [Sentence(stripped, 0, TITLE)] if headline else []
    leads = 0
    people, roles = _people_cues(), _role_cues()
    for start, raw in split_sentences(body):
        sentence = strip_dateline(raw)[:LONGEST_SENTENCE] if leads < LEAD_SENTENCES else raw[:LONGEST_SENTENCE]
        if len(sentence) < 25 or not any(c.islower() for c in sentence[:200]):
            if len(sentence) < 15 or not title:
                continue
        zone = LEAD if leads < LEAD_SENTENCES else BODY
        words = set(_WORD.findall(sentence.lower()))
        about_people = not words.isdisjoint(people) and not (words.isdisjoint(roles) and words.isdisjoint(_SUCCESSION))
        if leads == 0 or about_people or (leads < 2 and has_company_cue(sentence)):
            sentences.append(Sentence(sentence, start, zone))
        if len(sentence) >= 60:
            leads += 1
    reads = []
    for index, one in enumerate(sentences):
        if is_shouting(one.text):
            one.text, one.shouting = _calm(one.text), True
        one.tokens = tokenise(one.text)
        one.headline = is_headline(one.tokens)
        reads.append(ReadSentence(one, chunk(one), index))
    return reads, body


_WORD = re.compile(r"[a-z]+")


_SUCCESSION = frozenset(
    [
        "succeed",
        "succeeds",
        "succeeded",
        "succeeding",
        "replaces",
        "replacing",
        "retire",
        "retires",
        "retiring",
        "retired",
        "resign",
        "resigns",
        "resigned",
    ]
)
_COMMON = frozenset(
    [
        "take",
        "takes",
        "took",
        "taking",
        "taken",
        "head",
        "heads",
        "land",
        "move",
        "moves",
        "moved",
        "moving",
        "jump",
        "return",
        "returns",
        "returned",
        "lose",
        "loses",
        "lost",
        "losing",
        "drop",
        "drops",
        "dropped",
        "let",
        "die",
        "dies",
        "put",
        "puts",
        "pick",
        "picks",
        "bring",
        "brings",
        "brought",
        "call",
        "hand",
        "give",
        "gives",
        "gave",
        "given",
        "make",
        "add",
        "adds",
        "added",
        "adding",
        "introduce",
        "introduces",
        "introducing",
        "introduced",
        "reveal",
        "reveals",
        "place",
        "places",
        "placed",
        "announce",
        "announces",
        "announced",
        "announcing",
        "unveil",
        "unveils",
        "unveiled",
        "confirm",
        "confirms",
        "confirmed",
        "fill",
        "fills",
        "assume",
        "become",
        "becomes",
        "became",
        "accept",
        "accepts",
        "start",
        "starts",
        "selection",
        "placement",
        "addition",
        "arrival",
        "exit",
        "exits",
        "step",
        "sign",
        "signs",
        "signed",
        "come",
        "comes",
        "came",
        "lead",
        "led",
        "leads",
        "rise",
        "transition",
    ]
)
_BODY_CUES = frozenset(["appointment", "assume", "assumes", "become", "becomes", "became", "addition", "transition", "transitioning", "step", "stepped", "stepping", "steps", "take", "takes"])  # fmt: skip


@lru_cache(maxsize=1)
def _people_cues() -> frozenset[str]:
    """First words of the phrases that frames about people are anchored to, but for everyday words."""
    wanted: frozenset[str] = frozenset().union(*(classes for _, classes, _ in FRAMES))
    found = {
        re.split(r"[^a-z]", first)[0]
        for table in (lexicon().verbs, lexicon().nouns)
        for first, (_, phrases) in table.items()
        for entries in phrases.values()
        for e in entries
        if e.classes & wanted
    }
    return (frozenset(found) - _COMMON) | _BODY_CUES


@lru_cache(maxsize=1)
def _role_cues() -> frozenset[str]:
    """Words of which every role in running text has one."""
    sets = lexicon().sets
    return (
        sets["role.abbreviations"]
        | sets["role.heads"]
        | sets["role.chiefs"]
        | {"board", "boss", "company", "role", "executive"}
    )


def _calm(text: str) -> str:
    """A shouted headline in Title Case; short words that look like abbreviations stay."""
    abbreviations = lexicon().sets["role.abbreviations"]

    def lower(found: re.Match[str]) -> str:
        word = found.group()
        low = word.lower()
        if low in _TITLES:
            return word[0] + low[1:]
        if (
            low in abbreviations
            or (len(word) <= 4 and not any(c in "aeiouy" for c in low))
            or low in {"usa", "uk", "ai", "it", "hr"}
        ):
            return word
        return low if low in _SMALL_WORDS else word[0] + low[1:]

    calm = re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lower, text)
    return calm[:1].upper() + calm[1:]


_TITLES = frozenset({"dr", "mr", "mrs", "ms", "jr", "sr", "st"})
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "as",
        "to",
        "in",
        "on",
        "for",
        "from",
        "by",
        "at",
        "with",
        "its",
        "into",
        "new",
    ]
) - {"new"}


def _event(announcement: Announcement, reading: Reading, one: Finding) -> CompanyEvent:
    role = read_role(one.role, one.read.sentence.text) if one.role else None
    return CompanyEvent(
        id=stable_id(announcement.id, one.type, one.company, one.person, one.counterparty, one.role),
        announcement_id=announcement.id,
        type=one.type,
        company=one.company,
        planning=one.planning,
        person=one.person,
        role=one.role,
        prior_company=one.prior_company,
        side=one.side,
        counterparty=one.counterparty,
        origin=one.origin,
        destination=one.destination,
        amount=one.amount,
        count=one.count,
        sentence=one.read.sentence.text,
        rule=one.rule,
        function=role.function if role else "",
        rank=role.rank if role else 0,
        confidence=one.weight,
        company_evidence=reading.speaker.evidence if one.company == reading.speaker.name else (),
    )


def _chunk_data(c: Any) -> dict[str, Any]:
    data = {"text": c.text, "kind": c.kind}
    if c.classes:
        data["classes"] = sorted(c.classes)
    for name in ("form", "shape", "head"):
        if getattr(c, name):
            data[name] = getattr(c, name)
    if c.kind == "verb":
        data["planning"] = str(c.plan)
    return data


def _finding_data(f: Finding) -> dict[str, Any]:
    names = (
        "type",
        "rule",
        "company",
        "person",
        "role",
        "prior_company",
        "side",
        "counterparty",
        "origin",
        "destination",
        "amount",
        "count",
    )
    data: dict[str, Any] = {n: getattr(f, n) for n in names if getattr(f, n)}
    return data | {"planning": str(f.planning), "sentence": f.read.sentence.text}
