"""Settings: from callnow.toml and the environment; what is wrong is named with file, setting and what is accepted."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from callnow.errors import SettingError, SettingErrors
from callnow.settings import home_of, load_settings
from callnow.wrong_settings import setting_lines


def write(home: Path, text: str) -> Path:
    (home / "callnow.toml").write_text(text, encoding="utf-8")
    return home


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """callnow.toml sets both, the environment overrides one; what nobody names keeps its default."""
    write(tmp_path, "[fetch]\ndeadline = 5\nper_host = 1\n")
    monkeypatch.setenv("CALLNOW_FETCH__DEADLINE", "7")
    fetch = load_settings(tmp_path).fetch
    assert (fetch.deadline, fetch.per_host, fetch.max_connections) == (7, 1, 40)


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("[fetch]\ndeadlin = 5\n", "fetch.deadlin"),
        ("[fetch]\ndeadline = 'soon'\n", "fetch.deadline"),
        ("[fetch]\nallow_private = ['10.0.0.1']\n", "fetch.allow_private"),
        ("[watch]\ntime_zone = 'Mars/Olympus'\n", "watch.time_zone"),
        ("[channels.mail]\nkind = 'mail'\nquiet_hours = 'at night'\n", "channels.mail.quiet_hours"),
        ("[chanels.mail]\nkind = 'mail'\n", "chanels"),
    ],
)
def test_a_wrong_setting_is_named_with_its_file(text: str, setting: str, tmp_path: Path) -> None:
    """A misspelt key, a wrong type, an impossible zone: the error names the file and the setting, and what to do."""
    with pytest.raises(SettingError) as told:
        load_settings(write(tmp_path, text))
    assert setting in told.value.where
    assert str(tmp_path / "callnow.toml") in told.value.where
    assert told.value.hint


def test_a_file_that_is_no_toml_names_the_line(tmp_path: Path) -> None:
    """The error says where in the file TOML ends."""
    with pytest.raises(SettingError, match="line 2"):
        load_settings(write(tmp_path, "[fetch]\ndeadline =\n"))


def test_a_file_that_ends_too_early_names_its_end(tmp_path: Path) -> None:
    """Where no line is named the hint names none."""
    with pytest.raises(SettingError, match="not valid TOML") as told:
        load_settings(write(tmp_path, "[fetch]\ndeadline ="))
    assert "last lines" in told.value.hint


def test_secrets_print_as_stars(tmp_path: Path) -> None:
    """No secret shows in the text of the settings or in the error about a setting beside it."""
    canary = "canary-3141592653"
    body = f"[channels.hook]\nkind = 'webhook'\nurl = 'https://example.com/{canary}'\nsecret = '{canary}'\n"
    assert canary not in repr(load_settings(write(tmp_path, body)))
    with pytest.raises(SettingError) as told:
        load_settings(write(tmp_path, body + "port = 'x'\n"))
    assert canary not in str(told.value)


def test_all_wrong_settings_are_told_at_once_each_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the file in the order of its lines, then of the environment; each under what sets it, with what to do."""
    body = (
        'default_country = "us"\n\n[fetch]\n# a comment\ndeadlin = 5\nallow_private = [\n  "10.0.0.1",\n]\n'
        'every_minutes = 5\n[watch]\ntask_runner = "spark"\n[channels.team]\nowners = ["Dana"]\n'
    )
    monkeypatch.setenv("CALLNOW_CADENCE__CALLS_A_DAY", "0")
    monkeypatch.setenv("CALLNOW_CADENCE__CLOSED", "2026-12-25")
    with pytest.raises(SettingErrors) as told:
        load_settings(write(tmp_path, body))
    file = tmp_path / "callnow.toml"
    assert [(one.where, one.what) for one in told.value.errors] == [
        (f"{file} line 1: default_country", "must be written like 'US', not 'us'"),
        (f"{file} line 5: fetch.deadlin", "no such setting"),
        (f"{file} line 6: fetch.allow_private", "'10.0.0.1' is not host:port, such as \"127.0.0.1:8765\""),
        (f"{file} line 9: fetch.every_minutes", "no such setting"),
        (f"{file} line 11: watch.task_runner", "must be 'threads', 'dask' or 'ray', not 'spark'"),
        (f"{file} line 12: channels.team.kind", "missing"),
        ("CALLNOW_CADENCE__CALLS_A_DAY: cadence.calls_a_day", "must be greater than or equal to 1, not '0'"),
        ("CALLNOW_CADENCE__CLOSED: cadence.closed", 'must be a list, such as ["one", "two"], not \'2026-12-25\''),
    ]
    assert [one.hint for one in told.value.errors][1:4:2] == [
        "did you mean fetch.deadline?",
        "did you mean watch.every_minutes?",
    ]
    again = pickle.loads(pickle.dumps(told.value))
    assert (str(again), again.exit_code) == (str(told.value), 2)


