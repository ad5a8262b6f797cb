"""Press-release pages: the general reader on golden pages, selectors, bespoke sites, and pages that mean harm."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from callnow.errors import ParseFailed
from callnow.model import Announcement
from sources import sites
from sources.charset import with_declared_charset
from sources.feed import Feed
from sources.newsroom.marks import _in_year
from sources.newsroom.page import PAGE_LIMIT
from sources.readers.newsroom import read
from sources.sites import site_reader

PAGES = Path(__file__).parent / "pages"
SITES = Path(__file__).parent / "sites"
REPLAY = Path(__file__).resolve().parents[2] / ".." / "shared" / "wire" / "replay.py"
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
GOLDEN = sorted(PAGES.glob("*.json"))


def feed(url: str = "https://news.tallgrass.example/news", **declared: Any) -> Feed:
    return Feed(name="Tallgrass newsroom", url=url, kind="newsroom", **declared)


def read_golden(file: Path) -> tuple[list[Announcement], list[tuple[str, str, str | None]]]:
    """What the reader makes of a golden page, and what it should make of it."""
    wanted = json.loads(file.read_text(encoding="utf-8"))
    at = datetime.fromisoformat(wanted["fetched_at"])
    got = read(file.with_suffix(".html").read_bytes(), feed(wanted["url"], **wanted.get("feed", {})), wanted["url"], at)
    return got, [(item["title"], item["url"], item["date"]) for item in wanted["items"]]


def as_listed(items: list[Announcement]) -> list[tuple[str, str, str | None]]:
    return [(a.title, a.url, a.published_at.date().isoformat() if a.date_known else None) for a in items]


@pytest.mark.parametrize("file", GOLDEN, ids=lambda f: f.stem)
def test_golden_page(file: Path) -> None:
    """Every item of the page has the right title, link and day, and nothing else on the page is taken for one."""
    got, wanted = read_golden(file)
    assert sorted(as_listed(got), key=str) == sorted(wanted, key=str)


def test_golden_pages_as_a_whole() -> None:
    """Of all items on all page shapes at least 95 % have the right title, link and day."""
    right = total = 0
    for file in GOLDEN:
        got, wanted = read_golden(file)
        right += len(set(as_listed(got)) & set(wanted))
        total += len(wanted)
    assert len(GOLDEN) >= 12
    assert right / total >= 0.95


def test_items_carry_summary_language_and_company() -> None:
    """An item has what the page says under its headline, the page's language, and the company whose page it is."""
    file = PAGES / "articles_time.html"
    first = read(file.read_bytes(), feed(company="Tallgrass Robotics"), "https://news.tallgrass.example/news", NOW)[0]
    assert first.text.startswith("The former Lumen Yards technology chief")
    assert (first.language, first.issuer, first.source) == ("en", "Tallgrass Robotics", "Tallgrass newsroom")
    assert first.id
    assert first.fetched_at == NOW


def test_todays_release_is_known_and_not_in_the_future() -> None:
    """A release dated today, read before noon, is dated no later than now and counts as dated."""
    body = b'<li><time datetime="2026-11-20">Today</time> <a href="/a">Tallgrass names a new chief executive</a></li>'
    early = datetime(2026, 11, 20, 6, tzinfo=UTC)
    [item] = read(body, feed(), "https://news.tallgrass.example/news", early)
    assert (item.published_at, item.date_known) == (early, True)


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("TODAY", 0),
        ("Yesterday", 1),
        ("2 days ago", 2),
        ("vor einer Woche", 7),
        ("il y a une heure", 0),
        ("monday", None),
    ],
)
def test_a_day_told_in_words_is_read(told: str, days: int | None) -> None:
    rows = "".join(
        f'<li><span>{told}</span> <a href="/news/{n}">Tallgrass Energy opens plant number {n} in Ohio</a></li>'
        for n in range(4)
    )
    items = read(f"<html><body><main><ul>{rows}</ul></main></body></html>".encode(), feed(), feed().url, NOW)
    assert len(items) == 4
    wanted = {None} if days is None else {(NOW - timedelta(days=days)).date().isoformat()}
    assert {date for _, _, date in as_listed(items)} == wanted


