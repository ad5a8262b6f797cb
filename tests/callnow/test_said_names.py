"""A name in capitals, or with its surname in them, is told as one writes it, in every card; another as it is."""

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
        ("Marisol VENN", "Marisol Venn"),
        ("José VAN DER BERG", "José van der Berg"),
        ("Mary O'DOWD-PEÑA", "Mary O'Dowd-Peña"),
        ("Dana MBA", "Dana MBA"),
        ("Marisol Venn CISSP", "Marisol Venn CISSP"),
        ("JP Morrow", "JP Morrow"),
        ("Ali III", "Ali III"),
        ("Marisol Venn", "Marisol Venn"),
        ("marisol venn", "marisol venn"),
        ("ANN", "ANN"),
        ("", ""),
    ],
)
def test_capitals_of_a_list_are_not_carried_on(written: str, said: str) -> None:
    assert quiet_name(written) == said
    assert Prospect("p", written, "Wexcombe").said_name == said
