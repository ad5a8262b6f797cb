"""Mail, by SMTP: text and HTML, a Message-ID that every retry carries, one message for each recipient."""

from __future__ import annotations

import ipaddress
import smtplib
import ssl
from base64 import b64encode
from dataclasses import dataclass
from email.charset import BASE64, Charset
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, formatdate, unquote
from typing import ClassVar

from pydantic import SecretStr

from callnow.errors import ChannelError, SettingError
from callnow.settings import ChannelSettings
from delivery.clean import clean_text, header_text
from delivery.deadline import Deadline
from delivery.layout import render_html, render_text
from delivery.message import Channel, Message, MessageRefused, Surroundings

NEEDS = ("host", "sender", "recipients")
TIMEOUT, DEADLINE = 20.0, 60.0  # seconds for one step of the talk with the server, and for all of it
TLS_PORT, SUBMISSION_PORT = 465, 587
LONGEST_LINE = 998  # RFC 5322
LOGGED_IN = 235
TOO_LARGE = 552  # the one answer to MAIL FROM that speaks of the message: it gives its size


class _Server(smtplib.SMTP):
    """A server that must come to an end, however slowly it answers."""

    deadline: Deadline | None = None

    def getreply(self) -> tuple[int, bytes]:
        if self.deadline is None and self.sock is not None:
            self.deadline = Deadline(self.sock, DEADLINE)
        try:
            code, text = super().getreply()
        except smtplib.SMTPServerDisconnected as error:
            if isinstance(error.__context__, TimeoutError) or (self.deadline and self.deadline.passed):
                raise TimeoutError from None
            raise
        if code < 0 and self.deadline and self.deadline.passed:  # what it had begun to say is not an answer
            raise TimeoutError
        return code, text

    def close(self) -> None:
        if self.deadline is not None:
            self.deadline.end()
        super().close()


class _TlsServer(_Server, smtplib.SMTP_SSL):
    """The same with TLS from the first byte."""


@dataclass(frozen=True)
class Mail:
    """One recipient's mailbox."""

    name: str
    host: str
    port: int
    sender: str
    recipient: str
    username: str
    password: SecretStr | None
    gathers: ClassVar[bool] = False

    def send(self, message: Message) -> None:
        mail = compose(message, self.sender, self.recipient)
        try:
            with self._connect() as server:
                self._log_in(server)
                server.send_message(mail, from_addr=_mailable(self.sender), to_addrs=[_mailable(self.recipient)])
        except smtplib.SMTPRecipientsRefused as error:
            # Lasting in itself, but corrected in callnow.toml while the alerts wait; a full mailbox is said so, too.
            code = next(iter(error.recipients.values()))[0]
            what = f"{self.host} refused the recipient ({code})"
            raise self._error(what, "check recipients; it is tried again, and goes to whom they name then") from None
        except smtplib.SMTPAuthenticationError as error:
            # Lasting in itself, but corrected in callnow.toml while the alerts wait.
            raise self._error(
                f"{self.host} refused the login ({error.smtp_code})", "check username, password"
            ) from None
        except smtplib.SMTPResponseException as error:
            raise self._refusal(error) from None
        except ssl.SSLCertVerificationError as error:
            what = f"the certificate of {self.host} is not valid: {error.verify_message}"
            raise self._error(what, "repair the server's certificate; it is never skipped") from None
        except smtplib.SMTPNotSupportedError:
            what = f"{self.host} offers no log-in"
            raise self._error(what, f"take username and password away, or use port {SUBMISSION_PORT}") from None
        except smtplib.SMTPServerDisconnected:
            what = f"{self.host} broke the connection off"
            raise self._error(what, "it is tried again under the same id") from None
        except TimeoutError:
            raise self._error(f"{self.host} did not answer in time", "it is tried again under the same id") from None
        except (OSError, UnicodeError, smtplib.SMTPException) as error:  # UnicodeError: of a host's name
            what = f"{self.host}:{self.port} cannot be reached ({type(error).__name__})"
            raise self._error(what, "check host and port; it is tried again") from None

    def _connect(self) -> smtplib.SMTP:
        if self.port == TLS_PORT:
            return _TlsServer(self.host, self.port, timeout=TIMEOUT, context=ssl.create_default_context())
        return _Server(self.host, self.port, timeout=TIMEOUT)

    def _log_in(self, server: smtplib.SMTP) -> None:
        """Encrypts where the server can, and logs in; never sends a password in clear over a network."""
        encrypted = self.port == TLS_PORT
        server.ehlo()
        if not encrypted and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
            encrypted = True
        if not self.username or self.password is None:
            return
        if not encrypted and not _is_loopback(self.host):
            raise self._error(
                f"{self.host} offers no encryption, so the password was not sent", f"use port {TLS_PORT} or STARTTLS"
            )
        password = self.password.get_secret_value()
        if (self.username + password).isascii():
            server.login(self.username, password)
        else:
            self._log_in_beyond_ascii(server, password)

    def _log_in_beyond_ascii(self, server: smtplib.SMTP, password: str) -> None:
        """By PLAIN, which is in UTF-8 (RFC 4616); the standard library knows ASCII alone."""
        if "PLAIN" not in server.esmtp_features.get("auth", "").upper().split():
            what = f"{self.host} cannot be given a username or password with a letter such as ü"
            raise self._error(what, "set a password of plain letters, digits and signs")
        plain = f"\0{self.username}\0{password}".encode(errors="surrogateescape")
        code, text = server.docmd("AUTH", f"PLAIN {b64encode(plain).decode()}")
        if code != LOGGED_IN:
            raise smtplib.SMTPAuthenticationError(code, text)

    def _refusal(self, error: smtplib.SMTPResponseException) -> ChannelError:
        """The error for an answer that is not "yes": lasting only where it speaks of this very message.

        A 5xx to the greeting or the sender would come for every message; it is corrected while the alerts wait.
        """
        code = error.smtp_code
        what = f"{self.host} " + (f"answered {code}" if code > 0 else "does not answer like a mail server")
        if 500 <= code < 600 and (isinstance(error, smtplib.SMTPDataError) or code == TOO_LARGE):
            hint = "it takes other messages: see the server's log for what it has against this one"
            return MessageRefused(what, where=self.name, hint=hint, lasting=True)
        return self._error(what, "see the server's log; it is tried again")

    def _error(self, what: str, hint: str) -> ChannelError:
        return ChannelError(what, where=self.name, hint=hint)