@pytest.mark.parametrize(
    "shown",
    [
        "<p>Published: 10 October 2026 | Last updated: 19 November 2026</p>",
        "<p>Last updated 19 November 2026, first published 10 October 2026</p>",
        "<p>Veröffentlicht am 10. Oktober 2026, zuletzt aktualisiert am 19. November 2026</p>",
        "<p><b>Updated:</b> 19 November 2026 <b>Published:</b> 10 October 2026</p>",
        '<time class="entry-date published updated" datetime="2026-10-10T09:00:00Z">10 October</time>',
        '<time class="published" datetime="2026-10-10"></time><time class="updated" datetime="2026-11-19"></time>',
        "Updated <time datetime='2026-11-19'></time>, published <time datetime='2026-10-10'></time>",
        "<dl><dt>Last updated</dt><dd>19 November 2026</dd><dt>Published</dt><dd>10 October 2026</dd></dl>",
        "<p>AUSTIN, Texas, Oct. 10, 2026 /Wire/ -- Tallgrass, founded on May 1, 1999, said today that it did so.</p>",
        "<p>Duluth (10. Oktober 2026) – Tallgrass hat das heute mitgeteilt, nachdem es lange nicht klar war.</p>",
    ],
)
def test_of_several_days_that_of_publishing_counts(shown: str) -> None:
    """Not that of a change: a post of WordPress that was never changed was undated, and its news called nobody."""
    items = read_card(shown)
    assert [item.published_at.date().isoformat() for item in items if item.date_known] == ["2026-10-10"] * 3


@pytest.mark.parametrize(
    "shown",
    [
        "<p>The report, published March 3, 2025, was updated by nobody.</p>",
        "<p>The board met on March 3, 2025 - and agreed to it in a very long session, as nobody had expected.</p>",
        '<time class="updated" datetime="2026-11-19">19 November 2026</time>',
    ],
)
def test_a_day_in_a_sentence_is_none_of_publishing(shown: str) -> None:
    """What a text says of a day is no date of the release, nor is a change of the page."""
    assert all(item.undated for item in read_card(shown))


def test_what_is_escaped_twice_is_read() -> None:
    """As JSON-LD of some programs is: the name of an employer would not be found in it, and the link led elsewhere."""
    item = '{"@type": "NewsArticle", "headline": "Quorrel &amp; Sons&#8217; plant closes", "url": "/n?a=1&amp;b=2"}'
    body = f'<html><body><script type="application/ld+json">[{item},{item},{item}]</script></body></html>'
    [read_item] = read(body.encode(), feed(), "https://a.example/", NOW)
    assert (read_item.title, read_item.url) == ("Quorrel & Sons’ plant closes", "https://a.example/n?a=1&b=2")


@pytest.mark.parametrize(
    ("host", "day"),
    [
        ("velmora.co.uk", "2026-11-04"),
        ("velmora.ie", "2026-11-04"),
        ("velmora.com", "2026-04-11"),
        ("velmora.io", "2026-04-11"),
        ("velmora.us", "2026-04-11"),
    ],
)
def test_the_domain_tells_which_number_is_the_month(host: str, day: str) -> None:
    """Where neither the feed's country nor other dates tell it, a page in English is read as its country writes."""
    page = b"<html lang='en'><ul><li>04/11/2026 <a href='/n/1'>Velmora names a CIO in Duluth</a></li></ul></html>"
    [item] = read(page, feed(), f"https://www.{host}/news", NOW)
    assert item.published_at.date().isoformat() == day


def read_card(shown: str) -> list[Announcement]:
    titles = ("names a CIO in Duluth", "closes its plant in Austin", "buys Quorrel in a large deal")
    cards = (f'<article><h3><a href="/n/{title[:5]}">Tallgrass {title}</a></h3>{shown}</article>' for title in titles)
    return read(f"<html><body>{''.join(cards)}</body></html>".encode(), feed(), feed().url, NOW)


@pytest.mark.parametrize(("year", "day"), [(2027, 28), (2028, 29)])
def test_29_february_is_kept_where_the_year_has_it(year: int, day: int) -> None:
    assert _in_year(datetime(2024, 2, 29, tzinfo=UTC), year) == datetime(year, 2, day, tzinfo=UTC)


def test_time_with_zone_is_kept() -> None:
    """A machine's time with its zone is read to the minute."""
    body = (
        b'<li><time datetime="2026-11-03T16:00:00-05:00">Nov 3</time> <a href="/a">Tallgrass names a new chief</a></li>'
    )
    [item] = read(body, feed(), "https://news.tallgrass.example/news", NOW)
    assert item.published_at == datetime(2026, 11, 3, 21, tzinfo=UTC)


