"""Discovering: what is found is asked about, added once, and what was looked at is remembered."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer

from callnow.__main__ import STOPPED
from callnow.errors import FetchFailed
from flows.demo.sample import SampleServer
from flows.news import discovering
from sources.discover import Discovery, FeedCandidate, LookedAt
from sources.feed import Feed
from tests.conftest import Callnow

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def sites(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Sites made up: each look is noted with what it was told was asked before; one domain cannot be reached, another
    has three feeds."""
    looks: list[dict[str, Any]] = []

    async def discover(domain: str, **how: Any) -> Discovery:
        looks.append({"domain": domain, "known": dict(how["known"])})
        url = f"https://{domain}/feed.xml"
        if domain == "gone.example":
            return Discovery(domain, (), (), FetchFailed("no such host", where=domain, hint="check it", kind="dns"))
        feed = Feed(name=f"{how['employer'] or domain} news", url=url, company=how["employer"])
        looked = LookedAt(domain, url, NOW, "items"), LookedAt(domain, f"https://{domain}/none", NOW, "nothing to read")
        there = [replace(feed, name=f"Feed {n}", url=f"{url}?{n}") for n in range(3)] if "three" in domain else [feed]
        return Discovery(domain, tuple(FeedCandidate(feed, 7, NOW, "a link") for feed in there), looked)

    monkeypatch.setattr(discovering, "discover", discover)
    return looks


def added(callnow: Callnow) -> list[str]:
    return [json.loads(line)["name"] for line in callnow("feeds", "--json").out.splitlines()]


@pytest.mark.integration
def test_what_is_found_is_added_when_asked_for(callnow: Callnow, sites: list[dict[str, Any]], tmp_path: Path) -> None:
    """--yes adds; without it nothing is added by a program, and the next look finds it again. What was added is not
    proposed again; of what was asked the look remembers where nothing was."""
    people = tmp_path / "people.csv"
    people.write_text("name,employer,domain\nIda Varn,Quorrel,quorrel.example\n", encoding="utf-8")
    callnow("import", people)
    assert "not added" in callnow("discover").out
    assert added(callnow) == []
    assert callnow("discover", "--yes").code == 0
    assert added(callnow) == ["Quorrel news"]
    assert [list(look["known"]) for look in sites] == [[], ["https://quorrel.example/none"]]
    assert "0 found" in callnow("discover", "quorrel.example").out
    assert "Every employer with a web domain has a feed" in callnow("discover").out  # Quorrel has one now


def test_a_domain_that_cannot_be_reached_is_told_and_the_others_go_on(
    callnow: Callnow, sites: list[dict[str, Any]]
) -> None:
    """Exit code 3, the error in words, and what the other domain has."""
    ran = callnow("discover", "gone.example", "quorrel.example")
    assert ran.code == 3
    assert "no such host" in ran.err
    assert "quorrel.example" in ran.out


def test_ctrl_c_at_a_question_loses_no_answer_before_it(
    callnow: Callnow, sites: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each feed that is wanted is added before the next is asked about; the exit code is that of Ctrl-C elsewhere."""
    answers = iter(["y", "n"])

    def typed(prompt: str) -> str:
        if answer := next(answers, ""):
            return answer
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.modules[typer.confirm.__module__], "visible_prompt_func", typed)
    ran = callnow("discover", "three.example")
    assert (ran.code, "Aborted" in ran.err) == (STOPPED, False)
    assert added(callnow) == ["Feed 0"]


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleServer]:
    with SampleServer(NOW) as server:
        yield server


@pytest.mark.integration
@pytest.mark.parametrize(("path", "kind"), [("/gullrock.rss", "feed"), ("/newsroom/calderbrook", "newsroom")])
def test_adding_an_address_tells_by_itself_what_it_is(
    path: str, kind: str, callnow: Callnow, sample: SampleServer
) -> None:
    """Nobody needs to know whether an address is a feed or a page."""
    assert callnow("feeds", "add", sample.base + path, "--allow-private").code == 0
    (row,) = [json.loads(line) for line in callnow("feeds", "--json").out.splitlines()]
    assert row["kind"] == kind
