"""A contact with a prospect as somebody tells of it, and what keeping it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from callnow.model import Touch, Trigger
from callnow.terms import ContactKind


@dataclass(frozen=True, slots=True)
class NewContact:
    """What is to be logged, in the words it was told.

    `promised` are the words to be quoted back, `due` those that name the day ("6 weeks", "2027-03-14"); where only one
    of them is given it stands for both. `answers_news` says whether open news is closed: by default a talk closes it
    (called, met), and a message left does not: the call comes back on the next open day. `reads_note`: where neither
    `promised` nor `due` is given, a call that the note asks for ("circle back in six weeks") is promised. `number` is
    the one that was called, where it is told; "" is the one that is offered.
    """

    kind: ContactKind
    outcome: str = ""
    note: str = ""
    promised: str = ""
    due: str = ""
    topic: str = ""
    owner: str = ""
    answers_news: bool | None = None
    reads_note: bool = True
    number: str = ""


@dataclass(frozen=True, slots=True)
class LoggedContact:
    """A contact as it is kept, whether it is new, and the triggers it closed; or where it reached nobody, the ids of
    those that it put off, and until when. `came_after` counts the open ones that a talk left open, for they came later.
    """

    touch: Touch
    new: bool
    closed: tuple[Trigger, ...]
    put_off: Sequence[str] = ()
    again_at: datetime | None = None
    came_after: int = 0