@pytest.mark.parametrize(
    ("agent", "odd"), [("Personalberatung Müller", "ü"), ("callnow\r\nX: y", "\r\n"), ("\x7f", "\x7f")]
)
def test_a_user_agent_that_cannot_be_sent_is_refused(agent: str, odd: str, tmp_path: Path) -> None:
    """What no header can hold is named, before anything is fetched; blanks around it are nothing."""
    with pytest.raises(SettingError, match="plain letters") as told:
        load_settings(tmp_path, fetch={"user_agent": agent})
    assert repr(odd) in told.value.what
    assert load_settings(tmp_path, fetch={"user_agent": " Dorvane (+https://example.com) "}).fetch.user_agent == (
        "Dorvane (+https://example.com)"
    )


@pytest.mark.parametrize(
    "text", ["ideal_weeks = 999999", "latest_weeks = inf", "tiers = { C = { ideal_weeks = 5201 } }"]
)
def test_a_rhythm_that_never_comes_is_refused(text: str, tmp_path: Path) -> None:
    """Its day is none that a calendar has; what is meant is a pause, and the error says how to make one."""
    with pytest.raises(SettingError, match='callnow pause NAME --until "for good"'):
        load_settings(write(tmp_path, f"[cadence]\n{text}\n"))
    assert load_settings(write(tmp_path, "[cadence]\nideal_weeks = 5200\n")).cadence.ideal_weeks == 5200


