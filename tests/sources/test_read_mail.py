"""A message is an announcement, and so is each that it carries, as old as its news."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from callnow.errors import ParseFailed
from sources.feed import Feed
from sources.readers.mail import read

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
