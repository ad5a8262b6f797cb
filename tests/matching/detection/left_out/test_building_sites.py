"""Jobs on a building site, and the site that a contractor builds for others, are none of its own."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.left_out.no_sites import is_of_building_site


@pytest.mark.parametrize(
    ("company", "text", "is_site"),
    [
        ("Orbel Builders", "Orbel Builders broke ground on a $40 million wastewater plant in Akron.", True),
        ("Orbel Group", "Orbel Group, a construction company, has completed the $90 million hospital in Akron.", True),
        ("Orbel Builders", "Orbel Builders broke ground on its new office in Akron.", False),
        ("Orbel Construction", "Orbel Construction will build a new regional office in Akron.", False),
        ("Orbel Foods", "Orbel Foods broke ground on a plant in Akron.", False),
        ("Orbel Contracting Supply", "Orbel Contracting Supply will build a plant in Akron.", False),
    ],
)
def test_a_contractor_s_project_is_no_site_of_its_own(company: str, text: str, *, is_site: bool) -> None:
    assert is_of_building_site(CompanyEvent("1", "a", "office_opened", company), text) is is_site


@pytest.mark.parametrize(
    ("said", "is_site"),
    [
        ("150 construction jobs", True),
        ("150 temporary construction jobs", True),
        ("150 jobs", False),
        ("150 temporary jobs", False),
    ],
)
def test_jobs_on_a_building_site_are_no_hiring(said: str, *, is_site: bool) -> None:
    text = f"The project will create {said}, the mayor said."
    assert is_of_building_site(CompanyEvent("1", "a", "hiring", "Orbel Foods", count="150"), text) is is_site
