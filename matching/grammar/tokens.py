"""Text to sentences and tokens: wire furniture off, casing known, offsets kept.

Every offset counts characters of the *cleaned* text of its part (title or body). Nothing here backtracks: the cost
is linear in the characters that are read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from callnow.dates import MONTH_NUMBERS
from matching.grammar.lexicon import lexicon, word_set
from matching.grammar.towns import without_town

_MONTH = rf"(?:{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})"
_MARKUP = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)|<[a-zA-Z/!][^<>\n]{0,500}>|\*\*|__")
_MARKED = re.compile(r"[<*_]|\]\(")
_LINK = re.compile(r"\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)")
_TAG = re.compile("</?[a-z]", re.IGNORECASE)
_WITHIN_WORDS = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|"
    r"sup|tt|u|var|wbr)\b",
    re.IGNORECASE,
)
_BLANKS = re.compile("[\t\x0b\x0c\x1c-\x1f\u00a0\u2002-\u200a\u2028\u2029\u202f\u3000]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b]")
_DATE = re.compile(
    rf"\b{_MONTH}\b\.?\s+\d{{1,2}}|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b|"
    r"\b\d{1,2}([./-])\d{1,2}\1(?:20)?\d\d\b|\b20\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)
_WIRE = re.compile(
    r"(?:\b|_|news|press|access|market|globe|web|pr|biz|media|release)wire\b|news direct|newsworthy\.ai|24-7press|"
    r"pressrelease|prnews|\bafx\b|ein ?presswire|accesswire|"
    r"\bcision\b|\bsend2press\b|\bmarketersmedia\b|\bpr\.com\b|\bprunderground\b",
    re.IGNORECASE,
)
_DASH = re.compile(r"(?:--+|[–—]|/\s*--?|\)\s?-|(?<=\s)-(?=\s))[-–—\s]*")
_BREAK = re.compile(
    r"\n\s*(?:\n|[*·•\-–—]\s)\s*|\n(?=[^a-z])|[.!?…]+[\"”’')\]]*(?:\s+)(?=[\"“‘'(\[]?[A-Z0-9À-Þ*·•])|\n"
)
TOKEN = re.compile(
    r"""
    [A-Za-z][a-z]*(?=[\s,;:)])|[a-z]+(?=\.(?:\s|$))   # most words are plain
  | (?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?               # U.S.  L.L.C.
  | [$€£¥₹]\s?\d[\d.,]*(?:[KMB]n?\b)?
  | \d+(?:,\d{3})*(?:\.\d+)?(?:%|st|nd|rd|th)?(?![\w])
  | [A-Z]\w+\.(?=-based\b)
  | [A-Z][a-z]{1,3}\.(?=\s[A-Z]\.\s)               # Jos. A. Bank
  | -based\b
  | \b[Ee]x-(?=[A-Z])
  | (?:www\.|https?://)\S+
  | [^\W_]+(?:(?:[-+@/_]|[.](?=\w)|&(?=[A-Z0-9]))(?!based\b)[^\W_]+|['’](?![sS]\b)[^\W\d_]+)*[!™®]?
    (?:(?=\.)(?:(?<=\b[A-Z])\.|(?<=\b(?:Dr|Mr|Ms|Co|St|Jr|Sr|No))\.|(?<=\b(?:Mrs|Inc|Ltd|Gen))\.|(?<=\b(?:Corp|Prof|Bros))\.))?
  | ['’][sS]\b
  | [™®©]
  | --+ | \S
    """,
    re.VERBOSE,
)  # fmt: skip
TITLE, LEAD, BODY = 0, 1, 2


class Token(NamedTuple):
    """One word or mark. `low` is its lower-case form with plain quotes; `cap` that it begins with a capital."""

    text: str
    low: str
    start: int
    end: int
    cap: bool


@dataclass(slots=True)
class Sentence:
    """A sentence of the cleaned text. `zone` is TITLE, LEAD or BODY; `headline` that every word is capitalised."""

    text: str
    start: int
    zone: int
    headline: bool = False
    shouting: bool = False
    tokens: list[Token] = field(default_factory=list)


def clean(text: str) -> str:
    """`text` without markup, entities and invisible characters; line breaks stay."""
    if "&" in text:
        text = html.unescape(text)
    if _MARKED.search(text):
        text = _LINK.sub(r"\1", _MARKUP.sub(_in_its_place, text))
    if text.isascii() and text.isprintable():
        return text
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def _in_its_place(mark: re.Match[str]) -> str:
    """A blank for a tag that parts two words, nothing for other markup."""
    if not _TAG.match(mark[0]) or _WITHIN_WORDS.match(mark[0]):
        return ""
    before, behind = mark.string[max(0, mark.start() - 1) : mark.start()], mark.string[mark.end() : mark.end() + 1]
    return "" if not before or before.isspace() or not behind or behind.isspace() else " "


_AGENCY = re.compile(r"\((?:AP|Reuters|AFP|UPI|Bloomberg|Dow Jones)\)?\s*$")
_REMARK = re.compile(r"^\s*\((?:adds|updates|recasts|corrects|rewrites)\b[^()]{0,80}\)\s*", re.IGNORECASE)
_DASHED = re.compile(r"[ )/-]-|[–—]")


def strip_dateline(paragraph: str) -> str:
    """`paragraph` without "CITY, ST, June 10, 2025 /Wire/ -- " and its kin, or a newspaper's dateline; anything else
    comes back as it is."""
    paragraph = without_town(_REMARK.sub("", paragraph, count=1))
    head = paragraph[:260]
    if not _DASHED.search(head):
        return paragraph
    cut = last = 0
    for mark in _DASH.finditer(head):
        part = head[last : mark.start() + (1 if mark.group().startswith(")") else 0)]
        last = mark.end()
        if _is_dateline_part(part):
            if _DATE.search(part) or _WIRE.search(part) or _AGENCY.search(part) or (cut and _CITY.match(part)):
                cut = mark.end()
        elif part.strip():
            break
    return paragraph[cut:].lstrip(" -–—]/") if cut else paragraph


_CITY = re.compile(r"[A-Z][A-Z .'’]+, [A-Z]{2,3}\s*$")


def is_dateline(line: str) -> bool:
    """Whether a line is only a dateline, set by itself: "ST. LOUIS, MO / Wire / February 4, 2026 11:50"."""
    return line.count("/") >= 2 and len(line) < 110 and _DATE.search(line) is not None and _is_dateline_part(line)


def _is_dateline_part(part: str) -> bool:
    words = re.findall(r"[^\W\d_]+", part)
    if len(words) > 16:
        return False
    if _WIRE.search(part) and len(part) < 110:
        return True
    return all(not w[0].islower() or w.lower() in word_set("small_in_dateline") or len(w) <= 2 for w in words)


_PLAIN = bytes(c + 32 if 65 <= c <= 90 else c if chr(c).isalnum() and c < 128 else 32 for c in range(256))


def plain_words(text: str) -> list[str]:
    """The words of `text` in lower case without marks; a letter with an accent parts words. Far faster than tokens."""
    return text.encode("ascii", "replace").translate(_PLAIN).decode("ascii").split()


def tokenise(text: str) -> list[Token]:
    """The tokens of a text, with their places in it."""
    tokens: list[Token] = []
    new = tuple.__new__  # half the cost of the named tuple's own constructor
    for match in TOKEN.finditer(text):
        word = match.group()
        low = word.lower()
        if "’" in low:
            low = low.replace("’", "'")
        start, end = match.span()
        tokens.append(new(Token, (word, low, start, end, word[0].isupper())))
    return tokens


def split_sentences(text: str) -> Iterator[tuple[int, str]]:
    """(offset, sentence) for each sentence of `text`, in order, split as far as they are asked for."""
    start = 0
    for match in _BREAK.finditer(text):
        mark = match.group()
        end = match.start() + len(mark.rstrip())
        if mark[0] == ".":
            words = text[max(start, match.start() - 24) : match.start()].split()
            if words and (_is_abbreviation(words[-1].lstrip('([“"')) or _are_initials(words[-1], text, match.end())):
                continue
        elif mark[0] == "!" and _is_legal_form(text, match.end()):
            continue  # "Yahoo! Inc. today announced"
        elif mark == "\n":
            continue  # a wrapped line, the next begins in lower case
        sentence = text[start:end].strip()
        if sentence:
            yield start, sentence
        start = match.end()
    sentence = text[start:].strip()
    if sentence:
        yield start, sentence


@lru_cache(maxsize=16)
def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; many ask it of the same text."""
    return tuple(sentence for _, sentence in split_sentences(text))


def _is_legal_form(text: str, position: int) -> bool:
    word = TOKEN.match(text, position)
    return word is not None and word.group().lower() in lexicon().sets["org.legal"]


@lru_cache(maxsize=4096)
def _is_abbreviation(word: str) -> bool:
    return word.lower() in word_set("abbreviations") or (len(word) == 1 and word.isalpha() and word.isupper())


_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}[A-Z]")


def _are_initials(word: str, text: str, position: int) -> bool:
    """Whether a word is the initials of a name that goes on at `position`: "W.B. Tarnow", but not "in W.B. The"."""
    if not _INITIALS.fullmatch(word):
        return False
    following = TOKEN.match(text, position)
    return following is not None and following.group().lower() not in lexicon().small.keys() | lexicon().auxiliaries


_LETTERS = re.compile(r"[\W\d_]+")
_CAPITALS = re.compile(r"[A-ZÀ-Þ]")


def is_headline(tokens: list[Token]) -> bool:
    """True where nearly every longer word is capitalised, as headlines are set."""
    words = [t.cap for t in tokens if len(t.text) > 3 and t.text[0].isalpha()]
    if words and not tokens[0].cap:
        words = words[1:]  # a brand that is styled in lower case
    if len(words) == 2:
        return all(words) and len(tokens) > 3  # "Acme Files for IPO", but no bare name
    return len(words) > 2 and sum(words) >= 0.72 * len(words)


def is_shouting(text: str) -> bool:
    """Whether a text is written in capitals."""
    if text[:40].upper() != text[:40]:
        return False  # most texts are told apart by their first words
    letters = _LETTERS.sub("", text[:300])
    return len(letters) > 12 and len(_CAPITALS.findall(letters)) > 0.8 * len(letters)
