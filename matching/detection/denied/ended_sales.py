"""Sales of whole companies that are given up: "has ended its sale process", "is no longer for sale".

Such a text has the words of a sale that is weighed, too, and was told as one more report of what it takes back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from itertools import islice

from callnow.legal_forms import without_legal_form
from callnow.model import CompanyEvent, stable_id
from callnow.terms import UNSURE
from matching.comparing.companies import share_name
from matching.detection.denied.denials import MAY_BE
from matching.detection.denied.text_denials import denied
from matching.detection.named import COMPANY, any_of
from matching.event_types import DEALS
from matching.grammar.tokens import sentences_of
from matching.word_search import holds_any

RULE = "ended-sale"
_FIRST = 5  # sentences, headline included
_STOPS = (
    r"(?:(?:end|conclud|terminat|halt|suspend|stopp?|dropp?|scrapp?|abandon|paus|discontinu|shelv|cancell?)"
    r"(?:s|es|e|ed|ing)?|call(?:s|ed|ing)?\s(?:off|(?:a\s)?halt\sto)|g(?:ives?|ave|iven|iving)\sup)"
)
_WHOLE = r"(?:itself|(?:the|its)\s(?:whole\s|entire\s)?(?:company|group|business|bank|firm|retailer|chain)\b)"
_OF_WHOLE = rf"(?!\s(?:of|for|in)\s(?!{_WHOLE}))"  # not "its sale process for the Leeds plant"
_NAMED = rf"(?-i:{COMPANY})"
_WORDS = r"(?:(?!(?:after|by|with|as|when|before|amid|of)\b)[\w’'-]+\s){0,5}?"
_SEEKS = r"(?:explor|consider|pursu|seek|weigh|evaluat|look)(?:e|ing)?(?:\s(?:at|for|into))?"
_SALE = rf"(?:(?:sale|buyer)\b{_OF_WHOLE}|sale\sof\s{_WHOLE}|offers\sfor\s{_WHOLE})"
_PROCESS = (
    rf"(?:(?:sales?|auction)\s(?:process|effort|plans?)\b{_OF_WHOLE}|auction\sof\s{_WHOLE}|plans?\sto\ssell\s{_WHOLE}"
    rf"|(?:process\sof\s|efforts?\sto\s|plans?\sto\s)?(?:{_SEEKS}|(?:exploration|pursuit)\sof|search\sfor)\s"
    rf"(?:an?\s|the\s)?(?:possible\s|potential\s)?{_SALE})"
)
_REVIEW = (
    r"(?:strategic\s(?:review|alternatives)|review\sof\s(?:\w+\s)?(?:strategic\s)?(?:alternatives|options))\b"
    rf"{_OF_WHOLE}"
)
_ENDED = re.compile(
    rf"\b{_STOPS}\s{_WORDS}{_PROCESS}|\bno\slonger\s(?:\w+ly\s)?{_SEEKS}\s(?:an?\s|the\s)?{_SALE}"
    rf"|\bsales?\sprocess\s(?:is|was|has\sbeen)\s(?:\w+ly\s)?(?:end|conclud|terminat|halt|suspend|abandon|discontinu|call)ed\b"
    rf"|\b(?:decid|opt|elect|vot)(?:es|ed|s)?\s(?:not\sto\ssell|against\s(?:selling|(?:a\s|the\s)?sale\sof))\s{_WHOLE}"
    rf"|\b(?:withdr(?:aws?|ew|awn)|pull(?:s|ed)?)\s{_WHOLE}\s(?:from\ssale|off\sthe\smarket)\b"
    rf"|\b(?:{_WHOLE}|it|(?P<offered>{_NAMED}))\s(?:(?:is|was|are)\s)?(?:now\s)?no\slonger\s(?:up\s)?for\ssale\b"
    rf"|\b(?:taken|takes|took|taking)\s(?:{_WHOLE}|(?P<taken>{_NAMED}))\soff\sthe\smarket\b",
    re.IGNORECASE,
)
_REVIEWED = re.compile(rf"\b(?:{_STOPS}|complet(?:es|ed))\s{_WORDS}{_REVIEW}", re.IGNORECASE)
# Without one of these neither of the two, which are slow to look for, is in a text
_OF_SALES = ("sale", "sell", "buyer", "auction", "offers", "market", "review", "alternatives", "options")
_UNSOLD = re.compile(
    r"\b(?:remain|stay)(?:s|ing)?\s(?:an?\s)?(?:independent|stand-?alone)|\bwithout\s(?:a|any)\s(?:sale|deal|buyer|transaction)\b"
    r"|\b(?:no|not|against)\s(?:an?\s|any\s)?(?:sale|deal|buyer|transaction|sell(?:ing)?)\b",
    re.IGNORECASE,
)
_IN_DOUBT = re.compile(
    rf"\b(?:{MAY_BE}|if|unless|until|before|not|never|consider(?:s|ing)|mull(?:s|ing)|weigh(?:s|ing)|expects?|hopes?|"
    r"plans)\s(?:to\s)?(?:\w+ly\s)?$",
    re.IGNORECASE,
)


def with_ended_sales(
    events: Sequence[CompanyEvent], names: Iterable[str], parts: tuple[str, str], announcement: str
) -> list[CompanyEvent]:
    """The events of an announcement that names companies by `names`; a sale of a company that it gives up is denied,
    but where it names a buyer, or tells of a deal."""
    names = set(names)
    if not any(holds_any(part, _OF_SALES) for part in parts):
        return list(events)
    ends = (_end(one, parts, names) for one in islice(_sentences(parts), _FIRST))
    ended = next(filter(None, ends), None)
    if ended is None or any(one.type in DEALS and (one.counterparty or one.certainty not in UNSURE) for one in events):
        return list(events)
    sales = [one for one in events if one.type in DEALS and one.side != "acquirer"]
    if sales:
        return [denied(one) if one in sales else one for one in events]
    company = _thing(ended) or _company(ended.string, names, parts[0])
    if not company or any(one.type == "divestiture" and share_name(one.names, [company]) for one in events):
        return list(events)
    company = without_legal_form(company)
    id = stable_id(announcement, "acquisition", company, RULE)
    sold = CompanyEvent(id, announcement, "acquisition", company, side="target", rule=RULE, sentence=ended.string)
    return [*events, denied(sold)]


def ends_sale(parts: tuple[str, str]) -> bool:
    """Whether title or lead may say that a sale of a company is given up."""
    return any(holds_any(part, _OF_SALES) and _ENDED.search(part) for part in parts)


def _sentences(parts: tuple[str, str]) -> list[str]:
    return [parts[0], *sentences_of(parts[1])]


def _end(sentence: str, parts: tuple[str, str], names: Set[str]) -> re.Match[str] | None:
    """What says in a sentence that a sale of a company is given up."""
    found, reviewed = _ENDED.search(sentence), _REVIEWED.search(sentence)
    if found and _thing(found) not in {"", *names}:  # "took pills off the market": what it sells
        return None
    if not found and reviewed and any(_UNSOLD.search(one) for one in _sentences(parts)[:_FIRST]):
        found = reviewed
    return found if found and not _IN_DOUBT.search(sentence[: found.start()]) else None


def _thing(ended: re.Match[str]) -> str:
    """What is for sale no longer, where it is named."""
    named = ended.groupdict()
    return named.get("offered") or named.get("taken") or ""


def _company(sentence: str, names: Iterable[str], title: str) -> str:
    """The company that a sentence is about: the first it names, or else the one of the headline."""
    name = any_of(filter(None, names)) or r"(?!)"
    found = re.search(name, sentence) or re.search(name, title)
    return found[0] if found else ""
