"""How many jobs are cut is said as people say it, however the news counts them."""

from __future__ import annotations

import pytest

from matching.triggers.spoken_counts import jobs_said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        ("", "jobs"),
        ("%", "jobs"),
        ("1", "one job"),
        ("1,200", "1,200 jobs"),
        ("up to 200", "up to 200 jobs"),
        ("More than 1,200 employees", "more than 1,200 jobs"),
        ("20 to 30", "20 to 30 jobs"),
        ("dozens", "dozens of jobs"),
        ("roughly a third of its workforce", "roughly a third of its jobs"),
        ("about 10 percent", "about 10% of its jobs"),
        ("a whole shift", "jobs (a whole shift)"),
    ],
)
def test_jobs_are_counted_aloud(count: str, said: str) -> None:
    """What is no number, share or word for many stands as it was written."""
    assert jobs_said(count) == said
