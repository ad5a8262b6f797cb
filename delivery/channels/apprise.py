"""Everything Apprise can reach: Teams (`workflows://`), ntfy, push, SMS, Telegram, Discord, Matrix and a hundred
others, by its address form (`url` in callnow.toml, several with spaces between).

Apprise answers one yes or no for all targets together, so each address is a channel of its own here. It has no key
for a message: after a crash between sending and recording, the same alert may come twice.
"""

from __future__ import annotations

import hashlib
import logging
import re
from dataclasses import dataclass
from typing import ClassVar

from apprise import Apprise, LogCapture, NotifyFormat, OverflowMode
from pydantic import SecretStr

from callnow.errors import AddressRefused, ChannelError, SettingError
from callnow.settings import ChannelSettings
from delivery.checked_requests import Leave, checked
from delivery.clean import chat_text
from delivery.layout import render_for_chat
from delivery.message import Channel, Message, MessageRefused, Surroundings
from delivery.post import refusal

NEEDS = ("url",)
_STATUS = re.compile(r"error=(\d{3})")

# Below these levels both write whole addresses, which hold the tokens.
logging.getLogger("apprise").setLevel(logging.WARNING)
logging.getLogger("apprise").addHandler(logging.NullHandler())
logging.getLogger("apprise").propagate = False  # it prints a mistyped address with its password
logging.getLogger("urllib3").setLevel(logging.ERROR)


@dataclass(frozen=True)
class OneTarget:
    """One address of Apprise's."""

    name: str
    target: Apprise
    surroundings: Surroundings
    gathers: ClassVar[bool] = False

    def send(self, message: Message) -> None:
        body = chat_text(render_for_chat(message))
        try:
            self._notify(message.subject, body)
        except MessageRefused:
            whole = [one for one in self.target if one.overflow_mode == OverflowMode.UPSTREAM]
            if not any(len(body) > one.body_maxlen for one in whole):
                raise
            # What a chat or a phone takes may be less than a call needs: it comes in parts there.
            for one in whole:
                one.overflow_mode = OverflowMode.SPLIT
            self._notify(message.subject, body)

    def _notify(self, subject: str, body: str) -> None:
        capture = LogCapture(level=logging.WARNING)  # type: ignore[no-untyped-call]  # Apprise has no types here
        with checked(self.surroundings) as leave, capture as captured:
            sent = self.target.notify(title=chat_text(subject), body=body, body_format=NotifyFormat.TEXT)
            complaint = captured.getvalue()
        if not sent:
            raise self._why(complaint, leave)

    def _why(self, complaint: str, leave: Leave) -> ChannelError:
        """The status alone: what Apprise says beside it may hold the address."""
        if any(isinstance(error, AddressRefused) for error in leave.refused):
            what, hint = "the receiver is at no public address", "allow it in callnow.toml (fetch.allow_private)"
            return ChannelError(what, where=self.name, hint=hint)
        status = _STATUS.search(complaint)
        if status:
            return refusal(int(status[1]), "the receiver", self.name)
        return ChannelError("the receiver cannot be reached", where=self.name, hint="it is tried again")


def targets(settings: ChannelSettings) -> dict[str, ChannelSettings]:
    """Each address by its scheme and a few digits of its hash, which tell two apart and give nothing away."""
    urls = settings.url.get_secret_value().split() if settings.url else []
    return {_label(url): settings.model_copy(update={"url": SecretStr(url)}) for url in urls}


def _label(url: str) -> str:
    scheme = url.partition("://")[0] if "://" in url else "address"
    return f"{re.sub('[^a-z0-9]', '', scheme.lower())[:20]}-{hashlib.sha256(url.encode()).hexdigest()[:6]}"


def make(name: str, settings: ChannelSettings, surroundings: Surroundings) -> Channel:
    """The channel of these settings. Raises SettingError where Apprise does not know the address."""
    target = Apprise()
    if settings.url is None or not target.add(settings.url.get_secret_value()):
        raise SettingError(
            "not an address that Apprise knows",
            where=f"channels.{name.partition('/')[0]}.url",
            hint="see https://github.com/caronc/apprise/wiki for each service's form; Teams is workflows://",
        )
    return OneTarget(name, target, surroundings)
