"""The reader of feeds: RSS, Atom and JSON Feed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.errors import ParseFailed
from callnow.model import Announcement
from sources.charset import with_declared_charset
from sources.feed import Feed
from sources.feed_quick import quick_entries
from sources.feed_xml import xml_entries
from sources.kinds import read_items

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
URL = "https://wire.example.com/feeds/all.xml"
FEED = Feed("Wire", "https://wire.example.com/feed", company="Example Corp", language="en")

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:post="https://example.com/ns"><channel><title>Wire</title><link>https://wire.example.com/</link>
<item><title>Example &amp;amp; Sons names &lt;b&gt;Ann Lee&lt;/b&gt; CEO</title><link>https://example.com/1?utm_source=rss</link>
<guid isPermaLink="false">a-1</guid><pubDate>Mon, 02 Mar 2026 08:00:00 EST</pubDate><dc:creator>Desk</dc:creator>
<post:id>7</post:id><description>Short.</description>
<content:encoded><![CDATA[<p>Ann Lee leads.</p><p>From May.</p>]]></content:encoded></item>
<item><title>Second</title><guid>https://example.com/2</guid><description>Two</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Wire</title><id>urn:x</id>
<updated>2026-03-01T00:00:00Z</updated>
<entry><title type="html">M&amp;uuml;ller wird Chef</title><id>urn:1</id><link rel="self" href="https://example.com/s"/>
<link href="https://example.com/1"/><updated>2026-03-01T09:00:00+01:00</updated><author><name>X</name></author>
<summary>Kurz</summary></entry></feed>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Wire",
    "language": "en-GB",
    "items": [
        {
            "id": 7,
            "url": "/n/7",
            "title": "Seven",
            "content_html": "<p>Ann &amp; Bo</p>",
            "date_published": "2026-03-01T09:00:00Z",
        },
        {"id": "8", "external_url": "https://example.com/8", "summary": "Only a summary"},
        "no item",
    ],
}  # fmt: skip


def read(body: str | bytes, feed: Feed = FEED) -> list[Announcement]:
    return read_items(body.encode() if isinstance(body, str) else body, feed, URL, NOW)


def test_rss() -> None:
    """An RSS item gives its title and fullest text as plain text, its link, its time in UTC, and the feed's issuer."""
    first, second = read(RSS)
    assert first.title == "Example & Sons names Ann Lee CEO"
    assert first.text == "Ann Lee leads.\nFrom May."
    assert first.url == "https://example.com/1?utm_source=rss"
    assert first.published_at == datetime(2026, 3, 2, 9, tzinfo=UTC)  # said 13:00 UTC, which is still to come
    assert not first.date_known
    assert (first.guid, first.issuer, first.source, first.language) == ("a-1", "Example Corp", "Wire", "en")
    assert (second.url, second.date_known, second.published_at) == ("https://example.com/2", False, NOW)


def test_atom() -> None:
    """An Atom entry gives the same, with the page it links to, not itself."""
    (entry,) = read(ATOM)
    assert (entry.title, entry.text, entry.url) == ("Müller wird Chef", "Kurz", "https://example.com/1")
    assert (entry.published_at, entry.date_known) == (datetime(2026, 3, 1, 8, tzinfo=UTC), True)
    assert entry.language == "de"


def test_json_feed() -> None:
    """A JSON Feed gives the same, with relative links resolved and numbers as ids."""
    seven, eight = read(json.dumps(JSON))
    assert (seven.title, seven.text, seven.url, seven.guid) == (
        "Seven",
        "Ann & Bo",
        "https://wire.example.com/n/7",
        "7",
    )
    assert (eight.text, eight.url, eight.date_known) == ("Only a summary", "https://example.com/8", False)
    assert seven.language == "en-GB"


GLOBAL = RSS.replace("<dc:creator>", "<dc:language>fr_FR</dc:language><dc:identifier>7</dc:identifier><dc:creator>")
DUBLIN = GLOBAL.replace("pubDate>", "dc:date>").replace("Mon, 02 Mar 2026 08:00:00 EST", "2026-03-01T08:00:00-05:00")


