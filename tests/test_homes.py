"""A home that is made once is copied for the same code, and for no other that calls its own by the same name."""

from __future__ import annotations

from pathlib import Path

from tests.homes import make_once


def test_homes_of_one_name_that_other_code_makes_are_others(tmp_path: Path) -> None:
    """Which test of a process runs first decides nothing."""
    first, second, again = (tmp_path / name for name in ("first", "second", "again"))
    for home in (first, second, again):
        home.mkdir()
    made: list[Path] = []

    def make_people(home: Path) -> None:
        def make() -> None:
            made.append(home)
            (home / "people").write_text("two")

        make_once(home, "sample", make)

    make_people(first)
    make_once(second, "sample", lambda: (second / "feeds").write_text("five"))
    make_people(again)
    assert [sorted(entry.name for entry in home.iterdir()) for home in (first, second, again)] == [
        ["people"],
        ["feeds"],
        ["people"],
    ]
    assert made == [first]