@pytest.mark.parametrize(
    ("variable", "hint"),
    [
        ("CALLNOW_DEFALT_COUNTRY", "did you mean CALLNOW_DEFAULT_COUNTRY?"),
        ("CALLNOW_FETCH_PER_HOST", "did you mean CALLNOW_FETCH__PER_HOST?"),
        ("CALLNOW_FETCH__DEADLIN", "did you mean fetch.deadline?"),
        ("CALLNOW_NOTHING_LIKE_IT", "config show"),
    ],
)
def test_a_variable_that_sets_nothing_is_told(
    variable: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A misspelt variable would go unnoticed: it is an error like a misspelt key, with the name that was meant."""
    monkeypatch.setenv(variable, "3")
    with pytest.raises(SettingError) as told:
        load_settings(tmp_path)
    assert (variable in told.value.where, hint in told.value.hint) == (True, True)


def test_what_a_cluster_puts_into_the_environment_is_no_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kubernetes names the addresses of a service called callnow like settings; they are passed over."""
    for name in ("CALLNOW_SERVICE_HOST", "CALLNOW_PORT", "CALLNOW_PORT_4200_TCP_ADDR", "CALLNOW_DB_SERVICE_PORT_HTTP"):
        monkeypatch.setenv(name, "10.0.0.3")
    assert load_settings(tmp_path).fetch.per_host == 2


def test_the_home_of_the_environment_is_the_one_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CALLNOW_HOME names the file whose setting is wrong, and a home named inside the file is refused."""
    monkeypatch.setenv("CALLNOW_HOME", str(write(tmp_path, f"home = '{tmp_path}'\n")))
    with pytest.raises(SettingError) as told:
        load_settings()
    assert told.value.where == f"{tmp_path / 'callnow.toml'} line 1: home"


def test_a_file_that_is_not_utf_8_names_the_line(tmp_path: Path) -> None:
    """Saved in another encoding, it is told with the line where that shows."""
    (tmp_path / "callnow.toml").write_bytes("[fetch]\ncontact = 'jörg@example.com'\n".encode("latin-1"))
    with pytest.raises(SettingError, match=r"callnow\.toml line 2: not UTF-8"):
        load_settings(tmp_path)


def test_a_file_that_begins_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    """As some editors save UTF-8."""
    (tmp_path / "callnow.toml").write_bytes(b"\xef\xbb\xbfdefault_country = 'DE'\r\n")
    assert load_settings(tmp_path).default_country == "DE"


def test_a_file_nested_too_deep_is_told(tmp_path: Path) -> None:
    """No matter how deep."""
    (tmp_path / "callnow.toml").write_text(f"a = {'[' * 9000}{']' * 9000}\n")
    with pytest.raises(SettingError, match="nested too deep"):
        load_settings(tmp_path)


def test_an_empty_time_zone_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that names the variable without a value takes nothing away."""
    monkeypatch.setenv("CALLNOW_WATCH__TIME_ZONE", "")
    assert load_settings(tmp_path).watch.time_zone == "UTC"


TOML = '''
a = """
[not.a.table]
b = 1
"""
[channels."my team"]  # a comment
kind = "slack"

cadence.tiers = { A = { ideal_weeks = 3 } }
[[feeds]]
name = [
  "one",
]
'''


def test_quiet_hours_are_of_the_clock_of_the_day(tmp_path: Path) -> None:
    """A channel that names no time zone has that of `watch`: its evening is not London's."""
    (tmp_path / "callnow.toml").write_text(
        '[channels.team]\nkind = "console"\n[channels.far]\nkind = "console"\ntime_zone = "Asia/Tokyo"\n'
        '[watch]\ntime_zone = "America/New_York"\n'
    )
    channels = load_settings(tmp_path).channels
    assert {name: channel.time_zone for name, channel in channels.items()} == {
        "team": "America/New_York",
        "far": "Asia/Tokyo",
    }


def test_lines_are_found_in_every_form_of_toml() -> None:
    """Quoted and dotted names, inline tables, lists and texts over several lines, what only looks like a table."""
    team = ("channels", "my team")
    assert setting_lines(TOML) == {
        ("a",): 2,
        ("channels",): 6,
        team: 6,
        (*team, "kind"): 7,
        (*team, "cadence"): 9,
        (*team, "cadence", "tiers"): 9,
        (*team, "cadence", "tiers", "A"): 9,
        (*team, "cadence", "tiers", "A", "ideal_weeks"): 9,
        ("feeds",): 10,
        ("feeds", "name"): 11,
    }


def test_a_home_with_a_question_mark_in_its_path_is_refused(tmp_path: Path) -> None:
    """DuckDB takes what follows one for parameters, and puts files elsewhere; said before anything is made."""
    with pytest.raises(SettingError, match="question mark"):
        load_settings(tmp_path / "who?" / "home")
    with pytest.raises(SettingError, match="question mark"):
        home_of(tmp_path / "who?")


def test_a_home_of_another_user_is_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one user writes for themselves alone another could not hint: told with whose it is, exit code 2."""
    write(tmp_path, "[fetch]\ndeadlin = 5\n")
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 4321)
    with pytest.raises(SettingError, match="the home folder belongs to ") as told:
        load_settings(tmp_path)
    assert (told.value.exit_code, told.value.where, "--home" in told.value.hint) == (2, str(tmp_path), True)
    assert load_settings(tmp_path / "new").home == tmp_path / "new"  # nobody's yet


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ('[fetch]\ncontact = "ann@example.com\\r\\nX-Odd: 1"\n', "fetch.contact"),
        ('[store]\nlake = "a\\u0000"\n', "store.lake"),
        ('[channels.file]\nkind = "jsonl"\npath = "\\u0000"\n', "channels.file.path"),
        ('[channels.mail]\nkind = "mail"\nrecipients = ["ann@example.com", "\\u202eann@example.com"]\n', "recipients"),
        ('[channels.""]\nkind = "jsonl"\npath = "told.jsonl"\n', "channels"),
        ('[channels."a\\u202e"]\nkind = "jsonl"\npath = "told.jsonl"\n', "channels"),
        ('[page]\nhost = "a b"\n', "page.host"),
        ('[page]\nhost = "\\u0000"\n', "page.host"),
        ('[cadence]\nholidays = "US-"\n', "cadence.holidays"),
        ("[cadence]\nideal_weeks = 1e-300\n", "cadence.ideal_weeks"),
        ('[watch]\ntime_zone = "localtime"\n', "watch.time_zone"),
    ],
)
def test_a_value_that_nothing_can_be_done_with_is_refused(text: str, setting: str, tmp_path: Path) -> None:
    """It is told before anything is read, and not by whatever is given it first."""
    with pytest.raises(SettingError) as told:
        load_settings(write(tmp_path, text))
    assert setting in told.value.where
    assert told.value.what.isprintable()


def test_what_only_looks_odd_is_taken(tmp_path: Path) -> None:
    """Several lines, letters of any script, a state's holidays, a day's rhythm, a zone by its name."""
    text = (
        '[channels."Büro 1"]\nkind = "apprise"\nurl = """json://a.example.com\n\tjson://b.example.com"""\n'
        '[cadence]\nholidays = "US-TX"\nideal_weeks = 0.15\n[watch]\ntime_zone = "UTC"\n[page]\nhost = "::1"\n'
    )
    assert list(load_settings(write(tmp_path, text)).channels) == ["Büro 1"]
