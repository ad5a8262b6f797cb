"""`python -m callnow`, and the command `callnow`: the command line, which Ctrl-C ends also while it is imported."""

import os
import sys

STOPPED = 130  # the exit code of a command that Ctrl-C ended
SENTENCE = b"Stopped by Ctrl-C: what was kept before stays; the same command goes on from there.\n"


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


def stop() -> None:
    """Says that a command was stopped, and ends the process: the database keeps or drops each write as a whole."""
    os.write(2, SENTENCE)
    os._exit(STOPPED)


if __name__ == "__main__":
    run()
