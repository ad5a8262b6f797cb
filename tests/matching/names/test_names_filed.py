"""Names as registers have them are whole."""

from __future__ import annotations

from callnow.model import Employer
from callnow.terms import MatchVerdict
from matching.detection.filed import EVIDENCE
from matching.names.build import build_index
from tests.matching.one_name import match_mention


def test_a_filed_name_leaves_no_word_out() -> None:
    """What the news shortens, a register does not: the company "Norrell" is not the "Norrell Credit Bank" that somebody
    works at when it is filed, and legal forms still say nothing."""
    index = build_index([Employer("1", "Norrell Credit Bank"), Employer("2", "Taverner Foods, Inc.")])
    assert match_mention("Norrell", index, evidence=EVIDENCE).verdict is MatchVerdict.NONE
    assert match_mention("Norrell", index, evidence=("listed",)).verdict is MatchVerdict.MATCH
    assert match_mention("TAVERNER FOODS", index, evidence=EVIDENCE).employer_id == "2"
