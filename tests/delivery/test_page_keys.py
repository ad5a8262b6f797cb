"""Recruiters' own keys: each sees their people alone, on every route there is; a revoked key opens nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from test_page_gate import every_path

from callnow.errors import UsageError
from delivery.page.keys import FILE_NAME, add_key, calendar_word_of, read_keys, revoke_key, session_of
from tests.conftest import Callnow
from tests.delivery.page_desk import HOSTILE, NOW, Answer, Served, make_home, served

THEIRS = ("Zoë", "Märklin", "Quarrel", "Brandt", "Pindar")  # bo's people and their employers
IDS = ("p3", "t3", "p5", "f5")
# What forms may call an id; a new one is refused for its value, whatever it is called.
FIELDS = ("one", "other", "ids", "people", "person", "part", "triggers", "touch", "click", "id", "anything")
OF_BO = """
    SELECT (SELECT list(p ORDER BY p.id) FROM prospect p WHERE p.owner = 'bo')::VARCHAR,
           (SELECT list(t ORDER BY t.id) FROM trigger t WHERE t.owner = 'bo')::VARCHAR,
           (SELECT list(c ORDER BY c.id) FROM touch c WHERE c.prospect_id IN ('p3', 'p4', 'p5'))::VARCHAR,
           (SELECT list(r ORDER BY r.prospect_id) FROM rhythm r WHERE r.prospect_id IN ('p3', 'p4', 'p5'))::VARCHAR
"""


@dataclass(frozen=True)
class Recruiter:
    """Who is logged in to a page with a key of their own."""

    page: Served
    token: str

    def ask(self, path: str, form: Mapping[str, str | list[str]] | None = None, **other: str) -> Answer:
        return self.page.ask(path, form, **({"Cookie": self.page.cookie_for(session_of(self.token))} | other))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("keys") / "home"
    make_home(home)
    with served(home) as running:
        yield running


@pytest.fixture(scope="module")
def ann(page: Served) -> Recruiter:
    return Recruiter(page, add_key(page.settings.home, "ann", NOW))


def test_a_key_logs_in_as_its_recruiter_and_only_hashes_are_kept(page: Served, ann: Recruiter) -> None:
    """The address with the key sets a cookie; neither key nor session nor calendar word stands in the file."""
    entered = page.ask(f"/?token={ann.token}", key=False)
    assert entered.status == 303
    assert "HttpOnly" in entered.headers["set-cookie"]
    assert "SameSite=strict" in entered.headers["set-cookie"]
    kept = page.settings.home / FILE_NAME
    content = kept.read_text(encoding="utf-8")
    assert not any(word in content for word in (ann.token, session_of(ann.token), calendar_word_of(ann.token)))
    assert kept.stat().st_mode & 0o077 == 0
    with pytest.raises(UsageError, match="has a key already"):
        add_key(page.settings.home, "ann", NOW)


@pytest.mark.integration
def test_a_recruiter_sees_their_own_on_every_page(ann: Recruiter, page: Served) -> None:
    """Their people are there, those of others are not, whatever is asked for; the operator sees both."""
    for path in ("/", "/list", "/people", "/history", "/figures", "/?q=Quarrel", "/?owner=bo", "/people?owner=bo"):
        answer = ann.ask(path)
        assert answer.status in (200, 303), path
        assert not any(word in answer.text for word in THEIRS if word not in path), path
    assert "Dana Reyes" in ann.ask("/").text
    assert "Dana Reyes" in ann.ask("/people").text
    assert "Zoë" in page.ask("/people").text
    assert "Settings" not in ann.ask("/").text.partition("</nav>")[0]


@pytest.mark.integration
def test_no_route_tells_or_changes_anything_of_another_recruiter(ann: Recruiter, page: Served) -> None:
    """Every route of the page, asked by a recruiter with ids of another's people: refused, or nothing of theirs."""
    before = page.known(OF_BO)
    paths = every_path(page.settings.home)
    assert {"/calls/t1/dismiss", "/people/p1/edit", "/undo"} <= {path for _, path in paths}
    asked = 0
    for method, path in paths:
        theirs = path.replace("t1", "t3").replace("p1", "p3")
        if path in ("/live", "/static/page.js"):  # a stream without an end; a file for everybody
            continue
        form = {field: list(IDS) for field in FIELDS} if method == "POST" else None
        answer = ann.ask(theirs, form)
        said = json.dumps([word for word in THEIRS if word in answer.text], ensure_ascii=False)
        assert said == "[]", (method, theirs, said)
        assert answer.status < 500, (method, theirs, answer.text[:300])
        if method == "POST" or theirs != path:
            assert answer.status in (403, 404, 405), (method, theirs, answer.status)
        asked += 1
    assert asked > 30
    assert page.known(OF_BO) == before


