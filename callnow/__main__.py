"""`python -m callnow`, and the command `callnow`: the command line, which Ctrl-C ends also while it is imported."""

import os

STOPPED = 130  # the exit code of a command that Ctrl-C ended
SENTENCE = b"Stopped by Ctrl-C: what was kept before stays; the same command goes on from there.\n"


def run() -> None:
    """Runs the command line."""
    try:
        from flows.cli import run_command  # noqa: PLC0415 - its modules take a second to import
    except KeyboardInterrupt:
        stop()
    run_command()


def stop() -> None:
    """Says that a command was stopped, and ends the process: the database keeps or drops each write as a whole."""
    os.write(2, SENTENCE)
    os._exit(STOPPED)


if __name__ == "__main__":
    run()
