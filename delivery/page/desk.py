"""What the page is lent by whoever starts it: settings, the clock, and what other packages know how to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from callnow.contacts import LoggedContact, NewContact
from callnow.dates import begins, comes_back, day_in_words
from callnow.model import Prospect, Touch, Trigger
from callnow.settings import Settings
from callnow.store import Connection
from callnow.waiting import CallsInOne
from delivery.card import Card
from delivery.page.first_desk import ImportDesk, RunDesk
from delivery.page.news_desk import FeedsDesk, NamesDesk
from delivery.page.people_desk import PeopleDesk
from delivery.page.settings_desk import SettingsDesk

LoadCards = Callable[[Connection, Sequence[Trigger], datetime, CallsInOne | None], list[Card]]
InOneCall = Callable[[Connection, Sequence[Trigger], datetime], CallsInOne]
LogContact = Callable[[Connection, Prospect, NewContact, str], LoggedContact]
ReadDay = Callable[[str, date], date | str]
ReadNote = Callable[[str, date], date | str]
SaysDeath = Callable[[Prospect, str], bool | None]
LATER = timedelta(hours=2)  # a call put off to later today comes back then
LAST_CALL = time(20)  # nobody is called later than this


@dataclass(frozen=True, slots=True)
class Desk:
    """`load_cards` makes cards of triggers; `in_one_call` words those anew whose call tells of others, by id, as their
    cards do, which take what it found where it was asked before; `told_with` tells which others (ids) one call tells
    of; `not_to_call` tells (ids) whom of some people nobody is to call today;
    `read_day` tells the day that words name, or says why they name none; `read_note` tells the day on which a note asks
    for a call, or that it cannot be read, or "" where it asks for none; `says_death` tells
    whether a note or outcome says that a person has died, None where it tells a death that may be another's;
    `is_noted` whether what was promised in a contact is only the recruiter's own reminder;
    `bars_calls_before` tells whether words that
    name a day ask for no call before it; `log_contact` keeps a contact and closes what it answers, with the id of the
    trigger it was made for or "", in the transaction it is given; it raises UsageError where no day can be read.

    The rest may take seconds and is done behind the answer, in another process; it raises StoreBusy during a run, and
    NotPublished where the copy has no room: `settle` publishes what was written and takes closed triggers off the
    calendars, `rematch` reads the past again after a judgement, `follow_up` finds whom promise and rhythm make due on a
    new day. `next_working_day` is the first one from a day on. `calendar` is the planned calls of one
    recruiter, or of all for "", as iCalendar. `people` is what is done about people.
    """

    settings: Settings
    now: Callable[[], datetime]
    load_cards: LoadCards
    in_one_call: InOneCall
    told_with: Callable[[Connection, Trigger, datetime], tuple[str, ...]]
    not_to_call: Callable[[Connection, Sequence[Prospect]], set[str]]
    read_day: ReadDay
    read_note: ReadNote
    says_death: SaysDeath
    is_noted: Callable[[Touch], bool]
    bars_calls_before: Callable[[str], bool]
    log_contact: LogContact
    settle: Callable[[Sequence[Trigger]], object]
    rematch: Callable[[], object]
    follow_up: Callable[[], object]
    calendar: Callable[[str], bytes]
    people: PeopleDesk
    imports: ImportDesk
    run: RunDesk
    settings_desk: SettingsDesk
    next_working_day: Callable[[date], date]
    feeds: FeedsDesk
    names: NamesDesk

    @property
    def zone(self) -> ZoneInfo:
        """The recruiter's time zone, which days are of."""
        return ZoneInfo(self.settings.watch.time_zone)

    def today(self) -> date:
        return self.now().astimezone(self.zone).date()

    def begins(self, day: date) -> datetime:
        """When a day begins for the recruiter, in UTC."""
        return begins(day, self.zone)

    def comes_back(self, day: date) -> datetime:
        """When a call that is put off until a day comes back, in UTC."""
        return comes_back(day, self.zone)

    def tomorrow(self) -> date:
        """The next working day: no weekend, and no holiday of the recruiter's."""
        return self.next_working_day(self.today() + timedelta(days=1))

    def later_today(self) -> datetime | None:
        """In two hours, on the next quarter of an hour, in UTC; None where that is past the recruiter's LAST_CALL."""
        back = self.now() + LATER
        back += timedelta(minutes=-back.minute % 15, seconds=-back.second, microseconds=-back.microsecond)
        local = back.astimezone(self.zone)
        return back if local.date() == self.today() and local.time() <= LAST_CALL else None

    def next_week(self) -> date:
        """Monday of next week."""
        return self.today() + timedelta(days=7 - self.today().weekday())

    def in_words(self, moment: datetime) -> str:
        """When a call comes back: "at 15:30", "tomorrow", "on Monday", "on 4 May 2026"."""
        local = moment.astimezone(self.zone)
        days = (local.date() - self.today()).days
        if days <= 1:
            return "tomorrow" if days else f"at {local:%H:%M}"
        return f"on {local:%A}" if days <= 7 else f"on {day_in_words(local.date())}"
