"""How sure and how new: gates that hold back what is background, opinion, rumour or no news at all.

Every gate answers with the words that made it hold, or "" where it lets the clause pass.
"""

from __future__ import annotations

import re

from callnow.terms import Certainty
from matching.detection.denied.side_denials import told_at
from matching.grammar.frame import Clause, is_punct
from matching.grammar.lexicon import lexicon
from matching.grammar.side_talk import is_beside
from matching.grammar.tokens import TITLE

_YEAR = re.compile(r"^(?:19|20)\d\d$")


def background(clause: Clause) -> str:
    """Words by which the clause of the anchor only recalls: "prior to joining", "in 2017", "who previously", "had
    been"."""
    chunks, position = clause.chunks, clause.position
    anchor = clause.anchor
    if anchor.kind == "verb" and anchor.remote:
        return anchor.text
    if (
        anchor.kind == "noun"
        and clause.read.zone != TITLE
        and any(c.low in {"following", "since", "after", "before"} for c in chunks[max(0, position - 3) : position])
    ):
        return chunks[position - 1].text
    start, end = clause_bounds(clause)
    if start > 0 and chunks[start - 1].kind == "rel" and chunks[start - 1].low in {"where", "when", "whose"}:
        return chunks[start - 1].text
    demands = (c.text for c in chunks[max(0, position - 7) : position] if c.low in lexicon().sets["words.demand"])
    if demanded := next(demands, ""):
        return demanded
    looked_at = (*_opening(clause), *range(start, end))
    return next((words for k in looked_at if (words := _past_time(clause, k, end))), "")


def _past_time(clause: Clause, k: int, end: int) -> str:
    """The words of chunk `k` that put its clause into the past, or ""."""
    chunks, position = clause.chunks, clause.position
    chunk = chunks[k]
    low = chunk.low
    following = chunks[k + 1].low if k + 1 < end else ""
    if low in lexicon().sets["words.since"] or (chunk.kind == "sub" and low in {"since", "before"} and k < position):
        if low == "previously" and k + 1 < len(chunks) and "announced" in chunks[k + 1].low:
            return ""
        if k < position or low == "ago":
            return chunk.text
    if low == "most" and "recently" in following and k < position:
        return "most recently"
    if chunk.kind == "number" and _YEAR.match(chunk.text) and clause.year and int(chunk.text) < clause.year:
        return "" if _is_effective(clause, k) else chunk.text
    if low in {"last", "past"} and following in {"year", "decade", "august", "years"} and chunk.kind != "former":
        return f"{low} {following}"
    return ""


def _is_effective(clause: Clause, position: int) -> bool:
    words = [c.low for c in clause.chunks[max(0, position - 6) : position]]
    return any(w.startswith(("effective", "announced", "january", "december", "starting", "beginning")) for w in words)


def clause_bounds(clause: Clause) -> tuple[int, int]:
    """The chunks of the clause around the anchor: to the comma, relative word or mark on either side."""
    chunks, position = clause.chunks, clause.position
    start = position
    while start > 0 and not (chunks[start - 1].kind == "rel" or is_punct(chunks[start - 1], ";:.—")):
        if is_punct(chunks[start - 1], ",") and not _is_list_comma(clause, start - 1):
            break
        start -= 1
    end = position + 1
    while end < len(chunks) and not (chunks[end].kind == "rel" or is_punct(chunks[end], ";.—")):
        if is_punct(chunks[end], ",") and end > position + 1 and not _is_list_comma(clause, end):
            break
        if chunks[end].kind == "verb" and chunks[end].form in {"active", "passive"} and end > position + 2:
            break
        end += 1
    return start, end


def _opening(clause: Clause) -> range:
    """The chunks before the first comma of a sentence that opens with a time: "In 2017, …", "Prior to that, …"."""
    chunks = clause.chunks
    if not chunks or not (
        chunks[0].kind in {"prep", "sub"}
        or chunks[0].low in lexicon().sets["words.since"] | {"last", "most", "earlier"}
    ):
        return range(0)
    return range(next((k for k in range(min(len(chunks), 14)) if is_punct(chunks[k], ",")), 0))


