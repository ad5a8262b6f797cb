"""Settings: from callnow.toml and the environment; what is wrong is named with file, setting and what is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from callnow.errors import SettingError
from callnow.settings import load_settings


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
    assert told.value.mend


def test_a_file_that_is_no_toml_names_the_line(tmp_path: Path) -> None:
    """The error says where in the file TOML ends."""
    with pytest.raises(SettingError, match="line 2"):
        load_settings(write(tmp_path, "[fetch]\ndeadline =\n"))


def test_secrets_print_as_stars(tmp_path: Path) -> None:
    """No secret shows in the text of the settings or in the error about a setting beside it."""
    canary = "canary-3141592653"
    body = f"[channels.hook]\nkind = 'webhook'\nurl = 'https://example.com/{canary}'\nsecret = '{canary}'\n"
    assert canary not in repr(load_settings(write(tmp_path, body)))
    with pytest.raises(SettingError) as told:
        load_settings(write(tmp_path, body + "port = 'x'\n"))
    assert canary not in str(told.value)
