"""`python -m callnow`: the command line, as the command `callnow` runs it."""

from flows.cli import run_command

if __name__ == "__main__":
    run_command()
