"""Rematching: what people add or judge later changes the history, once, quietly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from callnow.errors import ReadingFailed
from callnow.model import Announcement
from callnow.settings import load_settings
from callnow.store import writing
from callnow.store.news import Understood
from callnow.store.owed_rematch import owe_rematch
from callnow.terms import Tier
from flows.cli.common import PARTLY
from flows.demo.sample import PROSPECTS, SampleServer
from flows.news import rematching
from flows.news.detect_steps import Detected, detect_batch_closely
from flows.news.rematching import _quiet
from matching.comparing.companies import same_company
from tests.conftest import Callnow
from tests.delivery.delivery_cards import NOW as THEN
from tests.delivery.delivery_cards import TRIGGER, story
from tests.flows.whole_run import Desk, Item, feed
from tests.homes import make_once
from tests.sources.loopback import site

NOW = datetime.fromisoformat("2026-03-02T15:30+00:00")
AT = NOW.isoformat()


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleServer]:
    with SampleServer(NOW) as server:
        yield server


def triggers(callnow: Callnow, at: str = AT) -> list[dict[str, Any]]:
    return [json.loads(line) for line in callnow("--at", at, "triggers", "--json", "--all").out.splitlines()]


def lines_for(names: list[str]) -> str:
    header, *rows = PROSPECTS.read_text(encoding="utf-8").splitlines()
    chosen = [row for row in rows if any(name.casefold() in row.casefold() for name in names)]
    return "\n".join([header, *chosen]) + "\n"


@pytest.fixture
def with_news(callnow: Callnow, sample: SampleServer, tmp_path: Path) -> Callnow:
    """A home that has read the sample's news for one prospect, who has nothing to do with it."""
    people = tmp_path / "one.csv"
    people.write_text("name,employer\nIda Varn,Quorrel Nowhere\n", encoding="utf-8")

    def make() -> None:
        assert callnow("import", people).code == 0
        assert callnow("feeds", "add", f"{sample.base}/feeds.opml", "--allow-private").code == 0
        assert callnow("--at", AT, "run").code == 0
        assert triggers(callnow) == []

    make_once(callnow.home, ("news for nobody", sample.base), make)
    return callnow


@pytest.mark.integration
def test_a_prospect_added_later_sees_the_news_of_before(with_news: Callnow, tmp_path: Path) -> None:
    """Old news comes up as worth knowing, fresh news as it is; a second pass changes nothing."""
    people = tmp_path / "more.csv"
    people.write_text(lines_for(["Telmarq"]), encoding="utf-8")
    with_news("import", people)
    assert with_news("--at", AT, "rematch").code == 0
    found = triggers(with_news)
    assert {row["event"] for row in found} == {"executive_hired"}
    assert len({row["prospect"] for row in found}) == len(found) == 2
    assert "0 changed" in with_news("--at", AT, "rematch").out
    assert triggers(with_news) == found


@pytest.mark.integration
@pytest.mark.parametrize("words", ["run", "backfill --since 2026-03-01", "follow-ups", "rematch"])
def test_what_a_page_left_to_be_matched_is_matched_by_the_next_command(
    with_news: Callnow, tmp_path: Path, words: str
) -> None:
    """Where it was killed before it came to that; `status` names it as long as it is owed."""
    people = tmp_path / "more.csv"
    people.write_text(lines_for(["Telmarq"]), encoding="utf-8")
    with_news("import", people)
    with writing(load_settings(with_news.home)) as con:
        owe_rematch(con, NOW)
    (before,) = map(json.loads, with_news("--at", AT, "status", "--json").out.splitlines())
    assert before["rematch_owed_since"] == AT
    assert "not matched to earlier news" in str(before["attention"])
    with_news("--at", AT, *words.split())
    assert {row["event"] for row in triggers(with_news)} == {"executive_hired"}
    (after,) = map(json.loads, with_news("--at", AT, "status", "--json").out.splitlines())
    assert after["rematch_owed_since"] is None
    assert "earlier news" not in str(after["attention"])


