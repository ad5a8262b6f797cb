"""Reports of one event become one story, two events stay two."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from callnow.model import CompanyEvent, Report, Story, stable_id
from callnow.terms import Certainty
from matching.event_types import family
from matching.reading.calibration import NEVER
from matching.stories.joining import join
from matching.stories.told import added_facts, certainty_of, fullest, news_at

DAY_ONE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIRM = "Northbay Kilns"
_count = itertools.count()


def report(
    kind: str = "executive_hired",
    title: str = "",
    *,
    day: float = 0,
    announcement: str = "",
    url: str = "",
    certainty: Certainty = Certainty.DONE,
    **slots: str,
) -> Report:
    """One wire's telling; each has its own announcement and address unless told otherwise."""
    number = next(_count)
    announcement = announcement or f"a{number}"
    identity = stable_id(announcement, kind, *sorted(slots.items()))
    event = CompanyEvent(identity, announcement, kind, FIRM, certainty, **slots)  # type: ignore[arg-type]
    url = url or f"https://wire.example.com/{number}"
    return Report(event, title or f"Headline number {number}", url, "wire", DAY_ONE + timedelta(days=day))


def told(*reports: Report) -> list[Story]:
    """The stories that come of telling `reports` in turn."""
    stories: dict[str, Story] = {}
    for each in reports:
        story = join(each, "em1", "em1", list(stories.values()))
        stories[story.id] = story
    return list(stories.values())


def sizes(*reports: Report) -> list[int]:
    return sorted(len(s.reports) for s in told(*reports))


def test_one_release_on_five_wires_is_one_story() -> None:
    """The same release on five wires over three days, with new addresses and retitled, is one story."""
    titles = [
        "Northbay Kilns Names CIO",
        "Jane Roe joins Northbay",
        "NORTHBAY KILNS NAMES CIO",
        "New tech chief",
        "Roe",
    ]
    stories = told(
        *(report(title=t, day=i * 0.7, person="Jane Roe", role="CIO", function="it") for i, t in enumerate(titles))
    )
    assert len(stories) == 1
    assert stories[0].titles == tuple(titles)


def test_promoted_and_hired_are_one_event() -> None:
    """Wires that cannot tell a hire from a promotion, or a merger from an acquisition, tell one story."""
    assert sizes(report("executive_hired", person="Jane Roe"), report("executive_promoted", person="Jane Roe")) == [2]
    assert sizes(report("acquisition", counterparty="Dunmore"), report("merger", counterparty="Dunmore Glass")) == [2]


def test_two_hires_of_one_announcement_are_one_story() -> None:
    """Two events of one family in one announcement are one story, and another wire's telling of it joins it."""
    first = report(title="Two join", announcement="x", person="Jane Roe", role="CIO")
    second = report(title="Two join", announcement="x", person="John Poe", role="CFO")
    elsewhere = report(title="Poe and Roe", day=1, announcement="y", person="John Poe")
    again = report(title="Poe and Roe", day=1, announcement="y", person="Jane Roe")
    assert sizes(first, second, elsewhere, again) == [4]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("executive_hired", {"person": "Jane Roe", "role": "CIO"}, {"person": "John Poe", "role": "CFO"}),
        ("executive_departed", {"person": "Jane Roe"}, {"person": "John Poe"}),
        ("executive_departed", {"person": "Martin Chen"}, {"person": "Maria Chen"}),
        ("executive_hired", {"role": "CIO", "function": "it"}, {"role": "CFO", "function": "finance"}),
        ("funding", {"amount": "$5 million"}, {"amount": "$25 million"}),
        ("headquarters_moved", {"destination": "Austin, Texas"}, {"destination": "Leeds"}),
        ("office_opened", {"destination": "Austin"}, {"destination": "Leeds"}),
        ("layoffs", {"count": "120"}, {"count": "900"}),
        ("acquisition", {"counterparty": "Dunmore Glass"}, {"counterparty": "Pell Ceramics"}),
        ("acquisition", {"side": "acquirer"}, {"side": "target"}),
        ("partnership", {"counterparty": "Dunmore Glass"}, {"counterparty": "Pell Ceramics"}),
    ],
)
def test_differing_facts_keep_stories_apart(kind: str, one: dict[str, str], other: dict[str, str]) -> None:
    """Two appointments, two rounds, two places, two deals on one day stay two stories."""
    assert sizes(report(kind, **one), report(kind, **other)) == [1, 1]


