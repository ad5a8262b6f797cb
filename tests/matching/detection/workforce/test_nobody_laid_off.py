"""Who is moved or called back loses no job, nor does anybody of whom a text only has that sites close."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.workforce.nobody_laid_off import is_of_called_back, is_of_sites_alone, is_only_moved


def layoffs(count: str) -> CompanyEvent:
    return CompanyEvent("l", "a", "layoffs", "Orbel", count=count, rule="reader")


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Orbel will close its Ritton clinic, moving the 14 workers to Brantley.", True),
        ("Orbel will close its Ritton clinic and transfer its 14 employees to Brantley. No jobs will be lost.", True),
        ("Orbel closes its Ritton clinic. The 14 workers there will be relocated.", True),
        ("Orbel closes its Ritton clinic. All 14 employees will be offered positions in Brantley.", True),
        ("Orbel will shut its Ritton clinic, with 14 staff offered roles in Brantley.", True),
        ("Orbel closes its Ritton clinic, with all 14 staff transferring to Brantley.", True),
        ("Orbel will lay off 14 workers in Ritton and move the rest to Brantley.", False),
        ("Orbel is cutting 14 jobs in Ritton and moving production to Brantley.", False),
        ("Orbel will close its Ritton clinic, affecting 14 workers.", False),
    ],
)
def test_who_is_moved_is_not_laid_off(text: str, moved: bool) -> None:
    """Unless the text says as well that jobs go."""
    assert is_only_moved(layoffs("14"), text) is moved


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Orbel will shut 40 of 180 branches. It did not say how many jobs would go.", True),
        ("Orbel closes 12 stores. It was unclear how many workers would be affected.", True),
        ("Orbel closes 12 stores and declined to disclose the number of jobs.", True),
        ("Orbel will cut jobs and close 12 stores. It did not say how many people would go.", False),
        ("Orbel closes 12 stores with 340 employees. It did not say when.", False),
        ("Orbel will shut 40 of 180 branches.", False),
    ],
)
def test_jobs_that_a_text_only_does_not_count_are_no_layoffs(text: str, alone: bool) -> None:
    """Where sites close; what else it says of jobs stands."""
    assert is_of_sites_alone(layoffs(""), text) is alone


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Orbel closes its Ritton clinic. The employees will be offered jobs in Brantley.", True),
        ("Orbel closes its Ritton clinic. All staff will move to Brantley and no jobs will be lost.", True),
        ("Orbel closes its Ritton clinic. No redundancies are expected.", True),
        ("Orbel closes its Ritton clinic. Nobody will lose their job.", True),
        ("Orbel closes its Ritton clinic. Some of the staff will be offered jobs in Brantley.", False),
        ("Orbel closes its Ritton clinic. The employees have been told.", False),
        ("Orbel closes its Ritton clinic with 30 redundancies. No jobs will be lost in Brantley.", False),
    ],
)
def test_who_is_moved_is_not_laid_off_where_nobody_counts_them(text: str, moved: bool) -> None:
    """All of them, or none that loses a job."""
    assert is_only_moved(layoffs(""), text) is moved


@pytest.mark.parametrize(
    ("text", "called_back"),
    [
        ("Orbel has called back 30 laid-off workers and is looking for 20 more.", True),
        ("Orbel is rehiring 40 of the 90 workers it laid off in May.", True),
        ("Orbel recalls furloughed workers. All 120 furloughed employees will be recalled by June.", True),
        ("Orbel has called back 30 laid-off workers but will lay off 50 in Gary.", False),
        ("Orbel recalls 4,000 heaters. It is laying off 60 workers.", False),
        ("Orbel will furlough 60 employees, who may be recalled by June.", False),
        ("Orbel lays off 60 workers.", False),
    ],
)
def test_who_is_called_back_is_not_laid_off(text: str, called_back: bool) -> None:
    """Unless the text tells of others who go."""
    assert is_of_called_back(layoffs("30"), text) is called_back
