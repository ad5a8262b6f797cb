"""Of how many how many go, and where only those who stay are counted, no number is told."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.workforce.parts_of_staff import with_who_goes


@pytest.mark.parametrize(
    ("count", "text", "told"),
    [
        ("72", "Orbel has made 14 of its 72 IT staff redundant.", "14"),
        ("25 of 130 people", "Orbel laid off 25 of 130 people.", "25"),
        ("500", "Orbel lets go of 40 of its roughly 500 workers.", "40"),
        ("210", "Of its 210 employees, 34 will lose their jobs, Orbel said.", "34"),
        ("55", "35 of the 55 jobs at Orbel's Boise lab will be cut.", "35"),
        ("400", "Orbel lays off 15% of its 400 staff.", "15%"),
        ("90", "Orbel made a third of its 90 staff redundant.", ""),
        ("60", "All but 12 of Orbel's 60 employees have been laid off.", ""),
        ("Fifteen", "Fifteen of its 40 workers will move to Dayton; the rest will be laid off.", ""),
        ("40", "Fifteen of its 40 workers will move to Dayton; the rest will be laid off.", ""),
        ("20", "About 20 of the 55 have been offered jobs in Reno; the remaining 35 will be laid off.", "35"),
        ("Twelve", "Twelve workers will stay until May. The others will lose their jobs.", ""),
        ("160", "Orbel, which employs 160, has laid off 35.", "35"),
        ("900", "Orbel cut its workforce from 900 to 825.", ""),
        ("44 staff", "Orbel will cut 18 of its 44 staff.", "18"),
        ("20", "Orbel will keep 20 of the 50 drivers whom it had planned to lay off.", "30"),
        ("Twelve", "Orbel spares twelve of 40 welders from layoffs.", "28"),
        ("15", "Orbel votes to rescind 15 of the 32 layoffs it approved in May.", "17"),
        ("", "Orbel said it would retain 25 of the 1,060 nurses whose jobs were to be cut.", "1,035"),
        ("25", "Orbel has saved some 25 of the sixty jobs it planned to cut.", "35"),
        ("twenty", "Orbel will keep twenty of forty-one drivers who got pink slips.", "21"),
        ("60", "Orbel is laying off 40 people and hiring 60 engineers.", "40"),
        ("50", "Orbel is making 30 engineers redundant while taking on 50 apprentices.", "30"),
        ("100", "Orbel makes 60 redundant and hires 100 engineers.", "60"),
        ("30", "Orbel has let go of 40 people. It is calling back 30 furloughed workers.", "40"),
        ("400", "Orbel, which has 400 employees, is cutting five product lines.", ""),
        ("400", "Orbel, which has 400 workers to lay off, is moving.", "400"),
        ("1,100", "Orbel opened a voluntary redundancy scheme for 1,100 staff and hopes that 250 will go.", "250"),
        ("400", "Orbel has offered early retirement to 400 professors and expects about 60 to accept.", "60"),
        ("300", "Orbel has asked 300 staff for volunteers to go, with 25 jobs to be cut.", "25"),
        ("2,000", "Orbel will cut 300 jobs and has offered buyouts to 2,000 staff.", "300"),
        ("1,500", "Orbel offered voluntary buyouts to 1,500 of its 9,000 employees on Monday.", ""),
        ("2,000", "Orbel is offering buyouts to 2,000 workers and hopes a tenth of them will accept.", ""),
        ("500", "About 500 employees of Orbel were offered buyouts; 5% are expected to accept.", ""),
    ],
)
def test_who_goes_is_counted(count: str, text: str, told: str) -> None:
    """Neither the whole staff nor those who stay or move."""
    event = CompanyEvent("l", "a", "layoffs", "Orbel", count=count)
    assert with_who_goes(event, text).count == told


@pytest.mark.parametrize(
    ("count", "text"),
    [
        ("45", "Orbel is laying off 45 workers. Ten of its 300 employees will move to Leeds."),
        ("118", "Orbel, which employs 118, will close and lay off all its workers."),
        ("75", "Orbel, with 900 employees in 12 countries, laid off 75 of them."),
        ("90", "Orbel will shut 12 of its 90 branches."),  # sites are looked at elsewhere
        ("1,200", "Orbel's cuts rise from 900 to 1,200 jobs."),
        ("14", "Orbel cancels 3 of 5 branch closures; 14 jobs will be cut."),
        ("30", "Orbel keeps 20 of its 90 buses; 30 drivers lose their jobs."),
        ("40", "Orbel is cutting 40 jobs and offers severance to 40 laid-off workers."),
        ("60", "Sixty employees, or 60 of 400, accepted buyouts that Orbel offered to 400 of them."),
        ("120", "Orbel is cutting 120 jobs through voluntary redundancy."),
        ("210", "Orbel announced layoffs for 210 workers."),
        ("65", "Orbel gave notice of layoffs to 65 employees."),
        ("75", "Orbel extends layoffs to 75 workers."),
        ("140", "Orbel sent redundancy letters to 140 staff."),
        ("120", "Orbel laid off 120 workers. It offered severance to 120 employees."),
        ("300", "Orbel is cutting 300 jobs and offers early retirement to 300; it expects 50 new positions."),
        ("120", "Orbel lays off 120 after 30 of its suppliers left."),
    ],
)
def test_a_number_that_stands_otherwise_is_kept(count: str, text: str) -> None:
    """Nothing is put right where no whole is told beside its part."""
    event = CompanyEvent("l", "a", "layoffs", "Orbel", count=count)
    assert with_who_goes(event, text) == event


def test_that_some_are_kept_does_not_deny_that_others_go() -> None:
    """What still goes is announced, be it told as denied or as done; talk of it stays talk."""
    text = "Orbel will keep 20 of the 50 drivers whom it had planned to lay off."
    for told, far in [
        (Certainty.DENIED, Certainty.ANNOUNCED),
        (Certainty.DONE, Certainty.ANNOUNCED),
        (Certainty.RUMOURED, Certainty.RUMOURED),
    ]:
        event = CompanyEvent("l", "a", "layoffs", "Orbel", count="20", certainty=told)
        assert with_who_goes(event, text).certainty is far
