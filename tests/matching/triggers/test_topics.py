"""Topics that create value, ranked for one person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from callnow.model import CompanyEvent, Prospect, Report, Story, Touch
from callnow.terms import Certainty, ContactKind
from matching.triggers.decide import shipped_tables
from matching.triggers.topics import Topic, rank_topics

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
    """An employer's news becomes a sentence to say, with the question of its type and its link; once it is some weeks
    old, with its month; of last year it is nothing to open a call with any more."""
    (topic,) = ranked(story("funding", amount="$12 million"))
    assert topic.line == "Northbay Kilns has raised $12 million."
    assert topic.message == "I saw that Northbay Kilns has raised $12 million."
    assert topic.spoken == f"{topic.message} What does it let you build first?"
    (older,) = ranked(story("funding", amount="$12 million", ago=40))
    assert older.message == "I saw in January that Northbay Kilns has raised $12 million."
    assert [t.spoken for t in ranked(story("funding", ago=100))] == [""]
    assert topic.url == "https://news.example.com/funding"


def test_nobody_is_asked_what_their_own_successor_changes() -> None:
    """Where the record has them in the post that the news fills, the question is that of its own call."""
    named = story("executive_hired", person="Jane Roe", role="Chief Financial Officer", function="finance")
    (topic,) = ranked(named, who=replace(SAM, title="CFO", function="finance"))
    assert topic.spoken.endswith("That is your own post: what is next for you?")
    (other,) = ranked(named, who=replace(SAM, title="Controller", function="finance"))
    assert "own post" not in other.spoken


PEER = {"person": "Jane Roe", "role": "Chief Information Officer", "function": "it"}


def test_what_they_care_for_comes_first() -> None:
    """A person's topics and notes come before news, news of the employer before that of peers, however they score."""
    touch = Touch("t", "p1", NOW - timedelta(days=700), ContactKind.CALLED, topic="her school's robotics team")
    own, peer = story("partnership", ago=60), story("executive_hired", "Dunmore Glass", ago=1, **PEER)
    who = replace(SAM, notes="Wants a team of her own.")
    topics = ranked(own, peers=(peer,), touches=(touch,), who=who)
    assert [t.kind for t in topics] == ["personal", "note", "employer", "peers"]
    assert topics[0].line == "Ask about her school's robotics team."
    assert topics[0].spoken == "I have your school's robotics team in my notes from last time. How is that going?"
    assert topics[1].spoken == "I have it in my notes that you wanted a team of your own. Is that still so?"
    assert topics[0].message == topics[1].message == ""  # nobody else's to hear
    assert topics[3].spoken.endswith("That is your own field: do your paths cross?")


def test_a_peer_is_named_and_of_the_same_field() -> None:
    """News of other employers counts where it names somebody of the prospect's own function, and nowhere else."""
    unnamed = story("executive_hired", "Dunmore Glass", role="Chief Information Officer", function="it")
    other_field = story("executive_hired", "Dunmore Glass", person="Jane Roe", role="CFO", function="finance")
    nobody = story("layoffs", "Dunmore Glass", count="120")
    assert ranked(peers=(unnamed, other_field, nobody)) == []
    hired = story("executive_hired", "Dunmore Glass", **PEER)
    assert ranked(peers=(hired,), who=replace(SAM, function="")) == []
    assert len(ranked(peers=(hired,))) == 1


def test_what_is_not_certain_or_undated_is_not_said() -> None:
    """News that may say something else is not a topic; undated news is one, but nothing to open a call with."""
    sure = story("funding")
    (report,) = sure.reports
    doubtful = replace(sure, reports=(replace(report, event=replace(report.event, probability=0.4, certain_from=0.9)),))
    assert ranked(doubtful) == []
    assert [t.spoken for t in ranked(replace(sure, reports=(replace(report, undated=True),)))] == [""]


def test_news_about_the_prospect_is_said_to_them() -> None:
    """Who was promoted is not told of themselves by name."""
    (topic,) = ranked(story("executive_promoted", person="Sam Hollis", role="IT Director", function="it"))
    assert topic.message == "I saw that you have been promoted to IT Director at Northbay Kilns."


def test_news_of_a_namesake_at_the_employer_is_not_said_to_the_prospect() -> None:
    """A surname alone, or a name that is only like theirs, opens no call; the recruiter still reads the news."""
    for person, spoken in {
        "Hollis": "",
        "S. Hollis": "",
        "Sam Hollis-Reed": "",
        "Jane Hollis": "I saw that Northbay Kilns has named Jane Hollis as CFO. ",
        "Samuel Hollis": "I saw that you have been named CFO at Northbay Kilns. ",
    }.items():
        (topic,) = ranked(story("executive_hired", person=person, role="CFO", function="finance"))
        assert topic.line == f"Northbay Kilns has named {person} as CFO."
        assert topic.spoken.startswith(spoken)
        assert bool(topic.spoken) is bool(topic.message) is bool(spoken)


def test_of_news_about_several_each_is_told_their_own() -> None:
    """Who is one of two that were named is told of their own post, and not of themselves by name."""
    both = story("executive_hired", person="John Poe", role="Chief Operating Officer")
    (report,) = both.reports
    own = replace(report.event, id="e2", person="Sam Hollis", role="CIO", function="it")
    (topic,) = ranked(replace(both, reports=(report, replace(report, event=own))))
    assert topic.message == "I saw that you have been named CIO at Northbay Kilns."
    at_peer = replace(
        both, reports=(replace(report, event=replace(report.event, function="it")), replace(report, event=own))
    )
    assert ranked(peers=(at_peer,)) == []


def test_whose_post_is_left_by_nobody_named_is_not_asked_who_takes_over() -> None:
    """It may be the prospect who has left."""
    left = story("executive_departed", role="Chief Information Officer", function="it")
    assert ranked(left)[0].spoken.endswith("Who takes over, and what does it mean for you?")
    assert ranked(left, who=replace(SAM, title="CIO"))[0].spoken == ""


def test_nobody_is_told_of_their_own_death() -> None:
    """Nor that they have left a post by it."""
    (topic,) = ranked(
        story("executive_departed", person="Sam Hollis", role="CIO", sentence="Sam Hollis died on Sunday.")
    )
    assert (topic.spoken, topic.message) == ("", "")


def test_old_news_fades_and_told_news_more() -> None:
    """Newer news is better, and what was out before the last talk counts little."""
    fresh, old = story("funding", ago=2), story("partnership", ago=100)
    assert [t.url.rpartition("/")[2] for t in ranked(old, fresh)] == ["funding", "partnership"]
    spoken = Touch("t", "p1", NOW - timedelta(days=1), ContactKind.CALLED)
    mailed = replace(spoken, kind=ContactKind.EMAILED)
    assert ranked(fresh, touches=(spoken,))[0].score < ranked(fresh)[0].score
    assert ranked(fresh, touches=(mailed,))[0].score == ranked(fresh)[0].score


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


def test_news_of_a_namesake_opens_no_call() -> None:
    """What names the person at another employer is not of a peer: it is told by itself where it is they."""
    peer = story("executive_hired", "Dunmore Glass", ago=1, **(PEER | {"person": "Sam Hollis"}))
    assert ranked(peers=(peer,)) == []
