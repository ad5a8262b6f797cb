"""What is told as done and is yet to come is announced: who leaves on a day ahead has not left. The past is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.days.yet_to_come import with_days_ahead
from matching.detection.detect import detect, detect_fast

TODAY = date(2026, 11, 18)


def told_of(text: str, today: date | None = TODAY) -> Certainty:
    """The certainty of Dana Whitlock's departure from Orbel, told as done."""
    event = CompanyEvent("e", "a", "executive_departed", "Orbel", Certainty.DONE, person="Dana Whitlock")
    [after] = with_days_ahead([event], text, today)
    return after.certainty


@pytest.mark.parametrize(
    "text",
    [
        "Orbel Announces Retirement of Chief Information Officer Dana Whitlock",
        "He replaces Dana Whitlock, who retires on Dec. 31.",
        "Orbel named a finance chief ahead of CIO Dana Whitlock's planned retirement.",
        "Orbel prepares for Dana Whitlock's upcoming departure.",
        "He succeeds Dana Whitlock, who retires at the end of the year.",
        "He succeeds Dana Whitlock, who leaves in March 2027.",
        "Orbel said Dana Whitlock has resigned, effective January 15.",
        "Tessaly has named Dana Whitlock CIO, effective February 1.",
        "Orbel CIO Dana Whitlock retires in March.",
        "Orbel named Ada Lang CIO. She starts Dec. 1. She replaces Dana Whitlock.",
        "Orbel named Ada Lang CIO, effective January 4. She succeeds Dana Whitlock, who announced it in May.",
        "Orbel elected Ada Lang chair for a four-year term from 1 June 2027. She succeeds Dana Whitlock.",
        "Orbel elected Ada Lang chair, a term from January 1. She succeeds Dana Whitlock, who has led it since 2015.",
        "Ada Lang becomes CIO of Orbel in January, succeeding longtime chief Dana Whitlock.",
        "Tessaly names Dana Whitlock CIO. She is currently associate vice president at Orbel Hospital.",
        "Orbel appoints Ada Lang CIO. She replaces Dana Whitlock, who will leave it after an orderly handover.",
        "CIO Dana Whitlock, who came in May, has told Orbel that she will not stay beyond her trial period.",
        "Orbel said that CIO Dana Whitlock has resigned. The board agreed and she will be relieved on September 30.",
        "Orbel CIO Dana Whitlock is to step down, the company said.",
    ],
)
def test_a_day_ahead_is_yet_to_come(text: str) -> None:
    """A day, the end of a year, or "currently" says that somebody is still there."""
    assert told_of(text) is Certainty.ANNOUNCED


@pytest.mark.parametrize(
    "text",
    [
        "Orbel elected Ada Lang chair for a four-year term from 1 June 2025. She succeeds Dana Whitlock.",
        "Orbel elected Ada Lang chair from January 1. She succeeds Dana Whitlock, who has been retired since May.",
        "Dana Whitlock has resigned as CIO of Orbel, effective November 9.",
        "Dana Whitlock has resigned as CIO of Orbel, effective immediately.",
        "Tessaly named Ada Lang CIO effective February 1, after Dana Whitlock, who left in May.",
        "Orbel announced the retirement of Dana Whitlock, effective September 30, 2026.",
        "Dana Whitlock has left Orbel. Ada Lang retires on Dec. 31.",
        "Dana Whitlock left Orbel at the end of October.",
        "Orbel named Ada Lang CIO, effective January 4. She succeeds former CIO Dana Whitlock.",
        "Orbel named Ada Lang CIO, effective January 4. She succeeds Dana Whitlock, who retired in May.",
        "Orbel named Ada Lang CIO, effective November 2. She replaces Dana Whitlock.",
        "Orbel has ousted its CIO, Dana Whitlock. Whitlock will leave the group.",
        "Orbel has dismissed CIO Dana Whitlock. Ada Lang, who leads sales, will leave too.",
        "Dana Whitlock is out as CIO of Orbel. She will leave behind a team of forty.",
        "Dana Whitlock is out as CIO of Orbel. She will leave the board at the next meeting.",
        "Orbel said that CIO Dana Whitlock will step down immediately.",
        "Ada Lang succeeds Dana Whitlock. The two will not continue to share a desk.",
    ],
)
def test_what_is_past_stays_done(text: str) -> None:
    """A day behind, or that of somebody else, changes nothing."""
    assert told_of(text) is Certainty.DONE


