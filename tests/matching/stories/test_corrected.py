"""A correction of the press replaces what it corrects; a round that is done is a further report of the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from callnow.model import Report
from callnow.terms import Certainty
from matching.stories.corrected import corrects, uncorrected
from matching.stories.told import added_facts, certainty_of, fullest
from matching.triggers.slots import people_of
from tests.matching.stories.test_stories import report, sizes, told

WRONG = report("layoffs", "Northbay Kilns to Cut 220 Jobs", count="220", certainty=Certainty.ANNOUNCED)


def test_a_title_that_says_it_corrects_joins_the_story_and_its_figure_counts() -> None:
    """A correction, a corrected or a revised figure and "not N" are one story with what they put right."""
    for title in (
        "CORRECTION: Northbay Kilns to cut 120 jobs",
        "Corrected: Northbay Kilns to cut 120 jobs",
        "Northbay Kilns corrects job cuts to 120",
        "Northbay Kilns revises layoffs down to 120 workers",
        "Northbay Kilns to cut 120 jobs, not 220",
        "Northbay Kilns cuts 120 jobs, not about 220 as reported",
    ):
        right = report("layoffs", title, day=2, count="120", certainty=Certainty.ANNOUNCED)
        (story,) = told(WRONG, right)
        assert fullest(story) == right, title
        assert "count" in added_facts(story, right)


def test_what_does_not_say_that_it_corrects_is_another_event() -> None:
    """Another figure without a word of it, of another place, too late, or "not" another number, begins a story."""
    for title, day in (
        ("Northbay Kilns to cut 120 jobs", 2),
        ("CORRECTION: Northbay Kilns to cut 120 jobs", 9),
        ("Northbay Kilns to cut 120 jobs, not 400", 2),
        ("Northbay Kilns in course correction cuts 120 jobs", 2),
    ):
        assert sizes(WRONG, report("layoffs", title, day=day, count="120")) == [1, 1], title
    here = report("layoffs", "Northbay Kilns to Cut 220 Jobs in Dayton", count="220", origin="Dayton")
    there = report("layoffs", "CORRECTION: Northbay Kilns to cut 120 in Tulsa", day=2, count="120", origin="Tulsa")
    assert sizes(here, there) == [1, 1]


def test_a_corrected_figure_that_is_still_repeated_stays_corrected() -> None:
    """A wire that prints the wrong figure a day after the correction brings it back nowhere."""
    right = report("layoffs", "Northbay Kilns to cut 120 jobs, not 220", day=2, count="120")
    late = report("layoffs", "Northbay Kilns to Cut 220 Jobs", day=3, count="220", origin="Dayton")
    (story,) = told(WRONG, right, late)
    assert uncorrected(story.reports) == (right,)
    assert fullest(story) == right


def test_a_person_is_corrected_only_where_the_correction_says_who_it_is_not() -> None:
    """Of two appointments of a week a correction of one takes the other back only by name."""
    first = report("executive_hired", "Northbay Kilns Names John Poe CIO", person="John Poe", role="CIO")
    other = report("executive_hired", "CORRECTED: Northbay Kilns Names Jane Roe CFO", day=1, person="Jane Roe")
    named = report("executive_hired", "Northbay Kilns names Jane Roe, not John Poe, CIO", day=1, person="Jane Roe")
    assert sizes(first, other) == [1, 1]
    (story,) = told(first, named)
    assert fullest(story) == named


def test_a_first_round_that_is_done_is_a_further_report_and_not_the_whole() -> None:
    """After "to cut 120 jobs" the end of the first round adds nothing, and the cuts are still to come."""
    plan = report("layoffs", "Northbay Kilns to cut 120 jobs", count="120", certainty=Certainty.ANNOUNCED)
    part = report("layoffs", "Northbay Kilns completes first round of 120 job cuts", day=6, count="120")
    (story,) = told(plan, part)
    assert certainty_of(story) is Certainty.ANNOUNCED
    assert added_facts(story, part) == ()
    whole = report("layoffs", "Northbay Kilns has cut 120 jobs", day=20, count="120")
    (story,) = told(plan, part, whole)
    assert certainty_of(story) is Certainty.DONE


OAKDEN = report("executive_hired", "Northbay Kilns Hires Beatrice Oakden as CIO", person="Beatrice Oakden", role="CIO")


def test_a_corrected_name_is_no_second_appointment() -> None:
    """The surname after "not" is enough, and so are a marked correction, the same given name and the same post."""
    for title in (
        "Correction: Northbay Kilns Hires Beatrice Oakley, Not Oakden",
        "Northbay Kilns hired Beatrice Oakley (not Ms. Oakden) as CIO",
        "Northbay Kilns CIO is Max Poe, not Oakden",
        "CORRECTED: Northbay Kilns Hires Beatrice Oakley as CIO",
        "CORRECTED: Northbay Kilns Hires Beatrice Oakley as Chief Information Officer",
    ):
        person = "Max Poe" if "Poe" in title else "Beatrice Oakley"
        right = report(
            "executive_hired",
            title,
            day=2,
            person=person,
            role="Chief Information Officer" if "Chief" in title else "CIO",
        )
        (story,) = told(OAKDEN, right)
        assert fullest(story) == right, title
        assert "person" in added_facts(story, right)
        assert "Oakden" not in str(people_of(story, right))


def test_another_name_that_corrects_nothing_is_another_appointment() -> None:
    """Neither another post, nor a given name that differs, nor a like name without a word of correction joins."""
    long = replace(OAKDEN, event=replace(OAKDEN.event, person="Beatrice Long"))
    for first, title, person, role in (
        (OAKDEN, "Northbay Kilns Hires Beatrice Oakley as CIO", "Beatrice Oakley", "CIO"),
        (OAKDEN, "CORRECTED: Northbay Kilns Hires Max Poe as CIO", "Max Poe", "CIO"),
        (OAKDEN, "CORRECTED: Northbay Kilns Hires Beatrice Oakley as CFO", "Beatrice Oakley", "CFO"),
        (long, "Northbay Kilns Hires Max Poe Not Long After Deal", "Max Poe", "CIO"),
    ):
        assert sizes(first, report("executive_hired", title, day=2, person=person, role=role)) == [1, 1], title


MOVE = report("headquarters_moved", "Northbay to move from Hull to Leeds", origin="Hull", destination="Leeds")
SAID = "An article on Monday said that Northbay Kilns would move to Leeds. It is moving to York."


def test_the_place_that_was_said_before_is_replaced_and_what_is_not_spoken_of_stands() -> None:
    """Where it moves from is still known; without a word of correction in the title it is another move."""
    for title, sizes_then in (("Correction", [2]), ("Clarification: Northbay", [2]), ("Northbay", [1, 1])):
        right = report("headquarters_moved", title, day=1, destination="York", sentence=SAID)
        assert sizes(MOVE, right) == sizes_then, title
    (story,) = told(MOVE, report("headquarters_moved", "Correction", day=1, destination="York", sentence=SAID))
    event = fullest(story).event
    assert (event.origin, event.destination) == ("Hull", "York")
    assert certainty_of(story) is Certainty.DONE


def test_a_corrected_post_replaces_the_wrong_one_and_keeps_the_employer_before() -> None:
    """Of one person, where the correction is marked or says which post it is not."""
    first = report("executive_hired", "Northbay Names CFO", person="Jane Roe", role="CFO", prior_company="Orbel")
    for title, sentence in (
        ("Correction: Northbay Names CCO", "She was named CCO."),
        ("Northbay CCO", "She is CCO, not CFO."),
    ):
        right = report("executive_hired", title, day=1, person="Jane Roe", role="CCO", sentence=sentence)
        (story,) = told(first, right)
        assert (fullest(story).event.role, fullest(story).event.prior_company) == ("CCO", "Orbel"), title
        assert people_of(story, fullest(story)) == (("Jane Roe", "CCO"),)


def test_a_new_figure_of_one_layoff_replaces_the_one_before() -> None:
    """After talks with unions, or where a company confirms what was rumoured or reported: one story, the new figure."""
    plan = report("layoffs", "Northbay Kilns to cut 90 jobs", count="90", certainty=Certainty.ANNOUNCED)
    rumour = report("layoffs", "Northbay Kilns said to be cutting 90", count="90", certainty=Certainty.RUMOURED)
    share = report("layoffs", "Northbay Kilns to cut 9% of staff", count="9%", certainty=Certainty.ANNOUNCED)
    title = "Northbay Kilns to cut 9 percent of staff"
    in_words = report("layoffs", title, count="9 percent", certainty=Certainty.ANNOUNCED)
    for first, title in (
        (plan, "Northbay Kilns to cut 64 jobs, down from 90"),
        (plan, "Northbay Kilns will cut 24, fewer than first planned"),
        (plan, "Northbay Kilns to keep 30 of 90 potters it had planned to lay off, cut 60"),
        (plan, "Northbay Kilns confirms 64 job cuts"),
        (rumour, "Northbay Kilns to cut 64 jobs"),
        (rumour, "Northbay Kilns cuts 30, less than the 90 feared"),
        (share, "Northbay Kilns confirms it is cutting 64 jobs"),
        (in_words, "Northbay Kilns confirms it is cutting 64 jobs"),
    ):
        count = next(number for number in ("64", "24", "60", "30") if number in title)
        new = report("layoffs", title, day=10, count=count, certainty=Certainty.ANNOUNCED)
        (story,) = told(first, new)
        assert (fullest(story), certainty_of(story)) == (new, Certainty.ANNOUNCED), title
        assert "count" in added_facts(story, new)


def test_other_layoffs_are_no_new_figure() -> None:
    """Further ones, those at another site, a figure far from a rumour, and another plan without a word of it."""
    plan = report("layoffs", "Northbay Kilns to cut 90 jobs", count="90", certainty=Certainty.ANNOUNCED)
    rumour = report("layoffs", "Northbay Kilns said to be cutting 90", count="90", certainty=Certainty.RUMOURED)
    for first, title in (
        (plan, "Northbay Kilns to cut 64 jobs"),
        (plan, "Northbay Kilns confirms another 64 job cuts"),
        (rumour, "Northbay Kilns to cut 12 jobs in canteen"),
        (plan, "Northbay Kilns to cut more than 200 jobs"),
    ):
        count = next(number for number in ("64", "12", "200") if number in title)
        assert sizes(first, report("layoffs", title, day=10, count=count, certainty=Certainty.ANNOUNCED)) == [1, 1], (
            title
        )
    here = report("layoffs", "Northbay Kilns to cut 90 in Dayton", count="90", origin="Dayton")
    there = report("layoffs", "Northbay Kilns to cut 64 in Tulsa, down from 90", day=5, count="64", origin="Tulsa")
    assert sizes(here, there) == [1, 1]


def test_of_equal_dates_the_one_that_says_so_corrects() -> None:
    """Whichever is read first: many sources give the day alone; where both say so it is the one read later."""
    right = report("layoffs", "CORRECTED: Northbay Kilns to cut 120 jobs", count="120", certainty=Certainty.ANNOUNCED)
    again = report("layoffs", "CORRECTED: Northbay Kilns to cut 130 jobs", count="130", certainty=Certainty.ANNOUNCED)
    read = WRONG.published_at
    for reports in ((WRONG, right), (right, WRONG)):
        (story,) = told(*reports)
        assert uncorrected(story.reports) == (right,)
    late = replace(again, read_at=read + timedelta(hours=2))
    (story,) = told(WRONG, right, late)
    assert uncorrected(story.reports) == (late,)
    assert sizes(WRONG, report("layoffs", "Northbay Kilns to cut 120 jobs", count="120")) == [1, 1]


def test_a_figure_in_words_is_corrected() -> None:
    """A dozen that it was not, however it was rounded; another one stands."""
    first = report("layoffs", "Northbay Kilns lays off a dozen", count="about a dozen")
    right = "Correction: Northbay Kilns laid off six, not a dozen"
    (story,) = told(first, later := report("layoffs", right, day=3, count="six"))
    assert uncorrected(story.reports) == (later,)
    more = replace(first, event=replace(first.event, count="two dozen"))
    assert not corrects(later, more)


LAID_OFF = report("layoffs", "Northbay Kilns lays off 140", count="140", certainty=Certainty.DONE)


def test_layoffs_that_grow_are_one_round() -> None:
    """ "Reach 150", "have grown to 165", "now total" give the new figure of what was told."""
    for title in (
        "Northbay Kilns layoffs reach 150",
        "Layoffs at Northbay Kilns have grown to 165",
        "Northbay Kilns is now cutting 160 jobs",
        "Northbay Kilns job cuts total 170, WARN notice shows",
        "150 workers affected by Northbay Kilns layoffs",
    ):
        count = next(word.strip(",") for word in title.split() if word[:1].isdigit())
        grown = report("layoffs", title, day=4, count=count, certainty=Certainty.DONE)
        (story,) = told(LAID_OFF, grown)
        assert fullest(story) == grown, title


def test_another_round_is_told_apart() -> None:
    """ "40 more", "a second round", far more, or fewer without a word of it are other layoffs."""
    for title, count in (
        ("Northbay Kilns now cuts 160 more jobs", "160"),
        ("Northbay Kilns second round of layoffs reaches 150", "150"),
        ("Northbay Kilns layoffs reach 900", "900"),
        ("Northbay Kilns layoffs reach 60", "60"),
        ("Northbay Kilns lays off 160", "160"),
    ):
        assert sizes(LAID_OFF, report("layoffs", title, day=4, count=count)) == [1, 1], title


def test_a_rounded_count_is_the_exact_one() -> None:
    """ "About 100" is the 95 of a filing, whichever comes first; one more such cut is not."""

    def cut(title: str, count: str, day: int) -> Report:
        one = report("layoffs", title, day=day, count=count, certainty=Certainty.ANNOUNCED)
        return replace(one, event=replace(one.event, sentence=title))

    exact = ("Northbay Kilns will lay off 95 employees", "95")
    assert sizes(cut(*exact, 0), cut("Northbay Kilns has cut about 100 jobs", "100", 3)) == [2]
    assert sizes(cut("Northbay Kilns to cut roughly 90 jobs", "90", 0), cut(*exact, 3)) == [2]
    assert sizes(cut(*exact, 0), cut("Northbay Kilns cuts another 100 or about 100 jobs", "100", 3)) == [1, 1]
    assert sizes(cut(*exact, 0), cut("Northbay Kilns has cut about 120 jobs", "120", 3)) == [1, 1]
    assert sizes(cut(*exact, 0), cut("Northbay Kilns has cut more than 80 jobs", "80", 3)) == [2]
    assert sizes(cut("Northbay Kilns to cut up to 120 jobs", "120", 0), cut(*exact, 3)) == [2]
    assert sizes(cut(*exact, 0), cut("Northbay Kilns has cut up to 80 jobs", "80", 3)) == [1, 1]
    assert sizes(cut(*exact, 0), cut("Northbay Kilns has cut 100 jobs", "100", 3)) == [1, 1]


def test_a_figure_that_is_denied_is_put_right_by_one_that_is_near() -> None:
    """ "It is 152, not 150" holds though the two are nearly one, and a repetition of 150 brings it back nowhere."""
    first = report("layoffs", "Northbay Kilns cuts 150 jobs", count="150", certainty=Certainty.DONE)
    right = report("layoffs", "Northbay Kilns: it is 152, not 150", day=1, count="152", certainty=Certainty.DONE)
    late = report("layoffs", "Northbay Kilns has cut 150 jobs in Leeds", day=2, count="150", certainty=Certainty.DONE)
    (story,) = told(first, right, late)
    assert fullest(story) == right
    assert uncorrected(story.reports) == (right,)
