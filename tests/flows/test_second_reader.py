"""The second reader moves what is not certain up or down, is asked once, within its budget, and never stops a run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from callnow.errors import ReadingFailed, SettingError
from callnow.model import Announcement
from callnow.run_summary import RunSummary
from callnow.settings import Settings, load_settings
from callnow.store import writing
from callnow.store.connection import reading
from callnow.store.owed_rematch import owe_rematch
from callnow.store.rows import fetch
from flows import pipeline
from flows.demo.sample import PROSPECTS, SampleServer
from flows.news import detecting, rematching
from flows.news.detect_steps import Detected, detect_batch_closely
from flows.news.second_reader import SecondReader
from flows.news.subscribing import subscribe
from flows.people.importing import ListReading, import_files
from flows.running.rehearsing import rehearsal
from sources.feed import Feed
from tests.conftest import Callnow
from tests.flows.people import import_people
from tests.flows.whole_run import HIRE, Desk, Item, feed
from tests.homes import make_once
from tests.sources.loopback import site
from tests.sources.model_server import ModelServer, model_server, says

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=15)
KEY = "sk-very-secret-0199"
SOMEBODY = Item(
    "Dorvane Mills Names Ida Varn as Chief Financial Officer", "https://wire.example.com/dorvane", "g-dorvane"
)


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleServer]:
    with SampleServer(NOW) as server:
        yield server


@pytest.fixture
def stub() -> Iterator[ModelServer]:
    with model_server() as server:
        yield server


def unsure(announcements: Sequence[Announcement]) -> list[Detected]:
    """What the reader reads, none of it certain."""
    return [
        one if isinstance(one, ReadingFailed) else [replace(event, probability=0.6, certain_from=0.9) for event in one]
        for one in detect_batch_closely(announcements)
    ]


@pytest.fixture
def ready(home: Path, sample: SampleServer, stub: ModelServer, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Makes a home whose news is read without certainty, with the second reader set up; gives its settings."""
    monkeypatch.setattr(detecting, "detect_batch_closely", unsure)

    def make(channels: dict[str, Any] | None = None, **more: Any) -> Settings:
        second = {"address": stub.address, "model": "small", "key": KEY, "seconds": 5} | more
        settings = load_settings(home, reader={"second": second}, channels=channels or {})
        make_once(home, "the sample's people", lambda: import_files(settings, [PROSPECTS], ListReading(), NOW))
        subscribe(settings, [one for one in sample.feeds if one.name == "Ferrywire"])
        return settings

    return make


def rows(settings: Settings, query: str) -> list[dict[str, Any]]:
    with reading(settings.published) as con:
        return fetch(con, query)


def tiers(settings: Settings) -> dict[str, int]:
    found = rows(settings, "SELECT tier, count(*) AS n FROM trigger WHERE state = 'open' AND event_id <> '' GROUP BY 1")
    return {row["tier"]: row["n"] for row in found}


def told(summary: RunSummary) -> list[str]:
    return [str(one) for one in summary.failures if "second reader" in str(one)]


@pytest.mark.integration
def test_yes_makes_calls_and_nothing_is_asked_twice(
    ready: Callable[..., Settings], stub: ModelServer, callnow: Any
) -> None:
    """What was not certain is certain, its rule says by whom, and `explain` shows the answer."""
    settings = ready()
    summary = pipeline.watch(settings, NOW)
    asked = len(stub.asked)
    assert asked > 0
    assert told(summary) == []
    assert summary.call_now > 0
    events = rows(settings, "SELECT rule, probability FROM company_event WHERE rule LIKE '% and small'")
    assert {event["probability"] for event in events} == {0.9}
    pipeline.watch(settings, LATER, everything=True)
    assert len(stub.asked) == asked
    (one,) = rows(settings, "SELECT id FROM trigger WHERE tier = 'call_now' AND event_id <> '' ORDER BY id LIMIT 1")
    assert "small: yes, 2026-03-02 15:30" in callnow("explain", one["id"]).out


@pytest.mark.integration
def test_no_takes_events_out(ready: Callable[..., Settings], stub: ModelServer) -> None:
    """What the second reader denies makes no trigger and no event."""
    stub.answer = lambda: says("no")
    settings = ready()
    pipeline.watch(settings, NOW)
    assert len(stub.asked) > 0
    gone = "SELECT 1 FROM company_event WHERE id IN (SELECT event_id FROM second_reading)"
    assert rows(settings, gone) == []
    assert "call_now" not in tiers(settings)


@pytest.mark.slow
def test_anything_else_leaves_events_as_they_were(ready: Callable[..., Settings], stub: ModelServer) -> None:
    """Not certain stays worth knowing."""
    stub.answer = lambda: says("cannot_tell")
    settings = ready()
    pipeline.watch(settings, NOW)
    assert set(tiers(settings)) == {"worth_knowing"}