def test_without_a_day_of_its_own_a_text_is_not_reckoned_with() -> None:
    """What is ahead cannot be known of an announcement without a date."""
    assert told_of("He replaces Dana Whitlock, who retires on Dec. 31.", None) is Certainty.DONE


def test_she_may_be_who_comes() -> None:
    """Where somebody takes a post by the text, "she will leave" may be of them."""
    text = "Orbel named Ada Lang CIO in place of Dana Whitlock. She will leave Tessaly on good terms."
    gone = CompanyEvent("e", "a", "executive_departed", "Orbel", Certainty.DONE, person="Dana Whitlock")
    come = replace(gone, id="f", type="executive_hired", person="Ada Lang")
    assert with_days_ahead([gone, come], text, TODAY)[0].certainty is Certainty.DONE


def joins_elsewhere(text: str) -> Certainty:
    """The certainty of Dana Whitlock's departure from Orbel for Tessaly, told as done."""
    left = CompanyEvent("e", "a", "executive_departed", "Orbel", Certainty.DONE, person="Dana Whitlock")
    joined = replace(left, id="f", type="executive_hired", company="Tessaly")
    return with_days_ahead([left, joined], text, TODAY)[0].certainty


@pytest.mark.parametrize(
    "text",
    [
        "Tessaly hires Dana Whitlock from Orbel. She will take up the post in January and report to its CEO.",
        "Dana Whitlock, CIO of Orbel, starts at Tessaly on 1 February.",
        "Tessaly appoints Dana Whitlock from Orbel with effect from 1 February 2027.",
        "Tessaly hires Dana Whitlock from Orbel. Ms Whitlock will join at the start of next year.",
        "Tessaly hires Dana Whitlock from Orbel. Whitlock will begin July 1.",  # of whatever year
    ],
)
def test_who_begins_elsewhere_on_a_day_ahead_is_still_there(text: str) -> None:
    """A colleague who has the desk until January has not left it."""
    assert joins_elsewhere(text) is Certainty.ANNOUNCED


@pytest.mark.parametrize(
    "text",
    [
        "Tessaly hires Dana Whitlock from Orbel. She starts today.",
        "Tessaly hires Dana Whitlock, who left Orbel in May. She will start in January.",
        "Dana Whitlock left Orbel in May. She will join Tessaly in January.",
        "Tessaly hires Dana Whitlock from Orbel. Dana Whitlock joined Tessaly on November 2.",
        "Tessaly hires Dana Whitlock from Orbel. Ada Lang will start in January.",
    ],
)
def test_who_has_left_or_begun_is_gone(text: str) -> None:
    """Nor does another's first day change that."""
    assert joins_elsewhere(text) is Certainty.DONE