def test_upcoming_events_are_no_releases() -> None:
    """What is dated days ahead is left out."""
    body = (
        b"<ul><li><b>December 8, 2026</b> <a href='/e'>Meet us at the winter fair in Omaha</a></li>"
        b"<li><b>November 3, 2026</b> <a href='/a'>Tallgrass names a new chief</a></li></ul>"
    )
    assert [a.url for a in read(body, feed(), "https://a.example/", NOW)] == ["https://a.example/a"]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.example",
        "#top",
        "https://u:p@evil.example/",
        "//",
        "http://[x",
    ],
)
def test_only_web_links_come_out(href: str) -> None:
    """A link that is not an http(s) address never becomes an item's link."""
    body = f'<li>Nov 3, 2026 <a href="{href}">Tallgrass names a new chief executive</a></li>'.encode()
    with pytest.raises(ParseFailed):
        read(body, feed(), "https://a.example/", NOW)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "not an HTML page"),
        (b"%PDF-1.7 <", "not an HTML page"),
        (b"<html><body><p>Nothing here yet.</p></body></html>", "lists no releases"),
        (b"<div>" * 5000, "nested more than"),
    ],
)
def test_a_page_without_releases_says_so(body: bytes, says: str) -> None:
    """A page with nothing to read is an error with what to do, not an empty list: silence must not look like health."""
    with pytest.raises(ParseFailed, match=says) as caught:
        read(body, feed(), "https://a.example/", NOW)
    assert caught.value.hint
    assert caught.value.where == "Tallgrass newsroom"


@pytest.mark.parametrize("broken", ["item", "title", "link", "date", "summary"])
def test_a_selector_that_matches_nothing_is_named(broken: str) -> None:
    """A selector that finds nothing on the page is named in the error."""
    wanted = json.loads((PAGES / "needs_selectors.json").read_text(encoding="utf-8"))
    selectors = {**wanted["feed"]["selectors"], broken: ".gone"}
    with pytest.raises(ParseFailed, match=rf"selectors\.{broken} '\.gone' matches nothing") as caught:
        read((PAGES / "needs_selectors.html").read_bytes(), feed(selectors=selectors), wanted["url"], NOW)
    assert "correct the selector" in caught.value.hint


def test_every_site_has_its_golden_page() -> None:
    """Each module in sources/sites has a page and what must be read from it; one without them fails here."""
    modules = [m for m in Path(sites.__file__).parent.glob("*.py") if m.stem != "__init__"]
    assert modules
    for module in modules:
        golden = SITES / f"{module.stem}.json"
        assert golden.exists(), f"{module.name} needs tests/sources/sites/{module.stem}.html and .json"
        wanted = json.loads(golden.read_text(encoding="utf-8"))
        assert site_reader(wanted["url"]) is not None, f"{module.name} does not read {wanted['url']}"
        got, items = read_golden(golden)
        assert as_listed(got) == items
    orphans = {g.stem for g in SITES.glob("*.json")} - {m.stem for m in modules}
    assert not orphans


HOSTILE = {
    "deep": "<div>" * 100_000,
    "open links": "<a href=x>" * 50_000,
    "many dates": "<p>Nov 3, 2026</p>" * 28_000,
    "dates in times": "<time>" * 80_000,
    "microdata": '<div itemscope itemtype="http://schema.org/NewsArticle"><span itemprop=name>' * 6_000,
    "microformats": "<div class=h-entry><span class=p-name>" * 13_000,
    "declared": '<script type="application/ld+json">' + "[" * 400_000,
    "attributes": "<a " + " ".join(f"a{n}=1" for n in range(80_000)) + ">",
    "headings": "<h2>2026" * 60_000,
    "lists": "".join(f"<li>Nov {n % 28 + 1}, 2026 <a href=/x{n}>Some head of words {n}</a>" for n in range(9_000)),
    "zeros": "<p>\0" * 50_000,
}


