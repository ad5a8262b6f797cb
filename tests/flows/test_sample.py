"""The sample and its server, over real HTTP."""

from __future__ import annotations

import csv
import json
import socket
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import phonenumbers
import pytest

from callnow.errors import DataFileError
from flows.demo.sample import PROSPECTS, SAMPLE, SampleServer

NOW = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleServer]:
    with SampleServer(NOW) as server:
        yield server


def get(url: str, **headers: str) -> tuple[int, Message, str]:
    request = urllib.request.Request(url, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read().decode("utf-8")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, ""


def test_rss_with_whole_texts(sample: SampleServer) -> None:
    """The first wire is RSS with a summary and the whole text of each item, newest first, never of the future."""
    status, headers, text = get(f"{sample.base}/gullrock.rss")
    items = ET.fromstring(text).findall("channel/item")
    times = [parsedate_to_datetime(i.findtext("pubDate", "")) for i in items]
    assert (status, headers["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")
    assert len(items) >= 10
    assert times == sorted(times, reverse=True)
    assert NOW - timedelta(days=11) < times[-1]
    assert times[0] < NOW
    assert all(len(i.findtext(f"{CONTENT}encoded", "")) > len(i.findtext("description", "")) for i in items)


def test_rss_with_summaries(sample: SampleServer) -> None:
    """The second wire gives titles and summaries only."""
    _, _, text = get(f"{sample.base}/ferrywire.rss")
    assert "Ratchet, Inc. Appoints" in text
    assert "40,000 technicians" not in text
    assert CONTENT.strip("{}") not in text


def test_atom(sample: SampleServer) -> None:
    """The trade news is Atom with an id, a link, a time and the text of each entry; letters beyond ASCII survive."""
    _, _, text = get(f"{sample.base}/dray-and-derrick.atom")
    entries = ET.fromstring(text).findall(f"{ATOM}entry")
    titles = [e.findtext(f"{ATOM}title") for e in entries]
    assert "Skarvåg Seafood to cut 75 jobs at Seattle plant" in titles
    assert len({e.findtext(f"{ATOM}id") for e in entries}) == len(entries)
    assert all(datetime.fromisoformat(e.findtext(f"{ATOM}published", "")) < NOW for e in entries)
    assert all(e.findtext(f"{ATOM}content", "").startswith("<p>") for e in entries)


def test_json_feed(sample: SampleServer) -> None:
    """The column on management moves is JSON Feed 1.1."""
    _, headers, text = get(f"{sample.base}/corner-seat.json")
    feed = json.loads(text)
    assert headers["Content-Type"].startswith("application/feed+json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert {"id", "url", "title", "content_html", "date_published"} <= feed["items"][0].keys()


def test_newsroom(sample: SampleServer) -> None:
    """The press page lists dated headlines that link to the articles, under the classes that its selectors name."""
    _, headers, text = get(f"{sample.base}/newsroom/calderbrook")
    room = next(f for f in sample.feeds if f.kind == "newsroom")
    assert headers["Content-Type"].startswith("text/html")
    assert text.count('<li class="press-row">') == 6
    assert room.company == "Calderbrook Instruments"
    assert room.selectors
    assert all(f'class="{s.partition(".")[2]}"' in text for s in room.selectors.values())
    assert '<a class="press-row__headline" href="/release/calderbrook-coo">' in text


def test_article_pages(sample: SampleServer) -> None:
    """Every item of every wire has its own page with title, day of publication and text."""
    for wire in sample.wires:
        for item in wire.items:
            status, _, text = get(f"{sample.base}/release/{item.id}")
            assert status == 200
            assert item.published_at.isoformat() in text
            assert "<article><h1>" in text
            assert "{day" not in text + item.title + item.summary


def test_days_in_texts_follow_the_clock(sample: SampleServer) -> None:
    """A text names the day it was published on, and later days counted from it."""
    _, _, text = get(f"{sample.base}/release/harrowmere-headquarters")
    assert "AUSTIN, Texas, February 28, 2026" in text
    assert "May 14, 2026" in text


def test_unchanged_feeds_answer_304(sample: SampleServer) -> None:
    """Either validator that a feed gave is answered with 304 and no body; an unmatched tag beats the time."""
    url = f"{sample.base}/gullrock.rss"
    _, headers, _ = get(url)
    tag, modified = headers["ETag"], headers["Last-Modified"]
    assert get(url, If_None_Match=tag)[::2] == (304, "")
    assert get(url, If_Modified_Since=modified)[::2] == (304, "")
    assert get(url, If_None_Match='"other"', If_Modified_Since=modified)[0] == 200
    assert get(url, If_Modified_Since="yesterday")[0] == 200


def test_the_same_day_gives_the_same_items() -> None:
    """Served twice on a day, at other ports, items keep ids and times: a second demo repeats nothing."""

    def rows(now: datetime) -> list[tuple[str | None, str | None]]:
        with SampleServer(now) as server:
            items = ET.fromstring(get(f"{server.base}/ferrywire.rss")[2]).findall("channel/item")
        return [(i.findtext("guid"), i.findtext("pubDate")) for i in items]

    assert rows(NOW) == rows(NOW + timedelta(hours=20))
    assert rows(NOW) != rows(NOW + timedelta(days=1))


def test_subscription_list(sample: SampleServer) -> None:
    """The list names the four feeds as feeds and the newsroom as a link, and each address answers."""
    outlines = list(ET.fromstring(get(sample.opml)[2]).iter("outline"))
    feeds = [o.get("xmlUrl") for o in outlines if o.get("type") == "rss"]
    links = [o.get("url") for o in outlines if o.get("type") == "link"]
    assert {*feeds, *links} == {f.url for f in sample.feeds}
    assert len(feeds) == 4
    assert all(get(url)[0] == 200 for url in [*feeds, *links] if url)


def test_robots_and_unknown_paths(sample: SampleServer) -> None:
    """Robots may read everything, what is not there is 404, and the folder itself cannot be reached."""
    assert "Allow: /" in get(f"{sample.base}/robots.txt")[2]
    assert get(f"{sample.base}/release/nothing")[0] == 404
    assert get(f"{sample.base}/../../pyproject.toml")[0] == 404
    assert get(f"{sample.base}/prospects.csv")[0] == 404


def test_the_server_ends_with_its_block() -> None:
    """After the block the port is closed again, also when the block raised."""
    server = SampleServer(NOW)

    def interrupted() -> None:
        with server:
            assert get(f"{server.base}/robots.txt")[0] == 200
            raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        interrupted()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", urlsplit(server.base).port or 0)) != 0


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("wires = [", "line 1: not TOML"),
        ("wires = []", "items: missing"),
        (
            "wires = []\n[[items]]\nid='a'\nwire='w'\ndays_ago=0\ntime=09:00:00\ntitle=''\nbody=''",
            "line 5, items 1, days_ago: must be greater than or equal to 1",
        ),
        ("wires = []\n[[items]]\nid='a'\nwire='w'\ndays_ago=1\ntime=09:00:00\ntitle=''\nbody=''", "not declared: w"),
    ],
)
def test_a_broken_news_file_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    """A mistake in news.toml is told with the file and the place in it."""
    (tmp_path / "news.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=complaint) as caught:
        SampleServer(NOW, tmp_path)
    assert caught.value.where.startswith(str(tmp_path / "news.toml"))


def test_prospects_are_invented_and_can_be_called() -> None:
    """Every number lies in 555-01xx and is valid for its area, but for the one bad one; mail is at example domains."""
    rows = list(csv.DictReader(PROSPECTS.read_text(encoding="utf-8").splitlines()))
    numbers = [phonenumbers.parse(r["phone"], "US") for r in rows]
    bad = [r["name"] for r, n in zip(rows, numbers, strict=True) if not phonenumbers.is_valid_number(n)]
    assert all(str(n.national_number)[3:8] == "55501" for n in numbers)
    assert bad == ["Solveig Park"]
    assert [r["name"] for r in rows if not r["employer"]] == ["Barnaby Ostergaard"]
    assert all(r["email"].partition("@")[2] in {"example.com", "example.org", "example.net"} for r in rows)
    assert len({r["name"] for r in rows}) == len(rows) >= 25


def test_expectations_speak_of_the_sample(sample: SampleServer) -> None:
    """Every prospect and item that expected.toml names exists, and every item is spoken of once."""
    expected = tomllib.loads((SAMPLE / "expected.toml").read_text(encoding="utf-8"))
    names = {r["name"] for r in csv.DictReader(PROSPECTS.read_text(encoding="utf-8").splitlines())}
    called = [*expected["call_now"], *expected["worth_knowing"]]
    rung = {p for e in expected["call_now"] for p in e["prospects"]}
    silent = {e["prospect"] for e in expected["silent"]}
    calling, quiet = ({i for e in expected[k] for i in e["items"]} for k in ("call_now", "no_call"))
    assert {p for e in called for p in e["prospects"]} <= names
    assert rung | silent == names
    assert not rung & silent
    assert not calling & quiet
    assert calling | quiet == {i.id for w in sample.wires for i in w.items}
