"""Places of head offices and sites as a text names them: a whole address or town, and no word that only describes.

"Orbel to Close Massive Mine" names no place; a move "out of 777 Fifth Ave." begins there, and none goes "to Fifth".
"""

from __future__ import annotations

import re
from dataclasses import replace

from callnow.fold import fold
from callnow.model import CompanyEvent
from matching.cadence.day_words import MONTH, NUMBERS
from matching.comparing.places import SUBURB
from matching.detection.named import TOWN
from matching.grammar.companies.words import SITES, words
from matching.grammar.tokens import sentences_of
from matching.names.words import word_lists

# What headlines call a site, in capitals: never a place alone.
_DESCRIBES = (
    r"(?i:massive|huge|giant|large|largest|small|ag(?:e)?ing|oldest|historic|iconic|flagship|troubled|idled?|struggling|"
    r"former|entire|remaining|key|major|unprofitable|underperforming|century-old|only|local|sole|shuttered|newest)"
)
# These begin names, too: "Big Rapids", "Old Bridge".
_MAY_NAME = r"(?i:big|old|main|last|first|second|third|next|one|two|another)"
_WORDS = re.compile(rf"(?:{_DESCRIBES}\s)+(?=\S)")
_ALONE = re.compile(rf"{_DESCRIBES}|{_MAY_NAME}")
_MADE = r"built|designed|developed|owned|managed"  # "into an Orbel & Fry-built tower": no place
_ADDRESS = (
    r"\d[\d-]*\s(?:[A-Z][\w’'-]*\.?\s){0,3}"
    r"(?:Ave(?:nue)?|St(?:reet)?|Blvd|Boulevard|R(?:oa)?d|Drive|Dr|Plaza|Square|Way|Lane|Broadway)\b"
)
_BUILDING = r"(?:[A-Z][\w.&’'-]*\s){1,4}(?:Building|Tower|Towers|Plaza|House|Center|Centre|Campus|Park|Square)\b"
_SPOT = rf"(?P<spot>{_ADDRESS}|{_BUILDING})"
_LEAVES = re.compile(
    rf"\b(?i:mov\w+|relocat\w+|leav\w+|vacat\w+|headquarters|hq|offices?)\b[^.;]{{0,60}}?\b(?i:out\sof|from|leav\w+|vacat\w+)\s"
    rf"(?:[a-z]+\s){{0,5}}?{_SPOT}"
)
_GOES = re.compile(
    rf"\b(?i:mov\w+|relocat\w+|headquarters|hq)\b(?:\s(?!to\b)[\w’'&-]+){{0,10}}?\s(?i:in)?to\s(?:the\s|a\s)?{_SPOT}"
)

# A head office that goes to a building, a quarter or around the corner does not leave its town.
_PART_OF_TOWN = (
    r"(?:building|tower|skyscraper|complex|district|quarter|neighbou?rhood|waterfront|riverfront|street|avenue|boulevard|campus|plaza|"
    r"square|mill|development|high-rise)"
)
_AROUND_THE_CORNER = re.compile(
    r"\b(?:blocks?|miles?|doors?|yards|minutes|kilometers|km)\s(?:away|up|down|from)\b|\bacross\s(?:the\s)?(?:street|town|road)\b|"
    r"\b(?:down|up)\sthe\s(?:street|road)\b|\bnext\sdoor\b",
    re.IGNORECASE,
)
_QUARTERS = re.compile(r"(?i:down|mid|up)town\b|(?i:the\s)?(?i:financial|central business)\sdistrict")

_NUMBERED = re.compile(r"(?:\d{1,5}|One|Two|Three)\s[A-Z]")  # an address, its street called so or not: "400 Tryon"


def _within_town(event: CompanyEvent, text: str) -> CompanyEvent:
    """The move of a town's head office ("its Dayton headquarters") without a place that it leaves, where it goes to a
    building or quarter."""
    town, goal = re.escape(event.origin), re.escape(event.destination)
    at_home = rf"\b{town}(?:-based)?\s(?:[a-z]+\s)?(?i:headquarters|head\soffices?|hq)\b"
    leaves = rf"\b(?i:from|out\sof|leav\w+|quit\w*)\s{town}\b"
    if not re.search(at_home, text) or re.search(leaves, text):
        return event
    spot = re.search(rf"\b(?P<the>the\s)?{goal}(?:\s[A-Z][\w’'-]*){{0,2}}?\s(?i:{_PART_OF_TOWN})\b", text)
    if spot and (spot["the"] or spot[0].rpartition(" ")[2].islower()):
        return replace(event, origin="", destination=spot[0])
    if _NUMBERED.match(event.destination):
        elsewhere = re.search(
            rf"{goal}(?:,|\sin)\s(?:(?i:{_QUARTERS.pattern})\s)?(?!(?i:{MONTH})\b)(?P<town>{TOWN})", text
        )
        if elsewhere and elsewhere["town"] != event.origin:
            return replace(event, destination=elsewhere["town"])
        return replace(event, origin="")
    near = _AROUND_THE_CORNER.search(text) or _QUARTERS.match(event.destination)
    is_building = re.fullmatch(_BUILDING, event.destination) and re.search(rf"\b(?:the|One|Two|Three)\s{goal}", text)
    return replace(event, origin="") if near or is_building else event


