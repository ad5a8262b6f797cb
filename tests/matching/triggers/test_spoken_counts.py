"""How many jobs are cut is said as people say it, however the news counts them."""

from __future__ import annotations

import pytest

from matching.triggers.spoken_counts import count_said, jobs_said, sites_said


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
        ("six", "six jobs"),
        ("dozens", "dozens of jobs"),
        ("Forty-one press workers", "jobs (Forty-one press workers)"),
        ("Forty-one workers", "forty-one jobs"),
        ("Twelve", "twelve jobs"),
        ("One worker", "one job"),
        ("one", "one job"),
        ("about two dozen", "about two dozen jobs"),
        ("several hundred employees", "several hundred jobs"),
        ("two-thirds", "two-thirds of its jobs"),
        ("one-third", "a third of its jobs"),
        ("One in eight", "one in eight of its jobs"),
        ("roughly a third of its workforce", "roughly a third of its jobs"),
        ("about 10 percent", "about 10% of its jobs"),
        ("a whole shift", "jobs (a whole shift)"),
    ],
)
def test_jobs_are_counted_aloud(count: str, said: str) -> None:
    """What is no number, share or word for many stands as it was written."""
    assert jobs_said(count) == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Orbel Bank to close 60 of its 210 branches by 2028", "60 of its 210 branches"),
        ("Orbel will shut three stores in Kent.", "three stores"),
        ("Orbel is closing down about 40 retail clinics.", "about 40 retail clinics"),
        ("Orbel closes plant in Leeds", ""),
        ("Orbel closed 12 stores and will close 5 stores.", ""),
        ("Orbel closes store; 60 branches stay open.", ""),
    ],
)
def test_sites_are_counted_where_a_sentence_counts_those_that_close(sentence: str, said: str) -> None:
    """One figure alone is told."""
    assert sites_said(sentence) == said


@pytest.mark.parametrize(
    ("count", "sentence", "said"),
    [
        ("6%", "Orbel will lay off 6% of its U.S. consulting workforce", "6% of its U.S. consulting jobs"),
        ("3 percent", "Orbel cuts 3 percent of advisory staff", "3% of its advisory jobs"),
        ("4%", "Orbel to cut 4% of Paris traders", "4% of its Paris traders"),
        ("7%", "Orbel will cut 7% of its entire global workforce", "7% of its jobs"),
        ("7%", "Orbel will cut its workforce by 7%", "7% of its jobs"),
        ("7%", "Orbel will cut 7% of Orbel's staff", "7% of its jobs"),
        ("7%", "Orbel will cut 7% of roles in the sales team", "7% of its jobs"),
        ("7%", "Orbel will cut 7% of its tax and audit teams", "7% of its tax and audit jobs"),
        ("90", "Orbel will cut 90 of its audit staff", "90 jobs"),
    ],
)
def test_a_share_of_a_part_of_the_staff_is_none_of_the_whole(count: str, sentence: str, said: str) -> None:
    """Which part it is of is said; words for the whole staff make none."""
    assert jobs_said(count_said(count, sentence)) == said
