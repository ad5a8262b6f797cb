"""Who may come in: only with the key, under our own name, and for a change only from our own pages."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import Mount

from callnow.errors import SettingError
from callnow.settings import load_settings
from delivery.page import Gate, build_app, hosts_allowed, page_token
from flows.cli.common import Work
from flows.cli.page import desk_of
from tests.delivery.page_desk import AT, Served, make_home, served


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("gate") / "home"
    make_home(home)
    with served(home) as running:
        yield running


def every_path(home: Path) -> list[tuple[str, str]]:
    """Each address of the page with its method, ids filled in."""
    app = build_app(desk_of(Work(home, AT)), Gate("k" * 32, *hosts_allowed("127.0.0.1")))
    found = [("GET", "/static/page.js"), ("GET", "/nowhere")]
    for route in _leaves(app.routes):
        path = route.path_format.replace("{trigger_id}", "t1").replace("{prospect_id}", "p1").replace("{key}", "0" * 32)
        found += [(method, path) for method in route.methods]
    return found


def _leaves(routes: list[object]) -> Iterator[object]:
    for route in routes:
        if isinstance(route, Mount):
            continue
        inner = getattr(getattr(route, "original_router", None), "routes", None)
        if hasattr(route, "methods"):
            yield route
        elif inner is not None:
            yield from _leaves(inner)


@pytest.mark.integration
def test_nothing_is_told_or_done_without_the_key(page: Served) -> None:
    """Every address refuses whoever has no cookie or a wrong one, and tells nothing of anyone."""
    paths = every_path(page.settings.home)
    assert {"/calls/t1/dismiss", "/history", "/undo"} <= {path for _, path in paths}
    for method, path in paths:
        for cookie in ("", page.cookie_for("0" * 64), page.cookie_for(page.token)):
            answer = page.ask(path, {} if method == "POST" else None, key=False, Cookie=cookie)
            assert answer.status == 401, (method, path)
            assert "Reyes" not in answer.text
    assert page.state("t1") == "open"
    for fits in ('<meta name="viewport"', '<meta name="color-scheme" content="light dark">'):  # a phone, a dark screen
        assert fits in page.ask("/", key=False).text


def test_nothing_is_done_for_another_origin(page: Served) -> None:
    """A form of another site, of another port here, of a sandbox, or of nowhere is refused although it has the key."""
    others = ("https://evil.example", f"http://127.0.0.1:{page.port + 1}", f"http://localhost:{page.port}", "null", "")
    for path in (path for method, path in every_path(page.settings.home) if method == "POST"):
        for origin in others:
            assert page.ask(path, {"until": "tomorrow"}, Origin=origin).status == 403, (path, origin)
    assert page.state("t1") == "open"
    assert page.known("SELECT count(*) FROM touch") == [(1,)]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "[", "10.0.0.1", "a:b:c"]
)
def test_other_names_are_refused(page: Served, host: str) -> None:
    """A name that was made to point here opens nothing, not even with the key."""
    for path in ("/", "/?token=" + page.token, "/static/page.js"):
        answer = page.ask(path, Host=host)
        assert answer.status in (400, 421)
        assert "set-cookie" not in answer.headers


def test_the_key_opens_once_and_leaves_the_address(page: Served) -> None:
    """The token becomes a cookie that scripts cannot read and other sites do not send; the address forgets it."""
    answer = page.ask(f"/?owner=ann&token={page.token}", key=False)
    assert (answer.status, answer.headers["location"]) == (303, "/?owner=ann")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert page.token.lower() not in cookie
    assert page.ask("/?token=wrong" + page.token, key=False).status == 401
    assert page.ask(f"//evil.example/?token={page.token}", key=False).headers["location"] == "/evil.example/"


def test_two_pages_on_one_machine_leave_each_others_cookies(page: Served, tmp_path: Path) -> None:
    """A browser sends the cookies of both to each, whatever the port: each knows its own, whichever came last."""
    with served(tmp_path / "home") as other:
        cookies = [
            one.ask(f"/?token={one.token}", key=False).headers["set-cookie"].partition(";")[0] for one in (page, other)
        ]
        jar = "; ".join({cookie.partition("=")[0]: cookie for cookie in cookies}.values())
        for one in (page, other):
            assert one.ask("/people/add", key=False, Cookie=jar).status == 200
            assert one.ask("/people/add", key=False, Cookie=cookies[one is page]).status == 401


@pytest.mark.integration
def test_every_answer_forbids_foreign_and_inline_scripts(page: Served) -> None:
    """The policy stands on pages, parts, files and refusals alike."""
    for path in ("/", "/list", "/calls/t1", "/news", "/static/htmx.min.js", "/nowhere"):
        headers = page.ask(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" in page.ask("/", key=False).headers


def test_the_page_names_no_foreign_address(page: Served) -> None:
    """Everything a page loads is our own: scripts, styles, pictures."""
    for path in ("/", "/news", "/history"):
        text = page.ask(path).text
        assert 'src="/static/' in text
        assert 'src="http' not in text
        assert '<link rel="stylesheet" href="/static/page.css">' in text


def test_the_token_is_made_once_for_its_owner(tmp_path: Path) -> None:
    """It is kept in the home, readable by the owner alone, and the same at the next start."""
    settings = load_settings(tmp_path / "home")
    token = page_token(settings)
    file = tmp_path / "home" / "page.token"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(token) >= 32
    assert page_token(settings) == token


def test_a_token_of_the_settings_counts_and_must_be_long(tmp_path: Path) -> None:
    """The one in callnow.toml is taken; one that could be guessed is refused in words without saying it."""
    named = load_settings(tmp_path, page={"token": "a-token-of-my-own-choice"})
    assert page_token(named) == "a-token-of-my-own-choice"
    assert not (tmp_path / "page.token").exists()
    with pytest.raises(SettingError) as refused:
        page_token(load_settings(tmp_path, page={"token": "hunter2"}))
    assert "hunter2" not in str(refused.value)


def test_it_is_bound_to_loopback_unless_told_otherwise(tmp_path: Path) -> None:
    """By default only this machine reaches it; bound to all, it answers to addresses but to no foreign name."""
    assert load_settings(tmp_path).page.host == "127.0.0.1"
    assert hosts_allowed("127.0.0.1")[1] is False
    everywhere = Gate("k" * 32, *hosts_allowed("0.0.0.0"))
    assert everywhere._is_ours("192.168.1.5:8377")
    assert not everywhere._is_ours("evil.example:8377")


def test_a_calendar_program_reads_the_planned_calls_with_a_key_of_its_own(page: Served) -> None:
    """No cookie is needed, the key opens the calendar and nothing else, and the page's own token does not open it."""
    gate = Gate(page.token, frozenset())
    told = page.ask(f"/calendar/{gate.calendar_key}/calls.ics", key=False)
    assert (told.status, told.text.split()[0]) == (200, "BEGIN:VCALENDAR")
    assert page.ask(f"/calendar/{page.token}/calls.ics", key=False).status == 401
    assert page.ask(f"/?token={gate.calendar_key}", key=False).status == 401
    assert page.ask(f"/calendar/{gate.calendar_key}/calls.ics?owner=Nobody", key=False).status == 200


@pytest.mark.parametrize("left", ["", "\n"])
def test_a_key_that_a_killed_start_left_empty_is_made_anew(tmp_path: Path, left: str) -> None:
    """Nobody was given an empty key, so there is nothing to move away."""
    file = tmp_path / "page.token"
    file.write_text(left, encoding="utf-8")
    token = page_token(load_settings(tmp_path))
    assert len(token) > 20
    assert page_token(load_settings(tmp_path)) == token
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
