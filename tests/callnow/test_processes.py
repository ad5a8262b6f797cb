"""Other processes of this machine."""

from __future__ import annotations

import os
import subprocess
import sys

from callnow.processes import is_running


def test_a_process_runs_until_it_has_ended() -> None:
    """This one runs; one that has ended does not, nor does one of a number that no system gives."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert is_running(os.getpid())
    assert not is_running(ended.pid)
    assert not is_running(10**30)
