"""Signs that a record is stale, and that none is seen where there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from callnow.model import CompanyEvent, Employer, Prospect, Report, Story, Touch
from callnow.terms import Certainty, ContactKind
from matching.cadence.gone import is_gone
from matching.cadence.next_call import Cause, NextCall
from matching.cadence.stale import RULES, Sign, find_signs
from matching.event_types import RecordNews, event_types
from matching.triggers.weights import load_weights
from sources.prospects.wording import is_free_mail

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SAM = Prospect("p1", "Sam Hollis", "Northbay Kilns", "em1", email="sam@northbay.example.com", city="Leeds")
FIRM = Employer("em1", "Northbay Kilns", domain="northbay.example.com")


def story(
    kind: str, ago: float = 5, employer_id: str = "em1", company: str = "Northbay Kilns", **slots: object
) -> Story:
    event = CompanyEvent("e1", "a1", kind, company, **slots)  # type: ignore[arg-type]
    return Story("s1", kind, employer_id, employer_id, (Report(event, "", "", "wire", NOW - timedelta(days=ago)),))


def signs(*news: Story, who: Prospect = SAM, touches: tuple[Touch, ...] = (), **more: object) -> list[Sign]:
    arguments = {"named_in": (), "call": None, "now": NOW, **more}
    return find_signs(who, FIRM, touches, news, **arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "kind", "words"),
    [
        (story("rebrand", destination="Ember Works"), "renamed", "Northbay Kilns is now called Ember Works."),
        (
            story("acquisition", side="target", counterparty="Pell"),
            "acquired",
            "Northbay Kilns is being acquired by Pell.",
        ),
        (story("merger", counterparty="Pell"), "acquired", "Northbay Kilns is being merged with Pell."),
        (story("bankruptcy"), "bankrupt", "Northbay Kilns is in insolvency proceedings."),
        (story("office_closed", origin="Leeds, UK"), "closed", "closing its site in Leeds, UK, where Sam Hollis works"),
    ],
)
def test_news_of_the_employer(told: Story, kind: str, words: str) -> None:
    """Renamed, acquired, merged, bankrupt or closed where they work: a sign with what to check and its proof."""
    (sign,) = signs(told)
    assert sign.kind == kind
    assert words in sign.words
    assert sign.check
    assert (sign.story_id, sign.event_id) == ("s1", "e1")


def test_who_has_died_is_asked_nothing() -> None:
    """Neither where they go nor whether they are still there."""
    assert signs(named_in=(story("executive_departed", person="Sam Hollis", sentence="Sam Hollis has died."),)) == []


def test_who_was_named_by_mistake_has_left_nothing() -> None:
    """The item that named them names somebody else by now, under its date."""
    left = story("executive_departed", person="Sam Hollis", role="CIO")
    first = replace(
        left.first, title="CIO of Northbay Kilns Leaves", url="https://w.example.com/1", read_at=NOW, guid="g"
    )
    event = replace(first.event, id="e2", announcement_id="a2", person="Tess Okoro")
    edited = replace(first, event=event, read_at=NOW + timedelta(hours=1))
    assert [sign.kind for sign in signs(named_in=(replace(left, reports=(first,)),))] == ["left"]
    assert signs(named_in=(replace(left, reports=(first, edited)),)) == []


@pytest.mark.parametrize(
    "told",
    [
        story("acquisition", side="acquirer", counterparty="Pell"),
        story("rebrand"),
        story("rebrand", destination="Northbay Kilns Ltd"),
        story("office_closed", origin="Oslo"),
        story("funding", amount="$3m"),
        story("bankruptcy", certainty=Certainty.RUMOURED),
        story("bankruptcy", sentence="Northbay Kilns has emerged from bankruptcy."),
        story("bankruptcy", certainty=Certainty.DENIED),
        story("bankruptcy", ago=400),
        story("bankruptcy", ago=-2),
    ],
)
def test_other_news_is_no_sign(told: Story) -> None:
    """An employer that buys, a site elsewhere, rumours, denials and news of years ago say nothing about the record."""
    assert signs(told) == []


def test_a_talk_since_then_settles_it() -> None:
    """News from before the last talk is not a sign; a mail is not a talk."""
    spoken = Touch("t", "p1", NOW - timedelta(days=1), ContactKind.CALLED)
    assert signs(story("bankruptcy"), touches=(spoken,)) == []
    assert len(signs(story("bankruptcy"), touches=(replace(spoken, kind=ContactKind.EMAILED),))) == 1


def test_the_prospect_in_the_news() -> None:
    """Named at another company they have moved, named as leaving they have left; promoted here they stay."""
    moved = story("executive_hired", employer_id="em2", company="Dunmore Glass", person="Sam Hollis")
    left, stayed = story("executive_departed", person="Sam Hollis"), story("executive_promoted", person="Sam Hollis")
    assert [s.kind for s in signs(named_in=(moved, left, stayed))] == ["moved", "left"]
    assert "Dunmore Glass" in signs(named_in=(moved,))[0].words
    assert signs(named_in=(stayed,), who=replace(SAM, employer_id="")) == []


def test_news_of_the_employer_that_is_matched_by_nobody() -> None:
    """Hired by the employer under its own name, or another spelling of it, is no move."""
    for company in ("Northbay Kilns", "Northbay Kilns Ltd", "NORTHBAY KILNS"):
        assert signs(named_in=(story("executive_hired", employer_id="", company=company, person="Sam Hollis"),)) == []


@pytest.mark.parametrize(
    ("email", "sign"),
    [
        ("sam@northbay.example.com", False),
        ("sam@mail.northbay.example.com", False),
        ("SAM@NORTHBAY.EXAMPLE.COM", False),
        ("sam@dunmore.example.net", True),
        ("sam@post.example.org", False),
        ("sam@students.example.edu", False),
        ("", False),
        ("no address", False),
    ],
)
def test_an_address_elsewhere(email: str, sign: bool) -> None:
    """A mail domain that is not the employer's is a sign, a mail provider's is none, whatever its letters' case."""
    free = ("post.example.org", ".example.edu", "example.net", "example.com")
    found = signs(who=replace(SAM, email=email), is_free_mail=lambda domain: domain in free or domain.endswith(free[1]))
    assert [s.kind for s in found] == (["mail"] if sign else [])


