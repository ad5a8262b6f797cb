"""callnow feeds: chosen by category and language, added twice, refused where nothing is listed, tried."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from flows.news.choosing import FeedChoice, shipped
from sources.feed import Feed
from tests.conftest import Callnow
from tests.flows.whole_run import HIRE, NOW, feed
from tests.sources.loopback import reply, site

AT = ("--at", NOW.isoformat())
EDGAR = "SEC EDGAR: current 8-K filings"
EMPTY = reply(200, b"<!DOCTYPE html><html><head><title>Our bakery</title></head><body><p>Come in!</p></body></html>")


def listed(callnow: Callnow, *words: str) -> list[dict[str, Any]]:
    ran = callnow("feeds", *words, "--json")
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def test_the_list_shows_and_filters_category_and_language(callnow: Callnow) -> None:
    """Both are columns; a filter leaves what fits, and names what there is where nothing does."""
    german = listed(callnow, "--all", "--language", "DE", "--category", "wire")
    assert {(row["category"], row["language"]) for row in german} == {("wire", "de")}
    assert len(german) < len(listed(callnow, "--all", "--category", "wire")) < len(listed(callnow, "--all"))
    head = callnow("feeds", "--all", "--category", "wire").out.splitlines()[1]
    assert "category" in head
    assert "language" in head
    refused = callnow("feeds", "--all", "--category", "wires")
    assert refused.code == 2
    assert "business" in refused.err


def test_every_feed_has_the_same_keys(callnow: Callnow) -> None:
    """Whatever reads the lines makes one table of them: what no visit told yet is null, also before the first run."""
    new = listed(callnow, "--all")
    assert callnow("feeds", "on", new[0]["name"]).code == 0
    listing = listed(callnow, "--all")
    assert {tuple(row) for row in listing} == {tuple(row) for row in new} == {tuple(listing[0])}
    assert {row["last_success_at"] for row in listing} == {None}


@pytest.mark.parametrize(
    ("choice", "same"),
    [
        (FeedChoice("Wire"), FeedChoice("wire")),
        (FeedChoice(language="en-US"), FeedChoice(language="en")),
        (FeedChoice(language="en_GB"), FeedChoice(language="en")),
        (FeedChoice(language="English"), FeedChoice(language="en")),
        (FeedChoice(country="UK"), FeedChoice(country="GB")),
        (FeedChoice(country="Deutschland"), FeedChoice(country="de")),
        (FeedChoice("ALL", "all", "all"), FeedChoice()),
    ],
)
def test_a_choice_is_understood_as_people_say_it(choice: FeedChoice, same: FeedChoice) -> None:
    """Capitals, regions, names of languages and of countries mean what the catalogue writes otherwise."""
    names = [row["name"] for row in shipped(choice, everything=True)]
    assert names == [row["name"] for row in shipped(same, everything=True)] != []


def test_a_choice_that_no_feed_is_all_of_is_told_as_that(callnow: Callnow) -> None:
    """There are wires and there are British feeds, but no British wire."""
    refused = callnow("feeds", "on", "--category", "wire", "--country", "UK")
    assert (refused.code, "no feed that ships is all of that" in refused.err) == (2, True)


@pytest.mark.integration
def test_a_category_means_news_that_is_understood(callnow: Callnow) -> None:
    """Other languages are left out, counted and named, also of a country; they come when a language is asked for."""
    ran = callnow("feeds", "on", "--category", "wire")
    assert "5 feeds in other languages left out (de, fr, ja)" in ran.err
    refused = callnow("feeds", "on", "--category", "wire", "--country", "DE")
    assert (refused.code, "German is not understood" in refused.err) == (2, True)
    assert {row["language"] for row in listed(callnow)} == {"en"}
    callnow("feeds", "on", "--category", "wire", "--language", "de")
    assert {row["language"] for row in listed(callnow)} == {"en", "de"}
    callnow("feeds", "on", "--category", "wire", "--country", "JP", "--language", "Japanese")
    assert {row["language"] for row in listed(callnow)} == {"en", "de", "ja"}
    callnow("feeds", "on", "--category", "wire", "--language", "all")
    assert {row["language"] for row in listed(callnow)} == {"en", "de", "ja", "fr"}
    count = len(listed(callnow))
    assert f"{count} feeds switched off." in callnow("feeds", "off", "--category", "wire").out  # of all that ship
    assert listed(callnow) == []


@pytest.mark.integration
def test_adding_a_known_address_updates_it(callnow: Callnow) -> None:
    """What is said anew holds, what is not said stays, nothing is doubled; so it is after the next command."""
    with site() as at:
        at.routes = {"/news": [feed(HIRE)]}
        url = at.url("/news")
        assert callnow("feeds", "add", url, "--allow-private", "--company", "Quorrel Systems").code == 0
        ran = callnow("feeds", "add", url, "--allow-private", "--name", "Quorrel's own")
        assert "1 feed: 0 new, 1 known (1 updated)" in ran.out
        (row,) = listed(callnow)
        assert (row["name"], row["company"], row["url"]) == ("Quorrel's own", "Quorrel Systems", url)
        again = callnow("feeds", "add", url, "--allow-private")
        assert "0 new, 1 known." in again.out
        assert [row["name"] for row in listed(callnow)] == ["Quorrel's own"]


@pytest.mark.integration
def test_a_feed_that_ships_is_switched_on_by_a_list_that_names_it(callnow: Callnow, tmp_path: Path) -> None:
    """It keeps its name and stays on when the catalogue is read again; options given with it hold, too."""
    (wire, other) = listed(callnow, "--all", "--category", "wire", "--language", "en")[:2]
    file = tmp_path / "mine.opml"
    file.write_text(f'<opml version="2.0"><body><outline text="mine" xmlUrl="{wire["url"]}"/></body></opml>')
    assert "0 new, 1 known (1 updated)" in callnow("feeds", "add", file).out
    callnow("feeds", "on", other["name"])
    assert {row["name"] for row in listed(callnow)} == {wire["name"], other["name"]}
    callnow("feeds", "add", file, "--company", "Quorrel Systems")
    callnow("feeds", "off", other["name"])
    assert [(row["name"], row["company"]) for row in listed(callnow)] == [(wire["name"], "Quorrel Systems")]


@pytest.mark.integration
def test_a_page_without_releases_is_refused(callnow: Callnow) -> None:
    """When it is added, not at the first run: whether it was called a newsroom or not, and nothing is kept."""
    with site() as at:
        at.routes = {"/": [EMPTY]}
        for words in ([], ["--kind", "newsroom"]):
            ran = callnow("feeds", "add", at.url("/"), "--allow-private", *words)
            assert ran.code == 1
            assert "the page lists no releases" in ran.err
        assert callnow("feeds").code == 2  # there is no home yet


def test_an_address_on_this_machine_can_be_tried(callnow: Callnow) -> None:
    """With --allow-private; without it the error names the option."""
    with site() as at:
        at.routes = {"/news": [feed(HIRE)]}
        refused = callnow(*AT, "feeds", "try", at.url("/news"))
        assert refused.code == 1
        assert "--allow-private" in refused.err
        assert "1 item in" in callnow(*AT, "feeds", "try", at.url("/news"), "--allow-private").out


def test_what_can_be_added_can_be_tried(callnow: Callnow, tmp_path: Path) -> None:
    """A newsroom shows its releases without its kind being said, and is asked once; of a list of feeds the answer says
    what it is."""
    releases = "".join(f'<li><time>2026-03-0{n}</time> <a href="/r{n}">{HIRE.title} {n}</a></li>' for n in (1, 2, 3))
    with site() as at:
        at.routes = {"/press": [reply(200, f"<!DOCTYPE html><html><body><ul>{releases}</ul></body></html>".encode())]}
        tried = callnow(*AT, "feeds", "try", at.url("/press"), "--allow-private")
        assert [asked.path for asked in at.asked] == ["/press"]
    assert "3 items in" in tried.out, tried.err
    outlines = "".join(f'<outline text="{n}" xmlUrl="https://{n}.example.com/"/>' for n in ("one", "two"))
    file = tmp_path / "mine.opml"
    file.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>')
    tried = callnow("feeds", "try", file)
    assert (tried.code, "a list of 2 feeds" in tried.err) == (2, True)


def test_a_name_given_with_a_list_renames_no_feed_of_it(callnow: Callnow, tmp_path: Path) -> None:
    """It is the name of one feed; each of a list keeps its own."""
    file = tmp_path / "mine.opml"
    outline = '<outline text="Bakery" xmlUrl="https://one.example.com/"/>'
    file.write_text(f'<opml version="2.0"><body>{outline}</body></opml>')
    for words in ((), ("--name", "My favourites")):
        assert callnow("feeds", "add", file, *words).code == 0
    assert [row["name"] for row in listed(callnow)] == ["Bakery"]


def test_a_feed_that_lacks_a_setting_is_in_trouble(callnow: Callnow) -> None:
    """EDGAR wants an address of who asks: its health says so, as that of any feed that fails."""
    assert callnow("feeds", "on", EDGAR).code == 0
    ran = callnow(*AT, "run")
    assert "fetch.contact" in ran.err
    (row,) = listed(callnow, "--health")
    assert (row["state"], "fetch.contact" in row["health"]) == ("failing", True)
    assert "1 switched on, 1 in trouble" in callnow(*AT, "status").out


def test_a_feed_that_has_a_block_is_tried_by_its_name(
    callnow: Callnow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its block says of columns is used, as docs/registers.md proposes for a new list; so is a feed's own name."""
    notices = tmp_path / "notices.csv"
    notices.write_text("Firma;Datum\nHarrowmere Logistics;25.02.2026\n")
    columns = {"event": "bankruptcy", "employer": "Firma", "filed_on": "Datum"}
    block = Feed(name="Insolvencies, Bonn", url=str(notices), kind="register", country="DE", register=columns)
    monkeypatch.setattr("sources.catalogue.load_feeds", lambda: (block,))
    tried = callnow(*AT, "feeds", "try", "Insolvencies, Bonn")
    assert tried.code == 0, tried.err
    assert "bankruptcy: Harrowmere Logistics" in tried.out
    with site() as at:
        at.routes = {"/news": [feed(HIRE)]}
        assert callnow("feeds", "add", at.url("/news"), "--name", "Bakery", "--allow-private").code == 0
        assert "1 item in" in callnow(*AT, "feeds", "try", "Bakery").out
    missing = callnow("feeds", "try", "Bakrey")
    assert (missing.code, "neither an address nor the name" in missing.err) == (2, True)


