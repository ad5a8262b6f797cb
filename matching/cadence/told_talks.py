"""Whether words of a note tell of a talk with whoever it is about, as recruiters log it: "JD - spoke, circle back in
six weeks", "met at the fair", "called, happy where she is". A try ("LM", "called, out until Monday", "emailed") is
none, nor is a talk with somebody else; where words may mean either, none is told of.
"""

from __future__ import annotations

import re

_BEGIN = r"(?:^|[.,;:&()\n]|\s[-–—/]{1,3}\s|\band\b)\s{0,3}"
_WHO = r"(?:(?:(?-i:[A-Z]{2,3})|I|we|he|she|they)[ ,/]{1,2})?(?:(?:briefly|finally|just|also|then) )?"
_END = r"(?=\s*(?:$|[.,;:&()\n]|[-–—/])| and\b)"
_HOW = (
    r"(?= (?:briefly|again|today|yesterday|in person|at length|by phone|on the phone"
    r"|(?:for|over|about|re) (?!(?:him|her|them)\b)\w+)\b)"
)
_OTHER = (  # "Karen (HR)", "Anna, his PA"
    r",? ?[(–—-]? ?(?:(?:his|her|their|the|an?|my|our) )?(?:\w+ )?"
    r"(?:wife|husband|spouse|partner|mother|father|family|assistant|asst|pa|ea|secretary|reception\w*|gatekeeper|hr|client"
    r"|boss|manager|colleague|team|referee|reference|recruiter)\b"
)
_NAMED = rf"(?-i:[A-ZÀ-Þ][a-zß-ÿ]{{1,20}}(?: [A-ZÀ-Þ][a-zß-ÿ]{{1,20}})?)(?!{_OTHER})"
_WITH = rf" (?:to|with|w/?) (?:(?:him|her|them)(?:{_END}|{_HOW}|(?= (?:at|in|on)\b))|{_NAMED}(?:{_END}|{_HOW}))"
_SPOKE = (
    r"(?:spoke|talked|chatted|caught up|(?:good|great|nice|brief|long|lovely) (?:call|chat|talk|conversation|meeting)"
    r"|had (?:an? )?(?:(?:good|great|nice|brief|quick|short|long|first|intro|video) ){0,2}"
    r"(?:call|chat|talk|conversation|meeting|coffee|lunch))"
    rf"(?:{_END}|{_HOW}|{_WITH})"
)
_MET = (
    rf"met(?: up)?(?:{_END}|{_HOW}|{_WITH}|(?= (?:at (?:the|an?|our|his|her|their)|in (?-i:[A-Z])\w+)\b)"
    rf"| (?:(?:him|her|them)(?:{_END}|{_HOW}|(?= (?:at|in|on)\b))|{_NAMED}(?:{_END}|{_HOW}|(?= at (?:the|an?)\b))))"
)
_SAYS = (  # what only they can have said
    r"(?:(?:he|she|they)(?:'s| is| are)? |is )?(?:very |quite |still |really )?"
    r"(?:wants?|wanted|would like|prefers?|interested|not (?:interested|looking|open)|keen|happy|unhappy|looking"
    r"|open to|told (?:me|us)|said (?:he|she|they)|says (?:he|she|they)|likes|agreed|declined)\b"
)
_CALLED = (
    r"(?:called|phoned|rang)(?: (?:him|her|them|me|us|back|again|in|today)){0,2}"
    rf"(?:[.,;:&\n]|\s[-–—/]{{1,3}}\s| and\b)\s{{0,3}}{_SAYS}"
)
_TALK = re.compile(rf"{_BEGIN}{_WHO}(?:{_SPOKE}|{_MET}|{_CALLED})", re.IGNORECASE)


def tells_of_talk(text: str) -> bool:
    """Whether words clearly tell of a talk: "called" alone, or with anything but what they said, does not."""
    return bool(_TALK.search(text))