def read_fast_then_import(callnow: Callnow, home: Path, people: dict[str, str]) -> None:
    """News of each employer that only the close reading understands, read before anybody there was on the list."""
    items = [
        Item(f"Dana Voss is the new CIO at {name}", f"https://wire.example.com/{n}", name)
        for n, name in enumerate(people.values())
    ]
    with site() as at:
        at.routes["/wire"] = [feed(*items)]
        desk = Desk(callnow, home)
        desk.add(wire=at.url("/wire"))
        desk.run()
    file = home.parent / "more.csv"
    rows = [f"{name},{employer}" for name, employer in people.items()]
    file.write_text("\n".join(["name,employer", *rows, ""]), encoding="utf-8")
    assert callnow("--at", AT, "import", file).code == 0


@pytest.mark.integration
def test_what_only_the_close_reading_finds_is_found_later_too(callnow: Callnow, home: Path) -> None:
    """The fast reading finds nothing in the item; once its employer is on the list it is read closely, once."""
    read_fast_then_import(callnow, home, {"Ida Varn": "Quillmar Foods"})
    assert callnow("--at", AT, "rematch").code == 0
    (row,) = triggers(callnow)
    assert (row["prospect"], row["event"], row["tier"]) == ("Ida Varn", "executive_hired", "call_now")
    assert "0 changed" in callnow("--at", AT, "rematch").out