@pytest.mark.parametrize(
    ("email", "domain", "sign"),
    [
        ("ada@tavrick.de", "tavrick.com", False),
        ("ada@tavrick.co.uk", "tavrick.com", False),
        ("ada@us.tavrick.com", "emea.tavrick.com", False),
        ("ada@mail.tavrick-group.com", "tavrick.com", False),
        ("ada@tavrickmedical.com", "tvk.com", False),
        ("ada@alum.quillmont.edu", "tavrick.com", False),
        ("ada@ziggo.nl", "tavrick.nl", False),
        ("ada@hotmail.be", "tavrick.be", False),
        ("ada@tavrick.onmicrosoft.com", "tavrick.com", False),
        ("ada@tavrick.com", "ziggo.nl", False),
        ("ada@velmora.de", "tavrick.de", True),
        ("ada@velmora.co.uk", "tavrick.co.uk", True),
    ],
)
def test_domains_of_one_company(email: str, domain: str, sign: bool) -> None:
    """Another country's or division's domain, one called as the employer is, an alumni's or provider's is no sign."""
    who = Prospect("p", "Ada Quill", "Tavrick Medical", email=email, domain=domain)
    found = find_signs(who, None, (), (), (), None, NOW, is_free_mail=is_free_mail)
    assert [s.kind for s in found] == (["mail"] if sign else [])


def test_silence_past_the_latest() -> None:
    """A prospect whose latest day has passed is a sign, on the day itself not yet."""
    call = NextCall("p1", date(2026, 1, 5), NOW.date(), Cause.RHYTHM, "t1", "")
    assert signs(call=call) == []
    (sign,) = signs(call=replace(call, latest_on=NOW.date() - timedelta(days=1)))
    assert (sign.kind, sign.basis) == ("overdue", "t1")
    assert "1 day past" in sign.words
    assert signs(call=replace(call, latest_on=NOW.date() - timedelta(days=1), cause=Cause.EVENT)) == []


def test_silence_since_a_day_of_the_recruiters() -> None:
    """The day of the last contact is that of `now`'s time zone: a call in the evening is not one of the next day."""
    call = NextCall("p1", date(2026, 1, 5), NOW.date() - timedelta(days=1), Cause.RHYTHM, "t1", "")
    evening = Touch("t", "p1", datetime(2025, 11, 5, 1, tzinfo=UTC), ContactKind.CALLED)
    (sign,) = signs(call=call, touches=(evening,), now=NOW.astimezone(ZoneInfo("America/New_York")))
    assert "since Tuesday, 4 November 2025" in sign.words


def test_every_rule_of_an_event_type_is_written() -> None:
    """What a file in data/events/ may say of records is what signs are found by."""
    assert set(RULES) == set(RecordNews)
    assert {kind.stale for kind in event_types().values()} - {None} == set(RULES)


def test_every_kind_of_sign_has_its_weight() -> None:
    """Each kind that can be found can be scored."""
    moved = story("executive_hired", employer_id="em2", company="Dunmore Glass")
    found = signs(story("bankruptcy"), story("merger"), named_in=(moved,), who=replace(SAM, email="x@dunmore.invalid"))
    assert {s.kind for s in found} <= set(load_weights().stale.model_fields_set)
    assert len(found) == 4


@pytest.mark.parametrize(
    ("sentence", "gone"),
    [
        ("Sam Hollis has been named president of Pell Kilns.", True),
        ("Sam Hollis has been named president of Pell Kilns, effective April 1.", False),
        ("Pell Kilns has appointed Sam Hollis president, starting on 16 March.", False),
        ("Sam Hollis has been named president of Pell Kilns, effective March 1.", True),
    ],
)
def test_who_begins_elsewhere_on_a_day_ahead_is_there_until_then(sentence: str, gone: bool) -> None:
    """News of the employer reaches them until that day, and no longer."""
    hired = story("executive_hired", 5, "", "Pell Kilns", person="Sam Hollis", sentence=sentence, certain_from=0.0)
    assert is_gone(SAM, [hired], (), NOW) is gone
    assert is_gone(SAM, [hired], (), NOW + timedelta(days=60))


def test_who_leaves_later_by_the_same_text_is_there_still() -> None:
    """Whatever sentence of it says when; another text that tells the post alone takes nobody away before."""
    slots = {"person": "Sam Hollis", "certain_from": 0.0}
    hired = story("executive_hired", 5, "", "Pell Kilns", sentence="Pell Kilns has hired Sam Hollis.", **slots)
    leaves = story("executive_departed", 5, certainty=Certainty.ANNOUNCED, **slots)
    assert is_gone(SAM, [hired], (), NOW)
    assert not is_gone(SAM, [hired, leaves], (), NOW)
