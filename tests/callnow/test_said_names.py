"""A name in capitals alone is told as one writes it, in every card and sentence; another is told as it is."""

from __future__ import annotations

import pytest

from callnow.prospects import Prospect
from callnow.said_names import quiet_name


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("MARISOL VENN", "Marisol Venn"),
        ("ANGUS MCKAY", "Angus McKay"),
        ("MIKE O'DOWD", "Mike O'Dowd"),
        ("LENA OKONJO-REYES", "Lena Okonjo-Reyes"),
        ("JAN VAN DER BERG", "Jan van der Berg"),
        ("VAN MORRELL", "Van Morrell"),
        ("JOSÉ DE LA PEÑA", "José de la Peña"),
        ("J.P. MORROW III", "J.P. Morrow III"),
        ("JJ VENN", "JJ Venn"),
        ("ED NG", "Ed Ng"),
        ("JÜRGEN GROẞ", "Jürgen Groß"),
        ("Marisol Venn", "Marisol Venn"),
        ("marisol venn", "marisol venn"),
        ("ANN", "ANN"),
        ("", ""),
    ],
)
def test_capitals_of_a_list_are_not_carried_on(written: str, said: str) -> None:
    assert quiet_name(written) == said
    assert Prospect("p", written, "Wexcombe").said_name == said