def test_no_link_leads_a_recruiter_to_the_operators_pages(page: Served, ann: Recruiter) -> None:
    """Also where their list is empty, which the operator's feeds may be the reason of."""
    paths = ["/", "/people", "/news", "/figures", "/history", "/employers", "/people/add"]
    cleo = Recruiter(page, add_key(page.settings.home, "cleo", NOW))
    page.ask("/people/add", {"name": "Uma Vale", "employer": "Tarn Mills", "owner": "cleo"})
    for who, own in ((ann, ["/people/p1/record", "/calls/t1"]), (cleo, ["/?q=nobody"])):
        text = "".join(who.ask(path).text for path in (*paths, *own))
        links = {unescape(link) for link in re.findall(r'(?:href|action)="(/[^".#]*)"', text)}
        assert [link for link in sorted(links) if who.ask(link).status == 403] == []


def test_what_changes_another_recruiters_person_is_taken_back_whole(ann: Recruiter, page: Served) -> None:
    """Handing a person over is the operator's: nothing of such a click is kept."""
    before = page.known("SELECT owner, notes FROM prospect ORDER BY id")
    form = {"name": "Dana Reyes", "employer": "Orbit Foods", "owner": "bo", "notes": "Given away."}
    refused = ann.ask("/people/p1/edit", form)
    assert refused.status == 403
    assert "would change a person who is not yours" in refused.text
    assert page.known("SELECT owner, notes FROM prospect ORDER BY id") == before


def test_what_a_recruiter_does_is_noted_under_their_name(ann: Recruiter, page: Served) -> None:
    """A click by a recruiter's key is theirs in History; the operator's acts are the system user's."""
    assert ann.ask("/calls/t2/dismiss", {}).status == 303
    assert page.known("SELECT done_by, act, prospect_id FROM activity WHERE act = 'dismissed'") == [
        ("ann", "dismissed", "p2")
    ]
    assert "<td>ann</td>" in page.ask("/history").text


def test_the_calendar_of_a_key_is_its_recruiters(ann: Recruiter, page: Served) -> None:
    """The word in its address opens the calendar of their calls alone, whoever is asked for."""
    word = calendar_word_of(ann.token)
    own = page.ask(f"/calendar/{word}/calls.ics?owner=bo", key=False)
    assert own.status == 200
    assert not any(name in own.text for name in THEIRS)
    assert page.ask(f"/calendar/{'0' * 32}/calls.ics", key=False).status == 401


def test_a_revoked_key_is_refused_at_the_next_request(page: Served) -> None:
    """Who is logged in is out at once, and told why; a hostile name is shown as it is written."""
    home = page.settings.home
    token = add_key(home, HOSTILE, NOW)
    hostile = Recruiter(page, token)
    assert hostile.ask("/").status == 200
    assert "<script>window" not in page.ask("/settings").text
    revoke_key(home, HOSTILE, NOW)
    for answer in (hostile.ask("/"), page.ask(f"/?token={token}", key=False)):
        assert answer.status == 401
        assert "This key was revoked." in answer.text
    assert [key.revoked_at is None for key in read_keys(home) if key.owner == HOSTILE] == [False]


def test_a_new_key_is_shown_also_where_nothing_can_be_noted(home: Path, callnow: Callnow) -> None:
    """Only a hash of it is kept: an error in place of the address would lose it, and the name would be taken."""
    home.mkdir(exist_ok=True)
    (home / "callnow.duckdb").write_text("no database", encoding="utf-8")
    made = callnow("page", "keys", "add", "Dana")
    assert (made.code, "?token=" in made.out) == (0, True)
    assert "missing from the history" in made.err
    changed = callnow("config", "set", "cadence.calls_a_day", "3")
    assert (changed.code, "missing from the history" in changed.err) == (0, True)
    assert "calls_a_day = 3" in (home / "callnow.toml").read_text(encoding="utf-8")
    (home / "callnow.toml").rename(home / "kept.toml")
    (home / "callnow.toml").symlink_to(home / "kept.toml")
    assert callnow("config", "set", "cadence.calls_a_day", "4").code == 0
    assert "calls_a_day = 4" in (home / "kept.toml").read_text(encoding="utf-8"), "a link stays one"
