"""Which notes say that somebody is not to be called, for good or until when."""

from __future__ import annotations

from datetime import date

import pytest

from matching.cadence.off_limits import barred_until, refuses_calls
from matching.cadence.refused_calls import forbids_all_calls


@pytest.mark.parametrize("note", ["Called twice. No contact so far.", "no calls so far", "only by email so far"])
def test_what_has_been_so_far_bars_no_calls(note: str) -> None:
    assert not forbids_all_calls(note)
    assert not refuses_calls(note, date(2026, 3, 2))


@pytest.mark.parametrize(
    ("note", "barred"),
    [
        ("Do Not Contact", True),
        ("DNC", True),
        ("She asked not to be contacted.", True),
        ("Warm. Please don't call him anymore; wife is ill", True),
        ("No contact", True),
        ("Asked me to stop calling, please remove", True),
        ("Not interested, do not call or email", True),
        ("Doesn't want any more calls", True),
        ("take me off your list", True),
        ("do not call, she is on leave until March", False),
        ("Do not call, ring his assistant", False),
        ("He never calls back", False),
        ("Never call the front desk", False),
        ("do not call before noon", False),
        ("did not call back", False),
        ("No contact since May", False),
        ("Active", False),
        ("Our client: no-poach", True),
        ("Placed by us, off limits", True),
        ("Do not recruit", True),
        ("Salary is off limits as a topic", False),
        ("Off limits until March 2027", False),
        ("Bitte nicht mehr anrufen!", True),
        ("Hat keine Zeit und möchte nicht mehr kontaktiert werden", True),
        ("Kein Interesse, keine Anrufe", True),
        ("Nicht vor März anrufen", False),
        ("Noch nicht angerufen", False),
        ("Nicht auf dem Handy anrufen", False),
        ("Merci de ne plus l'appeler", True),
        ("ne pas appeler avant lundi", False),
        ("No llamar más, por favor", True),
        ("no llamar antes de enero", False),
        ("wil niet meer gebeld worden", True),
        ("nog niet gebeld", False),
        ("chiede di non essere più contattata", True),
        ("non chiamare in ufficio", False),
        ("requested: GDPR erasure", True),
        ("Do Not Use", True),
        ("Old cell: do not use", False),
        ("asked to be removed", True),
        ("email only - no phone", True),
        ("does not want calls", True),
        ("on the do not call registry", True),
        ("TPS registered", True),
        ("Nur per Mail kontaktieren", True),
        ("He was asked to be removed from the board", False),
        ("prefers email", False),
        ("uses email only for contracts", False),
        ("nur per Mail erreicht", False),
    ],
)
def test_only_a_sentence_that_bars_every_call_stops_them(note: str, barred: bool) -> None:
    """What is said of one number, hour or matter stops nothing by itself."""
    assert forbids_all_calls(note) is barred


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("Off limits until 3/2027", date(2027, 3, 1)),
        ("We placed him in 2025 - hands off till May 2027 (guarantee)", date(2027, 5, 1)),
        ("no-poach agreement through 11/2027", date(2027, 12, 1)),
        ("do not approach before April 2027", date(2027, 4, 1)),
        ("off-limits thru 2027", date(2028, 1, 1)),
        ("Off limits for 18 months", date(2027, 9, 2)),
        ("Our client (off limits) until June 2027", date(2027, 6, 1)),
        ("Off limits (until 6/2027)", date(2027, 6, 1)),
        ("Off limits: until Q3 2027", date(2027, 7, 1)),
        ("No-poach agreement with Orbel runs until the end of 2027", date(2027, 12, 31)),
        ("DNC until June", date(2026, 6, 1)),
        ("No contacts until June", date(2026, 6, 1)),
        ("DNC (until 6/2027)", date(2027, 6, 1)),
        ("DNC for 6 months", date(2026, 9, 2)),
        ("no contact for 6 months", None),
        ("Do not call (12 years at Orbel)", None),
        ("asked me to stop calling until Feb", date(2027, 2, 1)),
        ("take me off your list until June", date(2026, 6, 1)),
        ("off limits 12 months", date(2027, 3, 2)),
        ("Off limits (2 yrs)", date(2028, 3, 2)),
        ("do not recruit from client until June 2027", date(2027, 6, 1)),
        ("off limits per client agreement until June 2027", date(2027, 6, 1)),
        ("no-poach w/ client until June 2027", date(2027, 6, 1)),
        ("no poach, expires June 2027", date(2027, 6, 1)),
        ("do not call (per HR) until Jan", date(2027, 1, 1)),
        ("do not call - vacation - until Dec 7", date(2026, 12, 7)),
        ("client until 6/2027 - do not recruit", date(2027, 6, 1)),
        ("don't contact, mat leave til June", date(2026, 6, 1)),
        ("off limits for 99999999 months", None),
        ("DNC until further notice", None),
        ("do not call her mobile until June", None),
        ("Off limits until the guarantee ends", None),
        ("Hands-off manager, likes autonomy", None),
        ("Not looking until May 2027", None),
    ],
)
def test_who_is_off_limits_for_a_time_may_be_called_from_its_end_on(note: str, day: date | None) -> None:
    """Until a month is until its first day, through a month until the next."""
    assert barred_until(note, date(2026, 3, 2)) == day


def test_a_limit_in_brackets_or_behind_a_colon_is_of_the_refusal_before_it() -> None:
    """It bars nobody for good; one of another sentence leaves the refusal as it is."""
    for note in (
        "Off limits (until 6/2027)",
        "Do not call: until June",
        "Do not contact - till May",
        "do not call (per HR) until Jan",
        "client until 6/2027 - do not recruit",
        "don't contact, mat leave til June",
    ):
        assert not forbids_all_calls(note)
    assert forbids_all_calls("Do not call. Away until June")


@pytest.mark.parametrize(
    ("note", "asked"),
    [
        ("DNC till bonus paid", True),
        ("do not call for a while", True),
        ("no contact for 6 months", True),
        ("no poach while on retainer, until they say so", True),
        ("DNC until 6/1/27", True),
        ("DNC until June", False),
        ("don't call me until June", False),
        ("never call before 10am", False),
        ("do not call until 10am", False),
        ("don't call on Fridays", False),
    ],
)
def test_a_refusal_whose_end_cannot_be_read_is_told(note: str, asked: bool) -> None:
    """Unless a promise or a pause is read of it, or it is about hours and weekdays."""
    assert refuses_calls(note, date(2026, 3, 2)) is asked


@pytest.mark.parametrize(
    ("note", "barred"),
    [
        ("Existing CLIENT - do not recruit from", True),
        ("Don't poach from them!", True),
        ("Client account: no recruiting from here", True),
        ("never headhunt anyone from this firm", True),
        ("Do not recruit from here until June 2027", False),
        ("Do not recruit from the Reading office", False),
        ("They do not recruit from agencies", False),
    ],
)
def test_whose_firm_nobody_is_to_be_recruited_from_is_off_limits(note: str, barred: bool) -> None:
    """A firm that is a client, in any of these words; one office of it, or what the firm does itself, bars nobody."""
    assert forbids_all_calls(note) is barred
