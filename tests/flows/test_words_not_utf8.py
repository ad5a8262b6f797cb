"""A word that is not UTF-8 is refused by every command, in a sentence that names it; a file may have such a name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Callnow

BROKEN = os.fsdecode(b"M\xfcller")  # as a terminal that writes Latin-1 gives it


@pytest.mark.parametrize(
    "words",
    [
        ["query", f"SELECT '{BROKEN}'"],
        ["judge", BROKEN],
        ["people", "add", BROKEN, "--employer", "Harrowmere Logistics"],
        ["people", "add", "Imke Vandersloot", "--employer", BROKEN],
        ["alias", "add", "Harrow", BROKEN],
        ["log", "Imke Vandersloot", "--called", "--note", f"Call again. {BROKEN}"],
        ["--at", BROKEN, "calls"],
        ["feeds", "add", f"https://example.com/{BROKEN}"],
        ["feeds", "on", "The Wire", BROKEN],
        ["detect", "--text", BROKEN],
        ["page", "keys", "add", BROKEN],
    ],
)
def test_such_a_word_is_refused(callnow: Callnow, home: Path, words: list[str]) -> None:
    """Before anything is kept, also an option, one of several words, and of a command within another."""
    ran = callnow(*words)
    assert (ran.code, ran.out) == (2, "")
    assert r"M\xfcller" in ran.err
    assert "is not UTF-8" in ran.err
    assert not home.exists()


def run(home: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """A process of its own, whose output takes such names."""
    command = [sys.executable, "-m", "callnow", "--home", str(home), *words]
    return subprocess.run(command, capture_output=True, timeout=60, check=False)


@pytest.mark.integration
def test_names_of_files_may_be_such(tmp_path: Path) -> None:
    """A list of people, whose import can be taken back, and a list of feeds are read; a home cannot lie there."""
    people, feeds = tmp_path / f"{BROKEN}.csv", tmp_path / f"{BROKEN}.opml"
    people.write_text("Name,Company\nImke Vandersloot,Harrowmere Logistics\n")
    feeds.write_text('<opml version="2.0"><body><outline xmlUrl="https://news.example.com/feed"/></body></opml>')
    assert run(tmp_path / "home", "import", str(people)).returncode == 0
    assert rb"1 row of M\xfcller.csv" in run(tmp_path / "home", "import", "--undo", "--yes").stdout
    assert run(tmp_path / "home", "feeds", "add", str(feeds)).returncode == 0
    ran = run(tmp_path / BROKEN, "import", str(people))
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"must be UTF-8" in ran.stderr
    assert not (tmp_path / BROKEN).exists()