@pytest.mark.parametrize("document", [RSS, ATOM, GLOBAL, DUBLIN])
def test_quick_reader_agrees_with_feedparser(document: str) -> None:
    """What the quick reader takes, it reads as feedparser does."""
    quick = quick_entries(document.encode())
    assert quick is not None
    assert quick == xml_entries(document.encode(), URL)


@pytest.mark.parametrize(
    "change",
    [
        ("<rss version", "<!DOCTYPE rss><rss version"),
        ("UTF-8", "ISO-8859-1"),
        ("<title>Second</title>", "<title>Second</title><title>Third</title>"),
        ("<title>Second</title>", "<title>Sec<i>o</i>nd</title>"),
        ("<title>Second</title>", "<dc:title>Second</dc:title>"),
        ("<title>Second</title>", '<media:title xmlns:media="http://search.yahoo.com/mrss/">x</media:title>'),
        ("<title>Second</title>", "<post:group><title>Second</title></post:group>"),
        ("https://example.com/2", "/2"),
        ("<channel>", '<channel xml:base="https://other.example/">'),
        ("</channel>", "</chanel>"),
    ],
)
def test_quick_reader_leaves_the_rest(change: tuple[str, str]) -> None:
    """What needs interpreting is left to feedparser, and read all the same."""
    document = RSS.replace(*change, 1)
    assert document != RSS
    assert quick_entries(document.encode()) is None
    assert len(read(document)) == 2


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"nothing of the kind", "not a feed"),
        (b"{not json", "JSON"),
        (b'{"items": 3}', "no JSON Feed"),
        (b"[1, 2]", "no JSON Feed"),
        (b"[" * 100_000, "JSON"),
    ],
)
def test_what_is_no_feed(body: bytes, words: str) -> None:
    """What is not a feed is a failure that says what it is instead."""
    with pytest.raises(ParseFailed, match=words):
        read(body)


def test_empty_feed_that_words_an_error() -> None:
    """A fresh-looking feed without items whose description is an error is a failure; an empty quiet feed is not."""
    empty = '<rss version="2.0"><channel><title>Wire</title><description>{}</description></channel></rss>'
    with pytest.raises(ParseFailed, match="Invalid feed address"):
        read(empty.format("Error: Invalid feed address."))
    assert read(empty.format("News of today")) == []


@pytest.mark.parametrize(
    ("said", "link"),
    [
        ("<guid>https://velmora.example/c</guid>", "https://velmora.example/c"),
        ("<link/><guid>https://velmora.example/c</guid>", "https://velmora.example/c"),
        ("<link> </link><guid isPermaLink='true'>https://velmora.example/c</guid>", "https://velmora.example/c"),
        ("<link><![CDATA[]]></link><guid>/c</guid>", "https://velmora.example/c"),
        ("<guid isPermaLink='false'>https://velmora.example/?p=17</guid>", ""),
        ("<guid>velmora-17</guid>", ""),
        ("<guid isPermaLink='true'><![CDATA[velmora-17]]></guid>", ""),
        ("<link>/n/1</link><guid>velmora-17</guid>", "https://velmora.example/n/1"),
    ],
)
def test_a_guid_is_the_link_only_where_it_is_an_address(said: str, link: str) -> None:
    """An item without a link has its permalink, an empty link is none, and a number or name leads nowhere."""
    body = f"<rss version='2.0'><channel><title>V</title><item><title>A names B</title>{said}</item></channel></rss>"
    [item] = read_items(body.encode(), FEED, "https://velmora.example/feed", NOW)
    assert item.url == link


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_ampersand_that_is_not_escaped_stays_one(encoding: str) -> None:
    """In a title, a link and CDATA of a feed that is not well-formed for it; "AT&T" had a semicolon behind it."""
    title = "B&B and R&D at Quorrel & Sons" if encoding == "utf-8" else "B&amp;B and R&amp;D at Quorrel &amp; Sons"
    link = "https://velmora.example/n?a=1&b=2" if encoding == "utf-8" else "https://velmora.example/n?a=1&amp;b=2"
    text = "<description><![CDATA[<p>Q&A &amp; more</p>]]></description>"
    head = f"<?xml version='1.0' encoding='{encoding}'?><rss version='2.0'><channel><title>V</title>"
    body = f"{head}<item><title>{title}</title><link>{link}</link>{text}</item></channel></rss>"
    [item] = read(body.encode(encoding))
    assert (item.title, item.url) == ("B&B and R&D at Quorrel & Sons", "https://velmora.example/n?a=1&b=2")
    assert item.text == "Q&A & more"


