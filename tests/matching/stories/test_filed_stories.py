"""Filings and the press about them are one story; a correction updates it, another event stays another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from callnow.filings import UNNUMBERED
from callnow.model import CompanyEvent, Filing, Report, Story
from callnow.prospects import Prospect
from callnow.terms import Certainty
from matching.stories.filed import current, supersedes
from matching.stories.told import added_facts, certainty_of, fullest, news_at
from matching.triggers.decide import decide, shipped_tables
from tests.matching.stories.test_stories import told

DAY_ONE = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTICE = Filing(
    "WARN notices, Ohio", "Fenmark LLC", "layoffs", "17", count="120", origin="Dayton", state="OH",
    filed_on=date(2026, 3, 2), effective_on=date(2026, 5, 1), words="FENMARK LLC #4; Dayton; 120",
)  # fmt: skip


def filed(day: float = 0, filing: Filing = NOTICE, **changes: object) -> Report:
    """The report of a filing."""
    given = replace(filing, **changes)  # type: ignore[arg-type]
    slots = {name: getattr(given, name) for name in ("certainty", "count", "origin", "person", "role")}
    event = CompanyEvent(f"f{day}", f"n{day}", given.type, "Fenmark LLC", sentence=given.words, filing=given, **slots)
    return Report(event, f"Fenmark LLC: notice {day}", "", "warn", DAY_ONE + timedelta(days=day))


def press(kind: str = "layoffs", day: float = 3, **slots: str) -> Report:
    """The report of a wire."""
    event = CompanyEvent(f"p{day}", f"a{day}", kind, "Fenmark", Certainty.ANNOUNCED, sentence="As told", **slots)  # type: ignore[arg-type]
    return Report(
        event, f"Fenmark in the news {day}", f"https://wire.example.com/{day}", "wire", DAY_ONE + timedelta(days=day)
    )


def test_a_notice_and_the_press_about_it_are_one_story() -> None:
    """By town, by number, by nothing but the weeks, as a closing or a restructuring; also where the press is first."""
    reports = [
        filed(), press(day=12, count="120"), press(day=13, origin="Dayton"), press("office_closed", day=14),
        press("restructuring", day=15),
    ]  # fmt: skip
    (story,) = told(*reports)
    assert len(story.reports) == 5
    assert story.in_the_press
    assert len(told(press(day=0), filed(4))) == 1
    assert len(told(filed(), press(count="1,500"))) == 1  # a notice counts those of one state


def test_what_the_press_tells_of_another_site_or_later_stays_apart() -> None:
    """Another town, fewer people than were filed, or a month later: another event. Without a filing nothing changes."""
    assert len(told(filed(), press(origin="Austin"))) == 2
    assert len(told(filed(), press(count="20"))) == 2
    assert len(told(filed(), press(day=40))) == 2
    assert len(told(press(day=0), press("office_closed", day=1))) == 2


def test_notices_of_one_round_are_one_story_and_a_correction_updates_it() -> None:
    """Another site, the same notice in a second state's list, and an amendment two months later: one story, whose
    number is the corrected one; a repetition adds nothing."""
    other_state = filed(1, register="WARN notices, Indiana", state="IN", number="")
    amended = filed(60, number="31", amends="17", count="155")
    (story,) = told(filed(), other_state, filed(2, number="18", origin="Akron", count="40"), amended)
    assert len(story.reports) == 4
    assert fullest(story).event.count == "155"
    assert added_facts(story, amended) == ("count",)
    assert added_facts(story, other_state) == ()
    assert "120" not in [
        r.event.count for r in current(story.reports) if r.event.filing and r.event.filing.number == "17"
    ]
    (taken_back,) = told(filed(), filed(9, number="40", amends="17", certainty=Certainty.DENIED))
    assert certainty_of(taken_back) is Certainty.DENIED


def read_later(day: float, filing: Filing, **changes: object) -> Report:
    """The report of the notice of day one, as its list has it at a visit some days later."""
    report = filed(day, filing, **changes)
    return replace(report, published_at=DAY_ONE, read_at=DAY_ONE + timedelta(days=day))


def test_a_number_that_the_list_corrects_in_its_row_is_the_storys() -> None:
    """With a number of the filing or by its day, more or fewer; of another site, or listed beside it, it adds none."""
    for notice in (NOTICE, replace(NOTICE, number=""), replace(NOTICE, number="", filed_on=None)):
        for count in ("175", "90"):
            first, later = read_later(1, notice), read_later(2, notice, count=count)
            (story,) = told(first, later)
            assert fullest(story).event.count == count
            assert added_facts(story, later) == ("count",)
    unnamed = replace(NOTICE, number="")
    for other in (read_later(2, unnamed, origin="Akron", count="40"), read_later(1, unnamed, count="40")):
        (story,) = told(read_later(1, unnamed), replace(other, event=replace(other.event, id="x", announcement_id="x")))
        assert len(current(story.reports)) == 2
    both = read_later(2, unnamed, origin="", site="Dayton; Akron", count="160")
    assert current([read_later(1, unnamed, site="Dayton"), both]) == (both,)


def test_persons_that_are_filed_are_compared_as_everywhere() -> None:
    """Two officers who leave in one week are two events, whoever files them."""
    leaves = replace(NOTICE, type="executive_departed", number="", count="", origin="")
    one, other = filed(0, leaves, person="Nils Garrow"), filed(1, leaves, person="Petra Vance", number="2")
    assert len(told(one, other, press("executive_departed", person="Nils Garrow"))) == 2


UNNAMED = replace(NOTICE, number="", count="300", site="Dayton/Montgomery")
TOLEDO = replace(UNNAMED, count="50", origin="Toledo", site="Toledo/Lucas", effective_on=date(2026, 5, 4))
AGAIN = replace(UNNAMED, amends=UNNUMBERED)
BACK = Certainty.DENIED


def lead(story: Story) -> tuple[str, str]:
    """The people and the town that a story leads with."""
    return fullest(story).event.count, fullest(story).event.origin


def test_what_is_taken_back_or_corrected_at_one_site_stands_at_the_others() -> None:
    """In a register without numbers it is that of its own town; the last one that is taken back ends the story."""
    dayton, toledo = filed(0, UNNAMED), filed(1, TOLEDO)
    gone = filed(13, TOLEDO, count="", amends=UNNUMBERED, certainty=BACK)
    (story,) = told(dayton, toledo, gone)
    assert (certainty_of(story), lead(story)) == (Certainty.ANNOUNCED, ("300", "Dayton"))
    assert toledo not in current(story.reports)
    (fewer,) = told(dayton, toledo, filed(13, TOLEDO, count="40", amends=UNNUMBERED))
    assert lead(fewer) == ("300", "Dayton")
    assert [r.event.count for r in current(fewer.reports)] == ["300", "40"]
    (over,) = told(dayton, toledo, gone, filed(15, AGAIN, certainty=BACK))
    assert certainty_of(over) is BACK
    prospect = Prospect("p1", "Mara Lindqvist", "Fenmark", "em1", title="IT Director", function="it")
    (call,) = decide(story, [prospect], shipped_tables(), DAY_ONE + timedelta(days=14))
    assert call.why == "Fenmark LLC will cut 300 jobs in Dayton, from May 1."
    assert decide(over, [prospect], shipped_tables(), DAY_ONE + timedelta(days=16)) == []


def test_a_larger_part_that_is_taken_back_amends_the_call_and_makes_nothing_fresh() -> None:
    """The story says more by it, so that the call names what stands; it is as old as it was."""
    gone = filed(13, TOLEDO, count="500", amends=UNNUMBERED, certainty=BACK)
    (story,) = told(filed(0, UNNAMED), filed(1, TOLEDO, count="500"), gone)
    assert lead(story) == ("300", "Dayton")
    assert added_facts(story, gone) == ("planning",)
    assert news_at(story) == DAY_ONE


def test_an_amended_filing_on_one_officer_is_of_that_officers_story() -> None:
    """However near the other's is; on somebody else it is a story of its own."""
    leaves = replace(NOTICE, type="executive_departed", number="1", count="", origin="", state="")
    garrow = filed(0, leaves, person="Nils Garrow", role="CFO")
    vance = filed(40, leaves, person="Petra Vance", role="COO", number="2")
    amended = filed(55, leaves, person="Nils P. Garrow", number="3", amends=UNNUMBERED)
    assert [story.reports for story in told(garrow, vance, amended)] == [(garrow, amended), (vance,)]
    assert len(told(garrow, vance, filed(55, leaves, person="Ian Moss", number="3", amends=UNNUMBERED))) == 3


