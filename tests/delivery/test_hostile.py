"""Thirty hostile titles and links, in every field of a card and out through every channel."""

from __future__ import annotations

import csv
import email
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email import policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

import pytest
from delivery_cards import NOW, PROSPECT, TOUCH, TRIGGER, story
from icalendar import Calendar
from pydantic import SecretStr
from rich.console import Console
from standardwebhooks.webhooks import Webhook

from callnow.model import Delivery
from callnow.terms import Tier
from delivery.card import Card, build_card
from delivery.channels.calendar import build_calendar
from delivery.channels.csv import as_csv, card_row
from delivery.channels.feed import build_feeds, feed_entry
from delivery.channels.mail import compose
from delivery.channels.slack import payload
from delivery.layout import render_html, render_text
from delivery.message import Channel, Message, message_for
from delivery.outbox import drain
from delivery.terminal import render_calls
from tests.delivery.receivers import Mailbox, Receiver

HOSTILE = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<a href=javascript:alert(1)>x</a>",
    "<style>body{display:none}</style>",
    "<!--[if mso]><script>alert(1)</script><![endif]-->",
    "{{ 7*7 }}{% for x in y %}",
    "{{ ''.__class__.__mro__ }}",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(document.cookie)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "https://bank.example@evil.example/",
    "https://evil.example/\r\nSet-Cookie: a=b",
    "Hired\r\nBcc: victim@evil.example\r\n\r\nbody",
    "Hired\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:injected",
    "x;ATTENDEE=mailto:a@evil.example:y,z\\nEND:VCALENDAR",
    '=HYPERLINK("http://evil.example","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "＝1+1",
    "\t=1+1",
    "<!channel> <!here> <@U123> <https://evil.example|bank.example>",
    "@everyone @here @channel",
    "[bold red]markup[/] [link=file:///etc/passwd]x[/link]",
    "\x1b]8;;file:///etc/passwd\x07click\x1b]8;;\x07 \x1b[2J\x1b[31m",
    "invoice\u202egnp.exe \u2066hidden\u2069 \u200b\ufeff",
    "half \ud800 pair, nul \x00, bell \x07, noncharacter \ufffe, ]]> &#0; &amp;lt;",
    "x" * 20_000,
    "\u2028\u2029line\x85separators\x0b\x0c",
)
ALLOWED_TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "div",
    "table",
    "tr",
    "td",
    "p",
    "a",
    "b",
    "span",
    "ul",
    "li",
}
ALLOWED_ATTRIBUTES = {
    "lang",
    "charset",
    "name",
    "content",
    "http-equiv",
    "class",
    "style",
    "role",
    "width",
    "align",
    "href",
    "cellpadding",
    "cellspacing",
}


def hostile_card(text: str, number: int = 0) -> Card:
    """A card with `text` wherever untrusted text can stand."""
    prospect = replace(
        PROSPECT,
        name=text,
        title=text,
        employer=text,
        email=text,
        city=text,
        owner=text,
        notes=text,
        url=text,
        time_zone=text,
        country=text,
        phone_note=text,
        phone=text if number % 2 else PROSPECT.phone,
    )
    trigger = replace(
        TRIGGER,
        id=f"{number:016x}",
        tier=Tier.CALL_NOW if number % 3 else Tier.WORTH_KNOWING,
        why=text,
        opener=text,
        voicemail=f"{text}\n{text}",
        talking_points=(text, text),
        owner=text,
    )
    told = story(title=text, sentence=text, url=text)
    first = replace(told.first, source=text)
    told = replace(told, reports=(first, *told.reports[1:]))
    touch = replace(TOUCH, note=text, promised=text, kind=text, outcome=text, due_on=date(2026, 3, 20))
    return build_card(trigger, prospect, told, NOW, last_touch=touch, colleagues=(replace(prospect, id="other"),))


CARDS = tuple(hostile_card(text, number) for number, text in enumerate(HOSTILE))
EACH = pytest.mark.parametrize("card", CARDS, ids=range(len(CARDS)))


def alone(card: Card) -> Message:
    return message_for(card.trigger_id, [card], "immediate")


