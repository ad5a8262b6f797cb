"""`callnow config check`: all that is wrong with the settings at once, also what no type of a value can tell."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import Callnow

SECRET = "whsec_" + "A" * 44
BODY = f"""\
default_country = "us"

[fetch]
deadlin = 5

[cadence]
ideal_weeks = 8
latest_weeks = 4

[channels.crm]
kind = "webhook"
url = "http://10.0.0.7/canary-2718281828"
secret = "{SECRET}"
types = ["layof", "layoffs"]

[channels.desk]
kind = "mail"
sender = "a@example.com"

[channels.team]
kind = "slakc"

[channels.late]
kind = "console"
quiet_hours = "29:00-07:00"
"""


@pytest.fixture
def written(home: Path) -> Path:
    home.mkdir()
    (home / "callnow.toml").write_text(BODY, encoding="utf-8")
    return home


def wrong(callnow: Callnow) -> dict[tuple[str, int | None], tuple[str, str]]:
    ran = callnow("config", "check", "--json")
    assert (ran.code, ran.err) == (2, "")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert all(set(row) == {"setting", "what", "where", "line", "what_to_do"} for row in rows)
    return {(row["setting"], row["line"]): (row["what"], row["what_to_do"]) for row in rows}


def test_every_wrong_setting_is_told_with_its_line(
    written: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values, names, kinds, what a kind needs, addresses, event types, hours, variables: in one go."""
    monkeypatch.setenv("CALLNOW_DEFALT_COUNTRY", "DE")
    found = wrong(callnow)
    assert list(found) == [
        ("default_country", 1),
        ("fetch.deadlin", 4),
        ("cadence.latest_weeks", 8),
        ("channels.crm.url", 12),
        ("channels.crm.types", 14),
        ("channels.desk.host", 16),
        ("channels.desk.recipients", 16),
        ("channels.team.kind", 21),
        ("channels.late.quiet_hours", 25),
        ("CALLNOW_DEFALT_COUNTRY", None),
    ]
    assert found["channels.crm.url", 12] == (
        "10.0.0.7:80 is not a public address",
        'if it is meant, add "10.0.0.7:80" to fetch.allow_private',
    )
    assert found["channels.crm.types", 14] == ("there is no 'layof'", "did you mean layoffs?")
    assert found["CALLNOW_DEFALT_COUNTRY", None][1] == "did you mean CALLNOW_DEFAULT_COUNTRY?"


SEVERAL = """[cadence]
ideal_weeks = 10
latest_weeks = 3
working_days = ["mon"]
[channels.a]
kind = "slak"
quiet_hours = "29:00-07:00"
types = ["layofs"]
[channels.b]
kind = "apprise"
url = "nonsense"
functions = ["itt"]
digest_at = "9"
quiet_hours = "07:00-07:00"
"""


def test_no_mistake_hides_another_of_its_table(home: Path, callnow: Callnow) -> None:
    """A value that cannot be, a kind that there is none of, and what both leave to be said: each once."""
    home.mkdir()
    (home / "callnow.toml").write_text(SEVERAL)
    assert list(wrong(callnow)) == [
        ("cadence.latest_weeks", 3),
        ("cadence.working_days", 4),
        ("channels.a.kind", 6),
        ("channels.a.quiet_hours", 7),
        ("channels.a.types", 8),
        ("channels.b.url", 11),
        ("channels.b.functions", 12),
        ("channels.b.digest_at", 13),
        ("channels.b.quiet_hours", 14),
    ]
    (home / "callnow.toml").write_text('[channels.a]\nkind = "slak"\n[channels.b]\nkind = "mail"\nhost = "h"\n')
    ran = callnow("run")
    assert (ran.code, ran.out) == (2, "")
    for words in ("line 2: channels.a.kind", "line 3: channels.b.sender", "line 3: channels.b.recipients"):
        assert words in ran.err


