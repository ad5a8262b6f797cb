"""A signed webhook (standardwebhooks.com), for a CRM through Zapier, Make or n8n, or a receiver of one's own.

    POST url
    webhook-id: the delivery's id, the same in every retry
    webhook-timestamp: seconds since 1970
    webhook-signature: v1,…  (HMAC-SHA256 with `secret`, a "whsec_…" of base64)

    {"type": "callnow.trigger", "timestamp": when it was decided,
     "data": {"subject", "contact": {"id", "name", "title", "company", "phone", "email", "city", "owner"},
              "task": {"title", "body", "due", "priority"}, "card": {every field of the card}}}

`contact` and `task` are what a CRM step maps: look the contact up by `contact.email` or `contact.id`, then create
the task. A digest is `"type": "callnow.digest"` with `"data": {"subject", "items": [data, …], "notes": [line, …]}`, in
which each item has a subject of its own. A receiver that keeps the webhook-ids it has seen gets each alert once.

A call that is taken back is `"type": "callnow.withdrawal"` with the same `data`, with others of one digest an
item of `"withdrawals"`, never of `"items"`: `task.title` says whom not to call, and `card.withdrawal` why: {"because",
"told", "told_on", "told_as": the webhook-id of what it takes back, "still": other reasons to call, which stand}.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from pydantic import SecretStr
from standardwebhooks.webhooks import EmptyWebhookSecretError, Webhook

from callnow.errors import SettingError
from callnow.numbers import readable_line
from callnow.settings import ChannelSettings
from delivery.card import Card, card_as_dict
from delivery.message import Channel, Message, Surroundings, message_for
from delivery.post import check_address, post

NEEDS = ("url", "secret")
SHORTEST_SECRET = 24  # bytes, the specification's


@dataclass(frozen=True)
class SignedWebhook:
    """One receiver."""

    name: str
    url: SecretStr
    secret: SecretStr
    surroundings: Surroundings
    gathers: ClassVar[bool] = False

    def send(self, message: Message) -> None:
        body = json.dumps(payload(message), ensure_ascii=False, sort_keys=True)
        now = datetime.now(UTC)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "webhook-id": message.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(self.secret.get_secret_value()).sign(message.id, now, body),
        }
        post(self.url.get_secret_value(), body.encode(), headers, channel=self.name, surroundings=self.surroundings)


def payload(message: Message) -> dict[str, Any]:
    """The body before it is signed."""
    decided = max(card.made_at if card.withdrawal else card.decided_at for card in message.cards).isoformat()
    if message.kind == "immediate":
        kind = "callnow.withdrawal" if message.cards[0].withdrawal else "callnow.trigger"
        return {"type": kind, "timestamp": decided, "data": _item(message.cards[0], message.subject)}
    items, withdrawals = (
        [_item(card, message_for(card.trigger_id, [card], "immediate").subject) for card in cards]
        for cards in (
            [card for card in message.cards if not card.withdrawal],
            [card for card in message.cards if card.withdrawal],
        )
    )
    data = {"subject": message.subject, "items": items, "notes": list(message.notes)}
    data |= {"withdrawals": withdrawals} if withdrawals else {}
    return {"type": "callnow.digest", "timestamp": decided, "data": data}


def _item(card: Card, subject: str) -> dict[str, Any]:
    promised = card.promise and f"{card.promise_label}: {card.promise}"
    told = card.withdrawal.told_before if card.withdrawal else ""
    lines = (card.why, told, card.opener, promised, f"“{card.sentence}”", card.filed, card.link)
    return {
        "subject": subject,
        "contact": {
            "id": card.prospect_id,
            "name": card.name,
            "title": card.title,
            "company": card.employer,
            "phone": readable_line(card.tel.removeprefix("tel:")),
            "email": card.email,
            "city": card.city,
            "owner": card.owner,
        },
        "task": {
            "title": _title(card),
            "body": "\n".join(line for line in lines if line and line != "“”"),
            "due": (card.moment.opens_at or card.made_at).isoformat(),
            "priority": "high" if card.urgent or card.withdrawal else "normal",
        },
        "card": card_as_dict(card),
    }


def _title(card: Card) -> str:
    if card.withdrawal:
        return f"{card.withdrawal.lead}: {card.name} ({card.withdrawal.because})"
    return f"Call {card.name}: {card.why}" if card.urgent else f"Worth knowing: {card.why}"


def make(name: str, settings: ChannelSettings, surroundings: Surroundings) -> Channel:
    """The channel of these settings. Raises SettingError where address or secret cannot be used."""
    url, secret = settings.url or SecretStr(""), settings.secret or SecretStr("")
    check_address(url.get_secret_value(), f"channels.{name}.url")
    if not _is_secret(secret.get_secret_value()):
        raise SettingError(
            "not a signing secret of at least 24 bytes",
            where=f"channels.{name}.secret",
            hint="make one: python -c \"import base64,os; print('whsec_'+base64.b64encode(os.urandom(32)).decode())\"",
        )
    return SignedWebhook(name, url, secret, surroundings)


def _is_secret(text: str) -> bool:
    try:
        Webhook(text)
    except (ValueError, EmptyWebhookSecretError):
        return False
    return len(text.removeprefix("whsec_").rstrip("=")) * 3 // 4 >= SHORTEST_SECRET
