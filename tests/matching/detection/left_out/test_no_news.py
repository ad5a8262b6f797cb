"""What is read as an event and is none is not told; what is news in like words is."""

from __future__ import annotations

import pytest

from tests.matching.detection.left_out.kinds_told import told


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Milford names Carla Denning police chief", "MILFORD - The town council named Carla Denning police chief."),
        (
            "Otto Zorvel, who built Zorvel Holdings, dies at 92",
            "Otto Zorvel, who turned a bakery into Zorvel Holdings and retired as its chairman in 1997, has died.",
        ),
        (
            "Velmora cuts staff costs by $2 million",
            "Velmora says that its new planning tool cut staff costs by $2 million.",
        ),
        ("Orbel CEO on firing his best friend", "The chief of Orbel talks of what he learnt by it."),
        ("Orbel introduces short-time work for 300 employees in Dayton", ""),
        ("Tool tracks layoffs across biotech", "Orbel has launched a page that lists layoffs at 400 biotechs."),
        ("Layoffs at 400 biotechs", "Orbel has counted layoffs at 400 biotechs this year, its tracker shows."),
        ("Orbel chief Jane Roe takes her time to hire a CFO", ""),
        ("Orbel cuts staff hours at 12 stores", "Orbel will cut employee hours at 12 stores this winter."),
        ("Ivo Lang dies", "Ivo Lang, chief executive of Orbel Hospital from 1979 to 1996, has died at 90."),
        ("Ivo Lang dies", "Ivo Lang, president of Orbel Hospital for 18 years until May 2003, died on Monday."),
        ("Former Orbel Hospital president dies", "Ivo Lang, who led Orbel Hospital from 1982 through 1997, has died."),
        ("Former Orbel chairman Ivo Lang dies", "Ivo Lang, chairman of Orbel until he retired in 2003, has died."),
        (
            "Tessaly Foods marks 120 years with open day",
            "Families queued round the block as Tessaly Foods opened the gates of its Leeds works on Saturday.",
        ),
        ("Corvessa's long road", "Ten years ago Corvessa Bancorp bought First Elmwood. Today it is a large lender."),
        (
            "Ten years ago: when Corvessa bought First Elmwood",
            "In November 2016 Corvessa Bancorp paid $2 billion for First Elmwood Bank. It was a bold deal.",
        ),
        (
            "Ask me anything: Mira Lund, product chief of Corvessa Bancorp",
            "Mira Lund, chief product officer, says firing a friend was the best decision she made.",
        ),
        (
            "Five minutes with Mira Lund of Corvessa Bancorp",
            "Mira Lund, chief product officer of Corvessa Bancorp, says leaving academia was her best decision.",
        ),
        (
            "VP of Sales (m/f/d), Berlin",
            "Quantly is hiring a VP of Sales. You will report to the CEO.",
        ),
        ("Head of Finance", "Moss & Co is hiring a Head of Finance. Apply by Friday."),
        ("Director of Nursing wanted", "Millbrook Hospital is now hiring a Director of Nursing."),
        ("Corvessa is hiring a new CFO", "Corvessa Bancorp is hiring a CFO to lead its finance team of 12."),
        (
            "Eleanor Marsh, pioneering hospital administrator, dies at 88",
            "Eleanor Marsh, the first woman to serve as chief executive of Kingsway General Hospital, died on Monday. "
            "She retired in 1997.",
        ),
        (
            "Ferris Gold intersects 12 g/t at Moose Ridge",
            "Ferris Gold Corp. reported assays. This release contains forward-looking information, including that it "
            "may acquire claims, appoint officers or close its Timmins office.",
        ),
        ("Corvessa seeks chief AI officer", "Corvessa Bancorp is looking for a chief AI officer, a job advert shows."),
    ],
)
def test_what_is_no_news_is_not_told(title: str, text: str) -> None:
    """A town's offices, who had long retired, an open day, history, a vacancy."""
    assert told(title, text) == []


def test_who_had_a_post_that_is_offered_does_not_come() -> None:
    text = "Orbel is hiring a chief financial officer. Ann Roe, who held the post, left in May."
    assert "executive_hired" not in [kind for kind, _ in told("Orbel hiring CFO", text)]


