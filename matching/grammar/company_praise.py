"""Frames of news that a recruiter may mention: products launched and awards won.

Acme launches app · Acme announces launch of service · Acme named to list · Acme's Jane Doe wins award · Acme ranked among
"""

from __future__ import annotations

import re

from matching.grammar.chunks import Chunk
from matching.grammar.company_sides import (
    SPEAKER,
    as_speaker,
    company_after,
    confirm_name,
    is_person,
    strip_legal,
    subject_of,
)
from matching.grammar.company_view import View, first_object, objects_of, planning_of, region_end, verbs_of
from matching.grammar.company_words import pattern, phrases, words
from matching.grammar.frame import Finding

_HELD_PRODUCT = phrases("held_product")
_PRODUCT_VERBS = pattern("product_verbs")


def read_products(view: View) -> list[Finding]:
    if not (view.is_title or view.read.zone == 1):
        return []
    found: list[Finding] = []
    for index, verb in verbs_of(view, "product_launch"):
        end = region_end(view, verb.end)
        strong = re.search(r"launch|introduc|unveil|releas|debut|roll|premier", verb.low) is not None
        if verb.form == "passive" or (verb.form == "ing" and not view.is_title):
            continue
        near = view.between(verb.start, min(end, verb.end + 9))
        if _HELD_PRODUCT.search(near) or _is_place(view, verb, end) or (not view.is_title and not strong):
            continue
        product = first_object(view, "product_product", verb.end, min(end, verb.end + 14))
        if (
            not strong
            and not _is_novel(view, verb)
            and not (
                product is not None
                and re.search(
                    r"\bnew\b|first|groundbreaking|launch|custom|global|catalog|offerings|capabilities|portfolio|lineup",
                    view.between(verb.end, end),
                    re.IGNORECASE,
                )
                and re.search(r"announc|present|reveal|expand|add", verb.low)
            )
        ):
            continue
        if product is None and not (
            view.is_title
            and (_is_novel(view, verb) or (strong and "releas" not in verb.low and _names_thing(view, verb, end)))
        ):
            continue
        company = subject_of(view, index)
        if company and not is_person(view, company):
            found += _event(view, "product_launched", "launches", company, verb)
    for noun in objects_of(view, "product_launch"):
        if noun.end >= len(view.lows) or view.lows[noun.end] != "of" or found:
            continue
        end = region_end(view, noun.end)
        if _HELD_PRODUCT.search(view.between(noun.start, min(end, noun.end + 9))):
            continue
        product = first_object(view, "product_product", noun.end, min(end, noun.end + 14))
        verb_at = next(((k, c) for k, c in reversed(view.verbs) if c.end <= noun.start), None)
        if verb_at is None or (product is None and not view.is_title):
            continue
        if re.search(r"announc|celebrat|mark|unveil|excit|see|share", verb_at[1].low) and (
            company := subject_of(view, verb_at[0])
        ):
            found += _event(view, "product_launched", "launch-of", company, verb_at[1])
    if not found and view.is_title:
        for index, verb in verbs_of(view, "product_launch"):
            if (
                re.search(r"launch(?:es|ed)?$|debuts?$", verb.low)
                and verb.form in {"active", "either"}
                and (verb.end == len(view.tokens) or view.chunks[view.chunk_at[verb.end]].text in ":;–—|,")
            ):
                if company := subject_of(view, index):
                    found += _event(view, "product_launched", "debuts", company, verb)
    return found or (_goes_live(view) if view.is_title else [])


_LIVE = pattern("live")
_INTRODUCING = re.compile(r"(?:^|: |— |– )(?:introducing|announcing|unveiling|launching)\b", re.IGNORECASE)


