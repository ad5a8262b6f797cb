"""A canary in every secret setting of every channel, through every fault, with everything logged."""

from __future__ import annotations

import logging
import socket
import threading
import traceback
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from delivery_cards import NOW, card
from pydantic import SecretStr

from callnow.errors import CallnowError, ChannelError
from callnow.model import Delivery
from callnow.settings import ChannelSettings
from delivery import post as posting
from delivery.channels import kinds, make_channel, open_channels, split_targets
from delivery.channels import mail as mailing
from delivery.message import Channel, Message, Surroundings, message_for
from delivery.outbox import drain
from tests.delivery.receivers import Mailbox, Receiver
from tests.ports import free_port

CANARY = "c4n4ryT0ken"
SIGNING = "whsec_" + CANARY + "c2VjcmV0" * 6
SECRETS = ("url", "secret", "password")


@pytest.fixture
def rude() -> Iterator[str]:
    """A server that repeats what it was sent and hangs up: host:port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.sendall(connection.recv(65536) or b"x")

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"127.0.0.1:{listener.getsockname()[1]}"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def settings(kind: str, place: str) -> dict[str, Any]:
    """Settings of `kind` that reach `place` (host:port), with the canary in every secret."""
    host, _, port = place.partition(":")
    return {
        "slack": {"url": SecretStr(f"http://{place}/services/{CANARY}")},
        "webhook": {"url": SecretStr(f"http://{place}/in?key={CANARY}"), "secret": SecretStr(SIGNING)},
        "apprise": {"url": SecretStr(f"json://user:{CANARY}@{place}/{CANARY}")},
        "mail": {
            "host": host,
            "port": int(port or 25),
            "username": "ann",
            "password": SecretStr(CANARY),
            "sender": "callnow@example.com",
            "recipients": ("ann@example.com",),
        },
    }[kind]


KINDS = ("slack", "webhook", "apprise", "mail")


def told(channel: Channel, message: Message) -> str:
    """Everything that a failure of `channel` shows anybody: error, traceback, repr, and what the outbox keeps."""
    try:
        channel.send(message)
        shown = ""
    except ChannelError as error:
        shown = f"{error!s} {error!r} {vars(error)} {''.join(traceback.format_exception(error))}"
    pending = [(Delivery("d", "t", channel.name), message.cards[0])]
    return f"{shown} {channel!r} {list(drain(pending, {channel.name: channel}, NOW))!r}"


def open_at(kind: str, place: str, surroundings: Surroundings) -> Channel:
    (channel,) = open_channels({"desk": ChannelSettings(kind=kind, **settings(kind, place))}, surroundings).values()
    return channel


def opening(wrong: ChannelSettings, surroundings: Surroundings) -> str:
    """What the settings' error shows, "" where they open."""
    try:
        for name, one in split_targets("desk", wrong).items():
            make_channel(name, one, surroundings)
    except CallnowError as error:
        return "".join(traceback.format_exception(error))
    return ""


ONE = message_for("m", [card()], "immediate")


def test_every_kind_with_a_secret_is_tried_here() -> None:
    """A kind of channel that needs a secret has its faults below."""
    import importlib

    with_secrets = {
        kind for kind in kinds() if set(SECRETS) & set(importlib.import_module(f"delivery.channels.{kind}").NEEDS)
    }
    assert with_secrets <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", ["nobody there", "rude", "500", "401", "410", "silence", "refused", "no such host"])
def test_no_fault_tells_a_secret(
    kind: str,
    fault: str,
    rude: str,
    receiver: Receiver,
    surroundings: Surroundings,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever goes wrong, the canary is in no error, traceback, repr, delivery, log or output."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(posting, "DEADLINE", 0.2)
    monkeypatch.setattr(mailing, "TIMEOUT", 0.2)
    place = receiver.url.removeprefix("http://")
    if fault == "nobody there":
        place = f"127.0.0.1:{free_port()}"
    elif fault in ("rude", "silence"):
        place = rude
    elif fault == "no such host":
        place = "no-such-host.invalid:80"
    elif fault == "refused":
        surroundings = replace(surroundings, allowed=frozenset())
    elif fault.isdigit():
        receiver.script = [(int(fault), {}, 0)] * 2
    receiver.body = f"invalid_{CANARY}".encode()
    if kind == "mail" and place in receiver.url:
        place = rude  # a web server is not a mail server; its own faults are below
    said = told(open_at(kind, place, surroundings), ONE)
    output = capfd.readouterr()
    assert CANARY not in said
    assert CANARY not in caplog.text
    assert CANARY not in output.out + output.err
    assert "desk" in said.split("Delivery(")[0]


def test_a_login_that_fails_tells_no_password(
    mailbox: Mailbox, surroundings: Surroundings, caplog: pytest.LogCaptureFixture
) -> None:
    """A mail server without login, or that cannot be trusted with one, is named without the password."""
    caplog.set_level(logging.DEBUG)
    said = told(open_at("mail", f"127.0.0.1:{mailbox.port}", surroundings), ONE)
    assert CANARY not in said + caplog.text
    assert "desk/ann@example.com" in said


def test_a_password_never_goes_out_in_clear(
    rude: str, surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server beyond this machine that offers no encryption is not given the password."""
    from delivery.channels import mail

    class Plain:
        def has_extn(self, name: str) -> bool:
            return False

        def ehlo(self) -> None:
            pass

        def login(self, *given: str) -> None:
            raise AssertionError("the password was given away")

    channel = open_at("mail", "mail.example.com:587", surroundings)
    assert isinstance(channel, mail.Mail)
    with pytest.raises(ChannelError, match="offers no encryption, so the password was not sent"):
        channel._log_in(Plain())  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_names_and_wrong_settings_tell_no_secret(kind: str, surroundings: Surroundings) -> None:
    """Neither a channel's name, which stands in tables and logs, nor an error of its settings holds a secret."""
    good = ChannelSettings(kind=kind, **settings(kind, "127.0.0.1:9"))
    for name, one in split_targets("desk", good).items():
        assert CANARY not in name
        assert CANARY not in repr(one)
    for secret in SECRETS:
        wrong = good.model_copy(update={secret: SecretStr(f"///{CANARY}///")})
        assert CANARY not in opening(wrong, surroundings)


def test_a_surprise_tells_where_and_not_what(
    surroundings: Surroundings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unexpected fault is recorded by its kind and place; its words stay out of the outbox and the log."""
    caplog.set_level(logging.DEBUG)
    channel = open_at("slack", "127.0.0.1:9", surroundings)

    def burst(*given: Any, **more: Any) -> None:
        raise ValueError(f"cannot parse http://127.0.0.1/{CANARY}")

    monkeypatch.setattr("delivery.channels.slack.post", burst)
    (failed,) = drain([(Delivery("d", "t", "desk"), card())], {"desk": channel}, NOW)
    assert "unexpected ValueError in test_secrets.py" in failed.last_error
    assert "unexpected ValueError" in caplog.text
    assert CANARY not in failed.last_error + caplog.text
