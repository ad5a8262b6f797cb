"""A death is told of whom the news says it, and of nobody who is named beside them."""

from __future__ import annotations

import pytest

from callnow.model import Prospect
from matching.stories.deaths import dead_of, has_died, may_note_death, notes_death
from matching.stories.told_deaths import says_death_of, tells_death, tells_death_in_post
from tests.matching.stories.test_stories import report, told


@pytest.mark.parametrize(
    ("text", "died"),
    [
        ("Longtime Brandwick chairman and CEO Otto Lenz dies at 71", True),
        ("Brandwick said Otto Lenz, its chairman and chief executive, died on Sunday.", True),
        ("Brandwick mourns the death of its chairman, Otto Lenz.", False),
        ("Brandwick announces the passing of Chairman Otto Lenz", True),
        ("Otto Lenz leaves Brandwick. Its founder died in May.", False),
        ("Otto Lenz succeeds Carla Finch, after the death of Carla Finch", False),
        ("Brandwick CEO Otto Lenz, who took over after founder Carla Finch died, to step down", False),
        ("Chairman Lenz dies at 71", True),
        ("Brandwick's Lenz dies at 71", True),
        ("OTTO LENZ, FOUNDER OF BRANDWICK, DIES AT 71", True),
        ("Otto Lenz (71), founder of Brandwick Inc., has died", True),
        ("Otto Lenz – founder of Brandwick – dies at 71", True),
        ("Otto Lenz of Northbay Kilns suffered a heart attack and died on Sunday.", True),
        ("Otto Lenz, chief executive of Brandwick since 2009, passed away suddenly on Friday.", True),
        ("Otto Lenz, who announced in May that he would retire, died on Sunday.", True),
        ("Chairman Otto Lenz and finance chief Mark Dent died in a plane crash, Brandwick said.", True),
        ("Chairman Lewis Ward, 60, and Otto Lenz, the finance chief, died in a plane crash.", True),
        ("Ann Rourke has been named CEO, filling the post of Otto Lenz, who died in March.", True),
        ("Chief executive Otto Lenz told staff that founder Harold Bexley died", False),
        ("Chief executive Otto Lenz, 51, said founder Harold Bexley, 71, died on Sunday", False),
        ("Otto Lenz has been named CEO of Brandwick, filling the post of Harold Bexley, who died in March.", False),
        ("Otto Lenz, filling the post of Harold Bexley, who died in March, comes from Pell.", False),
        ("Otto Lenz, son of founder Harold Bexley, who died in March, leaves Brandwick.", False),
        ("Otto Lenz announced that CFO Mark Dent has died", False),
        ("CFO Mark Dent has died, Otto Lenz announced", False),
        ("Otto Lenz is stepping down a year after his father, founder Karl Lenz, died.", False),
        ("Karl Lenz, founder of Lenz Brewing, died on Sunday.", False),
        ("Founder of Lenz Brewing dies", False),
        ("Lenz Brewing founder dies", False),
        ("Brandwick named Ann Bee after the death of Karl Lenz and the retirement of Otto Lenz.", False),
        ("Brandwick closes for a day upon the death of Otto Lenz's father", False),
    ],
)
def test_a_death_is_known_by_the_name_beside_it(text: str, died: bool) -> None:
    """Only where the text says it of this person."""
    assert tells_death("Otto Lenz", text) is died


@pytest.mark.parametrize(
    ("text", "died"),
    [
        ("Finance chief of Northbay Kilns dies at 52", True),
        ("Northbay Kilns CFO dies in crash", True),
        ("Northbay Kilns' chief financial officer has died", True),
        ("Former finance chief of Northbay Kilns dies at 88", False),
        ("Northbay Kilns CFO leaves after founder dies", False),
        ("Northbay Kilns CFO's wife dies", False),
        ("Northbay Kilns founder dies; CFO to retire", False),
        ("Northbay Kilns CFO mourns as chairman dies", False),
        ("Deputy finance chief of Northbay Kilns dies", False),
        ("Northbay Kilns CFO Mark Dent dies", False),
        ("Northbay Kilns CFO quits", False),
        ("Northbay's CFO dies at 52", True),
        ("Tessaly Glass picks new finance chief after CFO dies", False),
        ("Tessaly Glass picks CFO of Northbay Kilns after finance chief dies", False),
        ("Tessaly Glass CFO dies; Northbay Kilns CFO to follow", False),
    ],
)
def test_a_death_is_known_by_the_post(text: str, died: bool) -> None:
    """Where a headline names the post alone, and another sentence who was in it."""
    departed = report("executive_departed", text, person="Otto Lenz", role="finance chief", sentence=text)
    assert tells_death_in_post(departed.event, text) is died
    (story,) = told(departed)
    assert has_died("Otto Lenz", story) is died


