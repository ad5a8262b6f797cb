"""What channels are handed, and what they must be able to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from callnow.errors import ChannelError
from callnow.sentences import first_sentence
from delivery.card import Card
from delivery.clean import clean_text, header_text

if TYPE_CHECKING:
    from callnow.http.addresses import Resolver


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What channels are given from outside: where relative paths start, and who may be connected to.

    `allowed` are host:port pairs that may be private, beside all that is public; `resolver` gives the addresses of a
    host (the system's, if none is given).
    """

    home: Path
    allowed: Collection[str] = frozenset()
    resolver: Resolver | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to send. `id` is stable: every retry carries it, so that a receiver with a key keeps one.

    An immediate message holds one card, a digest any number, best first; `notes` stand at the end of a digest. The
    subject of one card is the same in both.
    """

    id: str
    cards: tuple[Card, ...]
    subject: str
    kind: Literal["immediate", "digest"] = "immediate"
    notes: tuple[str, ...] = ()


class MessageRefused(ChannelError):
    """The receiver is there and takes messages, but not this one."""


class Channel(Protocol):
    """A way to one receiver."""

    @property
    def name(self) -> str: ...

    @property
    def gathers(self) -> bool:
        """Whether it takes all cards of a drain in one message: a file that is written whole is written once."""

    def send(self, message: Message) -> None:
        """Hands `message` over, or raises ChannelError (`lasting`: trying again cannot help; `retry_after`: seconds).

        Sending the same id twice must do no harm where the receiver can tell.
        """


def message_for(
    message_id: str, cards: Sequence[Card], kind: Literal["immediate", "digest"], notes: Sequence[str] = ()
) -> Message:
    """A message with its subject. Cards are put best first, whom one can dial before others, and before them all whom
    not to call any more."""

    def place(card: Card) -> tuple[bool, bool, bool, float, str]:
        return card.withdrawal is None, not card.urgent, not card.tel, -card.score, card.trigger_id

    ordered = tuple(sorted(cards, key=place))
    subject = _subject_of_one(ordered[0]) if len(ordered) == 1 else _subject_of_many(ordered)
    daily = kind == "digest" and not _takes_back(ordered)
    cleaned = tuple(clean_text(note) for note in notes) if daily else ()
    return Message(message_id, ordered, header_text(subject), kind, cleaned)


def _subject_of_one(card: Card) -> str:
    if card.withdrawal:
        about = ", about this" if card.withdrawal.still else ""
        return f"Do not call {card.name}, {card.employer}{about}: {card.withdrawal.because}"
    lead = "Call" if card.urgent else "Worth knowing:"
    return f"{lead} {card.name}, {card.employer}: {first_sentence(card.why) or card.headline or card.event}"


def _subject_of_many(cards: Sequence[Card]) -> str:
    if _takes_back(cards):
        return f"Do not make {len(cards)} calls that you were told of"
    off, urgent = sum(card.withdrawal is not None for card in cards), sum(card.urgent for card in cards)
    named = {"not to call": off, "to call now": urgent, "worth knowing": len(cards) - off - urgent}
    counts = [f"{count} {what}" for what, count in named.items() if count]
    return f"callnow digest: {', '.join(counts) or 'nothing new'}"


def _takes_back(cards: Sequence[Card]) -> bool:
    """Whether all of these are calls that are taken back."""
    return bool(cards) and all(card.withdrawal for card in cards)
