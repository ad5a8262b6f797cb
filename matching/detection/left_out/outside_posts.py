"""Posts in bodies outside a company: who is elected head of an association by a headline does not leave, or get a post
at, the company that it names them with."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matching.event_types import is_about_people

_UNNAMED_BODY = (
    r"(?:(?:local|state|county|city|regional|national|community|trade|industry|professional|business|employers?['’]?|"
    r"government|federal)\s(?:\w+\s){0,2}?(?:body|association|group|council|federation|board|panel|commission|committee|"
    r"hospital|charity|chamber|lobby|task\sforce)|charity|chamber\sof\scommerce)"
)
_NAMED_BODY = r"(?:[\w’'-]+\s){1,5}?(?:association|council|federation|chamber(?:\sof\scommerce)?)"
_OUTSIDE = re.compile(
    rf"""\b(?:appoint\w*|(?:re-?)?elect\w*|names?|named|becom\w+|(?:heads?|headed|travels?|flies)\sto|bound\sfor|takes?\sover|took\sover|taking\sover|chosen|picked|taps|tapped|
      nominat\w+|joins?|to\s(?:chair|head|lead))\b .{{0,100}}?
    (?P<office>\b(?:
      (?:chair(?:man|woman|person)?|president|head|director|member|trustee)\s(?:of|at|for)\s(?:the\s|an?\s)?{_UNNAMED_BODY}
    | chair(?:man|woman|person)?\sof\s(?:the\s)?{_NAMED_BODY}
    | (?:chair(?:man|woman|person)?|moderator|member|leader|head)\sof\s(?:the|an?)\s
      (?:[\w-]+\s)?(?:panel|delegation|jury)
    | president\sof\s(?:the\s)?(?:[\w’'-]+\s){{0,3}}?(?:rotary|lions)\b
    | (?:to|on)\s(?:the\s|an?\s)?{_UNNAMED_BODY}
    )\b)""",
    re.VERBOSE | re.IGNORECASE,
)


def is_outside_post(title: str, event_type: str, names: Iterable[str]) -> bool:
    """Whether a headline gives somebody of a company, called `names`, a post in another body, so not there."""
    post = _OUTSIDE.search(title)
    if post is None or not is_about_people(event_type):
        return False
    names = [name for name in names if name]
    before, behind = title[: post.start("office")], title[post.start("office") :]
    return any(name in before for name in names) and not any(name in behind for name in names)