def test_names_that_are_only_alike_are_one_person_in_one_post() -> None:
    """A wire that writes "Bryan" for "Brian" tells of the same finance chief; the new operating chief is another."""
    brian = report(person="Brian Hart", role="CFO", function="finance", rank=1)
    assert sizes(brian, report(person="Bryan Hart", role="finance chief", function="finance", rank=1, day=9)) == [2]
    assert sizes(brian, report(person="Bryan Hart", day=9)) == [2]
    assert sizes(brian, report(person="Bryan Hart", role="COO", function="operations", rank=1, day=9)) == [1, 1]
    assert sizes(brian, report(person="B. Hart", role="COO", function="operations", rank=1, day=9)) == [2]


def test_a_hire_after_a_departure_stays_two() -> None:
    """A post that is left and filled again makes two stories, even for one person."""
    assert sizes(report("executive_departed", person="Jane Roe"), report("executive_hired", person="Jane Roe")) == [
        1,
        1,
    ]


def test_a_silent_telling_joins_the_one_that_names() -> None:
    """ "A new CIO" is the Chief Information Officer another wire names next day, but not the new chief of sales."""
    named = report(person="Jane Roe", role="Chief Information Officer", function="it", rank=1)
    silent = report(role="CIO", function="it", rank=1, day=1)
    sales = report(role="sales chief", function="sales", rank=1, day=1)
    assert sizes(named, silent) == [2]
    assert sizes(named, sales) == [1, 1]


def test_the_same_facts_long_after_are_news_again() -> None:
    """The window ends: the same kind of event a year later is another story."""
    assert sizes(report("layoffs", count="120"), report("layoffs", count="120", day=365)) == [1, 1]
    assert sizes(report("bankruptcy"), report("bankruptcy", day=10)) == [2]
    assert sizes(report("bankruptcy"), report("bankruptcy", day=200)) == [1, 1]


def test_two_products_in_a_week_stay_two() -> None:
    """A kind that may happen twice in a week joins on its headline only."""
    kiln = report("product_launched", "Northbay Kilns Launches Ember Tabletop Kiln for Schools")
    wheel = report("product_launched", "Northbay Kilns Launches Silent Potter's Wheel", day=1)
    same_hour = report("product_launched", "Northbay Kilns Unveils Glaze Club at the Autumn Fair")
    retold = report("product_launched", "Ember Tabletop Kiln for Schools Launched by Northbay", day=2)
    assert sizes(kiln, wheel, same_hour, retold) == [1, 1, 2]


def test_a_reused_guid_hides_no_story() -> None:
    """An address that now holds another event makes a second story."""
    address = "https://northbay.example.com/news/latest"
    assert sizes(report(url=address, person="Jane Roe"), report(url=address, person="John Poe", day=2)) == [1, 1]


def test_an_edited_title_at_one_address_is_one_story() -> None:
    """The same address with an edited title, and no facts to compare, is the same story."""
    address = "https://wire.example.com/story/77"
    launch = report("product_launched", "Northbay Kilns Unveils Ember", url=address)
    edited = report("product_launched", "CORRECTION: something else entirely", url=address, day=1)
    assert sizes(launch, edited) == [2]


def test_reading_again_changes_nothing() -> None:
    """A report that the story holds gives the very same story back."""
    first = report(person="Jane Roe")
    story = told(first)[0]
    assert join(first, "em1", "em1", [story]) is story


def test_stories_of_others_are_left_alone() -> None:
    """Neither another company's story nor another family's is joined."""
    story = told(report(person="Jane Roe"))[0]
    assert join(report(person="Jane Roe"), "em2", "em2", [story]).id != story.id
    assert join(report("board_appointed", person="Jane Roe"), "em1", "em1", [story]).id != story.id


