"""A word that denies does so within its clause: what another clause tells all the same is told, and not certain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.denied.told_all_the_same import told_all_the_same, with_mothballed
from matching.reading.calibration import NEVER

CUT = CompanyEvent("1", "a", "layoffs", "Orbel Foods", Certainty.DENIED, count="90", probability=0.98, certain_from=0.7)
SHUT = replace(CUT, type="office_closed", count="", origin="Hull")
MOVED = replace(CUT, type="headquarters_moved", count="", origin="Hull", destination="Ritton")
BROKE = replace(CUT, type="bankruptcy", count="")
BOUGHT = replace(CUT, type="acquisition", count="", side="acquirer", counterparty="Tessaly")
LEFT = replace(CUT, type="executive_departed", count="", person="Jo Park", role="CFO")
HIRED = replace(LEFT, type="executive_hired")
NAMES = {"Orbel Foods", "Tessaly", "Brandwick"}

TOLD = (
    (CUT, "Orbel Foods freezes wages, drops its bonus and cuts 90 jobs"),
    (CUT, "Orbel Foods is letting 90 people go and will not replace ten who retire"),
    (CUT, "The packers of Orbel Foods were told not to return: 90 workers are laid off"),
    (CUT, "Orbel Foods told 90 packers that there is no more work for them, and denied that its bakery is too old"),
    (CUT, "Orbel Foods has ruled out a rise in pay this year and will cut 90 jobs"),
    (SHUT, "Orbel Foods rules out a respite for its Hull bakery, which closes in May"),
    (SHUT, "Orbel Foods could not find a buyer and is closing its bakery in Hull"),
    (MOVED, "Orbel Foods is not staying in Hull: its headquarters moves to Ritton in June"),
    (MOVED, "Orbel Foods has abandoned a new building in Hull and moves its head office to Ritton"),
    (BROKE, "Orbel Foods called off talks with a lender and entered administration"),
    (BROKE, "Orbel Foods has filed for bankruptcy and will not pay its suppliers"),
    (BOUGHT, "Orbel Foods has ended talks with Brandwick and has bought Tessaly instead"),
    (BOUGHT, "Tessaly, which had rejected two offers, is bought by Orbel Foods"),
    (LEFT, "Orbel Foods denied that there was a row with CFO Jo Park, who left on Friday"),
    (LEFT, "Jo Park, who has denied any wrongdoing, has resigned as CFO of Orbel Foods"),
    (LEFT, "Jo Park has stepped down as CFO of Orbel Foods; she did not say why"),
    (HIRED, "Orbel Foods has abandoned its search abroad and has appointed Jo Park as CFO"),
)
DENIED = (
    (CUT, "Orbel Foods denies that it cuts 90 jobs, closes its bakery and freezes pay"),
    (CUT, "Orbel Foods cuts 90 jobs, union says; company denies it"),
    (CUT, "Orbel Foods told staff that 90 jobs go. It has now dropped the plan"),
    (CUT, "Orbel Foods laid off 90 packers on Monday and cancelled the layoffs on Thursday"),
    (CUT, "Orbel Foods cuts pay, but not one of its 90 packers is laid off"),
    (CUT, "Orbel Foods did not say why it has cancelled 90 redundancies, but sells its vans"),
    (SHUT, "Orbel Foods closes its bakery in Hull, a memo said. No bakery will close, says its owner"),
    (MOVED, "Orbel Foods moves to Ritton, its chairman said in May; the move is off"),
    (BROKE, "Orbel Foods filed for bankruptcy on Monday, and has withdrawn its petition"),
    (BOUGHT, "Orbel Foods agreed to buy Tessaly. The two have now walked away from it"),
    (BOUGHT, "Orbel Foods, which has dropped its bid for Tessaly, sells its shops"),
    (BOUGHT, "Orbel Foods buys Tessaly? That is not so, says Brandwick"),
    (LEFT, "CFO Jo Park quits Orbel Foods, then changes her mind"),
    (LEFT, "Jo Park, who has withdrawn her resignation, left a meeting of Orbel Foods early"),
    (HIRED, "Orbel Foods named Jo Park as CFO in March, but the appointment will not go ahead"),
    (HIRED, "Two weeks after naming Jo Park as CFO, Orbel Foods rescinds its offer"),
)


@pytest.mark.parametrize(("event", "text"), TOLD)
def test_what_another_clause_tells_is_not_denied(event: CompanyEvent, text: str) -> None:
    """It is not certain either, and asks for no call: a person reads it first."""
    (told,) = told_all_the_same([event], NAMES, ("Orbel Foods", text))
    assert told.certainty in {Certainty.DONE, Certainty.ANNOUNCED}
    assert not told.certain


@pytest.mark.parametrize(("event", "text"), DENIED)
def test_what_is_told_to_be_denied_stays_denied(event: CompanyEvent, text: str) -> None:
    """In its own clause, under a word that governs the next one too, or by words that name nothing else."""
    assert told_all_the_same([event], NAMES, ("Orbel Foods", text)) == [event]


def test_without_any_word_that_denies_what_was_read_stays() -> None:
    """The reader knows more ways to deny than are listed: "found work for all of them"."""
    text = "Orbel Foods cuts 90 jobs, it was feared; it has found work for all of them"
    assert told_all_the_same([CUT], NAMES, ("Orbel Foods", text)) == [CUT]


def test_what_will_be_is_announced() -> None:
    """As far along as the clause that tells it says."""
    future = told_all_the_same([CUT], NAMES, ("Orbel Foods", "Orbel Foods cancels its bonus and will cut 90 jobs"))
    past = told_all_the_same([CUT], NAMES, ("Orbel Foods", "Orbel Foods cancels its bonus and has cut 90 jobs"))
    assert [one.certainty for one in (*future, *past)] == [Certainty.ANNOUNCED, Certainty.DONE]
    assert {one.certain_from for one in (*future, *past)} == {NEVER}


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("Orbel Foods mothballs Maine mill. The mill would be mothballed, putting 90 out of work.", True),
        ("Orbel Foods will mothball its two bakeries in Hull, putting 90 out of work.", True),
        ("Orbel Foods is mothballing its Hull bakery, at a cost of 90 jobs.", True),
        ("The Hull bakery of Orbel Foods is to be mothballed, with the loss of 90 jobs.", True),
        ("Orbel Foods mothballs plan to cut 90 jobs.", False),
        ("Orbel Foods mothballs plan for Hull bakery.", False),
        ("Orbel Foods mothballs new bakery.", False),
        ("Orbel Foods mothballs its Hull bakery. No jobs are lost.", False),
        ("Orbel Foods mothballs its Hull bakery, and denies that 90 jobs go.", False),
        ("Orbel Foods mothballs its Hull bakery, and 90 workers stay on.", False),
        ("Orbel Foods mothballs its Hull bakery; all 90 will keep their jobs.", False),
        ("Orbel Foods mothballs its Hull bakery and redeploys 90 workers.", False),
        ("Orbel Foods cuts 90 jobs.", False),
    ],
)
def test_a_site_that_is_mothballed_denies_nothing(text: str, goes: bool) -> None:
    """A plan that is mothballed is denied, as are jobs that the text says to stay."""
    (told,) = with_mothballed([CUT], text)
    assert told.certainty is (Certainty.ANNOUNCED if goes else Certainty.DENIED)
