"""A whole run over the sample, served over real HTTP: whom the news is a reason to call, and whom it is not."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rich.console import Console

from callnow.run_summary import RunSummary
from callnow.settings import Settings
from callnow.store.connection import reading
from callnow.store.rows import fetch
from callnow.store.sql import question
from flows import pipeline
from flows.demo.demo import read_sample
from flows.demo.sample import SAMPLE, SampleServer
from matching.event_types import family

EXPECTED = tomllib.loads((SAMPLE / "expected.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Ran:
    """Two runs over the sample, an hour apart: the items read, what the second counted, the triggers after it."""

    read: list[str]
    second: RunSummary
    triggers: list[dict[str, Any]]
    titles: dict[str, str]

    def told(self, prospect: str, event: str, tier: str) -> list[dict[str, Any]]:
        return [
            t
            for t in self.triggers
            if (t["prospect"], family(t["event"]), t["tier"]) == (prospect, family(event), tier)
        ]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    settings, now = Settings(home=tmp_path_factory.mktemp("home")), datetime.now(UTC)
    with SampleServer(now) as sample:
        read_sample(settings, sample.feeds, now, Console(quiet=True))
        second = pipeline.watch(settings, now + timedelta(hours=1), everything=True)
        titles = {item.id: item.title for wire in sample.wires for item in wire.items}
    with reading(settings.published) as con:
        triggers = fetch(con, question("triggers"), {"everything": True, "now": now, "today": now.date()})
        read = fetch(con, "SELECT title FROM announcements")
    return Ran(sorted(row["title"] for row in read), second, triggers, titles)


def owed(tier: str) -> list[Any]:
    return [
        pytest.param(p, e["event"], e["items"], id=f"{p}, {e['event']}") for e in EXPECTED[tier] for p in e["prospects"]
    ]


@pytest.mark.parametrize(("prospect", "event", "items"), owed("call_now"))
def test_a_call_that_is_owed(ran: Ran, prospect: str, event: str, items: list[str]) -> None:
    """Each prospect whom the news concerns is to be called once for it, however many wires tell it."""
    (trigger,) = ran.told(prospect, event, "call_now")
    assert trigger["title"] in {ran.titles[i] for i in items}
    assert set(trigger["titles"]) <= {ran.titles[i] for i in items}


@pytest.mark.parametrize(("prospect", "event", "items"), owed("worth_knowing"))
def test_what_is_worth_knowing(ran: Ran, prospect: str, event: str, items: list[str]) -> None:
    """News for the next talk is kept as such, once."""
    (trigger,) = ran.told(prospect, event, "worth_knowing")
    assert trigger["title"] in {ran.titles[i] for i in items}
    assert set(trigger["titles"]) <= {ran.titles[i] for i in items}


@pytest.mark.parametrize("silence", EXPECTED["silent"], ids=lambda s: str(s["prospect"]))
def test_who_must_be_left_in_peace(ran: Ran, silence: dict[str, str]) -> None:
    """Nobody is called because of a look-alike, a rumour, a former employer or an award."""
    assert [t["title"] for t in ran.triggers if t["prospect"] == silence["prospect"] and t["tier"] == "call_now"] == []


@pytest.mark.parametrize("trap", EXPECTED["no_call"], ids=lambda t: str(t["because"]))
def test_news_that_is_no_reason(ran: Ran, trap: dict[str, list[str]]) -> None:
    """A trap gives nobody a reason to call, not even beside true news."""
    titles = {ran.titles[i] for i in trap["items"]}
    assert [
        t["prospect"] for t in ran.triggers if t["tier"] == "call_now" and titles & {t["title"], *t["titles"]}
    ] == []


def test_no_other_calls(ran: Ran) -> None:
    """Every call is one that is owed."""
    due = {(p, family(e["event"])) for e in EXPECTED["call_now"] for p in e["prospects"]}
    rung = {(t["prospect"], family(t["event"])) for t in ran.triggers if t["tier"] == "call_now"}
    assert rung - due == set()


def test_every_item_is_read_once(ran: Ran) -> None:
    """The first run reads every item of the five sources; the second finds them unchanged and tells nothing again."""
    assert ran.read == sorted(ran.titles.values())
    assert (ran.second.unchanged, ran.second.new_items, ran.second.triggers) == (5, 0, 0)
    told = Counter((t["prospect_id"], family(t["event"]), t["tier"]) for t in ran.triggers)
    assert max(told.values()) == 1
