"""What a text tells of only to deny it is told as denied, and who only keeps a post is appointed to nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callnow.model import CompanyEvent
from callnow.terms import Certainty
from matching.detection.denied.text_denials import with_denials

LEFT = CompanyEvent("1", "a", "executive_departed", "Orbel Bank", person="Jo Park", role="CIO", probability=0.9)
HIRED = replace(LEFT, type="executive_hired")
ASKED = "Is Jo Park leaving Orbel Bank?"


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        (ASKED, "Jo Park remains CIO of Orbel Bank, a spokesman said, despite an online rumor that she had left."),
        (ASKED, "Jo Park is still CIO of Orbel Bank, contrary to claims on social media that she had resigned."),
        (ASKED, "Despite reports that she has resigned, Jo Park stays CIO of Orbel Bank."),
        ("Orbel Bank on its CIO", "Rumors that CIO Jo Park has left Orbel Bank are false, the bank said."),
        ("Orbel Bank on its CIO", "Jo Park has not left Orbel Bank, it said, after a blog said the CIO had resigned."),
        ("Orbel Bank on its CIO", "Orbel Bank rejected a newspaper report that CIO Jo Park had been fired."),
        ("Orbel Bank on its CIO", "A blog said that CIO Jo Park had left Orbel Bank. She has not."),
        ("Orbel Bank on its CIO", "A blog said that CIO Jo Park had left Orbel Bank. That is not true."),
        ("Orbel Bank on its CIO", "Jo Park will not, after all, leave Orbel Bank."),
        ("Correction", "An earlier version of this column said CIO Jo Park is leaving Orbel Bank. She is not."),
        ("Correction", "We wrongly reported on Monday that CIO Jo Park had left Orbel Bank."),
        ("Correction", "We reported on Monday that CIO Jo Park had left Orbel Bank. Joan Parr has left it."),
    ],
)
def test_a_departure_that_a_text_takes_back_is_denied(title: str, lead: str) -> None:
    """A rumour that is refuted, a report that is called false, an error of the newspaper's own. It asks for no call."""
    (event,) = with_denials([LEFT], title, lead)
    assert (event.type, event.certainty, event.certain) == ("executive_departed", Certainty.DENIED, False)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Orbel Bank CIO Jo Park resigns", "CIO Jo Park has left Orbel Bank. It has not named a successor."),
        (
            "Orbel Bank fires CIO",
            "Orbel Bank fired CIO Jo Park after a report said losses were hidden. She did not reply.",
        ),
        (
            "Orbel Bank CIO to go",
            "Despite reports that she would stay, CIO Jo Park will leave. She remains a director.",
        ),
        ("Orbel Bank loses CIO", "CIO Jo Park has left Orbel Bank despite earlier denials that she would go."),
        ("Orbel Bank falls", "After a report that CIO Jo Park had resigned, its shares did not move."),
        ("Orbel Bank CIO leaves", "CIO Jo Park has left. An earlier version of this story misspelled her name."),
        (
            "Orbel Bank loses CIO",
            "CIO Jo Park has left. Correction: an earlier version said that she had resigned on Monday.",
        ),
        ("Orbel Bank to lose CIO", "CIO Jo Park will not leave Orbel Bank until March."),
        ("Orbel Bank loses CIO", "A report said forecasts of Orbel Bank were wrong. CIO Jo Park has left."),
    ],
)
def test_a_departure_that_a_text_tells_stands(title: str, lead: str) -> None:
    """Whatever else is denied, or put right, beside it."""
    assert with_denials([LEFT], title, lead) == [LEFT]


@pytest.mark.parametrize(
    "lead",
    [
        "Jo Park continues to serve as CIO of Orbel Bank.",
        "Jo Park will continue as CIO of Orbel Bank after the merger.",
        "Orbel Bank elected Jo Park to its board; she remains its CIO.",
    ],
)
def test_who_keeps_a_post_is_not_appointed_to_it(lead: str) -> None:
    assert with_denials([HIRED], "Orbel Bank on its leadership", lead) == []


