"""A home with a morning's calls of people who do not exist, and the page served on it at loopback."""

from __future__ import annotations

import atexit
import http.client
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
import uvicorn

from callnow.model import Announcement, CompanyEvent, Employer, Feature, Match, Prospect, Report, Story, Touch, Trigger
from callnow.settings import Settings, load_settings
from callnow.store import Connection
from callnow.store.connection import writing
from callnow.store.copies import publish
from callnow.store.news import Understood, keep_understood
from callnow.store.people import save_prospects
from callnow.store.rows import add
from callnow.store.runs import note_morning
from callnow.terms import Colour, ContactKind, MatchVerdict, Tier, TriggerKind
from delivery.page import Gate, build_app, hosts_allowed, page_token
from delivery.page.keys import cookie_of
from flows.cli.common import Work
from flows.cli.page import desk_of
from tests.homes import make_once

AT = "2026-03-17T15:20+00:00"  # a Tuesday
NOW = datetime(2026, 3, 17, 15, 20, tzinfo=UTC)
HOSTILE = '<script>window.ran = 1</script><img src=x onerror="window.ran=1">\u202eevil'

EMPLOYERS = (
    Employer("e1", "Orbit Foods", domain="orbitfoods.example"),
    Employer("e2", "Quarrel Steel", domain="quarrelsteel.example"),
    Employer("e3", "Pindar Air", domain="pindarair.example"),
)
PROSPECTS = (
    Prospect("p1", "Dana Reyes", "Orbit Foods", "e1", "VP Infrastructure", "+12125550122", city="New York",
             country="US", owner="ann", tier="A", notes="Prefers mornings.", function="it", rank=3),
    Prospect("p2", "Lee Okafor", "Orbit Foods", "e1", "Head of Data", "+12125550133", city="New York",
             country="US", owner="ann", tier="B", function="it", rank=4),
    Prospect("p3", "Zoë Märklin", "Quarrel Steel", "e2", "Plant Manager", "+13125550144", city="Chicago",
             country="US", owner="bo", function="operations", rank=5),
    Prospect("p4", HOSTILE, "Pindar Air", "e3", HOSTILE, "+13035550155", city="Denver", country="US",
             owner="bo", notes=HOSTILE, url="javascript:window.ran=1"),
    Prospect("p5", "Ola Brandt", "Pindar Air", "e3", "Controller", "", phone_note="no number in the file", owner="bo"),
)  # fmt: skip
# employer, type, sentence, score and tier of each story
NEWS = (
    ("s1", "e1", "Orbit Foods", "executive_hired", "Orbit Foods named Ida Varn as chief information officer.", 88.0),
    ("s2", "e2", "Quarrel Steel", "layoffs", "Quarrel Steel cuts 120 jobs in Chicago.", 71.0),
    ("s3", "e3", "Pindar Air", "funding", HOSTILE, 40.0),
)
CALLS = (("t1", "p1", "s1"), ("t2", "p2", "s1"), ("t3", "p3", "s2"), ("t4", "p4", "s3"))


def make_home(home: Path) -> Settings:
    """The home: news at three employers, a promise past its latest day, one past its day."""
    settings = load_settings(home)
    make_once(home, "a morning's calls", lambda: _make_home(settings))
    return settings


def morning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That home in a folder of its own; a module that begins with it makes this its fixture `made`."""
    home = tmp_path_factory.mktemp("morning") / "home"
    make_home(home)
    return home


def _make_home(settings: Settings) -> None:
    with writing(settings.database) as con:
        save_prospects(con, PROSPECTS, EMPLOYERS, NOW.date())
        _keep_news(con)
        add(con, "touch", [_touch("past", "p1", weeks=6, promised="after the board meeting")])
        add(con, "trigger", [_follow_up("f1", "p1", Colour.RED, 90.0), _follow_up("f5", "p5", Colour.YELLOW, 55.0)])
        note_morning(con, NOW.date())
        con.execute("INSERT INTO run VALUES ('r1', 'watch', $1, $1, '{}')", [NOW - timedelta(hours=1)])
    publish(settings.database, settings.published)


def _keep_news(con: Connection) -> None:
    stories, matches, told = {}, [], []
    for number, (id, employer, name, kind, sentence, _) in enumerate(NEWS):
        published = NOW - timedelta(hours=5 + number)
        told.append(Announcement(f"a{number}", "The Wire", sentence, sentence, "", published, published))
        event = CompanyEvent(f"v{number}", f"a{number}", kind, name, sentence=sentence)
        link = "javascript:window.ran=1" if id == "s3" else f"https://news.example.com/{id}"
        stories[id] = Story(id, kind, employer, employer, (Report(event, sentence, link, "The Wire", published),))
        matches.append(Match(event.id, name, name.lower(), MatchVerdict.MATCH, employer, name, name.lower(), 1.0))
    triggers = [_news_trigger(id, person, stories[story]) for id, person, story in CALLS]
    events = [story.first.event for story in stories.values()]
    add(con, "announcement", told)
    batch = Understood(
        tuple(a.id for a in told),
        events=tuple(events),
        matches=tuple(matches),
        stories=tuple(stories.values()),
        triggers=tuple(triggers),
    )
    keep_understood(con, batch, NOW)


def _news_trigger(id: str, person: str, story: Story) -> Trigger:
    score = next(row[5] for row in NEWS if row[0] == story.id) - (3 if id == "t2" else 0)
    return Trigger(
        id=id,
        prospect_id=person,
        employer_id=story.employer_id,
        story_id=story.id,
        event_id=story.first.event.id,
        type=story.type,
        tier=Tier.CALL_NOW if score > 50 else Tier.WORTH_KNOWING,
        score=score,
        why=story.first.event.sentence,
        opener=f"Good morning, I read: {story.first.event.sentence}",
        decided_at=NOW - timedelta(hours=1),
        expires_at=NOW + timedelta(days=30),
        reasons=(Feature("urgency", 0.9, 1.0, "a leader hired"), Feature("rank", 0.4, 0.5, HOSTILE)),
        owner=next(p.owner for p in PROSPECTS if p.id == person),
        voicemail="Hello, this is Ann.\nI will try you again tomorrow.",
        talking_points=("Ask who runs the move.", HOSTILE),
    )


def _follow_up(id: str, person: str, colour: Colour, score: float) -> Trigger:
    prospect = next(p for p in PROSPECTS if p.id == person)
    return Trigger(
        id=id,
        prospect_id=person,
        employer_id=prospect.employer_id,
        story_id="",
        event_id="",
        type="follow_up",
        tier=Tier.CALL_NOW,
        score=score,
        why="You promised to call after the board meeting.",
        opener="You said to call after the board meeting.",
        decided_at=NOW - timedelta(hours=2),
        expires_at=NOW + timedelta(days=700),
        reasons=(Feature("promise", 0.9, 1.0, "promised"),),
        owner=prospect.owner,
        kind=TriggerKind.CADENCE,
        colour=colour,
    )


def _touch(id: str, person: str, *, weeks: int, promised: str) -> Touch:
    at = NOW - timedelta(weeks=weeks)
    return Touch(
        id, person, at, ContactKind.CALLED, "good talk", "Wants to move.", promised, NOW.date() - timedelta(days=9)
    )


ASKING = """
import json, sys
from pathlib import Path
from callnow.store.rows import fetch
from callnow.store.connection import writing
for line in sys.stdin:
    database, sql = json.loads(line)
    with writing(Path(database), 60) as con:
        rows = [list(row.values()) for row in fetch(con, sql)]
    print(json.dumps(rows, default=str), flush=True)
