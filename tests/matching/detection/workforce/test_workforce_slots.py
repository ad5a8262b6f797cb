"""Jobs are counted in numbers, by the right figure."""

from __future__ import annotations

import pytest

from callnow.model import CompanyEvent
from matching.detection.workforce.workforce_slots import with_own_count


def layoffs(count: str, **slots: str) -> CompanyEvent:
    return CompanyEvent("l", "a", "layoffs", "Orbel", count=count, rule="reader", **slots)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "text", "told"),
    [
        ("%", "Orbel is cutting its workforce by about 40%.", "40%"),
        ("one", "Orbel lays off orchestra. Sixty-one players will be unpaid.", "Sixty-one"),
        ("one", "Orbel lays off one of its sixty-one players.", "one"),
        ("1", "Orbel warns on sales, to let go 1 in 7", "1 in 7"),
        ("one", "Orbel will let go one in seven, it said.", "one in seven"),
        ("%", "Orbel cuts 40% of staff here and 12% there.", ""),
        ("percent", "Orbel will reduce its workforce by 240 positions. That is about 6 percent of employees.", "240"),
        ("6%", "Orbel will reduce its workforce by 2030. That is 6% of employees.", "6%"),
        ("all", "Orbel is laying off all workers.", ""),
        ("", "Orbel has laid off its staff of about 200 people.", "200"),
        ("", "Orbel, with a staff of 200, will lay people off.", ""),
        ("half of its", "Orbel lays off half of its staff.", "half"),
        ("4", "Orbel is cutting about 4% of its Paris staff, or six people.", "six"),
        ("6%", "Orbel will lay off 6% of its U.S. consulting workforce, or roughly 210 people.", "210"),
        ("8%", "Orbel cuts 8% of its staff (about 90 jobs).", "90"),
        ("5", "Orbel will cut 5% of its analysts.", "5%"),
        ("5", "Orbel cut 5 jobs, or 5% of its staff.", "5"),
        ("8%", "Orbel cuts 8% of its staff. About 90 people came to the opening.", "8%"),
        ("forty-one", "Forty-one people will go.", "forty-one"),
        ("310", "Orbel is sold, saving 310 jobs. Eleven shops have shut, with the loss of 74 roles.", "74"),
        ("310", "Orbel is sold in a deal that safeguards about 310 shop jobs.", ""),
        ("310", "Orbel cuts 310 jobs to save $310 million.", "310"),
        ("310", "Orbel axes 310 jobs, saving 310 jobs elsewhere.", "310"),
        ("dozens", "Orbel lays off dozens.", "dozens"),
        ("52", "We reported that Orbel would cut 52. Orbel is cutting 38 positions, not 52.", "38"),
        ("52", "Orbel is laying off not 52 but 38 workers.", "38"),
        ("1,200", "Orbel lays off 1,100 people rather than the 1,200 it had planned.", "1,100"),
        ("38", "Orbel is cutting 38 positions, not 52.", "38"),
        ("52", "Orbel will cut 52 jobs, not counting 38 contractors.", "52"),
        ("140", "A deal saves 140 jobs of Orbel. Another 60 staff have been made redundant.", "60"),
        ("90", "Orbel has been sold, securing 90 jobs, but 30 workers were laid off.", "30"),
        ("45", "Orbel was bought out of administration, with 45 jobs saved and 20 lost.", "20"),
        ("", "Orbel shuts. All but 12 of the 205 employees were made redundant.", ""),
        ("", "Orbel shuts. The other 30 workers were made redundant.", "30"),
        ("45", "Orbel was sold. 45 jobs have been saved.", ""),
        ("45", "45 jobs saved as Orbel is sold. The deal saves 45 jobs, but 30 people were laid off.", "30"),
        ("300", "Orbel cuts 300 jobs, saving 300 euros a day.", "300"),
        ("", "Orbel is parting ways with 210 people, its second round in 2025. It trimmed 90 roles in May.", "210"),
        ("", "Orbel trimmed 90 roles in May.", "90"),
        ("", "Orbel will cut 90 jobs in May.", "90"),
        ("nine", "Orbel is axing four weekly newspapers in Devon, with nine editorial roles going.", "nine"),
        ("nine", "Orbel let go four printers in May and shuts, with nine editorial roles going.", "nine"),
        ("four", "Orbel is axing four weekly newspapers in Devon, with the loss of nine editorial roles.", "nine"),
        ("three", "Orbel axes three routes. There will be 12 redundancies.", "12"),
        ("40", "Orbel axes 40 train drivers.", "40"),
        ("40", "Orbel lays off 40 at its stores.", "40"),
        ("40", "Orbel lays off 40 journalists, shuts magazines.", "40"),
        ("25", "Orbel laid off 25 last week, closing stations.", "25"),
        ("30", "Orbel lays off 30 actors when channels shut.", "30"),
        ("", "Orbel cuts jobs. It has parted ways with two executives.", ""),
        ("", "Orbel cuts jobs after the loss of four drivers in a crash.", ""),
        ("", "Orbel cuts jobs. Another 20 redundancies were avoided.", ""),
        ("", "Orbel cuts jobs. Of 20 redundancies in Reno nobody spoke.", ""),
        ("400", "Orbel, with 400 people in Leeds, lays off 30.", "30"),
        ("180", "Orbel will shut 40 of its 180 branches.", ""),
        ("40", "Orbel to shut 40 of 180 branches. Staff will be offered redundancy.", ""),
        ("40", "Orbel will cut 40 branch jobs.", "40"),
        ("to 1,200", "Orbel is to cut up to 1,200 jobs.", "up to 1,200"),
        ("to 1,200", "Orbel's cuts rise from 900 to 1,200 jobs.", "1,200"),
        ("six", "Orbel staff will take six unpaid furlough days.", ""),
        ("8", "Orbel's staff will be furloughed for 8 days.", ""),
        ("40", "Orbel will furlough 40 drivers for six weeks.", "40"),
        ("340", "Orbel to shut 12 clinics, 340 jobs at risk.", "340"),
        ("10", "Orbel will eliminate 10,000 roles.", "10,000"),
        ("Forty", "Forty-one workers of Orbel lose their jobs.", "Forty-one"),
        ("forty-", "Orbel lays off forty-one workers.", "forty-one"),
        ("forty", "Orbel lays off forty workers, not forty-one.", "forty"),
        ("10", "Orbel will cut 10 of its 10,000 roles.", "10"),
        ("000", "Orbel to cut up to 9,000 jobs", "9,000"),
        ("100", "The layoffs at Orbel are projected to impact 1,100 workers.", "1,100"),
        ("100", "Orbel, which has 1,100 workers, laid off 100.", "100"),
        ("400", "A memo on layoffs at Orbel went to all 2,400 staff.", ""),
        ("500", "Orbel lays off 1,500 of its 2,500 staff.", "500"),
        ("", "Orbel plans to sell five hotels and cut 60 head office jobs to reduce debt.", "60"),
        ("", "Orbel cuts 60 jobs in Dayton and 20 in Reno; it axes 30 posts in Kent.", ""),
        ("", "Orbel is cutting jobs again. It cut 60 jobs last year.", ""),
        ("", "Orbel will cut 60 stores.", ""),
        ("22", "22 teachers and eight aides will lose their jobs at Orbel Schools.", "30"),
        ("22", "Orbel Schools lays off 22 teachers and eight aides.", "30"),
        ("1,200", "Orbel lays off 1,200 workers and 300 contractors at its plants.", "1,500"),
        ("30", "Orbel lays off 30 people: 22 teachers and eight aides.", "30"),
        ("22", "Orbel lays off 22 teachers, eight aides and 4 drivers.", "22"),
        ("12", "Orbel lays off 12 of 22 teachers and eight aides.", "12"),
        ("40", "Orbel will cut 40 jobs and two plants.", "40"),
        ("40", "Orbel cuts 40 jobs and 12 managers' bonuses.", "40"),
        ("120", "Orbel cuts 120 jobs and 40 people at its plant are affected.", "120"),
        ("40", "Orbel lays off 40 workers and 12 managers take pay cuts.", "40"),
        ("40", "Orbel lays off 40 workers and hires 20 engineers.", "40"),
        ("22", "Orbel lays off 22 teachers and eight aides, 35 people in all.", "22"),
    ],
)
def test_a_count_has_a_number_and_is_the_right_one(count: str, text: str, told: str) -> None:
    """A sign alone is completed where the text has one share; the figure that is put right counts."""
    assert with_own_count(layoffs(count), text).count == told


