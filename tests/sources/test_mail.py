"""Newsletters from a folder and from a mailbox."""

from __future__ import annotations

import json
import os
import re
import socket
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from callnow.errors import FetchFailed, ParseFailed
from sources.feed import Feed, FeedState
from sources.mail import read_mailbox
from sources.readers.mail import SIZE_LIMIT, read

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
FEED = Feed(name="Wire letters", url="letters", kind="mail")


def letter(subject: str, text: str = "", rich: str = "", **headers: str) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = (
        subject,
        "news@wire.example",
        "Fri, 20 Nov 2026 09:00:00 -0500",
    )
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if text:
        message.set_content(text)
    if rich:
        if text:
            message.add_alternative(rich, subtype="html")
        else:
            message.set_content(rich, subtype="html")
    return message.as_bytes()


RICH = """<html><head><style>p {color: red}</style></head><body>
<p><a href="https://wire.example/view?m=7&amp;u=1">View this email in your <b>browser</b></a></p>
<h1>Tallgrass names Ines Okafor CIO</h1><p>She starts in January &amp; moves to Duluth.</p>
<script>alert(1)</script></body></html>"""


def test_a_message_is_an_announcement() -> None:
    """The subject is the title, the text is plain, the link the browser's view, the guid the message's id."""
    [item] = read(letter("Fwd: Tallgrass names a CIO", rich=RICH, Message_ID="<7@wire.example>"), FEED, "", NOW)
    assert (item.title, item.guid, item.source) == ("Tallgrass names a CIO", "7@wire.example", "Wire letters")
    assert item.url == "https://wire.example/view?m=7&u=1"
    assert "She starts in January & moves to Duluth." in item.text
    assert "alert" not in item.text
    assert "red" not in item.text
    assert item.published_at == datetime(2026, 11, 20, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    "headers",
    [{"List_Archive": "<https://lists.example.com/pipermail/daily/>"}, {"Archived_At": "<https://x.example/d>"}],
)
def test_each_issue_of_a_newsletter_is_its_own(headers: dict[str, str]) -> None:
    """Under one subject and one address, too; the list's archive is no page of the message."""
    issues = [read(letter("Logistics Daily", text=text, **headers), FEED, "", NOW)[0] for text in ("One.", "Two.")]
    assert issues[0].id != issues[1].id
    assert {issue.url for issue in issues} == {headers.get("Archived_At", "").strip("<>")}
    assert issues[0].id == read(letter("Logistics Daily", text="One."), FEED, "", NOW)[0].id


def test_the_plain_part_is_preferred_where_it_says_something() -> None:
    """A plain part of more than a few words is the text; "use an HTML reader" is not."""
    words = (
        "Tallgrass Robotics of Saint Cloud has named Ines Okafor its chief information officer, as of January 2027. "
        * 2
    )
    assert read(letter("A", text=words, rich=RICH), FEED, "", NOW)[0].text.startswith(
        "Tallgrass Robotics of Saint Cloud"
    )
    assert "moves to Duluth" in read(letter("A", text="Please use an HTML reader.", rich=RICH), FEED, "", NOW)[0].text


def test_encoded_headers_and_odd_charsets() -> None:
    """Encoded subjects are decoded; a charset nobody knows does not lose the message; angle brackets stay text."""
    [item] = read(letter("Nörd & Söhne beruft <neuen> Chef", text="Grüße"), FEED, "", NOW)
    assert item.title == "Nörd & Söhne beruft <neuen> Chef"
    body = b"Subject: =?utf-8?q?Caf=C3=A9?=\r\nContent-Type: text/plain; charset=klingon\r\n\r\nBonjour \xe9t\xe9"
    assert (read(body, FEED, "", NOW)[0].title, read(body, FEED, "", NOW)[0].text) == ("Café", "Bonjour été")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: =?utf-8?b?!!!?=\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
        b": x" * 1000,
        b"Subject: A\r\nMessage-ID: <a@[\r\n\r\nx",
        b"Subject: =?idna?q?a..b?=\r\nContent-Type: text/plain; charset=idna\r\n\r\n..",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2000)),
    ],
)
def test_what_is_no_message_never_crashes(body: bytes) -> None:
    """Bytes that are not messages are an error or an announcement, never anything else."""
    with suppress(ParseFailed):
        assert len(read(body, FEED, "", NOW)) == 1


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


