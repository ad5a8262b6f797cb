"""A thousand feeds of one host: read in bounded batches, so that neither a run nor adding them takes much memory."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from xml.sax.saxutils import escape

import psutil
import pytest

from flows.running.run_now import COMMAND
from tests.conftest import Callnow
from tests.fleet import server, tell
from tests.flows.whole_run import NOW, Desk
from tests.sources.feed_server import ITEMS

FEEDS = 1000
MOST_TO_ADD, MOST_TO_RUN = 300, 900  # MB; twice as many feeds read as one batch took 5,055


def memory_of(words: list[object], seconds: float) -> tuple[float, str]:
    """The most MB that a command and its children held at once, and what it printed."""
    command = [*COMMAND, *map(str, words)]
    process = psutil.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    most, until = 0.0, time.monotonic() + seconds
    try:
        while process.poll() is None:
            assert time.monotonic() < until, "it did not end"
            most = max(most, held_by(process))
            time.sleep(0.1)
        out, err = process.communicate()
        assert process.returncode == 0, err
    finally:
        if process.poll() is None:
            process.kill()
    return most / 2**20, out


def held_by(process: psutil.Process) -> float:
    """Bytes that a process and its children hold that no other holds, and its share of the others'."""
    held = 0.0
    try:
        for one in (process, *process.children(recursive=True)):
            held += one.memory_full_info().pss
    except psutil.NoSuchProcess:
        return 0.0
    return held


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_a_thousand_feeds_of_one_host(home: Path, callnow: Callnow) -> None:
    """Every item arrives; the most memory held stays far under what one batch of them all takes."""
    Desk(callnow, home)
    with server() as base:
        tell(base, f"/warm?feeds=0-{FEEDS - 1}")
        file = home.parent / "many.opml"
        outlines = "".join(
            f'<outline type="rss" text="f{n}" xmlUrl="{escape(f"{base}/feed/{n}.xml")}"/>' for n in range(FEEDS)
        )
        file.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>')
        to_add, _ = memory_of(["--home", home, "feeds", "add", file, "--allow-private"], 120)
        to_run, out = memory_of(["--home", home, "--at", NOW.isoformat(), "run", "--json"], 2400)
    counts = json.loads(out)
    assert (counts["feeds"], counts["failed"], counts["new_items"]) == (FEEDS, 0, FEEDS * ITEMS)
    print(f"adding {FEEDS} feeds {to_add:.0f} MB, reading them {to_run:.0f} MB")
    assert to_add < MOST_TO_ADD
    assert to_run < MOST_TO_RUN
