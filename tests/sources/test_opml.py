"""Subscription lists as readers export them."""

from __future__ import annotations

import re
import tarfile
from pathlib import Path

import pytest

from callnow.errors import DataFileError
from sources.feed import Feed
from sources.opml import looks_like_opml, read_opml, write_opml

CORPUS = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpora" / "opml.tar.xz"
LIST = """<?xml version="1.0" encoding="{encoding}"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Münchner Blätter">
  <outline text="Süd &amp; Nord" type="rss" xmlUrl="https://a.example/f?a=1&amp;b=2"/>
  <outline title="Über uns" type="rss" xmlUrl='feed://b.example/rss'/>
</outline>
<outline text="Süd &amp; Nord" xmlUrl="https://c.example/"/>
<outline text="again" xmlUrl="https://c.example/"/>
</body></opml>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16", "windows-1252"])
def test_lists_in_any_encoding(encoding: str) -> None:
    """Titles keep their accents, groups become categories, every address comes once, names are told apart."""
    read = read_opml(LIST.format(encoding=encoding).encode(encoding), "mine.opml")
    assert [(f.name, f.url, f.category) for f in read.feeds] == [
        ("Süd & Nord", "https://a.example/f?a=1&b=2", "Münchner Blätter"),
        ("Über uns", "http://b.example/rss", "Münchner Blätter"),
        ("Süd & Nord (2)", "https://c.example/", ""),
    ]
    assert (read.title, read.problems) == ("Mine", ())


def test_a_list_that_is_not_well_formed_is_read_all_the_same() -> None:
    """Bare ampersands and angle brackets in titles lose no feed."""
    body = (
        '<opml version="1.0"><body>\n<outline text="Food & <b>Drink</b>" xmlUrl="https://a.example/?x=1&y=2"/>\n'
        '<outline text="a "quoted" word" xmlUrl="https://b.example/"/>\n</body></opml>'
    )
    assert [f.url for f in read_opml(body.encode(), "x").feeds] == ["https://a.example/?x=1&y=2", "https://b.example/"]


def test_addresses_that_no_feed_can_have_are_told() -> None:
    """An outline with a password, another scheme or no host is left out and told with its line."""
    body = (
        '<opml version="2.0"><body>\n<outline text="A" xmlUrl="https://a.example/"/>\n'
        '<outline text="B" xmlUrl="https://ann:secret@b.example/"/>\n<outline text="C" xmlUrl="javascript:alert(1)"/>\n'
        '<outline text="D" xmlUrl="file:///etc/passwd"/>\n<outline text="E" xmlUrl=""/>\n</body></opml>'
    )
    read = read_opml(body.encode(), "mine.opml")
    assert [f.url for f in read.feeds] == ["https://a.example/"]
    assert [p.where for p in read.problems] == ["mine.opml line 3", "mine.opml line 4", "mine.opml line 5"]
    assert "secret" not in "".join(map(str, read.problems))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "not an OPML list"),
        (b"<rss><channel/></rss>", "not an OPML list"),
        (
            b'<opml version="2.0"><body>\n<outline text="A" xmlUrl="https://a.example/"/>\n<outl',
            "line 3: the list ends",
        ),
        (b'<opml version="2.0"><body></body></opml>', "names no feed"),
        (b'<opml><body><outline text="A" xmlUrl="ftp://a.example/"/></body></opml>', "1 refused"),
        (b'<?xml version="1.0" encoding="klingon"?><opml></opml>', "unknown encoding"),
    ],
)
def test_what_is_no_list_says_so(body: bytes, says: str) -> None:
    """A list that is none, is cut off or names no feed is an error that names place and hint."""
    with pytest.raises(DataFileError, match=says) as caught:
        read_opml(body, "mine.opml")
    assert caught.value.where.startswith("mine.opml")
    assert caught.value.hint


@pytest.mark.timeout(60)
@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_a_list_of_thousands_of_outlines(count: int) -> None:
    """A list of thousands of feeds is read whole, and so is one nested a hundred thousand deep."""
    rows = "".join(f'<outline text="F{n}" xmlUrl="https://f{n}.example/feed"/>\n' for n in range(count))
    assert len(read_opml(f"<opml><body>{rows}</body></opml>".encode(), "x").feeds) == count
    deep = "<opml><body>" + '<outline text="a">' * 100_000 + '<outline xmlUrl="https://a.example/"/></opml>'
    assert len(read_opml(deep.encode(), "x").feeds) == 1


def test_entities_are_not_expanded() -> None:
    """A list that defines entities within entities is read without blowing up."""
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<!DOCTYPE opml [<!ENTITY e0 "ha">{bomb}]><opml><body><outline text="&e11;" xmlUrl="https://a.example/"/></body></opml>'
    [feed] = read_opml(body.encode(), "x").feeds
    assert len(feed.name) < 100


def test_what_goes_out_comes_back() -> None:
    """Feeds written as OPML are read back with name, address and category, whatever their names hold."""
    feeds = (
        Feed(name='Say "hi" & <go>', url="https://a.example/?a=1&b='2'", category="wire", language="en"),
        Feed(name="Zürich\x00 \x0bNews", url="https://b.example/", category=""),
        Feed(name="C", url="https://c.example/", category="wire"),
    )
    body = write_opml([*feeds, Feed(name="Page", url="https://d.example/news", kind="newsroom")])
    assert looks_like_opml(body)
    read = read_opml(body, "out.opml").feeds
    assert [(f.name, f.url, f.category) for f in read] == [
        ('Say "hi" & <go>', "https://a.example/?a=1&b='2'", "wire"),
        ("C", "https://c.example/", "wire"),
        ("Zürich News", "https://b.example/", ""),
    ]
    assert b'type="link" text="Page"' in body


@pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared")
def test_every_list_of_the_corpus() -> None:
    """All 118 lists of the corpus are read, most of them broken XML, and no address in them is lost."""
    lists = written = read = 0
    with tarfile.open(CORPUS) as archive:
        for member in archive:
            if not member.name.endswith(".opml"):
                continue
            file = archive.extractfile(member)
            assert file is not None
            body = file.read()
            found = read_opml(body, member.name)
            lists += 1
            read += len(found.feeds) + len(found.problems)
            written += len(set(re.findall(rb"""xmlUrl\s*=\s*["']\s*([^"'\s][^"']*)""", body)))
    assert lists == 118
    assert read == written > 1000
