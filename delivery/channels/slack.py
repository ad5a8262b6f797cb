"""Slack, by an incoming webhook: Block Kit cards with a button that dials."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import SecretStr

from callnow.errors import ChannelError
from callnow.settings import ChannelSettings
from delivery.card import Card
from delivery.clean import chat_text, clean_text
from delivery.message import Channel, Message, Surroundings
from delivery.post import check_address, post
from delivery.withdrawal import AFTERWARDS

NEEDS = ("url",)
HEADER, SECTION, BUTTON = 150, 2900, 75  # characters, a little under Slack's limits
BLOCKS = 48  # of 50

Block = dict[str, Any]


@dataclass(frozen=True)
class Slack:
    """One Slack webhook. It has no key for a message: after a crash the same alert may come twice."""

    name: str
    url: SecretStr
    surroundings: Surroundings
    gathers: ClassVar[bool] = False

    def send(self, message: Message) -> None:
        try:
            self._post(payload(message))
        except ChannelError as error:
            if not (error.lasting and "invalid_blocks" in error.what):
                raise
            # A workspace may refuse buttons that dial; the number stands in the text as well.
            self._post(payload(message, buttons=False))

    def _post(self, body: Block) -> None:
        headers = {"Content-Type": "application/json; charset=utf-8"}
        content = json.dumps(body).encode()
        post(self.url.get_secret_value(), content, headers, channel=self.name, surroundings=self.surroundings)


def payload(message: Message, *, buttons: bool = True) -> Block:
    """The webhook's body: `text` for notifications, `blocks` for the channel."""
    cards = message.cards
    if message.kind == "immediate":
        blocks = [block for card in cards for block in (_withdrawn(card) if card.withdrawal else _whole(card, buttons))]
    else:
        blocks = _digest(message, buttons)
    return {"text": _esc(message.subject), "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def _digest(message: Message, buttons: bool) -> list[Block]:
    notes = [_section("\n".join(map(_esc, message.notes)))] if message.notes else []
    headings = any(card.withdrawal for card in message.cards) + any(not card.urgent for card in message.cards)
    most = BLOCKS - 2 - len(notes) - headings
    shown, rest = message.cards[:most], message.cards[most:]
    withdrawn = [_not_to_call(card) for card in shown if card.withdrawal]
    stop = [_section("*Do not call*")] if withdrawn else []
    calls = [_short(card, buttons) for card in shown if card.urgent]
    known = [_short(card, buttons) for card in shown if not (card.urgent or card.withdrawal)]
    heading = [_section("*Worth knowing before the next talk*")] if known else []
    more = [_names(rest)] if rest else []
    return [_header(message.subject), *stop, *withdrawn, *calls, *heading, *known, *more, *notes]


def _names(cards: Sequence[Card]) -> Block:
    """Who has no place of their own, by name for as long as Slack takes it; the others are counted."""
    lines = [f"*And {len(cards)} more*"]
    room = SECTION - len(lines[0]) - len(_unnamed(len(cards))) - 1
    for card in cards:
        line = f"• {_esc(card.name)}, {_esc(card.employer)}"
        room -= len(line) + 1
        if room < 0:
            return _section("\n".join([*lines, _unnamed(len(cards) - len(lines) + 1)]))
        lines.append(line)
    return _section("\n".join(lines))


def _unnamed(count: int) -> str:
    return f"and {count} more: `callnow calls --all` shows every one."


def _whole(card: Card, buttons: bool) -> list[Block]:
    lead = "Call now" if card.urgent else "Worth knowing"
    blocks = [_header(f"{lead}: {card.name}, {card.employer}"), _section(f"{_who(card)}\n*{_esc(card.why)}*")]
    says = [f">{_esc(card.opener)}"] if card.opener else []
    if card.promise:
        says.append(f"*{card.promise_label}:* {_esc(card.promise_and_day)}")
    if card.last_talk:
        says.append(f"*Last time:* {_esc(card.last_talk)}")
    says += [f"• {_esc(point)}" for point in card.talking_points]
    if says:
        blocks.append(_section("\n".join(says)))
    if card.voicemail and card.urgent:
        blocks.append(_section(f"*Voicemail*\n{_esc(card.voicemail)}"))
    dials = buttons and card.tel and card.urgent
    actions = [*([_call_button(card)] if dials else []), *([_news_button(card)] if card.link else [])]
    if actions:
        blocks.append({"type": "actions", "elements": actions})
    if card.sentence:
        reports = f", {card.reports} reports" if card.reports > 1 else ""
        proof = f"“{_esc(card.sentence)}” {_esc(card.source)}, {card.published_on}{reports}"
        proof += f"\n{_esc(card.filed)}" if card.filed else ""
        blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": _cut(proof), "verbatim": True}]})
    return blocks


def _withdrawn(card: Card) -> list[Block]:
    """Whom not to call any more, and why."""
    lead = card.withdrawal.lead if card.withdrawal else ""
    blocks = [_header(f"{lead}: {card.name}, {card.employer}"), _not_to_call(card)]
    if card.link:
        blocks.append({"type": "actions", "elements": [_news_button(card)]})
    return blocks


def _not_to_call(card: Card) -> Block:
    role = ", ".join(_esc(part) for part in (card.title, card.employer) if part)
    lines = [f"*{_esc(card.name)}* · {role}", f"*{_esc(card.why)}*"]
    if card.sentence:
        lines.append(f">“{_esc(card.sentence)}” {_esc(card.source)}, {card.published_on}")
    if card.withdrawal:
        lines.append(_esc(card.withdrawal.told_before))
        lines += [f"*Still a reason to call:* {_esc(why)}" for why in card.withdrawal.still]
    return _section("\n".join([*lines, AFTERWARDS]))


def _short(card: Card, buttons: bool) -> Block:
    link = f" <{card.link}|news>" if card.link else ""
    filed = f"\n{_esc(card.filed)}" if card.filed else ""
    block = _section(f"*{_esc(card.name)}* · {_who(card)}\n{_esc(card.why)}{link}{filed}")
    if buttons and card.tel and card.urgent:
        block["accessory"] = _call_button(card)
    return block


def _who(card: Card) -> str:
    role = ", ".join(_esc(part) for part in (card.title, card.employer) if part)
    phone = f"<{card.tel}|{card.phone}>" if card.tel else _esc(card.phone_note)
    phone += f" ({_esc(card.phone_doubt)})" if card.phone_doubt else ""
    clock = f"  (when sent: {_esc(card.moment.note)})" if card.moment.time_zone else ""
    return f"{role}\n:telephone_receiver: {phone}{clock}"


def _header(text: str) -> Block:
    return {
        "type": "header",
        "text": {"type": "plain_text", "text": chat_text(clean_text(text, HEADER - 10)), "emoji": False},
    }


def _section(text: str) -> Block:
    # verbatim: Slack must not turn words of an untrusted title into links, channels or pings
    return {"type": "section", "text": {"type": "mrkdwn", "text": _cut(text), "verbatim": True}}


def _cut(text: str) -> str:
    """`text` within Slack's limit, cut between words: half an escape or link would be shown raw."""
    return text if len(text) <= SECTION else text[:SECTION].rsplit(None, 1)[0] + "…"


def _call_button(card: Card) -> Block:
    text = {"type": "plain_text", "text": clean_text(f"Call {card.name}", BUTTON), "emoji": False}
    return {"type": "button", "style": "primary", "text": text, "url": card.tel, "action_id": f"call-{card.trigger_id}"}


def _news_button(card: Card) -> Block:
    text = {"type": "plain_text", "text": "Read the news", "emoji": False}
    return {"type": "button", "text": text, "url": card.link, "action_id": f"news-{card.trigger_id}"}


def _esc(text: str) -> str:
    """Slack's three escapes; with them no `<!channel>`, link or mention is left."""
    return chat_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def make(name: str, settings: ChannelSettings, surroundings: Surroundings) -> Channel:
    """The channel of these settings. Raises SettingError where nothing can be sent to the address."""
    url = settings.url or SecretStr("")
    check_address(url.get_secret_value(), f"channels.{name}.url")
    return Slack(name, url, surroundings)
