"""Whom an announcement speaks for: title, first sentences, tickers, short forms in brackets, "About …".

The short full name is the fullest form without legal form, ticker and article of the text ("Helix BioPharma" for
"Helix BioPharma Corp. (TSX: HBP)"); "the Company", "we" and "our" mean it. Publishers, wires and law firms that only
carry the news are never it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from callnow.legal_forms import without_legal_form
from matching.comparing.companies import company_name, same_company
from matching.grammar.chunk_types import Chunk
from matching.grammar.frame import Clause, ReadSentence, Speaker, could_be_org, is_punct
from matching.grammar.lexicon import lexicon
from matching.grammar.subjects import subject
from matching.grammar.tokens import BODY, TITLE

_ABOUT = re.compile(r"(?:^|\n)\W{0,4}About:? +([A-Z0-9][^\n.:]{1,70}?)\s*(?:[:\n]|$)")
_ALIAS = re.compile(r"[“\"‘']?([A-Z][\w&.\- ]{1,40}?)[”\"’']?(?=[,;)\]”\"]| or )")
_TICKER = re.compile(
    r"\b(?:NYSE|NASDAQ|Nasdaq|OTC\w*|TSXV?|CSE|LSE|AIM|ASX|FRA(?:NKFURT)?|FWB|FSE|Cboe|EURONEXT|SGX|"
    r"HKEX|JSE|OMX|NEO)\b[^)]{0,40}",
    re.ASCII,
)
_NOT_SUBJECTS = re.compile(
    r"benzinga|newswire|pressrelease|networknewswire|investorbrandnetwork|proactive\b|globenewswire|"
    r"business wire|prnewswire|reuters|bloomberg|wall street journal",
    re.IGNORECASE,
)
_BEFORE_NUMBERS = frozenset({"around", "about", "some", "nearly", "almost", "roughly", "approximately", "over"})


@lru_cache(maxsize=8192)
def short_name(text: str) -> str:
    """A company's name without ticker, legal form and marks: "Helix BioPharma Corp." → "Helix BioPharma"."""
    bare = re.sub(r"\s*[(\[][^)\]]*[)\]]\s*$|\s*\([^)]*:[^)]*\)|[®™©]", "", text)
    return without_legal_form(bare.strip(" ,.;:-–—'’\"“”"))


def folded_name(text: str) -> str:
    """A company's name folded, without its legal form."""
    return " ".join(word for word in company_name(text).core if word != "the")


def read_speaker(reads: list[ReadSentence], tail: str, issuer: str = "") -> Speaker:
    """The announcement's speaker from its read sentences, the body's tail and the feed's own issuer, if it has one."""
    named: list[tuple[str, str]] = []
    for read in reads:
        if read.zone < BODY:
            named.extend(_named_in(read))
    abouts = [m.group(1).strip() for m in _ABOUT.finditer(tail)]
    named.extend((short_name(a), "about") for a in abouts if len(a.split()) <= 8)
    if issuer:
        named.insert(0, (issuer, "issuer"))
    people = frozenset(
        w.lower() for r in reads for c in r.chunks if c.kind == "name" and c.shape == "person" for w in c.text.split()
    )
    others = people | _BEFORE_NUMBERS
    named = [(n, why) for n, why in named if n and not carries_news(n) and (why == "about" or n.lower() not in others)]
    if not named:
        return Speaker(people=people)
    return replace(_agree(named, reads), people=people)


def _agree(named: list[tuple[str, str]], reads: list[ReadSentence]) -> Speaker:
    """The name with the most voices; its fullest form that title or lead uses."""
    order = {"issuer": 5, "lead": 4, "title": 3, "about": 2, "ticker": 2, "later": 1.5, "of": 0.5}
    best, score = "", -1.0
    for name, _ in named:
        total = sum({w: order.get(w, 1) for n, w in named if same_company(n, name)}.values())
        if total > score:
            best, score = name, total
    family = [(n, w) for n, w in named if same_company(n, best)]
    leads = [n for n, w in family if w in {"lead", "title", "issuer", "later"}] or [n for n, _ in family]
    leads = leads or [best]
    fullest = max(leads, key=lambda n: (len(words) if len(words := folded_name(n).split()) <= 6 else 0, -len(n)))
    fullest = next((n for n, w in family if w == "title" and folded_name(n) == folded_name(fullest)), fullest)
    aliases = tuple(dict.fromkeys(n for n, _ in family if n != fullest)) + _aliases(reads, fullest)
    return Speaker(fullest, aliases, evidence=tuple(dict.fromkeys(w for _, w in family)))


_THIRD_PERSON = re.compile(r"^[a-z]{3,}[^s]s$")  # a verb that no list has: "Acme shakes up its board"
_PERSONAL = frozenset({"join", "leave", "succeed", "come_on"})