def test_a_list_is_tried_by_a_path_from_here(callnow: Callnow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is added; what is wrong with it is said of the list, not of callnow."""
    (tmp_path / "tx.csv").write_text("a,b\n1,2\n")
    monkeypatch.chdir(tmp_path)
    tried = callnow("feeds", "try", "tx.csv", "--kind", "warn")
    assert (tried.code, "the list has no column" in tried.err) == (1, True)


@pytest.mark.integration
@pytest.mark.parametrize("query", ["", "?token=secret"])
def test_a_feed_that_became_a_page_says_which(home: Path, callnow: Callnow, query: str) -> None:
    """The page's title and address are told, without what may be a secret."""
    with site() as at:
        at.routes = {f"/news{query}": [feed(HIRE), EMPTY]}
        assert callnow("feeds", "add", at.url(f"/news{query}"), "--allow-private").code == 0
        ran = callnow(*AT, "run")
        assert ran.code == 1
        assert f"what came is a web page (“Our bakery”) at {at.url('/news')}, not a feed" in ran.err
        assert "secret" not in ran.err


@pytest.mark.parametrize(
    ("status", "hint"), [(503, "add it again later"), (429, "add it again later"), (410, "another feed")]
)
def test_a_feed_that_is_not_added_is_not_tried_again(
    status: int, hint: str, home: Path, callnow: Callnow, httpserver: HTTPServer
) -> None:
    """What to do about an address that fails while it is added: nothing of it is kept, nothing asks it again."""
    httpserver.expect_request("/news").respond_with_data("no", status=status)
    ran = callnow("feeds", "add", httpserver.url_for("/news"), "--allow-private")
    assert (ran.code, "nothing was added" in ran.err, hint in ran.err) == (1, True, True)