def test_the_id_of_a_json_feed_may_be_the_link() -> None:
    """An item that gives no address but an id that is one leads there."""
    feed = {"version": "1.1", "items": [{"id": "https://velmora.example/n/2", "title": "A"}, {"id": 3, "title": "B"}]}
    assert [item.url for item in read(json.dumps(feed))] == ["https://velmora.example/n/2", ""]


def test_local_path_is_not_opened(tmp_path: Path) -> None:
    """A body that is the path of a feed on this machine is read as text, never opened."""
    file = tmp_path / "feed.xml"
    file.write_text(RSS, encoding="utf-8")
    for body in (str(file), f"file://{file}"):
        with pytest.raises(ParseFailed):
            read(body)


@pytest.mark.parametrize(
    "poison",
    [
        "&#xD800;",
        "&#99999999999999999999;",
        "\x00",
        "&#0;",
        '<?xml version="1.0" encoding="undefined"?>',
        "\x1b",
        "&bogus;",
    ],
)
def test_what_feedparser_stumbles_over(poison: str) -> None:
    """Characters and encodings that cannot be cost no item."""
    document = (
        poison + RSS.partition("?>")[2] if poison.startswith("<?xml") else RSS.replace("Second", f"Sec{poison}ond")
    )
    titles = [item.title for item in read(document)]
    assert titles[0] == "Example & Sons names Ann Lee CEO"
    assert titles[1].startswith("Sec")


def test_hostile_titles_and_links() -> None:
    """Scripts, line breaks and other schemes in titles and links do not get through."""
    items = "".join(
        f"<item><title><![CDATA[{title}]]></title><link><![CDATA[{link}]]></link></item>"
        for title, link in [
            ("<script>alert(1)</script>A", "javascript:alert(1)"),
            ("B\r\nBcc: all@example.com", "https://example.com/\r\nX: y"),
            ("\u202eC", "data:text/html,<script>alert(1)</script>"),
            ("<img src=x onerror=alert(1)>D", "vbscript:x"),
        ]
    )
    read_in = read(f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>')
    assert [i.title for i in read_in] == ["A", "B Bcc: all@example.com", "C", "D"]
    assert all(i.url == "" or i.url.startswith("https://example.com/") for i in read_in)
    assert not any(c in i.url for i in read_in for c in '\r\n<>"')


def test_charset_of_the_header() -> None:
    """A charset that only the server declares is kept to, unless the text is UTF-8 or a feed that declares itself."""
    plain = '<rss version="2.0"><channel><title>x</title><item><title>Größe</title></item></channel></rss>'
    latin = with_declared_charset(plain.encode("latin-1"), "text/xml; charset=iso-8859-1")
    assert read(latin)[0].title == "Größe"
    assert with_declared_charset(plain.encode(), "text/xml; charset=iso-8859-1") == plain.encode()
    itself = f'<?xml version="1.0" encoding="iso-8859-1"?>{plain}'.encode("latin-1")
    assert with_declared_charset(itself, "text/xml; charset=utf-8") == itself
    assert with_declared_charset(b"\xff", "text/xml; charset=nonsense") == b"\xff"
    assert with_declared_charset(b"\xff", "text/xml; charset=hex") == b"\xff"