def test_an_amended_deal_corrects_none_with_another_side() -> None:
    """Accounts of one company that was bought are filed as an amendment, weeks after the next one was."""
    buys = replace(NOTICE, type="acquisition", number="1", count="", origin="", state="", side="acquirer")
    first, second = filed(0, buys, counterparty="Orbel Pumps"), filed(20, buys, counterparty="Vantner", number="2")
    amended = filed(70, buys, counterparty="Orbel Pumps", number="3", amends=UNNUMBERED)
    assert not supersedes(amended, second)
    assert supersedes(amended, first)


def test_corrections_of_one_day_do_not_correct_each_other() -> None:
    """What they correct stays corrected; one that is listed on the day of what it corrects corrects it."""
    first, other = filed(5, AGAIN, count="120"), filed(5, AGAIN, count="90")
    first, other = (
        replace(r, event=replace(r.event, id=i, announcement_id=i)) for r, i in ((first, "x"), (other, "y"))
    )
    assert current([filed(0, UNNAMED), first, other]) == (first, other)
    same_day = replace(first, published_at=DAY_ONE)
    assert current([filed(0, UNNAMED), same_day]) == current([same_day, filed(0, UNNAMED)]) == (same_day,)


def test_a_correction_stays_though_it_repeats_what_it_corrects() -> None:
    """The same days and people at a site that is spelled otherwise, or the same number in a register."""
    named, spelled = (
        filed(0, UNNAMED, site="1200 Front St, Dayton"),
        filed(4, AGAIN, site="1200 Front Street, Dayton OH"),
    )
    assert current([named, spelled]) == (spelled,)
    (story,) = told(filed(), filed(4, amends=UNNUMBERED, count="40"))
    assert lead(story) == ("40", "Dayton")
    (twice,) = told(filed(), filed(4, amends=UNNUMBERED, count="40"), filed(9, amends=UNNUMBERED, count="60"))
    assert lead(twice) == ("60", "Dayton")