@pytest.mark.parametrize(
    ("title", "told", "certainty"),
    [
        ("Unions condemn Orbel's 1,000 job cuts", Certainty.DENIED, Certainty.ANNOUNCED),
        ("Union attacks plans by Orbel to axe 700 jobs", Certainty.RUMOURED, Certainty.ANNOUNCED),
        ("Orbel denies job cuts. Unions condemn plans by Orbel to cut 700 jobs", Certainty.DENIED, Certainty.DENIED),
        ("Unions condemn talk of job cuts at Orbel", Certainty.RUMOURED, Certainty.RUMOURED),
    ],
)
def test_cuts_that_somebody_condemns_are_no_rumour(title: str, told: Certainty, certainty: Certainty) -> None:
    """Unless the company denies them."""
    event = CompanyEvent("e", "a", "layoffs", "Orbel", told)
    assert with_days_ahead([event], title, TODAY) == [replace(event, certainty=certainty)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("layoffs", "Orbel cuts 400 jobs. The Nuremberg company will cut 400 jobs by the end of 2027."),
        ("layoffs", "Orbel cuts jobs. Orbel Bank will close 40 branches next year and cut 300 jobs, the lender said."),
        ("layoffs", "Orbel to close three plants, cut 1,100 jobs"),
        ("layoffs", "Orbel to Shut Mill, Cut 240"),
        ("layoffs", "Orbel will shut its Odell factory in June with the loss of 200 jobs."),
        ("layoffs", "Orbel is to close its depot in Ritton, costing 110 people their jobs."),
        (
            "office_closed",
            "Orbel trims. The company plans to cut 300 jobs, most of them in Ritton, and shut its Odell mill.",
        ),
        ("office_closed", "Orbel shutters two clinics. Orbel will close its clinics in Ritton and Odell by January."),
        ("office_closed", "Hospital closing maternity unit. Orbel will shut its maternity unit Jan. 31."),
        ("office_opened", "Orbel opening in Ritton. Orbel will open a shop in Ritton for the holidays."),
        ("hiring", "Orbel adds staff. Orbel will take on 500 workers for the holidays."),
        ("acquisition", "Orbel buys Tessaly book. Orbel has agreed to acquire the unit of Tessaly."),
        ("acquisition", "Orbel Acquires Tessaly. Orbel has entered into a definitive agreement to buy Tessaly."),
        ("headquarters_moved", "Orbel grows. The company will relocate its headquarters to Ritton."),
        ("funding", "Orbel Files $3.6M Reg A Offering. It announces the filing of a registration statement."),
    ],
)
def test_what_somebody_will_do_is_yet_to_come(kind: str, text: str) -> None:
    """Whatever tense the headline has."""
    event = CompanyEvent("e", "a", kind, "Orbel", counterparty="Tessaly" if kind == "acquisition" else "")
    assert with_days_ahead([event], text, None) == [replace(event, certainty=Certainty.ANNOUNCED)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("layoffs", "Orbel has cut 400 jobs. It will cut costs further."),
        ("layoffs", "Orbel cut 200 jobs on Monday. The company will move its servers and reduce its debt."),
        ("layoffs", "Orbel, which will close 40 branches next year, cut 300 jobs in May."),
        ("layoffs", "Orbel shut its Odell factory with the loss of 200 jobs. The company will open a shop in Ritton."),
        ("layoffs", "Orbel plans to hire in Ritton and laid off 40 people in Odell."),
        ("office_closed", "Orbel has closed its clinic in Ritton. It will sell the building."),
        ("office_opened", "Orbel opened a shop in Ritton. Orbel will open another in Odell."),
        ("hiring", "Orbel has hired 40 people. It will hire 20 more."),
        ("acquisition", "Orbel has acquired Tessaly. Orbel will combine the two teams."),
        ("headquarters_moved", "Orbel has moved its headquarters to Ritton. It will move its labs next year."),
        ("funding", "Orbel closed its Reg A offering, for which it filed a registration statement."),
        ("acquisition", "Orbel acquires Tessaly. Velmora will sell its mill."),
    ],
)
def test_what_is_done_stays_done(kind: str, text: str) -> None:
    """What comes after it, or what another will do, changes nothing."""
    event = CompanyEvent("e", "a", kind, "Orbel")
    assert with_days_ahead([event], text, None) == [event]


def test_a_deal_that_is_completed_is_done() -> None:
    """However it was announced before; one that is only expected to be completed is not."""
    deal = CompanyEvent("e", "a", "acquisition", "Orbel", certainty=Certainty.ANNOUNCED)
    done = "Orbel has completed its previously announced acquisition of Tessaly."
    assert with_days_ahead([deal], done, None) == [replace(deal, certainty=Certainty.DONE)]
    assert with_days_ahead([deal], "Orbel expects to have completed its acquisition by May.", None) == [deal]


