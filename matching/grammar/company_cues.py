"""Cues: the beginnings of words without which no sentence can hold a family of company events.

A sentence is looked at through its stems, the first five letters of each word, so that one set operation a family
decides whether its frames are tried at all.
"""

from __future__ import annotations

import re

STEM = 5
_WORD = re.compile(r"[a-z0-9]+")


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in text.split(" "))


CUES: dict[str, frozenset[str]] = {
    "deals": _stems(
        "acquire buy buys buying bought purchase take takes taken taking took takeover snap snaps snapped combine combining "
        "merge merger merging amalgam sell sells selling sold sale divest spin spins spun spinoff spinning buyout"
    ),
    "places": _stems(
        "headquarters hq hqs relocate relocating move moves moved moving open opens opening opened expand expansion break "
        "breaks broke broken breaking close closes closing closed closure shut shuts shutting shutter ribbon build builds "
        "building built launch establish inaugurate ground grand location cut cuts unveil choose chooses chose select"
    ),
    "workforce": _stems(
        "job jobs layoff layoffs lay lays laid laying workforce redundancy redundancies furlough headcount retrench downsizing "
        "hire hires hired hiring recruit employ employees positions staff staffing workers roles posts"
    ),
    "standing": _stems(
        "bankrupt bankruptcy chapter ch insolvency insolvent administration receivership liquidation creditor petition "
        "restructure restructuring reorganize reorganise reorganization strategic turnaround realign cost overhaul office remote hybrid home four rto"
    ),
    "money": _stems(
        "raise raises raising fund funds funding finance financing secure secures secured round series placement offering invest grant "
        "donate donates gift gives capital ipo public listing list lists listed trading credit seed uplist debut rakes"
    ),
    "trouble": _stems(
        "breach cyber cyberattack ransom outage hack hacks hacked hacker leak security sue sues sued suing lawsuit suit class "
        "investigate investigation fine fines fined settle indict complaint probe penalty accuse"
    ),
    "partnerships": _stems(
        "partner collaborate joint alliance ally team teams teamed teaming join joins joined joining memorandum mou cooperate "
        "integrate integration agreement sponsor affiliate relationship distributor reseller licensing"
    ),
    "contracts": _stems(
        "contract order orders agreement select selected chosen chose chooses agency supplier vendor provider tender award taps tapped engages retains"
    ),
    "rebrands": _stems("rebrand re rename renames name brand identity logo transition"),
    "products": _stems(
        "launch introduce unveil release debut debuts roll rolls rolled rolling premier announce reveal expand "
        "opens now live available goes introducing"
    ),
    "awards": _stems(
        "award win wins won winner prize medal honor honored honour recognize recognise recognition ranked ranks named names list top best earn accolade hall certified receives"
    ),
}
ANY = frozenset().union(*CUES.values())


def stems_of(text: str) -> set[str]:
    """The stems of a sentence."""
    return {word[:STEM] for word in _WORD.findall(text.lower())}


def has_company_cue(text: str) -> bool:
    """Whether a sentence may hold a company event; never wrong about one that does."""
    return not ANY.isdisjoint(stems_of(text))
