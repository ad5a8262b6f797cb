"""Files that are written whole: what a killed writer left beside one is gone after the next write."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from delivery.files import write_whole

KILLED_WHILE_WRITING = """
import os, pathlib, signal, sys
from delivery.files import write_whole
os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
write_whole(pathlib.Path(sys.argv[1]), b"half", channel="file")
"""


def test_what_a_killed_writer_left(tmp_path: Path) -> None:
    """Its half file is removed by the next writer; one that somebody is writing at the moment stays."""
    file = tmp_path / "out" / "told.csv"
    write_whole(file, b"whole", channel="file")
    ended = subprocess.run([sys.executable, "-c", KILLED_WHILE_WRITING, str(file)], check=False, timeout=60)
    assert ended.returncode == -9
    assert len(list(file.parent.iterdir())) == 2
    assert file.read_bytes() == b"whole"
    under_way = file.with_name(f".{file.name}.{os.getpid()}.abc")
    under_way.write_bytes(b"not yet")
    write_whole(file, b"new", channel="file")
    assert sorted(file.parent.iterdir()) == sorted([file, under_way])
    assert file.read_bytes() == b"new"
