"""`callnow config set` and `show`, `outbox test`, `page keys`, `figures`: as an operator types them."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from callnow.setting_tables.calls import RETENTION
from callnow.settings import load_settings
from delivery.page.keys import add_key, live_keys
from flows.running.setting_change import change_settings, settings_as_kept
from tests.conftest import Callnow
from tests.flows.people import import_people

NOW = datetime(2026, 3, 16, 8, tzinfo=UTC)


def test_a_setting_is_changed_and_shown_with_its_place(callnow: Callnow, home: Path) -> None:
    """What is set stands in callnow.toml, beside the comments that were there; "" takes it out again."""
    home.mkdir(exist_ok=True)
    (home / "callnow.toml").write_text("# ours\n[watch]\nevery_minutes = 30 # half an hour\n", encoding="utf-8")
    assert callnow("config", "set", "cadence.tiers.A.ideal_weeks", "4").code == 0
    assert callnow("config", "set", "watch.every_minutes", "20").code == 0
    content = (home / "callnow.toml").read_text(encoding="utf-8")
    assert content.startswith("# ours\n[watch]\nevery_minutes = 20 # half an hour\n")
    shown = [json.loads(line) for line in callnow("config", "show", "watch", "--json").out.splitlines()]
    assert {"setting": "watch.every_minutes", "value": "20", "kept_in": "callnow.toml, line 3"} in shown
    assert callnow("config", "set", "cadence.tiers.A.ideal_weeks", "").code == 0
    assert "tiers" not in (home / "callnow.toml").read_text(encoding="utf-8")
    assert callnow("config", "check").code == 0


def test_a_home_that_may_not_be_entered_is_told_as_by_any_command(callnow: Callnow, home: Path) -> None:
    """Before callnow.toml is looked for there."""
    assert callnow("config", "show").code == 0  # whoever has become another user could not load what it takes
    home.mkdir(mode=0o000)
    us = os.geteuid()
    if not us:
        os.seteuid(65534)
    try:
        ran = callnow("config", "set", "cadence.ideal_weeks", "5")
    finally:
        os.seteuid(us)
    assert ran.code == 2
    assert "the home folder cannot be looked into" in ran.err


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("cadence.ideal_week", "3", "did you mean cadence.ideal_weeks?"),
        ("cadence", "5", "name a setting in it, such as cadence.ideal_weeks"),
        ("cadence.tiers", "5", "name a setting in it, such as cadence.tiers.NAME.ideal_weeks"),
        ("cadence.tiers.D.ideal_weeks", "5", "no prospect is of tier 'D'; tiers are A, B, C"),
        ("cadence.holidays", "Atlantis", "no public holidays are known of 'Atlantis'"),
        ("page.token", "0123456789abcdef", "a secret, which is set by hand"),
        ("cadence.latest_weeks", "2", "2 weeks come before ideal_weeks (8)"),
        ("watch.every_minutes", "0", "must be"),
        ("fetch.deadline", "nan", "must be less than or equal to 300, not 'nan'"),
        ("fetch.host_pause", "inf", "must be less than or equal to 3600, not 'inf'"),
        ("fetch.max_bytes", "1e12", "must be less than or equal to 1000000000, not 1000000000000"),
        ("fetch.max_bytes", "1e300", "must be a smaller number, not 1e+300"),
        ("home", "/tmp/x", "cannot stand in the file that lies in it"),
        ("cadence.tags.v1.2.ideal_weeks", "4", "callnow config set 'cadence.tags.\"v1.2\".ideal_weeks'"),
    ],
)
def test_a_wrong_setting_is_told_and_not_written(
    callnow: Callnow, home: Path, name: str, value: str, told: str
) -> None:
    """What `callnow config check` would complain about never gets into the file."""
    refused = callnow("config", "set", name, value)
    assert refused.code == 2
    assert told in " ".join(refused.err.split())
    assert not (home / "callnow.toml").exists()


def test_a_name_with_a_full_stop_stands_in_quotation_marks(callnow: Callnow, home: Path) -> None:
    """As in callnow.toml; once it is there, it is found without them, too."""
    done = json.loads(callnow("config", "set", 'cadence.tags."v1.2".ideal_weeks', "4", "--json").out)
    assert (done["value"], done["kept_in"]) == ("4", "callnow.toml, line 2")
    assert callnow("config", "set", "cadence.tags.v1.2.ideal_weeks", "5").code == 0
    assert load_settings(home).cadence.tags["v1.2"].ideal_weeks == 5


def test_whom_a_setting_would_forget_is_asked_first(callnow: Callnow, home: Path, tmp_path: Path) -> None:
    """How many of how many, before it is written; with nobody to be forgotten nothing is asked. The question names the
    next working day: on Friday those who are past it on Monday count, too."""
    import_people(callnow, tmp_path)
    file, friday = home / "callnow.toml", "2026-03-13T16:00+00:00"
    assert callnow("--at", friday, "log", "imke", "--called").code == 0
    for days in ("1", "13"):
        asked = callnow("--at", friday, "config", "set", RETENTION, days)
        gone = 4 if days == "1" else 3
        assert (asked.code, f"{gone} of 4 people would be forgotten for good at the next follow-ups" in asked.err) == (
            2,
            True,
        )
        assert "--yes" in asked.err
    assert callnow("--at", friday, "config", "set", "'privacy'.retention_days", "1").code == 2
    assert not file.exists()
    assert callnow("--at", friday, "config", "set", RETENTION, "14").code == 0
    assert callnow("--at", friday, "config", "set", RETENTION, "1", "--yes").code == 0
    assert load_settings(home).privacy.retention_days == 1
    assert callnow("--at", friday, "config", "set", RETENTION, "0").code == 0


LISTED = '[channels.table]\nkind = "csv"\npath = "out.csv"\nowners = ["Doe, Jane", \'Zoë "Z" Poe\', "Bo"]\n'


def test_members_of_a_list_that_hold_a_comma_stay_whole(home: Path) -> None:
    """They are shown in quotation marks, and are read so where the list is changed."""
    home.mkdir()
    (home / "callnow.toml").write_text(LISTED, encoding="utf-8")
    [shown] = [setting.value for setting in settings_as_kept(home) if setting.name == "channels.table.owners"]
    assert shown == '"Doe, Jane", "Zoë ""Z"" Poe", Bo'
    assert change_settings(home, {"channels.table.owners": f'{shown}, Ann Lee , "Roe, Max",'}) == []
    owners = load_settings(home).channels["table"].owners
    assert owners == ("Doe, Jane", 'Zoë "Z" Poe', "Bo", "Ann Lee", "Roe, Max")


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_lines_end_as_they_did(home: Path, ends: str, mark: bytes) -> None:
    """A file of an editor on Windows stays one, also where lines are added and taken away."""
    home.mkdir()
    lines = ["# ours", "[watch]", "every_minutes = 30 # half an hour", "[fetch]", "per_host = 1", ""]
    (home / "callnow.toml").write_bytes(mark + ends.join(lines).encode())
    assert change_settings(home, {"watch.every_minutes": "20", "cadence.ideal_weeks": "6", "fetch.per_host": ""}) == []
    written = ["# ours", "[watch]", "every_minutes = 20 # half an hour", "[cadence]", "ideal_weeks = 6", ""]
    assert (home / "callnow.toml").read_bytes() == mark + ends.join(written).encode()


def test_changes_at_once_are_all_kept(home: Path) -> None:
    """Whoever changes a setting while another is tried waits for it: what both were told is written stands there."""
    changes = {"cadence.calls_a_day": "30", "fetch.per_host": "3", "watch.every_minutes": "20", "default_country": "DE"}
    with ThreadPoolExecutor(len(changes)) as at_once:
        told = list(at_once.map(lambda change: change_settings(home, dict([change])), changes.items()))
    assert told == [[]] * len(changes)
    kept = {setting.name: setting.value for setting in settings_as_kept(home)}
    assert {name: kept[name] for name in changes} == changes


def test_keys_made_at_once_all_open_the_page(home: Path) -> None:
    """One key more, made here and on the page at once, takes nobody theirs."""
    home.mkdir()
    owners = [f"Dana {n}" for n in range(8)]
    with ThreadPoolExecutor(len(owners)) as at_once:
        list(at_once.map(lambda owner: add_key(home, owner, NOW), owners))
    assert sorted(key.owner for key in live_keys(home)) == owners


def test_a_channel_that_cannot_be_reached_is_told(callnow: Callnow, home: Path) -> None:
    """The exit code says that the test did not arrive; another name is a slip."""
    home.mkdir(exist_ok=True)
    (home / "callnow.toml").write_text(
        '[channels.post]\nkind = "mail"\nhost = "127.0.0.1"\nport = 9\nsender = "a@example.com"\n'
        'recipients = ["ann@example.com"]\n[fetch]\nallow_private = ["127.0.0.1:9"]\n',
        encoding="utf-8",
    )
    tested = callnow("outbox", "test", "post", "--json")
    assert tested.code == 1
    (receiver,) = json.loads(tested.out)["receivers"]
    assert receiver["receiver"] == "post/ann@example.com"
    assert not receiver["well"]
    assert callnow("outbox", "test", "mail").code == 2


def test_a_key_is_made_listed_and_revoked(callnow: Callnow, home: Path) -> None:
    """The address with the key is printed once; the list tells since when and until when."""
    made = json.loads(callnow("page", "keys", "add", "Dana  Reyes", "--json").out)
    assert made["recruiter"] == "Dana Reyes"
    token = made["address"].partition("token=")[2]
    assert token not in callnow("page", "keys", "--json").out
    assert callnow("page", "keys", "add", "Dana Reyes").code == 2
    assert callnow("page", "keys", "revoke", "dana  REYES").code == 0
    (key,) = [json.loads(line) for line in callnow("page", "keys", "--json").out.splitlines()]
    assert key["revoked_at"]
    assert callnow("page", "keys", "revoke", "Dana Reyes").code == 2


@pytest.mark.integration
def test_figures_of_a_home_without_calls(callnow: Callnow, tmp_path: Path) -> None:
    """Where nothing was ever done there are no weeks to show; a recruiter nobody knows is a slip."""
    (tmp_path / "people.csv").write_text("name,employer\nOla Brandt,Orbit Foods\n", encoding="utf-8")
    assert callnow("import", tmp_path / "people.csv").code == 0
    assert callnow("figures").code == 0
    assert callnow("figures", "--json").out == ""
    assert callnow("figures", "--owner", "zoe").code == 2