def _goes_live(view: View) -> list[Finding]:
    """ "Acme app now available", "Acme to launch at the fair", "Introducing …": goods without an object's verb."""
    if _INTRODUCING.search(view.text):
        return _event(view, "product_launched", "introducing", SPEAKER, None)
    live = _LIVE.search(view.text)
    first = next((c for c in view.chunks if c.kind == "name"), None)
    if live and first is not None and view.tokens[first.start].start < live.start():
        name = as_speaker(view, strip_legal(confirm_name(view, first.start, first.end)))
        return _event(view, "product_launched", "goes-live", name, None) if name and not is_person(view, name) else []
    launch = next(objects_of(view, "product_launch"), None)
    if (
        launch is not None
        and launch.start > 1
        and not _HELD_PRODUCT.search(view.text)
        and view.lows[launch.end : launch.end + 1] != ["of"]
        and view.chunks[view.chunk_at[launch.start]].kind in {"name", "word"}
    ):
        verb_at = next(((k, c) for k, c in reversed(view.verbs) if c.end < launch.start), None)
        if (
            verb_at is not None
            and re.search(r"announc|unveil|celebrat", verb_at[1].low)
            and (company := subject_of(view, verb_at[0]))
        ):
            return _event(view, "product_launched", "announces-launch", company, verb_at[1])
    return []


_NOVEL = words("novel")


def _is_novel(view: View, verb: Chunk) -> bool:
    """Whether what is announced is praised as new goods are: "announces groundbreaking screw compressor"."""
    return view.is_title and bool(_NOVEL & set(view.lows[verb.end : verb.end + 3]))


def _is_place(view: View, verb: Chunk, end: int) -> bool:
    site = first_object(view, "opening_site", verb.end, min(end, verb.end + 7))
    return (
        site is not None
        and view.lows[site.end - 1]
        in {
            "center",
            "centre",
            "office",
            "facility",
            "location",
            "store",
            "plant",
            "factory",
            "clinic",
            "campus",
            "lab",
            "hub",
            "branch",
            "restaurant",
            "flagship",
            "subsidiary",
            "conference",
        }
        and first_object(view, "product_product", verb.end, min(end, verb.end + 9)) is None
    )


def _names_thing(view: View, verb: Chunk, end: int) -> bool:
    """Whether what follows is named: a capitalised run right after the verb, in a sentence or a headline."""
    for chunk in view.chunks[view.chunk_at[verb.end] if verb.end < len(view.tokens) else len(view.chunks) :]:
        if chunk.start < verb.end or chunk.kind in {"det", "number"}:
            continue
        if chunk.start >= end or chunk.low in {"in", "at", "into", "to", "on"}:
            return False
        return chunk.kind == "name"
    return False


def _event(view: View, kind: str, rule: str, company: str, verb: Chunk | None, person: str = "") -> list[Finding]:
    name = view.speaker.name if company == SPEAKER else company
    return (
        [Finding(kind, rule, view.read, company=name, person=person, planning=planning_of(view, verb))] if name else []
    )


_HELD_AWARD = phrases("held_award")
_LISTS = phrases("lists")


def read_awards(view: View) -> list[Finding]:
    if not (view.is_title or view.read.zone == 1):
        return []
    held = _HELD_AWARD.search(view.text)
    found: list[Finding] = []
    for index, verb in verbs_of(view, "award_win"):
        end = region_end(view, verb.end)
        noun = first_object(view, "award_award", verb.end, min(end, verb.end + 14))
        if (
            noun is None
            or verb.form in {"passive", "ing"}
            or (held and not re.search(r"\bawards?\b", view.text, re.IGNORECASE))
            or re.search(r"\bcontract|grant\b|scholarship", view.text, re.IGNORECASE)
        ):
            continue
        if (
            re.search(r"achiev|secur|score|accept|collect|capture|receiv|earn", verb.low)
            and view.lows[noun.end - 1] in {"title", "certification", "designation", "certifications", "recognition"}
            and re.search(r"receiv|secur|achiev", verb.low)
            and not view.is_title
        ):
            continue
        found += _winner(view, index, verb, "wins-award")
    for index, verb in verbs_of(view, "award_name"):
        end = region_end(view, verb.end)
        words = view.between(verb.end, min(len(view.tokens), max(end, verb.end + 14)))
        passive = verb.form == "passive" or (verb.form == "either" and _receives(view, verb))
        if (
            not passive
            or (
                held
                and not re.search(
                    r"\bawards?\b|\blist\b|of the year|\d+ under \d+|honou?ree|best|top", words, re.IGNORECASE
                )
            )
            or not (_LISTS.search(words) or (_PRAISED.search(verb.low) and re.match(r"(?:by|for|with|as)\b", words)))
        ):
            continue
        if re.search(r"nam|select|appoint", verb.low) and re.search(
            r"\bas (?:the )?(?:new )?(?:ceo|chief|director|president)", words, re.IGNORECASE
        ):
            continue
        found += _winner(view, index, verb, "named-to")
    for index, verb in verbs_of(view, "award_name"):
        if (
            not found
            and re.search(r"\branks?$", verb.low)
            and view.lows[verb.end : verb.end + 1]
            in (["no"], ["#"], ["among"], ["on"], ["in"], ["as"], ["number"], ["no."])
        ):
            found += _winner(view, index, verb, "ranks")
    if not found and view.is_title and (placer := _placer(view)) is not None:
        company, _ = company_after(view, placer.end, region_end(view, placer.end))
        if company and is_person(view, company):
            k = next(
                (
                    i
                    for i, c in enumerate(view.chunks)
                    if c.start >= placer.end and c.kind == "name" and c.shape == "person"
                ),
                0,
            )
            company = _employer(view, k)
        if company:
            found += _event(view, "award_won", "named-by", company, placer)
    return found