def compose(message: Message, sender: str, recipient: str) -> EmailMessage:
    """The mail of `message`: headers are single lines, the Message-ID depends on message and recipient alone."""
    mail = EmailMessage(policy=SMTP.clone(refold_source="none"))
    for header, mailbox in (("From", sender), ("To", recipient)):
        name, address = _name(mailbox), _mailable(mailbox)
        mail.set_raw(header, formataddr((name, address)) if name.isascii() else f"{encoded(name)} <{address}>")
    mail.set_raw("Subject", encoded(header_text(message.subject)))
    mail["Date"] = formatdate(localtime=True)
    domain = _mailable(sender).rpartition("@")[2]
    mail.set_raw("Message-ID", f"<{message.id}.callnow@{domain}>")
    if len(told_as := {card.withdrawal.told_as if card.withdrawal else "" for card in message.cards} - {""}) == 1:
        # Shown below the mail that told to call, where a program shows talks together.
        answered = f"<{told_as.pop()}.callnow@{domain}>"
        for header in ("In-Reply-To", "References"):
            mail.set_raw(header, answered)  # the standard library makes encoded words of an id that fills a line
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(render_text(message))
    mail.add_alternative(render_html(message), subtype="html")
    return mail


def encoded(text: str) -> str:
    """`text` of one line as the value of a header, encoded where it is not plain ASCII.

    Done here, on one line while RFC 5322 allows that: the standard library loses blanks between encoded words when it
    folds, and some servers refuse what is folded there.
    """
    if text.isascii() and "=?" not in text:
        return text
    charset = Charset("utf-8")
    charset.header_encoding = BASE64  # the denser one for scripts without ASCII, so that more of them fit on a line
    words = Header(text, charset, maxlinelen=75).encode()
    line = words.replace("\n ", " ")
    return line if len("Subject: " + line) <= LONGEST_LINE else words


def targets(settings: ChannelSettings) -> dict[str, ChannelSettings]:
    """Each recipient is told and recorded alone, once, however often and in whatever case an address is listed."""
    alone: dict[str, str] = {}
    for one in settings.recipients:
        alone.setdefault(_address(one).casefold(), one)
    return {_address(one): settings.model_copy(update={"recipients": (one,)}) for one in alone.values()}


def make(name: str, settings: ChannelSettings, surroundings: Surroundings) -> Channel:
    """The channel of these settings. Raises SettingError where an address is not one of mail."""
    block = name.partition("/")[0]
    for setting, address in (("sender", settings.sender), ("recipients", settings.recipients[0])):
        if not _is_address(address):
            raise SettingError(
                f"not a mail address: {clean_text(address, 60)!r}",
                where=f"channels.{block}.{setting}",
                hint='write "ann@example.com" or "Ann Example <ann@example.com>"',
            )
    port = settings.port or SUBMISSION_PORT
    sender, recipient = settings.sender, settings.recipients[0]
    return Mail(name, settings.host, port, sender, recipient, settings.username, settings.password)


def _address(text: str) -> str:
    """The bare address of "Name <address>"."""
    return text.rpartition("<")[2].rstrip("> ").strip()


def _mailable(text: str) -> str:
    """The bare address as every mail server takes it, a domain with umlauts in its ASCII form. Raises ValueError."""
    local, _, domain = _address(text).rpartition("@")
    return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode()}"


def _name(text: str) -> str:
    """The name in "Name <address>", also one with a comma that nobody quoted."""
    return unquote(text.rpartition("<")[0].strip())


def _is_address(text: str) -> bool:
    try:
        known = Address(addr_spec=_address(text)).domain and _mailable(text)
        return bool(known) and "\n" not in text and "\r" not in text
    except (ValueError, IndexError, AttributeError, MessageError):  # the parser of the standard library raises them all
        return False


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
