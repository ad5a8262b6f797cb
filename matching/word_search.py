"""Words looked for in a text without a pattern: names, each of which would be compiled, and what slow patterns need."""

from __future__ import annotations

from collections.abc import Iterator


def occurrences(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where `name` stands in `text` as whole words."""
    start = text.find(name)
    while name and start >= 0:
        end = start + len(name)
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        if not (before.isalnum() and name[0].isalnum()) and not (after.isalnum() and name[-1].isalnum()):
            yield start, end
        start = text.find(name, end)
