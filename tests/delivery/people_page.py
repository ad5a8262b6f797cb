"""The page of a list of people, under test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

from tests.conftest import Callnow
from tests.delivery.page_desk import AT, Served, served
from tests.homes import make_once

HEAD = "name,company,email,phone,title,owner\n"
LIST = (
    "Ada Quill,Orbital Bakery,ada@o.example,212-555-0104,CFO,Dana\n"
    "A. Quill,Orbital Bakery,,,,\n"
    "Ben <b>Marl</b>,Lumen Yards,,,,Ravi\n"
)


@contextmanager
def page_of(people: str, callnow: Callnow, home: Path, tmp_path: Path) -> Iterator[Served]:
    """A page that knows the people of a file."""
    file = tmp_path / "people.csv"
    file.write_text(people, encoding="utf-8")

    def make() -> None:
        done = callnow("--at", AT, "import", file)
        assert done.code == 0, done.err

    make_once(home, ("people of the page", people), make)
    with served(home) as running:
        yield running


def id_of(page: Served, name: str) -> str:
    return str(page.known(f"SELECT id FROM prospect WHERE name = '{name}'")[0][0])


def form(page: Served, person: str, **said: Any) -> dict[str, Any]:
    """The form of a record as a browser sends it, with `said` in its fields."""
    text = page.ask(f"/people/{person}/record").text
    values = dict(re.findall(r'<input name="(\w+)" value="([^"]*)"', text))
    shown = [unescape(value) for value in re.findall(r'<input type="hidden" name="shown" value="([^"]*)"', text)]
    notes = re.search(r'<textarea name="notes"[^>]*>([^<]*)<', text)
    return values | {"notes": unescape(notes[1]) if notes else "", "tier": "", "shown": shown} | said
