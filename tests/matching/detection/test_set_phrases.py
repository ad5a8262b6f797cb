"""What a set phrase tells of a company is certain, and as far along as the phrase says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from callnow.model import Announcement, CompanyEvent
from callnow.terms import Certainty
from matching.detection.detect import detect
from matching.detection.set_phrases import told_in_a_set_phrase

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DONE, AHEAD = Certainty.DONE, Certainty.ANNOUNCED


def far(kind: str, title: str, text: str = "") -> Certainty | None:
    event = CompanyEvent("1", "a", kind, "Tessaly", Certainty.RUMOURED, also_called=("Tessaly Foods",))
    return told_in_a_set_phrase(event, title, text)


@pytest.mark.parametrize(
    "title",
    [
        "Tessaly falls into administration with 210 jobs at risk",
        "Leeds baker Tessaly Foods plc has gone into administration",
        "Administrators appointed at Tessaly, 210 jobs at risk",
        "Administrators from Carden Leigh were called in at Tessaly Foods",
        "Tessaly calls in administrators",
    ],
)
def test_administration_has_begun(title: str) -> None:
    """Whoever the administrators are, in the title or below it."""
    assert far("bankruptcy", title) is Certainty.DONE
    assert far("bankruptcy", "Jobs at risk in Leeds", f"{title}.") is Certainty.DONE


@pytest.mark.parametrize(
    "title",
    [
        "Tessaly on brink of administration",
        "Administrators to be appointed at Tessaly",
        "Administrators set to be appointed at Tessaly",
        "Owner of Tessaly falls into administration",
        "Tessaly could fall into administration",
        "Tessaly supplier Orbel falls into administration",
        "Tessaly enters administration building",
        "Tessaly falls into administration, sources say",
        "Who are the administrators appointed at Tessaly?",
        "Tessaly appoints administrator for its Leeds clinic",
    ],
)
def test_what_is_near_administration_or_of_another_is_left_to_the_reader(title: str) -> None:
    """What is expected, asked or heard, and what befalls a supplier or an owner."""
    assert far("bankruptcy", title) is None


@pytest.mark.parametrize(
    ("title", "begun"),
    [
        ("Tessaly Foods launches strategic review of retail bank", True),
        ("Tessaly has started a strategic review of its pensions business", True),
        ("Tessaly's board has initiated a formal review of strategic alternatives", True),
        ("Tessaly announces results of strategic review", False),
        ("Tessaly has completed a strategic review", False),
        ("Tessaly may start a strategic review", False),
        ("Tessaly denies that it has begun a strategic review", False),
    ],
)
def test_a_strategic_review_that_is_begun_is_a_restructuring_announced(title: str, begun: bool) -> None:
    """Of all or a part of the company; one that is over, expected or denied is left to the reader."""
    assert far("restructuring", title) is (Certainty.ANNOUNCED if begun else None)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Recommended cash offer for Tessaly plc by Orbel Bidco Limited", ""),
        ("Recommended final all-cash offer for Orbel plc by Tessaly", ""),
        (
            "Offer",
            "The boards of Orbel Bidco and Tessaly have reached agreement on the terms of a recommended cash offer.",
        ),
    ],
)
def test_a_recommended_offer_is_agreed(title: str, text: str) -> None:
    """On both sides; a possible one is not, nor one that is not recommended."""
    assert far("acquisition", title, text) is Certainty.ANNOUNCED
    assert far("acquisition", title.replace("ecommended", "ejected"), text.replace("recommended", "possible")) is None


def test_the_head_office_that_is_shut_for_another_moves() -> None:
    """And a shop that is shut is none."""
    assert far("headquarters_moved", "Tessaly to shut Derby head office and move to Telford") is Certainty.ANNOUNCED
    assert far("headquarters_moved", "Tessaly to shut Derby store and move to Telford") is None


def test_who_seeks_protection_from_creditors_has_filed() -> None:
    """Who could, or seeks to come out of it, has not."""
    for title in ("Tessaly seeks Chapter 11 protection", "Tessaly, a grocer, is seeking protection from its creditors"):
        assert far("bankruptcy", title) is Certainty.DONE, title
    for title in ("Tessaly could seek bankruptcy protection", "Tessaly seeks to exit bankruptcy protection"):
        assert far("bankruptcy", title) is None, title


def test_a_head_office_pulled_out_of_a_town_moves() -> None:
    """No plan is given up, as one is that is pulled."""
    for title in (
        "Tessaly pulls headquarters out of Derby",
        "Tessaly, the insurer, is pulling its head office from Derby",
    ):
        assert far("headquarters_moved", title) is Certainty.ANNOUNCED, title
    for title in ("Tessaly pulls out of Derby headquarters deal", "Tessaly could pull its head office out of Derby"):
        assert far("headquarters_moved", title) is None, title


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("Tessaly Foods falls into administration", "", ("bankruptcy", "Tessaly Foods", "done")),
        ("Administrators called in at Tessaly Foods", "", ("bankruptcy", "Tessaly Foods", "done")),
        ("Joint administrators appointed to Tessaly Foods", "", ("bankruptcy", "Tessaly Foods", "done")),
        ("Administrators appointed at Tessaly Foods, 210 jobs at risk", "", ("bankruptcy", "Tessaly Foods", "done")),
        (
            "Recommended all-share offer for Tessaly plc by Orbel plc",
            "The boards of Orbel plc and Tessaly plc have agreed the terms of a recommended all-share offer.",
            ("acquisition", "Tessaly", "announced"),
        ),
        (
            "Tessaly Retail to shut Derby head office and move to Telford",
            "Staff were told yesterday.",
            ("headquarters_moved", "Tessaly Retail", "announced"),
        ),
    ],
)
def test_such_an_event_asks_for_a_call(title: str, text: str, told: tuple[str, str, str]) -> None:
    """However seldom the reader has seen the phrase."""
    (events,) = detect([Announcement("a", "wire", title, text, "", NOW, NOW)])
    assert told in {(e.type, e.company, str(e.certainty)) for e in events if e.probability >= e.certain_from}


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Tessaly puts 180 staff on redundancy notice", Certainty.ANNOUNCED),
        ("Tessaly has told 180 staff that their jobs are at risk", Certainty.ANNOUNCED),
        ("Tessaly Foods to make 130 people redundant", Certainty.ANNOUNCED),
        ("Tessaly to move its head office to Leeds, putting 75 jobs at risk", Certainty.ANNOUNCED),
        ("Tessaly has begun a 30-day consultation on 55 redundancies", Certainty.RUMOURED),
        ("Tessaly enters formal consultation with unions over 60 jobs", Certainty.RUMOURED),
        ("WARN: Tessaly, Racine WI, 112, effective 1/8/2027", Certainty.ANNOUNCED),
        ("Tessaly has told staff that no jobs are at risk", None),
        ("Tessaly warns staff that 200 jobs could be at risk", None),
        ("Tessaly may move to Leeds, putting 75 jobs at risk", None),
        ("Tessaly begins consultation on its new logo", None),
        ("Tessaly to make 130 redundant, sources say", None),
    ],
)
def test_british_words_of_redundancies(title: str, told: Certainty | None) -> None:
    """Notice to staff, and jobs at risk by what is decided, are announced; of what is consulted nothing is decided."""
    assert far("layoffs", title) is told


def test_what_a_sentence_denies_is_not_told_in_a_set_phrase() -> None:
    """What it denies beside the news leaves the phrase as it is."""
    assert far("acquisition", "Corwen Health denies that Tessaly will become part of Corwen") is None
    assert far("bankruptcy", "Tessaly falls into administration after talks collapse") is Certainty.DONE


@pytest.mark.parametrize(
    "said",
    [
        "has filed an application for the opening of insolvency proceedings at the district court of Fulda.",
        "has applied for protective shield proceedings.",
        "has filed for insolvency in self-administration.",
    ],
)
def test_insolvency_as_it_is_filed_in_germany_is_certain(said: str) -> None:
    """It was held for a rumour; who fears it has not filed."""
    [events] = detect(
        [Announcement("1", "wire", "Vennmark Holding insolvent", f"Vennmark Holding {said}", "", NOW, NOW)]
    )
    assert [(e.type, e.certainty, e.certain) for e in events] == [("bankruptcy", Certainty.DONE, True)]
    assert far("bankruptcy", "Tessaly could apply for insolvency proceedings") is None


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        (
            "Orbel Retail COO Jo Park calls it quits",
            "Jo Park, COO of Orbel Retail, has called it quits.",
            Certainty.DONE,
        ),
        ("Orbel Retail CEO puts in his papers", "Jo Park, CEO of Orbel Retail, has put in his papers.", Certainty.DONE),
        ("Orbel Retail CFO bids adieu", "Jo Park, CFO of Orbel Retail, has bid adieu to the company.", Certainty.DONE),
        ("Orbel Retail CEO not to call it quits", "Jo Park, CEO of Orbel Retail, will not call it quits.", None),
        ("Orbel Retail CEO calls it quits on deal", "Jo Park, CEO of Orbel Retail, called it quits on a deal.", None),
        ("Orbel Retail CEO calls it quits on Monday", "Jo Park, CEO of Orbel Retail, called it quits.", Certainty.DONE),
        ("Orbel Retail CEO calls it quits on 30-year career", "Jo Park, CEO of Orbel Retail, retires.", Certainty.DONE),
        ("Orbel Retail CEO bids adieu to office", "Jo Park, CEO of Orbel Retail, bid adieu to its old office.", None),
    ],
)
def test_idioms_of_resigning_are_departures(title: str, text: str, told: Certainty | None) -> None:
    """They are neither denials nor nothing; what is given up beside a post is a rumour of a departure at most."""
    events = detect([Announcement("1", "wire", title, text, "", NOW, NOW)])[0]
    facts = [one for one in events if one.certain and one.certainty is not Certainty.RUMOURED]
    certain = [one.certainty for one in facts if one.type == "executive_departed"]
    assert certain == ([told] if told else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Orbel Games has handed pink slips to 60 workers in Pune.", Certainty.ANNOUNCED),
        ("Orbel Games hands pink slips to 60 workers; others will be moved.", Certainty.ANNOUNCED),
        ("Orbel Games is handing out pink slips to 60 workers.", Certainty.ANNOUNCED),
        ("Orbel Games has retrenched 60 employees.", Certainty.DONE),
        ("Orbel Games will hand out pink slips to 60 workers.", Certainty.ANNOUNCED),
        ("Orbel Games may hand pink slips to 60 workers.", Certainty.RUMOURED),
        ("Orbel Games has denied that it gave pink slips to 60 workers.", None),
    ],
)
def test_pink_slips_are_layoffs(text: str, told: Certainty | None) -> None:
    """Who gets them, or is retrenched, is dismissed."""
    events = detect([Announcement("1", "wire", text, text, "", NOW, NOW)])[0]
    certain = [(one.certainty, one.count) for one in events if one.type == "layoffs" and one.certain]
    assert certain == ([(told, "60")] if told else [])


def test_people_who_were_let_go_are_gone() -> None:
    """By a number of them; not who may be, or is not."""
    assert far("layoffs", "Tessaly lets go of 60 journalists") is Certainty.DONE
    assert far("layoffs", "News", "Tessaly has let go of about 60 people.") is Certainty.DONE
    assert far("layoffs", "Tessaly may have let go of 60 journalists") is None
    assert far("layoffs", "Tessaly lets go of its London paper") is None


def cuts(title: str, certainty: Certainty = Certainty.DONE) -> Certainty | None:
    """How far along layoffs are that the grammar reads in a title."""
    return told_in_a_set_phrase(CompanyEvent("1", "a", "layoffs", "Tessaly", certainty, rule="cuts-jobs"), title, "")


@pytest.mark.parametrize(
    "title",
    [
        "Tessaly cuts 5% of jobs, hires AI chief",
        "Tessaly lays off 50, hires new CFO",
        "Tessaly trims workforce by 8%, appoints new COO",
        "Tessaly sheds about 400 staff, picks chairman",
        "Tessaly to cut 200 head office jobs, name finance chief",
    ],
)
def test_jobs_that_a_headline_says_to_go_are_certain(title: str) -> None:
    """Whatever news stands beside them, of which alone the reader takes notice."""
    assert cuts(title) is Certainty.DONE
    assert cuts(title, Certainty.ANNOUNCED) is Certainty.ANNOUNCED


@pytest.mark.parametrize(
    "title",
    [
        "Tessaly could cut 5% of jobs, hire AI chief",
        "Tessaly cuts 5% of costs, hires AI chief",
        "Tessaly supplier lays off 50",
        "Tessaly, which laid off 50 in 2023, hires CFO",
        "Will Tessaly cut 50 jobs?",
        "Tessaly hires finance chief who cut 50 jobs at Orbel",
        "Tessaly lays off for 50 days",
    ],
)
def test_jobs_that_a_headline_does_not_say_to_go_are_left_to_the_reader(title: str) -> None:
    """What may be, is of others, or lies back; and a rumour stays one."""
    assert cuts(title) is None
    assert cuts("Tessaly cuts 50 jobs", Certainty.RUMOURED) is None


def test_layoffs_are_certain_once_where_title_and_text_name_the_company_differently() -> None:
    """By the longer name, by which the reader reads them."""
    text = "Walt Tessaly Co. said it would lay off about 28,000 employees at its theme parks as visitors stay away."
    [events] = detect([Announcement("a", "wire", "Tessaly to Lay Off 28,000 Employees", text, "", NOW, NOW)])
    assert len([one for one in events if one.type == "layoffs" and one.certain]) == 1


@pytest.mark.parametrize("kind", ["Fintech", "Retailer", "Biotech"])
def test_layoffs_are_told_once_of_a_company_that_a_headline_describes(kind: str) -> None:
    """No second time of one called "Fintech Orbel"."""
    (events,) = detect(
        [Announcement("a", "wire", f"{kind} Orbel cuts 60 jobs", "Orbel will cut 60 jobs.", "", NOW, NOW)]
    )
    assert [(e.type, e.company) for e in events] == [("layoffs", "Orbel")]


def test_a_lender_calls_administrators_in_at_another() -> None:
    """It is not insolvent itself."""
    assert far("bankruptcy", "Lender calls in administrators at Tessaly") is Certainty.DONE
    assert far("bankruptcy", "Tessaly appoints receivers over Orbel") is None
    assert far("bankruptcy", "Tessaly calls in administrators over Easter") is Certainty.DONE
    assert far("bankruptcy", "Lender calls in administrators at Tessaly's rival Orbel") is None


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("bankruptcy", "Tessaly has gone into creditors' voluntary liquidation.", DONE),
        ("bankruptcy", "Tessaly ceased trading and went into liquidation.", DONE),
        ("bankruptcy", "Tessaly Foods was placed in compulsory liquidation.", DONE),
        ("bankruptcy", "Tessaly goes into members' voluntary liquidation.", None),
        ("bankruptcy", "Landlord of Tessaly goes into liquidation.", None),
        ("bankruptcy", "Tessaly could go into liquidation.", None),
        ("bankruptcy", "Tessaly was put into voluntary liquidation by its members.", None),
        ("bankruptcy", "Tessaly has filed a bankruptcy petition for Velm to be wound up.", None),
        ("bankruptcy", "Tessaly filed a Chapter 7 petition in Delaware late Sunday.", DONE),
        ("bankruptcy", "Tessaly has filed a voluntary bankruptcy petition.", DONE),
        ("bankruptcy", "Tessaly filed a bankruptcy petition against Orbel.", None),
        ("bankruptcy", "Lawyers for Tessaly filed a Chapter 11 petition.", None),
        ("bankruptcy", "The NCLT has admitted a plea by Velm Bank to begin insolvency against Tessaly.", DONE),
        ("bankruptcy", "The NCLT has rejected a plea by Velm Bank to begin insolvency against Tessaly.", None),
        ("bankruptcy", "The High Court wound up Tessaly on Monday.", DONE),
        ("bankruptcy", "Tessaly was wound up in the High Court on Monday.", DONE),
        ("bankruptcy", "The High Court wound up Tessaly's former supplier.", None),
        ("acquisition", "Tessaly said it had agreed to pay $212 million in cash for Orbel.", AHEAD),
        ("acquisition", "Orbel has agreed to pay £40m for snack maker Tessaly.", AHEAD),
        ("acquisition", "Tessaly agreed to pay $4 million for its part in the spill.", None),
        ("acquisition", "Orbel has agreed to pay £40m for Tessaly's Leeds plant.", None),
        ("acquisition", "Orbel has agreed to pay £40m for a stake in Tessaly.", None),
        ("acquisition", "Shareholders of Tessaly have voted to accept Orbel's offer of $88 million.", AHEAD),
        ("acquisition", "The board of Orbel accepted Tessaly's cash offer.", AHEAD),
        ("acquisition", "Shareholders of Orbel have yet to accept Tessaly's offer.", None),
        ("acquisition", "Tessaly accepted Orbel's apology.", None),
        ("acquisition", "Tessaly accepts Orbel's offer of help after a flood.", None),
        ("acquisition", "Unite members have voted to accept Tessaly's latest offer.", None),
        ("acquisition", "Unite has agreed to accept Tessaly's 3% pay offer.", None),
        ("acquisition", "The city accepted Tessaly's $3 million bid to build a bridge.", None),
        ("acquisition", "Orbel's chief accepts Tessaly's offer to run its bank.", None),
        ("acquisition", "Tessaly agreed to pay $9 million for Orbel's old plant.", None),
        ("acquisition", "The city agrees to pay $3 million for Tessaly police cars.", None),
        ("acquisition", "Orbel may agree to pay £40m for Tessaly.", None),
        ("layoffs", "Tessaly, Inc. (Nasdaq: TSLY) today announced a reduction in force of 40 percent.", AHEAD),
        ("layoffs", "Tessaly announced a strategic workforce reduction.", AHEAD),
        ("layoffs", "Tessaly announced no reduction in force.", None),
        ("layoffs", "Tessaly announced a completed reduction in force.", None),
        ("layoffs", "Tessaly is axing 70 of 220 positions in Velm.", AHEAD),
        ("layoffs", "Tessaly will cut 70 of its 220 staff.", AHEAD),
        ("layoffs", "Tessaly will not cut 70 of its 220 staff.", None),
        ("layoffs", "Tessaly will let 70 of its 220 workers go early on Friday.", None),
        ("layoffs", "Tessaly will cut 70 of its 220 flights.", None),
        ("executive_departed", "Provost Ann Roe will step down and return to the faculty, Tessaly said.", AHEAD),
        ("executive_departed", '"This will be my last month at Tessaly," its CIO Ann Roe wrote to staff.', AHEAD),
        ("executive_departed", '"Friday is my final day with Tessaly Foods," Ann Roe said.', AHEAD),
        ("executive_departed", "Her last day at Tessaly will be Friday, Ann Roe said.", AHEAD),
        ("executive_departed", "Ann Roe spent her last day at Tessaly packing.", None),
        ("executive_departed", "Friday is the last day at Tessaly's summer fair.", None),
        ("executive_departed", "This could be my last month at Tessaly, Ann Roe said.", None),
        ("executive_departed", "Provost Ann Roe will return to Tessaly from the faculty.", None),
    ],
)  # fmt: skip
def test_what_courts_creditors_and_buyers_do_is_told_in_one_phrase(
    kind: str, text: str, told: Certainty | None
) -> None:
    """Not what befalls another, nor what is denied, expected, solvent or of a part."""
    assert far(kind, "News of the day", text) is told
