"""Whom a newcomer reports to, and who tells of another's leaving, stays."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.posts.named_beside import without_who_is_named_beside

LEFT = CompanyEvent("1", "a", "executive_departed", "Orbel Health", person="Jo Park", role="CEO")


@pytest.mark.parametrize(
    "text",
    [
        "Orbel Health names Ada Lang CIO. She will report to Chief Executive Officer Jo Park.",
        "Orbel Health names Ada Lang CIO. Lang starts on 1 March, reporting directly to CEO Jo Park.",
        "Orbel Health president to retire. Chief executive Jo Park said that President Ned Farr will retire in May.",
    ],
)
def test_who_is_only_named_beside_a_change_stays(text: str) -> None:
    assert without_who_is_named_beside([LEFT], text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Orbel Health names Ada Lang CIO. She will report to Jo Park, who will retire in May.",
        "Orbel Health names Ada Lang CEO. She follows Jo Park, who said that he will go fishing.",
        "Orbel Health CEO Jo Park quits.",
    ],
)
def test_who_leaves_is_told(text: str) -> None:
    """Also where somebody reports to them until then, or they say so themselves."""
    assert without_who_is_named_beside([LEFT], text) == [LEFT]
