"""What every channel keeps, and each one's own receiver."""

from __future__ import annotations

import csv
import email
import importlib
import io
import json
import ssl
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import requests
from aiosmtpd.controller import Controller
from delivery_cards import NOW, bare_card, card
from icalendar import Calendar
from pydantic import SecretStr
from standardwebhooks.webhooks import Webhook

from callnow.errors import ChannelError, SettingError
from callnow.model import Delivery
from callnow.settings import ChannelSettings
from delivery.card import Card
from delivery.channels import channel_module, kinds, open_channels
from delivery.channels.calendar import build_calendar
from delivery.channels.csv import COLUMNS
from delivery.channels.slack import payload
from delivery.message import Channel, Message, MessageRefused, Surroundings, message_for
from delivery.outbox import delivery_id, drain
from delivery.redact import files_of_channel, files_that_tell, redact_channel
from delivery.spellings import Spellings, spellings_of_name
from delivery.traces import Traces
from tests.delivery.receivers import Mailbox, Receiver, free_port, self_signed

Open = Callable[..., Channel]
SECRET = "whsec_" + "c2VjcmV0" * 6
WORKING: dict[str, dict[str, Any]] = {
    "apprise": {"url": SecretStr("json://127.0.0.1:9/")},
    "calendar": {"path": Path("calls.ics")},
    "console": {},
    "csv": {"path": Path("calls.csv")},
    "feed": {"path": Path("calls.json")},
    "jsonl": {"path": Path("calls.jsonl")},
    "mail": {"host": "127.0.0.1", "sender": "callnow@example.com", "recipients": ("ann@example.com",)},
    "slack": {"url": SecretStr("https://hooks.slack.example/services/x")},
    "webhook": {"url": SecretStr("https://crm.example.com/in"), "secret": SecretStr(SECRET)},
}


def one(made: Card | None = None) -> Message:
    made = made or card()
    return message_for(delivery_id(made.trigger_id, "c"), [made], "immediate")


def many(*made: Card) -> Message:
    return message_for("digest-1", made, "digest")


def numbered(number: int, **changes: Any) -> Card:
    return replace(card(), trigger_id=f"{number:016x}", **changes)


