"""Who has another surname by a newer list is shown under it, and is found under both."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Callnow
from tests.flows.people import bring, everybody

BY_MOBILE = (
    "Name,Employer,Mobile\nTamsin Grewald,Pellworth Foods,614-555-0119\n",
    "Name,Employer,Mobile\nTamsin Horvath,Pellworth Foods,614-555-0119\n",
)
BY_ID = (
    "Id,Name,Employer,Mobile,Email\n7,Tamsin Grewald,Pellworth Foods,614-555-0119,tamsin.grewald@pellworth.example\n",
    "Id,Name,Employer,Mobile,Email\n7,Tamsin Horvath,Pellworth Foods,614-555-0119,tamsin.horvath@pellworth.example\n",
)


@pytest.mark.parametrize("lists", [BY_MOBILE, BY_ID], ids=["mobile", "id"])
def test_the_newer_surname_is_shown(callnow: Callnow, tmp_path: Path, lists: tuple[str, str]) -> None:
    """Neither list, imported again, changes that, nor do others of the former name that are unchanged."""
    older, newer = lists
    bring(callnow, tmp_path, older)
    bring(callnow, tmp_path, "Name,Firma,Mobile\nTamsin Grewald,Pellworth Foods,614-555-0119\n")
    for text in (newer, older, newer):
        bring(callnow, tmp_path, text)
        assert [p["name"] for p in everybody(callnow)] == ["Tamsin Horvath"]
    assert "Tamsin Grewald" in callnow("people", "show", "grewald").out


@pytest.mark.parametrize("name", ["T. Grewald", "Tamsin Grewalt", "Grewald Tamsin", "Tamsin G.", "tamsin GREWALD"])
def test_another_spelling_is_no_other_surname(callnow: Callnow, tmp_path: Path, name: str) -> None:
    bring(callnow, tmp_path, BY_MOBILE[0])
    bring(callnow, tmp_path, f"Name,Firma,Mobile\n{name},Pellworth Foods,614-555-0119\n")
    assert [p["name"] for p in everybody(callnow)] == ["Tamsin Grewald"]
