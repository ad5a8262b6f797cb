"""Lists of prospects, read from a file as people make them."""

from __future__ import annotations

from pathlib import Path

from sources.prospects import ProspectFile, read_lists


def read(tmp_path: Path, content: str | bytes, written: str = "utf-8", **options: object) -> ProspectFile:
    file = tmp_path / "people.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode(written))
    return read_lists(file, **options)[0]  # type: ignore[arg-type]