def test_the_sentence_that_puts_a_figure_right_is_its_proof() -> None:
    """Not the one that repeats the wrong figure; of a sum of money as well."""
    text = "We reported on Thursday that Orbel raised $41 million. It raised $31 million, not $41 million."
    told = CompanyEvent("f", "a", "funding", "Orbel", amount="$41 million", sentence=text.split(". ", maxsplit=1)[0])
    right = with_own_count(told, text)
    assert (right.amount, right.sentence) == ("$31 million", "It raised $31 million, not $41 million.")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A story misstated the number of Orbel analysts laid off. It is 14, not 35.", "14"),
        ("We gave the wrong number of Orbel jobs cut. The number is 14, not 35.", "14"),
        ("A story misstated the name of an Orbel analyst who was laid off. She is 14, not 35.", ""),
        ("Orbel is laying off analysts. Its branch is open 14 hours, not 35.", ""),
    ],
)
def test_a_count_that_is_put_right_is_that_of_the_layoffs(text: str, count: str) -> None:
    """Where nothing else counts them, and the text says that their number was wrong."""
    assert with_own_count(layoffs(""), text).count == count


@pytest.mark.parametrize(
    ("count", "text", "told"),
    [
        ("80", "Correction. An item misstated the number of jobs cut at Orbel. It was eight, not 80.", "eight"),
        ("number", "An item misstated the number of people laid off by Orbel. It was six, not a dozen.", "six"),
        ("two dozen", "Orbel cut 12 jobs, not two dozen.", "12"),
        ("dozen", "Orbel laid off about a dozen salespeople.", "a dozen"),
        ("few dozen", "Orbel laid off a few dozen people.", "a few dozen"),
        ("dozens", "Orbel laid off dozens of people.", "dozens"),
    ],
)
def test_counts_in_words_are_put_right_and_whole(count: str, text: str, told: str) -> None:
    """Like those in figures, dozens included."""
    assert with_own_count(layoffs(count), text).count == told


