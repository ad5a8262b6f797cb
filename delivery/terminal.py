"""Calls on a terminal: who, phone, why now, what to say, and what proves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from delivery.card import Card
from delivery.withdrawal import AFTERWARDS

Row = tuple[str, RenderableType | None]  # a label and what stands beside it

NARROWEST = 76  # what a card's lines hold on a terminal of 80 columns
BESIDE = "   "
WIDEST = 110  # longer lines are hard to read aloud from


def render_calls(cards: Sequence[Card], console: Console) -> None:
    """Prints the calls to make, in the order given, at the console's width (80 columns and more look right)."""
    for card in cards:
        console.print(_withdrawn(card) if card.withdrawal else _call(card), width=min(console.width, WIDEST))
        console.print()
    if cards:
        console.print(Text("Why one is here: callnow explain ID", style="dim"))
    else:
        console.print(Text("Nobody to call. New calls come with the next run: callnow run", style="dim"))


def _call(card: Card) -> RenderableType:
    accent = "green" if card.urgent else "blue"
    title = Text(" CALL NOW " if card.urgent else " WORTH KNOWING ", style=f"not dim bold reverse {accent}")
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


def _withdrawn(card: Card) -> RenderableType:
    """Whom not to call any more, and why."""
    rows: list[Row] = [("Why not", Text(card.why, style="bold"))]
    if card.sentence:
        rows.append(("", _proof(replace(card, age=card.published_on))))
    if card.withdrawal:
        rows.append(("Before", Text(card.withdrawal.told_before)))
        rows += [("Still", Text(why)) for why in card.withdrawal.still]
    return Panel(
        Group(_name(card), Text(), _table([[*rows, ("Now", Text(AFTERWARDS))]])),
        title=Text(" DO NOT CALL ", style="not dim bold reverse red"),
        title_align="left",
        subtitle=Text(f" {card.event or card.kind} · {card.trigger_id} ", style="dim"),
        subtitle_align="right",
        border_style="red",
        box=box.ROUNDED,
        padding=(0, 1),
    )


def _name(card: Card) -> Text:
    name = Text(card.name, style="bold")
    if card.title:
        name.append(f", {card.title}", style="not bold")
    return name.append(f" · {card.employer}", style="not bold")


def _who(card: Card) -> list[Text]:
    name = _name(card)
    phone = Text()
    if card.tel:
        phone.append(card.phone, style=f"bold link {card.tel}")
        if card.phone_note:
            phone.append(f" ({card.phone_note})", style="dim")
    else:
        phone.append(card.phone_note, style="bold yellow")
    mood = {True: "green", False: "yellow", None: "dim"}[card.moment.good]
    when = Text(card.moment.note, style=mood)
    fits = phone.cell_len + len(BESIDE) + when.cell_len <= NARROWEST
    return [name, phone.append(BESIDE).append(when)] if fits else [name, phone, when]


def _details(card: Card) -> Table:
    return _table(_groups(card))


def _table(groups: Sequence[Sequence[Row]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(style="dim", no_wrap=True, width=9)
    table.add_column(ratio=1, overflow="fold")
    for number, rows in enumerate(groups):
        shown = [(label, body) for label, body in rows if body]
        if shown and number:
            table.add_row()
        for label, body in shown:
            table.add_row(label, body)
    return table


def _groups(card: Card) -> list[list[Row]]:
    """What belongs together, each with its label: the talk, its proof, and what else may help."""
    talk: list[Row] = [
        ("Why now", Text(card.why, style="bold")),
        ("Say", Text(f"“{card.opener}”", style="cyan") if card.opener else None),
        (card.promise_label, Text(card.promise_and_day, style="magenta")),
        ("Last time", Text(card.last_talk)),
    ]
    if not card.urgent:  # what is only worth knowing needs no script
        return [talk, [("Proof", _proof(card))]]
    others = [_colleague(other.name, other.title, other.phone) for other in card.colleagues]
    extras: list[Row] = [
        ("Also", _bullets(card.talking_points)),
        ("Voicemail", Text(card.voicemail)),
        ("Others", _bullets(others)),
    ]
    return [talk, [("Proof", _proof(card))], extras]


def _proof(card: Card) -> Text | None:
    if not card.sentence:
        return None
    proof = Text(f"“{card.sentence}”", style="italic")
    reports = f", {card.reports} reports" if card.reports > 1 else ""
    proof.append(f"\n{card.source}, {card.age}{reports}", style="not italic dim")
    if card.filed:
        proof.append(f"\n{card.filed}", style="not italic dim")
    if card.link:
        proof.append("\n").append(card.link, style=f"not italic underline link {card.link}")
    return proof


def _bullets(items: Sequence[str]) -> Table | None:
    """A list whose long lines hang beside their bullets."""
    if not items:
        return None
    table = Table.grid(padding=(0, 1, 0, 0))
    for item in items:
        table.add_row("•", Text(item, overflow="fold"))
    return table


def _colleague(name: str, title: str, phone: str) -> str:
    return ", ".join(part for part in (name, title, phone) if part)
