"""Newsletters from a folder and from a mailbox."""

from __future__ import annotations

import json
import os
import re
import socket
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from callnow.errors import FetchFailed
from sources.feed import Feed, FeedState
from sources.mail import read_mailbox
from sources.readers.mail import SIZE_LIMIT
from tests.sources.test_read_mail import NOW, letter


def test_a_message_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    """One whose id ends before it is one, which the standard library stumbles over, is left out of its folder."""
    (tmp_path / "a.eml").write_bytes(b"Subject: A\r\nMessage-ID: <a@[\r\n\r\nx")
    (tmp_path / "b.eml").write_bytes(letter("Lumen Yards moves to Ames", text="Two."))
    result, items = read_mailbox(Feed(name="L", url=str(tmp_path), kind="mail"), FeedState(), NOW)
    assert (result.error, [item.title for item in items]) == (None, ["Lumen Yards moves to Ames"])


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    """Every message in a folder and its folders is read; broken ones are left out; the next visit finds nothing new."""
    (tmp_path / "old").mkdir()
    (tmp_path / "a.eml").write_bytes(letter("Tallgrass names a CIO", text="One."))
    (tmp_path / "old" / "b.eml").write_bytes(letter("Lumen Yards moves to Ames", text="Two."))
    (tmp_path / "c.eml").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("no letter")
    feed = Feed(name="Letters", url=str(tmp_path), kind="mail")
    result, items = read_mailbox(feed, FeedState(), NOW)
    assert {item.title for item in items} == {"Tallgrass names a CIO", "Lumen Yards moves to Ames"}
    assert (result.status, result.state.items, result.state.failures) == ("new", 2, 0)
    again, _ = read_mailbox(feed, result.state, NOW)
    assert again.status == "unchanged"
    by_address, _ = read_mailbox(Feed(name="Letters", url=tmp_path.as_uri(), kind="mail"), FeedState(), NOW)
    assert by_address.status == "new"


def test_of_many_messages_none_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest come first, what is left waits for the next visits, which come soon; so do many that come at once."""
    monkeypatch.setattr("sources.mail.MESSAGE_LIMIT", 4)
    feed, state, seen, waiting = Feed(name="L", url=str(tmp_path), kind="mail"), FeedState(), [], []
    for visit in range(9):
        for n in range({0: 14, 4: 2, 6: 9}.get(visit, 0)):
            file = tmp_path / f"{visit}-{n}.eml"
            file.write_bytes(letter(f"Visit {visit}", text=f"Message {n}."))
            os.utime(file, (visit * 100 + n,) * 2)
        result, items = read_mailbox(feed, state, NOW)
        assert result.state.next_check_at is not None
        assert (result.state.next_check_at <= NOW + timedelta(minutes=5)) == bool(result.state.waiting)
        state = FeedState.from_dict(json.loads(json.dumps(result.state.to_dict())))
        seen.append({(item.title, item.text) for item in items})
        waiting.append(state.waiting)
    assert waiting[:6] == [6, 2, 0, 0, 0, 0]
    assert len(set[tuple[str, str]]().union(*seen)) == 25
    assert {("Visit 6", f"Message {n}.") for n in range(1, 9)} <= seen[6]
    assert ("Visit 6", "Message 0.") in seen[7]


def test_messages_of_a_mailbox_that_wait_are_asked_for_by_the_day_they_waited_since(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not by the last visit, which came after them."""
    monkeypatch.setattr("sources.mail.MESSAGE_LIMIT", 1)
    state, texts = FeedState(), []
    with mailbox(*(letter("News", text=f"Message {n}.") for n in range(4)), visits=4) as server:
        for _ in range(4):
            result, items = read_mailbox(at(server), state, NOW, password="secret")
            state, texts = result.state, [*texts, [item.text for item in items]]
    assert texts == [["Message 3.", f"Message {n}."] for n in (2, 1, 0)] + [["Message 3."]]
    searches = [command.removeprefix("UID SEARCH SINCE ") for command in server.asked if "SEARCH" in command]
    assert searches == ["05-Nov-2026"] * 3 + ["19-Nov-2026"]


def test_a_missing_folder_is_a_failed_visit(tmp_path: Path) -> None:
    """A folder that is not there is a failure of this source, with its next try, not of the run."""
    result, items = read_mailbox(Feed(name="L", url=str(tmp_path / "gone"), kind="mail"), FeedState(), NOW)
    assert (result.status, items) == ("failed", [])
    assert isinstance(result.error, FetchFailed)
    assert "no folder" in str(result.error)
    assert result.state.failures == 1
    assert result.state.next_check_at


