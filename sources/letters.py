"""The stories of a newsletter, each by itself, where a message plainly has several.

What one story says must not be taken for another's. Split wrongly, a letter of one story would lose whom it is about,
so it is split by headings that are links, and otherwise only where each part has a name of its own and none is common
to them.
"""

from __future__ import annotations

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape, unescape
from itertools import takewhile
from typing import NamedTuple

from sources.clean import plain_text, plain_title, shortened

MOST_MARKUP = 200_000  # characters of a message that are looked through
MOST_PARTS = 200  # a message with more of them is no newsletter
FEWEST_WORDS = 8  # of a story's text
_HEADING = re.compile(r"<h([1-4])\b[^<>]{0,1000}>((?:(?!<h[1-4]\b).){1,2000}?)</h\1\s*>", re.I | re.S)
_ENTRY = re.compile(r"<li\b[^<>]{0,1000}>((?:(?!<li\b).){1,2000}?)</li\s*>", re.I | re.S)
_LINK = re.compile(
    r"""<a\b[^<>]{0,500}\bhref\s*=\s*["']?(https?://[^"'\s<>]{4,1500}+)[^<>]{0,500}>(.{0,300}?)</a>""", re.I | re.S
)
_MORE = re.compile(
    r"(?i)\W{0,5}(?:(?:read|see|learn|find out) more|(?:continue|keep) reading|read on|(?:read )?full (?:story|article)"
    r"|read the (?:full )?(?:story|article)|weiterlesen|mehr (?:lesen|erfahren|dazu)|zum artikel|lire (?:la suite|plus)"
    r"|en savoir plus)\b"
)
_RULE = re.compile(r"\s*[-=*_~#–—]{4,}\s*")
_MARKED = re.compile(r"\s*(?:\d{1,2}[.)]|#{1,4}|\*\*)\s+(?=\S)")
_BULLET = re.compile(r"\s*[*•▪►·–-]\s+(?=\S)")
_WORD = re.compile(r"[^\W\d_][\w'’&-]*")
_DAYS = frozenset((*day_name, *day_abbr, *month_name, *month_abbr))


class Part(NamedTuple):
    """One part of a message: title and text as markup, the address of its story, `own` that of its title."""

    title: str
    text: str
    link: str = ""
    own: bool = False


def stories(subject: str, plain: str, rich: str) -> list[Part]:
    """The parts of a message that has several stories, with what stands before them; none where it is one."""
    rich, plain = rich[:MOST_MARKUP], plain[:MOST_MARKUP]
    for parts in (_by_heading(rich), _by_more(rich), _by_title(plain)):
        if len(parts) <= MOST_PARTS and _several(parts[1:]):
            before = [parts[0]._replace(title=escape(subject))] if _says_something(parts[0]) else []
            told = [one for part in parts[1:] for one in _entries(part)]
            return [*before, *(p for p in told if _is_headline(p) or _says_something(p))]
    listed = _listed(rich) or _listed(plain)
    if not 3 <= len(listed) <= MOST_PARTS:
        return []
    named = _capitals(subject) - _written_small(" ".join((subject, *(part.title for part in listed))))
    of_one = any(named & _capitals(part.title) for part in listed)
    return listed if _several(listed) and not of_one else []


def _is_headline(part: Part) -> bool:
    return len(part.title.split()) > 3


def _says_something(part: Part) -> bool:
    return len(plain_text(part.text).split()) >= FEWEST_WORDS


def _by_heading(rich: str) -> list[Part]:
    """What stands before the first heading, and what under each."""
    found = list(_HEADING.finditer(rich))
    levels = [heading[1] for heading in found]
    if len(levels) > 1 and levels[0] < min(levels[1:]) and not _LINK.search(found[0][2]):
        return [Part("", rich)]  # a title and what stands under it
    ends = [*(heading.start() for heading in found), len(rich)]
    parts = [Part("", rich[: ends[0]])]
    for heading, end in zip(found, ends[1:], strict=True):
        text = rich[heading.end() : end]
        link = _links(heading[2])[:1]
        more = [address for address, words in _links(text) if _MORE.match(words)]
        parts.append(
            Part(escape(plain_title(heading[2])), text, (link[0][0] if link else "".join(more[:1])), bool(link))
        )
    return parts


def _by_more(rich: str) -> list[Part]:
    """The texts that each end with a link to more, the first line of each its title."""
    parts, at = [Part("", "")], 0
    for link in _LINK.finditer(rich):
        if _MORE.match(plain_text(link[2])):
            text = plain_text(rich[at : link.start()])
            title, _, rest = text.partition("\n")
            if len(title.split()) > 20:
                title, rest = shortened(title, 100), text
            parts.append(Part(escape(title), as_markup(rest), unescape(link[1])))
            at = link.end()
    return parts


