"""callnow detect and match: detection and matching on files, without a database. Other tools build on their form."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from callnow.errors import DataFileError, UsageError
from callnow.model import OTHER_NAMES, SLOTS, Announcement, CompanyEvent, Employer
from flows.cli.common import out, print_json_lines, print_table, refuse_contradictions
from matching.detection.detect import Detection, read_closely
from matching.names.build import build_index
from matching.names.resolve import match_listed
from matching.reading.reader import Reader, shipped_reader

BATCH = 256  # announcements read at once: with fewer, threads wait for each other more often
SHOWN = ("type", "company", "certainty", "side", *SLOTS, "sentence", "rule")


def detect_file(
    file: Annotated[
        Path | None, typer.Argument(help="JSON lines: id, title, body, optionally date, url, wire.")
    ] = None,
    json_out: Annotated[bool, typer.Option("--json", help="One item a line, as JSON.")] = False,
    text: Annotated[str, typer.Option("--text", help="Detect in this text instead of a file.")] = "",
    uncertain: Annotated[
        bool, typer.Option("--uncertain", help="Also events that are not certain enough to ask for a call.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="With --text: tokens, chunks, frames, gates.")] = False,
) -> None:
    """Find the events in announcements."""
    refuse_contradictions("detect", {"a file": file, "--text": text})
    refuse_contradictions("detect", {"a file": file, "--explain": explain})
    if text:
        if explain:
            from flows.cli.explaining import print_detection  # noqa: PLC0415 - only where it is asked for

            print_detection(text, json_out)
            return
        items: Iterator[Announcement] = iter([announcement_of({"id": "text", "title": text, "body": ""}, "--text")])
    elif file is not None:
        items = read_items(file)
    else:
        raise UsageError("neither a file nor --text", where="detect", hint="callnow detect FILE.jsonl --json")
    reader = shipped_reader(os.cpu_count() or 1)
    for item, detection in (
        (item, detected) for batch in batched(items) for item, detected in _read(batch, reader, spare=not json_out)
    ):
        events = [event_as_dict(event) for event in detection.events if event.certain or uncertain]
        if json_out:
            print_json_lines([{"id": item.id, "events": events, "orgs": list(detection.organisations)}])
        elif events:
            out.print(f"[bold]{escape(item.id)}[/] {escape(item.title)}")
            for event in events:
                slots = ", ".join(
                    f"{k}: {v}" for k, v in event.items() if k not in ("type", "company", "sentence", "rule")
                )
                out.print(f"  [cyan]{event['type']}[/] {escape(event['company'])} [dim]{escape(slots)}[/]")


def _read(items: Sequence[Announcement], reader: Reader, *, spare: bool) -> Iterator[tuple[Announcement, Detection]]:
    return zip(items, read_closely(items, reader, spare=spare), strict=True)


def batched(items: Iterable[Announcement]) -> Iterator[list[Announcement]]:
    """The items in lists of BATCH, the last one shorter."""
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        yield batch


def match_file(
    mentions: Annotated[Path, typer.Argument(help="CSV with a column `mention`.")],
    employers: Annotated[Path, typer.Option("--employers", help="CSV (or .csv.gz) with employer_id and name.")],
    json_out: Annotated[bool, typer.Option("--json", help="One mention a line, as JSON.")] = False,
) -> None:
    """Match company names against a list of employers."""
    listed = [
        Employer(
            row["employer_id"], row["name"], row.get("domain") or "", row.get("ticker") or "", row.get("country") or ""
        )
        for row in _csv_rows(employers, ("employer_id", "name"))
    ]
    names = [row["mention"] for row in _csv_rows(mentions, ("mention",))]
    rows = (
        {
            "mention": match.mention,
            "employer_id": match.employer_id or None,
            "employer": match.employer or None,
            "score": round(match.score, 4),
            "why": match.why,
        }
        for match in match_listed(names, build_index(listed))
    )
    if json_out:
        print_json_lines(rows)
    else:
        print_table(["mention", "employer_id", "employer", "score", "why"], list(rows))


def event_as_dict(event: CompanyEvent) -> dict[str, Any]:
    """An event in the words of the event guide; empty slots are left out."""
    values = {name: str(getattr(event, name)) for name in SHOWN}
    shown: dict[str, Any] = {OTHER_NAMES.get(name, name): value for name, value in values.items() if value}
    language = {"language": event.language} if event.language else {}
    return shown | language | {"probability": event.probability, "certain": event.certain}


def read_items(file: Path) -> Iterator[Announcement]:
    """The announcements of a JSON-lines file (.gz or plain). Raises DataFileError naming the line that is off."""
    with _open_text(file) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                where = f"{file} line {number}"
                try:
                    item = json.loads(line)
                except json.JSONDecodeError as error:
                    raise DataFileError(f"not JSON: {error.msg}", where=where, hint="one JSON object a line") from None
                yield announcement_of(item, where)


def announcement_of(item: Any, where: str) -> Announcement:
    """An item of a file as an announcement. Raises DataFileError, naming `where`, where it lacks what every item has."""
    if not isinstance(item, dict) or "id" not in item or "title" not in item:
        raise DataFileError("no id or no title", where=where, hint='such as {"id": "1", "title": "…", "body": "…"}')
    day = str(item.get("date") or "")
    try:
        published = datetime.fromisoformat(day) if day else datetime(1970, 1, 1, tzinfo=UTC)
    except ValueError:
        raise DataFileError(f"{day!r} is not a date", where=where, hint="write it as 2026-01-31") from None
    published = published if published.tzinfo else published.replace(tzinfo=UTC)
    return Announcement(
        id=str(item["id"]),
        source=str(item.get("wire") or ""),
        title=str(item["title"] or ""),
        text=str(item.get("body") or ""),
        url=str(item.get("url") or ""),
        published_at=published,
        fetched_at=published,
        date_known=bool(day),
        undated=not day,
    )


def _csv_rows(file: Path, needed: tuple[str, ...]) -> Iterator[dict[str, str]]:
    with _open_text(file) as lines:
        reader = csv.DictReader(lines)
        missing = [name for name in needed if name not in (reader.fieldnames or ())]
        if missing:
            raise DataFileError(
                f"no column {missing[0]!r}", where=f"{file} line 1", hint=f"needed: {', '.join(needed)}"
            )
        yield from reader


def _open_text(file: Path) -> io.StringIO:
    try:
        body = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        return io.StringIO(body.decode("utf-8-sig"), newline="")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"cannot be read: {error}", where=str(file), hint="a UTF-8 file, plain or .gz") from None
