"""Kinds of feed: each is declared by its reader, and everything that depends on the kind follows from that."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from callnow.errors import ParseFailed, Unusable
from callnow.paths import ROOT
from sources.feed import Feed, SourceSettings
from sources.kinds import check_address, feed_kinds, kind_of, read_items, refused_address

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
GOOD = "https://news.example.com/{employer}/?CIK={cik}"


@pytest.mark.parametrize("name", feed_kinds())
def test_a_kind_keeps_the_contract(name: str) -> None:
    """It says what it is, refuses another address, bounds a visit, and its reader refuses what it cannot read."""
    kind = feed_kinds()[name]
    assert kind.about
    assert kind is kind_of(name)
    address = "letters/in" if kind.mailbox else GOOD
    check_address(address, name)
    assert refused_address(address, name, "here") is None
    with pytest.raises(Unusable):
        check_address("gopher://news.example.com/1", name)
    assert 0 < kind.largest(SourceSettings()) <= SourceSettings().max_body
    feed = Feed(name="N", url=address, kind=name)
    assert kind.prepare(feed, "ann@example.com").url == feed.url
    with pytest.raises(ParseFailed):
        read_items(b"", feed, address, NOW)


def test_an_unknown_kind_is_an_error_that_names_the_known_ones() -> None:
    """Also an article has its reader, and no feed can be one."""
    assert "article" not in feed_kinds()
    feed = Feed("x", "https://example.com/", kind="carrier pigeon")
    with pytest.raises(ParseFailed, match="carrier pigeon") as caught:
        read_items(b"coo", feed, feed.url, NOW)
    assert all(f"{name} ({kind.about})" in caught.value.hint for name, kind in feed_kinds().items())


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    """A mailbox may name its user, never its password; any other feed neither."""
    check_address("imaps://ann@mail.example/INBOX", "mail")
    for url, kind in (("imaps://ann:secret@mail.example/INBOX", "mail"), ("https://ann@a.example/", "feed")):
        refused = refused_address(url, kind, "here")
        assert refused
        assert "password" in refused.what
        assert "secret" not in str(refused)


@pytest.mark.parametrize(
    ("code", "spared"),
    [
        ("from sources.kinds import feed_kinds; feed_kinds()", {"feedparser", "lxml", "bs4", "trafilatura", "httpx"}),
        ("import sources.worker, sources.readers.feed", {"feedparser", "pydantic", "bs4", "trafilatura", "httpx"}),
    ],
    ids=["kinds", "child"],
)
def test_what_is_slow_to_import_is_not_waited_for(code: str, spared: set[str]) -> None:
    """`callnow feeds` imports no parser, and a child that reads feeds nothing that it can do without."""
    code += "; import json, sys; print(json.dumps(list(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60)
    assert {name.partition(".")[0] for name in json.loads(ran.stdout)} & spared == set()
