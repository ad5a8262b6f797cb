"""Promises in rough words get a day, or a refusal that says what is accepted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.cadence.expectations import ACCEPTED, Expectation, Refusal, read_expectation

TODAY = date(2026, 3, 10)  # a Tuesday


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("in 6 weeks", date(2026, 4, 21)),
        ("6 weeks", date(2026, 4, 21)),
        ("In about two months.", date(2026, 5, 10)),
        ("half a year", date(2026, 9, 10)),
        ("in a couple of weeks", date(2026, 3, 24)),
        ("call me again in a month or so", date(2026, 4, 10)),
        ("next week", date(2026, 3, 16)),
        ("next month", date(2026, 4, 1)),
        ("next quarter", date(2026, 4, 1)),
        ("next year", date(2027, 1, 1)),
        ("end of next month", date(2026, 4, 30)),
        ("end of the quarter", date(2026, 3, 31)),
        ("early June", date(2026, 6, 1)),
        ("mid May", date(2026, 5, 15)),
        ("end of February", date(2027, 2, 28)),
        ("in January 2028", date(2028, 1, 1)),
        ("after June", date(2026, 7, 1)),
        ("Q3", date(2026, 7, 1)),
        ("in Q1 2027", date(2027, 1, 1)),
        ("until Q1 2027", date(2027, 1, 1)),
        ("until summer", date(2026, 6, 1)),
        ("at the end of 2027", date(2027, 12, 31)),
        ("mid-2027", date(2027, 7, 1)),
        ("after the fourth quarter", date(2027, 1, 1)),
        ("after the summer", date(2026, 9, 1)),
        ("in the fall", date(2026, 9, 1)),
        ("next winter", date(2026, 12, 1)),
        ("after Easter", date(2026, 4, 7)),
        ("after the Christmas break", date(2026, 12, 27)),
        ("after Thanksgiving", date(2026, 11, 30)),
        ("in the new year", date(2027, 1, 2)),
        ("tomorrow", date(2026, 3, 11)),
        ("Friday", date(2026, 3, 13)),
        ("on Tuesday", date(2026, 3, 17)),
        ("next Tuesday", date(2026, 3, 17)),
        ("next Friday", date(2026, 3, 20)),
        ("3 June", date(2026, 6, 3)),
        ("June 3rd, 2027", date(2027, 6, 3)),
        ("3 January", date(2027, 1, 3)),
        ("Thursday the 26th", date(2026, 3, 26)),
        ("Wed 8", date(2026, 4, 8)),
        ("Fri 4/17", date(2026, 4, 17)),
        ("after Monday, 13 April", date(2026, 4, 14)),
        ("a week before her review on May 13", date(2026, 5, 6)),
        ("the Monday after the fair on May 13", date(2026, 5, 18)),
        ("5m", date(2026, 8, 10)),
        ("~May 13", date(2026, 5, 13)),
        ("on or after May 13", date(2026, 5, 13)),
        ("no later than May 13", date(2026, 5, 13)),
        ("between May 13 and 15", date(2026, 5, 13)),
        ("EOW", date(2026, 3, 13)),
        ("after the 17th", date(2026, 3, 18)),
        ("a week Friday", date(2026, 3, 20)),
        ("after 3 June", date(2026, 6, 4)),
        ("2027-03-14", date(2027, 3, 14)),
        ("14/04/2026", date(2026, 4, 14)),
        ("04/14/2026", date(2026, 4, 14)),
        ("after their board meeting on 3 June", date(2026, 6, 3)),
        ("when the budget is through, in 6 weeks", date(2026, 4, 21)),
        ("1st thing next week", date(2026, 3, 16)),
        ("2nd interview on Friday", date(2026, 3, 13)),
        ("tomorrow, as she said on Wednesday", date(2026, 3, 11)),
        ("may move in June", date(2026, 6, 1)),
        ("in 3 Wochen", date(2026, 3, 31)),
        ("3. Juni", date(2026, 6, 3)),
        ("le 3 juin", date(2026, 6, 3)),
        ("today", TODAY),
        ("two weeks after Easter", date(2026, 4, 19)),
        ("3 days before Christmas", date(2026, 12, 22)),
        ("a week before the end of May", date(2026, 5, 24)),
        ("3 weeks from tomorrow", date(2026, 4, 1)),
        ("Friday next week", date(2026, 3, 20)),
        ("Monday in two weeks", date(2026, 3, 23)),
        ("a week on Thursday", date(2026, 3, 19)),
        ("Thursday week", date(2026, 3, 19)),
        ("Monday after next", date(2026, 3, 23)),
        ("the Tuesday after next", date(2026, 3, 24)),
        ("the week after next", date(2026, 3, 23)),
        ("5th of next month", date(2026, 4, 5)),
        ("next month on the 5th", date(2026, 4, 5)),
        ("on the 31st", date(2026, 3, 31)),
        ("the 9th", date(2026, 4, 9)),
        ("late next month", date(2026, 4, 21)),
        ("early next year", date(2027, 1, 1)),
        ("this time next year", date(2027, 3, 10)),
        ("first week of June", date(2026, 6, 1)),
        ("last week of June", date(2026, 6, 24)),
        ("end of the first quarter", date(2026, 3, 31)),
        ("not before June", date(2026, 6, 1)),
        ("don't call me until June", date(2026, 6, 1)),
        ("on holiday for two weeks, try in May", date(2026, 5, 1)),
        ("couldn't talk, call next Friday", date(2026, 3, 20)),
        ("in 6-8 weeks", date(2026, 4, 21)),
        ("two or three months", date(2026, 5, 10)),
        ("3.4.26", date(2026, 4, 3)),
        ("4.5.", date(2026, 5, 4)),
        ("11.27.2026", date(2026, 11, 27)),
        ("by 12.13.", date(2026, 12, 13)),
        ("25/12", date(2026, 12, 25)),
        ("Jan '27", date(2027, 1, 1)),
        ("the week after Thanksgiving", date(2026, 11, 30)),
        ("the Monday after Thanksgiving", date(2026, 11, 30)),
        ("the day after Thanksgiving", date(2026, 11, 27)),
        ("Wednesday before Thanksgiving", date(2026, 11, 25)),
        ("the day before the 5th of May", date(2026, 5, 4)),
        ("before the end of the year", date(2026, 12, 18)),
        ("before Christmas", date(2026, 12, 18)),
        ("before Friday", date(2026, 3, 12)),
        ("by Thanksgiving", date(2026, 11, 19)),
        ("don't call me again until June", date(2026, 6, 1)),
        ("won't be back before June", date(2026, 6, 1)),
        ("couldn't talk, call before June", date(2026, 5, 25)),
        ("on leave until June", date(2026, 6, 1)),
        ("travelling through April", date(2026, 5, 1)),
        ("first thing Monday", date(2026, 3, 16)),
        ("tomorrow morning", date(2026, 3, 11)),
        ("Wednesday after 3pm", date(2026, 3, 11)),
        ("in 2 wks", date(2026, 3, 24)),
        ("6wks", date(2026, 4, 21)),
        ("3 mos", date(2026, 6, 10)),
        ("couple months", date(2026, 5, 10)),
        ("give it a month", date(2026, 4, 10)),
        ("after the first of the year", date(2027, 1, 2)),
        ("after year end", date(2027, 1, 1)),
        ("once the holidays are over", date(2027, 1, 4)),
        ("week of Dec 9", date(2026, 12, 7)),
        ("the week of the 12th", date(2026, 3, 12)),
        ("week of Thanksgiving", date(2026, 11, 23)),
        ("after Memorial day", date(2026, 5, 26)),
        ("after Memorial Day", date(2026, 5, 26)),
        ("around Memorial Day", date(2026, 5, 25)),
        ("after Black Friday", date(2026, 11, 30)),
        ("try again mid May - bonus paid then", date(2026, 5, 15)),
        ("Circle back in six weeks. Two kids.", date(2026, 4, 21)),
        ("March next year", date(2027, 3, 1)),
        ("in Q2 of next year", date(2027, 4, 1)),
        ("December next year", date(2027, 12, 1)),
        ("spring next year", date(2027, 3, 1)),
        ("after Easter next year", date(2027, 3, 30)),
        ("before the holidays", date(2026, 12, 18)),
        ("1st of the month", date(2026, 4, 1)),
        ("first of next month", date(2026, 4, 1)),
        ("early next week", date(2026, 3, 16)),
        ("mid next week", date(2026, 3, 18)),
        ("late next week", date(2026, 3, 19)),
        ("beginning of next month", date(2026, 4, 1)),
        ("early Q2", date(2026, 4, 1)),
        ("late Q2 or early Q3", date(2026, 6, 1)),
        ("end Q1", date(2026, 3, 31)),
        ("mid Q2", date(2026, 5, 1)),
    ],
)
def test_rough_words_name_a_day(words: str, day: date) -> None:
    """Spans, periods, months, seasons, feasts, weekdays and dates are read; a rough time is its first day."""
    expectation = read_expectation(words, TODAY)
    assert expectation == Expectation(words, day)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Monday or Tuesday", "Monday"),
        ("either Tuesday or Wednesday next week", "Tuesday next week"),
        ("Mon-Wed", "Monday"),
        ("between Monday and Wednesday", "Monday"),
        ("in January or February", "in January"),
        ("7 or 8 December", "7 December"),
        ("7/8 December", "7 December"),
        ("9 - 10 of May", "9 May"),
        ("December 7-8", "7 December"),
        ("Dec 7 or 9", "Dec 7"),
        ("the 5th or 6th of next month", "the 5th of next month"),
        ("early or mid May", "early May"),
        ("Q3/Q4", "Q3"),
        ("late May or early June", "late May"),
        ("Friday or so", "Friday"),
        ("in a week or two", "in a week"),
    ],
)
def test_of_two_days_the_first_counts(words: str, first: str) -> None:
    """Where either day will do the first is meant, with what belongs to both."""
    answer, alone = read_expectation(words, TODAY), read_expectation(first, TODAY)
    assert isinstance(answer, Expectation)
    assert isinstance(alone, Expectation)
    assert (answer.words, answer.due_on) == (words, alone.due_on)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("in a bit", "names no day"),
        ("soon", "names no day"),
        ("after their board meeting", "names no day"),
        ("", "names no day"),
        ("room 5", "names no day"),
        ("31 February", "is not a day of 2026"),
        ("2026-02-31", "is not a day of 2026"),
        ("29 February", "is not a day of 2026"),
        ("2026-02-01", "is past"),
        ("1 Jan 2026", "is past"),
        ("2 weeks ago", "is past"),
        ("in 0 days", "is not a time from now"),
        ("03/04/2026", "could be 3 April or 4 March"),
        ("3/4/27", "could be 3 April or 4 March"),
        ("3/4", "could be 3 April or 4 March"),
        ("32.1.", "is not a day of 2026"),
        ("don't call me in June", "says more than one time"),
        ("the week after June", "says more than one time"),
        ("May 5 - talks in between. June 8 - start of the job", "says more than one time"),
        ("some weeks after the end of May", "says more than one time"),
        ("in March", "has begun already"),
        ("Q1", "has begun already"),
        ("in 30 years", "more than 5 years"),
        ("in 10000 years", "is too far away"),
        ("in 99999999999999999999 weeks", "is too far away"),
        ("Wed 9 April", "is no Wednesday"),  # a Thursday
        ("2 March", "has just passed (2026-03-02)"),
        ("20 January", "has just passed (2026-01-20)"),
        ("in 3h", "names no day"),
        ("20 min", "names no day"),
        ("in May on the 15th", "says more than one time"),
        ("second half of next year", "says more than one time"),
        ("last week of next month", "says more than one time"),
        ("Thursday about the interview on Friday", "says more than one time"),
        ("in May re the conference in June", "says more than one time"),
        ("Monday to set up lunch in May", "says more than one time"),
        ("in 2 weeks about the role in Q3", "says more than one time"),
        ("in June after the bonus in May", "says more than one time"),
        ("asked not to be called in June", "says more than one time"),
        ("after fiscal year end", "says more than one time"),
        ("after spring break", "names no day"),
        ("after the winter break", "names no day"),
        ("second week of March", "names no day"),
    ],
)
def test_what_names_no_day_is_refused(words: str, why: str) -> None:
    """Words without a usable day are refused with the reason, and with what is accepted."""
    refusal = read_expectation(words, TODAY)
    assert isinstance(refusal, Refusal)
    assert why in refusal.why
    assert str(refusal).startswith(f"“{words}”")
    assert ACCEPTED in str(refusal)


def test_leap_days_exist_in_their_years() -> None:
    """29 February is accepted in a leap year, and a month from 31 January ends with February."""
    assert read_expectation("29 February 2028", TODAY) == Expectation("29 February 2028", date(2028, 2, 29))
    assert read_expectation("in a month", date(2028, 1, 31)) == Expectation("in a month", date(2028, 2, 29))
    assert read_expectation("in a year", date(2028, 2, 29)) == Expectation("in a year", date(2029, 2, 28))


@given(st.dates(date(2000, 1, 1), date(2200, 1, 1)), st.integers(1, 200))
def test_weeks_are_counted_on_any_day(today: date, weeks: int) -> None:
    """ "in N weeks" is N times seven days on, whatever the day, across leap days and years."""
    answer = read_expectation(f"in {weeks} weeks", today)
    assert isinstance(answer, Expectation)
    assert answer.due_on == date.fromordinal(today.toordinal() + 7 * weeks)


@given(st.text(max_size=60), st.dates(date(1, 1, 1), date.max))
def test_any_words_are_answered(words: str, today: date) -> None:
    """Whatever is typed, on whatever day, the answer is a day from today on or a refusal."""
    answer = read_expectation(words, today)
    assert isinstance(answer, Refusal) or answer.due_on >= today


@pytest.mark.parametrize("today", [date(2026, m, d) for m in range(1, 13) for d in (1, 15, 28)])
@pytest.mark.parametrize(
    "words",
    [
        "next quarter",
        "next spring",
        "next summer",
        "next Friday",
        "end of next month",
    ],
)
def test_rough_words_hold_all_year(words: str, today: date) -> None:
    """On any day of the year the usual phrases name a day from today on, less than sixteen months away."""
    answer = read_expectation(words, today)
    assert isinstance(answer, Expectation)
    assert 0 <= (answer.due_on - today).days < 480


@pytest.mark.parametrize(
    ("words", "said", "due"),
    [
        ("two weeks after Thanksgiving", date(2026, 11, 27), date(2026, 12, 10)),
        ("the Monday after Thanksgiving", date(2026, 11, 27), date(2026, 11, 30)),
        ("the week after Christmas", date(2026, 12, 27), date(2026, 12, 28)),
        ("before New Year", date(2026, 12, 28), date(2026, 12, 30)),
        ("after Christmas next year", date(2026, 12, 28), date(2027, 12, 27)),
        ("in winter next year", date(2026, 12, 28), date(2027, 12, 1)),
        ("Fourth of July", date(2026, 11, 27), date(2027, 7, 4)),
        ("1st of the year", date(2026, 11, 27), date(2027, 1, 1)),
        ("Monday morning at 9am", date(2026, 11, 27), date(2026, 11, 30)),
        ("before the end of the year", date(2026, 12, 28), date(2026, 12, 30)),
        ("29 February", date(2027, 12, 1), date(2028, 2, 29)),
        ("in two weeks on Tuesday", date(2027, 2, 10), date(2027, 2, 23)),
    ],
)
def test_a_feast_just_past_is_still_counted_from(words: str, said: date, due: date) -> None:
    """What follows it is of this year; a feast alone is a day."""
    read = read_expectation(words, said)
    assert isinstance(read, Expectation)
    assert read.due_on == due


@pytest.mark.parametrize(
    ("words", "said", "why"),
    [
        ("after Thanksgiving", date(2026, 12, 1), "has just passed (2026-11-30)"),
        ("after MLK day", date(2026, 3, 10), "has just passed (2026-01-20)"),
        ("in the new year", date(2027, 1, 4), "has just passed (2027-01-02)"),
        ("after Easter", date(2027, 3, 31), "has just passed (2027-03-30)"),
        ("before Christmas", date(2026, 12, 26), "has come already"),
        ("before the holidays", date(2027, 1, 4), "has come already"),
        ("the Monday before Christmas", date(2026, 12, 27), "is past (2026-12-21)"),
        ("a week before Thanksgiving", date(2026, 11, 30), "is past (2026-11-19)"),
        ("this summer", date(2027, 6, 7), "has begun already"),
        ("in winter", date(2027, 1, 4), "has begun already"),
        ("after the winter", date(2026, 3, 10), "has begun already"),
    ],
)
def test_a_feast_or_season_that_has_come_is_not_read_as_next_years(words: str, said: date, why: str) -> None:
    """Who names it without "next" means the one that has come, and is asked for another day."""
    read = read_expectation(words, said)
    assert isinstance(read, Refusal)
    assert why in read.why


def test_a_day_after_the_day_after_another_has_an_end() -> None:
    """Words that lead from day to day name none, and are not asked for without end."""
    assert isinstance(read_expectation("the day after " * 40 + "it", date(2026, 11, 27)), Refusal)