def of(body: bytes) -> list[tuple[str, datetime, bool]]:
    """Title, time and whether it is undated of each item of a message that was sent on 20 November 2026."""
    return [(item.title, item.published_at, item.undated) for item in read(body, FEED, "", NOW)]


SENT = datetime(2026, 11, 20, 14, tzinfo=UTC)
NEWS = "\n\nTallgrass Robotics is laying off 80 workers at its plant in Duluth, the company said.\n"


@pytest.mark.parametrize(
    "header",
    [
        "--- Forwarded message ---\nFrom: PR <pr@x.example>\nDate: Tue, Mar 4, 2025 at 9:00 AM\nSubject: A\nTo: Pat",
        "Begin forwarded message:\n\nFrom: PR <pr@x.example>\nSubject: A\nDate: 4 March 2025 at 09:12:00 CST\nTo: Pat",
        "> From: PR <pr@x.example>\n> Subject: A\n> Date: March 4, 2025 at 9:00:00 AM EST",
        "From: PR <pr@x.example>\nSent: Tuesday, March 4, 2025 8:02 AM\nTo: Pat\nCc: Ann; Joe\nSubject: A",
        "*From:* PR <pr@x.example>\n*Sent:* Tuesday, March 4, 2025 8:02 AM\n*To:* Pat\n*Subject:* A",
        "Von: PR <pr@x.example>\nGesendet: Dienstag, 4. März 2025 08:02\nAn: Pat\nBetreff: A",
        "Von: PR <pr@x.example>\nDatum: 4. März 2025 um 08:02:11 MEZ\nAn: Pat\nBetreff: A",
        "De : PR <pr@x.example>\nEnvoyé : mardi 4 mars 2025 08:02\nÀ : Pat\nObjet : A",
        "De: PR <pr@x.example>\nDate: mar. 4 mars 2025 à 08:02\nSubject: A\nTo: Pat",
        "--- Forwarded Message ---\nSubject: \tA\nDate: \tTue, 4 Mar 2025 09:00:00 +0100\nFrom: \tPR <pr@x.example>",
    ],
)  # fmt: skip
def test_what_was_forwarded_is_as_old_as_its_own_header_says(header: str) -> None:
    """As the mail programs write it, plain and in markup, in three languages; of two the inner one."""
    note, rich = f"FYI, from my archive.\n\n{header}{NEWS}", header.replace("<", "&lt;").replace("\n", "<br>\n")
    again = "From: Joe <joe@x.example>\nDate: Thu, Nov 19, 2026 at 9:00 AM\nSubject: Fwd: A\n\n" + note
    for body in (letter("Fwd: A", text=note), letter("WG: A", rich=f"<p>{rich}</p>{NEWS}"), letter("A", text=again)):
        [(_, at, undated)] = of(body)
        assert (at.date().isoformat(), undated) == ("2025-03-04", False)


def test_a_forwarded_date_that_cannot_be_read_makes_the_news_undated() -> None:
    """One of the same hours, whose zone nobody says, is not after the message; other lines are no header."""
    header = "From: PR <pr@x.example>\nDate: {}\nSubject: A\nTo: Pat"
    [(_, _, undated)] = of(letter("Fwd: A", text=header.format("the other day") + NEWS))
    assert undated
    assert of(letter("A", text=header.format("Fri, Nov 20, 2026 at 8:02 AM") + NEWS)) == [("A", SENT, False)]
    for text in (
        "Date: March 4, 2025\nContact: PR",
        "From: 9:00\nTo: 17:00\nDate: 12 March 2027\nSubject: Open day",
        "We heard from: PR\nDate: 4 March 2025",
        "Sent: 4 March 2025",
    ):
        assert of(letter("A", text=text + NEWS)) == [("A", SENT, False)]


