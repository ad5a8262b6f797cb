"""Which sentences of an announcement are read: the title, the first sentence, and those that can hold an event."""

from __future__ import annotations

import re
from functools import lru_cache

from matching.grammar.chunks import chunk
from matching.grammar.companies.cues import has_company_cue
from matching.grammar.companies.jobs import tells_of_jobs
from matching.grammar.frame import ReadSentence
from matching.grammar.lexicon import lexicon
from matching.grammar.people.frames import PEOPLE_FRAMES
from matching.grammar.titles import clean_title
from matching.grammar.tokens import (
    BODY,
    LEAD,
    TITLE,
    Sentence,
    clean,
    is_dateline,
    is_headline,
    is_shouting,
    plain_words,
    split_sentences,
    strip_dateline,
    tokenise,
)

READ_CHARACTERS = 2500
LEAD_SENTENCES = 3
LONGEST_SENTENCE = 900


def read_sentences(title: str, text: str) -> tuple[list[ReadSentence], str]:
    """The sentences that can hold an event, with their chunks, title first; and the cleaned text they lie in."""
    headline = clean_title(title)[:LONGEST_SENTENCE]
    body = clean(text[: READ_CHARACTERS + 1500])[:READ_CHARACTERS]
    sentences = [Sentence(headline, 0, TITLE)] if headline else []
    leads, cued = 0, False
    people, roles, succession = _people_cues(), _role_cues(), lexicon().sets["words.succession"]
    tells_of_people, jobs = not people.isdisjoint(plain_words(body)), tells_of_jobs(body)
    for start, raw in split_sentences(body):
        if leads == 0 and is_dateline(raw):
            continue
        sentence = strip_dateline(raw)[:LONGEST_SENTENCE] if leads < LEAD_SENTENCES else raw[:LONGEST_SENTENCE]
        short = len(sentence) < 25 or sentence[:200] == sentence[:200].upper()
        if short and (len(sentence) < 15 or not title):
            continue
        zone = LEAD if leads < LEAD_SENTENCES else BODY
        about_people = False
        if tells_of_people:
            words = plain_words(sentence)
            about_people = not people.isdisjoint(words) and not (
                roles.isdisjoint(words) and succession.isdisjoint(words)
            )
        elif leads > 1 and not jobs:
            break  # nothing further down can be told of
        if (
            leads == 0
            or about_people
            or (jobs and tells_of_jobs(sentence))
            or (leads == 1 and not cued and has_company_cue(sentence))
        ):
            sentences.append(Sentence(sentence, start, zone))
        if len(sentence) >= 60:
            cued = cued or (leads == 0 and has_company_cue(sentence))
            leads += 1
    reads = []
    for index, kept in enumerate(sentences):
        if is_shouting(kept.text):
            kept.text, kept.shouting = _calm(kept.text), True
        kept.tokens = tokenise(kept.text)
        kept.headline = is_headline(kept.tokens)
        reads.append(ReadSentence(kept, chunk(kept), index))
    return reads, body


@lru_cache(maxsize=1)
def _people_cues() -> frozenset[str]:
    """First words of the phrases that frames about people are anchored to, but for everyday words."""
    wanted: frozenset[str] = frozenset().union(*(classes for _, classes, _ in PEOPLE_FRAMES))
    cues_of_people = {
        re.split(r"[^a-z]", first)[0]
        for table in (lexicon().verbs, lexicon().nouns)
        for first, (_, phrases) in table.items()
        for entries in phrases.values()
        for e in entries
        if e.classes & wanted
    }
    return (frozenset(cues_of_people) - lexicon().sets["words.everyday"]) | lexicon().sets["words.career"]


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
    abbreviations, small = lexicon().sets["role.abbreviations"], lexicon().sets["headline.small"]

    def lower(match: re.Match[str]) -> str:
        word = match.group()
        low = word.lower()
        if low in _TITLES:
            return word[0] + low[1:]
        if (
            low in abbreviations
            or (len(word) <= 4 and not any(c in "aeiouy" for c in low))
            or low in {"usa", "uk", "ai", "it", "hr"}
        ):
            return word
        return low if low in small else word[0] + low[1:]

    calm = re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lower, text)
    return calm[:1].upper() + calm[1:]


_TITLES = frozenset({"dr", "mr", "mrs", "ms", "jr", "sr", "st"})