class TestEveryChannel:
    def test_each_module_has_working_settings_here(self) -> None:
        """A new channel comes with settings that these tests can open it with."""
        assert set(kinds()) == set(WORKING)

    @pytest.mark.parametrize("kind", sorted(WORKING))
    def test_people_can_be_taken_out_of_whatever_file_it_writes(
        self, kind: str, tmp_path: Path, surroundings: Surroundings
    ) -> None:
        """A channel that needs a path declares how some people are taken out of its files, and others stay."""
        settings = ChannelSettings(kind=kind, **WORKING[kind])
        files = files_of_channel(settings, tmp_path)
        assert bool(files) == ("path" in channel_module(kind).NEEDS)
        if not files:
            return
        stays = replace(numbered(2), name="Orla Quist", prospect_id="p2")
        (channel,) = open_channels({"desk": settings}, surroundings).values()
        channel.send(many(card(), stays))
        names = Spellings(tuple(spellings_of_name(card().name)))
        gone = Traces(frozenset({card().prospect_id}), frozenset({card().trigger_id}), names)
        assert files_that_tell(files, gone) == files
        assert sorted(redact_channel("desk", settings, tmp_path, gone, NOW)) == sorted(files)
        assert files_that_tell(files, gone) == []
        assert all("Orla Quist" in file.read_text(encoding="utf-8") for file in files)

    @pytest.mark.parametrize("kind", sorted(WORKING))
    def test_each_opens_and_is_called_what_its_block_is_called(self, kind: str, surroundings: Surroundings) -> None:
        """A channel opens without connecting anywhere, and its name begins with its block's."""
        (opened,) = open_channels({"desk": ChannelSettings(kind=kind, **WORKING[kind])}, surroundings).items()
        name, channel = opened
        assert channel.name == name
        assert name.partition("/")[0] == "desk"

    @pytest.mark.parametrize("kind", sorted(WORKING))
    def test_each_names_the_setting_it_lacks(self, kind: str, surroundings: Surroundings) -> None:
        """Without a setting that it needs, a channel is an error that names that setting and the variable for it."""
        for need in importlib.import_module(f"delivery.channels.{kind}").NEEDS:
            less = {key: value for key, value in WORKING[kind].items() if key != need}
            with pytest.raises(SettingError, match=rf"channels\.desk\.{need}: missing.*CALLNOW_CHANNELS__DESK__"):
                open_channels({"desk": ChannelSettings(kind=kind, **less)}, surroundings)

    def test_an_unknown_kind_is_named(self, surroundings: Surroundings) -> None:
        """A kind that no module has is an error that lists those there are."""
        with pytest.raises(SettingError, match=r"channels\.desk\.kind: no such kind of channel: 'pager'.*slack"):
            open_channels({"desk": ChannelSettings(kind="pager")}, surroundings)

    @pytest.mark.parametrize(
        ("kind", "wrong", "where"),
        [
            ("slack", {"url": SecretStr("hooks.slack.example")}, "url: not an http"),
            ("webhook", {"url": SecretStr("crm.example.com")}, "url: not an http"),
            ("webhook", {"secret": SecretStr("short")}, "secret: not a signing secret"),
            ("webhook", {"secret": SecretStr("whsec_***")}, "secret: not a signing secret"),
            ("apprise", {"url": SecretStr("nothing-that-apprise-knows")}, "url: not an address"),
            ("mail", {"recipients": ("nobody",)}, "recipients: not a mail address: 'nobody'"),
            ("mail", {"sender": "a@b.c\r\nBcc: x@evil.example"}, "sender: not a mail address"),
        ],
    )
    def test_a_wrong_setting_is_named(
        self, kind: str, wrong: dict[str, Any], where: str, surroundings: Surroundings
    ) -> None:
        """A setting that cannot work is found when settings are read, not when the first alert is lost."""
        with pytest.raises(SettingError, match=rf"channels\.desk\.{where}"):
            open_channels({"desk": ChannelSettings(kind=kind, **WORKING[kind] | wrong)}, surroundings)

    @pytest.mark.parametrize("kind", ["calendar", "csv", "feed", "jsonl"])
    def test_files_hold_each_trigger_once(self, kind: str, open_one: Open, tmp_path: Path) -> None:
        """What was written before a crash and is sent again stands in the file once."""
        for _ in range(2):
            channel = open_one(kind, **WORKING[kind])
            channel.send(one(numbered(1)))
            channel.send(many(numbered(1), numbered(2)))
        files = list(tmp_path.iterdir())
        assert len(files) == (3 if kind == "feed" else 1)
        for file in files:
            for number in (1, 2):
                mark = "\nUID:" if kind == "calendar" else "urn:callnow:" if kind == "feed" else ""
                assert file.read_text(encoding="utf-8").count(f"{mark}{number:016x}") == 1, file

    @pytest.mark.parametrize("kind", ["calendar", "csv", "feed", "jsonl"])
    def test_a_file_of_somebody_elses_is_not_overwritten(self, kind: str, open_one: Open, tmp_path: Path) -> None:
        """A file that holds something else is left as it is, and named."""
        path = tmp_path / WORKING[kind]["path"]
        path.write_bytes(b"shopping: \xff milk\n")
        with pytest.raises(ChannelError, match=r"calls\.\w+ .*move this one away"):
            open_one(kind, **WORKING[kind]).send(one())
        assert path.read_bytes() == b"shopping: \xff milk\n"

    @pytest.mark.parametrize("kind", ["calendar", "csv", "feed", "jsonl"])
    def test_a_place_that_cannot_be_written_is_named(self, kind: str, open_one: Open, tmp_path: Path) -> None:
        """A folder where a file should be is an error with the path, and does not last."""
        file = tmp_path / WORKING[kind]["path"]
        file.mkdir()
        with pytest.raises(ChannelError, match=r"cannot use .*calls") as caught:
            open_one(kind, **WORKING[kind]).send(one())
        assert not caught.value.lasting


class TestJsonLines:
    def test_a_line_torn_by_a_crash_is_written_again_whole(self, open_one: Open, tmp_path: Path) -> None:
        """Half a line at the end of the file is taken off; the cards before it stay."""
        open_one("jsonl", path="calls.jsonl").send(many(numbered(1), numbered(2)))
        file = tmp_path / "calls.jsonl"
        file.write_bytes(file.read_bytes()[:-40])
        open_one("jsonl", path="calls.jsonl").send(one(numbered(2)))
        lines = [json.loads(line) for line in file.read_text().splitlines()]
        assert [line["trigger_id"] for line in lines] == [f"{1:016x}", f"{2:016x}"]
        assert lines[0]["tel"] == "tel:+12125550122"


