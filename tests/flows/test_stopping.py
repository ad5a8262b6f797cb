"""Ctrl-C ends a command with one sentence and exit code 130, never with a traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

from callnow.__main__ import SENTENCE, STOPPED

PRESS = "signal.raise_signal(signal.SIGINT)"
# A shell lets what it runs beside it pass over Ctrl-C.
HEARD = "signal.signal(signal.SIGINT, signal.default_int_handler)"
SWALLOWED = f"""
    for _ in range(2):
        try: {PRESS}
        except KeyboardInterrupt: pass
    print("went on")"""


@pytest.mark.parametrize(
    "work",
    [
        f"    {PRESS}",
        f"    try: {PRESS}\n    except KeyboardInterrupt: raise ImportError('initialization failed')",
        SWALLOWED,
    ],
)
def test_a_run_that_is_stopped_says_so(work: str) -> None:
    """Also where a library makes another error of it, or loses it and it is pressed again."""
    code = f"import signal\n{HEARD}\nfrom flows.cli.stopping import stopped_in_words\nwith stopped_in_words():\n{work}"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (STOPPED, b"", SENTENCE)


def test_an_error_of_a_run_that_nobody_stopped_is_its_own() -> None:
    """It is raised as it came."""
    code = "from flows.cli.stopping import stopped_in_words\nwith stopped_in_words(): raise ValueError('own')"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
    assert ran.returncode == 1
    assert b"ValueError: own" in ran.stderr
