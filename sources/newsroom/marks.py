"""Where a page shows dates and where it links to articles: the two kinds of marks its listing is read from."""

from __future__ import annotations

import re
from calendar import isleap
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from bs4.element import Comment, NavigableString, PreformattedString, Tag

from sources.newsroom.day_words import NOT_PUBLISHED, PUBLISHED, dateline, follows_other_label, of_publishing
from sources.newsroom.page import NODES, Page, attribute, find_words, link_target, text_of, tidy_title
from sources.newsroom.when import MAY_BE_DATED, DateReading, When, find_date, folded, month_words, read_stamp

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
UNREAD = frozenset(
    {"script", "style", "noscript", "template", "svg", "select", "option", "button", "textarea", "title"}
)
DATE_TEXT_LIMIT = 60  # characters of a text that is about its date alone
MARK_LIMIT = 4000
REACH = 14  # levels above an element that are looked at

#: Words that name nothing by themselves: a link of these alone is a button.
_BUTTON_WORDS = (
    "read learn see view find out show discover download get open click continue more full all go next previous older"
    " newer back comment comments detail details pdf html here article story release press news the this now reading"
    " version print share post weiter mehr lesen zum artikel erfahren lire la suite plus en savoir leer más"
)
_GENERIC = re.compile(rf"(?:(?:{'|'.join(_BUTTON_WORDS.split())}|\d+)\b[\s.…»>→:-]*)+", re.I)
_LEAD_IN = re.compile(
    rf"^(?:(?:{'|'.join(_BUTTON_WORDS.split())}|about|on|über)\b\s*)+(?::\s*|(?<=about )|(?<=on )|(?<=über ))", re.I
)
_FURNITURE = re.compile(
    r"breadcrumbs?|cookie[\w-]*|(?:site|main|top|primary)[-_]?(?:nav\w*|menu|footer)|pagination|pager|social|share|sidebar|"
    r"widget-area|footer|skip-links?"
)
_TEXT_TAGS = frozenset({"p", "div", "span", "strong", "b", "em", "td"})
_TITLED = re.compile(r"title|headline", re.I)
_DATE_NAMES = re.compile(r"date|time|publish|posted|day", re.I)


@dataclass(slots=True, eq=False)
class DateMark:
    """A date shown at `position` in the page. `heads` says that it may stand over several items."""

    tag: Tag
    when: When
    position: int
    heads: bool


@dataclass(slots=True, eq=False)
class LinkMark:
    """A link at `position`. `title` is "" where its own words name nothing, `label` what it is called for screen
    readers; `strong` where it is in a heading or holds one."""

    tag: Tag
    url: str
    title: str
    label: str
    position: int
    strong: bool


@dataclass(slots=True)
class Marks:
    """All marks of a page in order, and each element's place in the document by its identity.

    `titles` are the headings and what calls itself a title, with their places.
    """

    dates: list[DateMark] = field(default_factory=list)
    links: list[LinkMark] = field(default_factory=list)
    titles: list[tuple[int, Tag]] = field(default_factory=list)
    positions: dict[int, int] = field(default_factory=dict)


