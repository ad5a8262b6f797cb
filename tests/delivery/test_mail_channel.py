"""A mail arrives as it was written, encrypted where it can be, and a refusal says whether to try again."""

from __future__ import annotations

import email
import ssl
from contextlib import nullcontext
from dataclasses import replace
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from delivery_cards import NOW, WORKING, Open, bare_card, card, many, one

from callnow.errors import ChannelError
from callnow.model import Delivery
from callnow.settings import ChannelSettings
from delivery.channels import open_channels
from delivery.message import MessageRefused, Surroundings
from delivery.outbox import delivery_id, drain
from delivery.withdrawal import Withdrawal
from tests.delivery.receivers import Mailbox, self_signed
from tests.ports import free_port


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

    @pytest.mark.parametrize("domain", ["example.com", f"{'mail-of-recruiting.' * 11}example.com"])
    def test_a_withdrawal_is_a_reply_to_the_call_however_long_the_domain(
        self, domain: str, mailbox: Mailbox, open_one: Open
    ) -> None:
        """Its In-Reply-To and References are the call's Message-ID letter for letter: none is folded or encoded."""
        channel = open_one("mail", **self.settings(mailbox, sender=f"callnow@{domain}"))
        withdrawal = Withdrawal("the news is denied", told="It cuts jobs.", told_on=None, told_as="abcd" * 4)
        channel.send(one(replace(card(), withdrawal=withdrawal)))
        head = (mailbox.got[0].content or b"").partition(b"\r\n\r\n")[0]
        assert isinstance(head, bytes)
        lines = dict(line.split(b": ", 1) for line in head.split(b"\r\n") if b": " in line)
        call = f"<{'abcd' * 4}.callnow@{domain}>".encode()
        assert lines[b"In-Reply-To"] == lines[b"References"] == call
        assert lines[b"Message-ID"] == f"<{one().id}.callnow@{domain}>".encode()

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
        """One recipient whom the server refuses holds back no other; theirs waits, as the address can be corrected."""
        mailbox.refuses = "gone@"
        settings = self.settings(mailbox, recipients=("gone@example.com", "Ann <ann@example.com>"))
        channels = open_channels({"mail": ChannelSettings(kind="mail", **settings)}, surroundings)
        pending = [(Delivery(delivery_id("t", name), "t", name), card()) for name in channels]
        states = {d.channel: d for d in drain(pending, channels, NOW)}
        assert states["mail/ann@example.com"].state == "sent"
        assert states["mail/gone@example.com"].state == "failed"
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

    @pytest.mark.parametrize("written", ["Müller, Jörg <joerg@müller.example>", '"Mueller, Ann" <ann@müller.example>'])
    def test_an_address_arrives_as_people_write_it(self, written: str, mailbox: Mailbox, open_one: Open) -> None:
        """A comma in a name makes no second recipient, and a domain with umlauts goes out in its ASCII form."""
        open_one("mail", **self.settings(mailbox, recipients=(written,), sender="callnow@müller.example")).send(one())
        mail = email.message_from_bytes(mailbox.got[0].content or b"")
        name, address = parseaddr(mail["To"])
        assert str(make_header(decode_header(name))) == written.partition(" <")[0].strip('"')
        assert address.endswith("@xn--mller-kva.example")
        assert mailbox.got[0].rcpt_tos == [address]
        assert mail["From"] == "callnow@xn--mller-kva.example"
        assert mail["Message-ID"].isascii()

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

    def test_a_server_without_log_in_is_told_as_that(self, mailbox: Mailbox, open_one: Open) -> None:
        """It is there; what is wrong is that it takes no user name."""
        with pytest.raises(ChannelError, match="offers no log-in") as caught:
            open_one("mail", **self.settings(mailbox, username="ann", password="x")).send(one())
        assert not caught.value.lasting

    @pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
    @pytest.mark.parametrize(("username", "password"), [("anna", "geheim-ü"), ("jörg", "秘密"), ("anna", "plain")])
    def test_a_login_with_any_letters(self, username: str, password: str, mechanism: str, open_one: Open) -> None:
        """It goes as UTF-8; a server that refuses it, or does not take such letters, is told in words."""
        known = LoginPassword(username.encode(), password.encode())
        taken = mechanism == "PLAIN" or password.isascii()
        box = Mailbox(free_port())
        controller = Controller(
            box,
            hostname="127.0.0.1",
            port=box.port,
            authenticator=lambda *given: AuthResult(success=given[-1] == known, handled=False),
            auth_require_tls=False,
            auth_exclude_mechanism={"PLAIN", "LOGIN"} - {mechanism},
        )
        controller.start()
        right, wrong = (
            open_one("mail", **self.settings(box, username=username, password=tried))
            for tried in (password, f"{password}!")
        )
        try:
            with nullcontext() if taken else pytest.raises(ChannelError, match="cannot be given"):
                right.send(one())
            said = r"refused the login \(535\)" if taken else "with a letter such as ü"
            with pytest.raises(ChannelError, match=said) as caught:
                wrong.send(one())
        finally:
            controller.stop()
        assert not caught.value.lasting
        assert password not in str(caught.value)
        assert len(box.got) == taken

    @pytest.mark.parametrize("host", ["smtp..example.com", f"{'m' * 64}.example.com"])
    def test_a_host_that_can_have_no_address_is_told(self, host: str, open_one: Open) -> None:
        """Such a name is looked up nowhere."""
        with pytest.raises(ChannelError, match="cannot be reached"):
            open_one("mail", **WORKING["mail"] | {"host": host}).send(one())

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
