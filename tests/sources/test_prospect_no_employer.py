"""What says that somebody has no employer, or that nobody knows which, is none; a company that is called so is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sources.prospects import read_lists


def employers(folder: Path, employer: str) -> list[str]:
    path = folder / "list.csv"
    path.write_text(f"Name,Employer,Phone\nEva Lind,{employer},614-555-0119\n", encoding="utf-8")
    return [prospect.employer for prospect in read_lists(path)[0].prospects]


@pytest.mark.parametrize(
    "said",
    [
        "k.A.", "K. A.", "keine Angabe", "unbekannt", "unknown", "TBD", "none", "inconnu", "Desconocido", "onbekend",
        "sconosciuto", "non renseigné", "nicht bekannt", "not specified", "Unknown company", "Freiberufler",
        "Rentnerin", "retraitée", "en paro", "zzp'er", "pensionato",
    ],
)  # fmt: skip
def test_no_employer_is_read_of_words_for_none(tmp_path: Path, said: str) -> None:
    assert employers(tmp_path, said) == []


@pytest.mark.parametrize(
    "name",
    [
        "Unknown Worlds Orchard", "None Such Foods", "KA Systems", "TBA Logistics", "Desconocido Cine", "NVT Group",
        "Privat Bank Orvane", "Geen Gedoe BV", "ND Orvane", "Rentner & Sohn", "ZZP Nord GmbH",
    ],
)  # fmt: skip
def test_a_company_that_begins_so_is_one(tmp_path: Path, name: str) -> None:
    assert employers(tmp_path, name) == [name]
