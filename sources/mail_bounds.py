"""One e-mail message out of untrusted bytes, in time that is bounded whatever they hold.

The parser of the standard library takes minutes for a header of some hundred KB, and for parts in parts. What is cut
says nothing that is read: a title ends far before, and the text of a message stands before what is attached to it.
"""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from typing import cast

HEADER_LIMIT = 2048  # characters of one header: the time for a Content-Type grows with their square
PARTS_LIMIT = 100  # that say what they are; no more can lie in each other
LINES_LIMIT = 60_000  # 4 MB of what is attached are fewer
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)


class _CutHeaders(EmailPolicy):
    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:HEADER_LIMIT]


_POLICY = cast("EmailPolicy[EmailMessage]", _CutHeaders())


def parse_message(body: bytes) -> EmailMessage:
    """The message in `body`, as far as the limits go. Raises anything for an odd one, as the standard library does."""
    parts = [mark.start() for mark in _PART.finditer(body)]
    whole = body if len(parts) <= PARTS_LIMIT else body[: parts[PARTS_LIMIT]]
    return BytesParser(policy=_POLICY).parsebytes(b"".join(whole.splitlines(keepends=True)[:LINES_LIMIT]))
