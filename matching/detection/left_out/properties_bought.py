"""Buildings and land that are bought or sold: a shopping center, an apartment complex or an office tower is no company,
also where only what stands behind its name says what it is: "acquires The Orbelina, a 184-unit apartment complex".

A company that owns properties is one: its name says so ("Properties", "REIT"), or "owner", "operator" behind it.
"""

from __future__ import annotations

import re

_SIZE = (
    r"\d[\d,.]*(?:\smillion)?[\s-](?:units?|stor(?:e?y|ies)|acres?|homes?|"
    r"(?:square|sq\.?)[\s-](?:foot|feet|ft\.?|met(?:er|re)s?|m)|sf|sqft)\b"
)
_HOUSING = (
    r"(?:apartments?|multi-?\s?family|residential|student\shousing|manufactured\shome|mobile\shome|townhome|rental)"
)
_PROPERTY = (
    rf"(?:{_HOUSING}\s(?:[a-z]+\s)?(?:complex(?:es)?|communit(?:y|ies)|buildings?|towers?|propert(?:y|ies)|developments?|assets?|parks?)"
    r"|(?:shopping|retail|strip|outlet)\s(?:cent(?:er|re)s?|malls?|plazas?|parks?)|(?:shopping\s)?mall|apartments|apartment\shomes"
    r"|(?:office|commercial|industrial|mixed-use|retail|flex|warehouse)\s(?:and\s[a-z-]+\s)?"
    r"(?:buildings?|towers?|parks?|complex(?:es)?|propert(?:y|ies)|campus|developments?)|business\spark|warehouses?|office\scampus"
    r"|(?:parcels?|tracts?|plots?)\sof\sland|(?:land|development)\s(?:site|parcel)s?|self-storage\sfacility)"
)
_OWNER = (
    r"(?:\w*(?:makers?|manufacturers?|start-?ups?|software|robot\w*|owners?|operators?|compan(?:y|ies)|firms?|chains?|managers?|managements?|"
    r"developers?|business(?:es)?|groups?|operations?|portfolio\s(?:company|manager)|REIT|platforms?|providers?|landlords?|brokers?|investors?|"
    r"specialists?|builders?|retailers?|distribut(?:ors?|ion)|suppliers?|contractors?|services?|agenc(?:y|ies)|logistics))"
)
# What it is ends there: "a commercial building" but no "commercial building products manufacturer"
_NO_OWNER = (
    r"\b(?=\W*$|[.,;:)]|\s[(–—-]|\s(?:with|that|which|located|built|was|is|has|had|totall?ing|known|called|named|compris\w+|consist\w+|spanning|"
    r"outside|along|across|of|between|adjacent|just|valued|leased|let|anchored|occupied|within|over|under|where|downtown|next|north|south|east|"
    r"west|in|at|on|near|by|for|from|to|as|and)\b)"
    rf"(?!\sand\s(?:[\w-]+\s){{0,3}}?{_OWNER}\b)(?![^.;]{{0,40}}\swith\s(?:[a-z]+\s){{0,2}}\d[\d,]*\s(?:employees|staff|workers|people)\b)"
)
# Between the article and what it is: no owner of it, nothing that it only has or lies at, and no other sentence
_WORD = (
    r"(?:(?!(?:with|that|which|whose|for|from|to|by|of|in|at|on|near|where|who|own\w+|operat\w+|manag\w+|develop(?:er|s|ing)|compan\w+|firm|"
    r"\w*maker|provider|landlord|REIT|data|online|stores?|shops?)\b|[\w-]+(?:ers?|ors?|ists?|ery|eries)[.,])"
    r"(?:[\w$’'.,/&-]*(?<!\.)|sq\.|ft\.)\s)"
)
_WORDS, _FEW_WORDS = rf"{_WORD}{{0,8}}?", rf"{_WORD}{{0,2}}?"
_PORTFOLIO = r"portfolio\sof\s(?:[\w,-]+\s){0,6}?"
_PLACE = r"(?-i:\s(?:at|on|in|of)\s[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,3}(?:,\s[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)?)?"
_OF_COMPANY = re.compile(
    r"\b(?:Properties|Property|Realty|REIT|Trust|Homes|Communities|Group|Partners|Capital|Holdings|Company|Corp\w*|Inc|Ltd|LLC|"
    r"LP|PLC|plc|Limited|Investments?|Storage|Living|Development|Developers?|Management|Services?)\.?$"
)
_ITSELF = re.compile(
    r"\s(?:Apartments|Apartment\sHomes|Shopping\sCent(?:er|re)|"
    r"(?:Business|Office|Industrial|Logistics)\sPark|(?:Corporate|Distribution)\sCenter)$"
)
_TRADED = (
    r"(?<!also\s)(?:buy(?:s|ing)?|bought|acquir(?:e|es|ed|ing)|purchas(?:e[sd]?|ing)|sell(?:s|ing)?|sold|"
    r"(?:acquisition|purchase|sale)\sof)"
)
_MAY_BE = re.compile(rf"{_PROPERTY}|stor(?:e?y|ies)", re.IGNORECASE)
# "has sold the 92,000 sq ft shopping center", "The 184-unit complex was built in 1998": what was named before
_CALLED_SO = re.compile(
    rf"\b{_TRADED}\sthe\s{_SIZE},?\s{_WORDS}{_PROPERTY}{_NO_OWNER}"
    rf"|(?:^|[.]\s)the\s{_SIZE},?\s{_WORDS}{_PROPERTY}{_NO_OWNER}[^.;]{{0,60}}?\s(?:sold|acquired|bought|traded)\b"
    # a company too may have a warehouse or an office that was built in 1998
    rf"|(?:^|[.]\s)the\s{_SIZE},?\s(?![^.;]{{0,60}}\b(?:warehouse|industrial|office|commercial|flex)\b){_WORDS}{_PROPERTY}{_NO_OWNER}"
    r"[^.;]{0,60}?\s(?:built|located|anchored)\b",
    re.IGNORECASE,
)


def is_property(name: str, text: str) -> bool:
    """Whether what is traded under a name is a building or land, by its own name or by what the text calls it."""
    if _OF_COMPANY.search(name):
        return False
    if _ITSELF.search(name):
        return True
    if not _MAY_BE.search(text):  # before patterns with the name are compiled
        return False
    named = re.escape(name)
    what = rf"{_PROPERTY}{_NO_OWNER}"
    own = rf"\b{named}(?:['’]s?)?\s{_FEW_WORDS}{what}"
    behind = (
        rf"\b{named}{_PLACE}(?:,\s|\s\(|\s[–—-]\s)(?:an?|the|its)\s{_WORDS}(?:{_PORTFOLIO})?{what}"
        rf"|\b{_TRADED}\s(?:the\s)?{own}|{own}\s(?:(?:has|have|was|were|is|been|being)\s){{1,2}}{_TRADED}"
    )
    called = rf"(?:luxury\s)?{_PROPERTY},?\s(?:(?:known\sas|called|named)\s)?"
    # an inn of 300 acres and a restaurant of 40 units are companies; a tower of 24 stories is none
    ahead = rf"\b{_SIZE}\s{called}{named}(?!\w)|\b\d[\d,.]*[\s-]stor(?:e?y|ies)\s{named}(?!\w)"
    if re.search(rf"(?i:{behind}|{ahead})", text):
        return True
    return len(re.findall(rf"\b{named}\b", text)) == 1 and _CALLED_SO.search(text) is not None