def test_people_read_the_same_in_words_and_no_secret(written: Path, callnow: Callnow) -> None:
    """File, lines, what to do and how many; nothing of an address or a secret."""
    ran = callnow("config", "check")
    assert (ran.code, ran.err) == (2, "")
    for words in (str(written / "callnow.toml"), "line 4", "did you mean fetch.deadline?", "9 settings to correct."):
        assert words in ran.out
    assert "canary" not in ran.out
    assert SECRET not in ran.out


def test_other_commands_tell_all_wrong_values_too(written: Path, callnow: Callnow) -> None:
    """Not the first alone; nothing is begun, exit code 2."""
    ran = callnow("run")
    assert (ran.code, ran.out) == (2, "")
    assert "line 1: default_country" in ran.err
    assert "line 4: fetch.deadlin" in ran.err
    assert sorted(path.name for path in written.iterdir()) == ["callnow.toml"]


def test_what_is_right_is_told_as_right(home: Path, callnow: Callnow) -> None:
    """A home without a file, and one whose private receiver is allowed: exit code 0, and --json prints nothing."""
    ran = callnow("config", "check")
    assert (ran.code, "every setting has its default" in ran.out) == (0, True)
    home.mkdir()
    body = '[fetch]\nallow_private = ["10.0.0.7:80"]\n[channels.crm]\nkind = "slack"\nurl = "http://10.0.0.7/x"\n'
    (home / "callnow.toml").write_text(body)
    ran = callnow("config", "check")
    assert (ran.code, "Nothing is wrong" in ran.out) == (0, True)
    assert callnow("config", "check", "--json").out == ""


@pytest.mark.parametrize(
    ("body", "what"), [("[fetch\n", "not valid TOML"), ("a = 1\na = 2\n", "not valid TOML"), (None, "belongs to")]
)
def test_a_file_or_home_that_cannot_be_used_at_all_is_one_sentence(
    body: str | None, what: str, home: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No TOML, or somebody else's: told by itself, for nothing in it can be trusted."""
    home.mkdir()
    (home / "callnow.toml").write_text(body or "")
    if body is None:
        monkeypatch.setattr(os, "geteuid", lambda: home.stat().st_uid + 4321)
    ((_, (told, hint)),) = wrong(callnow).items()
    assert (what in told, bool(hint)) == (True, True)
    refused = callnow("run")
    assert (refused.code, what in refused.err, "Traceback" in refused.err) == (2, True, False)


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path, callnow: Callnow, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in its place, or a folder above it that may not be written."""
    (tmp_path / "home").write_text("a file\n")
    assert wrong(callnow)["home", None][0] == f"{tmp_path / 'home'} is a file, not a folder"
    (tmp_path / "home").unlink()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert wrong(callnow)["home", None][0] == f"{tmp_path} cannot be written"


@pytest.mark.parametrize(
    ("body", "setting", "what"),
    [
        ('default_country = "ZZ"', "default_country", "no such country: 'ZZ'"),
        ('[store]\nlake = "callnow.toml"', "store.lake", "it is a file of another program"),
        ('[store]\nlake = "."', "store.lake", "a folder"),
        ('[store]\nlake = "callnow.toml/lake.duckdb"', "store.lake", "is a file, not a folder"),
        (
            '[store]\nlake = "lake.duckdb"\nlake_data = "callnow.toml/data"',
            "store.lake_data",
            "is a file, not a folder",
        ),
    ],
)
def test_a_country_and_a_lake_that_cannot_be_are_told(
    home: Path, callnow: Callnow, body: str, setting: str, what: str
) -> None:
    """Before a run meets them, with the line that says so."""
    home.mkdir()
    (home / "callnow.toml").write_text(body, encoding="utf-8")
    (((name, line), (words, hint)),) = wrong(callnow).items()
    assert (name, line) == (setting, len(body.splitlines()))
    assert what in words
    assert hint