class Mailbox:
    """A small IMAP server on loopback, for so many visits: knows two users, messages, and what it was asked."""

    def __init__(
        self, messages: list[bytes], greeting: bytes = b"* OK ready\r\n", can: str = "", visits: int = 1
    ) -> None:
        self.messages, self.greeting, self.can, self.asked = messages, greeting, can, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, args=(visits,), daemon=True)

    def _serve(self, visits: int) -> None:
        for _ in range(visits):
            self._serve_one()

    def _serve_one(self) -> None:
        client, _ = self.listener.accept()
        with client, client.makefile("rb") as lines:
            client.sendall(self.greeting)
            for raw in lines:
                tag, _, command = raw.decode().strip().partition(" ")
                if command == "AUTHENTICATE PLAIN":
                    client.sendall(b"+ \r\n")
                    command += b64decode(next(lines)).decode()
                self.asked.append(command)
                client.sendall(self._answer(command) + f"{tag} {self._status(command)}\r\n".encode())
                if command == "LOGOUT":
                    return

    def _status(self, command: str) -> str:
        if command.startswith("LOGIN"):
            return "OK in" if command == 'LOGIN ann "secret"' else f"NO bad credentials {command}"
        if command.startswith("AUTHENTICATE"):
            return "OK in" if command == "AUTHENTICATE PLAIN\0jürgen\0geheim-ü" else f"NO bad credentials {command}"
        known = 'EXAMINE "INBOX"', 'EXAMINE "Presse&APw-bersicht"', 'EXAMINE "R&-D/&ZeVnLIqe-"'
        return "OK done" if command in known or not command.startswith("EXAMINE") else "NO no such mailbox"

    def _answer(self, command: str) -> bytes:
        if command == "CAPABILITY":
            return f"* CAPABILITY IMAP4rev1 {self.can}\r\n".encode()
        if command.startswith("UID SEARCH"):
            return b"* SEARCH " + b" ".join(str(n + 1).encode() for n in range(len(self.messages))) + b"\r\n"
        if command.startswith("UID FETCH"):
            number = int(command.split()[2])
            body = self.messages[number - 1]
            if part := re.search(r"BODY\.PEEK\[\]<0\.(\d+)>", command):
                body = body[: int(part[1])]
            return f"* {number} FETCH (UID {number} BODY[]<0> {{{len(body)}}}\r\n".encode() + body + b")\r\n"
        return b""


@contextmanager
def mailbox(*messages: bytes, greeting: bytes = b"* OK ready\r\n", can: str = "", visits: int = 1) -> Iterator[Mailbox]:
    server = Mailbox(list(messages), greeting, can, visits)
    server.thread.start()
    try:
        yield server
    finally:
        server.listener.close()
        server.thread.join(5)


def at(server: Mailbox, name: str = "INBOX", allow: bool = True) -> Feed:
    return Feed(name="Box", url=f"imap://ann@127.0.0.1:{server.port}/{name}", kind="mail", allow_private=allow)


def test_a_mailbox_is_read_and_left_as_it_is() -> None:
    """Messages are fetched newest first without being marked as read."""
    with mailbox(letter("First", text="One."), letter("Second", text="Two.")) as server:
        result, items = read_mailbox(at(server), FeedState(), NOW, password="secret")
    assert [item.title for item in items] == ["Second", "First"]
    assert result.status == "new"
    assert "UID SEARCH SINCE 05-Nov-2026" in server.asked
    assert any(command.startswith("EXAMINE") for command in server.asked)
    assert not any(command.startswith(("SELECT", "STORE", "UID STORE")) for command in server.asked)


def test_of_a_message_with_a_large_attachment_the_text_is_read(tmp_path: Path) -> None:
    """A press office's mail with its photo, in a folder and in a mailbox: no more than its beginning is read."""
    message = EmailMessage()
    message["Subject"] = "Tavrick Medical names a CFO"
    message.set_content("Tavrick Medical today named Ann Lee chief financial officer.")
    message.add_attachment(bytes(2 * SIZE_LIMIT), maintype="image", subtype="jpeg", filename="photo.jpg")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    with mailbox(message.as_bytes()) as server:
        feeds = at(server), Feed(name="L", url=str(tmp_path), kind="mail")
        read_from = [read_mailbox(feed, FeedState(), NOW, password="secret")[1] for feed in feeds]
    for items in read_from:
        assert [(item.title, "named Ann Lee" in item.text) for item in items] == [("Tavrick Medical names a CFO", True)]