def find_marks(page: Page, reading: DateReading) -> Marks:
    """Dates, links and headings outside navigation, footers and what is not shown."""
    marks = Marks()
    taken: set[int] = set()
    outside: set[int] = set()
    links: list[tuple[int, Tag, str]] = []
    years = _years(page)
    for position, node in enumerate(page.soup.descendants):
        if len(marks.dates) + len(links) > MARK_LIMIT:
            break
        marks.positions[id(node)] = position
        if id(node.parent) in outside or (isinstance(node, Tag) and _is_furniture(node)):
            outside.add(id(node))
        elif isinstance(node, Tag):
            if node.name in HEADINGS or _TITLED.search(attribute(node, "class")):
                marks.titles.append((position, node))
            if node.name == "a" and (target := _article_target(page, node)):
                links.append((position, node, target))
            elif id(node) not in taken:
                _mark_stamp(node, position, marks, taken, reading)
        elif type(node) is NavigableString and node.parent is not None and id(node.parent) not in taken:
            _mark_text(node, position, marks, taken, reading)
    _give_years(marks, years)
    dates = {id(mark.tag) for mark in marks.dates}
    all_links = [_link(tag, target, position, dates) for position, tag, target in links]
    often = Counter((link.url, link.title) for link in all_links if link.title)
    # The same words to the same place over and over are a category, an author or the company, not a headline; to
    # different places, most of the page's, they are a button (a company may well declare "Dividend" four times a year).
    marks.links = [link for link in all_links if often[link.url, link.title] < 3]
    places: dict[str, set[str]] = {}
    for link in marks.links:
        places.setdefault(link.title, set()).add(link.url)
    for link in marks.links:
        if len(places[link.title]) >= max(3, len(marks.links) // 3):
            link.title, link.strong = "", False
    return marks


def _is_furniture(tag: Tag) -> bool:
    """Whether the element is what every page of a site has: navigation, footer, cookie banner, sharing."""
    if tag.name == "footer" and within(tag, {"article", "li", "a"}):
        return False  # a card's own, where its date often stands
    if tag.name in {"nav", "footer", "aside"} or attribute(tag, "role") in {"navigation", "contentinfo", "menu"}:
        return True
    # Whole names only, and never the body: "content-sidebar-wrap" and "no-sidebar" are where the news is.
    names = f"{attribute(tag, 'class')} {attribute(tag, 'id')}".lower().split()
    return tag.name != "body" and any(_FURNITURE.fullmatch(name) for name in names)


def _article_target(page: Page, tag: Tag) -> str:
    """Where a link goes, if it may go to an article."""
    about = set(attribute(tag, "rel").lower().split()) & {"author", "tag", "category", "next", "prev"}
    target = link_target(page, attribute(tag, "href"))
    return "" if about else target


def _mark_stamp(tag: Tag, position: int, marks: Marks, taken: set[int], reading: DateReading) -> None:
    stamp = _stamp(tag)
    when = (read_stamp(stamp, reading) or find_date(folded(text_of(tag, DATE_TEXT_LIMIT)), reading)) if stamp else None
    if when is None:
        return
    if follows_other_label(tag):
        taken.update(id(d) for d in (tag, *islice(tag.descendants, NODES)))
        return
    # "entry-date published updated" is what WordPress calls the date of a post that was never changed.
    names = attribute(tag, "class")
    if PUBLISHED.search(names) or not NOT_PUBLISHED.search(names):
        marks.dates.append(DateMark(tag, when, position, _heads(tag)))
    taken.update(id(d) for d in (tag, *islice(tag.descendants, NODES)))


def _stamp(tag: Tag) -> str:
    if tag.name == "time":
        return attribute(tag, "datetime") or text_of(tag, DATE_TEXT_LIMIT)
    if "datePublished" in attribute(tag, "itemprop"):
        return attribute(tag, "content") or attribute(tag, "datetime") or text_of(tag, DATE_TEXT_LIMIT)
    return next(
        (v for n in ("data-date", "data-published", "data-pubdate", "data-datetime") if (v := attribute(tag, n))), ""
    )


def _link(tag: Tag, target: str, position: int, dates: set[int]) -> LinkMark:
    heading = next((t for t in islice(tag.descendants, NODES) if isinstance(t, Tag) and t.name in HEADINGS), None)
    inside = within(tag, HEADINGS)
    title = tidy_title(_undated_text(heading, dates) if heading else _words_of(tag, dates))
    longer = tidy_title(attribute(tag, "title") or attribute(tag, "aria-label"))
    stem = re.sub(r"\s*(?:…|\.\.\.)$", "", title)
    if stem != title and longer.lower().startswith(stem.lower()):
        title = longer
    if _GENERIC.fullmatch(title) or len(title) < 4 or _is_date_alone(title):
        title = ""
    label = _LEAD_IN.sub("", longer)
    label = "" if _GENERIC.fullmatch(label) or len(label.split()) < 3 else label
    return LinkMark(tag, target, title, label, position, bool(title) and bool(heading or inside))


def _is_date_alone(text: str) -> bool:
    """Whether a link's text is the date it hangs on: months, numbers and nothing that a headline would add."""
    words = [word for word in re.findall(r"[^\W\d_]+", folded(text)) if word not in month_words()]
    return sum(map(len, words)) <= 6 and bool(re.search(r"\d", text)) and len(text) <= DATE_TEXT_LIMIT


def within(tag: Tag, names: Collection[str]) -> bool:
    """Whether one of the next levels above is an element so named."""
    return any(outer.name in names for outer in islice(tag.parents, REACH))


def _undated_text(tag: Tag, dates: set[int]) -> str:
    """The tag's text without what was found to be a date in it."""
    parts = [
        str(t) for t in tag.strings if not any(id(outer) in dates and outer is not tag for outer in _up_to(t, tag))
    ]
    return " ".join(" ".join(parts).split())


def _up_to(text: NavigableString, tag: Tag) -> Iterator[Tag]:
    for outer in text.parents:
        yield outer
        if outer is tag:
            return


def _words_of(link: Tag, dates: set[int]) -> str:
    """A link's text; of a card that is a link as a whole, what stands in its first long part."""
    inner = islice(link.descendants, NODES)
    leaves = [t for t in inner if isinstance(t, Tag) and t.name in _TEXT_TAGS and not t.find(True)]
    parts = [text_of(t) for t in leaves if id(t) not in dates]
    card = len([p for p in parts if len(p) > 3]) > 1 and any(t.name in {"p", "div"} for t in leaves)
    long = next((p for p in parts if len(p) >= 20 and find_words(p) >= 3), "") if card else ""
    return long or _undated_text(link, dates)


def _mark_text(node: NavigableString, position: int, marks: Marks, taken: set[int], reading: DateReading) -> None:
    parent = node.parent
    if isinstance(node, Comment | PreformattedString) or parent is None or parent.name in UNREAD or not node.strip():
        return
    in_link = parent.name == "a" or within(parent, {"a", *HEADINGS})
    if len(node) > DATE_TEXT_LIMIT and not in_link and (when := dateline(node, reading)):
        marks.dates.append(DateMark(parent, when, position, heads=False))
        return
    if len(node) > 400 or not MAY_BE_DATED.search(node) or follows_other_label(node):
        return
    found = _dated_text(node, parent, reading)
    if found is None:
        return
    tag, when = found
    marks.dates.append(DateMark(tag, when, position, _heads(tag)))
    if len(text_of(tag, DATE_TEXT_LIMIT)) <= DATE_TEXT_LIMIT:
        taken.update(id(d) for d in (tag, *islice(tag.descendants, NODES)))


def _dated_text(node: NavigableString, parent: Tag, reading: DateReading) -> tuple[Tag, When] | None:
    """The element around a text that is a date with little beside it, a date with its year before one without."""
    best: tuple[Tag, When] | None = None
    for tag in (None, parent, *islice(parent.parents, 3)):
        if tag is not None and tag.name in {"body", "html", "[document]"}:
            break
        text = folded(text_of(tag, DATE_TEXT_LIMIT) if tag is not None else str(node))
        text = of_publishing(text)
        if len(text) > DATE_TEXT_LIMIT:
            break
        when = find_date(text, reading)
        if when and not NOT_PUBLISHED.search(text) and _is_date_text(text, when, tag or parent):
            best = best if best and when.yearless else (tag or parent, when)
            if not when.yearless:
                break
        if tag is not None and (tag.name == "a" or tag.name in HEADINGS):
            break  # what a headline says of a day is not a date of the list's
    return best


def _is_date_text(text: str, when: When, tag: Tag) -> bool:
    """Whether a short text is a date with little around it, not a headline that names a day."""
    around = len(text) - (when.end - when.start)
    if tag.name == "a":
        return around <= (12 if _DATE_NAMES.search(attribute(tag, "class")) else 0)
    card = next((outer for outer in islice(tag.parents, REACH) if outer.name == "a"), None)
    if card and not any(isinstance(t, Tag) and t.name in HEADINGS for t in islice(card.descendants, NODES)):
        return around <= 12  # without a heading, a link's longer texts are its headline
    if tag.name in HEADINGS or within(tag, HEADINGS):
        return around <= 12
    rest = f"{text[: when.start]}|{text[when.end :]}"
    at_edge = when.start <= 14 or when.end >= len(text) - 3
    return around <= 8 or (at_edge and around <= 40 and not re.search(r"[.!?] ", rest))


def _heads(tag: Tag) -> bool:
    headed = {*HEADINGS, "dt", "th", "caption", "strong", "summary", "b"}
    return tag.name in headed or any(p.name in headed for p in islice(tag.parents, 2))


def _years(page: Page) -> list[tuple[int, int]]:
    """Headings that are a year alone: (the heading's identity, year)."""
    tags = page.soup.find_all([*HEADINGS, "dt", "th", "caption", "summary", "strong"])
    found = ((id(t), re.fullmatch(r"\D{0,12}(20\d\d)\D{0,12}", text_of(t, DATE_TEXT_LIMIT))) for t in tags[:400])
    return [(key, int(match[1])) for key, match in found if match]


def _give_years(marks: Marks, years: list[tuple[int, int]]) -> None:
    """Dates without a year take it from the heading above, else go back in time with the list they stand in."""
    above = sorted((marks.positions[key], year) for key, year in years if key in marks.positions)
    last: When | None = None
    for mark in marks.dates:
        if not mark.when.yearless:
            continue
        year = next((y for place, y in reversed(above) if place < mark.position), 0)
        date_read = mark.when.at
        if year:
            date_read = _in_year(date_read, year)
        elif last is not None:
            while date_read > last.at and (date_read - last.at).days > 7:
                date_read = _in_year(date_read, date_read.year - 1)
        mark.when = last = When(date_read, yearless=True)


def _in_year(at: datetime, year: int) -> datetime:
    never = (at.month, at.day) == (2, 29) and not isleap(year)
    return at.replace(year=year, day=28) if never else at.replace(year=year)