@pytest.mark.parametrize(
    ("title", "certainty"),
    [
        ("Orbel Chemicals to close its Akron plant, cutting 340 jobs", Certainty.ANNOUNCED),
        ("Orbel Chemicals plans to shut Akron mill, slashing 340 jobs", Certainty.ANNOUNCED),
        ("Orbel Chemicals closes Akron plant, cutting 340 jobs", Certainty.DONE),
    ],
)
def test_a_participle_is_as_sure_as_its_verb(title: str, certainty: Certainty) -> None:
    """What a closing that is yet to come brings is yet to come."""
    day = datetime(2026, 11, 18, tzinfo=UTC)
    cuts = [e for e in detect_fast(Announcement("a", "wire", title, "", "", day, day)) if e.type == "layoffs"]
    assert [e.certainty for e in cuts] == [certainty]


@pytest.mark.parametrize(
    ("text", "far"),
    [
        ("Orbel breaks ground on Ritton plant. It is to open in 2028.", Certainty.ANNOUNCED),
        ("Orbel starts construction of Ritton plant. It opens in 2028.", Certainty.ANNOUNCED),
        ("Orbel marks groundbreaking in Ritton. The plant opens in 2028.", Certainty.ANNOUNCED),
        ("Orbel turns first sod in Ritton. Construction began on Monday.", Certainty.ANNOUNCED),
        ("Orbel opens Ritton plant. It broke ground on it in 2024.", Certainty.DONE),
        ("Orbel in Ritton. Orbel, which broke ground in 2024, opened its Ritton plant.", Certainty.DONE),
        ("Orbel opens Ritton office. It breaks new ground.", Certainty.DONE),
    ],
)
def test_a_site_whose_building_begins_has_not_opened(text: str, far: Certainty) -> None:
    opened = CompanyEvent("e", "a", "office_opened", "Orbel", Certainty.DONE, destination="Ritton")
    [after] = with_days_ahead([opened], text, TODAY)
    assert after.certainty is far


@pytest.mark.parametrize(
    ("text", "far"),
    [
        ("The chair will recommend that the regents appoint Ann Roe president of Orbel.", Certainty.RUMOURED),
        ("Ann Roe to be recommended as president of Orbel.", Certainty.RUMOURED),
        ("The mayor will ask the Orbel council to appoint Ann Roe manager.", Certainty.RUMOURED),
        ("Orbel will vote Monday on whether to hire Ann Roe as president.", Certainty.RUMOURED),
        ("Orbel regents appointed Ann Roe president. She will recommend cuts.", Certainty.DONE),
        ("Orbel regents appointed Ann Roe. The panel will recommend that Ann Roe stay.", Certainty.DONE),
    ],
)
def test_who_is_only_recommended_has_no_post_yet(text: str, far: Certainty) -> None:
    """Where nothing else is told of them."""
    event = CompanyEvent("e", "a", "executive_hired", "Orbel", Certainty.DONE, person="Ann Roe")
    assert with_days_ahead([event], text, TODAY)[0].certainty is far