_PRAISED = re.compile(r"honou?r|recogni", re.IGNORECASE)


def _receives(view: View, verb: Chunk) -> bool:
    """Whether a bare "Named" is passive: nothing but a list, an article or "to", "as", "by", "among" follows it."""
    following = view.lows[verb.end] if verb.end < len(view.lows) else ""
    words = view.between(verb.end, min(len(view.tokens), verb.end + 8))
    return (
        following
        in {
            "to",
            "as",
            "by",
            "among",
            "in",
            "a",
            "an",
            "the",
            "one",
            "for",
            "with",
            "on",
            "winner",
            "finalist",
            "best",
            "top",
        }
        or _LISTS.search(words) is not None
    )


def _placer(view: View) -> Chunk | None:
    """ "Magazine names Acme to its list": the verb, where a list or an award follows the object."""
    for _, verb in verbs_of(view, "award_name"):
        words = view.between(verb.end, len(view.tokens))
        if (
            verb.form == "active"
            and "rank" not in verb.low
            and re.search(
                r"\b(?:to|among|as|in|on)\b.*\b(?:list|best|top|award|winner|ranking|500|100)\b", words, re.IGNORECASE
            )
            and not _HELD_AWARD.search(words)
        ):
            return verb
    return None


def _winner(view: View, index: int, verb: Chunk, rule: str) -> list[Finding]:
    """The company that won; where a person did, the company that the text names with them."""
    k = index - 1
    while k >= 0 and view.chunks[k].kind == "paren":
        k -= 1
    if k >= 0 and view.chunks[k].kind == "name" and view.chunks[k].shape == "person":
        person = view.chunks[k].text
        company = _employer(view, k)
        return _event(view, "award_won", rule, company or SPEAKER, verb, person)
    if k >= 0 and view.chunks[k].kind == "punct" and index > 3:
        return []  # ", recognized as …" describes whoever stands before it
    if k >= 1 and view.chunks[k].kind == "name" and view.chunks[k - 1].kind in {"desc", "role"}:
        return _event(view, "award_won", rule, _employer(view, k) or SPEAKER, verb, view.chunks[k].text)
    company = subject_of(view, index)
    return _event(view, "award_won", rule, company, verb) if company else []


def _employer(view: View, k: int) -> str:
    """The possessor or "of …" beside the person at chunk `k`."""
    chunks = view.chunks
    if k >= 2 and chunks[k - 1].kind == "poss" and chunks[k - 2].kind == "name":
        return chunks[k - 2].text
    for j in range(k + 1, min(len(chunks), k + 5)):
        if (
            chunks[j].kind == "prep"
            and chunks[j].low in {"of", "at", "from"}
            and j + 1 < len(chunks)
            and chunks[j + 1].kind == "name"
        ):
            return chunks[j + 1].text
        if chunks[j].kind == "verb":
            break
    return ""