def test_a_mailbox_that_refuses_says_so_without_the_password() -> None:
    """A refused login is a failed visit that says what to check, and repeats neither password nor server's words."""
    with mailbox() as server:
        result, _ = read_mailbox(at(server), FeedState(), NOW, password="sesame")
    assert result.error is not None
    assert result.error.kind == "login"
    assert "password in the settings" in result.error.hint
    assert "sesame" not in f"{result.error!r} {result.state}"


def test_a_mailbox_that_is_not_there_says_so() -> None:
    """A mailbox of another name is a failed visit that names it."""
    with mailbox() as server:
        result, _ = read_mailbox(at(server, "Letters"), FeedState(), NOW, password="secret")
    assert "no mailbox 'Letters'" in str(result.error)


@pytest.mark.parametrize("name", ["Presse%C3%BCbersicht", "Presse&APw-bersicht", "R&D/日本語", "R&-D/&ZeVnLIqe-"])
def test_a_mailbox_of_any_name_is_read(name: str) -> None:
    """A name with letters that IMAP does not carry, or with "&", as people write it or as IMAP does."""
    with mailbox(letter("First", text="One.")) as server:
        result, items = read_mailbox(at(server, name), FeedState(), NOW, password="secret")
    assert (result.error, len(items)) == (None, 1)


def test_a_user_or_password_with_an_umlaut_logs_in_where_the_server_takes_it() -> None:
    """It goes as UTF-8 to a server that offers that, and is refused like any other; else words say what to do."""
    with mailbox(letter("First", text="One."), can="AUTH=PLAIN") as server:
        result, items = read_mailbox(at(server), FeedState(), NOW, user="jürgen", password="geheim-ü")
    assert (result.error, len(items)) == (None, 1)
    for can, said in ("AUTH=PLAIN", "refuses this user and password"), ("", "a letter such as ü"):
        with mailbox(can=can) as server:
            result, _ = read_mailbox(at(server), FeedState(), NOW, user="ann", password="sesäme")
        assert result.error is not None
        assert result.error.kind == "login"
        assert said in str(result.error)
        assert "sesäme" not in f"{result.error!r} {result.state}"


def test_servers_that_are_none_are_failed_visits() -> None:
    """No server, one that speaks no IMAP, and one that offers no encryption are failures with their class."""
    for greeting, can in (b"HTTP/1.1 400 Bad Request\r\n\r\n", ""), (b"* OK ready\r\n", "ÜBER"):
        with mailbox(greeting=greeting, can=can) as server:
            result, _ = read_mailbox(at(server), FeedState(), NOW, password="secret")
        assert result.error is not None
        assert result.error.kind == "mail"
    for host in ("mail..example.com", f"{'m' * 64}.example.com"):
        nowhere = Feed(name="Box", url=f"imaps://ann@{host}/INBOX", kind="mail")
        result, _ = read_mailbox(nowhere, FeedState(), NOW, password="secret")
        assert result.error is not None
        assert result.error.kind == "dns"
    closed, _ = read_mailbox(at(server), FeedState(), NOW, password="secret")
    assert closed.error is not None
    assert closed.error.kind == "connect"
    with mailbox() as server:
        plain, _ = read_mailbox(at(server, allow=False), FeedState(), NOW, password="secret")
    assert plain.error is not None
    assert plain.error.kind == "tls"
    assert not any("LOGIN" in command for command in server.asked)


def test_what_lies_in_place_of_a_message_is_told_and_hides_no_other(tmp_path: Path) -> None:
    """A pipe, for whose other end its reader would wait for ever, a folder, and a link that leads nowhere."""
    (tmp_path / "a.eml").write_bytes(letter("Tallgrass names a CIO", text="One."))
    os.mkfifo(tmp_path / "pipe.eml")
    (tmp_path / "folder.eml").mkdir()
    (tmp_path / "link.eml").symlink_to("nowhere")
    feed = Feed(name="L", url=str(tmp_path), kind="mail")
    result, items = read_mailbox(feed, FeedState(), NOW)
    assert [item.title for item in items] == ["Tallgrass names a CIO"]
    assert (result.status, result.state.failures) == ("new", 0)
    assert all(f"{name}.eml: " in str(result.error) for name in ("pipe", "folder", "link"))
    again, _ = read_mailbox(feed, result.state, NOW)
    assert (again.status, again.state.failures) == ("unchanged", 0)
    (tmp_path / "a.eml").unlink()
    alone, _ = read_mailbox(feed, FeedState(), NOW)
    assert alone.status == "failed"
    assert "pipe.eml: a pipe or device is in its place" in str(alone.error)