@pytest.mark.parametrize(
    ("text", "far"),
    [
        ("If the levy fails, Orbel Schools will cut 30 positions.", Certainty.RUMOURED),
        ("Orbel Schools will lay off 30 unless the state restores its aid.", Certainty.RUMOURED),
        ("Orbel Schools will lay off 30 if its only plant closes.", Certainty.RUMOURED),
        ("Orbel Schools will lay off 30. They are paid if they stay until May.", Certainty.ANNOUNCED),
        ("Orbel Schools may close its works with the loss of 30 jobs, two people said.", Certainty.RUMOURED),
        ("Orbel Schools will likely face 30 layoffs.", Certainty.RUMOURED),
        ("Fears of 30 job cuts at Orbel Schools.", Certainty.RUMOURED),
        ("Orbel Schools laid off 30 people, and is likely to see more job cuts.", Certainty.ANNOUNCED),
        ("Orbel Schools will close its works with the loss of 30 jobs. It may close more.", Certainty.ANNOUNCED),
        ("Orbel Schools closes its works. The union said up to 30 jobs could go.", Certainty.RUMOURED),
        ("Orbel Schools has begun a review. It said that 30 people at the site might be let go.", Certainty.RUMOURED),
        ("Orbel Schools to cut jobs. The union said 30 jobs could go.", Certainty.ANNOUNCED),
        ("Orbel Schools will lay off 30 people. More jobs could go, it warned.", Certainty.ANNOUNCED),
        ("Orbel Schools puts 30 roles at risk. The union said 30 jobs could go.", Certainty.ANNOUNCED),
        ("Under the plan of Orbel Schools 30 jobs would be cut.", Certainty.ANNOUNCED),
        ("Orbel Schools lays off 30 people, who could go home at once.", Certainty.ANNOUNCED),
        ("Orbel Schools has laid off 30, and 12 more go if the levy fails.", Certainty.ANNOUNCED),
    ],
)
def test_layoffs_under_a_condition_are_not_decided(text: str, far: Certainty) -> None:
    """Those that go if voters, lawmakers or buyers say no may stay."""
    event = CompanyEvent("e", "a", "layoffs", "Orbel Schools", Certainty.ANNOUNCED, count="30")
    assert with_days_ahead([event], text, TODAY)[0].certainty is far


@pytest.mark.parametrize(
    ("said", "certainty"),
    [
        ("opens a branch in Lyon on 1 February", Certainty.ANNOUNCED),
        ("is opening a new office in Lyon on 1 March 2027", Certainty.ANNOUNCED),
        ("opened a branch in Lyon on 1 November", Certainty.DONE),
        ("opens a branch in Lyon on 1 October", Certainty.DONE),
    ],
)
def test_a_site_that_opens_on_a_day_ahead_is_not_open_yet(said: str, certainty: Certainty) -> None:
    """The day is compared with that of the text."""
    day = datetime(2026, 11, 16, tzinfo=UTC)
    title = f"Vennmark {said.split(maxsplit=1)[0]} Lyon branch"
    [events] = detect([Announcement("1", "wire", title, f"Vennmark Motors {said}.", "", day, day)])
    assert {event.certainty for event in events if event.type == "office_opened"} == {certainty}


DEAL = CompanyEvent("d", "a", "acquisition", "Orbel", Certainty.ANNOUNCED, side="acquirer", counterparty="Tessaly")


@pytest.mark.parametrize(
    ("text", "far"),
    [
        ("Chipmaker Orbel completes $69bn deal to buy Tessaly", Certainty.DONE),
        ("Orbel closed its deal to acquire rival Tessaly.", Certainty.DONE),
        ("Orbel has completed the agreement to purchase Tessaly.", Certainty.DONE),
        ("Orbel has finalized an agreement to acquire Tessaly.", Certainty.ANNOUNCED),
        ("Orbel concludes an agreement to acquire Tessaly.", Certainty.ANNOUNCED),
        ("Orbel completes deal to buy Tessaly. It is subject to regulatory approval.", Certainty.ANNOUNCED),
        ("Orbel expects it closes its deal to buy Tessaly next year.", Certainty.ANNOUNCED),
        ("Orbel completes Quorrel deal, agrees deal to buy Tessaly", Certainty.ANNOUNCED),
        ("Orbel expects to close its deal to buy Tessaly in May.", Certainty.ANNOUNCED),
        ("Orbel closes in on deal to buy Tessaly", Certainty.ANNOUNCED),
        ("Orbel closes lower after deal to buy Tessaly", Certainty.ANNOUNCED),
        ("Orbel completes financing for deal to buy Tessaly", Certainty.ANNOUNCED),
        ("Orbel will buy Tessaly once it has completed its deal to buy Quorrel.", Certainty.ANNOUNCED),
        ("Orbel, which completed its deal to buy Quorrel, will buy Tessaly.", Certainty.ANNOUNCED),
    ],
)
def test_a_deal_to_buy_that_is_completed_is_done(text: str, far: Certainty) -> None:
    """Not one that is to be, nor another's, nor the money for it."""
    assert [one.certainty for one in with_days_ahead([DEAL], text, TODAY)] == [far]


