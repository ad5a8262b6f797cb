"""Who is ill or on leave while another does the work is not asked what is next."""

from __future__ import annotations

import pytest

from matching.stories.away import is_only_away
from tests.matching.stories.test_stories import report, told


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("Orbel has appointed Mia Lund as acting head of IT while Otto Lenz recovers from surgery.", True),
        ("Orbel named Mia Lund interim CIO during Otto Lenz's sick leave.", True),
        ("Orbel made Mia Lund acting CISO while Otto Lenz recovers from successful surgery.", True),
        ("Mia Lund will act as CIO while Otto Lenz is on leave for back surgery.", True),
        ("Orbel made Mia Lund acting CISO as Otto Lenz is treated for cancer.", True),
        ("Orbel made Mia Lund acting CISO until CISO Otto Lenz returns from medical leave.", True),
        ("Mia Lund is acting CISO in the absence of Otto Lenz.", True),
        ("Mia Lund stands in for Otto Lenz, who is ill.", True),
        ("Orbel named Mia Lund CIO as Otto Lenz leaves for Tessaly.", False),
        ("Orbel named Mia Lund interim CIO after Otto Lenz resigned while recovering from an illness.", False),
        ("Orbel named Mia Lund interim CIO while Otto Lenz searches for a successor.", False),
        ("Orbel named Mia Lund CIO, replacing Otto Lenz.", False),
        ("Orbel named Mia Lund CTO as Otto Lenz returns as chief executive.", False),
    ],
)
def test_who_is_away_is_known_by_the_words_beside_the_name(text: str, away: bool) -> None:
    """And who leaves, or leads others, is not away."""
    (story,) = told(report("executive_hired", person="Mia Lund", role="acting CIO", sentence=text))
    assert is_only_away("Otto Lenz", story) is away
    assert not is_only_away("Mia Lund", story)