def _links(markup: str) -> list[tuple[str, str]]:
    return [(unescape(address), plain_text(words)) for address, words in _LINK.findall(markup)]


def _by_title(plain: str) -> list[Part]:
    """What stands before the first title of a plain text, and what under each."""
    parts = [Part("", "")]
    for block, after_rule in _blocks(plain):
        title, *lines = block
        if _is_title(title, lines, after_rule):
            parts.append(Part(escape(_MARKED.sub("", title).strip("* ")), as_markup("\n".join(lines))))
        else:
            parts[-1] = parts[-1]._replace(text=parts[-1].text + as_markup("\n".join(block)))
    return parts


def _blocks(plain: str) -> Iterator[tuple[list[str], bool]]:
    """The lines of a text between blank ones and rules, each time with whether a rule stands before them."""
    block: list[str] = []
    after_rule = False
    for line in [*takewhile(lambda line: line.rstrip() != "--", plain.splitlines()), ""]:  # below that, who sent it
        rule = bool(_RULE.fullmatch(line))
        if line.strip() and not rule:
            block.append(line)
            continue
        if block:
            yield block, after_rule
            block, after_rule = [], False
        after_rule = after_rule or rule


def _is_title(line: str, text: Sequence[str], after_rule: bool) -> bool:
    """Whether a line is the title of what follows: marked, in capitals, below a rule, or by itself and no sentence."""
    words = line.split()
    if not 3 <= len(words) <= 20 or line.rstrip().endswith((",", ";", ":")):
        return False
    marked = _MARKED.match(line) or line == line.upper()
    return bool(marked) or (not line.rstrip().endswith((".", "!", "?")) and (after_rule or not text))


def _entries(part: Part) -> list[Part]:
    """The entries of a part that is a list of headlines, else the part."""
    listed = _listed(part.text)
    return listed if len(listed) > 1 else [part]


def _listed(text: str) -> list[Part]:
    """The entries of a list that is nearly all of a text."""
    if "<li" in text.lower():
        written = [(plain_title(entry[1]), _links(entry[1])) for entry in _ENTRY.finditer(text)]
        whole = plain_text(text)
    else:
        written = [(_BULLET.sub("", " ".join(entry.split())), []) for entry in _bulleted(text)]
        whole = text
    found = [
        Part(escape(title), "", links[0][0] if links else "") for title, links in written if len(title.split()) > 3
    ]
    words = sum(len(part.title.split()) for part in found)
    return found if words >= 0.5 * len(whole.split()) else []


def _bulleted(plain: str) -> Iterator[str]:
    """The lines of a plain text that begin with a bullet, each with those that go on with it."""
    entry = ""
    for line in [*plain.splitlines(), ""]:
        if entry and (_BULLET.match(line) or not line.strip()):
            yield entry
            entry = ""
        entry = f"{entry} {line}" if entry or _BULLET.match(line) else ""


def _several(parts: Sequence[Part]) -> bool:
    """Whether parts are stories each of its own."""
    headlines = [part for part in parts if _is_headline(part)]
    told = [part for part in headlines if part.link or _says_something(part)] or headlines
    if len({part.link for part in told if part.own}) > 1:
        return True
    texts = [(unescape(part.title), _MORE.sub(" ", plain_text(part.text))) for part in told]
    no_names = _written_small("\n".join(line for text in texts for line in text))
    said_in = Counter(name for text in texts for name in _capitals("\n".join(text)) - no_names)
    own = [
        any(said_in[name] == 1 for name in (_capitals(title) - no_names) & (_capitals(text) or _capitals(title)))
        for title, text in texts
    ]
    common = max(2, 2 * len(told) / 3)
    return len(told) > 1 and all(own) and max(said_in.values(), default=0) < common


def _written_small(text: str) -> frozenset[str]:
    """Words that somewhere in a text begin with a small letter, so that they are no names; written as names are."""
    return frozenset(word.title() for word in _WORD.findall(text) if word[0].islower()) | _DAYS


def _capitals(text: str) -> frozenset[str]:
    words = (word for word in _WORD.findall(text) if word[0].isupper() and len(word) > 2)
    return frozenset(word.removesuffix("'s").removesuffix("’s").title() for word in words)


def as_markup(plain: str) -> str:
    """A plain text as one paragraph, line by line; "" for one of blanks."""
    return f"<p>{escape(plain).replace(chr(10), '<br>')}</p>" if plain.strip() else ""
