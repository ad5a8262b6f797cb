"""`python -m callnow`, and the command `callnow`: the command line, which Ctrl-C ends also while it is imported."""

import os
import signal
import sys
from contextlib import suppress

STOPPED = 130  # the exit code of a command that Ctrl-C ended


def stopped_by(what: str) -> bytes:
    """The sentence of a command that was stopped."""
    return f"Stopped by {what}: what was kept before stays; the same command goes on from there.\n".encode()


SENTENCE = stopped_by("Ctrl-C")


def run() -> None:
    """Runs the command line."""
    make_terminal_usable()
    try:
        from flows.cli import run_command  # noqa: PLC0415 - its modules take a second to import
    except KeyboardInterrupt:
        stop()
    run_command()


def make_terminal_usable() -> None:
    """Opens in place of each standard stream that was closed (`>&-`) what holds nothing: no other file that is opened
    may take its number. A width of 0 is that of a terminal that nobody sized, as none."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - until the process ends
    if not os.environ.get("COLUMNS", "").strip("0"):
        os.environ.pop("COLUMNS", None)


def stop(number: int = signal.SIGINT) -> None:
    """Says that a command was stopped, by Ctrl-C or another signal, and ends the process: the database keeps or drops
    each write as a whole."""
    with suppress(OSError):
        os.write(2, SENTENCE if number == signal.SIGINT else stopped_by(signal.Signals(number).name))
    os._exit(128 + number)


if __name__ == "__main__":
    run()
