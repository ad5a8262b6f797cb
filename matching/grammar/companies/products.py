"""Frames of products launched.

Acme launches app · Acme announces launch of service · Introducing … · Acme app now available
"""

from __future__ import annotations

import re

from matching.grammar.chunk_types import Chunk
from matching.grammar.companies.awards import event
from matching.grammar.companies.names import confirm_name, strip_legal
from matching.grammar.companies.sides import SPEAKER, as_speaker, is_person, subject_of
from matching.grammar.companies.view import View, first_object, objects_of, region_end, verbs_of
from matching.grammar.companies.words import pattern, phrases, words
from matching.grammar.frame import Finding

_HELD_PRODUCT = phrases("held_product")


_STRONG = re.compile(r"launch|introduc|unveil|releas|debut|roll|premier")
_PRESENTS = re.compile(r"announc|present|reveal|expand|add")
_NEW_GOODS = phrases("new_goods")


def read_products(view: View) -> list[Finding]:
    """Products launched, in titles and leads alone: further down they are background."""
    if not (view.is_title or view.read.zone == 1):
        return []
    findings = _launched(view) or _launch_of(view)
    if not findings and view.is_title:
        findings = _debuts(view) or _goes_live(view)
    return findings


def _launched(view: View) -> list[Finding]:
    findings: list[Finding] = []
    for index, verb in verbs_of(view, "product_launch"):
        end = region_end(view, verb.end)
        if verb.form == "passive" or view.lows[verb.end : verb.end + 1] == ["by"] or not _is_goods(view, verb, end):
            continue
        company = subject_of(view, index)
        if company and not is_person(view, company):
            findings += event(view, "product_launched", "launches", company, verb)
    return findings


def _is_goods(view: View, verb: Chunk, end: int) -> bool:
    """Whether what the verb launches is a product: a listed one, a named one, or one praised as new."""
    strong = _STRONG.search(verb.low) is not None
    if _HELD_PRODUCT.search(view.between(verb.start, min(end, verb.end + 9))) or _is_place(view, verb, end):
        return False
    if (not view.is_title and not strong) or (verb.form == "ing" and not (view.is_title and strong)):
        return False
    if not strong and verb.low.startswith("to "):
        return False
    product = first_object(view, "product_product", verb.end, min(end, verb.end + 14))
    if _is_novel(view, verb):
        return True
    if product is not None:
        return strong or bool(_PRESENTS.search(verb.low) and _NEW_GOODS.search(view.between(verb.end, end)))
    return view.is_title and strong and "releas" not in verb.low and _names_thing(view, verb, end)


def _launch_of(view: View) -> list[Finding]:
    """ "announces the launch of its app"."""
    for noun in objects_of(view, "product_launch"):
        end = region_end(view, noun.end)
        if view.lows[noun.end : noun.end + 1] != ["of"] or _HELD_PRODUCT.search(
            view.between(noun.start, min(end, noun.end + 9))
        ):
            continue
        product = first_object(view, "product_product", noun.end, min(end, noun.end + 14))
        verb_at = next(((k, c) for k, c in reversed(view.verbs) if c.end <= noun.start), None)
        if verb_at is None or (product is None and not view.is_title):
            continue
        tells = re.search(r"announc|celebrat|mark|unveil|excit|see|share", verb_at[1].low)
        if tells and (company := subject_of(view, verb_at[0])):
            return event(view, "product_launched", "launch-of", company, verb_at[1])
    return []


def _debuts(view: View) -> list[Finding]:
    """ "Acme Magazine debuts: a new era", with nothing after the verb."""
    for index, verb in verbs_of(view, "product_launch"):
        last = verb.end == len(view.tokens) or view.chunks[view.chunk_at[verb.end]].text in ":;–—|,"
        named = re.search(r"launch(?:es|ed)?$|debuts?$", verb.low) and verb.form in {"active", "either"}
        if last and named and (company := subject_of(view, index)):
            return event(view, "product_launched", "debuts", company, verb)
    return []


_LIVE = pattern("live")


_LIVE_WORDS = frozenset({"now", "live", "goes", "available", "pre-order", "pre-orders", "preorders", "at", "on"})
_INTRODUCING = re.compile(r"(?:^|: |— |– )(?:introducing|announcing|unveiling|launching)\b", re.IGNORECASE)


def _goes_live(view: View) -> list[Finding]:
    """ "Acme app now available", "Acme to launch at the fair", "Introducing …": goods without an object's verb."""
    if _INTRODUCING.search(view.text):
        return event(view, "product_launched", "introducing", SPEAKER, None)
    live = _LIVE.search(view.text) if _LIVE_WORDS & set(view.lows) else None
    first = next((c for c in view.chunks if c.kind == "name"), None)
    if live and first is not None and view.tokens[first.start].start < live.start():
        name = as_speaker(view, strip_legal(confirm_name(view, first.start, first.end)))
        return event(view, "product_launched", "goes-live", name, None) if name and not is_person(view, name) else []
    launch = next(objects_of(view, "product_launch"), None)
    if (
        launch is not None
        and view.lows[launch.start] != "release"
        and launch.start > 1
        and not _HELD_PRODUCT.search(view.between(max(0, launch.start - 3), launch.end))
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
