"""Standard output whose errors say that it was what could not be written, and not a file of the home."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper

from callnow.errors import CallnowError

STDOUT = "standard output"


class NamedOutput(TextIOWrapper):
    """A stream in place of stdout: an OSError of it has the file name STDOUT."""

    def __init__(self, before: TextIOWrapper) -> None:
        super().__init__(
            before.buffer,
            encoding=before.encoding,
            errors=before.errors,
            line_buffering=before.line_buffering,
            write_through=before.write_through,
        )
        self._before = before  # which closes the buffer that both have, once nobody holds it

    def write(self, text: str, /) -> int:
        """As of any stream."""
        with _named():
            return super().write(text)

    def flush(self) -> None:
        """As of any stream."""
        with _named():
            super().flush()


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        error.filename = STDOUT
        raise


def unprinted(error: OSError) -> CallnowError:
    """What is told where stdout could not be written: what was kept by then stays."""
    return CallnowError(
        f"cannot be written: {error.strerror or error}; what was done is kept",
        where=STDOUT,
        hint="do not do it again, unless it only asks; see to where the output goes, and to the disk",
    )