def with_named_places(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event with places whole, and without words that only describe; a move between buildings is between both."""
    if event.type not in {"headquarters_moved", "office_closed", "office_opened"}:
        return event
    origin, destination = (_without_description(place, text) for place in (event.origin, event.destination))
    if event.type == "headquarters_moved":
        left, reached = (found["spot"] if (found := pattern.search(text)) else "" for pattern in (_LEAVES, _GOES))
        if left and (not origin or left.startswith(f"{origin} ")):
            origin = left
        if destination and destination in left:
            destination = ""
        if reached and reached != left and (not destination or reached.startswith(f"{destination} ")):
            destination = reached
        if destination and not origin and _is_left(destination, text):
            origin, destination = destination, ""
        if origin and destination:
            return _within_town(replace(event, origin=origin, destination=destination), text)
    return replace(event, origin=origin, destination=destination)


def _is_left(place: str, text: str) -> bool:
    """Whether a text only says of a place that a head office goes out of it."""
    name = rf"(?:(?:[Dd]owntown|[Cc]entral|[Ss]uburban|the)\s)*{re.escape(place)}\b"
    leaves = re.search(rf"\b(?i:out\sof|away\sfrom|leav\w+)\s{name}", text)
    return leaves is not None and not re.search(rf"\b(?i:to|into)\s{name}", text)


def _without_description(place: str, text: str) -> str:
    if _WORDS.match(place):
        running = (re.search(rf"\b[a-z]+\s{re.escape(place)}\b", one) for one in sentences_of(text)[1:])
        place = place if any(running) else _WORDS.sub("", place, count=1)  # "in Key Tower", below the headline
    if place and re.search(rf"\b{re.escape(place)}(?:\s&\s[A-Z][\w’'-]*?|\s[A-Z][\w’']*)*-(?:{_MADE})\b", text):
        return ""
    return "" if _ALONE.fullmatch(place) and not re.search(rf"\b(?:in|near|at)\s{re.escape(place)}\b", text) else place


# Words with which the names of places begin, and which name none by themselves.
_BEGINS = re.compile(
    r"(?:new|san|santa|los|las|saint|st\.?|fort|ft\.?|mount|mt\.?|port|north|south|east|west|el|la|le|de|salt lake|"
    r"hong|kuala|rio de|são|sao|baton|grand|united|abu|tel|cape|palo|des|little|long|great)",
    re.IGNORECASE,
)


def with_whole_places(event: CompanyEvent, text: str) -> CompanyEvent:
    """The event with whole places, as its text names them: the town of a site, a street or a suburb, no half a name."""
    event = with_named_places(event, text)
    origin, destination = (_whole_place(place, text) for place in (event.origin, event.destination))
    if event.type != "rebrand":  # there they are names, and a studio is a company
        if event.type in {"office_closed", "layoffs"}:  # a head office moves from street to street
            origin = _without_what_stands_there(_town_of_street(origin, text))
        origin, destination = _town_of_site(origin, text), _town_of_site(destination, text)
    destination = _town_of_suburb(destination, text)
    if origin and fold(origin) == fold(destination):
        origin = ""
    if (origin, destination) == (event.origin, event.destination):
        return event
    return replace(event, origin=origin, destination=destination)


# Words with which they end, and what a site is for
_ENDS = re.compile(
    r"Towers?|Ridge|Creek|Springs?|Falls|Heights|Valley|Hills?|Lakes?|River|Beach|Grove|Point|Harbou?r|Island|Woods|"
    r"Square|Plaza|Junction|County|Township"
)
_PURPOSE = re.compile(
    r"\s(?:Distribution|Fulfillment|Fulfilment|Manufacturing|Production|Assembly|Logistics|Call|Data|Service|Support|"
    r"Operations|Processing|Research|Design|Training)$"
)


def _whole_place(place: str, text: str) -> str:
    """A place whose name is cut behind its first word, as the text has it: "New" of "New York"; "" where it has not. Or
    before its last word, "Ridge" of "Moose Ridge"; and the town of a site that is cut, "Reno Distribution" Center."""
    if _BEGINS.fullmatch(place):
        whole = re.search(rf"\b{re.escape(place)}(?:[ -][A-Z][\w’'-]+)+", text)
        return whole[0] if whole else ""
    if _ENDS.fullmatch(place):
        whole = re.search(rf"\b[a-z]+\s(?P<whole>[A-Z][\w’'-]+\s{place})\b", text)
        return whole["whole"] if whole else place
    town = _PURPOSE.sub("", place)
    behind = [text[found.end() :].split(maxsplit=1)[:1] for found in re.finditer(re.escape(place), text)]
    is_site = behind and all(word and _is_of_count(word[0].strip(",.;:")) for word in behind)
    return town if is_site else place


_STRONG_SITES = words("strong_sites")


def _town_of_site(place: str, text: str) -> str:
    """ "Dayton" of "Dayton bakery"; "" where what stands before the site is no town of the text, nor a name at all."""
    if not _has_name(place):
        return ""
    town, _, last = place.rpartition(" ")
    if not town or last.casefold() not in _STRONG_SITES:
        return place
    named = re.search(rf"\b(?:in|near|to|from|of)\s{re.escape(town)}\b(?!\s[A-Z])|(?i:\.\s{re.escape(town)},)", text)
    return town if last.islower() or named else ""


_ROADS = r"(?:Street|Avenue|Ave\.?|Road|Rd\.?|Boulevard|Blvd\.?|Drive|Parkway|Pkwy\.?|Highway|Hwy\.?)"
_STREET = re.compile(rf"(?:(?P<address>\d.*\s)?(?:.+\s)?(?:{_ROADS}|(?<=\s)St\.?)|St)(?:,\s(?P<town>.+?)\.?)?")


def _town_of_street(place: str, text: str) -> str:
    """ "Muskegon" of "12 Keating Ave, Muskegon"; "" of "Keating Ave" alone, which is no other place than its town."""
    said = list(re.finditer(rf"\b{re.escape(place)}\b(?P<street>\s{_ROADS})?", text)) if place else []
    if said and all(one["street"] for one in said):
        return ""
    street = _STREET.fullmatch(place) if " " in place else None
    return street["town"] or (place if street["address"] else "") if street else place


def _without_what_stands_there(place: str) -> str:
    """ "Lorain" of "Lorain coke" or "Lorain mill"."""
    town = re.fullmatch(rf"(?P<town>{TOWN})(?:\s(?!suburb|area\b)[a-z]+){{1,2}}", place)
    return town["town"] if town else place


def _has_name(place: str) -> bool:
    """Whether a place has a name: not "30 stores", nor a headline's "Two Plants"."""
    return any(not (word[0].islower() or word[0].isdigit() or _is_of_count(word)) for word in place.split())


def _is_of_count(word: str) -> bool:
    word = word.casefold()
    return word in NUMBERS or not SITES.isdisjoint((word, word[:-1], word[:-2]))  # "Plants", "Branches"


_MOVES_TO = re.compile(
    r"\b(?i:mov\w+|relocat\w+|shift\w*|transfer\w*|tak(?:es?|ing)|headquarters|head office|HQ)\b[^;]{0,100}?"
    rf"\bto\s(?P<town>{TOWN}(?:,\s[A-Z][a-z]+\.?)?)(?!['’\w]|\s(?i:suburb))"
)


def _town_of_suburb(place: str, text: str) -> str:
    """Where a move to "a Nashville suburb" goes: the town that the text names, else "a suburb of Nashville"; what is
    called suburban and is in no list of towns is the suburb."""
    city = re.sub(r"^suburban\s|(?:[ -]area)?\ssuburb$", "", place, flags=re.IGNORECASE)
    near = re.escape(city.split(",")[0])
    to_suburb = (
        rf"(?i:to|into|in|for)\s(?:(?:an?|new)\s)*(?:{near}(?:[ -](?i:area))?\s(?i:suburb)|(?i:suburban)\s{near})"
    )
    if not city or not re.search(rf"\b{to_suburb}\b", text):
        return place
    if re.search(rf"\b(?i:suburban)\s{near}\b", text) and fold(city.split(",")[0]) not in word_lists().places:
        return city  # no town that has suburbs: "suburban Kettering" is one
    named = (found["town"] for found in _MOVES_TO.finditer(text))
    return next((one for one in named if city.split(",")[0] not in one), f"{SUBURB}{city}")