def test_who_continues_to_serve_contrary_to_reports_has_not_left() -> None:
    """So that a departure that was told before is taken back."""
    lead = "Contrary to media reports, Jo Park continues to serve as CIO of Orbel Bank."
    (event,) = with_denials([HIRED], "Orbel Bank on its leadership", lead)
    assert (event.type, event.certainty, event.person) == ("executive_departed", Certainty.DENIED, "Jo Park")


@pytest.mark.parametrize(
    "lead",
    [
        "Orbel Bank has named Jo Park CIO. Max Roe continues to serve as CFO.",
        "Jo Park, who remains head of risk, becomes CIO of Orbel Bank.",
        "Orbel Bank named Jo Park as CIO. She continues as CIO of its Tessaly unit, too.",
    ],
)
def test_who_takes_a_post_is_appointed_to_it(lead: str) -> None:
    """Whoever keeps theirs beside that."""
    assert with_denials([HIRED], "Orbel Bank names CIO", lead) == [HIRED]


def test_an_event_of_a_company_is_denied_like_one_of_a_person() -> None:
    """By its matter, and its place where it has one: the site that closes instead stands."""
    closed = replace(LEFT, type="office_closed", person="", role="", origin="Salem")
    lead = (
        "An earlier version of this story said Orbel Bank is closing its Salem branch. It is closing its Eugene branch."
    )
    told = with_denials([closed, replace(closed, origin="Eugene")], "Correction", lead)
    assert [one.certainty for one in told] == [Certainty.DENIED, Certainty.DONE]


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        (
            "Orbel Bank's CIO pick backs out",
            "Jo Park will not join Orbel Bank as CIO and will remain at Vennmark Tools.",
        ),
        ("New Orbel Bank CIO changes her mind", "Jo Park will not take the job of CIO. She stays with Vennmark Tools."),
    ],
)
def test_who_backs_out_of_a_post_has_left_neither_side(title: str, lead: str) -> None:
    """The hire is denied, and that they left their employer; nobody leaves where they never came."""
    told = with_denials([replace(HIRED, certainty=Certainty.DENIED), LEFT], title, lead)
    assert [(one.type, one.company, one.person, one.certainty) for one in told] == [
        ("executive_hired", "Orbel Bank", "Jo Park", Certainty.DENIED),
        ("executive_departed", "Vennmark Tools", "Jo Park", Certainty.DENIED),
    ]


def test_who_stays_has_not_left_whatever_else_was_read() -> None:
    """A departure from where they stay is not told beside its denial."""
    lead = "Jo Park will not join Orbel Bank as CIO and will remain at Vennmark Tools."
    events = [replace(HIRED, certainty=Certainty.DENIED), replace(LEFT, company="Vennmark Tools")]
    told = with_denials(events, "Orbel Bank's CIO pick backs out", lead)
    assert [one.certainty for one in told if one.type == "executive_departed"] == [Certainty.DENIED]


def test_a_nominee_who_withdraws_leaves_nothing() -> None:
    told = with_denials([replace(LEFT, certainty=Certainty.DENIED)], "Orbel Bank CIO nominee Jo Park withdraws", "")
    assert [(one.type, one.certainty) for one in told] == [("executive_hired", Certainty.DENIED)]


