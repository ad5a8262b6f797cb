"""Why news is not certain, in a few words: what is to be looked at first."""

from __future__ import annotations

from collections.abc import Iterable

from callnow.fold import fold
from callnow.languages import language_name
from callnow.model import CompanyEvent, Story
from callnow.terms import Certainty
from matching.comparing.persons import same_person
from matching.event_types import comes_or_goes, is_about_people

SURE_COMPANY = 0.8  # from which match score on the employer is hardly another of that name


def doubt_of(story: Story, surest: CompanyEvent, match_score: float) -> str:
    """What speaks against a story whose surest event is not certain; "" of one that is.

    What is special is told before what is usual: that only one of grammar and reader finds it.
    """
    if surest.certain:
        return ""
    languages = [report.event.language for report in story.reports]
    doubts = (
        (all(languages), f"it is in {language_name(languages[-1])}"),
        (surest.certain_from > 1, "the text may deny it, or tell of another time"),
        (_one_post_for_two(surest, (report.event for report in story.reports)), "two people are told to have one post"),
        (is_about_people(surest.type) and not surest.person, "it names nobody"),
        (match_score < SURE_COMPANY, "it may be another company of that name"),
        (not _is_named(surest, (*story.titles, surest.sentence)), "neither headline nor sentence names the company"),
        (surest.certainty is Certainty.RUMOURED, "it is only said to be so"),
        (not _read_twice(surest), "only one of two readings finds it"),
    )
    return next((told for holds, told in doubts if holds), "its words can be read in two ways")


def _one_post_for_two(event: CompanyEvent, told: Iterable[CompanyEvent]) -> bool:
    """Whether somebody else comes to the same post, or leaves it."""
    if not (event.person and event.role and comes_or_goes(event.type)):
        return False
    others = (one for one in told if one.person and fold(one.role) == fold(event.role))
    return any(not same_person(one.person, event.person) for one in others)


def _is_named(event: CompanyEvent, texts: Iterable[str]) -> bool:
    """Whether a text names the company, if only by its first word ("Northbay" of Northbay Kilns)."""
    words = {word for text in texts for word in fold(text).split()}
    return not words or any(not words.isdisjoint(fold(name).split()[:1]) for name in event.names)


def _read_twice(event: CompanyEvent) -> bool:
    """Whether grammar and reader both find it: the rule then names both."""
    return " and reader" in event.rule
