"""Frames of products launched.

Acme launches app · Acme announces launch of service · Introducing … · Acme app now available
"""

from __future__ import annotations

import re

from matching.grammar.chunks import Chunk
from matching.grammar.company_awards import event
from matching.grammar.company_names import confirm_name, strip_legal
from matching.grammar.company_sides import SPEAKER, as_speaker, is_person, subject_of
from matching.grammar.company_view import View, first_object, objects_of, region_end, verbs_of
from matching.grammar.company_words import pattern, phrases, words
from matching.grammar.frame import Finding

_HELD_PRODUCT = phrases("held_product")


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
            found += event(view, "product_launched", "launches", company, verb)
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
            found += event(view, "product_launched", "launch-of", company, verb_at[1])
    if not found and view.is_title:
        for index, verb in verbs_of(view, "product_launch"):
            if (
                re.search(r"launch(?:es|ed)?$|debuts?$", verb.low)
                and verb.form in {"active", "either"}
                and (verb.end == len(view.tokens) or view.chunks[view.chunk_at[verb.end]].text in ":;–—|,")
            ):
                if company := subject_of(view, index):
                    found += event(view, "product_launched", "debuts", company, verb)
    return found or (_goes_live(view) if view.is_title else [])


_LIVE = pattern("live")


_INTRODUCING = re.compile(r"(?:^|: |— |– )(?:introducing|announcing|unveiling|launching)\b", re.IGNORECASE)


def _goes_live(view: View) -> list[Finding]:
    """ "Acme app now available", "Acme to launch at the fair", "Introducing …": goods without an object's verb."""
    if _INTRODUCING.search(view.text):
        return event(view, "product_launched", "introducing", SPEAKER, None)
    live = _LIVE.search(view.text)
    first = next((c for c in view.chunks if c.kind == "name"), None)
    if live and first is not None and view.tokens[first.start].start < live.start():
        name = as_speaker(view, strip_legal(confirm_name(view, first.start, first.end)))
        return event(view, "product_launched", "goes-live", name, None) if name and not is_person(view, name) else []
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
            return event(view, "product_launched", "announces-launch", company, verb_at[1])
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
