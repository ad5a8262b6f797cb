"""A deal that closes, and what is done at a head office, close and move no site; a site that goes is told."""

from __future__ import annotations

import pytest

from tests.matching.detection.left_out.kinds_told import told


def test_a_deal_that_closes_closes_no_office() -> None:
    """Unless the text tells of a site that closes, too."""
    assert "office_closed" not in [
        kind for kind, _ in told("Orbel to close sale of unit", "Orbel closes the deal in May.")
    ]
    both = told("Orbel to close Leeds office", "Orbel will close its Leeds office once it has closed the deal.")
    assert ("office_closed", "Orbel") in both


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Orbel puts its name on tower", "Orbel has put its name on the tower in Denver, its headquarters since 2011."),
        ("Orbel names HQ for founder", "Orbel has named its Tulsa headquarters after its late founder, Ruth Pell."),
        ("Orbel extends lease", "Orbel has renewed the lease of its Boise headquarters through 2041, it said."),
        ("Orbel signs lease extension", "Orbel said it extended the lease on its headquarters in Dayton by 15 years."),
        ("Orbel gives HQ a new name", "Orbel has renamed its Omaha headquarters the Lena Fox Building."),
        ("Orbel to refurbish head office", "Orbel will spend £12m to refurbish its head office in Leeds."),
        ("Orbel opens gym", "Orbel has opened a gym at its headquarters in Boise for its 900 employees."),
        ("Orbel opens nursery", "Orbel opened an on-site nursery at its Reading head office on Monday."),
        ("Orbel moves claims team to Omaha", "Orbel moves its claims team to Omaha. Its headquarters stays in Tulsa."),
        ("Orbel moves lab", "Orbel is moving its testing lab from Tulsa to Omaha. Its head office remains in Tulsa."),
        ("Orbel to move call center", "Orbel will move its call center from Boise to Tulsa. Its HQ remains in Boise."),
        ("Orbel moves jobs to Omaha", "Orbel will transfer 150 jobs to Omaha. The head office in Boise is unaffected."),
    ],
)
def test_what_is_done_at_the_head_office_moves_nothing(title: str, text: str) -> None:
    """A name, a lease that goes on, a gym: nobody goes there, and no site is new."""
    assert not {"headquarters_moved", "office_opened"}.intersection(kind for kind, _ in told(title, text))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Orbel headquarters now in Savannah", "Orbel has been headquartered in Savannah since it left Macon."),
        ("Orbel signs for downtown HQ", "Orbel has signed for 9,000 feet downtown, where its headquarters will be."),
        ("Orbel makes Omaha its headquarters", "Orbel has made Omaha its headquarters."),
        ("Orbel on its headquarters", "Orbel will locate its headquarters in Omaha."),
        ("Orbel trades Tulsa for Omaha", "Orbel is trading its Tulsa headquarters for one in Omaha."),
        ("Orbel Foods heads south", "Orbel Foods packs up. The maker of snacks will move its headquarters to Omaha."),
        ("Orbel opens Omaha office", "Orbel opened a new office in Omaha. It opened a gym at its headquarters, too."),
    ],
)
def test_a_head_office_that_goes_elsewhere_is_told(title: str, text: str) -> None:
    """In whatever words; so is a new site beside what is opened at the old one."""
    assert {"headquarters_moved", "office_opened"}.intersection(kind for kind, _ in told(title, text))
