"""Messages as text and as HTML, from the templates beside this module."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from delivery.message import Message
from delivery.withdrawal import AFTERWARDS

MOST_CALLS, MOST_KNOWN = 25, 75  # of a digest in HTML: Gmail cuts what is longer than 102 KB
MOST_IN_CHAT = 20


def render_text(message: Message) -> str:
    """The message as plain text, as mail and chat show it."""
    return _render("message.txt.j2", message).strip() + "\n"


def render_html(message: Message) -> str:
    """The message as an HTML document that needs nothing from outside; every value is escaped."""
    return _render("message.html.j2", message)


def render_for_chat(message: Message) -> str:
    """The message as a chat or a phone shows it: one card as text, a digest in short."""
    return render_text(message) if message.kind == "immediate" else _render("summary.txt.j2", message).strip() + "\n"


def _render(template: str, message: Message) -> str:
    return (
        _templates()
        .get_template(template)
        .render(
            message=message,
            cards=message.cards,
            withdrawn=[card for card in message.cards if card.withdrawal],
            calls=[card for card in message.cards if card.urgent],
            known=[card for card in message.cards if not (card.urgent or card.withdrawal)],
            afterwards=AFTERWARDS,
            most=MOST_IN_CHAT,
            most_calls=MOST_CALLS,
            most_known=MOST_KNOWN,
        )
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("delivery", "templates"),
        autoescape=lambda name: name is not None and ".html" in name,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