class TestCsv:
    def test_the_file_opens_with_its_columns(self, open_one: Open, tmp_path: Path) -> None:
        """The CSV has its header, one row a card, and says UTF-8 to Excel."""
        open_one("csv", path="calls.csv").send(many(numbered(1), bare_card()))
        text = (tmp_path / "calls.csv").read_bytes()
        assert text.startswith(b"\xef\xbb\xbf")
        header, first, second = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))
        assert tuple(header) == COLUMNS
        assert first[COLUMNS.index("phone")] == "+12125550122"
        assert second[COLUMNS.index("name")] == "Noor Haddad"


class TestFeed:
    def test_three_feeds_say_the_same(self, open_one: Open, tmp_path: Path) -> None:
        """JSON Feed, Atom and RSS hold the same entries, newest first, each with its lasting id."""
        older = numbered(1, decided_at=NOW - timedelta(hours=1))
        open_one("feed", path="out/calls").send(many(older, numbered(2)))
        items = json.loads((tmp_path / "out/calls.json").read_text())["items"]
        ids = [item["id"] for item in items]
        assert ids == [f"urn:callnow:{2:016x}", f"urn:callnow:{1:016x}"]
        atom = ET.parse(tmp_path / "out/calls.atom").getroot()
        assert [e.text for e in atom.iterfind("{*}entry/{*}id")] == ids
        rss = ET.parse(tmp_path / "out/calls.rss").getroot()
        assert [e.text for e in rss.iterfind("channel/item/guid")] == ids
        assert items[0]["title"].startswith("Call Dana Reyes, Orbit Foods, Inc.: Orbit Foods named")
        assert items[0]["external_url"] == "https://wire.example.com/orbit-foods-cio"


class TestCalendar:
    def events(self, content: bytes) -> list[Any]:
        return list(Calendar.from_ical(content).walk("VEVENT"))

    def test_a_call_has_a_slot_at_a_good_moment_with_an_alarm(self) -> None:
        """A slot lies at the prospect's next good moment, a quarter of an hour, with an alarm before it."""
        night = card(now=NOW + timedelta(hours=12))
        (event,) = self.events(build_calendar([night]))
        assert event.decoded("dtstart") == night.moment.opens_at
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=15)
        assert str(event["uid"]) == f"{night.trigger_id}@callnow"
        assert int(event["sequence"]) == 0
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("trigger") == timedelta(minutes=-5)

    def test_no_two_calls_share_a_slot(self) -> None:
        """Calls due at the same moment are put one after the other, also over several runs."""
        first = build_calendar([numbered(n) for n in range(3)])
        starts = [e.decoded("dtstart") for e in self.events(build_calendar([numbered(n) for n in range(3, 6)], first))]
        assert len(set(starts)) == 6

    def test_slots_stay_within_their_day(self) -> None:
        """A day that is full goes on with the next one's business hours, not with the night."""
        events = self.events(build_calendar([numbered(n) for n in range(60)]))
        zone = ZoneInfo("America/New_York")
        starts = [e.decoded("dtstart").astimezone(zone) for e in events]
        assert len(set(starts)) == 60
        assert all(time(9) <= start.time() < time(17, 30) and start.weekday() < 5 for start in starts)
        assert {start.date().isoformat() for start in starts} == {"2026-03-17", "2026-03-18", "2026-03-19"}

    def test_no_slot_lies_on_a_public_holiday_of_theirs(self) -> None:
        """A full day before Thanksgiving goes on with the Friday after it."""
        eve = datetime(2026, 11, 25, 16, tzinfo=UTC)
        calls = [replace(card(now=eve), trigger_id=f"{n:016x}") for n in range(40)]
        events = self.events(build_calendar(calls))
        assert {e.decoded("dtstart").date().isoformat() for e in events} == {"2026-11-25", "2026-11-27"}

    def test_a_slot_that_changes_says_so_and_stays_where_it_is(self) -> None:
        """A later run without news leaves the calendar as it is; a change raises SEQUENCE and keeps UID and time."""
        before = build_calendar([card()])
        assert build_calendar([card(now=NOW + timedelta(hours=3))], before) == before
        (event,) = self.events(build_calendar([card(prospect={"phone": "+12125550199"})], before))
        (first,) = self.events(before)
        assert (int(event["sequence"]), event["uid"], event.decoded("dtstart")) == (
            1,
            first["uid"],
            first.decoded("dtstart"),
        )

    def test_a_dismissed_call_is_cancelled(self) -> None:
        """A trigger that was dealt with is cancelled in the calendar, without alarm; an unknown one is not put in."""
        before = build_calendar([card()])
        (event,) = self.events(build_calendar([card(trigger={"state": "dismissed"})], before))
        assert (str(event["status"]), int(event["sequence"]), event.walk("VALARM")) == ("CANCELLED", 1, [])
        assert self.events(build_calendar([card(trigger={"state": "called"})])) == []


