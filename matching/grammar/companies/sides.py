"""Which company stands left of a verb, and whether it is the speaker."""

from __future__ import annotations

from dataclasses import replace

from matching.comparing.companies import same_company
from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.names import (
    NOT_SUBJECTS,
    confirm_name,
    is_generic,
    says_nothing,
    strip_legal,
    trimmed,
    widened,
)
from matching.grammar.companies.view import View
from matching.grammar.companies.words import words
from matching.grammar.frame import Speaker
from matching.grammar.subject import folded_name

SPEAKER = "\x00"  # stands for whoever the announcement speaks for


_ADVERBS = words("adverbs")


_PAPERS = words("papers")


_UNNAMED = frozenset({"a", "an", "another", "some", "several"})


_EPITHETS = words("epithets")


_LY = words("ly")


def subject_of(view: View, index: int, depth: int = 0) -> str:
    """Who does what the verb at chunk `index` says: a name as written, SPEAKER, or "" where nobody is named."""
    if depth > 5:
        return ""
    chunks = view.chunks
    k = _left(chunks, index)
    if chunks[index].low.startswith("to ") and (main := _main_verb(view, index)) >= 0:
        return subject_of(view, main, depth + 1)
    if k < 0:
        return SPEAKER if view.is_title else ""
    return _subject_at(view, k, depth)


def _subject_at(view: View, k: int, depth: int) -> str:
    """Whom chunk `k`, left of a verb, names as its subject."""
    chunk = view.chunks[k]
    if chunk.kind == "name":
        if k and (
            view.lows[chunk.end - 1] in _PAPERS or (view.headline and is_generic(view.lows[chunk.start : chunk.end]))
        ):
            return _earlier_subject(view, k - 1, depth)
        return _name_left(view, k)
    if chunk.kind in {"anaphor", "pron"}:
        return _whom_pronoun_means(view, k, depth)
    if chunk.kind == "rel" or (chunk.kind == "punct" and chunk.text in ":–—|-" and view.is_title):
        return _name_before(view, k)
    before = _before_apposition(view, k) if chunk.kind == "punct" and chunk.text == "," else -1
    return _name_left(view, before) if before >= 0 else _earlier_subject(view, k, depth)


def _whom_pronoun_means(view: View, k: int, depth: int) -> str:
    """ "The company", "it" and "we" are the subject before them, else the speaker; "he" and "who" are not companies."""
    chunk = view.chunks[k]
    if chunk.low in {"he", "she", "i", "you", "who", "her", "him"} or (view.is_title and _is_unnamed(view)):
        return ""
    if chunk.low in {"it", "they"}:
        verb = next((j for j in range(k - 1, -1, -1) if view.chunks[j].kind == "verb"), -1)
        return (subject_of(view, verb, depth + 1) if verb >= 0 else "") or SPEAKER
    return SPEAKER


def _name_before(view: View, sign: int) -> str:
    """The name before the relative word or the mark at chunk `sign`; the speaker where a mark has none before it."""
    chunks = view.chunks
    k = _left(chunks, sign)
    if chunks[sign].kind == "rel" and k >= 0 and chunks[k].kind == "punct":
        k = _left(chunks, k)
    if k >= 0 and chunks[k].kind == "name":
        return _name_left(view, k)
    return "" if chunks[sign].kind == "rel" else SPEAKER


def _main_verb(view: View, index: int) -> int:
    """The finite verb that "to launch …" serves, or -1: "Acme partners with Bolt to launch"."""
    for k in range(index - 1, -1, -1):
        chunk = view.chunks[k]
        if chunk.kind == "verb" and chunk.form in {"active", "either", "passive"} and not chunk.low.startswith("to "):
            return k
        if chunk.kind == "punct" and chunk.text in ";:":
            return -1
    return -1


def _is_unnamed(view: View) -> bool:
    """Whether the headline's subject stays without a name: "A major employer says it will move"."""
    return view.lows[0] in _UNNAMED or view.lows[:2] == ["one", "of"]


def plain_speaker(speaker: Speaker) -> Speaker:
    """The speaker without what a headline adds to its name: "embattled", "voluntarily"."""
    words = speaker.name.split()
    while len(words) > 1 and words[-1].lower() in _LY:
        words.pop()
    while len(words) > 1 and words[0].lower() in _EPITHETS:
        words.pop(0)
    start, _ = trimmed([w.lower() for w in words], 0, len(words))
    words = words[start:]
    return replace(speaker, name=" ".join(words)) if words else speaker


def is_person(view: View, name: str) -> bool:
    """Whether a chunk of the sentence that holds `name` is a person's."""
    if same_company(name, view.speaker.name):
        return False
    return any(c.kind == "name" and c.shape == "person" and (name in c.text or c.text in name) for c in view.chunks)