@pytest.mark.parametrize(
    ("count", "text", "told"),
    [
        ("eight", "One in eight of its 640 employees will go, Orbel said.", "One in eight"),
        ("640", "One in eight of its 640 employees will go, Orbel said.", "One in eight"),
        ("ten", "Orbel lays off one in ten jobs. It will lay off one in ten staff.", "one in ten"),
        ("five", "Two in every five workers are to go at Orbel.", "Two in every five"),
        ("64", "Orbel will cut 64 jobs, one in ten of its staff.", "64"),
        ("120", "Orbel lays off 120 in 2025.", "120"),
        ("30", "Orbel will cut 30 out of 200 jobs.", "30"),
        ("ten", "Orbel will cut ten jobs in ten of its shops.", "ten"),
        ("third", "Orbel let go 85 engineers on Monday, about a third of its technical staff.", "85"),
        ("a third", "Orbel cut 40 jobs, or a third of its staff.", "40"),
        ("third", "Orbel let go a third of its staff.", "third"),
        ("", "Around 140 people are set to lose their jobs at Orbel, it said last night.", "140"),
        ("", "Some 60 workers lost their jobs at Orbel last year.", ""),
    ],
)
def test_a_share_is_no_number_of_jobs(count: str, text: str, told: str) -> None:
    """Told beside one, or with nobody's count, the number of people is."""
    assert with_own_count(layoffs(count), text).count == told
