"""What stands beside the words for a call and says that none is asked for: it was had, failed, or is another matter."""

from __future__ import annotations

import re

from matching.cadence.own_reminders import is_their_call

_NO_CUE = re.compile(
    r"\b(?:(?:tried|trying|unable|used|failed|forgot|managed|wanted) (?:to )+|(?:did|had|has|have)(?: not |n't )"
    r"|(?:(?:did|do|does|was|were)(?: not|n't)|never) (?!forget|hesitate)\w+ (?:me |us )?to "
    r"|(?:was|were) (?:supposed|going|meant) to )$",
    re.IGNORECASE,
)
# "Email sent", "email on Monday bounced"; not "call him Monday, made director" or "email once the offer is made".
_PAST = re.compile(
    r"[^,]*\b(?:was|were|went|lasted|needed|necessary|required)\b|[^,]*, no reply\b"
    r"|(?<! (?:him|her))(?<! them)(?<! (?:me|us))"
    r"(?: (?!(?:when|once|after|till?|until|if|as|re|about|he|she|they|who|that)\b)\w+){0,3}?"
    r" (?:sent|made|got|bounced|cancell?ed|failed|dropped|didn't)\b",
    re.IGNORECASE,
)
_OTHER_MATTER = re.compile(  # "phone interview on Tuesday", "check in with his wife by Friday", "come back to the US"
    r"(?:(?<=phone) (?:interview|screen(?:ing)?)"
    r"| with (?:(?:the|his|her|their) )?(?:wife|husband|spouse|partner|family|boss|board)"
    r"| to (?:(?:the )?(?-i:US|UK|EU|USA)|the (?:us|uk|eu|usa|states|city|country|office|area)|work|school))\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:board|company|firm|client|team|hm|(?:hiring )?manager|boss|hr) (?=will $)", re.IGNORECASE)


def asks_for_none(sentence: str, begin: int, behind: int) -> bool:
    """Whether what stands before or behind the words for a call, which span from `begin` to `behind`, says so."""
    if _NO_CUE.search(sentence[:begin]) or _PAST.match(sentence, behind) or _OTHER_MATTER.match(sentence, behind):
        return True
    others = _OTHERS.search(sentence[:begin])  # "HM will call her on Monday"; not "HM will call me"
    return bool(others and not is_their_call(sentence[others.end() :]))