"""


@cache
def _asking() -> subprocess.Popen[str]:
    """A process that answers questions to databases, until this one ends."""
    pipe = subprocess.PIPE
    process = subprocess.Popen([sys.executable, "-c", ASKING], stdin=pipe, stdout=pipe, text=True)
    atexit.register(process.communicate)  # its end of input is its own end
    return process


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class Served:
    """A page that runs: where, its key, and the home behind it."""

    host: str
    port: int
    token: str
    session: str
    settings: Settings

    @property
    def base(self) -> str:
        return f"http://{self.host}:{self.port}"

    def cookie_for(self, session: str) -> str:
        """The cookie of whoever's session this is."""
        return f"{cookie_of(self.token)}={session}"

    def ask(
        self,
        path: str,
        form: Mapping[str, str | list[str]] | bytes | None = None,
        *,
        key: bool = True,
        htmx: bool = False,
        **other: str,
    ) -> Answer:
        """One request as our own page would send it; `other` headers replace those (Host="evil.example"). A form is a
        mapping, or the very bytes of its body."""
        own = {"Host": f"{self.host}:{self.port}", "Origin": self.base} | ({"HX-Request": "true"} if htmx else {})
        if key:
            own["Cookie"] = self.cookie_for(self.session)
        headers = {name: value for name, value in (own | other).items() if value}
        body = form if form is None or isinstance(form, bytes) else urlencode(form, doseq=True)
        if body is not None:
            headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        con = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            con.request("GET" if form is None else "POST", path, body, headers)
            answer = con.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode())
        finally:
            con.close()

    def known(self, sql: str) -> list[tuple[object, ...]]:
        """What stands in the working database, asked from outside: the page is another process's in life."""
        asking = _asking()
        assert asking.stdin
        assert asking.stdout
        asking.stdin.write(json.dumps([str(self.settings.database), sql]) + "\n")
        asking.stdin.flush()
        return [tuple(row) for row in json.loads(asking.stdout.readline())]

    def state(self, trigger: str) -> object:
        return self.known(f"SELECT state FROM trigger WHERE id = '{trigger}'")[0][0]

    def wait_for_state(self, trigger: str, state: str) -> None:
        """Waits at most 20 s for what is done behind the answer."""
        until = time.monotonic() + 20
        while self.state(trigger) != state:
            assert time.monotonic() < until, f"{trigger} is {self.state(trigger)}, not {state}"
            time.sleep(0.2)


@contextmanager
def served(home: Path, at: str = AT) -> Iterator[Served]:
    """The page of a home on a free port of loopback, stopped at the end."""
    job = Work(home, at)
    token = page_token(job.settings)
    gate = Gate(token, *hosts_allowed("127.0.0.1"), home=job.settings.home)
    app = build_app(desk_of(job), gate)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical"))
    app.state.ending = lambda: server.should_exit
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        until = time.monotonic() + 30
        while not server.started:
            assert time.monotonic() < until, "the page did not start"
            time.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Served("127.0.0.1", port, token, gate.session, job.settings)
    finally:
        server.should_exit = True
        thread.join(150)  # it publishes and matches again what was clicked, in a process that has to start first


def listed(text: str) -> list[str]:
    """The calls in the list of a page, in their order."""
    return re.findall(r'data-call="(\w+)"', text)


def undo_of(text: str) -> tuple[str, dict[str, list[str]]]:
    """Where Undo is sent, and what."""
    form = text.partition('id="said"')[2]
    found = re.search(r'action="([^"]+)"', form)
    assert found
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return found[1], {name: [unescape(value) for one, value in fields if one == name] for name, _ in fields}
