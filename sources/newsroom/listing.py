"""Releases from how a page looks: dates and links that stand together.

Each date looks for the smallest element around it that also holds a link. Where that element has one date, it is one
release (or, under a heading that is a date, several); where it has many, links and dates alternate in it and each date
takes the link on its side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from urllib.parse import urlsplit

from bs4.element import Tag

from sources.newsroom.marks import REACH, DateMark, LinkMark, Marks, find_marks
from sources.newsroom.page import Page, Release, attribute, find_words, shorten, text_of, tidy_title
from sources.newsroom.when import DateReading, When, date_in_address, find_date, folded

CLIMB = 8  # levels from a date to what holds its link


def read_listing(page: Page, reading: DateReading) -> list[Release]:
    """Releases in page order, each link once. Dated ones; where no date is shown, those whose address names a day;
    failing that, the headlines of the page's longest list, undated."""
    marks = find_marks(page, reading)
    dated = _dated(marks)
    if dated:
        return dated
    strong = [link for link in marks.links if link.title]
    within_titles = _dated_titles(strong, reading)
    if within_titles:
        return within_titles
    by_address = [(link, when) for link in strong if (when := date_in_address(link.url, reading))]
    if by_address:
        return _unique(_release(link, when, None) for link, when in by_address)
    return _unique(_release(link, None, _record(link)) for link in _longest_list(page, strong))


def _dated(marks: Marks) -> list[Release]:
    around = _Around(marks)
    groups: dict[int, tuple[Tag, list[DateMark]]] = {}
    for mark in marks.dates:
        holder = _holder(mark, around)
        if holder:
            groups.setdefault(id(holder), (holder, []))[1].append(mark)
    claimed: set[str] = set()
    rows: list[tuple[int, Release]] = []
    # From the end of the page: what lies within another element begins behind it, and has its turn before it.
    for holder, dates in sorted(groups.values(), key=lambda g: -marks.positions[id(g[0])]):
        links = [link for link in around.links[id(holder)] if link.url not in claimed]
        for link, mark in _pairs(dates, links):
            title = link.title or _title_before(link, holder, marks) or link.label or _longest_text(link, mark)
            if link.url in claimed or not _is_headline(title):
                continue
            claimed.add(link.url)
            record = holder if len(dates) == 1 else None
            rows.append((link.position, _release(link, mark.when, record, title)))
    return [release for _, release in sorted(rows, key=lambda row: row[0])]


class _Around:
    """What each element holds, by the element's identity: links, how many dates, whether a title."""

    def __init__(self, marks: Marks) -> None:
        self.links: dict[int, list[LinkMark]] = {}
        for link in marks.links:
            for tag in (link.tag, *islice(link.tag.parents, REACH)):
                self.links.setdefault(id(tag), []).append(link)
        self.dates = Counter(id(tag) for mark in marks.dates for tag in (mark.tag, *islice(mark.tag.parents, REACH)))
        self.titled = {id(outer) for _, tag in marks.titles for outer in (tag, *islice(tag.parents, REACH))}


def _holder(mark: DateMark, around: _Around) -> Tag | None:
    """The smallest element around the date that holds a headline, else a link; or the link that holds the date.

    Beyond an element that holds more dates begins what belongs to another release.
    """
    first = None
    for tag in (mark.tag, *islice(mark.tag.parents, CLIMB)):
        if tag.name == "html" or (first and around.dates[id(tag)] > around.dates[id(first)]):
            break
        if id(tag) not in around.links:
            continue
        if id(tag) in around.titled or any(_says_much(link) for link in around.links[id(tag)]):
            return tag
        first = first or tag
    return first


def _says_much(link: LinkMark) -> bool:
    return link.strong or find_words(link.title) >= 4 or len(link.title) >= 25


def _pairs(dates: Sequence[DateMark], links: Sequence[LinkMark]) -> Iterable[tuple[LinkMark, DateMark]]:
    """Which link each date of one element belongs to."""
    if not links:
        return
    if len(dates) == 1:
        [mark] = dates
        headlines = _headlines(links)
        if mark.heads and len(headlines) > 1 and all(link.position > mark.position for link in headlines):
            yield from ((link, mark) for link in headlines)
        else:
            yield _best(links), mark
        return
    if len({link.url for link in links}) == 1:
        yield _best(links), min(dates, key=lambda d: d.when.at)  # posted and updated
        return
    date_first = dates[0].position < links[0].position
    bounds = [mark.position for mark in dates]
    for number, mark in enumerate(dates):
        low = bounds[number] if date_first else (bounds[number - 1] if number else -1)
        high = (
            bounds[number + 1]
            if date_first and number + 1 < len(bounds)
            else bounds[number]
            if not date_first
            else 10**9
        )
        own = [link for link in links if low < link.position < high]
        headlines = _headlines(own)
        if mark.heads and date_first and len(headlines) > 1:
            yield from ((link, mark) for link in headlines)
        elif own:
            yield _best(own), mark