def _is_list_comma(clause: Clause, position: int) -> bool:
    chunks = clause.chunks
    return (
        position + 1 < len(chunks)
        and position > 0
        and chunks[position + 1].kind in {"name", "role", "number"}
        and chunks[position - 1].kind in {"name", "role", "number", "word"}
    )


def certainty(clause: Clause) -> Certainty:
    """The anchor's own certainty, lowered by words about it: "reportedly", "denied", "in talks", a question mark.

    Whom a headline is attributed to is read of the whole title (matching.detection.headlines).
    """
    sentence = clause.read.sentence
    place = sentence.tokens[clause.anchor.start].start
    plan = _plan_of(clause, sentence.text[:place])
    text = told_at(sentence.text, place)
    denies = (c for c in clause.chunks if c.kind == "verb" and c.plan is Certainty.DENIED and "announce" in c.classes)
    if plan is Certainty.DENIED or _DENIED.search(text) or any(c.text in text for c in denies):
        return Certainty.DENIED
    talks = [talk for talk in _RUMOUR.finditer(sentence.text) if talk.group() in text]
    if any(not is_beside(sentence.text, place, talk) for talk in talks) or text.rstrip().endswith("?"):
        return Certainty.RUMOURED
    return plan


# "the second senior leader to depart", "the latest to leave"
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|latest|last|only|another)\s"
    r"(?:[\w’'-]+\s){0,4}$",
    re.IGNORECASE,
)


def _plan_of(clause: Clause, before: str) -> Certainty:
    """The plan of the anchor; one of several "to leave" is as far along as the verb before says."""
    anchor = clause.anchor
    if anchor.kind != "verb":
        return Certainty.DONE
    if anchor.low.startswith("to ") and _ONE_OF_SEVERAL.search(before):
        verbs = (c for c in reversed(clause.chunks[: clause.position]) if c.kind == "verb")
        return next((c.plan for c in verbs), Certainty.DONE)
    return anchor.plan


_RUMOUR = re.compile(
    r"\b(?:reportedly|rumou?red|rumou?rs?|sources (?:say|said|familiar)|people familiar|in talks|speculat\w+|tipped to|"
    r"is considering|are considering|considers|mulls|mulling|weighs|weighing|may|might|"
    r"could)\b(?! \d)",
)
_DENIED = re.compile(
    r"\b(?:denied|denies|denying|refuted|refutes|dismisse[sd] (?:reports|rumou?rs)|"
    r"hit out at rumou?rs|no plans to|not planning to|ruled out|rules out)\b",
    re.IGNORECASE,
)


def no_news(title: str) -> str:
    """Words of a headline that make the item opinion, interview, market report, advice or advertisement; "" if none."""
    match = _NO_NEWS.search(title)
    return match.group() if match else ""


_NO_NEWS = re.compile(
    r"^\s*(?:how|why|what|where|when|"
    r"who(?!(?:['’]s|\sis)\s(?:moving|going|in|out|joining|new|on\sthe\smove)\b)|"
    r"should|does|is|are|can|wanted|top \d+|\d+ (?:ways|tips|"
    r"reasons|things|steps|best)|"
    r"the (?:rise|future|art|role|importance|case) of|opinion|interview|q ?& ?a|podcast|webinar|"
    r"video|watch|listen|meet|inside|analysis|explained)\b(?!.*\bto (?:retire|step down|resign)\b)|"
    r"\b(?:on behalf of (?:shareholders|investors)|class action|law firm (?:reminds|announces|"
    r"investigates)|investors (?:who|have opportunity)|shareholder alert|investor alert|"
    r"roundup|news highlights|weekly digest|market (?:size|report|research|forecast)|cagr|"
    r"price prediction|stocks to (?:watch|buy)|q[1-4] (?:earnings|results)|obituary|"
    r"discusses|talks about|speaks (?:at|on|about)|keynote|to (?:speak|present) at|interview(?:s|"
    r"ed)?|podcast|webinar|fireside)\b",
    re.IGNORECASE,
)