@pytest.mark.integration
def test_a_text_that_cannot_be_read_closely_is_told_of(
    callnow: Callnow, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named with an exit code; the others are read."""
    read_fast_then_import(callnow, home, {"Ida Varn": "Quillmar Foods", "Ole Marr": "Tessaly Works"})

    def stumble(texts: list[Announcement]) -> list[Detected]:
        refused = ReadingFailed("cannot be understood", where="wire: 'Tessaly'", hint="report it")
        return [refused if "Tessaly" in text.title else detect_batch_closely([text])[0] for text in texts]

    monkeypatch.setattr(rematching, "detect_batch_closely", stumble)
    done = callnow("--at", AT, "rematch")
    assert done.code == PARTLY
    assert "wire: 'Tessaly': cannot be understood" in done.err
    assert [row["prospect"] for row in triggers(callnow)] == ["Ida Varn"]


def test_old_news_that_is_told_anew_calls_nobody() -> None:
    """Neither what a pass brings up, nor what it changes in a story that was told before."""
    old = Understood((), stories=(story(),), triggers=(TRIGGER,), amended=(replace(TRIGGER, id="2"),))
    quiet = _quiet(old, THEN + timedelta(days=30))
    assert [trigger.tier for trigger in (*quiet.triggers, *quiet.amended)] == [Tier.WORTH_KNOWING] * 2
    assert _quiet(old, THEN).amended == old.amended


@pytest.mark.integration
def test_long_after_it_is_only_worth_knowing(with_news: Callnow, tmp_path: Path) -> None:
    """What only a rematch brought up a month later calls nobody."""
    people = tmp_path / "more.csv"
    people.write_text(lines_for(["Telmarq"]), encoding="utf-8")
    with_news("import", people)
    later = (NOW + timedelta(days=30)).isoformat()
    with_news("--at", later, "rematch")
    assert {row["tier"] for row in triggers(with_news, later)} == {"worth_knowing"}


@pytest.mark.integration
def test_a_judgement_takes_back_what_was_matched_and_lasts(with_news: Callnow, tmp_path: Path) -> None:
    """different: the open triggers are withdrawn; same: they are back; export and import keep what was said."""
    people = tmp_path / "more.csv"
    people.write_text(lines_for(["Telmarq"]), encoding="utf-8")
    with_news("import", people)
    with_news("--at", AT, "rematch")
    mention = json.loads(with_news("query", "SELECT DISTINCT mention FROM news_matches", "--json").out.splitlines()[0])[
        "mention"
    ]
    assert with_news("judge", mention, "Telmarq Health", "different").code == 0
    assert "2 open triggers withdrawn" in with_news("--at", AT, "rematch").out
    assert {row["state"] for row in triggers(with_news)} == {"withdrawn"}
    kept = tmp_path / "judgements.csv"
    assert with_news("judge", "--export", kept).code == 0
    assert mention in kept.read_text(encoding="utf-8")
    assert with_news("judge", "--import", kept).code == 0


@pytest.mark.integration
def test_a_judgement_is_listed_and_taken_back(with_news: Callnow, tmp_path: Path) -> None:
    """--list shows what was said; --undo forgets it, and a rematch brings the calls back. What was not said is told."""
    people = tmp_path / "more.csv"
    people.write_text(lines_for(["Telmarq"]), encoding="utf-8")
    with_news("import", people)
    with_news("--at", AT, "rematch")
    asked = with_news("query", "SELECT DISTINCT mention FROM news_matches", "--json").out.splitlines()
    mention = json.loads(asked[0])["mention"]
    assert "Nothing was judged" in with_news("judge", "--list").out
    with_news("judge", mention, "Telmarq Health", "different")
    with_news("--at", AT, "rematch")
    (listed,) = map(json.loads, with_news("judge", "--list", "--json").out.splitlines())
    assert (listed["mention"], listed["verdict"]) == (mention, "different")
    employer = listed["employer"]
    assert same_company(employer, "Telmarq Health")
    assert mention in with_news("judge", "--list").out
    refused = with_news("judge", mention, "Somebody Else", "--undo")
    assert (refused.code, "--list" in refused.err) == (2, True)
    assert "Taken back" in with_news("judge", mention, employer.lower(), "--undo").out
    assert with_news("judge", "--list", "--json").out == ""
    with_news("--at", AT, "rematch")
    assert {row["state"] for row in triggers(with_news)} == {"open"}


@pytest.mark.integration
def test_an_alias_brings_up_news_under_another_name(with_news: Callnow, tmp_path: Path) -> None:
    """The employer is on the list under a name that no text has; the alias connects the two."""
    people = tmp_path / "more.csv"
    people.write_text("name,employer\nOda Brisk,Imaging Holdings Nine\n", encoding="utf-8")
    with_news("import", people)
    with_news("--at", AT, "rematch")
    assert triggers(with_news) == []
    assert with_news("alias", "add", "Telmarq Health", "Imaging Holdings Nine").code == 0
    with_news("--at", AT, "rematch")
    assert [row["prospect"] for row in triggers(with_news)] == ["Oda Brisk"]


@pytest.mark.integration
def test_an_alias_makes_two_employers_of_the_list_one(with_news: Callnow, tmp_path: Path) -> None:
    """News that is matched to one of them calls people at both, also what was read before."""
    people = tmp_path / "more.csv"
    people.write_text("name,employer\nOda Brisk,Imaging Holdings Nine\nRoy Fenn,Telmarq Health\n", encoding="utf-8")
    with_news("import", people)
    with_news("--at", AT, "rematch")
    assert [row["prospect"] for row in triggers(with_news)] == ["Roy Fenn"]
    assert with_news("alias", "add", "Imaging Holdings Nine", "Telmarq Health").code == 0
    with_news("--at", AT, "rematch")
    assert sorted(row["prospect"] for row in triggers(with_news)) == ["Oda Brisk", "Roy Fenn"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["judge", "Acme", "No Such Employer", "same"], "No Such Employer"),
        (["judge", "Acme", "Quorrel Nowhere", "perhaps"], "same, different or unsure"),
        (["judge", "", "Quorrel Nowhere", "same"], "no name"),
        (["judge", "--import", "no-such.csv"], "no-such.csv"),
        (["alias", "add", "X", "No Such Employer"], "No Such Employer"),
    ],
)
def test_what_cannot_be_judged_is_said(words: list[str], said: str, with_news: Callnow) -> None:
    """An unknown employer, an unknown verdict, a missing file: exit code 2 and the way out."""
    ran = with_news(*words)
    assert ran.code == 2
    assert said in ran.err
