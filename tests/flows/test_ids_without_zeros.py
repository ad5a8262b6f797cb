"""An id whose zeros a spreadsheet took off is still that person's, where the name agrees."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Callnow
from tests.flows.people import bring, everybody

ROW = "Id,Name,Employer,Phone\n{},{},{},{}\n"


@pytest.mark.parametrize(("before", "after"), [("000105", "105"), ("105", "000105")])
def test_a_number_is_known_with_and_without_zeros(callnow: Callnow, tmp_path: Path, before: str, after: str) -> None:
    """Though employer and number are others, and however often either list comes."""
    older = ROW.format(before, "Ingrid Solvang", "Pellworth Foods", "612 555 0105")
    bring(callnow, tmp_path, older)
    for _ in range(2):
        bring(callnow, tmp_path, ROW.format(after, "Ingrid Solvang", "Brindlemoor Plastics", "614 555 0100"))
        assert [p["employer"] for p in everybody(callnow)] == ["Brindlemoor Plastics"]


def test_another_name_under_the_number_is_another_person(callnow: Callnow, tmp_path: Path) -> None:
    """So is whoever stands beside them in one list."""
    bring(callnow, tmp_path, ROW.format("000105", "Ingrid Solvang", "Pellworth Foods", "612 555 0105"))
    bring(callnow, tmp_path, ROW.format("105", "Odo Brandt", "Brindlemoor Plastics", "614 555 0100"))
    both = ROW.format("000105", "Ingrid Solvang", "Pellworth Foods", "612 555 0105")
    bring(callnow, tmp_path, both + "105,Ingrid Solvang,Quillmont Bank,614 555 0101\n")
    assert len(everybody(callnow)) == 3