@pytest.mark.integration
def test_a_fault_is_told_once_and_asked_again_at_the_next_run(
    ready: Callable[..., Settings], stub: ModelServer
) -> None:
    """A run ends with its news kept; the next makes calls of what is answered yes."""
    stub.answer = lambda: (500, {}, KEY.encode())
    settings = ready()
    summary = pipeline.watch(settings, NOW)
    assert len(told(summary)) == 1
    assert KEY not in told(summary)[0]
    assert len(stub.asked) == 1
    assert set(tiers(settings)) == {"worth_knowing"}
    stub.answer = lambda: says("yes")
    assert told(pipeline.watch(settings, LATER)) == []
    assert tiers(settings)["call_now"] > 0


@pytest.mark.slow
def test_a_late_no_takes_back_what_waited(ready: Callable[..., Settings], stub: ModelServer) -> None:
    """Its triggers are withdrawn, its events are gone."""
    stub.answer = lambda: (200, {}, b"not json")
    settings = ready()
    assert len(told(pipeline.watch(settings, NOW))) == 1
    before = tiers(settings)
    stub.answer = lambda: says("no")
    pipeline.watch(settings, LATER)
    assert sum(tiers(settings).values()) < sum(before.values())
    assert rows(settings, "SELECT 1 FROM second_reading WHERE answer = ''") == []


@pytest.mark.slow
def test_no_answer_at_all_does_not_hold_up_a_run(ready: Callable[..., Settings], stub: ModelServer) -> None:
    """After the first that never comes nothing more is asked in this run."""
    stub.answer = lambda: None
    summary = pipeline.watch(ready(seconds=0.3), NOW)
    assert (len(stub.asked), len(told(summary))) == (1, 1)
    assert summary.triggers > 0


@pytest.mark.slow
def test_the_budget_is_of_a_day(ready: Callable[..., Settings], stub: ModelServer) -> None:
    """One question today; what waited is asked tomorrow, again one."""
    settings = ready(a_day=1)
    pipeline.watch(settings, NOW)
    pipeline.watch(settings, LATER)
    assert len(stub.asked) == 1
    pipeline.watch(settings, NOW + timedelta(days=1))
    assert len(stub.asked) == 2


@pytest.mark.slow
def test_what_a_backfill_left_waiting_is_never_sent(
    ready: Callable[..., Settings], stub: ModelServer, tmp_path: Path
) -> None:
    """A later run asks about it, decides it as of its day, and tells nobody."""
    stub.answer = lambda: (500, {}, b"")
    told_to = tmp_path / "told.jsonl"
    channel = {"kind": "jsonl", "path": str(told_to), "tiers": ["call_now", "worth_knowing"]}
    settings = ready(channels={"file": channel})
    pipeline.backfill(settings, NOW, NOW - timedelta(days=30))
    assert rows(settings, "SELECT DISTINCT quiet FROM second_reading") == [{"quiet": True}]
    decided = "SELECT id, decided_at FROM trigger WHERE event_id <> '' ORDER BY id"
    before = rows(settings, decided)
    assert before
    stub.answer = lambda: says("yes")
    pipeline.watch(settings, LATER)
    assert tiers(settings)["call_now"] > 0
    assert rows(settings, decided) == before
    assert rows(settings, "FROM delivery") == []
    assert not told_to.exists()
    assert rows(settings, "FROM second_reading WHERE answer = ''") == []


@pytest.mark.slow
def test_old_news_leaves_half_of_the_questions_to_the_day(ready: Callable[..., Settings], stub: ModelServer) -> None:
    """A backfill asks at most half of what a day may ask; what waits of it is asked on other days, again by half."""
    settings = ready(a_day=3)
    pipeline.backfill(settings, NOW, NOW - timedelta(days=30))
    assert len(stub.asked) == 2
    pipeline.watch(settings, LATER)
    assert len(stub.asked) == 2
    pipeline.watch(settings, NOW + timedelta(days=1))
    assert len(stub.asked) == 4


