from __future__ import annotations

import socket
import threading
from collections.abc import Collection
from pathlib import Path

import pytest

from callnow.errors import ChannelError, SettingError
from callnow.http.addresses import Resolver
from delivery import post as posting
from delivery.message import Surroundings
from delivery.post import LASTING, check_address, post
from tests.delivery.receivers import Loopback, Receiver, leading_to, self_signed
from tests.ports import free_port

SECRET = "/services/T0/B0/canary-token"


def send(url: str, allowed: Collection[str] = Loopback(), resolver: Resolver | None = None) -> None:
    around = Surroundings(Path(), allowed, resolver)
    post(url, b"{}", {"Content-Type": "application/json"}, channel="hook", surroundings=around)


def test_a_taken_message_raises_nothing(receiver: Receiver) -> None:
    """A 2xx answer is a delivered message, with path, query, headers and body as given."""
    receiver.script = [(204, {}, 0)]
    send(f"{receiver.url}/in?x=1")
    ((headers, body),) = receiver.got
    assert (headers["content-type"], headers["user-agent"], body) == ("application/json", "callnow", b"{}")
    assert headers["host"] == receiver.url.removeprefix("http://")


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410, 413, 429, 500, 503])
def test_every_refusal_says_what_to_do_and_hides_the_address(receiver: Receiver, status: int) -> None:
    """A refusal carries its status, a way out, whether it lasts, and no more of the address than its host."""
    receiver.script = [(status, {"Location": "http://elsewhere.example/"}, 0)]
    receiver.body = b"invalid_token"
    with pytest.raises(ChannelError, match=str(status)) as caught:
        send(receiver.url + SECRET)
    assert caught.value.hint
    assert caught.value.lasting is (status in LASTING)
    assert str(caught.value).startswith(f"hook: 127.0.0.1 answered {status} (invalid_token)")
    assert "canary" not in repr(caught.value)
    assert len(receiver.got) == 1, "a redirect is not followed"


def test_retry_after_is_heard(receiver: Receiver) -> None:
    """The seconds a busy receiver asks for are carried along."""
    receiver.script = [(429, {"Retry-After": "120"}, 0)]
    with pytest.raises(ChannelError) as caught:
        send(receiver.url)
    assert caught.value.retry_after == 120


def test_a_receiver_that_is_not_there_is_tried_again() -> None:
    """A refused connection is an error that does not last."""
    with pytest.raises(ChannelError, match="cannot be reached") as caught:
        send(f"http://127.0.0.1:{free_port()}{SECRET}")
    assert not caught.value.lasting
    assert "canary" not in str(caught.value)


def test_an_answer_that_comes_too_late_counts_as_none(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """A receiver that takes the message and then says nothing in time is tried again."""
    monkeypatch.setattr(posting, "DEADLINE", 0.2)
    receiver.script = [(200, {}, 30)]
    with pytest.raises(ChannelError, match="did not answer in time") as caught:
        send(receiver.url)
    assert not caught.value.lasting
    assert len(receiver.got) == 1


def test_a_dripping_answer_ends_at_the_deadline(dripping: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that answers a byte at a time is left when the whole exchange has had its time."""
    monkeypatch.setattr(posting, "DEADLINE", 0.4)
    with pytest.raises(ChannelError, match="did not answer in time"):  # it drips for ever
        send(f"http://{dripping}/")


def test_garbage_is_no_answer() -> None:
    """A server that does not speak HTTP is an error that names the kind of fault and not its words."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"\x00\xffcanary garbage\r\n\r\n")

    thread = threading.Thread(target=serve)
    thread.start()
    with pytest.raises(ChannelError, match="does not speak proper HTTP") as caught:
        send(f"http://127.0.0.1:{listener.getsockname()[1]}/")
    thread.join()
    listener.close()
    assert "canary" not in str(caught.value)


def test_an_address_that_is_not_allowed_is_never_connected_to(receiver: Receiver) -> None:
    """A forbidden address is refused for good; a name that leads to one, or to none, may do better tomorrow."""
    name = f"http://hooks.example.com:{receiver.url.rpartition(':')[2]}{SECRET}"
    with pytest.raises(ChannelError, match="not a public address") as refused:
        send(receiver.url + SECRET, allowed=())
    with pytest.raises(ChannelError, match="not a public address") as renamed:
        send(name, resolver=leading_to("127.0.0.1"))
    with pytest.raises(ChannelError, match="cannot be found") as unknown:
        send(name, resolver=leading_to())
    assert [one.value.lasting for one in (refused, renamed, unknown)] == [True, False, False]
    assert "canary" not in str(refused.value) + str(unknown.value)
    assert receiver.got == []


def test_the_checked_addresses_are_the_ones_connected_to(receiver: Receiver) -> None:
    """The name is not looked up again after its addresses were checked; the next one is tried if one is down."""
    port = receiver.url.rsplit(":", 1)[1]
    send(f"http://no-such-name.invalid:{port}/", {f"no-such-name.invalid:{port}"}, leading_to("127.0.0.2", "127.0.0.1"))
    assert receiver.got[0][0]["host"] == f"no-such-name.invalid:{port}"


@pytest.mark.parametrize(
    "url", ["", "ftp://a.example", "hooks.example/x", "http://", "http://[::1", "http://a b/", "http://ü/"]
)
def test_a_wrong_address_is_named_when_settings_are_read(url: str) -> None:
    """What is not an http(s) address is a setting to correct, and a lasting error if it comes as far as sending."""
    with pytest.raises(SettingError, match=r"channels\.hook\.url: not an http\(s\) address"):
        check_address(url, "channels.hook.url")
    with pytest.raises(ChannelError) as caught:
        send(url)
    assert caught.value.lasting


def test_a_certificate_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    """A self-signed certificate is an error of its own, and the message does not go out."""
    context, read = self_signed(tmp_path), []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            try:
                read.append(context.wrap_socket(connection, server_side=True).recv(100))
            except OSError:
                return

    thread = threading.Thread(target=serve)
    thread.start()
    with pytest.raises(ChannelError, match="localhost: the certificate is self-signed"):
        send(f"https://localhost:{listener.getsockname()[1]}/", resolver=leading_to("127.0.0.1"))
    thread.join()
    listener.close()
    assert b"POST" not in b"".join(read)
