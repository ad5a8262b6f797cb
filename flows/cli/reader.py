"""callnow reader: what reads the news closely, and how well it does on labelled texts."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from callnow.errors import DataFileError
from flows.cli.common import JsonOut, out, print_json_lines, print_table
from flows.cli.reading import announcement_of, batched
from matching.detection.detect import read_closely
from matching.detection.measuring import Tally, interval, measure
from matching.event_types import event_types, family
from matching.reading.reader import load_reader, shipped_reader

app = typer.Typer(no_args_is_help=True, help="The trained reader: its version, and how well it reads labelled texts.")
Folder = Annotated[
    Path | None, typer.Option("--reader", help="A reader's folder; the shipped one otherwise.", metavar="DIR")
]


@app.command("show")
def show(folder: Folder = None, json_out: JsonOut = False) -> None:
    """The reader's version, and from which probability each type is told and may ask for a call."""
    reader = load_reader(folder) if folder else shipped_reader()
    rows = [
        {"type": name, "told_from": least, "call_from": certain if event_types()[name].call_now else None}
        for name, (least, certain) in sorted(reader.calibration.types.items())
    ]
    if json_out:
        print_json_lines([{"version": reader.version, "types": rows}])
        return
    out.print(f"[bold]version[/] {reader.version}")
    print_table(["type", "told_from", "call_from"], rows)


@app.command("evaluate")
def evaluate(
    labels: Annotated[Path, typer.Argument(help="JSON lines: id, title, body, events; as corrections are exported.")],
    folder: Folder = None,
    uncertain: Annotated[
        bool, typer.Option("--uncertain", help="Count events that are not certain enough to ask for a call, too.")
    ] = False,
    json_out: Annotated[bool, typer.Option("--json", help="One type a line, as JSON.")] = False,
) -> None:
    """Measure detection on labelled texts: precision and recall by type, with 95 % intervals."""
    threads = os.cpu_count() or 1
    reader = load_reader(folder, threads) if folder else shipped_reader(threads)
    items = _read_labels(labels)
    announcements = [announcement_of(item, f"{labels} line {n}") for n, item in enumerate(items, 1)]
    readings = [
        [event for event in detection.events if uncertain or event.certain]
        for batch in batched(announcements)
        for detection in read_closely(batch, reader, spare=True)
    ]
    tallies = measure(items, readings)
    calls = {family(name) for name, kind in event_types().items() if kind.call_now}
    rows = [
        _row("types that ask for a call", sum((t for k, t in tallies.items() if k in calls), Tally())),
        _row("all types", sum(tallies.values(), Tally())),
        *(_row(kind, tally) for kind, tally in tallies.items()),
    ]
    if json_out:
        print_json_lines(rows)
    else:
        print_table(list(rows[0]), rows)


def _row(name: str, tally: Tally) -> dict[str, Any]:
    """A line of the result; a share of nothing is not told: a 0 would read as a reader that is always wrong."""
    precision = interval(tally.right, tally.right + tally.extra)
    recall = interval(tally.right, tally.right + tally.missed)
    return {
        "type": name,
        "right": tally.right,
        "extra": tally.extra,
        "missed": tally.missed,
        "precision": round(tally.precision, 3) if tally.right + tally.extra else None,
        "precision_95": f"{precision[0]:.3f}–{precision[1]:.3f}",
        "recall": round(tally.recall, 3) if tally.right + tally.missed else None,
        "recall_95": f"{recall[0]:.3f}–{recall[1]:.3f}",
    }


def _read_labels(file: Path) -> list[dict[str, Any]]:
    """The labelled lines of a file. Raises DataFileError naming the line that cannot be used."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"cannot be read: {error}", where=str(file), hint="a UTF-8 file of JSON lines") from None
    items = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            items.append(_label(line, f"{file} line {number}"))
    return items


def _label(line: str, where: str) -> dict[str, Any]:
    hint = 'such as {"id": "1", "title": "…", "body": "…", "events": [{"type": "layoffs", "company": "…"}]}'
    try:
        item = json.loads(line)
        known = all(event["type"] in event_types() and event["company"] for event in item["events"])
    except (ValueError, KeyError, TypeError):
        raise DataFileError("is not a labelled text", where=where, hint=hint) from None
    if not known:
        raise DataFileError("an event of unknown type, or without company", where=where, hint=hint)
    return dict(item)
