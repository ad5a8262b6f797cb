"""Calls on a terminal: who, phone, why now, what to say, and what proves it."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from delivery.card import Card

WIDEST = 110  # longer lines are hard to read aloud from


def render_calls(cards: Sequence[Card], console: Console) -> None:
    """Prints the calls to make, in the order given, at the console's width (80 columns and more look right)."""
    for card in cards:
        console.print(_call(card), width=min(console.width, WIDEST))
    console.print(_summary(cards))


def _call(card: Card) -> RenderableType:
    accent = "green" if card.urgent else "blue"
    title = Text(" CALL NOW " if card.urgent else " WORTH KNOWING ", style=f"bold reverse {accent}")
    title.append(f" {card.score:.0f} ", style=f"not reverse {accent}")
    return Panel(
        Group(*_who(card), Text(), _details(card)),
        title=title,
        title_align="left",
        subtitle=Text(f" {card.event or card.kind} · {card.trigger_id} ", style="dim"),
        subtitle_align="right",
        border_style=accent if card.urgent else f"dim {accent}",
        box=box.ROUNDED,
        padding=(0, 1),
    )


def _who(card: Card) -> list[Text]:
    name = Text(card.name, style="bold")
    if card.title:
        name.append(f", {card.title}", style="not bold")
    name.append(f" · {card.employer}", style="not bold")
    phone = Text()
    if card.tel:
        phone.append(card.phone, style=f"bold link {card.tel}")
        if card.phone_note:
            phone.append(f" ({card.phone_note})", style="dim")
    else:
        phone.append(card.phone_note, style="bold yellow")
    mood = {True: "green", False: "yellow", None: "dim"}[card.moment.good]
    phone.append("   ").append(card.moment.note, style=mood)
    return [name, phone]


def _details(card: Card) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(style="dim", no_wrap=True, width=9)
    table.add_column(ratio=1, overflow="fold")
    promised = card.promised + (f" (by {card.promised_for})" if card.promised and card.promised_for else "")
    rows = (
        ("Why now", Text(card.why, style="bold")),
        ("Say", Text(f"“{card.opener}”" if card.opener else "", style="cyan")),
        ("Promised", Text(promised, style="magenta")),
        ("Last talk", Text(card.last_talk)),
        ("Proof", _proof(card)),
        ("Also", _list(card.talking_points)),
        ("Voicemail", Text(card.voicemail, style="dim")),
        ("Others", _list(tuple(_colleague(c.name, c.title, c.phone) for c in card.colleagues))),
    )
    for label, body in rows if card.urgent else rows[:5]:  # what is only worth knowing needs no script
        if body.plain:
            table.add_row(label, body)
    return table


def _proof(card: Card) -> Text:
    if not card.sentence:
        return Text()
    proof = Text(f"“{card.sentence}”", style="italic")
    told = f", {card.reports} reports" if card.reports > 1 else ""
    proof.append(f"\n{card.source}, {card.age}{told}", style="not italic dim")
    if card.link:
        proof.append("\n").append(card.link, style=f"not italic underline link {card.link}")
    return proof


def _list(items: Sequence[str]) -> Text:
    return Text("\n").join(Text(f"• {item}") for item in items)


def _colleague(name: str, title: str, phone: str) -> str:
    return ", ".join(part for part in (name, title, phone) if part)


def _summary(cards: Sequence[Card]) -> Text:
    urgent = sum(card.urgent for card in cards)
    if not cards:
        return Text("Nobody to ring: no open trigger. New ones come with the next run (callnow run).", style="dim")
    calls = f"{urgent} {'call' if urgent == 1 else 'calls'} to make now"
    return Text(f"{calls}, {len(cards) - urgent} worth knowing. Why one is here: callnow explain ID", style="dim")
