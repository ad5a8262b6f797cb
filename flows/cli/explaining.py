"""callnow detect --text … --explain: how a text was read, step by step."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.markup import escape

from flows.cli.common import out, print_table
from flows.cli.reading import announcement_of, event_as_dict
from matching.detection.detect import read_closely
from matching.event_types import event_types
from matching.grammar.detect import explain_detection
from matching.reading.reader import shipped_reader


def print_detection(text: str, json_out: bool) -> None:
    """What the grammar read (tokens, chunks, frames, gates), what the reader read, and the events that came of both.

    The first line of `text` is read as the title, what follows as the body.
    """
    title, _, body = text.partition("\n")
    reading = explain_detection(title, body) | _explain_reader(title, body)
    if json_out:
        json.dump(reading, sys.stdout, ensure_ascii=False, default=_plain)
        sys.stdout.write("\n")
        return
    speaker = reading["speaker"]
    out.print(
        f"[bold]speaks for[/] {escape(speaker['name'] or 'nobody named')} [dim]{escape(', '.join(speaker['evidence']))}[/]"
    )
    out.print(f"[bold]gate[/] {escape(str(reading['gate'] or 'open: it reads as news'))}")
    for sentence in reading["sentences"]:
        out.print(
            f"\n[bold]{sentence['zone']}[/]{' (headline)' if sentence['headline'] else ''}: {escape(sentence['text'])}"
        )
        out.print(f"  [dim]tokens[/] {escape(' · '.join(sentence['tokens']))}")
        out.print("  [dim]chunks[/] " + "  ".join(_chunk(chunk) for chunk in sentence["chunks"]))
    _print("Frames tried", reading["frames"])
    _print("Findings of the grammar", reading["findings"])
    if reading["spared"]:
        out.print("\n[bold]Its words tell of no event:[/] what the reader sees in it counts for nothing")
    _print("Organisations that the reader sees, with the likeliest types", reading["organisations"])
    _print("Events that the reader sees", reading["read"])
    _print("Events, with the probability that both together give", reading["events"])


def _explain_reader(title: str, body: str) -> dict[str, Any]:
    """The reader's organisations and events with their slots, and the events that come of grammar and reader."""
    announcement = announcement_of({"id": "text", "title": title, "body": body}, "--text")
    (detection,) = read_closely([announcement], shipped_reader())
    organisations = [
        {
            "names": ", ".join(organisation.names),
            "types": ", ".join(f"{kind} {p:.2f}" for kind, p in organisation.types),
        }
        for organisation in detection.read.organisations
    ]
    seen = [
        {"type": e.type, "company": e.company, "probability": round(e.probability, 3), "certainty": e.certainty}
        | ({"side": e.side} if e.side else {})
        | e.slots
        for e in detection.read.events
    ]
    events = [
        event_as_dict(e) | {"call_from": e.certain_from if event_types()[e.type].call_now else None}
        for e in detection.events
    ]
    return {"spared": detection.spared, "organisations": organisations, "read": seen, "events": events}


def _chunk(chunk: dict[str, Any]) -> str:
    return f"[cyan]{escape(str(chunk['kind']))}[/]:{escape(str(chunk['text']))}"


def _print(title: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        out.print(f"\n[bold]{title}[/]: none")
        return
    columns = list(
        dict.fromkeys(name for row in rows for name, value in row.items() if value not in ("", (), [], None))
    )
    out.print()
    print_table(columns, [{name: _plain(value) for name, value in row.items()} for row in rows], title=title)


def _plain(value: Any) -> Any:
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return value if isinstance(value, (str, int, float, bool, list, tuple, type(None))) else str(value)