def _named_in(read: ReadSentence) -> list[tuple[str, str]]:
    """Names that this sentence makes its subject, with why."""
    why = "title" if read.zone == TITLE else "lead" if read.index <= 1 else "later"
    chunks = read.chunks
    named = [(short_name(chunk.text), "ticker") for chunk in _with_ticker(chunks)]
    if acting := _acting(read):
        return [*named, (short_name(acting.text), why)]
    if not named and (employing := _employing(read)):
        return [(short_name(employing.text), "of")]
    first = next((c for c in chunks[:3] if c.kind == "name"), None)
    following = chunks[1] if len(chunks) > 1 and first is chunks[0] and chunks[1].kind == "word" else None
    is_acting = following is not None and (
        following.low in {"has", "have", "is", "was", "had"}
        or (read.zone == TITLE and _THIRD_PERSON.search(following.low) is not None)
    )
    if first is not None and read.zone != TITLE and _is_dateline_city(chunks, first):
        return named
    presented = _is_presented(chunks) and read.zone != TITLE
    if (
        first is not None
        and (first.shape == "org" or ((is_acting or presented) and first.shape == "open"))
        and not named
    ):
        named.append((short_name(first.text), why))
    return named


def _with_ticker(chunks: list[Chunk]) -> list[Chunk]:
    """The first name that its ticker stands after, if any."""
    return [
        chunk
        for chunk, following in pairwise(chunks)
        if chunk.kind == "name"
        and chunk.shape != "person"
        and following.kind == "paren"
        and _TICKER.search(following.text)
    ][:1]


def _acting(read: ReadSentence) -> Chunk | None:
    """The first name left of a verb that only companies are the subject of."""
    chunks = read.chunks
    people = {w.lower() for c in chunks if c.kind == "name" and c.shape == "person" for w in c.text.split()}
    for k, chunk in enumerate(chunks):
        personal = chunk.classes & _PERSONAL or chunk.low == "based"
        if chunk.kind != "verb" or chunk.form not in {"active", "either"} or personal:
            continue
        holder = subject(Clause(read, k, Speaker()), k)
        org = holder.org
        if org is not None and _is_company(org) and not holder.former and org.low not in people:
            return org
        appoints = chunk.form == "active" and chunk.classes & {"appoint", "promote"}
        alone = holder.names and holder.role is None and not holder.names[0].has_honorific
        if alone and (appoints or holder.names[0].shape != "person"):
            return holder.names[0]
    return None


def _employing(read: ReadSentence) -> Chunk | None:
    """The company of the person left of a verb that only people are the subject of."""
    for k, chunk in enumerate(read.chunks):
        if chunk.kind == "verb" and chunk.classes & _PERSONAL:
            org = subject(Clause(read, k, Speaker()), k).org
            if org is not None and _is_company(org) and org is not read.chunks[max(k - 1, 0)]:
                return org
    return None


def _is_company(org: Chunk) -> bool:
    return org.kind == "name" and could_be_org(org)


def _is_presented(chunks: list[Chunk]) -> bool:
    """ "Vantor Communications (VC), a marketing agency": the first words present what they name."""
    kinds = [c.kind if c.kind != "punct" else c.low for c in chunks[:5]]
    return kinds[:3] == ["name", ",", "det"] or kinds[:4] == ["name", "paren", ",", "det"]


def _is_dateline_city(chunks: list[Chunk], first: Chunk) -> bool:
    """ "GLENDALE, CA" at the head of a sentence."""
    return (
        first is chunks[0]
        and first.text.isupper()
        and len(chunks) > 2
        and is_punct(chunks[1], ",.")
        and len(chunks[2].text) <= 3
        and chunks[2].text.isupper()
    )


def _aliases(reads: list[ReadSentence], name: str) -> tuple[str, ...]:
    aliases: list[str] = []
    for read in reads:
        for k, chunk in enumerate(read.chunks[:-1]):
            if chunk.kind == "name" and read.chunks[k + 1].kind == "paren" and same_company(chunk.text, name):
                inner = read.chunks[k + 1].text.strip("()[]")
                if not _TICKER.search(inner):
                    aliases.extend(
                        m.group(1).strip()
                        for m in _ALIAS.finditer(inner + ")")
                        if m.group(1).lower() not in {"the company", "company"}
                    )
    return tuple(dict.fromkeys(aliases))


def is_no_company(low: str) -> bool:
    """Part of a company ("Audit Committee"), only a legal form ("AG"), or a place; `low` is in lower case."""
    words = low.replace(",", " ").split()
    sets = lexicon().sets
    if (
        not words
        or words[-1] in sets["org.units"]
        or all(w in sets["org.legal"] or w in sets["person.honorifics"] for w in words)
    ):
        return True
    return low in sets["places.names"]


def carries_news(name: str) -> bool:
    """Whether a name is a publisher's or a wire's, who tells of others."""
    return _NOT_SUBJECTS.search(name) is not None


def full_name(speaker: Speaker, chunk: Chunk | None) -> str:
    """The company a chunk means: the speaker for "the Company", "it" and its short forms, else the name itself."""
    if chunk is None or chunk.kind != "name" or chunk.low in speaker.people or is_no_company(chunk.low):
        return speaker.name
    if speaker.name and (
        same_company(chunk.text, speaker.name)
        or (speaker.name.startswith("New ") and same_company(chunk.text, speaker.name[4:]))
        or any(folded_name(a) == folded_name(chunk.text) for a in speaker.aliases)
    ):
        return speaker.name
    return short_name(chunk.text)