@pytest.mark.parametrize(
    ("title", "lead", "told"),
    [
        (
            "Orbel rules out further job cuts",
            "Orbel ruled out more layoffs after it dismissed 90 people.",
            Certainty.DONE,
        ),
        (
            "No more layoffs at Orbel",
            "Orbel has no plans for additional layoffs after the job cuts of May.",
            Certainty.DONE,
        ),
        ("Orbel rules out further job cuts", "Orbel ruled out more job cuts, a spokesman said.", None),
        ("Orbel rules out job cuts", "Orbel ruled out job cuts after its sales fell.", Certainty.DENIED),
        ("Orbel shelves plan to cut 90 more jobs", "Orbel shelved a plan to cut 90 more jobs.", Certainty.DENIED),
        ("Orbel denies that more than 90 jobs will go", "Orbel denied that more than 90 jobs go.", Certainty.DENIED),
    ],
)
def test_a_denial_of_more_denies_nothing_that_was(title: str, lead: str, told: Certainty | None) -> None:
    """Further cuts that are ruled out take back none of those before; alone they tell of none."""
    count = "90" if "90 people" in lead else ""
    cut = CompanyEvent("1", "a", "layoffs", "Orbel", Certainty.DENIED, count=count, probability=0.9)
    events = with_denials([cut], title, lead)
    assert [one.certainty for one in events] == ([told] if told else [])
    assert not any(one.certain for one in events if one.certainty is Certainty.DONE)


@pytest.mark.parametrize(
    ("title", "lead", "told"),
    [
        ("Orbel rethinks Leeds", "Orbel has put its planned move to Leeds on hold.", Certainty.DENIED),
        ("Orbel postpones move", "Orbel has postponed its head office move to Leeds indefinitely.", Certainty.DENIED),
        ("Orbel waits", "Orbel has delayed its move to Leeds indefinitely.", Certainty.DENIED),
        ("Orbel plan stalls", "The relocation of the head office to Leeds is on ice.", Certainty.DENIED),
        ("Orbel saves", "Orbel has suspended the relocation of its head office to Leeds.", Certainty.DENIED),
        ("Orbel postpones move", "Orbel has postponed its move to Leeds until 2028.", Certainty.ANNOUNCED),
        ("Orbel to move", "Orbel will move to Leeds. Its hiring is on hold.", Certainty.ANNOUNCED),
        ("Orbel to move", "Orbel will move to Leeds though hiring is paused.", Certainty.ANNOUNCED),
        ("Orbel to move", "Orbel has halted trading for an hour ahead of its move to Leeds.", Certainty.ANNOUNCED),
        ("Orbel to move", "Orbel will move to Leeds after the city paused a tax.", Certainty.ANNOUNCED),
    ],
)
def test_a_move_that_is_put_off_without_a_day_is_denied(title: str, lead: str, told: Certainty) -> None:
    """Nobody is asked whether they go along; one that is only later still comes."""
    move = CompanyEvent("1", "a", "headquarters_moved", "Orbel", Certainty.ANNOUNCED, destination="Leeds")
    assert [one.certainty for one in with_denials([move], title, lead)] == [told]


