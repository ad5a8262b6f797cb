"""Messages as text and as HTML, from the templates beside this module."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from delivery.message import Message


def render_text(message: Message) -> str:
    """The message as plain text, as mail and chat show it."""
    text = _templates().get_template("message.txt.j2").render(message=message, cards=message.cards)
    return text.strip() + "\n"


def render_html(message: Message) -> str:
    """The message as an HTML document that needs nothing from outside; every value is escaped."""
    return _templates().get_template("message.html.j2").render(message=message, cards=message.cards)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("delivery", "templates"),
        autoescape=lambda name: name is not None and ".html" in name,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
