"""Settings on the page: where each is kept, changing it, a test of a channel, the recruiters' keys."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from receivers import Receiver

from callnow.settings import load_settings
from callnow.store.connection import writing
from tests.delivery.page_desk import HOSTILE, Served, make_home, served

CHAT = "<b>chat</b>"  # a channel's name may hold anything
OWN = """\
# mine
[cadence]
ideal_weeks = 6  # six is right
[fetch]
allow_private = ["{host}"]
[channels."<b>chat</b>"]
kind = "webhook"
url = "{url}/canary-hook"
secret = "whsec_{secret}"
[channels.table]
kind = "csv"
path = "out.csv"
"""


@pytest.fixture
def page(tmp_path: Path, receiver: Receiver) -> Iterator[Served]:
    home = tmp_path / "home"
    make_home(home)
    host = receiver.url.partition("://")[2].rstrip("/")
    (home / "callnow.toml").write_text(OWN.format(url=receiver.url.rstrip("/"), host=host, secret="c2VjcmV0" * 5))
    with served(home) as running:
        yield running


def field(page_text: str, name: str) -> str:
    """What stands at one setting, tags and all."""
    parts = [part for part in page_text.split('<div class="setting-field') if f'name="{name}"' in part]
    assert len(parts) == 1, name
    return html.unescape(parts[0])


def test_each_setting_tells_where_it_is_kept_and_no_secret_is_shown(
    page: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line of the file, a variable that wins over it and cannot be changed here, or the default."""
    monkeypatch.setenv("CALLNOW_WATCH__FOLLOWUPS_AT", "06:45")
    text = page.ask("/settings").text
    assert "callnow.toml, line 3" in field(text, "cadence.ideal_weeks")
    assert "the default" in field(text, "cadence.latest_weeks")
    held = field(text, "watch.followups_at")
    assert "held by CALLNOW_WATCH__FOLLOWUPS_AT" in held
    assert "disabled" in held
    assert "canary" not in text
    assert "c2VjcmV0" not in text
    assert CHAT not in text
    assert html.escape(CHAT) in text
    before = (page.settings.home / "callnow.toml").read_bytes()
    assert page.ask("/settings/save", {"watch.followups_at": "09:00"}).status == 303
    assert (page.settings.home / "callnow.toml").read_bytes() == before


@pytest.mark.integration
def test_a_change_keeps_comments_and_counts_at_once(page: Served) -> None:
    """What is saved stands in the file beside its comments, and a call put off comes back on the next working day."""
    form = {"cadence.ideal_weeks": "5", "cadence.holidays": "IE", "cadence.closed": "2026-03-18, 2026-03-19"}
    assert page.ask("/settings/save", form).status == 303
    file = page.settings.home / "callnow.toml"
    content = file.read_text(encoding="utf-8")
    assert "# mine\n[cadence]\nideal_weeks = 5  # six is right\n" in content
    assert file.stat().st_mode & 0o077 == 0
    page.ask("/calls/t1/snooze", {"until": "tomorrow"})
    assert str(page.known("SELECT until FROM snooze WHERE trigger_id = 't1'")[0][0]).startswith("2026-03-20")
    assert ("cadence.holidays: IE",) in page.known("SELECT detail FROM activity WHERE act = 'changed the setting'")