@pytest.mark.parametrize(
    ("kind", "lead", "told"),
    [
        ("layoffs", "Orbel said it has put off cutting 45 jobs until 2028.", Certainty.DENIED),
        ("layoffs", "Orbel has deferred 30 job cuts after a new contract.", Certainty.DENIED),
        ("layoffs", "Layoffs of 40 people at Orbel have been pushed back to 2028.", Certainty.DENIED),
        ("office_closed", "Orbel has delayed the closing of its Hull plant until 2028.", Certainty.DENIED),
        ("executive_departed", "CFO Jo Park of Orbel has put off her retirement until 2028.", Certainty.DENIED),
        ("layoffs", "Orbel has delayed its results and cuts 40 jobs.", Certainty.DONE),
        ("layoffs", "Orbel has postponed 40 layoffs but cuts 20 jobs now.", Certainty.DONE),
        ("layoffs", "Orbel has postponed layoffs but lets staff go in Kent.", Certainty.DONE),
        ("layoffs", "Orbel has postponed 40 layoffs but cuts 20 hours a week.", Certainty.DENIED),
        ("layoffs", "Orbel has postponed 40 layoffs after it cut 20 jobs last year.", Certainty.DENIED),
        ("layoffs", "Orbel, which had delayed layoffs in May, let 40 people go on Monday.", Certainty.DONE),
        ("layoffs", "Orbel has put off 40 layoffs by two weeks.", Certainty.DONE),
        ("office_closed", "Orbel will close its Hull plant and has put off layoffs until 2028.", Certainty.DONE),
        ("executive_departed", "CFO Jo Park, who put off her retirement in May, has left Orbel.", Certainty.DONE),
    ],
)
def test_what_is_put_off_for_long_is_denied(kind: str, lead: str, told: Certainty) -> None:
    """For now nobody goes; what is told beside that, or comes in a few days, is news."""
    person = "Jo Park" if kind == "executive_departed" else ""
    event = CompanyEvent("1", "a", kind, "Orbel", Certainty.DONE, person=person)
    assert [one.certainty for one in with_denials([event], "Orbel news", lead)] == [told]


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ("Orbel Bank has persuaded its CFO, Jo Park, to stay after she resigned last month.", Certainty.DENIED),
        ("Orbel Bank has talked its CFO, Jo Park, out of resigning.", Certainty.DENIED),
        ("Orbel Bank dissuaded Jo Park from leaving. Park had resigned in May to join Tessaly.", Certainty.DENIED),
        ("Jo Park withdrew his resignation as CFO of Orbel Bank and will stay.", Certainty.DENIED),
        ("Jo Park has resigned as CFO of Orbel Bank but agreed to remain a director.", Certainty.DONE),
        ("Orbel Bank has persuaded Jo Park, who resigned as CFO, to stay until June.", Certainty.DONE),
        ("Jo Park, who was persuaded to stay in May, has resigned as CFO of Orbel Bank.", Certainty.DONE),
        ("Orbel Bank failed to persuade Jo Park to stay. Park has resigned.", Certainty.DONE),
        ("Jo Park, CIO of Orbel Bank, has decided not to stay.", Certainty.DONE),
        ("Jo Park resigned as CIO of Orbel Bank after talks with it to remain had failed.", Certainty.DONE),
        ("Jo Park decided to leave Orbel Bank rather than stay.", Certainty.DONE),
    ],
)
def test_who_is_talked_out_of_resigning_has_not_left(lead: str, told: Certainty) -> None:
    """Who stays for a time, in another role or leaves all the same has."""
    assert {one.certainty for one in with_denials([LEFT], "News of Orbel Bank", lead)} == {told}


@pytest.mark.parametrize(
    ("lead", "where"),
    [
        ("Orbel Bank CIO Jo Park denied on Friday that she is leaving for Vennmark Tools.", "Vennmark Tools"),
        ("Jo Park denied a report that she would quit Orbel Bank to join Vennmark.", "Vennmark"),
    ],
)
def test_who_does_not_leave_for_another_is_not_hired_there(lead: str, where: str) -> None:
    """The denial of a departure denies the other half, whether that was read or not."""
    left = replace(LEFT, certainty=Certainty.DENIED)
    for events in ([left], [left, replace(HIRED, company=where)]):
        told = with_denials(events, "Orbel Bank on its CIO", lead)
        assert [(one.type, one.company, one.certainty) for one in told] == [
            ("executive_departed", "Orbel Bank", Certainty.DENIED),
            ("executive_hired", where, Certainty.DENIED),
        ]
    assert with_denials([LEFT], "Orbel Bank", "Jo Park will leave for Vennmark Tools.") == [LEFT]