def test_a_notice_of_as_many_people_at_another_site_is_no_repetition() -> None:
    """Of two numbers with the same days and people one is corrected: the other stands; so without numbers."""
    akron = filed(1, number="2", count="50", origin="Akron")
    (story,) = told(filed(0, number="1", count="50"), akron, filed(9, number="3", amends="1", count="10"))
    assert lead(story) == ("50", "Akron")
    near = filed(1, TOLEDO, count="300", effective_on=UNNAMED.effective_on)
    (unnamed,) = told(filed(0, UNNAMED), near, filed(9, AGAIN, count="10"))
    assert lead(unnamed) == ("300", "Toledo")


def test_sites_of_one_town_are_told_apart_by_number_or_name() -> None:
    """A correction of one store is not one of another; a site that is not named may be any."""
    store = filed(0, UNNAMED, site="#0417; Dayton")
    assert supersedes(filed(9, AGAIN, site="Store 417"), store)
    assert not supersedes(filed(9, AGAIN, site="#0500"), store)
    assert supersedes(filed(9, AGAIN, site=""), store)
    assert not supersedes(filed(9, AGAIN, site="Engine Plant"), filed(0, UNNAMED, site="Foundry"))


def test_filings_of_one_document_do_not_correct_each_other() -> None:
    """An amended 8-K that names two officers says both, also where two feeds list it."""
    leaves = replace(NOTICE, type="executive_departed", number="4", count="", origin="", amends=UNNUMBERED)
    one, other = filed(0, leaves, person="Nils Garrow"), filed(1, leaves, person="Petra Vance")
    assert current([one, other]) == (one, other)
    other = replace(other, published_at=DAY_ONE, event=replace(other.event, announcement_id="n0"))
    assert current([one, other]) == (one, other)


def test_a_call_says_that_it_was_filed_and_from_when() -> None:
    """Before the press: what was filed, with the day that lies ahead, and that it is not in the news yet."""
    prospect = Prospect("p1", "Mara Lindqvist", "Fenmark", "em1", title="IT Director", function="it")
    (before,) = decide(told(filed(type="office_closed"))[0], [prospect], shipped_tables(), DAY_ONE)
    assert before.why == "Fenmark LLC will close its site in Dayton on May 1."
    assert "Filed (WARN notices, Ohio) and not yet in the news: they may not have heard." in before.talking_points
    (after,) = decide(told(filed(), press())[0], [prospect], shipped_tables(), DAY_ONE + timedelta(days=3))
    assert after.why == "Fenmark LLC will cut 120 jobs in Dayton, from May 1."
    assert not any("not yet in the news" in point for point in after.talking_points)
    late = decide(told(filed())[0], [prospect], shipped_tables(), DAY_ONE + timedelta(days=65))
    assert not late, "what was filed and carried out by now is history"