def test_the_first_told_stays_first() -> None:
    """A report that is older but read later joins behind the one that was told, and the id stays."""
    late, early = report(person="Jane Roe", day=2), report(person="Jane Roe", day=0)
    before, after = told(late)[0], told(late, early)[0]
    assert after.id == before.id
    assert after.first == late


def test_what_a_report_adds() -> None:
    """A new name, place or certainty is a fact; a repetition is none, and the first report adds nothing."""
    story = told(report(role="CIO", function="it"))[0]
    named = report(person="Jane Roe", role="CIO", function="it")
    assert added_facts(story, story.first) == ()
    assert added_facts(story, named) == ("person",)
    assert added_facts(told(named)[0], report(role="CIO")) == ()
    assert added_facts(told(named)[0], report(person="Jane A. Roe", prior_company="Dunmore Glass")) == (
        "prior_company",
    )
    assert added_facts(told(named)[0], report(person="John Poe")) == ("person",)
    rumour = told(report("acquisition", counterparty="Dunmore", certainty=Certainty.RUMOURED))[0]
    assert added_facts(rumour, report("acquisition", counterparty="Dunmore")) == ("planning",)
    denial = report("acquisition", counterparty="Dunmore", certainty=Certainty.DENIED)
    assert added_facts(rumour, denial) == ("planning",)


def test_certainty_grows_until_denied() -> None:
    """A rumour that is confirmed is announced; a denial after it ends the story."""
    rumour = report("acquisition", counterparty="Dunmore", certainty=Certainty.RUMOURED)
    deal = report("acquisition", counterparty="Dunmore", certainty=Certainty.ANNOUNCED, day=3)
    denial = report("acquisition", counterparty="Dunmore", certainty=Certainty.DENIED, day=4)
    assert certainty_of(told(rumour)[0]) is Certainty.RUMOURED
    assert certainty_of(told(rumour, deal)[0]) is Certainty.ANNOUNCED
    assert certainty_of(told(rumour, deal, denial)[0]) is Certainty.DENIED


@pytest.mark.parametrize("place", [{"destination": "Austin"}, {"destination": "Franklin"}, {"origin": "Austin"}])
def test_a_denied_move_takes_back_the_only_one_told(place: dict[str, str]) -> None:
    """A denial may name where the head office stays, or the suburb; of two moves it must say which."""
    move = report("headquarters_moved", destination="Nashville", certainty=Certainty.ANNOUNCED)
    denial = report("headquarters_moved", day=12, certainty=Certainty.DENIED, **place)
    [story] = told(move, denial)
    assert certainty_of(story) is Certainty.DENIED
    other = report("headquarters_moved", day=1, destination="Tulsa", certainty=Certainty.ANNOUNCED)
    assert sizes(move, other, denial) == [1, 1, 1]


def test_the_better_matched_report_keeps_its_words_against_a_later_one_that_tells_it_as_done() -> None:
    """The wire's full post and name stay where a journal that says no more calls it done; that it is, is told."""
    wire = report(day=0, person="Jane Roe", role="Chief Financial Officer", certainty=Certainty.ANNOUNCED)
    journal = report(day=8, person="Jane Roe", role="finance chief", sentence="Jane Roe, its finance chief, has gone.")
    better, worse = replace(wire, matched=1.0), replace(journal, matched=0.82)
    (story,) = told(better, worse)
    assert fullest(story) == better
    assert certainty_of(story) is Certainty.DONE


def test_the_fullest_report_is_kept() -> None:
    """The report with most facts speaks for the story; repetition does not refresh it, a new fact does."""
    bare, full = report(role="CIO"), report(person="Jane Roe", role="CIO", prior_company="Dunmore Glass", day=1)
    echo = report(person="Jane Roe", role="CIO", day=2)
    story = told(bare, full, echo)[0]
    assert fullest(story) == full
    assert news_at(story) == DAY_ONE + timedelta(days=1)


def test_families() -> None:
    """A family is named by its type that stands for it."""
    assert family("executive_promoted") == family("executive_hired") == "executive_hired"
    assert family("layoffs") == "layoffs"


