"""A canary in every secret setting, through every fault, with everything logged: nobody hears it but its receiver."""

from __future__ import annotations

import importlib
import logging
import traceback
import typing
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from pydantic import BaseModel, SecretStr

from callnow.errors import SettingError
from callnow.settings import Settings, load_settings
from delivery import post as posting
from delivery.channels import kinds
from delivery.channels import mail as mailing
from flows import cli
from flows.demo.sample import SampleServer
from flows.news.subscribing import subscribe
from flows.running import delivering
from tests.conftest import Callnow
from tests.delivery.receivers import self_signed
from tests.homes import make_once, sample_people
from tests.ports import free_port
from tests.sources.loopback import reply, site

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
CANARY = "c4n4ryT0ken"
SIGNING = "whsec_" + CANARY + "c2VjcmV0" * 6

# What each secret setting is given; `place` is host and port, `scheme` http or https.
CONFIG = """
[fetch]
host_pause = 0
allow_private = ["{place}", "{sample}"]
[store]
lake = "postgresql://ann:{canary}@127.0.0.1:9/news"
lake_data = "lake"
[page]
token = "{canary}"
[mailboxes.letters]
username = "ann"
password = "{canary}"
[reader.second]
address = "{scheme}://{place}/v1"
model = "small"
key = "{canary}"
[registers]
companies_house_key = "{canary}"
[channels.slack]
kind = "slack"
types = ["layoffs"]
url = "{scheme}://{place}/services/{canary}"
[channels.webhook]
kind = "webhook"
types = ["layoffs"]
url = "{scheme}://{place}/in?key={canary}"
secret = "{signing}"
[channels.apprise]
kind = "apprise"
types = ["layoffs"]
url = "{apprise}://user:{canary}@{place}/{canary}"
[channels.mail]
kind = "mail"
types = ["layoffs"]
host = "{host}"
port = {port}
username = "ann"
password = "{canary}"
sender = "callnow@example.com"
recipients = ["ann@example.com"]
"""
FAULTS = ("nobody there", "no such host", "not allowed", "TLS", "500", "401")
SOME = ("401",)  # where the receiver says the secret back; the others with the slow tests


def secrets_of(model: type[BaseModel], before: str = "") -> Iterator[str]:
    """The dotted names of every secret setting; a table of tables is written as *."""
    for name, field in model.model_fields.items():
        for part in (field.annotation, *typing.get_args(field.annotation)):
            if part is SecretStr:
                yield before + name
            elif isinstance(part, type) and issubclass(part, BaseModel):
                table = typing.get_origin(field.annotation) is dict
                yield from secrets_of(part, f"{before}{name}.{'*.' if table else ''}")


def config(fault: str, place: str, sample: str) -> str:
    secure = fault == "TLS"
    host, _, port = place.partition(":")
    return CONFIG.format(
        place="127.0.0.1:9" if fault == "not allowed" else place,
        scheme="https" if secure else "http",
        apprise="jsons" if secure else "json",
        canary=CANARY,
        signing=SIGNING,
        host=host,
        port=port,
        sample=sample,
    ).replace(f'allow_private = ["{place}"', f'allow_private = ["{"127.0.0.1:1" if fault == "not allowed" else place}"')


@pytest.fixture(scope="module")
def sample() -> Iterator[SampleServer]:
    with SampleServer(NOW) as server:
        yield server