class Page(HTMLParser):
    """Collects what a browser would see as tags, attributes and links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.styles = 0
        self.odd: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        self.styles += tag == "style"

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)


def is_harmless(link: str) -> bool:
    return bool(re.fullmatch(r"https?://[!-~]+|tel:\+\d+", link)) and not set(link) & set("<>\"'\\")


@EACH
def test_html_runs_nothing(card: Card) -> None:
    """In the HTML of a mail there are only our own tags and attributes, and links to the web or a phone."""
    for message in (alone(card), message_for("digest", [card], "digest")):
        page = Page(render_html(message))
        assert page.tags <= ALLOWED_TAGS
        assert page.attributes <= ALLOWED_ATTRIBUTES
        assert page.styles == 1
        assert page.odd == []
        assert all(map(is_harmless, page.links))


@EACH
def test_mail_has_the_headers_we_gave_it(card: Card) -> None:
    """No title becomes a header: the mail has exactly ours, each on one line, and two parts."""
    mail = compose(alone(card), "callnow@example.com", "ann@example.com")
    read = email.message_from_bytes(mail.as_bytes(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    ours = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"}
    assert sorted(read.keys()) == sorted(ours)
    assert len(read["Subject"]) <= 200
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]


@EACH
def test_slack_pings_nobody_and_stays_in_its_limits(card: Card) -> None:
    """In Slack's markup there are only our own links; no length is over Slack's limits."""
    for kind in ("immediate", "digest"):
        body = payload(message_for("m", [card], kind))
        json.dumps(body).encode()
        assert len(body["blocks"]) <= 50
        for block in body["blocks"]:
            for text in _texts(block):
                links = re.findall("<([^>]*)>", text["text"]) if text["type"] == "mrkdwn" else []  # plain_text has none
                assert all(is_harmless(found.split("|")[0]) for found in links)
                assert not re.search(r"@(everyone|here|channel)\b", text["text"])
                assert 0 < len(text["text"]) <= (150 if block["type"] == "header" else 3000)
            for element in block.get("elements", []):
                assert is_harmless(element.get("url", "https://none.example"))
                assert element["type"] != "button" or len(element["text"]["text"]) <= 75


def _texts(block: dict[str, object]) -> list[dict[str, str]]:
    elements = block.get("elements", [])
    assert isinstance(elements, list)
    own = [block["text"]] if "text" in block else []
    return [*own, *(element for element in elements if element["type"] == "mrkdwn")]  # type: ignore[list-item]


def test_no_cell_of_the_csv_calculates() -> None:
    """The CSV has a row a card and no cell that a spreadsheet would calculate."""
    rows = list(csv.reader(io.StringIO(as_csv(map(card_row, CARDS)).removeprefix("\ufeff"), newline="")))
    assert len(rows) == len(CARDS) + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip().startswith(tuple("=+-@\t\r＝＋－＠|")) or re.fullmatch(r"\+\d+", cell)
        assert "\n" not in cell


def test_the_calendar_has_our_events_alone() -> None:
    """No title ends an event or begins another; each has only the properties we set, once."""
    events = Calendar.from_ical(build_calendar(CARDS)).walk("VEVENT")
    assert len(events) == len(CARDS)
    ours = {
        "UID",
        "SEQUENCE",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "DESCRIPTION",
        "STATUS",
        "TRANSP",
        "CATEGORIES",
        "LOCATION",
        "X-CALLNOW-WITH",
        "URL",
    }
    for event in events:
        assert set(event) <= ours
        assert not any(isinstance(value, list) for key, value in event.items() if key != "CATEGORIES")
        assert "URL" not in event or is_harmless(str(event["url"]))
        assert [len(alarm) for alarm in event.walk("VALARM")] == [3]


def test_feeds_stay_well_formed() -> None:
    """Atom and RSS parse, with an entry a card and links to the web alone; the JSON Feed is JSON."""
    files = build_feeds([feed_entry(card) for card in CARDS])
    assert len(json.loads(files[".json"])["items"]) == len(CARDS)
    atom = ET.fromstring(files[".atom"])
    assert len(atom.findall("{*}entry")) == len(CARDS)
    assert all(is_harmless(link.attrib["href"]) for link in atom.iterfind("{*}entry/{*}link"))
    rss = ET.fromstring(files[".rss"])
    assert len(rss.findall("channel/item")) == len(CARDS)
    assert all(is_harmless(link.text or "") for link in rss.iterfind("channel/item/link"))


@EACH
@pytest.mark.parametrize("width", [80, 120])
def test_the_terminal_obeys_us_alone(card: Card, width: int) -> None:
    """A title neither moves the cursor nor colours the screen; links go to the web or a phone."""
    plain, coloured = io.StringIO(), io.StringIO()
    render_calls([card], Console(file=plain, width=width))
    render_calls([card], Console(file=coloured, width=width, force_terminal=True, color_system="truecolor"))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", plain.getvalue())
    rest = coloured.getvalue()
    for link in re.findall(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\", rest):
        assert link == "" or is_harmless(link)
    rest = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", rest)
    assert "\x1b" not in rest


def test_markup_in_a_title_is_shown_as_it_is() -> None:
    """Square brackets are text on the terminal, and braces are text in a mail."""
    out = io.StringIO()
    render_calls([hostile_card("[bold]x[/]")], Console(file=out, width=100))
    assert "[bold]x[/]" in out.getvalue()
    assert "{{ 7*7 }}" in render_text(alone(hostile_card("{{ 7*7 }}")))


def test_all_go_out_through_every_receiver(
    mailbox: Mailbox, receiver: Receiver, open_one: Callable[..., Channel], tmp_path: Path
) -> None:
    """Every hostile card arrives, alone and in a digest, at a mail server, webhook, Slack, Apprise and in files."""
    secret = "whsec_" + "c2VjcmV0" * 6
    channels = {
        "mail": open_one(
            "mail", host="127.0.0.1", port=mailbox.port, sender="a@example.com", recipients=("b@example.com",)
        ),
        "webhook": open_one("webhook", url=SecretStr(receiver.url), secret=SecretStr(secret)),
        "slack": open_one("slack", url=SecretStr(receiver.url)),
        "apprise": open_one("apprise", url=SecretStr(receiver.url.replace("http", "json", 1))),
        "jsonl": open_one("jsonl", path=tmp_path / "x.jsonl"),
        "csv": open_one("csv", path=tmp_path / "x.csv"),
        "feed": open_one("feed", path=tmp_path / "x"),
        "calendar": open_one("calendar", path=tmp_path / "x.ics"),
    }
    pending = [
        (Delivery(f"{name}{card.trigger_id}{batch}", card.trigger_id, name, batch=batch and f"{name}{batch}"), card)
        for name in channels
        for card in CARDS
        for batch in ("", "digest")
    ]
    after = list(drain(pending, channels, NOW))
    assert [(d.channel, d.last_error) for d in after if d.state != "sent"] == []
    assert len(after) == len(pending)
    assert len(mailbox.got) == len(CARDS) + 1
    signed = [(headers, body) for headers, body in receiver.got if "webhook-id" in headers]
    assert len(signed) == len(CARDS) + 1
    assert all(Webhook(secret).verify(body, headers) for headers, body in signed)