def carrying(*inner: bytes, text: str = "see attached", kind: str = "mixed", subject: str = "Fwd: a look") -> bytes:
    mark = f"B{len(inner[0])}"
    head = f"Subject: {subject}\r\nMessage-ID: <o@x.example>\r\nDate: Fri, 20 Nov 2026 09:00:00 -0500\r\n"
    head += f'MIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary="{mark}"\r\n\r\n'
    own = "" if kind == "digest" else f"--{mark}\r\nContent-Type: text/plain\r\n\r\n{text}\r\n"
    part = f"--{mark}\r\n" + ("" if kind == "digest" else "Content-Type: message/rfc822\r\n") + "\r\n"
    return (head + own).encode() + b"".join(part.encode() + one + b"\r\n" for one in inner) + f"--{mark}--\r\n".encode()


OLD = b"Subject: Tallgrass names a CFO\r\nDate: Tue, 4 Mar 2025 09:00 -0500\r\n\r\nTallgrass named Ines Okafor CFO.\r\n"
LATE = b"Subject: Lumen Yards moves\r\nMessage-ID: <l@x.example>\r\n\r\nLumen Yards moves to Ames.\r\n"


@pytest.mark.parametrize("kind", ["mixed", "digest"])
def test_messages_within_a_message_are_read(kind: str) -> None:
    """Forwarded as attachments, or gathered as a digest: each with its own date, or undated, and its own place."""
    items = read(carrying(OLD, LATE, kind=kind), FEED, "", NOW)
    assert [(item.title, item.guid, item.undated) for item in items] == [
        ("Tallgrass names a CFO", "o@x.example#1", False),
        ("Lumen Yards moves", "l@x.example", True),
    ]
    assert items[0].published_at == datetime(2025, 3, 4, 14, tzinfo=UTC)
    assert "named Ines Okafor" in items[0].text
    assert [title for title, _, _ in of(carrying(carrying(OLD)))] == ["Tallgrass names a CFO"]


def test_a_message_that_carries_another_is_read_where_it_says_something_of_its_own() -> None:
    """Not where its subject is the other's; one that comes back as not delivered is no news."""
    words = (
        "Lumen Yards of Ames said on Monday that it will cut 40 jobs in two of its yards by June, and more later on."
    )
    assert [title for title, _, _ in of(carrying(OLD, text=words))] == ["a look", "Tallgrass names a CFO"]
    repeated = carrying(OLD, text=words, subject="Fwd: Tallgrass names a CFO")
    assert [title for title, _, _ in of(repeated)] == ["Tallgrass names a CFO"]
    assert [title for title, _, _ in of(carrying(OLD, kind="report"))] == ["a look"]


@pytest.mark.parametrize("declared", ["us-ascii", "iso-8859-1", "windows-1252", "utf-8", "klingon"])
@pytest.mark.parametrize("written", ["utf-8", "cp1252"])
def test_a_text_is_read_in_its_charset_whatever_is_declared(declared: str, written: str) -> None:
    """UTF-8 that is declared as another, Windows-1252 that is declared as UTF-8; in the subject, too."""
    words = "José Müller führt Orbel"
    head = (
        f"Subject: {words}\r\nContent-Type: text/plain; charset={declared}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    [item] = read(f"{head}{words}".encode(written), FEED, "", NOW)
    assert (item.title, item.text) == (words, words)


def test_charsets_of_more_than_a_byte_a_letter_are_read_as_declared() -> None:
    """Text that would be valid as another; one spoilt letter of many spoils no other."""
    for charset in ("utf-16", "iso-2022-jp", "shift-jis", "koi8-r"):
        words = "Привет" if charset == "koi8-r" else "日本語"
        head = f"Subject: A\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        [item] = read(head.encode() + b64encode(words.encode(charset)), FEED, "", NOW)
        assert item.text == words
    head = b"Subject: A\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    [item] = read(head + "Müller, Söhne und ".encode() + b"\xff", FEED, "", NOW)
    assert item.text.startswith("Müller, Söhne und")
