"""The library that runs the reader reports nothing: it keeps no number of this machine, and nothing to send."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_loading_the_reader_leaves_nothing_in_the_users_folder(tmp_path: Path) -> None:
    """ONNX Runtime keeps there what it is to report to Microsoft, unless it is told not to before it is imported."""
    wanted = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ORT_"))}
    load = "from matching.reading.reader import shipped_reader; shipped_reader()"
    subprocess.run([sys.executable, "-c", load], env=wanted | {"HOME": str(tmp_path)}, check=True)
    assert list(tmp_path.rglob("*")) == []
