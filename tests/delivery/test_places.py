"""What a channel may write to: a file of its own, never one that callnow keeps, a device, or somebody else's text."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from delivery_cards import card

from callnow.errors import ChannelError, SettingError
from callnow.paths import is_kept_for_itself
from delivery.ical import write_events
from delivery.message import Channel, message_for
from tests.conftest import Callnow
from tests.flows.whole_run import HIRE, Desk, feed
from tests.sources.loopback import site

Open = Callable[..., Channel]
WRITERS = ("calendar", "csv", "feed", "jsonl")
MESSAGE = message_for("one", [card()], "immediate")
OURS = (
    "callnow.duckdb",
    "callnow.duckdb.wal",
    "news.duckdb",
    "callnow.toml",
    "run.lock",
    "publish.lock",
    "change.lock",
    "index/names",
    "./page.token",
)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("path", OURS)
def test_no_channel_writes_what_callnow_keeps(kind: str, path: str, open_one: Open) -> None:
    """The setting is named before anything is sent or opened."""
    with pytest.raises(SettingError, match="keeps for itself") as caught:
        open_one(kind, path=Path(path))
    assert caught.value.where.endswith(".path")


def test_all_of_a_home_but_what_channels_write_is_kept(home: Path, callnow: Callnow) -> None:
    """Every file that callnow makes there by itself is known as its own; a channel's, or another folder's, is not,
    and no calendar of calls: it makes way for a channel's."""
    with site() as at:
        at.routes["/wire"] = [feed(HIRE)]
        desk = Desk(callnow, home)
        desk.add(wire=at.url("/wire"))
        assert desk.run().code == 0
    others = {file.name for file in home.iterdir() if not is_kept_for_itself(file, home)}
    assert others == {"told.jsonl", "calendar.ics"}
    assert not is_kept_for_itself(home.parent / "callnow.duckdb", home)
    assert not is_kept_for_itself(home / "indexes.csv", home)


@pytest.mark.parametrize("kind", ["csv", "feed", "jsonl"])
def test_no_other_channel_writes_into_a_calendar_of_calls(kind: str, open_one: Open, tmp_path: Path) -> None:
    """It is refused, or writes files of other endings beside it."""
    path, calls = tmp_path / "calendar.ics", write_events([], "Calls to make")
    path.write_bytes(calls)
    with nullcontext() if kind == "feed" else pytest.raises(ChannelError, match="callnow"):
        open_one(kind, path=path).send(MESSAGE)
    assert path.read_bytes() == calls


@pytest.mark.parametrize("kind", WRITERS)
def test_a_pipe_or_device_is_neither_read_nor_replaced(kind: str, open_one: Open, tmp_path: Path) -> None:
    """Reading a device never ends, and a file that took its place would break what others do with it."""
    path = tmp_path / ("told.json" if kind == "feed" else "told")
    os.mkfifo(path)
    with pytest.raises(ChannelError, match="a pipe or device is in its place"):
        open_one(kind, path=path).send(MESSAGE)
    assert path.is_fifo()


@pytest.mark.parametrize(
    "theirs", ["my own notes, without an end of line", "two\nlines", '{"other": 1}\n', '{"other": 1}']
)
def test_what_somebody_else_wrote_stays(theirs: str, open_one: Open, tmp_path: Path) -> None:
    """Only a line that callnow itself began is taken for one that a crash tore."""
    path = tmp_path / "told.jsonl"
    path.write_text(theirs, encoding="utf-8")
    with pytest.raises(ChannelError, match="lines that callnow did not write"):
        open_one("jsonl", path=path).send(MESSAGE)
    assert path.read_text(encoding="utf-8") == theirs


@pytest.mark.parametrize("length", [1, 10, 200])
def test_a_line_that_a_crash_tore_is_written_anew(length: int, open_one: Open, tmp_path: Path) -> None:
    """Torn at any place, it is there once and whole afterwards."""
    path = tmp_path / "told.jsonl"
    open_one("jsonl", path=path).send(MESSAGE)
    whole = path.read_bytes()
    path.write_bytes(whole[:length])
    open_one("jsonl", path=path).send(MESSAGE)
    assert path.read_bytes() == whole
