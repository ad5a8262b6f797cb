"""What all clicks share: what comes with one, the answer after it, and how it is kept to be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import wraps
from typing import Annotated, NamedTuple, ParamSpec

from fastapi import Depends, HTTPException
from fastapi import Form as Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from callnow.contacts import LoggedContact, NewContact
from callnow.counting import counted
from callnow.dates import day_in_words
from callnow.errors import UsageError
from callnow.model import Prospect, Touch, Trigger
from callnow.store import Connection
from callnow.store import page as store
from callnow.store.calls import WantedCalls
from callnow.store.clicks import Click, click_id, keep_click
from callnow.store.news import triggers_by_id
from callnow.store.owed_rematch import owe_rematch
from callnow.store.page import ListedMention
from callnow.store.people import touches_of
from callnow.store.verdicts import are_brought_up
from callnow.terms import TALKS, Action, TriggerState
from delivery.clean import clean_text
from delivery.page.board import load_board, query_of
from delivery.page.database import Database
from delivery.page.desk import Desk
from delivery.page.lengths import ShortLine
from delivery.page.looking import card_after
from delivery.page.opened import LONGEST_NOTE, Form, open_call, open_person
from delivery.page.render import Renderer, is_htmx
from delivery.words import contact_in_words

P = ParamSpec("P")
Note = Annotated[str, Field(max_length=1_000_000)]  # more than is kept: what is too long is refused in words
BEFORE = {
    TriggerState.SNOOZED: "put off",
    TriggerState.DISMISSED: "dismissed",
    TriggerState.WITHDRAWN: "withdrawn",
    TriggerState.WRONG_EVENT: "marked as a wrong event",
    TriggerState.WRONG_COMPANY: "marked as another company's",
}
TALK_MEANWHILE = "talk meanwhile"
NEXT_CALLS = "x-next-calls"  # a header: ids of the calls that come next, the first one first
MOST_NEXT = 20


@dataclass(frozen=True, slots=True)
class ClickReply:
    """What a click did, in words, what takes it back (fields of POST /undo; empty: nothing does), and what it offers
    to do besides."""

    words: str
    undo: dict[str, str] = field(default_factory=dict)
    bad: bool = False
    offer: NeverMatch | None = None


class ClickedJudgement(NamedTuple):
    """What a click judged: a name in the news, the employer it is not, and what was judged of the two before."""

    mention: str
    employer_id: str
    before: str


NO_JUDGEMENT = ClickedJudgement("", "", "")


@dataclass(frozen=True, slots=True)
class NeverMatch:
    """The step that may follow "Wrong company": never to take the name in the news for this employer."""

    trigger_id: str
    listed: ListedMention


def sent_filters(
    owner: ShortLine = "",
    tier: ShortLine = "",
    type: ShortLine = "",
    q: ShortLine = "",
    page: Annotated[int, Field(ge=1, le=9999)] = 1,
    story: ShortLine = "",
) -> WantedCalls:
    """The filters of the list and its page, sent along with each click, so that its answer shows the same list."""
    return WantedCalls(owner, tier, type, q, page, story)


def sent_form(
    outcome: ShortLine = "",
    note: Note = "",
    promised: ShortLine = "",
    when: ShortLine = "",
    topic: ShortLine = "",
    no_promise: ShortLine = "",
    number: ShortLine = "",
    called: ShortLine = "",
    talks: Annotated[int | None, Field()] = None,
) -> Form:
    """The call form as it was sent."""
    promised, when = " ".join(promised.split()), " ".join(when.split())
    return Form(outcome.strip(), note.strip(), promised, when, topic.strip(), "", no_promise, number, called, talks)


Filters = Annotated[WantedCalls, Depends(sent_filters)]
SentForm = Annotated[Form, Depends(sent_form)]


@dataclass(frozen=True)
class Clicks:
    """What all clicks share: the answer after one, the keeping of a contact, the refusal of what cannot be read."""

    desk: Desk
    database: Database
    renderer: Renderer

    def after(self, request: Request, wanted: WantedCalls, said: ClickReply, opens: Sequence[str] = ()) -> Response:
        """The list as it is now, the next card, and what was done; without script, the page anew.

        The next card is the first of `opens` that is on the list, else of the calls that come next by the page.
        """
        if not is_htmx(request):
            return RedirectResponse(f"/{query_of(wanted)}", 303)
        followed = request.headers.get(NEXT_CALLS, "").split()[:MOST_NEXT]
        with self.database.reading() as con:
            board = load_board(con, self.desk, wanted)
            opened = card_after(con, self.desk, board, [*opens, *followed])
        answer = self.renderer.part("done.html.j2", board=board, opened=opened, said=said)
        answer.headers["HX-Push-Url"] = f"/{query_of(wanted)}"
        return answer

    def log_contact(
        self, con: Connection, person: Prospect, contact: NewContact, trigger_id: str = "", talks: int | None = None
    ) -> LoggedContact:
        """Keeps a contact and closes what it answers, which the database is told of then.

        A click that comes twice, because its answer was lost or it was pressed twice, is one contact. Raises UsageError
        for a talk where more were noted meanwhile than the `talks` that its form knew of: nothing is kept then.
        """
        before = touches_of(con, [person.id]) if talks is not None else ()
        known = [touch for touch in before if touch.kind in TALKS]
        logged = self.desk.log_contact(con, person, contact, trigger_id)
        if logged.new and logged.touch.kind in TALKS and known[talks or 0 :]:
            raise UsageError(self._told(known[-1]), where=TALK_MEANWHILE, hint="save again if this is another one")
        self.database.closed(logged.closed)
        return logged

    def _told(self, talk: Touch) -> str:
        at = talk.at.astimezone(self.desk.zone)
        when = f"at {at:%H:%M}" if at.date() == self.desk.today() else f"for {day_in_words(at.date())}"
        return f"a talk with them was noted meanwhile {when} ({clean_text(contact_in_words(talk), 60)})"

    def no_longer_brought_up(self, con: Connection, closed: Sequence[str]) -> None:
        """Has the follow-ups made anew, behind the answer, that would say the news of calls closed as wrong."""
        if are_brought_up(con, closed):
            self.database.later(self.desk.follow_up)

    def match_again(self, con: Connection, job: Callable[[], object] | None = None) -> None:
        """Has what was read before matched again behind the answer, by the desk's `rematch` or a job that does it, and
        notes with what is written that this is owed: where this page is killed before, somebody else does it."""
        owe_rematch(con, self.desk.now())
        self.database.later(job or self.desk.rematch)

    def keep(
        self,
        con: Connection,
        prospect_id: str,
        action: Action,
        changed: Sequence[str],
        *,
        touch_id: str = "",
        until: datetime | None = None,
        judged: ClickedJudgement = NO_JUDGEMENT,
    ) -> dict[str, str]:
        """Keeps a click that changed these triggers, and made the touch or the judgement. Returns the fields of POST
        /undo that take it back, none where it changed nothing."""
        if not changed and not touch_id and not any(judged):
            return {}
        now = self.desk.now()
        id = click_id(prospect_id, action, now)
        click = Click(id, now, prospect_id, action, tuple(changed), touch_id, *judged, until=until)
        keep_click(con, click, self.desk.begins(self.desk.today()))
        return {"click": id}

    def closed(self, con: Connection, ids: Sequence[str]) -> list[str]:
        """The same ids, once the database knows of them."""
        self.database.closed(triggers_by_id(con, ids))
        return list(ids)

    def refuse(self, request: Request, prospect_id: str, trigger_id: str, wanted: WantedCalls, form: Form) -> Response:
        """The form as it was filled in, with what is accepted beside what is not."""
        with self.database.reading() as con:
            trigger = known_trigger(con, trigger_id) if trigger_id else None
            known = known_person(con, trigger.prospect_id if trigger else prospect_id)
            opened = open_call(con, self.desk, trigger, form) if trigger else open_person(con, self.desk, known, form)
            if is_htmx(request):
                answer = self.renderer.part("form.html.j2", opened=opened)
                answer.headers.update({"HX-Retarget": "#call-form", "HX-Reswap": "outerHTML"})
                return answer
            board = load_board(con, self.desk, wanted)
            return self.renderer.page(
                request, "calls.html.j2", 422, board=board, opened=opened, owners=store.owners(con)
            )


def in_one_session(database: Database) -> Callable[[Callable[P, Response]], Callable[P, Response]]:
    """Keeps the database open from what a click writes to what its answer reads."""

    def decorate(route: Callable[P, Response]) -> Callable[P, Response]:
        @wraps(route)
        def clicked(*args: P.args, **kwargs: P.kwargs) -> Response:
            with database.session():
                return route(*args, **kwargs)

        return clicked

    return decorate


def check_length(note: str) -> None:
    """Raises UsageError for a note that cannot be kept whole."""
    if len(note) > LONGEST_NOTE:
        what = f"the note has {len(note):,} characters, of which {LONGEST_NOTE:,} can be kept"
        raise UsageError(what, where="note", hint="shorten it")


def known_trigger(con: Connection, trigger_id: str) -> Trigger:
    """The trigger of that id; there is nothing here (404) where there is none."""
    triggers = triggers_by_id(con, [trigger_id])
    if not triggers:
        raise HTTPException(404)
    return triggers[0]


def known_person(con: Connection, prospect_id: str) -> Prospect:
    """The person of that id; there is nothing here (404) where there is none."""
    person = store.prospect_by_id(con, prospect_id)
    if person is None:
        raise HTTPException(404)
    return person


def name_of(person: Prospect) -> str:
    """A person's name as the words of a click have it."""
    return clean_text(person.said_name, 80)


def reply_to(undo: dict[str, str], words: str, trigger: Trigger) -> ClickReply:
    """What a click did to a call and what takes it back; where it changed nothing, what became of the call before."""
    if undo:
        return ClickReply(words, undo)
    return ClickReply(f"That call was {BEFORE.get(trigger.state, 'answered')} already.", bad=True)


def with_offer(said: ClickReply, offer: NeverMatch | None) -> ClickReply:
    """The same, with what is offered besides, unless the click came too late."""
    return said if said.bad else replace(said, offer=offer)


def people_called(con: Connection, closed: Sequence[str]) -> set[str]:
    """Whom these triggers (ids) would have called: one with several reasons is one call, as on the list."""
    return {trigger.prospect_id for trigger in triggers_by_id(con, closed)}


def more_closed(con: Connection, closed: Sequence[str], trigger: Trigger) -> str:
    """How many calls besides the one that was clicked left the list."""
    more = len(people_called(con, closed) - {trigger.prospect_id})
    return f"; {counted(more, 'more call')} taken off the list with it" if more else ""
