"""Topics that create value, ranked for one person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from callnow.model import CompanyEvent, Prospect, Report, Story, Touch
from callnow.terms import Certainty, ContactKind
from matching.decide import shipped_tables
from matching.topics import Topic, rank_topics

TABLES = shipped_tables()
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SAM = Prospect("p1", "Sam Hollis", "Northbay Kilns", "em1", "IT Manager", function="it")


def story(
    kind: str, company: str = "Northbay Kilns", ago: float = 5, said: Certainty = Certainty.DONE, **slots: str
) -> Story:
    event = CompanyEvent(f"e{kind}{ago}", "a", kind, company, said, **slots)  # type: ignore[arg-type]
    report = Report(event, "A headline", f"https://news.example.com/{kind}", "wire", NOW - timedelta(days=ago))
    return Story(f"s{kind}{ago}", kind, company, company, (report,))


def ranked(
    *own: Story, peers: tuple[Story, ...] = (), touches: tuple[Touch, ...] = (), who: Prospect = SAM
) -> list[Topic]:
    return rank_topics(who, touches, own, peers, TABLES, NOW)


def test_news_of_the_employer_can_be_told_and_proved() -> None:
    """An employer's news becomes a sentence to say, with its link."""
    (topic,) = ranked(story("funding", amount="$12 million"))
    assert topic.line == "Northbay Kilns has raised $12 million."
    assert topic.sayable
    assert topic.url == "https://news.example.com/funding"


def test_what_they_care_for_comes_first() -> None:
    """A topic noted at a touch comes before news, news of the employer before that of peers."""
    touch = Touch("t", "p1", NOW - timedelta(days=20), ContactKind.CALLED, topic="the school's robotics team")
    own, peer = story("funding", ago=1), story("funding", "Dunmore Glass", ago=1)
    lines = [t.kind for t in ranked(own, peers=(peer,), touches=(touch,))]
    assert lines == ["personal", "employer", "peers"]
    assert ranked(touches=(touch,))[0].line == "Ask about the school's robotics team."
    assert not ranked(touches=(touch,))[0].sayable


def test_old_news_fades_and_told_news_more() -> None:
    """Newer news is better, and what was out before the last talk counts little."""
    fresh, old = story("funding", ago=2), story("partnership", ago=100)
    assert [t.url.rpartition("/")[2] for t in ranked(old, fresh)] == ["funding", "partnership"]
    spoken = Touch("t", "p1", NOW - timedelta(days=1), ContactKind.CALLED)
    mailed = replace(spoken, kind=ContactKind.EMAILED)
    assert ranked(fresh, touches=(spoken,))[0].score < ranked(fresh)[0].score
    assert ranked(fresh, touches=(mailed,))[0].score == ranked(fresh)[0].score


def test_peers_of_the_same_function_are_nearer() -> None:
    """A new CIO elsewhere is worth more to somebody in IT than to somebody in law."""
    hired = story("executive_hired", "Dunmore Glass", person="Jane Roe", role="CIO", function="it")
    it, law = ranked(peers=(hired,)), ranked(peers=(hired,), who=replace(SAM, function="legal"))
    assert it[0].score > law[0].score


def test_rumours_and_denials_are_no_topics() -> None:
    """Nobody is told what is only rumoured, or what was denied."""
    assert ranked(story("merger", said=Certainty.RUMOURED), story("layoffs", said=Certainty.DENIED)) == []


def test_notes_are_quoted_and_nothing_is_said_twice() -> None:
    """Each line of the notes is a topic in its own words, the list is cut, and a repeated topic stands once."""
    who = replace(SAM, notes="Runs marathons\n\nHates mornings\r\n")
    lines = [t.line for t in ranked(who=who)]
    assert lines == ["Your note: “Hates mornings”.", "Your note: “Runs marathons”."]
    touches = tuple(
        Touch(f"t{i}", "p1", NOW - timedelta(days=i), ContactKind.MET, topic=t)
        for i, t in enumerate(["Choir", "choir"])
    )
    assert len(ranked(touches=touches)) == 1
    assert len(ranked(*(story("funding", ago=i, amount=f"${i}m") for i in range(1, 9)))) == 4