def test_who_gives_a_contract_has_won_none() -> None:
    """It is the one that is picked."""
    text = "Appliance maker Halmwerk will run its planning on software by Zorvel of Boise. The contract runs for years."
    events = told("Halmwerk picks Zorvel Software for planning system", text)
    assert [kind for kind, company in events if company == "Halmwerk"] == []
    assert [kind for kind, company in events if company.startswith("Zorvel")] == ["contract_won"]


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        (
            "Orbel chairman Ivo Lang dies",
            "Ivo Lang, chairman of Orbel since 2011, has died.",
            "executive_departed",
        ),
        (
            "Orbel chief Ivo Lang dies",
            "Ivo Lang, chief executive of Orbel, died on Sunday. He retired from the army in 1990 and founded Orbel.",
            "executive_departed",
        ),
        (
            "Mira Lund leaves Corvessa Bancorp",
            "The chief product officer, who fired a friend in her first week, is leaving.",
            "executive_departed",
        ),
        (
            "Corvessa Bancorp's product chief Mira Lund left abruptly",
            "Corvessa Bancorp confirmed that she left.",
            "executive_departed",
        ),
        (
            "Corvessa Bancorp names CFO after taking its time",
            "Corvessa Bancorp, which took its time, named Mira Lund chief financial officer.",
            "executive_hired",
        ),
        (
            "Who's moving",
            "Corvessa Bancorp has named Mira Lund chief financial officer.",
            "executive_hired",
        ),
        (
            "Orbel buys back Tessaly, which it sold ten years ago",
            "Orbel has bought Tessaly, a maker of lenses that it sold ten years ago.",
            "acquisition",
        ),
        (
            "Mira Lund, who joined Orbel 20 years ago, is named CEO",
            "Mira Lund, who joined Orbel 20 years ago as a clerk, was named its CEO on Monday.",
            "executive_hired",
        ),
        (
            "Orbel opens its doors",
            "Orbel opened the doors of its new Leeds store. Families queued.",
            "office_opened",
        ),
        (
            "Orbel is hiring a CFO, to take on Ann Roe",
            "Orbel is hiring a chief financial officer. Ann Roe, who left Velm in May, will join as CFO.",
            "executive_hired",
        ),
        ("Orbel is hiring Velm veteran as CFO", "Orbel is hiring a Velm veteran as CFO.", "executive_hired"),
        ("Orbel hiring president from Velm", "Orbel is hiring a president from Velm, it said.", "executive_hired"),
        (
            "Tarnhill names Joan Lind CEO after Max Orr dies",
            "Tarnhill has named Joan Lind chief executive. Max Orr, her brother, died last week.",
            "executive_hired",
        ),
        (
            "Velmora to close Dayton office",
            "Velmora will close its office in Dayton. This release contains forward-looking statements on the closure.",
            "office_closed",
        ),
        ("Lincoln names CFO", "Lincoln, an insurer in Ohio, has named Carla Denning as its CFO.", "executive_hired"),
    ],
)
def test_news_in_like_words_is_told(title: str, text: str, kind: str) -> None:
    """Who dies in office, what is bought back, who joined long ago and rises now, a new store, a company called like a
    town."""
    assert kind in [one for one, _ in told(title, text)]


def test_jobs_that_go_to_somebody_are_not_cut() -> None:
    """Unless the text tells of a cut, too."""
    assert "layoffs" not in [kind for kind, _ in told("Orbel: 20 jobs to go to local people", "")]
    assert "layoffs" in [kind for kind, _ in told("Orbel cuts 20 jobs, work to go to India", "")]
    assert "layoffs" in [kind for kind, _ in told("Orbel to lay off 20", "Their jobs will go to India, Orbel said.")]


def test_shorter_hours_are_no_product() -> None:
    """ "Introduces Kurzarbeit" launches nothing."""
    text = "Vennmark Werke introduces Kurzarbeit for 300 employees from December because of weak orders."
    assert "product_launched" not in [kind for kind, _ in told("Vennmark introduces Kurzarbeit", text)]