def test_what_is_written_by_hand_counts_with_the_next_click(page: Served) -> None:
    """A zone and a channel that were written to callnow.toml while the page runs; a file that cannot be read changes
    nothing, which Settings says, and one that is put right counts again."""
    file = page.settings.home / "callnow.toml"
    whole = file.read_text(encoding="utf-8")
    new = '[channels.new]\nkind = "csv"\npath = "new.csv"\n'
    file.write_text(f'{whole}{new}[watch]\ntime_zone = "Asia/Tokyo"\n', encoding="utf-8")
    assert "Times are of Asia/Tokyo" in page.ask("/people").text
    assert "new.csv can be written" in page.ask("/settings/test", {"channel": "new"}).text
    page.ask("/calls/t1/snooze", {"until": "tomorrow"})
    until = "SELECT until = '2026-03-18T21:00:00+00:00' FROM snooze WHERE trigger_id = 't1'"
    assert page.known(until) == [(True,)]  # in the morning in Tokyo, where it is the 18th already
    file.write_text("[watch\n", encoding="utf-8")
    assert "Times are of Asia/Tokyo" in page.ask("/people").text
    assert "not valid TOML" in page.ask("/settings").text
    file.write_text(whole, encoding="utf-8")
    assert "Times are of UTC" in page.ask("/people").text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("[watch]\nevery_minutes = 0\n", ["callnow.toml line 2: watch.every_minutes: must be", "What to do"]),
        ("[watch]\nevery_minutes = 0\n[cadence]\nideal_weeks = 0\n", ["line 2: watch.every", "line 4: cadence.ideal"]),
        ("[watch\n", ["callnow.toml", "line 1", "not valid TOML"]),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_place(page: Served, wrong: str, told: list[str]) -> None:
    """Which file, line and setting, on the page and where a click is refused, each of several."""
    file = page.settings.home / "callnow.toml"
    before = file.read_bytes()
    file.write_text(wrong)
    try:
        for answer in (
            page.ask("/settings"),
            page.ask("/settings/save", {"cadence.ideal_weeks": "5"}, htmx=True),
        ):
            for words in (str(file), *told):
                assert words in html.unescape(answer.text)
    finally:
        file.write_bytes(before)


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("cadence.ideal_weeks", "13", "12 weeks come before ideal_weeks (13)"),
        ("watch.time_zone", "Mars/Olympus", "no such time zone"),
        ("watch.time_zone", HOSTILE, "cannot stand in a setting"),
        ("cadence.closed", "yesterday", "must be a day, such as 2026-12-25"),
        ("cadence.calls_a_day", "1e300", "must be a smaller number"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_not_written(page: Served, name: str, typed: str, told: str) -> None:
    """Nothing of the form is written; what was typed is still there, as text."""
    before = (page.settings.home / "callnow.toml").read_bytes()
    refused = page.ask("/settings/save", {"cadence.calls_a_day": "7", name: typed})
    assert refused.status == 422
    assert told in field(refused.text, "cadence.latest_weeks" if typed == "13" else name)
    assert "<script>window" not in refused.text
    assert (page.settings.home / "callnow.toml").read_bytes() == before


def test_a_setting_that_no_box_has_is_refused_before_it_is_written(page: Served) -> None:
    """Alone, or beside one that may be changed here."""
    before = (page.settings.home / "callnow.toml").read_bytes()
    for form in ({"fetch.workers": "3"}, {"cadence.calls_a_day": "7", "fetch.workers": "3"}, {"nothing": "1"}, {}):
        assert page.ask("/settings/save", form | {"may_forget": "0"}).status == 404, form
        assert (page.settings.home / "callnow.toml").read_bytes() == before


def test_what_was_saved_is_said_without_scripts_too(page: Served) -> None:
    """Beside the button, at which the browser arrives, with the value that is kept; of a channel of any name, too. An
    address puts no words of its own on the page."""
    quiet = f"channels.{CHAT}.quiet_hours"
    for name, typed, said in (
        ("cadence.calls_a_day", "9", "Saved. Calls a day, for each recruiter: 9."),
        ("cadence.calls_a_day", "9", "Nothing was changed."),
        (quiet, "19:00-07:30", "Saved. Quiet hours: 19:00-07:30."),
    ):
        done = page.ask("/settings/save", {name: typed})
        assert done.status == 303
        address, _, at = done.headers["location"].partition("#")
        text = page.ask(address).text
        assert f'<span role="status">{said}</span>' in text
        assert f'id="{at}"' in text
    assert page.ask("/settings?box=Call+0900&saved=now").status == 404


def box(page: Served, name: str, **typed: str) -> dict[str, str]:
    """The box of a setting as a browser sends it, with these fields filled otherwise."""
    [form] = [part for part in page.ask("/settings").text.split("<form ") if f'name="{name}"' in part]
    fields = re.findall(r'<input (?:id="[^"]*" )?(?:type="hidden" )?name="([^"]+)" value="([^"]*)"', form)
    days = re.findall(r'name="cadence.working_days" value="(\w+)" checked', form)
    listed = {"cadence.working_days": ", ".join(days)} if days else {}
    return {key: html.unescape(value) for key, value in fields} | listed | typed


def test_an_older_window_undoes_nothing(page: Served) -> None:
    """Of a box only what was changed in it counts; what another window changed meanwhile is refused in words, beside
    the field, and saved on a second click. The other fields show what is kept by then."""
    older = box(page, "cadence.ideal_weeks")
    newer = box(page, "cadence.ideal_weeks", **{"cadence.ideal_weeks": "7", "cadence.calls_a_day": "9"})
    assert page.ask("/settings/save", newer).status == 303
    assert page.ask("/settings/save", older | {"cadence.latest_weeks": "11"}).status == 303
    kept = load_settings(page.settings.home).cadence
    assert (kept.ideal_weeks, kept.latest_weeks, kept.calls_a_day) == (7, 11, 9)
    refused = page.ask("/settings/save", older | {"cadence.calls_a_day": "30"})
    assert refused.status == 422
    told = field(refused.text, "cadence.calls_a_day")
    assert "changed to 9 meanwhile" in told
    assert 'name="cadence.calls_a_day" value="30"' in told
    assert 'name="cadence.ideal_weeks" value="7"' in field(refused.text, "cadence.ideal_weeks")
    again = older | {"cadence.calls_a_day": "30", "was:cadence.calls_a_day": "9"}
    assert page.ask("/settings/save", again).status == 303
    assert load_settings(page.settings.home).cadence.calls_a_day == 30


def test_people_are_not_forgotten_by_a_slip_of_the_keyboard(page: Served) -> None:
    """How many of how many is asked first, and taken by a click that agrees to as many; nobody: nothing is asked."""
    name = "privacy.retention_days"
    with writing(page.settings.database) as con:
        con.execute("UPDATE rhythm SET known_since = DATE '2026-03-01'")
    asked = page.ask("/settings/save", box(page, name, **{name: "1"}))
    assert asked.status == 422
    gone = re.search(r"(\d) of 5 people would be forgotten for good at the next follow-ups", asked.text)
    assert gone
    assert f"Forget {gone[1]} of 5 people</button>" in asked.text
    assert load_settings(page.settings.home).privacy.retention_days == 0
    fewer = box(page, name, **{name: "1", "may_forget": str(int(gone[1]) - 1)})
    assert page.ask("/settings/save", fewer).status == 422
    assert page.ask("/settings/save", fewer | {"may_forget": gone[1]}).status == 303
    assert load_settings(page.settings.home).privacy.retention_days == 1
    assert page.ask("/settings/save", box(page, name, **{name: "730"})).status == 303


def test_no_day_to_work_on_and_no_address_are_refused_beside_their_fields(page: Served) -> None:
    """No default comes back in silence, and what cannot be an address is not taken for one."""
    days = box(page, "cadence.working_days")
    del days["cadence.working_days"]
    refused = page.ask("/settings/save", days)
    assert refused.status == 422
    assert "Tick at least one day" in field(refused.text, "cadence.working_days")
    assert " checked" not in field(refused.text, "cadence.working_days")
    refused = page.ask("/settings/save", {"fetch.contact": "not an address"})
    assert refused.status == 422
    assert "no e-mail address" in field(refused.text, "fetch.contact")
    for known in ("ann@example.com", "Example Search, ann@example.com", ""):
        assert page.ask("/settings/save", {"fetch.contact": known}).status == 303


def test_a_test_goes_through_the_channel_and_names_nobody(page: Served, receiver: Receiver) -> None:
    """The receiver gets one message about nobody real; one that refuses is told; a file is only looked at."""
    assert "the test was sent" in page.ask("/settings/test", {"channel": CHAT}).text
    (_, body), *more = receiver.got
    assert not more
    assert b"nobody is to be called" in body
    assert b"Reyes" not in body
    receiver.script.append((403, {}, 0))
    assert "✗" in page.ask("/settings/test", {"channel": CHAT}).text
    assert "out.csv can be written" in page.ask("/settings/test", {"channel": "table"}).text
    assert not (page.settings.home / "out.csv").exists()


def test_a_key_is_of_the_recruiter_whom_the_list_names(page: Served) -> None:
    """In whatever case the name was typed; of one whom it does not name it is said that nobody is theirs."""
    made = page.ask("/settings/keys/add", {"owner": " ANN "}).text
    assert "<strong>ann</strong> opens the page" in made
    assert "Nobody on the list is" not in made
    assert "Nobody on the list is Nemo" in page.ask("/settings/keys/add", {"owner": "Nemo"}).text


def test_a_key_is_made_on_the_page_shown_once_and_revoked(page: Served) -> None:
    """The address with the new key opens the page until it is revoked; a hostile name is text."""
    made = page.ask("/settings/keys/add", {"owner": HOSTILE})
    assert "<script>window" not in made.text
    found = re.search(r"token=([\w-]+)", made.text)
    assert found
    assert found[1] not in page.ask("/settings").text
    assert page.ask(f"/?token={found[1]}", key=False).status == 303
    assert page.ask("/settings/keys/add", {"owner": HOSTILE}).status == 422
    assert page.ask("/settings/keys/revoke", {"owner": HOSTILE}).status == 303
    assert page.ask(f"/?token={found[1]}", key=False).status == 401
