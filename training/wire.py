"""Labels of our own on texts of the wire: places in the texts, never their words.

A line is {"id": "news:19161", "title": CHECKSUM, "orgs": [PLACE, …], "events": [{"type": …, "company": PLACE}]}. The id
names file and line of ../shared/wire; a PLACE is [start, end], counted in characters of title, line break, lead. The
checksum of the title tells when the files are no longer those that were labelled.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from callnow.errors import DataFileError
from matching.reading.pieces import lead
from matching.word_search import occurrences
from training.dataset import Item

PLAIN = frozenset({"type", "planning", "side", "implied"})  # what is not a place in the text


def load_wire(wire: Path) -> Iterator[Item]:
    """The items of news and releases as they were labelled: id, title, body."""
    for name in ("news", "releases"):
        with gzip.open(wire / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                item = json.loads(line)
                yield {"id": f"{name}:{number}", "title": item["title"], "body": lead(item["body"] or "")}


def checksum(title: str) -> int:
    """Tells one title from another."""
    return zlib.crc32(title.encode())


def to_places(item: Item, labels: Mapping[str, Any]) -> dict[str, Any]:
    """Labels in words as labels in places; a word that does not stand in the text is left out."""
    text = f"{item['title']}\n{item['body']}"

    def place(words: str) -> list[int] | None:
        occurrence = next(occurrences(text, words), None) if words else None
        start = occurrence[0] if occurrence else text.find(words)
        return [start, start + len(words)] if words and start >= 0 else None

    events = []
    for event in labels["events"]:
        placed = {k: v if k in PLAIN else place(v) for k, v in event.items()}
        if placed.get("company"):
            events.append({k: v for k, v in placed.items() if v is not None})
    line = {"id": item["id"], "title": checksum(item["title"]), "events": events}
    line["orgs"] = [start for start in map(place, labels["orgs"]) if start]
    return line | ({"doubtful": True} if labels.get("doubtful") else {})


def to_words(item: Item, line: Mapping[str, Any]) -> Item:
    """Labels in places as a labelled item, in the form of the guide. Raises DataFileError where the text is another."""
    if line["title"] != checksum(item["title"]):
        raise DataFileError(
            "labels another text than the one that stands there",
            where=str(line["id"]),
            hint="label it anew, or take the line out",
        )
    text = f"{item['title']}\n{item['body']}"

    def words(at: list[int]) -> str:
        return text[at[0] : at[1]]

    events = [{k: v if k in PLAIN else words(v) for k, v in event.items()} for event in line["events"]]
    orgs = list(dict.fromkeys(map(words, line["orgs"])))
    return item | {"events": events, "orgs": orgs, "doubtful": line.get("doubtful", False), "part": "train"}


def load_labels(file: Path, wire: Path) -> list[Item]:
    """The labelled items of `file`, their texts taken from `wire`."""
    lines = {line["id"]: line for line in map(json.loads, file.read_text(encoding="utf-8").splitlines())}
    return [to_words(item, lines[item["id"]]) for item in load_wire(wire) if item["id"] in lines]


def write_labels(labels: Iterable[Mapping[str, Any]], wire: Path, file: Path) -> int:
    """Writes labels in words (id, events, orgs) as places to `file`; returns how many."""
    of = {one["id"]: one for one in labels}
    lines = [to_places(item, of[item["id"]]) for item in load_wire(wire) if item["id"] in of]
    file.write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines), encoding="utf-8")
    return len(lines)
