"""Who leaves a post elsewhere than at the company they head: "Tessaly boss Ann Lang is out as director of Orbel".

The reader takes the company that stands beside the name for the one that is left, and has them come to the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from callnow.model import CompanyEvent
from matching.comparing.companies import share_name
from matching.detection.left_out.no_moves import leaves_for_good
from matching.detection.named import any_of, is_called, person_in_text
from matching.detection.posts.posts_left import in_post, role_at_start, with_own_id
from matching.event_types import is_arriving, is_leaving
from matching.grammar.tokens import sentences_of
from matching.reading.role_words import role_places

_GOES = (
    r"(?:(?:will|has|had|is|was|plans|to|now|also)\s){0,3}(?i:step(?:s|ped|ping)?\s(?:down|aside)|resign(?:s|ed|ing)?|"
    r"retir(?:es?|ed|ing)|quit(?:s|ting)?|leav(?:es?|ing)|left|exit(?:s|ed|ing)?|depart(?:s|ed|ing)?|out)\b"
)
_FROM = r"\s(?:(?:as|from|on)\s)?(?:(?:the|its|an?|her|his)\s)?"
_LEAVES = re.compile(rf"\s{_GOES}")  # without it and another's name behind it nobody leaves another
_POST = r"(?P<{}>(?:[\w’'-]+\s){{0,3}}?(?:board(?:\sof\s(?:directors|trustees))?|[\w’'-]+))"
_HEADS = re.compile(r"\bwho\s(?:also\s)?(?:heads|runs|leads|founded|owns|chairs|manages|co-founded)\b")
# Not of another: "resigns as Orbel director takes over", "as Orbel chair Jo Roe wins"
_ENDS = re.compile(
    r"\W*$|[,.;:–—]|\s(?:after|over|amid|in|on|to|following|at|and|next|this|last|with|due|because|effective|by|from|under|but|as|"
    r"for|when|while|until|if|immediately|today|yesterday|tomorrow)\b"
)
_SEAT = "board member"
_WITHIN = re.compile(
    r"\b(?:Committee|Division|Unit|Department|Team|Practice|Segment|Business)$"
)  # no company of its own


def where_they_leave(events: Sequence[CompanyEvent], names: Iterable[str], text: str) -> list[CompanyEvent]:
    """The events of a text that names companies by `names`; who leaves a post elsewhere, by a sentence that says whom
    they head, leaves it there and comes nowhere."""
    told, names, sentences = list(events), [name for name in names if name], sentences_of(text)
    for event in [one for one in events if is_leaving(one.type) and one.person]:
        others = [name for name in names if not (share_name([name], event.names) or _WITHIN.search(name))]
        left = [found for one in sentences if (found := _left_elsewhere(event, others, one))] if others else []
        if left and not _leaves_own(event, others, sentences):
            told = _left_there(told, event, *left[0])
    return told


def _left_elsewhere(event: CompanyEvent, others: Sequence[str], sentence: str) -> tuple[str, str] | None:
    """At which other company the person of an event leaves which post, by a sentence that calls the event's own theirs:
    "Tessaly boss Ann Lang quits as Orbel chair", "Lang, who runs Tessaly, is out as chair of Orbel"."""
    leaves = _LEAVES.search(sentence)
    if leaves is None or not any(name in sentence[leaves.start() :] for name in others):
        return None
    there = any_of(others)
    goes = (
        rf"\s{_GOES}{_FROM}(?:{_POST.format('ahead')}\s(?:of|at|for)\s(?:(?:the|its)\s(?:[a-z-]+\s){{0,3}})?(?P<of>{there})(?![\w-])"
        rf"|(?P<at>{there})(?:['’]s?)?\s{_POST.format('behind')})"
    )
    for found in re.finditer(goes, sentence):
        said = found["ahead"] or found["behind"]
        post = _SEAT if said.startswith("board") else role_at_start(said)
        end = found.end() if found["ahead"] or post == _SEAT else found.start("behind") + len(post)
        if post and _ENDS.match(sentence, end) and _heads(event, sentence[: found.start()]):
            return found["of"] or found["at"], post
    return None


def _heads(event: CompanyEvent, before: str) -> bool:
    """Whether the words before a verb end in who heads the event's company: "Tessaly founder Ann Lang", or the name and
    ", founder of Tessaly,"."""
    own, name = any_of(event.names), person_in_text(event.person)
    beside = re.search(rf"\b{name},\s(?P<said>[^.;]{{2,90}}),$", before)
    if beside and re.search(rf"\b(?:{own})(?![\w-])", beside["said"]):
        return bool(_HEADS.search(beside["said"]) or role_places(beside["said"]))
    titled = re.search(rf"\b(?:{own})(?:['’]s?)?\s(?P<said>.*)", before)
    posts = role_places(titled["said"]) if titled else []
    behind = titled["said"][posts[-1][1] :] if titled and posts else "?"
    return re.fullmatch(rf"(?:,?\s(?:[A-Z][\w.’'-]*\s){{0,3}}?{name})?", behind) is not None


def _leaves_own(event: CompanyEvent, others: Sequence[str], sentences: Iterable[str]) -> bool:
    """Whether another sentence may tell that the event's own company is left, too."""
    told = (one for one in sentences if not _left_elsewhere(event, others, one))
    return any(leaves_for_good(one) and any(name in one for name in event.names) for one in told)


def _left_there(events: Sequence[CompanyEvent], event: CompanyEvent, there: str, post: str) -> list[CompanyEvent]:
    """The events with one by which the person of `event` leaves a post there, in place of what was told of them."""
    theirs = [one for one in events if is_called(one.person, event.person) and share_name(one.names, [there])]
    known = next((one for one in theirs if is_leaving(one.type)), None)
    left = known or in_post(replace(event, company=there, also_called=(), company_evidence=()), post)
    kept = [one for one in events if one not in (event, known) and not (one in theirs and is_arriving(one.type))]
    return [*kept, with_own_id(replace(left, probability=max(left.probability, event.probability)))]
