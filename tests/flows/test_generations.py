"""Father and son stay two, also where a later list calls both by the bare name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Callnow
from tests.flows.people import bring, everybody

JUNE = {
    "mobile": "Name,Employer,Mobile\n"
    "Odo Brandhoff Sr.,Brandhoff & Sons,414-555-0112\nOdo Brandhoff Jr.,Brandhoff & Sons,414-555-0113\n",
    "mailbox": "Name,Employer,Mobile,Phone,Email\n"
    "Odo Brandhoff Sr.,Brandhoff & Sons,414-555-0112,414-555-0100,odo@brandhoff.example\n"
    "Odo Brandhoff Jr.,Brandhoff & Sons,414-555-0113,414-555-0100,ojr@brandhoff.example\n",
}
NOVEMBER = {
    "mobile": JUNE["mobile"].replace(" Sr.", "").replace(" Jr.", ""),
    "mailbox": "Name,Employer,Mobile,Phone,Email\n"
    "Odo Brandhoff,Brandhoff & Sons,414-555-0113,414-555-0100,ojr@brandhoff.example\n"
    "Odo Brandhoff,Brandhoff & Sons,,414-555-0100,odo@brandhoff.example\n",
}


@pytest.mark.parametrize("by", ["mobile", "mailbox"])
def test_a_row_without_the_suffix_is_of_whose_mobile_or_mailbox_it_has(
    callnow: Callnow, tmp_path: Path, by: str
) -> None:
    """In whichever order the rows stand, and however often they come."""
    bring(callnow, tmp_path, JUNE[by])
    told = bring(callnow, tmp_path, NOVEMBER[by])
    assert (told["new"], told["updated"]) == (0, 2)
    head, *rows = NOVEMBER[by].splitlines()
    bring(callnow, tmp_path, "\n".join([head, *reversed(rows)]))
    people = {p["name"]: {p["phone"], *p["other_phones"]} for p in everybody(callnow)}
    assert people.keys() == {"Odo Brandhoff Jr.", "Odo Brandhoff Sr."}
    assert "+14145550112" in people["Odo Brandhoff Sr."] - people["Odo Brandhoff Jr."]
    assert "+14145550113" in people["Odo Brandhoff Jr."] - people["Odo Brandhoff Sr."]


def test_a_bare_name_that_may_be_either_is_asked_about(callnow: Callnow, tmp_path: Path) -> None:
    """Their shared number proves nothing, and neither does a list that called the father so before."""
    bring(callnow, tmp_path, JUNE["mailbox"])
    bring(callnow, tmp_path, NOVEMBER["mailbox"])
    told = bring(callnow, tmp_path, "Name,Firma,Phone\nOdo Brandhoff,Brandhoff & Sons,414-555-0100\n")
    assert (told["new"], told["asked"]) == (1, 2)
    assert len(everybody(callnow)) == 3


def test_one_of_a_name_is_known_without_the_suffix(callnow: Callnow, tmp_path: Path) -> None:
    """Where nobody else may be meant, the number is enough, and the fuller name stays."""
    bring(callnow, tmp_path, "Name,Employer,Phone\nOdo Brandhoff Jr.,Brandhoff & Sons,414-555-0113\n")
    bring(callnow, tmp_path, "Name,Firma,Phone\nOdo Brandhoff,Brandhoff & Sons,414-555-0113\n")
    assert [p["name"] for p in everybody(callnow)] == ["Odo Brandhoff Jr."]