CLOSED = CompanyEvent("1", "a", "office_closed", "Orbel Bank", origin="Ritton", probability=0.9)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Orbel Bank refits branches", "It will refit 20 branches in Ritton. No branches will close, the bank said."),
        ("Orbel Bank to trim hours", "Orbel Bank will open later. None of its branches will close, it said."),
        ("Orbel Bank merges branches", "Orbel Bank merges two branches. Neither branch will close, it said."),
        ("Orbel Bank: no branches closing", "Orbel Bank keeps 60 branches. No branch is to be closed this year."),
        ("Orbel Bank reviews shops", "It will merge two divisions without closing any branches."),
        ("Orbel Bank on its sites", "After a blog said it would close sites, Orbel Bank said no sites are closing."),
    ],
)
def test_of_sites_none_of_which_closes_the_closing_is_denied(title: str, lead: str) -> None:
    """However many sites the text names beside that."""
    (event,) = with_denials([CLOSED], title, lead)
    assert (event.certainty, event.certain) == (Certainty.DENIED, False)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Orbel Bank closes 12 branches", "Orbel Bank is closing 12 branches. No branches in Odell will close."),
        ("Orbel Bank to axe branch", "Orbel Bank will axe its Ritton branch. No other branches will close."),
        ("Orbel Bank trims", "Orbel Bank shuts 30 branches. No decision has been made on which branches will close."),
        ("Orbel Bank trims", "Orbel Bank plans to go from 40 to 30 branches. No branches will close before January."),
        ("Orbel Bank to shut branch", "Orbel Bank will shut its Ritton branch. No jobs will be lost."),
    ],
)
def test_a_closing_told_beside_those_spared_stays(title: str, lead: str) -> None:
    """Where others do not close, or only not yet."""
    assert with_denials([CLOSED], title, lead) == [CLOSED]


CUT = CompanyEvent("3", "a", "layoffs", "Orbel Bank", Certainty.ANNOUNCED, count="200", probability=0.9)


@pytest.mark.parametrize(
    ("event", "lead"),
    [
        (HIRED, "The board of Orbel Bank on Monday declined to appoint Jo Park, the only finalist for CIO."),
        (HIRED, "Directors of Orbel Bank voted 5-4 against naming Jo Park as CIO."),
        (CUT, "Orbel Bank said it had shelved a plan to cut 200 jobs."),
        (CUT, "Orbel Bank has dropped its plans for 200 layoffs after talks."),
    ],
)
def test_who_is_voted_down_and_a_plan_that_is_given_up_are_denied(event: CompanyEvent, lead: str) -> None:
    (told,) = with_denials([event], "Orbel Bank", lead)
    assert (told.certainty, told.certain) == (Certainty.DENIED, False)


@pytest.mark.parametrize(
    ("event", "lead"),
    [
        (HIRED, "Orbel Bank appointed Jo Park as CIO. It declined to appoint a president."),
        (HIRED, "Orbel Bank named Jo Park CIO after its board declined to appoint Ann Roe."),
        (CUT, "Orbel Bank has dropped a plan to raise pay and will cut 200 jobs."),
        (CUT, "Orbel Bank has dropped its plan for a merger. It will cut 200 jobs."),
        (CUT, "Orbel Bank has not dropped its plan to cut 200 jobs."),
        (CUT, "Orbel Bank scrapped plans for an annexe with the loss of 200 jobs."),
        (CUT, "Orbel Bank has dropped a plan to save 200 jobs."),
        (CUT, "Orbel Bank is refusing to ditch a plan to cut 200 jobs."),
        (CUT, "Unless Orbel Bank drops its plan to cut 200 jobs, its staff will strike."),
        (CUT, "Orbel Bank denied that it had shelved a plan to cut 200 jobs."),
        (HIRED, "After its owners voted against electing Ann Roe, Orbel Bank appointed Jo Park as CIO."),
        (HIRED, "Orbel Bank declined to appoint an outsider and named Jo Park CIO on Monday."),
        (HIRED, "Orbel Bank, which refused to promote its deputy, hired Jo Park as CIO."),
        (HIRED, "One director voted against appointing Jo Park as CIO of Orbel Bank."),
        (HIRED, "Orbel Bank declined to confirm the pay of Jo Park, its new CIO."),
    ],
)
def test_what_another_is_refused_is_not_denied(event: CompanyEvent, lead: str) -> None:
    (told,) = with_denials([event], "Orbel Bank", lead)
    assert told == event
