"""The morning list in a terminal: names and numbers stay whole, lines are no longer than one reads."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from flows.cli import morning

ROW = morning._Row(
    mark="12 [green]now[/]",
    name="[bold]Ottilie Brandt-Hollensteiner[/]",
    post="Chief Information Officer, Grianvale Energy",
    phone="+55 (11) 91234-5678",
    moment="00:46 Fri their time, call from 09:00",
    why="Ida Fennelmont has left the post of Chief Financial Officer at Grianvale Energy.",
    say="Hi Ottilie, Ravi here. I just saw that Ida Fennelmont has left.",
)


@pytest.mark.parametrize("width", [morning.WIDE, 160, 400])
def test_names_and_numbers_are_whole(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A surname, a number with its country and town; the table takes what the terminal has, up to a limit."""
    console = Console(width=width, record=True, file=StringIO())
    monkeypatch.setattr(morning, "out", console)
    morning._print_columns([ROW])
    lines = console.export_text().splitlines()
    text = "\n".join(lines)
    assert "Brandt-Hollensteiner" in text
    assert "+55 (11) 91234-5678" in text
    assert "12 now" in text
    assert max(map(len, lines)) <= min(width, morning.LONGEST)