def _left(chunks: list[Chunk], index: int) -> int:
    k = index - 1
    while k >= 0 and (
        chunks[k].kind == "paren"
        or chunks[k].low in _ADVERBS
        or (chunks[k].kind == "punct" and chunks[k].text in "\"“”'‘’®™©")
    ):
        k -= 1
    return k


def _name_left(view: View, k: int) -> str:
    name = _plain_name_left(view, k)
    if view.is_title and name and view.text.startswith(name) and not same_company(name, view.speaker.name):
        return SPEAKER if says_nothing(name.lower().split()) else name
    return as_speaker(view, name) if name else ""


def as_speaker(view: View, name: str) -> str:
    """SPEAKER where `name` is a part of the speaker's own name ("Nails Spa" of "Sip N' Nails Spa"), or names nobody."""
    if same_company(name, view.speaker.name) or (view.is_title and says_nothing(name.lower().split())):
        return SPEAKER
    words, full = folded_name(name).split(), folded_name(view.speaker.name).split()
    if not words or len(words) > len(full) or (len(words) == 1 and len(words[0]) < 4):
        return name
    inside = any(full[i : i + len(words)] == words for i in range(len(full) - len(words) + 1))
    return SPEAKER if inside else name


def _plain_name_left(view: View, k: int) -> str:
    chunk = view.chunks[k]
    if view.lows[chunk.start] in NOT_SUBJECTS:
        return ""
    end = chunk.end
    while end - chunk.start > 1 and view.lows[end - 1].endswith("ly") and view.headline and view.lows[end - 1] in _LY:
        end -= 1
    first = chunk.start
    while end - first > 1 and view.lows[first] in _EPITHETS:
        first += 1
    start = widened(view, first, end) if first == chunk.start else first
    j = k - 1
    while j > 0 and view.chunks[j].kind == "conj" and view.chunks[j].low == "&" and view.chunks[j - 1].kind == "name":
        start = view.chunks[j - 1].start
        j -= 2
    if view.headline and view.is_title:
        return (
            strip_legal(confirm_name(view, start, end))
            if start
            else strip_legal(confirm_name(view, start, end) or view.between(start, end))
        )
    return strip_legal(view.between(start, end))


def _before_apposition(view: View, comma: int) -> int:
    """Chunk of the name before ", a maker of tools," that closes at chunk `comma`; -1 where it is not an apposition."""
    chunks = view.chunks
    for k in range(comma - 1, max(-1, comma - 30), -1):
        if chunks[k].kind == "verb" and chunks[k].form != "ing" and view.is_title:
            return -1
        if chunks[k].kind == "punct" and chunks[k].text == ",":
            before = _left(chunks, k)
            if k + 2 == comma and chunks[k + 1].kind == "name" and before >= 0 and chunks[before].kind != "name":
                return k + 1  # "KFC's parent, Yum, announced": the name inside
            inner = chunks[k + 1]
            if (
                before >= 0
                and chunks[before].kind == "name"
                and inner.kind in {"det", "word", "number", "based", "rel", "desc", "former", "name", "role"}
            ):
                if inner.kind == "name" and k + 2 < comma and chunks[k + 2].kind != "poss":
                    continue
                return before
    return -1


def _earlier_subject(view: View, k: int, depth: int) -> str:
    """The subject of the verb that the one at hand is joined to: "Acme buys Bolt and opens a plant"."""
    for j in range(k, max(-1, k - 30), -1):
        chunk = view.chunks[j]
        if chunk.kind == "verb":
            return subject_of(view, j, depth + 1)
        if chunk.kind == "punct" and chunk.text in ";:–—" and not view.is_title:
            return ""
        if (chunk.kind in {"pron", "anaphor"} and chunk.low in {"it", "we", "they"}) or chunk.kind == "anaphor":
            return SPEAKER
    if view.is_title:
        return _subject_of_title(view, k)
    names = [j for j in range(k + 1) if view.chunks[j].kind == "name"]
    return _name_left(view, names[0]) if names and names[0] <= 2 else ""


def _subject_of_title(view: View, k: int) -> str:
    """Whom a headline's first words to chunk `k` name."""
    if _is_unnamed(view):
        return ""
    for chunk in view.chunks[: k + 1]:
        if chunk.kind == "name":
            return _name_left(view, view.chunks.index(chunk))
    if k == 0 and view.chunks[0].kind == "word" and view.tokens[0].text.islower() and view.headline:
        return view.chunks[0].text  # "iuvo named to …": a brand in lower case
    known = set(folded_name(view.speaker.name).split())
    return SPEAKER if known & set(view.lows[: view.chunks[k].end]) else ""