def test_who_lets_people_go_hires_nobody() -> None:
    """Unless the text tells of those who come, too."""
    assert told("Orbel retrenches 40 workers", "The others will be moved to Dayton.") == [("layoffs", "Orbel")]
    both = told(
        "Orbel lays off 40 and will hire 60 engineers", "Orbel is laying off 40 people and hiring 60 engineers."
    )
    assert sorted(both) == [("hiring", "Orbel"), ("layoffs", "Orbel")]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Orbel not hit",
            "Orbel Foods said none of its systems were affected by the ransomware attack on its printer.",
        ),
        (
            "Faulty update stops plants",
            "A faulty update took down Orbel Foods' plants. It was not a cyberattack, it said.",
        ),
        ("Orbel Foods on outage", "Orbel Foods said its outage was due to a failed router rather than a hack."),
        (
            "Orbel Foods unaffected by breach",
            "Orbel Foods was not affected by the data breach at its payroll provider.",
        ),
        ("Orbel Foods rules out cyberattack", "Orbel Foods has ruled out a cyberattack as the cause of the outage."),
    ],
)
def test_who_was_not_hit_had_no_incident(title: str, text: str) -> None:
    """Whatever went wrong, or whoever else was hit."""
    assert ("security_incident", "Orbel Foods") not in told(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Orbel Foods hit by ransomware", "Orbel Foods was hit by ransomware, it said. Payroll was not affected."),
        ("Orbel Foods attack", "Orbel Foods was hit by a ransomware attack but no data was affected by the breach."),
        (
            "Orbel Foods discloses breach",
            "Orbel Foods disclosed a data breach. There is no evidence of misuse of data.",
        ),
        (
            "Orbel Foods on ransomware attack",
            "Orbel Foods found no evidence that data was taken in the ransomware attack that shut its plants.",
        ),
        ("Orbel Foods hacked", "Orbel Foods was hacked. It found no evidence of a breach of its tills."),
    ],
)
def test_an_incident_that_spared_a_part_is_told(title: str, text: str) -> None:
    """What was not reached does not take it back."""
    assert ("security_incident", "Orbel Foods") in told(title, text)


def test_who_lists_layoffs_may_have_its_own() -> None:
    text = "Orbel Search, which tracks layoffs across tech, has laid off 40 people."
    assert told("Orbel Search lays off 40", text) == [("layoffs", "Orbel Search")]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Orbel fears for orders",
            "Orbel said orders may soften after Tessaly Rail, its biggest customer, announced it would cut 300 jobs.",
        ),
        (
            "Velmora marks one-year milestone at new headquarters",
            "Velmora is glad to celebrate the one-year anniversary of its relocation to a new head office in Tampa.",
        ),
        ("Velmora temporarily closes office", "Velmora has temporarily closed its Austin office after threats."),
        ("Orbel Bank moves into new branch", "Orbel Bank is moving its Phoenix branch to a building two blocks away."),
    ],
)
def test_what_others_do_and_what_lasts_for_a_time_is_none(title: str, text: str) -> None:
    """A customer's cuts, a move of a year ago, an office that opens again, a branch."""
    assert not {("layoffs", "Orbel"), ("headquarters_moved", "Velmora"), ("office_closed", "Velmora")} & {
        *told(title, text)
    }
    assert ("headquarters_moved", "Orbel Bank") not in told(title, text)


@pytest.mark.parametrize(
    ("kind", "title", "text"),
    [
        (
            "layoffs",
            "Orbel cuts 50 jobs",
            "Orbel is cutting 50 jobs after Tessaly Rail, its biggest customer, announced it would cut 300.",
        ),
        (
            "layoffs",
            "Orbel to shrink its workforce",
            "Orbel will reduce its workforce after Tessaly Rail, its biggest customer, said it would cut 300 jobs.",
        ),
        ("layoffs", "Orbel to lay off 40", "Orbel is laying off 40 people as its biggest customer, Tessaly, goes."),
        (
            "headquarters_moved",
            "Orbel marks 50th anniversary with move",
            "Orbel marks its 50th anniversary and will move its headquarters to Tampa, Florida.",
        ),
        (
            "office_closed",
            "Orbel closes Austin office",
            "Orbel has closed its office in Austin, Texas, that it had temporarily closed in May.",
        ),
        (
            "office_closed",
            "Orbel to wind down Hull site",
            "Orbel will wind down its Hull plant, which it temporarily closed in May.",
        ),
        (
            "office_closed",
            "Orbel closing Austin office as workers temporarily relocate",
            "Orbel is closing its Austin office as workers temporarily relocate to Dallas.",
        ),
        (
            "headquarters_moved",
            "Orbel relocated headquarters to Tampa for 50-year anniversary",
            "Orbel has relocated its headquarters to Tampa to mark its 50-year anniversary in its home state.",
        ),
        (
            "headquarters_moved",
            "Orbel celebrates 100-year anniversary at new headquarters",
            "Orbel relocated to a new headquarters in Tampa and celebrated its 100-year anniversary in the new office.",
        ),
        (
            "office_opened",
            "Orbel expands with new Leeds office",
            "Orbel has opened a Leeds office on the first anniversary of its London office.",
        ),
        (
            "layoffs",
            "Blow for Orbel as customer leaves",
            "Orbel said that after its largest customer, Tessaly Rail, left, it would cut 200 jobs in Hull.",
        ),
    ],
)
def test_news_beside_what_others_do_is_told(kind: str, title: str, text: str) -> None:
    assert (kind, "Orbel") in told(title, text)
