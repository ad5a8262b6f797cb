"""A longer name that a text has for another is none of the company."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.who.headline_names import with_own_spelling


@pytest.mark.parametrize(
    ("company", "names", "text", "told"),
    [
        ("Orbel Ventures", ("Orbel",), "Orbel buys Tessaly, a part of the Orbel Ventures portfolio.", "Orbel"),
        (
            "Orbel Tech Holdings",
            ("Orbel Tech Inc.",),
            "Tessaly buys Orbel Tech Inc. It will be renamed Orbel Tech Holdings Inc.",
            "Orbel Tech",
        ),
        ("Orbel Orbel", ("Orbel",), "Orbel cuts staff. Image: Orbel Orbel, the app, cuts staff.", "Orbel"),
        (
            "Orbel Ventures",
            ("Orbel",),
            "Orbel buys Tessaly. Orbel Ventures said it adds to its portfolio.",
            "Orbel Ventures",
        ),
        ("Orbel Health", ("Orbel",), "Orbel, which was renamed Orbel Health in May, buys Tessaly.", "Orbel Health"),
    ],
)
def test_a_longer_name_of_another_is_not_the_company_s(
    company: str, names: tuple[str, ...], text: str, told: str
) -> None:
    """Of the fund that holds who is bought, of what is to come; a name is not twice what it is once."""
    event = CompanyEvent("1", "a", "acquisition", company, also_called=names)
    assert with_own_spelling(event, text).company == told
