"""callnow detect --text … --explain: how a text was read, step by step."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.markup import escape

from flows.cli.common import out, print_table
from matching.detect import explain_detection


def print_detection(text: str, json_out: bool) -> None:
    """Tokens, chunks, the frames that were tried and fired, the gates, and the events that came of it.

    The first line of `text` is read as the title, what follows as the body.
    """
    title, _, body = text.partition("\n")
    reading = explain_detection(title, body)
    if json_out:
        json.dump(reading, sys.stdout, ensure_ascii=False, default=_plain)
        sys.stdout.write("\n")
        return
    speaker = reading["speaker"]
    out.print(
        f"[bold]speaks for[/] {escape(speaker['name'] or 'nobody named')} [dim]{escape(', '.join(speaker['evidence']))}[/]"
    )
    out.print(f"[bold]gate[/] {escape(str(reading['gate'] or 'open: nothing says that this is no news'))}")
    for sentence in reading["sentences"]:
        out.print(
            f"\n[bold]{sentence['zone']}[/]{' (headline)' if sentence['headline'] else ''}: {escape(sentence['text'])}"
        )
        out.print(f"  [dim]tokens[/] {escape(' · '.join(sentence['tokens']))}")
        out.print("  [dim]chunks[/] " + "  ".join(_chunk(chunk) for chunk in sentence["chunks"]))
    _print("Frames tried", reading["frames"])
    _print("Findings", reading["findings"])
    _print("Events", reading["events"])


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