def test_a_report_finds_its_story_among_many() -> None:
    """Of a company's hundreds of stories each report joins its own."""
    stories: Sequence[Story] = [
        Story(f"s{i}", "executive_hired", "em1", "em1", (report(person=f"Ann{i} Bee{i}", day=i % 50),))
        for i in range(500)
    ]
    sought = [report(person=f"Ann{i} Bee{i}", day=i % 50) for i in range(0, 500, 25)]
    assert [join(r, "em1", "em1", stories).id for r in sought] == [f"s{i}" for i in range(0, 500, 25)]


def test_a_law_firms_advertisement_does_not_bring_back_a_bid_that_was_withdrawn() -> None:
    """It says nothing more and speaks for no story, unless nobody else has told of it."""
    bid = report("acquisition", "Larkfen bids", certainty=Certainty.ANNOUNCED, counterparty="Larkfen Capital")
    gone = report("acquisition", "Larkfen walks", day=3, certainty=Certainty.DENIED, counterparty="Larkfen Capital")
    title = "Tull & Marsh PC Investigates the Sale of Northbay Kilns to Larkfen Capital"
    advert = report(
        "acquisition",
        title,
        day=3.5,
        certainty=Certainty.ANNOUNCED,
        counterparty="Larkfen Capital",
        amount="$6 million",
    )
    (story,) = told(bid, gone, advert)
    assert certainty_of(story) is Certainty.DENIED
    assert fullest(story) == bid
    (denied,) = told(gone, advert)
    assert "planning" not in added_facts(denied, advert)
    assert certainty_of(*told(advert)) is Certainty.ANNOUNCED


def test_a_denial_that_is_read_with_doubt_takes_back_nothing_that_is_told_for_certain() -> None:
    """Neither in time nor in words; what a text denies in words, and a doubtful denial of a doubtful telling, does."""
    move = report("headquarters_moved", "Northbay to move to Leeds", destination="Leeds", certainty=Certainty.ANNOUNCED)
    sure = replace(move, event=replace(move.event, probability=0.98, certain_from=0.77))
    denial = report("headquarters_moved", day=1, destination="Leeds", origin="Hull", certainty=Certainty.DENIED)
    doubtful = replace(denial, event=replace(denial.event, probability=0.7, certain_from=0.77))
    in_words = replace(denial, event=replace(denial.event, probability=0.7, certain_from=NEVER))
    (story,) = told(sure, doubtful)
    assert certainty_of(story) is Certainty.ANNOUNCED
    assert (fullest(story), added_facts(story, doubtful)) == (sure, ("origin",))
    unsure = replace(sure, event=replace(sure.event, probability=0.7))
    for reports in ((sure, in_words), (sure, denial), (unsure, doubtful)):
        (story,) = told(*reports)
        assert certainty_of(story) is Certainty.DENIED


def test_of_equal_dates_the_denial_is_the_newest_word() -> None:
    """Many sources give the day alone, in any order; but one item that tells and denies is no denial of itself."""
    deal = report("acquisition", counterparty="Dunmore", certainty=Certainty.ANNOUNCED)
    denial = report("acquisition", counterparty="Dunmore", certainty=Certainty.DENIED)
    for reports in ((deal, denial), (denial, deal)):
        assert certainty_of(told(*reports)[0]) is Certainty.DENIED
    part = replace(denial, event=replace(denial.event, announcement_id=deal.event.announcement_id))
    assert certainty_of(told(deal, part)[0]) is Certainty.ANNOUNCED


def test_a_denial_that_is_read_with_doubt_takes_back_a_rumour() -> None:
    """However sure it is that there was one."""
    rumour = report("executive_departed", person="Jo Park", role="CIO", certainty=Certainty.RUMOURED)
    denial = report("executive_departed", day=1, person="Jo Park", role="CIO", certainty=Certainty.DENIED)
    doubtful = replace(denial, event=replace(denial.event, probability=0.7, certain_from=0.77))
    (story,) = told(rumour, doubtful)
    assert certainty_of(story) is Certainty.DENIED
    assert "planning" in added_facts(story, doubtful)