def _headlines(links: Sequence[LinkMark]) -> list[LinkMark]:
    by_address: dict[str, LinkMark] = {}
    for link in links:
        if link.title and _is_headline(link.title):
            by_address.setdefault(link.url, link)
    return list(by_address.values())


def _best(links: Sequence[LinkMark]) -> LinkMark:
    """The link that is the headline: in a heading, else the one with most to say."""
    return max(links, key=lambda link: (link.strong, bool(link.title) and _is_headline(link.title), len(link.title)))


def _is_headline(title: str) -> bool:
    return find_words(title) >= 2 and len(title) >= 6


def _title_before(link: LinkMark, holder: Tag, marks: Marks) -> str:
    """The last heading or title before a link that says only "Read more", within the holder."""
    last = bisect_left(marks.titles, link.position, key=lambda title: title[0]) - 1
    if last < 0 or marks.titles[last][0] <= marks.positions.get(id(holder), 0):
        return ""
    return tidy_title(text_of(marks.titles[last][1]))


def _longest_text(link: LinkMark, mark: DateMark) -> str:
    """What a row says beside its date and its button: the longest text of the cells around the link."""
    row = next((outer for outer in islice(link.tag.parents, CLIMB) if outer.name in {"tr", "li", "article"}), None)
    cells = list(row.find_all(["td", "p", "span", "div", "strong"], limit=40)) if row else []
    texts = [text_of(cell) for cell in cells if cell is not mark.tag and not cell.find("a") and not cell.find("td")]
    return tidy_title(max(texts, key=len, default=""))


def _release(link: LinkMark, when: When | None, record: Tag | None, title: str = "") -> Release:
    return Release(title or link.title, link.url, when, _summary(record, title or link.title) if record else "")


def _summary(record: Tag, title: str) -> str:
    """The record's text that is neither headline, date nor button: a paragraph, else what calls itself a summary."""
    texts = [text_of(tag) for tag in record.find_all("p")]
    texts += [
        text_of(t) for t in record.find_all(class_=re.compile(r"summary|excerpt|teaser|desc|abstract|lead", re.I))
    ]
    long = [t for t in texts if len(t) > 40 and tidy_title(t) != title]
    return shorten(long[0]) if long else ""


_DATE_FIRST = re.compile(r"^(?P<date>.{6,30}?)(?:\s*[:|]|\s+[-–—])\s+(?P<title>\D.{5,})$")
_DATE_LAST = re.compile(r"^(?P<title>.{6,}?)\s+(?:[-–—|]\s+|\()(?P<date>[^()]{6,30})\)?$")


def _dated_titles(links: Sequence[LinkMark], reading: DateReading) -> list[Release]:
    """Headlines that carry their date themselves, before or behind: where most of the page's headlines do so alike."""
    headlines = [link for link in links if find_words(link.title) >= 3]
    for pattern in (_DATE_FIRST, _DATE_LAST):
        releases = []
        for link in headlines:
            parts = pattern.match(link.title)
            when = find_date(folded(parts["date"]), reading) if parts else None
            if parts and when and len(folded(parts["date"])) - (when.end - when.start) <= 4:
                releases.append(Release(tidy_title(parts["title"]), link.url, when))
        if len(releases) >= max(2, len(headlines) // 2):
            return _unique(releases)
    return []


def _record(link: LinkMark) -> Tag | None:
    return next((p for p in islice(link.tag.parents, 4) if p.name in {"li", "article", "tr"}), None)


def _longest_list(page: Page, links: Sequence[LinkMark]) -> list[LinkMark]:
    """The headlines of the list that says most: three or more links of one form, to this site, with words to them."""
    host = urlsplit(page.url).hostname
    lists: dict[tuple[str, ...], list[LinkMark]] = {}
    for link in links:
        if urlsplit(link.url).hostname == host and find_words(link.title) >= 4:
            form = tuple(f"{t.name}.{attribute(t, 'class')}" for t in (link.tag, *islice(link.tag.parents, 3)))
            lists.setdefault(form, []).append(link)
    best = max(lists.values(), key=lambda ls: sum(len(link.title) for link in ls), default=[])
    return best if len({link.url for link in best}) >= 3 else []


def _unique(releases: Iterable[Release]) -> list[Release]:
    by_address: dict[str, Release] = {}
    for item in releases:
        if _is_headline(item.title):
            by_address.setdefault(item.url, item)
    return list(by_address.values())