@pytest.mark.parametrize(
    ("kind", "role", "text", "far"),
    [
        (
            "executive_departed",
            "chief executive",
            "Orbel plans to sell a unit after abruptly replacing its chief executive.",
            Certainty.DONE,
        ),
        ("executive_departed", "chief executive", "Orbel plans to replace its chief executive.", Certainty.ANNOUNCED),
        ("bankruptcy", "", "Orbel, which is in Chapter 11, lost a ruling.", Certainty.DONE),
        ("bankruptcy", "", "Orbel fights bondholders over the confirmation of a chapter 11 plan.", Certainty.DONE),
        ("bankruptcy", "", "Orbel will file for bankruptcy. Its rival Tessaly is in bankruptcy.", Certainty.ANNOUNCED),
        ("bankruptcy", "", "Orbel is in bankruptcy talks.", Certainty.ANNOUNCED),
        ("bankruptcy", "", "Orbel, whose parent is in administration, may file.", Certainty.ANNOUNCED),
        ("bankruptcy", "", "Orbel, which was in bankruptcy in 2009, may file again.", Certainty.ANNOUNCED),
    ],
)
def test_what_is_behind_is_done(kind: str, role: str, text: str, far: Certainty) -> None:
    """Who was replaced before what is planned, and an insolvency that is under way."""
    event = CompanyEvent("b", "a", kind, "Orbel", Certainty.ANNOUNCED, role=role)
    assert [one.certainty for one in with_days_ahead([event], text, TODAY)] == [far]


@pytest.mark.parametrize(
    ("text", "far"),
    [
        ("Orbel will join Tessaly in Franklin when it moves its headquarters from Cypress.", Certainty.ANNOUNCED),
        ("Orbel has moved its headquarters to Franklin. It cut jobs when it moved.", Certainty.DONE),
        ("Orbel CIO Dana Whitlock has left ahead of Dana Whitlock's planned retirement.", Certainty.DONE),
        ("Dana Whitlock stepped down as CIO of Orbel. Shares fell ahead of Whitlock's departure.", Certainty.DONE),
        ("Orbel fired Dana Whitlock as CIO. Its shares had fallen before Whitlock's exit.", Certainty.DONE),
        ("Dana Whitlock's planned retirement as CIO of Orbel took effect on Friday.", Certainty.DONE),
    ],
)
def test_what_is_told_as_of_a_day_to_come_is_announced(text: str, far: Certainty) -> None:
    kind, person = ("executive_departed", "Dana Whitlock") if "Whitlock" in text else ("headquarters_moved", "")
    event = CompanyEvent("m", "a", kind, "Orbel", Certainty.DONE, person=person)
    assert [one.certainty for one in with_days_ahead([event], text, TODAY)] == [far]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Orbel's founder steps down as potential bankruptcy looms.", Certainty.RUMOURED),
        ("Orbel is on the brink of insolvency, its lender said.", Certainty.RUMOURED),
        ("Orbel files for bankruptcy.", Certainty.DONE),
        ("Orbel files for bankruptcy after months in which insolvency loomed.", Certainty.DONE),
        ("Risk of bankruptcy grows. Orbel filed for Chapter 11 on Monday.", Certainty.DONE),
    ],
)
def test_an_insolvency_that_is_only_feared_is_a_rumour(text: str, certainty: Certainty) -> None:
    event = CompanyEvent("1", "a", "bankruptcy", "Orbel", certainty=Certainty.DONE, sentence=text)
    (told,) = with_days_ahead([event], text, None)
    assert told.certainty is certainty
