"""Where grammar and reader read opposite changes of one person at one company, the grammar's is told, uncertain."""

from __future__ import annotations

from callnow.model import CompanyEvent
from matching.detection.opposites import without_opposites

LEFT = CompanyEvent("1", "a", "executive_departed", "Orbel", person="Jane Doe", role="CFO")
COMES = CompanyEvent("2", "a", "executive_hired", "Orbel", person="Doe", role="CFO")


def test_the_grammar_is_kept_and_no_less_probable() -> None:
    """The reader's event goes; the grammar's is named as contradicted, unless the reader holds it for likelier."""
    assert without_opposites([(COMES, 0.8), (LEFT, 0.3)], [LEFT]) == ([(LEFT, 0.8)], frozenset({"1"}))
    assert without_opposites([(COMES, 0.5), (LEFT, 0.9)], [LEFT]) == ([(LEFT, 0.9)], frozenset())


def test_other_people_companies_and_moves_are_not_opposites() -> None:
    """Nor is what the grammar itself tells both ways."""
    back = CompanyEvent("3", "a", "executive_promoted", "Orbel", person="Jane Doe", role="chair")
    for event, found in [
        (CompanyEvent("2", "a", "executive_hired", "Orbel", person="Max Roe", role="CFO"), [LEFT]),
        (CompanyEvent("2", "a", "executive_hired", "Tessaly", person="Jane Doe", role="CFO"), [LEFT]),
        (CompanyEvent("2", "a", "board_appointed", "Orbel", person="Jane Doe", role="director"), [LEFT]),
        (CompanyEvent("2", "a", "executive_hired", "Orbel", role="CFO"), [LEFT]),
        (COMES, [LEFT, back]),
    ]:
        weighed = [(event, 0.8), *((one, 0.3) for one in found)]
        assert without_opposites(weighed, found) == (weighed, frozenset())
