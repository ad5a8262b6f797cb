"""Faults over the whole pipeline: kills, two schedulers, unsteady identity, a clock that moves. One alert an event."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from callnow.settings import ChannelSettings, Settings, load_settings
from callnow.store.connection import reading
from callnow.store.rows import fetch
from flows import pipeline
from flows.news.subscribing import subscribe
from flows.people.importing import ListReading, import_files
from matching.event_types import family
from sources.feed import Feed
from tests import crash
from tests.conftest import Callnow
from tests.flows.whole_run import CLOSURE, DAY, HIRE, LAYOFFS, MOVE, Desk, Item, feed
from tests.killing import Verdict
from tests.sources.loopback import Site, reply, site

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


@pytest.fixture(scope="module")
def ground() -> Iterator[crash.Ground]:
    """One feed, and two people whom it gives a reason to call: of one both receivers hear, of the other the chat."""
    with crash.ground(whole_runs=1, feed="Ferrywire", people=("Cyrus Wainscott", "Lena Okonjo-Reyes")) as at:
        yield at


@pytest.fixture(scope="module")
def ground_of_denial() -> Iterator[crash.Ground]:
    """One person whom a file, a chat and a webhook were told to call, on news that is denied by now."""
    with crash.ground_of_denial(whole_runs=1) as at:
        yield at


def killed_at(step: str, at: crash.Ground) -> Verdict:
    """What a kill at a step of this name comes to; of several steps the middle one."""
    numbers = [number for number, name in enumerate(at.steps, 1) if name == step]
    return crash.kill_at_step(at, numbers[len(numbers) // 2])


class TestKills:
    """kill -9: a small piece of `make crash`."""

    @pytest.mark.integration
    @pytest.mark.parametrize(
        ("step", "repeats"),
        [
            ("after sending to chat", {1}),
            pytest.param("after the transaction of keep_batch", {0}, marks=pytest.mark.slow),
            # one, where what is to be written is that a chat was told
            pytest.param("before the transaction of write", {0, 1}, marks=pytest.mark.slow),
        ],
    )
    def test_a_kill_at_a_named_step(self, step: str, repeats: set[int], ground: crash.Ground) -> None:
        """After the next run nothing is lost, no key comes twice, and a chat hears at most one repeat, so marked."""
        verdict = killed_at(step, ground)
        assert verdict.good, verdict
        assert verdict.repeated in repeats

    @pytest.mark.integration
    @pytest.mark.parametrize(
        ("step", "repeats"),
        [
            ("after the transaction of understand_batch", 0),  # planned, not sent
            pytest.param("after sending to chat", 1, marks=pytest.mark.slow),  # sent, not noted
        ],
    )
    def test_a_kill_as_a_call_is_taken_back(self, step: str, repeats: int, ground_of_denial: crash.Ground) -> None:
        """The next run tells each receiver, once; a chat that was told hears a repeat, so marked."""
        verdict = killed_at(step, ground_of_denial)
        assert verdict.good, verdict
        assert verdict.repeated == repeats

    @pytest.mark.slow
    def test_kills_at_random_times(self, ground: crash.Ground) -> None:
        """The same at any moment."""
        dice = random.Random(4)
        for _ in range(2):
            _, verdict = crash.kill_at_random(ground, dice)
            assert verdict.good, verdict

    def test_of_many_starts_one_runs(self, ground: crash.Ground) -> None:
        """The others name it and end with exit code 1: whoever asked for a run that did not happen has to know."""
        ends, verdict = crash.start_at_once(ground, 4)
        assert ends == {"ran": 1, "named the one that runs, and ended": 3}
        assert verdict == replace(verdict, lost=0, doubled=0, repeated=0, unmarked=0)


HIRED, CUT = ("executive_hired", 1), ("layoffs", 1)
Poll = dict[str, list[Item]]


def fresh_guids(polls: int) -> list[Poll]:
    return [{"wire": [replace(HIRE, guid=f"g{n}"), replace(LAYOFFS, guid=f"h{n}")]} for n in range(polls)]


FIVE_WIRES: list[Poll] = [
    {"one": [HIRE], "two": [replace(HIRE, link="https://two.example.com/8812", guid="2:8812")]},
    {"three": [replace(HIRE, title="Quorrel Systems Appoints Ida Varn Chief Information Officer",
                       link="https://three.example.com/n/quorrel-cio", guid="x", days=1)]},
    {"four": [replace(HIRE, title="Ida Varn Joins Quorrel Systems as CIO",
                      link="https://four.example.com/?p=9", guid="9", days=2)],
     "five": [replace(HIRE, title="Quorrel Systems Names Ida Varn Chief Information Officer",
                      link="https://five.example.com/quorrel", guid="y", days=2)]},
]  # fmt: skip

UNSTEADY: dict[str, tuple[list[Poll], list[tuple[str, int]]]] = {
    "guids new at every poll": (fresh_guids(3), [HIRED, CUT]),
    "one guid for two stories": ([{"wire": [replace(HIRE, guid="g"), replace(LAYOFFS, guid="g")]}], [HIRED, CUT]),
    "http and https twins": (
        [
            {"wire": [replace(HIRE, link="http://wire.example.com/hire")]},
            {"wire": [HIRE, replace(HIRE, link="https://www.wire.example.com/hire/?utm_source=rss", guid="twin")]},
        ],
        [HIRED],
    ),
    "an edited title": (
        [{"wire": [HIRE]}, {"wire": [replace(HIRE, title=f"{HIRE.title} (Corrected)", text="As of today.")]}],
        [HIRED],
    ),
    "the same release on five wires over three days": (FIVE_WIRES, [HIRED]),
    "a guid used again for another story": (
        [{"wire": [HIRE]}, {"wire": [replace(LAYOFFS, guid=HIRE.guid)]}],
        [HIRED, CUT],
    ),
    "a guid and a link used again for another story": (
        [{"wire": [HIRE]}, {"wire": [replace(LAYOFFS, guid=HIRE.guid, link=HIRE.link)]}],
        [HIRED, CUT],
    ),
}


@pytest.fixture
def wires() -> Iterator[Site]:
    with site() as served:
        yield served


def make_home(folder: Path, wires: Site, names: list[str]) -> Settings:
    """A home with one prospect and these feeds; what is told goes to told.jsonl, whatever its tier."""
    file = folder / "prospects.csv"
    file.write_text('name,title,employer,phone\nMara Lindqvist,IT Director,"Quorrel Systems, Inc.",+1 512 555 0134\n')
    channel = ChannelSettings(kind="jsonl", path=folder / "told.jsonl", tiers=("call_now", "worth_knowing"))
    settings = load_settings(folder / "home", channels={"file": channel})
    import_files(settings, [file], ListReading(), NOW)
    subscribe(settings, [Feed(name=name, url=wires.url(f"/{name}.rss"), allow_private=True) for name in names])
    return settings


@pytest.mark.slow  # all of them at once: test_every_unsteadiness_at_once
@pytest.mark.parametrize("case", UNSTEADY)
def test_unsteady_identity(case: str, wires: Site, tmp_path: Path) -> None:
    """Whatever a feed does to guids, links and titles: one alert an event, and no new story is hidden."""
    polls, owed = UNSTEADY[case]
    settings = make_home(tmp_path, wires, sorted({name for poll in polls for name in poll}))
    for number, poll in enumerate([*polls, polls[-1]]):
        for name, items in poll.items():
            body = f'<rss version="2.0"><channel><title>{name}</title>{"".join(i.rss() for i in items)}</channel></rss>'
            wires.routes[f"/{name}.rss"] = [reply(200, body.encode(), "Content-Type: application/rss+xml")]
        pipeline.watch(settings, NOW + timedelta(days=number), everything=True)
    with reading(settings.published) as con:
        kinds = {row["id"]: family(row["type"]) for row in fetch(con, "SELECT id, type FROM trigger")}
    lines = (tmp_path / "told.jsonl").read_text(encoding="utf-8").splitlines()
    assert Counter(kinds[json.loads(line)["trigger_id"]] for line in lines) == dict(owed)


# Of each day, what each wire holds: links with a session's number, by http and https, ids and dates made anew at each
# visit, an edited title, one id for two stories of one list, an id, and an id with its link, that come for another
# story again, one release on several wires and in several words.
WORDS_OF_HIRE = (
    HIRE.title,
    "Quorrel Systems Appoints Ida Varn Chief Information Officer",
    "Ida Varn Joins Quorrel Systems as CIO",
)
RESTLESS: list[dict[str, list[Item]]] = [
    {
        "sessions": [
            replace(HIRE, link=f"http{'s' * (day % 2)}://one.example.com/hire?sid={day}a7f{day}", guid=f"{day}"),
            replace(HIRE, link="https://www.one.example.com/hire/?utm_source=rss", guid="twin"),
        ][: 1 + day],
        "dates": [replace(LAYOFFS, guid=f"now-{day}", days=day)],
        "edits": [replace(MOVE, title=f"{MOVE.title}{' - Update' * min(day, 1)}", text=f"Read {day} times.")],
        "twins": [replace(MOVE, guid="same"), replace(LAYOFFS, guid="same"), replace(CLOSURE, guid="same")][: 1 + day],
        "reuse": [replace([HIRE, MOVE, LAYOFFS, CLOSURE, HIRE][day], guid="the-one", days=day)],
        "again": [
            replace([MOVE, LAYOFFS, CLOSURE, HIRE, MOVE][day], guid="g", link="https://again.example.com/latest")
        ],
        "words": [
            replace(HIRE, title=WORDS_OF_HIRE[day % 3], link=f"https://words.example.com/?p={day}", guid=f"w{day}")
        ],
    }
    for day in range(5)
]


@pytest.mark.integration
def test_every_unsteadiness_at_once(wires: Site, home: Path, callnow: Callnow) -> None:
    """Seven wires, five days, from `callnow import` on: four events, four alerts; and nothing more on the day after."""
    desk = Desk(callnow, home, publishing=False)
    desk.add(**{name: wires.url(f"/{name}.rss") for name in RESTLESS[0]})
    for day, poll in enumerate([*RESTLESS, RESTLESS[0]]):
        for name, items in poll.items():
            wires.routes[f"/{name}.rss"] = [feed(*items)]
        assert desk.run(NOW + day * DAY).code == 0
    assert sorted(desk.told()) == [
        "executive_hired Mara Lindqvist",
        "headquarters_moved Imke Vandersloot",
        "layoffs Mara Lindqvist",
        "layoffs Óscar Brannigan",
    ]


@pytest.fixture
def replay(releases: int) -> Iterator[str]:
    """The wires of the reference material with so many releases each, served by its own script; the address."""
    script = SHARED / "wire" / "replay.py"
    if not script.exists():
        pytest.skip("the reference material is not beside the repository")
    command = [sys.executable, str(script), "--port", "0", "--at", "2025-09-01", "--window", str(releases)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield process.stdout.readline().split()[0]
    finally:
        process.kill()
        process.communicate()


MOVES = ("2025-09-01", "2025-09-16", "2025-10-01", "2025-10-16", "2025-10-31")


@pytest.mark.slow  # in small: test_every_unsteadiness_at_once moves the clock over news of ours
@pytest.mark.parametrize(("moves", "releases"), [(MOVES[:2], 8), (MOVES, 60)], ids=["some", "all"])
def test_a_clock_that_moves_tells_nothing_twice(
    moves: tuple[str, ...], replay: str, home: Path, callnow: Callnow
) -> None:
    """Up to two months of real news in moves of the clock, the last one twice: nobody is told of an event twice."""
    home.mkdir()
    (home / "callnow.toml").write_text(
        f'[fetch]\nhost_pause = 0\narticle_budget = 0\nallow_private = ["{replay.removeprefix("http://")}"]\n'
        '[channels.file]\nkind = "jsonl"\npath = "told.jsonl"\ntiers = ["call_now", "worth_knowing"]\n'
    )
    assert callnow("import", SHARED / "gold" / "prospects.csv").code in (0, 3)
    assert callnow("feeds", "add", f"{replay}/feeds.opml", "--allow-private").code == 0
    told: list[dict[str, Any]] = []
    for day in (*moves, moves[-1]):
        urllib.request.urlopen(urllib.request.Request(f"{replay}/clock?at={day}", method="POST")).close()
        assert callnow("--at", day, "run").code == 0
        before, file = len(told), home / "told.jsonl"
        told = [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
    assert len(told) == before  # the last move was none
    assert len(told) > 3 * len(moves)
    rows = [json.loads(line) for line in callnow("--at", day, "triggers", "--all", "--json").out.splitlines()]
    assert len({card["trigger_id"] for card in told}) == len(told)
    stories = Counter(
        (r["prospect_id"], family(r["event"]), title) for r in rows for title in {r["title"], *r["titles"]}
    )
    assert [key for key, count in stories.items() if count > 1] == []