class TestMail:
    def settings(self, box: Mailbox, **more: Any) -> dict[str, Any]:
        return WORKING["mail"] | {"port": box.port} | more

    def read(self, box: Mailbox, number: int = 0) -> EmailMessage:
        message = email.message_from_bytes(box.got[number].content or b"", policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message

    def test_a_mail_has_text_html_and_a_lasting_id(self, mailbox: Mailbox, open_one: Open) -> None:
        """A mail carries both forms of the card and a Message-ID that a repeat has as well."""
        channel = open_one("mail", **self.settings(mailbox))
        channel.send(one())
        channel.send(one())
        mail, again = self.read(mailbox), self.read(mailbox, 1)
        assert mail["Message-ID"] == again["Message-ID"] == f"<{one().id}.callnow@example.com>"
        assert mail["Subject"].startswith("Call Dana Reyes, Orbit Foods, Inc.: Orbit Foods named Priya Anand CIO")
        text, html = mail.get_body(("plain",)), mail.get_body(("html",))
        assert text is not None
        assert html is not None
        for part in (text.get_content(), html.get_content()):
            for said in ("Mika Sørensen", "+1 212-555-0122", "salary survey", "orbit-foods-cio"):
                assert said in part
        assert 'href="tel:+12125550122"' in html.get_content()

    def test_a_digest_is_one_mail_with_every_card(self, mailbox: Mailbox, open_one: Open) -> None:
        """A digest holds all its cards, calls before what is worth knowing."""
        open_one("mail", **self.settings(mailbox)).send(many(bare_card(), card()))
        mail = self.read(mailbox)
        assert mail["Subject"] == "callnow digest: 1 to call now, 1 worth knowing"
        text = mail.get_body(("plain",))
        assert text is not None
        content = text.get_content()
        assert content.index("CALL NOW  Dana") < content.index("WORTH KNOWING before") < content.index("Noor Haddad")

    def test_each_recipient_is_told_and_recorded_alone(self, mailbox: Mailbox, surroundings: Surroundings) -> None:
        """One recipient whom the server refuses holds back no other, and is a dead letter of their own."""
        mailbox.refuses = "gone@"
        settings = self.settings(mailbox, recipients=("gone@example.com", "Ann <ann@example.com>"))
        channels = open_channels({"mail": ChannelSettings(kind="mail", **settings)}, surroundings)
        pending = [(Delivery(delivery_id("t", name), "t", name), card()) for name in channels]
        states = {d.channel: d for d in drain(pending, channels, NOW)}
        assert states["mail/ann@example.com"].state == "sent"
        assert states["mail/gone@example.com"].state == "dead"
        assert "refused the recipient (550)" in states["mail/gone@example.com"].last_error
        assert [envelope.rcpt_tos for envelope in mailbox.got] == [["ann@example.com"]]

    @pytest.mark.parametrize(
        "subject",
        [
            "Call Jörg Müller, Żabka Śląska: Żabka Śląska has named Günther Weiß as chief operating officer.",
            "Call Łukasz Żółć, Société Générale d'Énergie: Société Générale d'Énergie has named Renée Östlund.",
            "Call Zoë Ångström, Küchenmöbel Köln AG: a question, 50 % off = ?= _why_ =?utf-8?q?not?=",
            "Call 王小明, 東京電機: 東京電機 has named 山田花子 as chief financial officer. " + "東京電機" * 20,
            "Call 😀 " + "😀😃😄😁 " * 34 + "😆",
            "Call Dana Reyes: " + "a plain and rather long headline of a wire, " * 3 + "=?utf-8?b?aGk=?=",
        ],
    )
    def test_a_subject_arrives_as_written(self, mailbox: Mailbox, open_one: Open, subject: str) -> None:
        """Accents, other scripts, what looks encoded: letter for letter, each word whole, on a line while it fits."""
        open_one("mail", **self.settings(mailbox)).send(replace(one(), subject=subject))
        assert self.read(mailbox)["Subject"] == subject
        raw = mailbox.got[0].content or b""
        assert isinstance(raw, bytes)
        head = raw.partition(b"\r\n\r\n")[0]
        (line,) = (line for line in head.split(b"\r\n") if line.startswith(b"Subject:"))
        assert head.isascii()
        assert len(line) <= 998
        assert "😀" in subject or b"\r\n " not in head.partition(b"Subject:")[2].partition(b"\r\nDate:")[0]
        assert all(len(word) <= 75 for word in line.split() if word.startswith(b"=?"))

    def test_names_in_front_of_addresses_arrive_as_written(self, mailbox: Mailbox, open_one: Open) -> None:
        """Of the recipient and of the sender."""
        names = "Łukasz Żółć Société Générale d'Énergie", "Żabka Śląska, callnow"
        addressed = [f'"{name}" <ann@example.com>' for name in names]
        open_one("mail", **self.settings(mailbox, recipients=(addressed[0],), sender=addressed[1])).send(one())
        mail = email.message_from_bytes(mailbox.got[0].content or b"")
        read = tuple(str(make_header(decode_header(parseaddr(mail[header])[0]))) for header in ("To", "From"))
        assert read == names
        assert mailbox.got[0].rcpt_tos == ["ann@example.com"]

    def test_what_is_refused_for_itself_holds_back_no_other(self, mailbox: Mailbox, open_one: Open) -> None:
        """A server that has something against one call of a digest gets the calls one by one; only that one is dead."""
        mailbox.answers = ["554 5.7.1 looks like spam", "250 OK", "554 5.7.1 looks like spam", "250 OK"]
        cards = [card(trigger={"id": f"t{number}", "score": 90.0 - number}) for number in range(3)]
        pending = [(Delivery(delivery_id(c.trigger_id, "m"), c.trigger_id, "m", batch="digest"), c) for c in cards]
        after = list(drain(pending, {"m": open_one("mail", **self.settings(mailbox))}, NOW))
        assert [(d.trigger_id, d.state) for d in after] == [("t0", "sent"), ("t1", "dead"), ("t2", "sent")]

    @pytest.mark.parametrize(("answer", "lasting"), [("550 5.7.1 not from you", False), ("552 5.3.4 too large", True)])
    def test_a_5xx_to_the_sender_kills_no_message(
        self, mailbox: Mailbox, open_one: Open, answer: str, lasting: bool
    ) -> None:
        """It would come for every message, and is corrected while they wait; but for a message that is too large."""
        mailbox.to_sender = answer
        with pytest.raises(ChannelError, match=f"answered {answer[:3]}") as caught:
            open_one("mail", **self.settings(mailbox)).send(one())
        assert (caught.value.lasting, isinstance(caught.value, MessageRefused)) == (lasting, lasting)

    @pytest.mark.parametrize(("answer", "lasting"), [("451 try later", False), ("554 no thanks", True)])
    def test_a_servers_answer_says_whether_to_try_again(
        self, mailbox: Mailbox, open_one: Open, answer: str, lasting: bool
    ) -> None:
        """A 4xx answer is tried again, a 5xx answer to the message is not."""
        mailbox.answers = [answer]
        with pytest.raises(ChannelError, match=f"127.0.0.1 answered {answer[:3]}") as caught:
            open_one("mail", **self.settings(mailbox)).send(one())
        assert caught.value.lasting is lasting

    def test_a_server_that_is_not_there_is_tried_again(self, open_one: Open) -> None:
        """A mail server that cannot be reached is named with its port, and tried again."""
        with pytest.raises(ChannelError, match=r"127\.0\.0\.1:9 cannot be reached") as caught:
            open_one("mail", **WORKING["mail"] | {"port": 9}).send(one())
        assert not caught.value.lasting

    @pytest.mark.parametrize("tls_first", [True, False], ids=["TLS", "STARTTLS"])
    @pytest.mark.parametrize("trusted", [True, False])
    def test_mail_is_encrypted_where_it_can_be(
        self, tls_first: bool, trusted: bool, open_one: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """By TLS or STARTTLS, mail goes to a server whose certificate holds, and to no other."""
        context, box = self_signed(tmp_path), Mailbox(free_port())
        server = {"ssl_context": context} if tls_first else {"tls_context": context, "require_starttls": True}
        controller = Controller(box, hostname="127.0.0.1", port=box.port, **server)
        controller.start()
        authorities = tmp_path / "certificate.pem" if trusted else None
        trust = ssl.create_default_context(cafile=authorities)
        monkeypatch.setattr("delivery.channels.mail.ssl.create_default_context", lambda: trust)
        monkeypatch.setattr("delivery.channels.mail.TLS_PORT", box.port if tls_first else 465)
        channel = open_one("mail", **self.settings(box, host="localhost"))
        try:
            if trusted:
                channel.send(one())
            else:
                with pytest.raises(ChannelError, match="certificate of localhost is not valid"):
                    channel.send(one())
        finally:
            controller.stop()
        assert len(box.got) == trusted

    def test_a_dripping_server_ends_at_the_deadline(
        self, dripping: str, open_one: Open, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A mail server that answers a byte at a time is left when the whole talk has had its time."""
        monkeypatch.setattr("delivery.channels.mail.DEADLINE", 0.4)
        with pytest.raises(ChannelError, match="did not answer in time") as caught:
            open_one("mail", **WORKING["mail"] | {"port": int(dripping.rpartition(":")[2])}).send(one())
        assert not caught.value.lasting


class TestSlack:
    def test_a_call_has_a_button_that_dials(self, receiver: Receiver, open_one: Open) -> None:
        """A card is Block Kit with a header, the reason, a call button, a link to the news and the quoted proof."""
        open_one("slack", url=SecretStr(f"{receiver.url}/services/x")).send(one())
        ((headers, body),) = receiver.got
        sent = json.loads(body)
        assert headers["content-type"].startswith("application/json")
        types = [block["type"] for block in sent["blocks"]]
        assert types == ["header", "section", "section", "section", "actions", "context"]
        call, news = sent["blocks"][4]["elements"]
        assert (call["url"], call["text"]["text"]) == ("tel:+12125550122", "Call Dana Reyes")
        assert news["url"] == "https://wire.example.com/orbit-foods-cio"
        assert sent["text"].startswith("Call Dana Reyes")

    def test_a_workspace_that_refuses_the_button_gets_the_number(self, receiver: Receiver, open_one: Open) -> None:
        """Where Slack takes no tel: button, the card goes out with the number as text."""
        receiver.script = [(400, {}, 0)]
        receiver.body = b"invalid_blocks"
        open_one("slack", url=SecretStr(receiver.url)).send(one())
        assert b'"url": "tel:' in receiver.got[0][1]
        assert b'"url": "tel:' not in receiver.got[1][1]
        assert b"<tel:+12125550122|+1 212-555-0122>" in receiver.got[1][1]

    def test_a_long_digest_stays_within_slacks_limits(self) -> None:
        """A digest of 200 cards has at most 50 blocks of at most 3,000 characters, and names what it cannot show."""
        body = payload(many(*(numbered(n, name=f"Person {n}", why="because " * 90) for n in range(200))))
        assert len(body["blocks"]) <= 50
        assert all(len(block["text"]["text"]) <= 3000 for block in body["blocks"])
        assert body["blocks"][-1]["text"]["text"].startswith("*And 154 more*")


class TestWebhook:
    def settings(self, receiver: Receiver) -> dict[str, Any]:
        return {"url": SecretStr(f"{receiver.url}/in"), "secret": SecretStr(SECRET)}

    def test_a_receiver_can_verify_what_it_gets(self, receiver: Receiver, open_one: Open) -> None:
        """The signature holds by the Standard Webhooks library, and the id is the delivery's."""
        open_one("webhook", **self.settings(receiver)).send(one())
        ((headers, body),) = receiver.got
        sent = Webhook(SECRET).verify(body, headers)
        assert headers["webhook-id"] == one().id
        assert sent["type"] == "callnow.trigger"
        assert sent["data"]["contact"]["email"] == "dana.reyes@example.com"
        assert sent["data"]["contact"]["phone"] == "+12125550122"
        assert sent["data"]["task"]["priority"] == "high"
        assert sent["data"]["card"]["link"] == "https://wire.example.com/orbit-foods-cio"

    def test_a_retry_is_the_same_message(self, receiver: Receiver, open_one: Open) -> None:
        """A repeat has the same id and the same body, so that a receiver with a key keeps one."""
        channel = open_one("webhook", **self.settings(receiver))
        channel.send(one())
        channel.send(one())
        (first, body), (second, again) = receiver.got
        assert (first["webhook-id"], body) == (second["webhook-id"], again)

    def test_a_digest_holds_its_items(self, receiver: Receiver, open_one: Open) -> None:
        """A digest is one message with an item a card."""
        open_one("webhook", **self.settings(receiver)).send(many(card(), bare_card()))
        sent = json.loads(receiver.got[0][1])
        assert (sent["type"], len(sent["data"]["items"])) == ("callnow.digest", 2)
        assert receiver.got[0][0]["webhook-id"] == "digest-1"


class TestApprise:
    def test_each_address_is_a_channel_of_its_own(self, receiver: Receiver, surroundings: Surroundings) -> None:
        """Two addresses are two channels, whose names give nothing of them away; one that is down is known."""
        host = receiver.url.removeprefix("http://")
        urls = SecretStr(f"json://{host}/canary json://127.0.0.1:9/canary")
        channels = open_channels({"push": ChannelSettings(kind="apprise", url=urls)}, surroundings)
        up, down = channels.values()
        assert all(name.startswith("push/json-") and "canary" not in name for name in channels)
        up.send(one())
        sent = json.loads(receiver.got[0][1])
        assert sent["title"].startswith("Call Dana Reyes")
        assert "+1 212-555-0122" in sent["message"]
        with pytest.raises(ChannelError, match="cannot be reached") as caught:
            down.send(one())
        assert not caught.value.lasting

    @pytest.mark.parametrize(("status", "lasting"), [(500, False), (429, False), (404, False), (410, True)])
    def test_the_receivers_status_counts(self, receiver: Receiver, open_one: Open, status: int, lasting: bool) -> None:
        """What the service answered is told and decides whether it is tried again."""
        receiver.script = [(status, {}, 0)]
        channel = open_one("apprise", url=SecretStr(f"json://{receiver.url.removeprefix('http://')}/"))
        with pytest.raises(ChannelError, match=f"answered {status}") as caught:
            channel.send(one())
        assert caught.value.lasting is lasting

    def test_no_redirect_is_followed(self, receiver: Receiver, open_one: Open, surroundings: Surroundings) -> None:
        """An answer that points elsewhere is the answer: the alert goes where the setting says or nowhere."""
        receiver.script = [(302, {"Location": f"{receiver.url}/elsewhere"}, 0), (307, {"Location": receiver.url}, 0)]
        channel = open_one("apprise", url=SecretStr(f"json://{receiver.url.removeprefix('http://')}/"))
        for _ in range(2):
            with pytest.raises(ChannelError, match=r"answered 30[27]"):
                channel.send(one())
        assert len(receiver.got) == 2

    def test_an_address_is_checked_when_it_is_connected_to(
        self, receiver: Receiver, surroundings: Surroundings
    ) -> None:
        """A name that turns out private today is refused before a byte leaves, and tried again later."""
        url = SecretStr(f"json://{receiver.url.removeprefix('http://')}/")
        settings = {"push": ChannelSettings(kind="apprise", url=url)}
        (channel,) = open_channels(settings, replace(surroundings, allowed=frozenset())).values()
        with pytest.raises(ChannelError, match="no public address") as caught:
            channel.send(one())
        assert not caught.value.lasting
        assert receiver.got == []
        assert requests.get(receiver.url, timeout=5).status_code  # others that use requests are left alone


class TestConsole:
    def test_calls_go_to_standard_error(self, open_one: Open, capsys: pytest.CaptureFixture[str]) -> None:
        """The terminal channel leaves standard output to those who read JSON from it."""
        open_one("console").send(one())
        said = capsys.readouterr()
        assert said.out == ""
        assert "Dana Reyes" in said.err
