"""Article texts: what robots.txt allows, within a budget, and only the text of the article."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from callnow.errors import AddressRefused, FetchFailed, ParseFailed
from callnow.model import Announcement
from sources.article import ArticleText, read_articles
from sources.asking import asking
from sources.feed import Feed, SourceSettings
from sources.fetch import HttpResponse
from sources.kinds import read_items
from sources.readers.article import read

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
BODY = " ".join(f"Sentence number {n} says what Tallgrass Robotics has done in Duluth." for n in range(12))
PAGE = f"""<html lang="en"><head><title>Tallgrass names a CIO</title></head><body>
<nav><a href="/">Home</a> <a href="/n">News</a></nav>
<article><h1>Tallgrass names a CIO</h1>
<p>Tallgrass Robotics &amp; Co has named Ines Okafor chief information officer.</p><p>{BODY}</p>
</article><footer>Subscribe to our newsletter</footer></body></html>""".encode()


def item(number: int, url: str) -> Announcement:
    return Announcement(
        id=f"i{number}",
        source="Wire",
        title="Tallgrass names a CIO",
        text="",
        url=url,
        published_at=NOW,
        fetched_at=NOW,
    )


class Web:
    """Pages by address. A number stands for a status, which is raised as the fetch raises it."""

    def __init__(self, pages: dict[str, bytes | int]) -> None:
        self.pages, self.asked, self.busy, self.most = pages, [], {}, 0

    async def fetch(self, url: str) -> HttpResponse:
        self.asked.append(url)
        host = url.split("/")[2]
        self.busy[host] = self.busy.get(host, 0) + 1
        self.most = max(self.most, self.busy[host])
        await asyncio.sleep(0)
        self.busy[host] -= 1
        page = self.pages.get(url, 404)
        if isinstance(page, int):
            raise FetchFailed(f"answered {page}", kind="http", status=page)
        return HttpResponse(200, {"content-type": "text/html"}, page, url)


async def parse(body: bytes, feed: Feed, url: str, now: datetime, content_type: str) -> list[Announcement]:
    return read_items(body, feed, url, now)


def texts(web: Web, *urls: str, budget: int = 10) -> list[ArticleText]:
    items = [item(n, url) for n, url in enumerate(urls)]
    return asyncio.run(read_articles(items, fetch=web.fetch, parse=parse, agent="callnow", now=NOW, budget=budget))


def test_the_text_of_an_article_without_what_stands_around_it() -> None:
    """The article's sentences come out as text, its navigation and footer do not."""
    [article] = read(PAGE, Feed(name="Wire", url="https://a.example/1", kind="article"), "https://a.example/1", NOW)
    assert "Tallgrass Robotics & Co has named Ines Okafor chief information officer." in article.text
    assert "Sentence number 11" in article.text
    assert "Subscribe" not in article.text
    assert "Home" not in article.text


@pytest.mark.parametrize(
    "body", [b"", b"<html><body><div id=root></div></body></html>", b"<p>Too short.</p>", b"<div>" * 4000]
)
def test_a_page_without_an_article_says_so(body: bytes) -> None:
    """A page drawn by a script, an empty one and a hostile one are errors, not texts."""
    with pytest.raises(ParseFailed):
        read(body, Feed(name="Wire", url="https://a.example/1", kind="article"), "https://a.example/1", NOW)


def test_robots_txt_is_asked_once_and_obeyed() -> None:
    """What robots.txt forbids us is not fetched and says why; the file is asked for once a host."""
    web = Web(
        {
            "https://a.example/robots.txt": b"User-agent: callnow\nDisallow: /private/\n\nUser-agent: *\nDisallow: /\n",
            "https://a.example/1": PAGE,
            "https://a.example/private/2": PAGE,
        }
    )
    first, second = texts(web, "https://a.example/1", "https://a.example/private/2")
    assert "Ines Okafor" in first.text
    assert (first.announcement_id, first.error) == ("i0", None)
    assert second.error is not None
    assert "robots.txt" in second.error.what
    assert web.asked.count("https://a.example/robots.txt") == 1
    assert "https://a.example/private/2" not in web.asked


def test_missing_robots_txt_allows_a_failing_one_forbids() -> None:
    """A host without robots.txt is read; one that fails to give it (5xx) is left alone for this run."""
    web = Web(
        {
            "https://a.example/1": PAGE,
            "https://b.example/robots.txt": 503,
            "https://b.example/1": PAGE,
            "https://b.example/2": PAGE,
        }
    )
    first, second, third = texts(web, "https://a.example/1", "https://b.example/1", "https://b.example/2")
    assert first.text
    assert second.error is not None
    assert third.error is not None
    assert [url for url in web.asked if "b.example" in url] == ["https://b.example/robots.txt"]


def test_the_budget_and_the_hosts_are_kept() -> None:
    """No more articles than the budget are fetched, one at a time of a host; those without a link cost nothing."""
    urls = [f"https://a.example/{n}" for n in range(8)]
    web = Web({**dict.fromkeys(urls, PAGE)})
    assert len(texts(web, "", *urls, budget=3)) == 3
    assert len([url for url in web.asked if "robots" not in url]) == 3
    assert web.most == 1
    assert texts(Web({}), *urls, budget=0) == []


def test_a_failed_article_fails_alone() -> None:
    """An article that is gone is a value with its error, the next one is read."""
    web = Web({"https://a.example/2": PAGE, "https://a.example/3": b"<p>Short</p>"})
    gone, read_well, empty = texts(web, "https://a.example/1", "https://a.example/2", "https://a.example/3")
    assert isinstance(gone.error, FetchFailed)
    assert read_well.text
    assert isinstance(empty.error, ParseFailed)


agents: list[str] = []


def test_a_filings_text_is_that_of_its_document() -> None:
    """The link of an EDGAR announcement leads to the filing's index; the text is that of the 8-K it names."""
    base = "https://www.sec.gov/Archives/edgar/data/11/000111"
    index = b'<table class="tableFile"><tr><td>1</td><td><a href="doc.htm">doc.htm</a></td><td>8-K</td></tr></table>'
    web = Web({f"{base}/0001-index.htm": index, f"{base}/doc.htm": PAGE})
    [article] = texts(web, f"{base}/0001-index.htm")
    assert "Ines Okafor" in article.text


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        agents.append(self.headers["User-Agent"])
        body = PAGE if self.path == "/1" else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_over_real_http_with_checked_addresses(served: str) -> None:
    """Through the real fetch and the pool: a private host that the settings name is read, any other refused."""

    async def ask(settings: SourceSettings) -> list[ArticleText]:
        async with asking(settings, NOW, agents={"127.0.0.1": "Firm Ltd desk@firm.example"}) as ways:
            return await read_articles(
                [item(1, f"http://{served}/1")], fetch=ways.fetch, parse=ways.parse, agent="callnow", now=NOW, budget=5
            )

    [article] = asyncio.run(ask(SourceSettings(allow_private=frozenset({served}), workers=1)))
    assert "Ines Okafor" in article.text
    assert set(agents) == {"Firm Ltd desk@firm.example"}
    [refused] = asyncio.run(ask(SourceSettings(workers=1)))
    assert isinstance(refused.error, AddressRefused)