@pytest.mark.slow
def test_a_kill_between_answer_and_consequence_loses_neither(
    ready: Callable[..., Settings], stub: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A late answer is kept together with what follows from it: after a kill in between, it is asked again."""
    stub.answer = lambda: (500, {}, b"")
    settings = ready()
    pipeline.watch(settings, NOW)
    stub.answer = lambda: says("yes")

    def killed(*given: object, **more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(SecondReader, "_keep_late", killed)
        with pytest.raises(KeyboardInterrupt):
            pipeline.watch(settings, LATER)
    pipeline.watch(settings, LATER + timedelta(minutes=15))
    assert tiers(settings)["call_now"] > 0


@pytest.mark.integration
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("yes", {"call_now"}),
        pytest.param("no", set(), marks=pytest.mark.slow),
        pytest.param("cannot_tell", {"worth_knowing"}, marks=pytest.mark.slow),
    ],
)
def test_a_rematch_asks_as_a_run_does(
    home: Path,
    callnow: Callnow,
    stub: ModelServer,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    answer: str,
    expected: set[str],
) -> None:
    """What concerns an employer of the list only now is asked about once, with its text; nothing is sent."""
    monkeypatch.setattr(detecting, "detect_batch_closely", unsure)
    monkeypatch.setattr(rematching, "detect_batch_closely", unsure)
    stub.answer = lambda: says(answer)
    settings = load_settings(home, reader={"second": {"address": stub.address, "model": "small"}})
    import_people(callnow, tmp_path, rows="name,employer\nIda Varn,Telmarq Foods\n")
    with site() as at:
        at.routes["/wire"] = [feed(HIRE)]
        subscribe(settings, [Feed(name="wire", url=at.url("/wire"), allow_private=True)])
        pipeline.watch(settings, NOW)
    assert stub.asked == []
    import_people(callnow, tmp_path, rows="name,employer\nMara Lindqvist,Quorrel Systems\n")
    done = rematching.rematch(settings, LATER)
    assert (len(stub.asked), done.failures) == (1, ())
    assert HIRE.title in json.dumps(stub.asked[0][2])
    assert set(tiers(settings)) == expected
    again = rematching.rematch(settings, LATER + timedelta(minutes=1))
    assert (again.changed, len(stub.asked)) == (0, 1)
    assert rows(settings, "FROM delivery") == []


@pytest.mark.integration
def test_a_rematch_tells_what_the_second_reader_did_not(
    home: Path, callnow: Callnow, stub: ModelServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The command ends with 3, says why, and the next run asks again; nothing is sent of the answer."""
    monkeypatch.setattr(detecting, "detect_batch_closely", unsure)
    monkeypatch.setattr(rematching, "detect_batch_closely", unsure)
    stub.answer = lambda: (500, {}, b"")
    second = f'[reader.second]\naddress = "{stub.address}"\nmodel = "small"\n'
    with site() as at:
        at.routes["/wire"] = [feed(SOMEBODY)]
        desk = Desk(callnow, home, second)
        desk.add(wire=at.url("/wire"))
        assert desk.run().code == 0
        import_people(callnow, tmp_path, rows="name,employer\nUna Brask,Dorvane Mills\n")
        ran = callnow("--at", LATER.isoformat(), "rematch", "--json")
        assert ran.code == 3
        assert "second reader" in ran.err
        assert json.loads(ran.out)["changed"] == 1
        stub.answer = lambda: says("yes")
        assert desk.run(LATER + timedelta(minutes=15)).code == 0
        assert tiers(load_settings(home)) == {"call_now": 1}
        assert desk.told() == []


@pytest.mark.integration
def test_a_rematch_that_a_run_owed_shares_its_second_reader(
    home: Path, callnow: Callnow, stub: ModelServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One that does not answer is told once, and not asked again in that run."""
    monkeypatch.setattr(detecting, "detect_batch_closely", unsure)
    monkeypatch.setattr(rematching, "detect_batch_closely", unsure)
    stub.answer = lambda: (500, {}, b"")
    settings = load_settings(home, reader={"second": {"address": stub.address, "model": "small"}})
    with site() as at:
        at.routes["/wire"] = [feed(HIRE), feed(HIRE, SOMEBODY)]
        subscribe(settings, [Feed(name="wire", url=at.url("/wire"), allow_private=True)])
        pipeline.watch(settings, NOW)
        import_people(
            callnow, tmp_path, rows="name,employer\nMara Lindqvist,Quorrel Systems\nUna Brask,Dorvane Mills\n"
        )
        with writing(settings) as con:
            owe_rematch(con, NOW)
        done = pipeline.watch(settings, LATER, everything=True)
    assert len(done.failures) == len({str(failure) for failure in done.failures}) == 1
    assert "second reader" in str(done.failures[0])


@pytest.mark.slow
def test_a_rehearsal_asks_nothing(ready: Callable[..., Settings], stub: ModelServer) -> None:
    """A dry run sends nothing, to the second reader neither."""
    with rehearsal(ready(), True) as alone:
        pipeline.watch(alone, NOW)
    assert stub.asked == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "http://127.0.0.1:1/v1"},
        {"address": "ftp://127.0.0.1/v1", "model": "small"},
        {"address": "http://user:pass@127.0.0.1/v1", "model": "small"},
        {"address": "http://127.0.0.1/v1", "model": "small", "key": f"{KEY}\r\nX: y"},
    ],
)
def test_wrong_settings_are_named(home: Path, wrong: dict[str, str]) -> None:
    """Each is an error of the settings that never shows the key."""
    with pytest.raises(SettingError) as caught:
        load_settings(home, reader={"second": wrong})
    assert KEY not in str(caught.value)