def test_a_surname_alone_tells_nothing_where_the_name_in_full_is_asked() -> None:
    """Somebody whom no event names may share it."""
    assert not says_death_of("Otto Lenz", "Chairman Lenz dies at 71")
    assert says_death_of("Otto Lenz", "Chairman Otto J. Lenz dies at 71")
    assert says_death_of("Otto Lenz", "Brandwick honours the late Otto Lenz")


def test_a_relative_of_the_dead_lives() -> None:
    """Given names that begin alike are two people; a surname alone is whoever is the only one to bear it."""
    (story,) = told(report("executive_departed", "Harold Bexley, founder of the brewery, dies", person="Harold Bexley"))
    assert has_died("Harold J. Bexley", story)
    assert not has_died("Hannah Bexley", story)
    (story,) = told(report("executive_departed", "Chairman Bexley dies", person="Bexley"))
    assert has_died("Hannah Bexley", story)
    assert not has_died("Hannah Bexley", story, is_only=False)
    (story,) = told(report("executive_departed", "Bexley dies", person="Bexley", sentence="Harold Bexley died at 71."))
    assert not has_died("Hannah Bexley", story)


def test_any_report_of_a_story_may_tell_the_death() -> None:
    """A fuller report that says nothing of it does not take it back; who leaves beside them has not died."""
    dies = report("executive_departed", "Otto Lenz of Northbay Kilns dies", person="Otto Lenz")
    fuller = report("executive_departed", person="Otto Lenz", role="CFO", day=1, sentence="Otto Lenz is no longer CFO.")
    beside = report("executive_departed", announcement=dies.event.announcement_id, person="Ann Bee")
    (story,) = told(dies, fuller, beside)
    assert dead_of(story) == ["Otto Lenz"]
    assert has_died("Otto Lenz", story)
    assert not has_died("Ann Bee", story)


def test_a_month_is_no_late_person() -> None:
    """ "Late" before a surname alone may be said of a day."""
    (story,) = told(report("executive_departed", "Jo May leaves Northbay Kilns in the late May rush", person="Jo May"))
    assert not has_died("Jo May", story)


@pytest.mark.parametrize(
    ("note", "died"),
    [
        ("deceased", True),
        ("Spoke to his office. He has sadly passed away.", True),
        ("Lenz died in May", True),
        ("wife says he died", True),
        ("His father died; call in May", False),
        ("wife told me that he passed away", True),
        ("His mother was in hospital. She died on Sunday", False),
        ("she passed away on Monday, her sister", False),
        ("He died. Call in May about the role", False),
        ("heard that he died, which is not true", False),
        ("he died on me twice, the network is poor", False),
        ("died mid-call", False),
        ("He died on the 5th", True),
        ("Founder passed away, Otto takes over", False),
        ("the deal died down", False),
        ("call in May", False),
        ("verstorben 9/2026", True),
        ("Herr Lenz ist im September verstorben", True),
        ("leider kürzlich verstorben, Nachfolgerin: Carla Finch", True),
        ("Décédée le 3 septembre", True),
        ("il est malheureusement décédé", True),
        ("fallecido", True),
        ("Lenz falleció en mayo", True),
        ("Ha fallecido en 2026", True),
        ("overleden in september", True),
        ("purtroppo deceduto", True),
        ("Mutter verstorben, ruft zurück", False),
        ("leider verstorben: seine Mutter", False),
        ("ist nicht verstorben", False),
        ("n'est pas décédé", False),
        ("no ha fallecido", False),
        ("padre deceduto a maggio", False),
        ("vader overleden", False),
        ("Vorgänger verstorben", False),
        ("Nachfolger des verstorbenen Gründers", False),
        ("successeur du fondateur décédé", False),
        ("succeeded Carla Finch (deceased)", False),
        ("Remplace Carla Finch, décédée", False),
        ("deceased 9/2026, succeeded by Carla Finch", True),
        ("Deceased. Successor: Carla Finch", True),
        ("décédé, remplacé par Carla Finch", True),
    ],
)
def test_a_note_may_say_that_somebody_has_died(note: str, died: bool) -> None:
    """Only of whom it is about: by their name, as he or she, or of nobody else."""
    assert notes_death(Prospect("p1", "Otto Lenz", "Brandwick", "em1"), note) is died


@pytest.mark.parametrize(
    ("note", "asked"),
    [
        ("His mother was in hospital. She died on Sunday", True),
        ("He died. Call in May about the role", True),
        ("He has sadly passed away.", False),
        ("heard that he died, which is not true", False),
        ("call in May", False),
    ],
)
def test_a_death_that_may_be_anothers_is_asked_about(note: str, asked: bool) -> None:
    """Where a note names a relative or asks for a call, a person says whose death it tells."""
    assert may_note_death(Prospect("p1", "Otto Lenz", "Brandwick", "em1"), note) is asked