@pytest.fixture
def loud(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that is logged from DEBUG on, whatever -v asks for."""
    said: list[str] = []
    set_up = cli.set_up_logging

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(self.format(record))

    def louder(verbose: bool) -> None:
        set_up(verbose)
        for name in ("", "apprise"):  # Apprise's own log goes nowhere else
            logging.getLogger(name).addHandler(Keep(logging.DEBUG))
        logging.getLogger().setLevel(logging.DEBUG)

    monkeypatch.setattr(cli, "set_up_logging", louder)
    return said


def everything_in(home: Path) -> str:
    """Every value of every table, and every file that is not a database and not the settings themselves."""
    told = []
    for file in sorted(home.rglob("*")):
        if file.suffix == ".duckdb":
            with duckdb.connect(str(file), read_only=True) as con:
                tables = [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
                told += [str(con.execute(f"FROM {table}").fetchall()) for table in tables]
                assert "delivery" in tables
        elif file.is_file() and file.name != "callnow.toml":
            told.append(file.read_bytes().decode("utf-8", "replace"))
    return "\n".join(told)


def test_every_secret_setting_is_tried_here(tmp_path: Path) -> None:
    """A new secret setting, or a new kind of channel that needs one, has to be added above."""
    found = set(secrets_of(Settings))
    channel = {f"channels.*.{name}" for name in ("url", "secret", "password")}
    single = {"page.token", "store.lake", "reader.second.key", "registers.companies_house_key"}
    assert found == {*single, "mailboxes.*.password", *channel}
    needy = {k for k in kinds() if {"url", "secret"} & set(importlib.import_module(f"delivery.channels.{k}").NEEDS)}
    assert {*needy, "mail"} == {"slack", "webhook", "apprise", "mail"}
    (tmp_path / "callnow.toml").write_text(config("500", "127.0.0.1:9", "127.0.0.1:8"))
    settings = load_settings(tmp_path)
    shown = f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    assert CANARY not in shown
    assert shown.count("****") >= 4 * 7


def subscribe_to_one(callnow: Callnow, sample: SampleServer) -> None:
    """Imports one of the sample's prospects, at whose employer there are layoffs, and adds the feed that tells so."""
    assert callnow("import", sample_people(callnow.home.parent, "Anders Kowalczyk")).code == 0
    subscribe(load_settings(callnow.home), [feed for feed in sample.feeds if feed.name == "Ferrywire"])


@pytest.mark.integration
@pytest.mark.parametrize("fault", [pytest.param(f, marks=[] if f in SOME else [pytest.mark.slow]) for f in FAULTS])
def test_no_fault_tells_a_secret(
    fault: str,
    sample: SampleServer,
    home: Path,
    callnow: Callnow,
    tmp_path: Path,
    loud: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The canary is in no output, log, table, published copy or other file of a run whose every channel fails."""
    monkeypatch.setattr(posting, "DEADLINE", 0.5)
    monkeypatch.setattr(mailing, "TIMEOUT", 0.5)
    home.mkdir()
    with site(self_signed(tmp_path) if fault == "TLS" else None) as receiver:
        place = {"nobody there": f"127.0.0.1:{free_port()}", "no such host": "no-such-host.invalid:80"}.get(
            fault, f"127.0.0.1:{receiver.port}"
        )
        status = int(fault) if fault.isdigit() else 200
        for path in (f"/services/{CANARY}", f"/in?key={CANARY}", f"/{CANARY}", f"/{CANARY}/"):
            receiver.routes[path] = [reply(status, f"refused: {CANARY}".encode(), "Connection: close")]
        receiver.routes["/v1/chat/completions"] = [reply(status, CANARY.encode(), "Connection: close")]
        make_once(home, sample.base, lambda: subscribe_to_one(callnow, sample))
        (home / "callnow.toml").write_text(config(fault, place, sample.base.removeprefix("http://")))
        ran = callnow("-v", "--at", NOW.isoformat(), "run")
        listed = callnow("outbox")
    assert ran.code == 3
    assert {"slack", "webhook", "mail"} <= {w for w in ("slack", "webhook", "apprise", "mail") if w in ran.err}
    assert "slack" in listed.out
    for where, text in {
        "stdout": ran.out + listed.out,
        "stderr": ran.err + listed.err,
        "log": "\n".join(loud),
        "home": everything_in(home),
    }.items():
        assert CANARY not in text, where
    assert loud


@pytest.mark.parametrize(
    "wrong",
    [
        f'[channels.desk]\nkind = "slack"\nurl = ["{CANARY}"]',
        f'[channels.desk]\nkind = "slack"\nurl = "not an address {CANARY}"',
        f'[channels.desk]\nkind = "webhook"\nurl = "https://example.com/{CANARY}"\nsecret = "{CANARY}"',
        f'[channels.desk]\nkind = "apprise"\nurl = "no-such-scheme://{CANARY}"',
        f'[page]\ntoken = {{ word = "{CANARY}" }}',
        f'[mailboxes.letters]\npassword = ["{CANARY}"]',
    ],
)
def test_a_wrong_setting_is_named_without_its_value(wrong: str, home: Path, callnow: Callnow) -> None:
    """The error says which setting, not what it holds; neither does its traceback."""
    home.mkdir()
    (home / "callnow.toml").write_text(wrong)
    ran = callnow("-v", "run")
    assert ran.code == 2
    assert CANARY not in ran.out + ran.err
    assert "channels.desk" in ran.err or "page.token" in ran.err or "mailboxes.letters" in ran.err
    with pytest.raises(SettingError) as raised:
        delivering.check_channels(load_settings(home))
    assert CANARY not in "".join(traceback.format_exception(raised.value)) + repr(raised.value)