@pytest.mark.parametrize("share", [0.2, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages_are_read_or_refused(kind: str, share: float) -> None:
    """A page made to work its reader for long comes to an end, with no more than a page's worth of items."""
    try:
        items = read(HOSTILE[kind].encode()[: int(len(HOSTILE[kind]) * share)], feed(), "https://a.example/", NOW)
    except ParseFailed:
        items = []
    assert len(items) <= 4000


LISTED = (
    '<ul><li><a href="/a/b">Café Tallgrass names Jürgen Höß chief executive officer</a> 18 November 2026</li>'
    '<li><a href="/a/c">Société Tallgrass moves its head office to Zürich</a> 17 November 2026</li></ul>'
)
OLD = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"></head><body>'
TITLES = [
    "Café Tallgrass names Jürgen Höß chief executive officer",
    "Société Tallgrass moves its head office to Zürich",
]


@pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")
@pytest.mark.parametrize(
    ("body", "header"),
    [
        ((OLD + LISTED).encode(), "text/html; charset=utf-8"),
        ((OLD + LISTED).encode(), "text/html"),
        (b"\xef\xbb\xbf" + (OLD + LISTED).encode(), ""),
        ((OLD + LISTED).encode() + b"<p>\xe9</p>", "text/html; charset=UTF-8"),
        ((OLD + LISTED).encode("cp1252"), "text/html; charset=windows-1252"),
        ((OLD.replace("8859-2", "8859-1") + LISTED).encode("latin-1"), "text/html"),
        ((LISTED).encode("latin-1"), "text/html; charset=iso-8859-1"),
        (f'<?xml version="1.0" encoding="iso-8859-2"?>{OLD}{LISTED}'.encode(), "text/html"),
    ],
)
def test_the_header_counts_before_the_page(body: bytes, header: str) -> None:
    """As in browsers: what a page says of its charset counts only where the server says nothing and it is no UTF-8."""
    items = read(with_declared_charset(body, header), feed(), "https://news.tallgrass.example/news", NOW)
    assert [item.title for item in items] == TITLES


@pytest.mark.parametrize("length", range(PAGE_LIMIT - 3, PAGE_LIMIT + 4))
def test_a_page_that_is_cut_within_a_letter(length: int) -> None:
    """The first half MB is read in UTF-8, wherever it ends."""
    begun = (OLD + LISTED).encode() + b"<p>"
    body = begun + b"x" * (length - len(begun)) + "日本語".encode() * 5
    assert [item.title for item in read(body, feed(), "https://news.tallgrass.example/news", NOW)] == TITLES


SPOILS = [b"&#xD800;", b"<time datetime='9999-99-99T99:99'>", b"2026-13-45", b"<a href='http://[::1'>", b"Nov 31, 2026"]
SPOILS += [
    b"\xed\xa0\x80",
    b"https://x.example:999999/",
    b"<base href='//['>",
    b"\0",
    b"<meta charset='a\x01b'>",
    b"'",
    b'">',
    b"<",
]


@pytest.mark.parametrize("pages", [100, pytest.param(400, marks=pytest.mark.slow)])
def test_spoilt_pages_are_read_or_refused(pages: int) -> None:
    """Golden pages with bytes changed, doubled, lost and put in between are read or refused, never anything else."""
    chance = random.Random(20261120)
    bodies = [file.with_suffix(".html").read_bytes() for file in GOLDEN]
    outcomes = {"read": 0, "refused": 0}
    for _ in range(pages):
        body = bytearray(chance.choice(bodies))
        for _ in range(chance.randint(1, 10)):
            at = chance.randrange(len(body))
            until = at + chance.choice([0, 0, 1, 60])
            body[at:until] = chance.choice([*SPOILS, bytes(body[at : at + 200])])
        try:
            read(bytes(body), feed(), "https://a.example/", NOW)
            outcomes["read"] += 1
        except ParseFailed:
            outcomes["refused"] += 1
    assert outcomes["read"] > 0.75 * pages


@pytest.mark.skipif(not REPLAY.exists(), reason="needs ../shared")
def test_real_releases_on_a_replayed_newsroom() -> None:
    """The replayed newsroom pages are read whole, each item with its link and day."""
    served = subprocess.Popen(
        [sys.executable, str(REPLAY), "--port", "0", "--at", "2025-10-31"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert served.stdout is not None
        base = served.stdout.readline().split()[0]
        at = datetime(2025, 10, 31, 23, 59, tzinfo=UTC)
        for wire in ("citybiz", "newsdirect", "247PressRelease"):
            address = f"{base}/newsroom/{wire}"
            with urllib.request.urlopen(address, timeout=30) as answer:
                items = read(answer.read(), feed(address), address, at)
            assert len(items) == 50
            assert all(item.date_known and item.published_at <= at for item in items)
            assert all(item.url.startswith(f"{base}/release/{wire}/") for item in items)
    finally:
        served.terminate()
        served.wait(10)
